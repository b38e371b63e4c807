//! A table as people who calculate need it: one figure in a cell, one noun in a column.
//!
//! A share becomes columns of its own for the part, the whole and the percentage; the title
//! of a group of rows becomes a column that stands on each of them. It must not know how a
//! cell looks, nor compute anything.

use std::collections::BTreeSet;

use crate::render::plain::{self, GLUE};
use crate::render::shown::{Shown, symbol};
use crate::render::workbook::limits::short;
use crate::report::{Align, Cell, Percent, RowKind, Table, Tone, figure, number};

/// The most UTF-16 units of a document's header.
const HEADER: usize = 32_000;

/// The largest whole number that a spreadsheet program keeps to the last digit.
const EXACT: u64 = 1_000_000_000_000_000;

/// Letters in square brackets that stand where there is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shorthand {
    /// Too few for a percentage.
    Few,
    /// There is no figure.
    Missing,
    /// There can be no figure.
    Idle,
}

impl Shorthand {
    /// What stands in the cell.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Few => "[u]",
            Self::Missing => "[x]",
            Self::Idle => "[z]",
        }
    }

    /// What it means.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Few => "too few to give a percentage",
            Self::Missing => "not available: there was nothing to judge",
            Self::Idle => "not applicable: no figure belongs here",
        }
    }
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// With so many decimals.
    Decimals(u8),
    /// As a whole percentage.
    Percent,
    /// More than nothing, and less than half of one per cent.
    UnderOne,
    /// As points with their sign.
    Points,
    /// Less than all, and more than ninety-nine and a half per cent.
    OverNinetyNine,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Nothing.
    Nothing,
    /// Words, and their tone where they have one.
    Words(String, Option<Tone>),
    /// A figure.
    Number(f64, Form),
    /// No figure, and why.
    Shorthand(Shorthand),
    /// Words that lead to the sheet of this name.
    Link(String, String),
}

/// Which part of a cell of the document a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The title of a group of rows.
    Group,
    /// The cell as it is.
    Whole,
    /// The part of a share.
    Number,
    /// The whole of a share.
    OutOf,
    /// The percentage.
    Percent,
    /// The lower end of its range.
    Low,
    /// The upper end of its range.
    High,
    /// How it stands to the others.
    Tone,
    /// Whether a row is a total.
    Kind,
}

impl Part {
    fn suffix(self) -> &'static str {
        match self {
            Self::Group | Self::Whole | Self::Kind => "",
            Self::Number => " (number)",
            Self::OutOf => " (out of)",
            Self::Percent => " (share)",
            Self::Low => " (range from)",
            Self::High => " (range to)",
            Self::Tone => " (stands out)",
        }
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// The header; no other column of the table has it.
    pub(super) title: String,
    /// The header of the document's column.
    pub(super) of: String,
    /// What of that column's cells it holds.
    pub(super) part: Part,
    /// Does it hold figures?
    pub(super) figures: bool,
    /// Do its cells stand at the right?
    pub(super) right: bool,
}

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

impl Column {
    fn new(of: &str, part: Part, figures: bool) -> Self {
        Self {
            title: format!("{of}{}", part.suffix()),
            of: of.to_owned(),
            part,
            figures,
            right: figures,
        }
    }
}

/// A spreadsheet program wants every header to differ from the others in more than case.
fn distinct(columns: &mut [Column]) {
    let mut taken = BTreeSet::new();
    for column in columns {
        let title = column.title.clone();
        let mut nth = 2_u64;
        while !taken.insert(column.title.to_lowercase()) {
            column.title = format!("{title} ({nth})");
            nth += 1;
        }
    }
}

/// What becomes of one column of the document.
struct Plan {
    title: String,
    parts: Vec<Part>,
    /// Is there any figure in it?
    figures: bool,
    /// Do its cells stand at the right?
    right: bool,
}

