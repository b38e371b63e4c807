//! All cases: every standard before and after, over all cases of both rounds.
//!
//! The family is all compared standards with ratings in both rounds. It must not know
//! single cases or hubs.

use serde::Serialize;

use crate::analysis::statistics::{Difference, newcombe};
use crate::analysis::summary::{LedgerCounts, LevelCount, level_counts};
use crate::analysis::tally::Ledger;
use crate::analysis::{Estimate, Share};
use crate::model::Scale;

use super::ground::{By, Ground, Ready};
use super::matched::Footing;
use super::practice::Names;
use super::verdict::{Found, Test, judge};

/// A standard in one round.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandardFigures {
    /// By level, best first.
    pub levels: Vec<LevelCount>,
    /// The ledger.
    pub ledger: LedgerCounts,
    /// Ratings that are working, over those rated or not evidenced.
    pub working: Estimate,
}

impl StandardFigures {
    pub(super) fn of(ledger: &Ledger, scale: &Scale) -> Self {
        Self {
            levels: level_counts(ledger, scale),
            ledger: LedgerCounts::of(ledger, scale),
            working: ledger.working(scale).estimate(),
        }
    }
}

/// A standard before and after by the record alone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RecordMovement {
    /// Working before.
    pub before: Estimate,
    /// Working after.
    pub after: Estimate,
    /// After less before.
    pub difference: Option<Difference>,
    /// The same family as it would be by the record.
    pub test: Option<Test>,
}

/// A standard before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandardMovement {
    /// Its names.
    pub standard: Names,
    /// Its domain's names.
    pub domain: Names,
    /// How far it is compared.
    pub footing: Footing,
    /// Before; nothing where the two are not set against each other.
    pub before: Option<StandardFigures>,
    /// After.
    pub after: Option<StandardFigures>,
    /// After less before; only where it is compared.
    pub difference: Option<Difference>,
    /// Fisher's exact test; only where it is compared and both rounds have ratings.
    pub test: Option<Test>,
    /// The same by the record alone, where a different part of the discussions was held.
    pub record: Option<RecordMovement>,
}

/// After less before, of two estimates.
pub(super) fn difference(before: Share, after: Share) -> Option<Difference> {
    newcombe(before.count, before.of, after.count, after.of)
}

/// Every matched standard, in the order of the matching.
pub(super) fn standards(ground: &Ground<'_>) -> Vec<StandardMovement> {
    let matched = ground.matching.standards;
    let compared = |by| -> Vec<Option<(Share, Share)>> {
        let both = matched.iter().map(Ground::compared);
        both.map(|both| {
            let both = both?;
            Some((
                working(&ground.before, both.before, by)?,
                working(&ground.after, both.after, by)?,
            ))
        })
        .collect()
    };
    let tests = |shares: &[Option<(Share, Share)>]| {
        let found = shares.iter().map(|shares| {
            let (before, after) = (*shares)?;
            Found::shares(before, after)
        });
        judge(&found.collect::<Vec<_>>(), ground.explain)
    };
    let shares = compared(By::Rating);
    let mut judged = tests(&shares).into_iter();
    let records = ground.by_record(compared);
    let mut record_judged = tests(&records).into_iter();
    let mut records = records.into_iter();
    matched
        .iter()
        .zip(shares)
        .map(|(matched, shares)| {
            let beside = matched.before.is_some()
                && matched.after.is_some()
                && matched.footing != Footing::NotCompared;
            let of = |ready: &Ready<'_>, position: Option<usize>| {
                let position = position.filter(|_| beside)?;
                let ledger = &ready.counts.standards.get(position)?.rating;
                Some(StandardFigures::of(ledger, ready.scale(position)?))
            };
            let domain = |ready: &Ready<'_>, position: Option<usize>| {
                Some(ready.tool.standards.get(position?)?.domain)
            };
            let record_test = record_judged.next().flatten();
            StandardMovement {
                standard: ground.standard_names(matched),
                domain: ground.domain_names(
                    domain(&ground.before, matched.before),
                    domain(&ground.after, matched.after),
                ),
                footing: matched.footing,
                before: of(&ground.before, matched.before),
                after: of(&ground.after, matched.after),
                difference: shares.and_then(|(before, after)| difference(before, after)),
                test: judged.next().flatten(),
                record: records
                    .next()
                    .flatten()
                    .map(|(before, after)| RecordMovement {
                        before: before.estimate(),
                        after: after.estimate(),
                        difference: difference(before, after),
                        test: record_test,
                    }),
            }
        })
        .collect()
}

fn working(ready: &Ready<'_>, standard: usize, by: By) -> Option<Share> {
    let counts = ready.counts.standards.get(standard)?;
    let ledger = match by {
        By::Rating => &counts.rating,
        By::Record => counts.record.as_ref()?,
    };
    Some(ledger.working(ready.scale(standard)?))
}
