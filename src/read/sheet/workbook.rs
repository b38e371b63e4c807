//! Workbooks: .xlsx and .ods through `calamine`, old .xls through `xls`.
//!
//! It exists to give the cells of a page as text, row by row, as a CSV file would hold
//! them. It must not know which columns there are.

use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use calamine::{
    Data, DataRef, DataType, Dimensions, Ods, Range, Reader, SheetType, SheetVisible, Style, Xlsx,
};

use super::archive::{self, Kind};
use super::cells::MOST;
use super::header::{self, EARLY, Early};
use super::line::{Builder, Line};
use super::row::is_blank;
use super::xls;

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

const TOO_LARGE: Refused = Refused {
    what: "the workbook holds more than a workbook can be read from",
    hint: "save the sheet as `CSV UTF-8` and try that",
};

const OTHER_KIND: Refused = Refused {
    what: "the file is no workbook that can be read",
    hint: "save the sheet as .xlsx or as `CSV UTF-8` and try that",
};

const LOCKED: Refused = Refused {
    what: "the workbook is locked with a password",
    hint: "open it, save a copy without the password, and try that",
};

const TOO_OLD: Refused = Refused {
    what: "this kind of workbook (.xls, before Excel 5) is not read",
    hint: "open it, save it as .xlsx, and try that",
};

impl From<archive::Refusal> for Refused {
    fn from(refusal: archive::Refusal) -> Self {
        match refusal {
            archive::Refusal::Damaged => DAMAGED,
            archive::Refusal::TooLarge => TOO_LARGE,
            archive::Refusal::OtherKind => OTHER_KIND,
        }
    }
}

impl From<xls::Refusal> for Refused {
    fn from(refusal: xls::Refusal) -> Self {
        match refusal {
            xls::Refusal::Damaged => DAMAGED,
            xls::Refusal::TooLarge => TOO_LARGE,
            xls::Refusal::OtherKind => OTHER_KIND,
            xls::Refusal::Locked => LOCKED,
            xls::Refusal::TooOld => TOO_OLD,
        }
    }
}

/// How a file begins that is an archive or an old workbook.
pub(super) fn is_one(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || is_old(head)
}

fn is_old(head: &[u8]) -> bool {
    head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") || xls::is_bare(head)
}

/// One page of a workbook.
pub(super) struct Page {
    cells: Cells,
    pub(super) name: String,
    pub(super) visible: bool,
    /// Areas of merged cells, where the format tells.
    pub(super) merged: Vec<Dimensions>,
    /// Cells with a formula whose result was not stored, both positions from 0, where the
    /// format tells.
    pub(super) unstored: Vec<(u32, u32)>,
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

/// A page that cannot be read, of a workbook that can.
#[derive(Debug)]
pub(super) struct Unread {
    pub(super) name: String,
    pub(super) visible: bool,
    pub(super) why: Refused,
}

/// How many names of a page's header are recognised, and whether the page can be seen.
type Score = (Option<usize>, bool);

/// Opens a workbook at the page whose header is best recognised; of several, at one that
/// can be seen, then at the first. The names of the other pages that can be seen come with
/// it.
pub(super) fn open(
    bytes: Vec<u8>,
    recognise: &dyn Fn(&str) -> bool,
) -> Result<(Page, Vec<String>), Refused> {
    let mut book = Book::open(bytes)?;
    let tabs = book.tabs();
    let mut best: Option<(Score, usize, Page)> = None;
    for (index, tab) in tabs.iter().enumerate() {
        let Ok(page) = book.page(index, tab) else {
            continue;
        };
        let names = header::find(&page.early, recognise).map(|(_, names)| names);
        let score = (names, tab.visible);
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, index, page));
        }
    }
    let (_, chosen, mut page) = best.ok_or(DAMAGED)?;
    page.merged = book.merged(&page);
    let others = tabs
        .into_iter()
        .enumerate()
        .filter(|(index, tab)| tab.visible && *index != chosen);
    Ok((page, others.map(|(_, tab)| tab.name).collect()))
}

/// Opens every page of a workbook, in its order, those that cannot be seen included; at
/// least one.
pub(super) fn open_all(bytes: Vec<u8>) -> Result<Vec<Result<Page, Unread>>, Refused> {
    let mut book = Book::open(bytes)?;
    let mut pages = Vec::new();
    for (index, tab) in book.tabs().into_iter().enumerate() {
        pages.push(match book.page(index, &tab) {
            Ok(mut page) => {
                page.merged = book.merged(&page);
                page.unstored = page.cells.unstored();
                Ok(page)
            }
            Err(why) => Err(Unread {
                name: tab.name,
                visible: tab.visible,
                why,
            }),
        });
    }
    if pages.is_empty() {
        Err(DAMAGED)
    } else {
        Ok(pages)
    }
}

/// A workbook of which no page was chosen yet.
enum Book {
    Xlsx(Arc<Mutex<Xlsx<Bytes>>>),
    Ods(Box<Ods<Bytes>>),
    Xls(Arc<xls::Book>),
}

/// A page with cells, as the workbook lists it.
struct Tab {
    name: String,
    visible: bool,
}

impl Book {
    fn open(bytes: Vec<u8>) -> Result<Self, Refused> {
        if is_old(&bytes) {
            return Ok(Self::Xls(xls::Book::open(&bytes)?));
        }
        match archive::inspect(&bytes)? {
            Kind::Xlsx => {
                let book = Xlsx::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
                Ok(Self::Xlsx(Arc::new(Mutex::new(book))))
            }
            Kind::Ods => {
                let book = Ods::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
                Ok(Self::Ods(Box::new(book)))
            }
        }
    }

