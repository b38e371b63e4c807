//! How many cases have which working share in a domain.
//!
//! A case's share is a fraction of small whole numbers, so a grid of all of them holds any
//! number of cases. It must not know domains or groups.

use crate::analysis::Share;

/// Counts of cases by working and judged standards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareGrid {
    /// One more than the number of standards.
    side: usize,
    /// Row by row: `judged * side + working`.
    cases: Vec<u64>,
}

impl ShareGrid {
    /// An empty grid for a domain of some number of standards.
    pub fn new(standards: usize) -> Self {
        let side = standards + 1;
        Self {
            side,
            cases: vec![0; side * side],
        }
    }

    /// Adds a case with so many working standards of those judged.
    pub fn add(&mut self, working: usize, judged: usize) {
        if let Some(count) = self.cases.get_mut(judged * self.side + working) {
            *count += 1;
        }
    }

    /// Adds another grid of the same domain.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.cases.iter_mut().zip(&other.cases) {
            *mine += theirs;
        }
    }

    /// Cases that have a share, each with its share, where there are any.
    pub fn shares(&self) -> impl Iterator<Item = (Share, u64)> {
        (0_u64..)
            .zip(self.cases.chunks(self.side))
            .skip(1)
            .flat_map(|(of, row)| {
                (0_u64..)
                    .zip(row)
                    .filter(|(_, cases)| **cases > 0)
                    .map(move |(count, cases)| (Share { count, of }, *cases))
            })
    }

    /// How many cases have a share.
    pub fn cases(&self) -> u64 {
        self.shares().map(|(_, cases)| cases).sum()
    }

    /// All working standards of all cases, over all judged.
    pub fn pooled(&self) -> Share {
        let mut pooled = Share::default();
        for (share, cases) in self.shares() {
            pooled.count += share.count * cases;
            pooled.of += share.of * cases;
        }
        pooled
    }
}
