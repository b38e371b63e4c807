//! One round of a comparison: read under its lock, counted case by case.
//!
//! It must not know the other round.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::bail;

use super::Arguments;
use crate::analysis::comparison::{CaseRecords, Side, ToolChange, tool_change};
use crate::analysis::summary::Provenance;
use crate::cli::round_files::bytes;
use crate::cli::rounds_own::keep_rounds;
use crate::cli::summing::warn_of_strays;
use crate::cli::{Output, changing};
use crate::diagnostics::Problems;
use crate::model::{
    Action, Audit, Fact, FactKind, FactValue, Finding, Hub, Round, TableName, Tool,
};
use crate::read::audits::{AuditSheet, Bytes, Options, fold_counted};
use crate::read::form::Forms;
use crate::read::{self, Source, hex, shown_within};

/// A round and everything in it that is compared.
pub(super) struct ReadRound {
    pub(super) source: Source,
    audits: Vec<Audit>,
    findings: Option<Vec<Finding>>,
    actions: Option<Vec<Action>>,
    data: Vec<(String, String)>,
    /// Audits and findings that had problems, where such were to be left out.
    left_out: (u64, u64),
}

/// A round with its cases in the groups that were asked for.
pub(super) struct Grouped {
    round: Option<Round>,
    tool: Tool,
    by: Option<usize>,
}

/// Can cases be put into one group each by this fact?
pub(super) fn groups_cases(fact: &Fact) -> bool {
    matches!(fact.kind, FactKind::Choice(_) | FactKind::YesNo)
}

/// What changed in the tool between two rounds.
pub(super) fn tool_change_from(before: &ReadRound, after: &ReadRound) -> ToolChange {
    let (old, new) = (&before.source, &after.source);
    tool_change(&old.tool, &new.tool, old.tool_sha256 == new.tool_sha256)
}

