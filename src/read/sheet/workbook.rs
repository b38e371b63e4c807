//! Workbooks (.xlsx, .ods), read through `calamine`.
//!
//! It exists to give the cells of a page as text, row by row, as a CSV file would hold
//! them: dates as ISO dates, numbers as they are typed, errors as they are shown. It must
//! not know which columns there are.

use std::fmt::Write as _;
use std::io::{Cursor, Read, Seek};
use std::sync::{Mutex, PoisonError};

use calamine::{
    Data, DataType, Dimensions, ExcelDateTime, Ods, Range, Reader, SheetType, SheetVisible, Xlsx,
};
use memchr::memmem;

use super::archive::{self, Kind, Refusal};
use super::cells::MOST;
use super::header::{self, EARLY, Early};
use super::row::is_blank;

type Bytes = Cursor<Vec<u8>>;

/// Why a workbook cannot be read, and what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) what: &'static str,
    pub(super) hint: &'static str,
}

const DAMAGED: Refused = Refused {
    what: "the workbook is damaged",
    hint: "open it in the program that it comes from, save it again as .xlsx, and try that",
};

/// How a file begins that is an archive or an old workbook.
pub(super) fn is_one(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || is_compound(head)
}

fn is_compound(head: &[u8]) -> bool {
    head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// One page of a workbook.
pub(super) struct Page {
    cells: Cells,
    pub(super) name: String,
    /// Areas of merged cells, where the format tells.
    pub(super) merged: Vec<Dimensions>,
    /// The names of the other pages that can be seen.
    pub(super) others: Vec<String>,
    /// The first rows that are not blank, up to [`EARLY`].
    pub(super) early: Vec<Early>,
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Where a page's cells are: read from the archive at every walk, or held.
enum Cells {
    Streamed(Box<Mutex<Xlsx<Bytes>>>),
    Held(Range<Data>),
}

/// Opens a workbook at the page whose header is best recognised.
pub(super) fn open(bytes: Vec<u8>, recognise: &dyn Fn(&str) -> bool) -> Result<Page, Refused> {
    if is_compound(&bytes) {
        // An encrypted .xlsx is kept in a stream of this name, which is in UTF-16.
        let name: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        if memmem::find(&bytes, &name).is_some() {
            return Err(Refused {
                what: "the workbook is locked with a password",
                hint: "open it, save a copy without the password, and try that",
            });
        }
        // Their reader trusts every offset and length in the file: it panics on a file that
        // is cut short, and asks for gigabytes on a file with one changed byte.
        return Err(Refused {
            what: "this kind of workbook (.xls, before Excel 2007) is not read",
            hint: "open it, save it as .xlsx, and try that",
        });
    }
    match archive::inspect(&bytes) {
        Ok(Kind::Xlsx) => open_xlsx(bytes, recognise),
        Ok(Kind::Ods) => {
            let mut book: Ods<Bytes> = Ods::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
            open_held(&mut book, recognise)
        }
        Err(Refusal::Damaged) => Err(DAMAGED),
        Err(Refusal::TooLarge) => Err(Refused {
            what: "the workbook holds more than a workbook can be read from",
            hint: "save the sheet as `CSV UTF-8` and try that",
        }),
        Err(Refusal::OtherKind) => Err(Refused {
            what: "the file is no workbook that can be read",
            hint: "save the sheet as .xlsx or as `CSV UTF-8` and try that",
        }),
    }
}

fn open_xlsx(bytes: Vec<u8>, recognise: &dyn Fn(&str) -> bool) -> Result<Page, Refused> {
    let mut book: Xlsx<Bytes> = Xlsx::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    let mut early_rows = |book: &mut Xlsx<Bytes>, name: &str| {
        let mut rows = Vec::new();
        stream(book, name, |line| early(&mut rows, line)).ok()?;
        Some(rows)
    };
    let chosen = choose(&mut book, recognise, &mut early_rows)?;
    let merged = book
        .merge_cells_by_sheet_name(&chosen.name)
        .unwrap_or_default();
    Ok(Page {
        cells: Cells::Streamed(Box::new(Mutex::new(book))),
        name: chosen.name,
        merged,
        others: chosen.others,
        early: chosen.early,
    })
}

fn open_held<B: Reader<Bytes>>(
    book: &mut B,
    recognise: &dyn Fn(&str) -> bool,
) -> Result<Page, Refused> {
    let mut early_rows = |book: &mut B, name: &str| {
        let mut rows = Vec::new();
        held(&book.worksheet_range(name).ok()?, |line| {
            early(&mut rows, line)
        });
        Some(rows)
    };
    let chosen = choose(book, recognise, &mut early_rows)?;
    let range = book.worksheet_range(&chosen.name).map_err(|_| DAMAGED)?;
    Ok(Page {
        cells: Cells::Held(range),
        name: chosen.name,
        merged: Vec::new(),
        others: chosen.others,
        early: chosen.early,
    })
}

struct Chosen {
    name: String,
    others: Vec<String>,
    early: Vec<Early>,
}

/// How many names of a page's header are recognised, and whether the page can be seen.
type Score = (Option<usize>, bool);

/// The page with most names recognised; of several, one that can be seen, then the first.
fn choose<B: Reader<Bytes>>(
    book: &mut B,
    recognise: &dyn Fn(&str) -> bool,
    early_rows: &mut dyn FnMut(&mut B, &str) -> Option<Vec<Early>>,
) -> Result<Chosen, Refused> {
    let pages: Vec<_> = book
        .sheets_metadata()
        .iter()
        .filter(|page| page.typ == SheetType::WorkSheet)
        .map(|page| (page.name.clone(), page.visible == SheetVisible::Visible))
        .collect();
    let mut best: Option<(Score, &String, Vec<Early>)> = None;
    for (name, visible) in &pages {
        let Some(early) = early_rows(book, name) else {
            continue;
        };
        let names = header::find(&early, recognise).map(|(_, names)| names);
        let score = (names, *visible);
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, name, early));
        }
    }
    let (_, name, early) = best.ok_or(DAMAGED)?;
    let others = pages
        .iter()
        .filter(|(other, visible)| *visible && other != name);
    Ok(Chosen {
        name: name.clone(),
        others: others.map(|(other, _)| other.clone()).collect(),
        early,
    })
}

