//! What changed in practice between two rounds, as one value: everything that documents,
//! JSON and tidy tables say of it.
//!
//! The case is the unit, families of tests are the whole pair of rounds, and nothing is
//! called a change that chance explains. Two views stand apart: all cases, and the cases
//! that both rounds audited. It must not know how anything is shown.

use serde::Serialize;

use crate::analysis::summary::{RoundInfo, ToolInfo, round_info, tool_info};
use crate::model::{Action, Finding, Round, Tool};

use super::actions::{Beside, Helped};
use super::all_cases::{self, StandardMovement};
use super::cases::CaseRecords;
use super::domains::{self, DomainMovement};
use super::gap::{self, GapsMovement};
use super::ground::Ground;
use super::headlines::Headlines;
use super::matched::{Footing, Matched};
use super::measures::{self, MeasureMovement};
use super::overall::{self, OverallMovement};
use super::pairs::NotPaired;
use super::same_cases::{self, SameCases};
use super::sample::{self, SampleMovement};
use super::themes::{self, ThemesMovement};
use super::waits::{self, CrossMovement, DurationMovement};

/// The shape of the JSON that this version writes.
const SCHEMA_VERSION: u32 = 1;

/// One round and what was found in it.
pub struct Side<'a> {
    /// Its tool.
    pub tool: &'a Tool,
    /// The round, where there is one.
    pub round: Option<&'a Round>,
    /// Its counted cases, made with the same tool.
    pub cases: CaseRecords<'a>,
    /// Its findings, where it has any to be read.
    pub findings: Option<&'a [Finding]>,
    /// Its actions, where it has any to be read; only the earlier round's are looked at.
    pub actions: Option<&'a [Action]>,
}

/// What is the same in both tools, by position: the earlier one's first.
pub struct Matching<'a> {
    /// Standards.
    pub standards: &'a [Matched],
    /// Domains.
    pub domains: &'a [(Option<usize>, Option<usize>)],
    /// Measures that can be compared.
    pub measures: &'a [(usize, usize)],
    /// Themes.
    pub themes: &'a [(Option<usize>, Option<usize>)],
    /// Facts that can be compared.
    pub facts: &'a [(usize, usize)],
    /// The overall judgement.
    pub overall: Footing,
}

/// What is asked for beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// Case references, and the words of actions about cases.
    pub with_cases: bool,
    /// The counts that would have been clear.
    pub explain: bool,
}

/// A stable name and the words shown to people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub title: String,
}

impl Name {
    pub(super) fn new(id: &str, title: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
        }
    }
}

/// What something is called in the earlier round and in the later one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Names {
    /// In the earlier one, where it is there.
    pub before: Option<Name>,
    /// In the later one, where it is there.
    pub after: Option<Name>,
}

impl Names {
    /// What it is called now, or was last.
    pub fn shown(&self) -> Option<&Name> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// One round of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundFacts {
    /// The round, where there is one.
    pub round: Option<RoundInfo>,
    /// Its tool.
    pub tool: ToolInfo,
}

/// What changed in practice between two rounds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Practice {
    /// The shape of this value as JSON.
    pub schema_version: u32,
    /// The earlier round.
    pub before: RoundFacts,
    /// The later round.
    pub after: RoundFacts,
    /// The word for the grouping of cases, as the later tool has it.
    pub group: String,
    /// Which domains moved.
    pub headlines: Headlines,
    /// How the samples differ.
    pub sample: SampleMovement,
    /// All cases: the domains, in the order of the matching.
    pub domains: Vec<DomainMovement>,
    /// All cases: every standard of either tool, in the order of the matching.
    pub standards: Vec<StandardMovement>,
    /// All cases: the overall judgement, where either tool asks for one.
    pub overall: Option<OverallMovement>,
    /// The cases that both rounds audited.
    pub same_cases: Option<SameCases>,
    /// Why there are none.
    pub not_paired: Option<NotPaired>,
    /// The record against the discussion, where both tools have both.
    pub gaps: Option<GapsMovement>,
    /// Distance travelled.
    pub measures: Vec<MeasureMovement>,
    /// Findings by theme, where both rounds have findings.
    pub themes: Option<ThemesMovement>,
    /// Days between two dates; counts, and not tested.
    pub durations: Vec<DurationMovement>,
    /// Two choice facts against each other, where a tool asks for such; counts, not tested.
    pub cross: Option<CrossMovement>,
    /// What the earlier round set out to do, where it set out to do anything.
    pub helped: Option<Helped>,
}

impl Practice {
    /// Compares two rounds.
    pub fn new(before: &Side<'_>, after: &Side<'_>, matching: &Matching<'_>, asked: Asked) -> Self {
        let ground = Ground::new(before, after, matching, asked);
        let not_paired = NotPaired::why(before.round, after.round);
        let same = not_paired
            .is_none()
            .then(|| same_cases::same_cases(&ground));
        let domains = domains::domains(&ground);
        let standards = all_cases::standards(&ground);
        let themes = themes::themes(&ground, before.findings, after.findings);
        let beside = Beside {
            ground: &ground,
            all: &standards,
            same: same.as_ref(),
            themes: themes.as_ref(),
        };
        let focus = before.round.map_or(&[][..], |round| &round.focus);
        let helped = beside.helped(before.actions, focus);
        let same_cases = same.map(|made| made.same);
        let facts = |side: &Side<'_>| RoundFacts {
            round: side.round.map(round_info),
            tool: tool_info(side.tool),
        };
        Self {
            schema_version: SCHEMA_VERSION,
            before: facts(before),
            after: facts(after),
            group: after.tool.group.clone(),
            headlines: Headlines::new(
                &domains,
                same_cases.as_ref().map(|same| same.domains.as_slice()),
            ),
            sample: sample::sample(
                &ground,
                (before.cases.auditors(), after.cases.auditors()),
                same_cases.as_ref().map(|same| same.cases),
            ),
            domains,
            standards,
            overall: overall::overall(&ground),
            same_cases,
            not_paired,
            gaps: gap::gaps(&ground),
            measures: measures::movements(&ground),
            themes,
            durations: waits::durations(&ground),
            cross: waits::cross(&ground),
            helped,
        }
    }
}
