//! What became of the overall judgement and of what limits it.
//!
//! It must not know any judgement.

use std::collections::BTreeSet;

use serde::Serialize;

use super::pairing::Pairs;
use super::scales::Scales;
use super::standards::{least, level_ids};
use crate::analysis::comparison::Footing;
use crate::model::{Cap, OverallRule, Tool};

/// What became of the overall judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OverallChangeKind {
    /// A level of its scale has another id or other words.
    Relabelled,
    /// It is given on another scale, on which judgements say the same.
    OtherScale,
    /// Other standards or levels limit it, or limit it otherwise.
    CapsChanged,
    /// Levels, their order or what they count as changed.
    Rescaled,
    /// The tool has other readings.
    ReadingsChanged,
    /// The earlier tool does not ask for one.
    New,
    /// The later tool does not ask for one.
    Retired,
}

impl OverallChangeKind {
    /// How far judgements may be compared after it.
    pub fn footing(self) -> Footing {
        match self {
            Self::Relabelled | Self::OtherScale => Footing::Compared,
            Self::CapsChanged => Footing::SideBySide,
            Self::Rescaled | Self::ReadingsChanged | Self::New | Self::Retired => {
                Footing::NotCompared
            }
        }
    }
}

/// A limit, by ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CapInfo {
    /// The standard that limits the judgement.
    pub standard: Option<String>,
    /// The standard's levels at which it does.
    pub when: Vec<String>,
    /// The best level that is left.
    pub at_most: Option<String>,
}

/// The overall judgement as it stands in one tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverallInfo {
    /// Its scale's id.
    pub scale: Option<String>,
    /// What limits it.
    pub caps: Vec<CapInfo>,
}

impl OverallInfo {
    fn of(tool: &Tool, rule: &OverallRule) -> Self {
        let scale = tool.scales.get(rule.scale);
        let cap = |cap: &Cap| {
            let standard = tool.standards.get(cap.standard);
            let own = standard.and_then(|standard| tool.scale_of(standard));
            let most = scale.and_then(|scale| scale.level(cap.at_most));
            CapInfo {
                standard: standard.map(|standard| standard.id.clone()),
                when: level_ids(own, &cap.when),
                at_most: most.map(|level| level.id.clone()),
            }
        };
        Self {
            scale: scale.map(|scale| scale.id.clone()),
            caps: rule.caps.iter().map(cap).collect(),
        }
    }
}

/// The overall judgement of either tool or of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverallChange {
    /// As it was.
    pub before: Option<OverallInfo>,
    /// As it is now.
    pub after: Option<OverallInfo>,
    /// How far judgements may be compared; not at all where a tool asks for none.
    pub footing: Footing,
    /// What became of it; nothing where it is the same.
    pub kinds: Vec<OverallChangeKind>,
    /// Those of the kinds that keep it from being compared.
    pub reasons: Vec<OverallChangeKind>,
    /// Positions of limits that only the earlier tool has.
    #[serde(skip)]
    pub caps_gone: Vec<usize>,
    /// Positions of limits that only the later tool has.
    #[serde(skip)]
    pub caps_new: Vec<usize>,
}

/// What became of the overall judgement.
pub(super) fn overall(
    before: &Tool,
    after: &Tool,
    scales: &Scales<'_>,
    standards: &Pairs,
) -> OverallChange {
    let mut kinds = BTreeSet::new();
    let (mut caps_gone, mut caps_new) = (Vec::new(), Vec::new());
    match (&before.overall, &after.overall) {
        (Some(then), Some(now)) => {
            (caps_gone, caps_new) = caps(before, after, scales, standards, then, now);
            if !caps_gone.is_empty() || !caps_new.is_empty() {
                kinds.insert(OverallChangeKind::CapsChanged);
            }
            if before.readings != after.readings {
                kinds.insert(OverallChangeKind::ReadingsChanged);
            }
            if let Some(held) = scales.held(then.scale, now.scale) {
                if !held.is_comparable() {
                    kinds.insert(OverallChangeKind::Rescaled);
                } else if held.kinds.contains(&super::ScaleChangeKind::Relabelled) {
                    kinds.insert(OverallChangeKind::Relabelled);
                }
                if held.is_comparable() && !scales.are_same(then.scale, now.scale) {
                    kinds.insert(OverallChangeKind::OtherScale);
                }
            }
        }
        (None, Some(_)) => {
            kinds.insert(OverallChangeKind::New);
        }
        (Some(_), None) => {
            kinds.insert(OverallChangeKind::Retired);
        }
        (None, None) => {}
    }
    let footing = if before.overall.is_none() && after.overall.is_none() {
        Footing::NotCompared
    } else {
        least(kinds.iter().map(|kind| kind.footing()))
    };
    let reasons = kinds.iter().copied();
    let reasons = reasons.filter(|kind| kind.footing() != Footing::Compared);
    OverallChange {
        before: before.overall.as_ref().map(|o| OverallInfo::of(before, o)),
        after: after.overall.as_ref().map(|o| OverallInfo::of(after, o)),
        footing,
        reasons: reasons.collect(),
        kinds: kinds.into_iter().collect(),
        caps_gone,
        caps_new,
    }
}

/// A limit by the later tool's positions: standard, its levels, the best level left.
type Limit = (usize, BTreeSet<usize>, usize);

/// Limits that only one of the tools has, by their positions.
fn caps(
    before: &Tool,
    after: &Tool,
    scales: &Scales<'_>,
    standards: &Pairs,
    then: &OverallRule,
    now: &OverallRule,
) -> (Vec<usize>, Vec<usize>) {
    let earlier = |cap: &Cap| -> Option<Limit> {
        let later = standards.later(cap.standard)?;
        let own = scales.held(
            before.standards.get(cap.standard)?.scale,
            after.standards.get(later)?.scale,
        )?;
        let when: Option<BTreeSet<usize>> = cap.when.iter().map(|&at| own.later(at)).collect();
        let most = scales.held(then.scale, now.scale)?.later(cap.at_most)?;
        Some((later, when?, most))
    };
    let later = |cap: &Cap| -> Limit {
        let when = cap.when.iter().map(|&at| usize::from(at)).collect();
        (cap.standard, when, usize::from(cap.at_most))
    };
    let old: Vec<Option<Limit>> = then.caps.iter().map(earlier).collect();
    let new: Vec<Option<Limit>> = now.caps.iter().map(|cap| Some(later(cap))).collect();
    let only = |these: &[Option<Limit>], those: &[Option<Limit>]| {
        let of = these.iter().enumerate();
        of.filter(|(_, limit)| limit.is_none() || !those.contains(limit))
            .map(|(position, _)| position)
            .collect()
    };
    (only(&old, &new), only(&new, &old))
}
