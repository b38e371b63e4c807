//! Every standard with its distribution, the ledger under it, and the range over groups.
//!
//! It must not know tests.

use super::{Shown, charts, heading, words};
use crate::analysis::summary::{DomainSummary, StandardGroup, StandardSummary, Summary};
use crate::report::{Block, Cell, Column, Row, RowKind, Table};

pub(in crate::report) fn add(summary: &Summary, shown: Shown, blocks: &mut Vec<Block>) {
    if summary.is_empty() || summary.standards.is_empty() {
        return;
    }
    heading(blocks, "Every standard");
    for scale in scales(summary) {
        let standards: Vec<&StandardSummary> = summary
            .standards
            .iter()
            .filter(|s| s.scale == scale)
            .collect();
        if shown.charts() {
            blocks.extend(charts::levels(summary, &standards).map(Block::Chart));
        }
        blocks.push(Block::Table(distribution(summary, shown, &standards)));
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
    if shown.charts() {
        note.push_str(" Not rated is what is not applicable, left out or missing.");
    }
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

/// Standards under their domains, without those that have none.
pub(super) fn by_domain<'a>(
    summary: &'a Summary,
    standards: &[&'a StandardSummary],
) -> Vec<(&'a DomainSummary, Vec<&'a StandardSummary>)> {
    let mut out = Vec::new();
    for domain in &summary.domains {
        let mine = standards.iter().filter(|s| s.domain == domain.id);
        let mine: Vec<_> = mine.copied().collect();
        if !mine.is_empty() {
            out.push((domain, mine));
        }
    }
    out
}

/// Rows of standards under the titles of their domains.
fn rows(
    summary: &Summary,
    standards: &[&StandardSummary],
    width: usize,
    cells: impl Fn(&StandardSummary) -> Vec<Cell>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for (domain, mine) in by_domain(summary, standards) {
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

pub(super) fn name(standard: &StandardSummary) -> String {
    if standard.critical {
        format!("{} (critical)", standard.title)
    } else {
        standard.title.clone()
    }
}

fn distribution(summary: &Summary, shown: Shown, standards: &[&StandardSummary]) -> Table {
    let mut columns = vec![Column::words("Standard")];
    if let Some(first) = standards.first() {
        columns.extend(
            first
                .levels
                .iter()
                .map(|level| Column::figures(level.label.clone())),
        );
    }
    if shown.charts() {
        columns.push(Column::figures("Not rated"));
    }
    columns.push(Column::figures("Working"));
    let others = words::all_others(summary).filter(|_| shown.charts());
    columns.extend(
        others
            .iter()
            .map(|others| Column::figures(format!("Working, {}", words::lower_first(others)))),
    );
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
            if shown.charts() {
                cells.push(Cell::Count(standard.ledger.not_rated()));
            }
            cells.push(words::estimate_cell(
                standard.working,
                summary.scope.percent_from,
            ));
            if others.is_some() {
                let whole = standard.whole_round.as_ref();
                cells.push(whole.map_or(Cell::Unknown, |whole| {
                    let rest = whole.working.share().without(standard.working.share());
                    words::estimate_cell(rest.estimate(), summary.scope.percent_from)
                }));
            }
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
        cells.push(Cell::Count(group.ledger.not_rated()));
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
