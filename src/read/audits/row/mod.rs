//! One row of a wide sheet as one audit.
//!
//! It must not know what other rows say, or which audit of a case counts.

mod checks;

use super::bind::Binding;
use super::column::Slot;
use crate::diagnostics::{Code, Problems};
use crate::model::{
    Audit, FactKind, FactValue, Held, Mark, MeasureMark, NOT_APPLICABLE, Reading, Role,
};
use crate::read::cell;
use crate::read::fault::Fault;
use crate::read::sheet::{Row, unguard};
use crate::read::spelling::Speller;

/// Reads rows into an audit that is used again and again.
pub struct RowReader<'b> {
    binding: &'b Binding<'b>,
    /// One per scale.
    levels: Vec<Speller<Mark>>,
    /// One per fact; empty for facts that are no choice.
    choices: Vec<Speller<u16>>,
    hubs: Option<Speller<usize>>,
    roles: Speller<Role>,
    held: Speller<Held>,
    yes_no: Speller<bool>,
    measure_words: Speller<MeasureMark>,
    /// Positions of the standards that have a rule.
    ruled: Vec<usize>,
    audit: Audit,
}

impl<'b> RowReader<'b> {
    /// A reader for the rows of one sheet.
    pub fn new(binding: &'b Binding<'b>) -> Self {
        let tool = binding.tool;
        let also_na: Vec<&str> = tool
            .not_applicable
            .also
            .iter()
            .map(String::as_str)
            .collect();
        let levels = tool
            .scales
            .iter()
            .map(|scale| {
                let levels = (0_u8..=u8::MAX)
                    .zip(&scale.levels)
                    .map(|(position, level)| {
                        let others = level.also.iter().map(String::as_str);
                        let others = others.chain([level.id.as_str()]).collect();
                        (Mark::Level(position), level.label.as_str(), others)
                    });
                let na = NOT_APPLICABLE
                    .into_iter()
                    .chain(also_na.iter().copied())
                    .collect();
                Speller::new(levels.chain([(Mark::NotApplicable, "n/a", na)]))
            })
            .collect();
        let choices = tool
            .facts
            .iter()
            .map(|fact| {
                Speller::new(
                    (0_u16..)
                        .zip(fact.kind.choices())
                        .map(|(position, choice)| {
                            let others = choice.also.iter().map(String::as_str);
                            let others = others.chain([choice.id.as_str()]).collect();
                            (position, choice.label.as_str(), others)
                        }),
                )
            })
            .collect();
        let hubs = (!binding.hubs.is_empty()).then(|| {
            Speller::new(binding.hubs.iter().enumerate().map(|(position, hub)| {
                let others = hub.was.iter().map(String::as_str);
                let others = others.chain([hub.id.as_str()]).collect();
                (position, hub.label.as_str(), others)
            }))
        });
        Self {
            binding,
            levels,
            choices,
            hubs,
            roles: Speller::new([
                (Role::First, "first", vec![]),
                (Role::Second, "second", vec![]),
                (Role::Agreed, "agreed", vec![]),
            ]),
            held: Speller::new([
                (Held::Held, "held", vec!["yes", "y", "true"]),
                (Held::NotHeld, "not_held", vec!["no", "n", "false"]),
            ]),
            yes_no: Speller::new([
                (true, "yes", vec!["y", "true"]),
                (false, "no", vec!["n", "false"]),
            ]),
            measure_words: Speller::new([
                (MeasureMark::Declined, "declined", vec![]),
                (MeasureMark::NotAsked, "not_asked", vec![]),
            ]),
            ruled: (0..)
                .zip(&tool.standards)
                .filter(|(_, standard)| !standard.applies_when.is_empty())
                .map(|(position, _)| position)
                .collect(),
            audit: Audit::new(tool),
        }
    }

    /// The audit in a row; `Err` with the same audit where the row cannot count, its
    /// problems told.
    pub fn read(&mut self, row: &Row<'_>, problems: &mut Problems) -> Result<&Audit, &Audit> {
        self.audit.clear();
        let binding = self.binding;
        let mut sound = true;
        for (column, (slot, cell)) in binding.slots.iter().zip(row.cells()).enumerate() {
            if !cell.is_empty()
                && let Err(fault) = self.take(*slot, cell)
            {
                sound = false;
                problems.push(fault.at(row, column));
            }
        }
        sound &= self.check_key(row, problems);
        self.check_facts(row, problems);
        self.check_rules(row, problems);
        if sound {
            Ok(&self.audit)
        } else {
            Err(&self.audit)
        }
    }

