//! The page that leads to the reports of single hubs.
//!
//! It holds counts of cases and names of files, and no finding: it may lie open where the
//! reports do. It must not know where the files are.

use crate::report::summary::words;
use crate::report::{Block, Cell, Column, Document, Row, Table};

/// One hub's reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The hub, as people know it.
    pub label: String,
    /// Cases that count.
    pub cases: u64,
    /// Cases that were planned, where that is known.
    pub planned: Option<u32>,
    /// Names of files, one for each form.
    pub files: Vec<String>,
}

/// The page; `forms` says in words what each line's files are.
pub fn index(round: Option<&str>, group: &str, forms: &[&str], lines: &[Line]) -> Document {
    let mut columns = vec![
        Column::words(words::upper_first(group)),
        Column::figures("Cases audited"),
    ];
    let planned = lines.iter().any(|line| line.planned.is_some());
    if planned {
        columns.push(Column::figures("Planned"));
    }
    columns.extend(forms.iter().map(|form| Column::words(*form)));
    let rows = lines.iter().map(|line| {
        let mut cells = vec![Cell::text(&line.label), Cell::Count(line.cases)];
        if planned {
            let planned = line.planned.map(u64::from);
            cells.push(planned.map_or(Cell::Unknown, Cell::Count));
        }
        cells.extend(line.files.iter().map(|file| Cell::Link {
            text: file.clone(),
            file: file.clone(),
        }));
        Row {
            cells,
            ..Row::default()
        }
    });
    let round = round.unwrap_or("Case audits");
    Document {
        title: format!("{round}: reports by {group}"),
        label: Some(super::LABEL.to_owned()),
        blocks: vec![
            Block::Paragraph(format!(
                "Each report is on one {group}, set beside all others. The {} stand in the round's order, which is no ranking.",
                words::plural(group)
            )),
            Block::Table(Table {
                caption: Some(format!("Reports by {group}")),
                columns,
                rows: rows.collect(),
            }),
            Block::Note(
                "The reports lie in the same folder as this page: move or send them together, and to nobody who does not need them."
                    .to_owned(),
            ),
        ],
        ..Document::default()
    }
}
