//! A table as lines no wider than the page.
//!
//! Too wide a table first breaks its titles and words at spaces; if that is not enough, it
//! is parted into tables one below the other, each with the naming column. Figures are never
//! broken. It must not know what the figures mean.

use std::ops::Range;

use comfy_table::{Cell as Drawn, CellAlignment, ContentArrangement, Row as DrawnRow};
use comfy_table::{LineStyle, Table as Drawing, TableStyle};
use unicode_width::UnicodeWidthStr as _;

use crate::report::{Align, Cell, RowKind, Table};

use super::super::plain::{self, GLUE};
use super::super::shown::Shown;
use super::columns::{self, GAP, Want};
use super::paint::{self, Paint};
use super::wrap::{widest_word, wrap};

/// Words are not squeezed below this many columns; those that name the rows a little less.
const WORDS: usize = 14;
const NAMES: usize = 18;
/// What the naming column keeps even beside a figure that needs the whole page.
const FEWEST_NAMES: usize = 12;
/// A word up to this wide stays whole.
const WHOLE_WORD: usize = 24;
/// Further lines of a row's name stand in by this much, so that rows are told apart.
const HANG: usize = 2;

/// No text has this; a row of it becomes a rule.
const RULE: &str = "\u{2063}";

/// The lines of the table, and of its caption; none if it has no columns and no caption.
pub(super) fn lines(table: &Table, width: usize) -> Vec<String> {
    let caption = plain::line(table.caption.as_deref().unwrap_or_default());
    let columns = laid_out(table);
    let wants = wants(&columns, width);
    let parts = columns::parts(&wants, width);
    let mut out = Vec::new();
    if parts.is_empty() {
        out.extend(captioned(&caption, width));
        out.pop();
    }
    let count = parts.len();
    for (place, part) in parts.into_iter().enumerate() {
        if !out.is_empty() {
            out.push(String::new());
        }
        let number = place + 1;
        let caption = match (count, caption.is_empty()) {
            (1, _) => caption.clone(),
            (_, true) => format!("Part {number} of {count}"),
            (_, false) => format!("{caption} (part{GLUE}{number}{GLUE}of{GLUE}{count})"),
        };
        out.extend(captioned(&caption, width));
        out.extend(drawn(table, &columns, &wants, part, width));
    }
    out
}

/// The caption, and a line left free below it.
fn captioned(caption: &str, width: usize) -> Vec<String> {
    if caption.is_empty() {
        return Vec::new();
    }
    let lines = wrap(caption, width, width);
    let strong = |line: &String| paint::marked(line, &[Paint::Strong]);
    lines.iter().map(strong).chain([String::new()]).collect()
}

/// One column in words, before any width.
struct Column {
    title: String,
    align: Align,
    /// One per row.
    cells: Vec<Text>,
}

/// One cell in words.
struct Text {
    line: String,
    /// May it be broken at spaces?
    words: bool,
    paint: &'static [Paint],
}

/// The columns of a table; rows that are too short are filled up, and a row that is too long
/// adds a column without a title rather than lose a cell.
fn laid_out(table: &Table) -> Vec<Column> {
    let rows = table.rows.iter().map(|row| row.cells.len());
    let width = rows.chain([table.columns.len()]).max().unwrap_or(0);
    (0..width)
        .map(|place| {
            let column = table.columns.get(place);
            let align = column.map_or(Align::Left, |column| column.align);
            let cells: Vec<Shown> = table
                .rows
                .iter()
                .map(|row| Shown::of(row.cells.get(place).unwrap_or(&Cell::Empty)))
                .collect();
            Column {
                title: plain::line(column.map_or("", |column| &column.title)),
                align,
                cells: aligned(&cells, align),
            }
        })
        .collect()
}

/// The cells of one column, figures one below the other also where some have brackets after
/// them and others do not.
fn aligned(cells: &[Shown], align: Align) -> Vec<Text> {
    let widest = |part: fn(&Shown) -> &str| {
        let figures = cells.iter().filter(|cell| !cell.words);
        figures.map(|cell| part(cell).width()).max().unwrap_or(0)
    };
    let aside = widest(|cell| cell.aside.as_deref().unwrap_or_default());
    let main = widest(|cell| &cell.main);
    let whole = |cell: &Shown| {
        if cell.words || aside == 0 || align == Align::Left {
            return cell.whole();
        }
        let brackets = cell.aside.as_deref().unwrap_or_default();
        let before = filling(main, cell.main.width());
        let after = filling(aside, brackets.width());
        format!("{before}{}{GLUE}{brackets}{after}", cell.main)
    };
    cells
        .iter()
        .map(|cell| Text {
            line: whole(cell),
            words: cell.words,
            paint: cell.tone.map_or(&[], paint::of_tone),
        })
        .collect()
}

fn filling(width: usize, used: usize) -> String {
    String::from(GLUE).repeat(width.saturating_sub(used))
}

