//! The gallery of broken inputs: one per kind of problem, and what is said of it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::fs;
use std::path::PathBuf;

use case_audit::diagnostics::Code;
use common::{project, run_in};

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(project().join("tests/gallery"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn name(folder: &std::path::Path) -> String {
    folder.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn every_kind_of_problem_has_its_broken_file_and_every_file_its_kind() {
    let folders: Vec<String> = folders().iter().map(|folder| name(folder)).collect();
    let mut codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    codes.sort_unstable();
    assert_eq!(folders, codes);
}

#[test]
fn broken_sheets_are_told_as_they_were() {
    for folder in folders() {
        let sheet = ["audits.csv", "audits.xlsx"]
            .into_iter()
            .find(|file| folder.join(file).is_file());
        let Some(sheet) = sheet else { continue };
        let round = folder.join("round.toml").is_file();
        let target = if round { "." } else { sheet };
        let ran = run_in(&folder, &["summary", target, "--tool", "../tool.toml"], b"");
        let code = name(&folder);
        // The code that the folder is named for is among what is said.
        let said = ran.stderr.contains(&format!("[{code}]"));
        assert!(said, "{code} is not told:\n{}", ran.stderr);
        assert!(
            ran.code == 0 || ran.code == 1,
            "{code} ended with {}",
            ran.code
        );
        assert_eq!(ran.code == 1, ran.stdout.is_empty(), "{code}");
        insta::assert_snapshot!(
            format!("sheet__{code}"),
            format!("exit code {}\n{}", ran.code, ran.stderr.replace('\\', "/"))
        );
    }
}
