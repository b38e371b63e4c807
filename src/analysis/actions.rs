//! Actions counted and put in order: what is open, what came of the others.
//!
//! An action about a single case is counted, and its words are kept only where cases are
//! asked for, so that nothing that shows a summary can tell of a case. It must not know
//! today, nor how an action is shown.

use std::cmp::Reverse;

use serde::Serialize;

use crate::model::{Action, ActionLevel, ActionStatus, Date, Priority, Tool, fold};

/// How many actions stand where; `all` is the sum of `open`, `done`, `not_done` and
/// `carried`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ActionCounts {
    /// Actions.
    pub all: u64,
    /// To be done.
    pub open: u64,
    /// Of those: somebody above is to be told.
    pub open_escalations: u64,
    /// Done.
    pub done: u64,
    /// Of those: with words on what shows it.
    pub with_evidence: u64,
    /// Closed without being done.
    pub not_done: u64,
    /// Carried into a later round.
    pub carried: u64,
    /// Carried on from an earlier round.
    pub from_earlier: u64,
}

impl ActionCounts {
    fn add(&mut self, action: &Action) {
        self.all += 1;
        self.from_earlier += u64::from(!action.carried_from.is_empty());
        match action.status {
            ActionStatus::Open => {
                self.open += 1;
                self.open_escalations += u64::from(action.priority == Some(Priority::Escalation));
            }
            ActionStatus::Done => {
                self.done += 1;
                self.with_evidence += u64::from(!action.closing_evidence.is_empty());
            }
            ActionStatus::NotDone => self.not_done += 1,
            ActionStatus::Carried => self.carried += 1,
        }
    }
}

/// One action with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionRow {
    /// Its reference.
    pub id: String,
    /// For whom it is.
    pub level: ActionLevel,
    /// The case that it names, where cases are asked for.
    pub case: Option<String>,
    /// The hub that it names.
    pub hub: Option<String>,
    /// Title of the standard that it is to move.
    pub standard: Option<String>,
    /// What is to be done.
    pub text: String,
    /// What will be different.
    pub difference: String,
    /// Whose job it is: a role.
    pub owner: String,
    /// How soon.
    pub priority: Option<Priority>,
    /// By when.
    #[serde(skip)]
    pub due: Option<Date>,
    /// Where it stands.
    pub status: ActionStatus,
    /// The day on which it was closed.
    #[serde(skip)]
    pub closed_on: Option<Date>,
    /// What shows that it was done.
    pub closing_evidence: String,
    /// Is it carried on from an earlier round?
    pub from_earlier: bool,
    /// Notes.
    pub notes: String,
}

/// The actions of a round.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ActionSummary {
    /// All together.
    pub all: ActionCounts,
    /// For single cases.
    pub cases: ActionCounts,
    /// For hubs.
    pub hubs: ActionCounts,
    /// For the service.
    pub service: ActionCounts,
    /// Actions counted above whose words are about a case, and are not in `rows`.
    pub withheld: u64,
    /// Actions that had problems, and are not counted above.
    pub left_out: u64,
    /// With their words: by how soon, by due date, the service's before hubs' before cases',
    /// and as they came.
    pub rows: Vec<ActionRow>,
}

impl ActionSummary {
    /// Counts actions: all of them, or the service's and one hub's, by its label. With
    /// `with_cases`, those about cases have their words.
    pub fn new(actions: &[Action], tool: &Tool, hub: Option<&str>, with_cases: bool) -> Self {
        let mut out = Self::default();
        let of_hub = |action: &Action| {
            hub.is_none_or(|hub| {
                let named = !action.hub.is_empty();
                let here = fold(&action.hub) == fold(hub);
                here || (!named && action.level == ActionLevel::Service)
            })
        };
        for action in actions.iter().filter(|action| of_hub(action)) {
            out.all.add(action);
            match action.level {
                ActionLevel::Case => out.cases.add(action),
                ActionLevel::Hub => out.hubs.add(action),
                ActionLevel::Service => out.service.add(action),
            }
            if action.is_about_a_case() && !with_cases {
                out.withheld += 1;
            } else {
                out.rows.push(row(action, tool));
            }
        }
        out.rows.sort_by_key(|row| {
            (
                row.priority.is_none(),
                row.priority,
                row.due.is_none(),
                row.due,
                Reverse(row.level),
            )
        });
        out
    }

    /// The actions with their words that stand somewhere.
    pub fn at(&self, status: ActionStatus) -> impl Iterator<Item = &ActionRow> {
        self.rows.iter().filter(move |row| row.status == status)
    }
}

fn row(action: &Action, tool: &Tool) -> ActionRow {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let standard = action.standard.and_then(|at| tool.standards.get(at));
    ActionRow {
        id: action.id.clone(),
        level: action.level,
        case: some(&action.case),
        hub: some(&action.hub),
        standard: standard.map(|standard| standard.title.clone()),
        text: action.text.clone(),
        difference: action.difference.clone(),
        owner: action.owner.clone(),
        priority: action.priority,
        due: action.due,
        status: action.status,
        closed_on: action.closed_on,
        closing_evidence: action.closing_evidence.clone(),
        from_earlier: !action.carried_from.is_empty(),
        notes: action.notes.clone(),
    }
}
