//! What changed in a tool beside its standards, its scales and its overall judgement:
//! facts, durations, domains, measures, prompts and themes.
//!
//! It must not know how far standards are compared.

use serde::Serialize;

use super::edit::{Edit, Field, Named, flag, prose, value};
use super::pairing::{self, Pairs};
use crate::model::{Better, Choice, Fact, FactKind, Measure, Prompt, Tool};

/// What became of a part of a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartChangeKind {
    /// It has another id, and the same words.
    Renamed,
    /// It has other words.
    Reworded,
    /// Its choices have other words, or there are more or fewer of them.
    ChoicesChanged,
    /// Something else of it changed.
    Changed,
    /// The earlier tool does not have it.
    New,
    /// The later tool does not have it.
    Retired,
}

/// One choice of a fact that is not the same in both tools.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ChoiceChange {
    /// As it was; nothing where it is new.
    pub before: Option<Named>,
    /// As it is now; nothing where it was retired.
    pub after: Option<Named>,
}

/// A fact, a duration, a domain, a measure, a prompt or a theme of either tool or of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartChange {
    /// Its position in the earlier tool; nothing where it is new.
    #[serde(skip)]
    pub before: Option<usize>,
    /// Its position in the later tool; nothing where it was retired.
    #[serde(skip)]
    pub after: Option<usize>,
    /// As it was.
    #[serde(rename = "before")]
    pub earlier: Option<Named>,
    /// As it is now.
    #[serde(rename = "after")]
    pub later: Option<Named>,
    /// What became of it; nothing where it is the same.
    pub kinds: Vec<PartChangeKind>,
    /// Words and values that changed.
    pub edits: Vec<Edit>,
    /// Choices of a fact that changed, in the later order, retired ones after.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChoiceChange>,
}

impl PartChange {
    fn of(pair: (Option<usize>, Option<usize>), then: Option<Named>, now: Option<Named>) -> Self {
        let kinds = match (&then, &now) {
            (None, Some(_)) => vec![PartChangeKind::New],
            (Some(_), None) => vec![PartChangeKind::Retired],
            (Some(then), Some(now)) if then.id != now.id => vec![PartChangeKind::Renamed],
            (Some(_), Some(_)) | (None, None) => Vec::new(),
        };
        Self {
            before: pair.0,
            after: pair.1,
            earlier: then,
            later: now,
            kinds,
            edits: Vec::new(),
            choices: Vec::new(),
        }
    }

    /// With what changed of it.
    fn with(mut self, edits: impl IntoIterator<Item = Option<Edit>>) -> Self {
        self.edits = edits.into_iter().flatten().collect();
        if self.edits.iter().any(Edit::is_wording) {
            self.kinds.push(PartChangeKind::Reworded);
        }
        if !self.choices.is_empty() {
            self.kinds.push(PartChangeKind::ChoicesChanged);
        }
        if !self.edits.iter().all(Edit::is_wording) {
            self.kinds.push(PartChangeKind::Changed);
        }
        self
    }

    /// The words of the later tool, or of the earlier one.
    pub fn title(&self) -> &str {
        let named = self.later.as_ref().or(self.earlier.as_ref());
        named.map_or("", |named| &named.title)
    }
}

fn named(id: &str, title: &str) -> Named {
    Named {
        id: id.to_owned(),
        title: title.to_owned(),
    }
}

/// What became of things that are an id and words, and which are the same.
pub(super) fn titled<'a, T>(
    before: &'a [T],
    after: &'a [T],
    of: impl Fn(&'a T) -> (&'a str, &'a str),
) -> (Vec<PartChange>, Pairs) {
    let old: Vec<(&str, &str)> = before.iter().map(&of).collect();
    let new: Vec<(&str, &str)> = after.iter().map(&of).collect();
    let pairs = pairing::by_id_or_title(&old, &new);
    let part = |pair: (Option<usize>, Option<usize>)| {
        let then = pair.0.and_then(|at| old.get(at));
        let now = pair.1.and_then(|at| new.get(at));
        let part = PartChange::of(
            pair,
            then.map(|(id, title)| named(id, title)),
            now.map(|(id, title)| named(id, title)),
        );
        match (then, now) {
            (Some((_, then)), Some((_, now))) => {
                part.with([prose(Field::Title, Some(then), Some(now))])
            }
            _ => part,
        }
    };
    let all = pairs.all(before.len(), after.len());
    (all.into_iter().map(part).collect(), pairs)
}

