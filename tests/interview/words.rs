//! Words and commands: what is typed is kept as it is, or does what it says.

use crate::{Desk, at_the_standards};
use case_audit::interview::console::Script;
use case_audit::interview::{Next, run};

#[test]
fn text_is_kept_as_it_was_typed() {
    let desk = Desk::new("early-help");
    for (typed, kept) in [
        ("007 and 3 more", "007 and 3 more"),
        ("n/a", "n/a"),
        ("?", "?"),
        ("b", "b"),
        ("//etc was never read", "/etc was never read"),
        ("  - indented\n  - twice  \n\n", "  - indented\n  - twice"),
        ("=1+1", "=1+1"),
        ("'quoted'", "'quoted'"),
        ("Zoë said “yes” 👍🏽", "Zoë said “yes” 👍🏽"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ] {
        let mut draft = at_the_standards(&desk, "1");
        desk.say(&mut draft, &["2", typed]);
        assert_eq!(desk.cell(&draft, "harm_acted_on.record.evidence"), kept);
        // Gone back to, it stands there to be edited, and Enter keeps it.
        desk.say(&mut draft, &["/back"]);
        let page = desk.session(draft.clone()).page(80, 24);
        desk.say(&mut draft, &[&page.text]);
        assert_eq!(desk.cell(&draft, "harm_acted_on.record.evidence"), kept);
        desk.say(&mut draft, &["/back", ""]);
        assert_eq!(desk.cell(&draft, "harm_acted_on.record.evidence"), kept);
    }
}

#[test]
fn what_begins_as_a_command_and_is_none_is_not_lost() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    desk.say(&mut draft, &["2"]);
    let mut session = desk.session(draft);
    let reply = session.answer("/mnt was full\nso nothing was saved");
    assert!(!reply.changed);
    let page = session.page(80, 24);
    assert_eq!(page.text, "//mnt was full\nso nothing was saved");
    session.answer(&page.text);
    let kept = session.draft().cell("harm_acted_on.record.evidence");
    assert_eq!(kept, "/mnt was full\nso nothing was saved");
}

#[test]
fn the_editor_gives_whole_texts() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    desk.say(&mut draft, &["2"]);
    let mut script = Script::lines(["/edit", "2", "/edit", "/edit"]).editing([
        Some("/first\nsecond\n".to_owned()),
        None,
        Some(String::new()),
    ]);
    let mut session = desk.session(draft);
    run(&mut session, &mut script, &mut |_| Ok(())).unwrap();
    let kept = session.draft().cell("harm_acted_on.record.evidence");
    assert_eq!(kept, "/first\nsecond", "the editor knows no commands");
    assert_eq!(session.draft().cell("right_level.record.evidence"), "");
}

#[test]
fn a_command_typed_after_words_that_stood_there_is_a_command() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    desk.say(&mut draft, &["2", "Seen at once", "/back"]);
    assert_eq!(
        desk.session(draft.clone()).page(80, 24).text,
        "Seen at once"
    );
    desk.say(&mut draft, &["Seen at once/back"]);
    assert_eq!(desk.at(&draft), "cell:harm_acted_on.record");
    desk.say(&mut draft, &["", "Seen at once /note ask who"]);
    assert_eq!(draft.notes[0].text, "ask who");
    assert_eq!(
        desk.cell(&draft, "harm_acted_on.record.evidence"),
        "Seen at once"
    );
    desk.say(&mut draft, &["Seen at once/or the day after"]);
    assert_eq!(
        desk.cell(&draft, "harm_acted_on.record.evidence"),
        "Seen at once/or the day after"
    );
}

