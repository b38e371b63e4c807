//! Counts of audits, group by group: the sums that everything else is computed from.
//!
//! Tallies of parts merge into the tally of the whole, in any order. Nothing here grows
//! with the number of audits, except where single cases are asked for. It must not know
//! statistics, or how anything is shown.

mod caps;
mod counts;
mod facts;
mod grouping;
mod histogram;
mod ledger;
mod measures;
mod shares;
mod standards;
mod waits;

pub use caps::{Breach, CapCounts};
pub use counts::Counts;
pub(in crate::analysis) use counts::Scratch;
pub use facts::FactCounts;
pub use grouping::{Group, Grouping};
pub use histogram::Histogram;
pub use ledger::Ledger;
pub use measures::{End, MeasureCounts};
pub use shares::ShareGrid;
pub use standards::{Escalations, Pairs, StandardCounts};
pub(crate) use waits::cross_size;
pub use waits::{DurationCounts, WaitCounts};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Audit, Role, Tool};

/// What is to be counted.
#[derive(Debug, Clone)]
pub struct Plan<'t> {
    /// The tool that the audits were made with.
    pub tool: &'t Tool,
    /// How cases are put into groups.
    pub grouping: Grouping,
    /// Two choice facts to be counted against each other, by position.
    pub cross: Option<(usize, usize)>,
    /// Cases whose groups must be known afterwards: those with findings.
    pub remember: BTreeSet<String>,
    /// Is each breach of a cap to be kept with its case?
    pub list_breaches: bool,
}

/// The counted audit of a case that was to be remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// The groups that the case stands in.
    pub groups: Vec<Group>,
    /// The role of the audit that counts.
    pub role: Role,
    /// Its auditor.
    pub auditor: String,
}

/// Counts of audits by group.
#[derive(Debug, Clone)]
pub struct Tally<'t> {
    plan: &'t Plan<'t>,
    groups: Vec<(Group, Counts)>,
    /// Positions of hubs in `groups` by name: only for rounds with many hubs.
    by_hub: BTreeMap<String, usize>,
    /// Everything, kept apart only where a case may stand in several groups.
    whole: Option<Counts>,
    remembered: BTreeMap<String, Remembered>,
    breaches: Vec<Breach>,
    /// Room for one audit's working and rated standards per domain.
    scratch: counts::Scratch,
}

/// Up to so many hubs are looked up one after the other.
const FEW_HUBS: usize = 16;

impl<'t> Tally<'t> {
    /// An empty tally.
    pub fn new(plan: &'t Plan<'t>) -> Self {
        Self {
            plan,
            groups: Vec::new(),
            by_hub: BTreeMap::new(),
            whole: plan
                .grouping
                .overlaps(plan.tool)
                .then(|| Counts::new(plan.tool, plan.cross)),
            remembered: BTreeMap::new(),
            breaches: Vec::new(),
            scratch: counts::Scratch::new(plan.tool),
        }
    }

    /// Adds an audit that counts.
    pub fn add(&mut self, audit: &Audit) {
        let plan = self.plan;
        match plan.grouping {
            Grouping::Hub => {
                let position = self.hub_position(&audit.hub);
                self.add_to(position, audit);
            }
            Grouping::Fact(fact) => {
                for group in Group::of_fact(audit, fact) {
                    let position = self.position(&group);
                    self.add_to(position, audit);
                }
            }
        }
        if let Some(whole) = &mut self.whole {
            whole.add(plan.tool, plan.cross, audit, &mut self.scratch);
        }
        if !plan.remember.is_empty() && plan.remember.contains(&audit.case) {
            self.remembered.insert(
                audit.case.clone(),
                Remembered {
                    groups: plan.grouping.groups_of(audit),
                    role: audit.role,
                    auditor: audit.auditor.clone(),
                },
            );
        }
        if plan.list_breaches {
            self.breaches.extend(caps::breaches(plan.tool, audit));
        }
    }

    fn add_to(&mut self, position: usize, audit: &Audit) {
        if let Some((_, counts)) = self.groups.get_mut(position) {
            counts.add(self.plan.tool, self.plan.cross, audit, &mut self.scratch);
        }
    }

    fn hub_position(&mut self, hub: &str) -> usize {
        let same = |group: &Group| matches!(group, Group::Hub(name) if name == hub);
        let known = if self.groups.len() <= FEW_HUBS {
            self.groups.iter().position(|(group, _)| same(group))
        } else {
            self.by_hub.get(hub).copied()
        };
        known.unwrap_or_else(|| self.position(&Group::Hub(hub.to_owned())))
    }

    /// The position of a group, made if it is new.
    fn position(&mut self, group: &Group) -> usize {
        let known = match group {
            Group::Hub(name) => self.by_hub.get(name).copied(),
            Group::Choice(_) | Group::NotStated => {
                self.groups.iter().position(|(other, _)| other == group)
            }
        };
        if let Some(known) = known {
            return known;
        }
        if let Group::Hub(name) = group {
            self.by_hub.insert(name.clone(), self.groups.len());
        }
        let counts = Counts::new(self.plan.tool, self.plan.cross);
        self.groups.push((group.clone(), counts));
        self.groups.len() - 1
    }

    /// Adds the counts of another part: the same as if its audits had been added here.
    pub fn merge(&mut self, other: Self) {
        for (group, counts) in other.groups {
            let position = self.position(&group);
            if let Some((_, mine)) = self.groups.get_mut(position) {
                mine.merge(&counts);
            }
        }
        if let (Some(mine), Some(theirs)) = (&mut self.whole, &other.whole) {
            mine.merge(theirs);
        }
        self.remembered.extend(other.remembered);
        self.breaches.extend(other.breaches);
    }

    /// Groups and their counts in a lasting order, and the counts of everything.
    pub fn into_parts(self) -> Parts {
        let mut groups = self.groups;
        groups.sort_by(|a, b| a.0.cmp(&b.0));
        let whole = self.whole.unwrap_or_else(|| {
            let mut whole = Counts::new(self.plan.tool, self.plan.cross);
            for (_, counts) in &groups {
                whole.merge(counts);
            }
            whole
        });
        let mut breaches = self.breaches;
        breaches.sort();
        Parts {
            groups,
            whole,
            remembered: self.remembered,
            breaches,
        }
    }
}

/// A finished tally.
#[derive(Debug, Clone)]
pub struct Parts {
    /// Groups in the order of their names or choices.
    pub groups: Vec<(Group, Counts)>,
    /// Every case once.
    pub whole: Counts,
    /// The cases that were to be remembered, and were counted.
    pub remembered: BTreeMap<String, Remembered>,
    /// Breaches of caps with their cases, where asked for.
    pub breaches: Vec<Breach>,
}
