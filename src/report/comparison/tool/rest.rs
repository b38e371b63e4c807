//! What else became of a tool, in words: its overall judgement, facts, durations, domains,
//! measures, prompts, themes and its own words.
//!
//! It must not know how far standards are compared.

use super::{field, group, heading, now_and_then, row, wordings};
use crate::analysis::comparison::Footing;
use crate::analysis::comparison::tool::{
    ChoiceChange, Edit, Field, Named, NotApplicableInfo, OverallChangeKind as Kind, PartChange,
    PartChangeKind, ToolChange,
};
use crate::model::{Cap, Tool};
use crate::report::tool::sentence::{cap, joined};
use crate::report::{Block, Column, Item, Table, Tone};

/// What became of the overall judgement.
pub(super) fn overall(change: &ToolChange, before: &Tool, after: &Tool, blocks: &mut Vec<Block>) {
    let overall = &change.overall_change;
    if overall.kinds.is_empty() {
        return;
    }
    blocks.push(heading(1, "The overall judgement"));
    let compared = match overall.footing {
        Footing::Compared => "Overall judgements are compared.",
        Footing::SideBySide => {
            "Overall judgements stand side by side, without a verdict: what limits them changed."
        }
        Footing::NotCompared => "Overall judgements are not compared.",
    };
    blocks.push(Block::Paragraph(compared.to_owned()));
    let mut lines = Vec::new();
    for kind in &overall.kinds {
        match kind {
            Kind::Relabelled => {
                lines.push("A level of its scale was relabelled or reworded.".to_owned());
            }
            Kind::OtherScale => {
                lines.push("It is given on another scale, with the same levels.".to_owned());
            }
            Kind::Rescaled => lines.push("Its scale changed.".to_owned()),
            Kind::ReadingsChanged => lines.push("The readings changed.".to_owned()),
            Kind::New => lines.push("The earlier tool does not ask for one.".to_owned()),
            Kind::Retired => lines.push("The later tool does not ask for one.".to_owned()),
            Kind::CapsChanged => {
                let limits = |tool: &Tool, positions: &[usize], lead: &str| -> Vec<String> {
                    let caps = tool.overall.as_ref().map(|overall| &overall.caps);
                    let one = |at: &usize| -> Option<&Cap> { caps?.get(*at) };
                    let caps = positions.iter().filter_map(one);
                    caps.filter_map(|one| cap(tool, one))
                        .map(|limit| format!("{lead}: {limit}"))
                        .collect()
                };
                lines.extend(limits(before, &overall.caps_gone, "No longer"));
                lines.extend(limits(after, &overall.caps_new, "New"));
            }
        }
    }
    let lines = lines.into_iter().map(|text| Item {
        tone: Tone::Neutral,
        text,
    });
    blocks.push(Block::List(lines.collect()));
}

/// The heading of measures.
const MEASURES: &str = "Measures";

/// Everything that changed beside standards, scales and the overall judgement.
pub(super) fn blocks(change: &ToolChange, before: &Tool, after: &Tool, blocks: &mut Vec<Block>) {
    let parts: [(&str, &str, &[PartChange]); 6] = [
        ("Domains", "Domain", &change.domain_changes),
        ("Facts", "Fact", &change.fact_changes),
        ("Durations", "Duration", &change.duration_changes),
        (MEASURES, "Measure", &change.measure_changes),
        ("Prompts", "Prompt", &change.prompt_changes),
        ("Themes", "Theme", &change.theme_changes),
    ];
    let mut rows = Vec::new();
    let mut words = Vec::new();
    for (title, one, parts) in parts {
        let changed = || parts.iter().filter(|part| !part.kinds.is_empty());
        if changed().next().is_some() {
            rows.push(group(title));
        }
        for part in changed() {
            let mut said = said(part, before, after);
            // Answers on another range, or of somebody else, are other answers.
            if title == MEASURES
                && part.before.is_some()
                && !part.edits.iter().all(Edit::is_wording)
            {
                said.push("so its answers are not compared".to_owned());
            }
            rows.push(row(part.title(), &said));
            let id = part.later.as_ref().map_or("", |named| &named.id);
            words.extend(wordings(&part.edits, |_| format!("{one} {id}")));
        }
    }
    let own = own(change);
    if !own.is_empty() {
        rows.push(group("The tool itself"));
        rows.extend(
            own.iter()
                .map(|(name, said)| row(name, std::slice::from_ref(said))),
        );
    }
    words.extend(wordings(&change.edits, |edit| field::title(edit.field)));
    if rows.is_empty() && words.is_empty() {
        return;
    }
    blocks.push(heading(1, "Everything else"));
    if !rows.is_empty() {
        blocks.push(Block::Table(Table {
            caption: None,
            columns: vec![Column::words("Part"), Column::words("What changed")],
            rows,
        }));
    }
    if words.is_empty() {
        return;
    }
    blocks.push(heading(2, "Reworded"));
    blocks.extend(words);
}

