//! Actions: what is to be done, by whose role and by when, and whether it was.
//!
//! It must not know today, so nothing is overdue here, nor how actions are shown.

use serde::Serialize;

use super::Date;

/// For whom an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionLevel {
    /// For one case.
    Case,
    /// For one hub.
    Hub,
    /// For the whole service.
    Service,
}

impl ActionLevel {
    /// Every level, the narrowest first.
    pub const ALL: [Self; 3] = [Self::Case, Self::Hub, Self::Service];

    /// The name used in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Hub => "hub",
            Self::Service => "service",
        }
    }
}

/// How soon an action is to be done; the soonest is least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Somebody above is told, at once.
    Escalation,
    /// At once.
    Now,
    /// Within 7 days.
    #[serde(rename = "7_days")]
    SevenDays,
    /// Within 28 days.
    #[serde(rename = "28_days")]
    TwentyEightDays,
    /// As planned.
    Plan,
}

impl Priority {
    /// Every priority, the soonest first.
    pub const ALL: [Self; 5] = [
        Self::Escalation,
        Self::Now,
        Self::SevenDays,
        Self::TwentyEightDays,
        Self::Plan,
    ];

    /// The name used in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Escalation => "escalation",
            Self::Now => "now",
            Self::SevenDays => "7_days",
            Self::TwentyEightDays => "28_days",
            Self::Plan => "plan",
        }
    }

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Escalation => "escalation",
            Self::Now => "now",
            Self::SevenDays => "within 7 days",
            Self::TwentyEightDays => "within 28 days",
            Self::Plan => "planned",
        }
    }
}

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionStatus {
    /// To be done; also where nothing is said.
    #[default]
    Open,
    /// Done.
    Done,
    /// Closed without being done.
    NotDone,
    /// Carried into a later round.
    Carried,
}

impl ActionStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Open, Self::Done, Self::NotDone, Self::Carried];

    /// The name used in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::NotDone => "not_done",
            Self::Carried => "carried",
        }
    }
}

/// One action. Blank cells are empty texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Its reference, unique across rounds.
    pub id: String,
    /// For whom it is. Where the row does not say: for the case or hub that it names, else
    /// for the service.
    pub level: ActionLevel,
    /// The case that it names.
    pub case: String,
    /// The hub that it names, as people know it.
    pub hub: String,
    /// Position of the standard that it is to move.
    pub standard: Option<usize>,
    /// The focus area that it belongs to.
    pub focus: String,
    /// What is to be done.
    pub text: String,
    /// What will be different.
    pub difference: String,
    /// Whose job it is: a role.
    pub owner: String,
    /// How soon.
    pub priority: Option<Priority>,
    /// By when.
    pub due: Option<Date>,
    /// Where it stands.
    pub status: ActionStatus,
    /// The day on which it was closed.
    pub closed_on: Option<Date>,
    /// What shows that it was done.
    pub closing_evidence: String,
    /// The action of an earlier round that it carries on.
    pub carried_from: String,
    /// Notes.
    pub notes: String,
}

impl Action {
    /// Are its words about a single case? So they are also where a hub's or the service's
    /// action names one.
    pub fn is_about_a_case(&self) -> bool {
        self.level == ActionLevel::Case || !self.case.is_empty()
    }
}
