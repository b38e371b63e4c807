//! Strengths first, then what needs improving and what is not working.
//!
//! It must not know how the standards were picked.

use super::{heading, words};
use crate::analysis::Share;
use crate::analysis::summary::{Highlight, Summary};
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table, Tone};

pub(super) fn add(summary: &Summary, blocks: &mut Vec<Block>) {
    heading(blocks, "What is working well");
    if summary.audited.all.cases == 0 {
        blocks.push(Block::Paragraph(
            "No case was counted, so there is nothing to sum up.".to_owned(),
        ));
        return;
    }
    let working = &summary.highlights.working;
    if working.is_empty() {
        blocks.push(Block::Paragraph(
            "No standard is working in more than half of the cases it was judged in.".to_owned(),
        ));
    } else {
        blocks.push(Block::Paragraph(
            "The standards that are working in the largest part of the cases they were judged in."
                .to_owned(),
        ));
        blocks.push(list(summary, working, Tone::Good));
    }
    if summary.domains.iter().any(|domain| domain.cases > 0) {
        blocks.push(Block::Table(by_domain(summary)));
        blocks.push(Block::Note(format!(
            "Ratings that are working, of those rated or not evidenced. Ratings of one case hang together, so a {} is compared case by case below, and percentages of these counts would say more than they know.",
            words::group(&summary.grouped_by)
        )));
    }
}

pub(super) fn add_weaknesses(summary: &Summary, blocks: &mut Vec<Block>) {
    if summary.audited.all.cases == 0 {
        return;
    }
    heading(blocks, "What needs improving");
    if summary.highlights.improve.is_empty() {
        blocks.push(Block::Paragraph(
            "No rating says that something needs improving.".to_owned(),
        ));
    } else {
        blocks.push(Block::Paragraph(
            "The standards with the largest part of ratings that need improving.".to_owned(),
        ));
        blocks.push(list(summary, &summary.highlights.improve, Tone::Improve));
    }
    heading(blocks, "What is not working");
    if summary.highlights.not_working.is_empty() {
        blocks.push(Block::Paragraph(
            "No rating says that something is not working.".to_owned(),
        ));
    } else {
        blocks.push(Block::Paragraph(
            "The standards with the largest part of ratings that are not working.".to_owned(),
        ));
        blocks.push(list(summary, &summary.highlights.not_working, Tone::Poor));
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
        if tone != Tone::Good && highlight.not_evidenced > 0 {
            text.push_str(&format!("; {} more not evidenced", highlight.not_evidenced));
        }
        Item { tone, text }
    };
    Block::List(highlights.iter().map(item).collect())
}

fn by_domain(summary: &Summary) -> Table {
    let mut columns = vec![Column::words(words::group_header(&summary.grouped_by))];
    columns.extend(
        summary
            .domains
            .iter()
            .map(|domain| Column::figures(domain.title.clone())),
    );
    let mut rows: Vec<Row> = summary
        .groups
        .iter()
        .enumerate()
        .map(|(position, group)| {
            let cells = summary.domains.iter().map(|domain| {
                domain
                    .groups
                    .get(position)
                    .map_or(Cell::Unknown, |group| Cell::Share {
                        count: group.working.count,
                        of: group.working.of,
                        percent: None,
                        tone: group.test.and_then(|test| words::tone(test.verdict)),
                    })
            });
            Row {
                cells: [Cell::text(&group.label)]
                    .into_iter()
                    .chain(cells)
                    .collect(),
                kind: RowKind::Plain,
            }
        })
        .collect();
    let total = |label: String, shares: Vec<Share>| {
        let shares = shares
            .into_iter()
            .map(|share| Cell::share(share.count, share.of));
        Row {
            cells: [Cell::text(label)].into_iter().chain(shares).collect(),
            kind: RowKind::Total,
        }
    };
    if summary.groups.len() > 1 {
        let all = summary.domains.iter().map(|domain| domain.working);
        rows.push(total(words::all_groups(summary), all.collect()));
    }
    let whole: Option<Vec<Share>> = summary
        .domains
        .iter()
        .map(|domain| domain.whole_round)
        .collect();
    rows.extend(whole.map(|whole| total(words::WHOLE_ROUND.to_owned(), whole)));
    Table {
        caption: Some(format!(
            "Working ratings by {} and domain",
            words::group(&summary.grouped_by)
        )),
        columns,
        rows,
    }
}
