//! Days that do not lie within the round.
//!
//! It must not know today: what is overdue is not for a check to say.

use super::rows::place_of;
use crate::diagnostics::{Code, Problem, Problems};
use crate::model::{Audit, Form, Round};
use crate::read::form::HeldRow;

/// Checks the day of one audit.
pub(super) fn check(
    round: &Round,
    form: &Form,
    audit: &Audit,
    row: &HeldRow<'_>,
    problems: &mut Problems,
) {
    let Some(day) = audit.audited_on else { return };
    let before = round.from.filter(|from| day < *from);
    let after = round.to.filter(|to| day > *to);
    let message = match (before, after) {
        (Some(from), _) => format!("audited on {day}, before the round begins on {from}"),
        (None, Some(to)) => format!("audited on {day}, after the round ends on {to}"),
        (None, None) => return,
    };
    problems.push(
        Problem::warning(
            Code::OutsideRound,
            place_of(form, row, "audited_on"),
            message,
        )
        .hint("is it the day of the audit, and of this round?"),
    );
}
