//! Answers that are asked about before they are taken: a command without its `/`, a number
//! where words belong.
//!
//! It must not know what taking an answer does.

use super::command;
use super::place::Place;
use super::session::Session;
use crate::diagnostics::quote;
use crate::model::{About, TableName, fold};

impl Session<'_> {
    /// What is asked of an answer that may have been meant otherwise; nothing where it is to
    /// be taken. Words that were `asked` about are taken when they come again.
    pub(super) fn second_thoughts(
        &mut self,
        place: &Place,
        answer: &str,
        asked: Option<(Place, String)>,
    ) -> Option<String> {
        if !self.is_text(place) {
            let command = command::bare(answer).filter(|_| !self.is_answer(place, answer))?;
            return Some(format!(
                "{} is no answer here. Did you mean `{command}`? Commands begin with `/`.",
                quote(answer.trim())
            ));
        }
        let words = answer.trim();
        let there = self.text_of(place);
        let again = asked.is_some_and(|(at, before)| at == *place && before == words);
        if again || words == there.trim() || ends_list(place, words) {
            return None;
        }
        let doubt = if let Some(command) = command::bare(words).filter(|it| !it.contains(' ')) {
            format!("did you mean the command `{command}`? Then type it with its `/`.")
        } else if !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit()) {
            self.number_doubt(place)?
        } else {
            return None;
        };
        self.refused = Some(words.to_owned());
        self.unsure = Some((place.clone(), words.to_owned()));
        Some(format!(
            "{} alone: {doubt} If it is what you want to write down, press Enter.",
            quote(words)
        ))
    }

    /// Is a word that is also a command's name an answer to this question?
    fn is_answer(&self, place: &Place, answer: &str) -> bool {
        match place {
            Place::Cell(name) => self.value(&self.audits, name, answer).is_ok(),
            Place::Row(table, _, name) => self.value(self.form_of(*table), name, answer).is_ok(),
            Place::Changed(_) => self.find_standard(answer).is_ok(),
            Place::Note(_) => fold(answer) == "finding",
            Place::Review => fold(answer) == "done",
            Place::Fork
            | Place::Prompt(_)
            | Place::List(_)
            | Place::Reason
            | Place::Personal(_) => false,
        }
    }

    /// Why a number alone is asked about; nothing where numbers are answers.
    fn number_doubt(&self, place: &Place) -> Option<String> {
        match place {
            Place::Cell(name) => match self.field(name)?.about {
                About::Evidence(..) | About::Overall => Some(
                    "words belong here that show why, and this is a number. `/back` goes to the level."
                        .to_owned(),
                ),
                About::Row
                | About::Fact(_)
                | About::Discussion
                | About::Rating(..)
                | About::Escalation(_)
                | About::Measure(_) => None,
            },
            Place::Row(TableName::Findings | TableName::Actions, _, name) if name == "text" => {
                Some("a number says little to a reader.".to_owned())
            }
            Place::Prompt(_) => Some("a number says little to a reader.".to_owned()),
            Place::Row(..)
            | Place::Fork
            | Place::Changed(_)
            | Place::List(_)
            | Place::Note(_)
            | Place::Review
            | Place::Reason
            | Place::Personal(_) => None,
        }
    }
}

/// Does it say that a list has no more?
fn ends_list(place: &Place, words: &str) -> bool {
    matches!(place, Place::List(_)) && fold(words) == "done"
}
