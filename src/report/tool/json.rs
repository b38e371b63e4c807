//! A tool as a value for other programs: ids in place of positions.
//!
//! Keys are those of the tool file, so that one description serves both. It must not know
//! how JSON is written.

use std::collections::BTreeMap;

use serde::Serialize;

use super::sentence::option;
use crate::model::{
    Better, Cap, Choice, Condition, Fact, FactKind, Level, Measure, Prompt, Reading, Scale,
    Standard, Standing, Tool,
};

/// Raised when a key is taken away or changes its meaning.
const SCHEMA_VERSION: u32 = 1;

/// The tool as a value that serialises; references are ids.
pub fn tool_json(tool: &Tool) -> impl Serialize {
    View {
        schema_version: SCHEMA_VERSION,
        id: &tool.id,
        version: &tool.version,
        title: &tool.title,
        purpose: tool.purpose.as_deref(),
        group: &tool.group,
        readings: &tool.readings,
        columns: &tool.columns,
        not_applicable: NotApplicable {
            also: &tool.not_applicable.also,
            reason_required: tool.not_applicable.reason_required,
        },
        scales: tool.scales.iter().map(scale).collect(),
        facts: tool.facts.iter().map(fact).collect(),
        durations: tool
            .durations
            .iter()
            .map(|one| duration(tool, one))
            .collect(),
        domains: tool
            .domains
            .iter()
            .map(|domain| titled(&domain.id, &domain.title))
            .collect(),
        standards: tool
            .standards
            .iter()
            .map(|one| standard(tool, one))
            .collect(),
        overall: tool.overall.as_ref().map(|overall| Overall {
            scale: tool
                .scales
                .get(overall.scale)
                .map(|scale| scale.id.as_str()),
            caps: overall.caps.iter().map(|one| cap(tool, one)).collect(),
        }),
        measures: tool.measures.iter().map(measure).collect(),
        prompts: tool.prompts.iter().map(prompt).collect(),
        themes: tool
            .themes
            .iter()
            .map(|theme| titled(&theme.id, &theme.title))
            .collect(),
    }
}

/// Several tools at a glance as a value that serialises.
pub fn tool_list_json(tools: &[Tool]) -> impl Serialize {
    List {
        schema_version: SCHEMA_VERSION,
        tools: tools
            .iter()
            .map(|tool| Glance {
                id: &tool.id,
                version: &tool.version,
                title: &tool.title,
                domains: tool.domains.len(),
                standards: tool.standards.len(),
            })
            .collect(),
    }
}

#[derive(Serialize)]
struct List<'t> {
    schema_version: u32,
    tools: Vec<Glance<'t>>,
}

#[derive(Serialize)]
struct Glance<'t> {
    id: &'t str,
    version: &'t str,
    title: &'t str,
    domains: usize,
    standards: usize,
}

#[derive(Serialize)]
struct View<'t> {
    schema_version: u32,
    id: &'t str,
    version: &'t str,
    title: &'t str,
    purpose: Option<&'t str>,
    group: &'t str,
    readings: &'t [Reading],
    columns: &'t BTreeMap<String, String>,
    not_applicable: NotApplicable<'t>,
    scales: Vec<ScaleView<'t>>,
    facts: Vec<FactView<'t>>,
    durations: Vec<DurationView<'t>>,
    domains: Vec<Titled<'t>>,
    standards: Vec<StandardView<'t>>,
    overall: Option<Overall<'t>>,
    measures: Vec<MeasureView<'t>>,
    prompts: Vec<PromptView<'t>>,
    themes: Vec<Titled<'t>>,
}

#[derive(Serialize)]
struct NotApplicable<'t> {
    also: &'t [String],
    reason_required: bool,
}

#[derive(Serialize)]
struct Titled<'t> {
    id: &'t str,
    title: &'t str,
}

fn titled<'t>(id: &'t str, title: &'t str) -> Titled<'t> {
    Titled { id, title }
}

#[derive(Serialize)]
struct ScaleView<'t> {
    id: &'t str,
    levels: Vec<LevelView<'t>>,
}

#[derive(Serialize)]
struct LevelView<'t> {
    id: &'t str,
    label: &'t str,
    score: Option<f64>,
    standing: Standing,
    also: &'t [String],
    means: Option<&'t str>,
    evidence: bool,
}

fn scale(scale: &Scale) -> ScaleView<'_> {
    ScaleView {
        id: &scale.id,
        levels: scale.levels.iter().map(level).collect(),
    }
}

fn level(level: &Level) -> LevelView<'_> {
    LevelView {
        id: &level.id,
        label: &level.label,
        score: level.score,
        standing: level.standing,
        also: &level.also,
        means: level.means.as_deref(),
        evidence: level.evidence,
    }
}

#[derive(Serialize)]
struct FactView<'t> {
    id: &'t str,
    label: &'t str,
    kind: &'static str,
    choices: Vec<ChoiceView<'t>>,
    required: bool,
}

#[derive(Serialize)]
struct ChoiceView<'t> {
    id: &'t str,
    label: &'t str,
    also: &'t [String],
}

