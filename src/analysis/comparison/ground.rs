//! Two rounds made ready to be compared: cases in a lasting order, hubs and standards
//! matched, and each case's working share of any set of standards.
//!
//! It must not know tests or verdicts.

use std::collections::BTreeMap;

use crate::analysis::Share;
use crate::analysis::tally::{Counts, WaitCounts};
use crate::model::{Scale, Standard, Standing, Tool};

use super::cases::{CaseRecord, State};
use super::hubs::Hubs;
use super::matched::{Footing, Matched};
use super::practice::{Matching, Name, Names, Side};

/// One round, ready to be compared.
pub(super) struct Ready<'a> {
    pub(super) tool: &'a Tool,
    pub(super) counts: &'a Counts,
    /// Waits and levels of each hub that both rounds have, by its position among all hubs.
    pub(super) waits: BTreeMap<usize, WaitCounts>,
    /// The two choice facts that are held against each other, by position.
    pub(super) cross: Option<(usize, usize)>,
    /// By reference.
    pub(super) records: Vec<&'a CaseRecord>,
    /// Which levels are working, by standard.
    working: Vec<Vec<bool>>,
}

impl<'a> Ready<'a> {
    fn new(side: &'a Side<'a>) -> Self {
        let tool = side.tool;
        let working = |standard: &Standard| {
            let scale = tool.scale_of(standard).into_iter();
            scale
                .flat_map(|scale| &scale.levels)
                .map(|level| level.standing == Standing::Working)
                .collect()
        };
        Self {
            tool,
            counts: side.cases.counts(),
            waits: BTreeMap::new(),
            cross: side.cases.cross(),
            records: side.cases.sorted(),
            working: tool.standards.iter().map(working).collect(),
        }
    }

    /// A case's working ratings over its rated and not evidenced ones, among some
    /// standards.
    pub(super) fn share(&self, record: &CaseRecord, standards: &[usize], by: By) -> Share {
        let mut share = Share::default();
        for standard in standards {
            if let State::Level(level) = record.state(*standard, by == By::Record) {
                share.of += 1;
                share.count += u64::from(self.is_working(*standard, level));
            }
        }
        share
    }

    /// Is a level of a standard's scale working?
    pub(super) fn is_working(&self, standard: usize, level: u8) -> bool {
        let levels = self.working.get(standard);
        levels
            .and_then(|levels| levels.get(usize::from(level)))
            .copied()
            .unwrap_or(false)
    }

    /// A standard's scale.
    pub(super) fn scale(&self, standard: usize) -> Option<&'a Scale> {
        self.tool.scale_of(self.tool.standards.get(standard)?)
    }
}

/// By which reading cases are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The last reading given.
    Rating,
    /// The record alone.
    Record,
}

/// A standard of both tools that is compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Both {
    pub(super) before: usize,
    pub(super) after: usize,
}

/// Both rounds.
pub(super) struct Ground<'a> {
    pub(super) before: Ready<'a>,
    pub(super) after: Ready<'a>,
    pub(super) hubs: Hubs,
    pub(super) matching: &'a Matching<'a>,
    /// Is what would have been clear asked for?
    pub(super) explain: bool,
    /// Are case references asked for?
    pub(super) with_cases: bool,
}

impl<'a> Ground<'a> {
    pub(super) fn new(
        before: &'a Side<'a>,
        after: &'a Side<'a>,
        matching: &'a Matching<'a>,
        asked: super::practice::Asked,
    ) -> Self {
        let (mut first, mut second) = (Ready::new(before), Ready::new(after));
        let hubs = Hubs::new(
            (before.round, first.records.as_slice()),
            (after.round, second.records.as_slice()),
        );
        first.waits = waits_of(before, &first.records, &hubs, &hubs.before);
        second.waits = waits_of(after, &second.records, &hubs, &hubs.after);
        Self {
            hubs,
            before: first,
            after: second,
            matching,
            explain: asked.explain,
            with_cases: asked.with_cases,
        }
    }

