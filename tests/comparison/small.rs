//! A small tool with every kind of thing, and audits written down in a letter a reading.

use case_audit::analysis::comparison::{CaseRecords, Side};
use case_audit::model::{
    Audit, FactValue, Finding, FindingKind, Held, Hub, Mark, MeasureMark, Overall, Rating, Role,
    Round, Tool,
};

use crate::Loaded;
use crate::common::tools::tool_of;

const TOOL: &str = r#"
id = "small"
version = "1"
title = "A small tool"
readings = ["record", "discussion"]

[[scale]]
id = "practice"
[[scale.level]]
id = "strong"
label = "Strong"
standing = "working"
means = "m"
[[scale.level]]
id = "secure"
label = "Secure"
standing = "working"
means = "m"
[[scale.level]]
id = "developing"
label = "Developing"
standing = "improve"
means = "m"
[[scale.level]]
id = "unclear"
label = "Unclear"
standing = "not_evidenced"
means = "m"
[[scale.level]]
id = "concern"
label = "Concern"
standing = "not_working"
means = "m"

[[fact]]
id = "stage"
label = "Stage"
kind = "choice"
choices = [{ id = "open", label = "Open" }, { id = "stepped", label = "Stepped" }]

[[fact]]
id = "disability"
label = "Disability"
kind = "yes_no"

[[domain]]
id = "one"
title = "One"
[[domain]]
id = "two"
title = "Two"

[[standard]]
id = "a"
domain = "one"
title = "A"
scale = "practice"
[[standard]]
id = "b"
domain = "one"
title = "B"
scale = "practice"
[[standard]]
id = "c"
domain = "two"
title = "C"
scale = "practice"
applies_when = [{ fact = "stage", is = ["stepped"] }]

[overall]
scale = "practice"

[[measure]]
id = "confidence"
title = "How confident are you?"
min = 0
max = 10
better = "higher"
asked_of = "parent"

[[theme]]
id = "waiting"
title = "Waiting"

[[theme]]
id = "recording"
title = "Recording"
"#;

pub(crate) fn small_tool() -> Tool {
    tool_of(TOOL)
}

/// A level by its first letter, `n` for not applicable, `.` for nothing.
fn mark(letter: char) -> Mark {
    match letter {
        's' => Mark::Level(0),
        'e' => Mark::Level(1),
        'd' => Mark::Level(2),
        'u' => Mark::Level(3),
        'c' => Mark::Level(4),
        'n' => Mark::NotApplicable,
        _ => Mark::Blank,
    }
}

/// An audit with one word a standard (`a`, `b`, `c`): its letter, or the record's and the
/// discussion's, such as `"d se ."`.
pub(crate) fn audit(case: &str, hub: &str, marks: &str) -> Audit {
    let ratings = marks.split(' ').map(|word| {
        let mut letters = word.chars();
        Rating {
            record: letters.next().map_or(Mark::Blank, mark),
            discussion: letters.next().map_or(Mark::Blank, mark),
            ..Rating::default()
        }
    });
    Audit {
        case: case.to_owned(),
        hub: hub.to_owned(),
        auditor: "A1".to_owned(),
        role: Role::First,
        held: Held::Held,
        ratings: ratings.collect(),
        facts: vec![FactValue::Choice(1), FactValue::YesNo(false)],
        measures: vec![(MeasureMark::Blank, MeasureMark::Blank)],
        ..Audit::default()
    }
}

/// The same with an overall judgement.
pub(crate) fn judged(mut audit: Audit, letter: char) -> Audit {
    audit.overall = Overall {
        mark: mark(letter),
        override_reason: false,
    };
    audit
}

/// So many audits alike, with references of their own.
pub(crate) fn many(prefix: &str, count: usize, hub: &str, marks: &str) -> Vec<Audit> {
    let cases = (0..count).map(|number| format!("{prefix}{number}"));
    cases.map(|case| audit(&case, hub, marks)).collect()
}

/// A round of the small tool, of one numbering of cases, with the hubs Ash and Birch.
pub(crate) fn round(audits: Vec<Audit>) -> Loaded {
    let hub = |id: &str, label: &str| Hub {
        id: id.to_owned(),
        label: label.to_owned(),
        planned: None,
        was: Vec::new(),
    };
    Loaded {
        tool: small_tool(),
        round: Some(Round {
            id: "round".to_owned(),
            title: "Round".to_owned(),
            case_key: Some("service".to_owned()),
            hubs: vec![hub("ash", "Ash"), hub("birch", "Birch")],
            ..Round::default()
        }),
        audits,
        findings: Some(Vec::new()),
        actions: Some(Vec::new()),
    }
}

pub(crate) fn finding(case: &str, kind: FindingKind, themes: &[usize]) -> Finding {
    Finding {
        case: case.to_owned(),
        auditor: String::new(),
        role: Role::First,
        kind,
        themes: themes.to_vec(),
        source: None,
        standard: None,
        text: "words about a family".to_owned(),
        quote_ok: true,
    }
}

/// A side without a round, as one spreadsheet gives it.
pub(crate) fn sheet(loaded: &Loaded) -> Side<'_> {
    let mut cases = CaseRecords::new(&loaded.tool);
    for audit in &loaded.audits {
        cases.add(audit);
    }
    Side {
        tool: &loaded.tool,
        round: None,
        cases,
        findings: None,
        actions: None,
    }
}
