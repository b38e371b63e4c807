//! Words that are not handed out unless cases are asked for: what looks like personal data,
//! the names that a round lists, and the codes of its own cases and people.
//!
//! It must not know in what the other words are shown.

use std::collections::BTreeSet;

use super::round_files::bytes;
use crate::diagnostics::{Code, Detector, Place, Problem, Problems, REMOVED};
use crate::model::{Action, TableName};
use crate::read::{self, Source, shown};
use crate::store::{Files, RoundOnDisk};

/// What finds such words.
///
/// # Errors
/// The file of names cannot be read.
pub(super) fn detector(files: &Files<'_>, codes: &BTreeSet<&str>) -> anyhow::Result<Detector> {
    let names = bytes(files, "names.txt")?.unwrap_or_default();
    let names = read::names(&names);
    // A number alone is found in texts that mean something else by it.
    let is_code = |code: &&str| {
        let digits = code.chars().any(|c| c.is_ascii_digit());
        digits && (code.chars().any(char::is_alphabetic) || code.len() > 4)
    };
    let codes = codes.iter().copied().filter(is_code);
    Ok(Detector::new(codes.chain(names.lines())))
}

/// Takes the words that must not be handed out from actions, and says so.
pub(super) fn keep_from_actions(
    actions: &mut [Action],
    detector: &Detector,
    source: &Source,
    problems: &mut Problems,
) {
    let mut kept = 0;
    for action in actions {
        let words = [
            &mut action.text,
            &mut action.difference,
            &mut action.owner,
            &mut action.closing_evidence,
            &mut action.notes,
        ];
        let mut any = false;
        for text in words {
            if detector.looks_personal(text) {
                REMOVED.clone_into(text);
                any = true;
            }
        }
        kept += u64::from(any);
    }
    if kept == 0 {
        return;
    }
    let (actions, hold) = match kept {
        1 => ("1 action".to_owned(), "holds"),
        some => (format!("{some} actions"), "hold"),
    };
    // Actions lie beside the audits.
    let audits = source.audits.as_deref();
    let file = audits.map(|audits| shown(&audits.with_file_name(TableName::Actions.file())));
    problems.push(
        Problem::warning(
            Code::PersonalData,
            Place::file(file.unwrap_or_default()),
            format!("{actions} {hold} what looks like personal data, or the code of a case or person: {REMOVED} stands for those words"),
        )
        .hint("take it out, and the words are shown; `case-audit check ROUND` points to what looks like personal data"),
    );
}

/// The codes of a round's cases, families and people.
pub(super) fn codes(round: &RoundOnDisk) -> Vec<String> {
    let mut codes = Vec::new();
    for table in [TableName::Cases, TableName::Audits] {
        let form = round.forms.form(table);
        for entry in round.entries(table) {
            let names = ["case", "family", "worker", "auditor", "second_auditor"];
            codes.extend(names.map(|name| entry.get(form, name).trim().to_owned()));
        }
    }
    codes
}
