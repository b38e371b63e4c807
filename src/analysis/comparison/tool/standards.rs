//! What became of each standard, and how far it may therefore be compared.
//!
//! A new wording with the same edition is for the tool's owners to answer for: it is told,
//! and compared. It must not know any rating.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::edit::{Edit, Field, Named, prose};
use super::pairing::{Pairs, StandardPairs};
use super::scales::Scales;
use super::words;
use crate::analysis::comparison::{Footing, Matched};
use crate::model::{Condition, FactKind, Scale, Standard, Tool};

/// What became of a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StandardChangeKind {
    /// It belongs to another domain.
    Moved,
    /// It has another id.
    Renamed,
    /// Its title, what it looks like or what to ask is told in other words.
    Reworded,
    /// A level of its scale has another id or other words.
    Relabelled,
    /// It is rated on another scale, on which ratings say the same.
    OtherScale,
    /// Somebody must be told at other levels.
    EscalationChanged,
    /// Another standard lays claim to being the same one too, and it came first.
    Contested,
    /// Its edition went up: its meaning changed.
    EditionRaised,
    /// Its edition went down: its meaning changed.
    EditionLowered,
    /// It applies to other cases.
    Rescoped,
    /// Levels, their order or what they count as changed.
    Rescaled,
    /// The tool has other readings.
    ReadingsChanged,
    /// It lays claim to being the same as one that another is the same as.
    Ambiguous,
    /// The earlier tool does not have it.
    New,
    /// The later tool does not have it.
    Retired,
}

impl StandardChangeKind {
    /// How far a standard may be compared after it.
    pub fn footing(self) -> Footing {
        match self {
            Self::Moved
            | Self::Renamed
            | Self::Reworded
            | Self::Relabelled
            | Self::OtherScale
            | Self::EscalationChanged
            | Self::Contested => Footing::Compared,
            Self::EditionRaised | Self::EditionLowered | Self::Rescoped => Footing::SideBySide,
            Self::Rescaled
            | Self::ReadingsChanged
            | Self::Ambiguous
            | Self::New
            | Self::Retired => Footing::NotCompared,
        }
    }
}

/// The least of several footings.
pub(super) fn least(footings: impl Iterator<Item = Footing>) -> Footing {
    footings.fold(Footing::Compared, |least, one| match (least, one) {
        (Footing::NotCompared, _) | (_, Footing::NotCompared) => Footing::NotCompared,
        (Footing::SideBySide, _) | (_, Footing::SideBySide) => Footing::SideBySide,
        (Footing::Compared, Footing::Compared) => Footing::Compared,
    })
}

/// One condition of a rule, by ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RuleInfo {
    /// The fact.
    pub fact: String,
    /// The values that satisfy it.
    pub is: Vec<String>,
}

/// A standard as it stands in one tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardInfo {
    /// Its id.
    pub id: String,
    /// The words shown to people.
    pub title: String,
    /// Its domain.
    pub domain: Option<Named>,
    /// Its scale's id.
    pub scale: Option<String>,
    /// Its edition.
    pub edition: u32,
    /// Ids of the levels at which somebody must be told.
    pub escalate_at: Vec<String>,
    /// When it applies: all must hold, and none means always.
    pub applies_when: Vec<RuleInfo>,
}

impl StandardInfo {
    fn of(tool: &Tool, standard: &Standard) -> Self {
        let scale = tool.scale_of(standard);
        let domain = tool.domains.get(standard.domain);
        Self {
            id: standard.id.clone(),
            title: standard.title.clone(),
            domain: domain.map(|domain| Named {
                id: domain.id.clone(),
                title: domain.title.clone(),
            }),
            scale: scale.map(|scale| scale.id.clone()),
            edition: standard.edition,
            escalate_at: level_ids(scale, &standard.escalate_at),
            applies_when: standard
                .applies_when
                .iter()
                .map(|one| condition(tool, one))
                .collect(),
        }
    }
}

/// The ids of levels by their positions.
pub(super) fn level_ids(scale: Option<&Scale>, positions: &[u8]) -> Vec<String> {
    let level = |position: &u8| scale.and_then(|scale| scale.level(*position));
    let levels = positions.iter().filter_map(level);
    levels.map(|level| level.id.clone()).collect()
}

