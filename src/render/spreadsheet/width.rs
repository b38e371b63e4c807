//! How wide the columns of a table are: as narrow as their figures and the words of their
//! headers allow, so that a table of many columns can be read on a printed page.
//!
//! Widths are digits of the usual type. It must not know what stands around the table.

use super::column::{Column, Part};
use super::grid::Grid;
use super::table::{BODY, HEADER};
use super::value::{Form, Value};
use crate::render::workbook::height::{digits_wide, of_lines};
use crate::report::{figure, number};

/// How wide a printed page is.
const PAGE: f64 = 140.0;

/// How wide a table is at most whose headers are low: it is hardly scaled down in print.
const FITS: f64 = 160.0;

/// How wide a table may be and still be printed in letters large enough to be read.
const MOST: f64 = 190.0;

/// Columns that are wider than this give some of it away.
const LONG: f64 = 34.0;

/// No column of words gives away more than leaves this.
const LEAST: f64 = 20.0;

/// What cells leave free at their sides, and an indent at the left of words.
const SIDES: f64 = 1.3;
const INDENT: f64 = 1.5;

/// The most lines of a header, and the least width of a column, as long as the table fits
/// on a page with them; and of a wider one.
const HEADERS: [(u32, f64); 2] = [(2, NARROW), (3, NARROW)];
const MANY_LINES: u32 = 5;

/// No column is narrower, and none of many.
const NARROW: f64 = 8.5;
const NARROWEST: f64 = 6.0;

/// Columns of figures whose header needs more lines than that are widened up to this.
const HEADED: f64 = 22.0;

/// How wide the columns are.
pub(super) fn widths(grid: &Grid) -> Vec<f64> {
    let columns = || grid.columns.iter().enumerate();
    let with = |lines, least| -> Vec<f64> {
        columns()
            .map(|(at, column)| width(grid, at, column, (lines, least)))
            .collect()
    };
    // Headers are as low as the page allows.
    let mut tried = HEADERS.into_iter().map(|(lines, least)| with(lines, least));
    let fits = |widths: &Vec<f64>| widths.iter().sum::<f64>() <= FITS;
    let mut widths = tried
        .find(fits)
        .unwrap_or_else(|| with(MANY_LINES, NARROWEST));
    share(&mut widths, PAGE);
    narrow(grid, &mut widths);
    widths
}

/// So wide that a header takes no more than so many lines, and no narrower than said.
fn width(grid: &Grid, at: usize, column: &Column, (lines, least): (u32, f64)) -> f64 {
    let cells = grid.rows.iter().filter_map(|row| {
        let value = row.values.get(at)?;
        Some(value_wide(value, row.total))
    });
    let longest = cells.fold(0.0, f64::max) + SIDES;
    let longest = if column.right {
        longest
    } else {
        longest + INDENT
    };
    let most = if column.part == Part::Group {
        30.0
    } else if column.figures {
        24.0
    } else if at < grid.names {
        50.0
    } else if matches!(column.part, Part::Kind | Part::Tone) {
        18.0
    } else {
        80.0
    };
    let word = word_wide(&column.title) + SIDES + if column.right { 0.0 } else { INDENT };
    let mut wide = longest.min(most).max(word.min(HEADED)).max(least);
    while wide < HEADED && header_lines(column, wide) > lines {
        wide += 1.0;
    }
    (wide * 4.0).ceil() / 4.0
}

/// How many lines a column's header takes.
pub(super) fn header_lines(column: &Column, width: f64) -> u32 {
    of_lines(&column.title, room(column, width), HEADER)
}

/// The room that words of a cell have in a column so wide.
pub(super) fn room(column: &Column, width: f64) -> f64 {
    let indent = if column.right { 0.0 } else { INDENT };
    width - SIDES / 2.0 - indent
}

fn word_wide(words: &str) -> f64 {
    let words = words.split(' ').map(|word| digits_wide(word, HEADER));
    words.fold(0.0, f64::max)
}

/// Columns of running words share what the others leave of the page; one that needs less
/// than its part leaves the rest to the others.
fn share(widths: &mut [f64], page: f64) {
    let mut long: Vec<f64> = widths
        .iter()
        .copied()
        .filter(|width| *width > LONG)
        .collect();
    if long.len() < 2 {
        return;
    }
    let mut room = page - widths.iter().sum::<f64>() + long.iter().sum::<f64>();
    long.sort_by(f64::total_cmp);
    let mut most = f64::INFINITY;
    for (count, width) in (1..=long.len()).rev().zip(long) {
        let part = room / f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        if width > part {
            most = part;
            break;
        }
        room -= width;
    }
    for width in widths.iter_mut().filter(|width| **width > LONG) {
        *width = width.min(most.max(LONG));
    }
}

/// Columns of words make room for many figures.
fn narrow(grid: &Grid, widths: &mut [f64]) {
    let over = widths.iter().sum::<f64>() - MOST;
    let spare = |width: f64| (width - LEAST).max(0.0);
    let gives = |(column, width): (&Column, &f64)| {
        if column.figures { 0.0 } else { spare(*width) }
    };
    let all: f64 = grid.columns.iter().zip(&*widths).map(gives).sum();
    if over <= 0.0 || all <= 0.0 {
        return;
    }
    let part = (over / all).min(1.0);
    let columns = grid.columns.iter();
    for (_, width) in columns.zip(widths).filter(|(column, _)| !column.figures) {
        *width -= spare(*width) * part;
    }
}

fn value_wide(value: &Value, total: bool) -> f64 {
    let size = if total { HEADER } else { BODY };
    let shown = match value {
        Value::Nothing => return 0.0,
        Value::Words(text, _) | Value::Link(text, _) => return digits_wide(text, size),
        Value::Shorthand(shorthand) => shorthand.sign().to_owned(),
        Value::Number(value, Form::Decimals(decimals)) => {
            figure::grouped(&number::rounded(*value, *decimals).unwrap_or_default())
        }
        Value::Number(_, Form::Percent | Form::Points | Form::UnderOne | Form::OverNinetyNine) => {
            "100%".to_owned()
        }
    };
    digits_wide(&shown, size)
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn long_columns_share_the_page_and_none_takes_more_than_it_needs() {
        let shared = |mut widths: Vec<f64>| {
            share(&mut widths, 140.0);
            widths
        };
        assert_eq!(
            shared(vec![30.0, 10.0, 80.0, 36.0]),
            [30.0, 10.0, 64.0, 36.0]
        );
        assert_eq!(shared(vec![20.0, 80.0, 80.0]), [20.0, 60.0, 60.0]);
        assert_eq!(shared(vec![20.0, 40.0, 50.0]), [20.0, 40.0, 50.0]);
        assert_eq!(shared(vec![20.0, 80.0]), [20.0, 80.0]);
        // None is squeezed.
        assert_eq!(shared(vec![120.0, 80.0]), [70.0, 70.0]);
        assert_eq!(
            shared(vec![30.0, 30.0, 30.0, 80.0, 80.0]),
            [30.0, 30.0, 30.0, 34.0, 34.0]
        );
    }
}
