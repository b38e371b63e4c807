//! The pages of a file: what each holds, and the rows of those with a row an entry.
//!
//! It must not know of the layouts in which one entry takes several rows.

use std::sync::Arc;

use super::canonical::Canonical;
use super::incoming::{Forms, Incoming, IncomingRow, Origin, Spot};
use crate::diagnostics::{Code, Column, Problem, Problems, letters, nearest, quotable, quote};
use crate::model::{About, Entry, TableName, fold};
use crate::read::sheet::{Row, Sheet};

/// The hidden page by which a workbook of ours is known.
const MARK: &str = "case-audit";

/// What a page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    /// A row for each entry of a table.
    Table(TableName),
    /// Audits, with a row for each standard and reading.
    Long,
    /// One audit, with its standards down the page.
    Down,
    /// What a workbook of ours says of itself.
    Mark,
    /// Something else.
    Other,
}

/// One page.
pub(super) struct Page {
    pub(super) sheet: Sheet,
    pub(super) kind: PageKind,
}

/// All pages of a file, and what it says of itself.
pub(super) struct Pages {
    pub(super) all: Vec<Page>,
    marks: Vec<(String, String)>,
}

/// Is this the name of any column of ours?
pub(super) fn knows(forms: &Forms, name: &str) -> bool {
    let name_of = |other: &str| fold(other) == fold(name);
    TableName::ALL
        .iter()
        .any(|&table| forms.names(table).field(name).is_some())
        || super::long::COLUMNS.iter().any(|column| name_of(column))
        || super::down::COLUMNS.iter().any(|column| name_of(column))
}

impl Pages {
    pub(super) fn of(sheets: Vec<Sheet>, forms: &Forms) -> anyhow::Result<Self> {
        let mut pages = Self {
            all: Vec::new(),
            marks: Vec::new(),
        };
        for sheet in sheets {
            let kind = kind(&sheet, forms);
            if kind == PageKind::Mark {
                pages.marks = marks(&sheet)?;
            }
            pages.all.push(Page { sheet, kind });
        }
        Ok(pages)
    }

    /// Is it a workbook that this program made?
    pub(super) fn has_mark(&self) -> bool {
        !self.marks.is_empty()
    }

    /// What a workbook of ours says of itself.
    pub(super) fn mark(&self, name: &str) -> Option<String> {
        let mark = self.marks.iter().find(|(other, _)| other == name);
        mark.map(|(_, value)| value.clone())
    }
}

/// The pairs of names and values on the page that a workbook of ours is known by.
fn marks(sheet: &Sheet) -> anyhow::Result<Vec<(String, String)>> {
    let pair = |row: &Row<'_>| (row.get(0).trim().to_owned(), row.get(1).trim().to_owned());
    let mut marks: Vec<_> = sheet
        .fold(1, Vec::new, |marks, row| marks.push(pair(row)))?
        .states
        .into_iter()
        .flatten()
        .collect();
    // Whatever was taken for the header is a pair as well.
    let header: Vec<&str> = sheet.header().iter().map(|c| c.name.as_str()).collect();
    if let [name, value, ..] = header.as_slice() {
        marks.push(((*name).to_owned(), (*value).to_owned()));
    }
    Ok(marks)
}