/// What each column asks for on a page of this width; the floors of the first column and of
/// any other fit on the page together.
fn wants(columns: &[Column], width: usize) -> Vec<Want> {
    let mut wants: Vec<Want> = columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let most = if place == 0 && columns.len() == 1 {
                width
            } else {
                width.saturating_sub(FEWEST_NAMES + GAP)
            };
            want(column, place == 0, most)
        })
        .collect();
    let widest = wants.iter().skip(1).map(|want| want.floor).max();
    if let (Some(widest), Some(first)) = (widest, wants.first_mut()) {
        first.floor = first.floor.min(width.saturating_sub(widest + GAP));
    }
    wants
}

fn want(column: &Column, names: bool, most: usize) -> Want {
    let least = if names { NAMES } else { WORDS };
    let mut floor = widest_word(&column.title).clamp(1, WHOLE_WORD);
    let mut cells = 0;
    for Text { line, words, .. } in &column.cells {
        let whole = line.width();
        cells = cells.max(whole);
        floor = floor.max(if *words {
            whole.min(least).max(widest_word(line).min(WHOLE_WORD))
        } else {
            whole
        });
    }
    let floor = floor.min(most);
    let cells = cells.max(floor);
    Want {
        floor,
        cells,
        title: column.title.width().max(cells),
    }
}

/// The naming column and a run of the others.
fn drawn(
    table: &Table,
    columns: &[Column],
    wants: &[Want],
    part: Range<usize>,
    width: usize,
) -> Vec<String> {
    let chosen: Vec<usize> = (0..columns.len().min(1)).chain(part).collect();
    let columns: Vec<&Column> = chosen.iter().filter_map(|&at| columns.get(at)).collect();
    let wants: Vec<Want> = chosen
        .iter()
        .filter_map(|&at| wants.get(at).copied())
        .collect();
    let widths = columns::widths(&wants, width);

    let mut drawing = Drawing::new();
    drawing
        .load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')))
        .set_content_arrangement(ContentArrangement::Disabled);
    let titles: Vec<Vec<String>> = columns
        .iter()
        .zip(&widths)
        .map(|(column, &width)| wrap(&column.title, width, width))
        .collect();
    let height = titles.iter().map(Vec::len).max().unwrap_or(0);
    drawing.set_header(titles.iter().map(|lines| {
        // Titles stand on the rule, whatever their number of lines.
        let above = "\n".repeat(height - lines.len());
        Drawn::new(format!("{above}{}", painted(lines, &[Paint::Strong])))
    }));
    let mut before = None;
    for (at, row) in table.rows.iter().enumerate() {
        let strong: &[Paint] = match (row.kind, before) {
            (RowKind::Plain, _) => &[],
            (RowKind::Total, Some(RowKind::Plain | RowKind::Group)) => {
                drawing.add_row([RULE]);
                &[Paint::Strong]
            }
            (RowKind::Group, Some(_)) => {
                drawing.add_row([""]);
                &[Paint::Strong]
            }
            (RowKind::Group | RowKind::Total, _) => &[Paint::Strong],
        };
        before = Some(row.kind);
        let cells = columns.iter().zip(&widths).enumerate();
        drawing.add_row(DrawnRow::from(cells.map(|(place, (column, &width))| {
            let Some(Text { line, paint, .. }) = column.cells.get(at) else {
                return Drawn::new("");
            };
            let hang = if place == 0 && width > WORDS / 2 {
                HANG
            } else {
                0
            };
            let lines = wrap(line, width, width - hang);
            let lines = lines.iter().enumerate().map(|(at, text)| {
                let indent = if at == 0 { 0 } else { hang };
                format!("{}{text}", " ".repeat(indent))
            });
            Drawn::new(painted(
                &lines.collect::<Vec<_>>(),
                &[strong, paint].concat(),
            ))
        })));
    }
    let last = columns.len().saturating_sub(1);
    for (place, (column, drawn)) in columns.iter().zip(drawing.column_iter_mut()).enumerate() {
        let gap = u16::try_from(GAP).unwrap_or(0);
        drawn.set_padding((0, if place == last { 0 } else { gap }));
        drawn.set_cell_alignment(match column.align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
    }
    let mut lines: Vec<String> = drawing.lines().collect();
    let rule = lines.get(height).cloned().unwrap_or_default();
    for line in &mut lines {
        if line.trim() == RULE {
            line.clone_from(&rule);
        }
    }
    lines
}

/// The lines of a cell with their styles; spaces before and after them have none.
fn painted(lines: &[String], paints: &[Paint]) -> String {
    let space = [' ', GLUE];
    let painted = lines.iter().map(|line| {
        let words = line.trim_matches(space);
        let before = line.find(words).unwrap_or(0);
        let (before, rest) = line.split_at(before);
        let after = rest.strip_prefix(words).unwrap_or_default();
        format!("{before}{}{after}", paint::marked(words, paints))
    });
    painted.collect::<Vec<_>>().join("\n")
}
