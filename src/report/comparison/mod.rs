//! A comparison of two rounds as a document.
//!
//! It must not know any format.

pub mod rounds;
pub mod series;
pub mod tool;
