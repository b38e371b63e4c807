//! Bringing rows into a round: what is new, what is there already, and what contradicts
//! what is there.
//!
//! It must not know where the rows were read, or write anything.

use std::collections::{BTreeMap, BTreeSet};

use super::round::RoundOnDisk;
use super::step::{Identity, Step, give_id};
use crate::diagnostics::{Code, Place, Problem, Problems, quote};
use crate::model::{Entry, Form, Kind, TableName};
use crate::read::form::{Incoming, IncomingRow};

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The steps that do it.
    pub steps: Vec<Step>,
    /// What becomes of the rows, by table.
    pub counts: BTreeMap<TableName, Counts>,
    /// Rows that get other values: the row in words, and the names of its fields.
    pub changed: Vec<(TableName, String, Vec<String>)>,
}

/// What becomes of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// New rows.
    pub added: u64,
    /// Rows that get other values.
    pub changed: u64,
    /// Rows that are there already, as they came.
    pub alone: u64,
}

/// What is known of a row of the round, or of one that came before.
#[derive(Clone)]
struct Known {
    entry: Entry,
    /// Where it stands, in words of the user's.
    place: Place,
    /// Is it in the round, and not one of those that come in?
    there: bool,
}

/// The rows of one table while others come in.
struct Merging<'r> {
    form: &'r Form,
    known: BTreeMap<Identity, Known>,
    /// By everything that a finding or action says but its id.
    alike: BTreeMap<Vec<String>, Identity>,
    /// Audits that count, by case and role.
    counted: BTreeMap<(String, String), Identity>,
    replace: bool,
}

/// Plans what comes in. Rows that contradict others are in `problems`, each at its cell; a
/// row of the round gets other values only with `replace`.
pub fn plan(
    round: &RoundOnDisk,
    pages: &[Incoming],
    replace: bool,
    problems: &mut Problems,
) -> Plan {
    let mut plan = Plan::default();
    for table in TableName::ALL {
        let pages: Vec<&Incoming> = pages.iter().filter(|page| page.table == table).collect();
        if pages.is_empty() {
            continue;
        }
        let mut merging = Merging::new(round, table, replace);
        for page in pages {
            for row in &page.rows {
                merging.take(page, row, &mut plan, problems);
            }
        }
    }
    mark_audited(round, &mut plan);
    plan
}

impl<'r> Merging<'r> {
    fn new(round: &'r RoundOnDisk, table: TableName, replace: bool) -> Self {
        let form = round.forms.form(table);
        let mut merging = Self {
            form,
            known: BTreeMap::new(),
            alike: BTreeMap::new(),
            counted: BTreeMap::new(),
            replace,
        };
        let rows = round.table(table).rows;
        for (entry, line) in round.entries(table).into_iter().zip(rows) {
            let place = line.place.unwrap_or_else(|| Place::file(table.file()));
            merging.know(Known {
                entry,
                place,
                there: true,
            });
        }
        merging
    }

    /// Of two rows with one identity the first is known.
    fn know(&mut self, known: Known) {
        let identity = Identity::of(self.form, &known.entry);
        if self.form.table == TableName::Audits {
            let role = role(self.form, &known.entry);
            let case = known.entry.get(self.form, "case").to_owned();
            self.counted
                .entry((case, role))
                .or_insert_with(|| identity.clone());
        }
        self.alike
            .entry(self.content(&known.entry))
            .or_insert_with(|| identity.clone());
        self.known.entry(identity).or_insert(known);
    }

    /// Everything that a row says but its id.
    fn content(&self, entry: &Entry) -> Vec<String> {
        let fields = self.form.fields.iter().zip(&entry.cells);
        fields
            .filter(|(field, _)| field.name != "id")
            .map(|(_, text)| text.clone())
            .collect()
    }

    fn take(
        &mut self,
        page: &Incoming,
        row: &IncomingRow,
        plan: &mut Plan,
        problems: &mut Problems,
    ) {
        let table = self.form.table;
        let mut entry = row.entry.clone();
        let without_id = matches!(table, TableName::Findings | TableName::Actions)
            && entry.get(self.form, "id").is_empty();
        let found = if without_id {
            // A row without an id is the one that says the same, whatever its id.
            let alike = self.alike.get(&self.content(&entry)).cloned();
            give_id(self.form, &mut entry);
            alike.unwrap_or_else(|| Identity::of(self.form, &entry))
        } else {
            Identity::of(self.form, &entry)
        };
        let counts = plan.counts.entry(table).or_default();
        let Some(known) = self.known.get(&found).cloned() else {
            if self.clashes(&entry, row, problems) {
                return;
            }
            counts.added += 1;
            plan.steps.push(Step::Add {
                table,
                entry: entry.clone(),
            });
            self.know(Known {
                entry,
                place: row.origin.row.clone(),
                there: false,
            });
            return;
        };
        let other: Vec<usize> = self.differing(page, &known.entry, &entry);
        if other.is_empty() {
            if known.there {
                counts.alone += 1;
            }
            return;
        }
        if known.there && self.replace {
            counts.changed += 1;
            let name = |at: &usize| self.form.fields.get(*at).map(|f| f.name.clone());
            plan.changed.push((
                table,
                found.words(self.form, &known.entry),
                other.iter().filter_map(name).collect(),
            ));
            plan.steps.push(Step::Put {
                table,
                row: found.clone(),
                entry: entry.clone(),
                fields: other.clone(),
            });
            // A second row for it in what comes in contradicts the first.
            if let Some(known) = self.known.get_mut(&found) {
                for at in other {
                    if let (Some(cell), Some(new)) =
                        (known.entry.cells.get_mut(at), entry.cells.get(at))
                    {
                        cell.clone_from(new);
                    }
                }
                known.place = row.origin.row.clone();
                known.there = false;
            }
            return;
        }
        for at in other {
            problems.push(self.conflict(&known, row, at));
        }
    }

