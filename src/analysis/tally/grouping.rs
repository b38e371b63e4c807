//! How cases are put into groups: by hub, or by a fact.
//!
//! It must not know what groups are called by people.

use crate::model::{Audit, FactKind, FactValue, Tool};

/// What cases are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// The hub.
    Hub,
    /// A choice, choices or yes/no fact, by position.
    Fact(usize),
}

/// One group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A hub, by id where the round lists hubs, else as written.
    Hub(String),
    /// A choice of the fact, by position; for yes/no facts 0 is yes and 1 is no.
    Choice(u16),
    /// The fact is blank.
    NotStated,
}

impl Group {
    /// The groups that a case stands in by a fact.
    pub(super) fn of_fact(audit: &Audit, fact: usize) -> Vec<Self> {
        match audit.facts.get(fact) {
            Some(FactValue::Choice(choice)) => vec![Self::Choice(*choice)],
            Some(FactValue::Choices(choices)) => choices.iter().map(|c| Self::Choice(*c)).collect(),
            Some(FactValue::YesNo(yes)) => vec![Self::Choice(u16::from(!*yes))],
            None
            | Some(
                FactValue::Missing | FactValue::Number(_) | FactValue::Date(_) | FactValue::Text,
            ) => {
                vec![Self::NotStated]
            }
        }
    }
}

impl Grouping {
    /// May a case stand in several groups?
    pub fn overlaps(self, tool: &Tool) -> bool {
        match self {
            Self::Hub => false,
            Self::Fact(fact) => matches!(
                tool.facts.get(fact).map(|fact| &fact.kind),
                Some(FactKind::Choices(_))
            ),
        }
    }

    /// The groups that a case stands in.
    pub(super) fn groups_of(self, audit: &Audit) -> Vec<Group> {
        match self {
            Self::Hub => vec![Group::Hub(audit.hub.clone())],
            Self::Fact(fact) => Group::of_fact(audit, fact),
        }
    }
}
