//! The exact distribution of a sum of doubled mid-ranks under chance alone.
//!
//! A sample takes some cases of each tied group; given how many it takes in
//! all, every choice of cases is equally likely. Group after group is folded
//! into rows, one row for each number of cases taken so far, which holds the
//! probabilities of the sums. The lower and the upper groups are folded
//! apart, and a tail is found from the two, so that rows never grow to the
//! width of all sums. All sizes of sample share the rows.
//!
//! What is certain to be negligible is left out, counted, and added to every
//! p, which is so never too small, and too great by less than 1e-9. In rounds
//! of a few dozen cases nothing is left out.
//!
//! It must not know what is ranked, nor what a p is used for.

use super::hypergeometric::{Hypergeometric, Likely};
use super::mid_ranks::{MidRanks, TiedGroup};

/// How much probability is left out at each end of a row at most.
const NEGLIGIBLE: f64 = 3e-13;

/// The distribution for samples of some sizes from the same cases.
#[derive(Debug)]
pub(super) struct RankDistribution {
    doubled_mean: i64,
    lower: Half,
    upper: Half,
}

/// The groups of one half, folded together.
#[derive(Debug)]
struct Half {
    /// How many cases they have.
    cases: u32,
    /// The doubled rank of the first group, and what all differences of
    /// doubled ranks can be divided by.
    base: i64,
    step: i64,
    /// How many cases are taken in the first row; then one more in each.
    first: u32,
    rows: Vec<Row>,
}

/// The sums that are possible with one number of cases taken.
#[derive(Debug)]
struct Row {
    /// The least sum, in steps above all cases having the base rank.
    lowest: usize,
    /// The probabilities of that sum and of each a step further.
    probabilities: Vec<f64>,
    /// What was left out of them.
    left_out: f64,
}

/// How much work may still be done.
struct Work(u64);

impl Work {
    fn take(&mut self, amount: usize) -> Option<()> {
        self.0 = self.0.checked_sub(u64::try_from(amount).ok()?)?;
        Some(())
    }
}

impl RankDistribution {
    /// Folds the groups for samples of these sizes; `None` where that takes
    /// more than `work` multiplications.
    pub(super) fn new(ranks: &MidRanks, sizes: &[u32], work: u64) -> Option<Self> {
        let groups: Vec<TiedGroup> = ranks
            .groups
            .iter()
            .copied()
            .filter(|group| group.count > 0)
            .collect();
        let (lower, upper) = groups.split_at_checked(middle(&groups, ranks.cases))?;
        let mut work = Work(work);
        Some(Self {
            doubled_mean: ranks.doubled_mean(),
            lower: Half::fold(lower, ranks.cases, sizes, &mut work)?,
            upper: Half::fold(upper, ranks.cases, sizes, &mut work)?,
        })
    }

    /// The probability that the doubled rank sum of a sample of `size` is at
    /// least `distance` from what is expected, on either side.
    pub(super) fn at_least(&self, size: u32, distance: i64) -> f64 {
        if distance <= 0 {
            return 1.0;
        }
        let expected = i64::from(size) * self.doubled_mean;
        let taken_below = deal(self.lower.cases, self.upper.cases, size);
        let mut p = taken_below.left_out;
        for (taken, probability) in (taken_below.first..).zip(taken_below.probabilities) {
            let Ok(taken) = u32::try_from(taken) else {
                continue;
            };
            let lower = self.lower.sums(taken);
            let upper = self.upper.sums(size.saturating_sub(taken));
            let (Some(lower), Some(upper)) = (lower, upper) else {
                p += probability;
                continue;
            };
            let above = reaching(lower.rising(), upper.falling(), expected + distance);
            let below = reaching(
                lower.falling().map(mirrored),
                upper.rising().map(mirrored),
                distance - expected,
            );
            p += probability * (above + below + lower.left_out + upper.left_out);
        }
        p.min(1.0)
    }
}

/// Where to part the groups: as near to half of the cases as can be, which
/// keeps the larger half's rows short.
fn middle(groups: &[TiedGroup], cases: u32) -> usize {
    let mut below = 0_u32;
    (1..groups.len())
        .zip(groups)
        .map(|(cut, group)| {
            below += group.count;
            (cases.saturating_sub(below).abs_diff(below), cut)
        })
        .min()
        .map_or(0, |(_, cut)| cut)
}

/// How many of `hits` cases come from a group of `size`, the rest from
/// `others`.
fn deal(size: u32, others: u32, hits: u32) -> Likely {
    Hypergeometric::new(size.into(), others.into(), hits.into()).likely()
}

impl Half {
    fn fold(groups: &[TiedGroup], all: u32, sizes: &[u32], work: &mut Work) -> Option<Self> {
        let base = groups.first()?.doubled_rank;
        let step = groups
            .iter()
            .map(|group| group.doubled_rank - base)
            .fold(0, greatest_common_divisor)
            .max(1);
        let mut half = Self {
            cases: 0,
            base,
            step,
            first: 0,
            rows: vec![Row {
                lowest: 0,
                probabilities: vec![1.0],
                left_out: 0.0,
            }],
        };
        for group in groups {
            let cases = half.cases + group.count;
            let wanted = || {
                sizes
                    .iter()
                    .map(|size| deal(cases, all.saturating_sub(cases), *size))
            };
            let first = wanted().map(|likely| likely.first).min()?;
            let past = wanted()
                .map(|likely| likely.first.saturating_add(length(&likely.probabilities)))
                .max()?;
            let (first, past) = (u32::try_from(first).ok()?, u32::try_from(past).ok()?);
            let rows = (first..past)
                .map(|taken| half.row_with(*group, taken, work))
                .collect::<Option<_>>()?;
            half.cases = cases;
            half.first = first;
            half.rows = rows;
        }
        Some(half)
    }

