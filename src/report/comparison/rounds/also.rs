//! What else a reader would ask of, beside the domains: single standards and themes that
//! moved, and the largest fall that has no verdict.
//!
//! It must not know any table.

use super::Material;
use super::words::{and, name};
use crate::analysis::comparison::{Trend, Verdict};
use crate::report::summary::part;
use crate::report::{Block, Item, Tone};

pub(super) fn add(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let practice = &material.comparison.practice;
    let mut items = standards(material);
    if let Some(text) = largest_fall(material) {
        items.push(Item {
            tone: Tone::Neutral,
            text,
        });
    }
    let themes = |wanted: Trend| {
        let rows = practice.themes.iter().flat_map(|themes| &themes.rows);
        let rows = rows.filter(|row| row.trend == Some(wanted));
        let told: Vec<String> = rows
            .map(|row| format!("“{}” ({})", name(&row.theme), row.kind.label()))
            .collect();
        and(&told)
    };
    for (trend, how) in [(Trend::Rose, "more"), (Trend::Faded, "fewer")] {
        let told = themes(trend);
        if !told.is_empty() {
            items.push(Item {
                tone: Tone::Neutral,
                text: format!("Found in {how} cases than chance explains: {told}."),
            });
        }
    }
    items.extend(super::waits::stands_out(material));
    if !items.is_empty() && !material.comparison.is_unchanged() {
        part(blocks, "What else stands out");
        blocks.push(Block::List(items));
    }
}

/// Single standards that improved or declined over all cases.
fn standards(material: &Material<'_>) -> Vec<Item> {
    let standards = &material.comparison.practice.standards;
    let with = |wanted: Verdict| {
        let moved = standards
            .iter()
            .filter(move |row| row.test.is_some_and(|test| test.verdict == wanted));
        moved.filter_map(move |row| {
            let (before, after) = (row.before.as_ref()?, row.after.as_ref()?);
            Some(Item {
                tone: super::words::tone(wanted),
                text: format!(
                    "“{}” {}: working in {} cases before, in {} after.",
                    name(&row.standard),
                    super::words::verdict(wanted),
                    super::words::of(before.working.share()),
                    super::words::of(after.working.share())
                ),
            })
        })
    };
    with(Verdict::Improved)
        .chain(with(Verdict::Declined))
        .collect()
}

/// The largest fall that has no verdict, said with its counts.
fn largest_fall(material: &Material<'_>) -> Option<String> {
    let domain = material.comparison.practice.largest_fall()?;
    Some(format!(
        "The largest fall of a domain is in “{}”: {} ratings working before, {} after. Chance may explain it.",
        name(&domain.domain),
        super::words::of(domain.shares.before.working),
        super::words::of(domain.shares.after.working)
    ))
}
