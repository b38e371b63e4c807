//! Several windows on one round: on one audit, and on eight.

use std::collections::BTreeSet;
use std::thread;

use super::desk::{Desk, SMALL_RECORD, SMALL_REST};
use super::window::words;

#[test]
fn of_two_windows_on_one_audit_the_second_to_save_is_told_and_nothing_is_lost() {
    let desk = Desk::small();
    let mut first = desk.by_a1("EH-1");
    first.answers_all(&SMALL_RECORD[..3]);
    first.question();
    let mut second = desk.by_a1("EH-1");
    let question = second.question();
    assert!(
        question
            .said
            .contains("Going on at: standard 1 of 2, evidence."),
        "{}",
        question.said
    );
    first.keys("From the first window\r");
    assert_eq!(first.question().heading, "Standard 2 of 2: The work");
    let kept = desk.draft_bytes("round");
    second.keys("From the second\r");
    let (code, written) = second.ends();
    assert_eq!(code, 2);
    let said = words(&written);
    assert!(
        said.contains("error: this audit is open in another window as well"),
        "{said}"
    );
    assert!(
        said.contains("Your last answer here was not kept; it still stands above"),
        "{said}"
    );
    assert_eq!(desk.draft_bytes("round"), kept);
    // The first goes on as if nothing had been.
    first.keys("good\r");
    first.answers_all(&SMALL_RECORD[5..]);
    first.answers_all(&SMALL_REST);
    first.answers("Nothing is missing.", "/done");
    assert_eq!(first.ends().0, 0);
    let audit = &desk.rows("audits.csv")[0];
    assert_eq!(audit["safe.record.evidence"], "From the first window");
}

#[test]
fn what_a_second_window_answered_is_not_finished_away_by_the_first() {
    let desk = Desk::small();
    let mut first = desk.by_a1("EH-1");
    first.answers_all(&SMALL_RECORD);
    first.answers_all(&SMALL_REST);
    first.question();
    let mut second = desk.by_a1("EH-1");
    second.answers_all(&[
        ("Nothing is missing.", "/go 2"),
        ("Now: Good", ""),
        ("What shows it?", "Seen twice"),
    ]);
    second.question();
    first.keys("/done\r");
    let (code, written) = first.ends();
    assert_eq!(code, 2);
    assert!(
        words(&written).contains("Nothing was finished here"),
        "{written}"
    );
    assert!(desk.rows("audits.csv").is_empty());
    second.keys("/done\r");
    assert_eq!(second.ends().0, 0);
    let audits = desk.rows("audits.csv");
    assert_eq!(audits.len(), 1);
    assert_eq!(audits[0]["seen.record.evidence"], "Seen twice");
}

#[test]
fn a_draft_that_came_while_its_window_asked_who_audits_is_not_overwritten() {
    let desk = Desk::small();
    let mut late = desk.record(&["round", "EH-1"]);
    assert!(late.question().said.contains("Who is auditing?"));
    let mut early = desk.by_a1("EH-1");
    early.answers_all(&SMALL_RECORD[..4]);
    early.question();
    let kept = desk.draft_bytes("round");
    late.keys("A1\r");
    let (code, written) = late.ends();
    assert_eq!(code, 2, "{written}");
    assert!(
        words(&written).contains("open in another window as well"),
        "{written}"
    );
    assert_eq!(desk.draft_bytes("round"), kept);
    early.kill();
}

#[test]
fn eight_auditors_at_once_lose_nothing_and_double_nothing() {
    let desk = Desk::small();
    thread::scope(|scope| {
        for number in 1..=8 {
            let desk = &desk;
            scope.spawn(move || {
                let (case, auditor) = (format!("EH-{number}"), format!("A{number}"));
                let mut window = desk.record(&["round", &case, "--auditor", &auditor]);
                window.answers_all(&SMALL_RECORD);
                window.answers_all(&SMALL_REST);
                window.answers("Nothing is missing.", "/done");
                let (code, written) = window.ends();
                assert_eq!(code, 0, "{written}");
            });
        }
    });
    let all: BTreeSet<String> = (1..=8).map(|number| format!("EH-{number}")).collect();
    for file in ["audits.csv", "findings.csv"] {
        let rows = desk.rows(file);
        assert_eq!(rows.len(), 8, "{file}");
        let cases: BTreeSet<String> = rows.iter().map(|row| row["case"].clone()).collect();
        assert_eq!(cases, all, "{file}");
    }
    for audit in desk.rows("audits.csv") {
        assert_eq!(audit["auditor"][1..], audit["case"][3..]);
        assert_eq!(audit["safe.record.evidence"], "Rung the same day");
        assert_eq!(audit["overall"], "Good");
    }
    assert_eq!(desk.draft_bytes("round"), None);
    let checked = desk.run(&["check", "round"]);
    assert_eq!(checked.code, 0, "{}{}", checked.stdout, checked.stderr);
}
