//! Caps on the overall judgement: where they acted, and where they were gone past.
//!
//! It must not know how a breach is shown.

use serde::Serialize;

use crate::model::{Audit, Limit, Tool};

/// Counts of one cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct CapCounts {
    /// Audits in which the cap's standard stands where it limits the overall judgement.
    pub acted: u64,
    /// Those where the overall judgement is better than the cap allows.
    pub passed: u64,
    /// Those of the passed with a reason.
    pub with_reason: u64,
}

impl CapCounts {
    /// Adds another part.
    pub(super) fn merge(&mut self, other: Self) {
        self.acted += other.acted;
        self.passed += other.passed;
        self.with_reason += other.with_reason;
    }
}

/// One overall judgement that is better than a cap allows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Breach {
    /// The case.
    pub case: String,
    /// Its hub.
    pub hub: String,
    /// Position of the cap in the tool.
    pub cap: usize,
    /// Is there a reason?
    pub reason: bool,
}

/// Counts what an audit adds to every cap.
pub(super) fn add(tool: &Tool, audit: &Audit, counts: &mut [CapCounts]) {
    let caps = tool.overall.iter().flat_map(|overall| &overall.caps);
    for (cap, count) in caps.zip(counts) {
        match cap.limit(tool, audit) {
            Limit::None => {}
            Limit::Kept => count.acted += 1,
            Limit::Passed => {
                count.acted += 1;
                count.passed += 1;
                count.with_reason += u64::from(audit.overall.override_reason);
            }
        }
    }
}

/// The caps that an audit's overall judgement goes past.
pub(super) fn breaches(tool: &Tool, audit: &Audit) -> Vec<Breach> {
    let caps = tool.overall.iter().flat_map(|overall| &overall.caps);
    caps.enumerate()
        .filter(|(_, cap)| cap.limit(tool, audit) == Limit::Passed)
        .map(|(position, _)| Breach {
            case: audit.case.clone(),
            hub: audit.hub.clone(),
            cap: position,
            reason: audit.overall.override_reason,
        })
        .collect()
}
