//! The library behind `case-audit`: strengths-based case audits, summed up over hubs.
//!
//! Data goes one way: bytes → sheet or document with places → checked model → analysis →
//! document of typed blocks → bytes. Each folder is one stage and knows only the stages
//! before it; `tests/layers.rs` holds these borders.

pub mod analysis;
pub mod check;
pub mod cli;
pub mod diagnostics;
pub mod interview;
pub mod model;
pub mod read;
pub mod render;
pub mod report;
pub mod store;
