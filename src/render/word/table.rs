//! Tables of typed cells as tables of Word's.
//!
//! A table that is wider than a page is parted, and its first column repeated; none is
//! turned on its side, so that all pages are held one way. It must not know what the
//! figures mean.

use super::columns::{self, Span, Type, Wish};
use super::grid::{Edge, Grid, Line, Place};
use super::paragraph::{Look, Paragraph, run, shown};
use crate::render::palette::{STRONG, WASH, tone, wash};
use crate::render::plain;
use crate::render::shown::Shown;
use crate::report::{Align, Cell, Column, RowKind, Table, Tone};

/// The widest that a column of words would like to be, in twentieths of a point.
const WORDS: u32 = 4_200;

/// The room at each side of a cell, and what is added to it between figures and words.
const SIDE: u32 = 70;
const LEAD: u32 = 140;

/// A table of more columns than this is set in smaller type.
const MANY: usize = 8;

/// A part of a table: what stands above it, and the table.
pub(super) struct Part {
    /// The caption; empty if there is none.
    pub(super) caption: String,
    /// The table.
    pub(super) grid: Grid,
}

/// The table, parted where it is too wide; nothing without columns.
pub(super) fn parts(table: &Table, width: u32) -> Vec<Part> {
    let columns = table
        .rows
        .iter()
        .map(|row| row.cells.len())
        .chain([table.columns.len()])
        .max()
        .unwrap_or(0);
    let rows: Vec<Vec<Shown>> = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().chain(std::iter::repeat(&Cell::Empty));
            cells.take(columns).map(Shown::of).collect()
        })
        .collect();
    // Smaller type is for tables of many columns, and those that it keeps in one part.
    let spans = |set| columns::parted(&wishes(table, &rows, columns, set), width);
    let usual = (spans(Type::Usual), Type::Usual);
    let (spans, set) = if usual.0.len() > 1 || columns > MANY {
        let smaller = [Type::Small, Type::Tight].map(|set| (spans(set), set));
        let mut fitting = smaller.into_iter().filter(|(spans, _)| spans.len() == 1);
        fitting.next().unwrap_or(usual)
    } else {
        usual
    };
    let count = spans.len();
    let caption = table
        .caption
        .as_deref()
        .map(plain::line)
        .unwrap_or_default();
    spans
        .iter()
        .enumerate()
        .map(|(position, span)| {
            let part = if count > 1 {
                format!("part {} of {count}", position + 1)
            } else {
                String::new()
            };
            let caption = match (caption.is_empty(), part.is_empty()) {
                (_, true) => caption.clone(),
                (true, false) => part,
                (false, false) => format!("{caption} ({part})"),
            };
            let grid = grid(table, &rows, span, &caption, set);
            Part { caption, grid }
        })
        .collect()
}

fn wishes(table: &Table, rows: &[Vec<Shown>], columns: usize, set: Type) -> Vec<Wish> {
    let wish = |column| {
        let cells: Vec<String> = rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(|cell: &Shown| match cell.tone {
                Some(_) => columns::unbroken(&cell.whole(), set),
                None => cell.whole(),
            })
            .collect();
        let cells = cells.iter().map(String::as_str);
        let wish = Wish::of(&title(table, column), cells, WORDS, set);
        let before = column.checked_sub(1);
        wish.with_room(before.map_or(0, |before| lead(table, before, column)))
    };
    (0..columns).map(wish).collect()
}

/// The styles of cells and of headers.
fn styles(set: Type) -> (&'static str, &'static str) {
    match set {
        Type::Usual => ("TableText", "TableHead"),
        Type::Small | Type::Tight => ("TableTextSmall", "TableHeadSmall"),
    }
}

fn grid(table: &Table, rows: &[Vec<Shown>], span: &Span, caption: &str, set: Type) -> Grid {
    let (text, head) = styles(set);
    let chosen: Vec<usize> = [0].into_iter().chain(span.from..span.to).collect();
    let befores: Vec<Option<usize>> = [None]
        .into_iter()
        .chain(chosen.iter().copied().map(Some))
        .collect();
    let apart = |place: Place, before: Option<usize>, column| match before {
        Some(before) if lead(table, before, column) > 0 => place.sides(SIDE + LEAD, SIDE),
        Some(_) | None => place,
    };
    let header = Line {
        cells: chosen
            .iter()
            .zip(&befores)
            .map(|(&column, &before)| {
                let title = title(table, column);
                let letters = title.chars().count();
                let paragraph = Paragraph::of(head)
                    .justify(justify(table, column))
                    .run(run(title, Look::default()));
                apart(Place::of(paragraph, letters), before, column)
            })
            .collect(),
        ..Line::default()
    };
    let body = table.rows.iter().zip(rows).map(|(row, shown)| Line {
        cells: chosen
            .iter()
            .zip(&befores)
            .filter_map(|(&column, &before)| {
                let cell = shown.get(column)?;
                let place = place(cell, row.kind, justify(table, column), text);
                Some(apart(place, before, column))
            })
            .collect(),
        keep_next: row.kind == RowKind::Group,
        height: None,
    });
    let titles: Vec<String> = chosen.iter().map(|&column| title(table, column)).collect();
    Grid {
        style: "ReportTable",
        title: if caption.is_empty() {
            "Table".to_owned()
        } else {
            caption.to_owned()
        },
        description: match table.rows.len() {
            1 => format!("1 row; columns: {}", titles.join("; ")),
            count => format!("{count} rows; columns: {}", titles.join("; ")),
        },
        widths: span.widths.clone(),
        rows: [header].into_iter().chain(body).collect(),
        keep_next: false,
    }
}

fn place(cell: &Shown, kind: RowKind, justify: Option<&'static str>, style: &'static str) -> Place {
    let bold = kind != RowKind::Plain;
    let ink = cell.tone.map(tone);
    let runs = shown(cell, bold, ink);

    let paragraph = Paragraph::of(style).justify(justify).runs(runs);
    let place = Place::of(paragraph, cell.main.chars().count());
    match kind {
        RowKind::Plain => place,
        RowKind::Group => place.fill(Some(WASH)),
        RowKind::Total => place.edge(Edge::Top, 8, STRONG),
    }
    .fill(cell.tone.filter(|tone| *tone != Tone::Neutral).map(wash))
}

/// More room for words at the right of figures, which would stand close to them.
fn lead(table: &Table, before: usize, column: usize) -> u32 {
    let close = justify(table, before).is_some() && justify(table, column).is_none();
    if close { LEAD } else { 0 }
}

fn title(table: &Table, column: usize) -> String {
    let column = table.columns.get(column);
    column.map_or_else(String::new, |column| plain::line(&column.title))
}

fn justify(table: &Table, column: usize) -> Option<&'static str> {
    match table.columns.get(column) {
        Some(Column {
            align: Align::Right,
            ..
        }) => Some("right"),
        _ => None,
    }
}
