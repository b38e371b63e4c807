//! What is wrong with a cell, in words, before its place is known.
//!
//! It must not know which column the cell stands in, or how it was read.

use crate::diagnostics::{Code, Problem, nearest, quote};
use crate::read::sheet::Row;

/// What is wrong with a cell, before its place is known.
///
/// In a box: a million cells are sound, and carry no room for what could be wrong.
pub(super) struct Fault(Box<Wrong>);

struct Wrong {
    code: Code,
    message: String,
    hint: Option<String>,
}

impl Fault {
    pub(super) fn new(code: Code, message: String) -> Self {
        Self(Box::new(Wrong {
            code,
            message,
            hint: None,
        }))
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    pub(super) fn spoilt(cell: &str) -> Self {
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
    pub(super) fn unknown(code: Code, cell: &str, what: &str, shown: &[String]) -> Self {
        let hint = nearest(cell, shown.iter().map(String::as_str)).unwrap_or_else(|| {
            let mut listed: Vec<&str> = shown.iter().take(12).map(String::as_str).collect();
            if shown.len() > 12 {
                listed.push("…");
            }
            format!("it may be one of: {}", listed.join(", "))
        });
        Self::new(code, format!("{} is not {what}", quote(cell))).hint(hint)
    }

    pub(super) fn at(self, row: &Row<'_>, column: usize) -> Problem {
        let wrong = *self.0;
        Problem::error(wrong.code, row.place(Some(column)), wrong.message).maybe_hint(wrong.hint)
    }
}
