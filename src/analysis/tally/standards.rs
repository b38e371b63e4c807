//! Counts of one standard: its ratings, its two readings against each other, and whether
//! somebody was told.
//!
//! It must not know domains or groups.

use super::Ledger;
use crate::model::{Mark, Rating, Scale, Standard, Standing};

/// Ratings from the record against those after the discussion, of audits with both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairs {
    side: usize,
    /// Row by row: `record * side + discussion`, levels by position.
    counts: Vec<u64>,
}

impl Pairs {
    fn new(scale: Option<&Scale>) -> Self {
        let side = scale.map_or(0, |scale| scale.levels.len());
        Self {
            side,
            counts: vec![0; side * side],
        }
    }

    fn add(&mut self, record: u8, discussion: u8) {
        let position = usize::from(record) * self.side + usize::from(discussion);
        if let Some(count) = self.counts.get_mut(position) {
            *count += 1;
        }
    }

    fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine += theirs;
        }
    }

    /// Every pair of levels (record, discussion; by position) that there is, with its count.
    pub fn each(&self) -> impl Iterator<Item = (u8, u8, u64)> {
        (0_u8..=u8::MAX)
            .zip(self.counts.chunks(self.side.max(1)))
            .flat_map(|(record, row)| {
                (0_u8..=u8::MAX)
                    .zip(row)
                    .filter(|(_, count)| **count > 0)
                    .map(move |(discussion, count)| (record, discussion, *count))
            })
    }
}

/// Critical ratings and whether somebody was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Escalations {
    /// Ratings at a level at which somebody must be told.
    pub needed: u64,
    /// Those where the audit says who was.
    pub told: u64,
}

/// Counts of one standard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StandardCounts {
    /// The rating: the last reading given.
    pub rating: Ledger,
    /// From the record; only kept where the tool has two readings.
    pub record: Option<Ledger>,
    /// The two readings against each other.
    pub pairs: Option<Pairs>,
    /// Ratings kept and not counted, since the tool's rule leaves the standard out.
    pub outside_rule: u64,
    /// Was somebody told?
    pub escalations: Escalations,
}

/// What one rating adds to its case's share in the domain: judged or not, working or not.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Contribution {
    pub(super) judged: bool,
    pub(super) working: bool,
}

impl Contribution {
    fn of(mark: Mark, working: &[bool], applies: bool) -> Self {
        match mark {
            Mark::Level(level) if applies => Self {
                judged: true,
                working: working.get(usize::from(level)).copied().unwrap_or(false),
            },
            Mark::Level(_) | Mark::NotApplicable | Mark::Blank => Self::default(),
        }
    }
}

/// Which levels of a scale are working, by position.
pub(super) fn working_levels(scale: Option<&Scale>) -> Vec<bool> {
    let levels = scale.into_iter().flat_map(|scale| &scale.levels);
    levels
        .map(|level| level.standing == Standing::Working)
        .collect()
}

impl StandardCounts {
    /// Nothing yet.
    pub(super) fn new(scale: Option<&Scale>, twice: bool) -> Self {
        Self {
            rating: Ledger::new(scale),
            record: twice.then(|| Ledger::new(scale)),
            pairs: twice.then(|| Pairs::new(scale)),
            ..Self::default()
        }
    }

    /// Adds one rating; gives what it adds to the case's share, by the rating and by the
    /// record. `working` says which levels of the scale are.
    pub(super) fn add(
        &mut self,
        standard: &Standard,
        working: &[bool],
        applies: bool,
        rating: &Rating,
    ) -> (Contribution, Contribution) {
        let last = rating.last();
        self.rating.add(last, applies);
        if let Mark::Level(level) = last {
            if !applies {
                self.outside_rule += 1;
            } else if standard.escalate_at.contains(&level) {
                self.escalations.needed += 1;
                self.escalations.told += u64::from(rating.escalation.told);
            }
        }
        let mut record_part = Contribution::default();
        if let Some(ledger) = &mut self.record {
            ledger.add(rating.record, applies);
            record_part = Contribution::of(rating.record, working, applies);
        }
        if let (Some(pairs), true, Mark::Level(record), Mark::Level(discussion)) =
            (&mut self.pairs, applies, rating.record, rating.discussion)
        {
            pairs.add(record, discussion);
        }
        (Contribution::of(last, working, applies), record_part)
    }

    /// Adds the counts of another part.
    pub(super) fn merge(&mut self, other: &Self) {
        self.rating.merge(&other.rating);
        if let (Some(mine), Some(theirs)) = (&mut self.record, &other.record) {
            mine.merge(theirs);
        }
        if let (Some(mine), Some(theirs)) = (&mut self.pairs, &other.pairs) {
            mine.merge(theirs);
        }
        self.outside_rule += other.outside_rule;
        self.escalations.needed += other.escalations.needed;
        self.escalations.told += other.escalations.told;
    }
}
