//! Where a group stands out, whether groups differ at all, and what is worth a
//! conversation.
//!
//! The words follow the verdicts: no clear difference is never called consistent. It must
//! not know how a verdict came about.

use super::{heading, part, words};
use crate::analysis::Share;
use crate::analysis::summary::{DomainSummary, Summary, Test, Verdict};
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table, Tone};

pub(super) fn add(summary: &Summary, blocks: &mut Vec<Block>) {
    if summary.audited.all.cases == 0 {
        return;
    }
    let by = &summary.grouped_by;
    let groups = words::groups(by);
    heading(blocks, format!("Where {groups} differ"));
    if summary
        .domains
        .iter()
        .all(|domain| domain.groups.iter().all(|group| group.test.is_none()))
    {
        blocks.push(Block::Paragraph(format!(
            "The {groups} cannot be compared: that takes at least two of them with cases that are not all alike."
        )));
        return;
    }
    standing_out(summary, blocks);
    differ_at_all(summary, blocks);
    conversations(summary, blocks);
}

/// One group that stands out in a domain.
fn sentence(
    summary: &Summary,
    domain: &DomainSummary,
    position: usize,
    result: Test,
) -> Option<Item> {
    let group = summary.groups.get(position)?;
    let here = domain.groups.get(position)?;
    let word = words::group(&summary.grouped_by);
    let (tone, side) = match result.verdict {
        Verdict::StandsOutUp => (Tone::Up, "above"),
        Verdict::StandsOutDown => (Tone::Down, "below"),
        Verdict::NoClearDifference | Verdict::TooFewToSay => return None,
    };
    let mut text = format!(
        "{} stands {side} the other {} in “{}”: {} ratings working here",
        group.label,
        words::plural(word),
        domain.title,
        words::of(here.working)
    );
    // What the others have is only known where everything is shown.
    if summary.scope.groups.is_empty() && !summary.grouped_by.overlaps {
        let others = Share {
            count: domain.working.count.saturating_sub(here.working.count),
            of: domain.working.of.saturating_sub(here.working.of),
        };
        text.push_str(&format!(", {} elsewhere", words::of(others)));
    }
    text.push_str(&format!(
        " ({}; adjusted p {})",
        words::counted(here.cases, "case"),
        words::p(result.p_adjusted)
    ));
    Some(Item { tone, text })
}

fn standing_out(summary: &Summary, blocks: &mut Vec<Block>) {
    let groups = words::groups(&summary.grouped_by);
    let word = words::group(&summary.grouped_by);
    part(blocks, format!("Does a {word} stand out?"));
    let mut by_rating = Vec::new();
    for domain in &summary.domains {
        for (position, group) in domain.groups.iter().enumerate() {
            let test = group.test;
            by_rating.extend(test.and_then(|test| sentence(summary, domain, position, test)));
        }
    }
    let tests = || {
        summary
            .domains
            .iter()
            .flat_map(|domain| &domain.groups)
            .filter_map(|g| g.test)
    };
    let too_few = tests()
        .filter(|test| test.verdict == Verdict::TooFewToSay)
        .count();
    if by_rating.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "No {word} stands out in any domain beyond what chance explains. That is no proof that the {groups} are alike: with few cases only large differences can be seen."
        )));
    } else {
        blocks.push(Block::List(by_rating));
        blocks.push(Block::Paragraph(format!(
            "In all other {groups} and domains: no clear difference."
        )));
    }
    if too_few > 0 {
        blocks.push(Block::Note(format!(
            "In {too_few} of {} cells no result could have been clear: too few cases to say.",
            tests().count()
        )));
    }
    if summary
        .domains
        .iter()
        .flat_map(|domain| &domain.groups)
        .any(|g| g.record_test.is_some())
    {
        let by_record = by_record(summary);
        blocks.push(Block::Note(format!(
            "A different part of the discussions was held from {word} to {word}. By the record alone, {}",
            if by_record.is_empty() {
                format!("no {word} stands out.")
            } else {
                format!("these stand out: {}.", by_record.join("; "))
            }
        )));
    }
}

/// Groups that stand out by the record alone, each in a few words.
fn by_record(summary: &Summary) -> Vec<String> {
    let mut out = Vec::new();
    for domain in &summary.domains {
        for (group, cell) in summary.groups.iter().zip(&domain.groups) {
            let Some(test) = cell.record_test else {
                continue;
            };
            let side = match test.verdict {
                Verdict::StandsOutUp => "above",
                Verdict::StandsOutDown => "below",
                Verdict::NoClearDifference | Verdict::TooFewToSay => continue,
            };
            out.push(format!(
                "{} {side} the others in “{}” (adjusted p {})",
                group.label,
                domain.title,
                words::p(test.p_adjusted)
            ));
        }
    }
    out
}

fn differ_at_all(summary: &Summary, blocks: &mut Vec<Block>) {
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
                    Cell::text(words::p(test.p_adjusted)),
                ),
                Some(test) => (
                    Cell::Verdict {
                        tone: Tone::Neutral,
                        word: "no clear difference".to_owned(),
                    },
                    Cell::text(words::p(test.p_adjusted)),
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
            Column::figures("Adjusted p"),
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
            " p values of this table rest on {draws} random orders (seed {seed})."
        ));
    }
    blocks.push(Block::Note(note));
}

fn conversations(summary: &Summary, blocks: &mut Vec<Block>) {
    let found = &summary.conversations;
    let word = words::group(&summary.grouped_by);
    part(blocks, "Worth a conversation");
    if found.cells.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "No single standard of a single {word} is far enough from the others."
        )));
    } else {
        let item = |cell: &crate::analysis::summary::Conversation| {
            let value = |share: Share| share.value().unwrap_or(0.0);
            Item {
                tone: if value(cell.here) > value(cell.others) {
                    Tone::Up
                } else {
                    Tone::Down
                },
                text: format!(
                    "{}, {}: {} working, {} elsewhere (p {})",
                    cell.label,
                    words::lower_first(&cell.title),
                    words::of(cell.here),
                    words::of(cell.others),
                    words::p(cell.p)
                ),
            }
        };
        blocks.push(Block::List(found.cells.iter().map(item).collect()));
    }
    blocks.push(Block::Note(format!(
        "Not findings, but places to ask. {} single cells were looked at one by one; {} {} this far from the others (p below {}), and chance alone would be expected to give {}.",
        found.looked_at,
        found.found,
        words::are(found.found),
        found.below,
        words::number(found.expected_by_chance)
    )));
}
