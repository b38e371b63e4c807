//! Two rounds held against each other, whole: the tool, the practice, and what both rest on.
//!
//! It is the whole analysis of one pair: JSON is this value as it stands. It must not know
//! how it is worded.

use serde::Serialize;

use super::hubs::HubFate;
use super::practice::Practice;
use super::tool::ToolChange;
use super::verdict::{Test, Verdict};
use crate::analysis::summary::Provenance;

/// The shape of the JSON that this version writes.
const SCHEMA_VERSION: u32 = 1;

/// One round held against another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The shape of this value as JSON.
    pub schema_version: u32,
    /// What changed in the tool.
    pub tool: ToolChange,
    /// What changed in practice.
    pub practice: Practice,
    /// Which bytes the earlier round came from.
    pub provenance_before: Provenance,
    /// Which bytes the later round came from.
    pub provenance_after: Provenance,
}

impl Comparison {
    /// A pair with all that it rests on.
    pub fn new(
        tool: ToolChange,
        practice: Practice,
        provenance_before: Provenance,
        provenance_after: Provenance,
    ) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            tool,
            practice,
            provenance_before,
            provenance_after,
        }
    }

    /// Are the two the same in everything that is compared: the tool, the sample, every
    /// distribution, and every case of both? Two rounds without cases are not.
    pub fn is_unchanged(&self) -> bool {
        let practice = &self.practice;
        let sample = &practice.sample;
        let standards = practice.standards.iter();
        let hubs = sample.hubs.iter();
        let facts = sample.facts.iter().flat_map(|fact| &fact.choices);
        let still = practice.same_cases.as_ref().is_none_or(|same| {
            same.changed_hub == 0
                && same.standards.iter().all(|standard| {
                    let counts = &standard.counts;
                    counts.up + counts.down + counts.became_evidenced + counts.no_longer_evidenced
                        == 0
                })
        });
        !self.tool.changed
            && sample.cases_before > 0
            && sample.cases_before == sample.cases_after
            && sample.discussions_before == sample.discussions_after
            && standards.into_iter().all(|row| row.before == row.after)
            && hubs
                .into_iter()
                .all(|hub| hub.fate == HubFate::Stayed && hub.cases_before == hub.cases_after)
            && facts
                .into_iter()
                .all(|choice| choice.before == choice.after)
            && practice
                .overall
                .as_ref()
                .is_none_or(|overall| overall.before == overall.after)
            && practice
                .themes
                .as_ref()
                .is_none_or(|themes| themes.rows.iter().all(|row| row.before == row.after))
            && practice
                .measures
                .iter()
                .all(|measure| measure.before == measure.after)
            && practice.durations.iter().all(|duration| {
                let mut hubs = duration.hubs.iter();
                duration.before == duration.after && hubs.all(|hub| hub.before == hub.after)
            })
            && practice.cross.as_ref().is_none_or(|cross| {
                let mut hubs = cross.hubs.iter();
                cross.before == cross.after && hubs.all(|hub| hub.before == hub.after)
            })
            && practice
                .gaps
                .as_ref()
                .is_none_or(|gaps| gaps.standards.iter().all(|row| row.before == row.after))
            && still
    }

    /// Did anything change that is no matter of chance: the tool, or practice in any domain,
    /// standard or hub, in either view?
    pub fn is_clearly_changed(&self) -> bool {
        self.tool.changed || self.verdicts().any(Verdict::is_change)
    }

    /// Every verdict of every family, and the overall judgement's.
    fn verdicts(&self) -> impl Iterator<Item = Verdict> {
        let practice = &self.practice;
        let domains = practice.domains.iter().flat_map(|domain| {
            let hubs = domain.hubs.iter().map(|cell| cell.shares.test);
            std::iter::once(domain.shares.test).chain(hubs)
        });
        let standards = practice.standards.iter().map(|standard| standard.test);
        let same = practice.same_cases.iter().flat_map(|same| {
            let standards = same.standards.iter().map(|standard| standard.test);
            let domains = same.domains.iter().map(|domain| domain.test);
            let overall = same.overall.iter().map(|overall| overall.test);
            standards.chain(domains).chain(overall)
        });
        let overall = practice.overall.iter().map(|overall| overall.test);
        let tests = domains.chain(standards).chain(same).chain(overall);
        tests.flatten().map(|test: Test| test.verdict)
    }
}
