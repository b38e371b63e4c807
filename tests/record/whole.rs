//! A whole audit with the tool for early help, from the auditor's code to the round's files.

use super::desk::{Desk, MONDAY};
use super::window::{Question, Window};

/// What stands in each question, and what is typed there.
pub const WHOLE: &[(&str, &str)] = &[
    // About the case.
    ("about the case, 1 of 14 Hub", "1"),
    ("2 of 14", ""),
    ("Where the case stands", "1"),
    ("Age of the child", "2"),
    ("Who asked for help", "/back"),
    ("Now: 5 to 10. Enter keeps it", "11 to 15"),
    ("Who asked for help", "school"),
    ("The child has a disability", "n"),
    ("Times the family was referred", "2"),
    ("threshold document points to", "2"),
    ("Level of help the family got", "/skip"),
    ("Passed over for now", "3 1"),
    ("Day the case was opened", "12 January 2026"),
    ("Monday 12 January 2026", "20/1/2026"),
    ("step up or down was agreed", ""),
    ("new worker first saw", ""),
    // From the record: a critical standard at Concern.
    ("Standard 1 of 26: Keeping the child safe", "4"),
    ("Words are needed here", ""),
    (
        "words are asked for at Concern",
        "A bruise was not asked about",
    ),
    ("At Concern somebody must be told", "Team manager"),
    ("On which day was that?", "yesterday"),
    ("Standard 2 of 26", "strong"),
    (
        "What shows it?",
        "Moved up in a day,\u{1b}\rand they knew why",
    ),
    ("Standard 3 of 26", "2"),
    ("What shows it?", ""),
    ("Standard 4 of 26", "/note look at the drawing"),
    ("Noted. The review asks what becomes of it", "3"),
    ("What shows it?", "- thin on mornings"),
    // A finding in mid-thought.
    ("Standard 5 of 26", "/finding He said 'nobody asked me'."),
    ("Finding 1: He said", "3"),
    ("Theme", "4"),
    ("Who or what it comes from", "child"),
    ("Standard", ""),
    ("May a report quote it?", "y"),
    ("Standard 5 of 26", "5"),
    ("What shows it?", ""),
    ("Standard 6 of 26", "/na an only child"),
    ("Reason: 3 words.", "/help"),
    ("the next step is easy to name", "2"),
    ("What shows it?", ""),
    ("Standard 8 of 26", "/skip"),
    ("The review lists it as missing", "1"),
    ("What shows it?", "Her cooking brought the cousins in"),
    ("Standard 10 of 26", "2"),
    ("What shows it?", "=1+1 in words"),
    ("Standard 11 of 26", "2"),
    ("What shows it?", ""),
    ("Standard 12 of 26", "c"),
    ("Words are needed here", "Nobody asked about drink"),
    ("Standard 13 of 26", "2"),
    ("What shows it?", ""),
    ("Standard 14 of 26", "2"),
    ("What shows it?", ""),
    ("Standard 15 of 26", "3"),
    ("What shows it?", ""),
    ("Standard 16 of 26", "2"),
    ("What shows it?", ""),
    ("Standard 17 of 26", "2"),
    ("What shows it?", ""),
    ("Standard 18 of 26", "2"),
    ("What shows it?", ""),
    (
        "Standards 19 and 20 do not apply to this case (Where the case stands: Open)",
        "2",
    ),
    ("What shows it?", ""),
    ("Standard 22 of 26", "5"),
    ("What shows it?", ""),
    ("Standard 23 of 26", "2"),
    ("What shows it?", ""),
    ("Standard 24 of 26", "2"),
    ("What shows it?", ""),
    ("Standard 25 of 26", "2"),
    ("What shows it?", ""),
    ("Standard 26 of 26", "2"),
    ("What shows it?", ""),
    // The discussion.
    ("but for standards passed over: 8", "1"),
    ("Day of the discussion", ""),
    ("What are you proudest of", "They kept turning up."),
    ("Theme", "6 1"),
    ("May a report quote it?", ""),
    ("1 answer so far", ""),
    ("If this child were in the room", "declined"),
    ("What got in your way?", "not asked"),
    (
        "What do you know about this family",
        "2 visits were never written up",
    ),
    ("Theme", ""),
    ("May a report quote it?", ""),
    ("1 answer so far", ""),
    ("What should we as a service do more of?", ""),
    ("asked of the parent, at the start", "4"),
    ("asked of the parent, now", "declined"),
    ("what would add one point?", ""),
    ("What helped you and your family most?", ""),
    ("What did not help", ""),
    // The second reading, with the first beside it.
    (
        "1. Worries about harm were spotted and acted on in time: Concern",
        "2",
    ),
    ("From the record: Strong", "2"),
    ("What shows it?", "007 calls, all late"),
    ("After the discussion: The child's voice", "5"),
    ("From the record: Not evidenced", "strong"),
    ("Words are needed here", "A picture that he drew"),
    ("After the discussion: The family as partners", "rest"),
    ("asked of the child, at the start", "3"),
    ("asked of the child, now", "6"),
    // What is left.
    ("New finding, or Enter", "The school rings before the bell"),
    ("Kind", "1"),
    ("Theme", ""),
    ("Who or what it comes from", ""),
    ("Standard", ""),
    ("May a report quote it?", ""),
    ("New finding, or Enter", ""),
    (
        "Because standard 1. Worries about harm were spotted and acted on in time is at Concern, the judgement can be at most Concern",
        "3",
    ),
    ("Why does it go past the limit?", "Put right the same day"),
    ("What would you want a reader to know", ""),
    (
        "Proposed, with priority escalation: an action on standard 1",
        "1",
    ),
    ("What is to be done", "Talk with the health visitor"),
    ("What will be different", "He is safe tonight"),
    ("Now: case. Enter keeps it", ""),
    ("Whose job it is", "Team manager"),
    ("Now: escalation. Enter keeps it", ""),
    ("Filled in: Tuesday 3 March 2026", ""),
    ("Standard", ""),
    ("New action, or Enter", "Agree the dates with the school"),
    ("What will be different", ""),
    ("Filled in: case", ""),
    ("Whose job it is", "Worker"),
    ("How soon", "28 days"),
    ("Filled in: Monday 30 March 2026", ""),
    ("Standard", "15"),
    ("New action, or Enter", ""),
    ("look at the drawing What becomes of it?", "2"),
    // The review, and what is missing.
    ("Missing: 1 1 Standard 8: it has no level yet", "/done"),
    ("cannot be finished yet: 1 thing is missing", "1"),
    ("Standard 8 of 26", "3"),
    ("What shows it?", ""),
    ("Nothing is missing.", "/where"),
    ("You are at: The review", "/done"),
];

