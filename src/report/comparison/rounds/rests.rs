//! What a comparison rests on. Never a path, never a clock.
//!
//! It must not know how hashes were made.

use super::Material;
use super::words::Rounds;
use crate::analysis::summary::Provenance;
use crate::report::Block;
use crate::report::summary::heading;

/// How much of a hash people are shown; JSON has all of it.
const HASH: usize = 12;

pub(super) fn add(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    heading(blocks, "What this rests on");
    let comparison = material.comparison;
    let mut pairs = vec![(
        "Program".to_owned(),
        comparison.provenance_after.program.clone(),
    )];
    for (round, provenance) in [
        (&rounds.before, &comparison.provenance_before),
        (&rounds.after, &comparison.provenance_after),
    ] {
        pairs.extend(of(round, provenance));
    }
    let options = &comparison.provenance_after.options;
    pairs.push((
        "Options".to_owned(),
        if options.is_empty() {
            "none".to_owned()
        } else {
            options.join(" ")
        },
    ));
    blocks.push(Block::Pairs(pairs));
}

fn of(round: &str, provenance: &Provenance) -> Vec<(String, String)> {
    let short = |hash: &str| hash.chars().take(HASH).collect::<String>();
    let tool = format!(
        "{} {} (SHA-256 {})",
        provenance.tool,
        provenance.tool_version,
        short(&provenance.tool_sha256)
    );
    let files = provenance
        .data
        .iter()
        .map(|(name, hash)| format!("{name} (SHA-256 {})", short(hash)));
    std::iter::once(tool)
        .chain(files)
        .map(|said| (round.to_owned(), said))
        .collect()
}
