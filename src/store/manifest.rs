//! What a commit says of itself: its files in order, what each was and what it becomes.
//!
//! It must not know where the files stand in their move.

use serde::{Deserialize, Serialize};

use anyhow::bail;

use super::change::check_apart;
use super::name::Name;

/// The manifest's file in a commit's folder. It is there as long as the commit is unfinished.
pub(super) const MANIFEST: &str = "manifest.json";

/// The form that this program writes and reads.
const VERSION: u32 = 1;

/// One file of a commit. Its new bytes are in the commit's folder, under its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: Name,
    /// SHA-256 before the change; `None` where there was no file.
    pub(super) before: Option<String>,
    /// SHA-256 after the change; `None` where the file is removed.
    pub(super) after: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    files: Vec<WrittenEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    name: String,
    before: Option<String>,
    after: Option<String>,
}

/// The manifest's bytes.
///
/// # Errors
/// None that can be thought of: a list of texts is always JSON.
pub(super) fn write(entries: &[Entry]) -> anyhow::Result<Vec<u8>> {
    let files = entries.iter().map(|entry| WrittenEntry {
        name: entry.name.as_str().to_owned(),
        before: entry.before.clone(),
        after: entry.after.clone(),
    });
    let mut bytes = serde_json::to_vec_pretty(&Written {
        version: VERSION,
        files: files.collect(),
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The entries in a manifest's bytes, checked.
///
/// # Errors
/// It was not written by this program, or not by this version of it.
pub(super) fn read(bytes: &[u8]) -> anyhow::Result<Vec<Entry>> {
    let written: Written = serde_json::from_slice(bytes)?;
    if written.version != VERSION {
        bail!(
            "it is of version {}, which this version of case-audit does not know",
            written.version
        );
    }
    let mut entries = Vec::with_capacity(written.files.len());
    for file in written.files {
        let hashes = [&file.before, &file.after];
        let real = |hash: &&String| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        if !hashes.into_iter().flatten().all(|hash| real(&hash)) || file.before == file.after {
            bail!("what it says of {:?} cannot be", file.name);
        }
        entries.push(Entry {
            name: Name::new(&file.name)?,
            before: file.before,
            after: file.after,
        });
    }
    check_apart(entries.iter().map(|entry| &entry.name))?;
    Ok(entries)
}
