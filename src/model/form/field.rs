//! One cell of a form.
//!
//! It must not know the other cells of its row.

use super::kind::{Kind, Listed, Term};
use super::lists::{levels, one};
use crate::model::{Hub, Reading, Role, Tool};

/// What a cell of an audit is about. Numbers are positions in the tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The row as such: its case, hub, auditor, day, role, or whatever a row of another
    /// table holds.
    Row,
    /// A fact.
    Fact(usize),
    /// Whether the discussion was held, why not, and when.
    Discussion,
    /// A standard's rating.
    Rating(usize, Reading),
    /// The words to a rating.
    Evidence(usize, Reading),
    /// Who was told of a critical rating, and when.
    Escalation(usize),
    /// The overall judgement, the words to it and the reason for going past a limit.
    Overall,
    /// A measure, at the start or now.
    Measure(usize),
}

/// One cell of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its column's name.
    pub name: String,
    /// The words shown to people.
    pub label: String,
    /// What it may hold.
    pub kind: Kind,
    /// Must every row have it?
    pub required: bool,
    /// What it is about.
    pub about: About,
}

impl Field {
    pub(super) fn new(name: &str, label: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            label: label.to_owned(),
            kind,
            required: false,
            about: About::Row,
        }
    }

    pub(super) fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    pub(super) fn about(self, about: About) -> Self {
        Self { about, ..self }
    }

    /// Other spellings for the entries of a list, in its order.
    pub(super) fn accepting(mut self, also: &[&[&str]]) -> Self {
        if let Kind::One(list) | Kind::Many(list) = &mut self.kind {
            for (term, also) in list.terms.iter_mut().zip(also) {
                term.also.extend(also.iter().map(|&text| text.to_owned()));
            }
        }
        self
    }

    /// Is it free text, or a fact in words?
    pub fn is_words(&self) -> bool {
        matches!(self.kind, Kind::Words)
    }
}

/// The rating, its words for each reading, and who was told.
pub(super) fn standard_fields(tool: &Tool, position: usize, fields: &mut Vec<Field>) {
    let Some(standard) = tool.standards.get(position) else {
        return;
    };
    let list = levels(tool, standard.scale);
    for &reading in &tool.readings {
        let (name, label) = if tool.rates_twice() {
            let word = reading.word();
            (
                format!("{}.{word}", standard.id),
                format!("{} ({word})", standard.title),
            )
        } else {
            (standard.id.clone(), standard.title.clone())
        };
        let words = Field::new(
            &format!("{name}.evidence"),
            &format!("Evidence: {label}"),
            Kind::Words,
        );
        let rating = Field::new(&name, &label, Kind::One(list.clone()));
        fields.push(rating.about(About::Rating(position, reading)));
        fields.push(words.about(About::Evidence(position, reading)));
    }
    if standard.is_critical() {
        let to = Field::new(
            &format!("{}.escalated_to", standard.id),
            &format!("Who was told: {}", standard.title),
            Kind::Words,
        );
        let on = Field::new(
            &format!("{}.escalated_on", standard.id),
            &format!("Day on which they were told: {}", standard.title),
            Kind::Day,
        );
        fields.extend([to, on].map(|field| field.about(About::Escalation(position))));
    }
}

pub(super) fn reference(name: &str, label: &str) -> Field {
    Field::new(name, label, Kind::Reference)
}

/// A list whose entries are written and shown alike.
pub(super) fn plain_list(name: &str, label: &str, entries: &[&str]) -> Field {
    let terms = entries.iter().map(|entry| Term {
        written: (*entry).to_owned(),
        shown: entry.replace('_', " "),
        also: Vec::new(),
    });
    Field::new(name, label, one(Listed::Choice, terms.collect()))
}

pub(super) fn yes_no(name: &str, label: &str) -> Field {
    plain_list(name, label, &["yes", "no"]).accepting(&[&["y", "true"], &["n", "false"]])
}

pub(super) fn roles() -> Field {
    let roles = [Role::First, Role::Second, Role::Agreed].map(Role::id);
    plain_list("role", "Which of the case's audits it is", &roles)
}

/// The hub: one of the round's, or any where it lists none.
pub(super) fn hub(hubs: &[Hub]) -> Field {
    let terms: Vec<Term> = hubs
        .iter()
        .map(|hub| Term {
            written: hub.label.clone(),
            shown: hub.label.clone(),
            also: hub.was.iter().chain([&hub.id]).cloned().collect(),
        })
        .collect();
    let kind = if terms.is_empty() {
        Kind::Reference
    } else {
        one(Listed::Hub, terms)
    };
    Field::new("hub", "Hub", kind)
}
