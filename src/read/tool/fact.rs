//! Facts with their choices, and durations between two of them.
//!
//! It must not know which rules use a fact.

use super::columns::Columns;
use super::names::{Ids, Names};
use super::spellings::Spellings;
use super::{value, values};
use crate::diagnostics::{Code, quote};
use crate::model::{Choice, Duration, Fact, FactKind};
use crate::read::toml_file::{Entry, IdRule, Reader, Text};

/// How a tool's file names kinds of fact.
const KINDS: [(&str, Kind); 6] = [
    ("choice", Kind::Choice),
    ("choices", Kind::Choices),
    ("yes_no", Kind::YesNo),
    ("number", Kind::Number),
    ("date", Kind::Date),
    ("text", Kind::Text),
];

/// The most choices that a fact may have: positions are two bytes.
const CHOICES: usize = 65_535;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Choice,
    Choices,
    YesNo,
    Number,
    Date,
    Text,
}

/// Facts with what is needed to refer to them.
pub(super) struct Facts {
    /// The facts.
    pub(super) all: Vec<Fact>,
    /// Their ids.
    pub(super) ids: Ids,
    /// The ids of each one's choices.
    pub(super) choices: Vec<Ids>,
    /// Is each one's kind known?
    said: Vec<bool>,
}

impl Facts {
    /// A fact, where it can be said what may be done with it.
    pub(super) fn get(&self, position: usize) -> Option<&Fact> {
        let said = self.said.get(position).is_some_and(|said| *said);
        self.all.get(position).filter(|_| said)
    }
}

/// Reads all `[[fact]]`.
pub(super) fn facts(
    root: &mut Entry<'_>,
    names: &mut Names,
    columns: &mut Columns,
    r: &mut Reader<'_>,
) -> Facts {
    let mut out = Facts {
        all: Vec::new(),
        ids: Ids::new("fact", ""),
        choices: Vec::new(),
        said: Vec::new(),
    };
    for mut entry in root.entries("fact", "fact", "`[[fact]]`", r) {
        let id = entry.id(IdRule::Snake, r);
        let label = entry.needed_text("label", r);
        let kind = entry.one_of("kind", true, &KINDS, r);
        let required = entry.flag("required", r);
        let column = entry.text("column", r);
        if let Some(id) = &id {
            names.take("fact", id, r);
            columns.own(id, column);
        }
        out.ids.push(id.as_ref());
        let within = match &id {
            Some(id) => format!(" of the fact {}", quote(&id.value)),
            None => String::new(),
        };
        let (choices, ids) = choices(&mut entry, kind, Ids::new("choice", within), r);
        entry.finish(r);
        out.choices.push(ids);
        out.said.push(kind.is_some());
        out.all.push(Fact {
            id: value(id),
            label: value(label),
            kind: match kind {
                Some(Kind::Choice) => FactKind::Choice(choices),
                Some(Kind::Choices) => FactKind::Choices(choices),
                Some(Kind::YesNo) => FactKind::YesNo,
                Some(Kind::Number) => FactKind::Number,
                Some(Kind::Date) => FactKind::Date,
                Some(Kind::Text) | None => FactKind::Text,
            },
            required,
        });
    }
    out
}

fn choices(
    entry: &mut Entry<'_>,
    kind: Option<Kind>,
    mut ids: Ids,
    r: &mut Reader<'_>,
) -> (Vec<Choice>, Ids) {
    const HOW: &str = "`{ id = \"…\", label = \"…\" }`";
    let listed = matches!(kind, Some(Kind::Choice | Kind::Choices));
    let there = entry.value("choices").map(|node| node.at);
    let mut names = Names::default();
    let mut spellings = Spellings::default();
    let mut choices = Vec::new();
    for mut choice in entry.entries("choices", "choice", HOW, r) {
        let id = choice.id(IdRule::Snake, r);
        let label = choice.needed_text("label", r);
        let also = choice.texts("also", r);
        if let Some(id) = &id {
            names.take("choice", id, r);
            let owner = format!("the choice {}", quote(&id.value));
            for text in [Some(id), label.as_ref()]
                .into_iter()
                .flatten()
                .chain(&also)
            {
                spellings.take(&owner, text, r);
                if kind == Some(Kind::Choices) {
                    refuse_semicolon(text, r);
                }
            }
        }
        ids.push(id.as_ref());
        choice.finish(r);
        choices.push(Choice {
            id: value(id),
            label: value(label),
            also: values(also),
        });
    }
    match there {
        Some(at) if kind.is_some() && !listed => {
            let message = format!("{} has choices, and its kind has none", entry.name);
            let hint = "write `kind = \"choice\"`, or `\"choices\"` where several may be true";
            r.error(Code::WrongValue, at, message, Some(hint.to_owned()));
        }
        Some(at) if listed && choices.is_empty() => {
            let message = format!("{} has no choices", entry.name);
            let hint = format!("list them, each as {HOW}");
            r.error(Code::NothingInIt, at, message, Some(hint));
        }
        Some(at) if choices.len() > CHOICES => {
            let message = format!(
                "{} has {} choices, and {CHOICES} are the most",
                entry.name,
                choices.len()
            );
            r.error(Code::WrongValue, at, message, None);
        }
        None if listed => {
            entry.missing("choices", "[{ id = \"…\", label = \"…\" }]", r);
        }
        Some(_) | None => {}
    }
    (choices, ids)
}

fn refuse_semicolon(text: &Text, r: &mut Reader<'_>) {
    if text.value.contains(';') {
        let message = format!(
            "{} holds `;`, which stands between choices in a cell",
            quote(&text.value)
        );
        r.error(Code::WrongValue, text.at, message, None);
    }
}

/// Reads all `[[duration]]`.
pub(super) fn durations(root: &mut Entry<'_>, facts: &Facts, r: &mut Reader<'_>) -> Vec<Duration> {
    let mut names = Names::default();
    let mut durations = Vec::new();
    for mut entry in root.entries("duration", "duration", "`[[duration]]`", r) {
        let id = entry.id(IdRule::Snake, r);
        if let Some(id) = &id {
            names.take("duration", id, r);
        }
        let title = entry.needed_text("title", r);
        let from = entry.needed_text("from", r);
        let to = entry.needed_text("to", r);
        let within = entry.whole("within", 0, r);
        let ends = (day(from.as_ref(), facts, r), day(to.as_ref(), facts, r));
        if let ((Some(from), Some(to)), Some(text)) = (ends, &to)
            && from == to
        {
            let message = format!("{} goes from {1} to {1}", entry.name, quote(&text.value));
            let hint = "name two different dates";
            r.error(Code::WrongValue, text.at, message, Some(hint.to_owned()));
        }
        entry.finish(r);
        durations.push(Duration {
            id: value(id),
            title: value(title),
            from: ends.0.unwrap_or(0),
            to: ends.1.unwrap_or(0),
            within,
        });
    }
    durations
}

/// The position of a fact that is a date.
fn day(wanted: Option<&Text>, facts: &Facts, r: &mut Reader<'_>) -> Option<usize> {
    let wanted = wanted?;
    let position = facts.ids.find(wanted, r)?;
    let fact = facts.get(position)?;
    if fact.kind == FactKind::Date {
        return Some(position);
    }
    let message = format!("the fact {} is no date", quote(&wanted.value));
    let hint = "days are counted between two facts with `kind = \"date\"`";
    r.error(Code::WrongValue, wanted.at, message, Some(hint.to_owned()));
    None
}
