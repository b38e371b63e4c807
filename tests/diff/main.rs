//! `case-audit diff` as its user meets it: what it says of two rounds is held against the
//! rounds' own files, and each form against what the command says as JSON.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test stops at what it did not expect"
)]
#![allow(
    dead_code,
    unreachable_pub,
    reason = "nothing outside a test's own folder can reach it, and some readers know more than is asked here"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/documents/mod.rs"]
mod documents;
#[path = "../common/wording.rs"]
mod wording;

mod figures;
mod hostile;
mod hubs;
mod inspections;
mod made_up;
mod narrowed;
mod page;
mod private;
mod refused;
mod said;
mod sameness;
mod series;
mod sheets;
mod story;
mod tables;
mod tidy;
mod unchanged;
mod waits;

use std::path::PathBuf;

use common::Ran;
use common::round::{case_audit, copy, sample};
use serde_json::Value;

/// Every form that people read. A form is tested by every test here once its ending stands
/// in this list and `documents::read` has a reader for it.
const READ: [&str; 5] = ["txt", "md", "html", "docx", "xlsx"];

/// Every form that can be had.
const FORMS: [&str; 7] = ["txt", "md", "html", "docx", "xlsx", "csv", "json"];

/// The two rounds whose change was planned.
fn springs() -> [PathBuf; 2] {
    ["2026-spring", "2027-spring"].map(sample)
}

/// The two rounds of published inspections.
fn inspections() -> [PathBuf; 2] {
    ["ilacs-previous", "ilacs-latest"].map(sample)
}

/// Runs `diff` in a folder of its own.
fn diff(rounds: &[PathBuf], more: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let rounds = rounds.iter().map(|round| round.to_str().unwrap());
    let arguments: Vec<&str> = ["diff"]
        .into_iter()
        .chain(rounds)
        .chain(more.iter().copied())
        .collect();
    case_audit(folder.path(), &arguments)
}

/// What the command says as JSON.
fn json(rounds: &[PathBuf], more: &[&str]) -> Value {
    diff(rounds, &[more, &["--format", "json"]].concat()).json()
}

/// What it says as text, on lines that nothing has to be broken for.
fn text(rounds: &[PathBuf], more: &[&str]) -> String {
    diff(rounds, &[more, &["--width", "1000"]].concat()).fine()
}

/// The bytes of one form, through a file.
fn bytes(rounds: &[PathBuf], form: &str, more: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("change.{form}"));
    let to = ["-o", file.to_str().unwrap(), "--width", "1000"];
    diff(rounds, &[more, &to].concat()).fine();
    std::fs::read(file).unwrap()
}

/// All words of a form, on one line.
fn words(rounds: &[PathBuf], form: &str, more: &[&str]) -> String {
    let bytes = bytes(rounds, form, more);
    match form {
        "txt" | "csv" | "json" => documents::plain(std::str::from_utf8(&bytes).unwrap()),
        _ => {
            let back = documents::read(&bytes, form);
            let tables = back.tables.iter();
            let cells = tables.flat_map(|table| {
                let rows = table.rows.iter().flatten();
                [&table.caption]
                    .into_iter()
                    .chain(&table.header)
                    .chain(rows)
            });
            let cells: Vec<&str> = cells.map(String::as_str).collect();
            format!("{} {}", back.words, cells.join(" "))
        }
    }
}

/// The item of a list whose names say this id, now or before.
fn named<'a>(list: &'a Value, field: &str, id: &str) -> &'a Value {
    let mut items = list.as_array().unwrap().iter();
    let found = items.find(|item| {
        ["after", "before"]
            .iter()
            .any(|when| item[field][when]["id"] == id)
    });
    found.unwrap_or_else(|| panic!("no {id}"))
}

/// The ids of one side of a headline.
fn ids(names: &Value) -> Vec<&str> {
    let names = names.as_array().unwrap().iter();
    names.map(|name| name["id"].as_str().unwrap()).collect()
}