fn condition(tool: &Tool, condition: &Condition) -> RuleInfo {
    let fact = tool.facts.get(condition.fact);
    let value = |value: &u16| match fact.map(|fact| &fact.kind)? {
        FactKind::Choice(choices) | FactKind::Choices(choices) => choices
            .get(usize::from(*value))
            .map(|choice| choice.id.clone()),
        FactKind::YesNo => Some(if *value == 1 { "yes" } else { "no" }.to_owned()),
        FactKind::Number | FactKind::Date | FactKind::Text => None,
    };
    RuleInfo {
        fact: fact.map(|fact| fact.id.clone()).unwrap_or_default(),
        is: condition.is.iter().filter_map(value).collect(),
    }
}

/// One standard of either tool or of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardChange {
    /// Its position in the earlier tool; nothing where it is new.
    #[serde(skip)]
    pub before: Option<usize>,
    /// Its position in the later tool; nothing where it was retired.
    #[serde(skip)]
    pub after: Option<usize>,
    /// As it was.
    #[serde(rename = "before")]
    pub earlier: Option<StandardInfo>,
    /// As it is now.
    #[serde(rename = "after")]
    pub later: Option<StandardInfo>,
    /// How far it may be compared.
    pub footing: Footing,
    /// What became of it; nothing where it is the same.
    pub kinds: Vec<StandardChangeKind>,
    /// Those of the kinds that keep it from being compared.
    pub reasons: Vec<StandardChangeKind>,
    /// Standards of the other tool that claim, or are claimed, to be the same one too, and
    /// are another's or nobody's.
    pub rivals: Vec<Named>,
    /// Its wordings that changed: titles, lines of what it looks like, what to ask.
    pub wordings: Vec<Edit>,
}

impl StandardChange {
    /// Did this become of it?
    pub fn is(&self, kind: StandardChangeKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Its positions and its footing.
    pub fn matched(&self) -> Matched {
        Matched {
            before: self.before,
            after: self.after,
            footing: self.footing,
        }
    }

    /// The standard as it stands in the later tool, or stood in the earlier one.
    pub fn info(&self) -> Option<&StandardInfo> {
        self.later.as_ref().or(self.earlier.as_ref())
    }
}

/// What both tools are, and which of their parts are the same.
pub(super) struct Both<'a> {
    pub(super) before: &'a Tool,
    pub(super) after: &'a Tool,
    pub(super) scales: &'a Scales<'a>,
    /// Standards that are the same.
    pub(super) standards: &'a StandardPairs,
    pub(super) domains: &'a Pairs,
    /// Facts that are the same and hold the same sort of thing.
    pub(super) facts: &'a Pairs,
}

/// What became of every standard, in the later tool's order, retired ones after.
pub(super) fn changes(both: &Both<'_>) -> Vec<StandardChange> {
    let pairs = both.standards;
    let all = pairs
        .same
        .all(both.before.standards.len(), both.after.standards.len());
    let changes = all.into_iter().map(|(before, after)| {
        let rivals = rivals(both, pairs, before, after);
        change(both, before, after, rivals)
    });
    changes.collect()
}

/// Standards of the other tool with which a claim came to nothing.
fn rivals(
    both: &Both<'_>,
    pairs: &StandardPairs,
    before: Option<usize>,
    after: Option<usize>,
) -> Vec<Named> {
    let named = |standard: &Standard| Named {
        id: standard.id.clone(),
        title: standard.title.clone(),
    };
    let of = |lost: &BTreeMap<usize, Vec<usize>>, at: Option<usize>, tool: &Tool| {
        let positions = at.and_then(|at| lost.get(&at)).into_iter().flatten();
        let standards = positions.filter_map(|&at| tool.standards.get(at));
        standards.map(named).collect::<Vec<Named>>()
    };
    let mut rivals = of(&pairs.lost, before, both.after);
    rivals.extend(of(&pairs.lost_by_later, after, both.before));
    rivals
}

