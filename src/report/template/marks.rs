//! When cells of an audit change their look: what does not apply, what is still to be
//! filled in, and what comes before anything else.
//!
//! The same rules hold for audits in rows and for one down a page: whoever calls says where
//! each field's cells are. It must not know what the looks are.

use super::drop_down::spellings;
use crate::model::{About, FactKind, Form, Kind, List, Reading, Standard, Tool};
use crate::report::workbook::{Area, Flag, ListNumber, Lists, Mark, Spot, Test};

/// The cells of a field, and how tests refer to them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) area: Area,
    pub(super) spot: Spot,
}

/// When a blank answer is missing.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Begun {
    /// From the start.
    Always,
    /// Once these hold: one for what tells an audit from others, which may be filled in
    /// beforehand, and one for its answers.
    Once {
        /// Something stands in the row.
        named: Test,
        /// An answer stands in the row.
        answered: Test,
    },
}

/// The marks of audits.
pub(super) fn marks(
    tool: &Tool,
    form: &Form,
    places: &[Option<Place>],
    begun: &Begun,
    lists: &mut Lists,
) -> Vec<Mark> {
    let mut ruler = Ruler {
        tool,
        form,
        places,
        lists,
        idle: Vec::new(),
        urgent: Vec::new(),
        needed: Vec::new(),
    };
    for (position, standard) in tool.standards.iter().enumerate() {
        ruler.applicability(position, standard);
        ruler.escalation(position, standard);
        ruler.evidence(position, standard);
    }
    ruler.discussion();
    ruler.overall();
    ruler.required(begun);
    let Ruler {
        mut idle,
        urgent,
        needed,
        ..
    } = ruler;
    idle.extend(urgent);
    idle.extend(needed);
    idle
}

struct Ruler<'a> {
    tool: &'a Tool,
    form: &'a Form,
    places: &'a [Option<Place>],
    lists: &'a mut Lists,
    idle: Vec<Mark>,
    urgent: Vec<Mark>,
    needed: Vec<Mark>,
}

