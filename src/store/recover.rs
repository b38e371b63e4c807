//! From the point at which a change holds to its end, from wherever it was stopped.
//!
//! Each step may be done again: what is done is seen from the files themselves. It must not
//! be called without the lock, but for [`pending`] and [`clear`].

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::disk::{Disk, Kind};
use super::files::sha256_of;
use super::manifest::{self, Entry, MANIFEST};
use super::name::Name;
use super::news::News;
use super::trouble::cannot;
use crate::read::shown;

/// The folder of a change that holds and is not finished.
pub(super) const COMMIT: &str = ".commit";

/// What desktops leave in folders, and may be removed with them.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// What a round's folder holds of an unfinished change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pending {
    /// Nothing.
    Nothing,
    /// The folder of a change that is done, which was to be removed last.
    Emptied,
    /// A change that is to be finished.
    Change,
}

/// What is to be done for one file.
enum Step {
    /// The new file moves from here to its place.
    Move(PathBuf),
    Remove,
    Done,
}

/// What stands in a file's place.
#[derive(PartialEq, Eq)]
enum Standing {
    Absent,
    Before,
    After,
    Foreign,
}

/// Looks for an unfinished change.
///
/// # Errors
/// The folder cannot be looked into, or `.commit` is none of this program's.
pub(super) fn pending(folder: &Path, disk: &dyn Disk) -> anyhow::Result<Pending> {
    let commit = folder.join(COMMIT);
    match kind(&commit, disk)? {
        None => return Ok(Pending::Nothing),
        Some(Kind::Folder) => {}
        Some(Kind::File | Kind::Link | Kind::Other) => {
            return Err(broken(folder, &anyhow!("it is no folder")));
        }
    }
    match kind(&commit.join(MANIFEST), disk)? {
        None => Ok(Pending::Emptied),
        Some(Kind::File) => Ok(Pending::Change),
        Some(Kind::Folder | Kind::Link | Kind::Other) => {
            Err(broken(folder, &anyhow!("its `{MANIFEST}` is no file")))
        }
    }
}

/// Puts every file of the change that holds into its place, and removes `.commit`.
///
/// # Errors
/// A manifest that is not this program's, with nothing touched; failures of the disk, after
/// which this can be done again.
pub(super) fn redo(
    folder: &Path,
    disk: &dyn Disk,
    tell: &mut dyn FnMut(&News),
) -> anyhow::Result<()> {
    let commit = folder.join(COMMIT);
    let entries = entries(folder, disk)?;
    let steps = entries
        .iter()
        .enumerate()
        .map(|(number, entry)| step(number, entry, folder, disk))
        .collect::<anyhow::Result<Vec<Step>>>()?;
    make_folders(&entries, &steps, folder, disk)?;
    for (entry, step) in entries.iter().zip(&steps) {
        let path = entry.name.within(folder);
        if !matches!(step, Step::Done) && standing(entry, &path, disk)? == Standing::Foreign {
            keep_aside(&entry.name, &entries, folder, disk, tell)?;
        }
        match step {
            Step::Done => {}
            Step::Move(from) => {
                disk.rename(from, &path)
                    .map_err(|error| cannot_replace(&path, error))?;
            }
            Step::Remove => {
                if kind(&path, disk)?.is_some() {
                    disk.remove_file(&path)
                        .map_err(|error| cannot_replace(&path, error))?;
                }
            }
        }
    }
    sync_folders(&entries, folder, disk)?;
    // From here on the change is done, whatever becomes of its folder.
    let manifest = commit.join(MANIFEST);
    disk.remove_file(&manifest)
        .map_err(|error| cannot(format!("`{}` cannot be removed", shown(&manifest)), error))?;
    let _ = clear(folder, disk);
    Ok(())
}

/// Removes the folder of a change that is done.
///
/// # Errors
/// It holds what this program did not put there, or cannot be removed.
pub(super) fn clear(folder: &Path, disk: &dyn Disk) -> anyhow::Result<()> {
    let commit = folder.join(COMMIT);
    let ours = |name: &str| name.bytes().all(|b| b.is_ascii_digit()) || LITTER.contains(&name);
    let remove = || {
        let names = disk.list(&commit)?;
        for name in names.iter().filter(|name| ours(name)) {
            disk.remove_file(&commit.join(name))?;
        }
        disk.remove_folder(&commit)
    };
    remove().map_err(|error| {
        cannot(
            format!(
                "`{}` is left of a change that is done, and cannot be removed. If there is something of yours in it move it elsewhere, and try again",
                shown(&commit)
            ),
            error,
        )
    })
}

/// Refuses a file whose folder in the round is no real folder: its files lie elsewhere.
///
/// # Errors
/// It is a link or a file.
pub(super) fn check_folders(name: &Name, folder: &Path, disk: &dyn Disk) -> anyhow::Result<()> {
    for path in name.folders(folder) {
        match kind(&path, disk)? {
            None | Some(Kind::Folder) => {}
            Some(Kind::Link) => bail!(
                "`{}` is a link to a folder elsewhere, and a round's files must lie in its folder: put the folder itself there",
                shown(&path)
            ),
            Some(Kind::File | Kind::Other) => {
                bail!(
                    "`{}` is no folder, and `{name}` must lie in it",
                    shown(&path)
                )
            }
        }
    }
    Ok(())
}

fn entries(folder: &Path, disk: &dyn Disk) -> anyhow::Result<Vec<Entry>> {
    let path = folder.join(COMMIT).join(MANIFEST);
    let mut bytes = Vec::new();
    disk.open(&path)
        .and_then(|mut file| file.read_to_end(&mut bytes))
        .map_err(|error| cannot(format!("`{}` cannot be read", shown(&path)), error))?;
    manifest::read(&bytes).map_err(|error| broken(folder, &error.context(format!("`{MANIFEST}`"))))
}

