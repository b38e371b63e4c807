//! What changed in scales: whether a rating still says the same.
//!
//! A level whose label changed is no new level. It must not know which standards are rated
//! on a scale.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::edit::{Edit, Field, Named, flag, prose, value};
use super::pairing::{self, Pairs};
use crate::model::{Level, Scale, Standing, fold};

/// What became of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ScaleChangeKind {
    /// It has another id.
    Renamed,
    /// The id or the words of a level changed, and the level is the same.
    Relabelled,
    /// A level's score changed, or whether words are asked for there.
    Adjusted,
    /// It has a level more or less.
    LevelsChanged,
    /// The levels that it had before and has now stand in another order.
    OrderChanged,
    /// A level counts as something else.
    StandingChanged,
    /// The earlier tool does not have it.
    New,
    /// The later tool does not have it.
    Retired,
}

impl ScaleChangeKind {
    /// Do ratings still say the same after it?
    pub fn is_comparable(self) -> bool {
        match self {
            Self::Renamed | Self::Relabelled | Self::Adjusted => true,
            Self::LevelsChanged
            | Self::OrderChanged
            | Self::StandingChanged
            | Self::New
            | Self::Retired => false,
        }
    }
}

/// What became of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelChangeKind {
    /// It has another id.
    Renamed,
    /// It has another label.
    Relabelled,
    /// What an auditor would see there is told in other words.
    Reworded,
    /// Its score changed.
    Rescored,
    /// Whether words are asked for changed.
    EvidenceChanged,
    /// It counts as something else.
    StandingChanged,
    /// The earlier scale does not have it.
    New,
    /// The later scale does not have it.
    Retired,
}

/// A level as it stands in one tool.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LevelInfo {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What it counts as.
    pub standing: Standing,
}

impl LevelInfo {
    fn of(level: &Level) -> Self {
        Self {
            id: level.id.clone(),
            label: level.label.clone(),
            standing: level.standing,
        }
    }
}

/// One level of either scale or of both.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LevelChange {
    /// As it was.
    pub before: Option<LevelInfo>,
    /// As it is now.
    pub after: Option<LevelInfo>,
    /// What became of it; nothing where it is the same.
    pub kinds: Vec<LevelChangeKind>,
    /// Words and values that changed.
    pub edits: Vec<Edit>,
}

/// One scale of either tool or of both.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScaleChange {
    /// As it was; a scale has no words of its own, so its title is its id.
    pub before: Option<Named>,
    /// As it is now.
    pub after: Option<Named>,
    /// What became of it; nothing where it is the same.
    pub kinds: Vec<ScaleChangeKind>,
    /// Levels in the later scale's order, retired ones after.
    pub levels: Vec<LevelChange>,
}

/// Two scales held against each other.
pub(super) struct Held {
    /// What became of the scale.
    pub(super) kinds: Vec<ScaleChangeKind>,
    /// Positions of levels that are the same one: earlier → later.
    pub(super) same: BTreeMap<usize, usize>,
    levels: Vec<LevelChange>,
}

impl Held {
    /// Do ratings say the same on both? Then a level has one position on both.
    pub(super) fn is_comparable(&self) -> bool {
        self.kinds.iter().all(|kind| kind.is_comparable())
    }

    /// The later position of an earlier level.
    pub(super) fn later(&self, level: u8) -> Option<usize> {
        self.same.get(&usize::from(level)).copied()
    }

    /// Are these the same levels of both?
    pub(super) fn are_same(&self, before: &[u8], after: &[u8]) -> bool {
        let now: BTreeSet<usize> = after.iter().map(|&level| usize::from(level)).collect();
        let then: Option<BTreeSet<usize>> = before.iter().map(|&level| self.later(level)).collect();
        then.is_some_and(|then| then == now)
    }
}

/// Holds two scales against each other, whatever their ids.
pub(super) fn hold(before: &Scale, after: &Scale) -> Held {
    let same = same_levels(before, after);
    let mut levels = Vec::new();
    for (position, now) in after.levels.iter().enumerate() {
        let then = same.iter().find(|(_, later)| **later == position);
        let then = then.and_then(|(earlier, _)| before.levels.get(*earlier));
        levels.push(level(then, Some(now)));
    }
    for (position, then) in before.levels.iter().enumerate() {
        if !same.contains_key(&position) {
            levels.push(level(Some(then), None));
        }
    }
    let mut kinds = BTreeSet::new();
    for kind in levels.iter().flat_map(|level| &level.kinds) {
        kinds.insert(match kind {
            LevelChangeKind::Renamed | LevelChangeKind::Relabelled | LevelChangeKind::Reworded => {
                ScaleChangeKind::Relabelled
            }
            LevelChangeKind::Rescored | LevelChangeKind::EvidenceChanged => {
                ScaleChangeKind::Adjusted
            }
            LevelChangeKind::StandingChanged => ScaleChangeKind::StandingChanged,
            LevelChangeKind::New | LevelChangeKind::Retired => ScaleChangeKind::LevelsChanged,
        });
    }
    let later: Vec<usize> = same.values().copied().collect();
    if !later.is_sorted() {
        kinds.insert(ScaleChangeKind::OrderChanged);
    }
    Held {
        kinds: kinds.into_iter().collect(),
        same,
        levels,
    }
}

/// Levels that are the same one: by id; else by label, where neither id is on the other
/// scale and both place and standing agree.
fn same_levels(before: &Scale, after: &Scale) -> BTreeMap<usize, usize> {
    let mut same = BTreeMap::new();
    for (position, level) in before.levels.iter().enumerate() {
        let later = after.position(&level.id).map(usize::from);
        let by_label = || {
            let now = after.levels.get(position)?;
            let is_same = fold(&now.label) == fold(&level.label)
                && now.standing == level.standing
                && before.position(&now.id).is_none();
            is_same.then_some(position)
        };
        if let Some(later) = later.or_else(by_label) {
            same.insert(position, later);
        }
    }
    same
}

