//! Domains by group: how many ratings are working, and whether a group stands out.
//!
//! Ratings of one case are not independent: pooled counts have no interval. It must not
//! know how tests are made.

use std::cmp::Ordering;

use serde::Serialize;

use super::Summary;
use super::differences::{Differ, Test, Tests, Verdict};
use super::groups::Groups;
use super::scope::Scope;
use crate::analysis::Share;
use crate::analysis::share::by_share;
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

impl DomainSummary {
    /// Working ratings of the whole round, also where only some groups are shown.
    pub fn in_the_round(&self) -> Share {
        self.whole_round.unwrap_or(self.working)
    }

    /// Working ratings outside one of its groups; only right where no case stands in
    /// several.
    pub fn elsewhere(&self, group: &DomainGroup) -> Share {
        self.in_the_round().without(group.working)
    }

    /// Does a group stand out by its cases' shares, while all ratings together do not point
    /// the same way? A case with few standards weighs as much in the test as one with many.
    /// Only right where no case stands in several groups.
    pub fn ratings_disagree(&self, group: &DomainGroup) -> bool {
        let expected = match group.test.map(|test| test.verdict) {
            Some(Verdict::StandsOutUp) => Ordering::Greater,
            Some(Verdict::StandsOutDown) => Ordering::Less,
            Some(Verdict::NoClearDifference | Verdict::TooFewToSay) | None => return false,
        };
        let side = group.working.compare(self.elsewhere(group));
        side.is_some_and(|side| side != expected)
    }

    /// Do its groups differ, or does one of them stand out?
    pub fn tells_groups_apart(&self) -> bool {
        let stands_out =
            |group: &DomainGroup| group.test.is_some_and(|test| test.verdict.stands_out());
        self.differ.is_some_and(|test| test.differ) || self.groups.iter().any(stands_out)
    }
}

impl Summary {
    /// Could any group be held against the others?
    pub fn compares_groups(&self) -> bool {
        let mut groups = self.domains.iter().flat_map(|domain| &domain.groups);
        groups.any(|group| group.test.is_some())
    }

    /// The domains with any rating by the part of them that is working, the largest first;
    /// among equals the tool's order stands.
    pub fn domains_by_working(&self) -> Vec<&DomainSummary> {
        by_share(&self.domains, |domain| domain.working)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn group(count: u64, of: u64, verdict: Option<Verdict>) -> DomainGroup {
        let test = verdict.map(|verdict| Test {
            p: 0.01,
            p_adjusted: 0.02,
            method: "exact",
            verdict,
        });
        DomainGroup {
            working: Share { count, of },
            cases: 8,
            test,
            record_test: None,
        }
    }

    /// A domain in which 30 of 60 ratings are working.
    fn domain(groups: Vec<DomainGroup>) -> DomainSummary {
        DomainSummary {
            id: "voice".to_owned(),
            title: "Voice".to_owned(),
            working: Share { count: 30, of: 60 },
            cases: 20,
            whole_round: None,
            groups,
            differ: None,
            record_differ: None,
        }
    }

    #[test]
    fn cases_shares_and_all_ratings_may_point_apart() {
        let up = Some(Verdict::StandsOutUp);
        let down = Some(Verdict::StandsOutDown);
        for (count, verdict, disagree) in [
            // 12 of 20 here, 18 of 40 elsewhere.
            (12, up, false),
            (12, down, true),
            (12, Some(Verdict::NoClearDifference), false),
            (12, Some(Verdict::TooFewToSay), false),
            (12, None, false),
            // 10 of 20 here, 20 of 40 elsewhere: they point nowhere.
            (10, up, true),
            (10, down, true),
            // 9 of 20 here, 21 of 40 elsewhere.
            (9, up, true),
            (9, down, false),
        ] {
            let group = group(count, 20, verdict);
            let found = domain(Vec::new()).ratings_disagree(&group);
            assert_eq!(found, disagree, "{count} of 20, {verdict:?}");
        }
        // Nobody is elsewhere.
        assert!(!domain(Vec::new()).ratings_disagree(&group(30, 60, down)));
    }

    #[test]
    fn elsewhere_is_all_of_the_round_where_only_some_is_shown() {
        let mut domain = domain(Vec::new());
        let group = group(12, 20, None);
        assert_eq!(domain.elsewhere(&group), Share { count: 18, of: 40 });
        domain.whole_round = Some(Share { count: 80, of: 100 });
        assert_eq!(domain.elsewhere(&group), Share { count: 68, of: 80 });
    }

    #[test]
    fn groups_are_told_apart_by_either_test() {
        let alike = group(12, 20, Some(Verdict::NoClearDifference));
        assert!(!domain(vec![alike.clone()]).tells_groups_apart());
        let below = group(12, 20, Some(Verdict::StandsOutDown));
        assert!(domain(vec![alike.clone(), below]).tells_groups_apart());
        let mut differ = domain(vec![alike]);
        differ.differ = Some(Differ {
            h: 9.0,
            p: 0.01,
            p_adjusted: 0.04,
            method: "permutation",
            draws: None,
            seed: None,
            differ: true,
        });
        assert!(differ.tells_groups_apart());
    }
}
