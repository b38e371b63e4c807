//! Distance travelled.
//!
//! It must not know how medians were found.

use super::{heading, words};
use crate::analysis::summary::{EndCounts, MeasureSummary, Summary};
use crate::report::{Block, Cell, Column, Row, RowKind, Table};

pub(in crate::report) fn add(summary: &Summary, blocks: &mut Vec<Block>) {
    if summary.measures.is_empty() || summary.is_empty() {
        return;
    }
    heading(blocks, "Distance travelled");
    blocks.push(Block::Table(table(&summary.measures)));
    for measure in &summary.measures {
        blocks.push(Block::Note(answers(measure)));
    }
}

/// What was asked, and of whom.
pub(in crate::report) fn title(measure: &MeasureSummary) -> String {
    match &measure.asked_of {
        Some(who) => format!("{} (asked of the {who})", measure.title),
        None => measure.title.clone(),
    }
}

/// The columns of the figures of a measure.
pub(in crate::report) fn columns() -> [Column; 5] {
    [
        "Cases with both",
        "Better",
        "Same",
        "Worse",
        "Median, start → now",
    ]
    .map(Column::figures)
}

/// The figures of a measure.
pub(in crate::report) fn cells(measure: &MeasureSummary) -> [Cell; 5] {
    [
        Cell::Count(measure.pairs),
        Cell::Count(measure.better),
        Cell::Count(measure.same),
        Cell::Count(measure.worse),
        match (measure.median_start, measure.median_now) {
            (Some(start), Some(now)) => {
                Cell::text(format!("{} → {}", words::number(start), words::number(now)))
            }
            _ => Cell::Unknown,
        },
    ]
}

fn table(measures: &[MeasureSummary]) -> Table {
    let row = |measure: &MeasureSummary| {
        let mut row = vec![Cell::text(title(measure))];
        row.extend(cells(measure));
        row.push(measure.sign_p.map_or(Cell::Unknown, words::p_cell));
        Row {
            cells: row,
            kind: RowKind::Plain,
        }
    };
    let mut head = vec![Column::words("Measure")];
    head.extend(columns());
    head.push(Column::figures(words::P));
    Table {
        caption: None,
        columns: head,
        rows: measures.iter().map(row).collect(),
    }
}

/// Who answered and who did not: declined is not the same as not asked.
fn answers(measure: &MeasureSummary) -> String {
    let end = |end: &EndCounts| {
        format!(
            "{} answered, {} declined, {} not asked, {} blank",
            end.given, end.declined, end.not_asked, end.missing
        )
    };
    format!(
        "{} At the start: {}. Now: {}.",
        measure.title,
        end(&measure.start),
        end(&measure.now)
    )
}
