//! What every table of a round has in common: its file, its columns, its required cells and
//! the ids of its rows.
//!
//! It must not know what any table is for.

use std::collections::BTreeMap;

use super::{Files, Ground, personal};
use crate::diagnostics::{Code, Place, Problem, Problems};
use crate::model::{Form, TableName};
use crate::read::form::{Held, HeldRow};

/// The rows of a table as they were walked.
pub(super) struct Walk<S> {
    pub(super) problems: Problems,
    pub(super) state: S,
    /// Which rows have which id or other key of one cell.
    seen: BTreeMap<String, u64>,
}

/// Walks a table other than the audits: tells what is wrong with its cells and columns, what
/// is missing and what is doubled, and hands each row on. Nothing where there is no such
/// file or no table in it.
pub(super) fn walk<S: Send>(
    ground: &Ground<'_>,
    table: TableName,
    files: &mut Files<'_>,
    problems: &mut Problems,
    make: impl Fn() -> S + Sync,
    each: impl Fn(&mut Walk<S>, &HeldRow<'_>) + Sync,
) -> anyhow::Result<Option<S>> {
    let Some(bytes) = (files.read)(table.file())? else {
        return Ok(None);
    };
    let form = ground.forms.form(table);
    let path = ground.path(table.file());
    let held = Held::open(bytes, &path, form, ground.forms.names(table))?;
    problems.merge(held.problems().clone());
    let usable = held.check_columns(problems);
    let make = || Walk {
        problems: Problems::new(),
        state: make(),
        seen: BTreeMap::new(),
    };
    let walked = held.each(
        |_| true,
        true,
        problems,
        make,
        |walk, row| {
            personal::row(ground.detector, form, row, &mut walk.problems);
            if usable {
                required(form, row, &mut walk.problems);
                walk.doubles(form, row);
                each(walk, row);
            }
        },
    )?;
    Ok(walked.filter(|_| held.has_header()).map(|walk| {
        problems.merge(walk.problems);
        walk.state
    }))
}

/// Cells that every row must have.
fn required(form: &Form, row: &HeldRow<'_>, problems: &mut Problems) {
    for (position, field) in form.fields.iter().enumerate() {
        if field.required && row.is_blank(position) {
            let message = format!("the {} has no `{}`", form.table.row(), field.name);
            problems.push(Problem::error(
                Code::MissingValue,
                row.place(position),
                message,
            ));
        }
    }
}

impl<S> Walk<S> {
    /// Rows that have the key of an earlier one.
    fn doubles(&mut self, form: &Form, row: &HeldRow<'_>) {
        let &[name] = form.key() else { return };
        let Some(field) = form.position(name) else {
            return;
        };
        let key = row.entry.get(form, name);
        if key.is_empty() {
            return;
        }
        if let Some(earlier) = self.seen.get(key) {
            let message = format!("row {earlier} has this `{name}` already");
            self.problems.push(
                Problem::error(Code::DuplicateId, row.place(field), message).hint(format!(
                    "each {} needs a `{name}` of its own; take one of the rows out if they are the same",
                    form.table.row()
                )),
            );
        } else {
            self.seen.insert(key.to_owned(), row.number());
        }
    }
}

/// The place of a field by its name; of the row, where the form has no such field.
pub(super) fn place_of(form: &Form, row: &HeldRow<'_>, name: &str) -> Place {
    row.place(form.position(name).unwrap_or(usize::MAX))
}
