//! A round's folder: the one way in, for readers and for changes.
//!
//! Whoever comes in first finishes what a stopped run left. It must not know what the files
//! hold.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::change::Change;
use super::commit;
use super::disk::{Disk, RealDisk};
use super::files::Files;
use super::lock::{self, Patience};
use super::news::News;
use super::recover::{self, Pending};
use crate::read::shown;

/// How often a reader finishes a change before it gives up: once is enough unless a run is
/// stopped again right after.
const TRIES: u32 = 20;

/// A round's folder. Two of them must not be open at once in one run, one of them for a
/// change: it would wait for itself.
pub struct Folder<'d> {
    path: PathBuf,
    disk: &'d dyn Disk,
    patience: Patience,
}

impl Folder<'static> {
    /// A folder on this machine's disk. It need not be a round yet, but must be there.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self::on(&RealDisk, path, Patience::default())
    }
}

impl<'d> Folder<'d> {
    /// A folder on some disk.
    pub fn on(disk: &'d dyn Disk, path: impl Into<PathBuf>, patience: Patience) -> Self {
        Self {
            path: path.into(),
            disk,
            patience,
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The files for reading: a change that was interrupted is finished, and as long as they
    /// are held no run changes them. Hold them no longer than it takes to read.
    ///
    /// A folder in which this user cannot write, or which lies where there are no locks, is
    /// read without one.
    ///
    /// # Errors
    /// There is no such folder, another run does not let go of it, or a change that was
    /// interrupted cannot be finished.
    pub fn read(&self, tell: &mut dyn FnMut(&News)) -> anyhow::Result<Files<'_>> {
        self.check_there()?;
        for _ in 0..TRIES {
            let lock = lock::to_read(&self.path, self.disk, self.patience, tell)?;
            match recover::pending(&self.path, self.disk)? {
                Pending::Nothing => return Ok(Files::new(&self.path, self.disk, lock)),
                Pending::Emptied => {
                    // It does not matter to a reader whether this can be done.
                    let _ = recover::clear(&self.path, self.disk);
                    return Ok(Files::new(&self.path, self.disk, lock));
                }
                Pending::Change => {}
            }
            drop(lock);
            let _alone = lock::to_change(&self.path, self.disk, self.patience, tell)
                .with_context(|| self.interrupted())?;
            self.finish_held(tell)?;
        }
        bail!(
            "`{}` has been changed and left unfinished again and again: end all other runs of case-audit and try again",
            shown(&self.path)
        );
    }

    /// Finishes a change that was interrupted, if there is one.
    ///
    /// # Errors
    /// As with [`Self::read`].
    pub fn finish(&self, tell: &mut dyn FnMut(&News)) -> anyhow::Result<()> {
        self.read(tell).map(drop)
    }

    /// Changes the files, alone: `work` reads them and says what becomes of them, and that is
    /// done whole or not at all. Says whether any file was changed.
    ///
    /// # Errors
    /// Those of [`Self::read`] and of `work`; no lock can be had here; a file that cannot be
    /// replaced, or is a link to elsewhere; [`Changed`](super::Changed) where a file is not
    /// what was seen of it; [`Unfinished`](super::Unfinished) where the change holds but is
    /// not in place. With any other error nothing was changed.
    pub fn change(
        &self,
        tell: &mut dyn FnMut(&News),
        work: impl FnOnce(&Files<'_>) -> anyhow::Result<Option<Change>>,
    ) -> anyhow::Result<bool> {
        self.check_there()?;
        let lock = lock::to_change(&self.path, self.disk, self.patience, tell)?;
        self.finish_held(tell)?;
        let files = Files::new(&self.path, self.disk, Some(lock));
        let Some(change) = work(&files)? else {
            return Ok(false);
        };
        commit::commit(&self.path, self.disk, &change, tell)?;
        Ok(!change.is_empty())
    }

    /// Finishes a change that was interrupted, under the lock to change.
    fn finish_held(&self, tell: &mut dyn FnMut(&News)) -> anyhow::Result<()> {
        match recover::pending(&self.path, self.disk)? {
            Pending::Nothing => Ok(()),
            Pending::Emptied => recover::clear(&self.path, self.disk),
            Pending::Change => {
                recover::redo(&self.path, self.disk, tell).with_context(|| self.interrupted())?;
                tell(&News::Finished {
                    folder: shown(&self.path),
                });
                Ok(())
            }
        }
    }

    fn interrupted(&self) -> String {
        format!(
            "a change to `{}` was interrupted, and could not be finished now",
            shown(&self.path)
        )
    }

    fn check_there(&self) -> anyhow::Result<()> {
        let folder = std::fs::metadata(&self.path)
            .with_context(|| format!("`{}` cannot be opened", shown(&self.path)))?;
        if !folder.is_dir() {
            bail!("`{}` is no folder", shown(&self.path));
        }
        Ok(())
    }
}
