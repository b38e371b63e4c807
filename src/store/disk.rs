//! The few things that a change does to a disk, one method each.
//!
//! This exists so that a test can stand in for the disk and fail, or stop the program, at
//! each of them in turn. It must not know what a round or a change is.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link to another place, which may have nothing there.
    Link,
    /// A device, a pipe or the like.
    Other,
}

/// How a lock is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// With other readers.
    Shared,
    /// Alone.
    Alone,
}

/// What a change does to a disk. Each method does one thing, whole or with an error.
pub trait Disk: Sync {
    /// Makes a file that is not there yet, for its owner alone, and writes all of it.
    ///
    /// # Errors
    /// Something is there, or the bytes cannot be written; some of them may be then.
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<File>;

    /// Waits until what was written to a file is on the disk itself.
    ///
    /// # Errors
    /// It may not be there.
    fn sync_file(&self, file: &File) -> io::Result<()>;

    /// Waits until the names in a folder are on the disk itself. Windows has no such thing
    /// and orders them by itself.
    ///
    /// # Errors
    /// They may not be there.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Gives a file or a folder a new path, in place of the file that is there.
    ///
    /// # Errors
    /// It keeps its old path.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file or a link.
    ///
    /// # Errors
    /// It is still there.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Makes a folder for its owner alone.
    ///
    /// # Errors
    /// Something is there, or it cannot be made.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder that has nothing in it.
    ///
    /// # Errors
    /// It is still there.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Opens a file for reading, through a link too.
    ///
    /// # Errors
    /// It is not there, is not for this user to read, or is a folder, a device or a pipe.
    fn open(&self, path: &Path) -> io::Result<File>;

    /// The names in a folder, in order. A name that is no Unicode is given as near as can be.
    ///
    /// # Errors
    /// It is not there, or is not for this user to read.
    fn list(&self, path: &Path) -> io::Result<Vec<String>>;

    /// What stands at a path, links not followed; `None` where nothing does.
    ///
    /// # Errors
    /// It cannot be found out.
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>>;

    /// Finds out whether a file can be replaced now: on Windows it cannot while Excel has it
    /// open. Elsewhere that depends on its folder alone, and this does nothing.
    ///
    /// # Errors
    /// It cannot.
    fn replaceable(&self, path: &Path) -> io::Result<()>;

    /// Opens the file that locks are taken on, and makes it where it is not there.
    ///
    /// # Errors
    /// It is not there and cannot be made, or is not for this user to open.
    fn open_lock(&self, path: &Path, hold: Hold) -> io::Result<File>;

    /// Takes the lock on an open file if nobody has it who must not have it meanwhile.
    ///
    /// # Errors
    /// Somebody has it, or it cannot be had at all.
    fn try_lock(&self, file: &File, hold: Hold) -> Result<(), TryLockError>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<File> {
        let mut file = for_owner(OpenOptions::new().write(true).create_new(true)).open(path)?;
        file.write_all(bytes)?;
        Ok(file)
    }

    fn sync_file(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if cfg!(windows) {
            return Ok(());
        }
        match File::open(path)?.sync_all() {
            // Some network and user-space file systems know no such thing.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::InvalidInput | ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            synced => synced,
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        patiently(|| fs::rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        patiently(|| fs::remove_file(path))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        #[cfg_attr(not(unix), expect(unused_mut, reason = "only unix has modes to set"))]
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        patiently(|| fs::remove_dir(path))
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        // A pipe that nobody writes to is not even opened, and a device has no end.
        let found = fs::metadata(path)?;
        if found.is_file() {
            return File::open(path);
        }
        let what = if found.is_dir() {
            "it is a folder and no file"
        } else {
            "it is a device or a pipe and no file"
        };
        Err(io::Error::new(ErrorKind::InvalidInput, what))
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        let kind = match fs::symlink_metadata(path) {
            Ok(found) => found.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(Some(if kind.is_symlink() {
            Kind::Link
        } else if kind.is_dir() {
            Kind::Folder
        } else if kind.is_file() {
            Kind::File
        } else {
            Kind::Other
        }))
    }

    #[cfg(windows)]
    fn replaceable(&self, path: &Path) -> io::Result<()> {
        use std::os::windows::fs::OpenOptionsExt;
        /// `GENERIC_WRITE` and `DELETE`: what putting another file in this one's place needs.
        const WRITE_AND_DELETE: u32 = 0x4000_0000 | 0x0001_0000;
        patiently(|| {
            OpenOptions::new()
                .access_mode(WRITE_AND_DELETE)
                .open(path)
                .map(drop)
        })
    }

    #[cfg(not(windows))]
    fn replaceable(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn open_lock(&self, path: &Path, hold: Hold) -> io::Result<File> {
        let made = for_owner(
            OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false),
        )
        .open(path);
        match (made, hold) {
            // A reader may lock what it cannot write.
            (Err(_), Hold::Shared) => File::open(path),
            (made, _) => made,
        }
    }

    fn try_lock(&self, file: &File, hold: Hold) -> Result<(), TryLockError> {
        match hold {
            Hold::Shared => file.try_lock_shared(),
            Hold::Alone => file.try_lock(),
        }
    }
}

/// The same options, for a file that only its owner may read.
fn for_owner(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Does something again for a second in all, where Windows says that the file is in use:
/// virus scanners and indexers open new files for a moment. Elsewhere it is done once.
fn patiently(act: impl Fn() -> io::Result<()>) -> io::Result<()> {
    /// `ERROR_ACCESS_DENIED`, `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`.
    const IN_USE: [i32; 3] = [5, 32, 33];
    let mut pause = 8;
    loop {
        let done = act();
        let in_use = done.as_ref().is_err_and(|error| {
            error
                .raw_os_error()
                .is_some_and(|code| IN_USE.contains(&code))
        });
        if !cfg!(windows) || !in_use || pause > 512 {
            return done;
        }
        std::thread::sleep(std::time::Duration::from_millis(pause));
        pause *= 2;
    }
}
