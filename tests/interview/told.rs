//! Critical levels, and who was told of them.

use crate::{Desk, nearly, nearly_from};
use case_audit::interview::Next;

#[test]
fn nobody_told_keeps_an_audit_unfinished_and_heads_the_lists() {
    let desk = Desk::new("early-help");
    let mut draft = nearly(&desk, &["4", "A bruise was not asked about"]);
    assert_eq!(
        desk.at(&draft),
        "cell:harm_acted_on.escalated_to",
        "asked at once"
    );
    let asked = desk.page(&draft);
    assert!(
        asked.contains("At Concern somebody must be told. Who was told?"),
        "{asked}"
    );
    let said = desk.say(&mut draft, &["nobody told yet"]);
    assert!(said.contains("stays unfinished"), "{said}");
    let mut draft = nearly_from(&desk, draft);
    assert_eq!(desk.at(&draft), "discussion");
    assert!(
        desk.page(&draft)
            .starts_with("Nobody has been told yet of standard 1.")
    );
    desk.say(
        &mut draft,
        &[
            "3",
            "The worker has left",
            "",
            "",
            "",
            "",
            "",
            "4",
            "It was missed",
        ],
    );
    assert_eq!(draft.untold(&desk.tool), [0]);
    let page = desk.page(&draft);
    assert!(
        page.contains("Proposed, with priority escalation: an action on standard 1"),
        "{page}"
    );
    desk.say(
        &mut draft,
        &[
            "1",
            "Strategy talk today",
            "Safe tonight",
            "",
            "Team manager",
            "",
            "",
            "",
            "",
        ],
    );
    let action = &draft.actions[0];
    assert_eq!(action["priority"], "escalation");
    assert_eq!(action["due"], "2026-03-03");
    assert_eq!(action["standard"], "harm_acted_on");
    let review = desk.page(&draft);
    assert!(
        review.contains("Missing: 1\n  1  nobody has been told yet of standard 1"),
        "{review}"
    );
    let said = desk.say(&mut draft, &["/where"]);
    assert!(
        said.starts_with("Nobody has been told yet of standard 1."),
        "{said}"
    );
    let mut session = desk.session(draft);
    assert_eq!(session.answer("/done").next, Next::Ask);
    for line in ["1", "Head of service", "yesterday"] {
        assert_eq!(session.answer(line).next, Next::Ask);
    }
    assert_eq!(session.draft().at.as_deref(), Some("review"));
    assert_eq!(session.answer("/done").next, Next::Finish);
    let draft = session.draft().clone();
    assert_eq!(
        desk.cell(&draft, "harm_acted_on.escalated_to"),
        "Head of service"
    );
    assert_eq!(
        desk.cell(&draft, "harm_acted_on.escalated_on"),
        "2026-03-01"
    );
    assert_eq!(desk.cell(&draft, "discussion"), "not_held");
    assert_eq!(
        desk.cell(&draft, "discussion.reason"),
        "The worker has left"
    );
    assert_eq!(desk.cell(&draft, "harm_acted_on.discussion"), "");
}

#[test]
fn a_critical_level_after_the_discussion_asks_who_was_told() {
    let desk = Desk::new("early-help");
    let mut draft = nearly(&desk, &[]);
    desk.say(&mut draft, &["1", ""]);
    for _ in 0..10 {
        desk.say(&mut draft, &[""]);
    }
    assert_eq!(desk.at(&draft), "changed:safety");
    let said = desk.say(&mut draft, &["2 19"]);
    assert!(
        said.contains("Standard 19 does not apply to this case"),
        "{said}"
    );
    desk.say(&mut draft, &["2", "4", "She had not said so before"]);
    assert_eq!(desk.at(&draft), "cell:right_level.escalated_to");
    desk.say(&mut draft, &["Head of service", "today"]);
    assert_eq!(desk.at(&draft), "changed:voice");
    assert_eq!(
        desk.cell(&draft, "right_level.escalated_to"),
        "Head of service"
    );
    assert_eq!(desk.cell(&draft, "right_level.record"), "Secure");
    assert_eq!(desk.cell(&draft, "right_level.discussion"), "Concern");
}
