//! A table of shares whose shades say how large each is.
//!
//! It must not know which shares are good.

use super::super::columns::{self, Type, Wish};
use super::super::element::Element;
use super::super::grid::{Edge, Line, Place};
use super::super::paragraph::{Look, Paragraph, run, shown};
use super::{Set, head, label, swatch};
use crate::render::palette::{self, PAPER, STRONG};
use crate::render::plain;
use crate::render::shown::Shown;
use crate::report::{Cell, Chart, Drawn, Heat, HeatCell, Table};

/// What the shades stand for, smallest first.
const STEPS: [&str; palette::STEPS] = [
    "under 20 %",
    "20–39 %",
    "40–59 %",
    "60–79 %",
    "80 % and over",
];

/// The least height of a row, in twentieths of a point.
const ROW: u32 = 360;

/// The chart, parted where it is too wide.
pub(super) fn heat(chart: &Heat, width: u32) -> Vec<Set> {
    let shown_of = |cell: &HeatCell| {
        Shown::of(&Cell::Share {
            count: cell.count,
            of: cell.of,
            percent: None,
            tone: cell.tone,
        })
    };
    let titles: Vec<String> = [String::new()]
        .into_iter()
        .chain(chart.columns.iter().map(|title| plain::line(title)))
        .collect();
    let wishes: Vec<Wish> = titles
        .iter()
        .enumerate()
        .map(|(column, title)| {
            let cells: Vec<String> = chart
                .rows
                .iter()
                .filter_map(|row| match column.checked_sub(1) {
                    None => Some(plain::line(&row.label)),
                    Some(column) => row.cells.get(column).map(|cell| shown_of(cell).whole()),
                })
                .collect();
            Wish::of(title, cells.iter().map(String::as_str), 3_000, Type::Usual)
        })
        .collect();
    let header = |words: &str| {
        let letters = words.chars().count();
        Place::of(
            Paragraph::of("TableHead")
                .justify(Some("center"))
                .run(run(words, Look::default())),
            letters,
        )
    };
    columns::parted(&wishes, width)
        .into_iter()
        .map(|span| {
            let mut cells = vec![header("")];
            cells.extend(
                titles
                    .get(span.from..span.to)
                    .unwrap_or_default()
                    .iter()
                    .map(|title| header(title)),
            );
            let mut rows = vec![Line {
                cells,
                ..Line::default()
            }];
            for row in &chart.rows {
                let mut cells = vec![label(&row.label, row.total)];
                for column in span.from..span.to {
                    let cell = column
                        .checked_sub(1)
                        .and_then(|column| row.cells.get(column));
                    cells.push(match cell {
                        Some(cell) => heat_place(cell, &shown_of(cell), row.total),
                        None => head(""),
                    });
                }
                if row.total {
                    cells = cells
                        .into_iter()
                        .map(|cell| cell.edge(Edge::Top, 12, STRONG))
                        .collect();
                }
                rows.push(Line {
                    cells,
                    keep_next: false,
                    height: Some(ROW),
                });
            }
            (span.widths, rows)
        })
        .collect()
}

fn heat_place(cell: &HeatCell, words: &Shown, total: bool) -> Place {
    let shade = palette::shade(cell.count, cell.of);
    let paragraph = Paragraph::of("TableText")
        .justify(Some("center"))
        .runs(shown(
            words,
            total || cell.tone.is_some(),
            Some(shade.words),
        ));
    let place = Place::of(paragraph, words.main.chars().count()).fill(Some(shade.ground));
    [Edge::Top, Edge::Left, Edge::Right]
        .into_iter()
        .filter(|edge| !(total && *edge == Edge::Top))
        .fold(place, |place, edge| place.edge(edge, 8, PAPER))
}

/// What the shades stand for.
pub(super) fn key() -> Vec<Element> {
    let mut key = Vec::new();
    for (words, shade) in STEPS.into_iter().zip(palette::shades()) {
        key.push(swatch(words, shade));
        key.push(run(" ", Look::default()));
    }
    key
}

/// Is this table the chart itself, figure for figure, so that it need not stand twice?
pub(in crate::render::word) fn is_told_by(table: &Table, chart: &Chart) -> bool {
    let Drawn::Heat(heat) = &chart.drawn else {
        return false;
    };
    let titles = table.columns.iter().skip(1).map(|column| &column.title);
    titles.eq(heat.columns.iter())
        && table.rows.len() == heat.rows.len()
        && table.rows.iter().zip(&heat.rows).all(|(row, drawn)| {
            let Some((label, cells)) = row.cells.split_first() else {
                return false;
            };
            *label == Cell::text(drawn.label.clone())
                && cells.len() == drawn.cells.len()
                && cells.iter().zip(&drawn.cells).all(|(cell, drawn)| {
                    *cell
                        == Cell::Share {
                            count: drawn.count,
                            of: drawn.of,
                            percent: None,
                            tone: drawn.tone,
                        }
                })
        })
}
