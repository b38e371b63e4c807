//! Standards that the facts put out of use or bring back, and how that is said.
//!
//! It must not know how questions are put.

use super::place::Place;
use super::session::Session;
use super::wrap::{capital, count, listed};
use crate::store::draft::rating_name;

impl Session<'_> {
    pub(super) fn applying(&self) -> Vec<usize> {
        let applies = |standard: &usize| self.draft.applies(self.tool, *standard);
        self.order.iter().copied().filter(applies).collect()
    }

    pub(super) fn say_what_moved(&mut self, before: &[usize]) {
        let now = self.applying();
        let answered = |standard: &&usize| {
            let readings = self.tool.readings.iter();
            let mut names = readings.map(|&r| rating_name(self.tool, **standard, r));
            names.any(|name| {
                !self.draft.cell(&name).is_empty()
                    || !self.draft.cell(&format!("{name}.evidence")).is_empty()
            })
        };
        let named = |these: Vec<&usize>| -> Vec<String> {
            these
                .iter()
                .map(|&&standard| self.named(standard))
                .collect()
        };
        let out = named(
            before
                .iter()
                .filter(|at| !now.contains(at))
                .filter(answered)
                .collect(),
        );
        let back = named(
            now.iter()
                .filter(|at| !before.contains(at))
                .filter(answered)
                .collect(),
        );
        if !out.is_empty() {
            let (do_not, are) = if out.len() == 1 {
                ("does not", "is")
            } else {
                ("do not", "are")
            };
            self.say(format!(
                "{} that you have rated {do_not} apply now and {are} left out of the audit. The answers are kept, and come back if this changes again:",
                capital(&count(out.len(), "standard"))
            ));
            self.said
                .extend(out.into_iter().map(|line| format!("  {line}")));
        }
        if !back.is_empty() {
            self.say(format!(
                "{} that you had rated before come back into the audit, with the answers:",
                capital(&count(back.len(), "standard"))
            ));
            self.said
                .extend(back.into_iter().map(|line| format!("  {line}")));
        }
    }

    pub(super) fn say_stepped_over(&mut self, from: &Place, next: &Place) {
        use super::question::Section::{Facts, Record};
        let at = |place: &Place| {
            let standard = self.standard_of(place)?;
            self.order.iter().position(|&other| other == standard)
        };
        let first = match (self.section(from), at(from)) {
            (Some(Record), Some(at)) => at + 1,
            (Some(Facts), _) => 0,
            _ => return,
        };
        let last = match (self.section(next), at(next)) {
            (Some(Record), Some(at)) => at,
            (section, _) if section > Some(Record) => self.order.len(),
            _ => return,
        };
        // Only those right after it: others were stepped over, and said, before.
        let between = self.order.iter().enumerate().take(last).skip(first);
        let out = between.take_while(|(_, standard)| !self.draft.applies(self.tool, **standard));
        let out: Vec<(usize, usize)> = out.map(|(at, &standard)| (at + 1, standard)).collect();
        let Some(&(_, one)) = out.first() else { return };
        let numbers: Vec<String> = out.iter().map(|(number, _)| number.to_string()).collect();
        let (noun, verb) = if out.len() == 1 {
            ("Standard", "does")
        } else {
            ("Standards", "do")
        };
        let numbers = listed(&numbers, "and");
        self.say(format!(
            "{noun} {numbers} {verb} not apply to this case{}.",
            self.because(one)
        ));
    }

    /// Why a standard does not apply: the fact that says so.
    pub(super) fn because(&self, standard: usize) -> String {
        let conditions = self
            .tool
            .standards
            .get(standard)
            .map(|s| s.applies_when.as_slice());
        let facts = conditions
            .unwrap_or_default()
            .iter()
            .filter_map(|condition| {
                let fact = self.tool.facts.get(condition.fact)?;
                let cell = self.draft.cell(&fact.id);
                let field = self.field(&fact.id)?;
                (!cell.is_empty())
                    .then(|| format!("{}: {}", fact.label, self.in_words(field, cell)))
            });
        let facts: Vec<String> = facts.collect();
        if facts.is_empty() {
            String::new()
        } else {
            format!(" ({})", facts.join("; "))
        }
    }
}
