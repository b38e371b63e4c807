//! What comes into a round from files: the rows of every page, each checked cell by cell.
//!
//! It must not know the round's own rows, or what becomes of those that come in.

use std::path::Path;

use super::binding::FieldNames;
use super::page::{Page, PageKind, Pages};
use super::{down, long, ours, page};
use crate::diagnostics::{Code, Column, Place, Problem, Problems, Severity, quote};
use crate::model::{Entry, Focus, Form, Hub, TableName, Tool};
use crate::read::sheet::Sheet;

/// The forms of a round's tables, with the names of their columns.
#[derive(Debug, Clone)]
pub struct Forms {
    forms: Vec<(Form, FieldNames)>,
}

impl Forms {
    /// The forms of all tables.
    pub fn new(tool: &Tool, hubs: &[Hub], focus: &[Focus]) -> Self {
        let forms = TableName::ALL.map(|table| {
            let form = Form::of(table, tool, hubs, focus);
            let names = FieldNames::new(&form, tool);
            (form, names)
        });
        Self {
            forms: forms.to_vec(),
        }
    }

    /// The form of a table.
    pub fn form(&self, table: TableName) -> &Form {
        &self.pair(table).0
    }

    /// The names of a table's columns.
    pub fn names(&self, table: TableName) -> &FieldNames {
        &self.pair(table).1
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "there is one form for each table, in the order of `TableName::ALL`"
    )]
    fn pair(&self, table: TableName) -> &(Form, FieldNames) {
        &self.forms[table as usize]
    }
}

/// Where a row came from: finds the place of each of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The row, or the page where a case is filled in down a page.
    pub row: Place,
    /// The place of each field that has a cell.
    cells: Vec<Option<Spot>>,
}

/// A cell: in the row of its entry, or in one of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) row: Option<u64>,
    pub(super) column: Column,
}

impl Spot {
    /// The place of the cell on a page, of which a row is given.
    pub(super) fn place(&self, row: Place) -> Place {
        let place = row.with_column(self.column.clone());
        match self.row {
            Some(row) => place.with_row(row),
            None => place,
        }
    }
}

impl Origin {
    pub(super) fn new(row: Place, cells: Vec<Option<Spot>>) -> Self {
        Self { row, cells }
    }

    /// The place of a field's cell; of the row, where the field has none.
    pub fn cell(&self, field: usize) -> Place {
        match self.cells.get(field) {
            Some(Some(spot)) => spot.place(self.row.clone()),
            Some(None) | None => self.row.clone(),
        }
    }
}

/// A row that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingRow {
    /// What it says.
    pub entry: Entry,
    /// Where it stands.
    pub origin: Origin,
}

/// The rows of one page, all of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The table that they belong to.
    pub table: TableName,
    /// The file, as the user named it, with the page's name in a workbook.
    pub place: Place,
    /// Which of the form's fields have a column there. A field that has none says nothing,
    /// not even that it is blank.
    pub present: Vec<bool>,
    /// The rows, in the page's order.
    pub rows: Vec<IncomingRow>,
}

/// What one file held.
#[derive(Debug, Clone, Default)]
pub struct Came {
    /// Its pages that hold a table, in order.
    pub pages: Vec<Incoming>,
    /// SHA-256 of the tool that the workbook was made from, where it says so.
    pub tool_sha256: Option<String>,
    /// Version of that tool.
    pub tool_version: Option<String>,
    /// Id of that tool.
    pub tool_id: Option<String>,
}

/// Everything in a file that belongs to a round. What is wrong goes to `problems`, with
/// its cell.
///
/// # Errors
/// Only failures of the world: a file that is missing or cannot be read.
pub fn incoming(
    path: &Path,
    shown_as: &str,
    tool: &Tool,
    forms: &Forms,
    problems: &mut Problems,
) -> anyhow::Result<Came> {
    let recognise = |name: &str| page::knows(forms, name);
    let sheets = Sheet::open_pages(path, shown_as, &recognise)?;
    let mut pages = Pages::of(sheets, forms)?;
    let ours = pages.has_mark();
    if ours {
        ours::recognise(&mut pages.all, forms);
    }
    let mut came = Came {
        tool_sha256: pages.mark("tool_sha256"),
        tool_version: pages.mark("tool_version"),
        tool_id: pages.mark("tool_id"),
        pages: Vec::new(),
    };
    let errors = problems.count(Severity::Error);
    let mut passed_over = Vec::new();
    for page in &pages.all {
        match page.kind {
            PageKind::Table(_) | PageKind::Long | PageKind::Down => {
                let found = page.sheet.problems().clone();
                // The titles of our own pages are no news.
                problems.merge(if ours { found.without_notes() } else { found });
            }
            PageKind::Mark | PageKind::Other => {}
        }
        match page.kind {
            PageKind::Table(table) => {
                let rows = page.rows(table, forms, ours, problems)?;
                came.pages.extend(rows);
            }
            PageKind::Long => {
                came.pages
                    .extend(long::rows(page, tool, forms, ours, problems)?);
            }
            PageKind::Down => {
                came.pages.push(down::rows(page, forms, ours, problems)?);
            }
            PageKind::Mark => {}
            PageKind::Other => passed_over.push(page),
        }
    }
    if ours {
        ours::take_over(&mut came.pages, tool, forms);
    }
    down::inherit(&mut came.pages, forms);
    check_cases(&came.pages, forms, problems);
    if ours {
        ours::check_pages(&pages.all, problems);
        let blank = came.pages.iter().all(|page| page.rows.is_empty());
        if blank && problems.count(Severity::Error) == errors {
            problems.push(Problem::note(
                Code::Assumed,
                Place::file(shown_as),
                "nothing is filled in yet",
            ));
        }
    } else {
        report_passed_over(shown_as, &came, &passed_over, problems);
    }
    Ok(came)
}

/// Findings that took no case from their workbook.
fn check_cases(pages: &[Incoming], forms: &Forms, problems: &mut Problems) {
    let form = forms.form(TableName::Findings);
    let Some(field) = form.position("case") else {
        return;
    };
    for page in pages
        .iter()
        .filter(|page| page.table == TableName::Findings)
    {
        for row in &page.rows {
            if row.entry.get(form, "case").is_empty() {
                let place = row.origin.cell(field);
                problems.push(Problem::error(
                    Code::MissingValue,
                    place,
                    "the finding has no `case`",
                ));
            }
        }
    }
}

/// Says which pages were passed over; an error where there is nothing else.
fn report_passed_over(shown_as: &str, came: &Came, passed_over: &[&Page], problems: &mut Problems) {
    if came.pages.is_empty() {
        for page in passed_over {
            problems.merge(page.sheet.problems().clone());
        }
        if !problems.has_errors() {
            problems.push(
                Problem::error(
                    Code::NoTable,
                    Place::file(shown_as),
                    "there are no audits, findings, actions or cases in this file",
                )
                .hint("audits need the columns `case` and `hub` and one for each standard; findings `case`, `kind` and `text`; actions `text` and `owner`; a worklist `case` and `hub`"),
            );
        }
        return;
    }
    for page in passed_over.iter().filter(|page| !page.sheet.is_hidden()) {
        note_passed_over(page, problems);
    }
}

/// That a page was passed over, where there is anything on it.
pub(super) fn note_passed_over(page: &Page, problems: &mut Problems) {
    if let Some(name) = page.sheet.page_name()
        && !page.sheet.header().is_empty()
    {
        problems.push(Problem::note(
            Code::Assumed,
            page.sheet.header_place(None),
            format!(
                "the sheet {} holds no table of a round, and was passed over",
                quote(name)
            ),
        ));
    }
}
