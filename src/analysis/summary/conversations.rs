//! Single standards of single groups that are worth a conversation.
//!
//! They are looked at one by one and not adjusted, so how many chance alone would give
//! stands beside them. It must not know how the list is worded.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;

use super::groups::Groups;
use super::scope::Scope;
use crate::analysis::Share;
use crate::analysis::statistics::{fisher_chance, fisher_exact};
use crate::analysis::tally::Counts;
use crate::model::Tool;

/// Unadjusted p values below this are worth a conversation.
const CONVERSATION: f64 = 0.01;

/// One group on one standard, beside all others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conversation {
    /// The group's id.
    pub group: String,
    /// Its label.
    pub label: String,
    /// The standard's id.
    pub standard: String,
    /// Its title.
    pub title: String,
    /// Working in the group.
    pub here: Share,
    /// Working in all other cases.
    pub others: Share,
    /// Unadjusted two-sided p of Fisher's exact test.
    pub p: f64,
}

impl Conversation {
    /// Is more of it working in the group than elsewhere?
    pub fn is_higher(&self) -> bool {
        self.here.compare(self.others) == Some(Ordering::Greater)
    }
}

/// Cells that are worth a conversation, beside how many chance alone would give.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conversations {
    /// The cells, by standard and group.
    pub cells: Vec<Conversation>,
    /// How many cells were looked at in the whole round.
    pub looked_at: u64,
    /// How many of those were found in the whole round, shown or not.
    pub found: u64,
    /// How many chance alone would be expected to give.
    pub expected_by_chance: f64,
    /// Unadjusted p below which a cell is listed.
    pub below: f64,
}

impl Conversations {
    /// Those that are shown, beside what was looked at in the whole round.
    pub(super) fn shown(&self, tool: &Tool, scope: &Scope) -> Self {
        let standard = |id: &str| tool.standards.iter().find(|standard| standard.id == id);
        let mut shown = self.clone();
        shown.cells.retain(|cell| {
            let standard = standard(&cell.standard);
            standard.is_some_and(|standard| scope.shows(tool, standard))
                && scope.shows_group(&cell.group)
        });
        shown
    }
}

/// All such cells of a round.
pub(super) fn conversations(tool: &Tool, groups: &Groups) -> Conversations {
    let mut out = Conversations {
        cells: Vec::new(),
        looked_at: 0,
        found: 0,
        expected_by_chance: 0.0,
        below: CONVERSATION,
    };
    let mut chances: BTreeMap<(u64, u64, u64), f64> = BTreeMap::new();
    for (position, standard) in tool.standards.iter().enumerate() {
        let Some(scale) = tool.scale_of(standard) else {
            continue;
        };
        let working = |counts: &Counts| {
            counts
                .standards
                .get(position)
                .map_or_else(Share::default, |counts| counts.rating.working(scale))
        };
        let all = working(groups.whole());
        for group in groups.all().iter().filter(|group| group.compared) {
            let here = working(&group.counts);
            let others = Share {
                count: all.count.saturating_sub(here.count),
                of: all.of.saturating_sub(here.of),
            };
            if here.of == 0 || others.of == 0 {
                continue;
            }
            out.looked_at += 1;
            let margins = (here.of, others.of, all.count);
            out.expected_by_chance += *chances
                .entry(margins)
                .or_insert_with(|| fisher_chance(here.of, others.of, all.count, CONVERSATION));
            let p = fisher_exact(
                here.count,
                here.of - here.count,
                others.count,
                others.of - others.count,
            );
            if p >= CONVERSATION {
                continue;
            }
            out.found += 1;
            out.cells.push(Conversation {
                group: group.info.id.clone(),
                label: group.info.label.clone(),
                standard: standard.id.clone(),
                title: standard.title.clone(),
                here,
                others,
                p,
            });
        }
    }
    out
}
