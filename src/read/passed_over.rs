//! Columns that nobody knows: they are passed over, and that is said.
//!
//! It must not know what the known ones hold.

use super::sheet::HeaderCell;
use crate::diagnostics::{Code, Place, Problem, letters, nearest, quotable, quote};

/// How many are named; the rest are counted.
const LISTED: usize = 12;

/// What is said of columns that are none of those that `whose` knows; nothing where there is
/// none. `known` are the names that may have been meant. With `by_letter` they are named by
/// their letters, since a header that may be a row of data is not to be repeated.
pub(super) fn passed_over<'k, K: Iterator<Item = &'k str>>(
    unknown: &[&HeaderCell],
    whose: &str,
    known: impl Fn() -> K,
    by_letter: bool,
    place: Place,
) -> Option<Problem> {
    if unknown.is_empty() {
        return None;
    }
    let near = unknown.iter().find_map(|cell| {
        let hint = nearest(&cell.name, known())?;
        Some(format!("{}: {hint}", quote(&cell.name)))
    });
    let names: Vec<String> = unknown
        .iter()
        .map(|cell| {
            if !by_letter && quotable(&cell.name) {
                quote(&cell.name)
            } else {
                format!("column {}", letters(cell.index))
            }
        })
        .collect();
    let message = format!(
        "columns that {whose} does not know were passed over: {}",
        listed(&names)
    );
    Some(Problem::note(Code::UnknownColumn, place, message).maybe_hint(near))
}

/// The first names; the rest are counted.
pub(super) fn listed(names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(LISTED).cloned().collect();
    if let Some(rest) = names.len().checked_sub(LISTED).filter(|rest| *rest > 0) {
        shown.push(format!("and {rest} more"));
    }
    shown.join(", ")
}
