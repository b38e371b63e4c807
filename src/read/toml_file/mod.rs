//! TOML as a tree with places, and entries that are read key by key.
//!
//! It exists so that a person who edits TOML by hand sees every mistake of a file in one
//! run, each at its line and column: broken statements are reported one by one and left
//! out, and what is left is checked as if they were not there. It must not know tools or
//! rounds.

mod entry;
mod mended;
mod node;
mod parse;
mod places;
mod reader;
mod statements;
mod value;
mod words;

pub(in crate::read) use entry::Entry;
pub(in crate::read) use node::{Node, Value};
pub(in crate::read) use parse::parse;
pub(in crate::read) use places::Lines;
pub(in crate::read) use reader::Reader;
pub(in crate::read) use value::{IdRule, check_id, word_of, words};

/// Words out of a file, and where they stand there (a byte's position).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Text {
    /// The words, trimmed.
    pub(in crate::read) value: String,
    /// Where they begin.
    pub(in crate::read) at: usize,
}
