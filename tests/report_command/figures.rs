//! Every figure of every form equals the summary's.

use serde_json::Value;

use crate::common::round::case_audit;
use crate::documents::{Table, read};
use crate::tables::{self, Asked};
use crate::{FORMS, SAMPLES, bytes, sample};

/// The summary as JSON, with the options of the report.
pub fn json(name: &str, more: &[&str]) -> Value {
    let round = sample(name);
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["summary", round.to_str().unwrap(), "--format", "json"];
    case_audit(folder.path(), &[&arguments, more].concat()).json()
}

fn held_against_the_summary(name: &str, more: &[&str]) {
    let json = json(name, more);
    let should = tables::all(&json, &sample(name), Asked::default());
    assert!(should.len() > 5, "{name} {more:?} has few tables");
    let folder = tempfile::tempdir().unwrap();
    let back = |form: &str| read(&bytes(folder.path(), &sample(name), form, more), form);
    let page = back("html");
    for form in FORMS {
        let what = format!("{name} {more:?} as {form}");
        let mut is = back(form);
        if form == "xlsx" {
            is.stands_as_on(&page);
        }
        let is = is.tables;
        assert_eq!(captions(&is, form), captions(&should, form), "{what}");
        for (is, should) in is.iter().zip(&should) {
            let should = as_in(should, form);
            assert_eq!(
                is.header, should.header,
                "{what}: {} {}",
                is.section, is.caption
            );
            for (is_row, row) in is.rows.iter().zip(&should.rows) {
                assert_eq!(is_row, row, "{what}: {} {}", is.section, is.caption);
            }
            assert_eq!(*is, should, "{what}");
        }
    }
}

/// Where the tables stand, and what stands above them.
fn captions(tables: &[Table], form: &str) -> Vec<(String, String)> {
    let tables = tables.iter().map(|table| as_in(table, form));
    tables.map(|table| (table.section, table.caption)).collect()
}

/// A table as a form has it: Word draws the table of shares in shades, where the chart's
/// own words tell what it is.
fn as_in(table: &Table, form: &str) -> Table {
    let mut table = table.clone();
    let shades = table.caption.starts_with("Working ratings by ");
    if form == "docx"
        && shades
        && table.header.len() > 1
        && table.header.len() * table.rows.len() > 3
    {
        table.caption = String::from("(shades)");
        table.header[0].clear();
    }
    table
}

#[test]
fn every_figure_equals_the_summarys() {
    for name in SAMPLES {
        held_against_the_summary(name, &[]);
    }
}

#[test]
fn every_figure_of_one_hub_beside_the_others_equals_the_summarys() {
    held_against_the_summary("2026-spring", &["--hub", "fernhill"]);
    held_against_the_summary("2027-spring", &["--hub", "eastmoor"]);
    held_against_the_summary("ilacs-latest", &["--hub", "london"]);
}

#[test]
fn every_figure_of_other_groups_and_of_parts_equals_the_summarys() {
    held_against_the_summary("2026-spring", &["--by", "stage"]);
    held_against_the_summary("2027-spring", &["--by", "disability"]);
    held_against_the_summary("2026-spring", &["--by", "interventions"]);
    held_against_the_summary("2026-spring", &["--hub", "fernhill", "--hub", "harbour"]);
    held_against_the_summary("2026-spring", &["--domain", "voice"]);
    held_against_the_summary(
        "2026-spring",
        &["--standard", "handover_warm", "--hub", "harbour"],
    );
    held_against_the_summary("2027-spring", &["--percent-from", "60"]);
}
