//! A change on its way to the point from which on it holds.
//!
//! Before that point nothing of the round is touched, and a failure leaves it as it was;
//! `recover` does what comes after, here and wherever this was stopped. It must not be
//! called without the lock.

use std::collections::BTreeSet;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use super::change::{After, Change, Changed, Edit, check_apart};
use super::disk::{Disk, Kind};
use super::files::sha256_of;
use super::manifest::{self, Entry, MANIFEST};
use super::name::Name;
use super::news::News;
use super::recover::{self, COMMIT};
use super::trouble::cannot;
use crate::read::shown;

/// How the folder begins in which a change is written before it holds.
pub(super) const NEW: &str = ".commit-new-";

/// A file that is made and removed again, to see whether a folder can be written in.
const PROBE: &str = ".commit-new-probe";

/// A change holds, but is not in its place yet: the next command that opens the round will
/// see to it, if what stood in the way is gone by then.
#[derive(Debug)]
pub struct Unfinished {
    /// The round's folder, as the user knows it.
    pub folder: String,
    cause: anyhow::Error,
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the change to `{}` is safe, but could not be put in its place yet: if one of its files is open in another program close it there, and the next command will finish this",
            self.folder
        )
    }
}

impl std::error::Error for Unfinished {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.cause.as_ref())
    }
}

/// Does a change. Where it returns an error other than [`Unfinished`], nothing was changed.
///
/// # Errors
/// [`Changed`] and [`Unfinished`]; a file that cannot be replaced; failures of the disk.
pub(super) fn commit(
    folder: &Path,
    disk: &dyn Disk,
    change: &Change,
    tell: &mut dyn FnMut(&News),
) -> anyhow::Result<()> {
    check_apart(change.edits().keys())?;
    clear_stale(folder, disk)?;
    if change.is_empty() {
        return check_targets(folder, disk, change);
    }
    let new = new_folder(folder, disk)?;
    let ready = stage(&new, disk, change).and_then(|()| check_targets(folder, disk, change));
    if let Err(error) = ready {
        // What cannot be removed now is removed by the next change.
        let _ = remove_with_files(&new, disk);
        return Err(error);
    }
    let held = folder.join(COMMIT);
    if let Err(error) = disk.rename(&new, &held) {
        // A network may fail to tell that it was done.
        if !matches!(disk.kind(&held), Ok(Some(_))) {
            let _ = remove_with_files(&new, disk);
            return Err(cannot_write(folder, error));
        }
    }
    recover::sync(folder, disk)
        .and_then(|()| recover::redo(folder, disk, tell))
        .map_err(|cause| {
            anyhow!(Unfinished {
                folder: shown(folder),
                cause,
            })
        })
}

/// Removes what stopped runs had written and not made to hold.
fn clear_stale(folder: &Path, disk: &dyn Disk) -> anyhow::Result<()> {
    let names = disk
        .list(folder)
        .map_err(|error| cannot(format!("`{}` cannot be read", shown(folder)), error))?;
    for name in names.iter().filter(|name| name.starts_with(NEW)) {
        let path = folder.join(name);
        if matches!(disk.kind(&path), Ok(Some(Kind::Folder))) {
            remove_with_files(&path, disk).with_context(|| {
                format!(
                    "`{}` is left of a run that was stopped, and must be removed first",
                    shown(&path)
                )
            })?;
        }
    }
    Ok(())
}

fn remove_with_files(path: &Path, disk: &dyn Disk) -> anyhow::Result<()> {
    let remove = || {
        for name in disk.list(path)? {
            disk.remove_file(&path.join(name))?;
        }
        disk.remove_folder(path)
    };
    remove().map_err(|error| cannot(format!("`{}` cannot be removed", shown(path)), error))
}

fn new_folder(folder: &Path, disk: &dyn Disk) -> anyhow::Result<PathBuf> {
    let run = std::process::id();
    let mut nth = 1_u32;
    loop {
        let path = folder.join(format!("{NEW}{run}-{nth}"));
        match disk.create_folder(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && nth < 100 => nth += 1,
            Err(error) => return Err(cannot_write(folder, error)),
        }
    }
}

/// Writes all new files and the manifest into a folder, to the disk itself.
fn stage(new: &Path, disk: &dyn Disk, change: &Change) -> anyhow::Result<()> {
    let mut entries = Vec::new();
    for (name, edit) in change.edits() {
        let after = match &edit.after {
            After::Same => continue,
            After::Nothing => None,
            After::Bytes(bytes, hash) => {
                write_synced(&new.join(entries.len().to_string()), bytes, disk)
                    .map_err(|error| not_written(name.as_str(), error))?;
                Some(hash.clone())
            }
        };
        entries.push(Entry {
            name: name.clone(),
            before: edit.before.clone(),
            after,
        });
    }
    write_synced(&new.join(MANIFEST), &manifest::write(&entries)?, disk)
        .and_then(|()| disk.sync_folder(new))
        .map_err(|error| not_written(&shown(new), error))
}

fn write_synced(path: &Path, bytes: &[u8], disk: &dyn Disk) -> std::io::Result<()> {
    let file = disk.create(path, bytes)?;
    disk.sync_file(&file)
}

/// Checks that each file is what it was when it was read, and that it can be replaced.
fn check_targets(folder: &Path, disk: &dyn Disk, change: &Change) -> anyhow::Result<()> {
    let mut probed = BTreeSet::new();
    for (name, edit) in change.edits() {
        recover::check_folders(name, folder, disk)?;
        check_target(name, edit, folder, disk)?;
        let parent = name.parent(folder);
        if edit.after != After::Same && parent != folder && probed.insert(parent.clone()) {
            probe(&parent, disk)?;
        }
    }
    Ok(())
}

fn check_target(name: &Name, edit: &Edit, folder: &Path, disk: &dyn Disk) -> anyhow::Result<()> {
    let path = name.within(folder);
    let file = shown(&path);
    let kind = disk
        .kind(&path)
        .map_err(|error| cannot(format!("`{file}` cannot be looked at"), error))?;
    match kind {
        Some(Kind::Link) if edit.after != After::Same => bail!(
            "`{file}` is a link to a file elsewhere, and a round's files must lie in its folder: put the file itself there. Nothing was written"
        ),
        Some(Kind::Folder | Kind::Other) => {
            bail!("`{file}` is no file that can be replaced. Nothing was written")
        }
        Some(Kind::Link | Kind::File) | None => {}
    }
    let hash = sha256_of(&path, disk)
        .map_err(|error| cannot(format!("`{file}` cannot be read"), error))?;
    if hash != edit.before {
        return Err(anyhow!(Changed { file }));
    }
    if kind.is_some() && edit.after != After::Same {
        disk.replaceable(&path).map_err(|error| {
            cannot(
                format!("`{file}` cannot be replaced, nothing was written"),
                error,
            )
        })?;
    }
    Ok(())
}

/// Tries whether a folder, if it is there, can be written in.
fn probe(parent: &Path, disk: &dyn Disk) -> anyhow::Result<()> {
    let path = parent.join(PROBE);
    let made = match disk.create(&path, b"") {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        // A stopped run left it.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    };
    made.and_then(|()| disk.remove_file(&path))
        .map_err(|error| cannot_write(parent, error))
}

fn cannot_write(folder: &Path, error: std::io::Error) -> anyhow::Error {
    cannot(
        format!(
            "`{}` cannot be written in, nothing was changed",
            shown(folder)
        ),
        error,
    )
}

fn not_written(what: &str, error: std::io::Error) -> anyhow::Error {
    cannot(
        format!("`{what}` cannot be written, nothing was changed"),
        error,
    )
}
