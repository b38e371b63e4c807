//! The record against the discussion, before and after: does the record show more of what
//! is done than it did?
//!
//! Only ratings with both readings count, and only compared standards, so that both rounds
//! are asked the same. Ratings of one case are not independent, so the service's figures
//! are counts. It must not know how the gap is worded.

use serde::Serialize;

use crate::analysis::summary::GapCounts;

use super::ground::{Ground, Ready};
use super::practice::Names;

/// The gap in one standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GapMovement {
    /// The standard's names.
    pub standard: Names,
    /// Pairs of readings before.
    pub before: GapCounts,
    /// Pairs of readings after.
    pub after: GapCounts,
}

/// The gap before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GapsMovement {
    /// All compared standards together, before.
    pub before: GapCounts,
    /// After.
    pub after: GapCounts,
    /// By standard, in the order of the matching.
    pub standards: Vec<GapMovement>,
}

/// Nothing where a tool has one reading alone.
pub(super) fn gaps(ground: &Ground<'_>) -> Option<GapsMovement> {
    if !ground.before.tool.rates_twice() || !ground.after.tool.rates_twice() {
        return None;
    }
    let mut out = GapsMovement {
        before: GapCounts::default(),
        after: GapCounts::default(),
        standards: Vec::new(),
    };
    for matched in ground.matching.standards {
        let Some(both) = Ground::compared(matched) else {
            continue;
        };
        let mut row = GapMovement {
            standard: ground.standard_names(matched),
            before: GapCounts::default(),
            after: GapCounts::default(),
        };
        add(&ground.before, both.before, &mut row.before);
        add(&ground.before, both.before, &mut out.before);
        add(&ground.after, both.after, &mut row.after);
        add(&ground.after, both.after, &mut out.after);
        out.standards.push(row);
    }
    Some(out)
}

fn add(ready: &Ready<'_>, standard: usize, sum: &mut GapCounts) {
    let pairs = ready.counts.standards.get(standard);
    let pairs = pairs.and_then(|counts| counts.pairs.as_ref());
    if let (Some(pairs), Some(scale)) = (pairs, ready.scale(standard)) {
        sum.add(pairs, scale);
    }
}
