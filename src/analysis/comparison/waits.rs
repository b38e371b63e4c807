//! Waits and thresholds: days between two dates, and two choice facts against each other,
//! before and after.
//!
//! They are counts: no test is defined for them, and nothing is said of what moved. Only
//! what both tools ask for alike is set side by side; for the rest it stands here why not.
//! It must not know what any fact is about.

use serde::Serialize;

use crate::analysis::summary::{CrossGroup, DurationGroup, alike};
use crate::analysis::tally::{WaitCounts, cross_size};
use crate::model::{Choice, Duration, Fact, Tool};

use super::ground::{Ground, Ready};
use super::practice::{Name, Names};

/// Why two rounds' figures are not set side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotHeld {
    /// The earlier tool does not ask for it.
    New,
    /// The later tool does not ask for it.
    Retired,
    /// A duration runs from or to another date.
    OtherDates,
    /// A duration should take another number of days.
    OtherDays,
    /// It is other facts that are held against each other.
    OtherFacts,
    /// The facts have other choices, or the same in another order.
    OtherChoices,
}

/// Days between two dates in one hub.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DurationHub {
    /// The hub's names.
    pub hub: Names,
    /// Before.
    pub before: DurationGroup,
    /// After.
    pub after: DurationGroup,
}

/// Days between two dates, before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DurationMovement {
    /// Its names.
    pub duration: Names,
    /// The most days that it should take, where both tools say the same.
    pub within_days: Option<u32>,
    /// Why the two are not set side by side.
    pub why_not: Option<NotHeld>,
    /// Over all cases, before.
    pub before: Option<DurationGroup>,
    /// After.
    pub after: Option<DurationGroup>,
    /// By hub, those that both rounds have, in the later round's order.
    pub hubs: Vec<DurationHub>,
}

/// Two choice facts against each other in one hub.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CrossHub {
    /// The hub's names.
    pub hub: Names,
    /// Before.
    pub before: CrossGroup,
    /// After.
    pub after: CrossGroup,
}

/// Two choice facts against each other, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CrossMovement {
    /// The first fact's names.
    pub first: Names,
    /// The second fact's names.
    pub second: Names,
    /// The first of their choices, as the later tool names it; nothing where the two are not
    /// set side by side.
    pub first_choice: Option<Name>,
    /// The last of their choices.
    pub last_choice: Option<Name>,
    /// Why the two are not set side by side.
    pub why_not: Option<NotHeld>,
    /// Over all cases, before.
    pub before: Option<CrossGroup>,
    /// After.
    pub after: Option<CrossGroup>,
    /// By hub, those that both rounds have, in the later round's order.
    pub hubs: Vec<CrossHub>,
}

impl Ground<'_> {
    /// Something of each hub that both rounds have, before and after.
    fn by_hub<'g, T>(
        &'g self,
        of: impl Fn(&Ready<'_>, &WaitCounts) -> T + 'g,
    ) -> impl Iterator<Item = (Names, T, T)> + 'g {
        self.hubs.in_both().filter_map(move |(place, hub)| {
            Some((
                hub.names.clone(),
                of(&self.before, self.before.waits.get(&place)?),
                of(&self.after, self.after.waits.get(&place)?),
            ))
        })
    }
}

/// The durations of both tools by id, in the later tool's order; then those that it has no
/// more.
pub(super) fn durations(ground: &Ground<'_>) -> Vec<DurationMovement> {
    let (old, new) = (&ground.before.tool.durations, &ground.after.tool.durations);
    let same = |id: &str, among: &[Duration]| among.iter().position(|other| other.id == id);
    let later = new.iter().enumerate();
    let later = later.map(|(place, now)| (same(&now.id, old), Some(place)));
    let gone = old.iter().enumerate();
    let gone = gone.filter(|(_, then)| same(&then.id, new).is_none());
    let all = later.chain(gone.map(|(place, _)| (Some(place), None)));
    all.map(|(before, after)| duration(ground, before, after))
        .collect()
}

