//! Workbooks as .xlsx files.
//!
//! It exists so that what is filled in or worked on in a spreadsheet program looks alike
//! wherever it comes from. Words are written as words: no cell of ours is a formula, and
//! tests become formulas over positions and lists alone. It must not know what pages and
//! cells are about.

mod formula;
pub(super) mod height;
pub(super) mod limits;
mod look;

use anyhow::Context as _;
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule,
    DocProperties, ExcelDateTime, Formula, IgnoreError, ProtectionOptions, Workbook as Book,
    Worksheet, XlsxError,
};

use crate::report::workbook::{
    Area, Cell, Column, Date, Input, Line, ListNumber, Look, Mark, Page, Print, Takes, Value,
    Workbook,
};
use formula::{condition, list_name, number_or};
use limits::{A4, FORMULA, HINT, HINT_HEADING, cell_words, short};
use look::Looks;

/// The hidden page that lists stand on.
const LISTS: &str = "Lists";

/// The bytes of an .xlsx file.
///
/// # Errors
/// More columns or rows than a page of a workbook has.
pub fn xlsx(workbook: &Workbook) -> anyhow::Result<Vec<u8>> {
    let bytes = written(workbook).context(
        "the workbook cannot be written: it would have more columns or rows than a spreadsheet program opens, and a .csv file has no such limit",
    )?;
    height::growing(bytes)
}

fn written(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new();
    book.set_properties(&properties(&workbook.title, &workbook.subject)?);
    let looks = Looks::new();
    for (position, page) in workbook.pages.iter().enumerate() {
        let sheet = book.add_worksheet();
        write_page(page, sheet, &looks)?;
        if position == 0 {
            sheet.set_active(true);
        }
    }
    write_lists(workbook, &mut book)?;
    book.save_to_buffer()
}

/// What a workbook says about itself.
pub(super) fn properties(title: &str, subject: &str) -> Result<DocProperties, XlsxError> {
    // A fixed day, so that the same workbook is the same bytes whenever it is written.
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(short(title, HINT))
        .set_subject(short(subject, HINT))
        .set_comment("Made by case-audit")
        .set_creation_datetime(&made))
}

/// The lists one below the other, so that no row of theirs looks like a table's header.
fn write_lists(workbook: &Workbook, book: &mut Book) -> Result<(), XlsxError> {
    let text = look::text();
    let sheet = book.add_worksheet();
    sheet.set_name(LISTS)?.set_hidden(true);
    sheet.set_column_width(0, 60)?;
    let mut row = 0;
    let mut areas: Vec<(ListNumber, u32, u32)> = Vec::new();
    for (number, words) in workbook.lists.all() {
        sheet.write_string(row, 0, list_name(number))?;
        let first = row + 1;
        row = first;
        for word in words {
            sheet.write_string_with_format(row, 0, cell_words(word), &text)?;
            row += 1;
        }
        areas.push((number, first, row - 1));
        row += 1;
    }
    protect(sheet);
    for (number, first, last) in areas {
        let cells = format!("={LISTS}!$A${}:$A${}", first + 1, last + 1);
        book.define_name(list_name(number), &cells)?;
    }
    Ok(())
}

fn write_page(page: &Page, sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(&page.name)?;
    for (position, column) in (0..).zip(&page.columns) {
        write_column(position, column, sheet, looks)?;
    }
    for (row, line) in (0..).zip(&page.lines) {
        write_line(row, line, page, sheet, looks)?;
    }
    if page.frozen != (0, 0) {
        sheet.set_freeze_panes(page.frozen.0, page.frozen.1)?;
    }
    if let Some(Area {
        top,
        left,
        bottom,
        right,
    }) = page.filter
    {
        sheet.autofilter(top, left, bottom, right)?;
    }
    for input in &page.inputs {
        write_input(input, sheet)?;
    }
    for mark in &page.marks {
        write_mark(mark, sheet)?;
    }
    write_print(page.print, sheet)?;
    if page.hidden {
        sheet.set_hidden(true);
    }
    if page.locked {
        protect(sheet);
    }
    Ok(())
}

/// Locks what is no entry, without a password: it keeps from slips, and anyone can undo it.
fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
}

fn write_column(
    position: u16,
    column: &Column,
    sheet: &mut Worksheet,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_column_width(position, column.width)?;
    if column.look != Look::Plain {
        sheet.set_column_format(position, &looks.format(column.look))?;
    }
    if column.hidden {
        sheet.set_column_hidden(position)?;
    }
    Ok(())
}

