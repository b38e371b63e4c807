//! Where the audit of each case of a round stands.
//!
//! It must not know how the list is shown.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::drafts::Kept;
use super::round::RoundOnDisk;
use crate::model::{Entry, Form, Mark, TableName, Tool};

/// What is known of one audit, or of a case that has none yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The case's reference.
    pub case: String,
    /// The hub as written.
    pub hub: String,
    /// The auditor's code, where one is known.
    pub auditor: String,
    /// Which of the case's audits it is; blank where there is none yet.
    pub role: String,
    /// What there is.
    pub what: What,
    /// Titles of the standards of which somebody must be told, and nobody was.
    pub untold: Vec<String>,
    /// Why the case is not to be audited, in somebody's words.
    pub reason: String,
}

/// What there is of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Nothing: the case is on the list.
    Planned,
    /// Nothing, and there is to be nothing.
    NotAudited,
    /// An unfinished audit.
    Draft {
        /// Is the record read, and the discussion still to be held?
        awaits_discussion: bool,
        /// Standards that apply and have a rating.
        rated: u64,
        /// Standards that apply.
        of: u64,
        /// Does it correct an audit that is in the round?
        correction: bool,
    },
    /// An audit in the round.
    Recorded,
}

/// Every audit and every case of a round, in the order of its list.
pub fn standings(round: &RoundOnDisk, drafts: &[Kept]) -> Vec<Standing> {
    let audits = round.forms.form(TableName::Audits);
    let mut by_case: BTreeMap<String, Vec<Standing>> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut corrected = BTreeSet::new();
    for kept in drafts {
        let standing = of_draft(&round.tool, &kept.draft);
        if kept.draft.base.is_some() {
            corrected.insert((
                standing.case.clone(),
                standing.role.clone(),
                standing.auditor.clone(),
            ));
        }
        order.push(standing.case.clone());
        by_case
            .entry(standing.case.clone())
            .or_default()
            .push(standing);
    }
    for entry in round.entries(TableName::Audits) {
        let standing = of_audit(round, audits, &entry);
        let key = (
            standing.case.clone(),
            standing.role.clone(),
            standing.auditor.clone(),
        );
        order.push(standing.case.clone());
        if !corrected.contains(&key) {
            by_case
                .entry(standing.case.clone())
                .or_default()
                .push(standing);
        }
    }
    let mut all = Vec::new();
    let cases = round.forms.form(TableName::Cases);
    for entry in round.entries(TableName::Cases) {
        let cell = |name: &str| entry.get(cases, name).to_owned();
        let there = by_case.remove(&cell("case")).unwrap_or_default();
        let has = |role: &str| there.iter().any(|standing| standing.role == role);
        let planned = |auditor: String, role: &str| Standing {
            case: cell("case"),
            hub: cell("hub"),
            auditor,
            role: role.to_owned(),
            what: if cell("status") == "not_audited" {
                What::NotAudited
            } else {
                What::Planned
            },
            untold: Vec::new(),
            reason: cell("reason"),
        };
        let mut own = Vec::new();
        if !has("first") && !has("agreed") {
            own.push(planned(cell("auditor"), ""));
        }
        let second = cell("second_auditor");
        if !second.is_empty() && !has("second") {
            own.push(planned(second, "second"));
        }
        all.extend(there.into_iter().chain(own).map(|mut standing| {
            if standing.hub.is_empty() {
                standing.hub = cell("hub");
            }
            standing
        }));
    }
    for case in order {
        all.extend(by_case.remove(&case).unwrap_or_default());
    }
    all
}

fn of_draft(tool: &Tool, draft: &Draft) -> Standing {
    let applies: Vec<usize> = (0..tool.standards.len())
        .filter(|&standard| draft.applies(tool, standard))
        .collect();
    let rated = applies
        .iter()
        .filter(|&&standard| draft.last(tool, standard) != Mark::Blank)
        .count();
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    Standing {
        case: draft.case.clone(),
        hub: draft.cell("hub").to_owned(),
        auditor: draft.auditor.clone(),
        role: draft.role.clone(),
        what: What::Draft {
            awaits_discussion: draft.awaits_discussion(tool),
            rated: count(rated),
            of: count(applies.len()),
            correction: draft.base.is_some(),
        },
        untold: untold(tool, draft),
        reason: String::new(),
    }
}

fn of_audit(round: &RoundOnDisk, form: &Form, entry: &Entry) -> Standing {
    let cell = |name: &str| entry.get(form, name).to_owned();
    let role = match cell("role") {
        role if role.is_empty() => "first".to_owned(),
        role => role,
    };
    let mut draft = Draft::new(&cell("case"), &role, &cell("auditor"), "");
    draft.cells = form
        .names()
        .zip(&entry.cells)
        .map(|(name, text)| (name.to_owned(), text.clone()))
        .collect();
    Standing {
        case: cell("case"),
        hub: cell("hub"),
        auditor: cell("auditor"),
        role,
        what: What::Recorded,
        untold: untold(&round.tool, &draft),
        reason: String::new(),
    }
}

/// Standards at a level at which somebody must be told, with no name of who was.
fn untold(tool: &Tool, draft: &Draft) -> Vec<String> {
    let standards = tool.standards.iter().enumerate();
    standards
        .filter(|(position, standard)| {
            let told = draft.cell(&format!("{}.escalated_to", standard.id));
            told.trim().is_empty() && draft.must_tell(tool, *position)
        })
        .map(|(_, standard)| standard.title.clone())
        .collect()
}
