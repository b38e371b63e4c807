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
use crate::read::{shown, shown_within};

/// Looks at all drafts. Without the round's tool nobody can say which ratings are critical.
pub(super) fn check(
    folder: &Path,
    ground: Option<&Ground<'_>>,
    detector: &Detector,
    files: &mut Files<'_>,
    problems: &mut Problems,
) {
    let mut begun = Vec::new();
    let there = std::mem::take(&mut files.drafts);
    if let Some(others) = passed_over(folder, &there.others) {
        problems.push(others);
    }
    for (name, own) in &there.copies {
        let there = there.files.contains(own);
        problems.push(copied(folder, name, own, there));
        let bytes = (files.read)(name).ok().flatten();
        let draft = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        if let Some(draft) = draft {
            let path = shown_within(folder, name);
            look("", &draft, &path, ground, detector, problems);
            if let Some(ground) = ground.filter(|_| !there) {
                untold(ground, &draft, &path, problems);
            }
        }
    }
    for name in &there.files {
        let read = (files.read)(name);
        if read.as_ref().is_ok_and(Option::is_none) {
            continue;
        }
        let path = shown_within(folder, name);
        let bytes = read.ok().flatten();
        let draft = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let Some(draft @ Value::Object(_)) = draft else {
            problems.push(unreadable(folder, name));
            continue;
        };
        look("", &draft, &path, ground, detector, problems);
        if let Some(ground) = ground {
            untold(ground, &draft, &path, problems);
        }
        if there.unreadable.contains(name) {
            problems.push(unreadable(folder, name));
            continue;
        }
        begun.push(match text(&draft, "case") {
            "" => "one without a case".to_owned(),
            case if detector.reference_problem(case).is_some() => "this reference".to_owned(),
            case => crate::diagnostics::quote(case),
        });
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
}

/// That a file should be an unfinished audit, and cannot be gone on with.
pub fn unreadable(folder: &Path, name: &str) -> Problem {
    Problem::error(
        Code::BadDraft,
        Place::file(shown_within(folder, name)),
        "this unfinished audit cannot be read: its file is damaged, or another version of case-audit wrote it",
    )
    .hint(
        "somebody's answers are in it: keep a copy of the file, then put it back from a backup, or take it out of this folder to begin that audit anew",
    )
}

/// That a file is a copy of the unfinished audit that `own` is the file of, and is not gone
/// on with. `there`: the audit itself is there as well.
pub fn copied(folder: &Path, name: &str, own: &str, there: bool) -> Problem {
    let hint = if there {
        format!(
            "the audit itself is in `{own}`: see whether this copy has answers that it lacks, then take the copy out of this folder"
        )
    } else {
        format!(
            "if this audit is still to be gone on with, name the file `{own}`; else take it out of this folder"
        )
    };
    Problem::warning(
        Code::Unfinished,
        Place::file(shown_within(folder, name)),
        "this is a copy of an unfinished audit, left when its file was changed elsewhere; it is not counted and not gone on with",
    )
    .hint(hint)
}

/// That there are other things among the unfinished audits; nothing where there are none.
pub fn passed_over(folder: &Path, others: &[String]) -> Option<Problem> {
    let names: Vec<String> = others
        .iter()
        .map(|name| crate::diagnostics::quote(name))
        .collect();
    let message = format!(
        "passed over, since no unfinished audit can have such a file: {}",
        names.join(", ")
    );
    let place = Place::file(shown(&folder.join("drafts")));
    (!names.is_empty()).then(|| Problem::note(Code::Assumed, place, message))
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
    for (standard, title, level) in critical(ground.tool, &audit) {
        let told = audit
            .ratings
            .get(standard)
            .is_some_and(|r| r.escalation.told);
        if !told {
            let case = ground.quoted(text(draft, "case"));
            let message = format!(
                "the unfinished audit of {case} has `{title}` at `{level}`, and nobody was told"
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
fn look(
    name: &str,
    value: &Value,
    path: &str,
    ground: Option<&Ground<'_>>,
    detector: &Detector,
    problems: &mut Problems,
) {
    match value {
        Value::String(text) => {
            let found = detector.find(text);
            if !found.is_empty() {
                let message = format!(
                    "the answer to `{}` looks like it holds {}",
                    asked(name, ground),
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
                look(name, value, path, ground, detector, problems);
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
                look(name, value, path, ground, detector, problems);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A field as people know it; its name where it is none of the round's, or nothing is known
/// of the round's tool.
fn asked(name: &str, ground: Option<&Ground<'_>>) -> String {
    let tables = [TableName::Audits, TableName::Findings, TableName::Actions];
    let mut forms = ground.into_iter().flat_map(|ground| {
        let forms = tables.map(|table| ground.forms.form(table));
        forms.into_iter()
    });
    let field = forms.find_map(|form| form.fields.iter().find(|field| field.name == name));
    field.map_or_else(|| name.to_owned(), |field| field.label.clone())
}
