//! Drafts: an audit while it is being recorded, with everything that was answered so far.
//!
//! It exists apart from the round's rows because a draft keeps more than they do: answers
//! that the facts have put out of use, notes, what was passed over, and the question to go
//! on with. It must not know files, nor how the questions are put.

mod entry;
mod onto;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, ensure};
use serde::{Deserialize, Serialize};

use crate::model::{
    Cap, Entry, FactKind, FactValue, Form, Held, Mark, NOT_APPLICABLE, Reading, Tool,
};

/// The shape of a draft's file.
pub const SCHEMA: u32 = 1;

/// Cells of a row by the names of their fields; blank cells are left out.
pub type Row = BTreeMap<String, String>;

/// Which part of an audit is open. Those before it have been closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The facts, and what the record says.
    #[default]
    Record,
    /// The discussion with the worker, and what it changed.
    Discussion,
    /// Findings, the judgement and actions.
    WrapUp,
}

/// Words that were put down in mid-thought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The question at which it was written.
    pub about: String,
    /// The words.
    pub text: String,
}

/// An audit as it stood in the round when its correction began.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// The audit's own cells.
    pub cells: Row,
    /// Its findings.
    pub findings: Vec<Row>,
    /// Its actions.
    pub actions: Vec<Row>,
}

/// An audit that is being recorded or corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The case's reference.
    pub case: String,
    /// Which of the case's audits it is, as files say it.
    pub role: String,
    /// The auditor's code.
    pub auditor: String,
    /// SHA-256 of the tool's bytes.
    pub tool_sha256: String,
    /// Which part is open.
    #[serde(default)]
    pub stage: Stage,
    /// The question to go on with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The questions to come back to from findings and actions made in mid-thought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub back: Vec<String>,
    /// Answers by the names of their fields, in the spelling that is written; also those
    /// that the facts have put out of use.
    #[serde(default)]
    pub cells: Row,
    /// Questions that were passed over.
    #[serde(default)]
    pub skipped: BTreeSet<String>,
    /// Questions whose words look like personal data, while it is not decided whether they
    /// stay.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub doubted: BTreeSet<String>,
    /// Ids of critical standards of which nobody has been told yet, by the auditor's word.
    #[serde(default)]
    pub nobody_told: BTreeSet<String>,
    /// Ids of the standards that the worker's account changed.
    #[serde(default)]
    pub changed: BTreeSet<String>,
    /// Prompts that have no answer for a reason: `declined` or `not_asked`, by id.
    #[serde(default)]
    pub unanswered: Row,
    /// Words put down in mid-thought.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// Findings made so far.
    #[serde(default)]
    pub findings: Vec<Row>,
    /// Actions made so far.
    #[serde(default)]
    pub actions: Vec<Row>,
    /// Why a recorded audit is changed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What is corrected, where the audit stands in the round already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Base>,
}

impl Draft {
    /// An audit with nothing answered. A blank role is the first.
    pub fn new(case: &str, role: &str, auditor: &str, tool_sha256: &str) -> Self {
        let role = if role.is_empty() { "first" } else { role };
        Self {
            schema: SCHEMA,
            case: case.to_owned(),
            role: role.to_owned(),
            auditor: auditor.to_owned(),
            tool_sha256: tool_sha256.to_owned(),
            stage: Stage::default(),
            at: None,
            back: Vec::new(),
            cells: Row::new(),
            skipped: BTreeSet::new(),
            doubted: BTreeSet::new(),
            nobody_told: BTreeSet::new(),
            changed: BTreeSet::new(),
            unanswered: Row::new(),
            notes: Vec::new(),
            findings: Vec::new(),
            actions: Vec::new(),
            reason: String::new(),
            base: None,
        }
    }

