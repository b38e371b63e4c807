//! The overall judgement, its caps, and critical ratings.
//!
//! Cases are only named where that was asked for. It must not know how caps were applied.

use super::{Shown, charts, heading, words};
use crate::analysis::Estimate;
use crate::analysis::summary::{CapSummary, OverallGroup, OverallSummary, Summary};
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table, Tone};

pub(in crate::report) fn add(summary: &Summary, shown: Shown, blocks: &mut Vec<Block>) {
    if summary.is_empty() {
        return;
    }
    if let Some(overall) = &summary.overall {
        heading(blocks, "The overall judgement");
        if shown.charts() {
            blocks.extend(charts::overall_dots(summary, overall).map(Block::Chart));
        }
        blocks.push(Block::Table(table(summary, shown, overall)));
        let mut note =
            "The auditor's own judgement of the whole case, never an average.".to_owned();
        if summary.groups.len() > 1 {
            note.push_str(&format!(
                " {} are not tested against each other on it: of several with few cases each, some lie far apart by chance.",
                words::upper_first(&words::groups(&summary.grouped_by))
            ));
        }
        blocks.push(Block::Note(note));
        let caps: Vec<Item> = overall.caps.iter().filter_map(cap).collect();
        if !caps.is_empty() {
            blocks.push(Block::List(caps));
        }
        breaches(summary, overall, blocks);
    }
    escalations(summary, blocks);
}

fn table(summary: &Summary, shown: Shown, overall: &OverallSummary) -> Table {
    let percent_from = summary.scope.percent_from;
    let mut columns = vec![Column::words(words::group_header(&summary.grouped_by))];
    columns.extend(
        overall
            .levels
            .iter()
            .map(|level| Column::figures(level.label.clone())),
    );
    columns.push(Column::figures("Missing"));
    columns.push(Column::figures("Working"));
    let line = |label: &str, levels: &[u64], missing: u64, working: Estimate, kind| {
        let mut cells = vec![Cell::text(label)];
        cells.extend(levels.iter().map(|count| Cell::Count(*count)));
        cells.push(Cell::Count(missing));
        cells.push(words::estimate_cell(working, percent_from));
        Row { cells, kind }
    };
    let missing = |group: &OverallGroup| group.ledger.not_rated();
    let row = |label: &str, group: &OverallGroup, kind: RowKind| {
        line(label, &group.levels, missing(group), group.working, kind)
    };
    let mut rows: Vec<Row> = summary
        .groups
        .iter()
        .zip(&overall.groups)
        .map(|(info, group)| row(&info.label, group, RowKind::Plain))
        .collect();
    let all = OverallGroup {
        levels: overall.levels.iter().map(|level| level.count).collect(),
        ledger: overall.ledger,
        working: overall.working,
    };
    // One group alone needs no sum; the terminal has always shown one.
    if summary.groups.len() > 1 || !shown.charts() {
        rows.push(row(&words::all_groups(summary), &all, RowKind::Total));
    }
    if let Some(whole) = overall.whole_round.as_ref().filter(|_| shown.charts()) {
        if let Some(others) = words::all_others(summary) {
            let levels = whole.levels.iter().zip(&all.levels);
            let levels: Vec<u64> = levels
                .map(|(whole, here)| whole.saturating_sub(*here))
                .collect();
            let working = whole.working.share().without(all.working.share());
            rows.push(line(
                &others,
                &levels,
                missing(whole).saturating_sub(missing(&all)),
                working.estimate(),
                RowKind::Plain,
            ));
        }
        rows.push(row(words::WHOLE_ROUND, whole, RowKind::Total));
    }
    Table {
        caption: None,
        columns,
        rows,
    }
}

fn cap(cap: &CapSummary) -> Option<Item> {
    let counts = cap.counts;
    if counts.acted == 0 {
        return None;
    }
    let when: Vec<String> = cap
        .when
        .iter()
        .map(|label| words::lower_first(label))
        .collect();
    let mut text = format!(
        "{}, at {}, limits the judgement to {} at most: so in {}",
        cap.title,
        when.join(" or "),
        words::lower_first(&cap.at_most),
        words::counted(counts.acted, "case")
    );
    let bare = counts.passed - counts.with_reason;
    if counts.passed > 0 {
        text.push_str(&format!(
            "; {} {} judged better all the same, {} with a reason",
            counts.passed,
            if counts.passed == 1 { "was" } else { "were" },
            counts.with_reason
        ));
    }
    Some(Item {
        tone: if bare > 0 {
            Tone::Attention
        } else {
            Tone::Neutral
        },
        text,
    })
}

fn breaches(summary: &Summary, overall: &OverallSummary, blocks: &mut Vec<Block>) {
    if !summary.scope.cases || overall.breaches.is_empty() {
        return;
    }
    let rows = overall
        .breaches
        .iter()
        .map(|breach| Row {
            cells: vec![
                Cell::text(&breach.case),
                Cell::text(&breach.hub),
                Cell::text(&breach.title),
                Cell::text(if breach.reason { "yes" } else { "no" }),
            ],
            kind: RowKind::Plain,
        })
        .collect();
    blocks.push(Block::Table(Table {
        caption: Some("Cases judged better than a standard allows".to_owned()),
        columns: vec![
            Column::words("Case"),
            Column::words("Hub"),
            Column::words("Standard"),
            Column::words("Reason given"),
        ],
        rows,
    }));
}

fn escalations(summary: &Summary, blocks: &mut Vec<Block>) {
    let needed: Vec<_> = summary
        .escalations
        .iter()
        .filter(|e| e.needed > 0)
        .collect();
    if summary.escalations.is_empty() {
        return;
    }
    heading(blocks, "Critical standards");
    if needed.is_empty() {
        blocks.push(Block::Paragraph(
            "No critical standard was rated at a level at which somebody must be told.".to_owned(),
        ));
        return;
    }
    for escalation in needed {
        let untold = escalation.untold();
        let mut text = format!(
            "{}: {} at {}. ",
            escalation.title,
            words::counted(escalation.needed, "case"),
            words::escalation_levels(escalation),
        );
        text.push_str(&match (untold, escalation.told) {
            (0, 1) => "The audit says who was told.".to_owned(),
            (0, _) => "Each audit says who was told.".to_owned(),
            (untold, 0) => format!(
                "{} who was told: somebody must be told now.",
                if untold == 1 {
                    "The audit does not say"
                } else {
                    "No audit says"
                }
            ),
            (untold, told) => format!(
                "{told} {} who was told; {untold} {} not: somebody must be told now.",
                if told == 1 { "says" } else { "say" },
                if untold == 1 { "does" } else { "do" }
            ),
        });
        blocks.push(Block::Callout {
            tone: if untold > 0 {
                Tone::Attention
            } else {
                Tone::Neutral
            },
            text,
        });
    }
}
