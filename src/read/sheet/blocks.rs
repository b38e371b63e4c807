//! A text file in blocks of whole rows.
//!
//! It exists so that a file can be taken apart by several workers at once: this is the one
//! part that must go from front to back (which row is it? is a quote open?), so it does no
//! more than that. It must not know what rows hold.

use std::io;

use super::charset::{Buffer, Charset, Layout, Text};
use super::dialect::{Dialect, Scan};
use super::source::Tap;

/// How much is read at once, and how long a row may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// Bytes of a block, about.
    pub(super) block: usize,
    /// The longest row, in bytes of UTF-8: a longer one is a quote that was never closed,
    /// or no table at all, and must not fill the memory.
    pub(super) row: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            block: 1 << 18,
            row: 1 << 24,
        }
    }
}

/// Whole rows that follow one another.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) buffer: Buffer,
    /// The number of its first row.
    pub(super) first_row: u64,
    /// Is its text Windows-1252?
    pub(super) windows_1252: bool,
    /// Where the file's first character beyond ASCII stands, if it is in this block and
    /// shows that the file is Windows-1252.
    pub(super) turned_at: Option<usize>,
    /// Is a quote open at its end? Only in the last block of a file.
    pub(super) open_quote: bool,
}

/// A row that is too long to be read. Nothing after it is read either.
#[derive(Debug, Clone, Copy)]
pub(super) struct TooLong {
    pub(super) row: u64,
    /// Was a quote open when it became too long?
    pub(super) in_quotes: bool,
}

/// Cuts a text into blocks.
pub(super) struct Blocks<'a> {
    text: Text<'a>,
    dialect: Dialect,
    sizes: Sizes,
    charset: Charset,
    scan: Scan,
    /// The row that the last block ended within, as far as it was read.
    carry: Vec<u8>,
    /// How many bytes of text stand before the carry.
    passed: u64,
    turned_at: Option<u64>,
    next_row: u64,
    too_long: Option<TooLong>,
    done: bool,
}

impl<'a> Blocks<'a> {
    /// Makes ready to cut; `declaration` is how many bytes a `sep=` line takes up, which
    /// is no row.
    pub(super) fn new(
        tap: Tap<'a>,
        dialect: Dialect,
        declaration: usize,
        sizes: Sizes,
    ) -> io::Result<Self> {
        let (mut text, layout) = Text::new(tap)?;
        let charset = match layout {
            Layout::Bytes { marked: false } => Charset::Ascii,
            Layout::Bytes { marked: true } | Layout::Utf16Le | Layout::Utf16Be => Charset::Utf8,
        };
        let mut start = Buffer::default();
        while start.filled().len() < declaration && !text.at_end() {
            text.fill(&mut start, declaration)?;
        }
        Ok(Self {
            text,
            dialect,
            sizes: Sizes {
                block: sizes.block.clamp(1, (sizes.row / 2).max(1)),
                row: sizes.row,
            },
            charset,
            scan: Scan::new(dialect),
            carry: start
                .filled()
                .get(declaration..)
                .unwrap_or_default()
                .to_vec(),
            passed: 0,
            turned_at: None,
            next_row: 1,
            too_long: None,
            done: false,
        })
    }

    /// Fills the block with the next rows; `false` at the end.
    pub(super) fn next(&mut self, block: &mut Block) -> io::Result<bool> {
        if self.done {
            return Ok(false);
        }
        let filled = self.cut(block);
        if !matches!(filled, Ok(true)) {
            self.done = true;
        }
        filled
    }

    fn cut(&mut self, block: &mut Block) -> io::Result<bool> {
        let buffer = &mut block.buffer;
        buffer.truncate(0);
        buffer.extend(&self.carry);
        // The first carry was never scanned; a later one was, and holds no row end.
        let mut scanned = if self.passed == 0 {
            0
        } else {
            self.carry.len()
        };
        loop {
            self.text.fill(buffer, self.sizes.block)?;
            self.tell_charset(buffer, scanned)?;
            let bytes = buffer.filled();
            let ends = self.scan.pass(bytes, scanned);
            scanned = bytes.len();
            if ends.first.unwrap_or(scanned) > self.sizes.row {
                return Ok(self.give_up(bytes));
            }
            let end = match ends.last {
                Some(last) => last + 1,
                None if self.text.at_end() => scanned,
                None => continue,
            };
            if end == 0 {
                return Ok(false);
            }
            self.carry.clear();
            self.carry
                .extend_from_slice(bytes.get(end..).unwrap_or_default());
            block.first_row = self.next_row;
            block.windows_1252 = self.charset == Charset::Windows1252;
            block.turned_at = self
                .turned_at
                .and_then(|at| usize::try_from(at.checked_sub(self.passed)?).ok())
                .filter(|at| *at < end);
            block.open_quote = ends.last.is_none() && self.scan.in_quotes();
            buffer.truncate(end);
            self.next_row += ends.count;
            self.passed += end as u64;
            return Ok(true);
        }
    }

    /// Tells the charset, if that is still open, from what was read since `from`.
    fn tell_charset(&mut self, buffer: &mut Buffer, from: usize) -> io::Result<()> {
        while self.charset == Charset::Ascii {
            let new = buffer.filled().get(from..).unwrap_or_default();
            if new.is_ascii() {
                return Ok(());
            }
            let at = new.iter().take_while(|byte| byte.is_ascii()).count();
            let beyond = new.get(at..).unwrap_or_default();
            match Charset::of(beyond, self.text.at_end()) {
                None => self.text.fill(buffer, self.sizes.block)?,
                Some(charset) => {
                    self.charset = charset;
                    if charset == Charset::Windows1252 {
                        self.turned_at = Some(self.passed + (from + at) as u64);
                    }
                }
            }
        }
        Ok(())
    }

    /// Stops at a row that is too long; whether that is for a quote is told at one byte,
    /// so that it does not depend on how much was read at once.
    fn give_up(&mut self, bytes: &[u8]) -> bool {
        let mut scan = Scan::new(self.dialect);
        scan.pass(bytes.get(..self.sizes.row).unwrap_or(bytes), 0);
        self.too_long = Some(TooLong {
            row: self.next_row,
            in_quotes: scan.in_quotes(),
        });
        false
    }

    /// The longest row that is read, in bytes.
    pub(super) fn longest_row(&self) -> usize {
        self.sizes.row
    }

    /// The row that was too long to be read, if there was one; and the digest of the file,
    /// if it was asked for.
    pub(super) fn finish(self) -> io::Result<(Option<TooLong>, Option<[u8; 32]>)> {
        Ok((self.too_long, self.text.digest()?))
    }
}
