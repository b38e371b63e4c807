//! Did it help? What the earlier round set out to do, beside what has moved since.
//!
//! It puts the two side by side and never says that one made the other. It must not know
//! how a verdict came about.

use super::Material;
use super::beside::trend_word;
use super::words::{name, tone, verdict};
use crate::analysis::Share;
use crate::analysis::comparison::{
    ActionOutcome, FocusOutcome, NoVerdict, StandardOutcome, ThemeOutcome,
};
use crate::model::{ActionLevel, ActionStatus};
use crate::report::summary::{heading, part, words};
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table, Tone};

pub(super) fn add(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let Some(helped) = &material.comparison.practice.helped else {
        return;
    };
    heading(blocks, "Did it help?");
    let all = &helped.all;
    blocks.push(Block::Paragraph(if all.all == 0 {
        "The earlier round wrote down no action.".to_owned()
    } else {
        format!(
            "Of {} of the earlier round, {} done ({} of those with evidence), {} carried on, {} closed without being done, {} open.",
            words::counted(all.all, "action"),
            format_args!("{} {}", all.done, words::are(all.done)),
            all.with_evidence,
            all.carried,
            all.not_done,
            all.open
        )
    }));
    blocks.push(Block::Note(
        "What was done stands beside what has moved. That one followed the other does not show that one made the other."
            .to_owned(),
    ));
    for focus in &helped.focus {
        part(blocks, format!("Focus: {}", focus.title));
        blocks.push(Block::Paragraph(actions(focus)));
        let mut items: Vec<Item> = focus.standards.iter().map(standard).collect();
        items.extend(focus.themes.iter().flat_map(themes));
        if !items.is_empty() {
            blocks.push(Block::List(items));
        }
    }
    if !helped.actions.is_empty() {
        part(blocks, "Actions beside their standards");
        blocks.push(Block::Table(table(&helped.actions, material)));
    }
    if helped.withheld > 0 {
        blocks.push(Block::Note(format!(
            "{} about a single case: counted here, and told only where cases are listed.",
            if helped.withheld == 1 {
                "1 action is".to_owned()
            } else {
                format!("{} actions are", helped.withheld)
            }
        )));
    }
}

fn actions(focus: &FocusOutcome) -> String {
    let counts = &focus.actions;
    if counts.all == 0 {
        return "No action names it.".to_owned();
    }
    format!(
        "{}: {} done, {} of them with evidence.",
        words::counted(counts.all, "action"),
        counts.done,
        counts.with_evidence
    )
}

fn why_not(why: Option<NoVerdict>) -> &'static str {
    match why {
        Some(NoVerdict::Retired) => "the later tool has it no more",
        Some(NoVerdict::MeaningChanged) => "its meaning changed, so there is no verdict",
        Some(NoVerdict::NotCompared) => "it is not compared",
        Some(NoVerdict::NoRatings) => "a round has no ratings of it",
        Some(NoVerdict::NotPaired) => "cases are not followed",
        Some(NoVerdict::NoPairs) => "no case has a level in both rounds",
        None => "no verdict",
    }
}

/// "“The handover was warm”: 5 of 18 before, 10 of 18 after: no clear change; in the same
/// cases 4 up, 1 down: no clear change".
fn standard(outcome: &StandardOutcome) -> Item {
    let mut text = format!("“{}”", name(&outcome.standard));
    text.push_str(&format!(": {}", moved(outcome)));
    Item {
        tone: outcome.all_cases.map_or(Tone::Neutral, tone),
        text,
    }
}

fn moved(outcome: &StandardOutcome) -> String {
    let mut text = match (outcome.before, outcome.after) {
        (Some(before), Some(after)) => format!(
            "{} before, {} after: {}",
            super::words::of(before),
            super::words::of(after),
            outcome
                .all_cases
                .map_or_else(|| why_not(outcome.all_cases_why_not), verdict)
        ),
        _ => why_not(outcome.all_cases_why_not).to_owned(),
    };
    if let (Some(pairs), Some(said)) = (&outcome.pairs, outcome.same_cases) {
        text.push_str(&format!(
            "; in the same cases {} up, {} down: {}",
            pairs.up,
            pairs.down,
            verdict(said)
        ));
    }
    text
}

/// What moved, with whose figures they are: those of an action's own hub first.
fn whose(action: &ActionOutcome, outcome: &StandardOutcome, group: &str) -> String {
    let told = moved(outcome);
    if outcome.before.is_none() || outcome.after.is_none() {
        return told;
    }
    let own = action.own_hub.as_ref().map(|own| {
        let of = |share: Share, when: &str| {
            if share.of == 0 {
                format!("none rated {when}")
            } else {
                format!("{} {when}", super::words::of(share))
            }
        };
        format!(
            "in {}: {}, {}; ",
            name(&own.hub),
            of(own.before, "before"),
            of(own.after, "after")
        )
    });
    format!(
        "{}in all {}: {told}",
        own.unwrap_or_default(),
        words::plural(group)
    )
}

fn themes(theme: &ThemeOutcome) -> impl Iterator<Item = Item> {
    theme.kinds.iter().map(|row| {
        let cases = |figures: Option<crate::analysis::comparison::ThemeFigures>| {
            figures.map_or_else(|| "–".to_owned(), |figures| super::words::of(figures.cases))
        };
        let trend = row.trend.map_or("not compared", trend_word);
        Item {
            tone: Tone::Neutral,
            text: format!(
                "Theme “{}”, {}: in {} cases before, {} after: {trend}",
                theme.title,
                row.kind.label(),
                cases(row.before),
                cases(row.after)
            ),
        }
    })
}

fn table(actions: &[ActionOutcome], material: &Material<'_>) -> Table {
    let group = &material.comparison.practice.group;
    let rows = actions.iter().map(|action| {
        let whom = match (action.level, &action.case, &action.hub) {
            (ActionLevel::Case, Some(case), _) => case.clone(),
            (ActionLevel::Case, None, _) => "a case".to_owned(),
            (ActionLevel::Hub, _, Some(hub)) => hub.clone(),
            (ActionLevel::Hub, _, None) => format!("a {group}"),
            (ActionLevel::Service, ..) => "the service".to_owned(),
        };
        let came = match (action.status, action.with_evidence) {
            (ActionStatus::Done, true) => "done, with evidence",
            (ActionStatus::Done, false) => "done, nothing shows it",
            (ActionStatus::NotDone, _) => "closed without being done",
            (ActionStatus::Carried, _) => "carried on",
            (ActionStatus::Open, _) => "open",
        };
        let standard = action.standard.as_ref();
        Row {
            cells: vec![
                Cell::text(&action.text),
                Cell::text(whom),
                Cell::text(came),
                standard.map_or(Cell::Unknown, |standard| {
                    Cell::text(name(&standard.standard))
                }),
                standard.map_or(Cell::Unknown, |standard| {
                    Cell::text(whose(action, standard, group))
                }),
            ],
            kind: RowKind::Plain,
        }
    });
    Table {
        caption: None,
        columns: vec![
            Column::words("What was to be done"),
            Column::words("For"),
            Column::words("What came of it"),
            Column::words("Its standard"),
            Column::words("What moved"),
        ],
        rows: rows.collect(),
    }
}
