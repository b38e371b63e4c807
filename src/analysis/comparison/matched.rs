//! Which standards of two tools are the same one, and how far they may be compared.
//!
//! It exists so that figures of two rounds rest on one list. It must not know why a pair
//! stands where it does, or any rating.

use serde::Serialize;

/// How far a standard may be compared between two tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Footing {
    /// Its figures are compared, with a verdict.
    Compared,
    /// Its figures stand side by side, without a verdict: what it means has changed.
    SideBySide,
    /// Its figures are not set against each other.
    NotCompared,
}

/// One standard of either tool or of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matched {
    /// Its position in the earlier tool; nothing where it is new.
    pub before: Option<usize>,
    /// Its position in the later tool; nothing where it was retired.
    pub after: Option<usize>,
    /// How far it is compared.
    pub footing: Footing,
}
