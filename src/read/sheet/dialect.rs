//! How a text file marks its cells and rows, and where a row ends.
//!
//! Only the question "is this row end inside quotes?" is answered here, by jumping from
//! quote to quote; what a quoted cell says is left to `csv-core`. It must not know what
//! rows hold.

use memchr::{memchr, memchr_iter, memrchr};

pub(super) const QUOTE: u8 = b'"';

/// What separates cells and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) delimiter: u8,
    /// A line feed, or a return in files of old Macintosh programs.
    pub(super) row_end: u8,
}

impl Dialect {
    /// Where the row's text ends, given where its row end stands: a return before a line
    /// feed belongs to the row end.
    pub(super) fn text_end(self, bytes: &[u8], start: usize, end: usize) -> usize {
        match bytes.get(start..end) {
            Some([.., b'\r']) if self.row_end == b'\n' => end - 1,
            _ => end,
        }
    }
}

/// Where the scan stands with regard to quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum State {
    /// Outside quotes.
    #[default]
    Open,
    /// Inside quotes.
    Quoted,
    /// Just past a quote inside quotes: the next byte tells whether it closed them or is
    /// the first of a doubled one.
    Closing,
}

/// What a scan found in the bytes that it passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Ends {
    /// How many rows end there.
    pub(super) count: u64,
    /// Where the first of these row ends stands.
    pub(super) first: Option<usize>,
    /// Where the last of these row ends stands.
    pub(super) last: Option<usize>,
}

/// Finds row ends that are not inside quotes. It can be stopped at any byte and taken up
/// again, so that a cell may be longer than what is read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scan {
    dialect: Dialect,
    state: State,
}

impl Scan {
    /// A scan that begins where a row does.
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            state: State::Open,
        }
    }

    /// Was a quote opened and not closed?
    pub(super) fn in_quotes(self) -> bool {
        self.state == State::Quoted
    }

    /// Passes over the bytes from `from` on. `bytes` begins where a row does.
    pub(super) fn pass(&mut self, bytes: &[u8], from: usize) -> Ends {
        let row_end = self.dialect.row_end;
        let mut ends = Ends::default();
        self.walk(bytes, from, |offset, outside| {
            if let Some(last) = memrchr(row_end, outside) {
                if ends.first.is_none() {
                    ends.first = memchr(row_end, outside).map(|at| offset + at);
                }
                ends.last = Some(offset + last);
                ends.count += memchr_iter(row_end, outside).count() as u64;
            }
            true
        });
        ends
    }

    /// Where the first row end from `from` on stands, if there is one. `bytes` begins
    /// where a row does.
    pub(super) fn first_end(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        let row_end = self.dialect.row_end;
        let mut end = None;
        self.walk(bytes, from, |offset, outside| {
            end = memchr(row_end, outside).map(|at| offset + at);
            end.is_none()
        });
        end
    }

    /// Hands over, piece by piece with its position, what is outside quotes, for as long
    /// as the answer is yes.
    fn walk(&mut self, bytes: &[u8], from: usize, mut go_on: impl FnMut(usize, &[u8]) -> bool) {
        let mut at = from;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            match self.state {
                State::Closing => {
                    if rest.first() == Some(&QUOTE) {
                        self.state = State::Quoted;
                        at += 1;
                    } else {
                        self.state = State::Open;
                    }
                }
                State::Quoted => match memchr(QUOTE, rest) {
                    Some(quote) => {
                        self.state = State::Closing;
                        at += quote + 1;
                    }
                    None => return,
                },
                State::Open => {
                    let quote = memchr(QUOTE, rest);
                    let outside = rest.get(..quote.unwrap_or(rest.len())).unwrap_or(rest);
                    if !outside.is_empty() && !go_on(at, outside) {
                        return;
                    }
                    let Some(quote) = quote else { return };
                    if self.opens(bytes, at + quote) {
                        self.state = State::Quoted;
                    }
                    at += quote + 1;
                }
            }
        }
    }

    /// Does the quote at this position, outside quotes, open a cell? Only where a cell
    /// begins; anywhere else it is a character like any other.
    fn opens(self, bytes: &[u8], quote: usize) -> bool {
        match quote.checked_sub(1).and_then(|before| bytes.get(before)) {
            None => true,
            Some(&before) => before == self.dialect.delimiter || before == self.dialect.row_end,
        }
    }
}

/// What a delimiter is called, one and many.
pub(super) fn delimiter_name(delimiter: u8) -> (String, String) {
    let (one, many) = match delimiter {
        b',' => ("a comma", "commas"),
        b';' => ("a semicolon", "semicolons"),
        b'\t' => ("a tab", "tabs"),
        other => {
            let quoted = format!("`{}`", char::from(other));
            return (quoted.clone(), quoted);
        }
    };
    (one.to_owned(), many.to_owned())
}
