//! What a cap does to the overall judgement of an audit.
//!
//! It must not know how a judgement that goes past a cap is counted or shown.

use super::{Audit, Cap, Mark, Rating, Tool};

/// What a cap does to one audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Nothing: its standard stands where it does not limit the judgement.
    None,
    /// It limits the judgement, which keeps to it or is not made yet.
    Kept,
    /// The judgement is better than it allows.
    Passed,
}

impl Cap {
    /// What the cap does to an audit.
    pub fn limit(&self, tool: &Tool, audit: &Audit) -> Limit {
        let applies = tool
            .standards
            .get(self.standard)
            .is_some_and(|standard| standard.applies(&audit.facts));
        let Some(Mark::Level(level)) = audit.ratings.get(self.standard).map(Rating::last) else {
            return Limit::None;
        };
        if !applies || !self.when.contains(&level) {
            return Limit::None;
        }
        let height = |level: u8| tool.overall_scale().and_then(|scale| scale.height(level));
        match audit.overall.mark {
            Mark::Level(overall) if height(overall) > height(self.at_most) => Limit::Passed,
            Mark::Level(_) | Mark::Blank | Mark::NotApplicable => Limit::Kept,
        }
    }
}
