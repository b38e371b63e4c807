//! Where one stands, and help at a question.
//!
//! It must not know how lines are wrapped.

use super::command;
use super::place::Place;
use super::session::Session;
use super::value::may_be;
use super::wrap::listed;
use crate::model::{About, Kind, Level, Listed, Mark, Reading, TableName};

impl Session<'_> {
    /// What is done and what is left, domain by domain.
    pub(super) fn whereabouts(&self, place: &Place) -> Vec<String> {
        let mut lines: Vec<String> = self
            .untold()
            .into_iter()
            .map(|(_, what)| super::wrap::capital(&what))
            .collect();
        lines.push(format!("You are at: {}", self.position(place)));
        let section = |wanted| {
            let line = self.line().into_iter();
            let these: Vec<Place> = line
                .filter(|place| self.section(place) == Some(wanted))
                .collect();
            let open = these.iter().filter(|place| !self.is_settled(place)).count();
            (these.len(), open)
        };
        let left = |open: usize| {
            if open == 0 {
                "done".to_owned()
            } else {
                format!("{open} left")
            }
        };
        let (_, open) = section(super::question::Section::Facts);
        lines.push(format!("About the case: {}", left(open)));
        let first = self.first_reading();
        for (at, domain) in self.tool.domains.iter().enumerate() {
            let mut done = 0;
            let (mut open, mut passed, mut out) = (Vec::new(), Vec::new(), Vec::new());
            let standards = self.tool.standards_of(at);
            for (standard, _) in standards {
                let number = self.number(standard).to_string();
                if !self.draft.applies(self.tool, standard) {
                    out.push(number);
                } else if self.draft.mark(self.tool, standard, first) != Mark::Blank {
                    done += 1;
                } else if self
                    .draft
                    .skipped
                    .contains(&self.first_cell(standard).to_string())
                {
                    passed.push(number);
                } else {
                    open.push(number);
                }
            }
            let mut parts = Vec::new();
            if done > 0 || (open.is_empty() && passed.is_empty() && out.is_empty()) {
                parts.push(format!("{done} done"));
            }
            for (numbers, word) in [
                (open, "left"),
                (passed, "passed over"),
                (out, "does not apply"),
            ] {
                if !numbers.is_empty() {
                    let word = if word == "does not apply" && numbers.len() > 1 {
                        "do not apply"
                    } else {
                        word
                    };
                    parts.push(format!("{} {word}", listed(&numbers, "and")));
                }
            }
            lines.push(format!("{}: {}", domain.title, parts.join("; ")));
        }
        if self.tool.readings.contains(&Reading::Discussion) {
            let (_, open) = section(super::question::Section::Discussion);
            lines.push(format!("Discussion: {}", left(open)));
        }
        let made = [TableName::Findings, TableName::Actions]
            .map(|table| super::wrap::count(self.rows(table).len(), table.row()));
        lines.push(format!(
            "{}; {}",
            made.join(", "),
            super::wrap::count(self.draft.notes.len(), "note")
        ));
        lines
    }

    /// Where one stands, in a line.
    pub(super) fn position(&self, place: &Place) -> String {
        match (self.standard_of(place), place) {
            (Some(standard), Place::Cell(name)) => {
                let part = match self.field(name).map(|field| field.about) {
                    Some(About::Evidence(..)) => ", evidence",
                    Some(About::Escalation(_)) => ", who was told",
                    _ => "",
                };
                format!(
                    "standard {} of {}{part}",
                    self.number(standard),
                    self.order.len()
                )
            }
            _ => self.label(place),
        }
    }

    /// Help: at a standard its levels in full and what to ask, so that they and the
    /// question stand on one screen; elsewhere the commands.
    pub(super) fn help(&self, place: &Place, wanted: &str) -> Vec<String> {
        let mut lines = Vec::new();
        let aside = matches!(place, Place::Row(..));
        let standard = self.standard_of(place).filter(|_| !aside);
        if let Some(standard) = standard.and_then(|at| self.tool.standards.get(at)) {
            lines.extend(self.anchors(standard.scale));
            if let Some(ask) = &standard.ask {
                lines.push(format!("To ask the worker: {ask}"));
            }
        } else if let Place::Cell(name) = place
            && name == "overall"
            && let Some(overall) = &self.tool.overall
        {
            lines.extend(self.anchors(overall.scale));
        }
        if lines.is_empty() && self.scale_at(place).is_none() {
            lines.extend(self.choices(place));
            if !lines.is_empty() {
                lines.extend(self.field_at(place).map(may_be));
            }
        }
        if lines.is_empty() || wanted.starts_with("command") {
            lines.clear();
            lines.extend(self.field_at(place).map(may_be));
            lines.extend(command::listed());
        } else {
            lines.push(command::named());
        }
        lines
    }

    /// A scale's levels with their anchors in full.
    fn anchors(&self, scale: usize) -> Vec<String> {
        let levels = self
            .tool
            .scales
            .get(scale)
            .map(|scale| scale.levels.as_slice());
        levels.unwrap_or_default().iter().map(anchor).collect()
    }

    /// The scale that a question's levels are of, where it asks for a level.
    pub(super) fn scale_at(&self, place: &Place) -> Option<usize> {
        let Place::Cell(name) = place else {
            return None;
        };
        match self.field(name)?.about {
            About::Rating(standard, _) => self.tool.standards.get(standard).map(|s| s.scale),
            About::Overall if name == "overall" => self.tool.overall.as_ref().map(|o| o.scale),
            About::Row
            | About::Fact(_)
            | About::Discussion
            | About::Evidence(..)
            | About::Escalation(_)
            | About::Overall
            | About::Measure(_) => None,
        }
    }

    /// The levels of a question's scale have been shown with what they mean.
    pub(super) fn note_explained(&mut self, place: &Place) {
        self.explained.extend(self.scale_at(place));
        self.themes_listed |= is_theme(place);
    }

    /// The list that a question chooses from.
    pub(super) fn list_at(&self, place: &Place) -> Option<&crate::model::List> {
        match self.field_at(place).map(|field| &field.kind) {
            Some(Kind::One(list) | Kind::Many(list)) if list.of != Listed::Standard => Some(list),
            Some(
                Kind::One(_)
                | Kind::Many(_)
                | Kind::Reference
                | Kind::Words
                | Kind::Day
                | Kind::Number
                | Kind::Measure { .. },
            )
            | None => None,
        }
    }
}

fn anchor(level: &Level) -> String {
    match &level.means {
        Some(means) => format!("{}: {means}", level.label),
        None => level.label.clone(),
    }
}

/// Is it the question of a finding's themes?
pub(super) fn is_theme(place: &Place) -> bool {
    matches!(place, Place::Row(TableName::Findings, _, name) if name == "theme")
}
