//! Two rounds held against each other, as the options ask.
//!
//! It must not know how rounds are read or how their change is told.

use std::collections::BTreeSet;

use anyhow::bail;

use super::Arguments;
use super::round::{ReadRound, groups_cases};
use crate::analysis::comparison::{
    Asked, Comparison, Footing, Matching, Practice, ToolChange, tool_change,
};
use crate::cli::named::unknown;
use crate::cli::typed::Typed;
use crate::model::{Fact, Tool, fold};

/// Each later round against the first.
///
/// # Errors
/// Options that name what the rounds have not.
pub(super) fn all(
    baseline: &ReadRound<'_>,
    later: &[ReadRound<'_>],
    arguments: &Arguments,
) -> anyhow::Result<Vec<Comparison>> {
    let changes: Vec<ToolChange> = later
        .iter()
        .map(|round| tool_change_from(baseline, round))
        .collect();
    let in_all = standards_in_all(&changes);
    let pairs = later.iter().zip(changes);
    pairs
        .map(|(round, change)| compare((baseline, round), change, &in_all, arguments))
        .collect()
}

/// What changed in the tool between two rounds.
fn tool_change_from(before: &ReadRound<'_>, after: &ReadRound<'_>) -> ToolChange {
    let (old, new) = (before.source, after.source);
    tool_change(&old.tool, &new.tool, old.tool_sha256 == new.tool_sha256)
}

/// The first tool's standards that every later tool asks alike, by position: in a series
/// domains rest on these, so that all rounds are measured by one yardstick.
fn standards_in_all(changes: &[ToolChange]) -> BTreeSet<usize> {
    let compared = |change: &ToolChange| -> BTreeSet<usize> {
        let matched = change.matched().into_iter();
        matched
            .filter(|matched| matched.footing == Footing::Compared)
            .filter_map(|matched| matched.before)
            .collect()
    };
    changes
        .iter()
        .map(compared)
        .reduce(|all, next| all.intersection(&next).copied().collect())
        .unwrap_or_default()
}

/// Holds a round against an earlier one.
fn compare(
    (before, after): (&ReadRound<'_>, &ReadRound<'_>),
    change: ToolChange,
    in_all: &BTreeSet<usize>,
    arguments: &Arguments,
) -> anyhow::Result<Comparison> {
    if let Some(name) = arguments.by_fact() {
        check_fact(name, &before.source.tool, &after.source.tool, &change)?;
    }
    let (mut standards, domains) = (change.matched(), change.domains());
    for standard in &mut standards {
        let left_out = standard.before.is_none_or(|at| !in_all.contains(&at));
        if standard.footing == Footing::Compared && left_out {
            standard.footing = Footing::SideBySide;
        }
    }
    let (measures, themes) = (change.measures(), change.themes());
    let facts: Vec<(usize, usize)> = change
        .facts()
        .iter()
        .map(|fact| (fact.before, fact.after))
        .collect();
    let matching = Matching {
        standards: &standards,
        domains: &domains,
        measures: &measures,
        themes: &themes,
        facts: &facts,
        overall: change.overall(),
    };
    let asked = Asked {
        with_cases: arguments.cases,
        explain: arguments.explain,
    };
    let practice = Practice::new(&before.side(), &after.side(), &matching, asked);
    check_hubs(arguments, &practice)?;
    let options = options_typed(arguments);
    Ok(Comparison::new(
        change,
        practice,
        before.provenance(&options),
        after.provenance(&options),
    ))
}

/// Refuses to group cases by what is no fact of both tools.
fn check_fact(name: &str, before: &Tool, after: &Tool, change: &ToolChange) -> anyhow::Result<()> {
    fn groups(tool: &Tool, at: usize) -> Option<&Fact> {
        tool.facts.get(at).filter(|fact| groups_cases(fact))
    }
    let both: Vec<&str> = change
        .facts()
        .iter()
        .filter_map(|same| {
            groups(before, same.before)?;
            groups(after, same.after).map(|fact| fact.id.as_str())
        })
        .collect();
    if !both.iter().any(|id| fold(id) == fold(name)) {
        let what = "fact of both tools that cases can be sorted by";
        bail!(unknown("--by", name, what, &both));
    }
    Ok(())
}

/// Refuses a hub that neither round has.
fn check_hubs(arguments: &Arguments, practice: &Practice) -> anyhow::Result<()> {
    for name in &arguments.hub {
        if hub_id(name, practice).is_none() {
            let labels: Vec<&str> = practice
                .sample
                .hubs
                .iter()
                .filter_map(|hub| hub.names.shown())
                .map(|name| name.title.as_str())
                .collect();
            let what = format!("{} of these rounds", practice.group);
            bail!(unknown("--hub", name, &what, &labels));
        }
    }
    Ok(())
}

/// The id of a hub that is named by id or label, as either round has it.
pub(super) fn hub_id(name: &str, practice: &Practice) -> Option<String> {
    let hubs = practice.sample.hubs.iter();
    let mut names = hubs
        .flat_map(|hub| [&hub.names.before, &hub.names.after])
        .flatten();
    let found = names.find(|hub| fold(&hub.id) == fold(name) || fold(&hub.title) == fold(name));
    found.map(|hub| hub.id.clone())
}

/// The options that change figures or what is shown, as they were typed.
fn options_typed(arguments: &Arguments) -> Vec<String> {
    Typed::default()
        .each("--by", arguments.by_fact())
        .each("--hub", &arguments.hub)
        .switch("--cases", arguments.cases)
        .switch("--explain", arguments.explain)
        .percent_from(arguments.percent_from)
        .switch("--skip-invalid", arguments.skip_invalid)
        .into_vec()
}
