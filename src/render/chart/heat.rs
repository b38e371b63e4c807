//! Shares in rows and columns, a shade saying how large each is and a count saying it in
//! figures.
//!
//! It must not know what rows and columns are.

use crate::report::figure::grouped;
use crate::report::{Heat, HeatCell, HeatRow};

use super::super::palette;
use super::super::plain;
use super::super::shown;
use super::Width;
use super::drawing::{Anchor, Drawing, LEADING, Look, SIZE, SMALL, length};
use super::measure;

const GAP: f64 = 3.0;
const ROW_LINES: usize = 2;

struct Grid {
    label: f64,
    cell: f64,
    /// Does a cell say "21 of 24" on one line?
    flat: bool,
    tall: f64,
}

pub(super) fn draw(heat: &Heat, drawing: &mut Drawing) {
    let cells = heat.rows.iter().map(|row| row.cells.len());
    let count = cells.chain([heat.columns.len()]).max().unwrap_or(0);
    let grid = grid(heat, length(count as u64), drawing);
    legend(heat, drawing);
    columns(heat, &grid, drawing);
    for row in &heat.rows {
        if row.total {
            drawing.y += 8.0;
        }
        drawn(row, &grid, drawing);
    }
    drawing.y += 2.0;
}

fn grid(heat: &Heat, count: f64, drawing: &Drawing) -> Grid {
    let labels = heat
        .rows
        .iter()
        .map(|row| measure::width(&plain::line(&row.label), SIZE));
    let most = match drawing.layout {
        Width::Wide => 200.0,
        Width::Narrow => 92.0,
    };
    let label = labels.fold(40.0, f64::max).min(most) * 1.06 + 10.0;
    let cell = ((drawing.width() - label) / count.max(1.0)).min(120.0);
    let cells = heat.rows.iter().flat_map(|row| &row.cells);
    let widest = cells
        .map(|cell| measure::width(&flat(*cell), SMALL))
        .fold(0.0, f64::max);
    let flat = widest + 8.0 <= cell - GAP;
    Grid {
        label,
        cell,
        flat,
        tall: if flat { 32.0 } else { 38.0 },
    }
}

fn legend(heat: &Heat, drawing: &mut Drawing) {
    let words = [
        "under 20 %",
        "20 to 39 %",
        "40 to 59 %",
        "60 to 79 %",
        "80 % or more",
    ];
    let mut entries: Vec<_> = palette::shades()
        .into_iter()
        .map(|mut fill| {
            // On paper the lightest shades need an edge.
            fill.edge = palette::REACH;
            fill
        })
        .zip(words)
        .collect();
    if heat
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .any(|cell| cell.of == 0)
    {
        entries.push((palette::shade(0, 0), "no cases"));
    }
    drawing.legend(&entries);
    drawing.y += 8.0;
}

/// The words above the columns: level if they fit, else upwards.
fn columns(heat: &Heat, grid: &Grid, drawing: &mut Drawing) {
    let titles: Vec<String> = heat
        .columns
        .iter()
        .map(|title| plain::line(title))
        .collect();
    let longest = titles.iter().flat_map(|title| title.split(' '));
    let longest = longest
        .map(|word| measure::width(word, SMALL))
        .fold(0.0, f64::max);
    let look = Look {
        colour: palette::INK,
        ..Look::MUTED
    };
    if longest <= grid.cell - GAP {
        let wrapped: Vec<_> = titles
            .iter()
            .map(|title| measure::wrap(title, SMALL, grid.cell - GAP, 6))
            .collect();
        let lines = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for (place, words) in wrapped.iter().enumerate() {
            let x = grid.label + (length(place as u64) + 0.5) * grid.cell;
            let first = drawing.y + 12.0 + length((lines - words.len()) as u64) * 14.0;
            for (at, line) in words.iter().enumerate() {
                let y = first + length(at as u64) * 14.0;
                drawing.words(x, y, &[line], look.at(Anchor::Middle));
            }
        }
        drawing.y += length(lines as u64) * 14.0 + 6.0;
    } else {
        let most = if grid.cell >= 28.0 { 2 } else { 1 };
        let wrapped: Vec<_> = titles
            .iter()
            .map(|title| measure::wrap(title, SMALL, 120.0, most))
            .collect();
        let widest = wrapped
            .iter()
            .flatten()
            .map(|line| measure::width(line, SMALL));
        let tall = widest.fold(0.0, f64::max);
        for (place, words) in wrapped.iter().enumerate() {
            let middle = grid.label + (length(place as u64) + 0.5) * grid.cell;
            let first = middle + 4.0 - length(words.len() as u64 - 1) * 6.5;
            for (at, line) in words.iter().enumerate() {
                drawing.upwards(
                    first + length(at as u64) * 13.0,
                    drawing.y + tall,
                    line,
                    look,
                );
            }
        }
        drawing.y += tall + 6.0;
    }
}

fn drawn(row: &HeatRow, grid: &Grid, drawing: &mut Drawing) {
    let label = measure::wrap(
        &plain::line(&row.label),
        SIZE,
        (grid.label - 10.0) / 1.06,
        ROW_LINES,
    );
    let middle = drawing.y + (grid.tall - GAP) / 2.0;
    let first = middle + 4.5 - length(label.len() as u64 - 1) * LEADING / 2.0;
    let look = if row.total {
        Look::INK.strong()
    } else {
        Look::INK
    };
    drawing.words(0.0, first, &label, look);
    for (place, cell) in row.cells.iter().enumerate() {
        let x = grid.label + length(place as u64) * grid.cell;
        let size = (grid.cell - GAP, grid.tall - GAP);
        let fill = palette::shade(cell.count, cell.of);
        drawing.area((x + GAP / 2.0, drawing.y), size, fill);
        if cell.tone.is_some() {
            drawing.frame((x + GAP / 2.0, drawing.y), size, palette::INK, 2.0);
        }
        let centre = x + grid.cell / 2.0;
        let look = Look {
            strong: row.total,
            ..Look::on(fill)
        };
        if cell.of == 0 {
            drawing.words(centre, middle + 4.5, &["–"], look);
        } else if grid.flat {
            drawing.words(centre, middle + 4.5, &[flat(*cell)], look);
        } else {
            let fitted = |words: &str, most: f64| most.min(size.0 / measure::width(words, 1.0));
            let count = grouped(&cell.count.to_string());
            let whole = format!("of {}", grouped(&cell.of.to_string()));
            let small = Look {
                size: fitted(&whole, 10.0),
                strong: false,
                ..look
            };
            let large = Look {
                size: fitted(&count, SMALL),
                strong: true,
                ..look
            };
            drawing.words(centre, middle + 1.0, &[count], large);
            drawing.words(centre, middle + 12.5, &[whole], small);
            if let Some(tone) = cell.tone {
                let corner = Look {
                    size: 8.0,
                    ..look.at(Anchor::End)
                };
                let symbol = shown::symbol(tone).to_string();
                drawing.words(x + grid.cell - 3.0, drawing.y + 8.0, &[symbol], corner);
            }
        }
    }
    drawing.y += grid.tall;
}

/// "21 of 24", with the symbol of its tone in front.
fn flat(cell: HeatCell) -> String {
    format!("{} of {}", short(cell), grouped(&cell.of.to_string()))
}

fn short(cell: HeatCell) -> String {
    let symbol = cell
        .tone
        .map(|tone| format!("{} ", shown::symbol(tone)))
        .unwrap_or_default();
    format!("{symbol}{}", grouped(&cell.count.to_string()))
}
