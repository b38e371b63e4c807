//! Every standard with its distribution, the ledger under it, and the range over groups.
//!
//! It must not know tests.

use super::{heading, words};
use crate::analysis::summary::{StandardGroup, StandardSummary, Summary};
use crate::report::{Block, Cell, Column, Row, RowKind, Table};

pub(super) fn add(summary: &Summary, blocks: &mut Vec<Block>) {
    if summary.audited.all.cases == 0 || summary.standards.is_empty() {
        return;
    }
    heading(blocks, "Every standard");
    for scale in scales(summary) {
        let standards: Vec<&StandardSummary> = summary
            .standards
            .iter()
            .filter(|s| s.scale == scale)
            .collect();
        blocks.push(Block::Table(distribution(summary, &standards)));
        blocks.push(Block::Table(ledger(summary, &standards)));
    }
    let outside: u64 = summary
        .standards
        .iter()
        .map(|standard| standard.outside_rule)
        .sum();
    let mut note = "Working is what is working over rated and not evidenced. In scope = rated + not evidenced + not applicable + left out by the tool's rule + missing. ".to_owned();
    note.push_str(&format!(
        "A percentage stands only from {} cases on, with the range that the true share would lie in 95 times of 100.",
        summary.scope.percent_from
    ));
    if outside > 0 {
        note.push_str(&format!(
            " {} by the tool's rule: kept in the file and not counted.",
            if outside == 1 {
                "1 rating is of a standard left out".to_owned()
            } else {
                format!("{outside} ratings are of standards left out")
            }
        ));
    }
    blocks.push(Block::Note(note));
    if summary.scope.narrows_standards() {
        for standard in &summary.standards {
            blocks.push(Block::Table(by_group(summary, standard)));
        }
    }
}

fn scales(summary: &Summary) -> Vec<&str> {
    let mut scales: Vec<&str> = Vec::new();
    for standard in &summary.standards {
        if !scales.contains(&standard.scale.as_str()) {
            scales.push(&standard.scale);
        }
    }
    scales
}

/// Rows of standards under the titles of their domains.
fn rows(
    summary: &Summary,
    standards: &[&StandardSummary],
    width: usize,
    cells: impl Fn(&StandardSummary) -> Vec<Cell>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for domain in &summary.domains {
        let mine: Vec<_> = standards.iter().filter(|s| s.domain == domain.id).collect();
        if mine.is_empty() {
            continue;
        }
        let mut title = vec![Cell::text(&domain.title)];
        title.resize(width, Cell::Empty);
        rows.push(Row {
            cells: title,
            kind: RowKind::Group,
        });
        for standard in mine {
            let mut row = vec![Cell::text(name(standard))];
            row.extend(cells(standard));
            rows.push(Row {
                cells: row,
                kind: RowKind::Plain,
            });
        }
    }
    rows
}

fn name(standard: &StandardSummary) -> String {
    if standard.critical {
        format!("{} (critical)", standard.title)
    } else {
        standard.title.clone()
    }
}

fn distribution(summary: &Summary, standards: &[&StandardSummary]) -> Table {
    let mut columns = vec![Column::words("Standard")];
    if let Some(first) = standards.first() {
        columns.extend(
            first
                .levels
                .iter()
                .map(|level| Column::figures(level.label.clone())),
        );
    }
    columns.push(Column::figures("Working"));
    let width = columns.len();
    Table {
        caption: Some("How each standard is rated".to_owned()),
        columns,
        rows: rows(summary, standards, width, |standard| {
            let mut cells: Vec<Cell> = standard
                .levels
                .iter()
                .map(|level| Cell::Count(level.count))
                .collect();
            cells.push(words::estimate_cell(
                standard.working,
                summary.scope.percent_from,
            ));
            cells
        }),
    }
}

fn ledger(summary: &Summary, standards: &[&StandardSummary]) -> Table {
    let several = summary.groups.len() > 1;
    let mut columns = vec![
        Column::words("Standard"),
        Column::figures("Rated"),
        Column::figures("Not evidenced"),
        Column::figures("Not applicable"),
        Column::figures("Left out by rule"),
        Column::figures("Missing"),
        Column::figures("In scope"),
    ];
    let group = words::group(&summary.grouped_by);
    if several {
        columns.push(Column::figures(format!("Working, from {group} to {group}")));
    }
    let width = columns.len();
    Table {
        caption: Some("Where every audit stands".to_owned()),
        columns,
        rows: rows(summary, standards, width, |standard| {
            let ledger = &standard.ledger;
            let mut cells: Vec<Cell> = [
                ledger.rated,
                ledger.not_evidenced,
                ledger.not_applicable,
                ledger.skipped,
                ledger.missing,
                ledger.in_scope,
            ]
            .map(Cell::Count)
            .to_vec();
            if several {
                cells.push(standard.range.map_or(Cell::Unknown, |(lowest, highest)| {
                    Cell::text(format!("{} to {}", words::of(lowest), words::of(highest)))
                }));
            }
            cells
        }),
    }
}

/// One standard group by group: shown where only some standards are asked for.
fn by_group(summary: &Summary, standard: &StandardSummary) -> Table {
    let mut columns = vec![Column::words(words::group_header(&summary.grouped_by))];
    columns.extend(
        standard
            .levels
            .iter()
            .map(|level| Column::figures(level.label.clone())),
    );
    columns.push(Column::figures("Not rated"));
    columns.push(Column::figures("Working"));
    let percent_from = summary.scope.percent_from;
    let row = |label: &str, group: &StandardGroup, kind: RowKind| {
        let mut cells = vec![Cell::text(label)];
        cells.extend(group.levels.iter().map(|count| Cell::Count(*count)));
        cells.push(Cell::Count(group.ledger.in_scope - group.working.of));
        cells.push(words::estimate_cell(group.working, percent_from));
        Row { cells, kind }
    };
    let mut rows: Vec<Row> = summary
        .groups
        .iter()
        .zip(&standard.groups)
        .map(|(info, group)| row(&info.label, group, RowKind::Plain))
        .collect();
    if summary.groups.len() > 1 {
        let all = StandardGroup {
            ledger: standard.ledger,
            levels: standard.levels.iter().map(|level| level.count).collect(),
            working: standard.working,
        };
        rows.push(row(&words::all_groups(summary), &all, RowKind::Total));
    }
    if let Some(whole) = &standard.whole_round {
        rows.push(row(words::WHOLE_ROUND, whole, RowKind::Total));
    }
    Table {
        caption: Some(standard.title.clone()),
        columns,
        rows,
    }
}
