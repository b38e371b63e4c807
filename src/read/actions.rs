//! Actions from a round's own table, one row an action.
//!
//! Actions hold words, so all of them are kept; there are few. It must not know which
//! cases were audited.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::form::{Forms, Held, HeldRow};
use super::passed_over::passed_over;
use super::sheet::HeaderCell;
use crate::diagnostics::{Code, Problem, Problems};
use crate::model::{Action, ActionLevel, ActionStatus, Form, Priority, TableName, Tool};

/// Actions of a round, in the file's order.
#[derive(Debug, Default)]
pub struct Actions {
    /// Those without a problem.
    pub all: Vec<Action>,
    /// How many had one.
    pub left_out: u64,
    /// SHA-256 of the table's bytes.
    pub sha256: Option<[u8; 32]>,
    /// Could its rows be read? Not where a column that every action needs is not there.
    pub usable: bool,
}

/// Reads the bytes of a table of actions; what is wrong goes to `problems`.
///
/// # Errors
/// None are known of; reading memory does not fail.
pub fn actions(
    bytes: Vec<u8>,
    shown_as: &str,
    forms: &Forms,
    tool: &Tool,
    problems: &mut Problems,
) -> anyhow::Result<Actions> {
    let table = TableName::Actions;
    let form = forms.form(table);
    let mut actions = Actions {
        sha256: Some(Sha256::digest(&bytes).into()),
        ..Actions::default()
    };
    let held = Held::open(bytes, shown_as, form, forms.names(table))?;
    problems.merge(held.problems().clone());
    actions.usable = !held.has_header();
    if !held.check_columns(problems) {
        return Ok(actions);
    }
    actions.usable = true;
    let unknown: Vec<&HeaderCell> = held.extra().collect();
    let known = || form.fields.iter().map(|field| field.name.as_str());
    if let Some(problem) = passed_over(&unknown, "this table", known, false, held.header_place()) {
        problems.push(problem);
    }
    let found = held.each(
        |_| true,
        true,
        problems,
        Found::default,
        |found, row| found.take(form, tool, row),
    )?;
    if let Some(found) = found {
        actions.all = found.all;
        actions.left_out = found.left_out;
        problems.merge(found.problems);
    }
    Ok(actions)
}

/// What the rows so far say.
#[derive(Default)]
struct Found {
    all: Vec<Action>,
    left_out: u64,
    ids: BTreeSet<String>,
    problems: Problems,
}

impl Found {
    fn take(&mut self, form: &Form, tool: &Tool, row: &HeldRow<'_>) {
        let Some(action) = action(form, tool, row, &mut self.problems) else {
            self.left_out += 1;
            return;
        };
        if !action.id.is_empty() && !self.ids.insert(action.id.clone()) {
            let place = row.place(form.position("id").unwrap_or(usize::MAX));
            let message = "an earlier row has this `id`, and is counted";
            self.problems.push(
                Problem::error(Code::DuplicateId, place, message).hint(
                    "each action needs an `id` of its own; take the row out if it is the same",
                ),
            );
            self.left_out += 1;
            return;
        }
        self.all.push(action);
    }
}

