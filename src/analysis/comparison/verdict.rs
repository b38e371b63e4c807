//! Tests of one family judged together: improved, declined, or nothing that chance does
//! not explain.
//!
//! What was found stands in exact counts, and a family is always the whole pair of rounds,
//! whatever is shown. It must not know what is compared.

use std::cmp::Ordering;

use serde::Serialize;

use crate::analysis::Share;
use crate::analysis::share::Fraction;
use crate::analysis::statistics::{
    RankSumMethod, benjamini_hochberg, fisher_exact, least_fisher, least_rank_sum, least_sign,
    rank_sums, sign_test,
};

/// Adjusted p values below this are called a change.
pub(super) const LEVEL: f64 = 0.05;

/// Up to so many cases every count is tried where the clear ones are sought.
const TRIED_ONE_BY_ONE: u64 = 1_000;

/// What is said of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Better by more than chance explains.
    Improved,
    /// Worse by more than chance explains.
    Declined,
    /// Chance explains what there is.
    NoClearChange,
    /// No result of so few cases could have been clear.
    TooFew,
}

impl Verdict {
    /// Is it more than chance explains?
    pub fn is_change(self) -> bool {
        matches!(self, Self::Improved | Self::Declined)
    }
}

/// How a p value was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Fisher's exact test of two shares.
    Fisher,
    /// The exact sign test of pairs that went up or down.
    Sign,
    /// The exact rank-sum test of cases' shares.
    RankSumExact,
    /// The same by the normal approximation, above 1,000 cases.
    RankSumNormal,
}

/// The counts that would have been clear whatever the family's other members say: those
/// from which on the unadjusted p is below 0.05 divided by the family's size, all else as
/// it is. Nothing where no count would.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Needed {
    /// Two shares: so many working after, or more. Pairs: so many up, or more.
    pub improved: Option<u64>,
    /// Two shares: so many working after, or fewer. Pairs: so many down, or more.
    pub declined: Option<u64>,
}

/// One comparison, judged within its family.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Test {
    /// How p was found.
    pub method: Method,
    /// Two-sided p.
    pub p: f64,
    /// The same, adjusted within the family.
    pub p_adjusted: f64,
    /// The smallest p that these numbers of cases could ever give.
    pub smallest_p: f64,
    /// How many comparisons the family has.
    pub family: u64,
    /// What is said.
    pub verdict: Verdict,
    /// What would have been clear, where it was asked for; never of cases' shares, since no
    /// one count decides there.
    pub needed: Option<Needed>,
}

/// What two rounds are compared by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Found {
    /// Two shares of independent cases.
    Shares { before: Share, after: Share },
    /// Pairs; `same` are those that stayed.
    Pairs { up: u64, same: u64, down: u64 },
    /// Cases' shares.
    Ranks {
        before: u64,
        after: u64,
        p: f64,
        side: Ordering,
        exact: bool,
    },
}

impl Found {
    /// Two shares, where both have cases.
    pub(super) fn shares(before: Share, after: Share) -> Option<Self> {
        (before.of > 0 && after.of > 0).then_some(Self::Shares { before, after })
    }

    /// Pairs, where there are any.
    pub(super) fn pairs(up: u64, same: u64, down: u64) -> Option<Self> {
        (up + same + down > 0).then_some(Self::Pairs { up, same, down })
    }

    /// Cases' shares before and after; those without one are passed over. `None` where a
    /// round has no case. Where all are alike nothing differs, and p is 1.
    pub(super) fn ranks(before: &[Share], after: &[Share]) -> Option<Self> {
        let with = |shares: &[Share]| {
            let shares = shares.iter().filter(|share| share.of > 0);
            let mut all: Vec<Fraction> = shares.map(|share| Fraction(*share)).collect();
            all.sort();
            all
        };
        let (before, after) = (with(before), with(after));
        let mut values: Vec<Fraction> = before.iter().chain(&after).copied().collect();
        values.sort();
        values.dedup();
        let row = |shares: &[Fraction]| {
            let mut row = vec![0_u64; values.len()];
            for share in shares {
                let place = values.binary_search(share).ok();
                if let Some(count) = place.and_then(|place| row.get_mut(place)) {
                    *count += 1;
                }
            }
            row
        };
        if before.is_empty() || after.is_empty() {
            return None;
        }
        let tests = rank_sums(&[row(&before), row(&after)]);
        let test = tests.last().copied().flatten();
        Some(Self::Ranks {
            before: size(before.len()),
            after: size(after.len()),
            p: test.map_or(1.0, |test| test.p),
            side: test.map_or(Ordering::Equal, |test| test.side),
            exact: test.is_none_or(|test| test.method == RankSumMethod::Exact),
        })
    }