    /// Takes one cell that is not empty.
    pub(super) fn take(&mut self, slot: Slot, cell: &str) -> Result<(), Fault> {
        match slot {
            Slot::Rating(standard, reading) => {
                let scale = self.scale_of(standard);
                let mark = self.mark(scale, cell)?;
                if let Some(rating) = self.audit.ratings.get_mut(standard) {
                    match reading {
                        Reading::Record => rating.record = mark,
                        Reading::Discussion => rating.discussion = mark,
                    }
                }
            }
            Slot::Words
            | Slot::Unknown
            | Slot::LongStandard
            | Slot::LongReading
            | Slot::LongState
            | Slot::LongLevel => {}
            Slot::Case => {
                let case = unguard(cell).trim();
                if cell::spoilt(case) {
                    return Err(Fault::spoilt(case));
                }
                self.audit.case.push_str(case);
            }
            Slot::Hub => return self.take_hub(cell),
            Slot::Auditor => self.audit.auditor.push_str(unguard(cell).trim()),
            Slot::AuditedOn => self.audit.audited_on = self.date(cell)?,
            Slot::Role => {
                if let Some(role) = known(&mut self.roles, cell, "a role")? {
                    self.audit.role = role;
                }
            }
            Slot::Discussion => {
                if let Some(held) = known(
                    &mut self.held,
                    cell,
                    "an answer to whether the discussion was held",
                )? {
                    self.audit.held = held;
                }
            }
            Slot::Overall => {
                let scale = self
                    .binding
                    .tool
                    .overall
                    .as_ref()
                    .map(|overall| overall.scale);
                self.audit.overall.mark = self.mark(scale, cell)?;
            }
            Slot::OverrideReason => {
                self.audit.overall.override_reason = !cell.trim().is_empty();
            }
            Slot::Fact(fact) => return self.take_fact(fact, cell),
            Slot::EscalatedTo(standard) => {
                if let Some(rating) = self.audit.ratings.get_mut(standard) {
                    rating.escalation.told = !cell.trim().is_empty();
                }
            }
            Slot::EscalatedOn(standard) => {
                let on = self.date(cell)?;
                if let Some(rating) = self.audit.ratings.get_mut(standard) {
                    rating.escalation.on = on;
                }
            }
            Slot::Start(measure) => {
                let mark = self.measure(measure, cell)?;
                if let Some((start, _)) = self.audit.measures.get_mut(measure) {
                    *start = mark;
                }
            }
            Slot::Now(measure) => {
                let mark = self.measure(measure, cell)?;
                if let Some((_, now)) = self.audit.measures.get_mut(measure) {
                    *now = mark;
                }
            }
        }
        Ok(())
    }

    /// The position of a standard's scale.
    fn scale_of(&self, standard: usize) -> Option<usize> {
        let standard = self.binding.tool.standards.get(standard)?;
        Some(standard.scale)
    }

    /// What a rating's cell says on a scale.
    fn mark(&mut self, scale: Option<usize>, cell: &str) -> Result<Mark, Fault> {
        let Some(speller) = scale.and_then(|scale| self.levels.get_mut(scale)) else {
            return Ok(Mark::Blank);
        };
        if let Some(mark) = speller.find(cell) {
            return Ok(mark);
        }
        let cell = unguard(cell).trim();
        if cell.is_empty() {
            return Ok(Mark::Blank);
        }
        if let Some(mark) = speller.find(cell) {
            return Ok(mark);
        }
        if cell::spoilt(cell) {
            return Err(Fault::spoilt(cell));
        }
        Err(Fault::unknown(
            Code::UnknownLevel,
            cell,
            "a level",
            speller.shown(),
        ))
    }

