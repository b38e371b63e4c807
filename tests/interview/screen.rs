//! What stands on the screen.

use crate::{Desk, FACTS, at_the_standards, begun, nearly_from, tool};
use case_audit::interview::console::Script;
use case_audit::interview::{Session, run};
use case_audit::store::draft::Draft;

#[test]
fn help_and_the_question_stand_on_one_screen() {
    let desk = Desk::new("early-help");
    let draft = at_the_standards(&desk, "1");
    let mut session = desk.session(draft);
    for line in ["2", "", "?"] {
        let mut script = Script::lines([line]);
        run(&mut session, &mut script, &mut |_| Ok(())).unwrap();
        if line == "?" {
            let said = script.transcript();
            let help = said.split("Level, 1 to 5 or n/a: ?").nth(1).unwrap();
            let help = help.split("Saved.").next().unwrap();
            assert!(
                help.contains("To ask the worker: How did you decide"),
                "{help}"
            );
            assert!(help.contains("next step is easy to name"), "{help}");
            assert!(help.contains("The family got the level of help"), "{help}");
            let lines = help.trim_matches('\n').lines().count();
            assert!(lines <= 24, "{lines} lines:\n{help}");
        }
    }
}

#[test]
fn pages_read_well_at_80_by_24() {
    let desk = Desk::new("early-help");
    let mut draft = begun("EH-0412");
    let mut pages = String::new();
    let mut show = |name: &str, draft: &Draft| {
        let page = desk.page(draft);
        for line in page.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        pages.push_str(&format!(
            "==== {name} ({} lines)\n{page}\n\n",
            page.lines().count()
        ));
    };
    show("hub", &draft);
    desk.say(&mut draft, &FACTS[..2]);
    show("a choice", &draft);
    desk.say(&mut draft, &["1", "", "", "", "", "", ""]);
    show("several choices", &draft);
    desk.say(&mut draft, &[""]);
    show("a day", &draft);
    desk.say(&mut draft, &["", "", "", ""]);
    show("a standard, first of its scale", &draft);
    desk.say(&mut draft, &["4"]);
    show("evidence that is needed", &draft);
    desk.say(&mut draft, &["A bruise"]);
    show("who was told", &draft);
    desk.say(&mut draft, &["Team manager"]);
    show("when they were told", &draft);
    desk.say(&mut draft, &[""]);
    show("the next standard", &draft);
    desk.say(&mut draft, &["2"]);
    show("evidence that is offered", &draft);
    desk.say(&mut draft, &["", "/finding"]);
    show("a finding in mid-thought", &draft);
    desk.say(&mut draft, &["Mum was rung every day"]);
    show("its kind", &draft);
    desk.say(&mut draft, &["1", "", "", ""]);
    show("may it be quoted", &draft);
    desk.say(&mut draft, &["", "/note look at the genogram"]);
    let mut draft = nearly_from(&desk, draft);
    show("the record is read", &draft);
    desk.say(&mut draft, &["1", ""]);
    show("a question of the discussion", &draft);
    desk.say(&mut draft, &["", "", "", "", "", "", "", "", "", ""]);
    show("what the discussion changed", &draft);
    desk.say(&mut draft, &["1"]);
    show("the second reading", &draft);
    desk.say(&mut draft, &["3", "She had rung twice", "rest"]);
    show("a number", &draft);
    desk.say(&mut draft, &["", ""]);
    show("findings", &draft);
    desk.say(&mut draft, &["", "/go overall"]);
    show("the judgement", &draft);
    desk.say(&mut draft, &["/skip", "/go actions"]);
    show("actions", &draft);
    desk.say(
        &mut draft,
        &["Hold a strategy talk", "", "", "Team manager"],
    );
    show("how soon", &draft);
    desk.say(&mut draft, &["1", "", "1", ""]);
    show("a note", &draft);
    desk.say(&mut draft, &["/skip"]);
    show("the review", &draft);
    let said = desk.say(
        &mut draft,
        &[
            "/where",
            "/go 2",
            "/help",
            "/help commands",
            "/reveiw",
            "all",
            "/back",
            "/help",
        ],
    );
    pages.push_str(&format!("==== where, help, a slip\n{said}"));
    insta::assert_snapshot!(pages);
}

#[test]
fn what_is_looked_for_is_told_by_the_names_of_the_levels() {
    let tool = tool("early-help");
    for standard in &tool.standards {
        let scale = tool.scale_of(standard).unwrap();
        let labels: Vec<&str> = scale.levels.iter().map(|l| l.label.as_str()).collect();
        assert!(!standard.looks_like.is_empty());
        for line in &standard.looks_like {
            let (named, _) = line.split_once(": ").unwrap();
            assert!(labels.contains(&named), "{}: {line}", standard.id);
        }
    }
}

#[test]
fn themes_are_listed_once_in_a_sitting() {
    let desk = Desk::new("early-help");
    let mut session = desk.session(at_the_standards(&desk, "1"));
    for line in ["/finding It works", "1"] {
        session.answer(line);
    }
    let themes = |session: &Session<'_>| session.page(80, 24).lines.join("\n");
    let first = themes(&session);
    assert!(first.contains("12  "), "{first}");
    for line in ["1", "", "", "", "/finding It works too", "1"] {
        session.answer(line);
    }
    assert!(
        session.draft().at.as_deref() == Some("finding:1:theme"),
        "{:?}",
        session.draft().at
    );
    let second = themes(&session);
    assert!(!second.contains("12  "), "{second}");
    assert!(
        second.contains("The 12 themes are as listed before: `/help` lists them again."),
        "{second}"
    );
    let help = session.answer("/help").said.join("\n");
    for line in first.lines().filter(|line| line.starts_with("   ")) {
        assert!(help.contains(line), "{line}: {help}");
    }
    session.answer("2");
    assert!(session.draft().findings[1].contains_key("theme"));
    // In another sitting they are listed anew.
    let again = desk.session({
        let mut draft = session.draft().clone();
        draft.at = Some("finding:1:theme".to_owned());
        draft
    });
    assert!(themes(&again).contains("12  "));
}
