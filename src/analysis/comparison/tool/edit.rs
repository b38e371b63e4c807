//! One value or wording that changed, as it was and as it is.
//!
//! It must not know whose it is.

use std::fmt::Display;

use serde::Serialize;

use super::words::{self, Piece};

/// What a value or wording is of its owner; keys are those of the tool file where it has
/// one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The stable name.
    Id,
    /// The tool's version.
    Version,
    /// The words shown to people.
    Title,
    /// The words shown to people.
    Label,
    /// What a tool is for.
    Purpose,
    /// The word for the grouping of cases.
    Group,
    /// What an auditor would see of a standard: one line.
    LooksLike,
    /// The question.
    Ask,
    /// What an auditor would see at a level.
    Means,
    /// The number that some services use for a level.
    Score,
    /// Are words asked for at a level?
    Evidence,
    /// What a level counts as.
    Standing,
    /// What a fact's cell holds, or what an answer to a prompt says.
    Kind,
    /// Must every audit have the fact?
    Required,
    /// The fact that a duration begins with.
    From,
    /// The fact that a duration ends with.
    To,
    /// The most days that it should take.
    Within,
    /// The least value.
    Min,
    /// The greatest value.
    Max,
    /// Which end is better.
    Better,
    /// Who is asked.
    AskedOf,
}

/// Something by its id and its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// The words shown to people.
    pub title: String,
}

/// One value or wording that changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Edit {
    /// What it is.
    pub field: Field,
    /// As it was; nothing where there was none.
    pub before: Option<String>,
    /// As it is; nothing where there is none.
    pub after: Option<String>,
    /// Word by word, where it is a wording and not a value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<Piece>,
}

impl Edit {
    /// Is it a wording, and not a value?
    pub fn is_wording(&self) -> bool {
        !self.pieces.is_empty()
    }
}

/// A wording that changed; white space makes no difference.
pub(super) fn prose(field: Field, before: Option<&str>, after: Option<&str>) -> Option<Edit> {
    let then = before.unwrap_or_default();
    let now = after.unwrap_or_default();
    words::differ(then, now).then(|| Edit {
        field,
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        pieces: words::pieces(then, now),
    })
}

/// A value that changed.
pub(super) fn value<T: Display + PartialEq>(
    field: Field,
    before: Option<&T>,
    after: Option<&T>,
) -> Option<Edit> {
    (before != after).then(|| Edit {
        field,
        before: before.map(ToString::to_string),
        after: after.map(ToString::to_string),
        pieces: Vec::new(),
    })
}

/// A yes or no that changed.
pub(super) fn flag(field: Field, before: bool, after: bool) -> Option<Edit> {
    let word = |yes| if yes { "yes" } else { "no" };
    value(field, Some(&word(before)), Some(&word(after)))
}
