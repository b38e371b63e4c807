//! The review, and finishing: the last look at the whole audit, from which everything can
//! be corrected.
//!
//! It must not know how lines are wrapped.

use super::answer::NOT_RATED;
use super::missing::Missing;
use super::place::Place;
use super::session::{Next, Session};
use super::wrap::{count, listed};
use crate::model::{About, Held, Mark, Reading, fold};
use crate::store::draft::{Row, rating_name};

/// More lines of what is missing than this are counted and not shown.
const SHOWN: usize = 10;

impl Session<'_> {
    pub(super) fn take_review(&mut self, answer: &str) -> Next {
        match fold(answer).as_str() {
            "" => {
                let missing = self.missing();
                let open = self.first_open();
                if let Some(first) = missing.first() {
                    self.go_to_missing(&first.place);
                } else if open == Place::Review {
                    self.say("No question is open. Type `all` to read the whole audit, or `/done` to finish.");
                } else {
                    self.go(&open);
                }
            }
            "all" => {
                let lines = self.whole();
                self.said.extend(lines);
                self.read_out = true;
            }
            "more" => {
                let missing = self.missing();
                self.say(if missing.is_empty() {
                    "Nothing is missing."
                } else {
                    "Everything that is missing:"
                });
                self.said.extend(numbered(&missing));
                self.read_out = true;
            }
            "done" => return self.finish(),
            _ => match answer.trim().parse::<usize>() {
                Ok(number) => {
                    let missing = self.missing();
                    match number.checked_sub(1).and_then(|at| missing.get(at)) {
                        Some(missing) => self.go_to_missing(&missing.place),
                        None if missing.is_empty() => self.say("Nothing is missing. `/done` finishes; `/go 14` goes to a standard."),
                        None => self.say(format!("The list goes from 1 to {}. To go to a standard, type `/go {number}`.", missing.len())),
                    }
                }
                Err(_) => self.say("Type a number of the list, `all` to read the whole audit, `/go 14` to go to a standard, or `/done` to finish."),
            },
        }
        Next::Ask
    }

    fn go_to_missing(&mut self, place: &Place) {
        self.draft.back = if let Place::Row(..) = place {
            vec![Place::Review.to_string()]
        } else {
            Vec::new()
        };
        self.go(place);
    }

    /// Finishes the audit where nothing is missing, and else says what is.
    pub(super) fn finish(&mut self) -> Next {
        let missing = self.missing();
        if !missing.is_empty() {
            let one = missing.len() == 1;
            self.say(format!(
                "The audit cannot be finished yet: {} {} missing. Enter goes to {}.",
                count(missing.len(), "thing"),
                if one { "is" } else { "are" },
                if one { "it" } else { "the first" }
            ));
            self.go(&Place::Review);
            return Next::Ask;
        }
        if self.is_corrected() && self.draft.reason.is_empty() {
            self.go(&Place::Reason);
            return Next::Ask;
        }
        self.say("Finished.");
        Next::Finish
    }

    /// Is anything other than it was in the round?
    pub(super) fn is_corrected(&self) -> bool {
        let Some(base) = &self.draft.base else {
            return false;
        };
        let entry = self.draft.entry(self.tool, &self.audits);
        let names = self.audits.names().zip(&entry.cells);
        let same = names
            .into_iter()
            .all(|(name, text)| base.cells.get(name).map_or("", String::as_str) == text);
        let rows = |now: &[Row], before: &[Row]| now == before;
        !(same
            && rows(&self.draft.findings, &base.findings)
            && rows(&self.draft.actions, &base.actions))
    }

    pub(super) fn take_reason(&mut self, answer: &str) -> Next {
        let text = answer.trim_end();
        if text.trim().is_empty() && self.draft.reason.is_empty() {
            self.say("A change to a recorded audit needs a reason, such as `misread the date of the visit`. `/back` goes to the review.");
            return Next::Ask;
        }
        if !text.trim().is_empty() {
            text.clone_into(&mut self.draft.reason);
        }
        let reason = self.draft.reason.clone();
        // Kept once, the same words are not asked about again.
        if !text.trim().is_empty() && self.doubts(&Place::Reason, &reason) {
            return Next::Ask;
        }
        self.finish()
    }

    /// The review's lines: what is missing, then each part in a line.
    pub(super) fn review_lines(&self) -> Vec<String> {
        let draft = &self.draft;
        let kind = if draft.base.is_some() {
            "Correction"
        } else {
            "Review"
        };
        let mut lines = vec![format!(
            "{kind} of the {} audit of case {}",
            draft.role, draft.case
        )];
        let missing = self.missing();
        if missing.is_empty() {
            lines.push("Nothing is missing.".to_owned());
        } else {
            lines.push(format!("Missing: {}", missing.len()));
        }
        lines.extend(numbered(&missing).take(SHOWN));
        if missing.len() > SHOWN {
            lines.push(format!(
                "     and {} more: `more` lists them all",
                missing.len() - SHOWN
            ));
        }
        lines.push(String::new());
        lines.extend(self.summary());
        lines
    }

    /// Each part of the audit in a line.
    pub(super) fn summary(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let facts = self
            .line()
            .into_iter()
            .filter(|place| self.section(place) == Some(super::question::Section::Facts));
        let facts: Vec<bool> = facts
            .map(|place| !self.text_of(&place).is_empty())
            .collect();
        let given = facts.iter().filter(|given| **given).count();
        lines.push(format!(
            "About the case: {given} of {} answered",
            facts.len()
        ));
        let first = self.first_reading();
        let word = if self.tool.rates_twice() {
            "From the record"
        } else {
            "Standards"
        };
        lines.push(format!(
            "{word}: {}",
            self.counts(|at| self.rated(at, first))
        ));
        if self.tool.readings.contains(&Reading::Discussion) {
            lines.push(format!("Discussion: {}", self.discussion_line()));
        }
        let measures = self.audits.fields.iter();
        let measures = measures.filter(|field| matches!(field.about, About::Measure(_)));
        let measures: Vec<bool> = measures
            .map(|f| !self.draft.cell(&f.name).is_empty())
            .collect();
        if !measures.is_empty() {
            let given = measures.iter().filter(|given| **given).count();
            lines.push(format!("Measures: {given} of {} answered", measures.len()));
        }
        if self.tool.overall.is_some() {
            let overall = self.draft.cell("overall");
            let overall = if overall.is_empty() {
                "not given"
            } else {
                overall
            };
            let past = if self.draft.past_cap(self.tool) {
                ", past a limit"
            } else {
                ""
            };
            lines.push(format!("Overall judgement: {overall}{past}"));
        }
        let notes = self.draft.notes.len();
        lines.push(format!(
            "{}, {}{}",
            super::wrap::capital(&count(self.draft.findings.len(), "finding")),
            count(self.draft.actions.len(), "action"),
            if notes == 0 {
                String::new()
            } else {
                format!(", {}", count(notes, "note"))
            }
        ));
        let passed: Vec<String> = self
            .order
            .iter()
            .filter(|&&at| self.draft.applies(self.tool, at))
            .filter(|&&at| self.draft.mark(self.tool, at, first) == Mark::Blank)
            .filter(|&&at| {
                self.draft
                    .skipped
                    .contains(&self.first_cell(at).to_string())
            })
            .map(|&at| self.number(at).to_string())
            .collect();
        if !passed.is_empty() {
            lines.push(format!("Passed over for now: {}", listed(&passed, "and")));
        }
        lines
    }

    /// How many standards are rated, level by level.
    pub(super) fn counts(&self, rating: impl Fn(usize) -> String) -> String {
        let applying = || {
            self.order
                .iter()
                .copied()
                .filter(|&at| self.draft.applies(self.tool, at))
        };
        let rated = applying().filter(|&at| rating(at) != NOT_RATED);
        let mut counts: Vec<(String, usize)> = Vec::new();
        let levels = self.tool.scales.iter().flat_map(|scale| &scale.levels);
        for label in levels
            .map(|level| level.label.clone())
            .chain(["not applicable".to_owned()])
        {
            if counts.iter().any(|(other, _)| *other == label) {
                continue;
            }
            let these = applying().filter(|&at| rating(at) == label).count();
            if these > 0 {
                counts.push((label, these));
            }
        }
        let counts: Vec<String> = counts
            .iter()
            .map(|(label, these)| format!("{label} {these}"))
            .collect();
        let sum = format!("{} of {} rated", rated.count(), applying().count());
        if counts.is_empty() {
            sum
        } else {
            format!("{sum}: {}", counts.join(", "))
        }
    }

    fn discussion_line(&self) -> String {
        match self.draft.held() {
            // Of a recorded audit it came in from a spreadsheet that does not say.
            Held::Unsaid if self.draft.base.is_some() => "not said whether it was held".to_owned(),
            Held::Unsaid => "not held yet".to_owned(),
            Held::NotHeld => "not held".to_owned(),
            Held::Held => {
                let day = self.draft.cell("discussed_on");
                let on = if day.is_empty() {
                    String::new()
                } else {
                    format!(" on {}", super::value::day_in_full(day))
                };
                if !self.tool.rates_twice() {
                    return format!("held{on}");
                }
                let moved = self.order.iter().copied().filter(|&at| {
                    let second = self
                        .draft
                        .cell(&rating_name(self.tool, at, Reading::Discussion));
                    let record = self
                        .draft
                        .cell(&rating_name(self.tool, at, Reading::Record));
                    !second.is_empty() && second != record && self.draft.applies(self.tool, at)
                });
                let moved: Vec<String> = moved
                    .map(|at| {
                        let (record, second) = (
                            self.rated(at, Reading::Record),
                            self.rated(at, Reading::Discussion),
                        );
                        format!("{} ({record} to {second})", self.number(at))
                    })
                    .collect();
                if moved.is_empty() {
                    format!("held{on}; it changed no level")
                } else {
                    format!("held{on}; it changed {}", listed(&moved, "and"))
                }
            }
        }
    }
}

/// What is missing, with the numbers that go there.
fn numbered(missing: &[Missing]) -> impl Iterator<Item = String> {
    let lines = missing.iter().enumerate();
    lines.map(|(at, missing)| format!("{:>3}  {}", at + 1, missing.what))
}
