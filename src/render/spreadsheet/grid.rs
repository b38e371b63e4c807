//! A table as people who calculate need it: one figure in a cell, one noun in a column.
//!
//! A share becomes columns of its own for the part, the whole and the percentage; the title
//! of a group of rows becomes a column that stands on each of them. It must not know how a
//! cell looks, nor compute anything.

use std::collections::BTreeSet;

use super::column::{Column, Part, Plan, distinct};
use super::value::{Shorthand, Value, is_nothing, said, words};
use crate::render::shown::Shown;
use crate::report::{Cell, RowKind, Table};

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// One value a column.
    pub(super) values: Vec<Value>,
    /// Is it a total?
    pub(super) total: bool,
}

/// A table of one header row and at least one column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// Left to right.
    pub(super) columns: Vec<Column>,
    /// Top to bottom.
    pub(super) rows: Vec<Row>,
    /// How many columns at the left name the rows.
    pub(super) names: usize,
}

impl Grid {
    /// A table of words under these headers.
    pub(super) fn of_words(titles: &[&str], rows: Vec<Vec<Value>>) -> Self {
        let columns = titles.iter().map(|title| Column {
            title: (*title).to_owned(),
            of: (*title).to_owned(),
            part: Part::Whole,
            figures: false,
            right: false,
        });
        let rows = rows.into_iter().map(|values| Row {
            values,
            total: false,
        });
        Self {
            columns: columns.collect(),
            rows: rows.collect(),
            names: 1,
        }
    }

    /// Nothing of a table that has no column.
    pub(super) fn of(table: &Table) -> Option<Self> {
        let cells = table.rows.iter().map(|row| row.cells.len());
        let width = cells.chain([table.columns.len()]).max()?;
        if width == 0 {
            return None;
        }
        let grouped = table.rows.iter().any(|row| row.kind == RowKind::Group);
        let totals = table.rows.iter().any(|row| row.kind == RowKind::Total);
        let plans: Vec<Plan> = (0..width).map(|place| Plan::of(table, place)).collect();
        let mut columns = Vec::new();
        if grouped {
            columns.push(Column::new("Group", Part::Group, false));
        }
        for plan in &plans {
            let parts = plan.parts.iter();
            columns.extend(parts.map(|part| {
                let figures = plan.figures && *part != Part::Tone;
                Column {
                    right: figures || (plan.right && *part == Part::Whole),
                    ..Column::new(&plan.title, *part, figures)
                }
            }));
        }
        if totals {
            columns.push(Column::new("Kind of row", Part::Kind, false));
        }
        distinct(&mut columns);
        Some(Self {
            columns,
            rows: rows(table, &plans, grouped, totals),
            names: if grouped { 2 } else { 1 },
        })
    }

    /// The shorthands in it.
    pub(super) fn shorthands(&self) -> BTreeSet<Shorthand> {
        let values = self.rows.iter().flat_map(|row| &row.values);
        values
            .filter_map(|value| match value {
                Value::Shorthand(shorthand) => Some(*shorthand),
                Value::Nothing | Value::Words(..) | Value::Number(..) | Value::Link(..) => None,
            })
            .collect()
    }

    /// The column that names the rows.
    pub(super) fn name_column(&self) -> usize {
        self.names.saturating_sub(1)
    }
}