impl Plan {
    fn of(table: &Table, place: usize) -> Self {
        let title = table.columns.get(place);
        // Room is left for what is said of its part.
        let title = title
            .map(|column| short(&words(&column.title), HEADER))
            .unwrap_or_default();
        let title = if title.is_empty() {
            format!("Column {}", place + 1)
        } else {
            title
        };
        let rows = table.rows.iter().filter(|row| row.kind != RowKind::Group);
        let (mut shares, mut figures) = (false, false);
        let (mut percents, mut ranges, mut tones) = (false, false, false);
        for cell in rows.filter_map(|row| row.cells.get(place)) {
            match cell {
                Cell::Share { percent, tone, .. } => {
                    (shares, figures) = (true, true);
                    tones |= tone.is_some();
                    if let Some(percent) = percent.filter(|percent| percent.value.is_finite()) {
                        percents = true;
                        ranges |= percent.interval.is_some();
                    }
                }
                Cell::Difference { .. } => (figures, ranges) = (true, true),
                Cell::Count(_) | Cell::Number { .. } => figures = true,
                Cell::Text(_)
                | Cell::Link { .. }
                | Cell::Verdict { .. }
                | Cell::Unknown
                | Cell::Empty => {}
            }
        }
        let mut parts = vec![if shares { Part::Number } else { Part::Whole }];
        let more = [
            (Part::OutOf, shares),
            (Part::Percent, percents),
            (Part::Low, ranges),
            (Part::High, ranges),
            (Part::Tone, tones),
        ];
        parts.extend(more.into_iter().filter(|(_, is)| *is).map(|(part, _)| part));
        let column = table.columns.get(place);
        Self {
            title,
            parts,
            figures,
            right: column.is_some_and(|column| column.align == Align::Right),
        }
    }

