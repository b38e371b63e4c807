//! The audit that is opened: one begun before, one in the round, or a new one.
//!
//! It must not know what is asked of the auditor.

use super::{Begun, begin};
use crate::interview::console::Console;
use crate::interview::tell;
use crate::model::TableName;
use crate::store::drafts::{self, Kept};
use crate::store::{Draft, RoundOnDisk, Row, Seen};

/// A draft, and its file as it was read: nothing may be written over what is not known here.
pub(super) struct Opened {
    pub(super) draft: Draft,
    pub(super) seen: Seen,
    /// A file that is gone once the draft is kept in its own.
    pub(super) replaces: Option<Seen>,
}

/// The draft that there is, a recorded audit opened for correction, or a new one; nothing
/// where the auditor thinks better of it.
pub(super) fn draft(
    case: &str,
    role: &str,
    auditor: &str,
    begun: &Begun,
    console: &mut dyn Console,
) -> anyhow::Result<Option<Opened>> {
    let round = &begun.round;
    let recorded = recorded(case, role, auditor, round);
    let own = |draft: &Draft| draft.case == case && draft.role == role && draft.auditor == auditor;
    if let Some(kept) = begun.found.kept.iter().find(|kept| own(&kept.draft)) {
        return go_on(kept, recorded.as_ref(), begun, console);
    }
    let draft = match recorded {
        None => Draft::new(case, role, auditor, &round.tool_sha256),
        Some(recorded) => {
            tell(
                console,
                "This audit is in the round already. It is opened for correction; what you change goes into the round's history.\n",
            )?;
            recorded
        }
    };
    Ok(Some(Opened {
        draft,
        seen: drafts::not_begun(case, role, auditor)?,
        replaces: None,
    }))
}

/// A draft that was begun, in a round that may have become another one since.
fn go_on(
    kept: &Kept,
    recorded: Option<&Draft>,
    begun: &Begun,
    console: &mut dyn Console,
) -> anyhow::Result<Option<Opened>> {
    let round = &begun.round;
    let mut opened = Opened {
        draft: kept.draft.clone(),
        seen: kept.seen.clone(),
        replaces: None,
    };
    let draft = &mut opened.draft;
    if draft.tool_sha256 != round.tool_sha256 {
        tell(
            console,
            "The round's tool was changed since this audit was begun. Look at the review before you finish: answers to questions that are gone are left out.\n",
        )?;
    }
    match (&draft.base, recorded) {
        (None, None) => {
            if !counts_no_more(draft, round) {
                return Ok(Some(opened));
            }
            tell(
                console,
                "Another auditor's first audit of this case came into the round since you began yours. Yours can go on as a second one: it serves to compare auditors and does not count.\n",
            )?;
            if !begin::confirm(console, "Go on with it as a second audit? (y/n) ")? {
                return Ok(None);
            }
            draft.make_second();
            let seen = drafts::not_begun(&draft.case, &draft.role, &draft.auditor)?;
            opened.replaces = Some(std::mem::replace(&mut opened.seen, seen));
        }
        (Some(_), None) => {
            tell(
                console,
                "The audit that you were correcting is no longer in the round. What you have here goes in as an audit of its own when you finish.\n",
            )?;
            draft.alone();
        }
        (base, Some(recorded)) if *base != recorded.base => {
            tell(
                console,
                if base.is_none() {
                    "An audit of this case by you came into the round since you began this one, by an import or from another window. Your answers here stand, and replace what it says when you finish; where you have none yet, what it says is taken over.\n"
                } else {
                    "This audit was changed in the round since you opened it, by an import or from another window. That is taken over, but for what you changed too: there your answers stand.\n"
                },
            )?;
            let form = round.forms.form(TableName::Audits);
            *draft = kept.draft.clone().onto(&round.tool, form, recorded);
        }
        (_, Some(_)) => {}
    }
    Ok(Some(opened))
}

/// Has another auditor the first audit of the case by now, and this one no second?
fn counts_no_more(draft: &Draft, round: &RoundOnDisk) -> bool {
    let form = round.forms.form(TableName::Audits);
    let audits = round.entries(TableName::Audits);
    let of_case: Vec<(&str, &str)> = audits
        .iter()
        .filter(|entry| entry.get(form, "case") == draft.case)
        .map(|entry| (role_of(entry.get(form, "role")), entry.get(form, "auditor")))
        .collect();
    draft.role == "first"
        && of_case.iter().any(|(role, _)| *role == "first")
        && !of_case.contains(&("second", draft.auditor.as_str()))
}

/// A blank role is the first.
fn role_of(cell: &str) -> &str {
    if cell.is_empty() { "first" } else { cell }
}

/// An audit of the round, opened for correction.
fn recorded(case: &str, role: &str, auditor: &str, round: &RoundOnDisk) -> Option<Draft> {
    let form = round.forms.form(TableName::Audits);
    let entry = round.entries(TableName::Audits).into_iter().find(|entry| {
        entry.get(form, "case") == case
            && role_of(entry.get(form, "role")) == role
            && entry.get(form, "auditor") == auditor
    })?;
    let mut findings = rows(round, TableName::Findings);
    findings.retain(|row| {
        let cell = |name: &str| row.get(name).map_or("", String::as_str);
        cell("case") == case && cell("auditor") == auditor && role_of(cell("role")) == role
    });
    let mut actions = rows(round, TableName::Actions);
    actions.retain(|row| row.get("case").is_some_and(|other| other == case));
    Some(Draft::correction(
        &round.tool,
        &round.tool_sha256,
        form,
        &entry,
        findings,
        actions,
    ))
}

/// All rows of a table by the names of their fields.
fn rows(round: &RoundOnDisk, table: TableName) -> Vec<Row> {
    let form = round.forms.form(table);
    let row = |entry: crate::model::Entry| {
        let cells = form.names().zip(entry.cells);
        cells
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| (name.to_owned(), text))
            .collect()
    };
    round.entries(table).into_iter().map(row).collect()
}
