//! What of a draft goes into the round: the answers that are in use.
//!
//! It must not know the round's files.

use super::{Base, Draft, Row, rating_name, tells_at};
use crate::model::{About, Entry, Form, Held, Reading, Tool};

impl Draft {
    /// The audit's row: what applies and is in use. A held discussion takes over the
    /// record's level wherever it left a standard alone. Of a recorded audit only what its
    /// auditor changed is another: what came in from a spreadsheet may say less, or more,
    /// than the interview would, and a correction of one cell does not tidy the others.
    pub fn entry(&self, tool: &Tool, form: &Form) -> Entry {
        let mut entry = self.answers(tool, form);
        let Some(base) = &self.base else {
            return entry;
        };
        let mut recorded = Entry::new(form);
        for (name, text) in &base.cells {
            recorded.set(form, name, text.as_str());
        }
        let opened = Self::correction(tool, "", form, &recorded, Vec::new(), Vec::new());
        let opened = opened.answers(tool, form);
        let before = opened.cells.iter().zip(recorded.cells);
        for (cell, (opened, recorded)) in entry.cells.iter_mut().zip(before) {
            if cell == opened {
                *cell = recorded;
            }
        }
        entry
    }

    fn answers(&self, tool: &Tool, form: &Form) -> Entry {
        let mut entry = Entry::new(form);
        for (field, cell) in form.fields.iter().zip(&mut entry.cells) {
            *cell = self.in_use(tool, &field.name, field.about);
        }
        entry
    }

    fn in_use(&self, tool: &Tool, name: &str, about: About) -> String {
        let text = || self.cell(name).to_owned();
        let blank = String::new();
        match about {
            About::Row => match name {
                "case" => self.case.clone(),
                "role" => self.role_cell(),
                "auditor" => self.auditor.clone(),
                _ => text(),
            },
            About::Discussion => match (name, self.held()) {
                ("discussion.reason", Held::Held) | ("discussed_on", Held::NotHeld) => blank,
                _ => text(),
            },
            About::Rating(standard, _) | About::Evidence(standard, _)
                if !self.applies(tool, standard) =>
            {
                blank
            }
            About::Rating(standard, Reading::Discussion) if tool.rates_twice() => {
                let taken_over = match self.held() {
                    Held::Held => true,
                    Held::NotHeld => return blank,
                    // A spreadsheet may have a second reading and not say that it was held.
                    Held::Unsaid => {
                        let base = self.base.as_ref();
                        base.is_some_and(|base| base.cells.contains_key(name))
                    }
                };
                match text() {
                    own if own.is_empty() && taken_over => {
                        let record = rating_name(tool, standard, Reading::Record);
                        self.cell(&record).to_owned()
                    }
                    own => own,
                }
            }
            About::Evidence(standard, Reading::Discussion) if tool.rates_twice() => {
                let rating = rating_name(tool, standard, Reading::Discussion);
                if self.held() != Held::NotHeld && !self.cell(&rating).is_empty() {
                    text()
                } else {
                    blank
                }
            }
            About::Escalation(standard) => {
                let mut readings = tool.readings.iter();
                let told = readings
                    .any(|&reading| tells_at(tool, standard, self.mark(tool, standard, reading)));
                if told && self.applies(tool, standard) {
                    text()
                } else {
                    blank
                }
            }
            About::Overall if name == "overall.override_reason" && !self.past_cap(tool) => blank,
            About::Fact(_)
            | About::Rating(..)
            | About::Evidence(..)
            | About::Measure(_)
            | About::Overall => text(),
        }
    }

    /// A role that was left blank in the round stays so.
    fn role_cell(&self) -> String {
        let blank = |base: &Base| !base.cells.contains_key("role");
        if self.role == "first" && self.base.as_ref().is_some_and(blank) {
            String::new()
        } else {
            self.role.clone()
        }
    }

    /// Rows of findings or actions, in the order of their form.
    pub fn rows(form: &Form, rows: &[Row]) -> Vec<Entry> {
        rows.iter()
            .map(|row| {
                let mut entry = Entry::new(form);
                for (name, text) in row {
                    entry.set(form, name, text.as_str());
                }
                entry
            })
            .collect()
    }
}
