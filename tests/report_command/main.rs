//! `case-audit report` as its user meets it: each file is read back by other means than it
//! was written by, and held against what the summary says as JSON.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test stops at what it did not expect"
)]
#![allow(
    unreachable_pub,
    reason = "nothing outside a test's own folder can reach it"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/documents/mod.rs"]
mod documents;
#[path = "../common/wording.rs"]
mod wording;

mod empty;
mod figures;
mod guarded;
mod hostile;
mod made_up;
mod one_page;
mod options;
mod per_hub;
mod refusals;
mod sameness;
mod tables;

use std::path::Path;

use common::Ran;
use common::round::{case_audit, copy, sample};

/// Every form that a report can be had in, by its ending. A form is tested by every test
/// here once its ending stands in this list and `documents::read` has a reader for it.
const FORMS: [&str; 4] = ["html", "md", "docx", "xlsx"];

const SAMPLES: [&str; 4] = [
    "2026-spring",
    "2027-spring",
    "ilacs-previous",
    "ilacs-latest",
];

/// Runs `report ROUND` with more arguments in a folder.
fn report(folder: &Path, round: &Path, more: &[&str]) -> Ran {
    let arguments = [&["report", round.to_str().unwrap()], more].concat();
    case_audit(folder, &arguments)
}

/// The bytes of the report of a round in one form.
fn bytes(folder: &Path, round: &Path, form: &str, more: &[&str]) -> Vec<u8> {
    let file = format!("report.{form}");
    let arguments = [more, &["-o", &file, "--force"]].concat();
    report(folder, round, &arguments).fine();
    std::fs::read(folder.join(file)).unwrap()
}
