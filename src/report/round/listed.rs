//! The case list behind a round: how many of its cases stand where.
//!
//! Why a case is not to be audited is free text, and so it stands only where cases are
//! listed. It must not know how cases were rated.

use super::Material;
use crate::analysis::worklist::{Stage, Worklist};
use crate::report::summary::words;
use crate::report::{Block, Cell, Column, Row, RowKind, Table};

pub(super) fn add(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let Some(worklist) = material.listed() else {
        return;
    };
    let row = |label: String, cases: u64, kind: RowKind| Row {
        cells: vec![Cell::text(label), Cell::Count(cases)],
        kind,
    };
    let stages = Stage::ALL.into_iter();
    let mut rows: Vec<Row> = stages
        .map(|stage| (stage, worklist.cases_at(stage)))
        .filter(|(_, cases)| *cases > 0)
        .map(|(stage, cases)| {
            let label = words::upper_first(stage.label());
            row(label, cases, RowKind::Plain)
        })
        .collect();
    rows.push(row(
        "All on the list".to_owned(),
        worklist.cases(),
        RowKind::Total,
    ));
    blocks.push(Block::Table(Table {
        caption: Some("Where the cases on the list stand".to_owned()),
        columns: vec![Column::words("Where they stand"), Column::figures("Cases")],
        rows,
    }));
    if material.cases.is_some() {
        blocks.extend(not_audited(material, worklist));
    }
}

/// The cases that are not to be audited, each with its reason.
fn not_audited(material: &Material<'_>, worklist: &Worklist) -> Option<Block> {
    let cell = |text: &str| match text.trim() {
        "" => Cell::Unknown,
        text => Cell::text(text),
    };
    let rows: Vec<Row> = worklist
        .not_audited()
        .into_iter()
        .map(|line| Row {
            cells: vec![Cell::text(&line.case), cell(&line.hub), cell(&line.reason)],
            kind: RowKind::Plain,
        })
        .collect();
    let by = &material.summary.grouped_by;
    let hub = if by.is_fact {
        "Hub".to_owned()
    } else {
        words::group_header(by)
    };
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: Some("Cases not to be audited".to_owned()),
            columns: [
                Column::words("Case"),
                Column::words(hub),
                Column::words("Why"),
            ]
            .to_vec(),
            rows,
        })
    })
}