/// What changed of the tool's own values; its version and id stand in the first sentence.
fn own(change: &ToolChange) -> Vec<(String, String)> {
    let values = change.edits.iter().filter(|edit| !edit.is_wording());
    let values = values.filter(|edit| !matches!(edit.field, Field::Id | Field::Version));
    let mut out: Vec<_> = values
        .map(|edit| (field::title(edit.field), now_and_then(edit)))
        .collect();
    if let Some(not_applicable) = &change.not_applicable {
        out.push((
            "Not applicable".to_owned(),
            format!(
                "before {}; now {}",
                reason(&not_applicable.before),
                reason(&not_applicable.after)
            ),
        ));
    }
    out
}

/// "“na” or “other”, with a reason".
fn reason(info: &NotApplicableInfo) -> String {
    let mut spellings = vec!["na"];
    spellings.extend(info.also.iter().map(String::as_str));
    let reason = if info.reason_required {
        "with its reason"
    } else {
        "with or without a reason"
    };
    format!("{} {reason}", joined(&spellings, "or"))
}

fn said(part: &PartChange, before: &Tool, after: &Tool) -> Vec<String> {
    let mut said = Vec::new();
    for kind in &part.kinds {
        match kind {
            PartChangeKind::New => said.push("new".to_owned()),
            PartChangeKind::Retired => said.push("retired".to_owned()),
            PartChangeKind::Renamed => {
                let id = |named: &Option<Named>| {
                    named
                        .as_ref()
                        .map(|named| named.id.clone())
                        .unwrap_or_default()
                };
                said.push(format!(
                    "its id was {} and is {}",
                    id(&part.earlier),
                    id(&part.later)
                ));
            }
            PartChangeKind::Reworded => said.push("reworded".to_owned()),
            PartChangeKind::ChoicesChanged => said.extend(part.choices.iter().filter_map(choice)),
            PartChangeKind::Changed => {
                let values = part.edits.iter().filter(|edit| !edit.is_wording());
                said.extend(values.map(|edit| value(edit, before, after)));
            }
        }
    }
    said
}

fn choice(change: &ChoiceChange) -> Option<String> {
    match (&change.before, &change.after) {
        (Some(then), Some(now)) => Some(format!("“{}” was called “{}”", now.title, then.title)),
        (None, Some(now)) => Some(format!("“{}” is new", now.title)),
        (Some(then), None) => Some(format!("“{}” is no longer a choice", then.title)),
        (None, None) => None,
    }
}

/// A value that changed, in words.
fn value(edit: &Edit, before: &Tool, after: &Tool) -> String {
    let label = |tool: &Tool, id: &Option<String>| {
        let facts = tool.facts.iter();
        let mut fact = facts.filter(|fact| Some(&fact.id) == id.as_ref());
        fact.next().map(|fact| format!("“{}”", fact.label))
    };
    let of = |edit: &Edit, map: &dyn Fn(&str) -> String| Edit {
        before: edit.before.as_deref().map(map),
        after: edit.after.as_deref().map(map),
        ..edit.clone()
    };
    let facts = || Edit {
        before: label(before, &edit.before),
        after: label(after, &edit.after),
        ..edit.clone()
    };
    let worded = match edit.field {
        Field::Kind => of(edit, &|kind| kind_words(kind).to_owned()),
        Field::From | Field::To => facts(),
        Field::Within
        | Field::Required
        | Field::Min
        | Field::Max
        | Field::Better
        | Field::AskedOf
        | Field::Id
        | Field::Version
        | Field::Title
        | Field::Label
        | Field::Purpose
        | Field::Group
        | Field::LooksLike
        | Field::Ask
        | Field::Means
        | Field::Score
        | Field::Evidence
        | Field::Standing => edit.clone(),
    };
    format!("{}: {}", field::name(edit.field), now_and_then(&worded))
}

/// What a fact holds, or what an answer to a prompt says.
fn kind_words(kind: &str) -> &str {
    match kind {
        "choice" => "one of its choices",
        "choices" => "any of its choices",
        "yes_no" => "yes or no",
        "number" => "a number",
        "date" => "a day",
        "text" => "words",
        "improve" => "what is to improve",
        "not_working" => "what is not working",
        "working" => "what is working",
        other => other,
    }
}
