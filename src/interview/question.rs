//! Which questions an audit has, in what order, and which of them are still open.
//!
//! It must not know how a question is worded or its answer taken.

use super::place::Place;
use super::session::Session;
use crate::model::{About, Held, Mark, Reading, TableName};
use crate::store::draft::{rating_name, tells_at};

/// The parts of an audit, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Facts,
    Record,
    Discussion,
    WrapUp,
    Review,
}

/// The questions about a finding, in order.
const FINDING: [&str; 6] = ["text", "kind", "theme", "source", "standard", "quote_ok"];

/// The questions about an action, in order.
const ACTION: [&str; 7] = [
    "text",
    "difference",
    "level",
    "owner",
    "priority",
    "due",
    "standard",
];

impl Session<'_> {
    /// Every question that the audit has now, from the first to the review.
    pub(super) fn line(&self) -> Vec<Place> {
        let mut line = Vec::new();
        for field in &self.audits.fields {
            let asked = matches!(field.name.as_str(), "hub" | "audited_on");
            if asked || matches!(field.about, About::Fact(_)) {
                line.push(Place::Cell(field.name.clone()));
            }
        }
        let talks = self.tool.readings.contains(&Reading::Discussion);
        if talks && !self.tool.rates_twice() {
            self.discussion(&mut line);
        }
        let first = self.first_reading();
        for &standard in &self.order {
            if self.draft.applies(self.tool, standard) {
                self.rating(standard, first, &mut line);
            }
        }
        if self.tool.rates_twice() {
            self.discussion(&mut line);
            if self.draft.held() == Held::Held {
                self.second_reading(&mut line);
            }
        } else if !talks {
            self.prompts(&mut line);
        }
        self.measures(None, &mut line);
        line.push(Place::List(TableName::Findings));
        if self.tool.overall.is_some() {
            line.push(Place::Cell("overall".to_owned()));
            if self.draft.past_cap(self.tool) {
                line.push(Place::Cell("overall.override_reason".to_owned()));
            }
            if !self.draft.cell("overall").is_empty() {
                line.push(Place::Cell("overall.evidence".to_owned()));
            }
        }
        line.push(Place::List(TableName::Actions));
        line.extend((0..self.draft.notes.len()).map(Place::Note));
        let doubted = self.doubted(&line);
        line.extend(doubted);
        line.push(Place::Review);
        line
    }

    /// The questions whether words that look like personal data stay, as far as they are not
    /// decided; `line` holds the questions that there are.
    fn doubted(&self, line: &[Place]) -> Vec<Place> {
        let named = self.draft.doubted.iter();
        let there = |about: &Place| match about {
            Place::Row(..) | Place::Reason => self.exists(about),
            Place::Cell(_)
            | Place::Fork
            | Place::Prompt(_)
            | Place::Changed(_)
            | Place::List(_)
            | Place::Note(_)
            | Place::Review
            | Place::Personal(_) => line.contains(about),
        };
        named
            .filter_map(|name| Place::parse(name))
            .filter(there)
            .filter(|about| self.looks_personal(about))
            .map(|about| Place::Personal(Box::new(about)))
            .collect()
    }

    fn looks_personal(&self, place: &Place) -> bool {
        !(self.setting.personal)(&self.text_of(place)).is_empty()
    }

    fn discussion(&self, line: &mut Vec<Place>) {
        line.push(Place::Fork);
        match self.draft.held() {
            Held::Held => {
                line.push(Place::Cell("discussed_on".to_owned()));
                self.prompts(line);
            }
            Held::NotHeld => line.push(Place::Cell("discussion.reason".to_owned())),
            Held::Unsaid => {}
        }
    }

    /// The prompts; before the first that somebody is asked, the numbers that they are.
    fn prompts(&self, line: &mut Vec<Place>) {
        for prompt in &self.tool.prompts {
            if let Some(by) = &prompt.asked_of {
                self.measures(Some(by), line);
            }
            line.push(Place::Prompt(prompt.id.clone()));
        }
    }

    /// The measures asked of somebody, or of anybody, that are not asked yet.
    fn measures(&self, of: Option<&str>, line: &mut Vec<Place>) {
        for (position, measure) in self.tool.measures.iter().enumerate() {
            if of.is_some() && measure.asked_of.as_deref() != of {
                continue;
            }
            for field in &self.audits.fields {
                let place = Place::Cell(field.name.clone());
                if field.about == About::Measure(position) && !line.contains(&place) {
                    line.push(place);
                }
            }
        }
    }

    fn second_reading(&self, line: &mut Vec<Place>) {
        for (position, domain) in self.tool.domains.iter().enumerate() {
            let standards: Vec<usize> = self
                .tool
                .standards_of(position)
                .map(|(standard, _)| standard)
                .filter(|&standard| self.draft.applies(self.tool, standard))
                .collect();
            if standards.is_empty() {
                continue;
            }
            line.push(Place::Changed(domain.id.clone()));
            for standard in standards {
                if self.is_changed(standard) {
                    self.rating(standard, Reading::Discussion, line);
                }
            }
        }
    }

    /// Does the second reading look at the standard?
    pub(super) fn is_changed(&self, standard: usize) -> bool {
        let id = self
            .tool
            .standards
            .get(standard)
            .map(|standard| &standard.id);
        let named = id.is_some_and(|id| self.draft.changed.contains(id));
        named || self.draft.mark(self.tool, standard, Reading::Discussion) != Mark::Blank
    }

    fn rating(&self, standard: usize, reading: Reading, line: &mut Vec<Place>) {
        let rating = rating_name(self.tool, standard, reading);
        let mark = self.draft.mark(self.tool, standard, reading);
        let evidence = format!("{rating}.evidence");
        line.push(Place::Cell(rating));
        if mark != Mark::Blank {
            line.push(Place::Cell(evidence));
        }
        // Who was told is asked once, at the first reading that calls for it.
        let first = self.first_reading();
        let earlier = reading != first
            && tells_at(
                self.tool,
                standard,
                self.draft.mark(self.tool, standard, first),
            );
        if tells_at(self.tool, standard, mark) && !earlier {
            let Some(id) = self
                .tool
                .standards
                .get(standard)
                .map(|standard| &standard.id)
            else {
                return;
            };
            line.push(Place::Cell(format!("{id}.escalated_to")));
            if !self.draft.nobody_told.contains(id) {
                line.push(Place::Cell(format!("{id}.escalated_on")));
            }
        }
    }

    /// The reading that comes first, or the only one.
    pub(super) fn first_reading(&self) -> Reading {
        self.tool
            .readings
            .first()
            .copied()
            .unwrap_or(Reading::Record)
    }

    /// The part that a question belongs to; none for those that may be put anywhere.
    pub(super) fn section(&self, place: &Place) -> Option<Section> {
        let section = match place {
            Place::Cell(name) => match self.field(name)?.about {
                About::Row | About::Fact(_) => Section::Facts,
                About::Rating(_, reading) | About::Evidence(_, reading) => {
                    if reading == self.first_reading() {
                        Section::Record
                    } else {
                        Section::Discussion
                    }
                }
                About::Escalation(_) => Section::Record,
                About::Discussion | About::Measure(_) => Section::Discussion,
                About::Overall => Section::WrapUp,
            },
            Place::Fork | Place::Prompt(_) | Place::Changed(_) => Section::Discussion,
            Place::List(_) | Place::Note(_) => Section::WrapUp,
            Place::Review | Place::Reason | Place::Personal(_) => Section::Review,
            Place::Row(..) => return None,
        };
        Some(section)
    }

    /// Is there such a question now?
    pub(super) fn exists(&self, place: &Place) -> bool {
        match place {
            Place::Row(table, row, name) => {
                let last = self.rows(*table).len();
                let new = *row == last && name == "text";
                (*row < last || new) && parts(*table).contains(&name.as_str())
            }
            Place::Reason => self.draft.base.is_some(),
            Place::Personal(about) => self.exists(about) && self.looks_personal(about),
            Place::Cell(_)
            | Place::Fork
            | Place::Prompt(_)
            | Place::Changed(_)
            | Place::List(_)
            | Place::Note(_)
            | Place::Review => self.line().contains(place),
        }
    }

    /// Is there an answer, or was the question passed over?
    pub(super) fn is_settled(&self, place: &Place) -> bool {
        if self.draft.skipped.contains(&place.to_string()) {
            return true;
        }
        match place {
            Place::Cell(name) => {
                let told = name.strip_suffix(".escalated_to");
                !self.draft.cell(name).is_empty()
                    || told.is_some_and(|id| self.draft.nobody_told.contains(id))
            }
            Place::Fork => self.draft.held() != Held::Unsaid,
            Place::Prompt(id) => self.draft.unanswered.contains_key(id),
            Place::Changed(_) | Place::List(_) | Place::Note(_) | Place::Review => false,
            Place::Personal(about) => !self.draft.doubted.contains(&about.to_string()),
            Place::Row(..) | Place::Reason => true,
        }
    }

    /// The first question that is open.
    pub(super) fn first_open(&self) -> Place {
        let mut line = self.line().into_iter();
        line.find(|place| !self.is_settled(place))
            .unwrap_or(Place::Review)
    }

    /// The question after one: the next that is open, but none of a later part while one
    /// of an earlier part is.
    pub(super) fn next_open(&self, from: &Place) -> Place {
        let line = self.line();
        let after = line
            .iter()
            .position(|place| place == from)
            .map_or(0, |at| at + 1);
        let open = |place: &&Place| !self.is_settled(place);
        let later = line.iter().skip(after).find(open);
        let first = line.iter().find(open);
        match (first, later) {
            (Some(first), Some(later)) if self.section(first) < self.section(later) => {
                first.clone()
            }
            (_, Some(later)) => later.clone(),
            (Some(first), None) => first.clone(),
            (None, None) => Place::Review,
        }
    }

    /// Passes over everything that is blank and may be, so that only what a later change
    /// opens is asked.
    pub(super) fn pass_blanks(&mut self) {
        for place in self.line() {
            if !self.is_settled(&place) && self.need(&place).is_none() && place != Place::Review {
                self.draft.skipped.insert(place.to_string());
            }
        }
    }
}

/// The questions about a finding or an action, in order.
pub(super) fn parts(table: TableName) -> &'static [&'static str] {
    match table {
        TableName::Findings => &FINDING,
        TableName::Actions => &ACTION,
        TableName::Audits | TableName::Cases => &[],
    }
}
