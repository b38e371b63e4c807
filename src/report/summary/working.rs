//! Strengths first, then what needs improving and what is not working.
//!
//! It must not know how the standards were picked.

use super::{Shown, charts, heading, words};
use crate::analysis::Share;
use crate::analysis::summary::{FEWEST_NAMED, Highlight, StandardSummary, Summary};
use crate::model::Standing;
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table, Tone};

pub(in crate::report) fn add(summary: &Summary, shown: Shown, blocks: &mut Vec<Block>) {
    heading(blocks, "What is working well");
    if summary.is_empty() {
        blocks.push(Block::Paragraph(
            "No case was counted, so there is nothing to sum up.".to_owned(),
        ));
        return;
    }
    let working = &summary.highlights.working;
    if working.is_empty() {
        blocks.push(Block::Paragraph(none_named(summary, Standing::Working)));
    } else {
        blocks.push(Block::Paragraph(
            "The standards that are working in the largest part of the cases they were judged in."
                .to_owned(),
        ));
        blocks.push(list(summary, working, Tone::Good));
    }
    if summary.domains.iter().any(|domain| domain.cases > 0) {
        let grid = grid(summary, shown);
        if shown.charts() {
            blocks.extend(charts::heat(summary, &grid).map(Block::Chart));
        }
        blocks.push(Block::Table(by_domain(summary, &grid)));
        blocks.push(Block::Note(format!(
            "Ratings that are working, of those rated or not evidenced. Ratings of one case hang together, so a {} is compared case by case below; these counts alone are no verdict.",
            words::group(&summary.grouped_by)
        )));
    }
}

pub(in crate::report) fn add_weaknesses(summary: &Summary, blocks: &mut Vec<Block>) {
    if summary.is_empty() {
        return;
    }
    heading(blocks, "What needs improving");
    if summary.highlights.improve.is_empty() {
        blocks.push(Block::Paragraph(none_named(summary, Standing::Improve)));
    } else {
        blocks.push(Block::Paragraph(
            "The standards with the largest part of ratings that need improving.".to_owned(),
        ));
        blocks.push(list(summary, &summary.highlights.improve, Tone::Improve));
    }
    heading(blocks, "What is not working");
    if summary.highlights.not_working.is_empty() {
        blocks.push(Block::Paragraph(none_named(summary, Standing::NotWorking)));
    } else {
        blocks.push(Block::Paragraph(
            "The standards with the largest part of ratings that are not working.".to_owned(),
        ));
        blocks.push(list(summary, &summary.highlights.not_working, Tone::Poor));
    }
}

/// Why no standard is named: there is none to name, or too few cases were judged.
pub(in crate::report) fn none_named(summary: &Summary, standing: Standing) -> String {
    let standards = summary.standards.iter();
    let (enough, few): (Vec<_>, Vec<_>) = standards.partition(|standard| standard.may_be_named());
    let ratings = |standards: &[&StandardSummary]| {
        let standards = standards.iter();
        standards.map(|standard| standard.at(standing)).sum::<u64>()
    };
    let too_few =
        format!("standards are named from {FEWEST_NAMED} cases on, and the tables hold all.");
    match standing {
        Standing::Working if enough.is_empty() => {
            format!("Too few cases were judged to name a strength: {too_few}")
        }
        Standing::Working => {
            "No standard is working in more than half of the cases it was judged in.".to_owned()
        }
        Standing::Improve | Standing::NotWorking | Standing::NotEvidenced => {
            let what = if standing == Standing::Improve {
                "needs improving"
            } else {
                "is not working"
            };
            match ratings(&few) {
                0 => format!("No rating says that something {what}."),
                1 => format!(
                    "1 rating says that something {what}, where too few cases were judged to name the standard: {too_few}"
                ),
                some => format!(
                    "{some} ratings say that something {what}, where too few cases were judged to name a standard: {too_few}"
                ),
            }
        }
    }
}

