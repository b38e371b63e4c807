//! The history of a round: what a row said before it was changed.
//!
//! It must not know why a row is changed.

use super::table::Table;
use crate::diagnostics::Detector;
use crate::model::TableName;

/// The columns of `history.csv`.
pub const COLUMNS: [&str; 8] = [
    "when", "who", "file", "key", "field", "before", "after", "reason",
];

/// What stands between the parts of a row's key. The case stands first.
pub(super) const BETWEEN: &str = " / ";

/// Is a row of the history about a case, by its key? A case's own reference may hold what
/// stands between the parts.
pub(super) fn is_of(key: &str, case: &str) -> bool {
    let rest = key.strip_prefix(case);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(BETWEEN))
}

/// When a change is made, by whom and why: the same for all rows of one change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moment {
    /// The day, and the time where it is known: `2026-03-02` or `2026-03-02T10:30:00`.
    pub when: String,
    /// The code of whoever makes it.
    pub who: String,
    /// Why.
    pub reason: String,
}

/// Adds what changed in one cell. Text that looks like personal data is not kept.
pub(super) fn row(
    history: &mut Table,
    moment: &Moment,
    detector: &Detector,
    (table, key, field): (TableName, &str, &str),
    before: &str,
    after: &str,
) {
    let kept = |text: &str| detector.redact(text);
    history.push_named(&[
        ("when", &moment.when),
        ("who", &moment.who),
        ("file", table.file()),
        ("key", key),
        ("field", field),
        ("before", &kept(before)),
        ("after", &kept(after)),
        ("reason", &kept(&moment.reason)),
    ]);
}

/// Adds what was done to the round as a whole.
pub(super) fn note(
    history: &mut Table,
    moment: &Moment,
    detector: &Detector,
    field: &str,
    before: &str,
) {
    history.push_named(&[
        ("when", &moment.when),
        ("who", &moment.who),
        ("field", field),
        ("before", before),
        ("reason", &detector.redact(&moment.reason)),
    ]);
}
