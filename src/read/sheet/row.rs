//! One row of a sheet, as the caller sees it.
//!
//! It exists so that CSV files and workbooks hand over the same thing, and so that a cell
//! costs an offset and no copy. It must not know where the row came from.

use crate::diagnostics::Place;

use super::places::Places;

/// One data row. It lives for the call that it is handed to: copy what is to be kept.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    pub(super) number: u64,
    pub(super) text: &'a str,
    /// Where each cell begins in `text`, and one entry more: where a next one would begin.
    pub(super) starts: &'a [usize],
    /// How many bytes stand between one cell and the next in `text`.
    pub(super) gap: usize,
    pub(super) places: &'a Places,
}

impl<'a> Row<'a> {
    /// The row's number as a spreadsheet program shows it: title rows and blank rows count,
    /// a cell of several lines is part of one row.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// How many cells the row has: fewer or more than the header, if the row is ragged.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Has the row no cells at all?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a cell, untrimmed, by its position from 0; blank where the row is short.
    #[inline]
    pub fn get(&self, column: usize) -> &'a str {
        match (self.starts.get(column), self.starts.get(column + 1)) {
            (Some(&start), Some(&next)) => {
                let end = next.saturating_sub(self.gap);
                self.text.get(start..end).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// All cells in the order of their columns.
    #[inline]
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let Self {
            text, starts, gap, ..
        } = *self;
        starts
            .iter()
            .zip(starts.iter().skip(1))
            .map(move |(&start, &next)| {
                text.get(start..next.saturating_sub(gap))
                    .unwrap_or_default()
            })
    }

    /// The row as a place in its file, or one of its cells.
    pub fn place(&self, column: Option<usize>) -> Place {
        self.places.at(self.number, column)
    }

    /// Is there nothing but white space?
    pub(super) fn is_blank(&self) -> bool {
        self.cells().all(is_blank)
    }
}

/// Is there nothing but white space in the cell?
#[inline]
pub(super) fn is_blank(cell: &str) -> bool {
    match cell.as_bytes().first() {
        None => true,
        Some(b'!'..=b'~') => false,
        Some(_) => cell.trim().is_empty(),
    }
}
