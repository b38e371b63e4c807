//! Standards, the domains that they belong to, and the rules that say where they apply.
//!
//! It must not know how ratings are counted.

use super::FactValue;

/// A group of standards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub title: String,
}

/// One condition of a rule: a fact has one of these values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Position of the fact among the tool's facts.
    pub fact: usize,
    /// Values that satisfy it; for yes/no facts 1 is yes and 0 is no.
    pub is: Vec<u16>,
}

impl Condition {
    /// Does a fact's value satisfy the condition? A blank fact does: a standard is left
    /// out only where the facts say so.
    fn holds(&self, value: Option<&FactValue>) -> bool {
        match value {
            Some(FactValue::Choice(choice)) => self.is.contains(choice),
            Some(FactValue::Choices(choices)) => choices.iter().any(|c| self.is.contains(c)),
            Some(FactValue::YesNo(yes)) => self.is.contains(&u16::from(*yes)),
            None
            | Some(
                FactValue::Missing | FactValue::Number(_) | FactValue::Date(_) | FactValue::Text,
            ) => true,
        }
    }
}

/// One thing looked for in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// Stable name; also its column.
    pub id: String,
    /// Position of its domain.
    pub domain: usize,
    /// The words shown to people.
    pub title: String,
    /// Position of its scale.
    pub scale: usize,
    /// Raised when its meaning changes.
    pub edition: u32,
    /// Positions of the levels at which somebody must be told.
    pub escalate_at: Vec<u8>,
    /// What an auditor would see.
    pub looks_like: Vec<String>,
    /// What to ask the worker.
    pub ask: Option<String>,
    /// All must hold for the standard to apply; none means always.
    pub applies_when: Vec<Condition>,
    /// Earlier ids.
    pub was: Vec<String>,
}

impl Standard {
    /// Does the standard apply to a case with these facts (in the tool's order)?
    pub fn applies(&self, facts: &[FactValue]) -> bool {
        self.applies_when
            .iter()
            .all(|condition| condition.holds(facts.get(condition.fact)))
    }

    /// Must somebody be told at some level of this standard?
    pub fn is_critical(&self) -> bool {
        !self.escalate_at.is_empty()
    }
}
