//! The worklist against the audits: what was planned and is not there, and the other way
//! round.
//!
//! It must not know what an audit says.

use std::collections::BTreeMap;

use super::alike::{Of, References};
use super::audits::Audited;
use super::rows::{Walk, place_of, walk};
use super::{Files, Ground};
use crate::diagnostics::{Code, Place, Problem, Problems};
use crate::model::{Hub, TableName};

/// The worklist.
#[derive(Debug, Default)]
pub(super) struct Listed {
    cases: BTreeMap<String, One>,
}

/// A case on the worklist.
#[derive(Debug)]
struct One {
    hub: String,
    status: String,
    place: Place,
}

impl Listed {
    /// Is the case on the list?
    pub(super) fn has(&self, case: &str) -> bool {
        self.cases.contains_key(case)
    }
}

/// Reads the worklist, and tells what is wrong in it.
pub(super) fn read(
    ground: &Ground<'_>,
    files: &mut Files<'_>,
    references: &mut References,
    problems: &mut Problems,
) -> anyhow::Result<Listed> {
    let table = TableName::Cases;
    let form = ground.forms.form(table);
    let make = || (Listed::default(), References::default());
    let walked = walk(ground, table, files, problems, make, |walk, row| {
        let Walk {
            state: (listed, references),
            problems,
            ..
        } = walk;
        let text = |name: &str| row.entry.get(form, name).to_owned();
        for (of, name) in [
            (Of::Case, "case"),
            (Of::Auditor, "auditor"),
            (Of::Auditor, "second_auditor"),
        ] {
            references.take(of, &text(name), || place_of(form, row, name));
        }
        let status = text("status");
        if status == "not_audited" && text("reason").is_empty() {
            problems.push(Problem::warning(
                Code::MissingReason,
                place_of(form, row, "reason"),
                "the case was not audited, without a reason",
            ));
        }
        let case = text("case");
        if !case.is_empty() {
            listed.cases.entry(case).or_insert_with(|| One {
                hub: text("hub"),
                status,
                place: place_of(form, row, "case"),
            });
        }
    })?;
    let (listed, taken) = walked.unwrap_or_default();
    references.merge(taken);
    Ok(listed)
}

/// Holds the worklist and the planned numbers against the audits.
pub(super) fn compare(
    ground: &Ground<'_>,
    listed: &Listed,
    audited: &Audited,
    problems: &mut Problems,
) {
    if !audited.known && !listed.cases.is_empty() {
        // Audits that cannot be read are told for themselves.
        return;
    }
    off_the_list(listed, audited, problems);
    let to_do = not_audited(ground, listed, audited, problems);
    planned(ground, audited, &to_do, problems);
}

fn off_the_list(listed: &Listed, audited: &Audited, problems: &mut Problems) {
    if listed.cases.is_empty() {
        return;
    }
    for (case, audits) in &audited.cases {
        if listed.has(case) {
            continue;
        }
        for audit in audits {
            problems.push(
                Problem::warning(
                    Code::OffWorklist,
                    audit.place.clone(),
                    "the case is not on the round's worklist",
                )
                .hint("put the reference right, or add the case to `cases.csv`"),
            );
        }
    }
}

/// Tells of cases that are still to be audited; gives how many of which hub there are.
fn not_audited<'l>(
    ground: &Ground<'_>,
    listed: &'l Listed,
    audited: &Audited,
    problems: &mut Problems,
) -> BTreeMap<&'l str, usize> {
    let mut hubs: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (case, one) in &listed.cases {
        let there = audited.has(case);
        let (missing, all) = hubs.entry(&one.hub).or_default();
        *all += 1;
        let message = match (one.status.as_str(), there) {
            ("not_audited", true) => Some("marked as not audited, and there is an audit"),
            ("audited", false) => Some("marked as audited, and there is no audit"),
            ("not_audited", false) | (_, true) => None,
            (_, false) => {
                *missing += 1;
                problems.push(Problem::note(
                    Code::NotAudited,
                    one.place.clone(),
                    "not audited yet",
                ));
                None
            }
        };
        if let Some(message) = message {
            let problem = Problem::warning(Code::NotAudited, one.place.clone(), message);
            problems.push(problem);
        }
    }
    let file = ground.path(TableName::Cases.file());
    for (hub, &(missing, all)) in &hubs {
        if missing > 0 {
            let verb = if missing == 1 { "is" } else { "are" };
            let message = format!(
                "{}: {missing} of {all} cases on the worklist {verb} planned and not audited",
                ground.quoted(hub)
            );
            problems.push(
                Problem::warning(Code::NotAudited, Place::file(file.as_str()), message)
                    .hint("the notes below name them by row; one that will not be audited is `not_audited`, with a reason"),
            );
        }
    }
    let to_do = hubs.into_iter().map(|(hub, (missing, _))| (hub, missing));
    to_do.collect()
}

/// Tells of hubs that will have fewer audits than were planned, also once everything on
/// the worklist is done.
fn planned(
    ground: &Ground<'_>,
    audited: &Audited,
    to_do: &BTreeMap<&str, usize>,
    problems: &mut Problems,
) {
    let file = ground.path("round.toml");
    let fewer = |hub: &&Hub| hub.planned.is_some();
    for hub in ground.round.hubs.iter().filter(fewer) {
        let there = audited.counted_in(&hub.label);
        let planned = hub
            .planned
            .and_then(|planned| usize::try_from(planned).ok());
        let left = to_do.get(hub.label.as_str()).copied().unwrap_or(0);
        let Some(planned) = planned.filter(|planned| there + left < *planned) else {
            continue;
        };
        let mut message = format!("`{}`: {there} of {planned} planned audits", hub.label);
        if left > 0 {
            message.push_str(&format!(", and {left} to do on the worklist"));
        }
        problems.push(Problem::warning(
            Code::FewerThanPlanned,
            Place::file(file.as_str()),
            message,
        ));
    }
}
