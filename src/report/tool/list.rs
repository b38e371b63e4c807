//! Several tools at a glance: what `tool list` shows.
//!
//! It must not know where the tools come from.

use crate::model::Tool;
use crate::report::{Block, Cell, Column, Document, Row, Table};

/// A table of tools.
pub fn tool_list_document(tools: &[Tool]) -> Document {
    let rows = tools
        .iter()
        .map(|tool| Row {
            cells: vec![
                Cell::text(&tool.id),
                Cell::text(&tool.version),
                Cell::text(&tool.title),
                count(tool.domains.len()),
                count(tool.standards.len()),
            ],
            ..Row::default()
        })
        .collect();
    Document {
        title: "Audit tools that are built in".to_owned(),
        blocks: vec![
            Block::Table(Table {
                caption: None,
                columns: vec![
                    Column::words("Tool"),
                    Column::words("Version"),
                    Column::words("Title"),
                    Column::figures("Domains"),
                    Column::figures("Standards"),
                ],
                rows,
            }),
            Block::Note(
                "Show one with: case-audit tool show TOOL. Begin one of your own with: \
                 case-audit tool new -o my-tool.toml"
                    .to_owned(),
            ),
        ],
        ..Document::default()
    }
}

/// A number of things as a cell.
fn count(number: usize) -> Cell {
    u64::try_from(number).map_or(Cell::Unknown, Cell::Count)
}
