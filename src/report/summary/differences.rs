//! Where a group stands out, whether groups differ at all, and what is worth a
//! conversation.
//!
//! The words follow the verdicts: no clear difference is never called consistent. It must
//! not know how a verdict came about.

use super::{Shown, charts, heading, part, words};
use crate::analysis::Share;
use crate::analysis::summary::{DomainSummary, Summary, Test, Verdict};
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table, Tone};

pub(in crate::report) fn add(summary: &Summary, shown: Shown, blocks: &mut Vec<Block>) {
    if summary.audited.all.cases == 0 {
        return;
    }
    let by = &summary.grouped_by;
    let groups = words::groups(by);
    heading(blocks, format!("Where {groups} differ"));
    if !compared(summary) {
        blocks.push(Block::Paragraph(format!(
            "The {groups} cannot be compared: that takes at least two of them with cases that are not all alike."
        )));
        return;
    }
    standing_out(summary, blocks);
    if shown.charts() {
        by_domain(summary, blocks);
    }
    differ_at_all(summary, blocks);
    conversations(summary, blocks);
}

/// Could any group be held against the others?
pub(in crate::report) fn compared(summary: &Summary) -> bool {
    let mut groups = summary.domains.iter().flat_map(|domain| &domain.groups);
    groups.any(|group| group.test.is_some())
}

/// Groups that stand out, by domain and in the round's order, in plain counts.
pub(in crate::report) fn stand_out(summary: &Summary) -> Vec<Item> {
    each_test(summary)
        .filter_map(|(domain, position, test)| counts(summary, domain, position, test))
        .collect()
}

/// Each group's test in each domain.
fn each_test(summary: &Summary) -> impl Iterator<Item = (&DomainSummary, usize, Test)> {
    summary.domains.iter().flat_map(|domain| {
        let groups = domain.groups.iter().enumerate();
        groups.filter_map(move |(position, group)| Some((domain, position, group.test?)))
    })
}

/// What is said where no group that is shown stands out; others may.
pub(in crate::report) fn none_stands_out(summary: &Summary) -> String {
    let by = &summary.grouped_by;
    match summary.groups.as_slice() {
        [only] if !summary.scope.groups.is_empty() => format!(
            "{} stands out in no domain beyond what chance explains.",
            only.label
        ),
        _ if !summary.scope.groups.is_empty() => format!(
            "None of the {} shown stands out in any domain beyond what chance explains.",
            words::groups(by)
        ),
        _ => format!(
            "No {} stands out in any domain beyond what chance explains.",
            words::group(by)
        ),
    }
}

/// What is said of everything beside the groups that stand out.
pub(in crate::report) fn all_else(summary: &Summary) -> String {
    if summary.scope.groups.is_empty() {
        format!(
            "In all other {} and domains: no clear difference.",
            words::groups(&summary.grouped_by)
        )
    } else {
        "In the rest of what is shown: no clear difference.".to_owned()
    }
}

/// A picture of each domain in which groups differ or one stands out.
fn by_domain(summary: &Summary, blocks: &mut Vec<Block>) {
    for domain in &summary.domains {
        let differ = domain.differ.is_some_and(|test| test.differ);
        let stands_out = domain.groups.iter().any(|group| {
            let tone = group.test.and_then(|test| words::tone(test.verdict));
            tone.is_some()
        });
        if (differ || stands_out)
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
            words::rest(whole, domain.working),
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

/// One group that stands out in a domain, in plain counts.
fn counts(
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
    // Where a case can stand in several groups, nobody is elsewhere.
    if !summary.grouped_by.overlaps {
        let whole = domain.whole_round.unwrap_or(domain.working);
        let others = words::rest(whole, here.working);
        text.push_str(&format!(", {} elsewhere", words::of(others)));
        let (here, there) = (
            u128::from(here.working.count) * u128::from(others.of),
            u128::from(others.count) * u128::from(here.working.of),
        );
        let agrees = if tone == Tone::Up {
            here > there
        } else {
            here < there
        };
        if !agrees && others.of > 0 {
            // A case with few standards weighs as much in the test as one with many.
            text.push_str("; that is by each case's share, and all ratings together do not point the same way");
        }
    }
    Some(Item { tone, text })
}

/// The same with what the test rests on.
fn sentence(
    summary: &Summary,
    domain: &DomainSummary,
    position: usize,
    result: Test,
) -> Option<Item> {
    let cases = domain.groups.get(position)?.cases;
    let mut item = counts(summary, domain, position, result)?;
    item.text.push_str(&format!(
        " ({}; adjusted p {})",
        words::counted(cases, "case"),
        words::p(result.p_adjusted)
    ));
    Some(item)
}

fn standing_out(summary: &Summary, blocks: &mut Vec<Block>) {
    let groups = words::groups(&summary.grouped_by);
    let word = words::group(&summary.grouped_by);
    part(blocks, format!("Does a {word} stand out?"));
    let by_rating: Vec<Item> = each_test(summary)
        .filter_map(|(domain, position, test)| sentence(summary, domain, position, test))
        .collect();
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
            "{} That is no proof that the {groups} are alike: with few cases only large differences can be seen.",
            none_stands_out(summary)
        )));
    } else {
        blocks.push(Block::List(by_rating));
        blocks.push(Block::Paragraph(all_else(summary)));
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
                if summary.scope.groups.is_empty() {
                    format!("no {word} stands out.")
                } else {
                    "nothing of what is shown stands out.".to_owned()
                }
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
