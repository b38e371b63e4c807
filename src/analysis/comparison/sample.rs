//! Are the two rounds' samples alike? What else differs between them, and may be why
//! figures do.
//!
//! Every choice of every matched fact is tested by itself against all others, by Fisher's
//! exact test over the cases that say something, adjusted over all choices of all facts;
//! of a yes/no fact `yes` alone, since `no` is its mirror. That finds a shift in one
//! choice, and does not sum up small shifts over many. It must not know ratings.

use serde::Serialize;

use crate::analysis::Share;
use crate::analysis::tally::{Counts, FactCounts};
use crate::model::{Fact, FactKind};

use super::ground::Ground;
use super::hubs::HubMovement;
use super::practice::{Name, Names};
use super::verdict::{Found, LEVEL, judge, size};

/// Discussions with workers in one round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Discussions {
    /// Held.
    pub held: u64,
    /// Not held.
    pub not_held: u64,
    /// Audits that do not say.
    pub unsaid: u64,
}

impl Discussions {
    fn of(counts: &Counts) -> Self {
        Self {
            held: counts.held,
            not_held: counts.not_held,
            unsaid: counts.unsaid,
        }
    }
}

/// How many auditors audited in which round; never who.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Auditors {
    /// In both.
    pub both: u64,
    /// In the earlier one alone.
    pub before_only: u64,
    /// In the later one alone.
    pub after_only: u64,
}

/// One choice of a fact, before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChoiceMovement {
    /// The choice's names.
    pub choice: Names,
    /// Cases with it over those that say something, before; nothing where the earlier tool
    /// has no such choice.
    pub before: Option<Share>,
    /// After.
    pub after: Option<Share>,
    /// Two-sided p of Fisher's exact test; only of choices that both tools have.
    pub p: Option<f64>,
    /// The same, adjusted over all choices of all facts.
    pub p_adjusted: Option<f64>,
    /// Is the mix another than chance explains: adjusted p below 0.05?
    pub shifted: bool,
}

/// A choice or yes/no fact of both tools.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactMovement {
    /// The fact's names.
    pub fact: Names,
    /// Cases that say nothing, before.
    pub missing_before: u64,
    /// After.
    pub missing_after: u64,
    /// The later tool's choices; then those that only the earlier one has.
    pub choices: Vec<ChoiceMovement>,
}

/// How the sample changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampleMovement {
    /// Cases audited before.
    pub cases_before: u64,
    /// Cases audited after.
    pub cases_after: u64,
    /// Cases that both rounds audited, where their references can be compared.
    pub in_both: Option<u64>,
    /// Hubs, in the later round's order; then those that went.
    pub hubs: Vec<HubMovement>,
    /// Discussions before.
    pub discussions_before: Discussions,
    /// Discussions after.
    pub discussions_after: Discussions,
    /// Does the record reading's verdict stand beside: was a different part of the
    /// discussions held, and do both tools rate twice?
    pub record_beside: bool,
    /// Auditors.
    pub auditors: Auditors,
    /// The mix of the cases.
    pub facts: Vec<FactMovement>,
}

pub(super) fn sample(
    ground: &Ground<'_>,
    (auditors_before, auditors_after): (
        &std::collections::BTreeSet<String>,
        &std::collections::BTreeSet<String>,
    ),
    in_both: Option<u64>,
) -> SampleMovement {
    let (before, after) = (ground.before.counts, ground.after.counts);
    let both = auditors_before.intersection(auditors_after).count();
    SampleMovement {
        cases_before: before.cases,
        cases_after: after.cases,
        in_both,
        hubs: ground.hubs.all.clone(),
        discussions_before: Discussions::of(before),
        discussions_after: Discussions::of(after),
        record_beside: ground.record_beside(),
        auditors: Auditors {
            both: size(both),
            before_only: size(auditors_before.len() - both),
            after_only: size(auditors_after.len() - both),
        },
        facts: facts(ground),
    }
}

/// The choices of a fact by id, each with its name and its place among the counts.
fn choices(fact: &Fact) -> Vec<(Name, usize)> {
    if fact.kind == FactKind::YesNo {
        return vec![(Name::new("yes", "Yes"), 0)];
    }
    let choices = fact.kind.choices().iter().enumerate();
    choices
        .map(|(place, choice)| (Name::new(&choice.id, &choice.label), place))
        .collect()
}

fn same_kind(before: &Fact, after: &Fact) -> bool {
    matches!(
        (&before.kind, &after.kind),
        (FactKind::Choice(_), FactKind::Choice(_))
            | (FactKind::Choices(_), FactKind::Choices(_))
            | (FactKind::YesNo, FactKind::YesNo)
    )
}

fn facts(ground: &Ground<'_>) -> Vec<FactMovement> {
    let mut out: Vec<FactMovement> = ground
        .matching
        .facts
        .iter()
        .filter_map(|(old, new)| {
            let before = ground.before.tool.facts.get(*old)?;
            let after = ground.after.tool.facts.get(*new)?;
            let counts_before = ground.before.counts.facts.get(*old)?;
            let counts_after = ground.after.counts.facts.get(*new)?;
            same_kind(before, after).then(|| FactMovement {
                fact: Names {
                    before: Some(Name::new(&before.id, &before.label)),
                    after: Some(Name::new(&after.id, &after.label)),
                },
                missing_before: counts_before.missing,
                missing_after: counts_after.missing,
                choices: rows((before, counts_before), (after, counts_after)),
            })
        })
        .collect();
    let found: Vec<Option<Found>> = out
        .iter()
        .flat_map(|fact| &fact.choices)
        .map(|choice| Found::shares(choice.before?, choice.after?))
        .collect();
    let mut tests = judge(&found, false).into_iter();
    for choice in out.iter_mut().flat_map(|fact| &mut fact.choices) {
        let test = tests.next().flatten();
        choice.p = test.map(|test| test.p);
        choice.p_adjusted = test.map(|test| test.p_adjusted);
        choice.shifted = test.is_some_and(|test| test.p_adjusted < LEVEL);
    }
    out
}

fn rows(before: (&Fact, &FactCounts), after: (&Fact, &FactCounts)) -> Vec<ChoiceMovement> {
    let old = choices(before.0);
    let new = choices(after.0);
    let share = |counts: &FactCounts, place: usize| Share {
        count: counts.choices.get(place).copied().unwrap_or(0),
        of: counts.stated,
    };
    let row = |earlier: Option<&(Name, usize)>, later: Option<&(Name, usize)>| ChoiceMovement {
        choice: Names {
            before: earlier.map(|(name, _)| name.clone()),
            after: later.map(|(name, _)| name.clone()),
        },
        before: earlier.map(|(_, place)| share(before.1, *place)),
        after: later.map(|(_, place)| share(after.1, *place)),
        p: None,
        p_adjusted: None,
        shifted: false,
    };
    let same = |a: &(Name, usize), b: &(Name, usize)| a.0.id == b.0.id;
    let later = new.iter().map(|later| {
        let earlier = old.iter().find(|earlier| same(earlier, later));
        row(earlier, Some(later))
    });
    let gone = old
        .iter()
        .filter(|earlier| !new.iter().any(|later| same(earlier, later)))
        .map(|earlier| row(Some(earlier), None));
    later.chain(gone).collect()
}
