//! Domains by group: how many ratings are working, and whether a group stands out.
//!
//! Ratings of one case are not independent: pooled counts have no interval. It must not
//! know how tests are made.

use serde::Serialize;

use super::differences::{Differ, Test, Tests};
use super::groups::Groups;
use super::scope::Scope;
use crate::analysis::Share;
use crate::analysis::tally::ShareGrid;
use crate::model::Tool;

/// One domain in one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DomainGroup {
    /// Working ratings over those rated or not evidenced, all standards together.
    pub working: Share,
    /// Cases with any such rating.
    pub cases: u64,
    /// This group beside all others.
    pub test: Option<Test>,
    /// The same by the record alone, where discussions were not held alike.
    pub record_test: Option<Test>,
}

/// One domain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DomainSummary {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub title: String,
    /// Working ratings over those rated or not evidenced, all standards together.
    pub working: Share,
    /// Cases with any such rating.
    pub cases: u64,
    /// In the whole round, where only some groups are shown.
    pub whole_round: Option<Share>,
    /// By group.
    pub groups: Vec<DomainGroup>,
    /// Do the groups differ at all?
    pub differ: Option<Differ>,
    /// The same by the record alone, where discussions were not held alike.
    pub record_differ: Option<Differ>,
}

pub(super) fn domains(
    tool: &Tool,
    groups: &Groups,
    scope: &Scope,
    tests: &Tests,
) -> Vec<DomainSummary> {
    let mut out = Vec::new();
    for (position, domain) in tool.domains.iter().enumerate() {
        let mut standards = tool.standards_of(position);
        if !standards.any(|(_, standard)| scope.shows(tool, standard)) {
            continue;
        }
        let Some(all) = groups.scope().shares.get(position) else {
            continue;
        };
        let by_group = groups
            .all()
            .iter()
            .enumerate()
            .filter(|(_, group)| scope.shows_group(&group.info.id))
            .filter_map(|(at, group)| {
                let grid = group.counts.shares.get(position)?;
                Some(DomainGroup {
                    working: grid.pooled(),
                    cases: grid.cases(),
                    test: tests.rating.cell(position, at),
                    record_test: tests
                        .record
                        .as_ref()
                        .and_then(|tests| tests.cell(position, at)),
                })
            })
            .collect();
        out.push(DomainSummary {
            id: domain.id.clone(),
            title: domain.title.clone(),
            working: all.pooled(),
            cases: all.cases(),
            whole_round: groups
                .is_narrowed()
                .then(|| groups.whole().shares.get(position).map(ShareGrid::pooled))
                .flatten(),
            groups: by_group,
            differ: tests.rating.differ(position),
            record_differ: tests
                .record
                .as_ref()
                .and_then(|tests| tests.differ(position)),
        });
    }
    out
}
