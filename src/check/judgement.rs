//! The overall judgement against the tool's caps.
//!
//! It must not know how often caps act in the round.

use super::rows::place_of;
use crate::diagnostics::{Code, Problem, Problems};
use crate::model::{Audit, Cap, Form, Limit, Tool};
use crate::read::form::HeldRow;

/// Checks the judgement of one audit.
pub(super) fn check(
    tool: &Tool,
    form: &Form,
    audit: &Audit,
    row: &HeldRow<'_>,
    problems: &mut Problems,
) {
    let Some(overall) = &tool.overall else { return };
    let passed = |cap: &&Cap| cap.limit(tool, audit) == Limit::Passed;
    let mut passed = overall.caps.iter().filter(passed).peekable();
    if audit.overall.override_reason {
        if passed.peek().is_none() {
            problems.push(Problem::note(
                Code::IdleReason,
                place_of(form, row, "overall.override_reason"),
                "a reason for going past a limit, and the judgement goes past none",
            ));
        }
        return;
    }
    for cap in passed {
        let standard = tool.standards.get(cap.standard);
        let level = |level: u8| {
            let level = tool.overall_scale().and_then(|scale| scale.level(level));
            level.map_or("", |level| level.label.as_str())
        };
        let at = standard.and_then(|standard| {
            let last = audit.ratings.get(cap.standard)?.last();
            let crate::model::Mark::Level(at) = last else {
                return None;
            };
            tool.scale_of(standard)?.level(at)
        });
        let message = format!(
            "the judgement goes past `{}`, the best that is left where `{}` is at `{}`, without a reason",
            level(cap.at_most),
            standard.map_or("", |standard| standard.title.as_str()),
            at.map_or("", |level| level.label.as_str()),
        );
        problems.push(
            Problem::error(Code::CapPassed, place_of(form, row, "overall"), message)
                .hint("write the reason in `overall.override_reason`, or think the judgement over"),
        );
    }
}
