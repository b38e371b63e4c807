//! Everything that is counted of one group of cases.
//!
//! It must not know which group it is, or what is computed from the counts.

use std::collections::BTreeSet;

use super::caps::{self, CapCounts};
use super::standards::working_levels;
use super::{FactCounts, Ledger, MeasureCounts, ShareGrid, StandardCounts, WaitCounts};
use crate::model::{Audit, Held, Tool};

/// Counts of one group of cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// Cases.
    pub cases: u64,
    /// Auditors; only how many there are is ever shown.
    pub auditors: BTreeSet<String>,
    /// Discussions held.
    pub held: u64,
    /// Discussions not held.
    pub not_held: u64,
    /// Audits that do not say.
    pub unsaid: u64,
    /// By standard.
    pub standards: Vec<StandardCounts>,
    /// By domain: cases by their working share.
    pub shares: Vec<ShareGrid>,
    /// The same by the record alone; empty where the tool has one reading.
    pub record_shares: Vec<ShareGrid>,
    /// The overall judgement.
    pub overall: Ledger,
    /// By cap.
    pub caps: Vec<CapCounts>,
    /// By fact.
    pub facts: Vec<FactCounts>,
    /// By measure.
    pub measures: Vec<MeasureCounts>,
    /// Days between two dates, and two choice facts against each other.
    pub waits: WaitCounts,
}

/// One audit's working and judged standards per domain: by the rating, and by the record.
#[derive(Debug, Clone)]
pub(in crate::analysis) struct Scratch {
    /// Which levels are working, by scale.
    working: Vec<Vec<bool>>,
    domains: Vec<[(usize, usize); 2]>,
}

impl Scratch {
    pub(in crate::analysis) fn new(tool: &Tool) -> Self {
        let scales = tool.scales.iter();
        Self {
            working: scales.map(|scale| working_levels(Some(scale))).collect(),
            domains: Vec::new(),
        }
    }
}

impl Counts {
    /// Nothing yet.
    pub fn new(tool: &Tool, cross: Option<(usize, usize)>) -> Self {
        let twice = tool.rates_twice();
        let grids = || {
            (0..tool.domains.len())
                .map(|domain| ShareGrid::new(tool.standards_of(domain).count()))
                .collect::<Vec<_>>()
        };
        Self {
            cases: 0,
            auditors: BTreeSet::new(),
            held: 0,
            not_held: 0,
            unsaid: 0,
            standards: tool
                .standards
                .iter()
                .map(|standard| StandardCounts::new(tool.scale_of(standard), twice))
                .collect(),
            shares: grids(),
            record_shares: if twice { grids() } else { Vec::new() },
            overall: Ledger::new(tool.overall_scale()),
            caps: vec![CapCounts::default(); tool.overall.as_ref().map_or(0, |o| o.caps.len())],
            facts: tool.facts.iter().map(FactCounts::new).collect(),
            measures: vec![MeasureCounts::default(); tool.measures.len()],
            waits: WaitCounts::new(tool, cross),
        }
    }

    /// Adds an audit.
    pub(in crate::analysis) fn add(
        &mut self,
        tool: &Tool,
        cross: Option<(usize, usize)>,
        audit: &Audit,
        scratch: &mut Scratch,
    ) {
        self.cases += 1;
        if !audit.auditor.is_empty() && !self.auditors.contains(&audit.auditor) {
            self.auditors.insert(audit.auditor.clone());
        }
        match audit.held {
            Held::Held => self.held += 1,
            Held::NotHeld => self.not_held += 1,
            Held::Unsaid => self.unsaid += 1,
        }
        self.add_ratings(tool, audit, scratch);
        if tool.overall.is_some() {
            self.overall.add(audit.overall.mark, true);
            caps::add(tool, audit, &mut self.caps);
        }
        for (counts, value) in self.facts.iter_mut().zip(&audit.facts) {
            counts.add(value);
        }
        self.waits.add(tool, cross, audit);
        for (counts, (start, now)) in self.measures.iter_mut().zip(&audit.measures) {
            counts.add(*start, *now);
        }
    }

    fn add_ratings(&mut self, tool: &Tool, audit: &Audit, scratch: &mut Scratch) {
        scratch.domains.clear();
        scratch.domains.resize(tool.domains.len(), [(0, 0); 2]);
        let rated = tool.standards.iter().zip(&audit.ratings);
        for ((standard, rating), counts) in rated.zip(&mut self.standards) {
            let (Some(working_levels), Some(domain)) = (
                scratch.working.get(standard.scale),
                scratch.domains.get_mut(standard.domain),
            ) else {
                continue;
            };
            let applies = standard.applies_when.is_empty() || standard.applies(&audit.facts);
            let (last, record) = counts.add(standard, working_levels, applies, rating);
            for ((working, judged), part) in domain.iter_mut().zip([last, record]) {
                *working += usize::from(part.working);
                *judged += usize::from(part.judged);
            }
        }
        for (grid, [(working, judged), _]) in self.shares.iter_mut().zip(&scratch.domains) {
            grid.add(*working, *judged);
        }
        for (grid, [_, (working, judged)]) in self.record_shares.iter_mut().zip(&scratch.domains) {
            grid.add(*working, *judged);
        }
    }

    /// Adds the counts of another part.
    pub fn merge(&mut self, other: &Self) {
        self.cases += other.cases;
        self.auditors.extend(other.auditors.iter().cloned());
        self.held += other.held;
        self.not_held += other.not_held;
        self.unsaid += other.unsaid;
        for (mine, theirs) in self.standards.iter_mut().zip(&other.standards) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.shares.iter_mut().zip(&other.shares) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.record_shares.iter_mut().zip(&other.record_shares) {
            mine.merge(theirs);
        }
        self.overall.merge(&other.overall);
        for (mine, theirs) in self.caps.iter_mut().zip(&other.caps) {
            mine.merge(*theirs);
        }
        for (mine, theirs) in self.facts.iter_mut().zip(&other.facts) {
            mine.merge(theirs);
        }
        self.waits.merge(&other.waits);
        for (mine, theirs) in self.measures.iter_mut().zip(&other.measures) {
            mine.merge(theirs);
        }
    }
}
