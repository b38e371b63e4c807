//! Audits begun and not finished: one file each, in the round's folder `drafts`.
//!
//! It exists so that every answer is on the disk before the next question. It must not
//! know how the questions are asked.

use std::collections::BTreeSet;

use anyhow::Context;
use serde_json::Value;

use super::draft::Draft;
use super::erase::names_case;
use super::{Change, Files, Name, Seen};
use crate::read::hex;
use sha2::{Digest, Sha256};

/// The folder of drafts in a round.
pub(super) const FOLDER: &str = "drafts";

/// The longest part of a case's reference that a file's name shows.
const SHOWN: usize = 40;

/// How many digits tell files apart whose readable parts are the same.
const HASH: usize = 8;

/// Which of a case's audits there can be, as files say it.
const ROLES: [&str; 3] = ["first", "second", "agreed"];

/// A draft as it stands on the disk.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What it holds.
    pub draft: Draft,
    /// The file as it was read.
    pub seen: Seen,
}

impl Kept {
    /// The name of the file that the audit itself is in, or would be.
    pub fn draft_file(&self) -> String {
        let Draft {
            case,
            role,
            auditor,
            ..
        } = &self.draft;
        file_name(case, role, auditor)
    }
}

/// The name of the file of one auditor's work on a case: readable, and different for
/// different audits on any system, whatever characters a reference has.
pub fn file_name(case: &str, role: &str, auditor: &str) -> String {
    let hash = hex(&Sha256::digest(format!("{case}\n{role}\n{auditor}")));
    let short = hash.get(..HASH).unwrap_or_default();
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

/// What is in a round's folder of drafts.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The drafts, by file name.
    pub kept: Vec<Kept>,
    /// Drafts in files of other names than their audits have: left when a file was changed
    /// elsewhere, by this program or another, and no audits of their own.
    pub copies: Vec<Kept>,
    /// Files that should be drafts and cannot be gone on with: somebody's answers are in them.
    pub unreadable: Vec<String>,
    /// What is no draft at all: folders, and files of other programs.
    pub others: Vec<String>,
}

impl Found {
    /// What stands in the place of one auditor's work on a case and cannot be gone on with:
    /// in one of these roles.
    pub fn in_the_way(&self, case: &str, roles: &[&str], auditor: &str) -> Option<&str> {
        let own = |role: &&str| file_name(case, role, auditor);
        let own: Vec<String> = roles.iter().map(own).collect();
        let mut there = self.unreadable.iter().chain(&self.others);
        there.find(|name| own.contains(name)).map(String::as_str)
    }
}

/// All drafts of a round, and what else is in their folder. A file that cannot be read keeps
/// nobody from the others.
///
/// # Errors
/// The folder cannot be read.
pub fn all(files: &Files<'_>) -> anyhow::Result<Found> {
    let mut found = Found::default();
    let (names, others) = files.sorted(FOLDER)?;
    found.others = others;
    for name in names {
        let name = name.as_str();
        if !is_json(name) {
            found.others.push(name.to_owned());
            continue;
        }
        match read(files, name) {
            Ok(Some(kept)) if kept.draft_file() != name => found.copies.push(kept),
            Ok(kept) => found.kept.extend(kept),
            Err(_) => found.unreadable.push(name.to_owned()),
        }
    }
    found.others.sort();
    Ok(found)
}

/// Has a file the ending of a draft?
pub fn is_json(name: &str) -> bool {
    let ending = std::path::Path::new(name).extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
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

/// The drafts of a round as erasing a case has to do with them.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The case's own.
    pub(super) own: Vec<Seen>,
    /// The names of those of other cases in which its reference stands.
    pub(super) naming: Vec<String>,
    /// The names of those that may be its own, and cannot be read.
    pub(super) doubtful: Vec<String>,
}

/// Tells a case's drafts from others, whatever state they are in. `auditors` are all codes
/// that are known of: what is torn is the case's only where its name is one that the case and
/// one of them give.
///
/// # Errors
/// The folder cannot be read.
pub(super) fn told(
    files: &Files<'_>,
    case: &str,
    auditors: &BTreeSet<String>,
) -> anyhow::Result<Told> {
    let mut told = Told::default();
    for name in files.sorted(FOLDER)?.0 {
        let name = name.as_str();
        let Ok(seen) = files.read(name) else {
            if may_be_of(name, case) {
                told.doubtful.push(name.to_owned());
            }
            continue;
        };
        let Some(bytes) = seen.bytes() else { continue };
        match whose(name, bytes, case, auditors) {
            Whose::Own => told.own.push(seen),
            Whose::Doubtful => told.doubtful.push(name.to_owned()),
            Whose::Other if names_case(&String::from_utf8_lossy(bytes), case) && is_json(name) => {
                told.naming.push(name.to_owned());
            }
            Whose::Other => {}
        }
    }
    Ok(told)
}

/// Whose a draft is, as seen from one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Own,
    Other,
    Doubtful,
}

fn whose(name: &str, bytes: &[u8], case: &str, auditors: &BTreeSet<String>) -> Whose {
    // What another version has written still says which case it is of.
    let said = serde_json::from_slice::<Value>(bytes).map(|json| {
        let case = json.get("case").and_then(Value::as_str);
        case.map(|case| case.trim().to_owned())
    });
    match said {
        Ok(Some(other)) if other == case => Whose::Own,
        Err(_) if is_named_for(name, case, auditors) => Whose::Own,
        Ok(None) | Err(_) if may_be_of(name, case) => Whose::Doubtful,
        Ok(_) | Err(_) => Whose::Other,
    }
}

/// Is it the very name of some auditor's work on the case?
fn is_named_for(name: &str, case: &str, auditors: &BTreeSet<String>) -> bool {
    let given = |role: &str| auditors.iter().any(|a| file_name(case, role, a) == name);
    ROLES.iter().any(|role| given(role))
}

/// Could the name be one of the case, by an auditor who is not known? Other cases may have
/// names that begin like it.
fn may_be_of(name: &str, case: &str) -> bool {
    ROLES.iter().any(|role| {
        let rest = name.strip_prefix(&format!("{FOLDER}/{}-{role}-", plain(case)));
        let hash = rest.and_then(|rest| rest.strip_suffix(".json"));
        hash.is_some_and(|hash| hash.len() == HASH && hash.bytes().all(|b| b.is_ascii_hexdigit()))
    })
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
