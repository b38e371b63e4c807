//! The hypergeometric distribution: how many of the hits fall into one group
//! when all that is dealt out is dealt at random.
//!
//! It walks outwards from the most likely count by ratios of neighbouring
//! probabilities. So it needs no logarithm, whose last digits differ between
//! machines, and its work grows with the spread and not with the counts.
//!
//! It must not know which test asks.

use super::count::real;

/// Probabilities this far below the greatest are left out where a caller
/// wants only what counts; what they add up to is bounded and handed back.
const NEGLIGIBLE: f64 = 1e-11;

/// How many of `hits` fall into a group of `size`, with `others` outside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hypergeometric {
    size: u64,
    others: u64,
    hits: u64,
}

/// The counts that matter, with their probabilities.
#[derive(Debug)]
pub(super) struct Likely {
    /// The least of them.
    pub(super) first: u64,
    /// The probabilities of `first`, `first + 1`, and so on.
    pub(super) probabilities: Vec<f64>,
    /// At most this much probability is left out; 0 where nothing is.
    pub(super) left_out: f64,
}

impl Hypergeometric {
    /// More hits than there are places count as all places.
    pub(super) fn new(size: u64, others: u64, hits: u64) -> Self {
        Self {
            size,
            others,
            hits: hits.min(size.saturating_add(others)),
        }
    }

    fn highest(self) -> u64 {
        self.hits.min(self.size)
    }

    fn lowest(self) -> u64 {
        self.hits.saturating_sub(self.others)
    }

    /// The most likely count.
    pub(super) fn mode(self) -> u64 {
        let (size, others, hits) = (
            u128::from(self.size),
            u128::from(self.others),
            u128::from(self.hits),
        );
        let mode = (size + 1).saturating_mul(hits + 1) / (size + others + 2);
        u64::try_from(mode)
            .unwrap_or(u64::MAX)
            .clamp(self.lowest(), self.highest())
    }

    /// Counts from the mode upwards, each with its probability relative to
    /// the mode's, until there are no more or they are too small to hold.
    pub(super) fn upward(self) -> impl Iterator<Item = (u64, f64)> {
        std::iter::successors(Some((self.mode(), 1.0)), move |&(x, weight)| {
            if x >= self.highest() {
                return None;
            }
            let more = (real(self.size) - real(x)) * (real(self.hits) - real(x));
            let less = (real(x) + 1.0) * (real(self.others) - real(self.hits) + real(x) + 1.0);
            let next = weight * more / less;
            (next >= f64::MIN_POSITIVE).then_some((x + 1, next))
        })
    }

    /// The same from below the mode downwards.
    pub(super) fn downward(self) -> impl Iterator<Item = (u64, f64)> {
        std::iter::successors(Some((self.mode(), 1.0)), move |&(x, weight)| {
            if x <= self.lowest() {
                return None;
            }
            let less = real(x) * (real(self.others) - real(self.hits) + real(x));
            let more = (real(self.size) - real(x) + 1.0) * (real(self.hits) - real(x) + 1.0);
            let next = weight * less / more;
            (next >= f64::MIN_POSITIVE).then_some((x - 1, next))
        })
        .skip(1)
    }

    /// The counts that matter and their probabilities, least first.
    pub(super) fn likely(self) -> Likely {
        let mut probabilities = Vec::new();
        let left_out_below = take_likely(self.downward(), &mut probabilities);
        let below = u64::try_from(probabilities.len()).unwrap_or(0);
        probabilities.reverse();
        let left_out_above = take_likely(self.upward(), &mut probabilities);
        let total: f64 = probabilities.iter().sum();
        for probability in &mut probabilities {
            *probability /= total;
        }
        Likely {
            first: self.mode() - below,
            probabilities,
            left_out: (left_out_below + left_out_above) / total,
        }
    }
}

/// Takes the weights down to the negligible ones and bounds the sum of those.
///
/// The ratios of a hypergeometric's neighbours only fall away from the mode,
/// so the rest is at most a geometric series.
fn take_likely(weights: impl Iterator<Item = (u64, f64)>, into: &mut Vec<f64>) -> f64 {
    let mut last = 1.0;
    for (_, weight) in weights {
        if weight < NEGLIGIBLE {
            return weight / (1.0 - weight / last);
        }
        into.push(weight);
        last = weight;
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_hand() {
        // 2 hits among 5 places, 3 of them in the group: C(3,x)·C(2,2−x)/10.
        let likely = Hypergeometric::new(3, 2, 2).likely();
        assert_eq!(likely.first, 0);
        assert!(likely.left_out.abs() < f64::EPSILON);
        for (found, expected) in likely.probabilities.iter().zip([0.1, 0.6, 0.3]) {
            assert!((found - expected).abs() < 1e-15);
        }
    }

    #[test]
    fn what_is_left_out_is_little_and_said() {
        let likely = Hypergeometric::new(60_000, 60_000, 60_000).likely();
        assert!(likely.left_out > 0.0 && likely.left_out < 2e-12);
        assert!(likely.probabilities.len() < 2_000);
    }

    #[test]
    fn nothing_to_deal_is_one_certain_outcome() {
        let likely = Hypergeometric::new(0, 0, 7).likely();
        assert_eq!((likely.first, likely.probabilities), (0, vec![1.0]));
    }
}
