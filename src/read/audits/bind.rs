//! A sheet's columns bound to what a tool knows, with what is missing and what is passed
//! over said once.
//!
//! It must not read any row.

use super::column::{Names, Slot};
use crate::diagnostics::{Code, Place, Problem, Problems, nearest, quote};
use crate::model::{Hub, Reading, Tool};
use crate::read::passed_over::{listed, passed_over};
use crate::read::sheet::{HeaderCell, Sheet};

/// Which column of a sheet holds what.
pub struct Binding<'t> {
    pub(super) tool: &'t Tool,
    pub(super) hubs: &'t [Hub],
    /// One per column of the sheet.
    pub(super) slots: Vec<Slot>,
    /// One row per audit, standard and reading, and not one per audit?
    pub(super) long: bool,
    /// Are plain numbers days, as in a workbook?
    pub(super) serial_dates: bool,
    /// Column of the case reference, if there is one.
    pub(super) case: Option<usize>,
    /// Are there all the columns without which no audit can be read?
    pub(super) usable: bool,
}

impl<'t> Binding<'t> {
    pub(super) fn new(
        sheet: &Sheet,
        tool: &'t Tool,
        hubs: &'t [Hub],
        names: &Names,
        problems: &mut Problems,
    ) -> Self {
        let header = sheet.header();
        let mut slots: Vec<Slot> = header
            .iter()
            .map(|cell| {
                if cell.name.is_empty() {
                    Slot::Words
                } else {
                    names.slot(&cell.name)
                }
            })
            .collect();
        let long = slots.contains(&Slot::LongStandard) && slots.contains(&Slot::LongLevel);
        if !long {
            for slot in &mut slots {
                if is_long(*slot) {
                    *slot = Slot::Unknown;
                }
            }
        }
        let mut binding = Self {
            tool,
            hubs,
            case: slots.iter().position(|slot| *slot == Slot::Case),
            slots,
            long,
            serial_dates: sheet.is_workbook(),
            usable: !header.is_empty(),
        };
        if binding.usable {
            binding.check_doubles(sheet, problems);
            binding.check_missing(sheet, names, problems);
            binding.note_unknown(sheet, names, problems);
        }
        binding
    }

    fn has(&self, slot: Slot) -> bool {
        self.slots.contains(&slot)
    }

    /// Two columns of different names that hold the same thing; two of one name are the
    /// sheet's own problem.
    fn check_doubles(&self, sheet: &Sheet, problems: &mut Problems) {
        let header = sheet.header();
        for (later, slot) in self.slots.iter().enumerate() {
            if matches!(slot, Slot::Words | Slot::Unknown) {
                continue;
            }
            let Some(earlier) = self.slots.iter().position(|other| other == slot) else {
                continue;
            };
            let name = |column: usize| header.get(column).map_or("", |cell| cell.name.as_str());
            if earlier < later && name(earlier) != name(later) {
                problems.push(
                    Problem::error(
                        Code::DuplicateColumn,
                        sheet.header_place(Some(later)),
                        format!(
                            "columns {} and {} hold the same thing",
                            quote(name(earlier)),
                            quote(name(later))
                        ),
                    )
                    .hint("keep the one that is right and take the other out or rename it"),
                );
            }
        }
    }

    fn check_missing(&mut self, sheet: &Sheet, names: &Names, problems: &mut Problems) {
        let place = sheet.header_place(None);
        let spare: Vec<&str> = self
            .slots
            .iter()
            .zip(sheet.header())
            .filter(|(slot, cell)| **slot == Slot::Unknown && !cell.name.is_empty())
            .map(|(_, cell)| cell.name.as_str())
            .collect();
        let near = |name: &str| {
            nearest(name, spare.iter().copied()).map(|hint| {
                format!("{hint} A column may be renamed in the sheet, or named in the tool under [columns]")
            })
        };
        for (slot, what) in [
            (Slot::Case, "the reference of the case"),
            (Slot::Hub, "the hub that the case belongs to"),
        ] {
            if !self.has(slot) {
                self.usable = false;
                let name = names.shown(slot);
                problems.push(
                    Problem::error(
                        Code::MissingColumn,
                        place.clone(),
                        format!("there is no column `{name}` ({what})"),
                    )
                    .hint("if the sheet has another name for it, put that in the tool under [columns]")
                    .maybe_hint(near(name)),
                );
            }
        }
        if self.long {
            return;
        }
        self.check_standards(&place, &near, names, problems);
        self.check_facts(&place, &near, names, problems);
    }