    fn take_hub(&mut self, cell: &str) -> Result<(), Fault> {
        let cell = unguard(cell).trim();
        if cell.is_empty() {
            return Ok(());
        }
        let Some(speller) = &mut self.hubs else {
            self.audit.hub.push_str(cell);
            return Ok(());
        };
        // The text stays, so that the hub is not told missing as well.
        let hub = speller
            .find(cell)
            .and_then(|position| self.binding.hubs.get(position));
        self.audit
            .hub
            .push_str(hub.map_or(cell, |hub| hub.id.as_str()));
        match hub {
            Some(_) => Ok(()),
            None => Err(Fault::unknown(
                Code::UnknownHub,
                cell,
                "a hub of this round",
                speller.shown(),
            )),
        }
    }

    fn take_fact(&mut self, position: usize, cell: &str) -> Result<(), Fault> {
        let (Some(fact), Some(speller)) = (
            self.binding.tool.facts.get(position),
            self.choices.get_mut(position),
        ) else {
            return Ok(());
        };
        let cell = unguard(cell).trim();
        if cell.is_empty() {
            return Ok(());
        }
        if cell::spoilt(cell) && fact.kind != FactKind::Text {
            return Err(Fault::spoilt(cell));
        }
        let value = match &fact.kind {
            FactKind::Choice(_) => FactValue::Choice(choice(speller, cell)?),
            FactKind::Choices(_) => {
                let mut chosen = Vec::new();
                for part in cell
                    .split(';')
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                {
                    chosen.push(choice(speller, part)?);
                }
                chosen.sort_unstable();
                chosen.dedup();
                if chosen.is_empty() {
                    FactValue::Missing
                } else {
                    FactValue::Choices(chosen)
                }
            }
            FactKind::YesNo => {
                let yes = self.yes_no.find(cell).ok_or_else(|| {
                    Fault::unknown(Code::UnknownChoice, cell, "yes or no", self.yes_no.shown())
                })?;
                FactValue::YesNo(yes)
            }
            FactKind::Number => {
                FactValue::Number(cell::number(cell).ok_or_else(|| Fault::number(cell))?)
            }
            FactKind::Date => self.date(cell)?.map_or(FactValue::Missing, FactValue::Date),
            FactKind::Text => FactValue::Text,
        };
        if let Some(slot) = self.audit.facts.get_mut(position) {
            *slot = value;
        }
        Ok(())
    }

    fn date(&self, cell: &str) -> Result<Option<crate::model::Date>, Fault> {
        let cell = unguard(cell).trim();
        if cell.is_empty() {
            return Ok(None);
        }
        match cell::date(cell, self.binding.serial_dates) {
            Some(date) => Ok(Some(date)),
            None if cell::spoilt(cell) => Err(Fault::spoilt(cell)),
            None => Err(Fault::day(cell)),
        }
    }

    fn measure(&mut self, position: usize, cell: &str) -> Result<MeasureMark, Fault> {
        let Some(measure) = self.binding.tool.measures.get(position) else {
            return Ok(MeasureMark::Blank);
        };
        let cell = unguard(cell).trim();
        if cell.is_empty() {
            return Ok(MeasureMark::Blank);
        }
        if let Some(mark) = self.measure_words.find(cell) {
            return Ok(mark);
        }
        match cell::number(cell) {
            Some(value) if (measure.min..=measure.max).contains(&value) => {
                Ok(MeasureMark::Value(value))
            }
            _ => Err(Fault::measure(cell, measure.min, measure.max)),
        }
    }

    /// The audit as far as it has been taken.
    pub(super) fn audit_mut(&mut self) -> &mut Audit {
        &mut self.audit
    }
}

impl Binding<'_> {
    /// The column that holds something.
    pub(super) fn column(&self, slot: Slot) -> Option<usize> {
        self.slots.iter().position(|other| *other == slot)
    }
}

fn choice(speller: &mut Speller<u16>, cell: &str) -> Result<u16, Fault> {
    speller.find(cell).ok_or_else(|| {
        Fault::unknown(
            Code::UnknownChoice,
            cell,
            "one of this fact's choices",
            speller.shown(),
        )
    })
}

/// What a cell of few words says; blank says nothing.
fn known<T: Copy>(speller: &mut Speller<T>, cell: &str, what: &str) -> Result<Option<T>, Fault> {
    let cell = unguard(cell).trim();
    if cell.is_empty() {
        return Ok(None);
    }
    match speller.find(cell) {
        Some(thing) => Ok(Some(thing)),
        None => Err(Fault::unknown(
            Code::UnknownChoice,
            cell,
            what,
            speller.shown(),
        )),
    }
}
