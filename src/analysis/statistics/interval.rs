//! The interval of a share, so that "6 of 8" is never read as if it were
//! "75 of 100".
//!
//! It must not know what the share is of, nor whether it is worth printing.

use super::count::real;

/// The 97.5 % point of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Two bounds of a share, both between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The 95 % Wilson score interval of `count` in `of`.
///
/// With p = count/of, n = of and z = 1.96 (unrounded), the bounds are
/// (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n). At `count` = 0 the
/// lower bound is exactly 0, at `count` = `of` the upper one exactly 1.
///
/// Nothing is known, and `None` comes back, where `of` is 0 or `count` is
/// above `of`.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and
/// statistical inference", JASA 22 (1927).
pub fn wilson(count: u64, of: u64) -> Option<Interval> {
    if of == 0 || count > of {
        return None;
    }
    let n = real(of);
    let share = real(count) / n;
    let square = Z * Z;
    let scale = 1.0 + square / n;
    let centre = (share + square / (2.0 * n)) / scale;
    let spread = (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    let half = Z / scale * spread;
    Some(Interval {
        low: if count == 0 {
            0.0
        } else {
            (centre - half).clamp(0.0, 1.0)
        },
        high: if count == of {
            1.0
        } else {
            (centre + half).clamp(0.0, 1.0)
        },
    })
}
