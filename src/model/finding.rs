//! Findings: what works, what does not and what is to improve, in somebody's words.
//!
//! It must not know how findings are counted or shown.

use serde::Serialize;

use super::Role;

/// What a finding says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Something that works.
    Working,
    /// Something that needs improving.
    Improve,
    /// Something that does not work.
    NotWorking,
}

impl FindingKind {
    /// Every kind, strengths first.
    pub const ALL: [Self; 3] = [Self::Working, Self::Improve, Self::NotWorking];

    /// The name used in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::Improve => "improve",
            Self::NotWorking => "not_working",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::Improve => "to improve",
            Self::NotWorking => "not working",
        }
    }
}

/// Who or what a finding comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The worker.
    Worker,
    /// The child.
    Child,
    /// A parent or carer.
    Parent,
    /// A partner agency.
    Partner,
    /// The record.
    Record,
    /// A customer journey.
    Journey,
    /// The auditor.
    Auditor,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 7] = [
        Self::Worker,
        Self::Child,
        Self::Parent,
        Self::Partner,
        Self::Record,
        Self::Journey,
        Self::Auditor,
    ];

    /// The name used in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Worker => "worker",
            Self::Child => "child",
            Self::Parent => "parent",
            Self::Partner => "partner",
            Self::Record => "record",
            Self::Journey => "journey",
            Self::Auditor => "auditor",
        }
    }

    /// The words shown to people: "a parent or carer", "the record".
    pub fn label(self) -> &'static str {
        match self {
            Self::Worker => "a worker",
            Self::Child => "a child or young person",
            Self::Parent => "a parent or carer",
            Self::Partner => "a partner agency",
            Self::Record => "the record",
            Self::Journey => "a customer journey",
            Self::Auditor => "the auditor",
        }
    }

    /// Are these somebody's own words, and not what was read, pieced together or judged?
    pub fn is_a_voice(self) -> bool {
        match self {
            Self::Worker | Self::Child | Self::Parent | Self::Partner => true,
            Self::Record | Self::Journey | Self::Auditor => false,
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The case it was made on.
    pub case: String,
    /// The auditor, where given.
    pub auditor: String,
    /// The audit's role.
    pub role: Role,
    /// What it says.
    pub kind: FindingKind,
    /// Positions of its themes, ascending, each once.
    pub themes: Vec<usize>,
    /// Where it comes from.
    pub source: Option<Source>,
    /// Position of the standard that it belongs to.
    pub standard: Option<usize>,
    /// The words.
    pub text: String,
    /// May a report quote it?
    pub quote_ok: bool,
}
