//! A field's cell: how it looks, what may be put into it, what is said to whoever comes to
//! it, and how an answer that is there already is put in.
//!
//! It must not know where on a page the cell stands.

use super::{drop_down, heading};
use crate::model::{About, Date, Field, Kind, NOT_APPLICABLE, Tool};
use crate::report::tool::sentence::{applies, joined};
use crate::report::workbook::{Area, Input, Lists, Look, Takes, Value};

/// No day of an audit or its case is before this one.
const FIRST_DAY: Date = Date::constant(2000, 1, 1);

/// What a measure takes beside numbers.
const MEASURE_WORDS: [&str; 3] = ["declined", "not asked", "not_asked"];

/// How a field's cell looks.
pub(super) fn look(field: &Field) -> Look {
    match field.kind {
        Kind::Day => Look::DayEntry,
        Kind::Number | Kind::Measure { .. } => Look::NumberEntry,
        Kind::Reference | Kind::Words | Kind::One(_) | Kind::Many(_) => Look::Entry,
    }
}

/// An answer as it stands in a cell; `words` are those that people choose from there.
pub(super) fn value(field: &Field, words: &[String], text: &str) -> Value {
    if text.is_empty() {
        return Value::Nothing;
    }
    let as_text = || Value::Text(text.to_owned());
    match &field.kind {
        Kind::Day => text.parse().map_or_else(|_| as_text(), Value::Day),
        Kind::Number | Kind::Measure { .. } => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Number(number),
            Ok(_) | Err(_) => Value::Text(text.replace('_', " ")),
        },
        Kind::One(_) | Kind::Many(_) => Value::Text(drop_down::shown(&field.kind, words, text)),
        Kind::Reference | Kind::Words => as_text(),
    }
}

/// What may be put into a field's cells, and what is said there.
pub(super) fn input(tool: &Tool, field: &Field, area: Area, lists: &mut Lists) -> Input {
    let list = lists.number(drop_down::words(&field.kind));
    let takes = match (&field.kind, list) {
        (Kind::One(_), Some(list)) => Takes::One(list),
        (Kind::Many(_), Some(list)) => Takes::Several(list),
        (Kind::Day, _) => Takes::DayFrom(FIRST_DAY),
        (Kind::Number, _) => Takes::Number,
        (Kind::Measure { min, max }, _) => Takes::NumberOr {
            min: *min,
            max: *max,
            words: &MEASURE_WORDS,
        },
        (Kind::Reference | Kind::Words | Kind::One(_) | Kind::Many(_), _) => Takes::Anything,
    };
    Input {
        area,
        takes,
        heading: name(tool, field),
        hint: hint(tool, field),
    }
}

/// A few words for the heading of a hint.
fn name(tool: &Tool, field: &Field) -> String {
    match field.about {
        About::Rating(standard, reading) if tool.rates_twice() => {
            format!(
                "{} {}",
                heading::number(tool, standard),
                super::told(reading)
            )
        }
        About::Rating(standard, _) => heading::number(tool, standard),
        About::Row
        | About::Fact(_)
        | About::Discussion
        | About::Evidence(..)
        | About::Escalation(_)
        | About::Overall
        | About::Measure(_) => heading::label(tool, field),
    }
}

fn hint(tool: &Tool, field: &Field) -> String {
    let mut sentences = vec![how(field)];
    match field.about {
        About::Rating(position, _) | About::Evidence(position, _) => {
            let standard = tool.standards.get(position);
            if let Some(rule) = standard.and_then(|standard| applies(tool, standard)) {
                sentences.push(format!("Only where {rule}."));
            }
            if matches!(field.about, About::Rating(..))
                && let Some(asked) = standard.and_then(|s| words_asked(tool, s.scale))
            {
                sentences.push(asked);
            }
        }
        About::Escalation(position) => {
            let at = heading::critical(tool, position);
            sentences.push(format!("Only where the rating is {at}."));
        }
        About::Overall if field.name == "overall" => {
            let scale = tool.overall.as_ref().map(|overall| overall.scale);
            sentences.extend(scale.and_then(|scale| words_asked(tool, scale)));
        }
        About::Overall | About::Discussion | About::Row | About::Fact(_) | About::Measure(_) => {}
    }
    if field.required {
        sentences.push("Needed.".to_owned());
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ")
}

/// How a cell is filled in.
pub(super) fn how(field: &Field) -> String {
    let own = match field.name.as_str() {
        "case" => "Your service's own reference, never a name.",
        "hub" => "Where the case belongs.",
        "auditor" => "Your code as an auditor, never a name.",
        "role" => "Leave it blank for the first audit of a case.",
        "id" => "Leave it blank: it is given when the sheet comes in.",
        "discussion" => "Held or not held. If not, say why.",
        "quote_ok" => "Blank is no.",
        "owner" => "A role, such as team manager, never a name.",
        "carried_from" => "Blank, unless it carries an earlier action on.",
        _ => "",
    };
    let kind = match &field.kind {
        Kind::Reference | Kind::Words => String::new(),
        Kind::Day => "A day, as DD/MM/YYYY.".to_owned(),
        Kind::Number => "A number.".to_owned(),
        Kind::Measure { min, max } => {
            format!("A number from {min} to {max}, or declined, or not asked.")
        }
        Kind::One(_) => "Choose one.".to_owned(),
        Kind::Many(_) => "Several, separated by ; (the words are on the page Anchors).".to_owned(),
    };
    match (own.is_empty(), kind.is_empty()) {
        (true, _) => kind,
        (false, true) => own.to_owned(),
        (false, false) => format!("{own} {kind}"),
    }
}

/// At which levels of a scale words are asked for.
pub(super) fn words_asked(tool: &Tool, scale: usize) -> Option<String> {
    let levels = tool.scales.get(scale).map_or(&[][..], |s| &s.levels);
    let levels = levels.iter().filter(|level| level.evidence);
    let mut labels: Vec<&str> = levels.map(|level| level.label.as_str()).collect();
    if tool.not_applicable.reason_required {
        labels.extend(NOT_APPLICABLE.last());
    }
    (!labels.is_empty()).then(|| format!("Words are asked for at {}.", joined(&labels, "and")))
}

/// How wide a field's column is where rows stand under each other.
pub(super) fn width(field: &Field) -> f64 {
    match (field.about, &field.kind) {
        (About::Escalation(_), Kind::Day) => 22.0,
        (About::Escalation(_) | About::Rating(..), _) => 26.0,
        (_, Kind::Words) if field.name == "text" => 56.0,
        (_, Kind::Words) => 36.0,
        (_, Kind::Many(_)) => 34.0,
        (_, Kind::One(_)) => {
            // As wide as the longest word to choose, with the arrow beside it.
            let words = drop_down::words(&field.kind);
            let longest = words.iter().map(|word| word.chars().count()).max();
            let longest = u8::try_from(longest.unwrap_or(0)).unwrap_or(u8::MAX);
            (f64::from(longest) + 4.0).clamp(18.0, 36.0)
        }
        (_, Kind::Measure { .. }) => 22.0,
        (_, Kind::Reference | Kind::Day | Kind::Number) => 16.0,
    }
}
