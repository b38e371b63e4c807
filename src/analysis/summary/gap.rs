//! The record against the discussion: where the work was good and the record thin.
//!
//! Only ratings with both readings are compared. Not evidenced stands outside the order of
//! levels: what became evidenced has a column of its own and is no step up. It must not
//! know how the gap is worded.

use std::cmp::Reverse;

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

impl Gaps {
    /// Standards that more cases show after the discussion than by the record, the widest
    /// gap first; among equals the tool's order stands.
    pub fn thin_records(&self) -> Vec<&GapRow> {
        let gap = |row: &GapRow| {
            let counts = &row.counts;
            let wider = counts.discussion_working.checked_sub(counts.record_working);
            wider.filter(|gap| *gap > 0)
        };
        let standards = self.standards.iter();
        let mut thin: Vec<(u64, &GapRow)> =
            standards.filter_map(|row| Some((gap(row)?, row))).collect();
        thin.sort_by_key(|(gap, _)| Reverse(*gap));
        thin.into_iter().map(|(_, row)| row).collect()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thinnest_record_comes_first() {
        let row = |id: &str, record_working: u64, discussion_working: u64| GapRow {
            id: id.to_owned(),
            title: id.to_owned(),
            counts: GapCounts {
                pairs: 10,
                record_working,
                discussion_working,
                ..GapCounts::default()
            },
        };
        let gaps = Gaps {
            held: 10,
            cases: 10,
            all: GapCounts::default(),
            domains: Vec::new(),
            standards: vec![
                row("two more", 4, 6),
                row("as many", 5, 5),
                row("four more", 1, 5),
                row("one fewer", 5, 4),
                row("two more again", 0, 2),
            ],
            groups: Vec::new(),
        };
        let thin = gaps.thin_records();
        let ids: Vec<&str> = thin.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["four more", "two more", "two more again"]);
    }
}