/// What stands in some of its cells then.
const AUDIT: &[(&str, &str)] = &[
    ("case", "EH-0412"),
    ("hub", "Ashbrook"),
    ("auditor", "A3"),
    ("role", "first"),
    ("audited_on", MONDAY),
    ("stage", "Open"),
    ("age_band", "11 to 15"),
    ("referral_source", "School, nursery or college"),
    ("disability", "no"),
    ("referrals_12m", "2"),
    ("level_applied", ""),
    (
        "interventions",
        "Parenting group;Direct work with the child",
    ),
    ("opened_on", "2026-01-12"),
    ("first_visit", "2026-01-20"),
    ("discussion", "held"),
    ("discussed_on", MONDAY),
    ("harm_acted_on.record", "Concern"),
    (
        "harm_acted_on.record.evidence",
        "A bruise was not asked about",
    ),
    ("harm_acted_on.discussion", "Concern"),
    ("harm_acted_on.escalated_to", "Team manager"),
    ("harm_acted_on.escalated_on", "2026-03-01"),
    ("right_level.record", "Strong"),
    (
        "right_level.record.evidence",
        "Moved up in a day,\nand they knew why",
    ),
    ("right_level.discussion", "Secure"),
    ("right_level.discussion.evidence", "007 calls, all late"),
    ("right_level.escalated_to", ""),
    ("child_day.record", "Developing"),
    (
        "child_day.record.evidence",
        "- thin on mornings\nlook at the drawing",
    ),
    ("child_day.discussion", "Developing"),
    ("views_changed.record", "Not evidenced"),
    ("views_changed.discussion", "Strong"),
    (
        "views_changed.discussion.evidence",
        "A picture that he drew",
    ),
    ("siblings_visible.record", "n/a"),
    ("siblings_visible.record.evidence", "an only child"),
    ("siblings_visible.discussion", "n/a"),
    ("fathers_wider_family.record", "Developing"),
    ("fathers_wider_family.discussion", "Developing"),
    ("identity_reflected.record.evidence", "=1+1 in words"),
    ("whole_family.record", "Concern"),
    ("handover_warm.record", ""),
    ("handover_warm.discussion", ""),
    ("starting_point.record", "Not evidenced"),
    ("confidence.start", "4"),
    ("confidence.now", "declined"),
    ("child_happier.now", "6"),
    ("overall", "Developing"),
    ("overall.override_reason", "Put right the same day"),
];

