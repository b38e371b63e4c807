//! A row of a workbook's page, put together from cells.
//!
//! It exists because every kind of workbook gives its cells one by one, with gaps between
//! them, and all are to read as a CSV file would: dates as ISO dates, numbers as they are
//! typed, errors as they are shown. It must not know where cells come from.

use std::fmt::Write as _;

use calamine::{DataType, ExcelDateTime};

use super::cells::MOST;

/// One row of a page.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: u64,
    /// The cells' text without anything between them.
    pub(super) text: &'a str,
    /// Where each begins, with one entry more for the end.
    pub(super) starts: &'a [usize],
}

/// Puts a row's cells, which may have gaps between them, into one text.
#[derive(Debug, Default)]
pub(super) struct Builder {
    /// The row at hand, from 0.
    row: Option<u32>,
    loose: String,
    /// Each cell's column, and where it ends in `loose`.
    ends: Vec<(usize, usize)>,
    text: String,
    starts: Vec<usize>,
}

impl Builder {
    /// Takes the next cell, both positions from 0; hands over the row before it, if this is
    /// of another. Is more wanted?
    pub(super) fn push(
        &mut self,
        row: u32,
        column: usize,
        cell: &impl DataType,
        more: &mut impl FnMut(&Line<'_>) -> bool,
    ) -> bool {
        if self.row.is_some_and(|own| own != row) && !self.finish(more) {
            return false;
        }
        self.row = Some(row);
        // One column more than there may be, to tell that there are more.
        if !cell.is_empty() && column <= MOST && self.ends.len() <= MOST {
            write(&mut self.loose, cell);
            self.ends.push((column, self.loose.len()));
        }
        true
    }

    /// Hands over the row, and begins the next; is more wanted?
    pub(super) fn finish(&mut self, more: &mut impl FnMut(&Line<'_>) -> bool) -> bool {
        let mut start = 0;
        let mut cells: Vec<_> = self
            .ends
            .drain(..)
            .map(|(column, end)| (column, std::mem::replace(&mut start, end)..end))
            .collect();
        // A stable sort: of two cells in one place, the first counts.
        cells.sort_by_key(|(column, _)| *column);
        self.text.clear();
        self.starts.clear();
        for (column, range) in cells {
            if column < self.starts.len() {
                continue;
            }
            self.starts.resize(column + 1, self.text.len());
            self.text
                .push_str(self.loose.get(range).unwrap_or_default());
        }
        self.starts.push(self.text.len());
        self.loose.clear();
        more(&Line {
            number: u64::from(self.row.unwrap_or(0)) + 1,
            text: &self.text,
            starts: &self.starts,
        })
    }
}

/// Writes a cell's value as it would be typed.
fn write(out: &mut String, cell: &impl DataType) {
    if let Some(text) = cell
        .get_string()
        .or_else(|| cell.get_datetime_iso())
        .or_else(|| cell.get_duration_iso())
    {
        out.push_str(text);
    } else if let Some(moment) = cell.get_datetime() {
        write_moment(out, moment);
    } else if let Some(number) = cell.get_float() {
        write_number(out, number);
    } else if let Some(number) = cell.get_int() {
        let _ = write!(out, "{number}");
    } else if let Some(yes) = cell.get_bool() {
        out.push_str(if yes { "TRUE" } else { "FALSE" });
    } else if let Some(error) = cell.get_error() {
        let _ = write!(out, "{error}");
    }
}

/// Above this a number may have more digits than a workbook keeps.
const KEPT: f64 = 1e15;

/// A number with the fifteen digits that spreadsheet programs show: 0.1 + 0.2 is 0.3. One
/// that may have lost digits is written as they show it, for readers to see that it did.
fn write_number(out: &mut String, number: f64) {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if shown.abs() > KEPT {
        out.push_str(&format!("{shown:E}").replace('E', "E+"));
        return;
    }
    // Adding 0 makes a 0 of -0.
    let _ = write!(out, "{}", shown + 0.0);
}

/// The first serial number that is no date any more: the day after 9999-12-31.
const END_OF_DATES: f64 = 2_958_466.0;

/// A date as `2026-03-02`; with a time of day as `2026-03-02T10:30:00`; a time alone, or a
/// span of time, as `10:30:00`.
fn write_moment(out: &mut String, moment: ExcelDateTime) {
    let serial = moment.as_f64();
    if !(0.0..END_OF_DATES).contains(&serial) {
        write_number(out, serial);
        return;
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let _ = if moment.is_duration() {
        let hours = u64::from(hour) + 24 * whole_days(serial);
        write!(out, "{hours:02}:{minute:02}:{second:02}")
    } else if serial < 1.0 {
        write!(out, "{hour:02}:{minute:02}:{second:02}")
    } else if (hour, minute, second) == (0, 0, 0) {
        write!(out, "{year:04}-{month:02}-{day:02}")
    } else {
        write!(
            out,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        )
    };
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and END_OF_DATES"
)]
fn whole_days(serial: f64) -> u64 {
    serial as u64
}
