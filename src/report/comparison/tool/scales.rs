//! What became of scales, in words: whether ratings still say the same.
//!
//! It must not know which standards are rated on them.

use super::{heading, now_and_then, row, wordings};
use crate::analysis::comparison::tool::{
    Edit, Field, LevelChange, LevelChangeKind, ScaleChange, ScaleChangeKind, ToolChange,
};
use crate::report::{Block, Column, Table};

/// Scales that changed.
pub(super) fn blocks(change: &ToolChange, blocks: &mut Vec<Block>) {
    let changed = || {
        change
            .scale_changes
            .iter()
            .filter(|one| !one.kinds.is_empty())
    };
    if changed().next().is_some() {
        blocks.push(heading(1, "Scales"));
    }
    for scale in changed() {
        of_scale(scale, blocks);
    }
}

fn of_scale(scale: &ScaleChange, blocks: &mut Vec<Block>) {
    let title = match (&scale.before, &scale.after) {
        (Some(then), Some(now)) if then.id != now.id => {
            format!("The scale {}, before {}", now.id, then.id)
        }
        (_, Some(one)) | (Some(one), None) => format!("The scale {}", one.id),
        (None, None) => return,
    };
    blocks.push(heading(2, title));
    blocks.push(Block::Paragraph(verdict(scale)));
    let changed = || scale.levels.iter().filter(|level| !level.kinds.is_empty());
    if changed().next().is_some() {
        blocks.push(Block::Table(Table {
            caption: None,
            columns: vec![Column::words("Level"), Column::words("What changed")],
            rows: changed().map(|one| row(label(one), &said(one))).collect(),
        }));
    }
    for level in changed() {
        blocks.extend(wordings(&level.edits, |_| {
            format!("What an auditor would see at {}", label(level))
        }));
    }
}

/// Whether ratings on it are compared.
fn verdict(scale: &ScaleChange) -> String {
    let has = |kind| scale.kinds.contains(&kind);
    if has(ScaleChangeKind::New) {
        return "New.".to_owned();
    }
    if has(ScaleChangeKind::Retired) {
        return "Retired.".to_owned();
    }
    if scale.kinds.iter().all(|kind| kind.is_comparable()) {
        return "Its levels, their order and what they count as are the same, so ratings on it \
                are compared."
            .to_owned();
    }
    let mut why = Vec::new();
    if has(ScaleChangeKind::LevelsChanged) {
        why.push("it has other levels");
    }
    if has(ScaleChangeKind::OrderChanged) {
        why.push("its levels stand in another order");
    }
    if has(ScaleChangeKind::StandingChanged) {
        why.push("a level counts as something else");
    }
    format!("Ratings on it are not compared: {}.", why.join(", and "))
}

fn label(level: &LevelChange) -> &str {
    let info = level.after.as_ref().or(level.before.as_ref());
    info.map_or("", |info| &info.label)
}

fn said(level: &LevelChange) -> Vec<String> {
    let edit = |field: Field| level.edits.iter().find(|edit| edit.field == field);
    let before = |field| {
        let edit: Option<&Edit> = edit(field);
        edit.and_then(|edit| edit.before.clone())
            .unwrap_or_default()
    };
    let kinds = level.kinds.iter();
    let said = kinds.filter_map(|kind| match kind {
        LevelChangeKind::Renamed => Some(format!("its id was {}", before(Field::Id))),
        LevelChangeKind::Relabelled => Some(format!(
            "was called “{}”; it is the same level",
            before(Field::Label)
        )),
        LevelChangeKind::Reworded => Some("what an auditor would see is reworded".to_owned()),
        LevelChangeKind::Rescored => {
            edit(Field::Score).map(|edit| format!("score: {}", now_and_then(edit)))
        }
        LevelChangeKind::EvidenceChanged => {
            let asked = edit(Field::Evidence).and_then(|edit| edit.after.as_deref());
            Some(if asked == Some("yes") {
                "words are asked for now".to_owned()
            } else {
                "words are no longer asked for".to_owned()
            })
        }
        LevelChangeKind::StandingChanged => {
            edit(Field::Standing).map(|edit| format!("counts as: {}", now_and_then(edit)))
        }
        LevelChangeKind::New => Some("new".to_owned()),
        LevelChangeKind::Retired => Some("retired".to_owned()),
    });
    said.collect()
}
