//! Audits begun and not finished: one file each, in the round's folder `drafts`.
//!
//! It exists so that every answer is on the disk before the next question. It must not
//! know how the questions are asked.

use anyhow::Context;

use super::draft::Draft;
use super::erase::names_case;
use super::{Change, Files, Name, Seen};
use crate::read::hex;
use sha2::{Digest, Sha256};

/// The folder of drafts in a round.
pub(super) const FOLDER: &str = "drafts";

/// The longest part of a case's reference that a file's name shows.
const SHOWN: usize = 40;

/// A draft as it stands on the disk.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What it holds.
    pub draft: Draft,
    /// The file as it was read.
    pub seen: Seen,
}

/// The name of the file of one auditor's work on a case: readable, and different for
/// different audits on any system, whatever characters a reference has.
pub fn file_name(case: &str, role: &str, auditor: &str) -> String {
    let hash = hex(&Sha256::digest(format!("{case}\n{role}\n{auditor}")));
    let short = hash.get(..8).unwrap_or_default();
    format!("{FOLDER}/{}-{}-{short}.json", plain(case), plain(role))
}

/// The file of an audit that was not begun yet.
///
/// # Errors
/// None are known of.
pub fn not_begun(case: &str, role: &str, auditor: &str) -> anyhow::Result<Seen> {
    Ok(Seen::nothing(Name::new(&file_name(case, role, auditor))?))
}

fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(SHOWN)
        .collect()
}

/// All drafts of a round, by file name. One that cannot be read is an error that names it:
/// somebody's answers are in it.
///
/// # Errors
/// A file that cannot be read, or that is no draft.
pub fn all(files: &Files<'_>) -> anyhow::Result<Vec<Kept>> {
    let mut drafts = Vec::new();
    for name in files.list(FOLDER)? {
        let json = std::path::Path::new(&name)
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        if json {
            drafts.extend(read(files, &format!("{FOLDER}/{name}"))?);
        }
    }
    Ok(drafts)
}

/// One draft by its file's name; nothing where there is none.
///
/// # Errors
/// A file that cannot be read, or that is no draft.
pub fn read(files: &Files<'_>, name: &str) -> anyhow::Result<Option<Kept>> {
    let seen = files.read(name)?;
    let Some(bytes) = seen.bytes() else {
        return Ok(None);
    };
    let draft = draft_in(bytes).with_context(|| {
        format!("`{name}` is no audit that this version of case-audit can go on with; it was left as it is")
    })?;
    Ok(Some(Kept { draft, seen }))
}

/// The files of a case's drafts. One that cannot be read is its case's by its name.
///
/// # Errors
/// A folder or file that cannot be read.
pub(super) fn of_case(files: &Files<'_>, case: &str) -> anyhow::Result<Vec<Seen>> {
    let mut found = Vec::new();
    for name in files.list(FOLDER)? {
        let seen = files.read(&format!("{FOLDER}/{name}"))?;
        if seen.bytes().is_some_and(|bytes| is_of(&name, bytes, case)) {
            found.push(seen);
        }
    }
    Ok(found)
}

/// The names of other cases' drafts in which a case's reference stands.
///
/// # Errors
/// A folder or file that cannot be read.
pub(super) fn naming(files: &Files<'_>, case: &str) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for name in files.list(FOLDER)? {
        let seen = files.read(&format!("{FOLDER}/{name}"))?;
        if let Some(bytes) = seen.bytes()
            && !is_of(&name, bytes, case)
            && names_case(&String::from_utf8_lossy(bytes), case)
        {
            found.push(format!("{FOLDER}/{name}"));
        }
    }
    Ok(found)
}

/// Is it a draft of the case?
fn is_of(name: &str, bytes: &[u8], case: &str) -> bool {
    match draft_in(bytes) {
        Ok(draft) => draft.case == case,
        Err(_) => ["first", "second", "agreed"].iter().any(|role| {
            let beginning = format!("{}-{role}-", plain(case));
            name.starts_with(&beginning)
        }),
    }
}

/// The change that keeps a draft; gives its file as it is once the change is made.
///
/// # Errors
/// None are known of.
pub fn keep(change: &mut Change, seen: &Seen, draft: &Draft) -> anyhow::Result<Seen> {
    let bytes = draft.to_json()?.into_bytes();
    let kept = seen.holding(bytes.clone());
    change.write(seen, bytes);
    Ok(kept)
}

fn draft_in(bytes: &[u8]) -> anyhow::Result<Draft> {
    Draft::from_json(std::str::from_utf8(bytes)?)
}
