//! The audit that is opened: one begun before, one in the round, or a new one.
//!
//! It must not know what is asked of the auditor.

use super::Begun;
use crate::interview::console::Console;
use crate::interview::tell;
use crate::model::TableName;
use crate::store::{Draft, RoundOnDisk, Row};

/// The draft that there is, a recorded audit opened for correction, or a new one.
pub(super) fn draft(
    case: &str,
    role: &str,
    auditor: &str,
    begun: &Begun,
    console: &mut dyn Console,
) -> anyhow::Result<Draft> {
    let round = &begun.round;
    let own = |draft: &Draft| draft.case == case && draft.role == role && draft.auditor == auditor;
    if let Some(kept) = begun.kept.iter().find(|kept| own(&kept.draft)) {
        if kept.draft.tool_sha256 != round.tool_sha256 {
            tell(
                console,
                "The round's tool was changed since this audit was begun. Look at the review before you finish: answers to questions that are gone are left out.\n",
            )?;
        }
        return Ok(kept.draft.clone());
    }
    let form = round.forms.form(TableName::Audits);
    let recorded = round.entries(TableName::Audits).into_iter().find(|entry| {
        let said = match entry.get(form, "role") {
            "" => "first",
            said => said,
        };
        entry.get(form, "case") == case && said == role && entry.get(form, "auditor") == auditor
    });
    let Some(entry) = recorded else {
        return Ok(Draft::new(case, role, auditor, &round.tool_sha256));
    };
    tell(
        console,
        "This audit is in the round already. It is opened for correction; what you change goes into the round's history.\n",
    )?;
    let mut findings = rows(round, TableName::Findings);
    findings.retain(|row| {
        let cell = |name: &str| row.get(name).map_or("", String::as_str);
        let said = match cell("role") {
            "" => "first",
            said => said,
        };
        cell("case") == case && cell("auditor") == auditor && said == role
    });
    let mut actions = rows(round, TableName::Actions);
    actions.retain(|row| row.get("case").is_some_and(|other| other == case));
    Ok(Draft::correction(
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
