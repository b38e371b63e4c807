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

mod excel_file;
mod expected;
mod figures;
mod hostile;
mod made_up;
mod markup;
mod one_page;
mod options;
mod per_hub;
mod read_back;
mod refusals;
mod sameness;
mod tables;
mod word_file;

use std::path::{Path, PathBuf};

use common::round::case_audit;
use common::{Ran, project};

/// Every form that a report can be had in, by its ending. A form is tested by every test
/// here once its ending stands in this list and `read_back::read` has a reader for it.
const FORMS: [&str; 4] = ["html", "md", "docx", "xlsx"];

const SAMPLES: [&str; 4] = [
    "2026-spring",
    "2027-spring",
    "ilacs-previous",
    "ilacs-latest",
];

fn sample(name: &str) -> PathBuf {
    project().join("samples").join(name)
}

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

/// A copy of a sample round in a folder of its own, which the copy's path names.
fn copy(name: &str, into: &Path) -> PathBuf {
    let round = into.join(name);
    std::fs::create_dir_all(&round).unwrap();
    for entry in std::fs::read_dir(sample(name)).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_file() && !file.starts_with('.') {
            std::fs::copy(&path, round.join(file)).unwrap();
        }
    }
    round
}
