//! The overall judgement and what limits it.
//!
//! It must not know how a judgement is made: it is the auditor's.

use super::once;
use super::scale::Scales;
use super::standard::Standards;
use crate::diagnostics::{Code, quote};
use crate::model::{Cap, OverallRule};
use crate::read::toml_file::{Entry, Reader, Text};

/// Reads `[overall]`.
pub(super) fn overall(
    root: &mut Entry<'_>,
    scales: &Scales,
    standards: &Standards,
    r: &mut Reader<'_>,
) -> Option<OverallRule> {
    let mut entry = root.table("overall", r)?;
    let scale = entry.needed_text("scale", r);
    let scale = scale.and_then(|wanted| scales.ids.find(&wanted, r));
    let mut caps: Vec<(usize, Cap)> = Vec::new();
    for cap in entry.entries("cap", "cap", "`[[overall.cap]]`", r) {
        let at = cap.at;
        if let Some(cap) = read_cap(cap, scale, scales, standards, r) {
            caps.push((at, cap));
        }
    }
    entry.finish(r);
    let scale = scale?;
    check_covered(&caps, scale, scales, standards, r);
    Some(OverallRule {
        scale,
        caps: caps.into_iter().map(|(_, cap)| cap).collect(),
    })
}

fn read_cap(
    mut entry: Entry<'_>,
    overall: Option<usize>,
    scales: &Scales,
    standards: &Standards,
    r: &mut Reader<'_>,
) -> Option<Cap> {
    let standard = entry.needed_text("standard", r);
    if let Some(standard) = &standard {
        entry.name = format!("the cap of {}", quote(&standard.value));
    }
    let when = entry.needed_texts("when", r);
    let at_most = entry.needed_text("overall_at_most", r);
    let name = entry.name.clone();
    entry.finish(r);

    let standard = standard.and_then(|wanted| standards.ids.find(&wanted, r));
    let at_most = match (overall, at_most) {
        (Some(overall), Some(wanted)) => limit(&name, overall, &wanted, scales, r),
        _ => None,
    };
    let (when_at, when) = when?;
    if when.is_empty() {
        let message = format!("{name} can never act: `when` names no level");
        r.error(Code::IdleCap, when_at, message, None);
    }
    let standard = standard?;
    let scale = standards.scales.get(standard).copied().flatten()?;
    let when: Vec<u8> = when
        .iter()
        .filter_map(|wanted| level(&name, scale, wanted, scales, r))
        .collect();
    Some(Cap {
        standard,
        when: once(when),
        at_most: at_most?,
    })
}

/// A level at which a cap acts: it must be one that its standard can be rated at.
fn level(
    name: &str,
    scale: usize,
    wanted: &Text,
    scales: &Scales,
    r: &mut Reader<'_>,
) -> Option<u8> {
    let own = scales.levels.get(scale)?;
    let elsewhere = scales
        .levels
        .iter()
        .any(|levels| levels.first(&wanted.value).is_some());
    if own.first(&wanted.value).is_some() || !elsewhere {
        return scales.find_level(scale, wanted, r);
    }
    let scale = scales.all.get(scale)?;
    let message = format!(
        "{name} can never act at {}: its standard is rated on {}, which has no such level",
        quote(&wanted.value),
        quote(&scale.id)
    );
    let levels: Vec<&str> = scale.levels.iter().map(|level| level.id.as_str()).collect();
    let hint = format!("its levels are `{}`", levels.join("`, `"));
    r.error(Code::IdleCap, wanted.at, message, Some(hint));
    None
}

/// The best level that a cap leaves: it must leave out at least one.
fn limit(
    name: &str,
    overall: usize,
    wanted: &Text,
    scales: &Scales,
    r: &mut Reader<'_>,
) -> Option<u8> {
    let position = scales.find_level(overall, wanted, r)?;
    let scale = scales.all.get(overall)?;
    if scales.unsaid.get(overall).is_some_and(|unsaid| *unsaid) {
        return Some(position);
    }
    let why = match scale.height(position) {
        None => "stands outside the order of levels",
        Some(height) if height == scale.ordered() => "is the best level there is",
        Some(_) => return Some(position),
    };
    let message = format!("{name} limits nothing: {} {why}", quote(&wanted.value));
    let hint = "name the best level that is left when the cap acts";
    r.error(Code::IdleCap, wanted.at, message, Some(hint.to_owned()));
    None
}

/// Warns of caps that stricter ones of the same standard leave nothing to do.
fn check_covered(
    caps: &[(usize, Cap)],
    scale: usize,
    scales: &Scales,
    standards: &Standards,
    r: &mut Reader<'_>,
) {
    let unsaid = scales.unsaid.get(scale).is_some_and(|unsaid| *unsaid);
    let Some(scale) = scales.all.get(scale).filter(|_| !unsaid) else {
        return;
    };
    let height = |cap: &Cap| scale.height(cap.at_most);
    for (position, (at, cap)) in caps.iter().enumerate() {
        let covers = |other_position: usize, other: &Cap, level: &u8| {
            other_position != position
                && other.standard == cap.standard
                && other.when.contains(level)
                && (height(other) < height(cap)
                    || (height(other) == height(cap) && other_position < position))
        };
        let covered = |level: &u8| {
            caps.iter()
                .enumerate()
                .any(|(other_position, (_, other))| covers(other_position, other, level))
        };
        if !cap.when.is_empty() && cap.when.iter().all(covered) {
            let standard = standards.all.get(cap.standard);
            let message = format!(
                "this cap of {} can never act: others limit as much or more at its levels",
                standard.map_or_else(String::new, |standard| quote(&standard.id))
            );
            r.warning(Code::IdleCap, *at, message, Some("take it away".to_owned()));
        }
    }
}
