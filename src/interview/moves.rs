//! Moves: back, over, to another question; and what may be said of a question other than
//! its answer.
//!
//! It must not know how a question is worded.

use super::place::Place;
use super::question::parts;
use super::session::Session;
use super::wrap::capital;
use crate::model::{About, Held, NOT_APPLICABLE, Reading, TableName, fold};
use crate::store::draft::{Note, rating_name};

impl Session<'_> {
    pub(super) fn back(&mut self, place: &Place) {
        match place {
            Place::Row(table, row, name) => {
                let parts = parts(*table);
                let at = parts.iter().position(|part| part == name).unwrap_or(0);
                match at.checked_sub(1).and_then(|at| parts.get(at)) {
                    Some(before) => self.go(&Place::Row(*table, *row, (*before).to_owned())),
                    None => self.leave_row(*table, *row),
                }
            }
            Place::Personal(about) => self.go(&about.clone()),
            Place::Reason => self.go(&Place::Review),
            Place::Cell(_)
            | Place::Fork
            | Place::Prompt(_)
            | Place::Changed(_)
            | Place::List(_)
            | Place::Note(_)
            | Place::Review => {
                let line = self.line();
                let at = line.iter().position(|other| other == place).unwrap_or(0);
                match at.checked_sub(1).and_then(|at| line.get(at)) {
                    Some(before) => self.go(before),
                    None => self.say("This is the first question."),
                }
            }
        }
    }

    pub(super) fn skip(&mut self, place: &Place) {
        match place {
            Place::Review => self.say("There is nothing to pass over here. A number goes to what is missing; `/done` finishes."),
            Place::Reason => {
                self.say("Back at the review; nothing was finished.");
                self.go(&Place::Review);
            }
            Place::Row(table, row, _) if self.rows(*table).len() == *row => {
                self.say(format!("No {} was added.", table.row()));
                self.leave_row(*table, *row);
            }
            Place::Row(table, row, name) => {
                self.say("Passed over for now.");
                self.draft.skipped.insert(place.to_string());
                self.after_part(*table, *row, name);
            }
            Place::Personal(about) => self.skip_personal(place, about),
            Place::Cell(_)
            | Place::Fork
            | Place::Prompt(_)
            | Place::Changed(_)
            | Place::List(_)
            | Place::Note(_) => {
                self.draft.skipped.insert(place.to_string());
                let missing = self.need(place).is_some() && self.text_of(place).is_empty();
                self.say(if missing {
                    "Passed over for now. The review lists it as missing."
                } else {
                    "Passed over for now."
                });
                self.advance(place);
            }
        }
    }

    /// This standard does not apply, for a reason.
    pub(super) fn not_applicable(&mut self, place: &Place, reason: &str) {
        let rating = match place {
            Place::Cell(name) => match self.field(name).map(|field| field.about) {
                Some(About::Rating(standard, reading) | About::Evidence(standard, reading)) => {
                    Some(rating_name(self.tool, standard, reading))
                }
                Some(About::Escalation(standard)) => {
                    Some(rating_name(self.tool, standard, self.first_reading()))
                }
                Some(About::Overall) => Some("overall".to_owned()),
                Some(About::Row | About::Fact(_) | About::Discussion | About::Measure(_))
                | None => None,
            },
            Place::Fork
            | Place::Prompt(_)
            | Place::Changed(_)
            | Place::List(_)
            | Place::Row(..)
            | Place::Note(_)
            | Place::Review
            | Place::Reason
            | Place::Personal(_) => None,
        };
        let Some(rating) = rating else {
            self.say("Only a standard can be not applicable. To leave this blank, press Enter or type `/skip`.");
            return;
        };
        let [written, ..] = NOT_APPLICABLE;
        self.set(&rating, written);
        self.say("Not applicable.");
        let rating_place = Place::Cell(rating.clone());
        let evidence = format!("{rating}.evidence");
        if reason.is_empty() {
            return self.after(&rating_place);
        }
        let there = self.draft.cell(&evidence).to_owned();
        if !there.is_empty() && there != reason {
            self.say("The words that stood here are kept as a note.");
            self.draft.notes.push(Note {
                about: rating_place.to_string(),
                text: there,
            });
        }
        self.set(&evidence, reason);
        let evidence = Place::Cell(evidence);
        self.echo(&evidence, reason);
        if !self.doubts(&evidence, reason) {
            self.after(&evidence);
        }
    }

    pub(super) fn go_to(&mut self, wanted: &str) {
        if wanted.is_empty() {
            self.say("Type where to: `/go 14`, `/go 14 discussion`, `/go handover`, `/go overall`, `/go findings`, `/go actions`, or a fact such as `/go stage`.");
            return;
        }
        let place = match fold(wanted).as_str() {
            "review" => Ok(Place::Review),
            "findings" | "finding" => Ok(Place::List(TableName::Findings)),
            "actions" | "action" => Ok(Place::List(TableName::Actions)),
            "discussion" => Ok(Place::Fork),
            _ => match self.cell_named(wanted) {
                Err(why) => match self.reading_named(wanted) {
                    Some(Ok(place)) => Ok(place),
                    Some(Err(other)) => Err(other),
                    None => Err(why),
                },
                found => found,
            },
        };
        match place {
            Err(why) => self.say(why),
            Ok(place) if self.exists(&place) => {
                self.draft.back.clear();
                self.go(&place);
            }
            Ok(place) => match self.standard_of(&place) {
                Some(standard) => {
                    let because = self.because(standard);
                    self.say(format!(
                        "Standard {} does not apply to this case{because}.",
                        self.named(standard)
                    ));
                }
                None => self.say("That question is not asked in this audit as it stands."),
            },
        }
    }

    /// The cell that a person means: a standard, a fact, the judgement, a measure.
    fn cell_named(&self, wanted: &str) -> Result<Place, String> {
        let folded = fold(wanted);
        let others = || {
            self.audits.fields.iter().filter(|field| {
                matches!(
                    field.about,
                    About::Row
                        | About::Fact(_)
                        | About::Measure(_)
                        | About::Overall
                        | About::Discussion
                )
            })
        };
        let exact =
            others().find(|field| fold(&field.name) == folded || fold(&field.label) == folded);
        if let Some(field) = exact {
            return Ok(Place::Cell(field.name.clone()));
        }
        match self.find_standard(wanted) {
            Ok(standard) => Ok(self.first_cell(standard)),
            Err(why) => {
                let mut near = others().filter(|field| fold(&field.label).contains(&folded));
                match (near.next(), near.next()) {
                    (Some(field), None) => Ok(Place::Cell(field.name.clone())),
                    _ => Err(why),
                }
            }
        }
    }

    /// One reading of a standard: `17 discussion`. Going to what the discussion said opens it.
    fn reading_named(&mut self, wanted: &str) -> Option<Result<Place, String>> {
        let (standard, last) = wanted.trim().rsplit_once(char::is_whitespace)?;
        let reading = match fold(last).as_str() {
            "discussion" => Reading::Discussion,
            "record" => Reading::Record,
            _ => return None,
        };
        let standard = match self.find_standard(standard) {
            Ok(standard) => standard,
            Err(why) => return Some(Err(why)),
        };
        let asked = self.tool.readings.contains(&reading);
        if !asked || !self.tool.rates_twice() || reading == self.first_reading() {
            return Some(if asked {
                Ok(self.first_cell(standard))
            } else {
                Err("This tool rates each standard once: type its number alone.".to_owned())
            });
        }
        if self.draft.held() != Held::Held {
            return Some(Err(
                "That comes once the discussion is held: `/go discussion` goes there.".to_owned(),
            ));
        }
        let place = Place::Cell(rating_name(self.tool, standard, reading));
        if self.draft.applies(self.tool, standard)
            && let Some(standard) = self.tool.standards.get(standard)
        {
            self.draft.changed.insert(standard.id.clone());
            self.draft.skipped.remove(&place.to_string());
        }
        Some(Ok(place))
    }

    /// A standard's first question: the second reading's once that has been begun for it.
    pub(super) fn first_cell(&self, standard: usize) -> Place {
        Place::Cell(rating_name(self.tool, standard, self.first_reading()))
    }

    /// Takes an answer away; on a list, the row of that number.
    pub(super) fn clear(&mut self, place: &Place, number: &str) {
        if let Place::List(table) = place {
            let made = self.rows(*table).len();
            match number.parse::<usize>() {
                Ok(number) if (1..=made).contains(&number) => {
                    self.remove_row(*table, number - 1);
                    self.say(format!("{} {number} is taken away.", capital(table.row())));
                }
                _ => self.say(format!(
                    "Type which: `/clear 1` takes {} 1 away.",
                    table.row()
                )),
            }
            return;
        }
        if let Place::Prompt(id) = place {
            let said = if self.draft.unanswered.remove(id).is_some() {
                "Taken away."
            } else {
                "Answers to this are findings: `/go findings` lists them."
            };
            return self.say(said);
        }
        if self.text_of(place).is_empty() {
            if let Place::Cell(name) = place
                && let Some(id) = name.strip_suffix(".escalated_to")
                && self.draft.nobody_told.remove(id)
            {
                return self.say("Taken away.");
            }
            return self.say("There is no answer here to take away.");
        }
        match place {
            Place::Cell(name) => self.set(name, ""),
            Place::Fork => self.set("discussion", ""),
            Place::Reason => self.draft.reason.clear(),
            Place::Row(table, row, name) => {
                let (table, row) = (*table, *row);
                if let Some(cells) = self.rows_mut(table).get_mut(row) {
                    cells.remove(name);
                }
            }
            Place::Personal(about) => {
                let about = about.as_ref().clone();
                self.go(&about);
                return self.clear(&about, "");
            }
            Place::Prompt(_)
            | Place::Changed(_)
            | Place::List(_)
            | Place::Note(_)
            | Place::Review => {}
        }
        self.say("Taken away.");
    }
}

/// That a text seems to hold personal data, without repeating it.
pub(super) fn looks_personal(kinds: &[String]) -> String {
    let kinds = super::wrap::listed(kinds, "and");
    format!("This looks as if it has {kinds} in it.")
}
