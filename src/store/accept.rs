//! Taking changes that were made by other programs into a round's history.
//!
//! It must not know how such changes are told, or how the change reaches the disk.

use std::collections::{BTreeMap, VecDeque};

use super::history;
use super::round::{HISTORY, RoundOnDisk, copy_of};
use super::step::Identity;
use super::table::Table;
use super::{Change, Moment};
use crate::model::{Entry, Form, TableName};

/// What was taken into the history.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Rows that say something else than this program wrote.
    pub changed: u64,
    /// Rows that came from elsewhere.
    pub added: u64,
    /// Rows that were taken out elsewhere.
    pub gone: u64,
}

impl Accepted {
    /// Was there nothing to take?
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// The change that takes what other programs did into the history: cell by cell for rows
/// that are there still, and for rows that are gone all that they said. From then on the
/// tables count as written by this program.
///
/// # Errors
/// None are known of; writing to memory does not fail.
pub fn accept(round: &RoundOnDisk, moment: &Moment) -> anyhow::Result<(Change, Accepted)> {
    let mut change = Change::new();
    let mut accepted = Accepted::default();
    let mut past = round.history().clone();
    for name in TableName::ALL {
        let form = round.forms.form(name);
        let table = round.table(name);
        if let Some(copy) = round.written(name) {
            let then = copy.entries(form, round.forms.names(name));
            let now = round.entries(name);
            compare(round, form, then, now, moment, &mut past, &mut accepted);
        }
        round.write(&mut change, &copy_of(name), table.bytes()?)?;
    }
    if past.rows.len() > round.history().rows.len() {
        round.write(&mut change, HISTORY, past.bytes()?)?;
    }
    Ok((change, accepted))
}

fn compare(
    round: &RoundOnDisk,
    form: &Form,
    then: Vec<Entry>,
    now: Vec<Entry>,
    moment: &Moment,
    past: &mut Table,
    accepted: &mut Accepted,
) {
    let mut there: BTreeMap<Identity, VecDeque<Entry>> = BTreeMap::new();
    for entry in now {
        let row = Identity::of(form, &entry);
        there.entry(row).or_default().push_back(entry);
    }
    let nothing = Entry::new(form);
    for before in then {
        let row = Identity::of(form, &before);
        let after = there.get_mut(&row).and_then(VecDeque::pop_front);
        match &after {
            None => accepted.gone += 1,
            Some(after) if *after != before => accepted.changed += 1,
            Some(_) => continue,
        }
        let after = after.as_ref().unwrap_or(&nothing);
        let key = row.words(form, &before);
        for (field, (old, new)) in form
            .fields
            .iter()
            .zip(before.cells.iter().zip(&after.cells))
        {
            if old != new {
                let what = (form.table, key.as_str(), field.name.as_str());
                history::row(past, moment, &round.detector, what, old, new);
            }
        }
    }
    for after in there.into_values().flatten() {
        accepted.added += 1;
        let key = Identity::of(form, &after).words(form, &after);
        let what = (form.table, key.as_str(), "added by another program");
        history::row(past, moment, &round.detector, what, "", "");
    }
}