impl ReadRound {
    /// Reads a round. `None` where it has problems that stop it.
    ///
    /// # Errors
    /// What cannot be read.
    pub(super) fn read(
        named: &Path,
        arguments: &Arguments,
        problems: &mut Problems,
        output: &Output,
    ) -> anyhow::Result<Option<Self>> {
        if named == Path::new("-") {
            bail!("a comparison takes rounds' folders or files, not standard input");
        }
        // As long as the round is read, nobody changes it under our eyes.
        let folder = changing::round_folder(named);
        let files = match &folder {
            Some(folder) => Some(folder.read(&mut changing::tell(output))?),
            None => None,
        };
        // A round has its own tool: the one that is named is for spreadsheets.
        let tool = arguments.tool.as_deref().filter(|_| folder.is_none());
        let Some(source) = read::source(named, tool, problems)? else {
            return Ok(None);
        };
        let mut data = Vec::new();
        let mut add = |path: &Path, hash: Option<[u8; 32]>| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            data.extend(hash.map(|hash| (name.into_owned(), hex(&hash))));
        };
        let findings = match &source.findings {
            Some(path) => Some(read::findings(
                path,
                &read::shown(path),
                &source.tool,
                problems,
            )?),
            None => None,
        };
        let Some(path) = &source.audits else {
            return Ok(None);
        };
        let no_hubs = Vec::new();
        let hubs = source.round.as_ref().map_or(&no_hubs, |round| &round.hubs);
        let sheet = AuditSheet::open(
            Bytes::File(path),
            &read::shown(path),
            &source.tool,
            hubs,
            problems,
        )?;
        let options = Options {
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            skip_invalid: arguments.skip_invalid,
        };
        let counted = fold_counted(&sheet, options, Vec::new, |audits, audit| {
            audits.push(audit.clone());
        })?;
        problems.merge(counted.problems);
        add(path, counted.sha256);
        let audits: Vec<Audit> = counted.states.into_iter().flatten().collect();
        if let Some(found) = &findings {
            let cases: BTreeSet<&str> = audits.iter().map(|audit| audit.case.as_str()).collect();
            warn_of_strays(found, |case| cases.contains(case), &source, problems);
        }
        let left_out = (
            counted.census.left_out + counted.census.doubled,
            findings.as_ref().map_or(0, |found| found.left_out),
        );
        if let (Some(path), Some(found)) = (&source.findings, &findings) {
            add(path, found.sha256);
        }
        let mut actions = None;
        if let (Some(files), Some(round)) = (&files, &source.round) {
            let file = TableName::Actions.file();
            if let Some(bytes) = bytes(files, file)? {
                let forms = Forms::new(&source.tool, &round.hubs, &round.focus);
                let path = shown_within(files.folder(), file);
                let found = read::actions(bytes, &path, &forms, &source.tool, problems)?;
                add(Path::new(file), found.sha256);
                actions = Some(found.all);
            }
        }
        if !sheet.usable() {
            return Ok(None);
        }
        Ok(Some(Self {
            audits,
            left_out,
            findings: findings.map(|found| found.all),
            source,
            actions,
            data,
        }))
    }

    /// Refuses to write over what is read.
    ///
    /// # Errors
    /// The place belongs to a round, or is what is read.
    pub(super) fn keep(&self, file: &Path) -> anyhow::Result<()> {
        keep_rounds(file)?;
        let Ok(target) = std::fs::canonicalize(file) else {
            return Ok(());
        };
        let audits = self.source.audits.as_ref();
        if audits.is_some_and(|audits| std::fs::canonicalize(audits).is_ok_and(|a| a == target)) {
            bail!(
                "`{}` is part of what is compared, and would be lost: write to another file",
                file.display()
            );
        }
        Ok(())
    }

    /// The round with its cases by hub, or by a fact of its tool.
    pub(super) fn grouped(&self, by: Option<usize>) -> Grouped {
        let mut round = self.source.round.clone();
        let mut tool = self.source.tool.clone();
        if let Some(fact) = by.and_then(|by| tool.facts.get(by)) {
            let hubs = groups(fact)
                .into_iter()
                .map(|(id, label)| Hub {
                    id,
                    label,
                    planned: None,
                    was: Vec::new(),
                })
                .collect();
            round = round.map(|round| Round { hubs, ..round });
            "group".clone_into(&mut tool.group);
        }
        Grouped { round, tool, by }
    }

    /// What was left out because of problems, in words; nothing where nothing was.
    pub(super) fn left_out(&self) -> Option<String> {
        let (audits, findings) = self.left_out;
        let round = self.source.round.as_ref();
        let of = round.map_or("a round", |round| round.title.as_str());
        (audits + findings > 0).then(|| {
            format!("Left out of {of}, because of problems: audits {audits}, findings {findings}.")
        })
    }

    /// Which bytes it came from.
    pub(super) fn provenance(&self, options: &[String]) -> Provenance {
        Provenance {
            program: concat!("case-audit ", env!("CARGO_PKG_VERSION")).to_owned(),
            tool: self.source.tool.id.clone(),
            tool_version: self.source.tool.version.clone(),
            tool_sha256: self.source.tool_sha256.clone(),
            data: self.data.clone(),
            options: options.to_vec(),
        }
    }
}

/// What is not said of a case, as a group.
const NOT_STATED: &str = "Not stated";

/// The groups of a fact: ids and labels.
fn groups(fact: &Fact) -> Vec<(String, String)> {
    let named = |id: &str, label: &str| (id.to_owned(), label.to_owned());
    if fact.kind == FactKind::YesNo {
        return vec![named("yes", "Yes"), named("no", "No")];
    }
    let choices = fact.kind.choices().iter();
    choices
        .map(|choice| named(&choice.id, &choice.label))
        .collect()
}

impl Grouped {
    /// The round as a side of a comparison.
    pub(super) fn side<'s>(&'s self, read: &'s ReadRound) -> Side<'s> {
        let mut cases = CaseRecords::new(&self.tool);
        for audit in &read.audits {
            match self.by {
                None => cases.add(audit),
                Some(by) => {
                    let mut audit = audit.clone();
                    audit.hub = self.group_of(&audit, by);
                    cases.add(&audit);
                }
            }
        }
        Side {
            tool: &self.tool,
            round: self.round.as_ref(),
            cases,
            findings: read.findings.as_deref(),
            actions: read.actions.as_deref(),
        }
    }

    fn group_of(&self, audit: &Audit, by: usize) -> String {
        let groups = self.tool.facts.get(by).map(groups).unwrap_or_default();
        let place = match audit.facts.get(by) {
            Some(FactValue::Choice(choice)) => Some(usize::from(*choice)),
            Some(FactValue::YesNo(yes)) => Some(usize::from(!yes)),
            _ => None,
        };
        let group = place.and_then(|place| groups.get(place));
        group.map_or_else(|| NOT_STATED.to_owned(), |(_, label)| label.clone())
    }
}
