//! The files of a round while nobody changes them, and what was seen of each.
//!
//! It must not know what the files hold.

use std::io::{self, ErrorKind, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::disk::Disk;
use super::lock::Lock;
use super::name::Name;
use super::trouble::cannot;
use crate::read::{hex, shown};

/// The files of a round. As long as this is there, no other run changes them, unless the
/// round lies where no lock can be had.
pub struct Files<'f> {
    folder: &'f Path,
    disk: &'f dyn Disk,
    lock: Option<Lock>,
}

impl<'f> Files<'f> {
    pub(super) fn new(folder: &'f Path, disk: &'f dyn Disk, lock: Option<Lock>) -> Self {
        Self { folder, disk, lock }
    }

    /// The round's folder, for who streams a file.
    pub fn folder(&self) -> &Path {
        self.folder
    }

    /// The disk, for who looks at what is no file of the round.
    pub(super) fn disk(&self) -> &dyn Disk {
        self.disk
    }

    /// Whether no other run can change the files meanwhile.
    pub fn locked(&self) -> bool {
        self.lock.is_some()
    }

    /// Reads a file. That there is none is something to be seen too. A link is followed.
    ///
    /// # Errors
    /// The name is none of a round's, or the file cannot be read.
    pub fn read(&self, name: &str) -> anyhow::Result<Seen> {
        let name = Name::new(name)?;
        let path = name.within(self.folder);
        let bytes = match self.disk.open(&path) {
            Ok(mut file) => {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes)
                    .map_err(|error| cannot_read(&path, error))?;
                Some(bytes)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(cannot_read(&path, error)),
        };
        Ok(Seen {
            name,
            sha256: bytes.as_deref().map(sha256),
            bytes,
        })
    }

    /// What is in one of the round's folders: the names of files that a round can have, and
    /// what else is there, both in order and with the folder before them. Names that begin
    /// with a dot are left out.
    ///
    /// # Errors
    /// The name is none of a round's, or the folder cannot be read.
    pub fn sorted(&self, within: &str) -> anyhow::Result<(Vec<Name>, Vec<String>)> {
        let mut files = Vec::new();
        let mut others = Vec::new();
        for name in self.list(within)? {
            let name = format!("{within}/{name}");
            match Name::new(&name) {
                Ok(file) if self.is_file(&file) => files.push(file),
                Ok(_) | Err(_) => others.push(name),
            }
        }
        Ok((files, others))
    }

    /// Does a file stand there, or a link to one?
    fn is_file(&self, name: &Name) -> bool {
        let path = name.within(self.folder);
        std::fs::metadata(path).is_ok_and(|found| found.is_file())
    }

    /// The names in one of the round's folders, such as `drafts`, in order; none where there
    /// is no such folder. Those that begin with a dot are left out.
    ///
    /// # Errors
    /// The name is none of a round's, or the folder cannot be read.
    pub fn list(&self, within: &str) -> anyhow::Result<Vec<String>> {
        let path = Name::new(within)?.within(self.folder);
        match self.disk.list(&path) {
            Ok(mut names) => {
                names.retain(|name| !name.starts_with('.'));
                Ok(names)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(cannot_read(&path, error)),
        }
    }
}

impl Files<'_> {
    /// Versions of the round's files that were kept beside them because another program had
    /// changed them, in order; in the round's folders too.
    ///
    /// # Errors
    /// A folder cannot be read.
    pub fn kept_aside(&self) -> anyhow::Result<Vec<String>> {
        let mut found = Vec::new();
        for within in ["", "drafts/", "last_written/"] {
            let path = self.folder.join(within);
            let names = match self.disk.list(&path) {
                Ok(names) => names,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(cannot_read(&path, error)),
            };
            let kept = names.into_iter().filter(|name| Name::is_aside(name));
            found.extend(kept.map(|name| format!("{within}{name}")));
        }
        Ok(found)
    }
}

/// What a file held when it was read. It outlives the lock: a change that is made of it is
/// refused where the file is another one by then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    name: Name,
    bytes: Option<Vec<u8>>,
    sha256: Option<String>,
}

impl Seen {
    /// The file's name in the round.
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The file's bytes; `None` where there was no file.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.bytes.as_deref()
    }

    /// A file that is not there.
    pub(super) fn nothing(name: Name) -> Self {
        Self {
            name,
            bytes: None,
            sha256: None,
        }
    }

    /// The file with these bytes, as whoever has just written them knows it.
    pub(super) fn holding(&self, bytes: Vec<u8>) -> Self {
        Self {
            name: self.name.clone(),
            sha256: Some(sha256(&bytes)),
            bytes: Some(bytes),
        }
    }

    /// SHA-256 of the bytes, in hexadecimal; `None` where there was no file.
    pub fn sha256(&self) -> Option<&str> {
        self.sha256.as_deref()
    }
}

/// SHA-256 of bytes, in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 of a file, in hexadecimal; `None` where there is none.
pub(super) fn sha256_of(path: &Path, disk: &dyn Disk) -> io::Result<Option<String>> {
    let mut file = match disk.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut digest = Sha256::new();
    let mut block = vec![0; 1 << 16];
    loop {
        match file.read(&mut block) {
            Ok(0) => return Ok(Some(hex(&digest.finalize()))),
            Ok(read) => digest.update(block.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn cannot_read(path: &Path, error: io::Error) -> anyhow::Error {
    cannot(format!("`{}` cannot be read", shown(path)), error)
}
