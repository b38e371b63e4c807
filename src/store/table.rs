//! A table of a round: one CSV file, whole, with every column and the order of its rows.
//!
//! It exists so that a change to one row leaves the others, and columns that the tool does
//! not know, as they are. It must not know what the cells mean.

use std::borrow::Cow;

use crate::diagnostics::{Place, Problems, Severity};
use crate::model::{Entry, Form};
use crate::read::form::{Canonical, FieldNames};
use crate::read::sheet::{Sheet, SheetSpec, unguard};

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The cells without their guards, one per column of the header.
    pub cells: Vec<String>,
    /// Where it stands; nothing for a row that is not on the disk yet.
    pub place: Option<Place>,
}

/// Which column of a table holds which field of a form: looked up once for all rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    of_field: Vec<Option<usize>>,
}

/// A CSV file of a round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The names of its columns.
    pub header: Vec<String>,
    /// Its rows, in their order.
    pub rows: Vec<Line>,
    /// Does the file begin with a byte order mark? Excel writes one, and needs it: a file
    /// that was not in UTF-8 gets one too.
    mark: bool,
}

impl Table {
    /// An empty table with a form's columns.
    pub fn new(form: &Form) -> Self {
        Self {
            header: form.names().map(str::to_owned).collect(),
            rows: Vec::new(),
            mark: false,
        }
    }

    /// An empty table with these columns.
    pub fn with_header(header: &[&str]) -> Self {
        Self {
            header: header.iter().map(|&name| name.to_owned()).collect(),
            ..Self::default()
        }
    }

    /// The table in a file's bytes; nothing where it has errors, which are in `problems`
    /// then: what could not be read whole must not be written again.
    ///
    /// # Errors
    /// None are known of; reading memory does not fail.
    pub fn read(
        bytes: Vec<u8>,
        shown_as: &str,
        recognise: &(dyn Fn(&str) -> bool + Sync),
        problems: &mut Problems,
    ) -> anyhow::Result<Option<Self>> {
        let mark = bytes.starts_with(b"\xef\xbb\xbf") || std::str::from_utf8(&bytes).is_err();
        let spec = SheetSpec {
            recognise,
            digest: false,
        };
        let sheet = Sheet::from_bytes(bytes, shown_as, &spec)?;
        let mut found = sheet.problems().clone();
        let names = sheet.header().iter().map(|cell| unguard(&cell.name));
        let header: Vec<String> = names.map(str::to_owned).collect();
        let width = header.len();
        let folded = sheet.fold(1, Vec::new, |rows, row| {
            let mut cells: Vec<String> = row.cells().map(|cell| unguard(cell).to_owned()).collect();
            cells.resize(width, String::new());
            rows.push(Line {
                cells,
                place: Some(row.place(None)),
            });
        })?;
        found.merge(folded.problems);
        let sound = found.count(Severity::Error) == 0 && width > 0;
        problems.merge(found);
        Ok(sound.then(|| Self {
            header,
            rows: folded.states.into_iter().flatten().collect(),
            mark,
        }))
    }

    /// The file's bytes: UTF-8, a line break at the end of each row, and a guard before
    /// each cell that a spreadsheet program could run.
    ///
    /// # Errors
    /// None are known of; writing to memory does not fail.
    pub fn bytes(&self) -> anyhow::Result<Vec<u8>> {
        let mut out = Vec::new();
        if self.mark {
            out.extend_from_slice(b"\xef\xbb\xbf");
        }
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(out);
        let rows = self.rows.iter().map(|row| &row.cells);
        for cells in std::iter::once(&self.header).chain(rows) {
            writer.write_record(
                cells
                    .iter()
                    .map(|cell| guarded(&readable(cell)).into_owned()),
            )?;
        }
        writer
            .into_inner()
            .map_err(|error| anyhow::anyhow!("a table cannot be written: {}", error.error()))
    }

