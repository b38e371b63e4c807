//! A table with its caption, in a box that scrolls where the screen is narrow.
//!
//! Rows under the title of a group are a body of their own. What a script needs to sort by
//! stands beside each cell. It must not know what the figures mean.

use maud::{Markup, html};

use crate::report::number::significant;
use crate::report::{Align, Cell, Row, RowKind, Table};

use super::super::plain::GLUE;
use super::super::shown::Shown;
use super::block;
use super::words::{self, line};

/// A table with more columns than this is set smaller in print.
const MANY: usize = 8;
/// A table with at most this many rows is not parted over printed pages.
const SHORT: usize = 14;
/// Fewer rows than this are not worth sorting.
const SORTED: usize = 4;

/// The table; only its caption if it has no columns.
pub(super) fn table(table: &Table, number: usize) -> Markup {
    let caption = line(table.caption.as_deref().unwrap_or_default());
    let rows = table.rows.iter().map(|row| row.cells.len());
    let width = rows.chain([table.columns.len()]).max().unwrap_or(0);
    if width == 0 {
        return html! { @if !caption.is_empty() { p.caption { (caption) } } };
    }
    let id = format!("table-{number}");
    let plain = table
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Plain)
        .count();
    let groups = table.rows.iter().any(|row| row.kind == RowKind::Group);
    let sorted = plain >= SORTED && !groups;
    let named = if caption.is_empty() {
        format!("Table {number}")
    } else {
        caption.clone()
    };
    html! {
        div.scroll role="region" tabindex="0" aria-label=(named) {
            table id=(id) .many[width > MANY] .short[table.rows.len() <= SHORT] .sortable[sorted] {
                @if !caption.is_empty() { caption { (caption) } }
                thead {
                    tr {
                        @for place in 0..width {
                            (header(table, place))
                        }
                    }
                }
                @for rows in bodies(&table.rows) {
                    tbody {
                        @for row in rows { (drawn(table, row, width, sorted)) }
                    }
                }
            }
        }
    }
}

/// The rows, parted before each title of a group.
fn bodies(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    rows.chunk_by(|_, next| next.kind != RowKind::Group)
}

fn header(table: &Table, place: usize) -> Markup {
    let column = table.columns.get(place);
    let title = line(column.map_or("", |column| &column.title));
    let right = is_right(table, place);
    if title.is_empty() {
        return html! { td {} };
    }
    html! { th scope="col" .figure[right] { (title) } }
}

fn is_right(table: &Table, place: usize) -> bool {
    table
        .columns
        .get(place)
        .is_some_and(|column| column.align == Align::Right)
}

fn drawn(table: &Table, row: &Row, width: usize, sorted: bool) -> Markup {
    let says = |cell: &Cell| !Shown::of(cell).main.is_empty();
    let alone = row.kind == RowKind::Group && !row.cells.iter().skip(1).any(says);
    if let (true, Some(cell)) = (alone, row.cells.first().filter(|cell| says(cell))) {
        return html! {
            tr.group { th scope="rowgroup" colspan=(width) { (content(cell)) } }
        };
    }
    html! {
        tr.total[row.kind == RowKind::Total] .group[row.kind == RowKind::Group] {
            @for place in 0..width {
                @let cell = row.cells.get(place).unwrap_or(&Cell::Empty);
                @let right = is_right(table, place);
                @let key = if sorted { key(cell) } else { None };
                @if place == 0 && says(cell) {
                    th scope="row" data-key=[key] { (content(cell)) }
                } @else {
                    td.figure[right] data-key=[key] { (content(cell)) }
                }
            }
        }
    }
}

/// What a cell says; a figure is not broken within, but before its brackets it may be.
fn content(cell: &Cell) -> Markup {
    let shown = Shown::of(cell);
    if let Cell::Link { file, .. } = cell {
        return html! { a href=(words::address(file)) { (shown.main) } };
    }
    let main = match (shown.tone, shown.main.split_once(GLUE)) {
        // The symbol is said in words too, and has its colour.
        (Some(tone), Some((_, words))) => html! { (block::symbol(tone)) " " (words) },
        (Some(tone), None) => block::symbol(tone),
        (None, _) => html! { (shown.main) },
    };
    html! {
        @if shown.words { (main) } @else { span.whole { (main) } }
        @if let Some(aside) = &shown.aside { " " span.aside { (aside) } }
    }
}

/// A number to sort by; words are sorted as they stand, what is unknown comes last.
fn key(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Count(count) => Some(count.to_string()),
        Cell::Number { value, .. } | Cell::Difference { value, .. } => significant(*value),
        Cell::Share { count, of, .. } if *of > 0 => Some(format!("{count}/{of}")),
        Cell::Share { .. } | Cell::Unknown => Some(String::new()),
        Cell::Text(_) | Cell::Link { .. } | Cell::Verdict { .. } | Cell::Empty => None,
    }
}
