//! The hub summary as a document, strengths first, and as tidy records.
//!
//! The order is the one that practice asks for. It must not compute any figure.

mod audited;
mod closing;
mod differences;
mod facts;
mod gap;
mod measures;
mod overall;
mod records;
mod standards;
mod themes;
mod words;
mod working;

pub use records::records;

use super::{Block, Document};
use crate::analysis::summary::Summary;

/// The summary as a document.
pub fn document(summary: &Summary) -> Document {
    let mut blocks = Vec::new();
    audited::add(summary, &mut blocks);
    working::add(summary, &mut blocks);
    standards::add(summary, &mut blocks);
    working::add_weaknesses(summary, &mut blocks);
    differences::add(summary, &mut blocks);
    gap::add(summary, &mut blocks);
    // A look at some standards is not a look at the cases as a whole.
    if !summary.scope.narrows_standards() {
        overall::add(summary, &mut blocks);
        themes::add(summary, &mut blocks);
        measures::add(summary, &mut blocks);
        facts::add(summary, &mut blocks);
    }
    closing::add(summary, &mut blocks);
    Document {
        title: title(summary),
        blocks,
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

fn heading(blocks: &mut Vec<Block>, text: impl Into<String>) {
    blocks.push(Block::Heading {
        level: 1,
        text: text.into(),
    });
}

fn part(blocks: &mut Vec<Block>, text: impl Into<String>) {
    blocks.push(Block::Heading {
        level: 2,
        text: text.into(),
    });
}
