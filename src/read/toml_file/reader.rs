//! Problems of one file, placed, with what is known to be lost from it.
//!
//! It must not know which keys there are.

use super::{Lines, Text};
use crate::diagnostics::{Code, Problem, Problems, nearest};

/// How many hints are looked for: problems past those that are shown need none.
const HINTS: usize = 500;

/// How many names are compared for a hint, and how many are listed in one.
const COMPARED: usize = 1_000;
const LISTED: usize = 8;

/// Keys that make names for others to refer to; none at all for what is no key.
const LISTED_BY: [&str; 6] = ["id", "choices", "level", "readings", "escalate_at", ""];

/// What broken statements took with them: nobody is told that a key is missing where the
/// line that sets it is broken and was reported already.
#[derive(Debug, Default)]
pub(in crate::read) struct Lost {
    /// Is there a heading among them?
    pub(super) heading: bool,
    /// Keys, each with its place.
    pub(super) keys: Vec<(usize, String)>,
    /// Where headings stand; known only where something is lost.
    pub(super) headings: Vec<usize>,
}

/// Adds problems of one file.
#[derive(Debug)]
pub(in crate::read) struct Reader<'a> {
    lines: Lines<'a>,
    lost: Lost,
    hints: usize,
    problems: &'a mut Problems,
}

impl<'a> Reader<'a> {
    pub(super) fn new(lines: Lines<'a>, lost: Lost, problems: &'a mut Problems) -> Self {
        Self {
            lines,
            lost,
            hints: HINTS,
            problems,
        }
    }

    /// An error at a byte's position.
    pub(in crate::read) fn error(
        &mut self,
        code: Code,
        at: usize,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let place = self.lines.place(at);
        self.problems
            .push(Problem::error(code, place, message).maybe_hint(hint));
    }

    /// A warning at a byte's position.
    pub(in crate::read) fn warning(
        &mut self,
        code: Code,
        at: usize,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let place = self.lines.place(at);
        self.problems
            .push(Problem::warning(code, place, message).maybe_hint(hint));
    }

    /// An error of the file as a whole.
    pub(in crate::read) fn error_in_file(
        &mut self,
        code: Code,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let place = self.lines.file();
        self.problems
            .push(Problem::error(code, place, message).maybe_hint(hint));
    }

    /// The line of a byte's position, from 1.
    pub(in crate::read) fn line(&self, at: usize) -> usize {
        self.lines.line(at)
    }

    /// Is the statement that sets this key of an entry broken?
    pub(super) fn has_lost(&self, entry_at: usize, key: &str) -> bool {
        let end = self.lost.headings.iter().find(|at| **at > entry_at);
        self.lost
            .keys
            .iter()
            .any(|(at, lost)| lost == key && *at >= entry_at && end.is_none_or(|end| at < end))
    }

    /// Is everything there that others may refer to?
    pub(in crate::read) fn is_whole(&self) -> bool {
        !self.lost.heading
            && !self
                .lost
                .keys
                .iter()
                .any(|(_, key)| LISTED_BY.contains(&key.as_str()))
    }

    /// "did you mean …?", where one of the names may have been meant.
    pub(in crate::read) fn near<'n>(
        &mut self,
        typed: &str,
        names: impl Iterator<Item = &'n str>,
    ) -> Option<String> {
        self.hints = self.hints.checked_sub(1)?;
        nearest(typed, names.take(COMPARED))
    }

    /// Says that something referred to is not there, with the nearest of what is.
    pub(in crate::read) fn unknown<'n>(
        &mut self,
        wanted: &Text,
        message: String,
        there_are: impl Iterator<Item = &'n str> + Clone,
    ) {
        if self.is_whole() {
            let hint = self
                .near(&wanted.value, there_are.clone())
                .or_else(|| listed(there_are));
            self.error(Code::UnknownReference, wanted.at, message, hint);
        }
    }
}

/// The names that there are, where they are few.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> Option<String> {
    let names: Vec<&str> = names.take(LISTED + 1).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("there is only `{one}`")),
        many if many.len() > LISTED => None,
        many => Some(format!("there are `{}`", many.join("`, `"))),
    }
}
