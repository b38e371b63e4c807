//! Seeded random draws that stay the same across machines and releases.
//!
//! The generator is named and the bounded draw is spelt out here, because
//! libraries change theirs and a report's figure must not change with them.
//!
//! It must not know what is drawn.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of draws, told by its seed alone.
#[derive(Debug)]
pub(super) struct Draws {
    generator: ChaCha8Rng,
}

impl Draws {
    /// The stream of `seed`: `ChaCha` with 8 rounds, its key the seed's eight
    /// bytes, least first, and then zeros.
    pub(super) fn seeded(seed: u64) -> Self {
        let mut key = [0; 32];
        for (byte, of_seed) in key.iter_mut().zip(seed.to_le_bytes()) {
            *byte = of_seed;
        }
        Self {
            generator: ChaCha8Rng::from_seed(key),
        }
    }

    /// A number from 0 to `bound` − 1, each equally likely; 0 for no bound.
    ///
    /// Source: D. Lemire, "Fast random integer generation in an interval",
    /// ACM TOMACS 29 (2019).
    pub(super) fn below(&mut self, bound: u32) -> usize {
        let wide = u64::from(bound);
        let mut product = u64::from(self.generator.next_u32()) * wide;
        if low_half(product) < wide {
            let unfair = u64::from(bound.wrapping_neg()) % wide;
            while low_half(product) < unfair {
                product = u64::from(self.generator.next_u32()) * wide;
            }
        }
        usize::try_from(product >> 32).unwrap_or(0)
    }
}

fn low_half(product: u64) -> u64 {
    product & u64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_up_about_equally_often() {
        let mut draws = Draws::seeded(1);
        let mut seen = [0_u32; 7];
        for _ in 0..70_000 {
            seen[draws.below(7)] += 1;
        }
        // Each count's standard deviation is about 93.
        assert!(seen.iter().all(|n| n.abs_diff(10_000) < 400), "{seen:?}");
    }

    #[test]
    fn a_bound_of_one_or_none_gives_zero() {
        let mut draws = Draws::seeded(1);
        assert_eq!((draws.below(1), draws.below(0)), (0, 0));
    }

    #[test]
    fn unfair_draws_are_drawn_again() {
        // With this bound a quarter of all draws must be refused.
        let bound = 3 << 30;
        let mut draws = Draws::seeded(1);
        let third = usize::try_from(bound / 3).unwrap();
        let mut seen = [0_u32; 3];
        for _ in 0..30_000 {
            seen[draws.below(bound) / third] += 1;
        }
        assert!(seen.iter().all(|n| n.abs_diff(10_000) < 400), "{seen:?}");
    }
}