    /// A recorded audit, opened for correction. Where the discussion left a standard alone,
    /// its level is not an answer but follows the record's.
    pub fn correction(
        tool: &Tool,
        tool_sha256: &str,
        form: &Form,
        entry: &Entry,
        findings: Vec<Row>,
        actions: Vec<Row>,
    ) -> Self {
        let cell = |name: &str| entry.get(form, name);
        let mut draft = Self::new(cell("case"), cell("role"), cell("auditor"), tool_sha256);
        let names = form.names().zip(&entry.cells);
        let cells: Row = names
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| (name.to_owned(), text.clone()))
            .collect();
        draft.cells.clone_from(&cells);
        for name in ["case", "role", "auditor"] {
            draft.cells.remove(name);
        }
        if tool.rates_twice() {
            for standard in &tool.standards {
                let second = format!("{}.discussion", standard.id);
                let evidence = format!("{second}.evidence");
                let alone = !cells.contains_key(&evidence)
                    && cells.get(&second) == cells.get(&format!("{}.record", standard.id));
                if alone {
                    draft.cells.remove(&second);
                } else if cells.contains_key(&second) {
                    draft.changed.insert(standard.id.clone());
                }
            }
        }
        draft.stage = Stage::WrapUp;
        draft.findings.clone_from(&findings);
        draft.actions.clone_from(&actions);
        draft.base = Some(Base {
            cells,
            findings,
            actions,
        });
        draft
    }

    /// A draft from its file's text.
    ///
    /// # Errors
    /// The text is not a draft, or one of a later version of the program.
    pub fn from_json(text: &str) -> anyhow::Result<Self> {
        let any: serde_json::Value = serde_json::from_str(text).context("this is not a draft")?;
        let schema = any.get("schema").and_then(serde_json::Value::as_u64);
        ensure!(
            schema == Some(u64::from(SCHEMA)),
            "this draft was written by another version of the program"
        );
        serde_json::from_value(any).context("this is not a draft")
    }

    /// The text of its file.
    ///
    /// # Errors
    /// None are known of.
    pub fn to_json(&self) -> anyhow::Result<String> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text)
    }

    /// What stands in a cell, also where it is out of use.
    pub fn cell(&self, name: &str) -> &str {
        self.cells.get(name).map_or("", String::as_str)
    }

    /// The facts, in the tool's order.
    pub fn facts(&self, tool: &Tool) -> Vec<FactValue> {
        let facts = tool.facts.iter();
        facts
            .map(|fact| fact_value(&fact.kind, self.cell(&fact.id)))
            .collect()
    }

    /// Does the standard apply to the case, by the facts?
    pub fn applies(&self, tool: &Tool, standard: usize) -> bool {
        let standard = tool.standards.get(standard);
        standard.is_some_and(|standard| standard.applies(&self.facts(tool)))
    }

    /// Was the discussion held?
    pub fn held(&self) -> Held {
        match self.cell("discussion") {
            "held" => Held::Held,
            "not_held" => Held::NotHeld,
            _ => Held::Unsaid,
        }
    }

    /// Is the record read, and nothing decided about the discussion yet?
    pub fn awaits_discussion(&self, tool: &Tool) -> bool {
        tool.readings.contains(&Reading::Discussion)
            && self.stage == Stage::Discussion
            && self.held() == Held::Unsaid
    }

    /// What the answer to one reading says.
    pub fn mark(&self, tool: &Tool, standard: usize, reading: Reading) -> Mark {
        let scale = tool.standards.get(standard).map(|standard| standard.scale);
        let text = self.cell(&rating_name(tool, standard, reading));
        mark_of(tool, scale, text)
    }

    /// The rating: what the discussion says where it says something, else the record.
    pub fn last(&self, tool: &Tool, standard: usize) -> Mark {
        let mut last = Mark::Blank;
        for &reading in &tool.readings {
            let counts =
                !tool.rates_twice() || reading == Reading::Record || self.held() != Held::NotHeld;
            let mark = self.mark(tool, standard, reading);
            if counts && mark != Mark::Blank {
                last = mark;
            }
        }
        last
    }

    /// Must somebody be told of the standard, by its rating?
    pub fn must_tell(&self, tool: &Tool, standard: usize) -> bool {
        tells_at(tool, standard, self.last(tool, standard)) && self.applies(tool, standard)
    }

    /// Positions of the standards of which somebody must be told and, by the auditor's own
    /// word, nobody has been.
    pub fn untold(&self, tool: &Tool) -> Vec<usize> {
        let standards = tool.standards.iter().enumerate();
        standards
            .filter(|(position, standard)| {
                self.nobody_told.contains(&standard.id) && self.must_tell(tool, *position)
            })
            .map(|(position, _)| position)
            .collect()
    }

    /// The overall judgement.
    pub fn overall(&self, tool: &Tool) -> Mark {
        let scale = tool.overall.as_ref().map(|overall| overall.scale);
        mark_of(tool, scale, self.cell("overall"))
    }

    /// The limits on the overall judgement that hold in this audit.
    pub fn caps<'t>(&self, tool: &'t Tool) -> Vec<&'t Cap> {
        let caps = tool.overall.iter().flat_map(|overall| &overall.caps);
        caps.filter(|cap| {
            let acts = match self.last(tool, cap.standard) {
                Mark::Level(level) => cap.when.contains(&level),
                Mark::Blank | Mark::NotApplicable => false,
            };
            acts && self.applies(tool, cap.standard)
        })
        .collect()
    }

    /// Is the overall judgement better than a limit allows?
    pub fn past_cap(&self, tool: &Tool) -> bool {
        let height = |level: u8| tool.overall_scale().and_then(|scale| scale.height(level));
        match self.overall(tool) {
            Mark::Level(level) => {
                let mut caps = self.caps(tool).into_iter();
                caps.any(|cap| height(level) > height(cap.at_most))
            }
            Mark::Blank | Mark::NotApplicable => false,
        }
    }
}

