//! Rules that say where a standard applies.
//!
//! It must not know how facts are written in cells.

use std::collections::{BTreeMap, BTreeSet};

use super::fact::Facts;
use super::once;
use crate::diagnostics::{Code, quote};
use crate::model::{Condition, FactKind};
use crate::read::toml_file::{Entry, Reader, Text};

/// Reads `applies_when` of a standard.
pub(super) fn applies_when(
    standard: &mut Entry<'_>,
    facts: &Facts,
    r: &mut Reader<'_>,
) -> Vec<Condition> {
    const HOW: &str = "`{ fact = \"…\", is = [\"…\"] }`";
    let mut conditions = Vec::new();
    // What is left of a fact that has one value, after the conditions so far.
    let mut left: BTreeMap<usize, BTreeSet<u16>> = BTreeMap::new();
    let name = standard.name.clone();
    for mut entry in standard.entries("applies_when", "condition", HOW, r) {
        entry.name = format!("a condition of {name}");
        let fact = entry.needed_text("fact", r);
        let is = entry.needed_texts("is", r);
        let at = entry.at;
        entry.finish(r);
        let (Some(fact), Some((is_at, is))) = (fact, is) else {
            continue;
        };
        let Some(position) = facts.ids.find(&fact, r) else {
            continue;
        };
        let Some(of) = options(position, &fact, facts, r) else {
            continue;
        };
        if is.is_empty() {
            let message = format!("{name} can never apply: `is` names nothing");
            r.error(Code::BadRule, is_at, message, None);
            continue;
        }
        let wanted = is.len();
        let is: Vec<u16> = is
            .iter()
            .filter_map(|text| option(position, text, facts, r))
            .collect();
        if is.len() < wanted {
            continue;
        }
        let is = once(is);
        if is.len() == of {
            let message = format!(
                "this condition of {name} leaves nobody out: it names all that {} can be",
                quote(&fact.value)
            );
            r.warning(Code::BadRule, is_at, message, None);
        }
        if facts
            .all
            .get(position)
            .is_some_and(|fact| has_one_value(&fact.kind))
        {
            let now: BTreeSet<u16> = is.iter().copied().collect();
            let before = left.get(&position);
            let both = before.map_or_else(|| now.clone(), |before| &now & before);
            if both.is_empty() && before.is_some_and(|before| !before.is_empty()) {
                let message = format!(
                    "{name} can never apply: its conditions on {} exclude each other",
                    quote(&fact.value)
                );
                let hint = "all conditions must hold; name the values in one `is` where any may";
                r.error(Code::BadRule, at, message, Some(hint.to_owned()));
            }
            left.insert(position, both);
        }
        conditions.push(Condition { fact: position, is });
    }
    conditions
}

fn has_one_value(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Choice(_) | FactKind::YesNo)
}

/// How many values a fact can have; an error where a rule cannot be decided by it.
fn options(position: usize, wanted: &Text, facts: &Facts, r: &mut Reader<'_>) -> Option<usize> {
    let kind = match &facts.get(position)?.kind {
        FactKind::Choice(choices) | FactKind::Choices(choices) => return Some(choices.len()),
        FactKind::YesNo => return Some(2),
        FactKind::Number => "a number",
        FactKind::Date => "a date",
        FactKind::Text => "text",
    };
    let message = format!(
        "no rule can be decided by {}, which is {kind}",
        quote(&wanted.value)
    );
    let hint = "use a fact whose kind is `choice`, `choices` or `yes_no`";
    r.error(Code::BadRule, wanted.at, message, Some(hint.to_owned()));
    None
}

/// The value that a word of a rule stands for.
fn option(position: usize, text: &Text, facts: &Facts, r: &mut Reader<'_>) -> Option<u16> {
    if facts.get(position)?.kind == FactKind::YesNo {
        return match text.value.as_str() {
            "yes" => Some(1),
            "no" => Some(0),
            other => {
                let message = format!("{} is neither `yes` nor `no`", quote(other));
                r.error(Code::UnknownReference, text.at, message, None);
                None
            }
        };
    }
    let choice = facts.choices.get(position)?.find(text, r)?;
    u16::try_from(choice).ok()
}
