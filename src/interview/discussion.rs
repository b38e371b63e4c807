//! Answers of the reflective discussion: whether it is held, its prompts, and what it
//! changed.
//!
//! It must not know how its questions are worded.

use super::choice;
use super::place::Place;
use super::session::{Next, Session};
use super::wrap::listed;
use crate::model::{Held, Reading, Source, TableName, fold};
use crate::store::draft::{Stage, rating_name};

impl Session<'_> {
    /// Whether the discussion is held now, later or not at all.
    pub(super) fn take_fork(&mut self, answer: &str) -> Next {
        let there = self.draft.held();
        let folded = fold(answer);
        let held = match folded.as_str() {
            "" if there != Held::Unsaid => there,
            "1" | "now" | "held" | "yes" | "y" => Held::Held,
            "3" | "notheld" | "not" | "no" | "n" => Held::NotHeld,
            "2" | "later" | "l" => {
                self.set("discussion", "");
                self.draft.stage = self.draft.stage.max(Stage::Discussion);
                self.say("Later, then. The audit is kept as awaiting its discussion, and comes back to this question.");
                return Next::Leave;
            }
            _ => {
                self.say("Type 1, 2 or 3: the discussion is held now or was held, comes later, or was not held.");
                return Next::Ask;
            }
        };
        match held {
            Held::NotHeld => {
                self.set("discussion", "not_held");
                self.say("Not held. The record's ratings stand.");
                if there != Held::NotHeld && !self.draft.changed.is_empty() {
                    self.say("What the second reading said is kept, and left out of the audit.");
                }
            }
            Held::Held | Held::Unsaid => {
                self.set("discussion", "held");
                self.say("The discussion.");
            }
        }
        self.draft.stage = self.draft.stage.max(Stage::Discussion);
        self.advance(&Place::Fork);
        Next::Ask
    }

    /// Which standards of a domain the worker's account changed.
    pub(super) fn take_changed(&mut self, domain: &str, answer: &str) {
        let place = Place::Changed(domain.to_owned());
        let position = self
            .tool
            .domains
            .iter()
            .position(|other| other.id == domain);
        let folded = fold(answer);
        let chosen: Vec<usize> = match folded.as_str() {
            "" | "none" | "no" => Vec::new(),
            "rest" => {
                for place in self.line() {
                    if matches!(place, Place::Changed(_)) {
                        self.draft.skipped.insert(place.to_string());
                    }
                }
                self.say(
                    "The discussion changed nothing more. The record's levels stand for the rest.",
                );
                return self.advance(&place);
            }
            "all" => {
                let standards = self.tool.standards.iter().enumerate();
                let here = standards.filter(|(_, s)| Some(s.domain) == position);
                here.map(|(at, _)| at)
                    .filter(|&at| self.draft.applies(self.tool, at))
                    .collect()
            }
            _ => {
                let mut chosen = Vec::new();
                for part in choice::parts(answer) {
                    match self.find_standard(part) {
                        Ok(standard) if self.draft.applies(self.tool, standard) => {
                            chosen.push(standard);
                        }
                        Ok(standard) => {
                            let because = self.because(standard);
                            return self.say(format!(
                                "Standard {} does not apply to this case{because}.",
                                self.number(standard)
                            ));
                        }
                        Err(why) => return self.say(why),
                    }
                }
                chosen
            }
        };
        self.draft.skipped.insert(place.to_string());
        let mut names = Vec::new();
        for &standard in &chosen {
            if let Some(standard) = self.tool.standards.get(standard) {
                self.draft.changed.insert(standard.id.clone());
            }
            let cell = rating_name(self.tool, standard, Reading::Discussion);
            self.draft.skipped.remove(&Place::Cell(cell).to_string());
            names.push(self.number(standard).to_string());
        }
        if names.is_empty() {
            self.say("No change here.");
        } else {
            self.say(format!("To be rated again: {}.", listed(&names, "and")));
        }
        self.advance(&place);
    }

    pub(super) fn take_prompt(&mut self, id: &str, answer: &str) {
        let place = Place::Prompt(id.to_owned());
        let said = match fold(answer).as_str() {
            "" => {
                self.draft.skipped.insert(place.to_string());
                let any = self.answers(id) > 0 || self.draft.unanswered.contains_key(id);
                self.say(if any {
                    "On to the next question."
                } else {
                    "No answer."
                });
                return self.advance(&place);
            }
            "declined" => "declined",
            "notasked" => "not_asked",
            _ => return self.answer_prompt(id, answer),
        };
        if self.answers(id) > 0 {
            self.say("There is an answer already. Press Enter to go on.");
            return;
        }
        self.draft.unanswered.insert(id.to_owned(), said.to_owned());
        self.say(if said == "declined" {
            "Asked, and declined."
        } else {
            "Not asked."
        });
        self.advance(&place);
    }

    fn answer_prompt(&mut self, id: &str, answer: &str) {
        let Some(prompt) = self.tool.prompts.iter().find(|prompt| prompt.id == id) else {
            return;
        };
        let table = TableName::Findings;
        let at = self.rows(table).len();
        let mut row = self.new_row(table);
        row.insert("prompt".to_owned(), id.to_owned());
        row.insert("kind".to_owned(), prompt.kind.id().to_owned());
        let sources = Source::ALL.map(Source::id);
        if let Some(source) = prompt
            .asked_of
            .as_ref()
            .filter(|by| sources.contains(&by.as_str()))
        {
            row.insert("source".to_owned(), source.clone());
        }
        self.draft.unanswered.remove(id);
        self.rows_mut(table).push(row);
        self.draft.back = vec![Place::Prompt(id.to_owned()).to_string()];
        self.take_row(table, at, "text", answer);
    }

    /// How many answers a prompt has.
    pub(super) fn answers(&self, id: &str) -> usize {
        let findings = self.draft.findings.iter();
        findings
            .filter(|row| row.get("prompt").is_some_and(|prompt| prompt == id))
            .count()
    }
}
