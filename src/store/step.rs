//! Steps: the single changes that a command makes to a round's rows.
//!
//! It exists so that one list of steps changes the tables, the copies by which changes
//! from outside are found, and the history alike. It must not know files or locks.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::history::{self, Moment};
use super::table::Table;
use crate::diagnostics::Detector;
use crate::model::{Entry, Form, TableName};
use crate::read::form::Forms;
use crate::read::hex;

/// What tells a row from all others: its key, or everything that it says where it has no
/// id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity(Vec<String>);

impl Identity {
    /// The identity of a row.
    pub fn of(form: &Form, entry: &Entry) -> Self {
        let key = entry.key(form);
        if key.iter().all(String::is_empty) {
            Self(entry.cells.clone())
        } else {
            Self(key)
        }
    }

    /// In words, for the history; the case stands first: `EH-0412 / first / A1`.
    pub fn words(&self, form: &Form, entry: &Entry) -> String {
        let parts: &[&str] = match form.table {
            TableName::Cases => &["case"],
            TableName::Audits => &["case", "role", "auditor"],
            TableName::Findings | TableName::Actions => &["case", "id"],
        };
        let parts = parts.iter().map(|name| match entry.get(form, name) {
            "" if *name == "role" => "first",
            text => text,
        });
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        parts.join(history::BETWEEN)
    }
}

/// One change to one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A new row at the end.
    Add {
        /// Its table.
        table: TableName,
        /// What it says.
        entry: Entry,
    },
    /// Other values in some cells of a row.
    Put {
        /// Its table.
        table: TableName,
        /// The row as it is known before the change.
        row: Identity,
        /// What the cells say from now on.
        entry: Entry,
        /// The fields that change.
        fields: Vec<usize>,
    },
    /// A row taken out.
    Remove {
        /// Its table.
        table: TableName,
        /// The row.
        row: Identity,
    },
}

impl Step {
    /// The table that is changed.
    pub fn table(&self) -> TableName {
        match self {
            Self::Add { table, .. } | Self::Put { table, .. } | Self::Remove { table, .. } => {
                *table
            }
        }
    }
}

/// Where the history of a change is written, and what is said of it there.
pub(super) struct Telling<'a> {
    pub(super) history: &'a mut Table,
    pub(super) moment: &'a Moment,
    pub(super) detector: &'a Detector,
}

/// Does all steps of one table; rows that are not there are left alone. What was there
/// before is told, where somebody is to be told.
pub(super) fn apply(
    steps: &[Step],
    name: TableName,
    forms: &Forms,
    table: &mut Table,
    mut telling: Option<Telling<'_>>,
) {
    let form = forms.form(name);
    let names = forms.names(name);
    let entries = table.entries(form, names);
    let index = by_identity(form, &entries);
    let mut columns = table.columns(form, names);
    let known = |row: &Identity| {
        let at = *index.get(row)?;
        Some((at, entries.get(at)?))
    };
    let mut removed = BTreeSet::new();
    for step in steps.iter().filter(|step| step.table() == name) {
        match step {
            Step::Add { entry, .. } => table.push(form, &mut columns, entry),
            Step::Put {
                row, entry, fields, ..
            } => {
                if let Some((at, before)) = known(row) {
                    if let Some(telling) = &mut telling {
                        telling.tell(form, row, before, entry, |field| fields.contains(&field));
                    }
                    table.put(at, form, &mut columns, entry, |field| {
                        fields.contains(&field)
                    });
                }
            }
            Step::Remove { row, .. } => {
                if let Some((at, before)) = known(row) {
                    if let Some(telling) = &mut telling {
                        telling.tell(form, row, before, &Entry::new(form), |_| true);
                    }
                    removed.insert(at);
                }
            }
        }
    }
    let mut at = 0;
    table.rows.retain(|_| {
        let kept = !removed.contains(&at);
        at += 1;
        kept
    });
}

impl Telling<'_> {
    fn tell(
        &mut self,
        form: &Form,
        row: &Identity,
        before: &Entry,
        after: &Entry,
        wanted: impl Fn(usize) -> bool,
    ) {
        let key = row.words(form, before);
        let cells = form
            .fields
            .iter()
            .zip(before.cells.iter().zip(&after.cells));
        for (position, (field, (old, new))) in cells.enumerate() {
            // That a case is audited now is what its audit says.
            let status = form.table == TableName::Cases && field.name == "status";
            if wanted(position) && old != new && !status {
                let what = (form.table, key.as_str(), field.name.as_str());
                history::row(self.history, self.moment, self.detector, what, old, new);
            }
        }
    }
}

/// Rows by identity; of two with one identity, the first.
pub(super) fn by_identity(form: &Form, entries: &[Entry]) -> BTreeMap<Identity, usize> {
    let mut map = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        map.entry(Identity::of(form, entry)).or_insert(at);
    }
    map
}

/// Gives a finding or an action without an id one that is made of what it says: the same
/// row has the same id wherever it is recorded, and two auditors' never clash.
pub(super) fn give_id(form: &Form, entry: &mut Entry) {
    let letter = match form.table {
        TableName::Findings => 'f',
        TableName::Actions => 'a',
        TableName::Cases | TableName::Audits => return,
    };
    if !entry.get(form, "id").is_empty() {
        return;
    }
    let mut digest = Sha256::new();
    for (field, text) in form.fields.iter().zip(&entry.cells) {
        if field.name != "id" {
            digest.update(text.as_bytes());
            digest.update([0x1f]);
        }
    }
    let hash = hex(&digest.finalize());
    let short = hash.get(..10).unwrap_or_default();
    entry.set(form, "id", format!("{letter}-{short}"));
}
