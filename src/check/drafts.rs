//! Audits that were begun and not finished.
//!
//! A draft is read here as plain JSON, so that one which cannot be gone on with is told
//! like any other problem. It must not know how a draft is gone on with.

use std::path::Path;

use serde_json::Value;

use super::escalation::critical;
use super::{Files, Ground, personal};
use crate::diagnostics::{Code, Detector, Place, Problem, Problems};
use crate::model::{Audit, Entry, TableName};
use crate::read::shown;

/// Looks at all drafts. Without the round's tool nobody can say which ratings are critical.
pub(super) fn check(
    folder: &Path,
    ground: Option<&Ground<'_>>,
    detector: &Detector,
    files: &mut Files<'_>,
    problems: &mut Problems,
) -> anyhow::Result<()> {
    let mut begun = Vec::new();
    for name in std::mem::take(&mut files.drafts) {
        let Some(bytes) = (files.read)(&name)? else {
            continue;
        };
        let path = shown(&folder.join(&name));
        let Ok(draft @ Value::Object(_)) = serde_json::from_slice(&bytes) else {
            problems.push(
                Problem::error(
                    Code::BadDraft,
                    Place::file(path),
                    "this unfinished audit cannot be read",
                )
                .hint("somebody's answers are in it: keep a copy of the file before anything else"),
            );
            continue;
        };
        begun.push(match text(&draft, "case") {
            "" => "one without a case".to_owned(),
            case if detector.reference_problem(case).is_some() => "this reference".to_owned(),
            case => crate::diagnostics::quote(case),
        });
        if let Some(ground) = ground {
            untold(ground, &draft, &path, problems);
        }
        look("", &draft, &path, detector, problems);
    }
    if !begun.is_empty() {
        let (audits, are) = if begun.len() == 1 {
            ("audit", "is")
        } else {
            ("audits", "are")
        };
        let message = format!(
            "{} {audits} {are} begun and not finished: {}",
            begun.len(),
            begun.join(", ")
        );
        let place = Place::file(shown(&folder.join("drafts")));
        problems.push(
            Problem::note(Code::Unfinished, place, message)
                .hint("`case-audit record` goes on with them"),
        );
    }
    Ok(())
}

/// What stands under a key, at the top or among the cells.
fn text<'v>(draft: &'v Value, key: &str) -> &'v str {
    let at = |value: Option<&'v Value>| value.and_then(Value::as_str).filter(|t| !t.is_empty());
    at(draft.get(key))
        .or_else(|| at(draft.get("cells").and_then(|cells| cells.get(key))))
        .unwrap_or_default()
}

/// Critical ratings of which nobody was told: they do not wait for the audit to be finished.
fn untold(ground: &Ground<'_>, draft: &Value, path: &str, problems: &mut Problems) {
    let form = ground.forms.form(TableName::Audits);
    let mut entry = Entry::new(form);
    let cells = draft.get("cells").and_then(Value::as_object);
    for (name, cell) in cells.into_iter().flatten() {
        entry.set(form, name, cell.as_str().unwrap_or_default());
    }
    let audit = Audit::of(ground.tool, form, &entry);
    for (standard, id, level) in critical(ground.tool, &audit) {
        let told = audit
            .ratings
            .get(standard)
            .is_some_and(|r| r.escalation.told);
        if !told {
            let case = ground.quoted(text(draft, "case"));
            let message = format!(
                "the unfinished audit of {case} has `{id}` at `{level}`, and nobody was told"
            );
            problems.push(
                Problem::error(Code::NobodyTold, Place::file(path), message).hint(
                    "tell whoever decides about the child's safety today, and write down who was told and when",
                ),
            );
        }
    }
}

/// Looks at every text in a draft, with the name of the field that it answers.
fn look(name: &str, value: &Value, path: &str, detector: &Detector, problems: &mut Problems) {
    match value {
        Value::String(text) => {
            let found = detector.find(text);
            if !found.is_empty() {
                let message = format!(
                    "the answer to `{name}` looks like it holds {}",
                    personal::kinds(&found)
                );
                problems.push(
                    Problem::warning(Code::PersonalData, Place::file(path), message)
                        .hint("take it out: an audit says who is meant by a reference or a role"),
                );
            }
        }
        Value::Array(values) => {
            for value in values {
                look(name, value, path, detector, problems);
            }
        }
        Value::Object(pairs) => {
            for (key, value) in pairs {
                // A key is a name of ours wherever this program wrote the file.
                let name = if crate::diagnostics::quotable(key) {
                    key
                } else {
                    name
                };
                look(name, value, path, detector, problems);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
