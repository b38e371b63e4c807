//! The counted audits of a round, one small record a case, and what they add up to.
//!
//! It exists because cases that two rounds share are compared one by one: sums cannot say
//! which case moved. A standard takes two bytes a reading; no words are held. It must not
//! know the other round.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::summary::default_cross;
use crate::analysis::tally::{Counts, Scratch, WaitCounts};
use crate::model::{Audit, Mark, Role, Tool};

/// Where one case stands in one standard, in exactly one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// At a level of the scale, by its position; those not evidenced included.
    Level(u8),
    /// Does not apply, the auditor says.
    NotApplicable,
    /// Does not apply, the tool's rule says.
    Skipped,
    /// Rated although the tool's rule leaves it out: kept, and not counted.
    OutsideRule,
    /// Should have been rated and was not.
    Missing,
}

impl State {
    fn of(mark: Mark, applies: bool) -> Self {
        match (mark, applies) {
            (Mark::Level(level), true) => Self::Level(level),
            (Mark::Level(_), false) => Self::OutsideRule,
            (_, false) => Self::Skipped,
            (Mark::NotApplicable, true) => Self::NotApplicable,
            (Mark::Blank, true) => Self::Missing,
        }
    }
}

/// One case, by the audit that counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CaseRecord {
    /// Its reference.
    pub case: String,
    /// Its hub: the id where the round lists hubs, else as written; or another group.
    pub hub: String,
    /// The auditor.
    pub auditor: String,
    /// The role of the audit that counts.
    pub role: Role,
    /// By standard, after the last reading given.
    ratings: Box<[State]>,
    /// By standard, by the record alone; empty where the tool has one reading.
    records: Box<[State]>,
    /// The overall judgement.
    overall: State,
}

impl CaseRecord {
    /// Where it stands in a standard, by position: after the last reading given or, with
    /// `by_record`, by the record alone. A position that is none counts as missing.
    pub(super) fn state(&self, standard: usize, by_record: bool) -> State {
        let states = if by_record {
            &self.records
        } else {
            &self.ratings
        };
        states.get(standard).copied().unwrap_or(State::Missing)
    }

    /// The overall judgement.
    pub(super) fn overall(&self) -> State {
        self.overall
    }
}

/// The cases of a round while audits stream in, and their sums.
#[derive(Debug, Clone)]
pub struct CaseRecords<'t> {
    tool: &'t Tool,
    /// The two choice facts that are held against each other, by position.
    cross: Option<(usize, usize)>,
    records: Vec<CaseRecord>,
    counts: Counts,
    /// Waits and levels by hub, or other group, as the records have it.
    waits: BTreeMap<String, WaitCounts>,
    scratch: Scratch,
}

impl<'t> CaseRecords<'t> {
    /// No cases yet.
    pub fn new(tool: &'t Tool) -> Self {
        let cross = default_cross(tool);
        Self {
            tool,
            cross,
            records: Vec::new(),
            counts: Counts::new(tool, cross),
            waits: BTreeMap::new(),
            scratch: Scratch::new(tool),
        }
    }

    /// Adds an audit that counts.
    pub fn add(&mut self, audit: &Audit) {
        self.add_to(audit.hub.clone(), audit);
    }

    /// Adds an audit that counts to another group than its hub.
    pub fn add_to(&mut self, group: String, audit: &Audit) {
        let tool = self.tool;
        self.counts.add(tool, self.cross, audit, &mut self.scratch);
        if let Some(waits) = self.waits.get_mut(&group) {
            waits.add(tool, self.cross, audit);
        } else {
            let mut waits = WaitCounts::new(tool, self.cross);
            waits.add(tool, self.cross, audit);
            self.waits.insert(group.clone(), waits);
        }
        let rated = || tool.standards.iter().zip(&audit.ratings);
        let records = rated().filter(|_| tool.rates_twice());
        self.records.push(CaseRecord {
            case: audit.case.clone(),
            hub: group,
            auditor: audit.auditor.clone(),
            role: audit.role,
            ratings: rated()
                .map(|(standard, rating)| State::of(rating.last(), standard.applies(&audit.facts)))
                .collect(),
            records: records
                .map(|(standard, rating)| State::of(rating.record, standard.applies(&audit.facts)))
                .collect(),
            overall: State::of(audit.overall.mark, true),
        });
    }

    /// Adds the cases of another part, in any order.
    pub fn merge(&mut self, other: Self) {
        self.records.extend(other.records);
        self.counts.merge(&other.counts);
        for (group, waits) in other.waits {
            match self.waits.get_mut(&group) {
                Some(mine) => mine.merge(&waits),
                None => {
                    self.waits.insert(group, waits);
                }
            }
        }
    }

    /// The tool that the audits were made with.
    pub fn tool(&self) -> &'t Tool {
        self.tool
    }

    /// How many cases there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// The references of all cases, in no lasting order.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        self.records.iter().map(|record| record.case.as_str())
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// What they add up to.
    pub(super) fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The two choice facts that are held against each other, by position.
    pub(super) fn cross(&self) -> Option<(usize, usize)> {
        self.cross
    }

    /// Waits and levels of each group, by its name in the records.
    pub(super) fn waits(&self) -> impl Iterator<Item = (&str, &WaitCounts)> {
        let waits = self.waits.iter();
        waits.map(|(group, waits)| (group.as_str(), waits))
    }

    /// The cases in a lasting order, by reference.
    pub(super) fn sorted(&self) -> Vec<&CaseRecord> {
        let mut records: Vec<&CaseRecord> = self.records.iter().collect();
        records.sort();
        records
    }

    /// The auditors; only how many there are is ever shown.
    pub(super) fn auditors(&self) -> &BTreeSet<String> {
        &self.counts.auditors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standard_takes_two_bytes() {
        assert_eq!(size_of::<State>(), 2);
    }
}
