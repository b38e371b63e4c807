//! Other tools than the largest.

use crate::{Desk, begun};
use case_audit::diagnostics::Problems;
use case_audit::interview::{Ended, Next};

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
pub(crate) const SPARE: &str = r#"
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
