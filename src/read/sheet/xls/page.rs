//! One page of an old workbook: where its records are, and what they say.
//!
//! It exists to hand over cells row by row without holding them. It must not know how a
//! value is written.

use std::sync::Arc;

use calamine::{CellErrorType, DataRef, Dimensions, ExcelDateTime, ExcelDateTimeType};

use super::look::Look;
use super::record::{CONTINUE, Fields, Record, record};
use super::text::Pieces;
use super::{BEGINNING, Book, END, Refusal};

const FORMULA: u16 = 0x0006;
const MERGED: u16 = 0x00e5;
const PACKED_NUMBERS: u16 = 0x00bd;
const RICH_TEXT: u16 = 0x00d6;
const SHARED_TEXT: u16 = 0x00fd;
const NUMBER: u16 = 0x0203;
const TEXT: u16 = 0x0204;
const TRUTH_OR_ERROR: u16 = 0x0205;
const FORMULA_TEXT: u16 = 0x0207;
const PACKED_NUMBER: u16 = 0x027e;

/// What may stand between a formula and its text: a shared formula, an array, a table.
const BESIDE_FORMULA: [u16; 4] = [0x04bc, 0x0221, 0x0236, CONTINUE];

/// The last column, from 0, that such a workbook can have.
const LAST_COLUMN: u16 = 255;

/// The most bytes that a page's cells may show: one text can be shown by many cells.
const MOST_TEXT: u64 = 1 << 30;

/// A page whose cells were all looked at once.
#[derive(Debug)]
pub(in crate::read::sheet) struct Page {
    book: Arc<Book>,
    /// Where the page ends.
    end: usize,
    /// Where each record with cells begins, in the order of rows.
    records: Vec<u32>,
    merged: Vec<Dimensions>,
}

impl Page {
    /// Looks through a page's records; `index` counts the pages with cells.
    pub(in crate::read::sheet) fn open(book: &Arc<Book>, index: usize) -> Result<Self, Refusal> {
        let tab = book.tabs().get(index).ok_or(Refusal::Damaged)?;
        let mut page = Self {
            book: book.clone(),
            end: tab.end,
            records: Vec::new(),
            merged: Vec::new(),
        };
        let shown = page.look_through(book, tab.start).ok_or(Refusal::Damaged)?;
        if shown > MOST_TEXT {
            return Err(Refusal::TooLarge);
        }
        let row = |&at: &u32| page.row(at);
        if !page.records.is_sorted_by_key(row) {
            let mut records = std::mem::take(&mut page.records);
            records.sort_by_key(|&at| page.row(at));
            page.records = records;
        }
        Ok(page)
    }

    /// Notes where cells are; how many bytes of text they show. Nothing, if any record is
    /// not what it says, or the page does not end.
    fn look_through(&mut self, book: &Book, mut at: usize) -> Option<u64> {
        let stream = book.stream.get(..self.end)?;
        let mut shown = 0;
        // Charts on the page have a beginning and an end of their own.
        let mut depth = 0_u32;
        loop {
            let next = record(stream, at)?;
            match (next.kind, depth) {
                (BEGINNING, _) => depth += 1,
                (_, 0) | (END, 1) => break,
                (END, _) => depth -= 1,
                (MERGED, 1) => self.merge(next.data)?,
                (_, 1) => {
                    let mut any = false;
                    book.cells(stream, &next, &mut |_, value| {
                        any = true;
                        if let DataRef::SharedString(text) = value {
                            shown += text.len() as u64;
                        }
                    })?;
                    if any {
                        self.records.push(u32::try_from(at).ok()?);
                    }
                }
                _ => {}
            }
            at = next.end;
        }
        (depth == 1).then_some(shown)
    }

    fn merge(&mut self, data: &[u8]) -> Option<()> {
        let mut fields = Fields(data);
        for _ in 0..fields.u16()? {
            let (top, bottom) = (fields.u16()?, fields.u16()?);
            let (left, right) = (fields.u16()?, fields.u16()?);
            if top > bottom || left > right || right > LAST_COLUMN {
                return None;
            }
            self.merged.push(Dimensions::new(
                (u32::from(top), u32::from(left)),
                (u32::from(bottom), u32::from(right)),
            ));
        }
        Some(())
    }

    /// Areas of merged cells.
    pub(in crate::read::sheet) fn merged(&self) -> &[Dimensions] {
        &self.merged
    }

    fn row(&self, at: u32) -> u16 {
        let record = record(&self.book.stream, at as usize);
        let row = record.and_then(|record| Fields(record.data).u16());
        row.unwrap_or(u16::MAX)
    }

