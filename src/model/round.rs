//! The round: one exercise, its hubs and what was planned.
//!
//! It must not know the folder that a round lives in.

use super::Date;

/// A locality hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hub {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub label: String,
    /// How many cases were to be audited.
    pub planned: Option<u32>,
    /// Earlier ids.
    pub was: Vec<String>,
}

/// A focus area that the service chose after the round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Focus {
    /// The words shown to people.
    pub title: String,
    /// Ids of the standards that it is to move.
    pub standards: Vec<String>,
    /// Ids of the themes that it answers.
    pub themes: Vec<String>,
}

/// One audit exercise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Round {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub title: String,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// The numbering of case references.
    pub case_key: Option<String>,
    /// Hubs in the round's order; none means that any is accepted.
    pub hubs: Vec<Hub>,
    /// Focus areas.
    pub focus: Vec<Focus>,
}
