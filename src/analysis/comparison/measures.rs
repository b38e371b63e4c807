//! Distance travelled, in the earlier round beside the later one.
//!
//! Each round's figures are its own cases', from their start to their now; the two are not
//! tested against each other. It must not know ratings.

use serde::Serialize;

use crate::analysis::summary::{MeasureSummary, measures};

use super::ground::Ground;

/// A measure that both tools ask for alike.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasureMovement {
    /// In the earlier round.
    pub before: MeasureSummary,
    /// In the later round.
    pub after: MeasureSummary,
}

/// The comparable measures, in the order of the matching.
pub(super) fn movements(ground: &Ground<'_>) -> Vec<MeasureMovement> {
    let before = measures(ground.before.tool, ground.before.counts);
    let after = measures(ground.after.tool, ground.after.counts);
    let matched = ground.matching.measures.iter();
    matched
        .filter_map(|(first, second)| {
            Some(MeasureMovement {
                before: before.get(*first)?.clone(),
                after: after.get(*second)?.clone(),
            })
        })
        .collect()
}
