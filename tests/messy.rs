//! Real broken spreadsheets, whole and cut short: problems or a result, never a panic, and
//! each file's fault handled or named.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::fs;
use std::path::PathBuf;

use case_audit::diagnostics::{Problems, Severity, text};
use case_audit::model::Tool;
use case_audit::read::audits::{AuditSheet, Bytes, Options, fold_counted};
use case_audit::read::sheet::{Sheet, SheetSpec};
use case_audit::read::{open_tool, tool};
use common::{project, run};

/// In how many places each file is cut.
const CUTS: usize = 200;

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(project().join("tests/data/messy"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.starts_with(|c: char| c.is_ascii_digit())
        })
        .collect();
    files.sort();
    files
}

/// Everything that is said when the bytes are read as audits.
fn read_as_audits(bytes: Vec<u8>, name: &str, tool: &Tool) -> Problems {
    let mut problems = Problems::new();
    let sheet = AuditSheet::open(Bytes::Held(bytes), name, tool, &[], &mut problems).unwrap();
    let options = Options {
        threads: 1,
        skip_invalid: true,
    };
    let counted = fold_counted(&sheet, options, || 0_u64, |count, _| *count += 1).unwrap();
    problems.merge(counted.problems);
    problems
}

#[test]
fn every_file_whole_and_cut_short_gives_problems_or_a_result() {
    let mut ignored = Problems::new();
    let tool = open_tool("early-help", &mut ignored).unwrap().unwrap().tool;
    let all = files();
    assert_eq!(all.len(), 18);
    for file in all {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&file).unwrap();
        let step = (bytes.len() / CUTS).max(1);
        for end in (0..bytes.len()).step_by(step).chain([bytes.len()]) {
            let problems = read_as_audits(bytes[..end].to_vec(), &name, &tool);
            // No file holds audits, so something is always in the way.
            assert!(problems.has_errors(), "{name} cut at {end}");
        }
    }
}

/// What the messages say of each file, or what its table reads as.
#[test]
fn each_fault_is_named_or_handled() {
    let mut ignored = Problems::new();
    let tool = open_tool("early-help", &mut ignored).unwrap().unwrap().tool;
    let said = |name: &str| {
        let bytes = fs::read(project().join("tests/data/messy").join(name)).unwrap();
        let all = [Severity::Error, Severity::Warning, Severity::Note];
        text(&read_as_audits(bytes, name, &tool), &all)
    };
    for (file, expected) in [
        (
            "05_dfe_2013_merged_header_rows_subtotals_suppressed.csv",
            "rows 1 to 3 were taken as titles",
        ),
        (
            "06_dfe_2016_back_to_index_merged_headers.csv",
            "rows 1 to 4 were taken as titles",
        ),
        (
            "07_dfe_2011_mixed_level_rows_blank_separators.csv",
            "column B has cells and no header",
        ),
        (
            "08_nhs_utf16le_bom_comma.csv",
            "the file was read as UTF-16",
        ),
        ("09_utf16be_bom.csv", "the file was read as UTF-16"),
        (
            "10_nasa_cr_only_line_ends_title_row.csv",
            "the rows end in returns without line feeds",
        ),
        (
            "10_nasa_cr_only_line_ends_title_row.csv",
            "rows 1 to 2 were taken as titles",
        ),
        ("11_latin1_crlf_lone_cr_in_cell.csv", "Windows-1252"),
        (
            "13_german_semicolon_padded_preamble_footer_ragged.csv",
            "separated by semicolons",
        ),
        ("16_latin1_semicolon_decimal_comma_crlf.csv", "Windows-1252"),
        (
            "17_duplicate_headers.csv",
            "columns A and C are both named `id`",
        ),
        (
            "18_ragged_short_and_long_rows.csv",
            "row 3, column D: error: this row goes on after the last header",
        ),
        (
            "20_blank_header_cell.csv",
            "column B has cells and no header",
        ),
        (
            "21_nul_byte.csv",
            "row 2, column a: error: this cell holds a control character (number 0)",
        ),
        ("27_merged_cells.xlsx", "cells A1 to B3 are merged"),
        ("29_preamble_lines.xlsx", "sheet Sheet1, row 4"),
    ] {
        let said = said(file);
        assert!(
            said.contains(expected),
            "{file}: {expected:?} is not in\n{said}"
        );
    }
}

