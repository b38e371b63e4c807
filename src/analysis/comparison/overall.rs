//! The overall judgement before and after: the auditors' own, never an average.
//!
//! It is one comparison, asked for by itself, and so a family of its own: its p is
//! adjusted for nothing. It must not know standards.

use serde::Serialize;

use crate::analysis::statistics::{Difference, mcnemar};

use super::all_cases::{StandardFigures, difference};
use super::ground::{Ground, Ready};
use super::matched::Footing;
use super::pairs::{Pair, PairCounts};
use super::same_cases::found;
use super::verdict::{Found, Test, judge_alone};

/// The overall judgement before and after, over all cases.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverallMovement {
    /// How far it is compared.
    pub footing: Footing,
    /// Before; nothing where the two are not set against each other.
    pub before: Option<StandardFigures>,
    /// After.
    pub after: Option<StandardFigures>,
    /// After less before, of the share that is working; only where it is compared.
    pub difference: Option<Difference>,
    /// Fisher's exact test of that share; a family of one.
    pub test: Option<Test>,
}

/// The overall judgement of cases of both rounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OverallPairs {
    /// The pairs.
    pub counts: PairCounts,
    /// Exact p of `McNemar`'s test of gained against lost.
    pub mcnemar_p: f64,
    /// The sign test; a family of one.
    pub test: Option<Test>,
}

/// Nothing where neither tool asks for one.
pub(super) fn overall(ground: &Ground<'_>) -> Option<OverallMovement> {
    let (before, after) = (&ground.before, &ground.after);
    before
        .tool
        .overall
        .as_ref()
        .or(after.tool.overall.as_ref())?;
    let asked_by_both = before.tool.overall.is_some() && after.tool.overall.is_some();
    let footing = if asked_by_both {
        ground.matching.overall
    } else {
        Footing::NotCompared
    };
    let of = |ready: &Ready<'_>| {
        let scale = ready.tool.overall_scale()?;
        (footing != Footing::NotCompared).then(|| StandardFigures::of(&ready.counts.overall, scale))
    };
    let (before, after) = (of(before), of(after));
    let shares = match (&before, &after) {
        (Some(before), Some(after)) if footing == Footing::Compared => {
            Some((before.working.share(), after.working.share()))
        }
        _ => None,
    };
    let found = shares.and_then(|(before, after)| Found::shares(before, after));
    Some(OverallMovement {
        footing,
        before,
        after,
        difference: shares.and_then(|(before, after)| difference(before, after)),
        test: judge_alone(found, ground.explain),
    })
}

/// The same cases' judgements, where they are compared.
pub(super) fn pairs(ground: &Ground<'_>, pairs: &[Pair<'_>]) -> Option<OverallPairs> {
    let before = ground.before.tool.overall_scale()?;
    let after = ground.after.tool.overall_scale()?;
    if ground.matching.overall != Footing::Compared {
        return None;
    }
    let mut counts = PairCounts::default();
    for pair in pairs {
        counts.add(pair.before.overall(), pair.after.overall(), (before, after));
    }
    Some(OverallPairs {
        mcnemar_p: mcnemar(counts.gained, counts.lost),
        test: judge_alone(found(&counts), ground.explain),
        counts,
    })
}