/// What is to be done for a file, found out without touching anything.
fn step(number: usize, entry: &Entry, folder: &Path, disk: &dyn Disk) -> anyhow::Result<Step> {
    check_folders(&entry.name, folder, disk)?;
    let path = entry.name.within(folder);
    let Some(after) = &entry.after else {
        return Ok(match standing(entry, &path, disk)? {
            Standing::Absent => Step::Done,
            Standing::Before | Standing::After | Standing::Foreign => Step::Remove,
        });
    };
    let new = folder.join(COMMIT).join(number.to_string());
    match kind(&new, disk)? {
        Some(Kind::File) => {
            let hash = sha256_of(&new, disk)
                .map_err(|error| cannot(format!("`{}` cannot be read", shown(&new)), error))?;
            if hash.as_ref() == Some(after) {
                Ok(Step::Move(new))
            } else {
                let file = &entry.name;
                Err(broken(
                    folder,
                    &anyhow!("its file {number}, which is to be `{file}`, is not what was written"),
                ))
            }
        }
        // It has moved; what was done to it in its place is not this change's matter.
        None => match standing(entry, &path, disk)? {
            Standing::After | Standing::Foreign => Ok(Step::Done),
            Standing::Absent | Standing::Before => {
                let file = &entry.name;
                Err(broken(
                    folder,
                    &anyhow!("its file {number}, which is to be `{file}`, is missing"),
                ))
            }
        },
        Some(Kind::Folder | Kind::Link | Kind::Other) => {
            Err(broken(folder, &anyhow!("its {number} is no file")))
        }
    }
}

fn standing(entry: &Entry, path: &Path, disk: &dyn Disk) -> anyhow::Result<Standing> {
    match kind(path, disk)? {
        None => return Ok(Standing::Absent),
        Some(Kind::File) => {}
        Some(Kind::Folder | Kind::Link | Kind::Other) => return Ok(Standing::Foreign),
    }
    let hash = sha256_of(path, disk)
        .map_err(|error| cannot(format!("`{}` cannot be read", shown(path)), error))?;
    Ok(match hash {
        None => Standing::Absent,
        hash if hash == entry.after => Standing::After,
        hash if hash == entry.before => Standing::Before,
        Some(_) => Standing::Foreign,
    })
}

/// Gives what another program wrote a name of its own, so that nothing is lost.
fn keep_aside(
    name: &Name,
    entries: &[Entry],
    folder: &Path,
    disk: &dyn Disk,
    tell: &mut dyn FnMut(&News),
) -> anyhow::Result<()> {
    let mut nth = 1_u32;
    let kept = loop {
        let kept = name.aside(nth);
        let taken = entries.iter().any(|entry| entry.name == kept)
            || kind(&kept.within(folder), disk)?.is_some();
        if !taken {
            break kept;
        }
        nth = nth.saturating_add(1);
    };
    let path = name.within(folder);
    disk.rename(&path, &kept.within(folder))
        .map_err(|error| cannot_replace(&path, error))?;
    tell(&News::Kept {
        name: name.clone(),
        kept,
    });
    Ok(())
}

/// Makes the folders that are missing. A file moves only into a folder that is surely there:
/// else the power could go and take the folder, and the file with it.
fn make_folders(
    entries: &[Entry],
    steps: &[Step],
    folder: &Path,
    disk: &dyn Disk,
) -> anyhow::Result<()> {
    let mut parents = BTreeSet::new();
    let moving = entries
        .iter()
        .zip(steps)
        .filter(|(_, step)| matches!(step, Step::Move(_)));
    for (entry, _) in moving {
        let mut parent = folder.to_owned();
        for path in entry.name.folders(folder) {
            if kind(&path, disk)?.is_none() {
                disk.create_folder(&path)
                    .map_err(|error| cannot(format!("`{}` cannot be made", shown(&path)), error))?;
            }
            parents.insert(std::mem::replace(&mut parent, path));
        }
    }
    parents.iter().try_for_each(|path| sync(path, disk))
}

fn sync_folders(entries: &[Entry], folder: &Path, disk: &dyn Disk) -> anyhow::Result<()> {
    let mut folders = BTreeSet::from([folder.to_owned()]);
    for entry in entries {
        folders.extend(entry.name.folders(folder));
    }
    for path in folders {
        if kind(&path, disk)? == Some(Kind::Folder) || path == folder {
            sync(&path, disk)?;
        }
    }
    Ok(())
}

/// Makes sure of the names in a folder.
///
/// # Errors
/// They may not be on the disk itself.
pub(super) fn sync(folder: &Path, disk: &dyn Disk) -> anyhow::Result<()> {
    disk.sync_folder(folder)
        .map_err(|error| cannot(format!("`{}` cannot be synced", shown(folder)), error))
}

fn kind(path: &Path, disk: &dyn Disk) -> anyhow::Result<Option<Kind>> {
    disk.kind(path)
        .map_err(|error| cannot(format!("`{}` cannot be looked at", shown(path)), error))
}

fn cannot_replace(path: &Path, error: std::io::Error) -> anyhow::Error {
    cannot(format!("`{}` cannot be replaced", shown(path)), error)
}

fn broken(folder: &Path, why: &anyhow::Error) -> anyhow::Error {
    anyhow!(
        "`{}` should hold a change that was interrupted, but it cannot be read ({why:#}). Nothing was touched: move this folder out of the round, look at what is in it, and try again",
        shown(&folder.join(COMMIT))
    )
}
