//! What is wrong with a row, whichever kind of file it came from.
//!
//! It exists so that CSV files and workbooks are held to the same rules, and so that every
//! message about a row is worded in one place. It must not know how rows are read.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Place, Problem, Problems, letters};

use super::blocks::TooLong;
use super::cells::{self, Blemish, MOST};
use super::dialect::delimiter_name;
use super::places::Places;
use super::row::{Row, is_blank};

/// What rows are held against.
pub(super) struct Check<'a> {
    pub(super) places: &'a Places,
    /// The header's row: rows up to it are not handed over.
    pub(super) header_row: u64,
    /// How many cells the header has.
    pub(super) width: usize,
    /// The header's cells that are blank.
    pub(super) unnamed: &'a [usize],
    /// What separates cells, in a text file.
    pub(super) delimiter: Option<u8>,
}

/// What a walk found beside the caller's states.
#[derive(Default)]
pub(super) struct Found {
    pub(super) problems: Problems,
    /// How many rows were handed over.
    pub(super) rows: u64,
    /// The first row with a cell in a column that has no name.
    pub(super) unnamed: BTreeMap<usize, u64>,
}

impl Found {
    pub(super) fn merge(&mut self, other: Self) {
        self.problems.merge(other.problems);
        self.rows += other.rows;
        for (column, row) in other.unnamed {
            self.first_unnamed(column, row);
        }
    }

    fn first_unnamed(&mut self, column: usize, row: u64) {
        let first = self.unnamed.entry(column).or_insert(row);
        *first = row.min(*first);
    }
}

impl Check<'_> {
    /// Checks a row against the header and hands it over. Blank rows, and those down to
    /// the header's, are passed over.
    #[inline]
    pub(super) fn check_and_hand_over(
        &self,
        mut row: Row<'_>,
        found: &mut Found,
        hand_over: &mut impl FnMut(&Row<'_>),
    ) {
        if row.number <= self.header_row || row.is_blank() {
            return;
        }
        if row.len() > self.width {
            self.check_length(&mut row, found);
        }
        for &column in self.unnamed {
            if !is_blank(row.get(column)) {
                found.first_unnamed(column, row.number);
            }
        }
        found.rows += 1;
        hand_over(&row);
    }

    /// Reports a row that goes on after the last header; blank cells may. In a workbook
    /// those are notes beside the table, as a rule; in a text file a delimiter in a cell
    /// has pushed all that follows out of its column.
    fn check_length(&self, row: &mut Row<'_>, found: &mut Found) {
        let over = row.len() > MOST;
        if over {
            row.starts = row.starts.get(..=MOST).unwrap_or(row.starts);
        }
        let extra = row.cells().enumerate().skip(self.width);
        let mut extra = extra
            .filter(|(_, cell)| !is_blank(cell))
            .map(|(column, _)| column);
        let Some(delimiter) = self.delimiter else {
            for column in extra {
                found.first_unnamed(column, row.number);
            }
            return;
        };
        let first = extra.next();
        if first.is_none() && !over {
            return;
        }
        let message = if over {
            format!("this row has more than {MOST} cells: only these are read")
        } else {
            let last = letters(self.width.saturating_sub(1));
            format!("this row goes on after the last header, which is in column {last}")
        };
        let (one, _) = delimiter_name(delimiter);
        found.problems.push(
            Problem::error(Code::LongRow, row.place(first), message).hint(format!(
                "put quotes around a cell that has {one} in it, or give the extra column a header",
            )),
        );
    }

    /// Reports control characters in a row that was not taken apart from bytes.
    pub(super) fn check_text(&self, row: &Row<'_>, found: &mut Found) {
        if !cells::any_control(row.text.as_bytes()) {
            return;
        }
        for (column, cell) in row.cells().enumerate() {
            if let Some(control) = cells::control(cell.as_bytes()) {
                found
                    .problems
                    .push(self.blemish(row.number, column, Blemish::Control(control)));
            }
        }
    }

    /// A problem in one cell.
    pub(super) fn blemish(&self, row: u64, column: usize, blemish: Blemish) -> Problem {
        let place = self.places.at(row, Some(column));
        match blemish {
            Blemish::BadBytes => Problem::error(
                Code::BadBytes,
                place,
                "this cell holds bytes that are no text in the encoding of the file",
            )
            .hint("open the file where it came from and save it as `CSV UTF-8`"),
            Blemish::Control(control) => control_character(place, control),
        }
    }

    /// The note that a file turned out to be Windows-1252 in this row.
    pub(super) fn windows_1252(&self, row: u64) -> Problem {
        Problem::note(
            Code::Assumed,
            self.places.at(row, None),
            "the file is not UTF-8; from this row on it was read as Windows-1252",
        )
        .hint("save it as `CSV UTF-8` if accents or dashes look wrong")
    }

    pub(super) fn too_long(&self, too_long: TooLong, most: usize) -> Problem {
        let place = self.places.at(too_long.row, None);
        let most = most >> 20;
        if too_long.in_quotes {
            Problem::error(
                Code::OpenQuote,
                place,
                format!(
                    "a quote is opened in this row and not closed for {most} MB; the file was \
                     read up to this row"
                ),
            )
            .hint("close the quote, or take it out")
        } else {
            Problem::error(
                Code::NoTable,
                place,
                format!("this row is longer than {most} MB; the file was read up to this row"),
            )
            .hint("is this a spreadsheet saved as CSV?")
        }
    }
}

/// A quote that is still open at the end of the file.
pub(super) fn open_quote_in(row: &Row<'_>) -> Problem {
    Problem::error(
        Code::OpenQuote,
        row.place(row.len().checked_sub(1)),
        "a quote is opened in this cell and never closed: all that follows was read as part of it",
    )
    .hint("close the quote, or take it out")
}

/// A control character in a cell. Those that break a line or a page come with text from
/// word processors and do no harm.
fn control_character(place: Place, control: char) -> Problem {
    let code = u32::from(control);
    let message = format!("this cell holds a control character (number {code})");
    match control {
        '\u{b}' | '\u{c}' => Problem::warning(
            Code::ControlCharacter,
            place,
            format!("{message}, as word processors use to break lines"),
        ),
        _ => Problem::error(Code::ControlCharacter, place, message)
            .hint("delete it: it cannot be seen, and mostly comes from another program"),
    }
}