    fn method(self) -> Method {
        match self {
            Self::Shares { .. } => Method::Fisher,
            Self::Pairs { .. } => Method::Sign,
            Self::Ranks { exact: true, .. } => Method::RankSumExact,
            Self::Ranks { exact: false, .. } => Method::RankSumNormal,
        }
    }

    /// Two-sided p, unadjusted.
    pub(super) fn p(self) -> f64 {
        match self {
            Self::Shares { before, after } => fisher(before, after),
            Self::Pairs { up, down, .. } => sign_test(up, down),
            Self::Ranks { p, .. } => p,
        }
    }

    fn smallest_p(self) -> f64 {
        match self {
            Self::Shares { before, after } => least_fisher(before.of, after.of),
            Self::Pairs { up, same, down } => least_sign(up + same + down),
            Self::Ranks { before, after, .. } => least_rank_sum(before, after),
        }
    }

    /// After against before.
    fn side(self) -> Ordering {
        match self {
            Self::Shares { before, after } => Fraction(after).cmp(&Fraction(before)),
            Self::Pairs { up, down, .. } => up.cmp(&down),
            Self::Ranks { side, .. } => side,
        }
    }

    fn needed(self, below: f64) -> Option<Needed> {
        match self {
            Self::Shares { before, after } => {
                let of = after.of;
                // The count at which the shares are as equal as they can be.
                let level = u128::from(before.count) * u128::from(of) / u128::from(before.of);
                let level = u64::try_from(level).unwrap_or(of);
                let clear = |count: u64| fisher(before, Share { count, of }) < below;
                Some(Needed {
                    improved: outermost(of - level, |steps| clear(of - steps))
                        .map(|steps| of - steps),
                    declined: outermost(level, clear),
                })
            }
            Self::Pairs { up, same, down } => Some(Needed {
                improved: outermost(up + same, |steps| {
                    sign_test(up + same - steps, down) < below
                })
                .map(|steps| up + same - steps)
                .filter(|count| *count > down),
                declined: outermost(down + same, |steps| {
                    sign_test(up, down + same - steps) < below
                })
                .map(|steps| down + same - steps)
                .filter(|count| *count > up),
            }),
            Self::Ranks { .. } => None,
        }
    }
}

fn fisher(before: Share, after: Share) -> f64 {
    let not = |share: Share| share.of.saturating_sub(share.count);
    fisher_exact(before.count, not(before), after.count, not(after))
}

/// How many steps inwards from the outermost count, 0 first and `most` last, all are clear;
/// nothing where the outermost is not.
fn outermost(most: u64, clear: impl Fn(u64) -> bool) -> Option<u64> {
    if !clear(0) {
        return None;
    }
    if most <= TRIED_ONE_BY_ONE {
        return (0..=most).take_while(|steps| clear(*steps)).last();
    }
    // p only falls outwards, but for ripples of the last case or two.
    let (mut is, mut is_not) = (0, most + 1);
    while is_not - is > 1 {
        let middle = u64::midpoint(is, is_not);
        if clear(middle) {
            is = middle;
        } else {
            is_not = middle;
        }
    }
    Some(is)
}

/// Judges the members of one family together, in the order given; those without data are
/// no members.
pub(super) fn judge(found: &[Option<Found>], explain: bool) -> Vec<Option<Test>> {
    let p: Vec<f64> = found.iter().flatten().map(|found| found.p()).collect();
    let mut adjusted = benjamini_hochberg(&p).into_iter();
    let family = size(p.len());
    #[expect(clippy::cast_precision_loss, reason = "a family has few members")]
    let below = LEVEL / p.len().max(1) as f64;
    let mut raw = p.into_iter();
    found
        .iter()
        .map(|found| {
            let found = (*found)?;
            let (p, p_adjusted) = (raw.next()?, adjusted.next()?);
            let smallest_p = found.smallest_p();
            let verdict = match found.side() {
                Ordering::Greater if p_adjusted < LEVEL => Verdict::Improved,
                Ordering::Less if p_adjusted < LEVEL => Verdict::Declined,
                Ordering::Greater | Ordering::Equal | Ordering::Less if smallest_p > below => {
                    Verdict::TooFew
                }
                Ordering::Greater | Ordering::Equal | Ordering::Less => Verdict::NoClearChange,
            };
            Some(Test {
                method: found.method(),
                p,
                p_adjusted,
                smallest_p,
                family,
                verdict,
                needed: explain.then(|| found.needed(below)).flatten(),
            })
        })
        .collect()
}

/// One comparison that is a family of its own: nothing is adjusted.
pub(super) fn judge_alone(found: Option<Found>, explain: bool) -> Option<Test> {
    judge(&[found], explain).into_iter().next().flatten()
}

/// The size of a collection as a count.
pub(super) fn size(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