#[test]
fn a_year_of_two_digits_is_never_guessed() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    desk.say(&mut draft, &["/go opened_on", "/clear"]);
    for (typed, meant) in [
        ("2/3/26", "`2/3/2026` (Monday 2 March 2026)"),
        ("2.3.26", "`2.3.2026` (Monday 2 March 2026)"),
        ("2 March 26", "`2 March 2026` (Monday 2 March 2026)"),
        ("2 March '26", "`2 March 2026` (Monday 2 March 2026)"),
        ("12-11-98", "`12-11-1998` (Thursday 12 November 1998)"),
        ("1/1/46", "`1/1/2046` (Monday 1 January 2046)"),
        ("1/1/47", "`1/1/1947` (Wednesday 1 January 1947)"),
    ] {
        let said = desk.say(&mut draft, &[typed]);
        assert!(said.contains(&format!("Did you mean {meant}?")), "{said}");
        assert_eq!(draft.cell("opened_on"), "");
        assert_eq!(desk.at(&draft), "cell:opened_on");
    }
    for typed in ["31/2/26", "26", "2/3/6", "2/3/026", "soon 26", "'26"] {
        let said = desk.say(&mut draft, &[typed]);
        assert!(!said.contains("Did you mean"), "{typed}: {said}");
        assert_eq!(desk.at(&draft), "cell:opened_on", "{typed}");
    }
    desk.say(&mut draft, &["2/3/2026"]);
    assert_eq!(draft.cell("opened_on"), "2026-03-02");
}

#[test]
fn a_command_without_its_slash_is_asked_about() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    for (typed, meant) in [
        ("back", "/back"),
        ("Quit", "/quit"),
        ("save", "/save"),
        ("go 14", "/go 14"),
    ] {
        let said = desk.say(&mut draft, &[typed]);
        assert!(
            said.contains(&format!("Did you mean `{meant}`?")),
            "{typed}: {said}"
        );
        assert_eq!(desk.at(&draft), "cell:harm_acted_on.record");
    }
    // Where words are asked for, it is taken when it is given again.
    desk.say(&mut draft, &["2"]);
    for typed in ["back", "quit", "save", "2"] {
        let mut session = desk.session(draft.clone());
        let reply = session.answer(typed);
        assert!(!reply.changed, "{typed}");
        assert!(
            reply.said[0].contains("press Enter"),
            "{typed}: {:?}",
            reply.said
        );
        assert!(typed == "2" || reply.said[0].contains("did you mean the command"));
        let page = session.page(80, 24);
        assert_eq!(page.text, typed, "it stands there, so that Enter gives it");
        session.answer(&page.text);
        let kept = session.draft().cell("harm_acted_on.record.evidence");
        assert_eq!(kept, typed);
        // Where there are words already, the page does not say that Enter keeps those.
        let mut session = desk.session(draft.clone());
        for line in ["Rung at once", "/back"] {
            session.answer(line);
        }
        assert!(session.page(80, 24).lines.join(" ").contains("Enter keeps"));
        session.answer(typed);
        let page = session.page(80, 24);
        assert!(!page.lines.join(" ").contains("Enter keeps"), "{page:?}");
        session.answer("");
        assert_eq!(
            session.draft().cell("harm_acted_on.record.evidence"),
            "Rung at once"
        );
        // Anything else is an answer of its own.
        let mut session = desk.session(draft.clone());
        session.answer(typed);
        session.answer("/back");
        assert_eq!(
            session.draft().at.as_deref(),
            Some("cell:harm_acted_on.record")
        );
        assert_eq!(session.page(80, 24).text, "");
    }
    // Sentences that begin so, and lists and choices that have the word, are let alone.
    for typed in ["back at school since May", "2 visits", "Save the children"] {
        let mut session = desk.session(draft.clone());
        session.answer(typed);
        assert_eq!(session.draft().cell("harm_acted_on.record.evidence"), typed);
    }
    desk.say(&mut draft, &["", "/go findings", "done"]);
    assert!(draft.findings.is_empty());
    for leave in ["/quit", "/leave", "/save", "/exit", "/q"] {
        let mut session = desk.session(draft.clone());
        assert_eq!(session.answer(leave).next, Next::Leave, "{leave}");
    }
}
