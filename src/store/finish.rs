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
            "the round has an audit of this case by this auditor by now, from an import or another window. Your answers are kept as an unfinished audit; `case-audit record ROUND CASE` shows both"
        ),
        (Some(_), None) => bail!(
            "the audit that was opened for correction is no longer in the round. Your answers are kept as an unfinished audit"
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
    rows(
        round,
        TableName::Findings,
        findings,
        &draft.findings,
        &mut plan,
    );
    rows(
        round,
        TableName::Actions,
        actions,
        &draft.actions,
        &mut plan,
    );
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
            "another auditor's {own} audit of this case came into the round meanwhile. Your answers are kept as an unfinished audit; record it as `second` or `agreed` with --role"
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
        "this audit was changed meanwhile, by an import or in another window, in {}. Your answers are kept as an unfinished audit",
        contradicted.join(", ")
    )
}

/// What became of a case's findings or actions: new ones, changed ones, and those taken out.
fn rows(round: &RoundOnDisk, table: TableName, before: &[Row], after: &[Row], plan: &mut Plan) {
    let form = round.forms.form(table);
    let mut left: BTreeMap<Identity, Entry> = BTreeMap::new();
    for entry in Draft::rows(form, before) {
        left.insert(Identity::of(form, &entry), entry);
    }
    let there = by_identity(form, &round.entries(table));
    let mut taken: BTreeSet<Identity> = there.keys().cloned().collect();
    for mut entry in Draft::rows(form, after) {
        let row = Identity::of(form, &entry);
        if let Some(old) = left.remove(&row) {
            let fields: Vec<usize> = (0..form.fields.len())
                .filter(|&at| old.cells.get(at) != entry.cells.get(at))
                .collect();
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
    plan.steps
        .extend(left.into_keys().map(|row| Step::Remove { table, row }));
}
