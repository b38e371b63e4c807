//! A part of a whole, in counts.
//!
//! It must not know what is counted.

use serde::Serialize;

use super::statistics::wilson;

/// A part of a whole; nothing of nothing is unknown, never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Share {
    /// The part.
    pub count: u64,
    /// The whole.
    pub of: u64,
}

impl Share {
    /// The share as a number from 0 to 1.
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of cases stay far below 2^53"
    )]
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.count as f64 / self.of as f64)
    }

    /// The share with its interval; only right where what is counted is independent, as
    /// the cases rated on one standard are.
    pub fn estimate(self) -> Estimate {
        let interval = wilson(self.count, self.of);
        Estimate {
            count: self.count,
            of: self.of,
            value: self.value(),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    }
}

impl std::ops::AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.count += other.count;
        self.of += other.of;
    }
}

/// A share of independent cases, with its 95 % Wilson interval.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Estimate {
    /// The part.
    pub count: u64,
    /// The whole.
    pub of: u64,
    /// From 0 to 1; nothing where the whole is 0.
    pub value: Option<f64>,
    /// The interval's lower end.
    pub low: Option<f64>,
    /// The interval's upper end.
    pub high: Option<f64>,
}

impl Estimate {
    /// The counts alone.
    pub fn share(&self) -> Share {
        Share {
            count: self.count,
            of: self.of,
        }
    }
}