    /// The two positions of a matched standard that is compared.
    pub(super) fn compared(matched: &Matched) -> Option<Both> {
        match (matched.before, matched.after, matched.footing) {
            (Some(before), Some(after), Footing::Compared) => Some(Both { before, after }),
            _ => None,
        }
    }

    /// Is the record reading to stand beside: do both tools rate twice, and was a different
    /// part of the discussions held?
    pub(super) fn record_beside(&self) -> bool {
        let (before, after) = (self.before.counts, self.after.counts);
        let twice = self.before.tool.rates_twice() && self.after.tool.rates_twice();
        let held =
            |counts: &Counts, other: &Counts| u128::from(counts.held) * u128::from(other.cases);
        twice && held(before, after) != held(after, before)
    }

    /// The same by the record alone, where that stands beside; else nothing.
    pub(super) fn by_record<T: Default>(&self, all: impl FnOnce(By) -> T) -> T {
        if self.record_beside() {
            all(By::Record)
        } else {
            T::default()
        }
    }

    /// The names of a standard in both tools.
    pub(super) fn standard_names(&self, matched: &Matched) -> Names {
        let name = |tool: &Tool, position: Option<usize>| {
            let standard = tool.standards.get(position?)?;
            Some(Name::new(&standard.id, &standard.title))
        };
        Names {
            before: name(self.before.tool, matched.before),
            after: name(self.after.tool, matched.after),
        }
    }

    /// The names of a domain in both tools.
    pub(super) fn domain_names(&self, before: Option<usize>, after: Option<usize>) -> Names {
        let name = |tool: &Tool, position: Option<usize>| {
            let domain = tool.domains.get(position?)?;
            Some(Name::new(&domain.id, &domain.title))
        };
        Names {
            before: name(self.before.tool, before),
            after: name(self.after.tool, after),
        }
    }

    /// The compared standards of every matched domain: those that the later tool has
    /// there, so that one that moved is counted where it stands now. A domain that only
    /// the earlier tool has, has none.
    pub(super) fn domain_standards(&self) -> Vec<DomainStandards> {
        let domains = self.matching.domains.iter();
        domains
            .map(|&(before, after)| {
                let here = |both: &Both| {
                    let standard = self.after.tool.standards.get(both.after);
                    standard.map(|standard| standard.domain) == after
                };
                let all = self.matching.standards.iter();
                let both: Vec<Both> = all.filter_map(Self::compared).filter(here).collect();
                DomainStandards {
                    names: self.domain_names(before, after),
                    before: both.iter().map(|both| both.before).collect(),
                    after: both.iter().map(|both| both.after).collect(),
                }
            })
            .collect()
    }
}

/// Waits and levels of each hub of both rounds; `places` are the hubs' positions, by case.
fn waits_of(
    side: &Side<'_>,
    records: &[&CaseRecord],
    hubs: &Hubs,
    places: &[Option<usize>],
) -> BTreeMap<usize, WaitCounts> {
    let written = records.iter().map(|record| record.hub.as_str());
    let place_of: BTreeMap<&str, Option<usize>> = written.zip(places.iter().copied()).collect();
    let none = || WaitCounts::new(side.tool, side.cases.cross());
    let in_both = hubs.in_both();
    let mut sums: BTreeMap<usize, WaitCounts> = in_both.map(|(place, _)| (place, none())).collect();
    for (group, waits) in side.cases.waits() {
        let place = place_of.get(group).copied().flatten();
        if let Some(sum) = place.and_then(|place| sums.get_mut(&place)) {
            sum.merge(waits);
        }
    }
    sums
}

/// The compared standards of a domain, by position in either tool.
pub(super) struct DomainStandards {
    pub(super) names: Names,
    pub(super) before: Vec<usize>,
    pub(super) after: Vec<usize>,
}
