//! A finished interview becomes rows of the round.
//!
//! It must not know how the answers were asked for, or write anything.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;

use super::draft::{Draft, Row};
use super::merge::{self, Plan};
use super::round::RoundOnDisk;
use super::step::{Identity, Step, by_identity, give_id};
use crate::model::{Entry, Form, TableName};

/// The steps that put a finished audit, its findings and its actions into the round; for a
/// correction only what it changes.
///
/// # Errors
/// The round has another audit in its place by now, or one that was changed meanwhile in
/// the cells that the correction changes. The answers are lost by neither.
pub fn steps(round: &RoundOnDisk, draft: &Draft) -> anyhow::Result<Vec<Step>> {
    let form = round.forms.form(TableName::Audits);
    let entry = draft.entry(&round.tool, form);
    let mut plan = Plan::default();
    let entries = round.entries(TableName::Audits);
    let index = by_identity(form, &entries);
    let row = Identity::of(form, &entry);
    let there = index.get(&row).and_then(|at| entries.get(*at));
    match (&draft.base, there) {
        (None, None) => {
            check_counted(form, &entry, &entries)?;
            plan.steps.push(Step::Add {
                table: TableName::Audits,
                entry,
            });
        }
        (None, Some(_)) => bail!(
            "the round has an audit of this case by this auditor by now, from an import or another window. Your answers are kept: record the case again, and they go in as a correction of it"
        ),
        (Some(_), None) => bail!(
            "the audit that was opened for correction is no longer in the round. Your answers are kept: record the case again, and they go in as an audit of their own"
        ),
        (Some(base), Some(there)) => {
            let mut rows = Draft::rows(form, std::slice::from_ref(&base.cells));
            let base = rows.pop().unwrap_or_default();
            let fields = changed(form, &base, &entry, there)?;
            if !fields.is_empty() {
                plan.steps.push(Step::Put {
                    table: TableName::Audits,
                    row,
                    entry,
                    fields,
                });
            }
        }
    }
    let empty = Vec::new();
    let (findings, actions) = match &draft.base {
        Some(base) => (&base.findings, &base.actions),
        None => (&empty, &empty),
    };
    let findings = (findings.as_slice(), draft.findings.as_slice());
    let actions = (actions.as_slice(), draft.actions.as_slice());
    rows(round, TableName::Findings, findings, &mut plan)?;
    rows(round, TableName::Actions, actions, &mut plan)?;
    merge::mark_audited(round, &mut plan);
    Ok(plan.steps)
}

/// Two audits of a case cannot both count.
fn check_counted(form: &Form, entry: &Entry, entries: &[Entry]) -> anyhow::Result<()> {
    let role = |entry: &Entry| match entry.get(form, "role") {
        "" => "first".to_owned(),
        role => role.to_owned(),
    };
    let (case, own) = (entry.get(form, "case"), role(entry));
    let other = own != "second"
        && entries
            .iter()
            .any(|other| other.get(form, "case") == case && role(other) == own);
    if other {
        bail!(
            "another auditor's {own} audit of this case came into the round meanwhile. Your answers are kept: record the case again to see what can become of them"
        );
    }
    Ok(())
}

/// The fields that a correction changes.
fn changed(form: &Form, base: &Entry, new: &Entry, there: &Entry) -> anyhow::Result<Vec<usize>> {
    let mut fields = Vec::new();
    let mut contradicted = Vec::new();
    for (at, field) in form.fields.iter().enumerate() {
        let cell = |entry: &Entry| entry.cells.get(at).cloned().unwrap_or_default();
        let (base, new, there) = (cell(base), cell(new), cell(there));
        if new == base || new == there {
            continue;
        }
        if there == base {
            fields.push(at);
        } else {
            contradicted.push(format!("`{}`", field.name));
        }
    }
    if contradicted.is_empty() {
        return Ok(fields);
    }
    bail!(
        "this {} was changed meanwhile, by an import or in another window, in {}. Your answers are kept: record the case again, and look at them before you finish",
        form.table.row(),
        contradicted.join(", ")
    )
}

/// What became of a case's findings or actions, from what they were to what they are: new
/// ones, changed ones, and those taken out.
fn rows(
    round: &RoundOnDisk,
    table: TableName,
    (before, after): (&[Row], &[Row]),
    plan: &mut Plan,
) -> anyhow::Result<()> {
    let form = round.forms.form(table);
    let mut left: BTreeMap<Identity, Entry> = BTreeMap::new();
    for entry in Draft::rows(form, before) {
        left.insert(Identity::of(form, &entry), entry);
    }
    let entries = round.entries(table);
    let index = by_identity(form, &entries);
    let there = |row: &Identity| index.get(row).and_then(|at| entries.get(*at));
    let mut taken: BTreeSet<Identity> = index.keys().cloned().collect();
    for mut entry in Draft::rows(form, after) {
        let row = Identity::of(form, &entry);
        if let Some(old) = left.remove(&row) {
            if old == entry {
                continue;
            }
            let Some(there) = there(&row) else {
                bail!(
                    "{} that you changed is no longer in the round: {}. Your answers are kept: record the case again, and look at them before you finish",
                    one(table),
                    row.words(form, &old)
                );
            };
            let fields = changed(form, &old, &entry, there)?;
            if !fields.is_empty() {
                plan.steps.push(Step::Put {
                    table,
                    row,
                    entry,
                    fields,
                });
            }
            continue;
        }
        give_id(form, &mut entry);
        if taken.insert(Identity::of(form, &entry)) {
            plan.steps.push(Step::Add { table, entry });
        }
    }
    for (row, old) in left {
        if there(&row).is_some_and(|there| *there != old) {
            bail!(
                "{} that you took out was changed meanwhile: {}. Your answers are kept: record the case again, and look at them before you finish",
                one(table),
                row.words(form, &old)
            );
        }
        plan.steps.push(Step::Remove { table, row });
    }
    Ok(())
}

/// One of a table's rows, at the beginning of a sentence.
fn one(table: TableName) -> &'static str {
    match table {
        TableName::Actions => "an action",
        TableName::Findings | TableName::Audits | TableName::Cases => "a finding",
    }
}