fn list(summary: &Summary, highlights: &[Highlight], tone: Tone) -> Block {
    let item = |highlight: &Highlight| {
        let share = words::estimate(highlight.share, summary.scope.percent_from);
        let mut text = format!("{}: {share}", highlight.title);
        if let Some((label, count)) = &highlight.best
            && *count > 0
        {
            text.push_str(&format!(", {count} of them {}", words::lower_first(label)));
        }
        if tone == Tone::Good {
            text.push_str(&to_be_told(summary, highlight));
        }
        if tone != Tone::Good && highlight.not_evidenced > 0 {
            text.push_str(&format!("; {} more not evidenced", highlight.not_evidenced));
        }
        Item { tone, text }
    };
    Block::List(highlights.iter().map(item).collect())
}

/// What a strength that is critical must not hide: "; 1 case at concern".
pub(in crate::report) fn to_be_told(summary: &Summary, highlight: &Highlight) -> String {
    let mut escalations = summary.escalations.iter();
    let found = escalations.find(|one| one.standard == highlight.standard && one.needed > 0);
    found.map_or_else(String::new, |one| {
        format!(
            "; {} at {}",
            words::counted(one.needed, "case"),
            words::escalation_levels(one)
        )
    })
}

/// One row of the working ratings by group and domain.
pub(super) struct GridRow {
    pub(super) label: String,
    /// By domain; nothing where the group has none.
    pub(super) cells: Vec<Option<(Share, Option<Tone>)>>,
    pub(super) kind: RowKind,
}

/// Groups with their working ratings by domain; then all together, or where one group is
/// looked at beside the others, those and the whole round.
fn grid(summary: &Summary, shown: Shown) -> Vec<GridRow> {
    let mut rows: Vec<GridRow> = summary
        .groups
        .iter()
        .enumerate()
        .map(|(position, group)| GridRow {
            label: group.label.clone(),
            cells: summary
                .domains
                .iter()
                .map(|domain| {
                    let group = domain.groups.get(position)?;
                    let tone = group.test.and_then(|test| words::tone(test.verdict));
                    Some((group.working, tone))
                })
                .collect(),
            kind: RowKind::Plain,
        })
        .collect();
    let untested = |share: Share| Some((share, None));
    let total = |label: String, shares: Vec<Share>, kind: RowKind| GridRow {
        label,
        cells: shares.into_iter().map(untested).collect(),
        kind,
    };
    if summary.groups.len() > 1 {
        let all = summary.domains.iter().map(|domain| domain.working);
        rows.push(total(
            words::all_groups(summary),
            all.collect(),
            RowKind::Total,
        ));
    }
    let others = words::all_others(summary).filter(|_| shown.charts());
    let elsewhere: Option<Vec<Share>> = summary
        .domains
        .iter()
        .map(|domain| Some(domain.whole_round?.without(domain.working)))
        .collect();
    rows.extend(
        others
            .zip(elsewhere)
            .map(|(label, shares)| total(label, shares, RowKind::Plain)),
    );
    let whole: Option<Vec<Share>> = summary
        .domains
        .iter()
        .map(|domain| domain.whole_round)
        .collect();
    rows.extend(whole.map(|whole| total(words::WHOLE_ROUND.to_owned(), whole, RowKind::Total)));
    rows
}

fn by_domain(summary: &Summary, grid: &[GridRow]) -> Table {
    let mut columns = vec![Column::words(words::group_header(&summary.grouped_by))];
    columns.extend(
        summary
            .domains
            .iter()
            .map(|domain| Column::figures(domain.title.clone())),
    );
    let rows = grid.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| match cell {
            Some((share, tone)) => Cell::Share {
                count: share.count,
                of: share.of,
                percent: None,
                tone: *tone,
            },
            None => Cell::Unknown,
        });
        Row {
            cells: [Cell::text(&row.label)].into_iter().chain(cells).collect(),
            kind: row.kind,
        }
    });
    Table {
        caption: Some(format!(
            "Working ratings by {} and domain",
            words::group(&summary.grouped_by)
        )),
        columns,
        rows: rows.collect(),
    }
}
