//! What was audited: cases, auditors and discussions by group.
//!
//! It must not know ratings.

use serde::Serialize;

use super::groups::Groups;
use crate::analysis::tally::Counts;

/// What was audited in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AuditedGroup {
    /// Cases counted.
    pub cases: u64,
    /// Cases planned.
    pub planned: Option<u64>,
    /// Auditors who made the audits that count.
    pub auditors: u64,
    /// Discussions held.
    pub held: u64,
    /// Discussions not held.
    pub not_held: u64,
    /// Audits that do not say whether a discussion was held.
    pub unsaid: u64,
}

/// What was audited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audited {
    /// By group.
    pub groups: Vec<AuditedGroup>,
    /// In the groups shown together, every case once.
    pub all: AuditedGroup,
    /// In the whole round, where only some groups are shown.
    pub whole_round: Option<AuditedGroup>,
}

pub(super) fn audited(groups: &Groups) -> Audited {
    let planned = |shown: &mut dyn Iterator<Item = Option<u32>>| {
        shown
            .map(|planned| planned.map(u64::from))
            .sum::<Option<u64>>()
    };
    let all_planned = planned(&mut groups.all().iter().map(|group| group.info.planned));
    let shown_planned = planned(&mut groups.shown().map(|group| group.info.planned));
    // No hubs at all is no plan of 0, and a plan is by hub.
    let has_plan = !groups.by.is_fact && !groups.all().is_empty();
    Audited {
        groups: groups
            .shown()
            .map(|group| of(&group.counts, group.info.planned.map(u64::from)))
            .collect(),
        all: of(groups.scope(), shown_planned.filter(|_| has_plan)),
        whole_round: groups
            .is_narrowed()
            .then(|| of(groups.whole(), all_planned.filter(|_| has_plan))),
    }
}

fn of(counts: &Counts, planned: Option<u64>) -> AuditedGroup {
    AuditedGroup {
        cases: counts.cases,
        planned,
        auditors: u64::try_from(counts.auditors.len()).unwrap_or(u64::MAX),
        held: counts.held,
        not_held: counts.not_held,
        unsaid: counts.unsaid,
    }
}
