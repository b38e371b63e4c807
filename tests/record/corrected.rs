//! A finished audit, opened again for correction.

use case_audit::diagnostics::Problems;
use case_audit::model::{Entry, Form};
use case_audit::store::Draft;

use super::desk::{Desk, SMALL, SMALL_RECORD, SMALL_REST};

fn finished(desk: &Desk) {
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&SMALL_RECORD);
    window.answers_all(&SMALL_REST);
    window.answers("Nothing is missing.", "/done");
    let (code, written) = window.ends();
    assert_eq!(code, 0, "{written}");
}

#[test]
fn a_correction_needs_a_reason_and_keeps_what_stood_there() {
    let desk = Desk::small();
    finished(&desk);
    let wednesday = ["round", "EH-1", "--auditor", "A1", "--today", "2026-03-04"];
    let mut window = desk.record(&wednesday);
    window.answers_all(&[
        ("It is opened for correction", "/go 2"),
        ("Now: Good. Enter keeps it", "poor"),
        ("What shows it?", "Seen once in the term"),
        ("Correction of the first audit of case EH-1", "/done"),
        ("Why? The reason is kept with the change", ""),
        (
            "A change to a recorded audit needs a reason",
            "Read the wrong case",
        ),
    ]);
    let (code, written) = window.ends();
    assert_eq!(code, 0);
    assert!(
        written.contains(
            "The correction is in the round, and what stood there before in its history."
        ),
        "{written}"
    );
    let audits = desk.rows("audits.csv");
    assert_eq!(audits.len(), 1);
    assert_eq!(audits[0]["seen.record"], "Poor");
    assert_eq!(
        audits[0]["seen.discussion"], "Poor",
        "left alone, it follows"
    );
    assert_eq!(audits[0]["audited_on"], "2026-03-02");
    let history = desk.rows("history.csv");
    let told = |field: &str| {
        let row = history.iter().find(|row| row["field"] == field).unwrap();
        ["when", "who", "file", "key", "before", "after", "reason"].map(|name| row[name].as_str())
    };
    let [when, who, file, key, before, after, reason] = told("seen.record");
    assert_eq!((when, who), ("2026-03-04", "A1"));
    assert_eq!((file, key), ("audits.csv", "EH-1 / first / A1"));
    assert_eq!((before, after), ("Good", "Poor"));
    assert_eq!(reason, "Read the wrong case");
    assert_eq!(
        told("seen.record.evidence")[4..6],
        ["", "Seen once in the term"]
    );
    assert_eq!(history.len(), 3, "{history:?}");
    assert_eq!(desk.rows("findings.csv").len(), 1);
    assert_eq!(desk.draft_bytes("round"), None);
}

#[test]
fn a_correction_that_was_only_looked_at_leaves_nothing() {
    let desk = Desk::small();
    finished(&desk);
    let before = super::common::round::files(&desk.path("round"));
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&[
        ("It is opened for correction", "all"),
        ("Finding 1: We laughed (working)", "/leave"),
    ]);
    window.ends();
    let mut window = desk.by_a1("EH-1");
    window.answers("It is opened for correction", "/done");
    assert_eq!(window.ends().0, 0);
    assert_eq!(super::common::round::files(&desk.path("round")), before);
}

#[test]
fn a_correction_of_an_imported_audit_keeps_what_it_does_not_touch() {
    let desk = Desk::small();
    // A spreadsheet that does not say whether the discussion was held.
    let sheet = "case,hub,auditor,audited_on,safe.record,safe.record.evidence,safe.discussion,\
                 safe.discussion.evidence,seen.record,seen.discussion,overall\n\
                 EH-1,Ashbrook,A1,2026-03-02,Good,Rung,Good,,Good,Poor,Good\n\
                 EH-2,Ashbrook,A1,2026-03-02,Good,Rung,Good,,Good,,Good\n";
    std::fs::write(desk.path("sheet.csv"), sheet).unwrap();
    let came = desk.run(&["import", "round", "sheet.csv"]);
    assert_eq!(came.code, 0, "{}", came.stderr);
    let before = desk.rows("audits.csv");
    assert_eq!(before[0]["discussion"], "");
    assert_eq!(before[0]["safe.discussion"], "Good");

    let mut window = desk.by_a1("EH-1");
    window.answers_all(&[
        ("Discussion: not said whether it was held", "/go hub"),
        ("Now: Ashbrook", "2"),
        ("The reflective discussion with the worker", "1"),
        ("Day of the discussion", "yesterday"),
    ]);
    // What the interview asks for, and the sheet did not have.
    window.answers_all(&[
        ("What went well?", ""),
        ("2. The child was seen: Good (to be rated again)", "rest"),
        ("Words are needed here", "She was away"),
        ("Nothing is missing.", "/done"),
        ("Why?", "The case moved hub"),
    ]);
    let (code, written) = window.ends();
    assert_eq!(code, 0, "{written}");
    let after = desk.rows("audits.csv");
    let changed: Vec<(&str, &str)> = before[0]
        .iter()
        .filter(|(name, cell)| after[0][*name] != **cell)
        .map(|(name, _)| (name.as_str(), after[0][name].as_str()))
        .collect();
    assert_eq!(
        changed,
        [
            ("discussed_on", "2026-03-01"),
            ("discussion", "held"),
            ("hub", "Fernhill"),
            ("seen.discussion.evidence", "She was away"),
        ]
    );
    assert_eq!(after[1], before[1]);
}

