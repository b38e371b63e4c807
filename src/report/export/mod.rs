//! A round's tables for other programs: columns that say what they hold, and their rows.
//!
//! It exists so that one description of the columns makes the CSV file, the typed JSON and
//! the schema that goes beside them. It must not know how a file is written, or where rows
//! were read.

mod column;
mod long;
mod schema;
mod typed;
mod wide;

use std::fmt;

pub use column::{Category, Column, ColumnKind};
pub use long::{Counting, long};
pub use schema::{Schema, schema};
pub use typed::{Typed, typed};
pub use wide::{Row, wide};

use crate::model::TableName;

/// Which table, in which layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Audits, one row each.
    Wide,
    /// Audits, one row per standard and reading.
    Long,
    /// Findings, one row each.
    Findings,
    /// Actions, one row each.
    Actions,
    /// The worklist, one row a case.
    Cases,
}

impl Layout {
    /// The layout's name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Long => "long",
            Self::Findings => "findings",
            Self::Actions => "actions",
            Self::Cases => "cases",
        }
    }

    /// The table that it is made of.
    pub fn table(self) -> TableName {
        match self {
            Self::Wide | Self::Long => TableName::Audits,
            Self::Findings => TableName::Findings,
            Self::Actions => TableName::Actions,
            Self::Cases => TableName::Cases,
        }
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Where rows come from: what goes with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The round's id.
    pub round: String,
    /// The round's title.
    pub title: String,
    /// The tool's id.
    pub tool: String,
    /// The tool's version.
    pub tool_version: String,
    /// SHA-256 of the tool's file, in hexadecimal.
    pub tool_sha256: String,
}

/// A table for other programs.
#[derive(Debug, Clone, PartialEq)]
pub struct Extract {
    /// Which table, in which layout.
    pub layout: Layout,
    /// Where it comes from.
    pub origin: Origin,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows: one text per column, blank where nothing is known.
    pub rows: Vec<Vec<String>>,
}
