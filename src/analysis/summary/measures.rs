//! Distance travelled: each measure at the start and now, in cases with both.
//!
//! It must not know standards or groups.

use serde::Serialize;

use crate::analysis::statistics::sign_test;
use crate::analysis::tally::{Counts, End};
use crate::model::{Better, Tool};

/// One end of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct EndCounts {
    /// Numbers given.
    pub given: u64,
    /// Asked and declined.
    pub declined: u64,
    /// Not asked.
    pub not_asked: u64,
    /// Blank.
    pub missing: u64,
}

impl From<&End> for EndCounts {
    fn from(end: &End) -> Self {
        Self {
            given: end.values.len(),
            declined: end.declined,
            not_asked: end.not_asked,
            missing: end.missing,
        }
    }
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasureSummary {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub title: String,
    /// Who is asked.
    pub asked_of: Option<String>,
    /// Least and greatest value, and which end is better.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// Which end is better.
    pub better_is: Better,
    /// Cases with both numbers.
    pub pairs: u64,
    /// Those that got better.
    pub better: u64,
    /// Those that stayed.
    pub same: u64,
    /// Those that got worse.
    pub worse: u64,
    /// The middle number at the start, of cases with both.
    pub median_start: Option<f64>,
    /// The middle number now, of cases with both.
    pub median_now: Option<f64>,
    /// Exact two-sided p of the sign test; nothing without pairs.
    pub sign_p: Option<f64>,
    /// Cases with a number at the start alone.
    pub start_only: u64,
    /// Cases with a number now alone.
    pub now_only: u64,
    /// At the start, over all cases.
    pub start: EndCounts,
    /// Now, over all cases.
    pub now: EndCounts,
}

pub(in crate::analysis) fn measures(tool: &Tool, counts: &Counts) -> Vec<MeasureSummary> {
    tool.measures
        .iter()
        .zip(&counts.measures)
        .map(|(measure, counts)| {
            let (better, worse) = match measure.better {
                Better::Higher => (counts.up, counts.down),
                Better::Lower => (counts.down, counts.up),
            };
            let pairs = counts.up + counts.same + counts.down;
            MeasureSummary {
                id: measure.id.clone(),
                title: measure.title.clone(),
                asked_of: measure.asked_of.clone(),
                min: measure.min,
                max: measure.max,
                better_is: measure.better,
                pairs,
                better,
                same: counts.same,
                worse,
                median_start: counts.paired_start.median(),
                median_now: counts.paired_now.median(),
                sign_p: (pairs > 0).then(|| sign_test(better, worse)),
                start_only: counts.start_only,
                now_only: counts.now_only,
                start: EndCounts::from(&counts.start),
                now: EndCounts::from(&counts.now),
            }
        })
        .collect()
}
