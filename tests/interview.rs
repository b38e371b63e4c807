//! The interview, led by a script of answers: what an auditor reads, and what is recorded.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use case_audit::diagnostics::Problems;
use case_audit::interview::console::{Input, Script};
use case_audit::interview::{Ended, Next, Session, Setting, run};
use case_audit::model::{Date, Entry, Form, Hub, Tool};
use case_audit::read::open_tool;
use case_audit::store::draft::{Draft, Row};
use proptest::prelude::*;

/// Finds a postcode in one invented text, as a detector would.
fn personal(text: &str) -> Vec<String> {
    if text.contains("ZZ1 1ZZ") {
        vec!["a postcode".to_owned()]
    } else {
        Vec::new()
    }
}

fn tool(id: &str) -> Tool {
    let mut problems = Problems::default();
    let opened = open_tool(id, &mut problems).unwrap().unwrap();
    assert!(!problems.has_errors());
    opened.tool
}

fn hubs() -> Vec<Hub> {
    ["Ashbrook", "Birchfield"]
        .map(|label| Hub {
            id: label.to_lowercase(),
            label: label.to_owned(),
            planned: None,
            was: Vec::new(),
        })
        .to_vec()
}

fn begun(case: &str) -> Draft {
    Draft::new(case, "first", "A3", "0f0f")
}

/// One sitting of an auditor with a tool, in a round with two hubs.
struct Desk {
    tool: Tool,
    hubs: Vec<Hub>,
}

impl Desk {
    fn new(tool_id: &str) -> Self {
        Self {
            tool: tool(tool_id),
            hubs: hubs(),
        }
    }

    fn session(&self, draft: Draft) -> Session<'_> {
        let setting = Setting {
            tool: &self.tool,
            hubs: &self.hubs,
            focus: &[],
            hub: "ashbrook",
            today: Date::new(2026, 3, 2).unwrap(),
            personal: &personal,
        };
        Session::new(setting, draft)
    }

    fn form(&self) -> Form {
        Form::audits(&self.tool, &self.hubs)
    }

    fn entry(&self, draft: &Draft) -> Entry {
        draft.entry(&self.tool, &self.form())
    }

    fn cell(&self, draft: &Draft, name: &str) -> String {
        let form = self.form();
        assert!(form.position(name).is_some(), "{name} is no field");
        self.entry(draft).get(&form, name).to_owned()
    }

    /// A whole sitting through the driver.
    fn sitting<'a>(
        &self,
        draft: Draft,
        lines: impl IntoIterator<Item = &'a str>,
    ) -> (Script, Draft, Ended) {
        let mut script = Script::lines(lines);
        let mut session = self.session(draft);
        let mut saved = None;
        let ended = run(&mut session, &mut script, &mut |draft| {
            saved = Some(draft.clone());
            Ok(())
        })
        .unwrap();
        let saved = saved.unwrap();
        assert_eq!(&saved, session.draft(), "the last answer was not saved");
        (script, saved, ended)
    }

    /// What is said at each answer, given one after the other.
    fn say(&self, draft: &mut Draft, lines: &[&str]) -> String {
        let mut session = self.session(draft.clone());
        let mut said = String::new();
        for line in lines {
            let reply = session.answer(line);
            said.push_str(&reply.said.join("\n"));
            said.push('\n');
        }
        *draft = session.draft().clone();
        said
    }

    fn page(&self, draft: &Draft) -> String {
        let page = self.session(draft.clone()).page(80, 24);
        let mut lines = page.lines;
        lines.push(format!("{}[{}]", page.prompt, page.text));
        lines.join("\n")
    }

    fn at(&self, draft: &Draft) -> String {
        self.session(draft.clone()).draft().at.clone().unwrap()
    }
}

/// The facts of an open case.
const FACTS: [&str; 14] = [
    "",                // hub, as the worklist has it
    "",                // today
    "1",               // open
    "11 to 15",        // by its words
    "school",          // by their beginning
    "n",               // no disability
    "2",               // referrals
    "2",               // early help
    "early",           // by its beginning
    "3 1",             // direct work and a parenting group
    "12 January 2026", // opened
    "20/1/2026",       // first visit
    "",                // no step
    "",
];

