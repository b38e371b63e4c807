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

/// Rounds with something wrong in them: each is checked in a copy, with the tool that all of
/// them share.
#[test]
fn broken_rounds_are_told_as_they_were() {
    let gallery = project().join("tests/gallery");
    for folder in folders() {
        let round = folder.join("round");
        if !round.is_dir() {
            continue;
        }
        let copy = tempfile::tempdir().unwrap();
        copy_folder(&round, copy.path());
        fs::copy(
            gallery.join("round.tool.toml"),
            copy.path().join("tool.toml"),
        )
        .unwrap();
        let ran = run_in(copy.path(), &["check", "."], b"");
        let code = name(&folder);
        let said = ran.stdout.contains(&format!("[{code}]"));
        assert!(said, "{code} is not told:\n{}{}", ran.stdout, ran.stderr);
        assert_eq!(ran.stderr, "", "{code}");
        let errors = ran.stdout.contains(": error: ");
        assert_eq!(ran.code, i32::from(errors), "{code}");
        insta::assert_snapshot!(
            format!("check__{code}"),
            format!("exit code {}\n{}", ran.code, ran.stdout.replace('\\', "/"))
        );
    }
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Problems that need more than one command: those in `command.txt` are run one after the
/// other in a copy of the folder, and what the last one says is held.
#[test]
fn problems_of_several_commands_are_told_as_they_were() {
    let gallery = project().join("tests/gallery");
    for folder in folders() {
        let Ok(commands) = fs::read_to_string(folder.join("command.txt")) else {
            continue;
        };
        let code = name(&folder);
        let above = tempfile::tempdir().unwrap();
        let copy = above.path().join(&code);
        fs::create_dir(&copy).unwrap();
        copy_folder(&folder, &copy);
        fs::copy(gallery.join("tool.toml"), above.path().join("tool.toml")).unwrap();
        let mut last = None;
        for command in commands.lines() {
            if let Some(before) = last.take() {
                common::Ran::fine(before);
            }
            let arguments: Vec<&str> = command.split_whitespace().collect();
            last = Some(run_in(&copy, &arguments, b""));
        }
        let ran = last.unwrap();
        let said = ran.stderr.contains(&format!("[{code}]"));
        assert!(said, "{code} is not told:\n{}", ran.stderr);
        insta::assert_snapshot!(
            format!("command__{code}"),
            format!("exit code {}\n{}", ran.code, ran.stderr.replace('\\', "/"))
        );
    }
}
