//! How many audits there were, and which of them count.
//!
//! It must not know what they say.

use serde::Serialize;

/// What became of every audit that was read: `read` is the sum of all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Census {
    /// Audits read.
    pub read: u64,
    /// Audits that count, one per case.
    pub counted: u64,
    /// First audits of cases that have an agreed one.
    pub replaced: u64,
    /// Second audits of cases with another audit: for agreement alone.
    pub seconds: u64,
    /// Second audits of cases without any other: said and not counted.
    pub lone_seconds: u64,
    /// Audits with a problem, left out because that was asked for.
    pub left_out: u64,
    /// Audits that cannot both count, left out because that was asked for.
    pub doubled: u64,
}
