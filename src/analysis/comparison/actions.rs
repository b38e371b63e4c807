//! Did it help: what the earlier round set out to do, beside what has moved since.
//!
//! It puts the two side by side and never says that one made the other. An action about a
//! single case is counted, and its words are kept only where cases are asked for. It must
//! not know how it is worded.

use serde::Serialize;

use crate::analysis::Share;
use crate::analysis::actions::{ActionCounts, ActionSummary};
use crate::model::{Action, ActionLevel, ActionStatus, Focus, Tool, fold};

use super::all_cases::StandardMovement;
use super::ground::{By, Ground, Ready};
use super::matched::Footing;
use super::pairs::PairCounts;
use super::practice::{Name, Names};
use super::same_cases::Made;
use super::themes::{ThemeMovement, ThemesMovement};
use super::verdict::Verdict;

/// Why a standard has no verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoVerdict {
    /// The later tool has it no more.
    Retired,
    /// What it means has changed: its figures stand side by side.
    MeaningChanged,
    /// Its figures are not set against each other.
    NotCompared,
    /// A round has no ratings of it.
    NoRatings,
    /// Cases of the two rounds cannot be paired.
    NotPaired,
    /// No case has a level in both rounds.
    NoPairs,
}

/// What became of a standard that was to be moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandardOutcome {
    /// Its names.
    pub standard: Names,
    /// Working before, over all cases; where it is compared or stands side by side.
    pub before: Option<Share>,
    /// Working after.
    pub after: Option<Share>,
    /// What is said over all cases.
    pub all_cases: Option<Verdict>,
    /// Why nothing is.
    pub all_cases_why_not: Option<NoVerdict>,
    /// How the same cases moved.
    pub pairs: Option<PairCounts>,
    /// What is said of the same cases.
    pub same_cases: Option<Verdict>,
    /// Why nothing is.
    pub same_cases_why_not: Option<NoVerdict>,
}

/// What became of a theme that a focus area answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeOutcome {
    /// The theme's id in the earlier tool.
    pub id: String,
    /// Its title there.
    pub title: String,
    /// By kind of finding; none where no finding was made in either round, or where a round
    /// has no findings.
    pub kinds: Vec<ThemeMovement>,
}

/// A standard in the hub of an action that is for one hub: counts, and not tested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HubOutcome {
    /// The hub's names.
    pub hub: Names,
    /// Working before, over the hub's own cases.
    pub before: Share,
    /// Working after.
    pub after: Share,
}

/// One action of the earlier round.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActionOutcome {
    /// Its reference.
    pub id: String,
    /// For whom it is.
    pub level: ActionLevel,
    /// The case that it names, where cases are asked for.
    pub case: Option<String>,
    /// The hub that it names.
    pub hub: Option<String>,
    /// The focus area that it belongs to.
    pub focus: Option<String>,
    /// What is to be done.
    pub text: String,
    /// What will be different.
    pub difference: Option<String>,
    /// Where it stands.
    pub status: ActionStatus,
    /// Is there evidence of what came of it?
    pub with_evidence: bool,
    /// The standard that it is to move; nothing where it names none.
    pub standard: Option<StandardOutcome>,
    /// The same in the action's own hub; only of an action for one hub, where both rounds
    /// have the hub and the standard's figures stand side by side at least.
    pub own_hub: Option<HubOutcome>,
}

/// One focus area of the earlier round.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FocusOutcome {
    /// The words shown to people.
    pub title: String,
    /// The standards that it is to move.
    pub standards: Vec<StandardOutcome>,
    /// The themes that it answers.
    pub themes: Vec<ThemeOutcome>,
    /// The actions that name it.
    pub actions: ActionCounts,
}

/// What the earlier round set out to do, beside what has moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Helped {
    /// Focus areas, in the round's order.
    pub focus: Vec<FocusOutcome>,
    /// The actions with their words, as they came.
    pub actions: Vec<ActionOutcome>,
    /// All actions.
    pub all: ActionCounts,
    /// Those for single cases.
    pub cases: ActionCounts,
    /// Actions counted above whose words are about a case, and are not in `actions`.
    pub withheld: u64,
}

/// Everything that actions are set beside.
pub(super) struct Beside<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) all: &'a [StandardMovement],
    pub(super) same: Option<&'a Made>,
    pub(super) themes: Option<&'a ThemesMovement>,
}

