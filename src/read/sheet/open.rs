//! Opening a sheet: what kind of file it is, where its header is, and what was assumed.
//!
//! It exists to say every assumption once, when the file is opened. It must not know of the
//! rows below the header.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Place, Problem, Problems, letters, quote};

use super::blocks::Sizes;
use super::charset::Layout;
use super::dialect::delimiter_name;
use super::header::{self, Early};
use super::places::Places;
use super::source::Source;
use super::{Body, Sheet, SheetSpec, sniff, workbook};

/// Below this many bytes a second worker costs more time than it saves.
const PARALLEL: u64 = 1 << 20;

impl Sheet {
    /// Tells text from workbooks, and finds the header.
    pub(super) fn from_source(
        source: Source,
        shown_as: &str,
        spec: &SheetSpec<'_>,
    ) -> anyhow::Result<Self> {
        let start = beginning(&source, shown_as)?;
        if workbook::is_one(&start) {
            return Self::from_workbook(source, shown_as, spec);
        }
        let sniffed = source.with_tap(false, shown_as, |tap| sniff::sniff(tap, spec.recognise))?;
        let body = Body::Text {
            source,
            dialect: sniffed.dialect,
            declaration: sniffed.declaration,
        };
        let mut sheet = Self::new(body, Places::new(shown_as, None), shown_as, spec);
        if is_markup(&start) {
            sheet.problems.push(
                Problem::error(
                    Code::BadWorkbook,
                    sheet.places.file(),
                    "the file is a web page or XML, whatever its name says",
                )
                .hint("open it in Excel, save it as .xlsx or `CSV UTF-8`, and try that"),
            );
            return Ok(sheet);
        }
        report_assumptions(&sniffed, &sheet.places, &mut sheet.problems);
        sheet.take_header(&sniffed.rows, spec.recognise);
        Ok(sheet)
    }

    fn from_workbook(source: Source, shown_as: &str, spec: &SheetSpec<'_>) -> anyhow::Result<Self> {
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method as such is not general over the tap's lifetime"
        )]
        let sha256 = source.with_tap(spec.digest, shown_as, |tap| tap.digest())?;
        match workbook::open(source.into_bytes(shown_as)?, spec.recognise) {
            Err(refused) => Ok(Self::unread(&refused, sha256, None, shown_as, spec)),
            Ok((mut page, others)) => {
                let early = std::mem::take(&mut page.early);
                let mut sheet = Self::of_page(page, sha256, shown_as, spec);
                sheet.take_header(&early, spec.recognise);
                sheet.report_pages(&others);
                sheet.report_merged();
                Ok(sheet)
            }
        }
    }

    /// A page, its header aside.
    pub(super) fn of_page(
        page: workbook::Page,
        sha256: Option<[u8; 32]>,
        shown_as: &str,
        spec: &SheetSpec<'_>,
    ) -> Self {
        let places = Places::new(shown_as, Some(&page.name));
        let hidden = !page.visible;
        let mut sheet = Self::new(Body::Page { page, sha256 }, places, shown_as, spec);
        sheet.hidden = hidden;
        sheet
    }

    /// A workbook, or one page of it, that cannot be read.
    pub(super) fn unread(
        refused: &workbook::Refused,
        sha256: Option<[u8; 32]>,
        page: Option<&str>,
        shown_as: &str,
        spec: &SheetSpec<'_>,
    ) -> Self {
        let places = Places::new(shown_as, page);
        let mut sheet = Self::new(Body::Nothing { sha256 }, places, shown_as, spec);
        sheet
            .problems
            .push(bad_workbook(refused, sheet.places.file()));
        sheet
    }

    fn new(body: Body, places: Places, shown_as: &str, spec: &SheetSpec<'_>) -> Self {
        Self {
            shown_as: shown_as.into(),
            body,
            header: Vec::new(),
            unnamed: Vec::new(),
            places,
            problems: Problems::new(),
            hidden: false,
            digest: spec.digest,
            sizes: Sizes::default(),
            parallel: PARALLEL,
        }
    }

    /// Says which page of several was read.
    fn report_pages(&mut self, others: &[String]) {
        if let (Body::Page { page, .. }, false) = (&self.body, others.is_empty()) {
            let others: Vec<String> = others.iter().map(|name| quote(name)).collect();
            let message = format!(
                "the sheet {} was read, not {}",
                quote(&page.name),
                others.join(", ")
            );
            self.problems
                .push(Problem::note(Code::Assumed, self.places.file(), message));
        }
    }

    /// Warns of merged cells below the header: all but the first of them are blank.
    pub(super) fn report_merged(&mut self) {
        let Body::Page { page, .. } = &self.body else {
            return;
        };
        let Some(header) = self.header.first().map(|cell| cell.row) else {
            return;
        };
        for area in &page.merged {
            let ((top, left), (bottom, right)) = (area.start, area.end);
            if u64::from(bottom) < header {
                continue;
            }
            let (left, right) = (left as usize, right as usize);
            let message = format!(
                "cells {}{} to {}{} are merged: only the first of them has a value",
                letters(left),
                u64::from(top) + 1,
                letters(right),
                u64::from(bottom) + 1,
            );
            let place = self.places.at(u64::from(top) + 1, Some(left));
            self.problems.push(
                Problem::warning(Code::MergedCells, place, message)
                    .hint("unmerge them and fill each cell"),
            );
        }
    }

    /// Warns of formulas without a result below the header: their cells read as blank. Once
    /// for each column, at the first of them.
    pub(super) fn report_unstored(&mut self) {
        let Body::Page { page, .. } = &self.body else {
            return;
        };
        let Some(header) = self.header.first().map(|cell| cell.row) else {
            return;
        };
        let mut columns: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        for &(row, column) in &page.unstored {
            let row = u64::from(row) + 1;
            if row > header {
                columns.entry(column).or_insert((row, 0)).1 += 1;
            }
        }
        for (column, (row, count)) in columns {
            let more = match count {
                1 => String::new(),
                _ => format!(", as in {} more below it", count - 1),
            };
            let message =
                format!("the result of this formula is not stored, and reads as blank{more}");
            let place = self.places.at(row, Some(column as usize));
            self.problems
                .push(Problem::warning(Code::SpoiltCell, place, message).hint(
                    "open the workbook in Excel or LibreOffice, save it there, and try that",
                ));
        }
    }

    pub(super) fn take_header(&mut self, rows: &[Early], recognise: &dyn Fn(&str) -> bool) {
        let Some((row, _)) = header::find(rows, recognise) else {
            self.problems.push(
                Problem::error(
                    Code::NoTable,
                    self.places.file(),
                    "there is no table in this file",
                )
                .hint("the first row of the table should hold the names of its columns"),
            );
            return;
        };
        self.header = header::cells(row);
        self.places
            .name_columns(self.header.iter().map(|cell| &*cell.name));
        self.unnamed = self
            .header
            .iter()
            .filter(|cell| cell.name.is_empty())
            .map(|cell| cell.index)
            .collect();
        header::report_titles(rows, row, &self.places, &mut self.problems);
        header::report_duplicates(&self.header, &self.places, recognise, &mut self.problems);
    }
}

