//! Notes: words put down in mid-thought, and what becomes of them.
//!
//! It must not know how its questions are worded.

use super::moves::looks_personal;
use super::place::Place;
use super::session::Session;
use crate::model::TableName;
use crate::store::draft::Note;

impl Session<'_> {
    /// Puts words down for later, wherever one stands.
    pub(super) fn note(&mut self, place: &Place, words: &str) {
        let text = words.trim_end();
        if text.trim().is_empty() {
            self.say("Type the words after it: `/note ask her about the school move`.");
            return;
        }
        let about = match (place, self.draft.back.last()) {
            (Place::Row(..), Some(back)) => back.clone(),
            _ => place.to_string(),
        };
        self.draft.notes.push(Note {
            about,
            text: text.to_owned(),
        });
        self.say("Noted. The review asks what becomes of it.");
        let kinds = (self.setting.personal)(text);
        if !kinds.is_empty() {
            self.say(format!(
                "{} Keep it out of what becomes of this note.",
                looks_personal(&kinds)
            ));
        }
    }

    /// What becomes of a note.
    pub(super) fn take_note(&mut self, position: usize, answer: &str) {
        let Some(note) = self.draft.notes.get(position).cloned() else {
            return self.advance(&Place::Review);
        };
        let about = Place::parse(&note.about).and_then(|about| self.standard_of(&about));
        let (choice, rest) = answer.trim().split_once(' ').unwrap_or((answer.trim(), ""));
        match choice.to_lowercase().as_str() {
            "1" | "finding" => {
                self.remove_note(position);
                let mut row = self.new_row(TableName::Findings);
                if let Some(standard) = about.and_then(|at| self.tool.standards.get(at)) {
                    row.insert("standard".to_owned(), standard.id.clone());
                }
                let at = self.draft.findings.len();
                self.draft.findings.push(row);
                self.draft.back = vec![self.first_open().to_string()];
                self.take_row(TableName::Findings, at, "text", &note.text);
            }
            "2" | "evidence" => {
                let standard = match (about, rest.is_empty()) {
                    (Some(standard), true) => Ok(standard),
                    (None, true) => Err("Type 2 and the number of the standard, such as 2 14.".to_owned()),
                    (_, false) => self.find_standard(rest),
                };
                match standard {
                    Err(why) => self.say(why),
                    Ok(standard) => self.note_to_evidence(position, &note.text, standard),
                }
            }
            "3" | "drop" => {
                self.remove_note(position);
                self.say("Dropped.");
                let next = self.first_open();
                self.go(&next);
            }
            _ => self.say("Type 1 to make it a finding, 2 to add it to a standard's evidence, or 3 to drop it. `/skip` leaves it for later."),
        }
    }

    pub(super) fn note_to_evidence(&mut self, position: usize, text: &str, standard: usize) {
        let Place::Cell(rating) = self.first_cell(standard) else {
            return;
        };
        let name = format!("{rating}.evidence");
        let there = self.draft.cell(&name);
        let joined = if there.is_empty() {
            text.to_owned()
        } else {
            format!("{there}\n{text}")
        };
        self.set(&name, &joined);
        self.remove_note(position);
        self.say(format!(
            "Added to the evidence of standard {}.",
            self.named(standard)
        ));
        if self.doubts(&Place::Cell(name), &joined) {
            return;
        }
        let next = self.first_open();
        self.go(&next);
    }

    pub(super) fn remove_note(&mut self, position: usize) {
        self.draft.notes.remove(position);
        self.draft.skipped.retain(|name| !name.starts_with("note:"));
    }
}
