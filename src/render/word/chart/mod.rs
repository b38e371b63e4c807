//! Charts as tables with a drawing in each row.
//!
//! Labels and counts are words of the document, so they wrap, can be read aloud and edited,
//! and a long chart runs over a page like any table, its key repeated. A table of shares
//! is a table with shaded cells. It must not compute a figure: lengths are drawn from the
//! counts given.

mod heat;
mod levels;
mod tracks;

use super::columns::{self, Type};
use super::drawing::Ids;
use super::element::Element;
use super::grid::{Grid, Line, Place};
use super::paragraph::{Look, Paragraph, run};
use crate::render::palette::Fill;
use crate::render::plain::{self, GLUE};
use crate::report::{Chart, Drawn};
pub(super) use heat::is_told_by;

/// English Metric Units in a twentieth of a point.
const EMU: u32 = 635;

/// The key of a chart, one paragraph above it; the tables that draw it.
pub(super) struct Picture {
    /// Shaded words and what they stand for; empty where the header says it.
    pub(super) key: Vec<Element>,
    /// The tables.
    pub(super) grids: Vec<Grid>,
}

/// The chart, as wide as said in twentieths of a point.
pub(super) fn picture(chart: &Chart, width: u32, ids: &mut Ids) -> Picture {
    let title = plain::line(&chart.title);
    let description = plain::line(&chart.alternative);
    match &chart.drawn {
        Drawn::Levels(levels) => Picture {
            key: Vec::new(),
            grids: levels::levels(levels, width, ids)
                .map(|(widths, rows)| grid(&title, &description, widths, rows))
                .into_iter()
                .collect(),
        },
        Drawn::Heat(heat) => Picture {
            key: heat::key(),
            grids: heat::heat(heat, width)
                .into_iter()
                .map(|(widths, rows)| grid(&title, &description, widths, rows))
                .collect(),
        },
        Drawn::Dots(dots) => {
            let (widths, rows) = tracks::dots(dots, width, ids);
            Picture {
                key: tracks::dots_key(dots),
                grids: vec![grid(&title, &description, widths, rows)],
            }
        }
        Drawn::Arrows(arrows) => {
            let (widths, rows) = tracks::arrows(arrows, width, ids);
            Picture {
                key: tracks::arrows_key(arrows),
                grids: vec![grid(&title, &description, widths, rows)],
            }
        }
    }
}

fn grid(title: &str, description: &str, widths: Vec<u32>, rows: Vec<Line>) -> Grid {
    Grid {
        style: "ChartTable",
        title: title.to_owned(),
        description: description.to_owned(),
        widths,
        rows,
        keep_next: false,
    }
}

/// The widths of a table and its rows, the header first.
type Set = (Vec<u32>, Vec<Line>);

fn label(words: &str, bold: bool) -> Place {
    let words = plain::line(words);
    let letters = words.chars().count();
    Place::of(
        Paragraph::of("TableText").run(run(words, Look::bold(bold))),
        letters,
    )
}

fn head(words: &str) -> Place {
    let words = plain::line(words);
    let letters = words.chars().count();
    Place::of(
        Paragraph::of("ChartHead").run(run(words, Look::default())),
        letters,
    )
}

/// Words on a fill, for a key.
fn swatch(words: &str, shade: Fill) -> Element {
    run(
        format!("{GLUE}{}{GLUE}", words.replace(' ', &GLUE.to_string())),
        Look {
            shade: Some(shade),
            ..Look::default()
        },
    )
}

/// How wide the labels of a chart's rows are: what they need, and no more than two fifths.
fn label_width<'a>(labels: impl Iterator<Item = &'a str>, width: u32) -> u32 {
    let longest = labels
        .map(|label| columns::length(label, Type::Usual))
        .max()
        .unwrap_or(0);
    (longest + 250).clamp(width / 8, width * 2 / 5)
}

/// `length` × `count` ∕ `of`, and no more than the length.
fn scaled(length: u32, count: u64, of: u64) -> u32 {
    let scaled = u128::from(length) * u128::from(count);
    let scaled = scaled.checked_div(u128::from(of)).unwrap_or(0);
    u32::try_from(scaled).unwrap_or(length).min(length)
}
