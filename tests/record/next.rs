//! After an audit: which case is next.

use super::desk::{Desk, SMALL_RECORD, SMALL_REST};
use super::window::words;

/// Audits a case from beginning to end; gives what was said after it.
fn audited(desk: &Desk, arguments: &[&str]) -> String {
    let mut window = desk.record(arguments);
    window.answers_all(&SMALL_RECORD);
    window.answers_all(&SMALL_REST);
    window.answers("Nothing is missing.", "/done");
    let (code, written) = window.ends();
    assert_eq!(code, 0, "{written}");
    let said = words(&written);
    let (_, after) = said.split_once("The audit is in the round.").unwrap();
    after.to_owned()
}

#[test]
fn the_next_case_is_said_with_its_command() {
    let desk = Desk::small();
    std::fs::write(
        desk.path("round/cases.csv"),
        "case,hub,auditor,second_auditor,status\n\
         EH-1,Ashbrook,A1,,planned\n\
         EH-2,Ashbrook,A2,,planned\n\
         EH 3,Ashbrook,,,planned\n\
         EH-4,Fernhill,A1,,not_audited\n\
         EH-5,Fernhill,a1,,planned\n\
         EH-6,Fernhill,A2,A1,planned\n",
    )
    .unwrap();
    let by_a1 = |case: &'static str| ["round", case, "--auditor", "A1"];
    // Their own before those that nobody has yet; not those of others.
    let said = audited(&desk, &by_a1("EH-1"));
    assert!(
        said.contains(
            "Next on the worklist: EH-5. To begin it: case-audit record round EH-5 --auditor A1"
        ),
        "{said}"
    );
    let said = audited(&desk, &by_a1("EH-5"));
    assert!(
        said.contains("Next on the worklist: EH-6. To begin it: case-audit record round EH-6 --role second --auditor A1"),
        "{said}"
    );
    // The command that was said.
    let mut second = by_a1("EH-6").to_vec();
    second.extend(["--role", "second"]);
    let said = audited(&desk, &second);
    assert!(
        said.contains(
            "Next on the worklist: EH 3. To begin it: case-audit record round \"EH 3\" --auditor A1"
        ),
        "{said}"
    );
    let mut window = desk.by_a1("EH-7");
    window.answers("is not on the round's list", "y");
    window.answers("about the case, 1 of 2 Hub", "/quit");
    window.ends();
    let said = audited(&desk, &by_a1("EH 3"));
    assert!(
        said.contains("No case on the worklist is left for you to begin. Unfinished: EH-7. To go on with it: case-audit record round EH-7 --auditor A1"),
        "{said}"
    );
}

#[test]
fn a_round_without_a_worklist_has_no_next_case() {
    let desk = Desk::small();
    let said = audited(&desk, &["round", "EH-1", "--auditor", "A1"]);
    assert_eq!(said.trim(), "");
}
