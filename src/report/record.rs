//! Tidy records: one figure a row, for spreadsheets and statistics programs.
//!
//! It must not know CSV's quoting or how many digits are written.

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The part of the analysis.
    pub section: &'static str,
    /// The hub or other group; empty for the whole service.
    pub group: String,
    /// What was counted: a standard's id, a domain's, a theme's.
    pub item: String,
    /// What the figure is.
    pub measure: String,
    /// The part, for counts and shares.
    pub count: Option<u64>,
    /// The whole, for shares.
    pub of: Option<u64>,
    /// The value, for everything else.
    pub value: Option<Value>,
}

/// A value that is no count.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number; shares from 0 to 1.
    Number(f64),
    /// Words.
    Text(String),
}
