//! The hub summary as a document, strengths first, and as tidy records.
//!
//! The order is the one that practice asks for. It must not compute any figure.

pub(super) mod audited;
mod charts;
pub(super) mod closing;
mod conversations;
pub(super) mod differences;
pub(super) mod facts;
pub(super) mod gap;
pub(super) mod measures;
pub(super) mod overall;
mod records;
pub(super) mod stand_out;
pub(super) mod standards;
pub(super) mod themes;
pub(super) mod words;
pub(super) mod working;

pub use records::records;

use super::{Block, Document};
use crate::analysis::summary::Summary;

/// What stands beside the words: tables alone, or a chart before each table that it draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Tables alone, as a terminal shows them.
    Tables,
    /// Charts before their tables, as a report shows them.
    Charts,
}

impl Shown {
    fn charts(self) -> bool {
        self == Self::Charts
    }
}

/// The summary as a document.
pub fn document(summary: &Summary) -> Document {
    let mut blocks = Vec::new();
    let shown = Shown::Tables;
    blocks.push(Block::Paragraph(audited::about(summary)));
    audited::narrowed(summary, &mut blocks);
    audited::left_out(summary, 0, &mut blocks);
    audited::untold(summary, &mut blocks);
    audited::add(summary, &mut blocks);
    working::add(summary, shown, &mut blocks);
    standards::add(summary, shown, &mut blocks);
    working::add_weaknesses(summary, &mut blocks);
    differences::add(summary, shown, &mut blocks);
    gap::add(summary, shown, &mut blocks);
    // A look at some standards is not a look at the cases as a whole.
    if !summary.scope.narrows_standards() {
        overall::add(summary, shown, &mut blocks);
        themes::add(summary, &mut blocks);
        measures::add(summary, &mut blocks);
        facts::add(summary, &mut blocks);
    }
    closing::add(summary, &mut blocks);
    Document {
        title: title(summary),
        blocks,
        ..Document::default()
    }
}

fn title(summary: &Summary) -> String {
    let what = if summary.grouped_by.is_fact {
        format!(
            "summary by {}",
            words::lower_first(&summary.grouped_by.label)
        )
    } else {
        format!("{} summary", summary.grouped_by.label)
    };
    match &summary.round {
        Some(round) => format!("{}: {what}", round.title),
        None => words::upper_first(&what),
    }
}

pub(super) fn heading(blocks: &mut Vec<Block>, text: impl Into<String>) {
    blocks.push(Block::Heading {
        level: 1,
        text: text.into(),
    });
}

pub(super) fn part(blocks: &mut Vec<Block>, text: impl Into<String>) {
    blocks.push(Block::Heading {
        level: 2,
        text: text.into(),
    });
}
