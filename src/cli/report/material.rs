//! What a report tells of beside ratings and findings: the round's own actions, its list
//! of cases, and the names that are to stay within the service.
//!
//! It must not know how any of it is shown.

use sha2::{Digest as _, Sha256};

use crate::analysis::worklist::Worklist;
use crate::cli::round_files::bytes;
use crate::cli::summing::{Gathered, Wanted, pass};
use crate::cli::worklist::line;
use crate::diagnostics::{Code, Detector, Place, Problem, Problems};
use crate::model::{Action, TableName};
use crate::read::form::Forms;
use crate::read::{self, Source, hex, shown, shown_within};
use crate::store::{Files, RoundOnDisk, drafts, standings};

/// The round's own tables beside audits and findings.
#[derive(Default)]
pub(super) struct Tables {
    /// Actions; nothing for a lone spreadsheet.
    pub(super) actions: Option<Vec<Action>>,
    /// Where the case list stands, where the round has one.
    pub(super) worklist: Option<Worklist>,
    /// Name and SHA-256 of what was read.
    pub(super) data: Vec<(String, String)>,
    detector: Detector,
}

impl Tables {
    /// Reads them. `None` where problems are in the way.
    ///
    /// # Errors
    /// Files that cannot be read.
    pub(super) fn read(
        files: &Files<'_>,
        wanted: &Wanted,
        source: &Source,
        problems: &mut Problems,
    ) -> anyhow::Result<Option<Self>> {
        let Some(round) = &source.round else {
            return Ok(Some(Self::default()));
        };
        let names = bytes(files, "names.txt")?.unwrap_or_default();
        let names = String::from_utf8_lossy(&names).into_owned();
        let mut tables = Self {
            actions: Some(Vec::new()),
            detector: Detector::new(names.lines()),
            ..Self::default()
        };
        let file = TableName::Actions.file();
        if let Some(bytes) = bytes(files, file)? {
            let forms = Forms::new(&source.tool, &round.hubs, &round.focus);
            let path = shown_within(files.folder(), file);
            let found = read::actions(bytes, &path, &forms, &source.tool, problems)?;
            let hash = found.sha256.map(|hash| (file.to_owned(), hex(&hash)));
            tables.data.extend(hash);
            tables.actions = Some(found.all);
        }
        let file = TableName::Cases.file();
        if let Some(bytes) = bytes(files, file)? {
            // What is wrong with the tables that are read elsewhere is told there.
            let mut found = Problems::new();
            if let Some(on_disk) = RoundOnDisk::read(files, &mut found)? {
                let kept = drafts::all(files)?.kept;
                let lines = standings(&on_disk, &kept).into_iter().map(line);
                tables.worklist = Some(Worklist::new(lines.collect()));
                tables
                    .data
                    .push((file.to_owned(), hex(&Sha256::digest(&bytes))));
            } else if !problems.has_errors() {
                problems.merge(found);
            }
        }
        Ok(pass(wanted.skip_invalid, problems).then_some(tables))
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
                format!("{findings} marked as quotable {hold} what looks like personal data, and {are} not quoted"),
            )
            .hint("`case-audit check ROUND` says where; take it out, and the words are quoted"),
        );
    }
}
