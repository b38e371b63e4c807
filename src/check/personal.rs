//! Text that looks like personal data, by place and never repeated.
//!
//! It must not know what else a row says.

use crate::diagnostics::{Code, Detector, PersonalData, Place, Problem, Problems};
use crate::model::{Form, Kind};
use crate::read::form::HeldRow;
use crate::read::sheet::{Sheet, SheetSpec, unguard};

/// The columns that hold a code for a person or a family.
const CODES: [&str; 6] = [
    "case",
    "auditor",
    "second_auditor",
    "worker",
    "family",
    "who",
];

/// Looks at every cell of a row that holds words or codes, those of columns that are none
/// of the form's included.
pub(super) fn row(detector: &Detector, form: &Form, row: &HeldRow<'_>, problems: &mut Problems) {
    for (column, field, text) in row.cells() {
        let field = field.and_then(|field| form.fields.get(field));
        let code = field.is_some_and(|field| CODES.contains(&field.name.as_str()));
        let looked_at = match field.map(|field| &field.kind) {
            None | Some(Kind::Words | Kind::Reference) => true,
            Some(
                Kind::Day | Kind::Number | Kind::Measure { .. } | Kind::One(_) | Kind::Many(_),
            ) => false,
        };
        if looked_at {
            cell(detector, text, code, problems, || row.column_place(column));
        }
    }
}

/// Looks at one cell; `code` says that it ought to hold a reference.
pub(super) fn cell(
    detector: &Detector,
    text: &str,
    code: bool,
    problems: &mut Problems,
    place: impl FnOnce() -> Place,
) {
    if text.trim().is_empty() {
        return;
    }
    if code {
        if let Some(kind) = detector.reference_problem(text) {
            let message = format!("this reference looks like {}", kind.label());
            problems.push(
                Problem::warning(Code::PersonalData, place(), message)
                    .hint("use a code that only your service can trace back to a person"),
            );
        }
        return;
    }
    let found = detector.find(text);
    if !found.is_empty() {
        let message = format!("this text looks like it holds {}", kinds(&found));
        problems.push(
            Problem::warning(Code::PersonalData, place(), message)
                .hint("take it out: an audit says who is meant by a reference or a role"),
        );
    }
}

/// The kinds that were found, in words.
pub(super) fn kinds(found: &[PersonalData]) -> String {
    let labels: Vec<&str> = found.iter().map(|kind| kind.label()).collect();
    match labels.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// A sheet of which nobody can say what its columns hold: all of its cells are looked at,
/// and what is wrong with it as a sheet is told.
pub(super) fn sheet(
    bytes: Vec<u8>,
    shown_as: &str,
    detector: &Detector,
    problems: &mut Problems,
) -> anyhow::Result<()> {
    let recognise = |name: &str| {
        CODES.iter().any(|code| name.eq_ignore_ascii_case(code))
            || ["hub", "text", "kind", "key", "field", "before", "after"]
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known))
    };
    let spec = SheetSpec {
        recognise: &recognise,
        digest: false,
    };
    let sheet = Sheet::from_bytes(bytes, shown_as, &spec)?;
    problems.merge(sheet.problems().clone());
    let codes: Vec<bool> = sheet
        .header()
        .iter()
        .map(|cell| {
            CODES
                .iter()
                .any(|code| cell.name.eq_ignore_ascii_case(code))
        })
        .collect();
    let folded = sheet.fold(1, Problems::new, |problems, row| {
        for (column, text) in row.cells().enumerate() {
            let code = codes.get(column).copied().unwrap_or(false);
            cell(detector, unguard(text), code, problems, || {
                row.place(Some(column))
            });
        }
    })?;
    problems.merge(folded.problems);
    for found in folded.states {
        problems.merge(found);
    }
    Ok(())
}
