//! The pages of what comes last: findings, the judgement, actions and notes.
//!
//! It must not know where in the interview they stand.

use super::{Depth, KEEPS};
use crate::interview::place::Place;
use crate::interview::progress::is_theme;
use crate::interview::session::Session;
use crate::interview::wrap::{capital, gist};
use crate::model::TableName;

impl Session<'_> {
    pub(super) fn overall_page(&self, place: &Place, name: &str, depth: Depth) -> Vec<String> {
        match name {
            "overall" => {
                let mut lines = vec!["Overall judgement: your own, never an average".to_owned()];
                lines.push(format!(
                    "Standards: {}",
                    self.counts(|at| self.rated_last(at))
                ));
                lines.extend(self.cap_lines());
                lines.extend(self.levels(place, depth));
                lines.push(self.enter(place));
                lines.retain(|line| !line.is_empty());
                lines
            }
            "overall.override_reason" => {
                let mut lines = vec!["Overall judgement: past a limit".to_owned()];
                lines.extend(self.cap_lines());
                lines.push(format!("Your judgement is {}. Why does it go past the limit? `/back` changes the judgement.", self.draft.cell("overall")));
                lines
            }
            _ => {
                let judged = self.draft.cell("overall");
                let needed = if self.need(place).is_some() {
                    "Words are needed here."
                } else {
                    "Enter for none."
                };
                vec![
                    format!("Overall judgement: {judged}"),
                    format!(
                        "What would you want a reader to know of this case? {}",
                        if self.text_of(place).is_empty() {
                            needed
                        } else {
                            KEEPS
                        }
                    ),
                ]
            }
        }
    }

    /// The limits that hold, each with its reason.
    pub(super) fn cap_lines(&self) -> Vec<String> {
        let caps = self.draft.caps(self.tool).into_iter();
        caps.map(|cap| {
            let last = self.rated_last(cap.standard);
            let most = self.tool.overall_scale().and_then(|scale| scale.level(cap.at_most));
            let most = most.map(|level| level.label.as_str()).unwrap_or_default();
            format!(
                "Because standard {} is at {last}, the judgement can be at most {most}. To go past it you need a reason.",
                self.named(cap.standard)
            )
        })
        .collect()
    }

    pub(super) fn list_page(&self, table: TableName) -> Vec<String> {
        let made = self.rows(table).len();
        let mut lines = vec![match table {
            TableName::Findings => {
                "Findings: what is working, what is to improve, what is not working".to_owned()
            }
            TableName::Actions | TableName::Audits | TableName::Cases => {
                "Actions: what is to be done, by whom and by when".to_owned()
            }
        }];
        for row in 0..made {
            lines.push(format!("  {}  {}", row + 1, self.row_gist(table, row, 56)));
        }
        for (at, standard) in self.proposed(table).into_iter().enumerate() {
            lines.push(format!(
                "  {}  Proposed, with priority escalation: an action on standard {}",
                made + at + 1,
                self.named(standard)
            ));
        }
        let change = if made > 0 {
            " A number changes one; `/clear 1` takes one away."
        } else {
            ""
        };
        let take = if self.proposed(table).is_empty() {
            ""
        } else {
            " The number of a proposed one begins it."
        };
        lines.push(format!(
            "Type the words of a new one, or press Enter to go on.{change}{take}"
        ));
        lines
    }

    pub(super) fn row_page(
        &self,
        place: &Place,
        table: TableName,
        row: usize,
        name: &str,
    ) -> Vec<String> {
        let mut head = format!("{} {}", capital(table.row()), row + 1);
        let text = self.text_of(&Place::Row(table, row, "text".to_owned()));
        if !text.is_empty() && name != "text" {
            head.push_str(&format!(": {}", gist(&text, 50)));
        }
        let label = self
            .field_at(place)
            .map(|field| field.label.clone())
            .unwrap_or_default();
        let mut lines = vec![head, label];
        match self.list_at(place) {
            Some(list) if is_theme(place) && self.themes_listed => lines.push(format!(
                "The {} themes are as listed before: `/help` lists them again.",
                list.terms.len()
            )),
            _ => lines.extend(self.choices(place)),
        }
        let enter = if name == "text" && text.is_empty() {
            "Enter adds none.".to_owned()
        } else {
            self.enter_and_kind(place)
        };
        lines.push(enter);
        lines
    }

    pub(super) fn note_page(&self, position: usize) -> Vec<String> {
        let Some(note) = self.draft.notes.get(position) else {
            return Vec::new();
        };
        let about = Place::parse(&note.about);
        let standard = about.as_ref().and_then(|about| self.standard_of(about));
        let made_at = about.map(|about| self.label(&about)).unwrap_or_default();
        let to = match standard {
            Some(at) => format!("  2  Add it to the evidence of standard {}", self.named(at)),
            None => "  2  Add it to a standard's evidence: type 2 and its number".to_owned(),
        };
        vec![
            format!(
                "Note {} of {}, made at: {made_at}",
                position + 1,
                self.draft.notes.len()
            ),
            format!("  {}", note.text),
            "What becomes of it?".to_owned(),
            "  1  Make it a finding".to_owned(),
            to,
            "  3  Drop it".to_owned(),
        ]
    }
}
