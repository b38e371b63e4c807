//! The pages of a standard: its levels, and its evidence.
//!
//! It must not know where in the interview they stand.

use super::{Depth, KEEPS, KEEPS_IT};
use crate::interview::choice;
use crate::interview::place::Place;
use crate::interview::session::Session;
use crate::interview::wrap::{capital, gist};
use crate::model::{Mark, NOT_APPLICABLE, Reading};
use crate::store::draft::rating_name;

impl Session<'_> {
    pub(super) fn rating_page(
        &self,
        place: &Place,
        standard: usize,
        reading: Reading,
        depth: Depth,
    ) -> Vec<String> {
        let Some(about) = self.tool.standards.get(standard) else {
            return Vec::new();
        };
        let domain = self
            .tool
            .domains
            .get(about.domain)
            .map(|domain| domain.title.as_str());
        let mut lines = vec![format!(
            "Standard {} of {}: {}",
            self.number(standard),
            self.order.len(),
            domain.unwrap_or_default()
        )];
        let critical = if about.is_critical() {
            " (critical)"
        } else {
            ""
        };
        lines.push(format!("{}{critical}", about.title));
        let second = self.tool.rates_twice() && reading == Reading::Discussion;
        if second {
            lines.push(format!(
                "From the record: {}",
                self.rated(standard, Reading::Record)
            ));
            let evidence = format!(
                "{}.evidence",
                rating_name(self.tool, standard, Reading::Record)
            );
            let words = self.draft.cell(&evidence);
            if !words.is_empty() {
                lines.push(format!("  {}", gist(words, 150)));
            }
            if let Some(ask) = &about.ask {
                lines.push(format!("To ask the worker: {ask}"));
            }
        } else if !self.again {
            lines.extend(about.looks_like.iter().map(|line| format!("  - {line}")));
        }
        lines.extend(self.levels(place, depth));
        let now = self.draft.cell(&rating_name(self.tool, standard, reading));
        if !now.is_empty() {
            lines.push(format!(
                "Now: {}. {KEEPS_IT}",
                self.rated(standard, reading)
            ));
        } else if second {
            lines.push(
                "After the discussion: which level now? Enter leaves it unchanged.".to_owned(),
            );
        }
        lines
    }

    /// The levels that may be chosen, with their keys.
    pub(super) fn levels(&self, place: &Place, depth: Depth) -> Vec<String> {
        let (Some(scale), Some(list)) = (self.scale_at(place), self.list_at(place)) else {
            return Vec::new();
        };
        let depth = if self.explained.contains(&scale) {
            Depth::Labels
        } else {
            depth
        };
        let levels = self
            .tool
            .scales
            .get(scale)
            .map(|scale| scale.levels.as_slice());
        let levels = levels.unwrap_or_default();
        let numbered = choice::numbered(list);
        let key = |at: usize, gap: &str| {
            if numbered {
                format!("{}{gap}", at + 1)
            } else {
                String::new()
            }
        };
        let mut lines = Vec::new();
        if depth == Depth::Labels {
            let labels = levels.iter().enumerate();
            let labels = labels.map(|(at, level)| format!("{}{}", key(at, " "), level.label));
            let labels: Vec<String> = labels.chain(["n/a".to_owned()]).collect();
            lines.push(labels.join(", "));
        } else {
            for (at, level) in levels.iter().enumerate() {
                let means = level.means.as_deref().unwrap_or_default();
                let means = if depth == Depth::Full {
                    means
                } else {
                    first_sentence(means)
                };
                let colon = if means.is_empty() { "" } else { ": " };
                lines.push(format!("  {}{}{colon}{means}", key(at, "  "), level.label));
            }
            lines.push("  n/a: it cannot arise in this case.".to_owned());
        }
        let own = list
            .terms
            .iter()
            .skip(levels.len())
            .filter(|term| term.written != NOT_APPLICABLE[0]);
        let own: Vec<String> = own.map(|term| term.shown.clone()).collect();
        if !own.is_empty() {
            lines.push(format!("  or, not applicable because: {}", own.join("; ")));
        }
        lines
    }

    pub(super) fn evidence_page(
        &self,
        place: &Place,
        standard: usize,
        reading: Reading,
    ) -> Vec<String> {
        let rated = capital(&self.rated(standard, reading));
        let from = match reading {
            _ if !self.tool.rates_twice() => "",
            Reading::Record => ", from the record",
            Reading::Discussion => ", after the discussion",
        };
        let mut lines = vec![format!("Standard {}: {rated}{from}", self.named(standard))];
        let there = !self.text_of(place).is_empty();
        let not_applicable = self.draft.mark(self.tool, standard, reading) == Mark::NotApplicable;
        let question = if not_applicable {
            "Why does it not apply?"
        } else {
            "What shows it?"
        };
        lines.push(match (self.need(place).is_some(), there) {
            (_, true) => format!("{question} {KEEPS}"),
            (true, false) => format!("{question} Words are needed here."),
            (false, false) => format!("{question} Enter for none."),
        });
        lines
    }
}

fn first_sentence(text: &str) -> &str {
    match text.find(". ") {
        Some(at) => text.get(..=at).unwrap_or(text),
        None => text,
    }
}
