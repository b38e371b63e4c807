//! Old workbooks read as the same workbook in a new format does, and any bytes are told.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::{Path, PathBuf};

use case_audit::diagnostics::{Problems, Severity, text};
use case_audit::read::sheet::{Sheet, SheetSpec};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/xls")
        .join(name)
}

fn known(name: &str) -> bool {
    ["case", "hub"].contains(&name)
}

/// A page as it was read.
#[derive(Debug, PartialEq, Eq)]
struct Page {
    name: Option<String>,
    hidden: bool,
    header: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
    said: String,
}

fn said(problems: &Problems) -> String {
    text(
        problems,
        &[Severity::Error, Severity::Warning, Severity::Note],
    )
}

fn read(sheet: &Sheet) -> Page {
    let folded = sheet
        .fold(2, Vec::new, |rows, row| {
            rows.push((row.number(), row.cells().map(str::to_owned).collect()));
        })
        .unwrap();
    Page {
        name: sheet.page_name().map(str::to_owned),
        hidden: sheet.is_hidden(),
        header: sheet
            .header()
            .iter()
            .map(|cell| cell.name.clone())
            .collect(),
        rows: folded.states.concat(),
        said: said(sheet.problems()) + &said(&folded.problems),
    }
}

fn pages(bytes: Vec<u8>) -> Vec<Page> {
    let sheets = Sheet::pages_from_bytes(bytes, "a", &known).unwrap();
    sheets.iter().map(read).collect()
}

fn pages_of(name: &str) -> Vec<Page> {
    let sheets = Sheet::open_pages(&data(name), "a", &known).unwrap();
    sheets.iter().map(read).collect()
}

fn strings(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[track_caller]
fn refused(bytes: Vec<u8>, what: &str) {
    let pages = pages(bytes);
    let said: Vec<&str> = pages.iter().map(|page| &*page.said).collect();
    assert!(
        said.iter().any(|said| said.contains(what)),
        "{what:?} is not in {said:?}"
    );
    assert!(pages.iter().all(|page| page.rows.is_empty()));
}

const DAMAGED: &str = "error: the workbook is damaged [bad-workbook]";

#[test]
fn an_old_workbook_reads_as_the_same_in_a_new_format() {
    for name in ["values", "days_1904", "excel_95"] {
        let old = pages_of(&format!("{name}.xls"));
        assert_eq!(old, pages_of(&format!("{name}.xlsx")), "{name}");
        let cells: usize = old
            .iter()
            .flat_map(|page| &page.rows)
            .map(|(_, cells)| cells.len())
            .sum();
        assert!(cells > 15, "{name}");
    }
}

#[test]
fn values_are_as_they_are_typed() {
    let pages = pages_of("values.xls");
    let audits = &pages[0];
    assert_eq!(audits.header, ["case", "hub", "value", "when"]);
    let expected = [
        (2, ["A-1", "Ashbrook", "1", "2026-03-02"]),
        (3, ["A-2", "Łódź", "-2.5", "2026-03-02T10:30:00"]),
        (4, ["A-3", "日本語 😀", "0.1", "09:05:00"]),
        (5, ["A-4", "  spaces  ", "1234567890123", "36:00:00"]),
        (6, ["A-5", "two\nlines", "12.34", "2020-06-18T06:00:00"]),
        (7, ["A-6", "TRUE", "0.0000001", "0.5"]),
        (8, ["A-7", "FALSE", "1000000000000000", "45.5"]),
        (9, ["A-8", "2", "text of a formula", "2026-04-17"]),
        (10, ["A-9", "#DIV/0!", "#N/A", "TRUE"]),
        (11, ["A-10", "", "#VALUE!", &"é".repeat(300)]),
        (
            12,
            [
                "A-11",
                &"x".repeat(9_000),
                &"é".repeat(9_000),
                &"語".repeat(9_000),
            ],
        ),
        (13, ["A-12", "-0.5", "0.25", "1900-01-05"]),
    ];
    let expected = expected.map(|(number, cells)| (number, strings(&cells)));
    assert_eq!(audits.rows[..12], expected);
    let old = pages_of("excel_95.xls");
    let row = |number, cells| (number, strings(cells));
    assert_eq!(
        old[0].rows,
        [
            row(2, &["E-1", "Łódź", "2.5", "2026-03-02"]),
            row(3, &["E-2", "řeka", "12.34", "30:00:00"]),
            row(4, &["E-3", "7", "8", "2025-12-09"]),
            row(5, &["E-4", "of a formula", "0.75", "TRUE"]),
            row(6, &["E-5", "#N/A", "#DIV/0!"]),
        ]
    );
}

#[test]
fn every_page_is_given_in_order_with_those_that_are_hidden() {
    let pages = pages_of("values.xls");
    let listed: Vec<_> = pages
        .iter()
        .map(|page| (page.name.as_deref().unwrap(), page.hidden))
        .collect();
    assert_eq!(
        listed,
        [
            ("Audits é", false),
            ("Notes", false),
            ("Hidden", true),
            ("Very hidden", true),
            ("Blank", false)
        ]
    );
    assert_eq!(pages[2].rows, [(2, strings(&["tool", "0123456789abcdef"]))]);
    let notes = &pages[1];
    assert_eq!(notes.header, ["case", "text"]);
    assert!(notes.said.contains("row 1 was taken as a title"));
    assert!(notes.said.contains("cells B3 to C4 are merged"));
    let blank = &pages[4].said;
    assert!(blank.starts_with("a: error: there is no table on the sheet `Blank` [no-table]"));
}

#[test]
fn pages_of_an_open_document_are_given_alike() {
    let listed = |name| {
        let pages = pages_of(name).into_iter();
        let parts = pages.map(|page| (page.name, page.hidden, page.header, page.rows.len()));
        parts.collect::<Vec<_>>()
    };
    let pages = listed("excel_95.ods");
    assert_eq!(pages, listed("excel_95.xls"));
    assert!(pages[1].1 && !pages[0].1);
}

#[test]
fn a_text_file_is_one_page() {
    let pages = pages(b"note\ncase,hub\n1,Ashbrook\n".to_vec());
    assert_eq!(pages.len(), 1);
    assert_eq!((pages[0].name.as_deref(), pages[0].hidden), (None, false));
    assert_eq!(pages[0].rows, [(3, strings(&["1", "Ashbrook"]))]);
}

#[test]
fn a_damaged_page_leaves_the_others_to_be_read() {
    let sound = label(0, 0, "case");
    let second = begin().len() + sound.len() + end().len();
    let broken = cell(0x0203, 0, 0, &[0; 7]);
    let both = [sound, end(), begin(), broken].concat();
    let pages = pages(bare(&[], &[0, second as u32], &both));
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[0].header, ["case"]);
    assert_eq!(pages[0].said, "");
    assert_eq!(pages[1].name.as_deref(), Some("S"));
    assert!(pages[1].said.contains(DAMAGED), "{}", pages[1].said);
}

