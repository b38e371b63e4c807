//! Answers about the audit itself: facts, ratings and their words, the discussion, the
//! judgement. What each one changes, what is said back, and which question comes next.
//!
//! It must not know how a question is worded.

use super::place::Place;
use super::session::Session;
use super::value::may_be;
use super::wrap::capital;
use crate::model::{About, Held, Mark, Reading, fold};
use crate::store::draft::rating_name;

/// A rating that is not given yet, in words.
pub(super) const NOT_RATED: &str = "not rated";

/// Answers that say that nobody has been told.
const NOBODY: [&str; 7] = [
    "nobody",
    "nobody told yet",
    "nobody yet",
    "no one",
    "no one yet",
    "none",
    "not yet",
];

impl Session<'_> {
    pub(super) fn take_cell(&mut self, name: &str, answer: &str) {
        let place = Place::Cell(name.to_owned());
        let Some(field) = self.field(name).cloned() else {
            return self.advance(&place);
        };
        let there = self.draft.cell(name).to_owned();
        let mut answer = answer.to_owned();
        if answer.trim().is_empty() {
            if !there.is_empty() {
                self.say(format!("Kept: {}.", self.in_words(&field, &there)));
                if !self.doubts_still(&place) {
                    self.after(&place);
                }
                return;
            }
            if let Some(default) = self.default(&place) {
                answer = default;
            } else if let About::Rating(_, Reading::Discussion) = field.about
                && self.tool.rates_twice()
            {
                self.pass(&place, "Unchanged.");
                return self.advance(&place);
            } else if let Some(why) = self.need(&place) {
                return self.refuse_blank(&why, &may_be(&field));
            } else {
                self.pass(&place, "Left blank.");
                return self.after(&place);
            }
        }
        if let (About::Escalation(standard), true) = (field.about, name.ends_with("_to"))
            && NOBODY.iter().any(|word| fold(word) == fold(&answer))
        {
            return self.tell_nobody(&place, standard);
        }
        match self.value(&self.audits, name, &answer) {
            Err(why) => self.say(why),
            Ok(written) => {
                let unchanged = there == written;
                self.set(name, &written);
                self.echo(&place, &written);
                self.hint_at_role(&place, &written);
                let doubtful = if unchanged {
                    self.doubts_still(&place)
                } else {
                    self.doubts(&place, &written)
                };
                if doubtful {
                    return;
                }
                self.after(&place);
            }
        }
    }

    fn refuse_blank(&mut self, why: &str, may_be: &str) {
        let skip = "`/skip` passes over it for now; the audit stays unfinished without it.";
        self.say(format!("This cannot be left blank: {why}. {may_be} {skip}"));
    }

    /// Passes over a question.
    fn pass(&mut self, place: &Place, said: &str) {
        self.draft.skipped.insert(place.to_string());
        self.say(said);
    }

    /// Puts an answer into a cell, and says which standards it takes out or brings back.
    pub(super) fn set(&mut self, name: &str, written: &str) {
        let is_fact = self
            .field(name)
            .is_some_and(|f| matches!(f.about, About::Fact(_)));
        let applied = if is_fact { self.applying() } else { Vec::new() };
        self.draft
            .skipped
            .remove(&Place::Cell(name.to_owned()).to_string());
        if written.is_empty() {
            self.draft.cells.remove(name);
        } else {
            self.draft.cells.insert(name.to_owned(), written.to_owned());
        }
        if let Some(id) = name.strip_suffix(".escalated_to")
            && !written.is_empty()
        {
            self.draft.nobody_told.remove(id);
        }
        // What a new level asks for has not been passed over.
        let evidence = Place::Cell(format!("{name}.evidence"));
        if self.need(&evidence).is_some() {
            self.draft.skipped.remove(&evidence.to_string());
        }
        if is_fact {
            self.say_what_moved(&applied);
        }
    }

    fn tell_nobody(&mut self, place: &Place, standard: usize) {
        if let Some(standard) = self.tool.standards.get(standard) {
            self.draft.nobody_told.insert(standard.id.clone());
            self.draft
                .cells
                .remove(&format!("{}.escalated_to", standard.id));
            self.draft
                .cells
                .remove(&format!("{}.escalated_on", standard.id));
        }
        self.say("Nobody told yet. The audit stays unfinished until somebody has been told, and this stands at the head of every list.");
        self.advance(place);
    }

    /// Says an answer back.
    pub(super) fn echo(&mut self, place: &Place, written: &str) {
        let Some(field) = self.field_at(place).cloned() else {
            return;
        };
        let words = self.in_words(&field, written);
        let line = match field.about {
            About::Rating(standard, reading) if self.tool.rates_twice() => {
                let words = capital(&words);
                match reading {
                    Reading::Record => format!("{words}, from the record."),
                    Reading::Discussion => {
                        let record = rating_name(self.tool, standard, Reading::Record);
                        let record = self.draft.cell(&record);
                        match record {
                            "" => format!("{words}, after the discussion."),
                            record if record == written => {
                                format!("{words}, after the discussion as before it.")
                            }
                            record => {
                                format!("{words}, after the discussion; {record} from the record.")
                            }
                        }
                    }
                }
            }
            About::Rating(..) => format!("{}.", capital(&words)),
            About::Evidence(standard, reading) => {
                let mark = self.draft.mark(self.tool, standard, reading);
                let what = if mark == Mark::NotApplicable {
                    "Reason"
                } else {
                    "Evidence"
                };
                format!("{what}: {words}.")
            }
            About::Escalation(_) if field.name.ends_with("_to") => {
                format!("Who was told: {words}.")
            }
            About::Escalation(_) => format!("Told on {words}."),
            About::Row if field.name == "text" => format!("Written down: {words}."),
            About::Row
            | About::Fact(_)
            | About::Discussion
            | About::Overall
            | About::Measure(_) => {
                let label = field.label.trim_end_matches('?');
                let label = label.split_once(": ").map_or(label, |(label, _)| label);
                format!("{label}: {words}.")
            }
        };
        self.say(line);
    }

    /// Goes on from a cell: a level's words come right after it, then who was told.
    pub(super) fn after(&mut self, place: &Place) {
        if let Place::Cell(name) = place
            && let Some(about) = self.field(name).map(|field| field.about)
        {
            let next = match about {
                About::Rating(..) => Some(Place::Cell(format!("{name}.evidence"))),
                About::Evidence(standard, _) => self.untold_question(standard),
                About::Overall if name == "overall" => {
                    let passed = Place::Cell("overall.override_reason".to_owned());
                    let evidence = Place::Cell("overall.evidence".to_owned());
                    Some(if self.exists(&passed) {
                        passed
                    } else {
                        evidence
                    })
                }
                About::Overall if name == "overall.override_reason" => {
                    Some(Place::Cell("overall.evidence".to_owned()))
                }
                About::Row
                | About::Fact(_)
                | About::Discussion
                | About::Escalation(_)
                | About::Overall
                | About::Measure(_) => None,
            };
            if let Some(next) = next.filter(|next| self.exists(next)) {
                return self.go(&next);
            }
        }
        self.advance(place);
    }

    /// The question of who was told of a standard, where it is open.
    fn untold_question(&self, standard: usize) -> Option<Place> {
        let id = &self.tool.standards.get(standard)?.id;
        let places =
            ["escalated_to", "escalated_on"].map(|part| Place::Cell(format!("{id}.{part}")));
        places
            .into_iter()
            .find(|place| self.exists(place) && !self.is_settled(place))
    }

    /// Goes on to the next open question, and says which standards are stepped over because
    /// they do not apply.
    pub(super) fn advance(&mut self, from: &Place) {
        if let Place::Row(table, row, name) = from {
            return self.after_part(*table, *row, name);
        }
        let next = self.next_open(from);
        self.say_stepped_over(from, &next);
        self.go(&next);
    }

    /// What Enter takes where nothing is answered yet.
    pub(super) fn default(&self, place: &Place) -> Option<String> {
        let today = || Some(self.setting.today.to_string());
        match place {
            Place::Cell(name) => match name.as_str() {
                "hub" if !self.setting.hub.is_empty() => {
                    self.value(&self.audits, "hub", self.setting.hub).ok()
                }
                "audited_on" | "discussed_on" => today(),
                name if name.ends_with(".escalated_on") => today(),
                _ => None,
            },
            Place::Row(table, row, name) => self.row_default(*table, *row, name),
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

    /// The rating that stands, as words: the discussion's where it has one.
    pub(super) fn rated_last(&self, standard: usize) -> String {
        let second = self.rated(standard, Reading::Discussion);
        if self.tool.rates_twice() && (self.draft.held() != Held::Held || second == NOT_RATED) {
            self.rated(standard, Reading::Record)
        } else {
            self.rated(
                standard,
                self.tool
                    .readings
                    .last()
                    .copied()
                    .unwrap_or(Reading::Record),
            )
        }
    }

    /// The mark of a standard's rating as words.
    pub(super) fn rated(&self, standard: usize, reading: Reading) -> String {
        match self.draft.mark(self.tool, standard, reading) {
            Mark::Blank => NOT_RATED.to_owned(),
            Mark::NotApplicable => "not applicable".to_owned(),
            Mark::Level(_) => {
                let level = self.level(standard, reading);
                level.map(|level| level.label.clone()).unwrap_or_default()
            }
        }
    }
}
