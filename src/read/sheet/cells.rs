//! The cells of one row, from its bytes.
//!
//! It exists to keep the buffers that rows are taken apart in. Quotes are resolved by
//! `csv-core` alone. Here, too, is the one place where text is checked: for bytes that are
//! no text and for characters that no cell should hold. It must not know where rows end.

use std::str;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};

use super::dialect::{Dialect, QUOTE};

/// How many cells a row may have: as many as a spreadsheet program has columns. One more is
/// read, to tell that there are more.
pub(super) const MOST: usize = 16_384;

/// Something in a cell that should not be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blemish {
    /// Bytes that are no text; shown as U+FFFD.
    BadBytes,
    /// A control character.
    Control(char),
}

/// Takes rows apart, one at a time.
pub(super) struct Cells {
    dialect: Dialect,
    /// Made when a row with quotes first needs it, as that takes longer than a small file.
    core: Option<Reader>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    text: String,
    starts: Vec<usize>,
}

impl Cells {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            core: None,
            bytes: Vec::new(),
            ends: vec![0; 64],
            text: String::new(),
            starts: Vec::new(),
        }
    }

    /// The text of the cells without anything between them, and where each begins, with
    /// one entry more for the end.
    pub(super) fn parts(&self) -> (&str, &[usize]) {
        (&self.text, &self.starts)
    }

    /// The cells as strings of their own, at most [`MOST`].
    pub(super) fn texts(&self) -> Vec<String> {
        let ends = self.starts.iter().skip(1).take(MOST);
        self.starts
            .iter()
            .zip(ends)
            .map(|(&start, &end)| self.text.get(start..end).unwrap_or_default().to_owned())
            .collect()
    }

    /// Takes a row apart. `row` is its bytes without the row end, and not empty;
    /// `open_quote` says that it is the last of its file and ends inside quotes.
    pub(super) fn take_apart(
        &mut self,
        row: &[u8],
        open_quote: bool,
        mut found: impl FnMut(usize, Blemish),
    ) {
        self.text.clear();
        self.starts.clear();
        self.starts.push(0);
        if !row.contains(&QUOTE) {
            let cells = row.split(|&byte| byte == self.dialect.delimiter);
            for (column, cell) in cells.take(MOST + 1).enumerate() {
                push(&mut self.text, &mut self.starts, column, cell, &mut found);
            }
            return;
        }
        let (len, count) = self.resolve_quotes(row, open_quote);
        let bytes = self.bytes.get(..len).unwrap_or_default();
        let ends = self.ends.get(..count).unwrap_or_default();
        let mut start = 0;
        for (column, &end) in ends.iter().enumerate() {
            let cell = bytes.get(start..end).unwrap_or_default();
            start = end;
            push(&mut self.text, &mut self.starts, column, cell, &mut found);
        }
    }

    /// The same for a row that is known to have no blemish.
    pub(super) fn take_apart_clean(&mut self, row: &str, open_quote: bool) {
        let (len, count) = self.resolve_quotes(row.as_bytes(), open_quote);
        let bytes = self.bytes.get(..len).unwrap_or_default();
        let ends = self.ends.get(..count).unwrap_or_default();
        self.text.clear();
        self.starts.clear();
        self.starts.push(0);
        // Quotes and delimiters are ASCII: without them the rest is still text. Only where
        // the row was given up for its many cells may it end within a character.
        if let Some(text) = bytes.utf8_chunks().next() {
            self.text.push_str(text.valid());
        }
        self.starts.extend(ends);
    }

    /// How many bytes the cells take up in `self.bytes`, and how many cells there are in
    /// `self.ends`.
    fn resolve_quotes(&mut self, row: &[u8], open_quote: bool) -> (usize, usize) {
        // One more than is needed, as csv-core wants room even for what it takes off.
        if self.bytes.len() <= row.len() {
            self.bytes.resize(row.len() + 1, 0);
        }
        let core = self.core.get_or_insert_with(|| core(self.dialect));
        let row_end = [self.dialect.row_end];
        // Inside quotes a row end would be text: there, only the end of the input ends it.
        let mut inputs = [row, if open_quote { &[] } else { &row_end }].into_iter();
        let mut input = inputs.next().unwrap_or_default();
        let (mut written, mut ended) = (0, 0);
        loop {
            let output = self.bytes.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(ended..).unwrap_or_default();
            let (result, read, wrote, new_ends) = core.read_record(input, output, ends);
            input = input.get(read..).unwrap_or_default();
            written += wrote;
            ended += new_ends;
            match result {
                ReadRecordResult::InputEmpty => input = inputs.next().unwrap_or_default(),
                ReadRecordResult::OutputFull => self.bytes.resize(written + row.len() + 1, 0),
                ReadRecordResult::OutputEndsFull if ended > MOST => {
                    // It stands within the row: the next one needs another.
                    self.core = None;
                    return (written, ended);
                }
                ReadRecordResult::OutputEndsFull => {
                    self.ends.resize((ended * 2).clamp(1, MOST + 1), 0);
                }
                ReadRecordResult::Record | ReadRecordResult::End => return (written, ended),
            }
        }
    }
}

/// Adds a cell, as text, to those before it.
fn push(
    text: &mut String,
    starts: &mut Vec<usize>,
    column: usize,
    cell: &[u8],
    found: &mut impl FnMut(usize, Blemish),
) {
    if let Ok(cell) = str::from_utf8(cell) {
        text.push_str(cell);
    } else {
        found(column, Blemish::BadBytes);
        text.push_str(&String::from_utf8_lossy(cell));
    }
    if let Some(control) = control(cell) {
        found(column, Blemish::Control(control));
    }
    starts.push(text.len());
}

/// A reader that stands at the beginning of a row.
fn core(dialect: Dialect) -> Reader {
    let mut core = ReaderBuilder::new()
        .delimiter(dialect.delimiter)
        .terminator(Terminator::Any(dialect.row_end))
        .quote(QUOTE)
        .build();
    // At its first bytes csv-core looks for a mark of UTF-8 and would take it off a row in
    // the middle of a file. So the first row that it sees is none of the file's.
    core.read_record(&[b'.', dialect.row_end], &mut [0; 4], &mut [0; 4]);
    core
}

/// Does any byte stand for a character that no cell should hold? Line breaks and tabs may
/// stand inside quotes.
pub(super) fn any_control(bytes: &[u8]) -> bool {
    // Without an early exit, so that it runs on many bytes at once.
    bytes
        .iter()
        .fold(false, |any, &byte| any | is_control(byte))
}

fn is_control(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7f
}

/// The first control character in a cell.
pub(super) fn control(cell: &[u8]) -> Option<char> {
    let found = cell.iter().copied().find(|&byte| is_control(byte))?;
    Some(char::from(found))
}