    fn values(&self, cell: &Cell) -> impl Iterator<Item = Value> {
        let figures = self.figures;
        self.parts
            .iter()
            .map(move |part| value(cell, *part, figures))
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

fn is_nothing(cell: &Cell) -> bool {
    match cell {
        Cell::Empty | Cell::Unknown => true,
        Cell::Text(text) | Cell::Link { text, .. } => words(text).is_empty(),
        Cell::Count(_)
        | Cell::Number { .. }
        | Cell::Share { .. }
        | Cell::Difference { .. }
        | Cell::Verdict { .. } => false,
    }
}

/// One part of a cell.
fn value(cell: &Cell, part: Part, figures: bool) -> Value {
    let first = matches!(part, Part::Whole | Part::Number);
    let idle = |part: Part| {
        if figures && part != Part::Tone {
            Value::Shorthand(Shorthand::Idle)
        } else {
            Value::Nothing
        }
    };
    match cell {
        Cell::Share {
            count,
            of,
            percent,
            tone,
        } => of_share(*count, *of, *percent, *tone, part),
        Cell::Difference { value, low, high } => match part {
            Part::Whole | Part::Number => points(*value),
            Part::Low => points(*low),
            Part::High => points(*high),
            Part::Group | Part::OutOf | Part::Percent | Part::Tone | Part::Kind => idle(part),
        },
        Cell::Unknown if part == Part::Tone => Value::Nothing,
        Cell::Unknown => Value::Shorthand(Shorthand::Missing),
        _ if is_nothing(cell) || !first => idle(part),
        Cell::Count(count) => whole(*count),
        Cell::Number { value, decimals } => match digits(*value) {
            Some(value) => Value::Number(value, Form::Decimals(*decimals)),
            None => Value::Shorthand(Shorthand::Missing),
        },
        Cell::Text(text) | Cell::Link { text, .. } => said(words(text), None),
        Cell::Verdict { tone, .. } => said(words(&Shown::of(cell).main), Some(*tone)),
        Cell::Empty => idle(part),
    }
}

/// A difference of shares, in points.
fn points(difference: f64) -> Value {
    digits(difference * 100.0).map_or(Value::Shorthand(Shorthand::Missing), |points| {
        Value::Number(points, Form::Points)
    })
}

fn of_share(
    count: u64,
    of: u64,
    percent: Option<Percent>,
    tone: Option<Tone>,
    part: Part,
) -> Value {
    let missing = Value::Shorthand(Shorthand::Missing);
    let percent = percent.filter(|percent| percent.value.is_finite());
    let bound = |bound: Option<f64>, some: bool, all: bool| match bound.and_then(digits) {
        _ if percent.is_none() => Value::Shorthand(Shorthand::Few),
        Some(value) => Value::Number(value, form(value, some, all)),
        None => Value::Shorthand(Shorthand::Missing),
    };
    let interval = percent.and_then(|percent| percent.interval);
    let (some, all) = (count > 0, count >= of);
    match part {
        Part::OutOf => whole(of),
        Part::Tone => tone.map_or(Value::Nothing, tone_words),
        _ if of == 0 => missing,
        Part::Percent => bound(percent.map(|percent| percent.value), some, all),
        Part::Low => {
            let low = interval.map(|(low, _)| low);
            bound(low, low > Some(0.0), low >= Some(1.0))
        }
        Part::High => {
            let high = interval.map(|(_, high)| high);
            bound(high, high > Some(0.0), high >= Some(1.0))
        }
        Part::Number | Part::Whole | Part::Group | Part::Kind => whole(count),
    }
}

/// A percentage that is shown neither as "0" of something nor as "100" of less than all.
fn form(value: f64, some: bool, all: bool) -> Form {
    match number::percentage(value).as_deref() {
        Some("0") if some => Form::UnderOne,
        Some("100") if !all => Form::OverNinetyNine,
        _ => Form::Percent,
    }
}

fn tone_words(tone: Tone) -> Value {
    let said = match tone {
        Tone::Up => "▲ Stands above".to_owned(),
        Tone::Down => "▼ Stands below".to_owned(),
        Tone::Good | Tone::Improve | Tone::Poor | Tone::Attention | Tone::Neutral => toned(tone),
    };
    Value::Words(said, Some(tone))
}

/// The symbol and the word of a tone.
pub(super) fn toned(tone: Tone) -> String {
    let word = match tone {
        Tone::Good => "Working",
        Tone::Improve => "To improve",
        Tone::Poor => "Not working",
        Tone::Up => "Up",
        Tone::Down => "Down",
        Tone::Attention => "To note",
        Tone::Neutral => "Remark",
    };
    format!("{} {word}", symbol(tone))
}

fn whole(count: u64) -> Value {
    // Below the limit every whole number is a float.
    if count <= EXACT
        && let Ok(value) = count.to_string().parse()
    {
        return Value::Number(value, Form::Decimals(0));
    }
    Value::Words(figure::grouped(&count.to_string()), None)
}

/// The ten digits that every program is given; nothing for what is no number.
fn digits(value: f64) -> Option<f64> {
    number::significant(value)?.parse().ok()
}

/// Words from data as they stand in a workbook: one harmless line.
pub(super) fn words(text: &str) -> String {
    let refused = |c: char| matches!(c, '\u{fffe}' | '\u{ffff}');
    // What glues figures together is put in again as a plain space.
    plain::line(&text.replace(GLUE, " ")).replace(refused, "·")
}

/// Words as a value; none are nothing.
pub(super) fn said(text: String, tone: Option<Tone>) -> Value {
    if text.is_empty() {
        Value::Nothing
    } else {
        Value::Words(text, tone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Column as Header, Row as Line};

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
    fn no_percentage_says_nothing_of_something() {
        assert_eq!(form(0.0, false, false), Form::Percent);
        assert_eq!(form(0.002, true, false), Form::UnderOne);
        assert_eq!(form(0.998, true, false), Form::OverNinetyNine);
        assert_eq!(form(1.0, true, true), Form::Percent);
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
