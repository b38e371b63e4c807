//! The list of cases, where it was asked for.
//!
//! Cases stand in the round's order of hubs. It must not know how cases were judged.

use super::Material;
use crate::analysis::cases::CaseRow;
use crate::report::summary::{heading, words};
use crate::report::{Block, Cell, Column, Row, RowKind, Table, Tone};

pub(super) fn add(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let Some(cases) = material.cases else {
        return;
    };
    heading(blocks, "The cases");
    blocks.push(Block::Table(table(material, cases)));
    blocks.push(Block::Note(
        "A case reference is personal data for whoever holds its key: pass this list on to nobody who does not need it."
            .to_owned(),
    ));
}

fn table(material: &Material<'_>, cases: &[CaseRow]) -> Table {
    let summary = material.summary;
    let discussions = summary.tool.rates_twice;
    let overall = summary.overall.is_some();
    let critical = !summary.escalations.is_empty();
    let hub = if summary.grouped_by.is_fact {
        "Hub".to_owned()
    } else {
        words::group_header(&summary.grouped_by)
    };
    let mut columns = vec![Column::words("Case"), Column::words(hub)];
    if discussions {
        columns.push(Column::words("Talked over"));
    }
    if overall {
        columns.push(Column::words("Overall"));
    }
    if critical {
        columns.push(Column::words("Critical ratings"));
    }
    let rows = cases.iter().map(|case| {
        let mut cells = vec![Cell::text(&case.case), Cell::text(&case.hub)];
        if discussions {
            cells.push(case.held.map_or(Cell::Unknown, |held| {
                Cell::text(if held { "yes" } else { "no" })
            }));
        }
        if overall {
            let judged = case.overall.as_ref();
            cells.push(judged.map_or(Cell::Unknown, Cell::text));
        }
        if critical {
            cells.push(critical_cell(case));
        }
        Row {
            cells,
            kind: RowKind::Plain,
        }
    });
    Table {
        caption: None,
        columns,
        rows: rows.collect(),
    }
}

fn critical_cell(case: &CaseRow) -> Cell {
    if case.critical.is_empty() {
        return Cell::Empty;
    }
    let told: Vec<String> = case
        .critical
        .iter()
        .map(|critical| {
            format!(
                "{}: {}, {}",
                critical.standard,
                words::lower_first(&critical.level),
                if critical.told {
                    "somebody was told"
                } else {
                    "nobody was told"
                }
            )
        })
        .collect();
    let untold = case.critical.iter().any(|critical| !critical.told);
    Cell::Verdict {
        tone: if untold {
            Tone::Attention
        } else {
            Tone::Neutral
        },
        word: told.join("; "),
    }
}
