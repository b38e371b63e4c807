//! Rules, caps and names of a tool as parts of sentences.
//!
//! It must not know where on a page they stand.

use crate::model::{Cap, Condition, FactKind, Level, Standard, Tool};

/// "a", "a and b", "a, b and c", with the given last word between.
pub(in crate::report) fn joined(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

/// The labels of levels of a standard's scale: "Concern or Not evidenced".
pub(in crate::report) fn levels(tool: &Tool, standard: &Standard, positions: &[u8]) -> String {
    let labels: Vec<&str> = tool
        .scale_of(standard)
        .map(|scale| {
            let level = |position: &u8| scale.level(*position);
            positions.iter().filter_map(level).map(label).collect()
        })
        .unwrap_or_default();
    joined(&labels, "or")
}

fn label(level: &Level) -> &str {
    &level.label
}

/// When a standard applies: "Where the case stands is Open or Closed, and …".
pub(in crate::report) fn applies(tool: &Tool, standard: &Standard) -> Option<String> {
    let conditions: Vec<String> = standard
        .applies_when
        .iter()
        .filter_map(|one| condition(tool, one))
        .collect();
    (!conditions.is_empty()).then(|| conditions.join(", and "))
}

fn condition(tool: &Tool, condition: &Condition) -> Option<String> {
    let fact = tool.facts.get(condition.fact)?;
    let values: Vec<&str> = condition
        .is
        .iter()
        .filter_map(|value| option(&fact.kind, *value).map(|(_, label)| label))
        .collect();
    let verb = match fact.kind {
        FactKind::Choices(_) => "includes",
        FactKind::Choice(_)
        | FactKind::YesNo
        | FactKind::Number
        | FactKind::Date
        | FactKind::Text => "is",
    };
    Some(format!("“{}” {verb} {}", fact.label, joined(&values, "or")))
}

/// The id and the label of a value that a rule names.
pub(in crate::report) fn option(kind: &FactKind, value: u16) -> Option<(&str, &str)> {
    match kind {
        FactKind::Choice(choices) | FactKind::Choices(choices) => choices
            .get(usize::from(value))
            .map(|choice| (choice.id.as_str(), choice.label.as_str())),
        FactKind::YesNo => Some(if value == 1 {
            ("yes", "yes")
        } else {
            ("no", "no")
        }),
        FactKind::Number | FactKind::Date | FactKind::Text => None,
    }
}

/// A cap as a sentence.
pub(in crate::report) fn cap(tool: &Tool, cap: &Cap) -> Option<String> {
    let standard = tool.standards.get(cap.standard)?;
    let most = tool.overall_scale()?.level(cap.at_most)?;
    Some(format!(
        "Where “{}” is {}, the overall judgement is {} at most.",
        standard.title,
        levels(tool, standard, &cap.when),
        most.label
    ))
}
