//! How to read the figures, and what they rest on.
//!
//! Never a path, never a clock. It must not know how hashes were made.

use super::heading;
use crate::analysis::summary::Summary;
use crate::report::Block;

/// How much of a hash people are shown; JSON has all of it.
const HASH: usize = 12;

pub(in crate::report) fn add(summary: &Summary, blocks: &mut Vec<Block>) {
    heading(blocks, "What this rests on");
    let provenance = &summary.provenance;
    let short = |hash: &str| hash.chars().take(HASH).collect::<String>();
    let mut pairs = vec![
        ("Program".to_owned(), provenance.program.clone()),
        (
            "Audit tool".to_owned(),
            format!(
                "{} {} (SHA-256 {})",
                provenance.tool,
                provenance.tool_version,
                short(&provenance.tool_sha256)
            ),
        ),
    ];
    for (name, hash) in &provenance.data {
        pairs.push((
            "Data".to_owned(),
            format!("{name} (SHA-256 {})", short(hash)),
        ));
    }
    pairs.push((
        "Audits".to_owned(),
        format!(
            "{} read, {} counted",
            summary.census.read, summary.census.counted
        ),
    ));
    if let Some(themes) = &summary.themes {
        pairs.push((
            "Findings".to_owned(),
            format!("{} counted", themes.findings),
        ));
    }
    pairs.push((
        "Options".to_owned(),
        if provenance.options.is_empty() {
            "none".to_owned()
        } else {
            provenance.options.join(" ")
        },
    ));
    blocks.push(Block::Pairs(pairs));
}