fn kind(sheet: &Sheet, forms: &Forms) -> PageKind {
    if sheet.page_name() == Some(MARK) {
        return PageKind::Mark;
    }
    let header: Vec<String> = sheet.header().iter().map(|c| fold(&c.name)).collect();
    let cases = forms.names(TableName::Cases);
    // The tool may have names of its own for these.
    let has_case = || {
        sheet.header().iter().any(|c| {
            let field = cases.field(&c.name);
            field.is_some() && field == cases.field("case")
        })
    };
    let has = |name: &str| header.contains(&fold(name)) || (name == "case" && has_case());
    if has("field") && (has("answer") || has("record")) {
        return PageKind::Down;
    }
    if has("case") && has("standard") && has("level") && (has("reading") || has("state")) {
        return PageKind::Long;
    }
    let fields = |table: TableName| {
        let names = forms.names(table);
        let found = sheet.header().iter().filter_map(|c| names.field(&c.name));
        found.collect::<Vec<usize>>()
    };
    let audits = forms.form(TableName::Audits);
    let rated = fields(TableName::Audits).into_iter().any(|position| {
        let field = audits.fields.get(position);
        field.is_some_and(|field| matches!(field.about, About::Rating(..) | About::Overall))
    });
    if rated {
        return PageKind::Table(TableName::Audits);
    }
    if has("text") && has("kind") {
        return PageKind::Table(TableName::Findings);
    }
    if has("text") && ["owner", "due", "priority", "level"].iter().any(|n| has(n)) {
        return PageKind::Table(TableName::Actions);
    }
    // What only audits have.
    let audit = fields(TableName::Audits).into_iter().any(|position| {
        let field = audits.fields.get(position);
        field.is_some_and(|field| match field.about {
            About::Row => matches!(field.name.as_str(), "audited_on" | "role"),
            About::Fact(_) => false,
            About::Discussion
            | About::Rating(..)
            | About::Evidence(..)
            | About::Escalation(_)
            | About::Overall
            | About::Measure(_) => true,
        })
    });
    if has("case") && audit {
        return PageKind::Table(TableName::Audits);
    }
    if fields(TableName::Cases).len() >= 2 && has("case") {
        return PageKind::Table(TableName::Cases);
    }
    // A page with ratings in mind whose columns are all misspelt is told as such.
    let known = fields(TableName::Audits).len();
    if has("case") && known >= 2 {
        return PageKind::Table(TableName::Audits);
    }
    PageKind::Other
}

/// The entries that a page gave, with what was wrong.
struct Taken<'f> {
    canonical: Canonical<'f>,
    rows: Vec<IncomingRow>,
    problems: Problems,
}

/// Does an audit say nothing but whose it is?
fn only_named(form: &crate::model::Form, entry: &Entry) -> bool {
    form.fields.iter().zip(&entry.cells).all(|(field, cell)| {
        cell.is_empty() || matches!(field.name.as_str(), "case" | "hub" | "auditor" | "role")
    })
}

impl Page {
    /// The rows of a table, a row an entry; nothing where a column is missing without which
    /// no row can be read, or where there are no rows.
    pub(super) fn rows(
        &self,
        table: TableName,
        forms: &Forms,
        ours: bool,
        problems: &mut Problems,
    ) -> anyhow::Result<Option<Incoming>> {
        let form = forms.form(table);
        let names = forms.names(table);
        let mut seen = vec![false; form.fields.len()];
        let columns: Vec<Option<usize>> = self
            .sheet
            .header()
            .iter()
            .map(|cell| names.field(&cell.name))
            .collect();
        for (column, field) in columns.iter().enumerate() {
            let Some(present) = field.and_then(|field| seen.get_mut(field)) else {
                continue;
            };
            if std::mem::replace(present, true) {
                let place = self.sheet.header_place(Some(column));
                problems.push(
                    Problem::error(
                        Code::DuplicateColumn,
                        place,
                        "an earlier column holds the same thing",
                    )
                    .hint("keep the one that is right and take the other out or rename it"),
                );
            }
        }
        if !self.check_columns(form, &columns, &seen, problems) {
            return Ok(None);
        }
        let spots = self.spots(form.fields.len(), &columns);
        let make = || Taken {
            canonical: Canonical::new(form)
                .serial_dates(self.sheet.is_workbook())
                .guarded(!ours),
            rows: Vec::new(),
            problems: Problems::new(),
        };
        let folded = self.sheet.fold(1, make, |taken, row| {
            let mut entry = Entry::new(form);
            let mut sound = true;
            for (column, field) in columns.iter().enumerate() {
                let Some(field) = *field else { continue };
                match taken.canonical.cell(field, row.get(column)) {
                    Ok(text) => {
                        if let Some(cell) = entry.cells.get_mut(field) {
                            *cell = text;
                        }
                    }
                    Err(fault) => {
                        sound = false;
                        taken.problems.push(fault.at(row, column));
                    }
                }
            }
            if entry.cells.iter().all(String::is_empty) {
                return;
            }
            // A row of a workbook of ours that says no more than whose audit it is was filled
            // in beforehand, and nobody has come to it yet.
            if sound && ours && table == TableName::Audits && only_named(form, &entry) {
                return;
            }
            for (position, field) in form.fields.iter().enumerate() {
                let column = columns.iter().position(|c| *c == Some(position));
                let blank = column.is_some_and(|column| row.get(column).trim().is_empty());
                // A required fact that is blank is for the check to tell; findings of a
                // workbook with one case take the case from there.
                let needed = field.required && field.about == About::Row;
                let inherited = ours && field.name == "case" && table == TableName::Findings;
                if needed && blank && !inherited {
                    let message = format!("the {} has no `{}`", table.row(), field.name);
                    let place = row.place(column);
                    taken
                        .problems
                        .push(Problem::error(Code::MissingValue, place, message));
                }
            }
            taken.rows.push(IncomingRow {
                entry,
                origin: Origin::new(row.place(None), spots.clone()),
            });
        })?;
        problems.merge(folded.problems);
        let mut rows = Vec::new();
        for taken in folded.states {
            problems.merge(taken.problems);
            rows.extend(taken.rows);
        }
        Ok((!rows.is_empty() || !ours).then(|| Incoming {
            table,
            place: self.sheet.header_place(None),
            present: seen,
            rows,
        }))
    }

