//! What of a summary is shown. It never changes what a test is adjusted for.
//!
//! It must not know arguments as they were typed.

use serde::Serialize;

use crate::model::{Standard, Tool};

/// What is shown: nothing listed means everything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Scope {
    /// Ids of groups.
    pub groups: Vec<String>,
    /// Ids of domains.
    pub domains: Vec<String>,
    /// Ids of standards.
    pub standards: Vec<String>,
    /// Are cases listed?
    pub cases: bool,
    /// The smallest number of cases for which a percentage is shown to people.
    pub percent_from: u64,
}

impl Scope {
    /// Is a group shown?
    pub(super) fn shows_group(&self, id: &str) -> bool {
        self.groups.is_empty() || self.groups.iter().any(|group| group == id)
    }

    /// Is a standard shown? Domains and standards listed add up.
    pub(super) fn shows(&self, tool: &Tool, standard: &Standard) -> bool {
        let everything = self.domains.is_empty() && self.standards.is_empty();
        let domain = tool.domains.get(standard.domain);
        everything
            || self.standards.contains(&standard.id)
            || domain.is_some_and(|domain| self.domains.contains(&domain.id))
    }

    /// Are only some standards shown?
    pub fn narrows_standards(&self) -> bool {
        !(self.domains.is_empty() && self.standards.is_empty())
    }
}
