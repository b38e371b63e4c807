//! Spreadsheets in the place of rounds.

use crate::common::project;
use crate::{diff, json, sample, springs, text};

/// A round's audits as a sheet, with the tool that it was filled in with.
fn sheet(name: &str) -> (std::path::PathBuf, String) {
    let round = sample(name);
    let tool = round.join("tool.toml").to_str().unwrap().to_owned();
    (round.join("audits.csv"), tool)
}

#[test]
fn a_sheet_against_a_round_has_the_figures_of_all_cases() {
    let [before, after] = springs();
    let (sheet, tool) = sheet("2026-spring");
    let rounds = [sheet, after.clone()];
    let said = json(&rounds, &["--tool", &tool]);
    let whole = json(&[before, after], &[]);
    assert_eq!(
        said["practice"]["standards"],
        whole["practice"]["standards"]
    );
    assert_eq!(
        said["practice"]["headlines"]["all_cases"],
        whole["practice"]["headlines"]["all_cases"]
    );
    // A sheet names no numbering of its cases.
    assert_eq!(said["practice"]["same_cases"], serde_json::Value::Null);
    assert_eq!(said["practice"]["not_paired"], "earlier_names_none");
    let text = text(&rounds, &["--tool", &tool]);
    for part in [
        "What changed from the earlier round to the later round",
        "No case is followed from one round to the other: the earlier round does not say",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn two_sheets_need_one_tool_and_a_round_its_own_alone() {
    let (old, tool) = sheet("ilacs-previous");
    let (new, _) = sheet("ilacs-latest");
    let said = json(&[old.clone(), new.clone()], &["--tool", &tool]);
    let rounds = ["ilacs-previous", "ilacs-latest"].map(sample);
    let whole = json(&rounds, &[]);
    assert_eq!(
        said["practice"]["standards"],
        whole["practice"]["standards"]
    );
    assert_eq!(
        json(&[old.clone(), new.clone()], &["--tool", "ilacs"])["practice"]["standards"],
        whole["practice"]["standards"]
    );
    let ran = diff(&[old, new], &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("add `--tool NAME`"), "{}", ran.stderr);
    let ran = diff(&[std::path::PathBuf::from("-"), project()], &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("not standard input"), "{}", ran.stderr);
}