impl Ruler<'_> {
    fn field(&self, wanted: impl Fn(About, &str) -> bool) -> Option<usize> {
        let fields = &self.form.fields;
        fields
            .iter()
            .position(|field| wanted(field.about, &field.name))
    }

    fn named(&self, name: &str) -> Option<usize> {
        self.field(|_, other| other == name)
    }

    fn spot(&self, field: usize) -> Option<Spot> {
        self.places
            .get(field)
            .copied()
            .flatten()
            .map(|place| place.spot)
    }

    fn list(&self, field: usize) -> Option<&List> {
        self.form.fields.get(field)?.kind.list()
    }

    /// That a field's cell says one of these entries of its list.
    fn says(&mut self, field: usize, positions: &[usize]) -> Option<Test> {
        let spot = self.spot(field)?;
        let words = spellings(self.list(field)?, positions.iter().copied());
        let list: ListNumber = self.lists.number(words)?;
        let several = matches!(self.form.fields.get(field)?.kind, Kind::Many(_));
        Some(if several {
            Test::Includes(spot, list)
        } else {
            Test::Is(spot, list)
        })
    }

    /// Marks a field's cells, where it has any.
    fn mark(&mut self, field: Option<usize>, when: &Test, flag: Flag) {
        let place = field.and_then(|field| self.places.get(field).copied().flatten());
        let Some(place) = place else { return };
        let marks = match flag {
            Flag::Idle => &mut self.idle,
            Flag::Urgent => &mut self.urgent,
            Flag::Needed => &mut self.needed,
        };
        marks.push(Mark {
            area: place.area,
            when: when.clone(),
            flag,
        });
    }

    /// Marks a field's cells that are blank though something else holds.
    fn wanted(&mut self, field: Option<usize>, when: Vec<Test>, flag: Flag) {
        if let Some(spot) = field.and_then(|field| self.spot(field)) {
            let mut all = when;
            all.push(Test::Blank(spot));
            self.mark(field, &Test::All(all), flag);
        }
    }

    /// A standard is idle where a fact that its rule names says something else; a blank
    /// fact leaves it applicable.
    fn applicability(&mut self, position: usize, standard: &Standard) {
        let mut breaks = Vec::new();
        for condition in &standard.applies_when {
            let Some(field) = self.field(|about, _| about == About::Fact(condition.fact)) else {
                continue;
            };
            let yes_no = self
                .tool
                .facts
                .get(condition.fact)
                .is_some_and(|fact| fact.kind == FactKind::YesNo);
            let terms = condition.is.iter().map(|&value| {
                // Of a yes/no fact 1 is yes, which stands first in the list.
                if yes_no {
                    usize::from(value == 0)
                } else {
                    usize::from(value)
                }
            });
            let terms: Vec<usize> = terms.collect();
            let (Some(spot), Some(says)) = (self.spot(field), self.says(field, &terms)) else {
                continue;
            };
            breaks.push(Test::All(vec![!Test::Blank(spot), !says]));
        }
        if breaks.is_empty() {
            return;
        }
        let idle = Test::Any(breaks);
        let fields = (0..self.form.fields.len()).filter(|&field| {
            let about = self.form.fields.get(field).map(|field| field.about);
            matches!(
                about,
                Some(About::Rating(of, _) | About::Evidence(of, _) | About::Escalation(of))
                    if of == position
            )
        });
        for field in fields.collect::<Vec<usize>>() {
            self.mark(Some(field), &idle, Flag::Idle);
        }
    }

    fn rating(&self, position: usize, reading: Reading) -> Option<usize> {
        self.field(|about, _| about == About::Rating(position, reading))
    }

    /// That the last rating given of a standard is one of these levels.
    fn last(&mut self, position: usize, levels: &[u8]) -> Option<Test> {
        let levels: Vec<usize> = levels.iter().map(|&level| usize::from(level)).collect();
        let mut found: Option<Test> = None;
        for reading in self.tool.readings.clone() {
            let field = self.rating(position, reading)?;
            let (spot, says) = (self.spot(field)?, self.says(field, &levels)?);
            found = Some(match found {
                None => says,
                Some(earlier) => Test::Any(vec![says, Test::All(vec![Test::Blank(spot), earlier])]),
            });
        }
        found
    }

    fn escalation(&mut self, position: usize, standard: &Standard) {
        if !standard.is_critical() {
            return;
        }
        let Some(told) = self.last(position, &standard.escalate_at) else {
            return;
        };
        for ending in ["escalated_to", "escalated_on"] {
            let field = self.named(&format!("{}.{ending}", standard.id));
            self.mark(field, &!told.clone(), Flag::Idle);
            self.wanted(field, vec![told.clone()], Flag::Urgent);
        }
    }

    /// The entries of a scale's list at which words are asked for.
    fn asks_words(&self, scale: usize) -> Vec<usize> {
        let levels = self.tool.scales.get(scale).map_or(&[][..], |s| &s.levels);
        let asking = levels
            .iter()
            .enumerate()
            .filter(|(_, level)| level.evidence);
        let asking = asking.map(|(position, _)| position);
        // Not applicable stands behind the levels; a tool's own spellings of it are
        // reasons of their own.
        let reason = self.tool.not_applicable.reason_required;
        asking.chain(reason.then_some(levels.len())).collect()
    }

    fn evidence(&mut self, position: usize, standard: &Standard) {
        let asking = self.asks_words(standard.scale);
        let mut earlier: Option<(Spot, Spot)> = None;
        for reading in self.tool.readings.clone() {
            let evidence = self.field(|about, _| about == About::Evidence(position, reading));
            let rating = self.rating(position, reading);
            let (Some(field), Some(words)) = (rating, evidence) else {
                continue;
            };
            let Some(says) = self.says(field, &asking) else {
                continue;
            };
            let mut when = vec![says];
            let spots = self.spot(field).zip(self.spot(words));
            // A rating that stays as it was needs no words again.
            if let (Some((before, before_words)), Some((now, _))) = (earlier, spots) {
                when.push(Test::Any(vec![
                    Test::Blank(before_words),
                    !Test::Same(before, now),
                ]));
            }
            self.wanted(evidence, when, Flag::Needed);
            earlier = spots;
        }
    }

    fn discussion(&mut self) {
        let Some(held) = self.named("discussion") else {
            return;
        };
        // The list says held, then not held.
        let Some(not_held) = self.says(held, &[1]) else {
            return;
        };
        let second = (self.tool.rates_twice()).then_some(Reading::Discussion);
        let fields = self.form.fields.iter().enumerate().filter(|(_, field)| {
            field.name == "discussed_on"
                || matches!(
                    field.about,
                    About::Rating(_, reading) | About::Evidence(_, reading)
                        if second == Some(reading)
                )
        });
        for field in fields.map(|(at, _)| at).collect::<Vec<usize>>() {
            self.mark(Some(field), &not_held, Flag::Idle);
        }
        let reason = self.named("discussion.reason");
        self.mark(reason, &!not_held.clone(), Flag::Idle);
        self.wanted(reason, vec![not_held], Flag::Needed);
    }

    /// Words to the judgement, and the reason for going past a limit.
    fn overall(&mut self) {
        let tool = self.tool;
        let (Some(rule), Some(field)) = (&tool.overall, self.named("overall")) else {
            return;
        };
        let asking = self.asks_words(rule.scale);
        if let Some(says) = self.says(field, &asking) {
            let words = self.named("overall.evidence");
            self.wanted(words, vec![says], Flag::Needed);
        }
        let mut past = Vec::new();
        for cap in &rule.caps {
            // A level that stands outside the order is better than none.
            let better = (0..cap.at_most).filter(|&level| {
                let scale = tool.scales.get(rule.scale);
                scale.is_some_and(|scale| scale.height(level).is_some())
            });
            let better: Vec<usize> = better.map(usize::from).collect();
            let (limited, judged) = (
                self.last(cap.standard, &cap.when),
                self.says(field, &better),
            );
            if let (Some(limited), Some(judged)) = (limited, judged) {
                past.push(Test::All(vec![limited, judged]));
            }
        }
        let past = Test::Any(past);
        let reason = self.named("overall.override_reason");
        self.mark(reason, &!past.clone(), Flag::Idle);
        self.wanted(reason, vec![past], Flag::Needed);
    }

    fn required(&mut self, begun: &Begun) {
        let required = self.form.fields.iter().enumerate();
        let required = required.filter(|(_, field)| field.required);
        for (at, about) in required
            .map(|(at, field)| (at, field.about))
            .collect::<Vec<_>>()
        {
            let when = match begun {
                Begun::Always => Vec::new(),
                Begun::Once { named, .. } if about == About::Row => vec![named.clone()],
                Begun::Once { answered, .. } => vec![answered.clone()],
            };
            self.wanted(Some(at), when, Flag::Needed);
        }
    }
}
