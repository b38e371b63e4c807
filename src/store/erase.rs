//! Taking a case out of a round, everywhere that the program has written it.
//!
//! It must not know how the change reaches the disk.

use std::collections::{BTreeMap, BTreeSet};

use super::commit;
use super::history;
use super::lock::LOCK;
use super::mention;
use super::round::{HISTORY, RoundOnDisk, copy_of};
use super::table::Table;
use super::{Change, Files, Moment, drafts};
use crate::diagnostics::{Column, Place, REMOVED};
use crate::model::TableName;
use crate::read::form::FieldNames;

/// A cell of another row in which the case's reference stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands now.
    pub before: Place,
    /// Where it will stand once the case's rows are gone.
    pub after: Place,
}

/// What is taken out, and where the case is still named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// Rows taken out, by file.
    pub rows: BTreeMap<&'static str, u64>,
    /// Audits begun and not finished.
    pub drafts: u64,
    /// Rows taken out of the copies by which changes from outside are found.
    pub copies: u64,
    /// Cells of the history of other rows that named it.
    pub scrubbed: u64,
    /// Cells of other rows in which the case's reference stands.
    pub mentions: Vec<Mention>,
    /// Other cases' unfinished audits in which it stands.
    pub drafts_naming: Vec<String>,
    /// Unfinished audits that cannot be read and may be the case's: they are left.
    pub doubtful: Vec<String>,
    /// Versions of files that were kept beside them, and may hold the case.
    pub kept: Vec<String>,
    /// Other files in the round's folder that name the case.
    pub others: Vec<String>,
    /// Files there that could not be looked into.
    pub unseen: Vec<String>,
    /// Were there more files than are looked into?
    pub more: bool,
}

impl Erased {
    /// Is there nothing of the case?
    pub fn is_nothing(&self) -> bool {
        self.drafts == 0
            && self.copies == 0
            && self.scrubbed == 0
            && self.rows.values().all(|count| *count == 0)
    }

    /// Is there something to tell all the same?
    pub fn is_named(&self) -> bool {
        let files = [&self.drafts_naming, &self.doubtful, &self.others];
        !self.mentions.is_empty() || files.iter().any(|names| !names.is_empty())
    }

    /// In words: `1 audit, 3 findings`.
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        for (name, one, many) in [
            ("cases.csv", "row of the worklist", "rows of the worklist"),
            ("audits.csv", "audit", "audits"),
            ("findings.csv", "finding", "findings"),
            ("actions.csv", "action", "actions"),
            (HISTORY, "row of the history", "rows of the history"),
        ] {
            match self.rows.get(name).copied().unwrap_or(0) {
                0 => {}
                1 => parts.push(format!("1 {one}")),
                count => parts.push(format!("{count} {many}")),
            }
        }
        match self.drafts {
            0 => {}
            1 => parts.push("1 unfinished audit".to_owned()),
            count => parts.push(format!("{count} unfinished audits")),
        }
        match self.scrubbed {
            0 => {}
            1 => parts.push("1 mention in the history of others".to_owned()),
            count => parts.push(format!("{count} mentions in the history of others")),
        }
        if parts.is_empty() && self.copies > 0 {
            parts.push("what the program had kept of rows that are gone".to_owned());
        }
        parts.join(", ")
    }
}

/// The change that takes a case out: its rows in every table and in the copies of them, in
/// the history, and its drafts. A count stays in the history, without the case.
///
/// # Errors
/// Drafts that cannot be read.
pub fn erase(
    round: &RoundOnDisk,
    files: &Files<'_>,
    case: &str,
    moment: &Moment,
) -> anyhow::Result<(Change, Erased)> {
    let mut change = Change::new();
    let mut erased = Erased::default();
    for name in TableName::ALL {
        let names = round.forms.names(name);
        let mut table = round.table(name);
        let taken = take_out(&mut table, names, case);
        erased.rows.insert(name.file(), taken);
        if taken > 0 {
            round.write(&mut change, name.file(), table.bytes()?)?;
        }
        if let Some(copy) = round.written(name) {
            let mut copy = copy.clone();
            let taken = take_out(&mut copy, names, case);
            erased.copies += taken;
            if taken > 0 {
                round.write(&mut change, &copy_of(name), copy.bytes()?)?;
            }
            // What stands in the table as well is told by its cells.
            if names_it(&copy, case) && !names_it(&table, case) {
                erased.others.push(copy_of(name));
            }
        }
        mentions(&table, taken > 0, case, &mut erased.mentions);
    }
    let drafts = drafts::told(files, case, &auditors(round, files, moment)?)?;
    for draft in &drafts.own {
        erased.drafts += 1;
        change.remove(draft);
    }
    erased.drafts_naming = drafts.naming;
    erased.doubtful = drafts.doubtful;
    let mut past = round.history().clone();
    let before = past.rows.len();
    // A longer reference may begin like this one.
    let longer = longer_than(round, case);
    if let Some(key) = past.column("key") {
        past.rows.retain(|row| {
            let key = row.cells.get(key).map_or("", String::as_str);
            let other = |other: &String| history::is_of(key, other);
            !history::is_of(key, case) || longer.iter().any(other)
        });
    }
    erased.scrubbed = scrub(&mut past, case);
    let taken = before - past.rows.len();
    erased
        .rows
        .insert(HISTORY, u64::try_from(taken).unwrap_or(u64::MAX));
    mentions(&past, taken > 0, case, &mut erased.mentions);
    if !erased.is_nothing() {
        history::note(
            &mut past,
            moment,
            &round.detector,
            "erased",
            &erased.words(),
        );
        round.write(&mut change, HISTORY, past.bytes()?)?;
    }
    let gone = |name: &str| drafts.own.iter().any(|seen| seen.name().as_str() == name);
    erased.kept = files.kept_aside()?;
    erased.kept.retain(|name| !gone(name));
    elsewhere(round, files, case, &gone, &mut erased);
    Ok((change, erased))
}

