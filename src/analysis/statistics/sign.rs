//! The sign test, for pairs that went up or down.
//!
//! It must not know what went up or down; pairs that stayed the same are the
//! caller's to count and to leave out.

use super::count::real;

/// The exact two-sided p of `up` pairs against `down` pairs, each direction
/// being equally likely; 1 where there are none.
///
/// p = 2·P(X ≤ min(up, down)), 1 at most, X binomial with n = up + down and
/// one half. The same figure is the exact `McNemar` test of the two discordant
/// counts. Below about 1e-300 it is given as 0. The work grows with √n.
///
/// Source: W. J. Conover, *Practical Nonparametric Statistics*, "The sign
/// test".
pub fn sign_test(up: u64, down: u64) -> f64 {
    let pairs = up.saturating_add(down);
    let fewer = up.min(down);
    let middle = pairs / 2;

    // From the middle down, relative to the middle, so that neither huge
    // binomial coefficients nor their logarithms are needed.
    let weights = std::iter::successors(Some((middle, 1.0_f64)), |&(x, weight)| {
        let next = weight * real(x) / (real(pairs) - real(x) + 1.0);
        (next >= f64::MIN_POSITIVE).then(|| (x.saturating_sub(1), next))
    });
    let mut lower = 0.0;
    let mut tail = 0.0;
    for (x, weight) in weights {
        lower += weight;
        if x <= fewer {
            tail += weight;
        }
    }
    let own_mirror = if pairs.is_multiple_of(2) { 1.0 } else { 0.0 };
    (2.0 * tail / (2.0 * lower - own_mirror)).min(1.0)
}
