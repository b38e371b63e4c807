//! A table of a round as it stands: every column of its form, then the columns that the tool
//! does not know.
//!
//! It must not know what is done with a row.

use std::collections::BTreeSet;

use super::{Column, ColumnKind, Extract, Layout, Origin};
use crate::model::{Entry, Form, Tool};

/// One row: what the form knows of it, and the cells of the other columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells in the spelling that is written.
    pub entry: Entry,
    /// The cells of the columns that are none of the form's.
    pub extra: Vec<String>,
}

/// The table; `extra` are the names of the columns that are none of the form's.
pub fn wide(
    layout: Layout,
    origin: Origin,
    tool: &Tool,
    form: &Form,
    extra: &[String],
    rows: Vec<Row>,
) -> Extract {
    let mut columns: Vec<Column> = form.fields.iter().map(|f| Column::of(tool, f)).collect();
    let mut taken: BTreeSet<String> = columns.iter().map(|column| column.name.clone()).collect();
    for name in extra {
        let mut unique = name.clone();
        let mut number = 1_u32;
        while !taken.insert(unique.clone()) {
            number += 1;
            unique = format!("{name} ({number})");
        }
        columns.push(
            Column::new(&unique, name, ColumnKind::Text)
                .described("A column of the round's that the tool does not know."),
        );
    }
    let width = columns.len();
    let cells = |row: Row| {
        let mut cells = row.entry.cells;
        cells.extend(row.extra);
        cells.resize(width, String::new());
        cells
    };
    Extract {
        layout,
        origin,
        columns,
        rows: rows.into_iter().map(cells).collect(),
    }
}
