//! The record against the discussion: good work, thin record.
//!
//! It must not know how pairs were counted.

use super::{Shown, charts, heading, words};
use crate::analysis::summary::{GapCounts, GapRow, Summary};
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table, Tone};

/// How many standards the list names.
const NAMED: usize = 5;

pub(in crate::report) fn add(summary: &Summary, shown: Shown, blocks: &mut Vec<Block>) {
    let Some(gaps) = &summary.gaps else { return };
    if summary.is_empty() {
        return;
    }
    heading(blocks, "Good work, thin record");
    if gaps.all.pairs == 0 {
        blocks.push(Block::Paragraph(
            "No rating has both a reading from the record and one after the discussion.".to_owned(),
        ));
        return;
    }
    blocks.push(Block::Paragraph(format!(
        "{} of {} discussions were held. Of {} with both readings, {} were working by the record and {} after the discussion.",
        words::whole(gaps.held),
        words::whole(gaps.cases),
        words::counted(gaps.all.pairs, "rating"),
        words::whole(gaps.all.record_working),
        words::whole(gaps.all.discussion_working)
    )));
    let thin = gaps.thin_records();
    if !thin.is_empty() {
        blocks.push(Block::Paragraph(
            "The discussion showed most that the record does not in:".to_owned(),
        ));
        let item = |row: &&GapRow| Item {
            tone: Tone::Attention,
            text: format!(
                "{}: working in {} of {} by the record, {} after the discussion",
                row.title,
                row.counts.record_working,
                row.counts.pairs,
                row.counts.discussion_working
            ),
        };
        blocks.push(Block::List(thin.iter().take(NAMED).map(item).collect()));
    }
    if shown.charts()
        && let Some(chart) = charts::arrows(gaps)
    {
        blocks.push(Block::Chart(chart));
        let rated: Vec<GapRow> = gaps
            .standards
            .iter()
            .filter(|row| rated(row))
            .cloned()
            .collect();
        blocks.push(Block::Table(table(
            "Standard",
            &rated,
            &gaps.all,
            "All standards",
        )));
    }
    blocks.push(Block::Table(table(
        "Domain",
        &gaps.domains,
        &gaps.all,
        "All domains",
    )));
    if gaps.groups.len() > 1 {
        blocks.push(Block::Table(table(
            &words::group_header(&summary.grouped_by),
            &gaps.groups,
            &gaps.all,
            &words::all_groups(summary),
        )));
    }
    blocks.push(Block::Note(
        "Counts of ratings with both readings. A rating that was not evidenced in the record and had a level after the discussion became evidenced; that is no step up or down."
            .to_owned(),
    ));
}

/// Has a standard any rating with both readings?
pub(super) fn rated(row: &GapRow) -> bool {
    row.counts.pairs > 0
}

fn table(stub: &str, rows: &[GapRow], all: &GapCounts, all_label: &str) -> Table {
    let row = |label: &str, counts: &GapCounts, kind: RowKind| {
        let share = |count: u64| {
            if counts.pairs == 0 {
                Cell::Unknown
            } else {
                Cell::share(count, counts.pairs)
            }
        };
        Row {
            cells: vec![
                Cell::text(label),
                share(counts.record_working),
                share(counts.discussion_working),
                Cell::Count(counts.higher),
                Cell::Count(counts.same + counts.never_evidenced),
                Cell::Count(counts.lower),
                Cell::Count(counts.became_evidenced),
                Cell::Count(counts.no_longer_evidenced),
            ],
            kind,
        }
    };
    let mut out: Vec<Row> = rows
        .iter()
        .map(|line| row(&line.title, &line.counts, RowKind::Plain))
        .collect();
    if !rows
        .iter()
        .any(|line| line.counts == *all && rows.len() == 1)
    {
        out.push(row(all_label, all, RowKind::Total));
    }
    Table {
        caption: None,
        columns: vec![
            Column::words(stub),
            Column::figures("Working by the record"),
            Column::figures("Working after the discussion"),
            Column::figures("Higher"),
            Column::figures("Same"),
            Column::figures("Lower"),
            Column::figures("Became evidenced"),
            Column::figures("No longer evidenced"),
        ],
        rows: out,
    }
}
