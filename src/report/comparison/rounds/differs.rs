//! Are the two samples alike: hubs, numbers, discussions, auditors, the mix of cases.
//!
//! What differs here may be why figures differ. It must not know ratings.

use super::Material;
use super::words::{Rounds, name, size};
use crate::analysis::comparison::{
    ChoiceMovement, Discussions, FactMovement, HubFate, SampleMovement,
};
use crate::report::summary::{heading, part, words};
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table, Tone};

pub(super) fn add(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    let practice = &material.comparison.practice;
    let sample = &practice.sample;
    heading(blocks, "Are the two samples alike?");
    if let Some(fact) = material.by {
        blocks.push(Block::Paragraph(format!(
            "Cases are grouped by “{fact}” here, and not by hub."
        )));
    }
    blocks.push(Block::Table(numbers(sample, &practice.group, rounds)));
    let said = said(sample, &practice.group);
    if !said.is_empty() {
        blocks.push(Block::List(said));
    }
    if sample.is_one_sided() {
        return;
    }
    part(blocks, "The mix of cases");
    if sample.facts.is_empty() {
        blocks.push(Block::Paragraph(
            "The tools have no fact in common by which the mix could be compared.".to_owned(),
        ));
        return;
    }
    let shifted: Vec<_> = sample.shifted().collect();
    if shifted.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "The mix of cases did not change by more than chance explains ({} compared).",
            words::counted(size(sample.facts.len()), "fact")
        )));
        return;
    }
    let item = |(fact, choice): &(&FactMovement, &ChoiceMovement)| Item {
        tone: Tone::Attention,
        text: format!(
            "{}, {}: {} before, {} after (adjusted p {})",
            name(&fact.fact),
            words::lower_first(&name(&choice.choice)),
            choice
                .before
                .map_or_else(|| "–".to_owned(), super::words::of),
            choice
                .after
                .map_or_else(|| "–".to_owned(), super::words::of),
            choice.p_adjusted.map_or_else(|| "–".to_owned(), words::p),
        ),
    };
    blocks.push(Block::List(shifted.iter().map(item).collect()));
}

fn numbers(sample: &SampleMovement, group: &str, rounds: &Rounds) -> Table {
    let held = |discussions: &Discussions| {
        let all = discussions.held + discussions.not_held + discussions.unsaid;
        if discussions.held + discussions.not_held > 0 {
            Cell::share(discussions.held, all)
        } else {
            Cell::Unknown
        }
    };
    let row = |label: String, before: Cell, after: Cell, kind: RowKind| Row {
        cells: vec![Cell::text(label), before, after],
        kind,
    };
    let count = |there: bool, cases: u64| {
        if there {
            Cell::Count(cases)
        } else {
            Cell::Unknown
        }
    };
    let some = |auditors: u64| match auditors {
        0 => Cell::Unknown,
        auditors => Cell::Count(auditors),
    };
    let mut rows: Vec<Row> = sample
        .hubs
        .iter()
        .map(|hub| {
            row(
                name(&hub.names),
                count(hub.names.before.is_some(), hub.cases_before),
                count(hub.names.after.is_some(), hub.cases_after),
                RowKind::Plain,
            )
        })
        .collect();
    rows.push(row(
        "All cases".to_owned(),
        Cell::Count(sample.cases_before),
        Cell::Count(sample.cases_after),
        RowKind::Total,
    ));
    let auditors = &sample.auditors;
    for (label, before, after) in [
        (
            "Discussions held",
            held(&sample.discussions_before),
            held(&sample.discussions_after),
        ),
        (
            "Auditors",
            some(auditors.both + auditors.before_only),
            some(auditors.both + auditors.after_only),
        ),
    ] {
        if before != Cell::Unknown || after != Cell::Unknown {
            rows.push(row(label.to_owned(), before, after, RowKind::Plain));
        }
    }
    Table {
        caption: Some("Cases audited".to_owned()),
        columns: vec![
            Column::words(words::upper_first(group)),
            Column::figures(&*rounds.before),
            Column::figures(&*rounds.after),
        ],
        rows,
    }
}

/// What is to be said in words.
fn said(sample: &SampleMovement, group: &str) -> Vec<Item> {
    let mut out = Vec::new();
    let mut say = |tone: Tone, text: String| out.push(Item { tone, text });
    for hub in &sample.hubs {
        let called = name(&hub.names);
        match hub.fate {
            HubFate::Stayed => {}
            HubFate::Renamed => say(
                Tone::Neutral,
                format!(
                    "{called} was called {} in the earlier round",
                    hub.names.before.as_ref().map_or("–", |name| &name.title)
                ),
            ),
            HubFate::Came => say(
                Tone::Attention,
                format!(
                    "{called} is in the later round alone: its cases count over all cases, and it is not compared as a {group}"
                ),
            ),
            HubFate::Went => say(
                Tone::Attention,
                format!(
                    "{called} is in the earlier round alone: its cases count over all cases, and it is not compared as a {group}"
                ),
            ),
        }
    }
    if let Some(both) = sample.in_both {
        say(
            Tone::Neutral,
            format!(
                "{} {} audited in both rounds",
                words::counted(both, "case"),
                super::words::were(both)
            ),
        );
    }
    let auditors = &sample.auditors;
    if auditors.both + auditors.before_only + auditors.after_only > 0 {
        say(
            Tone::Neutral,
            format!(
                "{} audited in both rounds, {} in the earlier alone, {} in the later alone",
                words::counted(auditors.both, "auditor"),
                auditors.before_only,
                auditors.after_only
            ),
        );
    }
    if sample.record_beside {
        say(
            Tone::Attention,
            "A different part of the discussions was held: what the record alone says stands beside".to_owned(),
        );
    }
    out
}
