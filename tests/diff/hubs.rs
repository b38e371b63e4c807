//! Hubs that were renamed, went or came, and rounds with few cases or none: plain words,
//! and no figure of nothing.

use std::path::PathBuf;

use serde_json::Value;

use crate::made_up::MadeUp;
use crate::{READ, diff, json, text, words};

/// What stands under one heading of the text.
fn section(text: &str, heading: &str) -> String {
    let Some(at) = text.find(&format!("\n{heading}\n═")) else {
        return format!("(no “{heading}”)");
    };
    let rest = &text[at + 1..];
    let lines: Vec<&str> = rest.lines().collect();
    let end = (2..lines.len())
        .find(|line| lines[*line].starts_with('═'))
        .map_or(lines.len(), |line| line - 1);
    lines[..end].join("\n").trim_end().to_owned()
}

/// Nothing that a figure of nothing would leave.
fn assert_plain(rounds: &[PathBuf], what: &str) {
    for form in READ {
        let said = words(rounds, form, &["--explain", "--cases"]);
        for wrong in ["NaN", "inf ", "0 of 0", "−0", "Infinity", "null", "None"] {
            assert!(!said.contains(wrong), "{what} as {form}: {wrong} in {said}");
        }
    }
    json(rounds, &["--explain", "--cases"]);
    assert_eq!(diff(rounds, &["--format", "csv"]).code, 0, "{what}");
}

fn renamed(old_name: bool) -> [MadeUp; 2] {
    let before = MadeUp::new("Spring", 6, "good");
    let mut after = MadeUp::new("Autumn", 6, "good");
    after.hubs[1] = ("heron".to_owned(), "Heron Way".to_owned(), Vec::new());
    for audit in &mut after.audits {
        if audit[1] == "fern" {
            "heron".clone_into(&mut audit[1]);
        }
    }
    let mut both = [before, after];
    if old_name {
        both[0].hubs[1].2 = vec!["heron".to_owned()];
    } else {
        both[1].hubs[1].2 = vec!["fern".to_owned()];
    }
    both
}

#[test]
fn a_renamed_hub_is_compared_with_itself_whichever_round_says_so() {
    for old_name in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let [before, after] = renamed(old_name);
        let rounds = [
            before.write(folder.path(), "before"),
            after.write(folder.path(), "after"),
        ];
        let said = json(&rounds, &[]);
        let hubs = said["practice"]["sample"]["hubs"].as_array().unwrap();
        let fates: Vec<&Value> = hubs.iter().map(|hub| &hub["fate"]).collect();
        assert_eq!(fates, ["stayed", "renamed"]);
        assert_eq!(said["practice"]["same_cases"]["changed_hub"], 0);
        insta::assert_snapshot!(
            "a_renamed_hub",
            section(&text(&rounds, &[]), "Are the two samples alike?")
        );
        // Asked for by either name, it is shown with both rounds.
        for name in ["fern", "heron", "Heron Way", "fernhill"] {
            let text = text(&rounds, &["--hub", name]);
            let practice = section(&text, "Practice: all cases");
            assert!(practice.contains("Heron Way"), "{name}: {practice}");
            assert!(!practice.contains("Ashbrook"), "{name}: {practice}");
        }
    }
}

#[test]
fn a_hub_that_went_and_one_that_came_are_compared_with_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let [before, mut after] = renamed(false);
    after.hubs[1].2.clear();
    let rounds = [
        before.write(folder.path(), "before"),
        after.write(folder.path(), "after"),
    ];
    let said = json(&rounds, &[]);
    let hubs = said["practice"]["sample"]["hubs"].as_array().unwrap();
    let fates: Vec<&Value> = hubs.iter().map(|hub| &hub["fate"]).collect();
    assert_eq!(fates, ["stayed", "came", "went"]);
    for domain in said["practice"]["domains"].as_array().unwrap() {
        assert_eq!(domain["hubs"].as_array().unwrap().len(), 1);
    }
    let text = text(&rounds, &[]);
    insta::assert_snapshot!(
        "hubs_that_went_and_came",
        format!(
            "{}\n\n{}",
            section(&text, "What changed, in short"),
            section(&text, "Are the two samples alike?")
        )
    );
}

#[test]
fn twenty_cases_against_sixty_are_said_to_be_so() {
    let folder = tempfile::tempdir().unwrap();
    let rounds = [
        MadeUp::new("Spring", 10, "partly").write(folder.path(), "before"),
        MadeUp::new("Autumn", 30, "good").write(folder.path(), "after"),
    ];
    assert_plain(&rounds, "twenty against sixty");
    let text = text(&rounds, &[]);
    insta::assert_snapshot!(
        "twenty_against_sixty",
        section(&text, "What changed, in short")
    );
}

#[test]
fn rounds_without_cases_are_told_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let some = MadeUp::new("Spring", 3, "good").write(folder.path(), "some");
    let none = MadeUp::empty("Autumn").write(folder.path(), "none");
    let other = MadeUp::empty("Winter").write(folder.path(), "other");
    let one = |title: &str, level: &str, name: &str| {
        let mut round = MadeUp::new(title, 1, level);
        round.audits.truncate(1);
        round.write(folder.path(), name)
    };
    let pairs = [
        ("nobody before", [none.clone(), some.clone()]),
        ("nobody after", [some, none.clone()]),
        ("nobody at all", [none, other]),
        (
            "one case each",
            [one("Spring", "good", "a"), one("Autumn", "partly", "b")],
        ),
    ];
    let mut told = Vec::new();
    for (what, rounds) in &pairs {
        assert_plain(rounds, what);
        let text = text(rounds, &[]);
        assert!(
            !text.contains("0 %") && !text.contains("improved by"),
            "{what}: {text}"
        );
        told.push(format!(
            "# {what}\n{}\n\n{}",
            section(&text, "What changed, in short"),
            section(&text, "Practice: all cases")
        ));
        assert_eq!(diff(rounds, &["--exit-code"]).code, 0, "{what}");
    }
    insta::assert_snapshot!("few_cases_or_none", told.join("\n\n"));
}
