//! Where a group stands out, whether groups differ at all, and what is worth a
//! conversation.
//!
//! The words follow the verdicts: no clear difference is never called consistent. It must
//! not know how a verdict came about.

use super::conversations::conversations;
use super::stand_out::standing_out;
use super::{Shown, charts, heading, part, words};
use crate::analysis::Share;
use crate::analysis::summary::{DomainSummary, Summary, Verdict};
use crate::report::{Block, Cell, Column, Row, RowKind, Table, Tone};

pub(in crate::report) fn add(summary: &Summary, shown: Shown, blocks: &mut Vec<Block>) {
    if summary.is_empty() {
        return;
    }
    let by = &summary.grouped_by;
    let groups = words::groups(by);
    heading(blocks, format!("Where {groups} differ"));
    if !summary.compares_groups() {
        blocks.push(Block::Paragraph(format!(
            "The {groups} cannot be compared: that takes at least two of them with cases that are not all alike."
        )));
        return;
    }
    standing_out(summary, blocks);
    if shown.charts() {
        by_domain(summary, blocks);
    }
    differ_at_all(summary, shown, blocks);
    conversations(summary, blocks);
}

/// A picture of each domain in which groups differ or one stands out.
fn by_domain(summary: &Summary, blocks: &mut Vec<Block>) {
    for domain in &summary.domains {
        if domain.tells_groups_apart()
            && let Some(chart) = charts::domain_dots(summary, domain)
        {
            blocks.push(Block::Chart(chart));
            blocks.push(Block::Table(domain_table(summary, domain)));
        }
    }
}

fn domain_table(summary: &Summary, domain: &DomainSummary) -> Table {
    let word = words::group(&summary.grouped_by);
    let plain = |label: &str, working: Share, cases: Cell, verdict: Cell, kind| Row {
        cells: vec![
            Cell::text(label),
            Cell::share(working.count, working.of),
            cases,
            verdict,
        ],
        kind,
    };
    let mut rows: Vec<Row> = summary
        .groups
        .iter()
        .zip(&domain.groups)
        .map(|(info, group)| {
            let (tone, says) = match group.test.map(|test| test.verdict) {
                Some(Verdict::StandsOutUp) => (Tone::Up, "stands above"),
                Some(Verdict::StandsOutDown) => (Tone::Down, "stands below"),
                Some(Verdict::NoClearDifference) => (Tone::Neutral, "no clear difference"),
                Some(Verdict::TooFewToSay) => (Tone::Neutral, "too few cases to say"),
                None => (Tone::Neutral, "cannot be compared"),
            };
            let verdict = Cell::Verdict {
                tone,
                word: says.to_owned(),
            };
            plain(
                &info.label,
                group.working,
                Cell::Count(group.cases),
                verdict,
                RowKind::Plain,
            )
        })
        .collect();
    if summary.groups.len() > 1 {
        rows.push(plain(
            &words::all_groups(summary),
            domain.working,
            Cell::Count(domain.cases),
            Cell::Empty,
            RowKind::Total,
        ));
    }
    if let Some((label, whole)) = words::all_others(summary).zip(domain.whole_round) {
        rows.push(plain(
            &label,
            whole.without(domain.working),
            Cell::Empty,
            Cell::Empty,
            RowKind::Plain,
        ));
    }
    Table {
        caption: Some(format!("Working ratings in “{}”", domain.title)),
        columns: vec![
            Column::words(words::group_header(&summary.grouped_by)),
            Column::figures("Working"),
            Column::figures("Cases"),
            Column::words(format!("Beside the other {}", words::plural(word))),
        ],
        rows,
    }
}

fn differ_at_all(summary: &Summary, shown: Shown, blocks: &mut Vec<Block>) {
    let groups = words::groups(&summary.grouped_by);
    part(blocks, format!("Do {groups} differ at all?"));
    if summary.grouped_by.overlaps {
        blocks.push(Block::Paragraph(
            "Not tested: a case can stand in several of these groups, and would be compared with itself."
                .to_owned(),
        ));
        return;
    }
    let rows = summary
        .domains
        .iter()
        .map(|domain| {
            let (verdict, p) = match domain.differ {
                Some(test) if test.differ => (
                    Cell::Verdict {
                        tone: Tone::Attention,
                        word: "differ".to_owned(),
                    },
                    words::p_cell(test.p_adjusted),
                ),
                Some(test) => (
                    Cell::Verdict {
                        tone: Tone::Neutral,
                        word: "no clear difference".to_owned(),
                    },
                    words::p_cell(test.p_adjusted),
                ),
                None => (
                    Cell::Verdict {
                        tone: Tone::Neutral,
                        word: "cannot be compared".to_owned(),
                    },
                    Cell::Unknown,
                ),
            };
            Row {
                cells: vec![Cell::text(&domain.title), verdict, p],
                kind: RowKind::Plain,
            }
        })
        .collect();
    blocks.push(Block::Table(Table {
        caption: None,
        columns: vec![
            Column::words("Domain"),
            Column::words(words::upper_first(&groups)),
            Column::figures(words::P_ADJUSTED),
        ],
        rows,
    }));
    let mut note = format!(
        "Cases are compared by their share of working standards in a domain. A difference is called one where chance alone would give it in fewer than 5 of 100 rounds in which all {groups} were alike, all comparisons of the round taken together."
    );
    if let Some(test) = summary.domains.iter().find_map(|domain| domain.differ)
        && let (Some(draws), Some(seed)) = (test.draws, test.seed)
    {
        note.push_str(&format!(
            " The p values of this table rest on {draws} random orders (seed {seed})."
        ));
    }
    // A report says once, for all of its figures, how to read them.
    if !shown.charts() {
        note.push_str(&format!(" {}", words::P_SAYS));
    }
    blocks.push(Block::Note(note));
}
