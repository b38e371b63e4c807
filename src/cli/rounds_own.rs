//! Places that no output may be written to, whichever command makes it: those that belong to
//! a round, and those of what was read.
//!
//! It must not know what is written, or what a round's files hold.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::diagnostics::Problems;
use crate::model::TableName;
use crate::read;

/// Files of a round beside its tables and its tool.
const OWN: [&str; 5] = [
    "round.toml",
    "tool.toml",
    "history.csv",
    "names.txt",
    ".lock",
];

/// Folders in a round in which everything is the program's own.
const FOLDERS: [&str; 3] = ["drafts", "last_written", ".commit"];

/// Refuses to write where a round has, or would look for, a file of its own.
///
/// # Errors
/// The place belongs to a round.
pub(super) fn keep_rounds(file: &Path) -> anyhow::Result<()> {
    // A link is looked at where it stands, and where it leads.
    let real = std::fs::canonicalize(file).ok();
    let places = placed(file).into_iter().chain(real);
    for place in places {
        if is_rounds_own(&place) {
            let lost = if place.exists() {
                " and would be lost"
            } else {
                ""
            };
            bail!(
                "`{}` belongs to a round{lost}: choose another place or another name for what is to be written",
                file.display()
            );
        }
    }
    Ok(())
}

/// Refuses to write over what was read, in a round or outside one; `are` says what it is.
///
/// # Errors
/// The place belongs to a round, or is one of the inputs.
pub(super) fn keep_inputs<P: AsRef<Path>>(
    file: &Path,
    inputs: impl IntoIterator<Item = P>,
    are: &str,
) -> anyhow::Result<()> {
    keep_rounds(file)?;
    let Ok(target) = std::fs::canonicalize(file) else {
        // Nothing is there yet, so nothing can be lost.
        return Ok(());
    };
    for input in inputs {
        if std::fs::canonicalize(input).is_ok_and(|input| input == target) {
            bail!(
                "`{}` is {are}, and would be lost: write to another file",
                file.display()
            );
        }
    }
    Ok(())
}

/// Where a round has, or would have, its files; nothing for what is no round. They may be
/// links to files elsewhere.
pub(super) fn files_of(round: &Path) -> Vec<PathBuf> {
    if !is_round(round) {
        return Vec::new();
    }
    let tables = TableName::ALL.into_iter().map(TableName::file);
    let names = OWN.into_iter().chain(tables).map(str::to_owned);
    let names = names.chain(tool_of(round));
    names.map(|name| round.join(name)).collect()
}

/// The path with the links of its folder resolved; neither the file nor its folder need be
/// there yet.
fn placed(file: &Path) -> Option<PathBuf> {
    let folder = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let folder = std::fs::canonicalize(folder)
        .ok()
        .or_else(|| placed(folder))?;
    file.file_name().map(|name| folder.join(name))
}

/// Is it a file of a round, or within one of its folders?
fn is_rounds_own(place: &Path) -> bool {
    let mut below = place;
    while let Some(folder) = below.parent() {
        if is_round(folder) {
            // One name in two spellings is one file on some systems.
            let name = below.file_name().unwrap_or_default();
            let name = name.to_string_lossy().to_lowercase();
            if FOLDERS.contains(&name.as_str()) || (below == place && is_own_file(folder, &name)) {
                return true;
            }
        }
        below = folder;
    }
    false
}

fn is_round(folder: &Path) -> bool {
    folder.join("round.toml").symlink_metadata().is_ok()
}

fn is_own_file(folder: &Path, name: &str) -> bool {
    OWN.contains(&name)
        || TableName::ALL.iter().any(|table| table.file() == name)
        || tool_of(folder).is_some_and(|tool| tool.to_lowercase() == name)
}

/// The name of a round's tool; nothing where the round cannot be read.
fn tool_of(folder: &Path) -> Option<String> {
    let bytes = read::bytes(&folder.join("round.toml")).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let round = read::round(&text, "round.toml", &mut Problems::new());
    round.map(|(_, tool)| tool)
}