    /// The position of a column by its exact name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|other| other == name)
    }

    /// The text of a cell by its column's exact name; nothing where there is none.
    pub fn cell(&self, row: usize, name: &str) -> &str {
        let column = self.column(name);
        let line = self.rows.get(row);
        column
            .and_then(|column| line?.cells.get(column))
            .map_or("", String::as_str)
    }

    /// Each row as an entry of a form, in the spelling that is written. A cell that cannot
    /// be what its field holds is kept as it stands.
    pub fn entries(&self, form: &Form, names: &FieldNames) -> Vec<Entry> {
        let columns = self.fields(names);
        let mut canonical = Canonical::new(form).guarded(false);
        let mut entry = |line: &Line| {
            let mut entry = Entry::new(form);
            for (text, field) in line.cells.iter().zip(&columns) {
                let Some(field) = *field else { continue };
                if let Some(cell) = entry.cells.get_mut(field) {
                    *cell = canonical
                        .text(field, text)
                        .unwrap_or_else(|| text.trim().to_owned());
                }
            }
            entry
        };
        self.rows.iter().map(&mut entry).collect()
    }

    /// Where the fields of a form stand.
    pub fn columns(&self, form: &Form, names: &FieldNames) -> Columns {
        let mut of_field = vec![None; form.fields.len()];
        for (column, field) in self.fields(names).into_iter().enumerate().rev() {
            if let Some(of_field) = field.and_then(|field| of_field.get_mut(field)) {
                *of_field = Some(column);
            }
        }
        Columns { of_field }
    }

    /// Adds a row that says what an entry says.
    pub fn push(&mut self, form: &Form, columns: &mut Columns, entry: &Entry) {
        let at = self.rows.len();
        self.rows.push(Line {
            cells: vec![String::new(); self.header.len()],
            place: None,
        });
        self.put(at, form, columns, entry, |_| true);
    }

    /// Makes a row say what an entry says in the fields of which that is asked. Columns
    /// that are not there are added at the end, where they would not be blank.
    pub fn put(
        &mut self,
        row: usize,
        form: &Form,
        columns: &mut Columns,
        entry: &Entry,
        wanted: impl Fn(usize) -> bool,
    ) {
        let fields = form.fields.iter().zip(&entry.cells).enumerate();
        for (position, (field, text)) in fields.filter(|(position, _)| wanted(*position)) {
            let Some(column) = columns.of_field.get_mut(position) else {
                continue;
            };
            if column.is_none() && !text.is_empty() {
                *column = Some(self.add_column(&field.name));
            }
            let line = self.rows.get_mut(row);
            if let Some(cell) = column.and_then(|column| line?.cells.get_mut(column)) {
                cell.clone_from(text);
            }
        }
    }

    /// Adds a row by the columns' names; names that are not there are passed over.
    pub fn push_named(&mut self, cells: &[(&str, &str)]) {
        let text = |name: &String| {
            let cell = cells.iter().find(|(other, _)| other == name);
            cell.map_or_else(String::new, |(_, text)| (*text).to_owned())
        };
        let cells = self.header.iter().map(text).collect();
        self.rows.push(Line { cells, place: None });
    }

    /// Field by column.
    fn fields(&self, names: &FieldNames) -> Vec<Option<usize>> {
        self.header.iter().map(|name| names.field(name)).collect()
    }

    fn add_column(&mut self, name: &str) -> usize {
        self.header.push(name.to_owned());
        for line in &mut self.rows {
            line.cells.push(String::new());
        }
        self.header.len() - 1
    }
}

/// A cell without the characters that no sheet is read with: they cannot be seen, and one
/// of them would keep the whole file from being read again.
fn readable(cell: &str) -> Cow<'_, str> {
    let refused =
        |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
    if cell.contains(refused) {
        Cow::Owned(cell.replace(refused, "\u{fffd}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// A cell with a guard before what a spreadsheet program would run, and before what reading
/// would take a guard off.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\'', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}
