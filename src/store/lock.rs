//! The lock on a round: one run changes it, or any number read it.
//!
//! The system takes a lock back when a run dies, so a lock is never left over. It must not
//! know what is read or changed.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{anyhow, bail};

use super::disk::{Disk, Hold};
use super::news::News;
use super::trouble::cannot;
use crate::read::shown;

/// The file in a round that the lock is taken on. It is empty and stays there.
pub(super) const LOCK: &str = ".lock";

/// How often a lock is asked for while another run has it.
const EVERY: Duration = Duration::from_millis(5);

/// How long to wait for another run.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// After this long the user is told.
    pub tell: Duration,
    /// After this long it is an error.
    pub give_up: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            tell: Duration::from_secs(10),
            give_up: Duration::from_mins(1),
        }
    }
}

/// A lock, held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Takes the lock to change a round.
///
/// # Errors
/// The folder cannot be written in or has no locks, or another run had it all the time.
pub(super) fn to_change(
    folder: &Path,
    disk: &dyn Disk,
    patience: Patience,
    tell: &mut dyn FnMut(&News),
) -> anyhow::Result<Lock> {
    let folder_shown = shown(folder);
    let mut wait = Wait::begin(patience);
    loop {
        let file = disk
            .open_lock(&folder.join(LOCK), Hold::Alone)
            .map_err(|error| {
                let what =
                    format!("`{folder_shown}` cannot be changed: its `{LOCK}` cannot be opened");
                cannot(what, error)
            })?;
        match disk.try_lock(&file, Hold::Alone) {
            Ok(()) if still_there(&file, folder) => return Ok(Lock { _file: file }),
            Ok(()) | Err(TryLockError::WouldBlock) => wait.once(&folder_shown, tell)?,
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Interrupted => {}
            Err(TryLockError::Error(error)) => {
                return Err(anyhow!(error).context(format!(
                    "`{folder_shown}` cannot be changed: the place where it is stored has no locks, so two runs could spoil each other's work. Copy the folder to a disk of this machine and work there"
                )));
            }
        }
    }
}

/// Takes the lock to read a round, along with other readers. `None` where there is none to
/// take: a folder that this user cannot write in, or a place that has no locks.
///
/// # Errors
/// Another run was changing the round all the time.
pub(super) fn to_read(
    folder: &Path,
    disk: &dyn Disk,
    patience: Patience,
    tell: &mut dyn FnMut(&News),
) -> anyhow::Result<Option<Lock>> {
    let mut wait = Wait::begin(patience);
    loop {
        let Ok(file) = disk.open_lock(&folder.join(LOCK), Hold::Shared) else {
            return Ok(None);
        };
        match disk.try_lock(&file, Hold::Shared) {
            Ok(()) if still_there(&file, folder) => return Ok(Some(Lock { _file: file })),
            Ok(()) | Err(TryLockError::WouldBlock) => wait.once(&shown(folder), tell)?,
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Interrupted => {}
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
}

/// Whether a locked file is still the one that others would lock: a sync client may have put
/// another in its place.
#[cfg(unix)]
fn still_there(file: &File, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(folder.join(LOCK))) {
        (Ok(held), Ok(there)) => (held.dev(), held.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn still_there(_: &File, _: &Path) -> bool {
    true
}

/// The time that a run has waited.
struct Wait {
    began: Instant,
    patience: Patience,
    told: bool,
}

impl Wait {
    fn begin(patience: Patience) -> Self {
        Self {
            began: Instant::now(),
            patience,
            told: false,
        }
    }

    fn once(&mut self, folder: &str, tell: &mut dyn FnMut(&News)) -> anyhow::Result<()> {
        let waited = self.began.elapsed();
        if !self.told && waited >= self.patience.tell {
            self.told = true;
            tell(&News::Waiting {
                folder: folder.to_owned(),
            });
        }
        if waited >= self.patience.give_up {
            bail!(
                "`{folder}` is in use by another run of case-audit, which has not let go of it in {} seconds: wait until it has ended, or end it, and try again",
                self.patience.give_up.as_secs()
            );
        }
        std::thread::sleep(EVERY);
        Ok(())
    }
}
