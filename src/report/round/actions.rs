//! What is to be done and what came of it.
//!
//! There is no clock here, so nothing is overdue. It must not know which actions are about
//! cases: those it is not given.

use super::Material;
use crate::analysis::actions::{ActionCounts, ActionRow, ActionSummary};
use crate::model::{ActionLevel, ActionStatus, Date};
use crate::report::summary::{heading, part, words};
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table, Tone};

/// How many actions one page names.
const NAMED: usize = 3;

/// The service's actions that are open, and a single hub's, in sentences.
pub(super) fn on_one_page(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let Some(actions) = material.actions else {
        return;
    };
    let summary = material.summary;
    let one_hub = words::all_others(summary).is_some() && !summary.grouped_by.is_fact;
    let (of_whom, level) = if one_hub {
        let word = words::group(&summary.grouped_by);
        (format!("the {word} and the service"), ActionLevel::Hub)
    } else {
        ("the service".to_owned(), ActionLevel::Service)
    };
    part(blocks, format!("Actions for {of_whom}"));
    let of = |status: ActionStatus| actions.at(status).filter(move |row| row.level >= level);
    let mut left: Vec<&ActionRow> = of(ActionStatus::Open).collect();
    let mut lead = "To be done";
    if left.is_empty() {
        left = of(ActionStatus::Carried).collect();
        lead = "Carried on";
    }
    let mut text = stand(actions);
    if left.len() > NAMED {
        text.push_str(&format!(
            " {lead}, the first {NAMED} of {}:",
            words::whole(size(left.len()))
        ));
    } else if !left.is_empty() {
        text.push_str(&format!(" {lead}:"));
    }
    blocks.push(Block::Paragraph(text));
    let items: Vec<Item> = left
        .iter()
        .take(NAMED)
        .map(|row| Item {
            tone: Tone::Neutral,
            text: in_short(row),
        })
        .collect();
    if !items.is_empty() {
        blocks.push(Block::List(items));
    }
}

