//! An audit: what one auditor found on one case.
//!
//! Ratings stand in the order of the tool's standards. Words (evidence, reasons) are not
//! held here, so that a million audits pass through in little memory. It must not know
//! which of several audits of a case counts, or how audits are summed up.

use serde::Serialize;

use super::{Date, FactValue, Reading, Tool};

/// Which of a case's audits this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The first, and mostly the only one.
    #[default]
    First,
    /// A second auditor's, for agreement alone.
    Second,
    /// What the two agreed on: this one counts.
    Agreed,
}

impl Role {
    /// The name used in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Agreed => "agreed",
        }
    }
}

/// What a rating's cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// Nothing.
    #[default]
    Blank,
    /// Does not apply to this case.
    NotApplicable,
    /// Position of the level on its scale.
    Level(u8),
}

/// Was somebody told of a critical rating?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Escalation {
    /// Is there a name of who was told?
    pub told: bool,
    /// The day on which they were told.
    pub on: Option<Date>,
}

/// The rating of one standard, by reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rating {
    /// From the record, or the only reading.
    pub record: Mark,
    /// After the discussion.
    pub discussion: Mark,
    /// Was somebody told?
    pub escalation: Escalation,
}

impl Rating {
    /// What one reading says.
    pub fn reading(&self, reading: Reading) -> Mark {
        match reading {
            Reading::Record => self.record,
            Reading::Discussion => self.discussion,
        }
    }

    /// The last reading given.
    pub fn last(&self) -> Mark {
        if self.discussion == Mark::Blank {
            self.record
        } else {
            self.discussion
        }
    }
}

/// Was the discussion with the worker held?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Held {
    /// The audit does not say.
    #[default]
    Unsaid,
    /// It was.
    Held,
    /// It was not.
    NotHeld,
}

/// The auditor's overall judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overall {
    /// The judgement.
    pub mark: Mark,
    /// Is there a reason for going past a cap?
    pub override_reason: bool,
}

/// One end of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum MeasureMark {
    /// Nothing.
    #[default]
    Blank,
    /// A number within the measure's range.
    Value(f64),
    /// Asked, and the person chose not to say.
    Declined,
    /// Nobody asked.
    NotAsked,
}

/// One auditor's work on one case. Reused from row to row: see [`Audit::clear`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Audit {
    /// The case's reference.
    pub case: String,
    /// The hub as written.
    pub hub: String,
    /// The auditor as written.
    pub auditor: String,
    /// The day of the audit.
    pub audited_on: Option<Date>,
    /// Which of the case's audits it is.
    pub role: Role,
    /// Facts in the tool's order.
    pub facts: Vec<FactValue>,
    /// Was the discussion held?
    pub held: Held,
    /// Ratings in the order of the tool's standards.
    pub ratings: Vec<Rating>,
    /// The overall judgement.
    pub overall: Overall,
    /// Measures in the tool's order: at the start, and now.
    pub measures: Vec<(MeasureMark, MeasureMark)>,
}

impl Audit {
    /// An empty audit with room for everything that the tool asks.
    pub fn new(tool: &Tool) -> Self {
        Self {
            facts: vec![FactValue::Missing; tool.facts.len()],
            ratings: vec![Rating::default(); tool.standards.len()],
            measures: vec![(MeasureMark::Blank, MeasureMark::Blank); tool.measures.len()],
            ..Self::default()
        }
    }

    /// Makes it empty again, keeping its room.
    pub fn clear(&mut self) {
        self.case.clear();
        self.hub.clear();
        self.auditor.clear();
        self.audited_on = None;
        self.role = Role::First;
        self.held = Held::Unsaid;
        self.overall = Overall::default();
        self.facts.fill(FactValue::Missing);
        self.ratings.fill(Rating::default());
        self.measures.fill((MeasureMark::Blank, MeasureMark::Blank));
    }
}
