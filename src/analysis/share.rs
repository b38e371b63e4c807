//! A part of a whole, in counts.
//!
//! It must not know what is counted.

use std::cmp::Ordering;

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

    /// Which of two shares is the larger, to the last case; nothing where either is of
    /// nothing.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        (self.of > 0 && other.of > 0).then(|| Fraction(self).cmp(&Fraction(other)))
    }

    /// Is it more than a half?
    pub fn is_most(self) -> bool {
        self.count.saturating_mul(2) > self.of
    }

    /// What is left without a part of it.
    #[must_use]
    pub fn without(self, part: Self) -> Self {
        Self {
            count: self.count.saturating_sub(part.count),
            of: self.of.saturating_sub(part.of),
        }
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

/// A fraction with the order of its value.
#[derive(Debug, Clone, Copy)]
pub(in crate::analysis) struct Fraction(pub(in crate::analysis) Share);

impl Fraction {
    fn cross(self, other: Self) -> (u128, u128) {
        (
            u128::from(self.0.count) * u128::from(other.0.of),
            u128::from(other.0.count) * u128::from(self.0.of),
        )
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mine, theirs) = self.cross(*other);
        mine.cmp(&theirs)
    }
}

/// Items by their shares, the largest first; among equals their order stands, and those
/// whose share is of nothing are left out.
pub(in crate::analysis) fn by_share<T>(
    items: impl IntoIterator<Item = T>,
    share: impl Fn(&T) -> Share,
) -> Vec<T> {
    let items = items.into_iter().map(|item| (Fraction(share(&item)), item));
    let mut items: Vec<(Fraction, T)> = items.filter(|(share, _)| share.0.of > 0).collect();
    items.sort_by_key(|(share, _)| std::cmp::Reverse(*share));
    items.into_iter().map(|(_, item)| item).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn share(count: u64, of: u64) -> Share {
        Share { count, of }
    }

    #[test]
    fn shares_are_compared_as_fractions() {
        assert_eq!(share(2, 3).compare(share(4, 6)), Some(Ordering::Equal));
        assert_eq!(share(2, 3).compare(share(3, 5)), Some(Ordering::Greater));
        assert_eq!(share(0, 4).compare(share(1, 9)), Some(Ordering::Less));
        assert_eq!(share(0, 0).compare(share(1, 9)), None);
        assert_eq!(share(1, 9).compare(share(0, 0)), None);
        // No two of these are one number where they are rounded to 53 bits.
        let large = u64::MAX;
        assert_eq!(
            share(large - 1, large).compare(share(large - 2, large - 1)),
            Some(Ordering::Greater)
        );
    }

    #[test]
    fn a_half_is_not_the_most() {
        assert!(!share(3, 6).is_most());
        assert!(share(4, 6).is_most());
        assert!(!share(0, 0).is_most());
    }

    #[test]
    fn a_share_without_a_part_is_the_rest() {
        assert_eq!(share(10, 18).without(share(4, 7)), share(6, 11));
    }

    #[test]
    fn equal_shares_stay_in_their_order() {
        let items = [
            ("one", share(1, 4)),
            ("none", share(0, 0)),
            ("two", share(3, 4)),
            ("three", share(6, 8)),
            ("four", share(2, 8)),
        ];
        let sorted = by_share(items, |(_, share)| *share);
        let names: Vec<&str> = sorted.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["two", "three", "one", "four"]);
    }
}
