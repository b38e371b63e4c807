//! What a cell may hold: text, a day, a number, or entries of a list.
//!
//! It must not know which cells there are.

/// One entry of a list that a cell is chosen from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// How it is written in a cell.
    pub written: String,
    /// How people are shown it where there is room: a title or label.
    pub shown: String,
    /// Other spellings that are accepted.
    pub also: Vec<String>,
}

/// What the entries of a list are: decides the words of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Levels of a scale, not applicable included.
    Level,
    /// Choices.
    Choice,
    /// The round's hubs.
    Hub,
    /// The tool's themes.
    Theme,
    /// The tool's standards.
    Standard,
    /// The tool's prompts.
    Prompt,
    /// The round's focus areas.
    Focus,
}

/// A list that a cell is chosen from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What its entries are.
    pub of: Listed,
    /// The entries, in the order in which people are shown them.
    pub terms: Vec<Term>,
}

/// What a cell may hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A reference or code: text that may begin with zeros.
    Reference,
    /// Free text, of any length and number of lines.
    Words,
    /// A day.
    Day,
    /// A finite number.
    Number,
    /// A number within a range, `declined` or `not_asked`.
    Measure {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
    },
    /// One entry of a list.
    One(List),
    /// Any number of entries of a list, separated by `;`.
    Many(List),
}

impl Kind {
    /// The list that a cell is chosen from, where it is.
    pub fn list(&self) -> Option<&List> {
        match self {
            Self::One(list) | Self::Many(list) => Some(list),
            Self::Reference | Self::Words | Self::Day | Self::Number | Self::Measure { .. } => None,
        }
    }
}
