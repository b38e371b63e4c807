//! What a report tells of beside ratings and findings: the round's own actions, its list
//! of cases, and the names that are to stay within the service.
//!
//! It must not know how any of it is shown.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::analysis::worklist::Worklist;
use crate::cli::reading::{self, Data, pass};
use crate::cli::round_files::bytes;
use crate::cli::summing::{Gathered, Wanted};
use crate::cli::withheld;
use crate::cli::worklist::line;
use crate::diagnostics::{Code, Detector, Place, Problem, Problems};
use crate::model::TableName;
use crate::read::form::{Forms, Held};
use crate::read::{Actions, Source, shown, shown_within};
use crate::store::{Files, RoundOnDisk, drafts, standings};

/// The round's own tables beside audits and findings.
#[derive(Default)]
pub(super) struct Tables {
    /// Actions; nothing for a lone spreadsheet.
    pub(super) actions: Option<Actions>,
    /// Where the case list stands, where the round has one.
    pub(super) worklist: Option<Worklist>,
    /// What was read.
    pub(super) data: Data,
    detector: Detector,
}

impl Tables {
    /// Reads them; with `named`, actions keep words that tell of a case. `None` where
    /// problems are in the way.
    ///
    /// # Errors
    /// Files that cannot be read.
    pub(super) fn read(
        files: &Files<'_>,
        (wanted, named): (&Wanted, bool),
        source: &Source,
        problems: &mut Problems,
    ) -> anyhow::Result<Option<Self>> {
        if source.round.is_none() {
            return Ok(Some(Self::default()));
        }
        let mut data = Data::default();
        let found = reading::actions(files, source, &mut data, problems)?;
        let unusable = found.is_unusable();
        // A round without the file has no action; a lone sheet knows of none.
        let mut actions = found.into_read().unwrap_or_default();
        // What is wrong with the tables that are read elsewhere is told there.
        let mut found = Problems::new();
        let on_disk = RoundOnDisk::read(files, &mut found)?;
        let codes: Vec<String> = on_disk.iter().flat_map(withheld::codes).collect();
        let codes = codes.iter().map(String::as_str).collect();
        let detector = withheld::detector(files, &codes)?;
        if !named {
            withheld::keep_from_actions(&mut actions.all, &detector, source, problems);
        }
        let mut tables = Self {
            actions: Some(actions),
            data,
            detector,
            ..Self::default()
        };
        let file = TableName::Cases.file();
        if let (Some(bytes), Some(round)) = (bytes(files, file)?, &source.round) {
            let forms = Forms::new(&source.tool, &round.hubs, &round.focus);
            let path = shown_within(files.folder(), file);
            let hash = Sha256::digest(&bytes).into();
            let sound = check_cases(bytes, &path, &forms, problems)?;
            if let Some(on_disk) = on_disk.filter(|_| sound) {
                let kept = drafts::all(files)?.kept;
                let lines = standings(&on_disk, &kept).into_iter().map(line);
                tables.worklist = Some(Worklist::new(lines.collect()));
                tables.data.add(Some(Path::new(file)), Some(hash));
            } else if !problems.has_errors() {
                problems.merge(found);
            }
        }
        let pass = pass(wanted.skip_invalid, problems) && !unusable;
        Ok(pass.then_some(tables))
    }

    /// Takes the mark of a quotable finding from whatever looks like personal data.
    pub(super) fn keep_from_quotes(&self, gathered: &mut Gathered<'_>, problems: &mut Problems) {
        let kept = gathered.keep_from_quotes(|text| self.detector.looks_personal(text));
        if kept == 0 {
            return;
        }
        let file = gathered.findings_file().map(shown).unwrap_or_default();
        let (findings, hold, are) = match kept {
            1 => ("1 finding".to_owned(), "holds", "is"),
            some => (format!("{some} findings"), "hold", "are"),
        };
        problems.push(
            Problem::warning(
                Code::PersonalData,
                Place::file(file),
                format!("{findings} marked as quotable {hold} what looks like personal data, or the code of a case or person, and {are} not quoted"),
            )
            .hint("take it out, and the words are quoted; `case-audit check ROUND` points to what looks like personal data"),
        );
    }
}

/// Tells what is wrong with the list of cases; says whether it can be counted.
fn check_cases(
    bytes: Vec<u8>,
    path: &str,
    forms: &Forms,
    problems: &mut Problems,
) -> anyhow::Result<bool> {
    let table = TableName::Cases;
    let held = Held::open(bytes, path, forms.form(table), forms.names(table))?;
    problems.merge(held.problems().clone());
    if !held.has_header() {
        return Ok(true);
    }
    if !held.check_columns(problems) {
        return Ok(false);
    }
    held.each(|_| true, true, problems, || (), |(), _| {})?;
    Ok(true)
}