/// One row of a page.
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: u64,
    /// The cells' text without anything between them.
    pub(super) text: &'a str,
    /// Where each begins, with one entry more for the end.
    pub(super) starts: &'a [usize],
}

/// Keeps an early row; are more wanted?
fn early(rows: &mut Vec<Early>, line: &Line<'_>) -> bool {
    let ends = line.starts.iter().skip(1).take(MOST);
    let cells: Vec<String> = line
        .starts
        .iter()
        .zip(ends)
        .map(|(&start, &end)| line.text.get(start..end).unwrap_or_default().to_owned())
        .collect();
    if !cells.iter().all(|cell| is_blank(cell)) {
        rows.push(Early {
            number: line.number,
            cells,
        });
    }
    rows.len() < EARLY
}

impl Page {
    /// Walks the rows that have cells, from the top.
    pub(super) fn rows(&self, mut each: impl FnMut(&Line<'_>)) -> Result<(), Refused> {
        let each = |line: &Line<'_>| {
            each(line);
            true
        };
        match &self.cells {
            Cells::Held(range) => {
                held(range, each);
                Ok(())
            }
            Cells::Streamed(book) => {
                let mut book = book.lock().unwrap_or_else(PoisonError::into_inner);
                stream(&mut book, &self.name, each)
            }
        }
    }
}

/// Reads an .xlsx page from its part, for as long as more is wanted.
fn stream<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
    mut more: impl FnMut(&Line<'_>) -> bool,
) -> Result<(), Refused> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| DAMAGED)?;
    let mut builder = Builder::default();
    let mut row = None;
    while let Some(cell) = cells.next_cell().map_err(|_| DAMAGED)? {
        let (number, column) = cell.get_position();
        if row.is_some_and(|row| row != number) && !builder.finish(row, &mut more) {
            return Ok(());
        }
        row = Some(number);
        builder.push(column as usize, cell.get_value());
    }
    builder.finish(row, &mut more);
    Ok(())
}