/// Twenty-four standards that apply to an open case, from the record.
fn record() -> Vec<&'static str> {
    let mut lines = Vec::new();
    for number in 1..=26 {
        match number {
            19 | 20 => {}
            2 => lines.extend([
                "strong",
                "Moved up within a day of the second call,\nand the family knew why.",
            ]),
            5 => lines.extend([
                "/finding",
                "She said 'nobody asked me twice'.",
                "1",
                "4",
                "child",
                "",
                "y",
                "/skip",
            ]),
            6 => lines.extend(["/na an only child", "/back", "/back", "", ""]),
            9 => lines.extend(["3", "/note ask about the uncle", "- thin on detail"]),
            12 => lines.extend(["c", "", "Nobody asked about drink"]),
            _ => lines.extend(["2", ""]),
        }
    }
    lines.extend(["/go 5", "5", ""]);
    lines
}

/// The discussion, held at once, and the second reading.
const DISCUSSION: [&str; 34] = [
    "1",
    "",
    "They kept turning up.",
    "6 1",
    "",
    "",
    "declined",
    "not asked",
    "2 visits were never written up\nand one was",
    "",
    "",
    "",
    "",
    // What the parent is asked: the numbers first.
    "4",
    "declined",
    "//no idea",
    "",
    "",
    "",
    "n/a",
    "",
    "",
    "",
    "",
    // The second reading: two standards of different parts, then nothing more.
    "1 5",
    "1",
    "007 calls, all answered",
    "",
    "2",
    "=a picture that he drew",
    "rest",
    "not asked",
    "not_asked",
    "", // no more findings
];

/// The judgement, an action, the note, and the end.
const END: [&str; 13] = [
    "2",
    "",
    "Ask the school for a date",
    "",
    "",
    "Team manager",
    "28",
    "",
    "14",
    "",
    "2",
    "/done",
    "never asked for",
];

fn whole() -> Vec<&'static str> {
    let mut lines = FACTS.to_vec();
    lines.extend(record());
    lines.extend(DISCUSSION);
    lines.extend(END);
    lines
}

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

/// A draft that stands at standard 1, with the facts of a case at this stage.
fn at_the_standards(desk: &Desk, stage: &str) -> Draft {
    let mut draft = begun("EH-0412");
    let mut facts = FACTS.to_vec();
    facts[2] = stage;
    desk.say(&mut draft, &facts);
    draft
}

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

/// A draft with these answers, then Secure from the record as far as it goes.
fn nearly(desk: &Desk, first: &[&str]) -> Draft {
    let mut draft = at_the_standards(desk, "1");
    desk.say(&mut draft, first);
    nearly_from(desk, draft)
}

