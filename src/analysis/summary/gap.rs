//! The record against the discussion: where the work was good and the record thin.
//!
//! Only ratings with both readings are compared. Not evidenced stands outside the order of
//! levels: what became evidenced has a column of its own and is no step up. It must not
//! know how the gap is worded.

use serde::Serialize;

use super::groups::Groups;
use super::scope::Scope;
use crate::analysis::tally::{Counts, Pairs};
use crate::model::{Scale, Standing, Tool};

/// Pairs of readings; `pairs` is the sum of `higher`, `same`, `lower`, `became_evidenced`,
/// `no_longer_evidenced` and `never_evidenced`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct GapCounts {
    /// Ratings with both readings.
    pub pairs: u64,
    /// Working by the record.
    pub record_working: u64,
    /// Working after the discussion.
    pub discussion_working: u64,
    /// A higher level after the discussion.
    pub higher: u64,
    /// The same level.
    pub same: u64,
    /// A lower level after the discussion.
    pub lower: u64,
    /// Not evidenced in the record, at some level after the discussion.
    pub became_evidenced: u64,
    /// At some level in the record, not evidenced after the discussion.
    pub no_longer_evidenced: u64,
    /// Not evidenced by either.
    pub never_evidenced: u64,
}

impl GapCounts {
    pub(in crate::analysis) fn add(&mut self, pairs: &Pairs, scale: &Scale) {
        let working = |level: u8| scale.standing(level) == Some(Standing::Working);
        for (record, discussion, count) in pairs.each() {
            self.pairs += count;
            self.record_working += count * u64::from(working(record));
            self.discussion_working += count * u64::from(working(discussion));
            let column = match (scale.height(record), scale.height(discussion)) {
                (Some(before), Some(after)) if after > before => &mut self.higher,
                (Some(before), Some(after)) if after < before => &mut self.lower,
                (Some(_), Some(_)) => &mut self.same,
                (None, Some(_)) => &mut self.became_evidenced,
                (Some(_), None) => &mut self.no_longer_evidenced,
                (None, None) => &mut self.never_evidenced,
            };
            *column += count;
        }
    }
}

/// The gap in one standard, domain or group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GapRow {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub title: String,
    /// The pairs.
    pub counts: GapCounts,
}

/// The record against the discussion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gaps {
    /// Cases whose discussion was held.
    pub held: u64,
    /// Cases in all.
    pub cases: u64,
    /// All standards together.
    pub all: GapCounts,
    /// By domain.
    pub domains: Vec<GapRow>,
    /// By standard.
    pub standards: Vec<GapRow>,
    /// By group, all standards together.
    pub groups: Vec<GapRow>,
}

pub(super) fn gaps(tool: &Tool, groups: &Groups, scope: &Scope) -> Option<Gaps> {
    if !tool.rates_twice() {
        return None;
    }
    let count = |counts: &Counts, domain: Option<usize>| {
        let mut sum = GapCounts::default();
        for (standard, counts) in tool.standards.iter().zip(&counts.standards) {
            let wanted = domain.is_none_or(|domain| standard.domain == domain);
            if wanted && scope.shows(tool, standard) {
                add(&mut sum, tool.scale_of(standard), counts.pairs.as_ref());
            }
        }
        sum
    };
    let whole = groups.scope();
    let standards = tool
        .standards
        .iter()
        .zip(&whole.standards)
        .filter(|(standard, _)| scope.shows(tool, standard))
        .map(|(standard, counts)| {
            let mut sum = GapCounts::default();
            add(&mut sum, tool.scale_of(standard), counts.pairs.as_ref());
            GapRow {
                id: standard.id.clone(),
                title: standard.title.clone(),
                counts: sum,
            }
        })
        .collect();
    let shown = |domain: usize| {
        tool.standards_of(domain)
            .any(|(_, standard)| scope.shows(tool, standard))
    };
    Some(Gaps {
        held: whole.held,
        cases: whole.cases,
        all: count(whole, None),
        domains: tool
            .domains
            .iter()
            .enumerate()
            .filter(|(position, _)| shown(*position))
            .map(|(position, domain)| GapRow {
                id: domain.id.clone(),
                title: domain.title.clone(),
                counts: count(whole, Some(position)),
            })
            .collect(),
        standards,
        groups: groups
            .shown()
            .map(|group| GapRow {
                id: group.info.id.clone(),
                title: group.info.label.clone(),
                counts: count(&group.counts, None),
            })
            .collect(),
    })
}

fn add(sum: &mut GapCounts, scale: Option<&Scale>, pairs: Option<&Pairs>) {
    if let (Some(scale), Some(pairs)) = (scale, pairs) {
        sum.add(pairs, scale);
    }
}
