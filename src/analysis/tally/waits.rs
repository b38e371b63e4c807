//! Counts of days between two dates, and of two choice facts against each other.
//!
//! They are apart from all other counts so that they can be kept of many groups at little
//! cost. It must not know what any fact is about.

use super::Histogram;
use crate::model::{Audit, FactValue, Tool};

/// Durations between two dates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DurationCounts {
    /// Days, where both dates are there and in order.
    pub days: Histogram,
    /// The later date stands before the earlier one.
    pub reversed: u64,
    /// One date of the two is blank.
    pub one_date: u64,
}

/// Waits and levels of one group of cases.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WaitCounts {
    /// By duration.
    pub durations: Vec<DurationCounts>,
    /// Two choice facts against each other, row by row; a blank is the last choice.
    pub cross: Vec<u64>,
}

impl WaitCounts {
    /// Nothing yet.
    pub fn new(tool: &Tool, cross: Option<(usize, usize)>) -> Self {
        Self {
            durations: vec![DurationCounts::default(); tool.durations.len()],
            cross: cross.map_or_else(Vec::new, |pair| {
                let (rows, columns) = cross_size(tool, pair);
                vec![0; rows * columns]
            }),
        }
    }

    /// Adds an audit.
    pub(in crate::analysis) fn add(
        &mut self,
        tool: &Tool,
        cross: Option<(usize, usize)>,
        audit: &Audit,
    ) {
        self.add_durations(tool, audit);
        if let Some(pair) = cross {
            let (rows, columns) = cross_size(tool, pair);
            let row = chosen(audit, pair.0).unwrap_or(rows - 1);
            let column = chosen(audit, pair.1).unwrap_or(columns - 1);
            if let Some(count) = self.cross.get_mut(row * columns + column) {
                *count += 1;
            }
        }
    }

    fn add_durations(&mut self, tool: &Tool, audit: &Audit) {
        for (duration, counts) in tool.durations.iter().zip(&mut self.durations) {
            let day = |position: usize| match audit.facts.get(position) {
                Some(FactValue::Date(day)) => Some(*day),
                _ => None,
            };
            match (day(duration.from), day(duration.to)) {
                (Some(from), Some(to)) if from <= to => {
                    counts.days.add(f64::from((to - from).get_days()));
                }
                (Some(_), Some(_)) => counts.reversed += 1,
                (Some(_), None) | (None, Some(_)) => counts.one_date += 1,
                (None, None) => {}
            }
        }
    }

    /// Adds the counts of another part.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.durations.iter_mut().zip(&other.durations) {
            mine.days.merge(&theirs.days);
            mine.reversed += theirs.reversed;
            mine.one_date += theirs.one_date;
        }
        for (mine, theirs) in self.cross.iter_mut().zip(&other.cross) {
            *mine += theirs;
        }
    }
}

/// Rows and columns of two choice facts against each other, each with one for blank.
pub(crate) fn cross_size(tool: &Tool, pair: (usize, usize)) -> (usize, usize) {
    let size = |fact: usize| {
        tool.facts
            .get(fact)
            .map_or(1, |fact| fact.kind.choices().len() + 1)
    };
    (size(pair.0), size(pair.1))
}

fn chosen(audit: &Audit, fact: usize) -> Option<usize> {
    match audit.facts.get(fact) {
        Some(FactValue::Choice(choice)) => Some(usize::from(*choice)),
        _ => None,
    }
}