impl Beside<'_> {
    /// The earlier round's actions and focus areas; nothing where it has neither.
    pub(super) fn helped(&self, actions: Option<&[Action]>, focus: &[Focus]) -> Option<Helped> {
        if actions.is_none() && focus.is_empty() {
            return None;
        }
        let tool = self.ground.before.tool;
        let with_cases = self.ground.with_cases;
        let actions = actions.unwrap_or_default();
        let counted = ActionSummary::new(actions, tool, None, with_cases);
        let told = actions
            .iter()
            .filter(|action| with_cases || !action.is_about_a_case());
        Some(Helped {
            focus: focus
                .iter()
                .map(|focus| self.focus(focus, actions, tool))
                .collect(),
            actions: told.map(|action| self.action(action)).collect(),
            all: counted.all,
            cases: counted.cases,
            withheld: counted.withheld,
        })
    }

    fn focus(&self, focus: &Focus, actions: &[Action], tool: &Tool) -> FocusOutcome {
        let own: Vec<Action> = actions
            .iter()
            .filter(|action| fold(&action.focus) == fold(&focus.title))
            .cloned()
            .collect();
        let standards = focus.standards.iter().filter_map(|id| {
            let position = tool.standards.iter().position(|other| other.id == *id)?;
            self.standard(position)
        });
        let themes = focus.themes.iter().filter_map(|id| {
            let theme = tool.themes.iter().find(|theme| theme.id == *id)?;
            let rows = self.themes.iter().flat_map(|themes| &themes.rows);
            let here =
                |row: &&ThemeMovement| row.theme.before.as_ref().is_some_and(|name| name.id == *id);
            Some(ThemeOutcome {
                id: theme.id.clone(),
                title: theme.title.clone(),
                kinds: rows.filter(here).cloned().collect(),
            })
        });
        FocusOutcome {
            title: focus.title.clone(),
            standards: standards.collect(),
            themes: themes.collect(),
            actions: ActionSummary::new(&own, tool, None, false).all,
        }
    }

    fn action(&self, action: &Action) -> ActionOutcome {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        ActionOutcome {
            id: action.id.clone(),
            level: action.level,
            case: some(&action.case),
            hub: some(&action.hub),
            focus: some(&action.focus),
            text: action.text.clone(),
            difference: some(&action.difference),
            status: action.status,
            with_evidence: !action.closing_evidence.is_empty(),
            standard: action.standard.and_then(|position| self.standard(position)),
            own_hub: action.standard.and_then(|at| self.own_hub(action, at)),
        }
    }

    /// What became of a standard of the earlier tool in the hub that an action is for.
    fn own_hub(&self, action: &Action, standard: usize) -> Option<HubOutcome> {
        if action.level != ActionLevel::Hub {
            return None;
        }
        let called = fold(&action.hub);
        let is = |name: &Name| fold(&name.id) == called || fold(&name.title) == called;
        let (place, hub) = self.ground.hubs.in_both().find(|(_, hub)| {
            let before = hub.names.before.as_ref();
            before.is_some_and(is)
        })?;
        let mut matched = self.ground.matching.standards.iter();
        let matched = matched.find(|matched| matched.before == Some(standard))?;
        if matched.footing == Footing::NotCompared {
            return None;
        }
        let working = |ready: &Ready<'_>, hubs: &[Option<usize>], standard: usize| {
            let mut sum = Share::default();
            let cases = ready.records.iter().zip(hubs);
            for (record, _) in cases.filter(|(_, hub)| **hub == Some(place)) {
                sum += ready.share(record, &[standard], By::Rating);
            }
            sum
        };
        let Ground {
            before,
            after,
            hubs,
            ..
        } = self.ground;
        Some(HubOutcome {
            hub: hub.names.clone(),
            before: working(before, &hubs.before, standard),
            after: working(after, &hubs.after, matched.after?),
        })
    }

    /// What became of a standard of the earlier tool, by position.
    fn standard(&self, position: usize) -> Option<StandardOutcome> {
        let matched = self.ground.matching.standards.iter();
        let place = matched
            .clone()
            .position(|matched| matched.before == Some(position))?;
        let matched = self.ground.matching.standards.get(place)?;
        let all = self.all.get(place)?;
        let why = match (matched.after, matched.footing) {
            (None, _) => Some(NoVerdict::Retired),
            (Some(_), Footing::SideBySide) => Some(NoVerdict::MeaningChanged),
            (Some(_), Footing::NotCompared) => Some(NoVerdict::NotCompared),
            (Some(_), Footing::Compared) => None,
        };
        let all_cases = all.test.map(|test| test.verdict);
        let pairs = self.same.and_then(|made| {
            let place = made.places.get(place).copied().flatten()?;
            made.same.standards.get(place)
        });
        let same_cases = pairs.and_then(|pairs| pairs.test).map(|test| test.verdict);
        let same_why = why.unwrap_or(if self.same.is_none() {
            NoVerdict::NotPaired
        } else {
            NoVerdict::NoPairs
        });
        let all_why = why.unwrap_or(NoVerdict::NoRatings);
        let share = |figures: &Option<super::all_cases::StandardFigures>| {
            figures.as_ref().map(|figures| figures.working.share())
        };
        Some(StandardOutcome {
            standard: all.standard.clone(),
            before: share(&all.before),
            after: share(&all.after),
            all_cases_why_not: all_cases.is_none().then_some(all_why),
            all_cases,
            pairs: pairs.map(|pairs| pairs.counts),
            same_cases_why_not: same_cases.is_none().then_some(same_why),
            same_cases,
        })
    }
}
