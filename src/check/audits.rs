//! The audits of a round, row by row and beside each other.
//!
//! It must not know the worklist, findings or actions.

use std::collections::BTreeMap;

use super::alike::{Of, References};
use super::escalation::Escalations;
use super::ratings::Layout;
use super::rows::place_of;
use super::{Files, Ground, days, discussion, judgement, personal, ratings};
use crate::diagnostics::{Code, Place, Problem, Problems};
use crate::model::{Audit, Form, Role, TableName};
use crate::read::audits::{AuditSheet, Bytes, Options, fold_counted};
use crate::read::form::{Held, HeldRow};

/// What other tables need to know of the audits.
#[derive(Debug, Default)]
pub(super) struct Audited {
    /// Are there audits to hold anything against?
    pub(super) known: bool,
    /// The cases, each with its audits.
    pub(super) cases: BTreeMap<String, Vec<One>>,
}

/// One audit.
#[derive(Debug)]
pub(super) struct One {
    pub(super) role: Role,
    auditor: String,
    /// The hub as it is written.
    pub(super) hub: String,
    /// The cell of its case.
    pub(super) place: Place,
    row: u64,
}

#[derive(Default)]
struct Walk {
    problems: Problems,
    audited: Audited,
    references: References,
    escalations: Escalations,
}

/// Checks the audits.
pub(super) fn check(
    ground: &Ground<'_>,
    files: &mut Files<'_>,
    references: &mut References,
    problems: &mut Problems,
) -> anyhow::Result<Audited> {
    let table = TableName::Audits;
    let path = ground.path(table.file());
    let Some(bytes) = (files.read)(table.file())? else {
        problems.push(Problem::note(
            Code::Unfinished,
            Place::file(path),
            "there are no audits yet",
        ));
        return Ok(Audited {
            known: true,
            ..Audited::default()
        });
    };
    let form = ground.forms.form(table);
    let held = Held::open(bytes.clone(), &path, form, ground.forms.names(table))?;
    if held.has_column("standard") && held.has_column("level") {
        let message =
            "here each standard of an audit has a row of its own, and a round has one row an audit";
        problems.push(
            Problem::error(Code::NoTable, held.header_place(), message)
                .hint("move this file out of the round and bring it in with `case-audit import`"),
        );
        return Ok(Audited::default());
    }
    // What sums would say of the file, so that both commands say the same.
    let hubs = &ground.round.hubs;
    let sheet = AuditSheet::open(Bytes::Held(bytes), &path, ground.tool, hubs, problems)?;
    let options = Options {
        threads: 1,
        skip_invalid: true,
    };
    let counted = fold_counted(&sheet, options, || (), |(), _| {})?;
    problems.merge(counted.problems);
    if sheet.usable() {
        discussion::columns(ground.tool, form, &held, problems);
    }
    let layout = Layout::new(ground.tool, form);
    let passed_over = |name: &str| name == "discussed_on";
    let walked = held.each(
        |field| passed_over(&field.name),
        false,
        problems,
        Walk::default,
        |walk, row| {
            personal::row(ground.detector, form, row, &mut walk.problems);
            if sheet.usable() {
                walk.take(ground, form, &layout, &held, row);
            }
        },
    )?;
    let mut walk = walked.unwrap_or_default();
    walk.escalations.tell(&mut walk.problems);
    beside_each_other(&walk.audited, &mut walk.problems);
    references.merge(walk.references);
    problems.merge(walk.problems);
    walk.audited.known = sheet.usable();
    Ok(walk.audited)
}

impl Walk {
    fn take(
        &mut self,
        ground: &Ground<'_>,
        form: &Form,
        layout: &Layout,
        held: &Held<'_>,
        row: &HeldRow<'_>,
    ) {
        let audit = Audit::of(ground.tool, form, row.entry);
        let problems = &mut self.problems;
        ratings::check(ground.tool, form, layout, &audit, row, problems);
        judgement::check(ground.tool, form, &audit, row, problems);
        if ground
            .tool
            .readings
            .contains(&crate::model::Reading::Discussion)
        {
            discussion::check(ground.tool, form, layout, held, &audit, row, problems);
        }
        days::check(ground.round, form, &audit, row, problems);
        self.escalations
            .take(ground.tool, layout, &audit, row, problems);
        let place = || place_of(form, row, "case");
        self.references.take(Of::Case, &audit.case, place);
        self.references.take(Of::Auditor, &audit.auditor, || {
            place_of(form, row, "auditor")
        });
        if !audit.case.is_empty() {
            self.audited.cases.entry(audit.case).or_default().push(One {
                role: audit.role,
                auditor: audit.auditor,
                hub: audit.hub,
                place: place(),
                row: row.number(),
            });
        }
    }
}

/// Second audits that stand alone, or twice.
fn beside_each_other(audited: &Audited, problems: &mut Problems) {
    for audits in audited.cases.values() {
        let seconds = || audits.iter().filter(|audit| audit.role == Role::Second);
        if seconds().count() == audits.len() {
            for second in seconds() {
                problems.push(
                    Problem::warning(
                        Code::LoneSecond,
                        second.place.clone(),
                        "the case has a second audit and no other, so it does not count",
                    )
                    .hint("if it is the only one, its role is `first`"),
                );
            }
        }
        let mut auditors: BTreeMap<&str, u64> = BTreeMap::new();
        for second in seconds() {
            if let Some(earlier) = auditors.get(second.auditor.as_str()) {
                let message =
                    format!("row {earlier} is a second audit of the same case by the same auditor");
                problems.push(
                    Problem::error(Code::DuplicateAudit, second.place.clone(), message)
                        .hint("keep the one that is right"),
                );
            } else {
                auditors.insert(&second.auditor, second.row);
            }
        }
    }
}

impl Audited {
    /// Has the case an audit?
    pub(super) fn has(&self, case: &str) -> bool {
        self.cases.contains_key(case)
    }

    /// How many cases of a hub, by what is written for it, have an audit that counts.
    pub(super) fn counted_in(&self, hub: &str) -> usize {
        let counts = |audits: &&Vec<One>| {
            audits
                .iter()
                .any(|audit| audit.role != Role::Second && audit.hub == hub)
        };
        self.cases.values().filter(counts).count()
    }
}
