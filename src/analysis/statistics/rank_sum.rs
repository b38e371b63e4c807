//! The rank-sum test: whether one sample of cases lies higher or lower than
//! all the others.
//!
//! It must not know what the samples are; hubs and rounds are both samples.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use statrs::function::erf::erfc;

use super::count::real_difference;
use super::mid_ranks::{MidRanks, RankedSample};
use super::rank_distribution::RankDistribution;

/// Up to so many cases the test is exact, above it is the normal one.
pub const EXACT_UP_TO: u32 = 1_000;

/// How many multiplications the exact distribution may take, about half a
/// second. A thousand cases in ten tied groups stay below, halved or in hubs;
/// hundreds of different values in hundreds of cases may not, and the normal
/// approximation, which is close there, takes their place. It counts work and
/// not time, so that every machine decides alike.
const WORK: u64 = 1_000_000_000;

/// What the test says of one sample against all others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankSum {
    /// Whether the sample's ranks are greater or less than is expected.
    pub side: Ordering,
    /// The two-sided p value.
    pub p: f64,
    /// The smallest p that a sample of this size could have among these
    /// cases.
    pub smallest_p: f64,
    /// How the p values were found.
    pub method: RankSumMethod,
}

/// How the p value of a rank sum is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankSumMethod {
    /// From all ways to choose the sample, right to 1e-9.
    Exact,
    /// From the normal distribution, corrected for ties.
    Normal,
}

/// Tests every row of the table against all its other rows together.
///
/// A row is a sample, a column a value, in ascending order; a cell says how
/// many of the sample's cases have the value. Rows may end early. `None`
/// stands where no test is possible: an empty sample, no others, or all cases
/// alike.
///
/// With R the sample's sum of doubled mid-ranks and E what is expected of it,
/// p = P(|R − E| ≥ |r − E|) over all choices of as many cases, compared in
/// whole numbers. Above [`EXACT_UP_TO`] cases, or where there are so many
/// different values that the exact distribution takes too much work,
/// z = (r − E)/σ is taken as normal, σ² = n·m·(N + 1)/3 · (1 − Σ(t³ − t)/(N³ − N))
/// for doubled ranks, without a continuity correction.
///
/// Source: E. L. Lehmann, *Nonparametrics: Statistical Methods Based on
/// Ranks*, chapter 1.
pub fn rank_sums(table: &[Vec<u64>]) -> Vec<Option<RankSum>> {
    let Some(ranks) = MidRanks::of(table) else {
        return vec![None; table.len()];
    };
    let samples: Vec<RankedSample> = table.iter().map(|row| ranks.sample(row)).collect();
    let sizes: BTreeSet<u32> = samples
        .iter()
        .map(|sample| smaller_side(&ranks, *sample))
        .filter(|size| *size > 0)
        .collect();
    let sizes: Vec<u32> = sizes.into_iter().collect();
    let exact = if ranks.cases <= EXACT_UP_TO {
        RankDistribution::new(&ranks, &sizes, WORK)
    } else {
        None
    };
    samples
        .into_iter()
        .map(|sample| test(&ranks, sample, exact.as_ref()))
        .collect()
}

/// The sample's size or that of all others: the sums of both have the same
/// distance from what is expected, and the smaller takes less work.
fn smaller_side(ranks: &MidRanks, sample: RankedSample) -> u32 {
    sample.size.min(ranks.cases.saturating_sub(sample.size))
}

fn test(
    ranks: &MidRanks,
    sample: RankedSample,
    exact: Option<&RankDistribution>,
) -> Option<RankSum> {
    let size = smaller_side(ranks, sample);
    if size == 0 {
        return None;
    }
    let distance = sample.excess.abs();
    let ends = ranks.extremes(size);
    let furthest = ends.iter().map(|end| end.distance).max()?;
    let (p, smallest_p, method) = match exact {
        Some(distribution) => (
            distribution.at_least(size, i64::try_from(distance).ok()?),
            ends.iter()
                .filter(|end| end.distance == furthest)
                .map(|end| end.probability)
                .sum(),
            RankSumMethod::Exact,
        ),
        None => (
            normal(ranks, size, distance),
            normal(ranks, size, furthest),
            RankSumMethod::Normal,
        ),
    };
    Some(RankSum {
        side: sample.excess.cmp(&0),
        p,
        smallest_p,
        method,
    })
}

fn normal(ranks: &MidRanks, size: u32, distance: i128) -> f64 {
    let sample = f64::from(size);
    let all = f64::from(ranks.cases);
    let variance = sample * (all - sample) * (all + 1.0) / 3.0 * ranks.tie_correction();
    erfc(real_difference(distance) / (2.0 * variance).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal_p(table: &[Vec<u64>]) -> f64 {
        let ranks = MidRanks::of(table).unwrap();
        let sample = ranks.sample(&table[0]);
        normal(&ranks, sample.size, sample.excess.abs())
    }

    /// R's `wilcox.test(exact = FALSE, correct = FALSE)`, rows a, c and e of
    /// the reference data under `tests/data/statistics`.
    #[test]
    fn normal_approximation_as_in_r() {
        let close = |table: &[Vec<u64>], p: f64| {
            let found = normal_p(table);
            assert!((found - p).abs() < 1e-9, "{found} {p}");
        };
        close(
            &[vec![1, 2, 3, 1], vec![0, 1, 2, 5]],
            0.057_899_371_426_361_3,
        );
        close(&[vec![0, 4], vec![4, 0]], 0.008_150_971_593_502_7);
        close(
            &[vec![2, 4, 3, 1], vec![0, 3, 6, 3]],
            0.075_419_860_304_174_8,
        );
    }

    #[test]
    fn where_the_exact_test_ends_the_normal_one_is_near() {
        for table in [
            [vec![13, 20, 17, 30, 45], vec![175, 175, 175, 175, 175]],
            [vec![20, 25, 25, 30, 25], vec![70, 80, 90, 100, 535]],
        ] {
            let exact = rank_sums(&table)[0].unwrap();
            assert_eq!(exact.method, RankSumMethod::Exact);
            let normal = normal_p(&table);
            assert!((exact.p - normal).abs() < 0.002, "{exact:?} {normal}");
        }
    }

    #[test]
    fn too_much_work_is_refused() {
        let table = [vec![1; 40], vec![1; 40]];
        let ranks = MidRanks::of(&table).unwrap();
        assert!(RankDistribution::new(&ranks, &[40], 1_000).is_none());
        assert!(RankDistribution::new(&ranks, &[40], WORK).is_some());
    }
}
