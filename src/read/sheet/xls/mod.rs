//! Old workbooks (.xls, Excel 5 to 2003), read record by record.
//!
//! It exists because the reader in `calamine` trusts every offset and length in such a
//! file: it panics on one that is cut short, and asks for gigabytes on one with a changed
//! byte. Here nothing is trusted, no room is made for what is only promised, and what is
//! held is the stream, its texts and four bytes a record. It must not know of headers.
//! Source of all numbers: [MS-XLS], 2.3 and 2.4.

mod container;
mod look;
mod page;
mod record;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use look::Look;
use record::{Fields, Record, record};
use text::{Pieces, Script, Shared};

pub(super) use container::is_bare;
pub(super) use page::Page;

/// Why an old workbook is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is cut short, or its bytes were changed.
    Damaged,
    /// It holds more than is read.
    TooLarge,
    /// It is a file of something else.
    OtherKind,
    /// It is encrypted.
    Locked,
    /// It is from before Excel 5.
    TooOld,
}

const BEGINNING: u16 = 0x0809;
const END: u16 = 0x000a;
const ENCRYPTED: u16 = 0x002f;
const CODE_PAGE: u16 = 0x0042;
const EPOCH: u16 = 0x0022;
const FORMAT: u16 = 0x041e;
const CELL_FORMAT: u16 = 0x00e0;
const PAGE: u16 = 0x0085;
const SHARED_TEXTS: u16 = 0x00fc;

/// What a workbook's beginning says of Excel 97 and later, and of Excel 5 and 95.
const VERSION_8: u16 = 0x0600;
const VERSION_5: u16 = 0x0500;

/// What all pages have in common, and where each begins.
#[derive(Debug)]
pub(super) struct Book {
    stream: Vec<u8>,
    script: Script,
    texts: Shared,
    /// By the number that cells give.
    looks: Vec<Look>,
    /// Are days counted from 1904, and not from 1900?
    from_1904: bool,
    tabs: Vec<Tab>,
}

/// A page as the workbook lists it.
#[derive(Debug)]
pub(super) struct Tab {
    pub(super) name: String,
    pub(super) visible: bool,
    /// Where its records begin and, at the most, end.
    start: usize,
    end: usize,
    is_sheet: bool,
}

impl Book {
    /// Reads what is not on the pages.
    pub(super) fn open(file: &[u8]) -> Result<Arc<Self>, Refusal> {
        let stream = container::stream(file)?;
        let mut book = Self {
            stream: Vec::new(),
            script: Script::Unicode,
            texts: Shared::default(),
            looks: Vec::new(),
            from_1904: false,
            tabs: Vec::new(),
        };
        book.read(&stream)?;
        book.place(stream.len())?;
        book.stream = stream;
        Ok(Arc::new(book))
    }

    fn read(&mut self, stream: &[u8]) -> Result<(), Refusal> {
        let mut codes: BTreeMap<u16, Look> = BTreeMap::new();
        let mut formats: Vec<u16> = Vec::new();
        let first = record(stream, 0).ok_or(Refusal::Damaged)?;
        self.script = script(&first)?;
        let mut at = first.end;
        loop {
            let next = record(stream, at).ok_or(Refusal::Damaged)?;
            let mut fields = Fields(next.data);
            at = next.end;
            match next.kind {
                END => break,
                ENCRYPTED => return Err(Refusal::Locked),
                CODE_PAGE => {
                    if let (Script::Bytes(own), Some(page)) = (&mut self.script, fields.u16()) {
                        *own = code_page(page).unwrap_or(own);
                    }
                }
                EPOCH => self.from_1904 = fields.u16() == Some(1),
                FORMAT => {
                    let (number, look) = self.format(stream, &next).ok_or(Refusal::Damaged)?;
                    codes.insert(number, look);
                }
                CELL_FORMAT => {
                    fields.u16();
                    formats.push(fields.u16().ok_or(Refusal::Damaged)?);
                }
                PAGE => self
                    .tabs
                    .push(self.tab(stream, &next).ok_or(Refusal::Damaged)?),
                SHARED_TEXTS => {
                    let pieces = Pieces::new(stream, fields, &next);
                    self.texts = Shared::read(pieces).ok_or(Refusal::Damaged)?;
                }
                _ => {}
            }
        }
        let look = |number| match codes.get(&number) {
            Some(&look) => look,
            None => Look::of_number(number),
        };
        self.looks = formats.into_iter().map(look).collect();
        Ok(())
    }

    /// Says where each page ends: no byte belongs to two, or few bytes could be many pages.
    fn place(&mut self, len: usize) -> Result<(), Refusal> {
        let mut starts: Vec<usize> = self.tabs.iter().map(|tab| tab.start).collect();
        starts.push(len);
        starts.sort_unstable();
        for tab in &mut self.tabs {
            let after = starts.partition_point(|&start| start <= tab.start);
            tab.end = starts.get(after).copied().unwrap_or(tab.start).min(len);
        }
        let apart = starts.array_windows().all(|[one, next]| one < next);
        self.tabs.retain(|tab| tab.is_sheet);
        if apart { Ok(()) } else { Err(Refusal::Damaged) }
    }

    /// The pages with cells, in the order of the workbook.
    pub(super) fn tabs(&self) -> &[Tab] {
        &self.tabs
    }

    /// A format's number, and the look that it gives.
    fn format(&self, stream: &[u8], record: &Record<'_>) -> Option<(u16, Look)> {
        let mut fields = Fields(record.data);
        let number = fields.u16()?;
        let mut code = String::new();
        let mut pieces = Pieces::new(stream, fields, record);
        match self.script {
            Script::Unicode => pieces.text(self.script, &mut code)?,
            Script::Bytes(_) => pieces.short_text(self.script, &mut code)?,
        }
        Some((number, Look::of_code(&code)))
    }

    fn tab(&self, stream: &[u8], record: &Record<'_>) -> Option<Tab> {
        let mut fields = Fields(record.data);
        let start = usize::try_from(fields.u32()?).ok()?;
        // The lowest two bits tell: 0 for a page that can be seen.
        let visible = fields.u8()? % 4 == 0;
        let is_sheet = fields.u8()? == 0;
        let mut name = String::new();
        Pieces::new(stream, fields, record).short_text(self.script, &mut name)?;
        Some(Tab {
            name,
            visible,
            start,
            end: start,
            is_sheet,
        })
    }
}

/// How a workbook that begins with this record writes text.
fn script(first: &Record<'_>) -> Result<Script, Refusal> {
    match (first.kind, Fields(first.data).u16()) {
        (BEGINNING, Some(VERSION_8)) => Ok(Script::Unicode),
        (BEGINNING, Some(VERSION_5)) => Ok(Script::Bytes(WINDOWS_1252)),
        // Its lower byte was the same in all versions, its upper one counted them.
        (kind, _) if kind < BEGINNING && kind % 256 == BEGINNING % 256 => Err(Refusal::TooOld),
        _ => Err(Refusal::Damaged),
    }
}

/// The encoding by its number on Windows; two numbers are this file format's own.
fn code_page(number: u16) -> Option<&'static Encoding> {
    match number {
        0x8000 => Some(MACINTOSH),
        0x8001 => Some(WINDOWS_1252),
        number => codepage::to_encoding(number),
    }
}
