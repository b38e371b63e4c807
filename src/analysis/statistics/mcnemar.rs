//! `McNemar`'s exact test, for pairs that gained a property or lost it.
//!
//! It must not know which property.

use super::sign::sign_test;

/// The exact two-sided p of `gained` pairs against `lost` pairs; 1 where there are none.
/// Pairs that kept the property, or never had it, say nothing.
///
/// Given how many pairs changed at all, each is as likely to have gained as to have lost
/// where nothing is behind it: the sign test of the two discordant counts.
///
/// Source: Q. `McNemar`, "Note on the sampling error of the difference between correlated
/// proportions or percentages", Psychometrika 12 (1947), in its exact form.
pub fn mcnemar(gained: u64, lost: u64) -> f64 {
    sign_test(gained, lost)
}