fn write_line(
    row: u32,
    line: &Line,
    page: &Page,
    sheet: &mut Worksheet,
    looks: &Looks,
) -> Result<(), XlsxError> {
    if let Some(height) = line.height.or_else(|| height::needed(page, line)) {
        sheet.set_row_height(row, height)?;
    }
    if line.hidden {
        sheet.set_row_hidden(row)?;
    }
    for (position, cell) in line.cells.iter().enumerate() {
        let column = u16::try_from(position).map_err(|_| XlsxError::RowColumnLimitError)?;
        // Nothing in a plain cell of a plain column is nothing at all.
        let of_column = page.columns.get(position).map(|column| column.look);
        let plain = cell.look == Look::Plain && of_column == Some(Look::Plain);
        if cell.value != Value::Nothing || !plain {
            write_cell(row, column, cell, sheet, looks)?;
        }
    }
    Ok(())
}

fn write_cell(
    row: u32,
    column: u16,
    cell: &Cell,
    sheet: &mut Worksheet,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let format = &looks.format(cell.look);
    match &cell.value {
        Value::Nothing => sheet.write_blank(row, column, format)?,
        Value::Text(text) => {
            sheet.write_string_with_format(row, column, cell_words(text), format)?
        }
        Value::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
        Value::Day(day) => match moment(*day) {
            Some(moment) => sheet.write_date_with_format(row, column, &moment, format)?,
            // Before 1900 a spreadsheet program knows no days.
            None => sheet.write_string_with_format(row, column, day.to_string(), &look::text())?,
        },
    };
    Ok(())
}

/// A day as a spreadsheet program counts it.
fn moment(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let month = u8::try_from(day.month()).ok()?;
    ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).ok()?).ok()
}

fn write_input(input: &Input, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let Area {
        top,
        left,
        bottom,
        right,
    } = input.area;
    let rule = DataValidation::new()
        .set_input_title(short(&input.heading, HINT_HEADING))?
        .set_input_message(short(&input.hint, HINT))?;
    let stop = |rule: DataValidation, message: &str| {
        rule.set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title("This cannot be put here")?
            .set_error_message(message)
    };
    let list = |number| Formula::new(list_name(number));
    let rule = match input.takes {
        Takes::Anything => rule.allow_any_value(),
        Takes::One(number) => stop(
            rule.allow_list_formula(list(number)),
            "Choose one from the list that the arrow beside the cell opens, or leave the cell blank.",
        )?,
        Takes::Several(number) => rule
            .allow_list_formula(list(number))
            .show_error_message(false),
        Takes::DayFrom(from) => {
            let Some(from) = moment(from) else {
                return Ok(());
            };
            stop(
                rule.allow_date(DataValidationRule::GreaterThanOrEqualTo(&from)),
                "Type a day such as 03/02/2026, with all four digits of the year, or leave the cell blank.",
            )?
        }
        Takes::Number => stop(
            rule.allow_decimal_number(DataValidationRule::Between(-1e15, 1e15)),
            "Type a number, or leave the cell blank.",
        )?,
        Takes::NumberOr { min, max, words } => {
            let message = format!(
                "Type a number from {min} to {max} or one of these words: {}. Or leave the cell blank.",
                words.join(", ")
            );
            stop(
                rule.allow_custom(Formula::new(number_or(left, top, min, max, words))),
                &short(&message, HINT),
            )?
        }
    };
    sheet.add_data_validation(top, left, bottom, right, &rule)?;
    if !matches!(input.takes, Takes::DayFrom(_)) {
        sheet.ignore_error_range(top, left, bottom, right, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

/// A rule that is longer than a spreadsheet program takes is left out: it only colours.
fn write_mark(mark: &Mark, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let Area {
        top,
        left,
        bottom,
        right,
    } = mark.area;
    let formula = condition(&mark.when, top);
    if formula.encode_utf16().count() > FORMULA {
        return Ok(());
    }
    let rule = ConditionalFormatFormula::new()
        .set_rule(formula.as_str())
        .set_format(look::flag(mark.flag))
        .set_stop_if_true(true);
    sheet.add_conditional_format(top, left, bottom, right, &rule)?;
    Ok(())
}

fn write_print(print: Print, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_paper_size(A4);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&A&RPage &P of &N");
    if print.landscape {
        sheet.set_landscape();
    }
    if print.one_wide {
        sheet.set_print_fit_to_pages(1, 0);
    }
    if let Some((first, last)) = print.repeated_rows {
        sheet.set_repeat_rows(first, last)?;
    }
    if let Some((first, last)) = print.repeated_columns {
        sheet.set_repeat_columns(first, last)?;
    }
    Ok(())
}
