//! What changed between two tools: what is compared, what is not, and how it is told.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test stops at what it did not expect"
)]

#[path = "../common/mod.rs"]
mod common;

mod beside;
mod command;
mod laws;
mod scales;
mod standards;
mod told;

use crate::common::tools::tool_of;
use case_audit::analysis::comparison::tool::{StandardChange, StandardChangeKind as Kind};
use case_audit::analysis::comparison::{ToolChange, tool_change};

const TOOL: &str = r#"
id = "small"
version = "1"
title = "Small audit"
readings = ["record", "discussion"]

[[scale]]
id = "practice"
[[scale.level]]
id = "strong"
label = "Strong"
standing = "working"
means = "Worth showing others"
[[scale.level]]
id = "developing"
label = "Developing"
standing = "improve"
[[scale.level]]
id = "concern"
label = "Concern"
standing = "not_working"
[[scale.level]]
id = "not_evidenced"
label = "Not evidenced"
standing = "not_evidenced"

[[fact]]
id = "stage"
label = "Where the case stands"
kind = "choice"
choices = [{ id = "open", label = "Open" }, { id = "closed", label = "Closed" }]

[[fact]]
id = "agreed"
label = "Step-down agreed"
kind = "date"
[[fact]]
id = "visited"
label = "First visit"
kind = "date"

[[duration]]
id = "wait"
title = "Agreed to first visit"
from = "agreed"
to = "visited"
within = 10

[[domain]]
id = "voice"
title = "Child's voice"
[[domain]]
id = "together"
title = "Working together"

[[standard]]
id = "child_day"
domain = "voice"
title = "A reader can picture this child's day"
scale = "practice"
looks_like = ["Strong: it is told hour by hour", "Concern: it is not told"]
ask = "What is a Tuesday like?"

[[standard]]
id = "harm"
domain = "together"
title = "Worries about harm are acted on"
scale = "practice"
escalate_at = ["concern"]

[[standard]]
id = "handover"
domain = "together"
title = "The handover leaves no gap"
scale = "practice"
applies_when = [{ fact = "stage", is = ["closed"] }]

[overall]
scale = "practice"
[[overall.cap]]
standard = "harm"
when = ["concern"]
overall_at_most = "concern"

[[measure]]
id = "confidence"
title = "How confident are you?"
min = 0
max = 10
better = "higher"
asked_of = "parent"

[[prompt]]
id = "proudest"
ask = "What are you proudest of here?"
kind = "working"

[[theme]]
id = "step_down"
title = "Stepping down"
"#;

/// The tool with some of its text replaced, all of which is there.
fn with(changes: &[(&str, &str)]) -> String {
    let mut text = TOOL.to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    text
}

fn change(changes: &[(&str, &str)]) -> ToolChange {
    tool_change(&tool_of(TOOL), &tool_of(&with(changes)), false)
}

/// A standard by its id in either tool.
fn standard<'c>(change: &'c ToolChange, id: &str) -> &'c StandardChange {
    let has = |info: &Option<case_audit::analysis::comparison::tool::StandardInfo>| {
        info.as_ref().is_some_and(|info| info.id == id)
    };
    let mut found = change.standards.iter();
    found
        .find(|one| has(&one.later) || has(&one.earlier))
        .unwrap()
}

fn kinds(change: &ToolChange, id: &str) -> Vec<Kind> {
    standard(change, id).kinds.clone()
}
