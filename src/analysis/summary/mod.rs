//! The hub summary of a round: everything that its tables and reports say, as one value.
//!
//! It is the whole analysis: JSON is this value as it stands, and documents put words to
//! it. Figures are those of the project's statistics: the case is the unit, families of
//! tests are whole rounds, and nothing is called a difference that chance explains. It
//! must not know how anything is shown.

mod audited;
mod conversations;
mod cross;
mod differences;
mod domains;
mod facts;
mod gap;
mod groups;
mod highlights;
mod judged;
mod measures;
mod overall;
mod quotable;
mod scope;
mod standards;
mod themes;

pub use audited::{Audited, AuditedGroup};
pub use conversations::{Conversation, Conversations};
pub(in crate::analysis) use cross::alike;
pub use cross::{Cross, CrossGroup, default_cross};
pub use differences::{Differ, Test, Verdict};
pub use domains::{DomainGroup, DomainSummary};
pub use facts::{ChoiceCount, DurationGroup, DurationSummary, FactSummary, NumberGroup};
pub use gap::{GapCounts, GapRow, Gaps};
pub use groups::{GroupBy, GroupInfo};
pub use highlights::{FEWEST_NAMED, Highlight, Highlights, least_working};
pub use judged::Judged;
pub(in crate::analysis) use measures::measures;
pub use measures::{EndCounts, MeasureSummary};
pub use overall::{BreachOf, CapSummary, Escalation, OverallGroup, OverallSummary};
pub use quotable::{Quotable, QuotableTheme, Quoted};
pub use scope::Scope;
pub(in crate::analysis) use standards::level_counts;
pub use standards::{LedgerCounts, LevelCount, StandardGroup, StandardSummary};
pub use themes::{ThemeRow, Themes};

use serde::Serialize;

use crate::model::{Census, Finding, Round, Tool};

use super::tally::{Parts, Plan};

/// The shape of the JSON that this version writes.
const SCHEMA_VERSION: u32 = 1;

/// Everything that a summary rests on.
pub struct Input<'a> {
    /// How audits were grouped and counted.
    pub plan: &'a Plan<'a>,
    /// The round, where there is one.
    pub round: Option<&'a Round>,
    /// The counts.
    pub parts: &'a Parts,
    /// What became of every audit.
    pub census: Census,
    /// Findings, where the round has any.
    pub findings: Option<&'a [Finding]>,
    /// Findings left out because they had problems.
    pub findings_left_out: u64,
    /// What is to be shown.
    pub scope: Scope,
    /// Which bytes all this came from.
    pub provenance: Provenance,
}

/// Which program, tool and data a summary rests on. Never a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The program and its version.
    pub program: String,
    /// The tool's id.
    pub tool: String,
    /// The tool's version.
    pub tool_version: String,
    /// SHA-256 of the tool's file.
    pub tool_sha256: String,
    /// Name and SHA-256 of every data file, in the order read.
    pub data: Vec<(String, String)>,
    /// The options that change figures or what is shown, as they were typed.
    pub options: Vec<String>,
}

/// The round that a summary is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundInfo {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub title: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// The tool that the audits were made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToolInfo {
    /// Stable name.
    pub id: String,
    /// Version.
    pub version: String,
    /// The words shown to people.
    pub title: String,
    /// Are standards rated from the record and again after the discussion?
    pub rates_twice: bool,
}

/// The hub summary of a round.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// The shape of this value as JSON.
    pub schema_version: u32,
    /// The round, where there is one.
    pub round: Option<RoundInfo>,
    /// The tool.
    pub tool: ToolInfo,
    /// What cases are grouped by.
    pub grouped_by: GroupBy,
    /// What is shown.
    pub scope: Scope,
    /// The groups shown, in the round's order; all lists below are in this order.
    pub groups: Vec<GroupInfo>,
    /// What became of every audit.
    pub census: Census,
    /// Cases and auditors by group.
    pub audited: Audited,
    /// Strengths, what needs improving and what is not working.
    pub highlights: Highlights,
    /// Domains by group.
    pub domains: Vec<DomainSummary>,
    /// Standards with their distributions.
    pub standards: Vec<StandardSummary>,
    /// Single cells that are worth a conversation.
    pub conversations: Conversations,
    /// The record against the discussion, where the tool has both.
    pub gaps: Option<Gaps>,
    /// The overall judgement, where the tool asks for one.
    pub overall: Option<OverallSummary>,
    /// Critical ratings, and whether somebody was told.
    pub escalations: Vec<Escalation>,
    /// Findings by theme, where the round has any.
    pub themes: Option<Themes>,
    /// Distance travelled.
    pub measures: Vec<MeasureSummary>,
    /// Facts by group.
    pub facts: Vec<FactSummary>,
    /// Times between two dates.
    pub durations: Vec<DurationSummary>,
    /// Two choice facts against each other.
    pub cross: Option<Cross>,
    /// What all this rests on.
    pub provenance: Provenance,
}

impl Summary {
    /// Is there no counted case in what is shown?
    pub fn is_empty(&self) -> bool {
        self.audited.all.cases == 0
    }

    /// Every group that a summary of this input would have, shown or not.
    pub fn groups_of(input: &Input<'_>) -> Vec<GroupInfo> {
        let groups = groups::Groups::new(input);
        groups
            .all()
            .iter()
            .map(|group| group.info.clone())
            .collect()
    }

    /// Sums up.
    pub fn new(input: &Input<'_>) -> Self {
        Self::of_judged(input, &Judged::new(input))
    }

    /// Sums up what is judged already: `judged` is of the same round, of any part of it.
    pub fn of_judged(input: &Input<'_>, judged: &Judged) -> Self {
        let tool = input.plan.tool;
        let groups = groups::Groups::new(input);
        let scope = &input.scope;
        let standards = standards::standards(tool, &groups, scope);
        Self {
            schema_version: SCHEMA_VERSION,
            round: input.round.map(round_info),
            tool: tool_info(tool),
            grouped_by: groups.by.clone(),
            groups: groups.shown().map(|group| group.info.clone()).collect(),
            census: input.census,
            audited: audited::audited(&groups),
            highlights: highlights::highlights(&standards),
            domains: domains::domains(tool, &groups, scope, &judged.tests),
            conversations: judged.conversations.shown(tool, scope),
            gaps: gap::gaps(tool, &groups, scope),
            overall: overall::overall(tool, &groups, &input.parts.breaches),
            escalations: overall::escalations(tool, &groups, scope),
            themes: input
                .findings
                .map(|findings| themes::themes(tool, &groups, findings, input)),
            measures: measures::measures(tool, groups.scope()),
            facts: facts::facts(tool, &groups),
            durations: facts::durations(tool, &groups),
            cross: cross::cross(input.plan, &groups),
            standards,
            scope: input.scope.clone(),
            provenance: input.provenance.clone(),
        }
    }
}

pub(in crate::analysis) fn round_info(round: &Round) -> RoundInfo {
    RoundInfo {
        id: round.id.clone(),
        title: round.title.clone(),
        from: round.from.map(|day| day.to_string()),
        to: round.to.map(|day| day.to_string()),
    }
}

pub(in crate::analysis) fn tool_info(tool: &Tool) -> ToolInfo {
    ToolInfo {
        id: tool.id.clone(),
        version: tool.version.clone(),
        title: tool.title.clone(),
        rates_twice: tool.rates_twice(),
    }
}
