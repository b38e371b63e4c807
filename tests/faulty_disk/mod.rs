//! A disk that counts what is done to it, and at the n-th time fails or stops the program.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use case_audit::store::RealDisk;
use case_audit::store::disk::{Disk, Hold, Kind};

/// The exit code of a program that the disk has stopped.
pub(crate) const STOPPED: i32 = 41;

/// What happens at the n-th operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It fails, once.
    Error(ErrorKind),
    /// It fails, and so does all that follows.
    Gone(ErrorKind),
    /// It fails, a file with half of its bytes written, and no file can be written any more.
    Full,
    /// The program ends there and then.
    Stop,
    /// The program ends there and then, a file with half of its bytes written.
    HalfStop,
}

/// The disk of this machine, with one fault. It is asked to sync and does not: what a program
/// has written outlives the program without that, and the tests are quick.
pub(crate) struct FaultyDisk {
    at: usize,
    fault: Fault,
    done: AtomicUsize,
}

impl FaultyDisk {
    /// A disk with a fault at its `at`-th operation, counted from 1.
    pub(crate) fn new(at: usize, fault: Fault) -> Self {
        Self {
            at,
            fault,
            done: AtomicUsize::new(0),
        }
    }

    /// A disk that only counts.
    pub(crate) fn sound() -> Self {
        Self::new(0, Fault::Stop)
    }

    /// How much was done.
    pub(crate) fn done(&self) -> usize {
        self.done.load(Ordering::SeqCst)
    }

    fn next(&self, write: Option<(&Path, &[u8])>) -> io::Result<()> {
        let now = self.done.fetch_add(1, Ordering::SeqCst) + 1;
        if self.at == 0 || now < self.at {
            return Ok(());
        }
        let half = || {
            if let Some((path, bytes)) = write {
                let _ = RealDisk.create(path, &bytes[..bytes.len() / 2]);
            }
        };
        match self.fault {
            Fault::Error(kind) if now == self.at => Err(kind.into()),
            Fault::Gone(kind) => Err(kind.into()),
            Fault::Full if now == self.at || write.is_some() => {
                half();
                Err(ErrorKind::StorageFull.into())
            }
            Fault::Error(_) | Fault::Full => Ok(()),
            Fault::Stop => std::process::exit(STOPPED),
            Fault::HalfStop => {
                half();
                std::process::exit(STOPPED)
            }
        }
    }
}

impl Disk for FaultyDisk {
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<File> {
        self.next(Some((path, bytes)))?;
        RealDisk.create(path, bytes)
    }

    fn sync_file(&self, _: &File) -> io::Result<()> {
        self.next(None)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.next(None)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.next(None)?;
        RealDisk.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.next(None)?;
        RealDisk.remove_file(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.next(None)?;
        RealDisk.create_folder(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.next(None)?;
        RealDisk.remove_folder(path)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        self.next(None)?;
        RealDisk.open(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        self.next(None)?;
        RealDisk.list(path)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        self.next(None)?;
        RealDisk.kind(path)
    }

    fn replaceable(&self, path: &Path) -> io::Result<()> {
        self.next(None)?;
        RealDisk.replaceable(path)
    }

    fn open_lock(&self, path: &Path, hold: Hold) -> io::Result<File> {
        self.next(None)?;
        RealDisk.open_lock(path, hold)
    }

    fn try_lock(&self, file: &File, hold: Hold) -> Result<(), TryLockError> {
        self.next(None).map_err(TryLockError::Error)?;
        RealDisk.try_lock(file, hold)
    }
}
