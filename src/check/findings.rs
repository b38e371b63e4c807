//! Findings against the audits.
//!
//! It must not know what they are counted for.

use super::alike::{Of, References};
use super::audits::Audited;
use super::rows::{Walk, place_of, walk};
use super::{Files, Ground};
use crate::diagnostics::{Code, Problem, Problems};
use crate::model::TableName;

/// Checks the findings.
pub(super) fn check(
    ground: &Ground<'_>,
    audited: &Audited,
    files: &mut Files<'_>,
    references: &mut References,
    problems: &mut Problems,
) -> anyhow::Result<()> {
    let table = TableName::Findings;
    let form = ground.forms.form(table);
    let walked = walk(
        ground,
        table,
        files,
        problems,
        References::default,
        |walk, row| {
            let Walk {
                state: references,
                problems,
                ..
            } = walk;
            let case = row.entry.get(form, "case");
            let place = || place_of(form, row, "case");
            references.take(Of::Case, case, place);
            let auditor = row.entry.get(form, "auditor");
            references.take(Of::Auditor, auditor, || place_of(form, row, "auditor"));
            if audited.known && !case.is_empty() && !audited.has(case) {
                problems.push(
                    Problem::warning(
                        Code::UnknownCase,
                        place(),
                        "a finding on a case that has no audit here",
                    )
                    .hint("is the reference right, and has its audit come in?"),
                );
            }
        },
    )?;
    if let Some(taken) = walked {
        references.merge(taken);
    }
    Ok(())
}