/// Whoever may have begun an audit.
fn auditors(
    round: &RoundOnDisk,
    files: &Files<'_>,
    moment: &Moment,
) -> anyhow::Result<BTreeSet<String>> {
    let mut auditors = BTreeSet::from([moment.who.clone()]);
    for (table, names) in [
        (TableName::Cases, ["auditor", "second_auditor"].as_slice()),
        (TableName::Audits, &["auditor"]),
        (TableName::Findings, &["auditor"]),
    ] {
        let form = round.forms.form(table);
        for entry in round.entries(table) {
            auditors.extend(names.iter().map(|name| entry.get(form, name).to_owned()));
        }
    }
    let begun = drafts::all(files)?;
    let begun = begun.kept.into_iter().chain(begun.copies);
    auditors.extend(begun.map(|kept| kept.draft.auditor));
    let past = round.history();
    if let Some(who) = past.column("who") {
        let cells = past.rows.iter().filter_map(|row| row.cells.get(who));
        auditors.extend(cells.cloned());
    }
    Ok(auditors)
}

/// Points to files that name the case and are not looked through cell by cell.
fn elsewhere(
    round: &RoundOnDisk,
    files: &Files<'_>,
    case: &str,
    gone: &dyn Fn(&str) -> bool,
    erased: &mut Erased,
) {
    let written = !erased.is_nothing();
    let looked_through = |name: &str| {
        let told = [&erased.drafts_naming, &erased.doubtful, &erased.kept];
        let mut told = told.into_iter().flatten();
        let table = |table: &TableName| {
            name == table.file() || (name == copy_of(*table) && round.written(*table).is_some())
        };
        name == HISTORY
            || name == LOCK
            // The change itself clears away what stopped runs have left.
            || (written && name.starts_with(commit::NEW))
            || TableName::ALL.iter().any(table)
            || told.any(|other| other == name)
            || gone(name)
    };
    let found = mention::mentions(files, case, &looked_through);
    erased.others.extend(found.naming);
    erased.unseen = found.unseen;
    erased.more = found.more;
}

/// Does any cell of a table name a case?
fn names_it(table: &Table, case: &str) -> bool {
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.any(|cell| names_case(cell, case))
}

/// References of other cases that begin with this one.
fn longer_than(round: &RoundOnDisk, case: &str) -> Vec<String> {
    let mut longer = Vec::new();
    for table in [TableName::Cases, TableName::Audits] {
        let form = round.forms.form(table);
        let cases = round.entries(table).into_iter();
        let cases = cases.map(|entry| entry.get(form, "case").to_owned());
        longer.extend(cases.filter(|other| other.len() > case.len() && other.starts_with(case)));
    }
    longer
}

/// Takes words that name a case out of the history of others; in how many cells.
fn scrub(past: &mut Table, case: &str) -> u64 {
    let mut scrubbed = 0;
    let words: Vec<usize> = ["before", "after", "reason"]
        .iter()
        .filter_map(|name| past.column(name))
        .collect();
    for row in &mut past.rows {
        for column in &words {
            if let Some(cell) = row.cells.get_mut(*column)
                && names_case(cell, case)
            {
                REMOVED.clone_into(cell);
                scrubbed += 1;
            }
        }
    }
    scrubbed
}

/// Takes a case's rows out of a table; how many there were.
fn take_out(table: &mut Table, names: &FieldNames, case: &str) -> u64 {
    let field = names.field("case");
    let column = table
        .header
        .iter()
        .position(|name| names.field(name) == field);
    let before = table.rows.len();
    table.rows.retain(|row| {
        let cell = column.and_then(|column| row.cells.get(column));
        cell.is_none_or(|cell| cell.trim() != case)
    });
    u64::try_from(before - table.rows.len()).unwrap_or(u64::MAX)
}

/// The cells in which a case's reference stands as a word. A table that is written again
/// has its rows right below its header.
fn mentions(table: &Table, written: bool, case: &str, found: &mut Vec<Mention>) {
    for (number, row) in (2..).zip(&table.rows) {
        let Some(place) = &row.place else { continue };
        for (index, (cell, name)) in row.cells.iter().zip(&table.header).enumerate() {
            if names_case(cell, case) {
                let name = name.as_str().into();
                let before = place.clone().with_column(Column { index, name });
                let after = before.clone();
                let after = if written {
                    after.with_row(number)
                } else {
                    after
                };
                found.push(Mention { before, after });
            }
        }
    }
}

/// Does a text name a case, with no letter or digit on either side?
pub fn names_case(text: &str, case: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !case.is_empty()
        && text.match_indices(case).any(|(at, found)| {
            let (before, after) = text.split_at(at);
            let after = after.get(found.len()..).unwrap_or_default();
            !part(before.chars().next_back()) && !part(after.chars().next())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_named_by_its_whole_reference_alone() {
        assert!(names_case("see EH-04, too", "EH-04"));
        assert!(names_case("EH-04", "EH-04"));
        for text in ["EH-0412", "XEH-04", "EH-4", ""] {
            assert!(!names_case(text, "EH-04"), "{text}");
        }
    }
}
