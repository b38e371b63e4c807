//! Where in a file a problem stands, in the words that the file's owner uses.
//!
//! It exists so that places sort (the first problems shown are the first in the file) and
//! read alike everywhere. It must not know how files are read.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

/// A column of a sheet: its position, counted from 0, and the name in its header.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Column {
    /// Position in the sheet, from 0.
    pub index: usize,
    /// The header's text, shortened where it is long.
    pub name: Arc<str>,
}

/// A place in a file. Places of one file sort from its top to its bottom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Place {
    /// The file as a whole.
    File {
        /// The file, as the user named it.
        file: Arc<str>,
    },
    /// A character of a text file; both count from 1.
    Text {
        /// The file, as the user named it.
        file: Arc<str>,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
    },
    /// A row of a sheet without pages (CSV), numbered as a spreadsheet program numbers it.
    Row {
        /// The file, as the user named it.
        file: Arc<str>,
        /// Row, from 1; the header and everything above it count.
        row: u64,
        /// The column, where the problem is in one cell.
        column: Option<Column>,
    },
    /// A cell of a workbook.
    Cell {
        /// The file, as the user named it.
        file: Arc<str>,
        /// The sheet's name.
        sheet: Arc<str>,
        /// Row, from 1.
        row: u64,
        /// The column, where the problem is in one cell.
        column: Option<Column>,
    },
}

impl Place {
    /// The file as a whole.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self::File { file: file.into() }
    }

    /// The same place in another row; a place without rows stays as it is.
    #[must_use]
    pub fn with_row(mut self, number: u64) -> Self {
        if let Self::Row { row, .. } | Self::Cell { row, .. } = &mut self {
            *row = number;
        }
        self
    }

    /// The cell of the same row in a column; a place without rows stays as it is.
    #[must_use]
    pub fn with_column(mut self, cell: Column) -> Self {
        if let Self::Row { column, .. } | Self::Cell { column, .. } = &mut self {
            *column = Some(cell);
        }
        self
    }

    /// The name of the file that the place is in.
    pub fn file_name(&self) -> &str {
        match self {
            Self::File { file }
            | Self::Text { file, .. }
            | Self::Row { file, .. }
            | Self::Cell { file, .. } => file,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { file } => write!(f, "{file}"),
            Self::Text { file, line, column } => write!(f, "{file}:{line}:{column}"),
            Self::Row { file, row, column } => {
                write!(f, "{file}: row {row}")?;
                match column {
                    Some(column) => write!(f, ", column {}", column.name),
                    None => Ok(()),
                }
            }
            Self::Cell {
                file,
                sheet,
                row,
                column,
            } => match column {
                Some(column) => write!(
                    f,
                    "{file}: sheet {sheet}, cell {}{row}, column {}",
                    letters(column.index),
                    column.name
                ),
                None => write!(f, "{file}: sheet {sheet}, row {row}"),
            },
        }
    }
}

/// The letters of a spreadsheet's column: 0 is A, 26 is AA.
pub fn letters(index: usize) -> String {
    let mut left = index;
    let mut out = Vec::new();
    loop {
        let digit = u8::try_from(left % 26).unwrap_or(0);
        out.push(char::from(b'A' + digit));
        left /= 26;
        if left == 0 {
            break;
        }
        left -= 1;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_that_excel_shows() {
        for (index, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(index), name);
        }
    }

    #[test]
    fn places_sort_from_the_top_of_a_file_to_its_bottom() {
        let at = |row, index| Place::Row {
            file: "a.csv".into(),
            row,
            column: Some(Column {
                index,
                name: "zz".into(),
            }),
        };
        let mut places = vec![at(10, 0), at(9, 3), at(9, 1), Place::file("a.csv")];
        places.sort();
        assert_eq!(
            places,
            vec![Place::file("a.csv"), at(9, 1), at(9, 3), at(10, 0)]
        );
    }
}
