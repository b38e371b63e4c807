//! Whether what an audit says of its discussion fits together.
//!
//! It must not know what was said in it.

use super::ratings::{Layout, listed};
use super::rows::place_of;
use crate::diagnostics::{Code, Problem, Problems};
use crate::model::{Audit, Form, Held, Mark, Reading, Tool};
use crate::read::form;

/// Tells once of columns without which no audit can say what it should of its discussion.
pub(super) fn columns(tool: &Tool, form: &Form, held: &form::Held<'_>, problems: &mut Problems) {
    if !tool.readings.contains(&Reading::Discussion) {
        return;
    }
    for (name, what) in [
        ("discussion", "whether a discussion was held"),
        ("discussed_on", "when a discussion was held"),
    ] {
        let there = form.position(name).is_some_and(|field| held.present(field));
        if !there {
            let message = format!("there is no column `{name}`, so no audit says {what}");
            let place = held.header_place();
            problems.push(Problem::warning(Code::MissingColumn, place, message));
        }
    }
}

/// Checks the discussion of one audit.
pub(super) fn check(
    tool: &Tool,
    form: &Form,
    layout: &Layout,
    held: &form::Held<'_>,
    audit: &Audit,
    row: &form::HeldRow<'_>,
    problems: &mut Problems,
) {
    let present = |name: &str| form.position(name).is_some_and(|field| held.present(field));
    let blank = |name: &str| form.position(name).is_none_or(|field| row.is_blank(field));
    let place = |name: &str| place_of(form, row, name);
    let unclear = |name: &str, message: String| {
        Problem::warning(Code::DiscussionUnclear, place(name), message)
    };
    let rated = || {
        let ratings = audit.ratings.iter();
        ratings
            .filter(|rating| rating.discussion != Mark::Blank)
            .count()
    };
    match audit.held {
        Held::Held => {
            if blank("discussed_on") && present("discussed_on") {
                problems.push(unclear(
                    "discussed_on",
                    "the discussion was held, and there is no day of it".to_owned(),
                ));
            }
            left_blank(tool, form, layout, held, audit, row, problems);
        }
        Held::NotHeld => {
            if blank("discussion.reason") {
                problems.push(
                    Problem::error(
                        Code::MissingReason,
                        place("discussion.reason"),
                        "the discussion was not held, without a reason",
                    )
                    .hint("say in `discussion.reason` why it was not"),
                );
            }
            if !blank("discussed_on") {
                let message = "the discussion was not held, and there is a day of it".to_owned();
                problems.push(unclear("discussed_on", message));
            }
            // A tool whose only reading is the discussion rates there all the same.
            if tool.rates_twice() && rated() > 0 {
                let message = format!(
                    "the discussion was not held, and {} standards are rated after it",
                    rated()
                );
                problems.push(unclear("discussion", message));
            }
        }
        Held::Unsaid => {
            // A cell that cannot be read was told already.
            if present("discussion") && blank("discussion") {
                problems.push(
                    unclear(
                        "discussion",
                        "it is not said whether the discussion was held".to_owned(),
                    )
                    .hint("write `held`, or `not_held` with a reason"),
                );
            }
        }
    }
}

/// Standards that were rated from the record and left blank in a discussion that was held.
fn left_blank(
    tool: &Tool,
    form: &Form,
    layout: &Layout,
    held: &form::Held<'_>,
    audit: &Audit,
    row: &form::HeldRow<'_>,
    problems: &mut Problems,
) {
    let mut left = Vec::new();
    let standards = tool.standards.iter().zip(&layout.standards);
    for ((standard, cells), rating) in standards.zip(&audit.ratings) {
        let discussed = cells
            .readings
            .iter()
            .find(|(r, ..)| *r == Reading::Discussion);
        let there = discussed.is_some_and(|&(_, at, _)| held.present(at) && row.is_blank(at));
        if there && rating.record != Mark::Blank && standard.applies(&audit.facts) {
            left.push(standard.title.as_str());
        }
    }
    if !left.is_empty() {
        let message = format!(
            "rated from the record and left blank after a discussion that was held: {}",
            listed(&left)
        );
        problems.push(
            Problem::warning(
                Code::DiscussionUnclear,
                place_of(form, row, "discussion"),
                message,
            )
            .hint("where the discussion changed nothing, write the same level again"),
        );
    }
}
