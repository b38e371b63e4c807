//! Places of one sheet: its file, its page and the names of its columns.
//!
//! It exists so that a place costs two reference counts, however long the file's name is.
//! It must not know how the sheet is read.

use std::sync::Arc;

use crate::diagnostics::{Column, Place, letters};

/// The longest column name, in characters, that a place shows.
const NAME: usize = 40;

/// What the places of a sheet have in common.
#[derive(Debug, Clone)]
pub(super) struct Places {
    file: Arc<str>,
    /// The page's name, in a workbook.
    page: Option<Arc<str>>,
    columns: Vec<Arc<str>>,
}

impl Places {
    pub(super) fn new(file: &str, page: Option<&str>) -> Self {
        Self {
            file: file.into(),
            page: page.map(Arc::from),
            columns: Vec::new(),
        }
    }

    pub(super) fn page(&self) -> Option<&str> {
        self.page.as_deref()
    }

    /// Gives the columns their names; a blank one is known by its letters.
    pub(super) fn name_columns<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        self.columns = names
            .enumerate()
            .map(|(index, name)| match name {
                "" => letters(index).into(),
                name if name.chars().count() > NAME => {
                    let short: String = name.chars().take(NAME - 1).collect();
                    format!("{short}…").into()
                }
                name => name.into(),
            })
            .collect();
    }

    pub(super) fn file(&self) -> Place {
        Place::file(self.file.clone())
    }

    pub(super) fn at(&self, row: u64, column: Option<usize>) -> Place {
        let file = self.file.clone();
        let column = column.map(|index| Column {
            index,
            name: match self.columns.get(index) {
                Some(name) => name.clone(),
                None => letters(index).into(),
            },
        });
        match &self.page {
            None => Place::Row { file, row, column },
            Some(page) => Place::Cell {
                file,
                sheet: page.clone(),
                row,
                column,
            },
        }
    }
}
