//! Standards: how their ratings are spread, by group and in all, with the ledger.
//!
//! It must not know tests.

use serde::Serialize;

use super::groups::Groups;
use super::highlights::FEWEST_NAMED;
use super::scope::Scope;
use crate::analysis::share::by_share;
use crate::analysis::tally::{Counts, Ledger};
use crate::analysis::{Estimate, Share};
use crate::model::{Scale, Standing, Tool};

/// How many ratings stand at one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelCount {
    /// The level's id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What it stands for.
    pub standing: Standing,
    /// How many.
    pub count: u64,
}

/// The ledger of one standard; `in_scope` is the sum of all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct LedgerCounts {
    /// Rated at an ordered level.
    pub rated: u64,
    /// Not evidenced.
    pub not_evidenced: u64,
    /// Not applicable, the auditors say.
    pub not_applicable: u64,
    /// Not applicable, the tool's rule says.
    pub skipped: u64,
    /// Missing.
    pub missing: u64,
    /// Everything.
    pub in_scope: u64,
}

impl LedgerCounts {
    pub(in crate::analysis) fn of(ledger: &Ledger, scale: &Scale) -> Self {
        let not_evidenced = ledger.standing(scale, Standing::NotEvidenced);
        Self {
            rated: ledger.judged() - not_evidenced,
            not_evidenced,
            not_applicable: ledger.not_applicable,
            skipped: ledger.skipped,
            missing: ledger.missing,
            in_scope: ledger.in_scope(),
        }
    }

    /// Neither rated nor not evidenced.
    pub fn not_rated(&self) -> u64 {
        self.not_applicable + self.skipped + self.missing
    }
}

/// One standard in one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandardGroup {
    /// The ledger.
    pub ledger: LedgerCounts,
    /// By level, best first.
    pub levels: Vec<u64>,
    /// Ratings that are working, over those rated or not evidenced.
    pub working: Estimate,
}

/// One standard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandardSummary {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub title: String,
    /// Its domain's id.
    pub domain: String,
    /// Its scale's id.
    pub scale: String,
    /// Must somebody be told at some level?
    pub critical: bool,
    /// By level, best first.
    pub levels: Vec<LevelCount>,
    /// The ledger.
    pub ledger: LedgerCounts,
    /// Ratings that are working, over those rated or not evidenced.
    pub working: Estimate,
    /// The same in the whole round, where only some groups are shown.
    pub whole_round: Option<StandardGroup>,
    /// Ratings kept and not counted, since the tool's rule leaves the standard out.
    pub outside_rule: u64,
    /// By group.
    pub groups: Vec<StandardGroup>,
    /// The groups shown with the lowest and the highest share, in counts.
    pub range: Option<(Share, Share)>,
}

impl StandardSummary {
    /// How many ratings stand for this.
    pub fn at(&self, standing: Standing) -> u64 {
        let levels = self.levels.iter();
        let at = levels.filter(|level| level.standing == standing);
        at.map(|level| level.count).sum()
    }

    /// Was it judged in enough cases to be named?
    pub fn may_be_named(&self) -> bool {
        self.working.of >= FEWEST_NAMED
    }

    /// Those of some standards that were judged in any case by the part of them in which
    /// they are working, the largest first; among equals their order stands.
    pub fn by_working<'s>(standards: &[&'s Self]) -> Vec<&'s Self> {
        by_share(standards.iter().copied(), |standard| {
            standard.working.share()
        })
    }
}

pub(super) fn standards(tool: &Tool, groups: &Groups, scope: &Scope) -> Vec<StandardSummary> {
    let mut out = Vec::new();
    for (position, standard) in tool.standards.iter().enumerate() {
        let (Some(scale), Some(domain), Some(counts)) = (
            tool.scale_of(standard),
            tool.domains.get(standard.domain),
            groups.scope().standards.get(position),
        ) else {
            continue;
        };
        if !scope.shows(tool, standard) {
            continue;
        }
        let of = |counts: &Counts| {
            let counts = counts.standards.get(position)?;
            Some(StandardGroup {
                ledger: LedgerCounts::of(&counts.rating, scale),
                levels: counts.rating.levels.clone(),
                working: counts.rating.working(scale).estimate(),
            })
        };
        let shown = groups.shown();
        let by_group: Vec<StandardGroup> = shown.filter_map(|group| of(&group.counts)).collect();
        let narrowed = groups.is_narrowed();
        out.push(StandardSummary {
            id: standard.id.clone(),
            title: standard.title.clone(),
            domain: domain.id.clone(),
            scale: scale.id.clone(),
            critical: standard.is_critical(),
            levels: level_counts(&counts.rating, scale),
            ledger: LedgerCounts::of(&counts.rating, scale),
            working: counts.rating.working(scale).estimate(),
            whole_round: narrowed.then(|| of(groups.whole())).flatten(),
            outside_rule: counts.outside_rule,
            range: range(by_group.iter().map(|group| group.working.share())),
            groups: by_group,
        });
    }
    out
}

pub(in crate::analysis) fn level_counts(ledger: &Ledger, scale: &Scale) -> Vec<LevelCount> {
    scale
        .levels
        .iter()
        .zip(&ledger.levels)
        .map(|(level, count)| LevelCount {
            id: level.id.clone(),
            label: level.label.clone(),
            standing: level.standing,
            count: *count,
        })
        .collect()
}

/// The lowest and the highest of some shares; among equals that of the most cases, since
/// it says more.
fn range(shares: impl Iterator<Item = Share>) -> Option<(Share, Share)> {
    let shares: Vec<(f64, Share)> = shares
        .filter_map(|share| share.value().map(|value| (value, share)))
        .collect();
    let lowest = shares
        .iter()
        .min_by(|a, b| a.0.total_cmp(&b.0).then(b.1.of.cmp(&a.1.of)))?;
    let highest = shares
        .iter()
        .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.of.cmp(&b.1.of)))?;
    Some((lowest.1, highest.1))
}