fn fact(fact: &Fact) -> FactView<'_> {
    FactView {
        id: &fact.id,
        label: &fact.label,
        kind: match fact.kind {
            FactKind::Choice(_) => "choice",
            FactKind::Choices(_) => "choices",
            FactKind::YesNo => "yes_no",
            FactKind::Number => "number",
            FactKind::Date => "date",
            FactKind::Text => "text",
        },
        choices: fact.kind.choices().iter().map(choice).collect(),
        required: fact.required,
    }
}

fn choice(choice: &Choice) -> ChoiceView<'_> {
    ChoiceView {
        id: &choice.id,
        label: &choice.label,
        also: &choice.also,
    }
}

#[derive(Serialize)]
struct DurationView<'t> {
    id: &'t str,
    title: &'t str,
    from: Option<&'t str>,
    to: Option<&'t str>,
    within: Option<u32>,
}

fn duration<'t>(tool: &'t Tool, duration: &'t crate::model::Duration) -> DurationView<'t> {
    let fact = |position: usize| tool.facts.get(position).map(|fact| fact.id.as_str());
    DurationView {
        id: &duration.id,
        title: &duration.title,
        from: fact(duration.from),
        to: fact(duration.to),
        within: duration.within,
    }
}

#[derive(Serialize)]
struct StandardView<'t> {
    id: &'t str,
    domain: Option<&'t str>,
    title: &'t str,
    scale: Option<&'t str>,
    edition: u32,
    escalate_at: Vec<&'t str>,
    looks_like: &'t [String],
    ask: Option<&'t str>,
    applies_when: Vec<ConditionView<'t>>,
    was: &'t [String],
}

#[derive(Serialize)]
struct ConditionView<'t> {
    fact: Option<&'t str>,
    is: Vec<&'t str>,
}

fn standard<'t>(tool: &'t Tool, standard: &'t Standard) -> StandardView<'t> {
    let scale = tool.scale_of(standard);
    StandardView {
        id: &standard.id,
        domain: tool
            .domains
            .get(standard.domain)
            .map(|domain| domain.id.as_str()),
        title: &standard.title,
        scale: scale.map(|scale| scale.id.as_str()),
        edition: standard.edition,
        escalate_at: level_ids(scale, &standard.escalate_at),
        looks_like: &standard.looks_like,
        ask: standard.ask.as_deref(),
        applies_when: standard
            .applies_when
            .iter()
            .map(|one| condition(tool, one))
            .collect(),
        was: &standard.was,
    }
}

fn condition<'t>(tool: &'t Tool, condition: &Condition) -> ConditionView<'t> {
    let fact = tool.facts.get(condition.fact);
    let id = |value: &u16| {
        fact.and_then(|fact| option(&fact.kind, *value))
            .map(|(id, _)| id)
    };
    ConditionView {
        fact: fact.map(|fact| fact.id.as_str()),
        is: condition.is.iter().filter_map(id).collect(),
    }
}

fn level_ids<'t>(scale: Option<&'t Scale>, positions: &[u8]) -> Vec<&'t str> {
    let id = |position: &u8| scale.and_then(|scale| scale.level(*position));
    positions
        .iter()
        .filter_map(id)
        .map(|level| level.id.as_str())
        .collect()
}

#[derive(Serialize)]
struct Overall<'t> {
    scale: Option<&'t str>,
    caps: Vec<CapView<'t>>,
}

#[derive(Serialize)]
struct CapView<'t> {
    standard: Option<&'t str>,
    when: Vec<&'t str>,
    overall_at_most: Option<&'t str>,
}

fn cap<'t>(tool: &'t Tool, cap: &Cap) -> CapView<'t> {
    let standard = tool.standards.get(cap.standard);
    let scale = standard.and_then(|standard| tool.scale_of(standard));
    CapView {
        standard: standard.map(|standard| standard.id.as_str()),
        when: level_ids(scale, &cap.when),
        overall_at_most: tool
            .overall_scale()
            .and_then(|scale| scale.level(cap.at_most))
            .map(|level| level.id.as_str()),
    }
}

#[derive(Serialize)]
struct MeasureView<'t> {
    id: &'t str,
    title: &'t str,
    min: f64,
    max: f64,
    better: Better,
    asked_of: Option<&'t str>,
}

fn measure(measure: &Measure) -> MeasureView<'_> {
    MeasureView {
        id: &measure.id,
        title: &measure.title,
        min: measure.min,
        max: measure.max,
        better: measure.better,
        asked_of: measure.asked_of.as_deref(),
    }
}

#[derive(Serialize)]
struct PromptView<'t> {
    id: &'t str,
    ask: &'t str,
    kind: crate::model::FindingKind,
    asked_of: Option<&'t str>,
}

fn prompt(prompt: &Prompt) -> PromptView<'_> {
    PromptView {
        id: &prompt.id,
        ask: &prompt.ask,
        kind: prompt.kind,
        asked_of: prompt.asked_of.as_deref(),
    }
}
