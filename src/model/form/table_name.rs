//! The tables of a round, by name.
//!
//! It must not know what stands in them.

use std::fmt;

/// The tables of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableName {
    /// The worklist: one row a case.
    Cases,
    /// One row an audit.
    Audits,
    /// One row a finding.
    Findings,
    /// One row an action.
    Actions,
}

impl TableName {
    /// Every table, in the order in which a round is read.
    pub const ALL: [Self; 4] = [Self::Cases, Self::Audits, Self::Findings, Self::Actions];

    /// The table's name, as commands take it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Audits => "audits",
            Self::Findings => "findings",
            Self::Actions => "actions",
        }
    }

    /// The table's file in a round.
    pub fn file(self) -> &'static str {
        match self {
            Self::Cases => "cases.csv",
            Self::Audits => "audits.csv",
            Self::Findings => "findings.csv",
            Self::Actions => "actions.csv",
        }
    }

    /// One of its rows, in words.
    pub fn row(self) -> &'static str {
        match self {
            Self::Cases => "case",
            Self::Audits => "audit",
            Self::Findings => "finding",
            Self::Actions => "action",
        }
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
