//! Ranks of tied values, doubled so that they stay whole numbers.
//!
//! Values come as a table: a row per sample, a column per tied value in
//! ascending order, and how often the value stands in the sample. Such tables
//! are sums, so they can be merged, and they hold no case.
//!
//! It must not know which test the ranks are for.

use super::count::real;

/// All cases of a table, ranked together.
#[derive(Debug)]
pub(super) struct MidRanks {
    /// The tied groups, lowest value first; those without a case are kept so
    /// that they stand beside the table's columns.
    pub(super) groups: Vec<TiedGroup>,
    /// How many cases there are.
    pub(super) cases: u32,
}

/// The cases that share one value.
#[derive(Debug, Clone, Copy)]
pub(super) struct TiedGroup {
    /// How many cases there are.
    pub(super) count: u32,
    /// Twice the mean of their ranks.
    pub(super) doubled_rank: i64,
}

/// One sample's place among all cases.
#[derive(Debug, Clone, Copy)]
pub(super) struct RankedSample {
    /// How many cases it has.
    pub(super) size: u32,
    /// Its sum of doubled ranks less what is expected by chance.
    pub(super) excess: i128,
}

impl MidRanks {
    /// Ranks all rows of the table together; `None` where nothing can be
    /// compared: fewer than two different values, or over four billion cases.
    /// A row that is shorter than others has zeros at its end.
    pub(super) fn of(table: &[Vec<u64>]) -> Option<Self> {
        let columns = table.iter().map(Vec::len).max().unwrap_or(0);
        let mut groups = Vec::with_capacity(columns);
        let mut cases = 0_u32;
        for column in 0..columns {
            let count = table
                .iter()
                .filter_map(|row| row.get(column))
                .try_fold(0_u64, |sum, count| sum.checked_add(*count))?;
            let count = u32::try_from(count).ok()?;
            let doubled_rank = 2 * i64::from(cases) + i64::from(count) + 1;
            cases = cases.checked_add(count)?;
            groups.push(TiedGroup {
                count,
                doubled_rank,
            });
        }
        let values = groups.iter().filter(|group| group.count > 0).count();
        (values >= 2).then_some(Self { groups, cases })
    }

    /// Twice the mean of all ranks.
    pub(super) fn doubled_mean(&self) -> i64 {
        i64::from(self.cases) + 1
    }

    /// The size of one of the table's rows, and how far its sum of doubled
    /// ranks is from what is expected.
    pub(super) fn sample(&self, row: &[u64]) -> RankedSample {
        let mut size = 0_u32;
        let mut excess = 0_i128;
        for (group, count) in self.groups.iter().zip(row) {
            size = size.saturating_add(u32::try_from(*count).unwrap_or(u32::MAX));
            excess += i128::from(*count) * i128::from(group.doubled_rank - self.doubled_mean());
        }
        RankedSample { size, excess }
    }

    /// The greatest distance from what is expected that a sample of `size`
    /// could ever have: below it, and above it.
    pub(super) fn extremes(&self, size: u32) -> [End; 2] {
        let groups = self.groups.iter().copied();
        [self.end(groups.clone(), size), self.end(groups.rev(), size)]
    }

    fn end(&self, groups: impl Iterator<Item = TiedGroup>, size: u32) -> End {
        let mut left = size;
        let mut excess = 0_i128;
        let mut boundary = (0, 0);
        for group in groups {
            let taken = left.min(group.count);
            if taken == 0 {
                continue;
            }
            left -= taken;
            excess += i128::from(taken) * i128::from(group.doubled_rank - self.doubled_mean());
            boundary = (group.count, taken);
        }
        End {
            distance: excess.abs(),
            probability: ratio_of_choices(boundary.0, boundary.1, self.cases, size),
        }
    }

    /// What ties leave of the spread of ranks, 1 without any:
    /// 1 − Σ(t³ − t)/(N³ − N) over the tied groups.
    pub(super) fn tie_correction(&self) -> f64 {
        let spread = |count: u32| {
            let t = real(u64::from(count));
            t * (t - 1.0) * (t + 1.0)
        };
        let tied: f64 = self.groups.iter().map(|group| spread(group.count)).sum();
        1.0 - tied / spread(self.cases)
    }
}

/// The outermost sum of ranks on one side.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    /// How far it is from what is expected, in doubled ranks.
    pub(super) distance: i128,
    /// How likely chance alone gives it.
    pub(super) probability: f64,
}

/// C(n, k) / C(all, drawn).
fn ratio_of_choices(n: u32, k: u32, all: u32, drawn: u32) -> f64 {
    let drawn = drawn.min(all - drawn.min(all));
    let above = (0..k.min(n - k)).zip(1..).map(|(i, j)| (n - i, j));
    let below = (0..drawn).zip(1..).map(|(i, j)| (j, all - i));
    above
        .chain(below)
        .map(|(over, under): (u32, u32)| f64::from(over) / f64::from(under))
        .product()
}
