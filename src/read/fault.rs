//! What is wrong with a cell, in words, before its place is known.
//!
//! It must not know which column the cell stands in, or how it was read.

use crate::diagnostics::{Code, Place, Problem, nearest, quote};
use crate::read::sheet::Row;

/// What is wrong with a cell, before its place is known.
///
/// In a box: a million cells are sound, and carry no room for what could be wrong.
pub(in crate::read) struct Fault(Box<Wrong>);

struct Wrong {
    code: Code,
    message: String,
    hint: Option<String>,
}

impl Fault {
    pub(in crate::read) fn new(code: Code, message: String) -> Self {
        Self(Box::new(Wrong {
            code,
            message,
            hint: None,
        }))
    }

    pub(in crate::read) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    pub(in crate::read) fn spoilt(cell: &str) -> Self {
        Self::new(
            Code::SpoiltCell,
            format!(
                "the spreadsheet program has put {} here in place of what was typed",
                quote(cell)
            ),
        )
        .hint("type it again in a cell that is formatted as text")
    }

    /// Something that is on no list, with the nearest that is.
    pub(in crate::read) fn unknown(code: Code, cell: &str, what: &str, shown: &[String]) -> Self {
        let hint = nearest(cell, shown.iter().map(String::as_str)).unwrap_or_else(|| {
            let mut listed: Vec<&str> = shown.iter().take(12).map(String::as_str).collect();
            if shown.len() > 12 {
                listed.push("…");
            }
            format!("it may be one of: {}", listed.join(", "))
        });
        Self::new(code, format!("{} is not {what}", quote(cell))).hint(hint)
    }

    pub(in crate::read) fn at(self, row: &Row<'_>, column: usize) -> Problem {
        self.at_place(row.place(Some(column)))
    }

    pub(in crate::read) fn at_place(self, place: Place) -> Problem {
        let wrong = *self.0;
        Problem::error(wrong.code, place, wrong.message).maybe_hint(wrong.hint)
    }

    /// Text that is no day.
    pub(in crate::read) fn day(text: &str) -> Self {
        Self::new(Code::BadDate, format!("{} is not a day", quote(text)))
            .hint("write it as 2026-03-02 or 02/03/2026, with all four digits of the year")
    }

    /// Text that is no number.
    pub(in crate::read) fn number(text: &str) -> Self {
        Self::new(Code::BadNumber, format!("{} is not a number", quote(text)))
            .hint("write it in digits, such as 3 or 2.5")
    }

    /// Text that is no value of a measure.
    pub(in crate::read) fn measure(text: &str, min: f64, max: f64) -> Self {
        let message = format!("{} is not a number from {min} to {max}", quote(text));
        Self::new(Code::BadNumber, message).hint("write the number, `declined` or `not_asked`")
    }
}
