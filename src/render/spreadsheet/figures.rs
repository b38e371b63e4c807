//! Where in a table the figures of a chart stand, and the chart's figures as a table where
//! they stand in none.
//!
//! A chart in a workbook draws cells, so that whoever changes one sees the chart change. It
//! must not know how a chart looks.

use super::column::Part;
use super::grid::{Grid, Row};
use super::value::{Value, words};
use crate::report::{
    Arrow, Arrows, Cell, Chart, Column, Dots, Drawn, Heat, LevelBars, RowKind, Side, Table,
};

/// What is drawn of a table's cells; rows are the table's first ones.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Drawing {
    /// One bar a row, made of parts, each a column.
    Stacked {
        /// How many rows.
        rows: usize,
        /// Columns and the sides of what stands in them.
        parts: Vec<(usize, Side)>,
    },
    /// One bar a row: how much of the whole behind it the part in front is.
    PartOfWhole {
        /// How many rows.
        rows: usize,
        /// The column of the part.
        part: usize,
        /// The column of the whole.
        whole: usize,
    },
    /// Two bars a row.
    FromTo {
        /// How many rows.
        rows: usize,
        /// The column that it begins with.
        from: usize,
        /// The column that it ends with.
        to: usize,
        /// Do they hold shares, as the two are of different numbers?
        shares: bool,
    },
    /// Cells by the size of their share: the columns of part and whole.
    Shades {
        /// How many rows.
        rows: usize,
        /// Columns of parts and wholes.
        pairs: Vec<(usize, usize)>,
    },
    /// Nothing, as bars of the table's figures would mislead.
    Nothing,
}

/// Where the figures of a chart stand in a table; nothing where they do not.
pub(super) fn drawing(chart: &Chart, grid: &Grid) -> Option<Drawing> {
    match &chart.drawn {
        Drawn::Levels(levels) => stacked(levels, grid),
        Drawn::Heat(heat) => shades(heat, grid),
        Drawn::Dots(dots) => part_of_whole(dots, grid),
        Drawn::Arrows(arrows) => from_to(arrows, grid),
    }
}

/// Do the table's first rows have these names, in their order?
fn are_named<'a>(grid: &Grid, names: impl Iterator<Item = &'a str>) -> Option<usize> {
    let column = grid.name_column();
    let mut count = 0;
    for name in names {
        let value = grid.rows.get(count)?.values.get(column)?;
        let Value::Words(shown, _) = value else {
            return None;
        };
        if *shown != words(name) {
            return None;
        }
        count += 1;
    }
    (count > 0).then_some(count)
}

/// The number in a row's cell.
fn number(row: &Row, column: usize) -> Option<f64> {
    match row.values.get(column)? {
        Value::Number(number, _) => Some(*number),
        Value::Nothing | Value::Words(..) | Value::Shorthand(_) | Value::Link(..) => None,
    }
}

fn is(row: &Row, column: usize, count: u64) -> bool {
    number(row, column).is_some_and(|number| number.to_string() == count.to_string())
}

fn stacked(levels: &LevelBars, grid: &Grid) -> Option<Drawing> {
    let bars = levels.bars.iter().filter(|bar| !bar.counts.is_empty());
    let rows = are_named(grid, bars.clone().map(|bar| bar.label.as_str()))?;
    let mut parts = Vec::new();
    for (place, key) in levels.keys.iter().enumerate() {
        let label = words(&key.label);
        let mut columns = grid.columns.iter();
        let column = columns.position(|c| c.part == Part::Whole && c.of == label)?;
        let mut pairs = bars.clone().zip(&grid.rows);
        let same = |bar: &[u64], row| bar.get(place).is_some_and(|count| is(row, column, *count));
        if !pairs.all(|(bar, row)| same(&bar.counts, row)) {
            return None;
        }
        parts.push((column, key.side));
    }
    (!parts.is_empty()).then_some(Drawing::Stacked { rows, parts })
}

/// The columns of a share whose parts and wholes are these, row by row; a part of nothing
/// is unknown.
fn pair(
    grid: &Grid,
    shares: &[(u64, u64)],
    is_it: impl Fn(&str) -> bool,
) -> Option<(usize, usize)> {
    let mut columns = grid.columns.iter().enumerate();
    columns.find_map(|(part, column)| {
        let whole = part + 1;
        let next = grid.columns.get(whole)?;
        let is_share = column.part == Part::Number && next.part == Part::OutOf;
        let same = || {
            let mut pairs = shares.iter().zip(&grid.rows);
            pairs.all(|((count, of), row)| {
                let unknown = *of == 0 && number(row, part).is_none();
                unknown || (is(row, part, *count) && is(row, whole, *of))
            })
        };
        (is_share && is_it(&column.of) && same()).then_some((part, whole))
    })
}

fn part_of_whole(dots: &Dots, grid: &Grid) -> Option<Drawing> {
    let rows = are_named(grid, dots.rows.iter().map(|row| row.label.as_str()))?;
    let shares: Vec<(u64, u64)> = dots.rows.iter().map(|row| (row.count, row.of)).collect();
    let (part, whole) = pair(grid, &shares, |_| true)?;
    Some(Drawing::PartOfWhole { rows, part, whole })
}