/// The action of a row; nothing where one of its cells cannot be read.
fn action(form: &Form, tool: &Tool, row: &HeldRow<'_>, problems: &mut Problems) -> Option<Action> {
    let cell = |name: &str| row.entry.get(form, name).trim();
    let text = |name: &str| cell(name).to_owned();
    let day = |name: &str| cell(name).parse().ok();
    if row.unsound.contains(&true) {
        return None;
    }
    if cell("text").is_empty() {
        let field = form.position("text")?;
        problems.push(Problem::error(
            Code::MissingValue,
            row.place(field),
            "the action has no `text`",
        ));
        return None;
    }
    let level = by_id(ActionLevel::ALL, ActionLevel::id, cell("level"));
    let level = level.unwrap_or(if !cell("case").is_empty() {
        ActionLevel::Case
    } else if !cell("hub").is_empty() {
        ActionLevel::Hub
    } else {
        ActionLevel::Service
    });
    let standard = cell("standard");
    Some(Action {
        id: text("id"),
        level,
        case: text("case"),
        hub: text("hub"),
        standard: tool.standards.iter().position(|s| s.id == standard),
        focus: text("focus"),
        text: text("text"),
        difference: text("difference"),
        owner: text("owner"),
        priority: by_id(Priority::ALL, Priority::id, cell("priority")),
        due: day("due"),
        status: by_id(ActionStatus::ALL, ActionStatus::id, cell("status")).unwrap_or_default(),
        closed_on: day("closed_on"),
        closing_evidence: text("closing_evidence"),
        carried_from: text("carried_from"),
        notes: text("notes"),
    })
}

/// The entry of a list with this name.
fn by_id<T: Copy, const N: usize>(
    all: [T; N],
    id: impl Fn(T) -> &'static str,
    name: &str,
) -> Option<T> {
    all.into_iter().find(|entry| id(*entry) == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Focus, Hub};
    use crate::read;

    fn hub() -> Hub {
        Hub {
            id: "ash".to_owned(),
            label: "Ash".to_owned(),
            planned: None,
            was: Vec::new(),
        }
    }

    fn read(csv: &str) -> (Actions, Problems) {
        let mut problems = Problems::new();
        let tool = read::open_tool("early-help", &mut problems)
            .unwrap()
            .unwrap()
            .tool;
        let focus = Focus {
            title: "No gap".to_owned(),
            standards: Vec::new(),
            themes: Vec::new(),
        };
        let forms = Forms::new(&tool, &[hub()], &[focus]);
        let bytes = csv.as_bytes().to_vec();
        let actions = actions(bytes, "actions.csv", &forms, &tool, &mut problems).unwrap();
        (actions, problems)
    }

    #[test]
    fn every_cell_arrives_and_a_guard_is_taken_off() {
        let (found, problems) = read(
            "id,level,case,hub,standard,focus,text,owner,priority,due,status,closed_on,closing_evidence,notes\n\
             A-1,hub,,ASH,handover_warm,no gap,'=Meet,Manager,7 days,3/4/2026,done,2026-04-02,seen,well\n",
        );
        assert!(!problems.has_errors());
        let action = &found.all[0];
        assert_eq!(
            (action.level, action.hub.as_str()),
            (ActionLevel::Hub, "Ash")
        );
        assert_eq!(action.text, "=Meet");
        assert_eq!(action.focus, "No gap");
        assert_eq!(action.priority, Some(Priority::SevenDays));
        assert_eq!(action.due.unwrap().to_string(), "2026-04-03");
        assert_eq!(action.closed_on.unwrap().to_string(), "2026-04-02");
        assert_eq!(action.status, ActionStatus::Done);
        assert!(action.standard.is_some() && found.sha256.is_some());
    }

    #[test]
    fn what_is_left_blank_is_taken_for_the_narrowest_that_is_named() {
        let (found, _) = read("text,case,hub\none,C-1,Ash\ntwo,,Ash\nthree,,\n");
        let levels: Vec<_> = found.all.iter().map(|action| action.level).collect();
        assert_eq!(
            levels,
            [ActionLevel::Case, ActionLevel::Hub, ActionLevel::Service]
        );
        assert!(found.all.iter().all(|a| a.status == ActionStatus::Open));
    }

    #[test]
    fn a_row_that_cannot_be_read_is_told_and_left_out() {
        let (found, problems) = read("text,status\nfine,open\n,open\nodd,sideways\n");
        assert_eq!((found.all.len(), found.left_out), (1, 2));
        assert!(problems.has_errors());
        let (found, problems) = read("status\nopen\n");
        assert!(found.all.is_empty() && problems.has_errors());
    }
}
