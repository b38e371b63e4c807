//! One audit a page, its standards down the page: the layout in which people like to fill
//! in a case.
//!
//! A row names its field in the column `field`; the cells of its other columns are the
//! field itself (`answer`) or its parts (`record`, `record.evidence`, `escalated_to`, …).
//! It must not know the words around the cells.

use super::canonical::Canonical;
use super::incoming::{Forms, Incoming, IncomingRow, Origin, Spot};
use super::page::Page;
use crate::diagnostics::{Code, Problem, Problems};
use crate::model::{Entry, TableName};
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
    canonical: Canonical<'f>,
    entry: Entry,
    spots: Vec<Option<Spot>>,
    problems: Problems,
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
        canonical: Canonical::new(form)
            .serial_dates(page.sheet.is_workbook())
            .guarded(!ours),
        entry: Entry::new(form),
        spots: vec![None; form.fields.len()],
        problems: Problems::new(),
    };
    let take = |taken: &mut Taken<'_>, row: &Row<'_>| {
        let base = row.get(name_of).trim();
        if base.is_empty() {
            return;
        }
        let mut known = false;
        for cell in header.iter().filter(|cell| cell.index != name_of) {
            let name = if cell.name.eq_ignore_ascii_case("answer") {
                base.to_owned()
            } else {
                format!("{base}.{}", cell.name.to_lowercase())
            };
            let Some(field) = names.field(&name) else {
                continue;
            };
            known = true;
            if let Some(spot) = taken.spots.get_mut(field) {
                *spot = Some(Spot {
                    row: Some(row.number()),
                    column: page.column(cell.index),
                });
            }
            match taken.canonical.cell(field, row.get(cell.index)) {
                Ok(text) => {
                    if let Some(cell) = taken.entry.cells.get_mut(field) {
                        *cell = text;
                    }
                }
                Err(fault) => taken.problems.push(fault.at(row, cell.index)),
            }
        }
        if !known {
            let message = "this row names a field that the tool does not have";
            let place = row.place(Some(name_of));
            taken.problems.push(
                Problem::warning(Code::UnknownColumn, place, message)
                    .hint("was the workbook made from another version of the tool?"),
            );
        }
    };
    let folded = page.sheet.fold(1, make, take)?;
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