/// Says what was assumed of a text file.
fn report_assumptions(sniffed: &sniff::Sniffed, places: &Places, problems: &mut Problems) {
    let mut assume = |what: String| {
        problems.push(Problem::note(Code::Assumed, places.file(), what));
    };
    match sniffed.layout {
        Layout::Bytes { .. } => {}
        Layout::Utf16Le | Layout::Utf16Be => assume("the file was read as UTF-16".to_owned()),
    }
    if sniffed.dialect.row_end == b'\r' {
        assume("the rows end in returns without line feeds, as on old Macintoshes".to_owned());
    }
    if sniffed.dialect.delimiter != b',' {
        let (_, many) = delimiter_name(sniffed.dialect.delimiter);
        assume(format!("the cells are separated by {many}"));
    }
    if sniffed.endless {
        problems.push(
            Problem::error(
                Code::NoTable,
                places.file(),
                "the first row does not end within 256 kB",
            )
            .hint("is a quote in it opened and not closed?"),
        );
    }
}

/// The first bytes, from which the kind of file is told.
pub(super) fn beginning(source: &Source, shown_as: &str) -> anyhow::Result<Vec<u8>> {
    let mut start = vec![0; 512];
    let read = source.with_tap(false, shown_as, |mut tap| tap.fill(&mut start))?;
    start.truncate(read);
    Ok(start)
}

/// A workbook that is not read, or not to its end.
pub(super) fn bad_workbook(refused: &workbook::Refused, place: Place) -> Problem {
    Problem::error(Code::BadWorkbook, place, refused.what).hint(refused.hint)
}

/// Is it a web page? Some programs export one and name it .xls.
fn is_markup(start: &[u8]) -> bool {
    let start = start.trim_ascii_start();
    let start = start
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(start)
        .trim_ascii_start();
    [&b"<!doctype"[..], b"<html", b"<?xml", b"<table"]
        .iter()
        .any(|tag| {
            start
                .get(..tag.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(tag))
        })
}
