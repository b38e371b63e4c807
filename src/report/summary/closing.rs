//! What a summary rests on, and how many audits and findings there were.
//!
//! It must not know any figure.

use super::heading;
use crate::analysis::summary::Summary;
use crate::report::{Block, rests};

pub(in crate::report) fn add(summary: &Summary, blocks: &mut Vec<Block>) {
    heading(blocks, "What this rests on");
    let provenance = &summary.provenance;
    let mut pairs = vec![
        ("Program".to_owned(), provenance.program.clone()),
        ("Audit tool".to_owned(), rests::tool(provenance)),
    ];
    pairs.extend(rests::files(provenance).map(|file| ("Data".to_owned(), file)));
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
    pairs.push(("Options".to_owned(), rests::options(provenance)));
    blocks.push(Block::Pairs(pairs));
}