fn nearly_from(desk: &Desk, draft: Draft) -> Draft {
    let mut session = desk.session(draft);
    for _ in 0..200 {
        let at = session.draft().at.clone().unwrap();
        if at.ends_with(".record") {
            session.answer("2");
        } else if at.ends_with(".record.evidence") {
            session.answer("");
        } else {
            break;
        }
    }
    session.draft().clone()
}

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
fn limits_are_explained_and_gone_past_with_a_reason_only() {
    let desk = Desk::new("early-help");
    let mut draft = nearly(&desk, &["4", "Missed", "Team manager", ""]);
    desk.say(&mut draft, &["3", "Worker ill", "", "", "", "", ""]);
    assert_eq!(desk.at(&draft), "cell:overall");
    let page = desk.page(&draft);
    assert!(page.contains("Because standard 1."), "{page}");
    assert!(page.contains("at most Concern"), "{page}");
    desk.say(&mut draft, &["2"]);
    assert_eq!(desk.at(&draft), "cell:overall.override_reason");
    let said = desk.say(&mut draft, &[""]);
    assert!(
        said.contains("going past the limit needs a reason"),
        "{said}"
    );
    desk.say(&mut draft, &["/skip", "", ""]);
    let review = desk.page(&draft);
    assert!(
        review.contains("Why the judgement goes past a limit"),
        "{review}"
    );
    desk.say(&mut draft, &["1", "Put right the same day"]);
    assert_eq!(
        desk.cell(&draft, "overall.override_reason"),
        "Put right the same day"
    );
    // Within the limit the reason is out of use, and kept.
    desk.say(&mut draft, &["/go overall", "4", "It was missed"]);
    assert_eq!(desk.cell(&draft, "overall.override_reason"), "");
    assert_eq!(
        draft.cell("overall.override_reason"),
        "Put right the same day"
    );
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

#[test]
fn a_tool_with_one_reading_asks_each_standard_once() {
    let desk = Desk::new("ilacs");
    let lines = [
        "",
        "",
        "Invented county",
        "",
        "County",
        "2",
        "",
        "/na",
        "not reported",
        "1",
        "",
        "2",
        "it held",
        "3",
        "",
        "4",
        "",
        "",
        "",
        "/done",
    ];
    let (script, draft, ended) = desk.sitting(begun("80001"), lines);
    assert_eq!(ended, Ended::Finished, "{:?}", draft.at);
    assert_eq!(desk.cell(&draft, "overall_effectiveness_grade"), "n/a");
    assert_eq!(desk.cell(&draft, "help_and_protection_grade"), "Good");
    let said = script.transcript();
    assert!(
        !said.contains("from the record"),
        "one reading needs no word for it"
    );
    assert!(!said.contains("iscussion"), "there is none");
    assert!(said.contains("or, not applicable because"), "{said}");
}

#[test]
fn the_move_tool_is_recorded_too() {
    let desk = Desk::new("step-up-step-down");
    let mut session = desk.session(begun("M-1"));
    let mut ended = Next::Ask;
    for _ in 0..300 {
        let page = session.page(80, 24);
        let at = session.draft().at.clone().unwrap();
        let line = match at.as_str() {
            "cell:direction" | "cell:decision" | "cell:overall" => "2",
            "discussion" => "1",
            "review" => "/done",
            _ if page.prompt.starts_with("Level") => "2",
            _ => "",
        };
        ended = session.answer(line).next;
        if ended == Next::Finish {
            break;
        }
    }
    assert_eq!(ended, Next::Finish, "{:?}", session.draft().at);
    let draft = session.draft().clone();
    let entry = desk.entry(&draft);
    let form = desk.form();
    for standard in &desk.tool.standards {
        for reading in ["record", "discussion"] {
            let name = format!("{}.{reading}", standard.id);
            assert_eq!(entry.get(&form, &name), "Secure", "{name}");
        }
    }
}

/// Rated in the discussion alone, on a scale of numbers, with nothing else asked.
const SPARE: &str = r#"
id = "spare"
version = "1"
title = "A spare tool"
readings = ["discussion"]

[[scale]]
id = "points"

[[scale.level]]
id = "two"
label = "2"
standing = "working"

[[scale.level]]
id = "one"
label = "1"
standing = "improve"

[[scale.level]]
id = "nought"
label = "0"
standing = "not_working"

[[domain]]
id = "only"
title = "The only part"

[[standard]]
id = "seen"
domain = "only"
title = "The child was seen"
scale = "points"
escalate_at = ["nought"]

[[prompt]]
id = "why"
ask = "Why?"
kind = "improve"
"#;

#[test]
fn a_spare_tool_is_recorded_too() {
    let mut problems = Problems::default();
    let tool = case_audit::read::tool(SPARE, "spare.toml", &mut problems);
    let desk = Desk {
        tool: tool.unwrap(),
        hubs: Vec::new(),
    };
    let lines = [
        "",
        "",
        "1",
        "",
        "it took 3 weeks",
        "",
        "",
        "",
        "0",
        "",
        "Head of service",
        "",
        "",
        "",
        "/done",
    ];
    let (script, draft, ended) = desk.sitting(begun("S-1"), lines);
    assert_eq!(ended, Ended::Finished, "{}", script.transcript());
    assert_eq!(desk.cell(&draft, "hub"), "ashbrook");
    assert_eq!(
        desk.cell(&draft, "seen"),
        "0",
        "a number that is a level is no position"
    );
    assert_eq!(desk.cell(&draft, "seen.escalated_to"), "Head of service");
    assert_eq!(desk.cell(&draft, "discussion"), "held");
    assert_eq!(draft.findings[0]["kind"], "improve");
    assert_eq!(draft.findings[0]["source"], "worker");
}

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
fn ctrl_c_saves_and_leaves() {
    let desk = Desk::new("early-help");
    let mut session = desk.session(begun("EH-1"));
    let mut script = Script::new([Input::Line("2".to_owned()), Input::Interrupted]);
    let mut saves = 0;
    let ended = run(&mut session, &mut script, &mut |_| {
        saves += 1;
        Ok(())
    });
    assert_eq!(ended.unwrap(), Ended::Left);
    assert!(saves >= 2);
    assert_eq!(session.draft().cell("hub"), "Birchfield");
    assert!(
        script
            .transcript()
            .contains("Saved. You can go on at this question")
    );
}

#[test]
fn a_draft_that_cannot_be_saved_stops_the_interview() {
    let desk = Desk::new("early-help");
    let mut session = desk.session(begun("EH-1"));
    let mut script = Script::lines(["2", "", "1"]);
    let mut saves = 0;
    let ended = run(&mut session, &mut script, &mut |_| {
        saves += 1;
        if saves > 1 {
            anyhow::bail!("the disk is full")
        }
        Ok(())
    });
    assert!(ended.is_err());
    assert_eq!(
        script.left(),
        2,
        "no question is put after an answer that was not saved"
    );
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
fn a_draft_from_another_version_is_not_guessed_at() {
    let text = begun("EH-1").to_json().unwrap();
    assert!(Draft::from_json(&text).is_ok());
    assert!(Draft::from_json(&text.replace("\"schema\": 1", "\"schema\": 2")).is_err());
    assert!(Draft::from_json(&text.replace("\"case\"", "\"casee\"")).is_err());
    assert!(Draft::from_json("{").is_err());
}

#[test]
fn standards_are_gone_to_by_number_id_and_words() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    for (wanted, at) in [
        ("14", "cell:family_owns_plan.record"),
        ("child_day", "cell:child_day.record"),
        ("siblings", "cell:siblings_visible.record"),
        ("picture this child", "cell:child_day.record"),
        ("age of the child", "cell:age_band"),
        ("overall", "cell:overall"),
        ("findings", "findings"),
        ("confidence.now", "cell:confidence.now"),
    ] {
        desk.say(&mut draft, &[&format!("/go {wanted}")]);
        assert_eq!(desk.at(&draft), at, "{wanted}");
    }
    let said = desk.say(&mut draft, &["/go plan"]);
    assert!(said.contains("14. The plan is the family's own"), "{said}");
    assert!(said.contains("15. The plan makes clear"), "{said}");
    for none in ["/go 27", "/go 0", "/go xyzzy", "/go", "/go ''"] {
        let said = desk.say(&mut draft, &[none]);
        assert!(!said.trim().is_empty());
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
fn the_whole_audit_is_read_before_it_is_finished() {
    let desk = Desk::new("early-help");
    let mut lines = whole();
    let end = lines.iter().rposition(|line| *line == "/done").unwrap();
    lines.truncate(end);
    lines.push("all");
    let (script, _, _) = desk.sitting(begun("EH-0412"), lines);
    let said = script.transcript();
    insta::assert_snapshot!(said.split("Review: all").nth(1).unwrap());
}

/// Lines that move the interview, and some that nobody types.
fn any_line() -> impl Strategy<Value = String> {
    let typed = prop::sample::select(vec![
        "",
        "",
        "",
        "1",
        "2",
        "3",
        "4",
        "5",
        "y",
        "n",
        "n/a",
        "nobody",
        "declined",
        "later",
        "all",
        "rest",
        "today",
        "7/3/2026",
        "12 14",
        "secure",
        "strong",
        "concern",
        "1 5",
        "keep",
        "change",
        "Ask the school",
        "Mary Smith",
        "back",
        "quit",
        "more",
        "2/3/26",
        "/go 5 discussion",
        "/go 5 record",
        "Text from ZZ1 1ZZ",
        "2 drop",
        "/back",
        "/back",
        "/skip",
        "/na",
        "/na no need",
        "/note remember this",
        "/help",
        "/go 5",
        "/go 20",
        "/go stage",
        "/go overall",
        "/go findings",
        "/go actions",
        "/go discussion",
        "/where",
        "/finding",
        "/finding It works",
        "/action",
        "/action Do it",
        "/edit",
        "/clear",
        "/clear 1",
        "/review",
        "/done",
        "/leave",
        "/",
        "//",
        "?",
        "b",
        "/xx",
    ]);
    prop_oneof![9 => typed.prop_map(str::to_owned), 1 => any::<String>()]
}

fn texts(rows: &[Row]) -> Vec<String> {
    rows.iter()
        .filter_map(|row| row.get("text"))
        .cloned()
        .collect()
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

#[test]
fn the_review_leads_to_what_is_missing() {
    let desk = Desk::new("early-help");
    // The first fifteen ratings are passed over.
    let mut draft = at_the_standards(&desk, "1");
    desk.say(&mut draft, &["/skip"; 15]);
    let mut draft = nearly_from(&desk, draft);
    desk.say(
        &mut draft,
        &["3", "Worker ill", "", "", "", "", "", "2", "", ""],
    );
    assert_eq!(desk.at(&draft), "review");
    let review = desk.page(&draft);
    assert!(review.contains("Missing: 15"), "{review}");
    assert!(
        review.contains("and 5 more: `more` lists them all"),
        "{review}"
    );
    assert!(
        review.contains("Enter goes to the first that is missing"),
        "{review}"
    );
    // What was read out is not pushed off the screen by the review again.
    let mut session = desk.session(draft.clone());
    session.answer("more");
    assert!(session.page(80, 24).lines.len() < 5);
    session.answer("/done");
    assert!(session.page(80, 24).lines.len() > 15);
    let said = desk.say(&mut draft, &["more"]);
    assert_eq!(
        said.lines()
            .filter(|line| line.contains("it has no level yet"))
            .count(),
        15
    );
    assert!(
        said.contains(" 15  Standard 15: it has no level yet"),
        "{said}"
    );
    assert_eq!(desk.at(&draft), "review");
    // Enter after Enter, until nothing is.
    for number in 1..=15 {
        assert_eq!(desk.at(&draft), "review", "{number}");
        desk.say(&mut draft, &[""]);
        let page = desk.page(&draft);
        assert!(
            page.starts_with(&format!("Standard {number} of 26")),
            "{page}"
        );
        desk.say(&mut draft, &["2", ""]);
    }
    assert_eq!(desk.at(&draft), "review");
    let said = desk.say(&mut draft, &[""]);
    assert!(said.contains("No question is open"), "{said}");
}

#[test]
fn the_review_loses_no_words_at_any_width() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    desk.say(&mut draft, &["/skip"; 30]);
    desk.say(&mut draft, &["/review"]);
    let words = |width: usize| {
        let lines = desk.session(draft.clone()).page(width, 24).lines;
        for line in &lines {
            assert!(line.chars().count() <= width, "{line}");
        }
        let text = lines.join(" ");
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words
    };
    let wide = words(100);
    assert!(wide.len() > 100);
    assert_eq!(words(80), wide);
    assert_eq!(words(40), wide);
}

#[test]
fn one_reading_of_a_standard_is_gone_to() {
    let desk = Desk::new("early-help");
    let mut draft = nearly(&desk, &[]);
    let said = desk.say(&mut draft, &["/go 17 discussion"]);
    assert!(said.contains("once the discussion is held"), "{said}");
    assert!(draft.changed.is_empty());
    desk.say(&mut draft, &["1", "", "/go 17 discussion"]);
    assert_eq!(desk.at(&draft), "cell:reviews_change.discussion");
    let page = desk.page(&draft);
    assert!(page.starts_with("Standard 17 of 26"), "{page}");
    assert!(page.contains("From the record: Secure"), "{page}");
    desk.say(&mut draft, &["3", "They had not met", "/go 17 record"]);
    assert_eq!(desk.cell(&draft, "reviews_change.discussion"), "Developing");
    assert_eq!(desk.at(&draft), "cell:reviews_change.record");
    let said = desk.say(&mut draft, &["/go 19 discussion"]);
    assert!(said.contains("does not apply to this case"), "{said}");
    assert!(!draft.changed.contains("step_reason_clear"));
    let said = desk.say(&mut draft, &["/go 99 discussion"]);
    assert!(said.contains("they go from 1 to 26"), "{said}");
    // A tool with one reading has nothing to choose.
    let desk = Desk::new("ilacs");
    let mut draft = begun("80001");
    let said = desk.say(&mut draft, &["/go 2 discussion"]);
    assert!(said.contains("rates each standard once"), "{said}");
}

/// In this tool the file's order is not that of its domains.
#[test]
fn numbers_on_the_screen_are_those_that_are_gone_to() {
    let mut text = SPARE.replace("\"discussion\"", "\"record\"");
    for (id, domain) in [("late", "other"), ("early", "only"), ("last", "other")] {
        text.push_str(&format!(
            "\n[[standard]]\nid = \"{id}\"\ndomain = \"{domain}\"\ntitle = \"Title {id}\"\nscale = \"points\"\n"
        ));
    }
    text.push_str("\n[[domain]]\nid = \"other\"\ntitle = \"Another part\"\n");
    let mut problems = Problems::default();
    let tool = case_audit::read::tool(&text, "tool.toml", &mut problems).unwrap();
    let desk = Desk { tool, hubs: hubs() };
    let mut draft = begun("C-1");
    for (number, id) in [(1, "seen"), (2, "early"), (3, "late"), (4, "last")] {
        desk.say(&mut draft, &[&format!("/go {number}")]);
        assert_eq!(desk.at(&draft), format!("cell:{id}"));
        let page = desk.page(&draft);
        assert!(
            page.starts_with(&format!("Standard {number} of 4")),
            "{page}"
        );
        let said = desk.say(&mut draft, &["/where"]);
        assert!(
            said.contains(&format!("You are at: standard {number} of 4")),
            "{said}"
        );
    }
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Whatever is typed, nothing panics, every page fits, what was answered stays until it
    /// is answered anew or taken away, and the draft outlasts the disk.
    #[test]
    fn no_lines_lose_an_answer(
        id in prop::sample::select(vec!["early-help", "step-up-step-down", "ilacs"]),
        lines in prop::collection::vec(any_line(), 0..60),
        start in 0_usize..70,
        width in 10_usize..120,
    ) {
        let desk = Desk::new(id);
        let mut draft = begun("C-1");
        if id == "early-help" {
            desk.say(&mut draft, &whole()[..start]);
        }
        let mut session = desk.session(draft);
        for line in &lines {
            let before = session.draft().clone();
            let _ = session.page(width, 24);
            let reply = session.answer(line);
            let after = session.draft();
            prop_assert_eq!(reply.changed, before != *after);
            let at = before.at.clone().unwrap();
            let clears = line.trim_start().starts_with("/c");
            for (name, text) in &before.cells {
                let here = at.contains(name.split('.').next().unwrap());
                let kept = after.cells.get(name) == Some(text);
                // Its own question may change a cell; a note may be added to words.
                let longer = after.cells.get(name).is_some_and(|now| now.starts_with(text.as_str()));
                prop_assert!(kept || here || longer || clears, "{} lost at {} by {:?}", name, at, line);
            }
            if !clears {
                let now = texts(&after.findings);
                for text in texts(&before.findings) {
                    prop_assert!(now.contains(&text) || at.ends_with(":text"), "{} lost by {:?}", text, line);
                }
            }
            let json = after.to_json().unwrap();
            prop_assert_eq!(&Draft::from_json(&json).unwrap(), after);
            let _ = desk.entry(after);
            if reply.next == Next::Finish {
                break;
            }
        }
    }
}
