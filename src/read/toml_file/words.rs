//! What the parser says about broken TOML, in words for people who are no programmers.
//!
//! It must not know where the broken text stands in its file.

use super::statements::{heading, key};

/// What is wrong, what to do, and where: a byte's position in the statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Worded {
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// A parser's complaint: where, up to where, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) message: String,
}

/// Is something opened and not closed?
pub(super) fn is_unclosed(complaint: &Complaint) -> bool {
    complaint.message.starts_with("unclosed")
}

/// The complaints about one statement that are mistakes of their own, worded: where a
/// bracket is missing the parser also complains of what follows from it.
pub(super) fn about(statement: &str, mut complaints: Vec<Complaint>) -> Vec<Worded> {
    complaints.sort_by_key(|complaint| complaint.start);
    let starts = |complaint: &Complaint, with: &str| complaint.message.starts_with(with);
    if let Some(no_value) = complaints.iter().find(|c| starts(c, "key with no value")) {
        return vec![word(statement, no_value)];
    }
    if let Some(unclosed) = complaints.iter().position(is_unclosed) {
        let unclosed = complaints.remove(unclosed);
        complaints.retain(|c| starts(c, "missing comma between array"));
        complaints.insert(0, unclosed);
    }
    let mut worded: Vec<Worded> = complaints.iter().map(|c| word(statement, c)).collect();
    worded.dedup_by_key(|one| one.at);
    worded
}

/// Where a mistake is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Where the parser stumbled.
    Here,
    /// Where the statement begins: the parser stumbles far behind something unclosed.
    Start,
}

/// What the parser says, as far as it matters; what we say, where, and what to do. The
/// first that fits counts.
const SAID: [(&str, At, &str, &str); 23] = [
    (
        "unclosed array table",
        At::Start,
        "this heading is not closed",
        "",
    ),
    (
        "unclosed table",
        At::Start,
        "this heading is not closed",
        "",
    ),
    (
        "unclosed array",
        At::Start,
        "a list begins here and is never closed",
        "put a `]` after its last entry",
    ),
    (
        "unclosed inline table",
        At::Start,
        "a `{` in this value is never closed",
        "put a `}` after its last entry",
    ),
    (
        "missing array opening",
        At::Here,
        "this closes nothing that was opened",
        "",
    ),
    (
        "missing inline table opening",
        At::Here,
        "this closes nothing that was opened",
        "",
    ),
    (
        "missing table open",
        At::Here,
        "this closes nothing that was opened",
        "",
    ),
    (
        "invalid key-value pair",
        At::Here,
        "this line sets no key",
        "what belongs to a list stands between its `[` and `]`",
    ),
    (
        "missing comma",
        At::Here,
        "a comma is missing before this",
        "",
    ),
    (
        "extra comma",
        At::Here,
        "there is one comma too many here",
        "",
    ),
    (
        "invalid multi-line",
        At::Start,
        "long text begins here and is never closed",
        "",
    ),
    (
        "missing escaped value",
        At::Here,
        "a `\\` has a meaning of its own in TOML",
        "write `\\\\` for one, or put the words between `'`",
    ),
    ("missing value", At::Here, "there is nothing after `=`", ""),
    (
        "invalid float",
        At::Here,
        "this is no number",
        "words, and versions such as 2026.1.2, stand in quotes",
    ),
    (
        "invalid integer",
        At::Here,
        "this is no number",
        "words, and versions such as 2026.1.2, stand in quotes",
    ),
    (
        "invalid date",
        At::Here,
        "this is no day",
        "a day is written with the year first: 2026-03-02",
    ),
    ("invalid time", At::Here, "this is no time", ""),
    (
        "unexpected key or value, expected newline",
        At::Here,
        "something is left over after the value",
        "a `\"` inside words is written `\\\"`, and each key has a line of its own",
    ),
    (
        "invalid unquoted key",
        At::Here,
        "a key is made of letters without accents, digits, `_` and `-`",
        "",
    ),
    ("cannot recurse", At::Here, "this is nested too deeply", ""),
    ("recursion limit", At::Here, "this is nested too deeply", ""),
    ("key with no value", At::Here, "there is no `=` here", ""),
    ("string values must", At::Here, "words stand in quotes", ""),
];

/// One complaint, worded.
pub(super) fn word(statement: &str, complaint: &Complaint) -> Worded {
    let said = complaint.message.as_str();
    let span = statement
        .get(complaint.start..complaint.end)
        .unwrap_or_default();
    if let Some(kind) = quotation(said) {
        return Worded {
            at: complaint.start,
            message: format!("the closing `{kind}` is missing"),
            hint: (kind == '\'').then(|| "words with an apostrophe stand in `\"`".to_owned()),
        };
    }
    for (begins, at, message, hint) in SAID {
        if said.starts_with(begins) {
            return Worded {
                at: match at {
                    At::Here => complaint.start,
                    At::Start => statement.len() - statement.trim_start().len(),
                },
                message: message.to_owned(),
                hint: particular(begins, statement, complaint)
                    .or_else(|| (!hint.is_empty()).then(|| hint.to_owned())),
            };
        }
    }
    let (message, hint) = if said.starts_with("duplicate key") {
        (format!("`{span}` is there twice"), "take one of them away")
    } else if said.starts_with("cannot extend") {
        (
            format!("`{span}` already stands for something else"),
            "a name with a dot in it stands in quotes",
        )
    } else {
        return Worded {
            at: complaint.start,
            message: format!("this is not TOML: {said}"),
            hint: None,
        };
    };
    Worded {
        at: complaint.start,
        message,
        hint: Some(hint.to_owned()),
    }
}

/// The quotation mark that is missing at the end of words on one line.
fn quotation(said: &str) -> Option<char> {
    if said.starts_with("invalid basic string") && said.ends_with("expected `\"`") {
        Some('"')
    } else if said.starts_with("invalid literal string") && said.ends_with("expected `'`") {
        Some('\'')
    } else {
        None
    }
}

/// What to do about it, from the text itself.
fn particular(begins: &str, statement: &str, complaint: &Complaint) -> Option<String> {
    match begins {
        "unclosed array table" => heading(statement).map(|path| format!("write `[[{path}]]`")),
        "unclosed table" => heading(statement).map(|path| format!("write `[{path}]`")),
        "key with no value" => {
            let key = key(statement);
            (!key.is_empty()).then(|| format!("write `{key} = …`, or put `#` before a remark"))
        }
        "string values must" => {
            let span = statement.get(complaint.start..complaint.end)?;
            let bare = span.trim_matches(['“', '”', '„', '‘', '’']);
            let straight = if bare == span {
                ""
            } else {
                ", with straight quotes"
            };
            short(bare).map(|bare| format!("write `\"{bare}\"`{straight}"))
        }
        "unexpected key or value, expected newline" => statement
            .get(complaint.start..)?
            .starts_with(',')
            .then(|| "take the comma away".to_owned()),
        _ => None,
    }
}

/// Text that is short enough to be part of a hint.
fn short(text: &str) -> Option<&str> {
    let text = text.trim();
    let plain = !text
        .chars()
        .any(|c| c.is_control() || matches!(c, '"' | '\\'));
    (plain && !text.is_empty() && text.chars().count() <= 40).then_some(text)
}
