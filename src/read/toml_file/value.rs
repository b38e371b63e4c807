//! Single values out of a file: words, lists of words, ids, days.
//!
//! It must not know which entry a value belongs to.

use super::{Node, Reader, Text, Value};
use crate::diagnostics::{Code, quote};
use crate::model::{Date, is_id};

/// Says that a value is of the wrong kind.
pub(super) fn wrong_kind(
    key: &str,
    node: &Node,
    wanted: &str,
    hint: Option<String>,
    r: &mut Reader<'_>,
) {
    let message = format!(
        "`{key}` is {}, and {wanted} must stand here",
        node.value.kind()
    );
    r.error(Code::WrongValue, node.at, message, hint);
}

/// What an id may be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum IdRule {
    /// Small letters, digits and `_`; a letter first.
    Snake,
    /// `-` too.
    Dashes,
    /// `-` too, and a digit may be first: rounds are often named for their year.
    Round,
}

impl IdRule {
    fn allows(self, id: &str) -> bool {
        match self {
            Self::Snake => is_id(id, false),
            Self::Dashes => is_id(id, true),
            Self::Round => {
                let mut chars = id.chars();
                let digit = chars.next().is_some_and(|first| first.is_ascii_digit());
                is_id(id, true) || (digit && is_id(&format!("r{}", chars.as_str()), true))
            }
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Snake => {
                "small letters without accents, digits and `_`, and begins with a letter"
            }
            Self::Dashes => {
                "small letters without accents, digits, `_` and `-`, and begins with a letter"
            }
            Self::Round => {
                "small letters without accents, digits, `_` and `-`, and begins with a letter \
                 or a digit"
            }
        }
    }
}

/// Says so where words are no id.
pub(in crate::read) fn check_id(id: &Text, rule: IdRule, r: &mut Reader<'_>) {
    if rule.allows(&id.value) {
        return;
    }
    let message = if id.value.chars().count() > 64 {
        "an id has 64 characters at most".to_owned()
    } else {
        format!(
            "{} is no id: an id has only {}",
            quote(&id.value),
            rule.words()
        )
    };
    let hint = mended_id(&id.value, rule).map(|mended| format!("write `{mended}`"));
    r.error(Code::BadId, id.at, message, hint);
}

/// The id that somebody may have meant.
fn mended_id(text: &str, rule: IdRule) -> Option<String> {
    if text.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
        return None;
    }
    let kept = |c: char| c.is_ascii_alphanumeric() || (rule != IdRule::Snake && c == '-');
    let mended: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, '\'' | '’'))
        .map(|c| if kept(c) { c.to_ascii_lowercase() } else { '_' })
        .collect();
    let mended = mended.trim_matches('_').to_owned();
    rule.allows(&mended).then_some(mended)
}

/// The value of one of a few words; an error where it is another.
pub(in crate::read) fn word_of<T: Copy>(
    key: &str,
    text: &Text,
    of: &[(&'static str, T)],
    r: &mut Reader<'_>,
) -> Option<T> {
    if let Some((_, value)) = of.iter().find(|(word, _)| *word == text.value) {
        return Some(*value);
    }
    let words: Vec<&str> = of.iter().map(|(word, _)| *word).collect();
    let message = format!(
        "`{key}` says {}, which is not one of {}",
        quote(&text.value),
        words.join(", ")
    );
    let hint = r.near(&text.value, words.iter().copied());
    r.error(Code::WrongValue, text.at, message, hint);
    None
}

/// Words, trimmed; an error where they are blank, or on more lines than they may be.
pub(in crate::read) fn words(
    key: &str,
    node: &Node,
    lines: bool,
    r: &mut Reader<'_>,
) -> Option<Text> {
    let Value::Text(text) = &node.value else {
        let hint = node
            .value
            .is_bare()
            .then(|| format!("put it in quotes: `{key} = \"…\"`"));
        wrong_kind(key, node, "words in quotes", hint, r);
        return None;
    };
    let value = text.trim();
    let odd = |c: char| c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t'));
    if value.is_empty() {
        let message = format!("`{key}` is blank");
        r.error(Code::WrongValue, node.at, message, None);
        return None;
    }
    if value.contains(odd) {
        let message = if lines {
            format!("`{key}` holds a character that cannot be shown")
        } else {
            format!("`{key}` must be on one line, without tabs")
        };
        r.error(Code::WrongValue, node.at, message, None);
        return None;
    }
    Some(Text {
        value: value.to_owned(),
        at: node.at,
    })
}

/// A list of words.
pub(super) fn many(key: &str, node: &Node, lines: bool, r: &mut Reader<'_>) -> Vec<Text> {
    let Value::List(items) = &node.value else {
        let hint = Some(format!("write a list, also for one: `{key} = [\"…\"]`"));
        wrong_kind(key, node, "a list of words", hint, r);
        return Vec::new();
    };
    items
        .iter()
        .filter_map(|item| words(key, item, lines, r))
        .collect()
}

/// "write it without quotes", where words hold a number.
pub(super) fn unquoted(node: &Node) -> Option<String> {
    let text = node.value.text()?;
    let number: f64 = text.trim().parse().ok()?;
    number
        .is_finite()
        .then(|| format!("write it without quotes: `{}`", text.trim()))
}

/// A day in ISO form, `2026-03-02`.
pub(super) fn iso_day(text: &str) -> Option<Date> {
    let shaped = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(position, byte)| match position {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
    if shaped { text.parse().ok() } else { None }
}
