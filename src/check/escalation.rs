//! Critical ratings of which nobody was told.
//!
//! It must not know how such a rating came about.

use std::collections::{BTreeMap, BTreeSet};

use super::ratings::Layout;
use crate::diagnostics::{Code, Place, Problem, Problems};
use crate::model::{Audit, Mark, Role, Tool};
use crate::read::form::HeldRow;

/// A critical rating without anybody who was told.
#[derive(Debug)]
struct Untold {
    role: Role,
    standard: usize,
    place: Place,
    message: String,
}

/// Critical ratings of all audits, case by case.
#[derive(Debug, Default)]
pub(super) struct Escalations {
    untold: BTreeMap<String, Vec<Untold>>,
    told: BTreeSet<(String, usize)>,
    agreed: BTreeSet<String>,
}

/// The standards of an audit that ask for somebody to be told, each with its title and the
/// level that it stands at.
pub(super) fn critical<'t>(tool: &'t Tool, audit: &Audit) -> Vec<(usize, &'t str, &'t str)> {
    let mut critical = Vec::new();
    for (position, (standard, rating)) in tool.standards.iter().zip(&audit.ratings).enumerate() {
        let Mark::Level(level) = rating.last() else {
            continue;
        };
        if standard.escalate_at.contains(&level) && standard.applies(&audit.facts) {
            let scale = tool.scale_of(standard);
            let level = scale.and_then(|scale| scale.level(level));
            let label = level.map_or("", |level| level.label.as_str());
            critical.push((position, standard.title.as_str(), label));
        }
    }
    critical
}

impl Escalations {
    /// Takes one audit.
    pub(super) fn take(
        &mut self,
        tool: &Tool,
        layout: &Layout,
        audit: &Audit,
        row: &HeldRow<'_>,
        problems: &mut Problems,
    ) {
        if audit.role == Role::Agreed {
            self.agreed.insert(audit.case.clone());
        }
        for (standard, rating) in audit.ratings.iter().enumerate() {
            if rating.escalation.told {
                self.told.insert((audit.case.clone(), standard));
            }
        }
        for (standard, title, level) in critical(tool, audit) {
            let cells = layout.standards.get(standard);
            let told_at = cells.and_then(|cells| cells.told).unwrap_or(usize::MAX);
            let on = cells.and_then(|cells| cells.told_on).unwrap_or(usize::MAX);
            let escalation = audit.ratings.get(standard).map(|rating| rating.escalation);
            if escalation.is_some_and(|escalation| escalation.told) {
                if row.is_blank(on) {
                    let message = format!(
                        "somebody was told that `{title}` is at `{level}`, and there is no day of it"
                    );
                    problems.push(Problem::warning(Code::MissingValue, row.place(on), message));
                }
                continue;
            }
            self.untold
                .entry(audit.case.clone())
                .or_default()
                .push(Untold {
                    role: audit.role,
                    standard,
                    place: row.place(told_at),
                    message: format!("`{title}` is at `{level}`, and nobody was told"),
                });
        }
    }

    /// Tells of those of which no audit of the case says that somebody was told. Where
    /// auditors have agreed, what they agreed on is asked for.
    pub(super) fn tell(&mut self, problems: &mut Problems) {
        for (case, untold) in std::mem::take(&mut self.untold) {
            let agreed = self.agreed.contains(&case);
            for one in untold {
                let known = self.told.contains(&(case.clone(), one.standard));
                if !known && (one.role == Role::Agreed || !agreed) {
                    problems.push(
                        Problem::error(Code::NobodyTold, one.place, one.message).hint(
                            "tell whoever decides about the child's safety today, and write down who was told and when",
                        ),
                    );
                }
            }
        }
    }
}
