//! Distance travelled.
//!
//! It must not know how medians were found.

use super::{heading, words};
use crate::analysis::summary::{EndCounts, MeasureSummary, Summary};
use crate::report::{Block, Cell, Column, Row, RowKind, Table};

pub(in crate::report) fn add(summary: &Summary, blocks: &mut Vec<Block>) {
    if summary.measures.is_empty() || summary.audited.all.cases == 0 {
        return;
    }
    heading(blocks, "Distance travelled");
    blocks.push(Block::Table(table(&summary.measures)));
    for measure in &summary.measures {
        blocks.push(Block::Note(answers(measure)));
    }
}

fn table(measures: &[MeasureSummary]) -> Table {
    let rows = measures
        .iter()
        .map(|measure| {
            let medians = match (measure.median_start, measure.median_now) {
                (Some(start), Some(now)) => {
                    Cell::text(format!("{} → {}", words::number(start), words::number(now)))
                }
                _ => Cell::Unknown,
            };
            let title = match &measure.asked_of {
                Some(who) => format!("{} (asked of the {who})", measure.title),
                None => measure.title.clone(),
            };
            Row {
                cells: vec![
                    Cell::text(title),
                    Cell::Count(measure.pairs),
                    Cell::Count(measure.better),
                    Cell::Count(measure.same),
                    Cell::Count(measure.worse),
                    medians,
                    measure
                        .sign_p
                        .map_or(Cell::Unknown, |p| Cell::text(words::p(p))),
                ],
                kind: RowKind::Plain,
            }
        })
        .collect();
    Table {
        caption: None,
        columns: vec![
            Column::words("Measure"),
            Column::figures("Cases with both"),
            Column::figures("Better"),
            Column::figures("Same"),
            Column::figures("Worse"),
            Column::figures("Middle, start → now"),
            Column::figures("p"),
        ],
        rows,
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
