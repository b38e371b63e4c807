//! What changed in the audit tool between two rounds, and so what may be compared.
//!
//! It stands before any figure: a figure that moved because the tool did is no change in
//! practice. Turning the two tools round turns new into retired, and nothing else. What
//! only says how cells are spelt or columns are called is no change. It must not know any
//! rating or how anything is shown.

mod edit;
mod overall;
mod pairing;
mod rest;
mod scales;
mod standards;
mod words;

pub use edit::{Edit, Field, Named};
pub use overall::{CapInfo, OverallChange, OverallChangeKind, OverallInfo};
pub use rest::{ChoiceChange, PartChange, PartChangeKind};
pub use scales::{LevelChange, LevelChangeKind, LevelInfo, ScaleChange, ScaleChangeKind};
pub use standards::{RuleInfo, StandardChange, StandardChangeKind, StandardInfo};
pub use words::{Piece, PieceKind, pieces};

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Footing, Matched};
use crate::model::{Reading, Tool, fold};
use edit::{prose, value};
use scales::Scales;
use standards::Both;

/// Raised when a key is taken away or changes its meaning.
const SCHEMA_VERSION: u32 = 1;

/// A tool at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToolInfo {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The words shown to people.
    pub title: String,
    /// How many standards it has.
    pub standards: usize,
}

impl ToolInfo {
    fn of(tool: &Tool) -> Self {
        Self {
            id: tool.id.clone(),
            version: tool.version.clone(),
            title: tool.title.clone(),
            standards: tool.standards.len(),
        }
    }
}

/// How many standards of either tool or of both are compared, and how many are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct FootingCounts {
    /// Compared.
    pub compared: usize,
    /// Side by side, without a verdict.
    pub side_by_side: usize,
    /// Not compared, new and retired ones among them.
    pub not_compared: usize,
}

/// When standards are rated, before and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingsChange {
    /// As it was.
    pub before: Vec<Reading>,
    /// As it is now.
    pub after: Vec<Reading>,
}

/// How cells say that a standard does not apply, in one tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotApplicableInfo {
    /// Spellings beside `na`, `n/a` and `not applicable`.
    pub also: Vec<String>,
    /// Must a reason be given?
    pub reason_required: bool,
}

/// How cells say that a standard does not apply, before and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotApplicableChange {
    /// As it was.
    pub before: NotApplicableInfo,
    /// As it is now.
    pub after: NotApplicableInfo,
}

/// A fact that both tools have and that holds the same sort of thing in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedFact {
    /// Its position in the earlier tool.
    pub before: usize,
    /// Its position in the later tool.
    pub after: usize,
    /// Choices that are the same: their positions in the earlier and the later tool.
    pub choices: Vec<(usize, usize)>,
}

/// Everything that changed between two tools; what did not stands there without a kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ToolChange {
    /// The shape of the JSON.
    pub schema_version: u32,
    /// The earlier tool.
    pub before: ToolInfo,
    /// The later tool.
    pub after: ToolInfo,
    /// Are both read from the same bytes?
    pub same_file: bool,
    /// Is there any change?
    pub changed: bool,
    /// How many standards are compared.
    pub counts: FootingCounts,
    /// Words and values of the tool itself that changed.
    pub edits: Vec<Edit>,
    /// The readings, where they changed.
    pub readings: Option<ReadingsChange>,
    /// How cells say not applicable, where it changed.
    pub not_applicable: Option<NotApplicableChange>,
    /// Standards in the later tool's order, retired ones after.
    pub standards: Vec<StandardChange>,
    /// Scales, likewise.
    #[serde(rename = "scales")]
    pub scale_changes: Vec<ScaleChange>,
    /// The overall judgement.
    #[serde(rename = "overall")]
    pub overall_change: OverallChange,
    /// Domains, likewise.
    #[serde(rename = "domains")]
    pub domain_changes: Vec<PartChange>,
    /// Facts, likewise.
    #[serde(rename = "facts")]
    pub fact_changes: Vec<PartChange>,
    /// Durations, likewise.
    #[serde(rename = "durations")]
    pub duration_changes: Vec<PartChange>,
    /// Measures, likewise.
    #[serde(rename = "measures")]
    pub measure_changes: Vec<PartChange>,
    /// Prompts, likewise.
    #[serde(rename = "prompts")]
    pub prompt_changes: Vec<PartChange>,
    /// Themes, likewise.
    #[serde(rename = "themes")]
    pub theme_changes: Vec<PartChange>,
    #[serde(skip)]
    same_facts: Vec<MatchedFact>,
}

/// What changed from one tool to another; `same_file` says that both are the same bytes.
pub fn tool_change(before: &Tool, after: &Tool, same_file: bool) -> ToolChange {
    let same = pairing::standards(&before.standards, &after.standards);
    let scales = Scales::of(
        &before.scales,
        &after.scales,
        scales_held(before, after, &same.same).into_iter(),
    );
    let (domain_changes, domains) = rest::titled(&before.domains, &after.domains, |domain| {
        (&domain.id, &domain.title)
    });
    let facts = rest::same_facts(&before.facts, &after.facts);
    let standards = standards::changes(&Both {
        before,
        after,
        scales: &scales,
        standards: &same,
        domains: &domains,
        facts: &facts,
    });
    let (theme_changes, _) = rest::titled(&before.themes, &after.themes, |theme| {
        (&theme.id, &theme.title)
    });
    let overall_change = overall::overall(before, after, &scales, &same.same);
    let mut change = ToolChange {
        schema_version: SCHEMA_VERSION,
        before: ToolInfo::of(before),
        after: ToolInfo::of(after),
        same_file,
        changed: false,
        counts: counts(&standards),
        edits: edits(before, after),
        readings: (before.readings != after.readings).then(|| ReadingsChange {
            before: before.readings.clone(),
            after: after.readings.clone(),
        }),
        not_applicable: not_applicable(before, after),
        standards,
        overall_change,
        domain_changes,
        fact_changes: rest::facts(&before.facts, &after.facts),
        duration_changes: rest::durations(before, after),
        measure_changes: rest::measures(&before.measures, &after.measures),
        prompt_changes: rest::prompts(&before.prompts, &after.prompts),
        theme_changes,
        same_facts: matched_facts(before, after, &facts),
        scale_changes: scales.changes(),
    };
    change.changed = !change.edits.is_empty() || change.parts_changed();
    change
}

