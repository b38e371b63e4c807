//! Single standards of single groups that are worth a conversation.
//!
//! They are no findings. It must not know how they were found.

use super::{part, words};
use crate::analysis::summary::{Conversation, Summary};
use crate::report::{Block, Item, Tone};

pub(super) fn conversations(summary: &Summary, blocks: &mut Vec<Block>) {
    let found = &summary.conversations;
    let word = words::group(&summary.grouped_by);
    part(blocks, "Worth a conversation");
    if found.cells.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "No single standard of a single {word} is far enough from the others."
        )));
    } else {
        let item = |cell: &Conversation| Item {
            tone: if cell.is_higher() {
                Tone::Up
            } else {
                Tone::Down
            },
            text: format!(
                "{}, {}: {} working, {} elsewhere (p {})",
                cell.label,
                words::lower_first(&cell.title),
                words::of(cell.here),
                words::of(cell.others),
                words::p(cell.p)
            ),
        };
        blocks.push(Block::List(found.cells.iter().map(item).collect()));
    }
    blocks.push(Block::Note(format!(
        "Not findings, but places to ask. {} single standards of single {} were looked at one by one; {} {} this far from the others (p below {}), and chance alone would be expected to give {}.",
        found.looked_at,
        words::groups(&summary.grouped_by),
        found.found,
        words::are(found.found),
        found.below,
        words::number(found.expected_by_chance)
    )));
}
