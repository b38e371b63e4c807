//! The record is read on Monday, and the discussion held on Thursday, or not at all.

use super::desk::{Desk, SMALL_RECORD, SMALL_REST};
use super::window::words;

#[test]
fn the_discussion_comes_days_later() {
    let desk = Desk::small();
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&SMALL_RECORD);
    window.answers("The record is read.", "2");
    let (code, written) = window.ends();
    assert_eq!(code, 0);
    let said = words(&written);
    assert!(
        said.contains("Later, then. The audit is kept as awaiting its discussion"),
        "{said}"
    );
    let list = desk.run(&["record", "round"]).fine();
    assert!(words(&list).contains("awaiting discussion"), "{list}");
    let json = desk.run(&["record", "round", "--format", "json"]).json();
    assert_eq!(json["lines"][0]["case"], "EH-1");
    assert_eq!(json["lines"][0]["stage"], "awaiting_discussion");

    let thursday = ["round", "EH-1", "--auditor", "A1", "--today", "2026-03-05"];
    let mut window = desk.record(&thursday);
    let mut rest = SMALL_REST;
    rest[0].0 = "Going on at: The discussion.";
    rest[1].0 = "Filled in: Thursday 5 March 2026";
    window.answers_all(&rest);
    window.answers("Nothing is missing.", "/done");
    assert_eq!(window.ends().0, 0);
    let audit = &desk.rows("audits.csv")[0];
    assert_eq!(audit["audited_on"], "2026-03-02");
    assert_eq!(audit["discussed_on"], "2026-03-05");
    assert_eq!(audit["discussion"], "held");
    assert_eq!(
        audit["safe.discussion"], "Good",
        "left alone, so taken over"
    );
    let finding = &desk.rows("findings.csv")[0];
    assert_eq!(finding["text"], "We laughed");
    assert_eq!(finding["recorded_on"], "2026-03-05");
    let json = desk.run(&["record", "round", "--format", "json"]).json();
    assert_eq!(json["lines"][0]["stage"], "done");
}

#[test]
fn a_discussion_that_is_not_held_needs_a_reason() {
    let desk = Desk::small();
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&SMALL_RECORD);
    window.answers_all(&[
        ("The record is read.", "3"),
        ("Why it was not held", ""),
        (
            "a discussion that was not held needs a reason",
            "The worker has left",
        ),
    ]);
    window.answers_all(&SMALL_REST[6..]);
    window.answers("Discussion: not held", "/done");
    assert_eq!(window.ends().0, 0);
    let audit = &desk.rows("audits.csv")[0];
    assert_eq!(audit["discussion"], "not_held");
    assert_eq!(audit["discussion.reason"], "The worker has left");
    assert_eq!(audit["discussed_on"], "");
    assert_eq!(audit["seen.record"], "Good");
    assert_eq!(audit["seen.discussion"], "");
}
