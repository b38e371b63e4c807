//! A table on its sheet: headers that sort and filter, cells, and how wide columns are.
//!
//! It must not know what stands around it.

use rust_xlsxwriter::{
    ColNum, IgnoreError, RowNum, Table, TableColumn, TableStyle, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::grid::{Column, Form, Grid, Part, Value};
use super::look::{Kind, Look, Looks};
use super::page::{place, write_link};
use super::plan::Sheet;
use crate::render::workbook::height::{self, Size};
use crate::render::workbook::limits::{cell_words, short};
use crate::report::{figure, number};

/// The most UTF-16 units of the name of a table's column.
const COLUMN_NAME: usize = 255;

/// How wide a printed page is, in digits.
const PAGE: f64 = 140.0;

/// Columns that are wider than this give some of it away.
const LONG: f64 = 34.0;

/// The type of the cells of a table.
const BODY: Size = Size {
    points: 11.0,
    bold: false,
};

/// Writes a table whose headers stand in a row.
pub(super) fn write_table(
    grid: &Grid,
    page: &Sheet,
    header: RowNum,
    widths: &[f64],
    looks: &mut Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let last_row =
        header + RowNum::try_from(grid.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let last_column = place(grid.columns.len().saturating_sub(1))?;
    let titles: Vec<String> = grid.columns.iter().map(|c| cell_words(&c.title)).collect();
    let mut columns = Vec::new();
    let mut high = 0.0_f64;
    for (at, (column, title)) in grid.columns.iter().zip(&titles).enumerate() {
        let format = looks.format(Look::Header {
            figures: column.right,
        });
        sheet.write_string_with_format(header, place(at)?, title, format)?;
        columns.push(
            TableColumn::new()
                .set_header(title)
                .set_header_format(format),
        );
        // The button that filters takes its room.
        let width = widths.get(at).copied().unwrap_or_default() - 0.5;
        let size = Size { bold: true, ..BODY };
        high = high.max(height::of(title, width, size));
    }
    sheet.set_row_height(header, height::beyond_usual(high).unwrap_or(18.0))?;
    for (row, line) in (header + 1..).zip(&grid.rows) {
        let mut high = 0.0_f64;
        for (at, (value, column)) in line.values.iter().zip(&grid.columns).enumerate() {
            let is_name = at < grid.names;
            write_value(
                row,
                place(at)?,
                value,
                column,
                (is_name, line.total),
                looks,
                sheet,
            )?;
            if let Value::Words(text, _) | Value::Link(text, _) = value
                && !column.figures
            {
                let width = widths.get(at).copied().unwrap_or_default();
                let size = Size {
                    bold: line.total,
                    ..BODY
                };
                high = high.max(height::of(text, width - 1.0, size));
            }
        }
        if let Some(high) = height::beyond_usual(high) {
            sheet.set_row_height(row, high)?;
        }
    }
    sheet.ignore_error_range(
        header,
        0,
        last_row,
        last_column,
        IgnoreError::NumberStoredAsText,
    )?;
    if grid.rows.is_empty() {
        return Ok(());
    }
    // Names that a program would read otherwise in the table's own part than in its cells
    // would have it say that the file is damaged.
    let plain =
        |title: &String| title.encode_utf16().count() <= COLUMN_NAME && !title.contains("_x");
    if titles.iter().all(plain) {
        let table = Table::new()
            .set_columns(&columns)
            .set_style(TableStyle::None)
            .set_alt_text_title(short(&page.title, COLUMN_NAME))
            .set_alt_text(short(&page.alternative, COLUMN_NAME));
        sheet.add_table(header, 0, last_row, last_column, &table)?;
    } else {
        sheet.autofilter(header, 0, last_row, last_column)?;
    }
    Ok(())
}

fn write_value(
    row: RowNum,
    at: ColNum,
    value: &Value,
    column: &Column,
    (is_name, total): (bool, bool),
    looks: &mut Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let words = if column.right {
        Kind::Sign
    } else if is_name {
        Kind::Name
    } else {
        Kind::Words
    };
    let kind = match value {
        Value::Nothing | Value::Words(_, None) => words,
        Value::Words(_, Some(tone)) => Kind::Toned((*tone).into()),
        Value::Number(_, form) => Kind::Number(*form),
        Value::Shorthand(_) => Kind::Sign,
        Value::Link(..) => Kind::Link,
    };
    let format = looks.format(Look::Cell { kind, total });
    match value {
        Value::Nothing => sheet.write_blank(row, at, format)?,
        Value::Words(text, _) => {
            sheet.write_string_with_format(row, at, cell_words(text), format)?
        }
        Value::Number(number, _) => sheet.write_number_with_format(row, at, *number, format)?,
        Value::Shorthand(shorthand) => {
            sheet.write_string_with_format(row, at, shorthand.sign(), format)?
        }
        Value::Link(text, to) => return write_link(row, at, text, to, format, sheet),
    };
    Ok(())
}

/// How wide the columns are, in digits.
pub(super) fn widths(grid: &Grid) -> Vec<f64> {
    let high = if grid.columns.len() > 10 { 5 } else { 3 };
    let column = |(at, column): (usize, &Column)| {
        let cells = grid.rows.iter().filter_map(|row| row.values.get(at));
        let longest = cells.map(digits_wide).max().unwrap_or(0) + 2;
        let most = if column.part == Part::Group {
            30
        } else if column.figures {
            24
        } else if at < grid.names {
            50
        } else if matches!(column.part, Part::Kind | Part::Tone) {
            18
        } else {
            80
        };
        let word = column.title.split(' ').map(UnicodeWidthStr::width).max();
        // A header may take several lines, beside the button that filters.
        let header = word.unwrap_or(0).max(column.title.width() / high);
        let header = header.max(column.title.width().min(10)).min(20) + 4;
        let wide = longest.min(most).max(header).max(9);
        f64::from(u32::try_from(wide).unwrap_or(50))
    };
    let mut widths: Vec<f64> = grid.columns.iter().enumerate().map(column).collect();
    // Columns of running words share the page.
    let (long, rest): (Vec<f64>, Vec<f64>) = widths.iter().partition(|width| **width > LONG);
    if long.len() > 1 {
        let columns = u32::try_from(long.len()).unwrap_or(u32::MAX);
        let room = (PAGE - rest.iter().sum::<f64>()) / f64::from(columns);
        for width in widths.iter_mut().filter(|width| **width > LONG) {
            *width = width.min(room.max(LONG));
        }
    }
    widths
}

fn digits_wide(value: &Value) -> usize {
    match value {
        Value::Nothing => 0,
        Value::Words(text, _) | Value::Link(text, _) => text.width(),
        Value::Shorthand(_) => 3,
        Value::Number(value, Form::Decimals(decimals)) => {
            let shown = number::rounded(*value, *decimals).unwrap_or_default();
            figure::grouped(&shown).chars().count()
        }
        Value::Number(_, Form::Percent | Form::Points | Form::UnderOne | Form::OverNinetyNine) => 4,
    }
}