fn duration(ground: &Ground<'_>, before: Option<usize>, after: Option<usize>) -> DurationMovement {
    let at = |ready: &Ready<'_>, place: Option<usize>| {
        place.and_then(|place| ready.tool.durations.get(place).cloned())
    };
    let then = at(&ground.before, before);
    let now = at(&ground.after, after);
    let tools = (ground.before.tool, ground.after.tool);
    let why_not = not_held(tools, then.as_ref(), now.as_ref());
    let name = |duration: &Duration| Name::new(&duration.id, &duration.title);
    let duration = Names {
        before: then.as_ref().map(name),
        after: now.as_ref().map(name),
    };
    let (Some(then), Some(now), None) = (then, now, why_not) else {
        return DurationMovement {
            duration,
            within_days: None,
            why_not,
            before: None,
            after: None,
            hubs: Vec::new(),
        };
    };
    let group = |duration: &Duration, place: Option<usize>, waits: &WaitCounts| {
        DurationGroup::of(duration, place.and_then(|at| waits.durations.get(at)))
    };
    let hubs = ground.by_hub(|_, waits| waits.clone());
    let hubs = hubs.map(|(hub, old, new)| DurationHub {
        hub,
        before: group(&then, before, &old),
        after: group(&now, after, &new),
    });
    DurationMovement {
        duration,
        within_days: now.within,
        why_not: None,
        before: Some(group(&then, before, &ground.before.counts.waits)),
        after: Some(group(&now, after, &ground.after.counts.waits)),
        hubs: hubs.collect(),
    }
}

fn not_held(
    tools: (&Tool, &Tool),
    then: Option<&Duration>,
    now: Option<&Duration>,
) -> Option<NotHeld> {
    let dates = |tool: &Tool, duration: &Duration| {
        [duration.from, duration.to].map(|at| tool.facts.get(at).map(|fact| fact.id.clone()))
    };
    match (then, now) {
        (None, _) => Some(NotHeld::New),
        (_, None) => Some(NotHeld::Retired),
        (Some(then), Some(now)) if dates(tools.0, then) != dates(tools.1, now) => {
            Some(NotHeld::OtherDates)
        }
        (Some(then), Some(now)) if then.within != now.within => Some(NotHeld::OtherDays),
        (Some(_), Some(_)) => None,
    }
}

/// The two facts of a tool that are held against each other.
fn pair<'t>(ready: &Ready<'t>) -> Option<(&'t Fact, &'t Fact)> {
    let (first, second) = ready.cross?;
    Some((ready.tool.facts.get(first)?, ready.tool.facts.get(second)?))
}

/// Two choice facts against each other; nothing where neither tool has two such.
pub(super) fn cross(ground: &Ground<'_>) -> Option<CrossMovement> {
    let (then, now) = (pair(&ground.before), pair(&ground.after));
    let (first, _) = now.or(then)?;
    let choices = first.kind.choices();
    let ids = |(first, second): (&Fact, &Fact)| (first.id.clone(), second.id.clone());
    let why_not = match (then, now) {
        (None, _) => Some(NotHeld::New),
        (_, None) => Some(NotHeld::Retired),
        (Some(then), Some(now)) if ids(then) != ids(now) => Some(NotHeld::OtherFacts),
        (Some(then), Some(_)) if !alike(then.0.kind.choices(), choices) => {
            Some(NotHeld::OtherChoices)
        }
        (Some(_), Some(_)) => None,
    };
    let names = |of: fn((&Fact, &Fact)) -> Name| Names {
        before: then.map(of),
        after: now.map(of),
    };
    let of = |ready: &Ready<'_>, waits: &WaitCounts| {
        let width = ready.cross.map_or(1, |pair| cross_size(ready.tool, pair).1);
        CrossGroup::of(&waits.cross, width)
    };
    let held = why_not.is_none();
    let all = |ready: &Ready<'_>| held.then(|| of(ready, &ready.counts.waits));
    let name = |choice: &Choice| Name::new(&choice.id, &choice.label);
    let hubs = ground.by_hub(of).filter(|_| held);
    Some(CrossMovement {
        first: names(|(first, _)| Name::new(&first.id, &first.label)),
        second: names(|(_, second)| Name::new(&second.id, &second.label)),
        first_choice: choices.first().filter(|_| held).map(name),
        last_choice: choices.last().filter(|_| held).map(name),
        why_not,
        before: all(&ground.before),
        after: all(&ground.after),
        hubs: hubs
            .map(|(hub, before, after)| CrossHub { hub, before, after })
            .collect(),
    })
}
