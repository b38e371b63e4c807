//! A table on its sheet: headers that sort and filter, cells, and how high rows are.
//!
//! It must not know what stands around it.

use rust_xlsxwriter::{
    ColNum, IgnoreError, RowNum, Table, TableColumn, TableStyle, Worksheet, XlsxError,
};

use super::column::Column;
use super::grid::Grid;
use super::look::{Kind, Look, Looks};
use super::page::{place, write_link};
use super::plan::Sheet;
use super::value::Value;
use super::width::{header_lines, room};
use crate::render::workbook::height::{self, Size};
use crate::render::workbook::limits::{cell_words, short};

/// The most UTF-16 units of the name of a table's column.
const COLUMN_NAME: usize = 255;

/// The type of the cells of a table, and of its headers.
pub(super) const BODY: Size = Size {
    points: 11.0,
    bold: false,
};
pub(super) const HEADER: Size = Size { bold: true, ..BODY };

/// The height of a row that nobody set, in points.
pub(super) const USUAL: f64 = 15.0;

/// The room for the buttons that filter, below a header's words.
const BUTTON: f64 = 13.0;

/// How high the rows of a table are, in points, the header's first; nothing where the usual
/// height does.
pub(super) fn heights(grid: &Grid, widths: &[f64]) -> Vec<Option<f64>> {
    let columns = || grid.columns.iter().zip(widths);
    let lines = columns().map(|(column, width)| (header_lines(column, *width), column.figures));
    let most = lines.clone().map(|(lines, _)| lines).max().unwrap_or(1);
    let high = height::of(
        &vec!["x"; usize::try_from(most).unwrap_or(1)].join("\n"),
        9.0,
        HEADER,
    );
    // A figure's header reaches to where the button stands.
    let button = if lines
        .into_iter()
        .any(|(lines, figures)| figures && lines == most)
    {
        BUTTON
    } else {
        0.0
    };
    let rows = grid.rows.iter().map(|row| {
        let size = if row.total { HEADER } else { BODY };
        let cells = row.values.iter().zip(columns());
        let cells = cells.filter_map(|(value, (column, width))| match value {
            Value::Words(text, _) | Value::Link(text, _) if !column.figures => {
                Some(height::of(text, room(column, *width), size))
            }
            Value::Nothing
            | Value::Words(..)
            | Value::Link(..)
            | Value::Number(..)
            | Value::Shorthand(_) => None,
        });
        height::beyond_usual(cells.fold(0.0, f64::max))
    });
    [Some((high + button).min(409.0))]
        .into_iter()
        .chain(rows)
        .collect()
}

/// Writes a table whose headers stand in a row.
pub(super) fn write_table(
    grid: &Grid,
    page: &Sheet,
    header: RowNum,
    heights: &[Option<f64>],
    looks: &mut Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let last_row =
        header + RowNum::try_from(grid.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let last_column = place(grid.columns.len().saturating_sub(1))?;
    let titles: Vec<String> = grid.columns.iter().map(|c| cell_words(&c.title)).collect();
    let mut columns = Vec::new();
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
    }
    for (row, height) in (header..).zip(heights) {
        if let Some(height) = height {
            sheet.set_row_height(row, *height)?;
        }
    }
    for (row, line) in (header + 1..).zip(&grid.rows) {
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
