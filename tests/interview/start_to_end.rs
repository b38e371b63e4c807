//! A whole audit, from its facts to its end, in one sitting or in many.

use crate::{Desk, begun, nearly, whole};
use case_audit::interview::{Ended, Next};
use case_audit::store::draft::Draft;

#[test]
fn a_whole_audit_is_recorded_from_its_facts_to_its_end() {
    let desk = Desk::new("early-help");
    let (script, draft, ended) = desk.sitting(begun("EH-0412"), whole());
    assert_eq!(ended, Ended::Finished, "{:?}", draft.at);
    assert_eq!(
        script.left(),
        1,
        "the last line is one too many, to see that all were used"
    );
    let cell = |name: &str| desk.cell(&draft, name);
    assert_eq!(cell("case"), "EH-0412");
    assert_eq!(cell("hub"), "Ashbrook");
    assert_eq!(cell("auditor"), "A3");
    assert_eq!(cell("role"), "first");
    assert_eq!(cell("audited_on"), "2026-03-02");
    assert_eq!(cell("stage"), "Open");
    assert_eq!(cell("age_band"), "11 to 15");
    assert_eq!(cell("disability"), "no");
    assert_eq!(cell("level_applied"), "Early help");
    assert_eq!(
        cell("interventions"),
        "Parenting group;Direct work with the child"
    );
    assert_eq!(cell("opened_on"), "2026-01-12");
    assert_eq!(cell("first_visit"), "2026-01-20");
    assert_eq!(cell("step_agreed_on"), "");
    assert_eq!(cell("discussion"), "held");
    assert_eq!(cell("discussed_on"), "2026-03-02");
    assert_eq!(cell("harm_acted_on.record"), "Secure");
    assert_eq!(cell("harm_acted_on.discussion"), "Strong");
    assert_eq!(
        cell("harm_acted_on.discussion.evidence"),
        "007 calls, all answered"
    );
    assert_eq!(
        cell("right_level.record.evidence"),
        "Moved up within a day of the second call,\nand the family knew why."
    );
    assert_eq!(
        cell("right_level.discussion"),
        "Strong",
        "left alone, so as the record has it"
    );
    assert_eq!(cell("right_level.discussion.evidence"), "");
    assert_eq!(cell("views_changed.record"), "Not evidenced");
    assert_eq!(cell("views_changed.discussion"), "Secure");
    assert_eq!(
        cell("views_changed.discussion.evidence"),
        "=a picture that he drew"
    );
    assert_eq!(cell("siblings_visible.record"), "n/a");
    assert_eq!(cell("siblings_visible.record.evidence"), "an only child");
    assert_eq!(cell("siblings_visible.discussion"), "n/a");
    assert_eq!(
        cell("strengths_used.record.evidence"),
        "- thin on detail\nask about the uncle"
    );
    assert_eq!(cell("whole_family.record"), "Concern");
    assert_eq!(cell("step_reason_clear.record"), "");
    assert_eq!(cell("step_reason_clear.discussion"), "");
    assert_eq!(cell("overall"), "Secure");
    assert_eq!(cell("confidence.start"), "4");
    assert_eq!(cell("confidence.now"), "declined");
    assert_eq!(cell("child_happier.now"), "not_asked");
    let said = script.transcript();
    assert!(
        said.contains(
            "Standards 19 and 20 do not apply to this case (Where the case stands: Open)."
        )
    );
    let widest = said.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(widest <= 100, "{widest}");
}

#[test]
fn findings_and_actions_come_with_what_is_known_of_them() {
    let desk = Desk::new("early-help");
    let (_, draft, _) = desk.sitting(begun("EH-0412"), whole());
    let finding = |at: usize, name: &str| draft.findings[at].get(name).cloned().unwrap_or_default();
    assert_eq!(draft.findings.len(), 5);
    assert_eq!(finding(0, "text"), "She said 'nobody asked me twice'.");
    assert_eq!(
        finding(0, "standard"),
        "views_changed",
        "where the auditor stood"
    );
    assert_eq!(finding(0, "theme"), "childs_voice");
    assert_eq!(finding(0, "source"), "child");
    assert_eq!(finding(0, "quote_ok"), "yes");
    assert_eq!(finding(0, "case"), "EH-0412");
    assert_eq!(finding(0, "recorded_on"), "2026-03-02");
    assert_eq!(finding(1, "prompt"), "proudest");
    assert_eq!(finding(1, "kind"), "working");
    assert_eq!(finding(1, "source"), "worker");
    assert_eq!(finding(1, "theme"), "step_down;recording");
    assert_eq!(finding(1, "quote_ok"), "no");
    assert_eq!(
        finding(2, "text"),
        "2 visits were never written up\nand one was"
    );
    assert_eq!(finding(3, "text"), "/no idea");
    assert_eq!(finding(3, "source"), "parent");
    assert_eq!(finding(4, "text"), "n/a");
    assert_eq!(draft.unanswered["child_would_say"], "declined");
    assert_eq!(draft.unanswered["got_in_the_way"], "not_asked");
    assert_eq!(draft.actions.len(), 1);
    let action = |name: &str| draft.actions[0].get(name).cloned().unwrap_or_default();
    assert_eq!(action("text"), "Ask the school for a date");
    assert_eq!(action("level"), "case");
    assert_eq!(action("case"), "EH-0412");
    assert_eq!(action("hub"), "Ashbrook");
    assert_eq!(action("owner"), "Team manager");
    assert_eq!(action("priority"), "28_days");
    assert_eq!(action("due"), "2026-03-30");
    assert_eq!(action("standard"), "family_owns_plan");
    assert_eq!(action("status"), "open");
}

#[test]
fn an_audit_interrupted_after_each_answer_is_the_same() {
    let desk = Desk::new("early-help");
    let (_, through, _) = desk.sitting(begun("EH-0412"), whole());
    let mut draft = begun("EH-0412");
    let mut ended = Next::Ask;
    for line in whole() {
        if ended == Next::Finish {
            break;
        }
        // What is on the disk is all that outlasts an interruption.
        let mut session = desk.session(Draft::from_json(&draft.to_json().unwrap()).unwrap());
        ended = session.answer(line).next;
        draft = session.draft().clone();
    }
    assert_eq!(ended, Next::Finish);
    assert_eq!(desk.entry(&draft), desk.entry(&through));
    assert_eq!(draft, through);
}

#[test]
fn a_discussion_comes_later_or_not_at_all() {
    let desk = Desk::new("early-help");
    let draft = nearly(&desk, &[]);
    assert_eq!(desk.at(&draft), "discussion");
    assert!(!draft.awaits_discussion(&desk.tool));
    let mut session = desk.session(draft);
    assert_eq!(session.answer("later").next, Next::Leave);
    let mut draft = session.draft().clone();
    assert!(draft.awaits_discussion(&desk.tool));
    // Days after.
    assert_eq!(desk.at(&draft), "discussion");
    let said = desk.say(&mut draft, &["2"]);
    assert!(said.contains("Later, then"), "{said}");
    desk.say(&mut draft, &["1"]);
    assert!(!draft.awaits_discussion(&desk.tool));
    desk.say(&mut draft, &["/go discussion", "3"]);
    let said = desk.say(&mut draft, &[""]);
    assert!(
        said.contains("a discussion that was not held needs a reason"),
        "{said}"
    );
    assert_eq!(desk.cell(&draft, "history_weighed.record"), "Secure");
    assert_eq!(
        desk.cell(&draft, "history_weighed.discussion"),
        "",
        "nothing is copied"
    );
}
