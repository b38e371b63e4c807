//! A change to a round: which files get which bytes, and what each held when it was read.
//!
//! It must not know how a change reaches the disk.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::bail;

use super::files::{Seen, sha256};
use super::name::Name;

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum After {
    /// It stays what it was.
    Same,
    /// It is removed.
    Nothing,
    /// It holds these bytes, with this SHA-256.
    Bytes(Vec<u8>, String),
}

/// What a file was, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// SHA-256 of the file as it was read; `None` where there was no file.
    pub(super) before: Option<String>,
    pub(super) after: After,
}

/// A change to the files of a round: all of it is done, or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    edits: BTreeMap<Name, Edit>,
}

impl Change {
    /// A change of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// A file gets new bytes. What was said of the file before is forgotten.
    pub fn write(&mut self, seen: &Seen, bytes: Vec<u8>) {
        let hash = sha256(&bytes);
        if seen.sha256() == Some(&hash) {
            self.add(seen, After::Same);
        } else {
            self.add(seen, After::Bytes(bytes, hash));
        }
    }

    /// A file is removed, if there was one.
    pub fn remove(&mut self, seen: &Seen) {
        let after = match seen.sha256() {
            Some(_) => After::Nothing,
            None => After::Same,
        };
        self.add(seen, after);
    }

    /// A file is left alone, and the change is refused where it is another one by then.
    pub fn rely_on(&mut self, seen: &Seen) {
        if !self.edits.contains_key(seen.name()) {
            self.add(seen, After::Same);
        }
    }

    /// The bytes that a file is to hold; nothing where it stays as it is or is removed.
    pub fn bytes_of(&self, name: &str) -> Option<&[u8]> {
        let edit = self.edits.iter().find(|(other, _)| other.as_str() == name);
        match edit.map(|(_, edit)| &edit.after) {
            Some(After::Bytes(bytes, _)) => Some(bytes),
            Some(After::Same | After::Nothing) | None => None,
        }
    }

    /// Whether no file is to become another one.
    pub fn is_empty(&self) -> bool {
        self.edits.values().all(|edit| edit.after == After::Same)
    }

    fn add(&mut self, seen: &Seen, after: After) {
        let before = seen.sha256().map(str::to_owned);
        self.edits
            .insert(seen.name().clone(), Edit { before, after });
    }

    pub(super) fn edits(&self) -> &BTreeMap<Name, Edit> {
        &self.edits
    }
}

/// Refuses names of which one system makes one file, or a file and its folder.
///
/// # Errors
/// There are two such names.
pub(super) fn check_apart<'n>(names: impl Iterator<Item = &'n Name>) -> anyhow::Result<()> {
    let mut seen = BTreeMap::new();
    for name in names {
        if let Some(other) = seen.insert(name.folded(), name) {
            bail!("`{other}` and `{name}` are one file on some systems");
        }
    }
    for (folded, name) in &seen {
        let folders = folded.match_indices('/');
        for (at, _) in folders {
            if let Some(file) = folded.get(..at).and_then(|folder| seen.get(folder)) {
                bail!("`{file}` cannot be a file, and the folder of `{name}` as well");
            }
        }
    }
    Ok(())
}

/// A file is not what it was when it was read, so nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The file, as the user knows it.
    pub file: String,
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` was changed by another program since it was read; nothing was written. Run the command again to work on the file as it is now",
            self.file
        )
    }
}

impl std::error::Error for Changed {}
