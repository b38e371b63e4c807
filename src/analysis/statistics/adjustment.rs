//! Adjusts the p values of one family of tests, since of many tables some
//! will look striking by chance.
//!
//! It must not know what makes a family: whoever calls it decides, and leaves
//! out what could not be tested.

use super::count::real;

/// The p values adjusted after Benjamini and Hochberg, in the order given.
///
/// The k-th smallest of m becomes the least of p₍ᵢ₎·m/i over i ≥ k, and 1 at
/// most. Equal p values stay equal, and the order of the values is kept.
///
/// Source: Y. Benjamini and Y. Hochberg, "Controlling the false discovery
/// rate", JRSS B 57 (1995).
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let mut ordered: Vec<(usize, f64)> = p_values.iter().copied().enumerate().collect();
    ordered.sort_by(|a, b| a.1.total_cmp(&b.1));

    let tests = real(u64::try_from(p_values.len()).unwrap_or(u64::MAX));
    let mut rank = tests;
    let mut least = 1.0_f64;
    for (_, p) in ordered.iter_mut().rev() {
        least = least.min(*p * (tests / rank));
        *p = least;
        rank -= 1.0;
    }

    ordered.sort_by_key(|(place, _)| *place);
    ordered.into_iter().map(|(_, p)| p).collect()
}
