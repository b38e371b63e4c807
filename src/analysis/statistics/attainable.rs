//! The smallest p that samples of some size could ever give: where even that is not small,
//! there are too few to say anything.
//!
//! Ties are left aside: a test whose values are tied may fall short of these. It must not
//! know what is sampled.

use super::count::real;
use super::fisher::fisher_exact;
use super::sign::sign_test;

/// The least p of Fisher's exact test for samples of two sizes: none of the one, all of
/// the other.
pub fn least_fisher(first: u64, second: u64) -> f64 {
    fisher_exact(0, first, second, 0)
}

/// The least p of the exact rank-sum test for samples of two sizes: one lies wholly above
/// the other, or wholly below: 2 / C(first + second, first), and 1 at most.
pub fn least_rank_sum(first: u64, second: u64) -> f64 {
    let (fewer, more) = (first.min(second), first.max(second));
    let mut p = 2.0;
    for place in 1..=fewer {
        p *= real(place) / (real(more) + real(place));
        if p < f64::MIN_POSITIVE {
            return 0.0;
        }
    }
    p.min(1.0)
}

/// The least p of the sign test: all pairs went one way: 2 · 0.5ⁿ, and 1 at most.
pub fn least_sign(pairs: u64) -> f64 {
    sign_test(pairs, 0)
}
