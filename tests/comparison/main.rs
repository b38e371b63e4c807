//! What changed in practice between two rounds: against answers computed elsewhere, small
//! cases counted by hand, and laws that hold for any two rounds.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::float_cmp,
    reason = "a test stops at what it did not expect, and exact figures are exact"
)]

#[path = "../common/mod.rs"]
mod common;

mod by_hand;
mod chance;
mod ilacs;
mod laws;
mod reading;
mod small;
mod spring;
mod waits;

use std::path::Path;

use case_audit::analysis::comparison::{
    Asked, CaseRecords, Footing, Matched, Matching, Practice, Side,
};
use case_audit::diagnostics::Problems;
use case_audit::model::{Action, Audit, Finding, Round, Tool};
use case_audit::read;
use case_audit::read::audits::{AuditSheet, Bytes, Options, fold_counted};
use case_audit::read::form::Forms;
use common::project;

/// A round with everything that a comparison rests on.
#[derive(Debug)]
struct Loaded {
    tool: Tool,
    round: Option<Round>,
    audits: Vec<Audit>,
    findings: Option<Vec<Finding>>,
    actions: Option<Vec<Action>>,
}

impl Loaded {
    /// Reads a round's folder.
    fn round(named: &Path) -> Self {
        let mut problems = Problems::new();
        let source = read::source(named, None, &mut problems).unwrap().unwrap();
        let round = source.round.clone().unwrap();
        let found = source.findings.as_ref().map(|path| {
            read::findings(path, "findings.csv", &source.tool, &mut problems)
                .unwrap()
                .all
        });
        let actions = std::fs::read(named.join("actions.csv")).ok().map(|bytes| {
            let forms = Forms::new(&source.tool, &round.hubs, &round.focus);
            read::actions(bytes, "actions.csv", &forms, &source.tool, &mut problems)
                .unwrap()
                .all
        });
        let path = source.audits.clone().unwrap();
        let sheet = AuditSheet::open(
            Bytes::File(&path),
            "audits.csv",
            &source.tool,
            &round.hubs,
            &mut problems,
        )
        .unwrap();
        let options = Options {
            threads: 1,
            skip_invalid: false,
        };
        let counted = fold_counted(&sheet, options, Vec::new, |audits, audit| {
            audits.push(audit.clone());
        })
        .unwrap();
        problems.merge(counted.problems);
        assert!(!problems.has_errors(), "{problems:?}");
        Self {
            audits: counted.states.concat(),
            tool: source.tool,
            round: Some(round),
            findings: found,
            actions,
        }
    }

    fn sample(name: &str) -> Self {
        Self::round(&project().join("samples").join(name))
    }

    fn side(&self) -> Side<'_> {
        self.side_of(&self.audits)
    }

    /// The same round with other audits.
    fn side_of(&self, audits: &[Audit]) -> Side<'_> {
        let mut cases = CaseRecords::new(&self.tool);
        for audit in audits {
            cases.add(audit);
        }
        Side {
            tool: &self.tool,
            round: self.round.as_ref(),
            cases,
            findings: self.findings.as_deref(),
            actions: self.actions.as_deref(),
        }
    }
}

/// What is the same in two tools: by id, and standards by earlier ids too.
struct Alike {
    standards: Vec<Matched>,
    domains: Vec<(Option<usize>, Option<usize>)>,
    measures: Vec<(usize, usize)>,
    themes: Vec<(Option<usize>, Option<usize>)>,
    facts: Vec<(usize, usize)>,
    overall: Footing,
}

/// All of the later list, each with its place in the earlier one; then the rest of that.
fn both<T>(
    old: &[T],
    new: &[T],
    same: impl Fn(&T, &T) -> bool,
) -> Vec<(Option<usize>, Option<usize>)> {
    let later = new.iter().enumerate().map(|(place, b)| {
        let earlier = old.iter().position(|a| same(a, b));
        (earlier, Some(place))
    });
    let gone = old
        .iter()
        .enumerate()
        .filter(|(_, a)| !new.iter().any(|b| same(a, b)))
        .map(|(place, _)| (Some(place), None));
    later.chain(gone).collect()
}

fn whole(pairs: Vec<(Option<usize>, Option<usize>)>) -> Vec<(usize, usize)> {
    let pairs = pairs.into_iter();
    pairs.filter_map(|(a, b)| Some((a?, b?))).collect()
}

impl Alike {
    fn new(old: &Tool, new: &Tool) -> Self {
        let standards = both(&old.standards, &new.standards, |a, b| {
            a.id == b.id || b.was.contains(&a.id) || a.was.contains(&b.id)
        });
        let footing = |pair: &(Option<usize>, Option<usize>)| match *pair {
            (Some(a), Some(b)) if old.standards[a].edition == new.standards[b].edition => {
                Footing::Compared
            }
            (Some(_), Some(_)) => Footing::SideBySide,
            _ => Footing::NotCompared,
        };
        Self {
            standards: standards
                .iter()
                .map(|pair| Matched {
                    before: pair.0,
                    after: pair.1,
                    footing: footing(pair),
                })
                .collect(),
            domains: both(&old.domains, &new.domains, |a, b| a.id == b.id),
            measures: whole(both(&old.measures, &new.measures, |a, b| a.id == b.id)),
            themes: both(&old.themes, &new.themes, |a, b| a.id == b.id),
            facts: whole(both(&old.facts, &new.facts, |a, b| a.id == b.id)),
            overall: Footing::Compared,
        }
    }

    fn matching(&self) -> Matching<'_> {
        Matching {
            standards: &self.standards,
            domains: &self.domains,
            measures: &self.measures,
            themes: &self.themes,
            facts: &self.facts,
            overall: self.overall,
        }
    }
}

fn compare(before: &Loaded, after: &Loaded, asked: Asked) -> Practice {
    let alike = Alike::new(&before.tool, &after.tool);
    Practice::new(&before.side(), &after.side(), &alike.matching(), asked)
}
