//! What holds only of workbooks that this program made: their pages are known by name, and
//! their guide says what a blank cell means.
//!
//! It must not know how the rows of a page are read.

use super::incoming::{Forms, Incoming, note_passed_over};
use super::page::{Page, PageKind};
use crate::diagnostics::{Code, Problem, Problems, Severity, quote};
use crate::model::{About, Audit, Entry, Form, Held, Reading, TableName, Tool};

/// The pages that are there to be read.
const READ: [&str; 2] = ["How to fill in", "Anchors"];

/// The pages with entries, the rows that name their columns, and their tables.
const ENTERED: [(&str, u64, TableName); 4] = [
    ("Audits", 5, TableName::Audits),
    ("Findings", 5, TableName::Findings),
    ("Actions", 5, TableName::Actions),
    ("Case", 3, TableName::Audits),
];

/// Without its row of names a page may look like another table, by what was filled in.
pub(super) fn recognise(pages: &mut [Page], forms: &Forms) {
    for page in pages {
        let PageKind::Table(table) = page.kind else {
            continue;
        };
        let own = page.sheet.page_name();
        let other = ENTERED
            .iter()
            .any(|(name, _, of)| own == Some(*name) && *of != table);
        let header = page.sheet.header().iter();
        let fields = header.filter_map(|cell| forms.names(table).field(&cell.name));
        let fields: Vec<usize> = fields.collect();
        let whole = forms
            .form(table)
            .fields
            .iter()
            .enumerate()
            .all(|(at, field)| {
                !field.required || field.about != About::Row || fields.contains(&at)
            });
        if other && !whole {
            page.kind = PageKind::Other;
        }
    }
}

/// Tells of pages that are no table any more. Where no table is missing, a page that is
/// none of ours is the user's own, and passed over.
pub(super) fn check_pages(pages: &[Page], problems: &mut Problems) {
    let holds = |table: TableName| {
        pages.iter().any(|page| match page.kind {
            PageKind::Table(other) => other == table,
            PageKind::Long | PageKind::Down => table == TableName::Audits,
            PageKind::Mark | PageKind::Other => false,
        })
    };
    let tables = [TableName::Audits, TableName::Findings, TableName::Actions];
    let whole = tables.into_iter().all(holds);
    for page in pages.iter().filter(|page| page.kind == PageKind::Other) {
        let name = page.sheet.page_name().unwrap_or_default();
        let entered = ENTERED.iter().find(|(own, ..)| *own == name);
        if READ.contains(&name) || (page.sheet.is_hidden() && entered.is_none()) {
            continue;
        }
        if page.sheet.header().is_empty() {
            let found = page.sheet.problems();
            let mut errors = found.first(Severity::Error).into_iter();
            // A page without a single cell has lost nothing.
            if errors.any(|problem| problem.code == Code::BadWorkbook) {
                problems.merge(found.clone());
            }
            continue;
        }
        if whole && entered.is_none() {
            note_passed_over(page, problems);
            continue;
        }
        let row = entered.map_or_else(String::new, |(_, row, _)| format!(" (row {row})"));
        let message = format!(
            "the sheet {} has lost its row of column names{row}: nothing on it can be read",
            quote(name)
        );
        problems.push(
            Problem::error(Code::NoTable, page.sheet.file_place(), message).hint(
                "undo what took it away, or copy that row from a fresh entry sheet to where it was",
            ),
        );
    }
}

/// A rating after the discussion that was left blank stays as it was from the record, as
/// the guide says, once the discussion was held. A standard that does not apply is left
/// alone.
pub(super) fn take_over(pages: &mut [Incoming], tool: &Tool, forms: &Forms) {
    if !tool.rates_twice() {
        return;
    }
    let form = forms.form(TableName::Audits);
    let place = |about: About| form.fields.iter().position(|field| field.about == about);
    let pairs: Vec<(usize, usize, usize)> = (0..tool.standards.len())
        .filter_map(|standard| {
            let record = place(About::Rating(standard, Reading::Record))?;
            let discussion = place(About::Rating(standard, Reading::Discussion))?;
            Some((standard, record, discussion))
        })
        .collect();
    let pages = pages.iter_mut();
    for page in pages.filter(|page| page.table == TableName::Audits) {
        for row in &mut page.rows {
            stay(&mut row.entry, tool, form, &pairs, &page.present);
        }
    }
}

fn stay(
    entry: &mut Entry,
    tool: &Tool,
    form: &Form,
    pairs: &[(usize, usize, usize)],
    present: &[bool],
) {
    let audit = Audit::of(tool, form, entry);
    if audit.held != Held::Held {
        return;
    }
    for &(standard, record, discussion) in pairs {
        let standard = tool.standards.get(standard);
        let applies = standard.is_some_and(|standard| standard.applies(&audit.facts));
        let level = entry.cells.get(record).cloned();
        if let (true, Some(true), Some(level), Some(cell)) = (
            applies,
            present.get(discussion),
            level,
            entry.cells.get_mut(discussion),
        ) && cell.is_empty()
        {
            *cell = level;
        }
    }
}
