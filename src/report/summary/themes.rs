//! Findings by theme, kind and group. No words of a finding are shown.
//!
//! It must not know how findings were matched to audits.

use super::{heading, words};
use crate::analysis::summary::{Summary, ThemeRow, Themes};
use crate::model::FindingKind;
use crate::report::{Block, Cell, Column, Row, RowKind, Table};

/// Above so many groups a table by group cannot be read.
const MOST_GROUPS: usize = 12;

pub(in crate::report) fn add(summary: &Summary, blocks: &mut Vec<Block>) {
    let Some(themes) = &summary.themes else {
        return;
    };
    heading(blocks, "Themes in the findings");
    blocks.push(Block::Paragraph(format!(
        "{} on {}, counted by case: a case with several findings of one theme counts once.",
        words::counted(themes.findings, "finding"),
        words::counted(themes.cases, "case")
    )));
    for kind in FindingKind::ALL {
        let rows: Vec<&ThemeRow> = themes.rows.iter().filter(|row| row.kind == kind).collect();
        if !rows.is_empty() {
            blocks.push(Block::Table(table(summary, kind, &rows)));
        }
    }
    let note = note(themes);
    if !note.is_empty() {
        blocks.push(Block::Note(note));
    }
}

fn table(summary: &Summary, kind: FindingKind, themes: &[&ThemeRow]) -> Table {
    let by_group = summary.groups.len() > 1 && summary.groups.len() <= MOST_GROUPS;
    let mut columns = vec![
        Column::words("Theme"),
        Column::figures("Findings"),
        Column::figures("Cases"),
    ];
    if by_group {
        columns.extend(
            summary
                .groups
                .iter()
                .map(|group| Column::figures(group.label.clone())),
        );
    }
    let rows = themes
        .iter()
        .map(|theme| {
            let mut cells = vec![
                Cell::text(&theme.title),
                Cell::Count(theme.findings),
                Cell::Count(theme.cases),
            ];
            if by_group {
                cells.extend(theme.groups.iter().map(|cases| Cell::Count(*cases)));
            }
            Row {
                cells,
                kind: RowKind::Plain,
            }
        })
        .collect();
    Table {
        caption: Some(words::upper_first(kind.label())),
        columns,
        rows,
    }
}

fn note(themes: &Themes) -> String {
    let mut parts = Vec::new();
    if themes.other_audits > 0 {
        parts.push(format!(
            "{} of audits that do not count, such as a second auditor's",
            words::counted(themes.other_audits, "finding")
        ));
    }
    if themes.not_counted > 0 {
        parts.push(format!(
            "{} on cases whose audits do not count or are not there",
            words::counted(themes.not_counted, "finding")
        ));
    }
    if parts.is_empty() {
        return String::new();
    }
    format!("Not counted: {}.", parts.join("; "))
}
