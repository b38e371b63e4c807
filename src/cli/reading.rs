//! A round, or a sheet, as it is read: what every command that shows figures starts from.
//!
//! Findings and actions are words, and are held. Audits stream past and are folded into
//! whatever a command counts, so that memory does not grow with them. It must not know what
//! that is.

use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;

use super::round_files::bytes;
use crate::analysis::summary::Provenance;
use crate::diagnostics::{Code, Place, Problem, Problems};
use crate::model::{Audit, Census, TableName};
use crate::read::audits::{AuditSheet, Bytes, Options, fold_counted};
use crate::read::form::Forms;
use crate::read::{self, Actions, Findings, Source, hex, shown, shown_within};
use crate::store::Files;

/// Name and SHA-256 of every file that something rests on, in the order of their reading.
#[derive(Debug, Default, Clone)]
pub(super) struct Data(Vec<(String, String)>);

impl Data {
    /// Adds a file that was read, by its name alone; without one it is standard input.
    pub(super) fn add(&mut self, file: Option<&Path>, hash: Option<[u8; 32]>) {
        let name = file.and_then(Path::file_name).map_or_else(
            || "standard input".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        self.0.extend(hash.map(|hash| (name, hex(&hash))));
    }

    /// Adds what was read besides.
    pub(super) fn extend(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// Which bytes figures rest on, and which options.
    pub(super) fn provenance(&self, source: &Source, options: &[String]) -> Provenance {
        Provenance {
            program: concat!("case-audit ", env!("CARGO_PKG_VERSION")).to_owned(),
            tool: source.tool.id.clone(),
            tool_version: source.tool.version.clone(),
            tool_sha256: source.tool_sha256.clone(),
            data: self.0.clone(),
            options: options.to_vec(),
        }
    }
}

/// The audits that count, folded.
pub(super) struct Folded<S> {
    pub(super) state: S,
    /// What became of every audit.
    pub(super) census: Census,
    /// SHA-256 of the sheet's bytes.
    pub(super) sha256: Option<[u8; 32]>,
}

/// How audits are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct How {
    /// In how many threads at most; otherwise as many as the machine has.
    pub(super) threads: Option<usize>,
    /// Are audits with problems to be left out, and the others counted?
    pub(super) skip_invalid: bool,
}

/// What there is of a table that not every round has.
pub(super) enum Table<T> {
    /// There is none.
    Absent,
    /// Its columns are wrong or missing, so that no row could be read.
    Unusable,
    /// What its rows say.
    Read(T),
}

impl<T> Table<T> {
    /// Is it there, and could no row be read?
    pub(super) fn is_unusable(&self) -> bool {
        matches!(self, Self::Unusable)
    }

    /// What its rows say, where there are any that could be read.
    pub(super) fn into_read(self) -> Option<T> {
        match self {
            Self::Read(read) => Some(read),
            Self::Absent | Self::Unusable => None,
        }
    }
}

/// Reads the findings, where there is a file of them.
///
/// # Errors
/// The file cannot be read.
pub(super) fn findings(
    source: &Source,
    problems: &mut Problems,
) -> anyhow::Result<Table<Findings>> {
    let Some(path) = &source.findings else {
        return Ok(Table::Absent);
    };
    let found = read::findings(path, &shown(path), &source.tool, problems)?;
    Ok(if found.usable {
        Table::Read(found)
    } else {
        Table::Unusable
    })
}

/// Reads the audits and folds those that count. `None` where columns are wrong or missing,
/// so that no row could be read.
///
/// # Errors
/// The audits cannot be read.
pub(super) fn audits<S: Send>(
    source: &Source,
    how: How,
    make: impl Fn() -> S + Sync,
    each: impl Fn(&mut S, &Audit) + Sync,
    merge: impl Fn(&mut S, S),
    problems: &mut Problems,
) -> anyhow::Result<Option<Folded<S>>> {
    let no_hubs = Vec::new();
    let hubs = source.round.as_ref().map_or(&no_hubs, |round| &round.hubs);
    let (bytes, name) = audits_of(source)?;
    let sheet = AuditSheet::open(bytes, &name, &source.tool, hubs, problems)?;
    let options = Options {
        threads: how
            .threads
            .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)),
        skip_invalid: how.skip_invalid,
    };
    let counted = fold_counted(&sheet, options, &make, each)?;
    problems.merge(counted.problems);
    let mut state = make();
    for part in counted.states {
        merge(&mut state, part);
    }
    Ok(sheet.usable().then_some(Folded {
        state,
        census: counted.census,
        sha256: counted.sha256,
    }))
}

/// Where the audits' bytes are, and what the user knows them as.
fn audits_of(source: &Source) -> anyhow::Result<(Bytes<'_>, String)> {
    if let Some(path) = &source.audits {
        return Ok((Bytes::File(path), shown(path)));
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .context("standard input cannot be read")?;
    Ok((Bytes::Held(bytes), audits_name(source)))
}

/// What the user knows the audits as.
pub(super) fn audits_name(source: &Source) -> String {
    let audits = source.audits.as_deref();
    audits.map_or_else(|| "standard input".to_owned(), shown)
}

/// Reads a round's actions, where it has a file of them.
///
/// # Errors
/// The file cannot be read.
pub(super) fn actions(
    files: &Files<'_>,
    source: &Source,
    data: &mut Data,
    problems: &mut Problems,
) -> anyhow::Result<Table<Actions>> {
    let file = TableName::Actions.file();
    let (Some(round), Some(bytes)) = (&source.round, bytes(files, file)?) else {
        return Ok(Table::Absent);
    };
    let forms = Forms::new(&source.tool, &round.hubs, &round.focus);
    let path = shown_within(files.folder(), file);
    let found = read::actions(bytes, &path, &forms, &source.tool, problems)?;
    data.add(Some(Path::new(file)), found.sha256);
    Ok(if found.usable {
        Table::Read(found)
    } else {
        Table::Unusable
    })
}

/// Findings on cases that were never audited are worth a look.
pub(super) fn warn_of_strays(
    found: &Findings,
    counted: impl Fn(&str) -> bool,
    source: &Source,
    problems: &mut Problems,
) {
    let all = found.all.iter();
    let strays = all.filter(|finding| !counted(&finding.case)).count();
    if strays > 0 {
        let file = source.findings.as_deref().map(shown).unwrap_or_default();
        problems.push(Problem::warning(
            Code::UnknownCase,
            Place::file(file),
            format!("{strays} of {} findings are on cases that have no audit that counts; they are not counted", found.all.len()),
        ));
    }
}

/// May a run go on? Errors stop it, unless what has them is to be left out: then they are
/// warnings.
pub(super) fn pass(skip_invalid: bool, problems: &mut Problems) -> bool {
    if problems.has_errors() {
        if !skip_invalid {
            return false;
        }
        *problems = std::mem::take(problems).errors_as_warnings();
    }
    true
}
