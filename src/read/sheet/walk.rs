//! A walk through all rows of a text file, by one worker or several.
//!
//! It exists to keep every core busy without a file in memory: a worker takes the next
//! block from the shared reader and takes it apart on its own. Nothing that comes back may
//! depend on how many workers there were or how large their blocks. It must not know what
//! the rows are for.

use std::collections::BTreeMap;
use std::io;
use std::str;
use std::sync::{Mutex, PoisonError};
use std::thread;

use encoding_rs::WINDOWS_1252;

use crate::diagnostics::{Code, Place, Problem, Problems};

use super::blocks::{Block, Blocks, TooLong};
use super::cells::{self, Blemish, Cells};
use super::dialect::{Dialect, QUOTE, Scan, delimiter_name};
use super::marks::Marks;
use super::places::{self, Places};
use super::row::{self, Row};

/// What of a sheet a walk needs to know.
pub(super) struct Walk<'a> {
    pub(super) dialect: Dialect,
    pub(super) places: &'a Places,
    /// The header's row: rows up to it are checked and not handed over.
    pub(super) header_row: u64,
    /// How many cells the header has.
    pub(super) width: usize,
    /// The header's cells that are blank.
    pub(super) unnamed: &'a [usize],
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

/// The caller's states, and what the walk found itself.
pub(super) type Walked<S> = (Vec<S>, Found, Option<[u8; 32]>);

