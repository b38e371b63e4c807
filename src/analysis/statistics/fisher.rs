//! Fisher's exact test of a two-by-two table, and how often chance alone
//! would pass a limit on it.
//!
//! It must not know what the rows and columns are.

use super::hypergeometric::Hypergeometric;

/// Outcomes whose probability is this little above the observed one's count
/// as equally likely: in theory they often are, and rounding parts them.
const AS_LIKELY: f64 = 1.0 + 1e-7;

/// Outcomes this far below the least that matters add nothing that 15 digits
/// could show.
const NEGLIGIBLE: f64 = 1e-25;

/// The two-sided p of the table with rows `a b` and `c d`.
///
/// The sum of the hypergeometric probabilities, margins fixed, of all tables
/// with p ≤ p₍obs₎·(1 + 1e-7). A p below about 1e-300 is given as 0. The work
/// grows with the square root of the counts.
///
/// Source: R. A. Fisher, *Statistical Methods for Research Workers*, § 21.02;
/// two sides and tolerance as in R's `fisher.test`.
pub fn fisher_exact(a: u64, b: u64, c: u64, d: u64) -> f64 {
    let outcomes = Hypergeometric::new(
        a.saturating_add(b),
        c.saturating_add(d),
        a.saturating_add(c),
    );
    let found = if a >= outcomes.mode() {
        outcomes.upward().find(|(x, _)| *x == a)
    } else {
        outcomes.downward().find(|(x, _)| *x == a)
    };
    let observed = found.map_or(0.0, |(_, weight)| weight);

    let mut total = 0.0;
    let mut as_extreme = 0.0;
    let mut add = |weight: f64| {
        total += weight;
        if weight <= observed * AS_LIKELY {
            as_extreme += weight;
        }
    };
    let matters = |&(_, weight): &(u64, f64)| weight > observed * NEGLIGIBLE;
    outcomes
        .downward()
        .take_while(matters)
        .for_each(|(_, weight)| add(weight));
    outcomes
        .upward()
        .take_while(matters)
        .for_each(|(_, weight)| add(weight));
    as_extreme / total
}

/// The probability that chance alone gives a two-sided p below `alpha`, for a
/// group of `size`, `others` outside it, and `hits` among both.
///
/// The sum of the hypergeometric probabilities of the outcomes whose
/// [`fisher_exact`] p is below `alpha`. Added up over the cells of a table it
/// is the number of such cells that chance would be expected to give. It is
/// never above `alpha`, and for small groups far below it.
pub fn fisher_chance(size: u64, others: u64, hits: u64, alpha: f64) -> f64 {
    let likely = Hypergeometric::new(size, others, hits).likely();
    let mut weights = likely.probabilities;
    weights.sort_by(f64::total_cmp);

    // The least likely outcome has the least p, so the tails fill up until
    // the next outcome's p reaches the limit.
    let mut as_extreme = likely.left_out;
    let mut chance = likely.left_out;
    let mut ahead = weights.iter().peekable();
    for weight in &weights {
        while let Some(next) = ahead.next_if(|next| **next <= weight * AS_LIKELY) {
            as_extreme += next;
        }
        if as_extreme >= alpha {
            break;
        }
        chance += weight;
    }
    chance
}
