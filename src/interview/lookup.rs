//! What a question is about: its field, its standard, and the answer that there is.
//!
//! It must not know which questions are asked, nor their order.

use super::place::Place;
use super::session::Session;
use crate::model::{About, Field, Form, Kind, Level, Mark, Reading, TableName};
use crate::store::draft::Row;

impl Session<'_> {
    /// The level that a rating's cell names.
    pub(super) fn level(&self, standard: usize, reading: Reading) -> Option<&Level> {
        match self.draft.mark(self.tool, standard, reading) {
            Mark::Level(level) => {
                let standard = self.tool.standards.get(standard)?;
                self.tool.scale_of(standard)?.level(level)
            }
            Mark::Blank | Mark::NotApplicable => None,
        }
    }

    /// A field of the audit by its name.
    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.audits.fields.iter().find(|field| field.name == name)
    }

    /// The form of a table.
    pub(super) fn form_of(&self, table: TableName) -> &Form {
        match table {
            TableName::Findings => &self.findings,
            TableName::Actions => &self.actions,
            TableName::Audits | TableName::Cases => &self.audits,
        }
    }

    /// The rows of findings or actions.
    pub(super) fn rows(&self, table: TableName) -> &[Row] {
        match table {
            TableName::Findings => &self.draft.findings,
            TableName::Actions => &self.draft.actions,
            TableName::Audits | TableName::Cases => &[],
        }
    }

    /// The field that a question asks for, where it is one.
    pub(super) fn field_at(&self, place: &Place) -> Option<&Field> {
        match place {
            Place::Cell(name) => self.field(name),
            Place::Row(table, _, name) => {
                let form = self.form_of(*table);
                form.position(name).and_then(|at| form.fields.get(at))
            }
            Place::Fork
            | Place::Prompt(_)
            | Place::Changed(_)
            | Place::List(_)
            | Place::Note(_)
            | Place::Review
            | Place::Reason
            | Place::Personal(_) => None,
        }
    }

    /// Is the answer text, so that only `/` makes a command?
    pub(super) fn is_text(&self, place: &Place) -> bool {
        match place {
            Place::Prompt(_) | Place::List(_) | Place::Reason => true,
            Place::Cell(_) | Place::Row(..) => self
                .field_at(place)
                .is_some_and(|field| matches!(field.kind, Kind::Words | Kind::Reference)),
            Place::Fork
            | Place::Changed(_)
            | Place::Note(_)
            | Place::Review
            | Place::Personal(_) => false,
        }
    }

    /// The answer that there is, in the spelling that is written.
    pub(super) fn text_of(&self, place: &Place) -> String {
        match place {
            Place::Cell(name) => self.draft.cell(name).to_owned(),
            Place::Row(table, row, name) => {
                let row = self.rows(*table).get(*row);
                row.and_then(|row| row.get(name))
                    .cloned()
                    .unwrap_or_default()
            }
            Place::Reason => self.draft.reason.clone(),
            Place::Fork => self.draft.cell("discussion").to_owned(),
            Place::Personal(about) => self.text_of(about),
            Place::Prompt(_)
            | Place::Changed(_)
            | Place::List(_)
            | Place::Note(_)
            | Place::Review => String::new(),
        }
    }

    /// The standard that a question is about.
    pub(super) fn standard_of(&self, place: &Place) -> Option<usize> {
        match place {
            Place::Cell(name) => match self.field(name)?.about {
                About::Rating(standard, _)
                | About::Evidence(standard, _)
                | About::Escalation(standard) => Some(standard),
                About::Row
                | About::Fact(_)
                | About::Discussion
                | About::Overall
                | About::Measure(_) => None,
            },
            // Of a finding or action made in mid-thought: the one that it interrupted.
            Place::Row(..) => {
                let back = self.draft.back.last().and_then(|name| Place::parse(name))?;
                let back = if let Place::Personal(about) = back {
                    *about
                } else {
                    back
                };
                if let Place::Row(..) | Place::Personal(_) = back {
                    None
                } else {
                    self.standard_of(&back)
                }
            }
            Place::Personal(about) => self.standard_of(about),
            Place::Fork
            | Place::Prompt(_)
            | Place::Changed(_)
            | Place::List(_)
            | Place::Note(_)
            | Place::Review
            | Place::Reason => None,
        }
    }

    /// The number that a standard has in the interview, from 1.
    pub(super) fn number(&self, standard: usize) -> usize {
        let at = self.order.iter().position(|&other| other == standard);
        at.map_or(0, |at| at + 1)
    }
}