#[test]
fn open_takes_the_page_with_the_best_header() {
    let spec = SheetSpec {
        recognise: &|name| ["key", "value"].contains(&name),
        digest: true,
    };
    let sheet = Sheet::open(&data("values.xls"), "a", &spec).unwrap();
    // Two pages have both names, and none of them can be seen: the first counts.
    assert_eq!(sheet.page_name(), Some("Hidden"));
    assert!(sheet.is_hidden() && sheet.is_workbook());
    let note = "the sheet `Hidden` was read, not `Audits é`, `Notes`, `Blank`";
    assert!(said(sheet.problems()).contains(note));
    let folded = sheet.fold(1, || (), |(), _| ()).unwrap();
    assert_eq!((folded.rows, folded.sha256.is_some()), (1, true));
}

#[test]
fn a_locked_workbook_is_told() {
    let bytes = fs::read(data("locked.xls")).unwrap();
    refused(bytes, "the workbook is locked with a password");
}

#[test]
fn a_workbook_that_is_cut_anywhere_is_damaged() {
    for name in ["small.xls", "excel_95.xls"] {
        let bytes = fs::read(data(name)).unwrap();
        for len in 8..bytes.len() {
            refused(bytes[..len].to_vec(), DAMAGED);
        }
    }
}

#[test]
fn any_changed_byte_gives_rows_or_a_problem() {
    let bytes = fs::read(data("small.xls")).unwrap();
    let sound = pages(bytes.clone());
    let mut same = 0;
    for at in 0..bytes.len() {
        for change in [0x01, 0xff] {
            let mut bytes = bytes.clone();
            bytes[at] ^= change;
            same += u64::from(pages(bytes) == sound);
        }
    }
    // Many bytes say how cells look; many others do count.
    let all = 2 * bytes.len() as u64;
    assert!(same > all / 3 && same < all, "{same} of {all}");
}

/// A record.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [
        &kind.to_le_bytes(),
        &(data.len() as u16).to_le_bytes(),
        data,
    ]
    .concat()
}

fn begin() -> Vec<u8> {
    record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0])
}

fn end() -> Vec<u8> {
    record(0x000a, &[])
}

