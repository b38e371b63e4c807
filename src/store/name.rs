//! The name of a file in a round, which cannot lead out of its folder on any system.
//!
//! It must not know which files a round has.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::bail;

/// The longest part of a name, in bytes: file systems stop at 255, and a name grows where a
/// foreign version is kept beside it.
const LONGEST: usize = 200;

/// What is said in the name of a version made elsewhere.
const ASIDE: &str = "changed elsewhere";

/// How deep a name may lead.
const DEEPEST: usize = 4;

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The name of a file in a round: `audits.csv`, `drafts/a.json`. Its parts are joined by `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// Checks a name.
    ///
    /// # Errors
    /// It could lead out of the folder, is one that the store keeps for itself (`.lock`), or
    /// is none on some system.
    pub fn new(name: &str) -> anyhow::Result<Self> {
        let mut parts = 0_usize;
        for part in name.split('/') {
            parts += 1;
            check(part, name)?;
        }
        if parts > DEEPEST {
            bail!("{name:?} cannot be a file of a round: it lies in too many folders");
        }
        Ok(Self(name.to_owned()))
    }

    /// The name as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is the same for two names that are one file on some system.
    pub(super) fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    /// Where the file is in a folder.
    pub(super) fn within(&self, folder: &Path) -> PathBuf {
        let mut path = folder.to_owned();
        path.extend(self.0.split('/'));
        path
    }

    /// The folders between a folder and the file, outermost first.
    pub(super) fn folders(&self, folder: &Path) -> Vec<PathBuf> {
        let mut path = folder.to_owned();
        let mut folders = Vec::new();
        let mut parts = self.0.split('/').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_some() {
                path.push(part);
                folders.push(path.clone());
            }
        }
        folders
    }

    /// The folder that the file lies in.
    pub(super) fn parent(&self, folder: &Path) -> PathBuf {
        self.folders(folder)
            .pop()
            .unwrap_or_else(|| folder.to_owned())
    }

    /// Is this the name of a version made elsewhere?
    pub(super) fn is_aside(name: &str) -> bool {
        name.contains(&format!("({ASIDE}"))
    }

    /// The name under which a version made elsewhere is kept, the `nth` of its kind.
    pub(super) fn aside(&self, nth: u32) -> Self {
        let said = if nth < 2 {
            ASIDE.to_owned()
        } else {
            format!("{ASIDE} {nth}")
        };
        let (folders, file) = match self.0.rsplit_once('/') {
            Some((folders, file)) => (format!("{folders}/"), file),
            None => (String::new(), self.0.as_str()),
        };
        Self(match file.rsplit_once('.') {
            Some((stem, ending)) => format!("{folders}{stem} ({said}).{ending}"),
            None => format!("{folders}{file} ({said})"),
        })
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn check(part: &str, name: &str) -> anyhow::Result<()> {
    // Quoted as a literal: a name may hold what steers a terminal.
    if part.is_empty() || part.starts_with('.') {
        bail!(
            "{name:?} cannot be a file of a round: no part of it may be empty or begin with a dot"
        );
    }
    if part.ends_with(['.', ' ']) {
        bail!("{name:?} cannot be a file of a round: no part of it may end in a dot or a space");
    }
    if part.len() > LONGEST {
        bail!("{name:?} cannot be a file of a round: it is too long");
    }
    let forbidden = |c: char| c.is_control() || "\\:<>\"|?*".contains(c);
    if let Some(found) = part.chars().find(|c| forbidden(*c)) {
        bail!("{name:?} cannot be a file of a round: no system has {found:?} in all its names");
    }
    let stem = part.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device)
            .is_some_and(|rest| rest.chars().count() == 1 && !rest.contains('0'))
    };
    if DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt") {
        bail!("{name:?} cannot be a file of a round: Windows keeps this name for a device");
    }
    Ok(())
}