    fn tabs(&self) -> Vec<Tab> {
        let sheets = match self {
            Self::Xls(book) => {
                let tabs = book.tabs().iter().map(|tab| Tab {
                    name: tab.name.clone(),
                    visible: tab.visible,
                });
                return tabs.collect();
            }
            Self::Xlsx(book) => book
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .sheets_metadata()
                .to_vec(),
            Self::Ods(book) => book.sheets_metadata().to_vec(),
        };
        sheets
            .into_iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| Tab {
                name: sheet.name,
                visible: sheet.visible == SheetVisible::Visible,
            })
            .collect()
    }

    /// Begins a page.
    fn page(&mut self, index: usize, tab: &Tab) -> Result<Page, Refused> {
        let cells = match self {
            Self::Xls(book) => Cells::Records(xls::Page::open(book, index)?),
            Self::Xlsx(book) => Cells::Streamed {
                book: book.clone(),
                name: tab.name.clone(),
            },
            Self::Ods(book) => Cells::Held(book.worksheet_range(&tab.name).map_err(|_| DAMAGED)?),
        };
        let mut early = Vec::new();
        let mut bytes = 0;
        cells.walk(|line| {
            bytes += line.text.len();
            keep(&mut early, line) && bytes < EARLY_BYTES
        })?;
        Ok(Page {
            cells,
            name: tab.name.clone(),
            visible: tab.visible,
            merged: Vec::new(),
            unstored: Vec::new(),
            early,
        })
    }

    /// The areas of merged cells on a page: of an .xlsx they stand behind its cells, so that
    /// finding them takes as long as reading the page.
    fn merged(&self, page: &Page) -> Vec<Dimensions> {
        match (self, &page.cells) {
            (Self::Xlsx(book), _) => book
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .merge_cells_by_sheet_name(&page.name)
                .unwrap_or_default(),
            (Self::Xls(_), Cells::Records(page)) => page.merged().to_vec(),
            (Self::Xls(_) | Self::Ods(_), _) => Vec::new(),
        }
    }
}

/// No more rows are looked at for the header once they held this many bytes.
const EARLY_BYTES: usize = 1 << 22;

/// Keeps an early row; are more wanted?
fn keep(rows: &mut Vec<Early>, line: &Line<'_>) -> bool {
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
        self.cells.walk(|line| {
            each(line);
            true
        })
    }
}

/// Where a page's cells are: read from the archive or the records at every walk, or held.
enum Cells {
    Streamed {
        book: Arc<Mutex<Xlsx<Bytes>>>,
        name: String,
    },
    Records(xls::Page),
    Held(Range<Data>),
}

/// A whole number as it is shown under a format of zeros alone: 7 under `0000` is 0007.
fn padded<'c>(value: &DataRef<'_>, style: Option<&Style>) -> Option<DataRef<'c>> {
    let code = &style?.number_format.as_ref()?.format_code;
    let zeros = (2..=15).contains(&code.len()) && code.bytes().all(|byte| byte == b'0');
    let number = value.get_float().filter(|_| zeros)?;
    let whole = (0.0..1e15).contains(&number) && number.fract() == 0.0;
    let width = code.len();
    whole.then(|| DataRef::String(format!("{:0width$}", number + 0.0)))
}

impl Cells {
    /// The cells of an .xlsx page that have a formula and no result, as programs write them
    /// that do not calculate.
    fn unstored(&self) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        let Self::Streamed { book, name } = self else {
            return found;
        };
        let mut book = book.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(mut cells) = book.worksheet_cells_reader(name) else {
            return found;
        };
        while let Ok(Some(cell)) = cells.next_cell_with_formula_metadata() {
            if cell.formula.is_some() && cell.value.is_empty() {
                found.push(cell.pos);
            }
        }
        found
    }

    /// Walks the rows from the top, for as long as more is wanted.
    fn walk(&self, mut more: impl FnMut(&Line<'_>) -> bool) -> Result<(), Refused> {
        let mut builder = Builder::default();
        match self {
            Self::Streamed { book, name } => {
                let mut book = book.lock().unwrap_or_else(PoisonError::into_inner);
                let mut cells = book.worksheet_cells_reader(name).map_err(|_| DAMAGED)?;
                while let Some((cell, style)) =
                    cells.next_cell_with_style_id().map_err(|_| DAMAGED)?
                {
                    let (row, column) = cell.get_position();
                    let padded = padded(cell.get_value(), cells.styles().get(style));
                    let value = padded.as_ref().unwrap_or(cell.get_value());
                    if !builder.push(row, column as usize, value, &mut more) {
                        return Ok(());
                    }
                }
            }
            Self::Records(page) => {
                let mut wanted = true;
                page.walk(|row, column, cell| {
                    wanted = builder.push(row.into(), column.into(), cell, &mut more);
                    wanted
                });
                if !wanted {
                    return Ok(());
                }
            }
            Self::Held(range) => {
                let (first_row, first_column) = range.start().unwrap_or_default();
                for (row, cells) in (first_row..).zip(range.rows()) {
                    for (column, cell) in (first_column as usize..).zip(cells) {
                        if !builder.push(row, column, cell, &mut more) {
                            return Ok(());
                        }
                    }
                }
            }
        }
        builder.finish(&mut more);
        Ok(())
    }
}
