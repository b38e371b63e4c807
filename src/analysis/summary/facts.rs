//! Facts and times between dates, by group.
//!
//! Texts are never shown, only whether they are there. It must not know ratings.

use serde::Serialize;

use super::groups::Groups;
use crate::analysis::Share;
use crate::analysis::tally::{Counts, DurationCounts, FactCounts, Histogram};
use crate::model::{Duration, FactKind, Tool};

/// One choice of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChoiceCount {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub label: String,
    /// Cases.
    pub count: u64,
    /// Cases by group.
    pub groups: Vec<u64>,
    /// Cases in the whole round, where only some groups are shown.
    pub whole_round: Option<u64>,
}

/// Numbers of one group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct NumberGroup {
    /// Cases with a number.
    pub cases: u64,
    /// The middle one.
    pub median: Option<f64>,
    /// The least.
    pub least: Option<f64>,
    /// The greatest.
    pub greatest: Option<f64>,
}

impl NumberGroup {
    fn of(numbers: &Histogram) -> Self {
        let range = numbers.range();
        Self {
            cases: numbers.len(),
            median: numbers.median(),
            least: range.map(|(least, _)| least),
            greatest: range.map(|(_, greatest)| greatest),
        }
    }
}

/// One fact; texts are left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactSummary {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub label: String,
    /// `choice`, `choices`, `yes_no`, `number` or `date`.
    pub kind: &'static str,
    /// Cases that say something.
    pub stated: u64,
    /// Cases that do not.
    pub missing: u64,
    /// Cases that do not, by group.
    pub missing_groups: Vec<u64>,
    /// Cases that do not in the whole round, where only some groups are shown.
    pub missing_whole_round: Option<u64>,
    /// Choices, for facts that have them.
    pub choices: Vec<ChoiceCount>,
    /// Numbers in all, for facts that are numbers.
    pub numbers: Option<NumberGroup>,
    /// Numbers by group.
    pub number_groups: Vec<NumberGroup>,
    /// Numbers in the whole round, where only some groups are shown.
    pub numbers_whole_round: Option<NumberGroup>,
    /// First and last day, for dates.
    pub days: Option<(String, String)>,
}

/// Times of one group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DurationGroup {
    /// Days in cases with both dates.
    pub days: NumberGroup,
    /// Those within the time set, where one is.
    pub within: Option<Share>,
    /// Cases whose dates stand in the wrong order: not counted.
    pub reversed: u64,
    /// Cases with one date of the two: not counted.
    pub one_date: u64,
}

/// Days between two dates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DurationSummary {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub title: String,
    /// The most days that it should take.
    pub within_days: Option<u32>,
    /// In all.
    pub all: DurationGroup,
    /// By group.
    pub groups: Vec<DurationGroup>,
    /// In the whole round, where only some groups are shown.
    pub whole_round: Option<DurationGroup>,
}

pub(super) fn facts(tool: &Tool, groups: &Groups) -> Vec<FactSummary> {
    let mut out = Vec::new();
    for (position, fact) in tool.facts.iter().enumerate() {
        let kind = match fact.kind {
            FactKind::Choice(_) => "choice",
            FactKind::Choices(_) => "choices",
            FactKind::YesNo => "yes_no",
            FactKind::Number => "number",
            FactKind::Date => "date",
            FactKind::Text => continue,
        };
        let of = |counts: &Counts| counts.facts.get(position).cloned().unwrap_or_default();
        let all = of(groups.scope());
        let whole = groups.is_narrowed().then(|| of(groups.whole()));
        let by_group: Vec<FactCounts> = groups.shown().map(|group| of(&group.counts)).collect();
        let numbers = kind == "number";
        out.push(FactSummary {
            id: fact.id.clone(),
            label: fact.label.clone(),
            kind,
            stated: all.stated,
            missing: all.missing,
            missing_groups: by_group.iter().map(|counts| counts.missing).collect(),
            missing_whole_round: whole.as_ref().map(|whole| whole.missing),
            choices: choices(&fact.kind, &all, &by_group, whole.as_ref()),
            numbers: numbers.then(|| NumberGroup::of(&all.numbers)),
            number_groups: if numbers {
                by_group
                    .iter()
                    .map(|counts| NumberGroup::of(&counts.numbers))
                    .collect()
            } else {
                Vec::new()
            },
            numbers_whole_round: whole
                .filter(|_| numbers)
                .map(|whole| NumberGroup::of(&whole.numbers)),
            days: all
                .days
                .map(|(first, last)| (first.to_string(), last.to_string())),
        });
    }
    out
}

fn choices(
    kind: &FactKind,
    all: &FactCounts,
    by_group: &[FactCounts],
    whole: Option<&FactCounts>,
) -> Vec<ChoiceCount> {
    let names: Vec<(&str, &str)> = if *kind == FactKind::YesNo {
        vec![("yes", "Yes"), ("no", "No")]
    } else {
        let choices = kind.choices().iter();
        choices.map(|c| (c.id.as_str(), c.label.as_str())).collect()
    };
    names
        .into_iter()
        .enumerate()
        .map(|(position, (id, label))| {
            let count = |counts: &FactCounts| counts.choices.get(position).copied().unwrap_or(0);
            ChoiceCount {
                id: id.to_owned(),
                label: label.to_owned(),
                count: count(all),
                groups: by_group.iter().map(count).collect(),
                whole_round: whole.map(count),
            }
        })
        .collect()
}

pub(super) fn durations(tool: &Tool, groups: &Groups) -> Vec<DurationSummary> {
    tool.durations
        .iter()
        .enumerate()
        .map(|(position, duration)| {
            let of =
                |counts: &Counts| DurationGroup::of(duration, counts.waits.durations.get(position));
            DurationSummary {
                id: duration.id.clone(),
                title: duration.title.clone(),
                within_days: duration.within,
                all: of(groups.scope()),
                groups: groups.shown().map(|group| of(&group.counts)).collect(),
                whole_round: groups.is_narrowed().then(|| of(groups.whole())),
            }
        })
        .collect()
}

impl DurationGroup {
    /// Times of the cases that were counted; without counts, of no case.
    pub(in crate::analysis) fn of(duration: &Duration, counts: Option<&DurationCounts>) -> Self {
        let none = DurationCounts::default();
        let counts = counts.unwrap_or(&none);
        Self {
            days: NumberGroup::of(&counts.days),
            within: duration.within.map(|within| Share {
                count: counts.days.at_most(f64::from(within)),
                of: counts.days.len(),
            }),
            reversed: counts.reversed,
            one_date: counts.one_date,
        }
    }
}
