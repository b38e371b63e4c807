//! Counts as real numbers, in one place because the step can lose digits.
//!
//! It must not know which figure the count is for.

/// The count as a real number, exact up to 2⁵³, which no count of cases
/// reaches.
#[expect(
    clippy::cast_precision_loss,
    reason = "a count of cases is far below 2^53, where the step is exact"
)]
pub(super) fn real(count: u64) -> f64 {
    count as f64
}

/// A difference of counts or of ranks as a real number, exact up to ±2⁵³.
#[expect(
    clippy::cast_precision_loss,
    reason = "a rank sum of a billion cases still keeps 15 digits"
)]
pub(super) fn real_difference(difference: i128) -> f64 {
    difference as f64
}
