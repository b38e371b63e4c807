//! What `diff` refuses, so that nothing is lost and no reader is misled.

use std::fs;

use crate::{diff, springs};

/// A Word or Excel file may hold somebody's work; a page is made anew.
#[test]
fn a_file_that_people_edit_is_replaced_only_by_force() {
    let folder = tempfile::tempdir().unwrap();
    let rounds = springs();
    for (ending, kept) in [
        ("docx", true),
        ("xlsx", true),
        ("html", false),
        ("md", false),
    ] {
        let file = folder.path().join(format!("change.{ending}"));
        fs::write(&file, "somebody's work").unwrap();
        let to = ["-o", file.to_str().unwrap()];
        let ran = diff(&rounds, &to);
        if kept {
            assert_eq!(ran.code, 2);
            assert!(ran.stderr.contains("is there already"), "{}", ran.stderr);
            assert_eq!(fs::read(&file).unwrap(), b"somebody's work");
            diff(&rounds, &[&to[..], &["--force"]].concat()).fine();
        } else {
            ran.fine();
        }
        assert_ne!(fs::read(&file).unwrap(), b"somebody's work");
    }
}

#[test]
fn a_name_that_says_another_format_and_a_close_look_at_three_rounds_are_refused() {
    let [before, after] = springs();
    let two = [before.clone(), after.clone()];
    let ran = diff(&two, &["-o", "change.xlsx", "--format", "csv"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("leave one of them out"),
        "{}",
        ran.stderr
    );
    let three = [before.clone(), after, before];
    for option in [&["--cases"][..], &["--explain"], &["--hub", "Fernhill"]] {
        let ran = diff(&three, option);
        assert_eq!(ran.code, 2, "{option:?}");
        assert!(ran.stderr.contains("name two"), "{}", ran.stderr);
    }
}

#[test]
fn what_would_say_nothing_is_refused() {
    let [before, after] = springs();
    let two = [before.clone(), after.clone()];
    let ran = diff(&two, &["--tool", "early-help"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("--tool is for spreadsheets"),
        "{}",
        ran.stderr
    );
    let three = [before.clone(), after, before];
    let ran = diff(&three, &["--by", "stage"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("name two"), "{}", ran.stderr);
    assert_eq!(diff(&two, &["--by", "hub"]).fine(), diff(&two, &[]).fine());
}

/// The later round first would tell every improvement as a decline.
#[test]
fn rounds_in_the_wrong_order_are_said_to_be_so() {
    let [before, after] = springs();
    let text = diff(&[after, before], &[]).fine();
    assert!(text.contains("is later than the second"), "{text}");
}