/// The name of the cell that holds a standard's rating in one reading.
pub fn rating_name(tool: &Tool, standard: usize, reading: Reading) -> String {
    let Some(standard) = tool.standards.get(standard) else {
        return String::new();
    };
    if tool.rates_twice() {
        format!("{}.{}", standard.id, reading.word())
    } else {
        standard.id.clone()
    }
}

/// Must somebody be told at this rating of the standard?
pub fn tells_at(tool: &Tool, standard: usize, mark: Mark) -> bool {
    match (tool.standards.get(standard), mark) {
        (Some(standard), Mark::Level(level)) => standard.escalate_at.contains(&level),
        _ => false,
    }
}

/// What a rating's cell says, in the spelling that is written.
fn mark_of(tool: &Tool, scale: Option<usize>, text: &str) -> Mark {
    if text.is_empty() {
        return Mark::Blank;
    }
    let levels = scale.and_then(|scale| tool.scales.get(scale));
    let levels = levels
        .map(|scale| scale.levels.as_slice())
        .unwrap_or_default();
    let level = levels.iter().position(|level| level.label == text);
    let level = level.and_then(|level| u8::try_from(level).ok());
    let own = tool.not_applicable.also.iter().any(|own| own == text);
    match level {
        Some(level) => Mark::Level(level),
        None if own || NOT_APPLICABLE.contains(&text) => Mark::NotApplicable,
        None => Mark::Blank,
    }
}

/// What a fact's cell says, in the spelling that is written. Only what rules ask about is
/// told apart.
fn fact_value(kind: &FactKind, text: &str) -> FactValue {
    if text.is_empty() {
        return FactValue::Missing;
    }
    let choice = |text: &str| {
        let choices = kind.choices().iter();
        let mut found = choices
            .enumerate()
            .filter(|(_, choice)| choice.label == text || choice.id == text);
        found.next().and_then(|(at, _)| u16::try_from(at).ok())
    };
    match kind {
        FactKind::Choice(_) => choice(text).map_or(FactValue::Missing, FactValue::Choice),
        FactKind::Choices(_) => {
            let chosen: Vec<u16> = text.split(';').filter_map(choice).collect();
            if chosen.is_empty() {
                FactValue::Missing
            } else {
                FactValue::Choices(chosen)
            }
        }
        FactKind::YesNo => match text {
            "yes" => FactValue::YesNo(true),
            "no" => FactValue::YesNo(false),
            _ => FactValue::Missing,
        },
        FactKind::Number => text.parse().map_or(FactValue::Missing, FactValue::Number),
        FactKind::Date => text.parse().map_or(FactValue::Missing, FactValue::Date),
        FactKind::Text => FactValue::Text,
    }
}
