//! Counts by value, for medians and ranges of numbers that stream past.
//!
//! It grows with the number of different values. It must not know what is measured.

use std::collections::BTreeMap;

/// A finite number with an order.
#[derive(Debug, Clone, Copy)]
struct Value(f64);

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Value {}
impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Value {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Counts by value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Histogram {
    counts: BTreeMap<Value, u64>,
}

impl Histogram {
    /// Adds one value.
    pub fn add(&mut self, value: f64) {
        // Both zeros are one.
        *self.counts.entry(Value(value + 0.0)).or_insert(0) += 1;
    }

    /// Adds another histogram.
    pub fn merge(&mut self, other: &Self) {
        for (value, count) in &other.counts {
            *self.counts.entry(*value).or_insert(0) += count;
        }
    }

    /// How many values there are.
    pub fn len(&self) -> u64 {
        self.counts.values().sum()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// How many are at most this.
    pub fn at_most(&self, limit: f64) -> u64 {
        self.counts
            .range(..=Value(limit))
            .map(|(_, count)| count)
            .sum()
    }

    /// The least and the greatest.
    pub fn range(&self) -> Option<(f64, f64)> {
        let (least, _) = self.counts.first_key_value()?;
        let (greatest, _) = self.counts.last_key_value()?;
        Some((least.0, greatest.0))
    }

    /// The middle value; of an even number the mean of the two in the middle.
    pub fn median(&self) -> Option<f64> {
        let all = self.len();
        let low = self.nth(all.checked_sub(1)? / 2)?;
        let high = self.nth(all / 2)?;
        Some(f64::midpoint(low, high))
    }

    /// The value at a position from 0, ascending.
    fn nth(&self, position: u64) -> Option<f64> {
        let mut before = 0;
        self.counts.iter().find_map(|(value, count)| {
            before += count;
            (position < before).then_some(value.0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_are_those_of_the_sorted_list() {
        let mut days = Histogram::default();
        assert_eq!(days.median(), None);
        for day in [4.0, 1.0, 9.0] {
            days.add(day);
        }
        assert_eq!(days.median(), Some(4.0));
        days.add(2.0);
        assert_eq!(days.median(), Some(3.0));
        assert_eq!(days.range(), Some((1.0, 9.0)));
        assert_eq!(days.at_most(4.0), 3);
    }
}
