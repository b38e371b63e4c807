//! The charts of a summary, made of the same figures as the tables that follow them.
//!
//! A title says the finding, a subtitle the measure. They must not know how a chart is
//! drawn.

mod arrows;
mod dots;
mod heat;
mod levels;

pub(super) use arrows::arrows;
pub(super) use dots::{domain_dots, overall_dots};
pub(super) use heat::heat;
pub(super) use levels::levels;

/// Above so many groups a picture of each cannot be read.
const MOST_GROUPS: usize = 30;

/// Stands at the end of what a person is told who cannot see a chart.
const IN_THE_TABLE: &str = "Every count stands in the table that follows.";