    /// The row for `taken` cases once `group` is added.
    fn row_with(&self, group: TiedGroup, taken: u32, work: &mut Work) -> Option<Row> {
        let from_group = deal(group.count, self.cases, taken);
        let apart = usize::try_from((group.doubled_rank - self.base) / self.step).ok()?;

        let mut left_out = from_group.left_out;
        let mut parts = Vec::with_capacity(from_group.probabilities.len());
        for (count, probability) in (from_group.first..).zip(from_group.probabilities) {
            let count = u32::try_from(count).ok()?;
            let Some(row) = self.row(taken.saturating_sub(count)) else {
                left_out += probability;
                continue;
            };
            let shift = apart.checked_mul(usize::try_from(count).ok()?)?;
            left_out += probability * row.left_out;
            parts.push((row.lowest.checked_add(shift)?, probability, row));
        }

        let lowest = parts.iter().map(|(start, ..)| *start).min().unwrap_or(0);
        let past = parts
            .iter()
            .map(|(start, _, row)| start + row.probabilities.len())
            .max()
            .unwrap_or(0);
        work.take(past - lowest)?;
        let mut sums = vec![0.0; past - lowest];
        for (start, probability, row) in parts {
            work.take(row.probabilities.len())?;
            for (sum, of_row) in sums.iter_mut().skip(start - lowest).zip(&row.probabilities) {
                *sum += probability * of_row;
            }
        }
        Some(Row::trimmed(lowest, sums, left_out))
    }

    fn row(&self, taken: u32) -> Option<&Row> {
        let place = taken.checked_sub(self.first)?;
        self.rows.get(usize::try_from(place).ok()?)
    }

    fn sums(&self, taken: u32) -> Option<Sums<'_>> {
        let row = self.row(taken)?;
        let lowest = i64::try_from(row.lowest).ok()?;
        Some(Sums {
            least: i64::from(taken) * self.base + lowest * self.step,
            step: self.step,
            probabilities: &row.probabilities,
            left_out: row.left_out,
        })
    }
}

impl Row {
    fn trimmed(lowest: usize, mut sums: Vec<f64>, left_out: f64) -> Self {
        let (below, left_out_below) = negligible(sums.iter());
        let (above, left_out_above) = negligible(sums.iter().rev());
        sums.truncate(sums.len().saturating_sub(above));
        sums.drain(..below.min(sums.len()));
        Self {
            lowest: lowest + below,
            probabilities: sums,
            left_out: left_out + left_out_below + left_out_above,
        }
    }
}

/// How many of the first probabilities are negligible together, and their sum.
fn negligible<'a>(probabilities: impl Iterator<Item = &'a f64>) -> (usize, f64) {
    let mut left_out = 0.0;
    let mut count = 0;
    for probability in probabilities {
        if left_out + probability > NEGLIGIBLE {
            break;
        }
        left_out += probability;
        count += 1;
    }
    (count, left_out)
}

/// The sums of one row as they really are.
#[derive(Debug, Clone, Copy)]
struct Sums<'a> {
    least: i64,
    step: i64,
    probabilities: &'a [f64],
    left_out: f64,
}

impl Sums<'_> {
    /// The sums with their probabilities, least first.
    fn rising(self) -> impl Iterator<Item = (i64, f64)> {
        let mut sum = self.least - self.step;
        self.probabilities.iter().map(move |probability| {
            sum += self.step;
            (sum, *probability)
        })
    }

    /// The same, greatest first.
    fn falling(self) -> impl Iterator<Item = (i64, f64)> {
        let count = i64::try_from(self.probabilities.len()).unwrap_or(i64::MAX);
        let mut sum = self.least + count.saturating_mul(self.step);
        self.probabilities.iter().rev().map(move |probability| {
            sum -= self.step;
            (sum, *probability)
        })
    }
}

fn mirrored((sum, probability): (i64, f64)) -> (i64, f64) {
    (-sum, probability)
}

/// The probability that two sums, one from each sequence, together reach
/// `bound`.
fn reaching(
    rising: impl Iterator<Item = (i64, f64)>,
    falling: impl Iterator<Item = (i64, f64)>,
    bound: i64,
) -> f64 {
    let mut falling = falling.peekable();
    let mut enough = 0.0;
    let mut p = 0.0;
    for (sum, probability) in rising {
        while let Some((_, more)) = falling.next_if(|(other, _)| sum + other >= bound) {
            enough += more;
        }
        p += probability * enough;
    }
    p
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn length(probabilities: &[f64]) -> u64 {
    u64::try_from(probabilities.len()).unwrap_or(u64::MAX)
}