fn from_to(arrows: &Arrows, grid: &Grid) -> Option<Drawing> {
    let rows = are_named(grid, arrows.rows.iter().map(|row| row.label.as_str()))?;
    let shares = |end: fn(&Arrow) -> crate::report::Part| -> Vec<(u64, u64)> {
        let ends = arrows.rows.iter().map(end);
        ends.map(|part| (part.count, part.of)).collect()
    };
    let (from, _) = pair(grid, &shares(|row| row.from), |_| true)?;
    let first = grid.columns.get(from).map(|column| column.of.clone());
    let other = |of: &str| first.as_deref() != Some(of);
    let (to, _) = pair(grid, &shares(|row| row.to), other)?;
    if arrows.rows.iter().all(|row| row.from.of == row.to.of) {
        let shares = false;
        return Some(Drawing::FromTo {
            rows,
            from,
            to,
            shares,
        });
    }
    // Counts of different wholes cannot be compared by their length.
    let drawing = match (percent(grid, from), percent(grid, to)) {
        (Some(from), Some(to)) => Drawing::FromTo {
            rows,
            from,
            to,
            shares: true,
        },
        _ => Drawing::Nothing,
    };
    Some(drawing)
}

/// The column with the percentages of a share whose part stands in this one.
fn percent(grid: &Grid, part: usize) -> Option<usize> {
    let place = part.checked_add(2)?;
    let column = grid.columns.get(place)?;
    (column.part == Part::Percent).then_some(place)
}

fn shades(heat: &Heat, grid: &Grid) -> Option<Drawing> {
    let rows = are_named(grid, heat.rows.iter().map(|row| row.label.as_str()))?;
    let mut pairs = Vec::new();
    for (place, title) in heat.columns.iter().enumerate() {
        let title = words(title);
        let cells = heat.rows.iter().map(|row| row.cells.get(place));
        let shares: Option<Vec<(u64, u64)>> = cells
            .map(|cell| cell.map(|cell| (cell.count, cell.of)))
            .collect();
        pairs.push(pair(grid, &shares?, |of| of == title)?);
    }
    (!pairs.is_empty()).then_some(Drawing::Shades { rows, pairs })
}

/// A chart's own figures.
pub(super) fn table(chart: &Chart) -> Table {
    match &chart.drawn {
        Drawn::Levels(levels) => of_levels(levels),
        Drawn::Heat(heat) => of_heat(heat),
        Drawn::Dots(dots) => of_dots(dots),
        Drawn::Arrows(arrows) => of_arrows(arrows),
    }
}

/// The header over the names of rows, where a chart has none.
const NAME: &str = "Name";

fn row(label: &str, cells: impl Iterator<Item = Cell>, kind: RowKind) -> crate::report::Row {
    crate::report::Row {
        cells: [Cell::text(label)].into_iter().chain(cells).collect(),
        kind,
    }
}

fn of_levels(levels: &LevelBars) -> Table {
    let mut columns = vec![Column::words(NAME)];
    columns.extend(levels.keys.iter().map(|key| Column::figures(&key.label)));
    let rows = levels.bars.iter().map(|bar| {
        let kind = if bar.counts.is_empty() {
            RowKind::Group
        } else {
            RowKind::Plain
        };
        row(
            &bar.label,
            bar.counts.iter().copied().map(Cell::Count),
            kind,
        )
    });
    Table {
        caption: None,
        columns,
        rows: rows.collect(),
    }
}

fn of_heat(heat: &Heat) -> Table {
    let mut columns = vec![Column::words(NAME)];
    columns.extend(heat.columns.iter().map(Column::figures));
    let rows = heat.rows.iter().map(|line| {
        let cells = line.cells.iter().map(|cell| Cell::Share {
            count: cell.count,
            of: cell.of,
            percent: None,
            tone: cell.tone,
        });
        let kind = if line.total {
            RowKind::Total
        } else {
            RowKind::Plain
        };
        row(&line.label, cells, kind)
    });
    Table {
        caption: None,
        columns,
        rows: rows.collect(),
    }
}

fn of_dots(dots: &Dots) -> Table {
    let rows = dots.rows.iter().map(|dot| {
        let bound = |bound: f64| Cell::Number {
            value: bound,
            decimals: 2,
        };
        let (low, high) = dot
            .interval
            .map_or((Cell::Unknown, Cell::Unknown), |(low, high)| {
                (bound(low), bound(high))
            });
        let cells = [Cell::share(dot.count, dot.of), low, high];
        // Only where there are any.
        let ranges = dots.rows.iter().any(|dot| dot.interval.is_some());
        let count = if ranges { 3 } else { 1 };
        row(&dot.label, cells.into_iter().take(count), RowKind::Plain)
    });
    let rows: Vec<crate::report::Row> = rows.collect();
    let mut columns = vec![Column::words(NAME), Column::figures("Share")];
    if rows.iter().any(|row| row.cells.len() > 2) {
        columns.extend([Column::figures("Range from"), Column::figures("Range to")]);
    }
    Table {
        caption: None,
        columns,
        rows,
    }
}

fn of_arrows(arrows: &Arrows) -> Table {
    let rows = arrows.rows.iter().map(|arrow| {
        let ends = [arrow.from, arrow.to].map(|end| Cell::share(end.count, end.of));
        row(&arrow.label, ends.into_iter(), RowKind::Plain)
    });
    Table {
        caption: None,
        columns: vec![
            Column::words(NAME),
            Column::figures(&arrows.from),
            Column::figures(&arrows.to),
        ],
        rows: rows.collect(),
    }
}
