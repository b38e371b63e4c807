//! Counts of measures: distance travelled.
//!
//! It must not know which direction is better.

use super::Histogram;
use crate::model::MeasureMark;

/// One end of a measure: at the start, or now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct End {
    /// Numbers given.
    pub values: Histogram,
    /// Asked, and the person chose not to say.
    pub declined: u64,
    /// Nobody asked.
    pub not_asked: u64,
    /// Blank.
    pub missing: u64,
}

impl End {
    fn add(&mut self, mark: MeasureMark) {
        match mark {
            MeasureMark::Value(value) => self.values.add(value),
            MeasureMark::Declined => self.declined += 1,
            MeasureMark::NotAsked => self.not_asked += 1,
            MeasureMark::Blank => self.missing += 1,
        }
    }

    fn merge(&mut self, other: &Self) {
        self.values.merge(&other.values);
        self.declined += other.declined;
        self.not_asked += other.not_asked;
        self.missing += other.missing;
    }
}

/// Counts of one measure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MeasureCounts {
    /// At the start, over all audits.
    pub start: End,
    /// Now, over all audits.
    pub now: End,
    /// At the start, of cases with both numbers.
    pub paired_start: Histogram,
    /// Now, of cases with both numbers.
    pub paired_now: Histogram,
    /// The number went up.
    pub up: u64,
    /// It stayed.
    pub same: u64,
    /// It went down.
    pub down: u64,
    /// A number at the start and none now.
    pub start_only: u64,
    /// A number now and none at the start.
    pub now_only: u64,
}

impl MeasureCounts {
    /// Adds what one audit says.
    pub fn add(&mut self, start: MeasureMark, now: MeasureMark) {
        self.start.add(start);
        self.now.add(now);
        match (start, now) {
            (MeasureMark::Value(start), MeasureMark::Value(now)) => {
                self.paired_start.add(start);
                self.paired_now.add(now);
                match now.total_cmp(&start) {
                    std::cmp::Ordering::Greater => self.up += 1,
                    std::cmp::Ordering::Equal => self.same += 1,
                    std::cmp::Ordering::Less => self.down += 1,
                }
            }
            (MeasureMark::Value(_), _) => self.start_only += 1,
            (_, MeasureMark::Value(_)) => self.now_only += 1,
            _ => {}
        }
    }

    /// Adds the counts of another part.
    pub fn merge(&mut self, other: &Self) {
        self.start.merge(&other.start);
        self.now.merge(&other.now);
        self.paired_start.merge(&other.paired_start);
        self.paired_now.merge(&other.paired_now);
        self.up += other.up;
        self.same += other.same;
        self.down += other.down;
        self.start_only += other.start_only;
        self.now_only += other.now_only;
    }
}
