//! Problems as text for people and as JSON for programs, and what may be quoted in them.
//!
//! Cells can hold personal data: a message quotes one only where it is short and does not
//! look like something about a person. This module must not know what the data is for.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Code, Detector, Problem, Problems, Severity};

/// What to do about a problem, as a sentence fragment.
pub type Hint = String;

/// The longest cell, in characters, that a message quotes.
const QUOTED: usize = 40;

/// May this cell be quoted in a message? Short, with no `@` and few digits (dates mostly
/// have six), and nothing that looks like personal data in another way, as a postcode does.
pub fn quotable(cell: &str) -> bool {
    let short = cell.chars().nth(QUOTED).is_none();
    let digits = cell.chars().filter(|c| c.is_numeric()).take(6).count();
    short && digits < 6 && !cell.contains('@') && !Detector::default().looks_personal(cell)
}

/// The cell in backticks, or `this text` where it may not be quoted. Control characters
/// are shown as `·`, so that nothing in a file can steer a terminal.
pub fn quote(cell: &str) -> String {
    if cell.trim().is_empty() {
        "a blank".to_owned()
    } else if quotable(cell) {
        format!("`{}`", plain(cell))
    } else {
        "this text".to_owned()
    }
}

/// The text without characters that steer a terminal or turn the writing direction.
pub fn plain(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() || is_format(c) {
                '·'
            } else {
                c
            }
        })
        .collect()
}

fn is_format(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// "did you mean `x`?", where one of the candidates is near enough to have been meant.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Hint> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() || typed.chars().count() > 100 {
        return None;
    }
    candidates
        .into_iter()
        .filter(|candidate| quotable(candidate))
        .map(|candidate| {
            let nearness =
                strsim::normalized_damerau_levenshtein(&typed, &candidate.to_lowercase());
            (nearness, candidate)
        })
        .filter(|(nearness, _)| *nearness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| format!("did you mean {}?", quote(candidate)))
}

/// Problems of the given severities as lines for people, worst first.
pub fn text(problems: &Problems, severities: &[Severity]) -> String {
    let mut out = String::new();
    for &severity in severities {
        for problem in problems.first(severity) {
            line(&mut out, problem);
        }
        let rest = problems.rest(severity);
        if !rest.is_empty() {
            let total = problems.count(severity);
            let shown = total - rest.values().sum::<u64>();
            let kinds: Vec<String> = rest
                .iter()
                .map(|(code, count)| format!("{count} × {code}"))
                .collect();
            let _ = writeln!(
                out,
                "{}: first {shown} of {total} shown; not shown: {}",
                severity.word(),
                kinds.join(", ")
            );
        }
    }
    out
}

fn line(out: &mut String, problem: &Problem) {
    let _ = writeln!(
        out,
        "{}: {}: {} [{}]",
        plain(&problem.place.to_string()),
        problem.severity.word(),
        plain(&problem.message),
        problem.code
    );
    if let Some(hint) = &problem.hint {
        let _ = writeln!(out, "    {}", plain(hint));
    }
}

#[derive(Serialize)]
struct Listing<'a> {
    schema_version: u32,
    errors: u64,
    warnings: u64,
    notes: u64,
    problems: Vec<Shown<'a>>,
    not_shown: Vec<NotShown>,
}

#[derive(Serialize)]
struct Shown<'a> {
    severity: Severity,
    code: Code,
    place: String,
    at: &'a super::Place,
    message: &'a str,
    hint: Option<&'a str>,
}

#[derive(Serialize)]
struct NotShown {
    severity: Severity,
    code: Code,
    count: u64,
}

/// How many there are of each severity, in words: `2 errors, 1 warning and 3 notes`.
pub fn counts(problems: &Problems) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let counts: Vec<String> = severities
        .into_iter()
        .map(|severity| (problems.count(severity), severity.word()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    match counts.as_slice() {
        [] => "no problems".to_owned(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// All problems as one JSON object, notes included.
pub fn json(problems: &Problems) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let listing = Listing {
        schema_version: 1,
        errors: problems.count(Severity::Error),
        warnings: problems.count(Severity::Warning),
        notes: problems.count(Severity::Note),
        problems: severities
            .iter()
            .flat_map(|&severity| problems.first(severity))
            .map(|problem| Shown {
                severity: problem.severity,
                code: problem.code,
                place: problem.place.to_string(),
                at: &problem.place,
                message: &problem.message,
                hint: problem.hint.as_deref(),
            })
            .collect(),
        not_shown: severities
            .iter()
            .flat_map(|&severity| {
                problems
                    .rest(severity)
                    .into_iter()
                    .map(move |(code, count)| NotShown {
                        severity,
                        code,
                        count,
                    })
            })
            .collect(),
    };
    let mut out = serde_json::to_string_pretty(&listing).unwrap_or_default();
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_person_is_not_quoted() {
        assert_eq!(quote("stong"), "`stong`");
        assert_eq!(quote("943 476 5919"), "this text");
        assert_eq!(quote("someone@example.org"), "this text");
        assert_eq!(quote("12/03/2014"), "this text");
        assert_eq!(quote("٠٧٧٠٠ ٩٠٠١٢٣"), "this text");
        assert_eq!(quote("07700 900123"), "this text");
        assert_eq!(quote("Fern Lane, sw1a 1aa"), "this text");
        assert_eq!(quote("born 1 May 14"), "this text");
        assert_eq!(quote("EH-0412"), "`EH-0412`");
        assert_eq!(quote(&"x".repeat(41)), "this text");
        assert_eq!(quote("  "), "a blank");
        assert_eq!(quote("a\u{1b}[31mb"), "`a·[31mb`");
    }

    #[test]
    fn the_nearest_name_is_offered_and_a_far_one_is_not() {
        assert_eq!(
            nearest("ashbrok", ["ashbrook", "fernhill"]),
            Some("did you mean `ashbrook`?".to_owned())
        );
        assert_eq!(nearest("qqqq", ["ashbrook", "fernhill"]), None);
        assert_eq!(
            nearest("hub", ["hu\u{1b}b"]),
            Some("did you mean `hu·b`?".to_owned())
        );
    }
}