/// Parts by their ids, each with what changed of it where both tools have it.
fn by_id<'a, T>(
    before: &'a [T],
    after: &'a [T],
    of: impl Fn(&'a T) -> (&'a str, &'a str),
    edited: impl Fn(PartChange, &'a T, &'a T) -> PartChange,
) -> Vec<PartChange> {
    let pairs = pairing::by_id(
        before.iter().map(|one| of(one).0),
        after.iter().map(|one| of(one).0),
    );
    let part = |pair: (Option<usize>, Option<usize>)| {
        let then = pair.0.and_then(|at| before.get(at));
        let now = pair.1.and_then(|at| after.get(at));
        let of = |one: &'a T| named(of(one).0, of(one).1);
        let part = PartChange::of(pair, then.map(of), now.map(of));
        match (then, now) {
            (Some(then), Some(now)) => edited(part, then, now),
            _ => part,
        }
    };
    let all = pairs.all(before.len(), after.len());
    all.into_iter().map(part).collect()
}

/// What became of facts.
pub(super) fn facts(before: &[Fact], after: &[Fact]) -> Vec<PartChange> {
    by_id(
        before,
        after,
        |fact| (&fact.id, &fact.label),
        |mut part, then, now| {
            part.choices = choices(then.kind.choices(), now.kind.choices());
            part.with([
                prose(Field::Label, Some(&then.label), Some(&now.label)),
                value(Field::Kind, Some(&kind(then)), Some(&kind(now))),
                flag(Field::Required, then.required, now.required),
            ])
        },
    )
}

/// The key by which tool files name a fact's kind.
fn kind(fact: &Fact) -> &'static str {
    match fact.kind {
        FactKind::Choice(_) => "choice",
        FactKind::Choices(_) => "choices",
        FactKind::YesNo => "yes_no",
        FactKind::Number => "number",
        FactKind::Date => "date",
        FactKind::Text => "text",
    }
}

/// Facts that are the same and hold the same sort of thing.
pub(super) fn same_facts(before: &[Fact], after: &[Fact]) -> Pairs {
    let key = |fact: &Fact| format!("{} {}", fact.id, kind(fact));
    let (old, new): (Vec<String>, Vec<String>) = (
        before.iter().map(key).collect(),
        after.iter().map(key).collect(),
    );
    pairing::by_id(
        old.iter().map(String::as_str),
        new.iter().map(String::as_str),
    )
}

/// Choices that are the same one, by id: earlier and later positions.
pub(super) fn same_choices(before: &[Choice], after: &[Choice]) -> Pairs {
    pairing::by_id(
        before.iter().map(|choice| choice.id.as_str()),
        after.iter().map(|choice| choice.id.as_str()),
    )
}

fn choices(before: &[Choice], after: &[Choice]) -> Vec<ChoiceChange> {
    let of = |choice: &Choice| named(&choice.id, &choice.label);
    let all = same_choices(before, after).all(before.len(), after.len());
    let changes = all.into_iter().map(|(then, now)| ChoiceChange {
        before: then.and_then(|at| before.get(at)).map(of),
        after: now.and_then(|at| after.get(at)).map(of),
    });
    changes
        .filter(|change| change.before != change.after)
        .collect()
}

/// What became of durations.
pub(super) fn durations(before: &Tool, after: &Tool) -> Vec<PartChange> {
    let fact = |tool: &Tool, at: usize| tool.facts.get(at).map(|fact| fact.id.clone());
    by_id(
        &before.durations,
        &after.durations,
        |duration| (&duration.id, &duration.title),
        |part, then, now| {
            let (from, to) = (fact(before, then.from), fact(before, then.to));
            let (from_now, to_now) = (fact(after, now.from), fact(after, now.to));
            part.with([
                prose(Field::Title, Some(&then.title), Some(&now.title)),
                value(Field::From, from.as_ref(), from_now.as_ref()),
                value(Field::To, to.as_ref(), to_now.as_ref()),
                value(Field::Within, then.within.as_ref(), now.within.as_ref()),
            ])
        },
    )
}

/// What became of measures.
pub(super) fn measures(before: &[Measure], after: &[Measure]) -> Vec<PartChange> {
    let better = |measure: &Measure| match measure.better {
        Better::Higher => "higher",
        Better::Lower => "lower",
    };
    by_id(
        before,
        after,
        |measure| (&measure.id, &measure.title),
        |part, then, now| {
            part.with([
                prose(Field::Title, Some(&then.title), Some(&now.title)),
                value(Field::Min, Some(&then.min), Some(&now.min)),
                value(Field::Max, Some(&then.max), Some(&now.max)),
                value(Field::Better, Some(&better(then)), Some(&better(now))),
                value(
                    Field::AskedOf,
                    then.asked_of.as_ref(),
                    now.asked_of.as_ref(),
                ),
            ])
        },
    )
}

/// What became of prompts.
pub(super) fn prompts(before: &[Prompt], after: &[Prompt]) -> Vec<PartChange> {
    by_id(
        before,
        after,
        |prompt| (&prompt.id, &prompt.ask),
        |part, then, now| {
            part.with([
                prose(Field::Ask, Some(&then.ask), Some(&now.ask)),
                value(Field::Kind, Some(&then.kind.id()), Some(&now.kind.id())),
                value(
                    Field::AskedOf,
                    then.asked_of.as_ref(),
                    now.asked_of.as_ref(),
                ),
            ])
        },
    )
}