/// A workbook without a file around it: its tables, and one page of records under as many
/// names as there are offsets to where it begins.
fn bare(tables: &[u8], offsets: &[u32], page: &[u8]) -> Vec<u8> {
    let sheet = |at: u32| {
        let listed = [&at.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat();
        record(0x0085, &listed)
    };
    let before = begin().len() + tables.len() + offsets.len() * sheet(0).len() + end().len();
    let sheets = offsets.iter().flat_map(|at| sheet(before as u32 + at));
    [
        begin(),
        tables.to_vec(),
        sheets.collect(),
        end(),
        begin(),
        page.to_vec(),
        end(),
    ]
    .concat()
}

fn cell(kind: u16, row: u16, column: u16, rest: &[u8]) -> Vec<u8> {
    let place = [row, column, 0].map(u16::to_le_bytes).concat();
    record(kind, &[&place, rest].concat())
}

fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let length = (text.len() as u16).to_le_bytes();
    cell(
        0x0204,
        row,
        column,
        &[&length[..], &[0], text.as_bytes()].concat(),
    )
}

/// A table of shared texts that promises so many and holds one, cut into records.
fn shared(promised: u32, text: &[u8]) -> Vec<u8> {
    let promised = promised.to_le_bytes();
    let length = (text.len() as u16).to_le_bytes();
    let (first, rest) = text.split_at(text.len().min(8_000));
    let head = [&promised[..], &promised, &length, &[0], first].concat();
    let mut records = record(0x00fc, &head);
    for piece in rest.chunks(8_000) {
        records.extend(record(0x003c, &[&[0], piece].concat()));
    }
    records
}

#[test]
fn a_bare_stream_reads_and_its_rows_may_be_in_any_order() {
    let page = [
        label(2, 0, "second"),
        label(0, 1, "hub"),
        label(1, 1, "late"),
        label(0, 0, "case"),
        label(1, 0, "first"),
        cell(0x00fd, 2, 1, &[0; 4]),
    ];
    let bytes = bare(&shared(u32::MAX, b"shared"), &[0], &page.concat());
    let pages = pages(bytes);
    assert_eq!(pages[0].said, "");
    assert_eq!(pages[0].header, ["case", "hub"]);
    assert_eq!(
        pages[0].rows,
        [
            (2, strings(&["first", "late"])),
            (3, strings(&["second", "shared"]))
        ]
    );
}

#[test]
fn records_that_are_not_what_they_say_are_damage() {
    let sound = label(0, 0, "case");
    let one = shared(1, b"one");
    let broken = [
        // A column that no old workbook has, a text that is not there, an error that none is.
        label(1, 256, "x"),
        cell(0x00fd, 1, 0, &[1, 0, 0, 0]),
        cell(0x0205, 1, 0, &[1, 1]),
        // Too short, and a text longer than its record or than any cell.
        cell(0x0203, 1, 0, &[0; 7]),
        cell(0x0204, 1, 0, &[9, 0, 0, b'x']),
        cell(
            0x0204,
            1,
            0,
            &[&[0xff, 0xff, 0][..], &[b'x'; 0x10]].concat(),
        ),
        // Packed numbers past the last column; an area of merged cells from below to above.
        record(0x00bd, &[&[1, 0, 250, 0][..], &[0; 60]].concat()),
        record(0x00e5, &[1, 0, 5, 0, 4, 0, 0, 0, 1, 0]),
        // The page has no end of its own.
        begin(),
    ];
    for record in broken {
        let page = [sound.clone(), record].concat();
        refused(bare(&one, &[0], &page), DAMAGED);
    }
    assert_eq!(pages(bare(&one, &[0], &sound))[0].header, ["case"]);
}

#[test]
fn no_byte_is_read_for_two_pages_and_no_text_is_shown_without_end() {
    let page = label(0, 0, "case");
    refused(bare(&[], &[0, 0], &page), DAMAGED);
    refused(bare(&[], &[1 << 20], &page), DAMAGED);
    let long = shared(1, &vec![b'x'; 32_767]);
    // Within a gigabyte, and past it.
    for (rows, large) in [(1, false), (129, true)] {
        let cells = (0..rows).flat_map(|row| (0..256).map(move |column| (row, column)));
        let page: Vec<u8> = cells
            .flat_map(|(row, column)| cell(0x00fd, row, column, &[0; 4]))
            .collect();
        let pages = pages(bare(&long, &[0], &page));
        let said = "the workbook holds more than a workbook can be read from";
        assert_eq!(pages[0].said.contains(said), large, "{rows}");
    }
}

#[test]
fn workbooks_from_before_excel_5_and_other_files_are_told() {
    let oldest = record(0x0409, &[6, 0, 16, 0, 0, 0]);
    refused(oldest, "(.xls, before Excel 5) is not read [bad-workbook]");
    let mut document = fs::read(data("small.xls")).unwrap();
    let name: Vec<u8> = "Workbook"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let at = document
        .windows(name.len())
        .position(|bytes| bytes == name)
        .unwrap();
    document[at] = b'V';
    refused(document, "the file is no workbook that can be read");
}