fn level(before: Option<&Level>, after: Option<&Level>) -> LevelChange {
    let mut kinds = Vec::new();
    let mut edits = Vec::new();
    match (before, after) {
        (Some(then), Some(now)) => {
            let mut tell = |kind, edit: Option<Edit>| {
                if let Some(edit) = edit {
                    kinds.push(kind);
                    edits.push(edit);
                }
            };
            tell(
                LevelChangeKind::Renamed,
                value(Field::Id, Some(&then.id), Some(&now.id)),
            );
            tell(
                LevelChangeKind::Relabelled,
                value(Field::Label, Some(&then.label), Some(&now.label)),
            );
            tell(
                LevelChangeKind::Reworded,
                prose(Field::Means, then.means.as_deref(), now.means.as_deref()),
            );
            tell(
                LevelChangeKind::Rescored,
                value(Field::Score, then.score.as_ref(), now.score.as_ref()),
            );
            tell(
                LevelChangeKind::EvidenceChanged,
                flag(Field::Evidence, then.evidence, now.evidence),
            );
            tell(
                LevelChangeKind::StandingChanged,
                value(
                    Field::Standing,
                    Some(&then.standing.label()),
                    Some(&now.standing.label()),
                ),
            );
        }
        (None, Some(_)) => kinds.push(LevelChangeKind::New),
        (Some(_), None) => kinds.push(LevelChangeKind::Retired),
        (None, None) => {}
    }
    LevelChange {
        before: before.map(LevelInfo::of),
        after: after.map(LevelInfo::of),
        kinds,
        edits,
    }
}

/// All scales of two tools, and those held against each other that anything rests on.
pub(super) struct Scales<'a> {
    before: &'a [Scale],
    after: &'a [Scale],
    held: BTreeMap<(usize, usize), Held>,
    same: Pairs,
}

impl<'a> Scales<'a> {
    /// Holds those scales against each other that are the same, and those in `wanted`: pairs
    /// of positions.
    pub(super) fn of(
        before: &'a [Scale],
        after: &'a [Scale],
        wanted: impl Iterator<Item = (usize, usize)>,
    ) -> Self {
        let same = same_scales(before, after);
        let mut held = BTreeMap::new();
        let pairs = same.all(before.len(), after.len()).into_iter();
        let pairs = pairs.filter_map(|(earlier, later)| earlier.zip(later));
        for (earlier, later) in pairs.chain(wanted) {
            if let (Some(then), Some(now)) = (before.get(earlier), after.get(later)) {
                held.entry((earlier, later))
                    .or_insert_with(|| hold(then, now));
            }
        }
        Self {
            before,
            after,
            held,
            same,
        }
    }

    /// Two scales by their positions.
    pub(super) fn held(&self, before: usize, after: usize) -> Option<&Held> {
        self.held.get(&(before, after))
    }

    /// Are these the same scale, whatever became of it?
    pub(super) fn are_same(&self, before: usize, after: usize) -> bool {
        self.same.later(before) == Some(after)
    }

    /// What became of each, in the later tool's order, retired ones after.
    pub(super) fn changes(&self) -> Vec<ScaleChange> {
        let all = self.same.all(self.before.len(), self.after.len());
        all.into_iter()
            .map(|(earlier, later)| self.change(earlier, later))
            .collect()
    }

    fn change(&self, earlier: Option<usize>, later: Option<usize>) -> ScaleChange {
        let named = |scale: &Scale| Named {
            id: scale.id.clone(),
            title: scale.id.clone(),
        };
        let then = earlier.and_then(|at| self.before.get(at)).map(named);
        let now = later.and_then(|at| self.after.get(at)).map(named);
        let held = earlier.zip(later);
        let held = held.and_then(|(earlier, later)| self.held(earlier, later));
        let mut kinds = Vec::new();
        match (&then, &now) {
            (Some(then), Some(now)) if then.id != now.id => kinds.push(ScaleChangeKind::Renamed),
            (None, _) => kinds.push(ScaleChangeKind::New),
            (_, None) => kinds.push(ScaleChangeKind::Retired),
            (Some(_), Some(_)) => {}
        }
        kinds.extend(held.into_iter().flat_map(|held| held.kinds.clone()));
        ScaleChange {
            before: then,
            after: now,
            kinds,
            levels: held.map_or_else(Vec::new, |held| held.levels.clone()),
        }
    }
}

/// Scales with the same id; of those left over, those with the same ids of levels, then those
/// with the same labels.
fn same_scales(before: &[Scale], after: &[Scale]) -> Pairs {
    let keys = |scales: &[Scale], of: &dyn Fn(&Level) -> String| -> Vec<String> {
        let level = |level: &Level| format!("{} {}", of(level), level.standing.label());
        let key = |scale: &Scale| {
            let levels: Vec<String> = scale.levels.iter().map(level).collect();
            levels.join("\n")
        };
        scales.iter().map(key).collect()
    };
    let id = |level: &Level| level.id.clone();
    let label = |level: &Level| fold(&level.label);
    let ids = |scales: &[Scale]| scales.iter().map(|scale| scale.id.clone()).collect();
    pairing::by_keys([
        (ids(before), ids(after)),
        (keys(before, &id), keys(after, &id)),
        (keys(before, &label), keys(after, &label)),
    ])
}
