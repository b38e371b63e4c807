//! Changes that were made outside this program: a table against the copy of what the
//! program wrote last.
//!
//! It must not know where the copies are kept, or what becomes of a change.

use std::collections::{BTreeMap, VecDeque};

use crate::diagnostics::{Code, Place, Problem, Problems};
use crate::model::{Entry, Form};
use crate::read::form::{FieldNames, Held};

/// A row as it stands in a table.
struct Row {
    entry: Entry,
    place: Place,
    cells: Vec<Place>,
}

/// Rows by what tells them apart: their key, or all that they say where they have none. Of
/// several with one key, in the file's order.
type Rows = BTreeMap<Vec<String>, VecDeque<Row>>;

/// Tells each cell, row by row, in which a table is not as the program left it: `now` and
/// `then` are the bytes of its file and of what the program wrote. A change is told by its
/// place and never by what it says.
///
/// # Errors
/// None are known of; reading memory does not fail.
pub fn outside_changes(
    form: &Form,
    names: &FieldNames,
    shown_as: &str,
    now: Vec<u8>,
    then: Vec<u8>,
) -> anyhow::Result<Problems> {
    let mut problems = Problems::new();
    if now == then {
        return Ok(problems);
    }
    let mut now = rows(form, names, shown_as, now)?;
    let then = rows(form, names, shown_as, then)?;
    let mut gone = 0_u64;
    for (key, before) in then {
        for before in before {
            let Some(row) = now.get_mut(&key).and_then(VecDeque::pop_front) else {
                gone += 1;
                continue;
            };
            for (position, field) in form.fields.iter().enumerate() {
                let cell = |entry: &Entry| entry.cells.get(position).cloned();
                if cell(&before.entry) != cell(&row.entry) {
                    let place = row.cells.get(position).unwrap_or(&row.place).clone();
                    let message = format!("`{}` was changed by another program", field.name);
                    problems.push(told(place, message));
                }
            }
        }
    }
    let row = form.table.row();
    for added in now.into_values().flatten() {
        let message = format!("this {row} was added by another program");
        problems.push(told(added.place, message));
    }
    if gone > 0 {
        let were = if gone == 1 { "row was" } else { "rows were" };
        let message = format!("{gone} {were} taken out by another program");
        problems.push(told(Place::file(shown_as), message));
    }
    Ok(problems)
}

fn told(place: Place, message: String) -> Problem {
    Problem::warning(Code::ChangedOutside, place, message)
        .hint("if it is right, `case-audit check ROUND --accept` takes it into the round's history")
}

fn rows(form: &Form, names: &FieldNames, shown_as: &str, bytes: Vec<u8>) -> anyhow::Result<Rows> {
    let held = Held::open(bytes, shown_as, form, names)?;
    let mut unread = Problems::new();
    let walked = held.each(
        |_| false,
        false,
        &mut unread,
        Rows::new,
        |rows, row| {
            let mut key = row.entry.key(form);
            if key.iter().all(String::is_empty) {
                key.clone_from(&row.entry.cells);
            }
            rows.entry(key).or_default().push_back(Row {
                entry: row.entry.clone(),
                place: row.place(usize::MAX),
                cells: (0..form.fields.len())
                    .map(|field| row.place(field))
                    .collect(),
            });
        },
    )?;
    Ok(walked.unwrap_or_default())
}
