//! Same cases: how each case that both rounds audited has moved.
//!
//! Up and down are told by ordered levels, and the exact sign test decides; what became
//! evidenced, and what gained or lost working, stands beside. Families are the compared
//! standards, and the domains, with a pair; the hubs' figures are counts and p values that
//! belong to no family, and have no verdict. It must not know cases of one round alone.

use std::cmp::Ordering;

use serde::Serialize;

use crate::analysis::Share;
use crate::analysis::share::Fraction;
use crate::analysis::statistics::{mcnemar, sign_test};

use super::ground::{Both, By, DomainStandards, Ground};
use super::overall::{self, OverallPairs};
use super::pairs::{NearMatch, Pair, PairCounts, Paired, Way};
use super::practice::Names;
use super::verdict::{Found, Test, judge, size};

/// References of cases that moved.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Moved {
    /// To a higher level.
    pub up: Vec<String>,
    /// To a lower level.
    pub down: Vec<String>,
}

/// Pairs by the record alone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RecordPairs {
    /// The pairs.
    pub counts: PairCounts,
    /// The same family as it would be by the record.
    pub test: Option<Test>,
}

/// Pairs of one hub.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HubPairs {
    /// The hub's names.
    pub hub: Names,
    /// The pairs that stayed in it.
    pub counts: PairCounts,
    /// The sign test's p, adjusted for nothing; 1 without pairs.
    pub sign_p: f64,
    /// `McNemar`'s, likewise.
    pub mcnemar_p: f64,
}

/// Cases of both rounds in one standard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandardPairs {
    /// The standard's names.
    pub standard: Names,
    /// The pairs.
    pub counts: PairCounts,
    /// Exact p of `McNemar`'s test of gained against lost, adjusted for nothing.
    pub mcnemar_p: f64,
    /// The sign test of up against down; nothing where no case has ordered levels in both.
    pub test: Option<Test>,
    /// The same by the record alone, where a different part of the discussions was held.
    pub record: Option<RecordPairs>,
    /// By hub, those that both rounds have; a case that changed hub is in none.
    pub hubs: Vec<HubPairs>,
    /// The references of those that moved, where cases are asked for.
    pub moved: Option<Moved>,
}

/// How the working shares of cases moved in one domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ShareCounts {
    /// Higher.
    pub up: u64,
    /// As it was.
    pub same: u64,
    /// Lower.
    pub down: u64,
    /// Cases without a share in one round or both.
    pub excluded: u64,
}

impl ShareCounts {
    fn add(&mut self, before: Share, after: Share) {
        let column = if before.of == 0 || after.of == 0 {
            &mut self.excluded
        } else {
            match Fraction(after).cmp(&Fraction(before)) {
                Ordering::Greater => &mut self.up,
                Ordering::Equal => &mut self.same,
                Ordering::Less => &mut self.down,
            }
        };
        *column += 1;
    }

    fn found(&self) -> Option<Found> {
        Found::pairs(self.up, self.same, self.down)
    }
}

/// Shares by the record alone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RecordShares {
    /// How they moved.
    pub counts: ShareCounts,
    /// The same family as it would be by the record.
    pub test: Option<Test>,
}

/// Shares of one hub's cases.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HubSharePairs {
    /// The hub's names.
    pub hub: Names,
    /// The cases that stayed in it.
    pub counts: ShareCounts,
    /// The sign test's p, adjusted for nothing; 1 without cases.
    pub sign_p: f64,
}

/// Cases of both rounds in one domain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DomainPairs {
    /// The domain's names.
    pub domain: Names,
    /// How their shares moved.
    pub counts: ShareCounts,
    /// The sign test.
    pub test: Option<Test>,
    /// The same by the record alone, where a different part of the discussions was held.
    pub record: Option<RecordShares>,
    /// By hub, those that both rounds have.
    pub hubs: Vec<HubSharePairs>,
}

/// The cases that both rounds audited.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SameCases {
    /// How many there are.
    pub cases: u64,
    /// Those that changed hub: they count for the service and for no hub.
    pub changed_hub: u64,
    /// References of one round alone that read like one of the other: not paired.
    pub near_matches: u64,
    /// Those references, where cases are asked for.
    pub near_match_references: Option<Vec<NearMatch>>,
    /// The compared standards, in the order of the matching.
    pub standards: Vec<StandardPairs>,
    /// The domains, in the order of the matching.
    pub domains: Vec<DomainPairs>,
    /// The overall judgement, where both tools ask for one and it is compared.
    pub overall: Option<OverallPairs>,
}

/// What the same cases say, and each matched standard's place in it.
pub(super) struct Made {
    pub(super) same: SameCases,
    /// By matched standard: its position among `same.standards`.
    pub(super) places: Vec<Option<usize>>,
}

pub(super) fn same_cases(ground: &Ground<'_>) -> Made {
    let paired = Paired::new(ground);
    let pairs = &paired.pairs;
    let mut next = 0;
    let places = ground.matching.standards.iter().map(|matched| {
        Ground::compared(matched)?;
        next += 1;
        Some(next - 1)
    });
    let places = places.collect();
    Made {
        same: SameCases {
            cases: size(pairs.len()),
            changed_hub: size(pairs.iter().filter(|pair| pair.hub.is_none()).count()),
            near_matches: size(paired.near.len()),
            standards: standards(ground, pairs),
            domains: domains(ground, pairs),
            overall: overall::pairs(ground, pairs),
            near_match_references: ground.with_cases.then_some(paired.near),
        },
        places,
    }
}

