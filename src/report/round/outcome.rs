//! What families say has changed, and how thresholds and waits stand: what the first page
//! says of them.
//!
//! None of it is tested, so it says counts and calls nothing a difference.

use std::collections::BTreeMap;

use crate::analysis::summary::{Cross, MeasureSummary, Summary};
use crate::report::summary::{part, words};
use crate::report::{Block, Item, Tone};

/// How many measures, and how many times, are told: the section behind has all.
const TOLD: usize = 3;

/// Distance travelled, thresholds, and times that have a limit, each in a sentence.
pub(super) fn add(summary: &Summary, blocks: &mut Vec<Block>) {
    let levels = summary.cross.as_ref();
    let said: Vec<String> = [
        distance(summary),
        levels.and_then(|cross| threshold(summary, cross)),
        waits(summary),
    ]
    .into_iter()
    .flatten()
    .collect();
    if said.is_empty() {
        return;
    }
    part(blocks, "Distance travelled, thresholds and waits");
    let item = |text: String| Item {
        tone: Tone::Neutral,
        text,
    };
    blocks.push(Block::List(said.into_iter().map(item).collect()));
}

fn distance(summary: &Summary) -> Option<String> {
    let asked = summary.measures.iter().filter(|measure| measure.pairs > 0);
    let asked = asked.take(TOLD);
    let said: Vec<String> = asked.map(|one| measure(one, &summary.measures)).collect();
    (!said.is_empty()).then(|| format!("{}.", words::upper_first(&said.join("; "))))
}

/// A measure is called by whom it is asked of, where that tells it from all others.
fn measure(measure: &MeasureSummary, all: &[MeasureSummary]) -> String {
    let alike = all.iter().filter(|one| one.asked_of == measure.asked_of);
    let name = match &measure.asked_of {
        Some(who) if alike.count() == 1 => who.clone(),
        _ => format!("“{}”", measure.title),
    };
    format!(
        "{name}: better in {} of {} cases, worse in {}",
        measure.better,
        words::whole(measure.pairs),
        measure.worse
    )
}

/// In how many cases two facts that are meant to agree do, and from which group to which.
fn threshold(summary: &Summary, cross: &Cross) -> Option<String> {
    let stated = cross.all?.stated();
    if stated.of == 0 {
        return None;
    }
    let group = words::group(&summary.grouped_by);
    let range = cross.range().map_or_else(String::new, |(least, most)| {
        format!(
            " ({group} to {group}: {} to {})",
            words::of(least),
            words::of(most)
        )
    });
    Some(format!(
        "“{}” and “{}” are the same in {}{range}.",
        cross.first_label,
        words::lower_first(&cross.second_label),
        words::of_cases(stated)
    ))
}

/// Times by their limits: "Within 10 days: case opened to first visit in 37 of 60".
fn waits(summary: &Summary) -> Option<String> {
    let mut by_limit: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for duration in summary.durations.iter().take(TOLD) {
        if let (Some(limit), Some(within)) = (duration.within_days, duration.all.within)
            && within.of > 0
        {
            let title = words::lower_first(&duration.title);
            let said = format!("{title} in {}", words::of(within));
            by_limit.entry(limit).or_default().push(said);
        }
    }
    let said: Vec<String> = by_limit
        .iter()
        .map(|(limit, said)| format!("Within {limit} days: {}.", said.join(", ")))
        .collect();
    (!said.is_empty()).then(|| said.join(" "))
}
