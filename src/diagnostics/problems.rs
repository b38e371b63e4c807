//! All problems of a run: the first ones by place, and how many there were of each kind.
//!
//! It exists so that a file of a million broken rows needs no more memory than a file of a
//! hundred, and so that files read in parallel report the same problems as files read in
//! one piece. It must not know how problems are shown.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Code, Detector, Problem, Severity};

/// How many problems of one severity are kept and shown; the rest are counted.
pub const SHOWN: usize = 50;

/// Problems of one severity.
#[derive(Debug, Clone, Default)]
struct Shelf {
    /// The first by place, at most `2 * SHOWN` while collecting.
    first: Vec<Problem>,
    counts: BTreeMap<Code, u64>,
}

impl Shelf {
    fn push(&mut self, problem: Problem) {
        *self.counts.entry(problem.code).or_insert(0) += 1;
        self.first.push(problem);
        if self.first.len() >= 2 * SHOWN {
            self.shrink();
        }
    }

    /// The first by place, at most [`SHOWN`].
    fn sorted(&self) -> Vec<&Problem> {
        let mut first: Vec<&Problem> = self.first.iter().collect();
        first.sort_by(|a, b| order(a, b));
        first.truncate(SHOWN);
        first
    }

    fn shrink(&mut self) {
        self.first.sort_by(order);
        self.first.truncate(SHOWN);
    }

    fn merge(&mut self, other: Self) {
        for (code, count) in other.counts {
            *self.counts.entry(code).or_insert(0) += count;
        }
        self.first.extend(other.first);
        if self.first.len() >= 2 * SHOWN {
            self.shrink();
        }
    }
}

/// A message with `this text` for whatever it quotes that looks like personal data.
fn discreet(message: &str, detector: &Detector) -> String {
    let mut out = String::new();
    for (at, part) in message.split('`').enumerate() {
        let quoted = at % 2 == 1;
        if quoted && detector.looks_personal(part) {
            out.push_str("this text");
        } else if quoted {
            out.push('`');
            out.push_str(part);
            out.push('`');
        } else {
            out.push_str(part);
        }
    }
    out
}

/// By place, what is urgent before all else.
fn order(a: &Problem, b: &Problem) -> Ordering {
    let urgent = |problem: &Problem| problem.code.is_urgent();
    urgent(b).cmp(&urgent(a)).then_with(|| a.cmp(b))
}

/// Collections are equal where they show the same, in whatever order they were filled.
impl PartialEq for Shelf {
    fn eq(&self, other: &Self) -> bool {
        self.counts == other.counts && self.sorted() == other.sorted()
    }
}
impl Eq for Shelf {}

/// A mergeable collection of problems: errors, warnings and notes apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    errors: Shelf,
    warnings: Shelf,
    notes: Shelf,
}

impl Problems {
    /// No problems.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.shelf_mut(problem.severity).push(problem);
    }

    /// Adds those of another collection: the same as if all had been pushed into one.
    pub fn merge(&mut self, other: Self) {
        self.errors.merge(other.errors);
        self.warnings.merge(other.warnings);
        self.notes.merge(other.notes);
    }

    /// Are there errors?
    pub fn has_errors(&self) -> bool {
        !self.errors.counts.is_empty()
    }

    /// Is there anything at all, notes included?
    pub fn is_empty(&self) -> bool {
        [&self.errors, &self.warnings, &self.notes]
            .iter()
            .all(|shelf| shelf.counts.is_empty())
    }

    /// The first problems of one severity by place, at most [`SHOWN`].
    pub fn first(&self, severity: Severity) -> Vec<&Problem> {
        self.shelf(severity).sorted()
    }

    /// How many problems of one severity there are in all.
    pub fn count(&self, severity: Severity) -> u64 {
        self.shelf(severity).counts.values().sum()
    }

    /// How many problems of each kind are not among the first.
    pub fn rest(&self, severity: Severity) -> BTreeMap<Code, u64> {
        let mut rest = self.shelf(severity).counts.clone();
        for problem in self.first(severity) {
            if let Some(count) = rest.get_mut(&problem.code) {
                *count -= 1;
            }
        }
        rest.retain(|_, count| *count > 0);
        rest
    }

    /// The same problems with nothing quoted that looks like personal data to a detector:
    /// one that knows the names which a round is to be free of.
    #[must_use]
    pub fn discreet(mut self, detector: &Detector) -> Self {
        for shelf in [&mut self.errors, &mut self.warnings, &mut self.notes] {
            for problem in &mut shelf.first {
                problem.message = discreet(&problem.message, detector);
                problem.hint = problem.hint.take().map(|hint| discreet(&hint, detector));
            }
        }
        self
    }

    /// The same problems without the notes: used where what was assumed is our own doing.
    #[must_use]
    pub fn without_notes(mut self) -> Self {
        self.notes = Shelf::default();
        self
    }

    /// The same problems with every error made a warning: used where the user asked to go
    /// on without the data that is broken.
    #[must_use]
    pub fn errors_as_warnings(mut self) -> Self {
        let mut errors = std::mem::take(&mut self.errors);
        for problem in &mut errors.first {
            problem.severity = Severity::Warning;
        }
        self.warnings.merge(errors);
        self
    }

    fn shelf(&self, severity: Severity) -> &Shelf {
        match severity {
            Severity::Error => &self.errors,
            Severity::Warning => &self.warnings,
            Severity::Note => &self.notes,
        }
    }

    fn shelf_mut(&mut self, severity: Severity) -> &mut Shelf {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_listed_are_not_repeated() {
        let detector = Detector::new(["Zebedee Quux"]);
        let message = "`Zebedee Quux` is not a hub of this round";
        assert_eq!(
            discreet(message, &detector),
            "this text is not a hub of this round"
        );
        assert_eq!(
            discreet("`stong` is no level", &detector),
            "`stong` is no level"
        );
    }
    use crate::diagnostics::Place;

    fn at(row: u64) -> Problem {
        let place = Place::Row {
            file: "a.csv".into(),
            row,
            column: None,
        };
        Problem::error(Code::UnknownLevel, place, "no such level")
    }

    #[test]
    fn the_first_by_place_are_kept_whatever_order_they_come_in() {
        let mut down = Problems::new();
        let mut left = Problems::new();
        let mut right = Problems::new();
        for row in (1..=1_000).rev() {
            down.push(at(row));
            if row % 3 == 0 {
                left.push(at(row));
            } else {
                right.push(at(row));
            }
        }
        left.merge(right);
        let rows: Vec<String> = down
            .first(Severity::Error)
            .iter()
            .map(|p| p.place.to_string())
            .collect();
        assert_eq!(rows.len(), SHOWN);
        assert_eq!(rows[0], "a.csv: row 1");
        assert_eq!(rows[49], "a.csv: row 50");
        assert_eq!(down.first(Severity::Error), left.first(Severity::Error));
        assert_eq!(down.rest(Severity::Error), left.rest(Severity::Error));
        assert_eq!(
            down.rest(Severity::Error).get(&Code::UnknownLevel),
            Some(&950)
        );
        assert_eq!(down.count(Severity::Error), 1_000);
    }
}
