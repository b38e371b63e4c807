//! Says how much of a difference chance alone would explain.
//!
//! Samples are small, so every test here is exact or permutes where that can
//! be had, and says so where it cannot. Two tables with the same counts give
//! the same figures on any machine: nothing depends on the order of rows, a
//! clock or a random seed that is not fixed.
//!
//! It must not know what is counted: hubs, standards and cases are the
//! callers' words. It takes counts and gives figures, and reads no file and
//! prints nothing.

mod adjustment;
mod attainable;
mod count;
mod draws;
mod fisher;
mod hypergeometric;
mod interval;
mod kruskal_wallis;
mod mcnemar;
mod mid_ranks;
mod newcombe;
mod rank_distribution;
mod rank_sum;
mod sign;

pub use adjustment::benjamini_hochberg;
pub use attainable::{least_fisher, least_rank_sum, least_sign};
pub use fisher::{fisher_chance, fisher_exact};
pub use interval::{Interval, wilson};
pub use kruskal_wallis::{
    DRAWS, KruskalMethod, KruskalWallis, SEED, kruskal_wallis, kruskal_wallis_each,
};
pub use mcnemar::mcnemar;
pub use newcombe::{Difference, newcombe};
pub use rank_sum::{EXACT_UP_TO, RankSum, RankSumMethod, rank_sums};
pub use sign::sign_test;