fn change(
    both: &Both<'_>,
    before: Option<usize>,
    after: Option<usize>,
    rivals: Vec<Named>,
) -> StandardChange {
    let then = before.and_then(|position| both.before.standards.get(position));
    let now = after.and_then(|position| both.after.standards.get(position));
    let mut kinds = BTreeSet::new();
    let mut wordings = Vec::new();
    match (then, now) {
        (Some(then), Some(now)) => {
            wordings = reworded(then, now);
            kinds = kinds_of(both, then, now, !wordings.is_empty());
            if !rivals.is_empty() {
                kinds.insert(StandardChangeKind::Contested);
            }
        }
        (None, Some(_)) => {
            kinds.insert(StandardChangeKind::New);
        }
        (Some(_), None) => {
            kinds.insert(StandardChangeKind::Retired);
        }
        (None, None) => {}
    }
    if (then.is_none() || now.is_none()) && !rivals.is_empty() {
        kinds.insert(StandardChangeKind::Ambiguous);
    }
    let reasons = kinds.iter().copied();
    let reasons = reasons.filter(|kind| kind.footing() != Footing::Compared);
    StandardChange {
        before,
        after,
        earlier: then.map(|standard| StandardInfo::of(both.before, standard)),
        later: now.map(|standard| StandardInfo::of(both.after, standard)),
        footing: least(kinds.iter().map(|kind| kind.footing())),
        reasons: reasons.collect(),
        kinds: kinds.into_iter().collect(),
        rivals,
        wordings,
    }
}

fn kinds_of(
    both: &Both<'_>,
    then: &Standard,
    now: &Standard,
    reworded: bool,
) -> BTreeSet<StandardChangeKind> {
    let mut kinds = BTreeSet::new();
    let mut told = |kind, is: bool| {
        if is {
            kinds.insert(kind);
        }
    };
    told(
        StandardChangeKind::Moved,
        both.domains.later(then.domain) != Some(now.domain),
    );
    told(StandardChangeKind::Renamed, then.id != now.id);
    told(StandardChangeKind::Reworded, reworded);
    told(
        StandardChangeKind::EditionRaised,
        now.edition > then.edition,
    );
    told(
        StandardChangeKind::EditionLowered,
        now.edition < then.edition,
    );
    told(
        StandardChangeKind::Rescoped,
        rule(both.before, &then.applies_when, |fact| {
            both.facts.later(fact)
        }) != rule(both.after, &now.applies_when, Some),
    );
    told(
        StandardChangeKind::ReadingsChanged,
        both.before.readings != both.after.readings,
    );
    if let Some(held) = both.scales.held(then.scale, now.scale) {
        let comparable = held.is_comparable();
        told(StandardChangeKind::Rescaled, !comparable);
        let words = super::ScaleChangeKind::Relabelled;
        told(
            StandardChangeKind::Relabelled,
            comparable && held.kinds.contains(&words),
        );
        told(
            StandardChangeKind::OtherScale,
            comparable && !both.scales.are_same(then.scale, now.scale),
        );
        told(
            StandardChangeKind::EscalationChanged,
            !held.are_same(&then.escalate_at, &now.escalate_at),
        );
    }
    kinds
}

/// A rule as a set of conditions, each a fact's later position and the ids of values; a fact
/// that the later tool does not have has none.
fn rule(
    tool: &Tool,
    conditions: &[Condition],
    later: impl Fn(usize) -> Option<usize>,
) -> BTreeSet<(Option<usize>, BTreeSet<String>)> {
    let set = |one: &Condition| {
        let values = condition(tool, one).is;
        (later(one.fact), values.into_iter().collect())
    };
    conditions.iter().map(set).collect()
}

/// The wordings of a standard that changed.
fn reworded(then: &Standard, now: &Standard) -> Vec<Edit> {
    let title = prose(Field::Title, Some(&then.title), Some(&now.title));
    let lines = words::lines(&then.looks_like, &now.looks_like);
    let lines = lines
        .into_iter()
        .filter_map(|(then, now)| prose(Field::LooksLike, then, now));
    let ask = prose(Field::Ask, then.ask.as_deref(), now.ask.as_deref());
    title.into_iter().chain(lines).chain(ask).collect()
}
