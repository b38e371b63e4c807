//! The interview, led by a script of answers: what an auditor reads, and what is recorded.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod changed;
mod doubts;
mod going;
mod laws;
mod leaving;
mod review;
mod screen;
mod start_to_end;
mod told;
mod tools;
mod words;

use case_audit::diagnostics::Problems;
use case_audit::interview::console::Script;
use case_audit::interview::{Ended, Session, Setting, run};
use case_audit::model::{Date, Entry, Form, Hub, Tool};
use case_audit::read::open_tool;
use case_audit::store::draft::Draft;

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

/// A draft that stands at standard 1, with the facts of a case at this stage.
fn at_the_standards(desk: &Desk, stage: &str) -> Draft {
    let mut draft = begun("EH-0412");
    let mut facts = FACTS.to_vec();
    facts[2] = stage;
    desk.say(&mut draft, &facts);
    draft
}