    /// Hands over every cell with its row and column, both from 0, row by row from the top,
    /// for as long as more is wanted.
    pub(in crate::read::sheet) fn walk(
        &self,
        mut more: impl FnMut(u16, u16, &DataRef<'_>) -> bool,
    ) {
        let stream = self.book.stream.get(..self.end).unwrap_or_default();
        for &at in &self.records {
            let row = self.row(at);
            let Some(record) = record(stream, at as usize) else {
                return;
            };
            let mut wanted = true;
            let _ = self.book.cells(stream, &record, &mut |column, value| {
                wanted = wanted && more(row, column, &value);
            });
            if !wanted {
                return;
            }
        }
    }
}

impl Book {
    /// Hands over the cells of one record with their columns. Nothing comes back where the
    /// record is not what it says that it is.
    fn cells<'a>(
        &'a self,
        stream: &'a [u8],
        record: &Record<'a>,
        each: &mut dyn FnMut(u16, DataRef<'a>),
    ) -> Option<()> {
        let known = [
            FORMULA,
            PACKED_NUMBERS,
            RICH_TEXT,
            SHARED_TEXT,
            NUMBER,
            TEXT,
            TRUTH_OR_ERROR,
            PACKED_NUMBER,
        ];
        if !known.contains(&record.kind) {
            return Some(());
        }
        let mut fields = Fields(record.data);
        let (_row, column) = (fields.u16()?, fields.u16()?);
        if column > LAST_COLUMN {
            return None;
        }
        if record.kind == PACKED_NUMBERS {
            return self.packed_numbers(column, fields, each);
        }
        let format = fields.u16()?;
        let value = match record.kind {
            NUMBER => self.number(fields.f64()?, format),
            PACKED_NUMBER => self.number(unpacked(fields.u32()?), format),
            SHARED_TEXT => DataRef::SharedString(self.texts.get(fields.u32()?)?),
            TRUTH_OR_ERROR => {
                let value = fields.u8()?;
                match fields.u8()? {
                    0 => DataRef::Bool(value != 0),
                    _ => DataRef::Error(error(value)?),
                }
            }
            FORMULA => self.result(stream, record, fields, format)?,
            _ => DataRef::String(self.own_text(Pieces::new(stream, fields, record))?),
        };
        each(column, value);
        Some(())
    }

    /// Numbers side by side, each with its format, and the last one's column.
    fn packed_numbers<'a>(
        &self,
        first: u16,
        mut fields: Fields<'_>,
        each: &mut dyn FnMut(u16, DataRef<'a>),
    ) -> Option<()> {
        let count = fields.0.len().checked_sub(2)? / 6;
        for column in (first..).take(count) {
            if column > LAST_COLUMN {
                return None;
            }
            let format = fields.u16()?;
            each(column, self.number(unpacked(fields.u32()?), format));
        }
        Some(())
    }

    /// What a formula came to when the workbook was saved.
    fn result<'a>(
        &self,
        stream: &'a [u8],
        record: &Record<'a>,
        mut fields: Fields<'a>,
        format: u16,
    ) -> Option<DataRef<'a>> {
        let result = fields.take(8)?;
        Some(match *result {
            [0, .., 0xff, 0xff] => match text_of_formula(stream, record.end) {
                Some(pieces) => DataRef::String(self.own_text(pieces)?),
                None => DataRef::Empty,
            },
            [1, _, value, .., 0xff, 0xff] => DataRef::Bool(value != 0),
            [2, _, value, .., 0xff, 0xff] => DataRef::Error(error(value)?),
            [3, .., 0xff, 0xff] => DataRef::Empty,
            _ => self.number(Fields(result).f64()?, format),
        })
    }

    fn own_text(&self, mut pieces: Pieces<'_>) -> Option<String> {
        let mut text = String::new();
        pieces.text(self.script, &mut text)?;
        Some(text)
    }

    fn number<'a>(&self, number: f64, format: u16) -> DataRef<'a> {
        let kind = match self.looks.get(usize::from(format)) {
            Some(Look::Date) => ExcelDateTimeType::DateTime,
            Some(Look::Span) => ExcelDateTimeType::TimeDelta,
            Some(Look::Plain) | None => return DataRef::Float(number),
        };
        DataRef::DateTime(ExcelDateTime::new(number, kind, self.from_1904))
    }
}

/// The text that belongs to the formula whose record ended here.
fn text_of_formula(stream: &[u8], mut at: usize) -> Option<Pieces<'_>> {
    loop {
        let next = record(stream, at)?;
        if next.kind == FORMULA_TEXT {
            return Some(Pieces::new(stream, Fields(next.data), &next));
        }
        if !BESIDE_FORMULA.contains(&next.kind) {
            return None;
        }
        at = next.end;
    }
}

/// A number in four bytes: 30 bits of a whole number, or the upper 30 of a fraction; the
/// two lowest bits tell which, and whether it is to be divided by 100. Source: [MS-XLS]
/// 2.5.217.
fn unpacked(packed: u32) -> f64 {
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 {
        number
    } else {
        number / 100.0
    }
}

/// Source: [MS-XLS] 2.5.10.
fn error(code: u8) -> Option<CellErrorType> {
    Some(match code {
        0x00 => CellErrorType::Null,
        0x07 => CellErrorType::Div0,
        0x0f => CellErrorType::Value,
        0x17 => CellErrorType::Ref,
        0x1d => CellErrorType::Name,
        0x24 => CellErrorType::Num,
        0x2a => CellErrorType::NA,
        0x2b => CellErrorType::GettingData,
        _ => return None,
    })
}
