//! Domains before and after, service-wide and hub by hub, by the cases' working shares.
//!
//! A case's share is taken over the domain's compared standards alone, so that both rounds
//! are asked the same. Ratings pooled over cases are counts, and have no interval. It must
//! not know pairs of cases.

use serde::Serialize;

use crate::analysis::Share;

use super::ground::{By, DomainStandards, Ground, Ready};
use super::practice::{Name, Names};
use super::verdict::{Found, Test, judge};

/// The cases of a round in one domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct CaseShares {
    /// Working ratings over those rated or not evidenced, all cases together.
    pub working: Share,
    /// Cases with any such rating.
    pub cases: u64,
}

impl CaseShares {
    fn of(shares: &[Share]) -> Self {
        let mut out = Self::default();
        for share in shares.iter().filter(|share| share.of > 0) {
            out.working += *share;
            out.cases += 1;
        }
        out
    }
}

/// Cases' shares before and after.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SharesMovement {
    /// Before.
    pub before: CaseShares,
    /// After.
    pub after: CaseShares,
    /// The rank-sum test; nothing where a round has no case with a share.
    pub test: Option<Test>,
}

/// A domain in one hub of both rounds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HubCell {
    /// The hub's names.
    pub hub: Names,
    /// By the rating; the family is all cells of hubs and domains.
    pub shares: SharesMovement,
    /// By the record alone, where a different part of the discussions was held.
    pub record: Option<SharesMovement>,
}

/// A domain before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DomainMovement {
    /// Its names.
    pub domain: Names,
    /// The compared standards that it rests on, as the later tool names them.
    pub standards: Vec<Name>,
    /// By the rating; the family is the domains.
    pub shares: SharesMovement,
    /// By the record alone, where a different part of the discussions was held.
    pub record: Option<SharesMovement>,
    /// By hub, those that both rounds have, in the later round's order.
    pub hubs: Vec<HubCell>,
}

/// Cases' shares of every domain, by the case's position.
struct Shares {
    before: Vec<Share>,
    after: Vec<Share>,
}

impl Shares {
    fn new(ground: &Ground<'_>, domain: &DomainStandards, by: By) -> Self {
        let of = |ready: &Ready<'_>, standards: &[usize]| {
            let records = ready.records.iter();
            records
                .map(|record| ready.share(record, standards, by))
                .collect()
        };
        Self {
            before: of(&ground.before, &domain.before),
            after: of(&ground.after, &domain.after),
        }
    }

    /// The same for each hub of both rounds.
    fn by_hub(&self, ground: &Ground<'_>) -> Vec<Self> {
        let part = |shares: &[Share], hubs: &[Option<usize>]| {
            let mut parts = vec![Vec::new(); ground.hubs.all.len()];
            for (share, hub) in shares.iter().zip(hubs) {
                if let Some(part) = hub.and_then(|hub| parts.get_mut(hub)) {
                    part.push(*share);
                }
            }
            parts
        };
        let mut before = part(&self.before, &ground.hubs.before);
        let mut after = part(&self.after, &ground.hubs.after);
        let take = |parts: &mut Vec<Vec<Share>>, hub: usize| {
            parts.get_mut(hub).map(std::mem::take).unwrap_or_default()
        };
        let hubs = ground.hubs.in_both();
        hubs.map(|(hub, _)| Self {
            before: take(&mut before, hub),
            after: take(&mut after, hub),
        })
        .collect()
    }
}

/// Judges a family of shares.
fn movements(family: &[Shares], explain: bool) -> Vec<SharesMovement> {
    let found: Vec<Option<Found>> = family
        .iter()
        .map(|shares| Found::ranks(&shares.before, &shares.after))
        .collect();
    family
        .iter()
        .zip(judge(&found, explain))
        .map(|(shares, test)| SharesMovement {
            before: CaseShares::of(&shares.before),
            after: CaseShares::of(&shares.after),
            test,
        })
        .collect()
}

/// The domains and the cells of hubs and domains, by one reading.
fn families(
    ground: &Ground<'_>,
    domains: &[DomainStandards],
    by: By,
) -> (Vec<SharesMovement>, Vec<SharesMovement>) {
    let whole: Vec<Shares> = domains
        .iter()
        .map(|domain| Shares::new(ground, domain, by))
        .collect();
    let cells: Vec<Shares> = whole
        .iter()
        .flat_map(|shares| shares.by_hub(ground))
        .collect();
    (
        movements(&whole, ground.explain),
        movements(&cells, ground.explain),
    )
}

/// Every matched domain, in the order of the matching.
pub(super) fn domains(ground: &Ground<'_>) -> Vec<DomainMovement> {
    let domains = ground.domain_standards();
    let (whole, cells) = families(ground, &domains, By::Rating);
    let (record_whole, record_cells) = ground.by_record(|by| families(ground, &domains, by));
    let mut cells = cells.into_iter();
    let mut record_whole = record_whole.into_iter();
    let mut record_cells = record_cells.into_iter();
    domains
        .into_iter()
        .zip(whole)
        .map(|(domain, shares)| {
            let standards = domain
                .after
                .iter()
                .filter_map(|at| ground.after.tool.standards.get(*at))
                .map(|standard| Name::new(&standard.id, &standard.title))
                .collect();
            let hubs = ground.hubs.in_both();
            let hubs = hubs.filter_map(|(_, hub)| {
                Some(HubCell {
                    hub: hub.names.clone(),
                    shares: cells.next()?,
                    record: record_cells.next(),
                })
            });
            DomainMovement {
                standards,
                shares,
                record: record_whole.next(),
                hubs: hubs.collect(),
                domain: domain.names,
            }
        })
        .collect()
}
