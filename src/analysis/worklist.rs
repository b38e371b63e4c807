//! The worklist: where the audit of each case stands.
//!
//! It must not know how answers are kept, or how the list is shown.

use std::collections::BTreeSet;

use serde::Serialize;

/// Where an audit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Begun, and left in the middle.
    Unfinished,
    /// The record is read; the discussion with the worker is still to be held.
    AwaitingDiscussion,
    /// On the list, and not begun.
    NotBegun,
    /// In the round.
    Done,
    /// On the list, and not to be audited.
    NotAudited,
}

impl Stage {
    /// Every stage, those that ask for something first.
    pub const ALL: [Self; 5] = [
        Self::Unfinished,
        Self::AwaitingDiscussion,
        Self::NotBegun,
        Self::Done,
        Self::NotAudited,
    ];

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unfinished => "unfinished",
            Self::AwaitingDiscussion => "awaiting discussion",
            Self::NotBegun => "not begun",
            Self::Done => "done",
            Self::NotAudited => "not to be audited",
        }
    }
}

/// One audit, or a case that has none yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The case's reference.
    pub case: String,
    /// The hub as written.
    pub hub: String,
    /// The auditor, where one is named.
    pub auditor: String,
    /// Which of the case's audits it is; blank for a case that has none.
    pub role: String,
    /// Where it stands.
    pub stage: Stage,
    /// Answers given, and how many there are to give, where that is known.
    pub answered: Option<(u64, u64)>,
    /// Standards rated so that somebody must be told, with nobody told yet.
    pub untold: Vec<String>,
    /// Why the case is not to be audited, as somebody wrote it: never shown unasked.
    #[serde(skip)]
    pub reason: String,
}

/// The worklist of a round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Worklist {
    /// Lines: those of which nobody was told first, then by stage, each in the order of the
    /// round's list.
    pub lines: Vec<Line>,
}

impl Worklist {
    /// A worklist of lines in the order of the round's list.
    pub fn new(mut lines: Vec<Line>) -> Self {
        lines.sort_by_key(|line| (line.untold.is_empty(), line.stage));
        Self { lines }
    }

    /// How many lines stand at a stage.
    pub fn count(&self, stage: Stage) -> u64 {
        let lines = self.lines.iter().filter(|line| line.stage == stage);
        u64::try_from(lines.count()).unwrap_or(u64::MAX)
    }

    /// How many cases stand at a stage, a second auditor's reading aside.
    pub fn cases_at(&self, stage: Stage) -> u64 {
        let lines = self.lines.iter();
        let cases: BTreeSet<&str> = lines
            .filter(|line| line.stage == stage && line.role != "second")
            .map(|line| line.case.as_str())
            .collect();
        u64::try_from(cases.len()).unwrap_or(u64::MAX)
    }

    /// The cases that are not to be audited, by hub and reference: in whatever order they
    /// stand on the list, they are told in one.
    pub fn not_audited(&self) -> Vec<&Line> {
        let lines = self.lines.iter();
        // A case with a second auditor has a line for each.
        let mut lines: Vec<&Line> = lines
            .filter(|line| line.stage == Stage::NotAudited && line.role != "second")
            .collect();
        lines.sort_by_key(|line| (&line.hub, &line.case));
        lines
    }

    /// How many cases there are.
    pub fn cases(&self) -> u64 {
        let cases: BTreeSet<&str> = self.lines.iter().map(|line| line.case.as_str()).collect();
        u64::try_from(cases.len()).unwrap_or(u64::MAX)
    }

    /// How many audits have somebody to tell.
    pub fn untold(&self) -> u64 {
        let lines = self.lines.iter().filter(|line| !line.untold.is_empty());
        u64::try_from(lines.count()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_that_are_not_audited_are_told_in_one_order() {
        let line = |case: &str, hub: &str, role: &str, stage| Line {
            case: case.to_owned(),
            hub: hub.to_owned(),
            auditor: String::new(),
            role: role.to_owned(),
            stage,
            answered: None,
            untold: Vec::new(),
            reason: String::new(),
        };
        let worklist = Worklist::new(vec![
            line("C-1", "Fernhill", "", Stage::NotAudited),
            line("C-4", "Ashbrook", "", Stage::NotAudited),
            line("C-4", "Ashbrook", "second", Stage::NotAudited),
            line("C-3", "Ashbrook", "", Stage::NotBegun),
            line("C-2", "Ashbrook", "", Stage::NotAudited),
        ]);
        let told = worklist.not_audited();
        let cases: Vec<&str> = told.iter().map(|line| line.case.as_str()).collect();
        assert_eq!(cases, ["C-2", "C-4", "C-1"]);
    }
}
