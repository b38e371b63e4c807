//! Two rounds held against each other, as a document: what changed, and can one be sure.
//!
//! The tool's change comes first, then the sample's, then practice in two views that are
//! never mixed. It must not compute any figure, or know any format.

mod also;
mod beside;
mod charts;
mod differs;
mod headline;
mod helped;
mod hubs;
mod practice;
mod records;
mod rests;
mod same;
mod standards;
mod sure;
mod waits;
mod words;

pub use records::records;
pub(super) use words::tone as tone_of;

use super::tool;
use crate::analysis::comparison::{Comparison, Names};
use crate::model::Tool;
use crate::report::round::LABEL;
use crate::report::summary::heading;
use crate::report::{Block, Document, Tone};
use words::Rounds;

/// What is to be shown of a comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Percentages and changes in points stand from so many cases on.
    pub percent_from: u64,
    /// Ids of the groups shown one by one; all of them where none is named.
    pub hubs: Vec<String>,
    /// The label of the fact that groups cases, where hubs do not.
    pub by: Option<String>,
    /// Are charts to stand before their tables?
    pub charts: bool,
    /// Are the counts that would have been clear to be shown?
    pub explain: bool,
    /// What was left out of the rounds because of problems, in words.
    pub left_out: Vec<String>,
}

/// A comparison and how it is shown.
struct Material<'a> {
    comparison: &'a Comparison,
    percent_from: u64,
    hubs: &'a [String],
    by: Option<&'a str>,
    charts: bool,
    explain: bool,
}

impl<'a> Material<'a> {
    fn new(comparison: &'a Comparison, options: &'a Options) -> Self {
        Self {
            comparison,
            percent_from: options.percent_from,
            hubs: &options.hubs,
            by: options.by.as_deref(),
            charts: options.charts,
            explain: options.explain,
        }
    }

    /// Is a group to be shown?
    fn shows(&self, names: &Names) -> bool {
        let called = |id: &str| {
            let names = [&names.before, &names.after].into_iter().flatten();
            names.into_iter().any(|name| name.id == id)
        };
        self.hubs.is_empty() || self.hubs.iter().any(|hub| called(hub))
    }
}

/// The three sentences of a comparison.
pub(super) fn in_short(comparison: &Comparison, options: &Options, blocks: &mut Vec<Block>) {
    headline::add(&Material::new(comparison, options), blocks);
}

/// The comparison as a document. Where nothing changed it is short: the figures are those of
/// either round's summary.
pub fn document(
    comparison: &Comparison,
    (before, after): (&Tool, &Tool),
    options: &Options,
) -> Document {
    let material = Material::new(comparison, options);
    let rounds = Rounds::of(comparison);
    let mut blocks = Vec::new();
    blocks.extend(left_out(options));
    heading(&mut blocks, "What changed, in short");
    headline::add(&material, &mut blocks);
    also::add(&material, &mut blocks);
    if material.charts {
        blocks.push(Block::PageBreak);
    }
    heading(&mut blocks, "What changed in the tool");
    blocks.push(Block::Paragraph(tool::sentence(&comparison.tool)));
    blocks.extend(tool::in_short(&comparison.tool, before, after));
    let sample = &comparison.practice.sample;
    if sample.is_one_sided() {
        if sample.cases_before + sample.cases_after > 0 {
            differs::add(&material, &rounds, &mut blocks);
        }
    } else if !comparison.is_unchanged() {
        moved(&material, &rounds, &mut blocks);
    }
    let detail = tool::in_detail(&comparison.tool, before, after);
    if !detail.is_empty() {
        heading(&mut blocks, "The tool's change in detail");
        blocks.extend(detail.into_iter().map(lower));
    }
    rests::add(&material, &rounds, &mut blocks);
    Document {
        title: format!(
            "What changed from {} to {}",
            named(&rounds.before),
            named(&rounds.after)
        ),
        subtitle: Some(subtitle(comparison)),
        label: Some(LABEL.to_owned()),
        logo: None,
        blocks,
    }
}

/// Everything that may have moved: the sample first, then practice.
fn moved(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    differs::add(material, rounds, blocks);
    practice::add(material, rounds, blocks);
    same::add(material, blocks);
    beside::overall(material, rounds, blocks);
    waits::add(material, rounds, blocks);
    beside::gaps(material, rounds, blocks);
    beside::measures(material, rounds, blocks);
    beside::themes(material, rounds, blocks);
    helped::add(material, blocks);
    hubs::every_hub(material, rounds, blocks);
}

/// What was left out, as nobody must overlook it.
pub(super) fn left_out(options: &Options) -> impl Iterator<Item = Block> {
    options.left_out.iter().map(|text| Block::Callout {
        tone: Tone::Attention,
        text: text.clone(),
    })
}

/// A section of the tool's change, as a part of the section on it.
fn lower(block: Block) -> Block {
    let Block::Heading { text, .. } = block else {
        return block;
    };
    Block::Heading { level: 2, text }
}

/// Which tool, in which versions.
fn subtitle(comparison: &Comparison) -> String {
    let (before, after) = (&comparison.tool.before, &comparison.tool.after);
    if before.id != after.id {
        format!(
            "{}, version {}, against {}, version {}.",
            before.title, before.version, after.title, after.version
        )
    } else if before.version == after.version {
        format!("{}, version {}.", after.title, after.version)
    } else {
        format!(
            "{}, versions {} and {}.",
            after.title, before.version, after.version
        )
    }
}

fn named(round: &str) -> &str {
    match round {
        "Before" => "the earlier round",
        "After" => "the later round",
        title => title,
    }
}
