//! What the reader of sheets promises, one small file for each promise.

#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    reason = "a test stops at what it did not expect"
)]

use std::io::{Cursor, Write};

use case_audit::diagnostics::{Place, Problems, Severity, text};
use case_audit::read::sheet::{Sheet, SheetSpec};

const KNOWN: [&str; 4] = ["case", "hub", "voice", "what was seen"];

/// A file read whole: its header, its rows with their numbers, and what was said.
struct Read {
    header: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
    said: String,
    errors: u64,
}

fn names(sheet: &Sheet) -> Vec<String> {
    sheet
        .header()
        .iter()
        .map(|cell| cell.name.clone())
        .collect()
}

fn said(problems: &Problems) -> String {
    text(
        problems,
        &[Severity::Error, Severity::Warning, Severity::Note],
    )
}

fn open(bytes: impl Into<Vec<u8>>) -> Sheet {
    let spec = SheetSpec {
        recognise: &|name| KNOWN.contains(&name.to_lowercase().as_str()),
        digest: true,
    };
    Sheet::from_bytes(bytes.into(), "a.csv", &spec).unwrap()
}

fn read(bytes: impl Into<Vec<u8>>) -> Read {
    let sheet = open(bytes);
    let folded = sheet
        .fold(2, Vec::new, |rows, row| {
            rows.push((row.number(), row.cells().map(str::to_owned).collect()));
        })
        .unwrap();
    let mut rows: Vec<(u64, Vec<String>)> = folded.states.concat();
    rows.sort();
    assert_eq!(rows.len() as u64, folded.rows);
    Read {
        header: names(&sheet),
        rows,
        said: said(sheet.problems()) + &said(&folded.problems),
        errors: sheet.problems().count(Severity::Error) + folded.problems.count(Severity::Error),
    }
}

/// A row as it is expected.
fn row(number: u64, cells: &[&str]) -> (u64, Vec<String>) {
    (
        number,
        cells.iter().map(|cell| (*cell).to_owned()).collect(),
    )
}

#[track_caller]
fn says(read: &Read, line: &str) {
    assert!(
        read.said.contains(line),
        "{line:?} is not in:\n{}",
        read.said
    );
}