    /// The fields in which a row that comes in says something else. Columns that it does
    /// not have say nothing; a blank role is first, and a row's own id is given here.
    /// Whether a case is audited follows from the audits: two worklists do not contradict
    /// each other in that.
    fn differing(&self, page: &Incoming, known: &Entry, entry: &Entry) -> Vec<usize> {
        let fields = self.form.fields.iter().enumerate();
        let cases = self.form.table == TableName::Cases;
        fields
            .filter(|(at, field)| {
                let text = |entry: &Entry| match entry.cells.get(*at).map(String::as_str) {
                    Some("") | None if field.name == "role" => "first".to_owned(),
                    Some("" | "planned" | "audited") | None if cases && field.name == "status" => {
                        String::new()
                    }
                    text => text.unwrap_or_default().trim_end().to_owned(),
                };
                field.name != "id"
                    && page.present.get(*at).copied().unwrap_or(false)
                    && text(known) != text(entry)
            })
            .map(|(at, _)| at)
            .collect()
    }

    fn conflict(&self, known: &Known, row: &IncomingRow, at: usize) -> Problem {
        let field = self.form.fields.get(at);
        let words = field.is_some_and(|field| matches!(field.kind, Kind::Words | Kind::Reference));
        let text = known.entry.cells.get(at).map_or("", String::as_str);
        let there = match text {
            "" => "nothing".to_owned(),
            _ if words => "other words".to_owned(),
            text => quote(text),
        };
        let what = self.form.table.row();
        let (message, hint) = if known.there {
            (
                format!("the round has this {what} already, with {there} here"),
                "if this file is right, import it again with --replace: what the round has now goes into its history".to_owned(),
            )
        } else {
            (
                format!("this {what} comes in twice, with {there} here in the other row"),
                format!(
                    "the other row is {}; keep the one that is right",
                    known.place
                ),
            )
        };
        Problem::error(Code::Conflict, row.origin.cell(at), message).hint(hint)
    }

    /// Two audits of one case cannot both count.
    fn clashes(&self, entry: &Entry, row: &IncomingRow, problems: &mut Problems) -> bool {
        if self.form.table != TableName::Audits {
            return false;
        }
        let role = role(self.form, entry);
        if role == "second" {
            return false;
        }
        let case = entry.get(self.form, "case").to_owned();
        let key = (case, role);
        let Some(other) = self
            .counted
            .get(&key)
            .and_then(|other| self.known.get(other))
        else {
            return false;
        };
        let place = self
            .form
            .position("case")
            .map_or_else(|| row.origin.row.clone(), |field| row.origin.cell(field));
        let (_, role) = key;
        problems.push(
            Problem::error(
                Code::DuplicateAudit,
                place,
                format!("another auditor has the {role} audit of this case"),
            )
            .hint(format!(
                "the other one is {}; a second auditor's has the role `second`, and what the two agreed on `agreed`",
                other.place
            )),
        );
        true
    }
}

fn role(form: &Form, entry: &Entry) -> String {
    match entry.get(form, "role") {
        "" => "first".to_owned(),
        role => role.to_owned(),
    }
}

/// Cases of the worklist that are audited now are marked as such.
pub(super) fn mark_audited(round: &RoundOnDisk, plan: &mut Plan) {
    let audits = round.forms.form(TableName::Audits);
    let cases = round.forms.form(TableName::Cases);
    let Some(status) = cases.position("status") else {
        return;
    };
    let case = |entry: &Entry| entry.get(audits, "case").to_owned();
    let new = plan.steps.iter().filter_map(|step| match step {
        Step::Add {
            table: TableName::Audits,
            entry,
        } => Some(case(entry)),
        Step::Add { .. } | Step::Put { .. } | Step::Remove { .. } => None,
    });
    let new: BTreeSet<String> = new.collect();
    let there: BTreeSet<String> = round.entries(TableName::Audits).iter().map(case).collect();
    let waits = |entry: &Entry, audited: &dyn Fn(&str) -> bool| {
        matches!(entry.get(cases, "status"), "" | "planned") && audited(entry.get(cases, "case"))
    };
    for step in &mut plan.steps {
        if let Step::Add {
            table: TableName::Cases,
            entry,
        } = step
            && waits(entry, &|case| new.contains(case) || there.contains(case))
        {
            entry.set(cases, "status", "audited");
        }
    }
    let mut marks = Vec::new();
    for entry in round.entries(TableName::Cases) {
        if waits(&entry, &|case| new.contains(case)) {
            let row = Identity::of(cases, &entry);
            let mut entry = entry;
            entry.set(cases, "status", "audited");
            marks.push(Step::Put {
                table: TableName::Cases,
                row,
                entry,
                fields: vec![status],
            });
        }
    }
    plan.steps.extend(marks);
}
