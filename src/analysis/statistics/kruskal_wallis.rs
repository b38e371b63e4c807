//! The Kruskal–Wallis test: whether samples differ at all, before asking
//! which one does.
//!
//! It must not know what the samples are.

use statrs::function::gamma::gamma_ur;

use super::count::real_difference;
use super::draws::Draws;
use super::mid_ranks::{MidRanks, RankedSample};

/// How many draws a permuted p value rests on.
pub const DRAWS: u32 = 1_999;

/// The seed of the draws. Every test begins its own stream, so that a p value
/// does not depend on which other tests were made.
pub const SEED: u64 = 2_026;

/// Up to so many cases the p value is permuted, above it is the chi-square
/// one.
const PERMUTED_UP_TO: u32 = 1_000;

/// Sums of squares this near to each other, relatively, are taken as equal.
const EQUAL: f64 = 1e-9;

/// What the test says of a table of samples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KruskalWallis {
    /// The statistic H, corrected for ties.
    pub h: f64,
    /// The p value.
    pub p: f64,
    /// How the p value was found.
    pub method: KruskalMethod,
}

/// How the p value of H is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KruskalMethod {
    /// From [`DRAWS`] random orders of the cases, seeded with [`SEED`].
    Permutation,
    /// From the chi-square distribution.
    ChiSquare {
        /// Its degrees of freedom: the samples with cases, less one.
        degrees: u32,
    },
}

/// Tests whether the rows of the table differ.
///
/// A row is a sample, a column a value, in ascending order; a cell says how
/// many of the sample's cases have the value. Rows may end early; rows
/// without a case are passed over. `None` comes back where H is undefined: all
/// cases alike, or fewer than two rows with cases.
///
/// H = 12/(N(N + 1)) · Σ nⱼ(R̄ⱼ − (N + 1)/2)² / (1 − Σ(t³ − t)/(N³ − N)).
/// Up to 1,000 cases p = (1 + number of H* ≥ H)/(draws + 1), where each draw
/// deals the mid-ranks, sorted, to the rows, in the order given, as many to
/// each as it has cases. So H does not depend on the order of rows, and p
/// only as one set of draws differs from another: callers give the rows in one
/// lasting order. Above that p is the chi-square one.
///
/// Source: W. H. Kruskal and W. A. Wallis, "Use of ranks in one-criterion
/// variance analysis", JASA 47 (1952); p after B. Phipson and G. K. Smyth,
/// "Permutation p-values should never be zero" (2010).
pub fn kruskal_wallis(table: &[Vec<u64>]) -> Option<KruskalWallis> {
    test(table, &mut Deals::default())
}

/// The same for each of several tables. Tables of as many cases are dealt alike, so this
/// is quicker than one after the other, with the same figures.
pub fn kruskal_wallis_each(tables: &[Vec<Vec<u64>>]) -> Vec<Option<KruskalWallis>> {
    let mut deals = Deals::default();
    tables.iter().map(|table| test(table, &mut deals)).collect()
}

fn test(table: &[Vec<u64>], deals: &mut Deals) -> Option<KruskalWallis> {
    let ranks = MidRanks::of(table)?;
    let samples: Vec<RankedSample> = table
        .iter()
        .map(|row| ranks.sample(row))
        .filter(|sample| sample.size > 0)
        .collect();
    if samples.len() < 2 {
        return None;
    }
    let spread = samples
        .iter()
        .map(|sample| square_over(real_difference(sample.excess), sample.size))
        .sum();
    let all = f64::from(ranks.cases);
    let h = 3.0 * spread / (all * (all + 1.0)) / ranks.tie_correction();

    let (p, method) = if ranks.cases <= PERMUTED_UP_TO {
        let sizes: Vec<u32> = samples.iter().map(|sample| sample.size).collect();
        (
            permuted(&ranks, &sizes, spread, deals),
            KruskalMethod::Permutation,
        )
    } else {
        let degrees = u32::try_from(samples.len() - 1).ok()?;
        let method = KruskalMethod::ChiSquare { degrees };
        (chi_square(h, degrees), method)
    };
    Some(KruskalWallis { h, p, method })
}

/// How likely a chi-square distributed figure is `value` or above.
fn chi_square(value: f64, degrees: u32) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    gamma_ur(f64::from(degrees) / 2.0, value / 2.0)
}

/// The sum of squares alone is compared: all else in H is the same for all
/// draws. Ranks are taken less their mean, so that nothing cancels and the
/// last sample's sum is what brings all of them to zero.
fn permuted(ranks: &MidRanks, sizes: &[u32], observed: f64, deals: &mut Deals) -> f64 {
    let mut centred: Vec<i32> = Vec::new();
    for group in &ranks.groups {
        let rank = i32::try_from(group.doubled_rank - ranks.doubled_mean()).unwrap_or(0);
        centred.extend((0..group.count).map(|_| rank));
    }
    let Some((last, others)) = sizes.split_last() else {
        return 1.0;
    };

    let limit = observed * (1.0 - EQUAL);
    let mut as_great = 1_u32;
    for deal in deals.of(ranks.cases, ranks.cases - last) {
        let mut cards = deal.iter();
        let mut sum_of_all = 0_i32;
        let mut spread = 0.0;
        for size in others {
            let size_in_cards = usize::try_from(*size).unwrap_or(usize::MAX);
            let sum: i32 = cards
                .by_ref()
                .take(size_in_cards)
                .filter_map(|card| centred.get(usize::from(*card)))
                .sum();
            sum_of_all += sum;
            spread += square_over(sum.into(), *size);
        }
        spread += square_over(sum_of_all.into(), *last);
        if spread >= limit {
            as_great += 1;
        }
    }
    f64::from(as_great) / f64::from(DRAWS + 1)
}

/// Which cases each draw deals out, first to last, for the latest number of cases asked.
///
/// They do not depend on what the cases are, so tables of as many cases share them.
#[derive(Default)]
struct Deals {
    cases: u32,
    dealt: u32,
    cards: Vec<u16>,
}

impl Deals {
    /// [`DRAWS`] times, `dealt` of so many cases, by position.
    fn of(&mut self, cases: u32, dealt: u32) -> impl Iterator<Item = &[u16]> {
        if (self.cases, self.dealt) != (cases, dealt) {
            self.draw(cases, dealt);
        }
        let size = usize::try_from(dealt).unwrap_or(0).max(1);
        self.cards.chunks(size)
    }

    fn draw(&mut self, cases: u32, dealt: u32) {
        (self.cases, self.dealt) = (cases, dealt);
        self.cards.clear();
        let mut pack: Vec<u16> = (0..=u16::MAX).zip(0..cases).map(|(card, _)| card).collect();
        let mut draws = Draws::seeded(SEED);
        for _ in 0..DRAWS {
            for place in 0..dealt {
                let offset = draws.below(cases - place);
                let place = usize::try_from(place).unwrap_or(0);
                pack.swap(place, place + offset);
                self.cards.extend(pack.get(place));
            }
        }
    }
}

fn square_over(sum: f64, size: u32) -> f64 {
    sum * sum / f64::from(size)
}
