//! A walk through all rows of a text file, by one worker or several.
//!
//! It exists to keep every core busy without a file in memory: a worker takes the next
//! block from the shared reader and takes it apart on its own. Nothing that comes back may
//! depend on how many workers there were or how large their blocks. It must not know what
//! the rows are for.

use std::io;
use std::str;
use std::sync::{Mutex, PoisonError};
use std::thread;

use encoding_rs::WINDOWS_1252;

use super::blocks::{Block, Blocks};
use super::cells::{self, Cells};
use super::check::{Check, Found, open_quote_in};
use super::dialect::{Dialect, QUOTE, Scan};
use super::marks::Marks;
use super::row::Row;

/// How a text file is walked.
pub(super) struct Walk<'a> {
    pub(super) dialect: Dialect,
    pub(super) check: &'a Check<'a>,
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
            found.problems.push(self.check.too_long(too_long, most));
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
                row(&mut state, each);
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
                let before = raw.get(..at).unwrap_or_default();
                let row = block.first_row + Scan::new(self.dialect).pass(before, 0).count;
                found.problems.push(self.check.windows_1252(row));
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
                    self.check.check_and_hand_over(row, found, &mut hand_over);
                } else {
                    if let Some(row) = clean.and_then(|text| text.get(start..text_end)) {
                        cells.take_apart_clean(row, open_quote);
                    } else {
                        let row = bytes.get(start..text_end).unwrap_or_default();
                        cells.take_apart(row, open_quote, |column, blemish| {
                            found
                                .problems
                                .push(self.check.blemish(number, column, blemish));
                        });
                    }
                    let (text, starts) = cells.parts();
                    let row = self.row(number, text, starts, 0);
                    if open_quote {
                        found.problems.push(open_quote_in(&row));
                    }
                    self.check.check_and_hand_over(row, found, &mut hand_over);
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
            places: self.check.places,
        }
    }
}
