//! What comes into the round while an audit is being recorded: answers can be finished all
//! the same, and nothing is overwritten unsaid.

use super::desk::{Desk, SMALL_RECORD, SMALL_REST};

/// Brings a sheet with an audit of EH-1 into the round.
fn import(desk: &Desk, auditor: &str, seen: &str, more: &[&str]) {
    let sheet = format!(
        "case,hub,auditor,audited_on,safe.record,safe.record.evidence,safe.discussion,\
         seen.record,seen.record.evidence,seen.discussion,discussion,discussed_on,overall\n\
         EH-1,Ashbrook,{auditor},2026-03-01,Good,From a sheet,Good,{seen},w,{seen},held,2026-03-01,Good\n"
    );
    std::fs::write(desk.path("sheet.csv"), sheet).unwrap();
    let arguments = [&["import", "round", "sheet.csv"], more].concat();
    let came = desk.run(&arguments);
    assert_eq!(came.code, 0, "{}{}", came.stdout, came.stderr);
}

#[test]
fn an_import_of_the_same_audit_is_corrected_by_what_was_answered() {
    let desk = Desk::small();
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&SMALL_RECORD[..4]);
    window.question();
    import(&desk, "A1", "Good", &[]);
    // The window that is open can go on, and is told when it finishes.
    window.keys("good\r");
    window.answers_all(&SMALL_RECORD[5..]);
    window.answers_all(&SMALL_REST);
    window.answers("Nothing is missing.", "/done");
    let (code, written) = window.ends();
    assert_eq!(code, 2);
    assert!(
        super::window::words(&written).contains("Your answers are kept: record the case again"),
        "{written}"
    );
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&[
        (
            "An audit of this case by you came into the round since",
            "/done",
        ),
        ("Why?", "The sheet was a first try"),
    ]);
    assert_eq!(window.ends().0, 0);
    let audits = desk.rows("audits.csv");
    assert_eq!(audits.len(), 1);
    assert_eq!(audits[0]["safe.record.evidence"], "Rung the same day");
    assert_eq!(audits[0]["audited_on"], "2026-03-02");
    assert_eq!(
        audits[0]["seen.record.evidence"], "w",
        "what was left blank is as it was"
    );
    assert_eq!(desk.rows("findings.csv").len(), 1);
    let history = desk.rows("history.csv");
    let before = |field: &str| {
        let row = history.iter().find(|row| row["field"] == field).unwrap();
        row["before"].clone()
    };
    assert_eq!(before("safe.record.evidence"), "From a sheet");
    assert_eq!(before("audited_on"), "2026-03-01");
    assert_eq!(desk.draft_bytes("round"), None);
}

#[test]
fn a_first_audit_that_another_finished_goes_on_as_a_second() {
    let desk = Desk::small();
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&SMALL_RECORD);
    window.answers_all(&SMALL_REST);
    window.answers("Nothing is missing.", "/leave");
    window.ends();
    import(&desk, "A2", "Good", &[]);
    let mut window = desk.by_a1("EH-1");
    window.answers("Go on with it as a second audit? (y/n)", "n");
    assert_eq!(window.ends().0, 0);
    assert_eq!(desk.draft()["role"], "first");
    let mut window = desk.by_a1("EH-1");
    window.answers(
        "Another auditor's first audit of this case came into the round",
        "y",
    );
    window.answers("Case EH-1, second audit by A1.", "/done");
    let (code, written) = window.ends();
    assert_eq!(code, 0, "{written}");
    let audits = desk.rows("audits.csv");
    let roles: Vec<(&str, &str)> = audits
        .iter()
        .map(|audit| (audit["auditor"].as_str(), audit["role"].as_str()))
        .collect();
    assert!(
        matches!(roles[..], [("A2", "" | "first"), ("A1", "second")]),
        "{roles:?}"
    );
    let finding = &desk.rows("findings.csv")[0];
    assert_eq!(
        (finding["auditor"].as_str(), finding["role"].as_str()),
        ("A1", "second")
    );
    assert_eq!(desk.draft_bytes("round"), None, "under no name");
}

#[test]
fn whoever_begins_a_case_that_another_has_begun_is_told() {
    let desk = Desk::small();
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&SMALL_RECORD[..1]);
    window.question();
    window.kill();
    let mut window = desk.record(&["round", "EH-1", "--auditor", "A2"]);
    window.answers(
        "A1 has begun the first audit of this case. If you are to do it instead, use --role first.",
        "n",
    );
    assert_eq!(window.ends().0, 0);
    assert_eq!(desk.draft()["auditor"], "A1");
}

#[test]
fn a_correction_takes_over_what_was_changed_meanwhile() {
    let desk = Desk::small();
    import(&desk, "A1", "Good", &[]);
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&[
        ("It is opened for correction", "/go 1"),
        ("Now: Good", ""),
        ("Enter keeps the words that are there", ", and the next day"),
        ("Nothing is missing.", "/leave"),
    ]);
    window.ends();
    let sheet = "case,hub,auditor,seen.record,seen.record.evidence,seen.discussion,safe.record.evidence\n\
                 EH-1,Ashbrook,A1,Poor,Not at all,Poor,Other words\n";
    std::fs::write(desk.path("sheet.csv"), sheet).unwrap();
    let came = desk.run(&["import", "round", "sheet.csv", "--replace"]);
    assert_eq!(came.code, 0, "{}{}", came.stdout, came.stderr);
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&[
        (
            "This audit was changed in the round since you opened it",
            "/done",
        ),
        ("Why?", "More was known"),
    ]);
    let (code, written) = window.ends();
    assert_eq!(code, 0, "{written}");
    let audit = &desk.rows("audits.csv")[0];
    assert_eq!(audit["seen.record"], "Poor", "theirs");
    assert_eq!(audit["seen.discussion"], "Poor", "theirs");
    assert_eq!(
        audit["safe.record.evidence"],
        "From a sheet, and the next day"
    );
    let history = desk.rows("history.csv");
    let last = history.last().unwrap();
    assert_eq!(last["field"], "safe.record.evidence");
    assert_eq!(last["before"], "Other words");
    assert_eq!(last["reason"], "More was known");
}
