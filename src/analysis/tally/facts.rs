//! Counts of what facts say.
//!
//! Texts are only counted as there or not. It must not know what a fact is about.

use super::Histogram;
use crate::model::{Date, Fact, FactValue};

/// Counts of one fact.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FactCounts {
    /// By position of the choice; for yes/no facts yes, then no.
    pub choices: Vec<u64>,
    /// Numbers.
    pub numbers: Histogram,
    /// First and last day.
    pub days: Option<(Date, Date)>,
    /// Audits that say something.
    pub stated: u64,
    /// Audits that do not.
    pub missing: u64,
}

impl FactCounts {
    /// Nothing yet.
    pub fn new(fact: &Fact) -> Self {
        Self {
            choices: vec![0; fact.kind.choices().len().max(2)],
            ..Self::default()
        }
    }

    /// Adds what one audit says.
    pub fn add(&mut self, value: &FactValue) {
        match value {
            FactValue::Missing => {
                self.missing += 1;
                return;
            }
            FactValue::Choice(choice) => self.choose(*choice),
            FactValue::Choices(choices) => choices.iter().for_each(|choice| self.choose(*choice)),
            FactValue::YesNo(yes) => self.choose(u16::from(!*yes)),
            FactValue::Number(number) => self.numbers.add(*number),
            FactValue::Date(day) => self.stretch(*day, *day),
            FactValue::Text => {}
        }
        self.stated += 1;
    }

    fn choose(&mut self, choice: u16) {
        if let Some(count) = self.choices.get_mut(usize::from(choice)) {
            *count += 1;
        }
    }

    fn stretch(&mut self, first: Date, last: Date) {
        let (low, high) = self.days.unwrap_or((first, last));
        self.days = Some((low.min(first), high.max(last)));
    }

    /// Adds the counts of another part.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.choices.iter_mut().zip(&other.choices) {
            *mine += theirs;
        }
        self.numbers.merge(&other.numbers);
        if let Some((first, last)) = other.days {
            self.stretch(first, last);
        }
        self.stated += other.stated;
        self.missing += other.missing;
    }
}
