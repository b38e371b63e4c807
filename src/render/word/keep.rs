//! What stays on the page of what follows it: a heading and the few words under it with what
//! they introduce, and a table with the note on it.
//!
//! Only a few words are kept, so that no chain is longer than a page: programs differ in what
//! they make of one that is. It must not know how a block looks.

use crate::report::Block;

/// The most letters of what leads up from a heading to what it introduces.
const LEADING: usize = 900;

/// The most letters of a paragraph that introduces something without a heading.
const INTRODUCING: usize = 400;

/// The most letters of a note that stays with its table.
const NOTE: usize = 700;

/// Does the end of each block stay with the beginning of the next?
pub(super) fn with_next(blocks: &[&Block]) -> Vec<bool> {
    // The letters said since the last heading, as long as nothing but words was; and its level.
    let mut leading: Option<usize> = None;
    let mut under = 0;
    let nexts = blocks
        .iter()
        .skip(1)
        .map(|block| Some(*block))
        .chain([None]);
    let keeps = blocks.iter().zip(nexts).map(|(block, next)| match block {
        Block::Heading { text, level } => {
            under = *level;
            leading = Some(leading.unwrap_or(0) + letters(text));
            true
        }
        Block::Paragraph(text) | Block::Note(text) => {
            let said = letters(text);
            leading = leading
                .map(|before| before + said)
                .filter(|sum| *sum <= LEADING);
            let introduces = matches!(block, Block::Paragraph(_)) && said <= INTRODUCING;
            match next {
                None | Some(Block::PageBreak) => false,
                // Words lead up to a part of their own section, and to no other section.
                Some(Block::Heading { level, .. }) => *level > under && leading.is_some(),
                Some(Block::Paragraph(_) | Block::Note(_)) => leading.is_some(),
                Some(
                    Block::List(_)
                    | Block::Table(_)
                    | Block::Callout { .. }
                    | Block::Pairs(_)
                    | Block::Chart(_)
                    | Block::Quote { .. }
                    | Block::Wording(_),
                ) => leading.is_some() || introduces,
            }
        }
        Block::Table(_) | Block::Chart(_) => {
            leading = None;
            matches!(next, Some(Block::Note(text)) if letters(text) <= NOTE)
        }
        Block::List(_)
        | Block::Callout { .. }
        | Block::Pairs(_)
        | Block::Quote { .. }
        | Block::Wording(_)
        | Block::PageBreak => {
            leading = None;
            false
        }
    });
    keeps.collect()
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::with_next;
    use crate::report::{Block, Table};

    fn heading(level: u8) -> Block {
        Block::Heading {
            level,
            text: "Heading".into(),
        }
    }

    fn words(letters: usize) -> Block {
        Block::Paragraph("x".repeat(letters))
    }

    fn kept(blocks: &[Block]) -> Vec<bool> {
        with_next(&blocks.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_heading_and_a_few_words_stay_with_what_they_introduce() {
        let table = || Block::Table(Table::default());
        let note = || Block::Note("How to read it.".into());
        let blocks = [
            heading(1),
            words(40),
            note(),
            heading(2),
            words(40),
            table(),
        ];
        assert_eq!(kept(&blocks), [true, true, true, true, true, false]);
        // The note is the table's own then, and stays with no heading.
        assert_eq!(kept(&[table(), note(), heading(2)]), [true, false, true]);
        // Without a heading a paragraph introduces a table, and a note none.
        assert_eq!(kept(&[words(9), table()]), [true, false]);
        assert_eq!(kept(&[note(), table()]), [false, false]);
    }

    #[test]
    fn sections_and_long_texts_are_not_chained() {
        assert_eq!(
            kept(&[heading(1), words(40), heading(1)]),
            [true, false, true]
        );
        assert_eq!(
            kept(&[heading(2), words(40), heading(2), words(40), heading(1)]),
            [true, false, true, false, true]
        );
        assert_eq!(kept(&[words(401), Block::PageBreak]), [false, false]);
        let mut blocks = vec![heading(1)];
        blocks.extend((0..20).map(|_| words(300)));
        let kept = kept(&blocks);
        assert_eq!(kept.iter().filter(|kept| **kept).count(), 3);
    }
}
