//! Text in records: one or two bytes a character, cut anywhere into several records.
//!
//! It exists because a record holds 8,224 bytes at most: longer text goes on in the next
//! one, which says anew how wide its characters are. It must not know where text is used.

use encoding_rs::Encoding;

use super::record::{CONTINUE, Fields, Record, record};

/// The most characters that a cell can hold: a promise of more is damage.
/// Source: Microsoft, "Excel specifications and limits".
const MOST: u16 = 32_767;

/// Flags before the characters. Source: [MS-XLS] 2.5.293.
const WIDE: u8 = 1;
const ASIAN: u8 = 4;
const RICH: u8 = 8;

/// How a workbook writes text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Script {
    /// Flags, and UTF-16 with or without its upper bytes: since Excel 97.
    Unicode,
    /// Bytes in the encoding of the computer that it comes from: before that.
    Bytes(&'static Encoding),
}

/// The data of a record and of those that continue it.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    stream: &'a [u8],
    /// What is left of the piece at hand.
    left: &'a [u8],
    /// Where the next record begins.
    next: usize,
    /// The characters of one text, as UTF-16.
    units: Vec<u16>,
}

impl<'a> Pieces<'a> {
    /// From the record's fields on: some may have been taken already.
    pub(super) fn new(stream: &'a [u8], fields: Fields<'a>, record: &Record<'a>) -> Self {
        Self {
            stream,
            left: fields.0,
            next: record.end,
            units: Vec::new(),
        }
    }

    /// Is everything taken?
    pub(super) fn is_at_end(&self) -> bool {
        let next = record(self.stream, self.next);
        self.left.is_empty() && next.is_none_or(|record| record.kind != CONTINUE)
    }

    /// Goes on to the next piece.
    fn turn(&mut self) -> Option<()> {
        let record = record(self.stream, self.next).filter(|record| record.kind == CONTINUE)?;
        self.left = record.data;
        self.next = record.end;
        Some(())
    }

    fn u8(&mut self) -> Option<u8> {
        while self.left.is_empty() {
            self.turn()?;
        }
        let (&byte, rest) = self.left.split_first()?;
        self.left = rest;
        Some(byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.left.len() {
            count -= self.left.len();
            self.turn()?;
        }
        self.left = self.left.get(count..)?;
        Some(())
    }

    /// Takes a text whose length is given in two bytes.
    pub(super) fn text(&mut self, script: Script, out: &mut String) -> Option<()> {
        let count = self.u16()?;
        self.characters(count, script, out)
    }

    /// The same with the length in one byte, as names of pages have it.
    pub(super) fn short_text(&mut self, script: Script, out: &mut String) -> Option<()> {
        let count = self.u8()?;
        self.characters(u16::from(count), script, out)
    }

    fn characters(&mut self, count: u16, script: Script, out: &mut String) -> Option<()> {
        if count > MOST {
            return None;
        }
        let count = usize::from(count);
        if let Script::Bytes(encoding) = script {
            let (text, rest) = self.left.split_at_checked(count)?;
            self.left = rest;
            out.push_str(&encoding.decode_without_bom_handling(text).0);
            return Some(());
        }
        let mut flags = self.u8()?;
        // How parts of the text look, and how it is pronounced, follow it.
        let runs = if flags & RICH == 0 { 0 } else { self.u16()? };
        let spoken = if flags & ASIAN == 0 { 0 } else { self.u32()? };
        self.units.clear();
        loop {
            let wanted = count - self.units.len();
            if flags & WIDE == 0 {
                let (now, rest) = self.left.split_at(wanted.min(self.left.len()));
                self.units.extend(now.iter().copied().map(u16::from));
                self.left = rest;
            } else {
                let (now, rest) = self.left.split_at((2 * wanted).min(self.left.len() & !1));
                let pairs = now.chunks_exact(2);
                self.units.extend(
                    pairs.filter_map(|pair| Some(u16::from_le_bytes(*pair.first_chunk()?))),
                );
                self.left = rest;
            }
            if self.units.len() >= count {
                break;
            }
            self.turn()?;
            let (&again, rest) = self.left.split_first()?;
            self.left = rest;
            flags = again;
        }
        let units = self.units.iter().copied();
        out.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        self.skip(4 * usize::from(runs))?;
        self.skip(usize::try_from(spoken).ok()?)
    }
}

/// Texts that are kept once and shown in many cells.
#[derive(Debug, Default)]
pub(super) struct Shared {
    text: String,
    ends: Vec<u32>,
}

impl Shared {
    /// Takes a table of texts: two counts, and the texts.
    pub(super) fn read(mut pieces: Pieces<'_>) -> Option<Self> {
        let mut shared = Self::default();
        pieces.u32()?;
        // Only a bound: no room is made for what is promised.
        let different = pieces.u32()?;
        for _ in 0..different {
            if pieces.is_at_end() {
                break;
            }
            pieces.text(Script::Unicode, &mut shared.text)?;
            shared.ends.push(u32::try_from(shared.text.len()).ok()?);
        }
        Some(shared)
    }

    pub(super) fn get(&self, index: u32) -> Option<&str> {
        let index = usize::try_from(index).ok()?;
        let end = *self.ends.get(index)? as usize;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        self.text.get(start..end)
    }
}
