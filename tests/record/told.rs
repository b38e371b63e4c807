//! A critical standard of which nobody has been told yet.

use super::desk::{Desk, SMALL_RECORD, SMALL_REST};
use super::window::words;

#[test]
fn nobody_told_yet_keeps_an_audit_unfinished_and_heads_every_list() {
    let desk = Desk::small();
    // Another audit, finished, stands in no way before it.
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&SMALL_RECORD);
    window.answers_all(&SMALL_REST);
    window.answers("Nothing is missing.", "/done");
    window.ends();

    let mut window = desk.by_a1("EH-2");
    window.answers_all(&SMALL_RECORD[..2]);
    window.answers_all(&[
        ("Standard 1 of 2", "poor"),
        ("Words are needed here", "A bruise was not asked about"),
        ("At Poor somebody must be told. Who was told?", "nobody"),
        ("this stands at the head of every list", "1"),
        ("What shows it?", ""),
        (
            "Nobody has been told yet of standard 1. The child was safe",
            "3",
        ),
        ("Why it was not held", "The worker is away"),
        ("New finding, or Enter", ""),
        ("Overall judgement", "2"),
        ("What would you want a reader to know", "It was missed"),
        ("Proposed, with priority escalation", ""),
        (
            "Missing: 1 1 nobody has been told yet of standard 1",
            "/done",
        ),
        ("The audit cannot be finished yet", "/leave"),
    ]);
    let (code, written) = window.ends();
    assert_eq!(code, 0);
    assert!(
        written.contains("Kept as an unfinished audit."),
        "{written}"
    );
    assert_eq!(desk.rows("audits.csv").len(), 1);

    let list = words(&desk.run(&["record", "round"]).fine());
    let head = list.find("EH-2").unwrap();
    assert!(head < list.find("EH-1").unwrap(), "{list}");
    assert!(list[..head].to_lowercase().contains("told"), "{list}");
    let checked = desk.run(&["check", "round"]);
    assert_eq!(checked.code, 1, "{}", checked.stdout);
    let all = format!("{}{}", checked.stderr, checked.stdout);
    let first = all.lines().next().unwrap();
    assert!(first.contains("told"), "{all}");
    assert!(all.contains("nobody-told"), "{all}");

    // Told the next day, it can be finished.
    let tuesday = ["round", "EH-2", "--auditor", "A1", "--today", "2026-03-03"];
    let mut window = desk.record(&tuesday);
    window.answers_all(&[
        (
            "Nobody has been told yet of standard 1. The child was safe.",
            "1",
        ),
        ("Who was told?", "Head of service"),
        ("On which day was that?", ""),
        ("Nothing is missing.", "/done"),
    ]);
    assert_eq!(window.ends().0, 0);
    let audit = &desk.rows("audits.csv")[1];
    assert_eq!(audit["safe.escalated_to"], "Head of service");
    assert_eq!(audit["safe.escalated_on"], "2026-03-03");
}
