//! The rows of a round's own table, each cell at its place, whatever is wrong with it.
//!
//! It exists for what looks at every row of a round without keeping them all: a cell that
//! cannot be read is told and passed over, and the row is handed on all the same. It must
//! not know what rows say beside each other.

use super::binding::FieldNames;
use super::canonical::Canonical;
use crate::diagnostics::{Code, Place, Problem, Problems, nearest};
use crate::model::{Entry, Field, Form};
use crate::read::sheet::{HeaderCell, Row, Sheet, SheetSpec, unguard};

/// A table of a round, opened and bound to its form.
pub struct Held<'f> {
    form: &'f Form,
    sheet: Sheet,
    /// Field by column.
    fields: Vec<Option<usize>>,
    /// Column by field.
    columns: Vec<Option<usize>>,
}

/// One row while it is looked at.
pub struct HeldRow<'r> {
    /// What it says; a cell that cannot be read says nothing.
    pub entry: &'r Entry,
    /// Which of the form's fields hold something that cannot be read.
    pub unsound: &'r [bool],
    row: &'r Row<'r>,
    fields: &'r [Option<usize>],
    columns: &'r [Option<usize>],
}

struct Reader<'f, S> {
    canonical: Canonical<'f>,
    entry: Entry,
    unsound: Vec<bool>,
    problems: Problems,
    state: S,
}

impl<'f> Held<'f> {
    /// Opens a table by its bytes.
    ///
    /// # Errors
    /// None are known of; reading memory does not fail.
    pub fn open(
        bytes: Vec<u8>,
        shown_as: &str,
        form: &'f Form,
        names: &FieldNames,
    ) -> anyhow::Result<Self> {
        let recognise = |name: &str| names.field(name).is_some();
        let spec = SheetSpec {
            recognise: &recognise,
            digest: false,
        };
        let sheet = Sheet::from_bytes(bytes, shown_as, &spec)?;
        let fields: Vec<_> = sheet
            .header()
            .iter()
            .map(|c| names.field(&c.name))
            .collect();
        let columns =
            (0..form.fields.len()).map(|field| fields.iter().position(|f| *f == Some(field)));
        Ok(Self {
            form,
            columns: columns.collect(),
            fields,
            sheet,
        })
    }

    /// What was found when the table was opened.
    pub fn problems(&self) -> &Problems {
        self.sheet.problems()
    }

    /// Is there a table at all?
    pub fn has_header(&self) -> bool {
        !self.sheet.header().is_empty()
    }

    /// Has a field a column here?
    pub fn present(&self, field: usize) -> bool {
        self.columns.get(field).is_some_and(Option::is_some)
    }

    /// Is there a column of this name, ours or not?
    pub fn has_column(&self, name: &str) -> bool {
        let mut header = self.sheet.header().iter();
        header.any(|cell| cell.name.eq_ignore_ascii_case(name))
    }

    /// The place of the header.
    pub fn header_place(&self) -> Place {
        self.sheet.header_place(None)
    }

    /// The columns that have a name and are none of the form's, in order.
    pub fn extra(&self) -> impl Iterator<Item = &HeaderCell> {
        let header = self.sheet.header().iter().zip(&self.fields);
        header
            .filter(|(cell, field)| field.is_none() && !cell.name.is_empty())
            .map(|(cell, _)| cell)
    }

    /// Tells of two columns that hold the same thing, and of required ones that are not
    /// there; says whether rows can be read.
    pub fn check_columns(&self, problems: &mut Problems) -> bool {
        if !self.has_header() {
            return false;
        }
        for (column, field) in self.fields.iter().enumerate() {
            let earlier = field.and_then(|field| self.columns.get(field).copied().flatten());
            if earlier.is_some_and(|earlier| earlier < column) {
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
        let mut usable = true;
        for (position, field) in self.form.fields.iter().enumerate() {
            if !field.required || self.present(position) {
                continue;
            }
            usable = false;
            let near = nearest(&field.name, self.extra().map(|cell| cell.name.as_str()));
            let message = format!("there is no column `{}`", field.name);
            problems.push(
                Problem::error(Code::MissingColumn, self.header_place(), message)
                    .hint(format!("every {} needs it", self.form.table.row()))
                    .maybe_hint(near),
            );
        }
        usable
    }

    /// Walks all rows. Cells that cannot be read go to `problems` where their field is one
    /// of which that is asked; so does what is wrong with the rows as such where `sheet` is
    /// set. Gives the state at the end.
    ///
    /// # Errors
    /// None are known of; reading memory does not fail.
    pub fn each<S: Send>(
        &self,
        tell: impl Fn(&Field) -> bool + Sync,
        sheet: bool,
        problems: &mut Problems,
        make: impl Fn() -> S + Sync,
        each: impl Fn(&mut S, &HeldRow<'_>) + Sync,
    ) -> anyhow::Result<Option<S>> {
        let form = self.form;
        let reader = || Reader {
            canonical: Canonical::new(form),
            entry: Entry::new(form),
            unsound: vec![false; form.fields.len()],
            problems: Problems::new(),
            state: make(),
        };
        let folded = self.sheet.fold(1, reader, |reader, row| {
            reader.entry.cells.iter_mut().for_each(String::clear);
            reader.unsound.fill(false);
            for (position, (field, column)) in form.fields.iter().zip(&self.columns).enumerate() {
                let Some(column) = *column else { continue };
                match reader.canonical.cell(position, row.get(column)) {
                    Ok(text) => {
                        if let Some(cell) = reader.entry.cells.get_mut(position) {
                            *cell = text;
                        }
                    }
                    Err(fault) => {
                        if let Some(unsound) = reader.unsound.get_mut(position) {
                            *unsound = true;
                        }
                        if tell(field) {
                            reader.problems.push(fault.at(row, column));
                        }
                    }
                }
            }
            let row = HeldRow {
                entry: &reader.entry,
                unsound: &reader.unsound,
                row,
                fields: &self.fields,
                columns: &self.columns,
            };
            each(&mut reader.state, &row);
        })?;
        if sheet {
            problems.merge(folded.problems);
        }
        let mut last = None;
        for reader in folded.states {
            problems.merge(reader.problems);
            last = Some(reader.state);
        }
        Ok(last)
    }
}

impl<'r> HeldRow<'r> {
    /// The row's number, as a spreadsheet program shows it.
    pub fn number(&self) -> u64 {
        self.row.number()
    }

    /// The place of a field's cell; of the row, where the field has no column.
    pub fn place(&self, field: usize) -> Place {
        self.row.place(self.columns.get(field).copied().flatten())
    }

    /// The place of a column's cell.
    pub fn column_place(&self, column: usize) -> Place {
        self.row.place(Some(column))
    }

    /// Has a field neither an answer nor something that cannot be read?
    pub fn is_blank(&self, field: usize) -> bool {
        let unsound = self.unsound.get(field).copied().unwrap_or(false);
        !unsound
            && self
                .entry
                .cells
                .get(field)
                .is_none_or(|cell| cell.trim().is_empty())
    }

    /// The cells without their guards, each with its column and its field, if it has one.
    pub fn cells(&self) -> impl Iterator<Item = (usize, Option<usize>, &'r str)> {
        let fields = self.fields;
        self.row.cells().enumerate().map(move |(column, cell)| {
            let field = fields.get(column).copied().flatten();
            (column, field, unguard(cell))
        })
    }
}