    fn check_standards(
        &mut self,
        place: &Place,
        near: &impl Fn(&str) -> Option<String>,
        names: &Names,
        problems: &mut Problems,
    ) {
        let tool = self.tool;
        let rated = |position: usize, reading| self.has(Slot::Rating(position, reading));
        let any = (0..tool.standards.len())
            .any(|p| tool.readings.iter().any(|&reading| rated(p, reading)));
        if !any {
            self.usable = false;
            problems.push(
                Problem::error(
                    Code::MissingColumn,
                    place.clone(),
                    format!(
                        "none of the {} standards of the tool `{}` has a column here",
                        tool.standards.len(),
                        tool.id
                    ),
                )
                .hint("is this the right file, and the right tool for it?"),
            );
            return;
        }
        let twice = tool.rates_twice();
        for (position, standard) in tool.standards.iter().enumerate() {
            let missing: Vec<Reading> = tool
                .readings
                .iter()
                .copied()
                .filter(|&reading| !rated(position, reading))
                .collect();
            for reading in missing {
                // A sheet from the record alone is no mistake: its gaps are not asked for
                // one by one.
                if twice && reading == Reading::Discussion && !any_discussion(self) {
                    continue;
                }
                let name = if twice {
                    format!("{}.{}", standard.id, reading.word())
                } else {
                    names.shown(Slot::Rating(position, reading)).to_owned()
                };
                problems.push(
                    Problem::warning(
                        Code::MissingColumn,
                        place.clone(),
                        format!("there is no column `{name}`; its ratings count as missing"),
                    )
                    .maybe_hint(near(&name)),
                );
            }
        }
    }

    fn check_facts(
        &self,
        place: &Place,
        near: &impl Fn(&str) -> Option<String>,
        names: &Names,
        problems: &mut Problems,
    ) {
        let mut left_out = Vec::new();
        for (position, fact) in self.tool.facts.iter().enumerate() {
            let slot = Slot::Fact(position);
            if self.has(slot) {
                continue;
            }
            let name = names.shown(slot);
            if fact.required {
                problems.push(
                    Problem::warning(
                        Code::MissingColumn,
                        place.clone(),
                        format!("there is no column `{name}`, which every audit should have"),
                    )
                    .maybe_hint(near(name)),
                );
            } else {
                left_out.push(quote(name));
            }
        }
        if !left_out.is_empty() {
            problems.push(Problem::note(
                Code::MissingColumn,
                place.clone(),
                format!("facts without a column: {}", listed(&left_out)),
            ));
        }
    }

    fn note_unknown(&self, sheet: &Sheet, names: &Names, problems: &mut Problems) {
        let unknown: Vec<&HeaderCell> = self
            .slots
            .iter()
            .zip(sheet.header())
            .filter(|(slot, _)| **slot == Slot::Unknown)
            .map(|(_, cell)| cell)
            .collect();
        let place = sheet.header_place(None);
        let problem = passed_over(
            &unknown,
            "the tool",
            || names.all_shown(),
            !self.usable,
            place,
        );
        if let Some(problem) = problem {
            problems.push(problem);
        }
    }
}

/// Has the sheet any column of discussion ratings?
fn any_discussion(binding: &Binding<'_>) -> bool {
    binding
        .slots
        .iter()
        .any(|slot| matches!(slot, Slot::Rating(_, Reading::Discussion)))
}

fn is_long(slot: Slot) -> bool {
    matches!(
        slot,
        Slot::LongStandard | Slot::LongReading | Slot::LongState | Slot::LongLevel
    )
}
