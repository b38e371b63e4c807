//! What a comparison gives its reader to bear in mind beside the verdicts: where figures
//! point apart, what fell without a verdict, and where two rounds are hard to compare.
//!
//! It must not know how any of it is worded.

use std::cmp::Ordering;

use super::domains::{DomainMovement, SharesMovement};
use super::matched::Footing;
use super::practice::{Names, Practice};
use super::sample::{ChoiceMovement, FactMovement, SampleMovement};
use super::verdict::Verdict;
use crate::analysis::Share;

/// A standard that was not judged in so many of 100 cases of a round is named.
const NOT_JUDGED: u64 = 5;

/// Why cases were not judged on a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unjudged {
    /// The auditors say that it does not apply.
    NotApplicable,
    /// It was left without a rating.
    Missing,
}

/// A compared standard that a good part of a round's cases were not judged on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotJudged<'a> {
    /// The standard's names.
    pub standard: &'a Names,
    /// Why.
    pub why: Unjudged,
    /// Cases not judged for this, of all in scope, before.
    pub before: Share,
    /// After.
    pub after: Share,
}

impl SharesMovement {
    /// Is there a verdict on the cases' shares, while all ratings together do not point the
    /// same way? A case with few standards weighs as much in the test as one with many.
    pub fn ratings_disagree(&self) -> bool {
        let expected = match self.test.map(|test| test.verdict) {
            Some(Verdict::Improved) => Ordering::Greater,
            Some(Verdict::Declined) => Ordering::Less,
            Some(Verdict::NoClearChange | Verdict::TooFew) | None => return false,
        };
        let side = self.after.working.compare(self.before.working);
        side.is_some_and(|side| side != expected)
    }

    /// By how much the part of working ratings fell, as a number from 0 to 1; nothing where
    /// it did not, or nothing was tested.
    fn fall(&self) -> Option<f64> {
        self.test?;
        let fall = self.before.working.value()? - self.after.working.value()?;
        (fall > 0.0).then_some(fall)
    }
}

impl SampleMovement {
    /// Has a round no case, so that nothing can be compared?
    pub fn is_one_sided(&self) -> bool {
        self.cases_before == 0 || self.cases_after == 0
    }

    /// Has one round less than two thirds of the cases that the other has?
    pub fn sizes_differ(&self) -> bool {
        let few = self.cases_before.min(self.cases_after);
        let many = self.cases_before.max(self.cases_after);
        few.saturating_mul(3) < many.saturating_mul(2)
    }

    /// The choices of facts whose part in the sample changed by more than chance explains.
    pub fn shifted(&self) -> impl Iterator<Item = (&FactMovement, &ChoiceMovement)> {
        self.facts.iter().flat_map(|fact| {
            let choices = fact.choices.iter().filter(|choice| choice.shifted);
            choices.map(move |choice| (fact, choice))
        })
    }
}

impl Practice {
    /// Does the round that is named first begin later than the other?
    pub fn is_backwards(&self) -> bool {
        let from = |facts: &super::RoundFacts| facts.round.as_ref()?.from.clone();
        let days = from(&self.before).zip(from(&self.after));
        days.is_some_and(|(before, after)| after < before)
    }

    /// Was every case of both rounds audited in both?
    pub fn follows_every_case(&self) -> bool {
        let sample = &self.sample;
        let all = [sample.cases_before, sample.cases_after];
        let same = self.same_cases.as_ref();
        same.is_some_and(|same| all == [same.cases, same.cases])
    }

    /// Where no domain declined: the one in which the part of working ratings fell furthest,
    /// so that nobody takes silence for good news. Among equals the first.
    pub fn largest_fall(&self) -> Option<&DomainMovement> {
        if !self.headlines.all_cases.declined.is_empty() {
            return None;
        }
        let domains = self.domains.iter();
        let fell = domains.filter_map(|domain| Some((domain.shares.fall()?, domain)));
        let most = fell.reduce(|most, next| if next.0 > most.0 { next } else { most });
        most.map(|(_, domain)| domain)
    }

    /// Compared standards that 5 of 100 cases of a round, or more, were not judged on, in
    /// the order of the matching.
    pub fn not_judged(&self) -> Vec<NotJudged<'_>> {
        let much = |share: Share| {
            share.count > 0
                && share.count.saturating_mul(100) >= share.of.saturating_mul(NOT_JUDGED)
        };
        let mut out = Vec::new();
        for row in &self.standards {
            let (Footing::Compared, Some(before), Some(after)) =
                (row.footing, &row.before, &row.after)
            else {
                continue;
            };
            let (before, after) = (&before.ledger, &after.ledger);
            for (why, old, new) in [
                (
                    Unjudged::NotApplicable,
                    before.not_applicable,
                    after.not_applicable,
                ),
                (Unjudged::Missing, before.missing, after.missing),
            ] {
                let found = NotJudged {
                    standard: &row.standard,
                    why,
                    before: Share {
                        count: old,
                        of: before.in_scope,
                    },
                    after: Share {
                        count: new,
                        of: after.in_scope,
                    },
                };
                if much(found.before) || much(found.after) {
                    out.push(found);
                }
            }
        }
        out
    }
}
