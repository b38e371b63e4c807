//! Facts about a case, and durations between two of its dates.
//!
//! It must not know where facts are written down.

use super::Date;

/// One of a fact's choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub label: String,
    /// Other spellings that are accepted in cells.
    pub also: Vec<String>,
}

/// What a fact's cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactKind {
    /// One of a list.
    Choice(Vec<Choice>),
    /// Any number of a list, separated by `;`.
    Choices(Vec<Choice>),
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
    /// A day.
    Date,
    /// Words; never shown in sums.
    Text,
}

impl FactKind {
    /// The choices of a list, in the tool's order.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::Choice(choices) | Self::Choices(choices) => choices,
            Self::YesNo | Self::Number | Self::Date | Self::Text => &[],
        }
    }
}

/// Something known about a case, as opposed to judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Stable name; also its column.
    pub id: String,
    /// The words shown to people.
    pub label: String,
    /// What its cell holds.
    pub kind: FactKind,
    /// Must every audit have it?
    pub required: bool,
}

/// Days between two date facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub title: String,
    /// Position of the earlier date among the tool's facts.
    pub from: usize,
    /// Position of the later date among the tool's facts.
    pub to: usize,
    /// The most days that it should take.
    pub within: Option<u32>,
}

/// What one audit says of one fact.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum FactValue {
    /// The cell is blank.
    #[default]
    Missing,
    /// Position of the choice.
    Choice(u16),
    /// Positions of the choices, ascending, each once.
    Choices(Vec<u16>),
    /// Yes or no.
    YesNo(bool),
    /// A finite number.
    Number(f64),
    /// A day.
    Date(Date),
    /// Words are there; readers that need them keep them apart.
    Text,
}