#[test]
fn a_plain_file_is_read_and_nothing_is_said() {
    let read = read("case,hub\nC1, Ashbrook \nC2,\n");
    assert_eq!(read.header, ["case", "hub"]);
    assert_eq!(
        read.rows,
        [row(2, &["C1", " Ashbrook "]), row(3, &["C2", ""])]
    );
    assert_eq!(read.said, "");
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_program_numbers_them() {
    let read = read("case,hub\r\n\r\nC1,\"two\r\nlines\"\r\n , \r\nC2,x");
    assert_eq!(
        read.rows,
        [row(3, &["C1", "two\r\nlines"]), row(5, &["C2", "x"])]
    );
    assert_eq!(read.said, "");
}

#[test]
fn quotes_are_read_as_rfc_4180_has_them_and_stray_ones_stay() {
    let read = read("case,hub\n\"a \"\"b\"\", c\",x\"y\"z\n\"a\"b,\"\"\n");
    assert_eq!(
        read.rows,
        [row(2, &["a \"b\", c", "x\"y\"z"]), row(3, &["ab", ""])]
    );
}

#[test]
fn a_quote_that_stays_open_is_told_where_it_began() {
    let read = read("case,hub\nC1,x\nC2,\"never closed\nC3,y\n");
    assert_eq!(read.rows[1], row(3, &["C2", "never closed\nC3,y\n"]));
    says(
        &read,
        "a.csv: row 3, column hub: error: a quote is opened in this cell and never closed",
    );
    says(&read, "[open-quote]");
    assert_eq!(read.errors, 1);
}

#[test]
fn a_quote_that_swallows_the_file_does_not_fill_the_memory() {
    let mut bytes = b"case,hub\nC1,x\nC2,\"".to_vec();
    bytes.resize(20 << 20, b'z');
    let read = read(bytes);
    assert_eq!(read.rows, [row(2, &["C1", "x"])]);
    says(
        &read,
        "a.csv: row 3: error: a quote is opened in this row and not closed for 16 MB",
    );
}

#[test]
fn the_header_is_found_below_titles() {
    let read = read(
        "Audit round,,\n\nSpring 2026\nCase, What\n was  seen\nCASE,\"What\t was\n seen\",x\nC1,y,z\n",
    );
    assert_eq!(read.header, ["CASE", "What was seen", "x"]);
    assert_eq!(read.rows, [row(7, &["C1", "y", "z"])]);
    says(
        &read,
        "a.csv: row 6: note: the header was taken from row 6; rows 1 to 5 were taken as titles",
    );
}

#[test]
fn without_a_known_name_the_first_row_with_two_cells_is_the_header() {
    let read = read("Title\na,b\n1,2\n");
    assert_eq!(read.header, ["a", "b"]);
    says(&read, "row 1 was taken as a title");
    let lone = self::read("a\n1\n");
    assert_eq!(lone.header, ["a"]);
    assert_eq!(lone.rows, [row(2, &["1"])]);
}

#[test]
fn delimiters_are_told_apart_by_the_header_that_they_give() {
    for (delimiter, word) in [(';', "semicolons"), ('\t', "tabs")] {
        let text =
            "case|hub|voice, of the child\nC1|1,5|2,5\n".replace('|', &delimiter.to_string());
        let read = read(text);
        assert_eq!(read.header, ["case", "hub", "voice, of the child"]);
        assert_eq!(read.rows, [row(2, &["C1", "1,5", "2,5"])]);
        says(
            &read,
            &format!("a.csv: note: the cells are separated by {word} [assumed]"),
        );
    }
    let unknown = read("x;y\n1,5;2\n3,5;4\n");
    assert_eq!(unknown.header, ["x", "y"]);
}

#[test]
fn a_sep_line_is_no_row_and_is_obeyed() {
    for start in ["sep=;\n", "sep=;\r\n", "\"sep=;\"\r\n", "\u{feff}SEP=;\r"] {
        let line = if start.ends_with('\r') { '\r' } else { '\n' };
        let read = read(format!("{start}case;hub{line}C1;a,b{line}"));
        assert_eq!(read.header, ["case", "hub"], "{start:?}");
        assert_eq!(read.rows, [row(2, &["C1", "a,b"])], "{start:?}");
    }
}

#[test]
fn utf_8_and_utf_16_are_read_with_and_without_a_mark() {
    let text = "case,hub\nC1,Élan – 😀\n";
    let wide = |big: bool, mark: bool| -> Vec<u8> {
        let units = mark
            .then_some(0xfeff)
            .into_iter()
            .chain(text.encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let expected = [row(2, &["C1", "Élan – 😀"])];
    for bytes in [
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into_bytes(),
    ] {
        let read = read(bytes);
        assert_eq!(read.rows, expected);
        assert_eq!(read.said, "");
    }
    for bytes in [
        wide(false, true),
        wide(true, true),
        wide(false, false),
        wide(true, false),
    ] {
        let read = read(bytes);
        assert_eq!(read.header, ["case", "hub"]);
        assert_eq!(read.rows, expected);
        assert_eq!(
            read.said,
            "a.csv: note: the file was read as UTF-16 [assumed]\n"
        );
    }
}

#[test]
fn half_a_character_of_utf_16_is_told_at_its_cell() {
    let mut bytes: Vec<u8> = "\u{feff}case,hub\nC1,x"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.extend([0x00, 0xd8]);
    let read = read(bytes);
    assert_eq!(read.rows, [row(2, &["C1", "x\u{fffd}"])]);
    says(
        &read,
        "a.csv: row 2, column hub: error: this cell holds bytes that are no text",
    );
}

#[test]
fn a_file_that_is_not_utf_8_from_the_start_is_windows_1252() {
    let read = read(b"case,hub\nC1,plain\nC2,caf\xe9 \x96 \x80\n");
    assert_eq!(read.rows[1], row(3, &["C2", "café – €"]));
    says(
        &read,
        "a.csv: row 3: note: the file is not UTF-8; from this row on it was read as Windows-1252",
    );
    assert_eq!(read.errors, 0);
}

#[test]
fn bad_bytes_in_a_utf_8_file_are_told_at_their_cells() {
    let read = read(b"case,hub\nC1,caf\xc3\xa9\nC2,caf\xe9\n\"\xff\",x\n");
    assert_eq!(
        read.rows,
        [
            row(2, &["C1", "café"]),
            row(3, &["C2", "caf\u{fffd}"]),
            row(4, &["\u{fffd}", "x"])
        ]
    );
    says(
        &read,
        "a.csv: row 3, column hub: error: this cell holds bytes that are no text",
    );
    says(&read, "a.csv: row 4, column case: error");
    assert_eq!(read.errors, 2);
}

#[test]
fn rows_may_end_in_returns_alone() {
    let read = read("title\rcase,hub\rC1,\"a\nb\"\r\rC2,y");
    assert_eq!(read.header, ["case", "hub"]);
    assert_eq!(read.rows, [row(3, &["C1", "a\nb"]), row(5, &["C2", "y"])]);
    says(
        &read,
        "a.csv: note: the rows end in returns without line feeds",
    );
}

#[test]
fn a_lone_return_in_a_cell_is_text() {
    let read = read("case,hub\r\nC1,a\rb\r\n");
    assert_eq!(read.rows, [row(2, &["C1", "a\rb"])]);
    assert_eq!(read.said, "");
}

#[test]
fn control_characters_are_told_at_their_cells() {
    let read = read("case,hub\nC1,a\0b\nC2,\"a\u{7f}\"\nC3,a\u{b}b\n");
    assert_eq!(read.rows[0], row(2, &["C1", "a\0b"]));
    says(
        &read,
        "a.csv: row 2, column hub: error: this cell holds a control character (number 0)",
    );
    says(
        &read,
        "a.csv: row 3, column hub: error: this cell holds a control character (number 127)",
    );
    says(
        &read,
        "a.csv: row 4, column hub: warning: this cell holds a control character (number 11)",
    );
    assert_eq!(read.errors, 2);
}

#[test]
fn long_rows_are_told_and_passed_on_and_short_ones_are_blank_to_the_right() {
    let sheet = open("case,hub\nC1\nC2,x,,\nC3,x, y\n");
    let folded = sheet
        .fold(1, Vec::new, |rows, row| {
            rows.push((
                row.len(),
                row.get(1).to_owned(),
                row.get(2).to_owned(),
                row.get(9).to_owned(),
            ));
        })
        .unwrap();
    let cells =
        |len, hub: &str, third: &str| (len, hub.to_owned(), third.to_owned(), String::new());
    assert_eq!(
        folded.states,
        [vec![
            cells(1, "", ""),
            cells(4, "x", ""),
            cells(3, "x", " y")
        ]]
    );
    assert!(said(&folded.problems).starts_with(
        "a.csv: row 4, column C: error: this row goes on after the last header, which is in column B [long-row]"
    ));
    assert_eq!(folded.problems.count(Severity::Error), 1);
}

#[test]
fn no_row_has_more_cells_than_a_spreadsheet_program_has_columns() {
    for cell in ["x,", "\"x\","] {
        let read = read(format!("case,hub\n{}\nC2,y\n", cell.repeat(20_000)));
        assert_eq!(read.rows[0].1.len(), 16_384);
        assert_eq!(read.rows[1], row(3, &["C2", "y"]));
        says(
            &read,
            "a.csv: row 2, column C: error: this row has more than 16384 cells",
        );
    }
}

#[test]
fn names_that_stand_twice_are_errors_where_they_matter() {
    let read = read("case,hub,case,x,x\nC1,a,C1,b,c\n");
    says(
        &read,
        "a.csv: row 1, column case: error: columns A and C are both named `case` [duplicate-column]",
    );
    says(
        &read,
        "a.csv: row 1, column x: warning: columns D and E are both named `x` [duplicate-column]",
    );
}

#[test]
fn a_column_without_a_name_is_told_once_and_a_blank_one_not_at_all() {
    let read = read("case,,hub,,\nC1,,a,,\nC2,q,b,,\nC3,r,c,,\n");
    assert_eq!(
        read.said.lines().next(),
        Some(
            "a.csv: row 3, column B: warning: column B has cells and no header; it is passed over [unnamed-column]"
        )
    );
    assert_eq!(read.said.matches("warning").count(), 1);
    assert_eq!(read.rows.len(), 3);
}

#[test]
fn a_file_without_a_table_is_told() {
    for bytes in ["", "\n\n", " ,\n", "\u{feff}"] {
        let read = read(bytes);
        assert!(read.header.is_empty() && read.rows.is_empty());
        says(
            &read,
            "a.csv: error: there is no table in this file [no-table]",
        );
    }
    let page = read("<html><table><tr><td>case</td></tr></table>");
    says(
        &page,
        "a.csv: error: the file is a web page or XML, whatever its name says [bad-workbook]",
    );
    assert!(page.rows.is_empty());
}

#[test]
fn places_name_the_file_as_the_user_did() {
    let sheet = open("case,hub\nC1,x\n");
    let folded = sheet
        .fold(1, Vec::new, |places, row| places.push(row.place(Some(1))))
        .unwrap();
    assert_eq!(folded.states[0][0].to_string(), "a.csv: row 2, column hub");
    assert_eq!(
        sheet.header_place(Some(0)).to_string(),
        "a.csv: row 1, column case"
    );
    assert_eq!(open("").header_place(Some(0)), Place::file("a.csv"));
}

#[test]
fn a_file_can_be_walked_twice_and_has_one_digest() {
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().write_all(b"case,hub\nC1,x\n").unwrap();
    let spec = SheetSpec {
        recognise: &|name| name == "case",
        digest: true,
    };
    let sheet = Sheet::open(file.path(), "shown.csv", &spec).unwrap();
    let walk = || sheet.fold(2, || 0, |rows, _| *rows += 1).unwrap();
    let (first, second) = (walk(), walk());
    assert_eq!((first.rows, second.rows), (1, 1));
    assert_eq!(first.sha256, second.sha256);
    // As `sha256sum` gives it.
    let hex: String = first.sha256.unwrap()[..4]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(hex, "27adf0f1");
    let error = Sheet::open(&file.path().join("none"), "none.csv", &spec).unwrap_err();
    assert!(error.to_string().contains("`none.csv`"), "{error}");
}

/// A workbook with these parts; the pages are named in the order of `pages`.
fn workbook(pages: &[(&str, &str)], strings: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut sheets = String::new();
    let mut links = format!(r#"<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>"#);
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        ("xl/sharedStrings.xml".to_owned(), strings.to_owned()),
        (
            "xl/styles.xml".to_owned(),
            format!(
                r#"<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
            ),
        ),
    ];
    for (at, (name, rest)) in pages.iter().enumerate() {
        sheets += &format!(
            r#"<sheet name="{name}" sheetId="{}" r:id="p{at}"/>"#,
            at + 1
        );
        links += &format!(
            r#"<Relationship Id="p{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>"#
        );
        parts.push((
            format!("xl/worksheets/sheet{at}.xml"),
            format!(r#"<worksheet xmlns="{MAIN}">{rest}</worksheet>"#),
        ));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!(
            r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>"#
        ),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!(r#"<Relationships xmlns="{PACKAGE}">{links}</Relationships>"#),
    ));
    archive(&parts)
}

fn archive(parts: &[(String, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive
            .start_file(name.as_str(), zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn text_cell(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn entry() -> Vec<u8> {
    let header = text_cell("B3", "case") + &text_cell("C3", "hub") + &text_cell("D3", "seen");
    let first = text_cell("B4", "C1")
        + r#"<c r="C4" s="1"><v>46083</v></c><c r="D4"><v>0.30000000000000004</v></c><c r="H4" t="b"><v>1</v></c>"#;
    let third = r#"<c r="B6"><v>7</v></c><c r="C6" t="e"><v>#REF!</v></c><c r="D6" s="1"><v>46083.4375</v></c>"#;
    let page = format!(
        r#"<sheetData><row r="1">{}</row><row r="3">{header}</row><row r="4">{first}</row><row r="6">{third}</row></sheetData><mergeCells count="2"><mergeCell ref="B1:D1"/><mergeCell ref="B4:B5"/></mergeCells>"#,
        text_cell("B1", "Audit round"),
    );
    let about = format!(
        r#"<sheetData><row r="1">{}</row></sheetData>"#,
        text_cell("A1", "How to")
    );
    workbook(
        &[("About", &about), ("Entry", &page)],
        r#"<sst uniqueCount="0"></sst>"#,
    )
}

#[test]
fn a_workbook_is_read_at_the_page_that_is_recognised() {
    let sheet = open(entry());
    assert!(sheet.is_workbook());
    assert_eq!(names(&sheet), ["", "case", "hub", "seen"]);
    let read = read(entry());
    assert_eq!(
        read.rows,
        [
            row(4, &["", "C1", "2026-03-02", "0.3", "", "", "", "TRUE"]),
            row(6, &["", "7", "#REF!", "2026-03-02T10:30:00"]),
        ]
    );
    says(
        &read,
        "a.csv: note: the sheet `Entry` was read, not `About` [assumed]",
    );
    says(
        &read,
        "a.csv: sheet Entry, cell B4, column case: warning: cells B4 to B5 are merged: only the first of them has a value [merged-cells]",
    );
    says(
        &read,
        "a.csv: sheet Entry, cell H4, column H: warning: column H has cells and no header",
    );
    says(
        &read,
        "the header was taken from row 3; row 1 was taken as a title",
    );
    assert_eq!(read.said.matches("merged-cells").count(), 1);
    assert_eq!(read.errors, 0);
}

#[test]
fn a_workbook_that_is_cut_short_or_changed_is_told() {
    let whole = entry();
    for len in (4..whole.len() - 22).step_by(7) {
        let read = read(&whole[..len]);
        says(
            &read,
            "a.csv: error: the workbook is damaged [bad-workbook]",
        );
        assert!(read.rows.is_empty());
    }
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x10;
        read(changed);
    }
}

#[test]
fn parts_that_promise_what_they_do_not_hold_are_refused() {
    let promise = workbook(
        &[("Entry", "<sheetData></sheetData>")],
        r#"<sst uniqueCount="99999999999999999"></sst>"#,
    );
    says(&read(promise), "the workbook is damaged");
    let ods = |content: &str| {
        archive(&[
            (
                "mimetype".to_owned(),
                "application/vnd.oasis.opendocument.spreadsheet".to_owned(),
            ),
            (
                "META-INF/manifest.xml".to_owned(),
                "<manifest:manifest></manifest:manifest>".to_owned(),
            ),
            ("content.xml".to_owned(), content.to_owned()),
        ])
    };
    let endless = ods("<table:table table:name=\"a\"><table:table-row></table:table-row>");
    says(&read(endless), "the workbook is damaged");
    let cell = r#"<table:table-cell table:number-columns-repeated="16384" office:value="1"></table:table-cell>"#;
    let huge = ods(&format!(
        r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row></table:table>"#
    ));
    says(&read(huge), "the workbook is damaged");
    let sound = ods(
        r#"<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>case</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value="2.50"></table:table-cell></table:table-row></table:table>"#,
    );
    assert_eq!(read(sound).rows, [row(2, &["2.5"])]);
}

#[test]
fn other_files_are_refused_with_what_to_do() {
    let old = read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on");
    says(
        &old,
        "the workbook is damaged [bad-workbook]\n    open it in the program that it comes from",
    );
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    says(&read(locked), "the workbook is locked with a password");
    let document = archive(&[("word/document.xml".to_owned(), "<w/>".to_owned())]);
    says(&read(document), "the file is no workbook that can be read");
}
