//! The files of a round for commands that only read, whatever state they are in.
//!
//! It must not know what the files hold.

use std::path::Path;

use anyhow::bail;

use super::{Output, changing};
use crate::check;
use crate::read::shown;
use crate::store::{Files, Folder, drafts};

/// Hands the files of a round to some work while no other run changes them. What a stopped
/// run left is finished first.
///
/// # Errors
/// A folder that is no round, one that another run does not let go of, and those of the work.
pub(super) fn with_files<T>(
    round: &Path,
    output: &Output,
    work: impl FnOnce(&Files<'_>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    // Nothing is put into a folder that is none of ours, not even a lock.
    if round.is_dir() && !round.join("round.toml").is_file() && !round.join(".commit").is_dir() {
        bail!(
            "`{}` is no round: there is no `round.toml` in it",
            shown(round)
        );
    }
    let folder = Folder::new(round);
    let files = folder.read(&mut changing::tell(output))?;
    work(&files)
}

/// A file's bytes; nothing where there is no such file.
///
/// # Errors
/// The file cannot be read.
pub(super) fn bytes(files: &Files<'_>, name: &str) -> anyhow::Result<Option<Vec<u8>>> {
    Ok(files.read(name)?.bytes().map(<[u8]>::to_vec))
}

/// What is in the folder of unfinished audits.
///
/// # Errors
/// The folder cannot be read.
pub(super) fn drafts(files: &Files<'_>) -> anyhow::Result<check::Drafts> {
    let found = drafts::all(files)?;
    let name = |kept: &drafts::Kept| kept.seen.name().as_str().to_owned();
    let kept = found.kept.iter().map(name);
    let copies = found.copies.iter();
    let copies = copies.map(|kept| (name(kept), kept.draft_file())).collect();
    let mut names: Vec<String> = kept.chain(found.unreadable.iter().cloned()).collect();
    names.sort();
    Ok(check::Drafts {
        files: names,
        copies,
        unreadable: found.unreadable,
        others: found.others,
    })
}
