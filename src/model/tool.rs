//! The audit tool: what is looked for, on which scales, and what is asked.
//!
//! A `Tool` is made by the reader of tool files, after all checks: positions in it always
//! refer to something. It must not know the file format.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Domain, Duration, Fact, Scale, Standard};

/// When a standard is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// From the record alone.
    Record,
    /// After the reflective discussion with the worker.
    Discussion,
}

impl Reading {
    /// The word used in files and for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Discussion => "discussion",
        }
    }
}

/// How cells say that a standard does not apply.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NotApplicable {
    /// Spellings beside `na`, `n/a` and `not applicable`.
    pub also: Vec<String>,
    /// Must a reason be given?
    pub reason_required: bool,
}

/// The overall judgement: the auditor's own, never an average.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverallRule {
    /// Position of its scale.
    pub scale: usize,
    /// What limits it.
    pub caps: Vec<Cap>,
}

/// A limit on the overall judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// Position of the standard that limits it.
    pub standard: usize,
    /// Positions of the standard's levels at which it does.
    pub when: Vec<u8>,
    /// Position on the overall scale of the best level that is left.
    pub at_most: u8,
}

/// Which end of a measure is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// High numbers are good.
    Higher,
    /// Low numbers are good.
    Lower,
}

/// A number asked at the start and now: distance travelled.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Stable name; its columns are `ID.start` and `ID.now`.
    pub id: String,
    /// The words shown to people.
    pub title: String,
    /// Least value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// Which end is better.
    pub better: Better,
    /// Who is asked.
    pub asked_of: Option<String>,
}

/// A question of the reflective discussion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// Stable name.
    pub id: String,
    /// The question.
    pub ask: String,
    /// What kind of finding an answer is.
    pub kind: super::FindingKind,
    /// Who is asked.
    pub asked_of: Option<String>,
}

/// A theme that findings are gathered under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub title: String,
}

/// An audit tool.
#[derive(Debug, Clone, PartialEq)]
pub struct Tool {
    /// Stable name.
    pub id: String,
    /// Version, as the service counts them.
    pub version: String,
    /// The words shown to people.
    pub title: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// The word for the grouping of cases, singular and lower case: hub, team, region.
    pub group: String,
    /// One or two, in the order in which they are given.
    pub readings: Vec<Reading>,
    /// Names that a spreadsheet uses for columns of ours: ours → theirs.
    pub columns: BTreeMap<String, String>,
    /// How cells say not applicable.
    pub not_applicable: NotApplicable,
    /// Scales in file order.
    pub scales: Vec<Scale>,
    /// Facts in file order.
    pub facts: Vec<Fact>,
    /// Durations in file order.
    pub durations: Vec<Duration>,
    /// Domains in file order.
    pub domains: Vec<Domain>,
    /// Standards in file order.
    pub standards: Vec<Standard>,
    /// The overall judgement, where the tool asks for one.
    pub overall: Option<OverallRule>,
    /// Measures in file order.
    pub measures: Vec<Measure>,
    /// Prompts in file order.
    pub prompts: Vec<Prompt>,
    /// Themes in file order.
    pub themes: Vec<Theme>,
}

impl Tool {
    /// The scale of a standard.
    pub fn scale_of(&self, standard: &Standard) -> Option<&Scale> {
        self.scales.get(standard.scale)
    }

    /// The scale of the overall judgement.
    pub fn overall_scale(&self) -> Option<&Scale> {
        self.scales.get(self.overall.as_ref()?.scale)
    }

    /// Are standards rated twice, from the record and after the discussion?
    pub fn rates_twice(&self) -> bool {
        self.readings.len() > 1
    }

    /// Positions and standards of one domain.
    pub fn standards_of(&self, domain: usize) -> impl Iterator<Item = (usize, &Standard)> {
        self.standards
            .iter()
            .enumerate()
            .filter(move |(_, standard)| standard.domain == domain)
    }
}
