//! What a document rests on, in words: the tool, the files and the options behind figures.
//!
//! Never a path, never a clock. It must not know how hashes were made.

use crate::analysis::summary::Provenance;

/// How much of a hash people are shown; JSON has all of it.
const HASH: usize = 12;

fn hash(hash: &str) -> String {
    let short: String = hash.chars().take(HASH).collect();
    format!("(SHA-256 {short})")
}

/// "early-help 2026.1 (SHA-256 a54e1e21e3b0)".
pub(super) fn tool(provenance: &Provenance) -> String {
    format!(
        "{} {} {}",
        provenance.tool,
        provenance.tool_version,
        hash(&provenance.tool_sha256)
    )
}

/// Every file: "audits.csv (SHA-256 8574f95a1436)".
pub(super) fn files(provenance: &Provenance) -> impl Iterator<Item = String> {
    let files = provenance.data.iter();
    files.map(|(name, sha256)| format!("{name} {}", hash(sha256)))
}

/// The options as they were typed.
pub(super) fn options(provenance: &Provenance) -> String {
    if provenance.options.is_empty() {
        "none".to_owned()
    } else {
        provenance.options.join(" ")
    }
}
