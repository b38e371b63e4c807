//! What audits add up to: tallies, the hub summary, and the statistics behind them.
//!
//! A tally is a sum: audits stream in, and tallies of parts merge into the tally of the
//! whole. Everything else is computed from tallies. This module must not know where the
//! data came from or how a result is shown.

pub mod actions;
pub mod cases;
pub mod comparison;
pub mod statistics;
pub mod summary;
pub mod tally;
pub mod worklist;

mod share;

pub use share::{Estimate, Share};
