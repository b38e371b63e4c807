//! Answers that are changed later, and what they ask for then.

use crate::{Desk, at_the_standards, begun, nearly, whole};
use case_audit::interview::console::Script;
use case_audit::interview::{Ended, Next, run};
use case_audit::store::draft::Draft;

#[test]
fn a_fact_changed_later_hides_answers_and_brings_them_back() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "3");
    desk.say(&mut draft, &["/go 20", "4", "Nobody came for three weeks"]);
    assert_eq!(desk.cell(&draft, "handover_warm.record"), "Concern");
    let said = desk.say(&mut draft, &["/go stage", "1"]);
    assert!(
        said.contains("1 standard that you have rated does not apply now"),
        "{said}"
    );
    assert!(said.contains("20. The handover was warm"), "{said}");
    assert_eq!(desk.cell(&draft, "handover_warm.record"), "", "left out");
    assert_eq!(draft.cell("handover_warm.record"), "Concern", "but kept");
    let said = desk.say(&mut draft, &["/go 20"]);
    assert!(
        said.contains("does not apply to this case (Where the case stands: Open)"),
        "{said}"
    );
    let said = desk.say(&mut draft, &["/go stage", "2"]);
    assert!(said.contains("come back into the audit"), "{said}");
    assert_eq!(desk.cell(&draft, "handover_warm.record"), "Concern");
    assert_eq!(
        desk.cell(&draft, "handover_warm.record.evidence"),
        "Nobody came for three weeks"
    );
}

#[test]
fn evidence_that_must_be_there_cannot_be_passed_blank() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    for blank in ["", "   ", "\n\t"] {
        let said = desk.say(&mut draft, &["/go 3", "1", blank]);
        assert!(
            said.contains("cannot be left blank: words are asked for at Strong"),
            "{said}"
        );
        assert_eq!(desk.at(&draft), "cell:history_weighed.record.evidence");
    }
    // Passed over for now, it is missing at the end.
    let said = desk.say(&mut draft, &["/skip", "/review", "/done"]);
    assert!(said.contains("cannot be finished yet"), "{said}");
    let review = desk.page(&draft);
    assert!(
        review.contains("Standard 3, evidence: words are asked for at Strong"),
        "{review}"
    );
    // Not applicable needs its reason in this tool.
    let said = desk.say(&mut draft, &["/go 4", "n/a", ""]);
    assert!(said.contains("not applicable needs a reason"), "{said}");
}

#[test]
fn a_rating_raised_later_asks_for_words_that_were_passed_before() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    desk.say(&mut draft, &["2", "", "/go 1", "1"]);
    assert_eq!(desk.at(&draft), "cell:harm_acted_on.record.evidence");
    let said = desk.say(&mut draft, &[""]);
    assert!(said.contains("cannot be left blank"), "{said}");
}

#[test]
fn a_correction_begins_at_the_review_and_needs_a_reason() {
    let desk = Desk::new("early-help");
    let (_, done, _) = desk.sitting(begun("EH-0412"), whole());
    let entry = desk.entry(&done);
    let again = || {
        Draft::correction(
            &desk.tool,
            "0f0f",
            &desk.form(),
            &entry,
            done.findings.clone(),
            done.actions.clone(),
        )
    };
    assert_eq!(desk.entry(&again()), entry, "opening it changes nothing");
    let mut session = desk.session(again());
    let mut script = Script::lines(["all", "/where", "/leave"]);
    let mut saves = 0;
    let ended = run(&mut session, &mut script, &mut |_| {
        saves += 1;
        Ok(())
    });
    assert_eq!(ended.unwrap(), Ended::Left);
    assert_eq!(saves, 0, "looking changes nothing");
    let mut session = desk.session(again());
    assert_eq!(session.draft().at.as_deref(), Some("review"));
    assert_eq!(
        session.answer("/done").next,
        Next::Finish,
        "nothing was changed"
    );
    let mut session = desk.session(again());
    for line in ["/go 3", "3", ""] {
        assert_eq!(session.answer(line).next, Next::Ask);
    }
    assert_eq!(session.draft().at.as_deref(), Some("review"), "and back");
    assert_eq!(session.answer("/done").next, Next::Ask);
    assert_eq!(session.draft().at.as_deref(), Some("reason"));
    assert_eq!(session.answer("").next, Next::Ask);
    assert_eq!(session.answer("Misread the chronology").next, Next::Finish);
    let draft = session.draft().clone();
    assert_eq!(draft.reason, "Misread the chronology");
    assert_eq!(desk.cell(&draft, "history_weighed.record"), "Developing");
    assert_eq!(
        desk.cell(&draft, "history_weighed.discussion"),
        "Developing",
        "left alone, it follows"
    );
    assert_eq!(
        desk.cell(&draft, "harm_acted_on.discussion"),
        "Strong",
        "its own answer does not"
    );
    assert_eq!(
        draft.base.as_ref().unwrap().cells["history_weighed.record"],
        "Secure"
    );
}

#[test]
fn an_answer_from_the_discussion_is_changed_whole() {
    let desk = Desk::new("early-help");
    let mut draft = nearly(&desk, &[]);
    desk.say(&mut draft, &["1", "", "They kept turning up.", "", ""]);
    let finding = |draft: &Draft, name: &str| draft.findings[0][name].clone();
    assert_eq!(finding(&draft, "kind"), "working");
    assert_eq!(finding(&draft, "source"), "worker");
    desk.say(&mut draft, &["/go findings", "1", ""]);
    assert_eq!(desk.at(&draft), "finding:0:kind");
    desk.say(&mut draft, &["2", ""]);
    assert_eq!(desk.at(&draft), "finding:0:source");
    desk.say(&mut draft, &["record", "14", ""]);
    assert_eq!(desk.at(&draft), "findings");
    assert_eq!(finding(&draft, "kind"), "improve");
    assert_eq!(finding(&draft, "source"), "record");
    assert_eq!(finding(&draft, "standard"), "family_owns_plan");
    assert_eq!(finding(&draft, "prompt"), "proudest");
}
