//! Several lines at once: a paste that the terminal marks is one answer, one that it does
//! not mark answers one question and no more.

use serde_json::Value;

use super::desk::{Desk, SMALL_RECORD};
use super::window::Window;

/// At the evidence of the first standard.
fn at_evidence(desk: &Desk) -> Window {
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&SMALL_RECORD[..3]);
    window.question();
    window
}

/// The draft without the question that it goes on with, and the cells in it.
fn apart(mut draft: Value) -> (Value, Value) {
    let object = draft.as_object_mut().unwrap();
    let cells = object.remove("cells").unwrap();
    object.remove("at").unwrap();
    (draft, cells)
}

#[test]
fn a_paste_of_five_lines_changes_one_answer() {
    let desk = Desk::small();
    let mut window = at_evidence(&desk);
    let (before, mut cells) = apart(desk.draft());
    let five = "1 he was home\r2 she was not\n/leave\r\n3 nobody was\r4 last";
    window.keys(&format!("\u{1b}[200~{five}\u{1b}[201~"));
    window.shows("Words: 1 he was home\n2 she was not\n/leave\n3 nobody was\n4 last");
    window.keys("\r");
    let question = window.question();
    assert_eq!(question.heading, "Standard 2 of 2: The work");
    assert!(!window.written().contains("dropped"));
    let (after, now) = apart(desk.draft());
    assert_eq!(after, before);
    cells["safe.record.evidence"] =
        "1 he was home\n2 she was not\n/leave\n3 nobody was\n4 last".into();
    assert_eq!(now, cells);
    window.kill();
}

#[test]
fn of_a_paste_without_marks_one_line_is_taken_and_the_rest_is_said_to_be_dropped() {
    let desk = Desk::small();
    let mut window = at_evidence(&desk);
    let (before, mut cells) = apart(desk.draft());
    window.keys("1 he was home\r2 she was not\r1\r/leave\r4 last\r");
    let question = window.question();
    assert_eq!(question.heading, "Standard 2 of 2: The work");
    window.shows("4 more lines had been typed ahead; they were dropped");
    let (after, now) = apart(desk.draft());
    assert_eq!(after, before);
    cells["safe.record.evidence"] = "1 he was home".into();
    assert_eq!(now, cells);
    // The question is still there to be answered.
    window.keys("2\r");
    assert!(window.question().said.contains("Poor, from the record."));
    window.kill();
}