/// Records the whole audit in a round; gives its questions.
pub fn record_whole(mut window: Window) -> Vec<Question> {
    let questions = window.answers_all(WHOLE);
    let (code, written) = window.ends();
    assert_eq!(code, 0, "{written}");
    assert!(
        written
            .trim_end()
            .ends_with("Finished.\nThe audit is in the round."),
        "{written}"
    );
    questions
}

#[test]
fn a_whole_audit_goes_into_the_round() {
    let desk = Desk::new();
    desk.early_help("round");
    // The auditor's code is asked for once, and remembered.
    let mut window = desk.record(&["round", "EH-0412"]);
    window.answers("Who is auditing? Give the code", "");
    window.answers("A code is needed", "A3");
    let first = window.question();
    assert!(first.said.contains("Remembered in"), "{}", first.said);
    assert_eq!(first.heading, "Case EH-0412, about the case, 1 of 14");
    window.keys("/leave\r");
    let (code, written) = window.ends();
    assert_eq!(code, 0);
    assert!(
        written.contains("To go on: case-audit record round EH-0412"),
        "{written}"
    );
    let remembered = desk.bytes("settings/case-audit/auditor.txt");
    assert_eq!(remembered, b"A3\n");

    record_whole(desk.record(&["round", "EH-0412"]));

    let audits = desk.rows("audits.csv");
    assert_eq!(audits.len(), 1);
    for (column, cell) in AUDIT {
        assert_eq!(audits[0][*column], *cell, "{column}");
    }
    let raw = String::from_utf8(desk.bytes("round/audits.csv")).unwrap();
    assert!(raw.contains(",'=1+1 in words,"), "{raw}");
    assert!(raw.contains("\"'- thin on mornings\n"), "{raw}");

    findings_and_actions(&desk);
    assert_eq!(desk.draft_bytes("round"), None, "the draft is gone with it");
    assert!(desk.run(&["record", "round"]).fine().contains("EH-0412"));
    let checked = desk.run(&["check", "round"]);
    assert_eq!(checked.code, 0, "{}{}", checked.stdout, checked.stderr);
}

fn findings_and_actions(desk: &Desk) {
    let findings = desk.rows("findings.csv");
    let found = |at: usize, column: &str| findings[at][column].as_str();
    assert_eq!(findings.len(), 4);
    assert_eq!(found(0, "text"), "He said 'nobody asked me'.");
    assert_eq!(found(0, "kind"), "not_working");
    assert_eq!(found(0, "theme"), "childs_voice");
    assert_eq!(found(0, "source"), "child");
    assert_eq!(found(0, "standard"), "views_changed");
    assert_eq!(found(0, "quote_ok"), "yes");
    assert_eq!(found(0, "recorded_on"), MONDAY);
    assert_eq!(found(1, "prompt"), "proudest");
    assert_eq!(found(1, "theme"), "step_down;recording");
    assert_eq!(found(1, "source"), "worker");
    assert_eq!(found(2, "text"), "2 visits were never written up");
    assert_eq!(found(2, "kind"), "improve");
    assert_eq!(found(3, "source"), "auditor");
    assert_eq!(found(3, "standard"), "");
    assert!(findings.iter().all(|row| row["id"].starts_with("f-")));

    let actions = desk.rows("actions.csv");
    let action = |at: usize, column: &str| actions[at][column].as_str();
    assert_eq!(actions.len(), 2);
    assert_eq!(action(0, "text"), "Talk with the health visitor");
    assert_eq!(action(0, "difference"), "He is safe tonight");
    assert_eq!(action(0, "standard"), "harm_acted_on");
    assert_eq!(action(0, "priority"), "escalation");
    assert_eq!(action(0, "due"), "2026-03-03");
    assert_eq!(action(0, "status"), "open");
    assert_eq!(action(1, "owner"), "Worker");
    assert_eq!(action(1, "hub"), "Ashbrook");
    assert_eq!(action(1, "due"), "2026-03-30");
    assert_eq!(action(1, "standard"), "outcomes_clear");
}
