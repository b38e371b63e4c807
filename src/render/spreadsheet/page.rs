//! One sheet: its title, what is said about its table, the table, and what is drawn of it.
//!
//! Everything stands from the first column on, no cells are merged, and a row of the table
//! follows the other. It must not know documents.

use rust_xlsxwriter::{ColNum, RowNum, Url, Worksheet, XlsxError, utility};

use super::draw::{self, Place, Size};
use super::figures::Drawing;
use super::head::{TITLE, head, letters_wide, write_head};
use super::look::{Look, Looks};
use super::plan::Sheet;
use super::print::{EDGE, Print, SIDE, Sizes};
use super::table::{USUAL, heights, write_table};
use super::value::words;
use super::width::widths;
use crate::render::workbook::limits::{A4, cell_words, short};

/// The name of the sheet that leads to all others.
pub(super) const CONTENTS: &str = "Contents";

/// The most letters of the label and the title in a printed page's head, and of each.
const HEAD: usize = 90;

/// The widest table that has its chart beside it, in digits.
const BESIDE: f64 = 95.0;

/// Room between a table and the chart beside it, in pixels.
const OFFSET: u32 = 24;

/// How wide a digit is, and what a column has beside its digits, in pixels.
const DIGIT: f64 = 7.0;
const PADDING: f64 = 5.0;

/// What stands on every printed page.
#[derive(Debug, Clone, Default)]
pub(super) struct Printed {
    /// The document's title.
    pub(super) title: String,
    /// How it is to be handled.
    pub(super) label: String,
}

/// Writes a sheet.
pub(super) fn write(
    name: &str,
    page: &Sheet,
    printed: &Printed,
    looks: &mut Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_screen_gridlines(false);
    let widths: Vec<f64> = page.grid.as_ref().map(widths).unwrap_or_default();
    for (column, width) in widths.iter().enumerate() {
        sheet.set_column_width(place(column)?, *width)?;
    }
    let sizes = sizes(name, page, &widths);
    let beside = widths.iter().sum::<f64>() <= BESIDE && sizes.fits_beside();
    let head = head(name, page, beside);
    let finding = head.iter().position(|line| line.look == Look::Finding);
    for (row, line) in (0..).zip(&head) {
        write_head(row, line, looks, sheet)?;
    }
    let header = RowNum::try_from(head.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let how = sizes.print(beside);
    let mut last = (header, sizes.words);
    let mut under = None;
    if let Some(grid) = &page.grid {
        let heights = heights(grid, &widths);
        write_table(grid, page, header, &heights, looks, sheet)?;
        let names = place(grid.names)?;
        let rows = RowNum::try_from(grid.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
        sheet.set_freeze_panes(if header > 12 { 0 } else { header + 1 }, names)?;
        last = (header + rows, last.1.max(sizes.table()));
        if let Some(drawing) = &page.drawing {
            let at = Place {
                sheet: name,
                header,
                names: place(grid.name_column())?,
                title: finding.and_then(|row| RowNum::try_from(row).ok()),
            };
            let mut size = draw::size(drawing);
            let to = if beside {
                (header, place(grid.columns.len())?, OFFSET)
            } else {
                if let Print::Parted { chart, .. } = how {
                    size = size.no_higher(chart).as_wide_as(sizes.table());
                }
                under = Some(header + rows + 2);
                (header + rows + 2, 0, 0)
            };
            let end = write_drawing(drawing, (at, size), &page.alternative, to, sheet)?;
            last.0 = last.0.max(end.0);
            last.1 = last.1.max(end.1 + if beside { sizes.table() } else { 0.0 });
        }
    }
    let (columns, _) = sizes.reached(last.1);
    sheet.set_print_area(0, 0, last.0, place(columns.saturating_sub(1))?)?;
    print(printed, sheet);
    how.set(under, page.grid.as_ref().map(|_| header), sheet)
}

/// How large what stands on a sheet is, in pixels.
fn sizes(name: &str, page: &Sheet, widths: &[f64]) -> Sizes {
    let head = head(name, page, false);
    let lines = u32::try_from(head.len()).unwrap_or(u32::MAX);
    let above = TITLE + f64::from(lines.saturating_sub(1)) * USUAL;
    let heights = page.grid.as_ref().map(|grid| heights(grid, widths));
    let heights = heights.unwrap_or_default();
    let points = |heights: &[Option<f64>]| -> f64 {
        let heights = heights.iter().map(|height| height.unwrap_or(USUAL));
        heights.sum()
    };
    let pixels = |points: f64| points * 4.0 / 3.0;
    let chart = page.drawing.as_ref().map(draw::size);
    let chart = chart.filter(|size| size.width > 0);
    let columns = widths.iter().map(|width| width * DIGIT + PADDING);
    Sizes {
        words: letters_wide(&head) * DIGIT,
        columns: columns.collect(),
        high: pixels(above + points(&heights)),
        head: pixels(above),
        header: pixels(points(heights.get(..1).unwrap_or_default())),
        chart: chart.map(|size| {
            let wide = size.width.saturating_add(OFFSET);
            (f64::from(wide), f64::from(size.height))
        }),
    }
}

/// Draws, and says where the drawing ends: its last row, and its width in pixels.
fn write_drawing(
    drawing: &Drawing,
    (at, size): (Place<'_>, Size),
    alternative: &str,
    (row, column, offset): (RowNum, ColNum, u32),
    sheet: &mut Worksheet,
) -> Result<(RowNum, f64), XlsxError> {
    if let Drawing::Shades { rows, pairs } = drawing {
        draw::shade(sheet, at.header, *rows, pairs)?;
    }
    let Some(chart) = draw::chart(drawing, at, size, alternative) else {
        return Ok((0, 0.0));
    };
    sheet.insert_chart_with_offset(row, column, &chart, offset, 0)?;
    // Rows are twenty pixels high at least.
    Ok((
        row + size.height / 20 + 1,
        f64::from(size.width.saturating_add(offset)),
    ))
}

/// A column's place as spreadsheet programs count.
pub(super) fn place(column: usize) -> Result<ColNum, XlsxError> {
    ColNum::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Words that lead to the beginning of another sheet.
pub(super) fn write_link(
    row: RowNum,
    column: ColNum,
    text: &str,
    to: &str,
    format: &rust_xlsxwriter::Format,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let to = format!("internal:{}!A1", utility::quote_sheet_name(to));
    let url = Url::new(to).set_text(cell_words(text));
    sheet.write_url_with_format(row, column, url, format)?;
    Ok(())
}

/// How a sheet is printed.
pub(super) fn print(printed: &Printed, sheet: &mut Worksheet) {
    sheet.set_paper_size(A4);
    sheet.set_landscape();
    sheet.set_margins(SIDE, SIDE, EDGE, EDGE, 0.3, 0.3);
    let said = |text: &str| short(&words(text), HEAD).replace('&', "&&");
    sheet.set_header(fitting(&said(&printed.title), &said(&printed.label)));
    let label = said(&printed.label);
    sheet.set_footer(format!("&L{}&C&A&RPage &P of &N", fitting_label(&label)));
}

/// The head of a printed page; without its title where there is no room for both.
fn fitting(title: &str, label: &str) -> String {
    let both = format!("&L{title}&R{label}");
    if both.encode_utf16().count() <= 255 {
        both
    } else {
        format!("&R{}", fitting_label(label))
    }
}

/// Escapes may have made it longer than a head takes.
fn fitting_label(label: &str) -> &str {
    if label.encode_utf16().count() <= 200 {
        label
    } else {
        ""
    }
}