fn size(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// "Sign the joint standard, by 28 May 2027."
fn in_short(row: &ActionRow) -> String {
    let text = row.text.trim().trim_end_matches('.');
    match row.due.filter(|_| row.status == ActionStatus::Open) {
        Some(due) => format!("{text}, by {}.", day(due)),
        None => format!("{text}."),
    }
}

/// How many actions there are, and where they stand.
fn stand(actions: &ActionSummary) -> String {
    let all = &actions.all;
    if all.all == 0 {
        return "No action is written down.".to_owned();
    }
    let parts: Vec<String> = [
        (all.open, "open"),
        (all.done, "done"),
        (all.carried, "carried into a later round"),
        (all.not_done, "closed without being done"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .enumerate()
    .map(|(place, (count, what))| match place {
        0 => format!("{count} {} {what}", words::are(count)),
        _ => format!("{count} {what}"),
    })
    .collect();
    let mut text = format!(
        "Of {} ({} for the service), {}.",
        words::counted(all.all, "action"),
        actions.service.all,
        parts.join(", ")
    );
    if all.open_escalations > 0 {
        text.push_str(&format!(
            " {} of those open {} an escalation.",
            all.open_escalations,
            words::are(all.open_escalations)
        ));
    }
    text
}

pub(super) fn add(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let Some(actions) = material.actions else {
        return;
    };
    heading(blocks, "Actions");
    let all = &actions.all;
    if all.all == 0 {
        blocks.push(Block::Paragraph(
            "No action is written down. An audit without actions changes nothing: agree who does what by when, and write it into the round."
                .to_owned(),
        ));
        return;
    }
    blocks.push(Block::Table(levels(material, actions)));
    let mut note = String::new();
    if actions.withheld > 0 {
        note.push_str(&format!(
            "{} about a single case: counted here, and told only where cases are listed.",
            match actions.withheld {
                1 => "1 action is".to_owned(),
                some => format!("{some} actions are"),
            }
        ));
    }
    if all.from_earlier > 0 {
        let (verb, action) = if all.from_earlier == 1 {
            ("carries", "an action")
        } else {
            ("carry", "actions")
        };
        let space = if note.is_empty() { "" } else { " " };
        note.push_str(&format!(
            "{space}{} {verb} on {action} of an earlier round.",
            all.from_earlier
        ));
    }
    if !note.is_empty() {
        blocks.push(Block::Note(note));
    }
    for status in [
        ActionStatus::Open,
        ActionStatus::Carried,
        ActionStatus::NotDone,
        ActionStatus::Done,
    ] {
        let rows: Vec<&ActionRow> = actions.at(status).collect();
        if !rows.is_empty() {
            part(blocks, title(status));
            blocks.push(Block::Table(table(material, status, &rows)));
        }
    }
}

fn title(status: ActionStatus) -> &'static str {
    match status {
        ActionStatus::Open => "To be done",
        ActionStatus::Done => "Done",
        ActionStatus::NotDone => "Closed without being done",
        ActionStatus::Carried => "Carried into a later round",
    }
}

/// How many actions stand where, by whom they are for.
fn levels(material: &Material<'_>, actions: &ActionSummary) -> Table {
    let group = words::group_header(&material.summary.grouped_by);
    let hub = if material.summary.grouped_by.is_fact {
        "Hubs".to_owned()
    } else {
        words::plural(&group)
    };
    let row = |label: &str, counts: &ActionCounts, kind: RowKind| Row {
        cells: vec![
            Cell::text(label),
            Cell::Count(counts.all),
            Cell::Count(counts.open),
            Cell::Count(counts.carried),
            Cell::Count(counts.not_done),
            Cell::Count(counts.done),
            Cell::share(counts.with_evidence, counts.done),
        ],
        kind,
    };
    Table {
        caption: Some("Where actions stand".to_owned()),
        columns: vec![
            Column::words("For"),
            Column::figures("Actions"),
            Column::figures("Open"),
            Column::figures("Carried on"),
            Column::figures("Not done"),
            Column::figures("Done"),
            Column::figures("Done and shown"),
        ],
        rows: vec![
            row("The service", &actions.service, RowKind::Plain),
            row(&hub, &actions.hubs, RowKind::Plain),
            row("Single cases", &actions.cases, RowKind::Plain),
            row("All actions", &actions.all, RowKind::Total),
        ],
    }
}

fn table(material: &Material<'_>, status: ActionStatus, rows: &[&ActionRow]) -> Table {
    let mut columns = vec![Column::words(match status {
        ActionStatus::Open => "What is to be done",
        ActionStatus::Done => "What was done",
        ActionStatus::NotDone | ActionStatus::Carried => "What was to be done",
    })];
    columns.push(Column::words("For"));
    columns.push(Column::words("Whose job"));
    match status {
        ActionStatus::Open => {
            columns.push(Column::words("What will be different"));
            columns.push(Column::words("How soon"));
            columns.push(Column::words("By"));
        }
        ActionStatus::Done => {
            columns.push(Column::words("Done on"));
            columns.push(Column::words("What shows it"));
        }
        ActionStatus::NotDone | ActionStatus::Carried => columns.push(Column::words("Why")),
    }
    let rows = rows.iter().map(|row| {
        let mut cells = vec![
            Cell::text(&row.text),
            Cell::text(whom(material, row)),
            words_or_none(&row.owner),
        ];
        match status {
            ActionStatus::Open => {
                cells.push(words_or_none(&row.difference));
                let soon = row.priority;
                cells.push(soon.map_or(Cell::Unknown, |soon| {
                    Cell::text(words::upper_first(soon.label()))
                }));
                cells.push(dated(row.due));
            }
            ActionStatus::Done => {
                cells.push(dated(row.closed_on));
                cells.push(words_or_none(&row.closing_evidence));
            }
            ActionStatus::NotDone | ActionStatus::Carried => {
                cells.push(words_or_none(&row.notes));
            }
        }
        Row {
            cells,
            kind: RowKind::Plain,
        }
    });
    Table {
        caption: None,
        columns,
        rows: rows.collect(),
    }
}

/// For whom an action is: the service, a hub by its name, a case by its reference.
fn whom(material: &Material<'_>, row: &ActionRow) -> String {
    let word = words::group(&material.summary.grouped_by);
    match (row.level, &row.case, &row.hub) {
        (ActionLevel::Case, Some(case), Some(hub)) => format!("{case}, {hub}"),
        (ActionLevel::Case, Some(case), None) => case.clone(),
        (ActionLevel::Case, None, _) => "A case".to_owned(),
        (ActionLevel::Hub, _, Some(hub)) => hub.clone(),
        (ActionLevel::Hub, _, None) => format!("A {word}"),
        (ActionLevel::Service, ..) => "The service".to_owned(),
    }
}

fn words_or_none(text: &str) -> Cell {
    if text.trim().is_empty() {
        Cell::Unknown
    } else {
        Cell::text(text)
    }
}

fn dated(date: Option<Date>) -> Cell {
    date.map_or(Cell::Unknown, |date| Cell::text(day(date)))
}

fn day(date: Date) -> String {
    words::day(&date.to_string())
}
