//! What an audit lacks before it can be finished.
//!
//! It must not know how the review is shown.

use super::place::Place;
use super::session::Session;
use super::value::day_in_full;
use super::wrap::{capital, gist};
use crate::model::{About, Reading, TableName};

/// One thing that an audit lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing {
    /// The question that asks for it.
    pub(super) place: Place,
    /// What it is, in words.
    pub(super) what: String,
}

impl Session<'_> {
    /// Everything that the audit lacks, in the order of its questions; before all else critical
    /// ratings of which nobody has been told, then words that look like personal data.
    pub(super) fn missing(&self) -> Vec<Missing> {
        let mut missing: Vec<Missing> = self
            .untold()
            .into_iter()
            .map(|(place, what)| Missing { place, what })
            .collect();
        let untold = missing.len();
        let line = self.line();
        let doubted = line
            .iter()
            .filter(|place| matches!(place, Place::Personal(_)));
        missing.extend(doubted.filter_map(|place| {
            let what = format!("{}: {}", self.label(place), self.need(place)?);
            let place = place.clone();
            Some(Missing { place, what })
        }));
        for place in line {
            let blank = self.text_of(&place).is_empty();
            let known = missing
                .iter()
                .take(untold)
                .any(|other| other.place == place);
            if let Some(why) = self.need(&place).filter(|_| blank && !known) {
                let what = format!("{}: {why}", self.label(&place));
                missing.push(Missing { place, what });
            }
        }
        for table in [TableName::Findings, TableName::Actions] {
            for row in 0..self.rows(table).len() {
                for part in ["text", "kind"] {
                    let place = Place::Row(table, row, part.to_owned());
                    let blank = self.text_of(&place).is_empty();
                    if let Some(why) = self.need(&place).filter(|_| blank) {
                        let what = format!("{}: {why}", self.label(&place));
                        missing.push(Missing { place, what });
                    }
                }
            }
        }
        missing
    }

    /// Critical ratings of which nobody has been told by the auditor's word, each with the
    /// question that asks.
    pub(super) fn untold(&self) -> Vec<(Place, String)> {
        let standards = self.draft.untold(self.tool).into_iter();
        standards
            .filter_map(|at| {
                let standard = self.tool.standards.get(at)?;
                let place = Place::Cell(format!("{}.escalated_to", standard.id));
                Some((
                    place,
                    format!("nobody has been told yet of standard {}", self.named(at)),
                ))
            })
            .collect()
    }

    /// What a question is about, in few words.
    pub(super) fn label(&self, place: &Place) -> String {
        match place {
            Place::Cell(name) => self.cell_label(name),
            Place::Fork => "The discussion".to_owned(),
            Place::Prompt(id) => {
                let prompt = self.tool.prompts.iter().find(|prompt| prompt.id == *id);
                prompt.map(|prompt| prompt.ask.clone()).unwrap_or_default()
            }
            Place::Changed(id) => {
                let domain = self.tool.domains.iter().find(|domain| domain.id == *id);
                let title = domain
                    .map(|domain| domain.title.as_str())
                    .unwrap_or_default();
                format!("What the discussion changed: {title}")
            }
            Place::List(table) => capital(table.id()),
            Place::Row(table, row, name) => {
                let part = self
                    .field_at(place)
                    .map_or(name.as_str(), |field| field.label.as_str());
                let part = part.trim_end_matches('?');
                format!("{} {}, {}", capital(table.row()), row + 1, lower(part))
            }
            Place::Note(position) => {
                let note = self.draft.notes.get(*position);
                let text = note.map(|note| gist(&note.text, 40)).unwrap_or_default();
                format!("Note {} (“{text}”)", position + 1)
            }
            Place::Review => "The review".to_owned(),
            Place::Reason => "Why the audit is changed".to_owned(),
            Place::Personal(about) => self.label(about),
        }
    }

    fn cell_label(&self, name: &str) -> String {
        let Some(field) = self.field(name) else {
            return name.to_owned();
        };
        let after = |reading: Reading| {
            if self.tool.rates_twice() && reading == Reading::Discussion {
                " after the discussion"
            } else {
                ""
            }
        };
        match field.about {
            About::Rating(standard, reading) => {
                format!("Standard {}{}", self.number(standard), after(reading))
            }
            About::Evidence(standard, reading) => {
                format!(
                    "Standard {}{}, evidence",
                    self.number(standard),
                    after(reading)
                )
            }
            About::Escalation(standard) => {
                let what = if name.ends_with("_to") {
                    "who was told"
                } else {
                    "the day they were told"
                };
                format!("Standard {}, {what}", self.number(standard))
            }
            About::Row
            | About::Fact(_)
            | About::Discussion
            | About::Overall
            | About::Measure(_) => field.label.trim_end_matches('?').to_owned(),
        }
    }

    /// The whole audit in lines.
    pub(super) fn whole(&self) -> Vec<String> {
        let mut lines = vec![format!("Case {}", self.draft.case)];
        let mut hidden = Vec::new();
        for field in &self.audits.fields {
            let text = self.draft.cell(&field.name);
            if text.is_empty() {
                continue;
            }
            let standard = match field.about {
                About::Rating(at, _) | About::Evidence(at, _) | About::Escalation(at) => Some(at),
                About::Row
                | About::Fact(_)
                | About::Discussion
                | About::Overall
                | About::Measure(_) => None,
            };
            if let Some(at) = standard.filter(|&at| !self.draft.applies(self.tool, at)) {
                if !hidden.contains(&at) {
                    hidden.push(at);
                }
                continue;
            }
            let words = if field.is_words() {
                text.to_owned()
            } else {
                self.in_words(field, text)
            };
            match field.about {
                About::Rating(at, reading) if reading == self.first_reading() => {
                    lines.push(format!("{}: {}", self.named(at), capital(&words)));
                }
                About::Rating(_, _) => {
                    lines.push(format!("   after the discussion: {}", capital(&words)));
                }
                About::Evidence(..) => lines.push(format!("   {words}")),
                About::Escalation(_) if field.name.ends_with("_to") => {
                    lines.push(format!("   told: {words}"));
                }
                About::Escalation(_) => lines.push(format!("   told on {}", day_in_full(text))),
                About::Row
                | About::Fact(_)
                | About::Discussion
                | About::Overall
                | About::Measure(_) => {
                    lines.push(format!("{}: {words}", field.label.trim_end_matches('?')));
                }
            }
        }
        for at in hidden {
            lines.push(format!(
                "Left out, as it does not apply: {}",
                self.named(at)
            ));
        }
        for table in [TableName::Findings, TableName::Actions] {
            for row in 0..self.rows(table).len() {
                lines.push(format!(
                    "{} {}: {}",
                    capital(table.row()),
                    row + 1,
                    self.row_gist(table, row, usize::MAX)
                ));
            }
        }
        for (at, note) in self.draft.notes.iter().enumerate() {
            lines.push(format!("Note {}: {}", at + 1, note.text));
        }
        lines
    }

    /// A finding or action in one line.
    pub(super) fn row_gist(&self, table: TableName, row: usize, most: usize) -> String {
        let cell = |name: &str| self.text_of(&Place::Row(table, row, name.to_owned()));
        let text = gist(&cell("text"), most);
        let about = match table {
            TableName::Findings => {
                let place = Place::Row(table, row, "kind".to_owned());
                let field = self.field_at(&place);
                field.map_or_else(String::new, |field| self.in_words(field, &cell("kind")))
            }
            TableName::Actions | TableName::Audits | TableName::Cases => {
                let owner = cell("owner");
                let due = cell("due");
                let due = if due.is_empty() {
                    due
                } else {
                    format!("by {}", day_in_full(&due))
                };
                let parts: Vec<String> = [gist(&owner, 24), due]
                    .into_iter()
                    .filter(|p| !p.is_empty())
                    .collect();
                parts.join(", ")
            }
        };
        match (text.as_str(), about.as_str()) {
            ("", _) => "no words yet".to_owned(),
            (_, "") => text,
            _ => format!("{text} ({about})"),
        }
    }
}

/// With the first letter in lower case.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
