//! The columns that a sheet of audits may have, by name.
//!
//! It must not know where in a sheet they stand, or what their cells say.

use std::collections::BTreeMap;

use crate::model::{Reading, Tool, fold};

/// What a column holds. Numbers are positions in the tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// The case's reference.
    Case,
    /// The hub.
    Hub,
    /// The auditor.
    Auditor,
    /// The day of the audit.
    AuditedOn,
    /// First, second or agreed.
    Role,
    /// Was the discussion held?
    Discussion,
    /// Overall judgement.
    Overall,
    /// Why a cap was gone past.
    OverrideReason,
    /// A fact.
    Fact(usize),
    /// A standard's rating.
    Rating(usize, Reading),
    /// Who was told of a critical rating.
    EscalatedTo(usize),
    /// When they were told.
    EscalatedOn(usize),
    /// A measure at the start.
    Start(usize),
    /// A measure now.
    Now(usize),
    /// Words that sums do not need.
    Words,
    /// The long layout's standard.
    LongStandard,
    /// The long layout's reading.
    LongReading,
    /// The long layout's state.
    LongState,
    /// The long layout's level.
    LongLevel,
    /// Not a column of ours.
    Unknown,
}

/// Columns that the round's files have beside audits, and the long layout's own: known,
/// and not needed to sum up.
const PASSED_OVER: [&str; 13] = [
    "family",
    "worker",
    "team",
    "discussion.reason",
    "discussed_on",
    "overall.evidence",
    "round",
    "tool",
    "tool_version",
    "counts",
    "domain",
    "standing",
    "evidence",
];

/// Every column name that a tool's sheets may have.
pub(super) struct Names {
    by_fold: BTreeMap<String, Slot>,
    /// As people are told of them: our name, or the one that the tool gives.
    shown: BTreeMap<Slot, String>,
}

impl Names {
    /// The names of a tool's columns.
    pub(super) fn of(tool: &Tool) -> Self {
        let mut names = Self {
            by_fold: BTreeMap::new(),
            shown: BTreeMap::new(),
        };
        for (name, slot) in [
            ("case", Slot::Case),
            ("hub", Slot::Hub),
            ("auditor", Slot::Auditor),
            ("audited_on", Slot::AuditedOn),
            ("role", Slot::Role),
            ("discussion", Slot::Discussion),
            ("standard", Slot::LongStandard),
            ("reading", Slot::LongReading),
            ("state", Slot::LongState),
            ("level", Slot::LongLevel),
        ] {
            names.add(tool, name, slot);
        }
        for name in PASSED_OVER {
            names.add(tool, name, Slot::Words);
        }
        if tool.overall.is_some() {
            names.add(tool, "overall", Slot::Overall);
            names.add(tool, "overall.override_reason", Slot::OverrideReason);
        }
        for (position, fact) in tool.facts.iter().enumerate() {
            names.add(tool, &fact.id, Slot::Fact(position));
        }
        for (position, standard) in tool.standards.iter().enumerate() {
            let first = tool.readings.first().copied().unwrap_or(Reading::Record);
            for &reading in &tool.readings {
                let word = reading.word();
                names.add(
                    tool,
                    &format!("{}.{word}", standard.id),
                    Slot::Rating(position, reading),
                );
                names.add(
                    tool,
                    &format!("{}.{word}.evidence", standard.id),
                    Slot::Words,
                );
            }
            // A bare id is the only reading, or the record: the first by design.
            names.add(tool, &standard.id, Slot::Rating(position, first));
            names.add(tool, &format!("{}.evidence", standard.id), Slot::Words);
            if standard.is_critical() {
                names.add(
                    tool,
                    &format!("{}.escalated_to", standard.id),
                    Slot::EscalatedTo(position),
                );
                names.add(
                    tool,
                    &format!("{}.escalated_on", standard.id),
                    Slot::EscalatedOn(position),
                );
            }
        }
        for (position, measure) in tool.measures.iter().enumerate() {
            names.add(
                tool,
                &format!("{}.start", measure.id),
                Slot::Start(position),
            );
            names.add(tool, &format!("{}.now", measure.id), Slot::Now(position));
        }
        names
    }

    /// Adds our name and, where the tool has one, the spreadsheet's.
    fn add(&mut self, tool: &Tool, name: &str, slot: Slot) {
        self.by_fold.entry(folded(name)).or_insert(slot);
        let theirs = tool.columns.get(name);
        if let Some(theirs) = theirs {
            self.by_fold.insert(folded(theirs), slot);
        }
        if slot != Slot::Words {
            let shown = theirs.map_or(name, String::as_str);
            self.shown.insert(slot, shown.to_owned());
        }
    }

    /// Is this the name of a column of ours?
    pub(super) fn knows(&self, name: &str) -> bool {
        self.by_fold.contains_key(&folded(name))
    }

    /// What a column of this name holds.
    pub(super) fn slot(&self, name: &str) -> Slot {
        self.by_fold
            .get(&folded(name))
            .copied()
            .unwrap_or(Slot::Unknown)
    }

    /// The name under which people know a column.
    pub(super) fn shown(&self, slot: Slot) -> &str {
        self.shown.get(&slot).map_or("", String::as_str)
    }

    /// All names under which people know columns.
    pub(super) fn all_shown(&self) -> impl Iterator<Item = &str> {
        self.shown.values().map(String::as_str)
    }
}

/// Column names are compared as levels are, but a dot stays a dot.
fn folded(name: &str) -> String {
    fold(name)
}
