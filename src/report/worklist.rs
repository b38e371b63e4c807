//! The worklist as a document, and for programs.
//!
//! It must not know how the lines were found, or any format.

use serde::Serialize;

use super::document::{Block, Cell, Column, Document, Row, RowKind, Table, Tone};
use super::record::Record;
use crate::analysis::worklist::{Line, Stage, Worklist};

/// The worklist laid out for reading: what asks for something first.
pub fn worklist_document(worklist: &Worklist, title: &str) -> Document {
    let mut document = Document {
        title: title.to_owned(),
        ..Document::default()
    };
    let untold = worklist.untold();
    if untold > 0 {
        let audits = if untold == 1 {
            "1 audit has a rating".to_owned()
        } else {
            format!("{untold} audits have ratings")
        };
        document.blocks.push(Block::Callout {
            tone: Tone::Attention,
            text: format!(
                "{audits} of which somebody must be told, and nobody was told yet. They stand first."
            ),
        });
    }
    if worklist.lines.is_empty() {
        document.blocks.push(Block::Paragraph(
            "No case is on the list yet, and no audit was begun.".to_owned(),
        ));
        return document;
    }
    let counts: Vec<String> = Stage::ALL
        .iter()
        .map(|&stage| (worklist.count(stage), stage))
        .filter(|(count, _)| *count > 0)
        .map(|(count, stage)| format!("{count} {}", stage.label()))
        .collect();
    document
        .blocks
        .push(Block::Paragraph(format!("{}.", counts.join(", "))));
    document.blocks.push(Block::Table(table(worklist)));
    document
}

fn table(worklist: &Worklist) -> Table {
    let columns = ["Case", "Hub", "Auditor", "Audit", "Where it stands"];
    let mut rows = Vec::new();
    let mut last = None;
    for line in &worklist.lines {
        let group = if line.untold.is_empty() {
            line.stage.label()
        } else {
            "nobody told yet"
        };
        if last != Some(group) {
            last = Some(group);
            let mut title = group.to_owned();
            if let Some(first) = title.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            let mut cells = vec![Cell::text(title)];
            cells.resize(columns.len(), Cell::Empty);
            rows.push(Row {
                cells,
                kind: RowKind::Group,
            });
        }
        rows.push(Row {
            cells: vec![
                Cell::text(&line.case),
                words(&line.hub),
                words(&line.auditor),
                words(&line.role),
                Cell::text(stands(line)),
            ],
            kind: RowKind::Plain,
        });
    }
    Table {
        caption: None,
        columns: columns.map(Column::words).to_vec(),
        rows,
    }
}

fn words(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::text(text)
    }
}

fn stands(line: &Line) -> String {
    let mut text = line.stage.label().to_owned();
    if let Some((answered, of)) = line.answered {
        text.push_str(&format!(", {answered} of {of} standards rated"));
    }
    if !line.untold.is_empty() {
        text.push_str(&format!("; nobody told: {}", line.untold.join("; ")));
    }
    text
}

/// The worklist for programs.
#[derive(Debug, Serialize)]
pub struct WorklistJson<'a> {
    schema_version: u32,
    round: &'a str,
    untold: u64,
    lines: &'a [Line],
}

/// The worklist for programs.
pub fn worklist_json<'a>(worklist: &'a Worklist, round: &'a str) -> WorklistJson<'a> {
    WorklistJson {
        schema_version: 1,
        round,
        untold: worklist.untold(),
        lines: &worklist.lines,
    }
}

/// How many audits stand where: counts alone, without a case.
pub fn worklist_records(worklist: &Worklist) -> Vec<Record> {
    let record = |item: &str, count: u64| Record {
        section: "worklist",
        group: String::new(),
        item: item.to_owned(),
        measure: "audits".to_owned(),
        count: Some(count),
        of: None,
        value: None,
    };
    let stages = Stage::ALL.iter();
    stages
        .map(|&stage| record(&stage.label().replace(' ', "_"), worklist.count(stage)))
        .chain([record("nobody_told", worklist.untold())])
        .collect()
}
