//! One sheet: its title, what is said about its table, the table, and what is drawn of it.
//!
//! Everything stands from the first column on, no cells are merged, and a row of the table
//! follows the other. It must not know documents.

use rust_xlsxwriter::{ColNum, RowNum, Url, Worksheet, XlsxError, utility};

use super::draw::{self, Place};
use super::figures::Drawing;
use super::grid::words;
use super::head::{head, letters_wide, write_head};
use super::look::{Look, Looks};
use super::plan::Sheet;
use super::table::{widths, write_table};
use crate::render::workbook::limits::{A4, cell_words, short};

/// The name of the sheet that leads to all others.
pub(super) const CONTENTS: &str = "Contents";

/// The most letters of the label and the title in a printed page's head, and of each.
const HEAD: usize = 90;

/// The widest table that has its chart beside it, in digits.
const BESIDE: f64 = 95.0;

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
    let total: f64 = widths.iter().sum();
    let beside = total <= BESIDE;
    let head = head(name, page, beside);
    let finding = head.iter().position(|line| line.look == Look::Finding);
    for (row, line) in (0..).zip(&head) {
        write_head(row, line, looks, sheet)?;
    }
    let header = RowNum::try_from(head.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let mut last = (header, letters_wide(&head));
    if let Some(grid) = &page.grid {
        write_table(grid, page, header, &widths, looks, sheet)?;
        let names = place(grid.names)?;
        let rows = RowNum::try_from(grid.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
        sheet.set_freeze_panes(if header > 12 { 0 } else { header + 1 }, names)?;
        sheet.set_repeat_rows(header, header)?;
        last = (header + rows, last.1.max(total));
        if let Some(drawing) = &page.drawing {
            let at = Place {
                sheet: name,
                header,
                names: place(grid.name_column())?,
                title: finding.and_then(|row| RowNum::try_from(row).ok()),
            };
            let under = header + rows + 2;
            let to = if beside {
                (header, place(grid.columns.len())?, 24)
            } else {
                (under, 0, 0)
            };
            let end = write_drawing(drawing, at, &page.alternative, to, sheet)?;
            last.0 = last.0.max(end.0);
            last.1 = last.1.max(end.1 + if beside { total } else { 0.0 });
        }
    }
    sheet.set_print_area(0, 0, last.0, column_at(last.1, &widths))?;
    print(printed, sheet);
    Ok(())
}

/// Draws, and says where the drawing ends: its last row, and its width in digits.
fn write_drawing(
    drawing: &Drawing,
    at: Place<'_>,
    alternative: &str,
    (row, column, offset): (RowNum, ColNum, u32),
    sheet: &mut Worksheet,
) -> Result<(RowNum, f64), XlsxError> {
    if let Drawing::Shades { rows, pairs } = drawing {
        draw::shade(sheet, at.header, *rows, pairs)?;
    }
    let Some(chart) = draw::chart(drawing, at, alternative) else {
        return Ok((0, 0.0));
    };
    sheet.insert_chart_with_offset(row, column, &chart, offset, 0)?;
    let size = draw::size(drawing);
    // Rows are twenty pixels high at least, digits seven wide.
    Ok((
        row + size.height / 20 + 1,
        f64::from(size.width + offset) / 7.0,
    ))
}

/// A column's place as spreadsheet programs count.
pub(super) fn place(column: usize) -> Result<ColNum, XlsxError> {
    ColNum::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

/// The last column that so many digits reach to; columns without a width are as wide as
/// they usually are.
fn column_at(digits: f64, widths: &[f64]) -> ColNum {
    let mut sum = 0.0;
    let usual = std::iter::repeat(8.43 + 0.71);
    let all = widths.iter().map(|width| width + 0.71).chain(usual);
    for (column, width) in (0..200).zip(all) {
        sum += width;
        if sum >= digits {
            return column;
        }
    }
    200
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
    sheet.set_margins(0.5, 0.5, 0.75, 0.75, 0.3, 0.3);
    sheet.set_print_fit_to_pages(1, 0);
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