fn table(name: &str) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
    let bytes = fs::read(project().join("tests/data/messy").join(name)).unwrap();
    let spec = SheetSpec {
        recognise: &|_| false,
        digest: false,
    };
    let sheet = Sheet::from_bytes(bytes, name, &spec).unwrap();
    let header = sheet
        .header()
        .iter()
        .map(|cell| cell.name.clone())
        .collect();
    let rows = sheet.fold(1, Vec::new, |rows, row| {
        rows.push((row.number(), row.cells().map(str::to_owned).collect()));
    });
    (header, rows.unwrap().states.concat())
}

/// Faults that need no word, since nothing is lost: the table reads as it should.
#[test]
fn what_needs_no_word_reads_as_it_should() {
    let (header, rows) = table("19_blank_comma_rows_at_end.csv");
    assert_eq!(header, ["id", "name", "age"]);
    assert_eq!(rows.len(), 2);
    let (_, rows) = table("26_quotes_and_newlines.csv");
    assert_eq!(rows[0].1[1], "ha \n\"ha\" \nha");
    assert_eq!((rows[1].0, rows[1].1[1].as_str()), (3, "4"));
    let (header, rows) = table("22_newlines_and_tabs_inside_header.csv");
    assert_eq!(header, ["start end", "b", "c"]);
    assert_eq!(rows.len(), 1);
    let (header, rows) = table("08_nhs_utf16le_bom_comma.csv");
    assert_eq!((header.len(), rows.len()), (19, 327));
    let (header, rows) = table("16_latin1_semicolon_decimal_comma_crlf.csv");
    assert_eq!((header[3].as_str(), rows.len()), ("Année", 638));
    let (_, rows) = table("10_nasa_cr_only_line_ends_title_row.csv");
    assert_eq!(rows.len(), 133);
    let (_, rows) = table("09_utf16be_bom.csv");
    assert_eq!(rows[1].1[2], "ʤ");
    // A return by itself inside a cell is text of that cell.
    let (header, rows) = table("11_latin1_crlf_lone_cr_in_cell.csv");
    assert_eq!(header.last().unwrap(), "Descripción");
    assert!(
        rows.iter()
            .any(|(_, cells)| cells.iter().any(|cell| cell.contains('\r')))
    );
    let (header, rows) = table("29_preamble_lines.xlsx");
    assert_eq!(header[0], "text");
    assert!(!rows.is_empty());
}

/// A foreign spreadsheet is summed up once the tool names its columns.
#[test]
fn a_foreign_spreadsheet_is_summed_up_with_its_own_column_names() {
    let text = r#"
id = "hotels"
version = "1"
title = "Hotels"
[columns]
case = "Date"
hub = "Quartier"
[[scale]]
id = "stars"
[[scale.level]]
id = "all"
label = "All"
standing = "working"
means = "m"
[[scale.level]]
id = "three"
label = "3 stars"
standing = "improve"
means = "m"
[[domain]]
id = "d"
title = "D"
[[standard]]
id = "class"
domain = "d"
title = "Class"
scale = "stars"
column = "Classement"
"#;
    let mut problems = Problems::new();
    assert!(tool(text, "hotels.toml", &mut problems).is_some());
    let folder = common::folder(&[("hotels.toml", text.as_bytes())]);
    let tool = folder.path().join("hotels.toml");
    let ran = run(&[
        "summary",
        "tests/data/messy/16_latin1_semicolon_decimal_comma_crlf.csv",
        "--tool",
        tool.to_str().unwrap(),
        "--skip-invalid",
        "--format",
        "json",
    ]);
    assert!(
        ran.stderr.contains("`4 stars` is not a level"),
        "{}",
        ran.stderr
    );
    let summary = ran.json();
    assert_eq!(summary["census"]["read"], 638);
}