    /// Tells of columns that are needed and not there, and of those that are passed over.
    fn check_columns(
        &self,
        form: &crate::model::Form,
        columns: &[Option<usize>],
        seen: &[bool],
        problems: &mut Problems,
    ) -> bool {
        let place = self.sheet.header_place(None);
        let header = self.sheet.header();
        let unknown: Vec<_> = header
            .iter()
            .zip(columns)
            .filter(|(cell, field)| field.is_none() && !cell.name.is_empty())
            .map(|(cell, _)| cell)
            .collect();
        let mut usable = true;
        for (field, _) in form
            .fields
            .iter()
            .zip(seen)
            .filter(|(field, seen)| field.required && field.about == About::Row && !**seen)
        {
            usable = false;
            let message = format!("there is no column `{}`", field.name);
            let names = unknown.iter().map(|cell| cell.name.as_str());
            problems.push(
                Problem::error(Code::MissingColumn, place.clone(), message)
                    .hint(format!("every {} needs it", form.table.row()))
                    .maybe_hint(nearest(&field.name, names)),
            );
        }
        if !unknown.is_empty() {
            let shown = |cell: &&crate::read::sheet::HeaderCell| {
                if usable && quotable(&cell.name) {
                    quote(&cell.name)
                } else {
                    format!("column {}", letters(cell.index))
                }
            };
            let mut listed: Vec<String> = unknown.iter().take(12).map(shown).collect();
            if unknown.len() > 12 {
                listed.push(format!("and {} more", unknown.len() - 12));
            }
            let which = match form.table {
                TableName::Audits => "that the tool does not know",
                TableName::Cases => "that a worklist does not have",
                TableName::Findings => "that findings do not have",
                TableName::Actions => "that actions do not have",
            };
            let message = format!("columns {which} do not come in: {}", listed.join(", "));
            let near = unknown.iter().find_map(|cell| {
                let hint = nearest(&cell.name, form.names())?;
                Some(format!("{}: {hint}", quote(&cell.name)))
            });
            problems.push(Problem::warning(Code::UnknownColumn, place, message).maybe_hint(near));
        }
        usable
    }

    /// The place of each field in a row.
    fn spots(&self, fields: usize, columns: &[Option<usize>]) -> Vec<Option<Spot>> {
        let spot = |field: usize| {
            let index = columns.iter().position(|column| *column == Some(field))?;
            Some(Spot {
                row: None,
                column: self.column(index),
            })
        };
        (0..fields).map(spot).collect()
    }

    /// A column by its position, with the name in its header.
    pub(super) fn column(&self, index: usize) -> Column {
        let name = self.sheet.header().get(index).map(|cell| cell.name.clone());
        let name = name.filter(|name| !name.is_empty());
        Column {
            index,
            name: Arc::from(name.unwrap_or_else(|| letters(index))),
        }
    }
}