impl Walk<'_> {
    /// Walks all rows with at most this many workers.
    pub(super) fn run<S: Send>(
        &self,
        blocks: Blocks<'_>,
        threads: usize,
        make: &(impl Fn() -> S + Sync),
        row: &(impl Fn(&mut S, &Row<'_>) + Sync),
    ) -> io::Result<Walked<S>> {
        let blocks = Mutex::new(blocks);
        let work = || self.work(&blocks, make(), row);
        let done = thread::scope(|scope| {
            // A thread that cannot be had is one worker fewer, and no failure.
            let helpers: Vec<_> = (1..threads)
                .map_while(|_| thread::Builder::new().spawn_scoped(scope, work).ok())
                .collect();
            let mut done = vec![work()];
            for helper in helpers {
                match helper.join() {
                    Ok(worker) => done.push(worker),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            done
        });
        let mut states = Vec::new();
        let mut found = Found::default();
        for worker in done {
            let (state, part) = worker?;
            states.push(state);
            found.merge(part);
        }
        let blocks = blocks.into_inner().unwrap_or_else(PoisonError::into_inner);
        let most = blocks.longest_row();
        let (too_long, digest) = blocks.finish()?;
        if let Some(too_long) = too_long {
            found.problems.push(self.too_long(too_long, most));
        }
        Ok((states, found, digest))
    }

    fn work<S>(
        &self,
        blocks: &Mutex<Blocks<'_>>,
        mut state: S,
        row: &impl Fn(&mut S, &Row<'_>),
    ) -> io::Result<(S, Found)> {
        let mut found = Found::default();
        let mut cells = Cells::new(self.dialect);
        let mut starts = Vec::new();
        let mut block = Block::default();
        loop {
            // The lock is let go at the end of this statement.
            let more = blocks
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .next(&mut block)?;
            if !more {
                return Ok((state, found));
            }
            self.take_apart(&block, &mut cells, &mut starts, &mut found, |each| {
                row(&mut state, each)
            });
        }
    }

    fn take_apart(
        &self,
        block: &Block,
        cells: &mut Cells,
        starts: &mut Vec<usize>,
        found: &mut Found,
        mut hand_over: impl FnMut(&Row<'_>),
    ) {
        let raw = block.buffer.filled();
        let recoded;
        let (bytes, text) = if block.windows_1252 {
            if let Some(at) = block.turned_at {
                found.problems.push(self.windows_1252(block, at));
            }
            recoded = WINDOWS_1252.decode_without_bom_handling(raw).0;
            (recoded.as_bytes(), Some(&*recoded))
        } else {
            (raw, str::from_utf8(raw).ok())
        };
        let clean = text.filter(|_| !cells::any_control(bytes));
        let Dialect { delimiter, row_end } = self.dialect;
        let mut marks = Marks::new(bytes, [delimiter, row_end, QUOTE]);
        let mut number = block.first_row;
        let mut start = 0;
        starts.clear();
        starts.push(0);
        while start < bytes.len() {
            // Every row that ends without quotes leaves its cells' beginnings in `starts`.
            let (end, quoted) = loop {
                let Some(at) = marks.next() else {
                    break (bytes.len(), false);
                };
                match bytes.get(at) {
                    Some(&byte) if byte == row_end => break (at, false),
                    Some(&QUOTE) if starts.last() == Some(&at) => {
                        let end = Scan::new(self.dialect).first_end(bytes, start);
                        let end = end.unwrap_or(bytes.len());
                        marks.seek(end + 1);
                        break (end, true);
                    }
                    Some(&QUOTE) | None => {}
                    Some(_) if starts.len() > cells::MOST => {}
                    Some(_) => starts.push(at + 1),
                }
            };
            let open_quote = block.open_quote && end == bytes.len();
            let text_end = if open_quote {
                end
            } else {
                self.dialect.text_end(bytes, start, end)
            };
            if text_end > start {
                if let (Some(text), false) = (clean, quoted) {
                    starts.push(text_end + 1);
                    let row = self.row(number, text, starts, 1);
                    self.check_and_hand_over(row, found, &mut hand_over);
                } else {
                    if let Some(row) = clean.and_then(|text| text.get(start..text_end)) {
                        cells.take_apart_clean(row, open_quote);
                    } else {
                        let row = bytes.get(start..text_end).unwrap_or_default();
                        cells.take_apart(row, open_quote, |column, blemish| {
                            found.problems.push(self.blemish(number, column, blemish));
                        });
                    }
                    let (text, starts) = cells.parts();
                    let row = self.row(number, text, starts, 0);
                    if open_quote {
                        found.problems.push(open_quote_in(&row));
                    }
                    self.check_and_hand_over(row, found, &mut hand_over);
                }
            }
            number += 1;
            start = end + 1;
            starts.clear();
            starts.push(start);
        }
    }

    fn row<'r>(&'r self, number: u64, text: &'r str, starts: &'r [usize], gap: usize) -> Row<'r> {
        Row {
            number,
            text,
            starts,
            gap,
            places: self.places,
        }
    }

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
            if !row::is_blank(row.get(column)) {
                found.first_unnamed(column, row.number);
            }
        }
        found.rows += 1;
        hand_over(&row);
    }

    /// Reports a row that goes on after the last header; blank cells may.
    fn check_length(&self, row: &mut Row<'_>, found: &mut Found) {
        let over = row.len() > cells::MOST;
        if over {
            row.starts = row.starts.get(..=cells::MOST).unwrap_or(row.starts);
        }
        let extra = row.cells().enumerate().skip(self.width);
        let first = extra
            .filter(|(_, cell)| !row::is_blank(cell))
            .map(|(at, _)| at)
            .next();
        if first.is_none() && !over {
            return;
        }
        let message = if over {
            format!(
                "this row has more than {} cells: only these are read",
                cells::MOST
            )
        } else {
            format!(
                "this row goes on after the last header, which is in column {}",
                places::letters(self.width.saturating_sub(1))
            )
        };
        found.problems.push(
            Problem::error(Code::LongRow, row.place(first), message).hint(format!(
                "put quotes around a cell that has {} in it, or give the extra column a header",
                delimiter_name(self.dialect.delimiter).0
            )),
        );
    }

    fn blemish(&self, row: u64, column: usize, blemish: Blemish) -> Problem {
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

    fn windows_1252(&self, block: &Block, at: usize) -> Problem {
        let before = block.buffer.filled().get(..at).unwrap_or_default();
        let row = block.first_row + Scan::new(self.dialect).pass(before, 0).count;
        Problem::note(
            Code::Assumed,
            self.places.at(row, None),
            "the file is not UTF-8; from this row on it was read as Windows-1252",
        )
        .hint("save it as `CSV UTF-8` if accents or dashes look wrong")
    }

    fn too_long(&self, too_long: TooLong, most: usize) -> Problem {
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

fn open_quote_in(row: &Row<'_>) -> Problem {
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
