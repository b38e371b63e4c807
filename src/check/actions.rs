//! Actions: what they are for, and whether their closing can be followed.
//!
//! It must not know today, so nothing is overdue here.

use super::alike::{Of, References};
use super::audits::Audited;
use super::rows::{Walk, place_of, walk};
use super::worklist::Listed;
use super::{Files, Ground};
use crate::diagnostics::{Code, Problem, Problems};
use crate::model::{Form, TableName};
use crate::read::form::HeldRow;

/// Checks the actions.
pub(super) fn check(
    ground: &Ground<'_>,
    listed: &Listed,
    audited: &Audited,
    files: &mut Files<'_>,
    references: &mut References,
    problems: &mut Problems,
) -> anyhow::Result<()> {
    let table = TableName::Actions;
    let form = ground.forms.form(table);
    let walked = walk(
        ground,
        table,
        files,
        problems,
        References::default,
        |walk, row| {
            let Walk {
                state: references,
                problems,
                ..
            } = walk;
            let case = row.entry.get(form, "case");
            let place = || place_of(form, row, "case");
            references.take(Of::Case, case, place);
            let known = audited.has(case) || listed.has(case);
            if audited.known && !case.is_empty() && !known {
                problems.push(
                    Problem::warning(
                        Code::UnknownCase,
                        place(),
                        "an action on a case that the round does not have",
                    )
                    .hint("is the reference right?"),
                );
            }
            aimed(form, row, problems);
            closing(form, row, problems);
        },
    )?;
    if let Some(taken) = walked {
        references.merge(taken);
    }
    Ok(())
}

/// An action for a case names the case, one for a hub the hub.
fn aimed(form: &Form, row: &HeldRow<'_>, problems: &mut Problems) {
    for level in ["case", "hub"] {
        let blank = form.position(level).is_none_or(|field| row.is_blank(field));
        if row.entry.get(form, "level") == level && blank {
            let message = format!("an action for a {level}, and it does not say which");
            problems.push(Problem::error(
                Code::MissingValue,
                place_of(form, row, level),
                message,
            ));
        }
    }
}

/// What is done says when and by what it is known; what has such a day is closed.
fn closing(form: &Form, row: &HeldRow<'_>, problems: &mut Problems) {
    let blank = |name: &str| form.position(name).is_none_or(|field| row.is_blank(field));
    let mut tell = |name: &str, message: &str, hint: &str| {
        problems.push(
            Problem::warning(Code::ClosingUnclear, place_of(form, row, name), message).hint(hint),
        );
    };
    match row.entry.get(form, "status") {
        "done" => {
            if blank("closing_evidence") {
                tell(
                    "closing_evidence",
                    "done, and nothing says what shows it",
                    "write down what somebody else could look at",
                );
            }
            if blank("closed_on") {
                tell(
                    "closed_on",
                    "done, and there is no day of it",
                    "write the day on which it was closed",
                );
            }
        }
        "" | "open" if !blank("closed_on") => tell(
            "status",
            "there is a day on which it was closed, and it is open",
            "write `done` or `not_done`, or take the day out",
        ),
        _ => {}
    }
}