/// What a spreadsheet may say and the interview never would.
#[test]
fn opening_a_recorded_audit_changes_nothing_whatever_it_says() {
    let seen = r#"id = "seen"
applies_when = [{ fact = "stage", is = ["moved"] }]"#;
    let stage = r#"
[[fact]]
id = "stage"
label = "Stage"
kind = "choice"
choices = [{ id = "open", label = "Open" }, { id = "moved", label = "Moved" }]
"#;
    let text = SMALL.replace(r#"id = "seen""#, seen) + stage;
    let mut problems = Problems::default();
    let tool = case_audit::read::tool(&text, "tool.toml", &mut problems).unwrap();
    assert!(!problems.has_errors());
    let form = Form::audits(&tool, &[]);
    for cells in [
        // The discussion is not said to have been held.
        [
            ("safe.discussion", "Good"),
            ("seen.discussion", "Poor"),
            ("discussed_on", "2026-03-02"),
        ]
        .as_slice(),
        // It was held, and not every standard has a second reading.
        &[
            ("discussion", "held"),
            ("safe.discussion", "Poor"),
            ("stage", "Moved"),
        ],
        // It was not, and there is one.
        &[
            ("discussion", "not_held"),
            ("safe.discussion", "Poor"),
            ("safe.discussion.evidence", "e"),
        ],
        // Rated where it does not apply.
        &[
            ("stage", "Open"),
            ("seen.discussion", "Poor"),
            ("discussion", "held"),
        ],
        // Told and gone past a limit with no need.
        &[
            ("safe.escalated_to", "Manager"),
            ("overall", "Good"),
            ("overall.override_reason", "why"),
        ],
    ] {
        let mut entry = Entry::new(&form);
        let known = [
            ("case", "EH-1"),
            ("auditor", "A1"),
            ("safe.record", "Good"),
            ("seen.record", "Good"),
        ];
        for (name, text) in known.iter().chain(cells) {
            assert!(form.position(name).is_some(), "{name}");
            entry.set(&form, name, *text);
        }
        let draft = Draft::correction(&tool, "0f", &form, &entry, Vec::new(), Vec::new());
        assert_eq!(draft.entry(&tool, &form), entry);
        // Nor does the change of one cell change another.
        let mut changed = draft;
        changed
            .cells
            .insert("hub".to_owned(), "Fernhill".to_owned());
        entry.set(&form, "hub", "Fernhill");
        assert_eq!(changed.entry(&tool, &form), entry);
    }
}

#[test]
fn what_the_discussion_is_said_to_be_later_counts_for_all_of_it() {
    let mut problems = Problems::default();
    let tool = case_audit::read::tool(SMALL, "tool.toml", &mut problems).unwrap();
    let form = Form::audits(&tool, &[]);
    let mut entry = Entry::new(&form);
    for (name, text) in [
        ("case", "EH-1"),
        ("safe.record", "Good"),
        ("safe.discussion", "Poor"),
        ("safe.discussion.evidence", "Found later"),
        ("seen.record", "Good"),
    ] {
        entry.set(&form, name, text);
    }
    let mut draft = Draft::correction(&tool, "0f", &form, &entry, Vec::new(), Vec::new());
    let said = |draft: &Draft| {
        let entry = draft.entry(&tool, &form);
        [
            "safe.discussion",
            "safe.discussion.evidence",
            "seen.discussion",
        ]
        .map(|name| entry.get(&form, name).to_owned())
    };
    draft
        .cells
        .insert("discussion".to_owned(), "held".to_owned());
    assert_eq!(said(&draft), ["Poor", "Found later", "Good"]);
    draft
        .cells
        .insert("discussion".to_owned(), "not_held".to_owned());
    assert_eq!(said(&draft), ["", "", ""]);
}