/// The sign test's question of one standard.
pub(super) fn found(counts: &PairCounts) -> Option<Found> {
    Found::pairs(counts.up, counts.same, counts.down)
}

/// Counts of one standard over some pairs, with those that moved.
fn count<'p>(
    ground: &Ground<'_>,
    pairs: impl Iterator<Item = &'p Pair<'p>>,
    both: Both,
    by: By,
) -> (PairCounts, Moved) {
    let (mut counts, mut moved) = (PairCounts::default(), Moved::default());
    let scales = (
        ground.before.scale(both.before),
        ground.after.scale(both.after),
    );
    let (Some(before), Some(after)) = scales else {
        return (counts, moved);
    };
    for pair in pairs {
        let way = counts.add(
            pair.before.state(both.before, by == By::Record),
            pair.after.state(both.after, by == By::Record),
            (before, after),
        );
        match way {
            Way::Up if ground.with_cases => moved.up.push(pair.after.case.clone()),
            Way::Down if ground.with_cases => moved.down.push(pair.after.case.clone()),
            Way::Up | Way::Down | Way::Neither => {}
        }
    }
    (counts, moved)
}

/// The pairs that stayed in each hub of both rounds, with its names.
fn by_hub<'p>(ground: &Ground<'_>, pairs: &'p [Pair<'p>]) -> Vec<(Names, Vec<&'p Pair<'p>>)> {
    let mut parts = vec![Vec::new(); ground.hubs.all.len()];
    for pair in pairs {
        if let Some(part) = pair.hub.and_then(|hub| parts.get_mut(hub)) {
            part.push(pair);
        }
    }
    let in_both = ground.hubs.in_both();
    in_both
        .filter_map(|(hub, movement)| {
            let pairs = parts.get_mut(hub).map(std::mem::take)?;
            Some((movement.names.clone(), pairs))
        })
        .collect()
}

fn standards(ground: &Ground<'_>, pairs: &[Pair<'_>]) -> Vec<StandardPairs> {
    let of_hubs = by_hub(ground, pairs);
    let compared: Vec<(Names, Both)> = ground
        .matching
        .standards
        .iter()
        .filter_map(|matched| Some((ground.standard_names(matched), Ground::compared(matched)?)))
        .collect();
    let all = |by| -> Vec<(PairCounts, Moved)> {
        let compared = compared.iter();
        compared
            .map(|(_, both)| count(ground, pairs.iter(), *both, by))
            .collect()
    };
    let tests = |counts: &[(PairCounts, Moved)]| {
        let found: Vec<_> = counts.iter().map(|(counts, _)| found(counts)).collect();
        judge(&found, ground.explain)
    };
    let whole = all(By::Rating);
    let mut judged = tests(&whole).into_iter();
    let records = ground.by_record(all);
    let mut record_judged = tests(&records).into_iter();
    let mut records = records.into_iter();
    compared
        .iter()
        .zip(whole)
        .map(|((names, both), (counts, moved))| {
            let hubs = of_hubs.iter().map(|(names, here)| {
                let (counts, _) = count(ground, here.iter().copied(), *both, By::Rating);
                HubPairs {
                    hub: names.clone(),
                    sign_p: sign_test(counts.up, counts.down),
                    mcnemar_p: mcnemar(counts.gained, counts.lost),
                    counts,
                }
            });
            StandardPairs {
                standard: names.clone(),
                mcnemar_p: mcnemar(counts.gained, counts.lost),
                counts,
                test: judged.next().flatten(),
                record: records.next().map(|(counts, _)| RecordPairs {
                    counts,
                    test: record_judged.next().flatten(),
                }),
                hubs: hubs.collect(),
                moved: ground.with_cases.then_some(moved),
            }
        })
        .collect()
}

fn domains(ground: &Ground<'_>, pairs: &[Pair<'_>]) -> Vec<DomainPairs> {
    let domains = ground.domain_standards();
    let of_hubs = by_hub(ground, pairs);
    let shares = |pair: &Pair<'_>, domain: &DomainStandards, by| {
        (
            ground.before.share(pair.before, &domain.before, by),
            ground.after.share(pair.after, &domain.after, by),
        )
    };
    let count = |pairs: &mut dyn Iterator<Item = &Pair<'_>>, domain: &DomainStandards, by| {
        let mut counts = ShareCounts::default();
        for pair in pairs {
            let (before, after) = shares(pair, domain, by);
            counts.add(before, after);
        }
        counts
    };
    let all = |by| -> Vec<ShareCounts> {
        let domains = domains.iter();
        domains
            .map(|domain| count(&mut pairs.iter(), domain, by))
            .collect()
    };
    let tests = |counts: &[ShareCounts]| {
        let found: Vec<_> = counts.iter().map(ShareCounts::found).collect();
        judge(&found, ground.explain)
    };
    let whole = all(By::Rating);
    let mut judged = tests(&whole).into_iter();
    let records = ground.by_record(all);
    let mut record_judged = tests(&records).into_iter();
    let mut records = records.into_iter();
    domains
        .iter()
        .zip(whole)
        .map(|(domain, counts)| {
            let hubs = of_hubs.iter().map(|(names, here)| {
                let counts = count(&mut here.iter().copied(), domain, By::Rating);
                HubSharePairs {
                    hub: names.clone(),
                    sign_p: sign_test(counts.up, counts.down),
                    counts,
                }
            });
            DomainPairs {
                domain: domain.names.clone(),
                counts,
                test: judged.next().flatten(),
                record: records.next().map(|counts| RecordShares {
                    counts,
                    test: record_judged.next().flatten(),
                }),
                hubs: hubs.collect(),
            }
        })
        .collect()
}