/// Walks a page that is held, for as long as more is wanted.
fn held(range: &Range<Data>, mut more: impl FnMut(&Line<'_>) -> bool) {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut builder = Builder::default();
    for (number, cells) in (first_row..).zip(range.rows()) {
        for (column, cell) in (first_column as usize..).zip(cells) {
            builder.push(column, cell);
        }
        if !builder.finish(Some(number), &mut more) {
            return;
        }
    }
}

/// Puts a row's cells, which may have gaps between them, into one text.
#[derive(Default)]
struct Builder {
    loose: String,
    /// Each cell's column, and where it ends in `loose`.
    ends: Vec<(usize, usize)>,
    text: String,
    starts: Vec<usize>,
}

impl Builder {
    fn push(&mut self, column: usize, cell: &impl DataType) {
        // One column more than there may be, to tell that there are more.
        if cell.is_empty() || column > MOST || self.ends.len() > MOST {
            return;
        }
        write(&mut self.loose, cell);
        self.ends.push((column, self.loose.len()));
    }

    /// Hands over the row, counted from 0, and begins the next; is more wanted?
    fn finish(&mut self, row: Option<u32>, more: &mut impl FnMut(&Line<'_>) -> bool) -> bool {
        let mut start = 0;
        let mut cells: Vec<_> = self
            .ends
            .drain(..)
            .map(|(column, end)| (column, std::mem::replace(&mut start, end)..end))
            .collect();
        // A stable sort: of two cells in one place, the first counts.
        cells.sort_by_key(|(column, _)| *column);
        self.text.clear();
        self.starts.clear();
        for (column, range) in cells {
            if column < self.starts.len() {
                continue;
            }
            self.starts.resize(column + 1, self.text.len());
            self.text
                .push_str(self.loose.get(range).unwrap_or_default());
        }
        self.starts.push(self.text.len());
        self.loose.clear();
        more(&Line {
            number: u64::from(row.unwrap_or(0)) + 1,
            text: &self.text,
            starts: &self.starts,
        })
    }
}

/// Writes a cell's value as it would be typed.
fn write(out: &mut String, cell: &impl DataType) {
    if let Some(text) = cell
        .get_string()
        .or_else(|| cell.get_datetime_iso())
        .or_else(|| cell.get_duration_iso())
    {
        out.push_str(text);
    } else if let Some(moment) = cell.get_datetime() {
        write_moment(out, moment);
    } else if let Some(number) = cell.get_float() {
        write_number(out, number);
    } else if let Some(number) = cell.get_int() {
        let _ = write!(out, "{number}");
    } else if let Some(yes) = cell.get_bool() {
        out.push_str(if yes { "TRUE" } else { "FALSE" });
    } else if let Some(error) = cell.get_error() {
        let _ = write!(out, "{error}");
    }
}

/// A number with the fifteen digits that spreadsheet programs show: 0.1 + 0.2 is 0.3.
fn write_number(out: &mut String, number: f64) {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    // Adding 0 makes a 0 of -0.
    let _ = write!(out, "{}", shown + 0.0);
}

/// The first serial number that is no date any more: the day after 9999-12-31.
const END_OF_DATES: f64 = 2_958_466.0;

/// A date as `2026-03-02`; with a time of day as `2026-03-02T10:30:00`; a time alone, or a
/// span of time, as `10:30:00`.
fn write_moment(out: &mut String, moment: ExcelDateTime) {
    let serial = moment.as_f64();
    if !(0.0..END_OF_DATES).contains(&serial) {
        write_number(out, serial);
        return;
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let _ = if moment.is_duration() {
        let hours = u64::from(hour) + 24 * whole_days(serial);
        write!(out, "{hours:02}:{minute:02}:{second:02}")
    } else if serial < 1.0 {
        write!(out, "{hour:02}:{minute:02}:{second:02}")
    } else if (hour, minute, second) == (0, 0, 0) {
        write!(out, "{year:04}-{month:02}-{day:02}")
    } else {
        write!(
            out,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        )
    };
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and END_OF_DATES"
)]
fn whole_days(serial: f64) -> u64 {
    serial as u64
}
