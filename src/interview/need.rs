//! Why an answer cannot be left blank.
//!
//! It must not know in what order questions are asked, or how an answer is taken.

use super::place::Place;
use super::session::Session;
use super::wrap::listed;
use crate::model::{About, Mark, Reading, TableName};
use crate::store::draft::rating_name;

impl Session<'_> {
    /// Why a question cannot be left blank; nothing where it can.
    pub(super) fn need(&self, place: &Place) -> Option<String> {
        match place {
            Place::Cell(name) => self.cell_need(name),
            Place::Row(_, _, name) if name == "text" => Some("there are no words yet".to_owned()),
            Place::Row(TableName::Findings, _, name) if name == "kind" => {
                Some("a finding is of one of three kinds".to_owned())
            }
            Place::Fork => Some("it is not said whether the discussion was held".to_owned()),
            Place::Reason => Some("a change to a recorded audit needs a reason".to_owned()),
            Place::Note(_) => Some("what becomes of it is not decided".to_owned()),
            Place::Personal(about) if !self.is_settled(place) => {
                let kinds = (self.setting.personal)(&self.text_of(about));
                Some(format!(
                    "it looks as if it has {} in it, and it is not decided whether that stays",
                    listed(&kinds, "and")
                ))
            }
            Place::Row(..)
            | Place::Prompt(_)
            | Place::Changed(_)
            | Place::List(_)
            | Place::Review
            | Place::Personal(_) => None,
        }
    }

    fn cell_need(&self, name: &str) -> Option<String> {
        let field = self.field(name)?;
        let why = match field.about {
            About::Row | About::Fact(_) => {
                return field.required.then(|| "every audit needs it".to_owned());
            }
            About::Discussion if name == "discussion.reason" => {
                "a discussion that was not held needs a reason"
            }
            About::Discussion => "a discussion that was held has a day",
            About::Rating(_, reading) if reading == self.first_reading() => "it has no level yet",
            About::Rating(..) | About::Measure(_) => return None,
            About::Evidence(standard, reading) => return self.evidence_need(standard, reading),
            About::Escalation(_) if name.ends_with(".escalated_to") => {
                "at this level somebody must be told"
            }
            About::Escalation(_) => "the day on which they were told belongs to it",
            About::Overall => match name {
                "overall" => "the audit has no judgement yet",
                "overall.override_reason" => "going past the limit needs a reason",
                _ => {
                    let scale = self.tool.overall.as_ref().map(|overall| overall.scale)?;
                    let mark = self.draft.overall(self.tool);
                    return self.words_need(scale, mark, self.draft.cell("overall"));
                }
            },
        };
        Some(why.to_owned())
    }

    /// Words are asked for at some levels, and for not applicable where its spelling does
    /// not say why. What the discussion left as it was needs none.
    fn evidence_need(&self, standard: usize, reading: Reading) -> Option<String> {
        let scale = self.tool.standards.get(standard)?.scale;
        let mark = self.draft.mark(self.tool, standard, reading);
        let first = self.first_reading();
        if reading != first && mark == self.draft.mark(self.tool, standard, first) {
            return None;
        }
        let rating = rating_name(self.tool, standard, reading);
        self.words_need(scale, mark, self.draft.cell(&rating))
    }

    fn words_need(&self, scale: usize, mark: Mark, cell: &str) -> Option<String> {
        match mark {
            Mark::Level(level) => {
                let level = self.tool.scales.get(scale)?.level(level)?;
                level
                    .evidence
                    .then(|| format!("words are asked for at {}", level.label))
            }
            Mark::NotApplicable => {
                let own = self.tool.not_applicable.also.iter().any(|own| own == cell);
                let needed = self.tool.not_applicable.reason_required && !own;
                needed.then(|| "not applicable needs a reason".to_owned())
            }
            Mark::Blank => None,
        }
    }
}
