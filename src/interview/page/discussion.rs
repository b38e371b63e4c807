//! The pages of the reflective discussion.
//!
//! It must not know where in the interview they stand.

use super::KEEPS_IT;
use crate::interview::session::Session;
use crate::interview::wrap::{capital, count, listed};
use crate::model::{Mark, Reading};

impl Session<'_> {
    pub(super) fn fork_page(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .untold()
            .into_iter()
            .map(|(_, what)| capital(&what))
            .collect();
        let first = self.first_reading();
        if self.tool.rates_twice() {
            let applying = self
                .order
                .iter()
                .copied()
                .filter(|&at| self.draft.applies(self.tool, at));
            let open = applying.filter(|&at| self.draft.mark(self.tool, at, first) == Mark::Blank);
            let open: Vec<String> = open.map(|at| self.number(at).to_string()).collect();
            lines.push(if open.is_empty() {
                "The record is read.".to_owned()
            } else {
                format!(
                    "The record is read, but for standards passed over: {}.",
                    listed(&open, "and")
                )
            });
        }
        lines.push("The reflective discussion with the worker:".to_owned());
        lines.push("  1  Hold it now, or it was held".to_owned());
        lines.push("  2  Later: save and leave, the audit awaits its discussion".to_owned());
        lines.push("  3  It was not held, and will not be (a reason is asked for)".to_owned());
        match self.draft.cell("discussion") {
            "" => {}
            held => lines.push(format!("Now: {}. {KEEPS_IT}", held.replace('_', " "))),
        }
        lines
    }

    pub(super) fn prompt_page(&self, id: &str) -> Vec<String> {
        let at = self
            .tool
            .prompts
            .iter()
            .position(|prompt| prompt.id == id)
            .unwrap_or(0);
        let Some(prompt) = self.tool.prompts.get(at) else {
            return Vec::new();
        };
        let by = prompt
            .asked_of
            .as_ref()
            .map(|by| format!(", asked of the {by}"));
        let mut lines = vec![
            format!(
                "Question {} of {}{}",
                at + 1,
                self.tool.prompts.len(),
                by.unwrap_or_default()
            ),
            prompt.ask.clone(),
        ];
        let answers = self.answers(id);
        lines.push(match (answers, self.draft.unanswered.get(id)) {
            (0, Some(said)) => format!("Now: {}. Enter goes on.", said.replace('_', " ")),
            (0, None) => {
                "Type the answer, or `declined`, or `not asked`. Enter goes on.".to_owned()
            }
            _ => format!(
                "{} so far. Type another, or press Enter to go on.",
                capital(&count(answers, "answer"))
            ),
        });
        lines
    }

    pub(super) fn changed_page(&self, id: &str) -> Vec<String> {
        let Some(at) = self.tool.domains.iter().position(|domain| domain.id == id) else {
            return Vec::new();
        };
        let title = self
            .tool
            .domains
            .get(at)
            .map(|domain| domain.title.as_str());
        let mut lines = vec![
            format!("After the discussion: {}", title.unwrap_or_default()),
            "From the record:".to_owned(),
        ];
        for (standard, _) in self.tool.standards_of(at) {
            if !self.draft.applies(self.tool, standard) {
                continue;
            }
            let again = if self.is_changed(standard) {
                " (to be rated again)"
            } else {
                ""
            };
            let record = capital(&self.rated(standard, Reading::Record));
            lines.push(format!("  {}: {record}{again}", self.named(standard)));
        }
        lines.push("Which did the worker's account change? Type their numbers, such as 3 7; also of other parts. Enter for none of these; `all` to go through these; `rest` if nothing else changed.".to_owned());
        lines
    }
}
