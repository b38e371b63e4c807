//! The ledger: every audit in exactly one state of a standard.
//!
//! It must not know which standard it is kept for.

use crate::analysis::Share;
use crate::model::{Mark, Scale, Standing};

/// Counts of states; together they are all audits in scope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// Counts by position of the level, those not evidenced included.
    pub levels: Vec<u64>,
    /// Does not apply, the auditors say.
    pub not_applicable: u64,
    /// Does not apply, the tool's rule says.
    pub skipped: u64,
    /// Should have been rated and was not.
    pub missing: u64,
}

impl Ledger {
    /// An empty ledger for a scale.
    pub fn new(scale: Option<&Scale>) -> Self {
        Self {
            levels: vec![0; scale.map_or(0, |scale| scale.levels.len())],
            ..Self::default()
        }
    }

    /// Adds one audit, in exactly one state: a standard that the tool's rule leaves out is
    /// skipped whatever its cell says.
    pub fn add(&mut self, mark: Mark, applies: bool) {
        let state = match mark {
            _ if !applies => Some(&mut self.skipped),
            Mark::Level(level) => self.levels.get_mut(usize::from(level)),
            Mark::NotApplicable => Some(&mut self.not_applicable),
            Mark::Blank => Some(&mut self.missing),
        };
        if let Some(count) = state {
            *count += 1;
        }
    }

    /// Adds another ledger of the same standard.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.levels.iter_mut().zip(&other.levels) {
            *mine += theirs;
        }
        self.not_applicable += other.not_applicable;
        self.skipped += other.skipped;
        self.missing += other.missing;
    }

    /// How many stand at levels of a standing.
    pub fn standing(&self, scale: &Scale, standing: Standing) -> u64 {
        self.levels
            .iter()
            .zip(&scale.levels)
            .filter(|(_, level)| level.standing == standing)
            .map(|(count, _)| count)
            .sum()
    }

    /// Rated at ordered levels and not evidenced: the denominator of shares.
    pub fn judged(&self) -> u64 {
        self.levels.iter().sum()
    }

    /// Everything.
    pub fn in_scope(&self) -> u64 {
        self.judged() + self.not_applicable + self.skipped + self.missing
    }

    /// Ratings that are working, over those rated or not evidenced.
    pub fn working(&self, scale: &Scale) -> Share {
        Share {
            count: self.standing(scale, Standing::Working),
            of: self.judged(),
        }
    }
}