/// Positions of the scales on which the same standard, or the overall judgement, is rated.
fn scales_held(before: &Tool, after: &Tool, same: &pairing::Pairs) -> Vec<(usize, usize)> {
    let standards = after.standards.iter().enumerate();
    let standards = standards.filter_map(|(later, now)| {
        let then = before.standards.get(same.earlier(later)?)?;
        Some((then.scale, now.scale))
    });
    let overall = before.overall.as_ref().zip(after.overall.as_ref());
    let overall = overall.map(|(then, now)| (then.scale, now.scale));
    standards.chain(overall).collect()
}

fn counts(standards: &[StandardChange]) -> FootingCounts {
    let mut counts = FootingCounts::default();
    for standard in standards {
        match standard.footing {
            Footing::Compared => counts.compared += 1,
            Footing::SideBySide => counts.side_by_side += 1,
            Footing::NotCompared => counts.not_compared += 1,
        }
    }
    counts
}

fn edits(before: &Tool, after: &Tool) -> Vec<Edit> {
    let edits = [
        value(Field::Id, Some(&before.id), Some(&after.id)),
        value(Field::Version, Some(&before.version), Some(&after.version)),
        prose(Field::Title, Some(&before.title), Some(&after.title)),
        prose(
            Field::Purpose,
            before.purpose.as_deref(),
            after.purpose.as_deref(),
        ),
        value(Field::Group, Some(&before.group), Some(&after.group)),
    ];
    edits.into_iter().flatten().collect()
}

/// Spellings that read alike are one, in whatever order they stand.
fn not_applicable(before: &Tool, after: &Tool) -> Option<NotApplicableChange> {
    let folded = |tool: &Tool| -> BTreeSet<String> {
        let also = tool.not_applicable.also.iter();
        also.map(|spelling| fold(spelling)).collect()
    };
    let info = |tool: &Tool| NotApplicableInfo {
        also: tool.not_applicable.also.clone(),
        reason_required: tool.not_applicable.reason_required,
    };
    let same = folded(before) == folded(after)
        && before.not_applicable.reason_required == after.not_applicable.reason_required;
    (!same).then(|| NotApplicableChange {
        before: info(before),
        after: info(after),
    })
}

fn matched_facts(before: &Tool, after: &Tool, facts: &pairing::Pairs) -> Vec<MatchedFact> {
    let matched = after.facts.iter().enumerate().filter_map(|(later, now)| {
        let earlier = facts.earlier(later)?;
        let then = before.facts.get(earlier)?.kind.choices();
        let now = now.kind.choices();
        let choices = rest::same_choices(then, now).all(then.len(), now.len());
        let choices = choices.into_iter();
        Some(MatchedFact {
            before: earlier,
            after: later,
            choices: choices.filter_map(|(then, now)| then.zip(now)).collect(),
        })
    });
    matched.collect()
}

impl ToolChange {
    /// Is there any change beside the words and values of the tool itself?
    pub fn parts_changed(&self) -> bool {
        let parts = [
            &self.domain_changes,
            &self.fact_changes,
            &self.duration_changes,
            &self.measure_changes,
            &self.prompt_changes,
            &self.theme_changes,
        ];
        self.readings.is_some()
            || self.not_applicable.is_some()
            || self.standards.iter().any(|one| !one.kinds.is_empty())
            || self.scale_changes.iter().any(|one| !one.kinds.is_empty())
            || !self.overall_change.kinds.is_empty()
            || parts.into_iter().flatten().any(|one| !one.kinds.is_empty())
    }

    /// Every standard of either tool once, in the later tool's order, retired ones after.
    pub fn matched(&self) -> Vec<Matched> {
        self.standards.iter().map(StandardChange::matched).collect()
    }

    /// How far overall judgements may be compared; not at all where a tool asks for none.
    pub fn overall(&self) -> Footing {
        self.overall_change.footing
    }

    /// Measures whose answers may be compared: their positions in the earlier and the later
    /// tool. Least, greatest, better end and who is asked are the same; the words need not
    /// be.
    pub fn measures(&self) -> Vec<(usize, usize)> {
        let same = |part: &&PartChange| part.edits.iter().all(Edit::is_wording);
        let both = self.measure_changes.iter().filter(same);
        both.filter_map(|part| part.before.zip(part.after))
            .collect()
    }

    /// Every theme of either tool once: its positions in the earlier and the later tool, in
    /// the later tool's order, retired ones after. They are the same by id, else by title.
    pub fn themes(&self) -> Vec<(Option<usize>, Option<usize>)> {
        positions(&self.theme_changes)
    }

    /// Every domain of either tool once, as themes are.
    pub fn domains(&self) -> Vec<(Option<usize>, Option<usize>)> {
        positions(&self.domain_changes)
    }

    /// Facts that both tools have and that hold the same sort of thing, in the later tool's
    /// order, with the choices that are the same.
    pub fn facts(&self) -> &[MatchedFact] {
        &self.same_facts
    }
}

fn positions(parts: &[PartChange]) -> Vec<(Option<usize>, Option<usize>)> {
    parts.iter().map(|part| (part.before, part.after)).collect()
}