fn rows(table: &Table, plans: &[Plan], grouped: bool, totals: bool) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut group = String::new();
    let mut followed = true;
    let row = |group: &str, cells: &[Cell], kind: RowKind| {
        let mut values = Vec::new();
        if grouped {
            values.push(said(group.to_owned(), None));
        }
        for (place, plan) in plans.iter().enumerate() {
            values.extend(plan.values(cells.get(place).unwrap_or(&Cell::Empty)));
        }
        let total = kind == RowKind::Total;
        if totals {
            let kind = if total { "Total" } else { "Single" };
            values.push(Value::Words(kind.to_owned(), None));
        }
        Row { values, total }
    };
    for line in &table.rows {
        match line.kind {
            RowKind::Group => {
                if !followed {
                    rows.push(row(&group, &[], RowKind::Plain));
                }
                let first = line.cells.first().unwrap_or(&Cell::Empty);
                group = words(&Shown::of(first).whole());
                followed = false;
                // A title that has figures beside it is a row as well.
                let more = line.cells.iter().skip(1);
                if more.clone().any(|cell| !is_nothing(cell)) {
                    rows.push(row(&group, &line.cells, RowKind::Plain));
                    followed = true;
                }
            }
            RowKind::Plain => {
                rows.push(row(&group, &line.cells, line.kind));
                followed = true;
            }
            // A total is of no group.
            RowKind::Total => rows.push(row("", &line.cells, line.kind)),
        }
    }
    if !followed {
        rows.push(row(&group, &[], RowKind::Plain));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::value::Form;
    use super::*;
    use crate::report::{Column as Header, Percent, Row as Line, Tone};

    fn line(kind: RowKind, cells: Vec<Cell>) -> Line {
        Line { cells, kind }
    }

    fn share(count: u64, of: u64, percent: Option<Percent>, tone: Option<Tone>) -> Cell {
        Cell::Share {
            count,
            of,
            percent,
            tone,
        }
    }

    fn titles(grid: &Grid) -> Vec<&str> {
        grid.columns.iter().map(|c| c.title.as_str()).collect()
    }

    #[test]
    fn a_share_has_a_column_for_each_of_its_figures() {
        let percent = Percent {
            value: 0.75,
            interval: Some((0.41, 0.93)),
        };
        let table = Table {
            caption: None,
            columns: vec![Header::words("Hub"), Header::figures("Working")],
            rows: vec![
                line(
                    RowKind::Plain,
                    vec![
                        Cell::text("One"),
                        share(6, 8, Some(percent), Some(Tone::Up)),
                    ],
                ),
                line(
                    RowKind::Plain,
                    vec![Cell::text("Two"), share(2, 3, None, None)],
                ),
                line(
                    RowKind::Plain,
                    vec![Cell::text("Three"), share(0, 0, None, None)],
                ),
                line(RowKind::Total, vec![Cell::text("All")]),
            ],
        };
        let grid = Grid::of(&table).unwrap();
        assert_eq!(
            titles(&grid),
            [
                "Hub",
                "Working (number)",
                "Working (out of)",
                "Working (share)",
                "Working (range from)",
                "Working (range to)",
                "Working (stands out)",
                "Kind of row",
            ]
        );
        let number = |value, form| Value::Number(value, form);
        let whole = |value| number(value, Form::Decimals(0));
        let sign = Value::Shorthand;
        let word = |word: &str| Value::Words(word.to_owned(), None);
        assert_eq!(
            grid.rows[0].values[1..],
            [
                whole(6.0),
                whole(8.0),
                number(0.75, Form::Percent),
                number(0.41, Form::Percent),
                number(0.93, Form::Percent),
                Value::Words("▲ Stands above".to_owned(), Some(Tone::Up)),
                word("Single"),
            ]
        );
        let few = || sign(Shorthand::Few);
        assert_eq!(
            grid.rows[1].values[1..7],
            [whole(2.0), whole(3.0), few(), few(), few(), Value::Nothing]
        );
        let missing = || sign(Shorthand::Missing);
        assert_eq!(
            grid.rows[2].values[1..4],
            [missing(), whole(0.0), missing()]
        );
        assert_eq!(grid.rows[3].values[1], sign(Shorthand::Idle));
        assert_eq!(grid.rows[3].values[7], word("Total"));
    }

    #[test]
    fn the_title_of_a_group_stands_on_each_of_its_rows() {
        let title = |text: &str| line(RowKind::Group, vec![Cell::text(text), Cell::Empty]);
        let plain = |text: &str| line(RowKind::Plain, vec![Cell::text(text), Cell::Count(1)]);
        let table = Table {
            caption: None,
            columns: vec![Header::words("Standard"), Header::figures("Group")],
            rows: vec![title("A"), plain("one"), plain("two"), title("B")],
        };
        let grid = Grid::of(&table).unwrap();
        assert_eq!(titles(&grid), ["Group", "Standard", "Group (2)"]);
        let groups: Vec<&Value> = grid.rows.iter().map(|row| &row.values[0]).collect();
        let word = |word: &str| Value::Words(word.to_owned(), None);
        assert_eq!(groups, [&word("A"), &word("A"), &word("B")]);
        assert_eq!(grid.name_column(), 1);
    }

    #[test]
    fn a_ragged_table_keeps_all_its_cells() {
        let table = Table {
            caption: None,
            columns: vec![Header::words("A")],
            rows: vec![
                line(RowKind::Plain, vec![]),
                line(RowKind::Plain, vec![Cell::Unknown, Cell::Count(u64::MAX)]),
            ],
        };
        let grid = Grid::of(&table).unwrap();
        assert_eq!(titles(&grid), ["A", "Column 2"]);
        assert_eq!(
            grid.rows[1].values[1],
            Value::Words("18,446,744,073,709,551,615".to_owned(), None)
        );
        assert_eq!(Grid::of(&Table::default()), None);
    }
}
