//! Prompts of the reflective discussion, and themes.
//!
//! It must not know how answers are kept.

use super::names::Names;
use super::value;
use crate::model::{FindingKind, Prompt, Theme};
use crate::read::toml_file::{Entry, IdRule, Reader};

/// How a tool's file names kinds of finding.
const KINDS: [(&str, FindingKind); 3] = [
    ("working", FindingKind::Working),
    ("not_working", FindingKind::NotWorking),
    ("improve", FindingKind::Improve),
];

/// Reads all `[[prompt]]`.
pub(super) fn prompts(root: &mut Entry<'_>, r: &mut Reader<'_>) -> Vec<Prompt> {
    let mut names = Names::default();
    let mut prompts = Vec::new();
    for mut entry in root.entries("prompt", "prompt", "`[[prompt]]`", r) {
        let id = entry.id(IdRule::Snake, r);
        if let Some(id) = &id {
            names.take("prompt", id, r);
        }
        let ask = entry.needed_text("ask", r);
        let kind = entry.one_of("kind", true, &KINDS, r);
        let asked_of = entry.text("asked_of", r);
        entry.finish(r);
        prompts.push(Prompt {
            id: value(id),
            ask: value(ask),
            kind: kind.unwrap_or(FindingKind::Improve),
            asked_of: asked_of.map(|text| text.value),
        });
    }
    prompts
}

/// Reads all `[[theme]]`.
pub(super) fn themes(root: &mut Entry<'_>, r: &mut Reader<'_>) -> Vec<Theme> {
    let mut names = Names::default();
    let mut themes = Vec::new();
    for mut entry in root.entries("theme", "theme", "`[[theme]]`", r) {
        let id = entry.id(IdRule::Snake, r);
        if let Some(id) = &id {
            names.take("theme", id, r);
        }
        let title = entry.needed_text("title", r);
        entry.finish(r);
        themes.push(Theme {
            id: value(id),
            title: value(title),
        });
    }
    themes
}
