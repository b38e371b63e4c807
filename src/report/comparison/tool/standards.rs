//! What became of standards, in words: which are compared, and why others are not.
//!
//! It must not know how standards are matched.

use std::collections::BTreeSet;

use super::{field, group, heading, row, wordings};
use crate::analysis::comparison::Footing;
use crate::analysis::comparison::tool::{
    Edit, Field, StandardChange, StandardChangeKind as Kind, StandardInfo, ToolChange,
};
use crate::model::{Standard, Tool, fold};
use crate::report::tool::sentence::{applies, joined, levels};
use crate::report::{Block, Column, Table, Tone};

/// Standards that changed, by how far they are compared.
pub(super) fn table(change: &ToolChange, before: &Tool, after: &Tool, blocks: &mut Vec<Block>) {
    let groups = [
        (Footing::Compared, "Compared, with a change"),
        (Footing::SideBySide, "Side by side, without a verdict"),
        (Footing::NotCompared, "Not compared"),
    ];
    let mut rows = Vec::new();
    for (footing, title) in groups {
        let of = change.standards.iter();
        let of = of.filter(|standard| standard.footing == footing);
        let told: Vec<_> = of
            .map(|standard| (standard, said(standard, before, after)))
            .filter(|(_, said)| !said.is_empty())
            .collect();
        if !told.is_empty() {
            rows.push(group(title));
        }
        for (standard, said) in told {
            rows.push(row(title_of(standard), &said));
        }
    }
    if rows.is_empty() {
        return;
    }
    blocks.push(Block::Table(Table {
        caption: None,
        columns: vec![Column::words("Standard"), Column::words("What changed")],
        rows,
    }));
    let side_by_side = |one: &StandardChange| one.footing == Footing::SideBySide;
    if change.standards.iter().any(side_by_side) {
        blocks.push(Block::Note(
            "Side by side: both rounds' figures are shown, and nothing is said of a change, \
             since the meaning of the standard changed or it is for other cases."
                .to_owned(),
        ));
    }
}

/// A standard that is new beside a retired one of the same title was most likely given
/// another id, which only the tool's owner can say.
pub(super) fn same_titles(change: &ToolChange, blocks: &mut Vec<Block>) {
    let alone = |kind: Kind| change.standards.iter().filter(move |one| one.is(kind));
    for new in alone(Kind::New) {
        let twin = alone(Kind::Retired).find(|old| fold(title_of(old)) == fold(title_of(new)));
        let ids = twin.and_then(|old| Some((old.info()?.id.clone(), new.info()?.id.clone())));
        if let Some((old, new_id)) = ids {
            blocks.push(Block::Callout {
                tone: Tone::Attention,
                text: format!(
                    "“{}” is retired as `{old}` and new as `{new_id}`. If it is the same standard, write `was = [\"{old}\"]` into `{new_id}` in the later tool, and the two are compared.",
                    title_of(new)
                ),
            });
        }
    }
}

/// The wordings of standards that were reworded, word by word.
pub(super) fn wordings_of(change: &ToolChange, blocks: &mut Vec<Block>) {
    let reworded = || change.standards.iter().filter(|one| one.is(Kind::Reworded));
    if reworded().next().is_some() {
        blocks.push(heading(1, "Reworded standards"));
    }
    for standard in reworded() {
        blocks.push(heading(2, title_of(standard)));
        blocks.extend(wordings(&standard.wordings, |edit| {
            field::title(edit.field)
        }));
    }
}

fn title_of(change: &StandardChange) -> &str {
    change.info().map_or("", |info| &info.title)
}

/// What became of a standard on its own; what became of its scale or the readings is said
/// of all at once, where it does not keep it from being compared.
fn said(change: &StandardChange, before: &Tool, after: &Tool) -> Vec<String> {
    let then = change.before.and_then(|at| before.standards.get(at));
    let now = change.after.and_then(|at| after.standards.get(at));
    let (Some(was), Some(is)) = (&change.earlier, &change.later) else {
        return alone(change);
    };
    let kinds = change.kinds.iter();
    let said = kinds.filter_map(|kind| match kind {
        Kind::Moved => Some(format!("moved from “{}” to “{}”", domain(was), domain(is))),
        Kind::Renamed => Some(format!("its id was {} and is {}", was.id, is.id)),
        Kind::Reworded => Some(reworded(&change.wordings, was.edition == is.edition)),
        Kind::OtherScale => Some(format!(
            "rated on the scale {}, before on {}, with the same levels",
            scale(is),
            scale(was)
        )),
        Kind::EscalationChanged => Some(format!(
            "before: {}; now: {}",
            told_at(before, then),
            told_at(after, now)
        )),
        Kind::Contested => Some(format!(
            "{} could be the same standard too, and is not compared",
            rivals(change)
        )),
        Kind::EditionRaised | Kind::EditionLowered => Some(format!(
            "its meaning changed: before edition {}, now {}",
            was.edition, is.edition
        )),
        Kind::Rescoped => Some(format!(
            "it is for other cases; before: {}; now: {}",
            scope(before, then),
            scope(after, now)
        )),
        Kind::Rescaled if was.scale == is.scale => Some(format!("the scale {} changed", scale(is))),
        Kind::Rescaled => Some(format!(
            "rated on the scale {}, before on {}, which has other levels",
            scale(is),
            scale(was)
        )),
        Kind::Relabelled | Kind::ReadingsChanged | Kind::Ambiguous | Kind::New | Kind::Retired => {
            None
        }
    });
    said.collect()
}

/// What is to be said of a standard that one of the tools has not.
fn alone(change: &StandardChange) -> Vec<String> {
    let mut said = vec![if change.later.is_some() {
        "new".to_owned()
    } else {
        "retired".to_owned()
    }];
    if change.is(Kind::Ambiguous) {
        said.push(format!(
            "by its ids it could be {} too, which is compared with another standard",
            rivals(change)
        ));
    }
    said
}

fn rivals(change: &StandardChange) -> String {
    let titles = change.rivals.iter();
    let titles: Vec<String> = titles.map(|rival| format!("“{}”", rival.title)).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    joined(&titles, "and")
}

fn domain(info: &StandardInfo) -> &str {
    info.domain.as_ref().map_or("", |domain| &domain.title)
}

fn scale(info: &StandardInfo) -> &str {
    info.scale.as_deref().unwrap_or_default()
}

/// "reworded, with the same edition (title and what to ask)".
fn reworded(wordings: &[Edit], same_edition: bool) -> String {
    let parts: BTreeSet<Field> = wordings.iter().map(|edit| edit.field).collect();
    let parts: Vec<&str> = parts.into_iter().map(field::name).collect();
    let edition = if same_edition {
        ", with the same edition"
    } else {
        ""
    };
    format!("reworded{edition} ({})", joined(&parts, "and"))
}

/// "somebody must be told at Concern".
fn told_at(tool: &Tool, standard: Option<&Standard>) -> String {
    let at = standard.filter(|standard| standard.is_critical());
    match at {
        Some(standard) => format!(
            "somebody must be told at {}",
            levels(tool, standard, &standard.escalate_at)
        ),
        None => "nobody need be told".to_owned(),
    }
}

/// "only where “Where the case stands” is Open".
fn scope(tool: &Tool, standard: Option<&Standard>) -> String {
    let rule = standard.and_then(|standard| applies(tool, standard));
    rule.map_or_else(|| "all".to_owned(), |rule| format!("only where {rule}"))
}
