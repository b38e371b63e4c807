//! From the bytes of a spreadsheet (CSV in any encoding, or a workbook) to rows with places.
//!
//! This module exists so that every reader of sheets meets the same thing, however the
//! file was saved: a header, rows of text, and every problem with its row and column. It
//! must not know what the columns are for: the caller says which names it recognises.
//!
//! A text file is never held in memory. [`Sheet::open`] looks at its beginning (`sniff`);
//! [`Sheet::fold`] cuts it into blocks of whole rows (`blocks`) that workers take apart
//! (`walk`). Workbooks (`workbook`) are read through `calamine` once their archive was
//! looked over (`archive`), old ones record by record (`xls`). [`Sheet::open_pages`] gives
//! each page of a workbook (`pages`).

mod archive;
mod blocks;
mod cells;
mod charset;
mod check;
mod dialect;
mod guard;
mod header;
mod line;
mod marks;
mod ods_guard;
mod open;
mod pages;
mod places;
mod row;
mod sniff;
mod source;
mod walk;
mod workbook;
mod xls;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostics::{Code, Place, Problem, Problems, letters};

use blocks::{Blocks, Sizes};
use check::{Check, Found};
use dialect::Dialect;
use open::bad_workbook;
use places::Places;
use source::Source;
use walk::Walk;

pub use guard::unguard;
pub use header::HeaderCell;
pub use row::Row;

/// What the caller knows of the sheet that it wants read.
#[derive(Clone, Copy)]
pub struct SheetSpec<'a> {
    /// Is this a name that the caller knows? The name has no white space around it and
    /// single spaces within it; its case is as typed.
    pub recognise: &'a (dyn Fn(&str) -> bool + Sync),
    /// Is the SHA-256 of the file wanted?
    pub digest: bool,
}

impl std::fmt::Debug for SheetSpec<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SheetSpec")
            .field("digest", &self.digest)
            .finish_non_exhaustive()
    }
}

/// A sheet whose header was found. Its rows can be walked more than once.
#[derive(Debug)]
pub struct Sheet {
    shown_as: Arc<str>,
    body: Body,
    header: Vec<HeaderCell>,
    /// The columns that have no name.
    unnamed: Vec<usize>,
    places: Places,
    problems: Problems,
    /// Is it a page that cannot be seen?
    hidden: bool,
    digest: bool,
    sizes: Sizes,
    parallel: u64,
}

/// What a sheet's rows are read from.
#[derive(Debug)]
enum Body {
    Text {
        source: Source,
        dialect: Dialect,
        declaration: usize,
    },
    Page {
        page: workbook::Page,
        sha256: Option<[u8; 32]>,
    },
    /// A workbook that could not be opened.
    Nothing { sha256: Option<[u8; 32]> },
}

/// What a walk through all rows gave.
#[derive(Debug)]
pub struct Folded<S> {
    /// The states, one for each worker; at least one. Which rows went into which is left to
    /// chance: they must be merged by an operation that does not mind the order.
    pub states: Vec<S>,
    /// What was found on the way. Every walk finds the same: use those of one only.
    pub problems: Problems,
    /// How many rows were handed over: all below the header that are not blank.
    pub rows: u64,
    /// The SHA-256 of the file as it is on the disk, if it was asked for.
    pub sha256: Option<[u8; 32]>,
}

impl Sheet {
    /// Opens a file and finds its header. `shown_as` is the name by which the user knows
    /// it.
    ///
    /// # Errors
    /// If the file cannot be read. What is wrong inside it is in [`Sheet::problems`].
    pub fn open(path: &Path, shown_as: &str, spec: &SheetSpec<'_>) -> anyhow::Result<Self> {
        Self::from_source(Source::open(path, shown_as)?, shown_as, spec)
    }

    /// The same for bytes in memory.
    ///
    /// # Errors
    /// None are known of; reading memory does not fail.
    pub fn from_bytes(
        bytes: Vec<u8>,
        shown_as: &str,
        spec: &SheetSpec<'_>,
    ) -> anyhow::Result<Self> {
        Self::from_source(Source::Bytes(bytes), shown_as, spec)
    }

    /// The header, one entry for each column in order, those without a name included. Empty
    /// if there is no table.
    pub fn header(&self) -> &[HeaderCell] {
        &self.header
    }

    /// The header's row as a place, or one of its cells; the file, if there is no table.
    pub fn header_place(&self, column: Option<usize>) -> Place {
        match self.header.first() {
            Some(cell) => self.places.at(cell.row, column),
            None => self.places.file(),
        }
    }

    /// The file as a place.
    pub fn file_place(&self) -> Place {
        self.places.file()
    }

    /// What was found when the sheet was opened, assumptions included.
    pub fn problems(&self) -> &Problems {
        &self.problems
    }

    /// Is it a workbook? There, a plain number may be a date.
    pub fn is_workbook(&self) -> bool {
        matches!(self.body, Body::Page { .. } | Body::Nothing { .. })
    }

    /// Walks all rows below the header that are not blank, with at most this many workers,
    /// each of which folds its rows into a state of its own.
    ///
    /// # Errors
    /// If the file cannot be read to its end.
    pub fn fold<S: Send>(
        &self,
        threads: usize,
        make: impl Fn() -> S + Sync,
        row: impl Fn(&mut S, &Row<'_>) + Sync,
    ) -> anyhow::Result<Folded<S>> {
        let check = Check {
            delimiter: match &self.body {
                Body::Text { dialect, .. } => Some(dialect.delimiter),
                Body::Page { .. } | Body::Nothing { .. } => None,
            },
            places: &self.places,
            header_row: self.header.first().map_or(u64::MAX, |cell| cell.row),
            width: self.header.len(),
            unnamed: &self.unnamed,
        };
        let (states, mut found, sha256) = match &self.body {
            Body::Text {
                source,
                dialect,
                declaration,
            } => {
                let threads = if source.len() < self.parallel {
                    1
                } else {
                    threads
                };
                let walk = Walk {
                    dialect: *dialect,
                    check: &check,
                };
                source.with_tap(self.digest, &self.shown_as, |tap| {
                    let blocks = Blocks::new(tap, *dialect, *declaration, self.sizes)?;
                    walk.run(blocks, threads, &make, &row)
                })?
            }
            Body::Page { page, sha256 } => {
                let (mut state, mut found) = (make(), Found::default());
                let walked = page.rows(|line| {
                    let line = Row {
                        number: line.number,
                        text: line.text,
                        starts: line.starts,
                        gap: 0,
                        places: &self.places,
                    };
                    check.check_text(&line, &mut found);
                    check.check_and_hand_over(line, &mut found, &mut |line| row(&mut state, line));
                });
                if let Err(refused) = walked {
                    found
                        .problems
                        .push(bad_workbook(&refused, self.places.file()));
                }
                (vec![state], found, *sha256)
            }
            Body::Nothing { sha256 } => (vec![make()], Found::default(), *sha256),
        };
        for (&column, &row) in &found.unnamed {
            found.problems.push(
                Problem::warning(
                    Code::UnnamedColumn,
                    self.places.at(row, Some(column)),
                    format!(
                        "column {} has cells and no header; it is passed over",
                        letters(column)
                    ),
                )
                .hint("give it a header, or clear it"),
            );
        }
        Ok(Folded {
            states,
            problems: found.problems,
            rows: found.rows,
            sha256,
        })
    }
}
