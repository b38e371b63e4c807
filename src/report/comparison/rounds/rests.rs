//! What a comparison rests on, round by round.
//!
//! It must not know any figure.

use super::Material;
use super::words::Rounds;
use crate::report::summary::heading;
use crate::report::{Block, rests};

pub(super) fn add(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    heading(blocks, "What this rests on");
    let (before, after) = (
        &material.comparison.provenance_before,
        &material.comparison.provenance_after,
    );
    let mut pairs = vec![("Program".to_owned(), after.program.clone())];
    for (round, provenance) in [(&rounds.before, before), (&rounds.after, after)] {
        let said = std::iter::once(rests::tool(provenance)).chain(rests::files(provenance));
        pairs.extend(said.map(|said| (round.clone(), said)));
    }
    pairs.push(("Options".to_owned(), rests::options(after)));
    blocks.push(Block::Pairs(pairs));
}
