//! Where a sheet's bytes come from: a file that is read block by block, or memory.
//!
//! It exists so that a file can be walked more than once and is never held whole, and so
//! that its digest is computed in the same pass. It must not know what the bytes mean.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use sha2::{Digest, Sha256};

/// Bytes that can be read from their beginning as often as is wanted.
#[derive(Debug)]
pub(super) enum Source {
    /// A file, kept open: what is read stays one file, even if another takes its name.
    /// The lock keeps two walks from moving each other's position.
    File { file: Mutex<File>, len: u64 },
    /// Standard input, a pipe, or a test's input.
    Bytes(Vec<u8>),
}

impl Source {
    /// Opens a file, and no device. What cannot be read twice (a pipe) is read into memory.
    pub(super) fn open(path: &Path, shown_as: &str) -> anyhow::Result<Self> {
        let read = || -> io::Result<Self> {
            let mut file = crate::read::open(path)?;
            let about = file.metadata()?;
            if about.is_file() {
                return Ok(Self::File {
                    file: Mutex::new(file),
                    len: about.len(),
                });
            }
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(Self::Bytes(bytes))
        };
        read().map_err(|error| explained(error, shown_as))
    }

    /// How many bytes there are: for a file, when it was opened.
    pub(super) fn len(&self) -> u64 {
        match self {
            Self::File { len, .. } => *len,
            Self::Bytes(bytes) => bytes.len() as u64,
        }
    }

    /// Calls back with the bytes from their beginning.
    pub(super) fn with_tap<T>(
        &self,
        digest: bool,
        shown_as: &str,
        walk: impl FnOnce(Tap<'_>) -> io::Result<T>,
    ) -> anyhow::Result<T> {
        let hasher = digest.then(Sha256::new);
        match self {
            Self::Bytes(bytes) => walk(Tap {
                from: From::Bytes(bytes),
                hasher,
            }),
            Self::File { file, .. } => {
                let file = file.lock().unwrap_or_else(PoisonError::into_inner);
                let file: &File = &file;
                (&mut &*file).rewind().and_then(|()| {
                    walk(Tap {
                        from: From::File(file),
                        hasher,
                    })
                })
            }
        }
        .map_err(|error| explained(error, shown_as))
    }

    /// All bytes at once: only for workbooks, which cannot be read from front to back.
    pub(super) fn into_bytes(self, shown_as: &str) -> anyhow::Result<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::File { file, .. } => {
                let mut file = file.into_inner().unwrap_or_else(PoisonError::into_inner);
                let mut bytes = Vec::new();
                file.rewind()
                    .and_then(|()| file.read_to_end(&mut bytes))
                    .map_err(|error| explained(error, shown_as))?;
                Ok(bytes)
            }
        }
    }
}

/// A failure to read, with what the user can do about it.
fn explained(error: io::Error, shown_as: &str) -> anyhow::Error {
    // Sharing and locking violations: another program, as a rule Excel, holds the file.
    let locked = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    let context = if locked {
        format!("`{shown_as}` is open in another program: close it in Excel and try again")
    } else if error.kind() == io::ErrorKind::NotFound {
        format!("there is no file `{shown_as}`")
    } else {
        format!("`{shown_as}` could not be read")
    };
    Err::<(), _>(error)
        .context(context)
        .err()
        .unwrap_or_else(|| anyhow::anyhow!("unreadable"))
}

enum From<'a> {
    File(&'a File),
    Bytes(&'a [u8]),
}

/// One reading of the bytes from front to back.
pub(super) struct Tap<'a> {
    from: From<'a>,
    hasher: Option<Sha256>,
}

impl Tap<'_> {
    /// Reads until the buffer is full or the bytes are at their end; how many were read.
    pub(super) fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            let read = match &mut self.from {
                From::File(file) => file.read(rest),
                From::Bytes(bytes) => bytes.read(rest),
            };
            match read {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        if let Some(hasher) = &mut self.hasher {
            hasher.update(buffer.get(..filled).unwrap_or_default());
        }
        Ok(filled)
    }

    /// The digest of all bytes, if it was asked for: reads what was not read yet.
    pub(super) fn digest(mut self) -> io::Result<Option<[u8; 32]>> {
        if self.hasher.is_some() {
            let mut rest = vec![0; 1 << 16];
            while self.fill(&mut rest)? > 0 {}
        }
        Ok(self.hasher.map(|hasher| hasher.finalize().into()))
    }
}
