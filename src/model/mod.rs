//! The nouns of case audits: tools, rounds, audits, findings.
//!
//! Everything here is valid by construction: references are positions that were resolved
//! when the tool was read. This module must not know files, formats or terminals.

mod action;
mod audit;
mod census;
mod entry;
mod fact;
mod finding;
mod form;
mod limit;
mod marks;
mod name;
mod round;
mod scale;
mod standard;
mod tool;

pub use action::{Action, ActionLevel, ActionStatus, Priority};
pub use audit::{Audit, Escalation, Held, Mark, MeasureMark, Overall, Rating, Role};
pub use census::Census;
pub use entry::Entry;
pub use fact::{Choice, Duration, Fact, FactKind, FactValue};
pub use finding::{Finding, FindingKind, Source};
pub use form::{About, Field, Form, Kind, List, Listed, NOT_APPLICABLE, TableName, Term};
pub use limit::Limit;
pub use name::{fold, is_id};
pub use round::{Focus, Hub, Round};
pub use scale::{Level, Scale, Standing};
pub use standard::{Condition, Domain, Standard};
pub use tool::{Better, Cap, Measure, NotApplicable, OverallRule, Prompt, Reading, Theme, Tool};

/// A calendar day.
pub type Date = jiff::civil::Date;
