//! One audit a page, its standards down the page: the layout in which people like to fill
//! in a case.
//!
//! A row names its field in the column `field`; the cells of its other columns are the
//! field itself (`answer`) or its parts (`record`, `record.evidence`, `escalated_to`, …).
//! It must not know the words around the cells.

use super::binding::FieldNames;
use super::canonical::Canonical;
use super::incoming::{Forms, Incoming, IncomingRow, Origin, Spot};
use super::page::Page;
use crate::diagnostics::{Code, Problem, Problems, letters};
use crate::model::{Entry, Form, TableName};
use crate::read::sheet::Row;

/// The columns of the layout.
pub(super) const COLUMNS: [&str; 13] = [
    "field",
    "answer",
    "record",
    "record.evidence",
    "discussion",
    "discussion.evidence",
    "evidence",
    "reason",
    "override_reason",
    "escalated_to",
    "escalated_on",
    "start",
    "now",
];

struct Taken<'f> {
    page: &'f Page,
    form: &'f Form,
    names: &'f FieldNames,
    /// The column that names the fields.
    name_of: usize,
    canonical: Canonical<'f>,
    entry: Entry,
    spots: Vec<Option<Spot>>,
    problems: Problems,
}

impl Taken<'_> {
    fn take(&mut self, row: &Row<'_>) {
        let base = row.get(self.name_of).trim();
        if base.is_empty() {
            self.check_nameless(row);
            return;
        }
        let mut known = false;
        let (page, name_of) = (self.page, self.name_of);
        let header = page.sheet.header().iter();
        for cell in header.filter(|cell| cell.index != name_of) {
            let name = if cell.name.eq_ignore_ascii_case("answer") {
                base.to_owned()
            } else {
                format!("{base}.{}", cell.name.to_lowercase())
            };
            if let Some(field) = self.names.field(&name) {
                known = true;
                self.put(field, row, cell.index);
            }
        }
        if !known {
            let message = "this row names a field that the tool does not have";
            let place = row.place(Some(self.name_of));
            self.problems.push(
                Problem::warning(Code::UnknownColumn, place, message)
                    .hint("was the workbook made from another version of the tool?"),
            );
        }
    }

    /// A row that names no field is a heading, a question to ask, or one that has lost its
    /// name: nobody can tell what its answers are to.
    fn check_nameless(&mut self, row: &Row<'_>) {
        let header = self.page.sheet.header();
        // The row under the names has the same for people.
        let under = header.first().map(|cell| cell.row + 1);
        if under == Some(row.number()) {
            return;
        }
        let entered = header.iter().find(|cell| {
            let mut taking = COLUMNS.iter().filter(|column| **column != "field");
            taking.any(|column| cell.name.eq_ignore_ascii_case(column))
                && !row.get(cell.index).trim().is_empty()
        });
        if let Some(cell) = entered {
            let message = format!(
                "this row has lost its id in column {}: what is written here is an answer to nothing",
                letters(self.name_of)
            );
            self.problems.push(
                Problem::error(Code::MissingValue, row.place(Some(cell.index)), message)
                    .hint("undo what took the id away, or copy it from a fresh entry sheet; clear the cell if it is no answer"),
            );
        }
    }

    /// A blank cell takes nothing away from one that says something; two that say different
    /// things contradict each other.
    fn put(&mut self, field: usize, row: &Row<'_>, column: usize) {
        let text = match self.canonical.cell(field, row.get(column)) {
            Ok(text) => text,
            Err(fault) => {
                self.problems.push(fault.at(row, column));
                String::new()
            }
        };
        let (Some(cell), Some(spot)) = (self.entry.cells.get_mut(field), self.spots.get_mut(field))
        else {
            return;
        };
        let earlier = spot.as_ref().filter(|_| !cell.is_empty());
        let Some(earlier) = earlier else {
            *cell = text;
            *spot = Some(Spot {
                row: Some(row.number()),
                column: self.page.column(column),
            });
            return;
        };
        if !text.is_empty() && text.trim_end() != cell.trim_end() {
            let name = self.form.fields.get(field).map_or("", |field| &field.name);
            let message = format!("an earlier cell says something else of `{name}`");
            let hint = format!(
                "the other one is {}; keep the one that is right and clear the other",
                earlier.place(self.page.sheet.header_place(None))
            );
            self.problems
                .push(Problem::error(Code::Conflict, row.place(Some(column)), message).hint(hint));
        }
    }
}

/// The audit on a page.
pub(super) fn rows(
    page: &Page,
    forms: &Forms,
    ours: bool,
    problems: &mut Problems,
) -> anyhow::Result<Incoming> {
    let form = forms.form(TableName::Audits);
    let names = forms.names(TableName::Audits);
    let header = page.sheet.header();
    let name_of = header
        .iter()
        .position(|cell| cell.name.eq_ignore_ascii_case("field"))
        .unwrap_or(0);
    let make = || Taken {
        page,
        form,
        names,
        name_of,
        canonical: Canonical::new(form)
            .serial_dates(page.sheet.is_workbook())
            .guarded(!ours),
        entry: Entry::new(form),
        spots: vec![None; form.fields.len()],
        problems: Problems::new(),
    };
    let folded = page.sheet.fold(1, make, Taken::take)?;
    problems.merge(folded.problems);
    let mut incoming = Incoming {
        table: TableName::Audits,
        place: page.sheet.header_place(None),
        present: vec![false; form.fields.len()],
        rows: Vec::new(),
    };
    for taken in folded.states {
        problems.merge(taken.problems);
        incoming.present = taken.spots.iter().map(Option::is_some).collect();
        let origin = Origin::new(page.sheet.header_place(None), taken.spots);
        if taken.entry.cells.iter().all(String::is_empty) {
            continue;
        }
        for name in ["case", "hub"] {
            if taken.entry.get(form, name).is_empty()
                && let Some(field) = form.position(name)
            {
                let message = format!("the audit has no `{name}`");
                problems.push(Problem::error(
                    Code::MissingValue,
                    origin.cell(field),
                    message,
                ));
            }
        }
        incoming.rows.push(IncomingRow {
            entry: taken.entry,
            origin,
        });
    }
    Ok(incoming)
}

/// Findings and actions in the workbook of one case belong to that case, where they name
/// none themselves.
pub(super) fn inherit(pages: &mut [Incoming], forms: &Forms) {
    let audits = forms.form(TableName::Audits);
    let mut all = pages
        .iter()
        .filter(|page| page.table == TableName::Audits)
        .flat_map(|page| &page.rows);
    let (Some(audit), None) = (all.next(), all.next()) else {
        return;
    };
    let taken = ["case", "auditor", "role", "hub"].map(|name| {
        let text = audit.entry.get(audits, name).to_owned();
        (name, text)
    });
    for page in pages.iter_mut() {
        let names: &[&str] = match page.table {
            TableName::Findings => &["case", "auditor", "role"],
            TableName::Actions => &["case", "hub"],
            TableName::Cases | TableName::Audits => continue,
        };
        let form = forms.form(page.table);
        for row in &mut page.rows {
            let level = row.entry.get(form, "level");
            let blank = row.entry.get(form, "case").is_empty();
            if !blank || (page.table == TableName::Actions && !matches!(level, "" | "case")) {
                continue;
            }
            for (name, text) in taken.iter().filter(|(name, _)| names.contains(name)) {
                if row.entry.get(form, name).is_empty() {
                    row.entry.set(form, name, text.clone());
                    if let Some(present) = form
                        .position(name)
                        .and_then(|position| page.present.get_mut(position))
                    {
                        *present = true;
                    }
                }
            }
        }
    }
}
