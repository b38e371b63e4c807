//! Stopped by SIGKILL after every answer: nothing that was answered is lost, and nothing is
//! there twice.

use case_audit::store::drafts;

use super::desk::Desk;
use super::whole::{WHOLE, record_whole};
use super::window::Window;

/// The questions at which the next answer is half typed when the program is stopped.
const HALF_TYPED: [&str; 3] = [
    "Words are needed here",
    "What are you proudest of",
    "Why does it go past the limit?",
];

/// The bytes of the draft, read by its name: a folder that is listed while a file is put in
/// another's place may show both, or none.
fn draft(desk: &Desk) -> Option<Vec<u8>> {
    let name = drafts::file_name("EH-0412", "first", "A3");
    std::fs::read(desk.path(&format!("again/{name}"))).ok()
}

fn open(desk: &Desk) -> Window {
    desk.record(&["again", "EH-0412", "--auditor", "A3"])
}

#[test]
fn an_audit_stopped_after_each_answer_is_the_one_that_was_not() {
    let desk = Desk::new();
    desk.early_help("through");
    desk.early_help("again");
    let through = desk.record(&["through", "EH-0412", "--auditor", "A3"]);
    let questions = record_whole(through);
    assert_eq!(questions.len(), WHOLE.len());

    let mut kills = 0;
    let mut half_typed = 0;
    for (at, ((wanted, line), question)) in WHOLE.iter().zip(&questions).enumerate() {
        let mut window = open(&desk);
        let mut resumed = window.question();
        let same = |resumed: &super::window::Question| {
            assert_eq!(
                (&resumed.heading, &resumed.prompt),
                (&question.heading, &question.prompt),
                "question {at}, {wanted:?}, is not the one that it goes on with"
            );
        };
        same(&resumed);
        let before = draft(&desk);
        if HALF_TYPED.iter().any(|half| half == wanted) {
            half_typed += 1;
            window.keys("half an answ");
            window.shows("half an answ");
            window.kill();
            window = open(&desk);
            resumed = window.question();
            same(&resumed);
            assert_eq!(draft(&desk), before, "question {at}");
            assert!(!window.written().contains("half an answ"));
        }
        window.keys(&format!("{line}\r"));
        // As soon as the answer is on the disk, or the next question stands.
        window.until("the answer on the disk", |window| {
            window.is_asking() || draft(&desk) != before
        });
        window.kill();
        kills += 1;
    }
    assert_eq!(kills, WHOLE.len());
    assert_eq!(half_typed, 5);

    // Stopped after the last answer, the change holds and need not be in its place: whatever
    // opens the round next, a reader too, sees to that.
    desk.run(&["record", "again"]).fine();
    for file in ["audits.csv", "findings.csv", "actions.csv"] {
        let [through, again] =
            ["through", "again"].map(|round| desk.bytes(&format!("{round}/{file}")));
        assert_eq!(
            String::from_utf8(again).unwrap(),
            String::from_utf8(through).unwrap(),
            "{file}"
        );
    }
    assert_eq!(desk.draft_bytes("again"), None);
    // The last answer finished it: what opens now is its correction.
    let mut window = open(&desk);
    let question = window.question();
    assert!(
        question.said.contains("This audit is in the round already"),
        "{}",
        question.said
    );
    assert!(question.said.contains("Nothing is missing."));
}

#[test]
fn stopped_before_the_first_question_nothing_is_there_but_the_code() {
    let desk = Desk::small();
    let mut window = desk.record(&["round", "EH-1"]);
    window.answers("Who is auditing?", "A7");
    window.until("the code on the disk", |window| {
        window.is_asking() || desk.path("settings/case-audit/auditor.txt").exists()
    });
    window.kill();
    let mut window = desk.record(&["round", "EH-1"]);
    let question = window.question();
    assert_eq!(question.heading, "Case EH-1, about the case, 1 of 2");
    window.kill();
    assert_eq!(desk.draft()["auditor"], "A7");
}
