//! Audits from the long layout: one row per audit, standard and reading.
//!
//! All audits are held until the last row, since the rows of one may stand anywhere. It
//! must not know which audit of a case counts.

use std::collections::BTreeMap;

use super::AuditSheet;
use super::column::Slot;
use super::row::RowReader;
use crate::diagnostics::{Code, Problem, Problems, quote};
use crate::model::{Audit, Mark, Reading, Role, Tool};
use crate::read::fault::Fault;
use crate::read::sheet::{Row, unguard};
use crate::read::spelling::Speller;

/// All audits of a long sheet.
pub(super) struct Gathered {
    /// Sound audits, each with the row that it begins in.
    pub(super) audits: Vec<(Audit, u64)>,
    /// How many had a problem.
    pub(super) broken: u64,
    pub(super) problems: Problems,
    pub(super) sheet_problems: Problems,
    pub(super) sha256: Option<[u8; 32]>,
}

/// Which rows say what of one standard and reading: the check on doubles.
type Said = BTreeMap<(usize, Reading), u64>;

#[derive(Default)]
struct Draft {
    audit: Audit,
    first_row: u64,
    broken: bool,
    said: Said,
}

struct Gatherer<'b> {
    reader: RowReader<'b>,
    standards: Speller<Option<usize>>,
    readings: Speller<Reading>,
    drafts: BTreeMap<(String, Role, String), Draft>,
    problems: Problems,
}

/// Reads all audits of a long sheet.
pub(super) fn gather(sheet: &AuditSheet<'_>) -> anyhow::Result<Gathered> {
    let binding = &sheet.binding;
    let tool = binding.tool;
    let make = || Gatherer {
        reader: RowReader::new(binding),
        standards: standards(tool),
        readings: Speller::new(tool.readings.iter().map(|&r| (r, r.word(), vec![]))),
        drafts: BTreeMap::new(),
        problems: Problems::new(),
    };
    // One thread: the rows of an audit must meet in one place.
    let folded = sheet.sheet.fold(1, make, |gatherer, row| {
        gatherer.take(row, &binding.slots, tool);
    })?;
    let mut gathered = Gathered {
        audits: Vec::new(),
        broken: 0,
        problems: Problems::new(),
        sheet_problems: folded.problems,
        sha256: folded.sha256,
    };
    for gatherer in folded.states {
        gathered.problems.merge(gatherer.problems);
        for draft in gatherer.drafts.into_values() {
            if draft.broken {
                gathered.broken += 1;
            } else {
                gathered.audits.push((draft.audit, draft.first_row));
            }
        }
    }
    Ok(gathered)
}

/// Standards by id, title and earlier id; `overall` is one of them.
fn standards(tool: &Tool) -> Speller<Option<usize>> {
    let all = tool
        .standards
        .iter()
        .enumerate()
        .map(|(position, standard)| {
            let others = standard.was.iter().map(String::as_str);
            let others = others.chain([standard.title.as_str()]).collect();
            (Some(position), standard.id.as_str(), others)
        });
    let overall = tool.overall.iter().map(|_| (None, "overall", vec![]));
    Speller::new(all.chain(overall))
}

impl Gatherer<'_> {
    fn take(&mut self, row: &Row<'_>, slots: &[Slot], tool: &Tool) {
        // Everything but the rating repeats in each row of an audit.
        let mut sound = true;
        let read = self.reader.read(row, &mut self.problems);
        sound &= read.is_ok();
        let (Ok(audit) | Err(audit)) = read;
        let key = (audit.case.clone(), audit.role, audit.auditor.clone());
        let whole = audit.clone();
        let draft = self.drafts.entry(key).or_insert_with(|| Draft {
            audit: whole,
            first_row: row.number(),
            ..Draft::default()
        });
        let cell = |slot: Slot| {
            let column = slots.iter().position(|other| *other == slot);
            (
                column,
                column.map_or("", |column| unguard(row.get(column)).trim()),
            )
        };
        let mut complain = |problem: Problem| {
            sound = false;
            self.problems.push(problem);
        };
        let (standard_column, standard) = cell(Slot::LongStandard);
        let (reading_column, reading) = cell(Slot::LongReading);
        let Some(position) = self.standards.find(standard) else {
            complain(
                Fault::unknown(
                    Code::UnknownReference,
                    standard,
                    "a standard of this tool",
                    self.standards.shown(),
                )
                .at(row, standard_column.unwrap_or(0)),
            );
            draft.broken = true;
            return;
        };
        let reading = if reading.is_empty() || position.is_none() {
            tool.readings.first().copied().unwrap_or(Reading::Record)
        } else if let Some(reading) = self.readings.find(reading) {
            reading
        } else {
            complain(
                Fault::unknown(
                    Code::UnknownChoice,
                    reading,
                    "a reading of this tool",
                    self.readings.shown(),
                )
                .at(row, reading_column.unwrap_or(0)),
            );
            draft.broken = true;
            return;
        };
        let slot = position.map_or(Slot::Overall, |position| Slot::Rating(position, reading));
        let key = (position.map_or(usize::MAX, |position| position), reading);
        if let Some(earlier) = draft.said.insert(key, row.number()) {
            complain(Problem::error(
                Code::DuplicateAudit,
                row.place(standard_column),
                format!(
                    "row {earlier} rates {} of the same audit already",
                    quote(standard)
                ),
            ));
        }
        let (level_column, level) = cell(Slot::LongLevel);
        let (_, state) = cell(Slot::LongState);
        let text = if level.is_empty() && state.eq_ignore_ascii_case("na") {
            "na"
        } else {
            level
        };
        if !text.is_empty() {
            match self.reader.take(slot, text) {
                Ok(()) => carry(self.reader.audit_mut(), &mut draft.audit, slot),
                Err(fault) => complain(fault.at(row, level_column.unwrap_or(0))),
            }
        }
        draft.broken |= !sound;
    }
}

/// Carries one rating over to the audit that it belongs to.
fn carry(from: &mut Audit, to: &mut Audit, slot: Slot) {
    if slot == Slot::Overall {
        to.overall.mark = std::mem::take(&mut from.overall.mark);
    } else if let Slot::Rating(position, reading) = slot
        && let (Some(from), Some(to)) = (from.ratings.get(position), to.ratings.get_mut(position))
    {
        let mark: Mark = from.reading(reading);
        match reading {
            Reading::Record => to.record = mark,
            Reading::Discussion => to.discussion = mark,
        }
    }
}
