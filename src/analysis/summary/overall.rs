//! The overall judgement, what limits it, and whether somebody was told of what is
//! critical.
//!
//! The judgement is the auditor's own: nothing here averages. It must not know how a
//! breach is worded.

use serde::Serialize;

use super::groups::Groups;
use super::scope::Scope;
use super::standards::{LedgerCounts, LevelCount, level_counts};
use crate::analysis::Estimate;
use crate::analysis::tally::{Breach, CapCounts, Counts};
use crate::model::Tool;

/// The overall judgement in one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverallGroup {
    /// By level, best first.
    pub levels: Vec<u64>,
    /// The ledger.
    pub ledger: LedgerCounts,
    /// Judgements that are working, over those given.
    pub working: Estimate,
}

/// One cap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CapSummary {
    /// The standard that limits.
    pub standard: String,
    /// Its title.
    pub title: String,
    /// Labels of its levels at which it does.
    pub when: Vec<String>,
    /// Label of the best overall level that is left.
    pub at_most: String,
    /// How often it acted, and was gone past.
    pub counts: CapCounts,
}

/// One judgement past a cap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BreachOf {
    /// The case.
    pub case: String,
    /// Its hub, as people know it.
    pub hub: String,
    /// The standard whose cap it is.
    pub standard: String,
    /// Its title.
    pub title: String,
    /// Is there a reason?
    pub reason: bool,
}

/// The overall judgement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverallSummary {
    /// By level, best first.
    pub levels: Vec<LevelCount>,
    /// The ledger.
    pub ledger: LedgerCounts,
    /// Judgements that are working, over those given.
    pub working: Estimate,
    /// By group.
    pub groups: Vec<OverallGroup>,
    /// In the whole round, where only some groups are shown.
    pub whole_round: Option<OverallGroup>,
    /// Caps.
    pub caps: Vec<CapSummary>,
    /// Judgements past a cap with their cases; only where cases are listed.
    pub breaches: Vec<BreachOf>,
}

/// Critical ratings of one standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Escalation {
    /// The standard's id.
    pub standard: String,
    /// Its title.
    pub title: String,
    /// Labels of the levels at which somebody must be told.
    pub levels: Vec<String>,
    /// Ratings at those levels.
    pub needed: u64,
    /// Those where the audit says who was told.
    pub told: u64,
}

impl Escalation {
    /// Ratings of which no audit says that somebody was told.
    pub fn untold(&self) -> u64 {
        self.needed.saturating_sub(self.told)
    }
}

pub(super) fn overall(tool: &Tool, groups: &Groups, breaches: &[Breach]) -> Option<OverallSummary> {
    let rule = tool.overall.as_ref()?;
    let scale = tool.overall_scale()?;
    let counts = groups.scope();
    let caps = rule
        .caps
        .iter()
        .zip(&counts.caps)
        .filter_map(|(cap, counts)| {
            let standard = tool.standards.get(cap.standard)?;
            let levels = tool.scale_of(standard)?;
            Some(CapSummary {
                standard: standard.id.clone(),
                title: standard.title.clone(),
                when: cap
                    .when
                    .iter()
                    .filter_map(|l| levels.level(*l))
                    .map(|l| l.label.clone())
                    .collect(),
                at_most: scale.level(cap.at_most)?.label.clone(),
                counts: *counts,
            })
        })
        .collect();
    let shown = |hub: &str| groups.by.is_fact || groups.shown().any(|group| group.info.id == hub);
    let label = |hub: &str| {
        let group = groups.all().iter().find(|group| group.info.id == hub);
        group.map_or_else(|| hub.to_owned(), |group| group.info.label.clone())
    };
    let of = |counts: &Counts| OverallGroup {
        levels: counts.overall.levels.clone(),
        ledger: LedgerCounts::of(&counts.overall, scale),
        working: counts.overall.working(scale).estimate(),
    };
    Some(OverallSummary {
        levels: level_counts(&counts.overall, scale),
        ledger: LedgerCounts::of(&counts.overall, scale),
        working: counts.overall.working(scale).estimate(),
        groups: groups.shown().map(|group| of(&group.counts)).collect(),
        whole_round: groups.is_narrowed().then(|| of(groups.whole())),
        caps,
        breaches: breaches
            .iter()
            .filter(|breach| shown(&breach.hub))
            .filter_map(|breach| {
                let cap = rule.caps.get(breach.cap)?;
                let standard = tool.standards.get(cap.standard)?;
                Some(BreachOf {
                    case: breach.case.clone(),
                    hub: label(&breach.hub),
                    standard: standard.id.clone(),
                    title: standard.title.clone(),
                    reason: breach.reason,
                })
            })
            .collect(),
    })
}

pub(super) fn escalations(tool: &Tool, groups: &Groups, scope: &Scope) -> Vec<Escalation> {
    tool.standards
        .iter()
        .zip(&groups.scope().standards)
        .filter(|(standard, _)| standard.is_critical() && scope.shows(tool, standard))
        .map(|(standard, counts)| Escalation {
            standard: standard.id.clone(),
            title: standard.title.clone(),
            levels: tool.scale_of(standard).map_or_else(Vec::new, |scale| {
                let levels = standard
                    .escalate_at
                    .iter()
                    .filter_map(|level| scale.level(*level));
                levels.map(|level| level.label.clone()).collect()
            }),
            needed: counts.escalations.needed,
            told: counts.escalations.told,
        })
        .collect()
}
