//! The lists that cells are chosen from, made of a tool.
//!
//! It must not know which cells there are.

use super::field::yes_no;
use super::kind::{Kind, List, Listed, Term};
use crate::model::{FactKind, Tool};

/// Spellings of not applicable that every tool has; the first is the one written.
pub const NOT_APPLICABLE: [&str; 3] = ["n/a", "na", "not applicable"];

pub(super) fn one(of: Listed, terms: Vec<Term>) -> Kind {
    Kind::One(List { of, terms })
}

pub(super) fn fact_kind(kind: &FactKind) -> Kind {
    let terms = || {
        kind.choices()
            .iter()
            .map(|choice| Term {
                // A list's separator cannot be part of what stands in it.
                written: if choice.label.contains(';') {
                    choice.id.clone()
                } else {
                    choice.label.clone()
                },
                shown: choice.label.clone(),
                also: choice
                    .also
                    .iter()
                    .chain([&choice.id, &choice.label])
                    .cloned()
                    .collect(),
            })
            .collect()
    };
    let list = |terms| List {
        of: Listed::Choice,
        terms,
    };
    match kind {
        FactKind::Choice(_) => Kind::One(list(terms())),
        FactKind::Choices(_) => Kind::Many(list(terms())),
        FactKind::YesNo => yes_no("", "").kind,
        FactKind::Number => Kind::Number,
        FactKind::Date => Kind::Day,
        FactKind::Text => Kind::Words,
    }
}

/// A scale's levels, then the spellings of not applicable: each that the tool adds is a
/// reason of its own, and is kept as it stands.
pub(super) fn levels(tool: &Tool, scale: usize) -> List {
    let levels = tool.scales.get(scale).map(|scale| scale.levels.as_slice());
    let levels = levels.unwrap_or_default().iter().map(|level| Term {
        written: level.label.clone(),
        shown: level.label.clone(),
        also: level.also.iter().chain([&level.id]).cloned().collect(),
    });
    let [written, also @ ..] = NOT_APPLICABLE;
    let plain = Term {
        written: written.to_owned(),
        shown: "not applicable".to_owned(),
        also: also.map(str::to_owned).to_vec(),
    };
    let own = tool.not_applicable.also.iter().map(|spelling| Term {
        written: spelling.clone(),
        shown: spelling.replace('_', " "),
        also: Vec::new(),
    });
    List {
        of: Listed::Level,
        terms: levels.chain([plain]).chain(own).collect(),
    }
}

/// Entries known by their ids and titles.
pub(super) fn titled<'a>(
    of: Listed,
    entries: impl Iterator<Item = (&'a str, &'a str, &'a [String])>,
) -> List {
    let terms = entries.map(|(id, title, was)| Term {
        written: id.to_owned(),
        shown: title.to_owned(),
        also: was.iter().cloned().chain([title.to_owned()]).collect(),
    });
    List {
        of,
        terms: terms.collect(),
    }
}

pub(super) fn standards(tool: &Tool) -> List {
    let standards = tool.standards.iter();
    titled(
        Listed::Standard,
        standards.map(|s| (s.id.as_str(), s.title.as_str(), s.was.as_slice())),
    )
}

pub(super) fn themes(tool: &Tool) -> List {
    let themes = tool.themes.iter();
    titled(
        Listed::Theme,
        themes.map(|t| (t.id.as_str(), t.title.as_str(), [].as_slice())),
    )
}

pub(super) fn prompts(tool: &Tool) -> List {
    let prompts = tool.prompts.iter();
    titled(
        Listed::Prompt,
        prompts.map(|p| (p.id.as_str(), p.ask.as_str(), [].as_slice())),
    )
}
