//! The interval of a difference of two shares, so that "from 30 of 60 to 36 of 60" is
//! never read as more than it is.
//!
//! It must not know what the shares are of; two rounds and two hubs are both pairs of
//! samples.

use serde::Serialize;

use super::count::real;
use super::interval::wilson;

/// How far the second share is above the first, with the bounds of that difference; all
/// between −1 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// The second share less the first.
    pub value: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The difference of `count2` in `of2` and `count1` in `of1`, after less before, with its
/// 95 % hybrid score interval.
///
/// With p the shares, l and u the bounds of their Wilson intervals and d = p₂ − p₁, the
/// bounds are d − √((p₂ − l₂)² + (u₁ − p₁)²) and d + √((u₂ − p₂)² + (p₁ − l₁)²). Changing
/// the two shares over negates all three figures, to the last digit.
///
/// `None` comes back where either has no interval.
///
/// Source: R. G. Newcombe, "Interval estimation for the difference between independent
/// proportions", Statistics in Medicine 17 (1998), method 10.
pub fn newcombe(count1: u64, of1: u64, count2: u64, of2: u64) -> Option<Difference> {
    let (first, second) = (wilson(count1, of1)?, wilson(count2, of2)?);
    let (p1, p2) = (real(count1) / real(of1), real(count2) / real(of2));
    // Adding 0 makes a negative zero a plain one.
    let value = p2 - p1 + 0.0;
    let away = |a: f64, b: f64| (a * a + b * b).sqrt();
    Some(Difference {
        value,
        low: (value - away(p2 - second.low, first.high - p1)).max(-1.0),
        high: (value + away(second.high - p2, p1 - first.low)).min(1.0),
    })
}
