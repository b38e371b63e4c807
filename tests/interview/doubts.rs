//! Words that look personal: asked about until it is decided, and never repeated.

use crate::{Desk, at_the_standards, nearly_from};
use case_audit::interview::Next;

#[test]
fn words_that_look_personal_are_asked_about_and_never_repeated() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    let said = desk.say(&mut draft, &["2", "They moved to ZZ1 1ZZ in May"]);
    let page = desk.page(&draft);
    assert!(page.contains("This looks as if it has a postcode in it. Keep it out of the audit?"));
    assert!(
        !page.contains("ZZ1") && !said.contains("ZZ1"),
        "{page}{said}"
    );
    desk.say(&mut draft, &["1"]);
    assert_eq!(desk.at(&draft), "cell:harm_acted_on.record.evidence");
    desk.say(&mut draft, &["They moved in May"]);
    assert_eq!(desk.at(&draft), "cell:right_level.record");
    assert_eq!(
        desk.cell(&draft, "harm_acted_on.record.evidence"),
        "They moved in May"
    );
    // Kept: an answer to a prompt as well.
    desk.say(
        &mut draft,
        &[
            "2",
            "Lives in ZZ1 1ZZ",
            "2",
            "/finding At ZZ1 1ZZ things work",
            "keep",
        ],
    );
    assert!(
        desk.at(&draft).starts_with("finding:0:kind"),
        "{}",
        desk.at(&draft)
    );
}

#[test]
fn whether_words_that_look_personal_stay_is_asked_until_it_is_decided() {
    let desk = Desk::new("early-help");
    let doubtful = "They moved to ZZ1 1ZZ in May";
    let asked = "personal:cell:harm_acted_on.record.evidence";
    for passed in ["/skip", "/go 2", "/review"] {
        let mut draft = at_the_standards(&desk, "1");
        let said = desk.say(&mut draft, &["2", doubtful, passed]);
        assert!(
            passed != "/skip" || said.contains("the review lists it"),
            "{said}"
        );
        assert_ne!(desk.at(&draft), asked);
        // Passed over, it comes again once nothing else is open.
        desk.say(&mut draft, &["/go 2"]);
        let mut draft = nearly_from(&desk, draft);
        desk.say(
            &mut draft,
            &["3", "Worker ill", "", "", "", "", "", "2", "", ""],
        );
        assert_eq!(desk.at(&draft), asked, "{passed}");
        // And is listed, and keeps the audit unfinished.
        let said = desk.say(&mut draft, &["/skip", "/done"]);
        assert!(said.contains("cannot be finished yet"), "{said}");
        let review = desk.page(&draft);
        assert!(
            review.contains(
                "1  Standard 1, evidence: it looks as if it has a postcode in it, and it is not\n     decided whether that stays"
            ),
            "{review}"
        );
        assert!(!review.contains("ZZ1"), "{review}");
        // Enter at the review leads there.
        desk.say(&mut draft, &[""]);
        assert_eq!(desk.at(&draft), asked);
        let mut session = desk.session(draft);
        assert_eq!(session.answer("keep").next, Next::Ask);
        assert_eq!(session.draft().at.as_deref(), Some("review"));
        assert_eq!(session.answer("/done").next, Next::Finish);
    }
}

#[test]
fn words_that_look_personal_left_as_they_are_are_asked_about_again() {
    let desk = Desk::new("early-help");
    for unchanged in ["", "They moved to ZZ1 1ZZ in May"] {
        let mut draft = at_the_standards(&desk, "1");
        desk.say(
            &mut draft,
            &["2", "They moved to ZZ1 1ZZ in May", "1", unchanged],
        );
        assert_eq!(
            desk.at(&draft),
            "personal:cell:harm_acted_on.record.evidence"
        );
        desk.say(&mut draft, &["2"]);
        assert_eq!(desk.at(&draft), "cell:right_level.record");
        // Once it is decided, it is not asked about any more.
        desk.say(&mut draft, &["/go 1", "", unchanged]);
        assert_eq!(desk.at(&draft), "cell:right_level.record");
    }
    // A note that becomes evidence is asked about too.
    let mut draft = at_the_standards(&desk, "1");
    desk.say(&mut draft, &["2", "", "/go 1", "/note ring ZZ1 1ZZ"]);
    let mut draft = nearly_from(&desk, draft);
    desk.say(
        &mut draft,
        &["3", "Worker ill", "", "", "", "", "", "2", "", "", "2"],
    );
    assert_eq!(
        desk.at(&draft),
        "personal:cell:harm_acted_on.record.evidence"
    );
}

#[test]
fn doubts_about_findings_move_with_them() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    desk.say(
        &mut draft,
        &["/finding First", "1", "", "", "", "", "/finding ZZ1 1ZZ"],
    );
    assert_eq!(desk.at(&draft), "personal:finding:1:text");
    desk.say(
        &mut draft,
        &["/skip", "1", "", "", "", "", "/go findings", "/clear 1"],
    );
    assert_eq!(draft.findings.len(), 1);
    desk.say(&mut draft, &["/review"]);
    let said = desk.say(&mut draft, &["more"]);
    assert!(said.contains("  1  Finding 1"), "heads the list: {said}");
    assert!(
        said.contains("Finding 1, what was found, in words: it looks as if it has a postcode"),
        "{said}"
    );
    // Changed from the review, it is read whole and leads back there.
    let number = said
        .lines()
        .find(|line| line.contains("Finding 1"))
        .and_then(|line| line.split_whitespace().next())
        .unwrap();
    desk.say(&mut draft, &[number, "1", "They moved"]);
    assert_eq!(desk.at(&draft), "finding:0:kind");
    desk.say(&mut draft, &["", "", "", "", ""]);
    assert_eq!(desk.at(&draft), "review");
    assert!(draft.doubted.is_empty(), "{:?}", draft.doubted);
}

#[test]
fn a_name_as_owner_is_hinted_at_and_taken() {
    let desk = Desk::new("early-help");
    for (owner, hint) in [
        ("Mary Smith", true),
        ("Team manager", false),
        ("Head of Service", false),
        ("Family Support Worker", false),
        ("Designated Safeguarding Lead", false),
        ("social worker", false),
    ] {
        let mut draft = at_the_standards(&desk, "1");
        let said = desk.say(&mut draft, &["/action Ring the school", "", "", owner]);
        assert_eq!(
            said.contains("reads like a person's name"),
            hint,
            "{owner}: {said}"
        );
        assert_eq!(draft.actions[0]["owner"], owner);
        assert_eq!(desk.at(&draft), "action:0:priority");
        desk.say(&mut draft, &["/back"]);
        assert_eq!(desk.at(&draft), "action:0:owner");
    }
}
