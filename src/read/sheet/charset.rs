//! From bytes in any encoding that spreadsheets are saved in to UTF-8.
//!
//! It exists so that everything after it meets ASCII delimiters and UTF-8 text. UTF-16 is
//! recoded here, while it streams in. Windows-1252 is only recognised: as it agrees with
//! ASCII, its rows can be cut as they are and recoded by whoever takes them. This module
//! must not know about cells and rows.

use std::io;

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};

use super::source::Tap;

/// A byte that UTF-8 has no use for. It stands for text that could not be recoded, so that
/// it is found and reported by the one check for bad bytes that there is.
const BAD: u8 = 0xff;

/// How the bytes of a file are laid out, as far as its first bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// One byte or more a character, ASCII among them.
    Bytes {
        /// Does the file say that it is UTF-8?
        marked: bool,
    },
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
}

impl Layout {
    /// Tells the layout from the first bytes of a file, and how many of them are its mark.
    pub(super) fn of(head: &[u8]) -> (Self, usize) {
        match head {
            [0xef, 0xbb, 0xbf, ..] => (Self::Bytes { marked: true }, 3),
            [0xff, 0xfe, ..] => (Self::Utf16Le, 2),
            [0xfe, 0xff, ..] => (Self::Utf16Be, 2),
            _ => (Self::by_zeros(head), 0),
        }
    }

    /// UTF-16 without a mark: Latin text has a zero in nearly every other place and in
    /// hardly any of the places between.
    fn by_zeros(head: &[u8]) -> Self {
        let pairs = head.as_chunks::<2>().0;
        let high_first = pairs.iter().filter(|pair| pair[0] == 0).count();
        let low_first = pairs.iter().filter(|pair| pair[1] == 0).count();
        let nearly_all = |zeros: usize| pairs.len() >= 4 && zeros * 10 >= pairs.len() * 8;
        if nearly_all(low_first) && high_first * 10 <= low_first {
            Self::Utf16Le
        } else if nearly_all(high_first) && low_first * 10 <= high_first {
            Self::Utf16Be
        } else {
            Self::Bytes { marked: false }
        }
    }
}

/// The encoding of bytes that agree with ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// Nothing but ASCII so far.
    Ascii,
    Utf8,
    Windows1252,
}

/// How many bytes the longest character of UTF-8 has.
const LONGEST: usize = 4;

impl Charset {
    /// What the first bytes that are not ASCII say of a file: `None` where more of them
    /// must be read to tell.
    pub(super) fn of(beyond_ascii: &[u8], at_end: bool) -> Option<Self> {
        if beyond_ascii.len() < LONGEST && !at_end {
            return None;
        }
        let first = beyond_ascii.utf8_chunks().next()?;
        Some(if first.valid().is_empty() {
            Self::Windows1252
        } else {
            Self::Utf8
        })
    }
}

/// A buffer that is initialised once and then filled again and again.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    bytes: Vec<u8>,
    filled: usize,
}

impl Buffer {
    pub(super) fn filled(&self) -> &[u8] {
        self.bytes.get(..self.filled).unwrap_or_default()
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.filled = self.filled.min(len);
    }

    pub(super) fn extend(&mut self, bytes: &[u8]) {
        for (to, from) in self.room(bytes.len()).iter_mut().zip(bytes) {
            *to = *from;
        }
        self.filled += bytes.len();
    }

    /// Room for this many more bytes.
    fn room(&mut self, more: usize) -> &mut [u8] {
        let end = self.filled + more;
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes.get_mut(self.filled..end).unwrap_or_default()
    }
}

/// The bytes of a file, recoded to UTF-8 where they were UTF-16.
pub(super) struct Text<'a> {
    tap: Tap<'a>,
    /// What was read to tell the layout, and how much of it is passed on.
    ahead: Vec<u8>,
    passed: usize,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    at_end: bool,
}

/// How many bytes are looked at to tell the layout.
pub(super) const PEEK: usize = 4096;

impl<'a> Text<'a> {
    /// Tells the layout and makes ready to read what follows the mark.
    pub(super) fn new(mut tap: Tap<'a>) -> io::Result<(Self, Layout)> {
        let mut ahead = vec![0; PEEK];
        let read = tap.fill(&mut ahead)?;
        ahead.truncate(read);
        let (layout, mark) = Layout::of(&ahead);
        let decoder = match layout {
            Layout::Bytes { .. } => None,
            Layout::Utf16Le => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Layout::Utf16Be => Some(UTF_16BE.new_decoder_without_bom_handling()),
        };
        let text = Self {
            tap,
            ahead,
            passed: mark,
            decoder,
            raw: Vec::new(),
            at_end: false,
        };
        Ok((text, layout))
    }

    /// Has everything been passed on?
    pub(super) fn at_end(&self) -> bool {
        self.at_end
    }

    /// Passes on about as many bytes as are wanted, and none only at the end.
    pub(super) fn fill(&mut self, buffer: &mut Buffer, want: usize) -> io::Result<()> {
        if self.at_end {
            return Ok(());
        }
        if self.passed < self.ahead.len() {
            let ahead = std::mem::take(&mut self.ahead);
            let rest = ahead.get(self.passed..).unwrap_or_default();
            let next = rest.get(..want).unwrap_or(rest);
            self.passed += next.len();
            self.pass_on(next, buffer);
            self.ahead = ahead;
            return Ok(());
        }
        if self.decoder.is_none() {
            let read = self.tap.fill(buffer.room(want))?;
            buffer.filled += read;
            self.at_end = read < want;
            return Ok(());
        }
        let mut raw = std::mem::take(&mut self.raw);
        raw.resize(want, 0);
        let read = self.tap.fill(&mut raw)?;
        self.at_end = read < want;
        self.pass_on(raw.get(..read).unwrap_or_default(), buffer);
        self.raw = raw;
        Ok(())
    }

    fn pass_on(&mut self, mut raw: &[u8], buffer: &mut Buffer) {
        let Some(decoder) = &mut self.decoder else {
            buffer.extend(raw);
            return;
        };
        loop {
            // Three bytes of UTF-8 at most for two of UTF-16, and what was held back.
            let room = buffer.room(raw.len() / 2 * 3 + 16);
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(raw, room, self.at_end);
            buffer.filled += written;
            raw = raw.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => buffer.extend(&[BAD]),
            }
        }
    }

    /// The digest of the file, if it was asked for.
    pub(super) fn digest(self) -> io::Result<Option<[u8; 32]>> {
        self.tap.digest()
    }
}
