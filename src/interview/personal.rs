//! Words that look like personal data: whether they stay is asked, and asked again until it
//! is decided.
//!
//! It must not know what personal data looks like.

use super::page::is_whose;
use super::place::Place;
use super::session::Session;
use crate::diagnostics::{Detector, PersonalData};
use crate::model::fold;

impl Session<'_> {
    /// Asks whether words that look like personal data are kept. They are in the draft
    /// already, so that an interruption loses nothing; so is that it is not decided.
    pub(super) fn doubts(&mut self, place: &Place, written: &str) -> bool {
        if !self.is_text(place) || (self.setting.personal)(written).is_empty() {
            self.draft.doubted.remove(&place.to_string());
            return false;
        }
        self.draft.doubted.insert(place.to_string());
        self.draft.at = Some(Place::Personal(Box::new(place.clone())).to_string());
        true
    }

    /// Says that a role is wanted where an answer reads as a person's name; it is taken all
    /// the same.
    pub(super) fn hint_at_role(&mut self, place: &Place, written: &str) {
        let name = Detector::default().reference_problem(written) == Some(PersonalData::Name);
        if name && is_whose(place) {
            self.say("That reads like a person's name. A role, such as team manager, keeps names out of the audit: `/back` goes back to change it.");
        }
    }

    /// Asks again of words that were left as they were before it was decided.
    pub(super) fn doubts_still(&mut self, place: &Place) -> bool {
        let text = self.text_of(place);
        self.draft.doubted.contains(&place.to_string()) && self.doubts(place, &text)
    }

    pub(super) fn take_personal(&mut self, about: &Place, answer: &str) {
        match fold(answer).as_str() {
            "1" | "change" | "c" => {
                self.say("Change it, then press Enter.");
                if matches!(about, Place::Row(..)) && self.draft.back.is_empty() {
                    self.draft.back = vec![Place::Review.to_string()];
                }
                self.go(about);
            }
            "2" | "keep" | "k" => {
                self.draft.doubted.remove(&about.to_string());
                self.say("Kept as it is.");
                self.past_doubt(about);
            }
            _ => self.say("Type 1 to change the text, or 2 to keep it as it is."),
        }
    }

    /// Leaves the question open: it comes again once nothing else is open, and the audit is
    /// not finished without it.
    pub(super) fn skip_personal(&mut self, place: &Place, about: &Place) {
        self.say("Not decided yet: it is asked again at the end, and the review lists it.");
        let in_row = matches!(about, Place::Row(..)) && !self.draft.back.is_empty();
        let at_end = matches!(self.first_open(), Place::Personal(_) | Place::Review);
        if in_row || !at_end {
            return self.past_doubt(about);
        }
        let line = self.line();
        let after = line.iter().skip_while(|other| *other != place).nth(1);
        self.go(after.unwrap_or(&Place::Review));
    }

    fn past_doubt(&mut self, about: &Place) {
        match about {
            Place::Row(table, row, name) if !self.draft.back.is_empty() => {
                self.after_part(*table, *row, name);
            }
            Place::Row(..) => {
                let next = self.first_open();
                self.go(&next);
            }
            Place::Reason => self.go(&Place::Review),
            Place::Cell(_)
            | Place::Fork
            | Place::Prompt(_)
            | Place::Changed(_)
            | Place::List(_)
            | Place::Note(_)
            | Place::Review
            | Place::Personal(_) => self.after(about),
        }
    }
}
