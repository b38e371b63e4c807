//! `case-audit import`: spreadsheets, or another auditor's round, into a round.
//!
//! It must not know how rows are read, compared or written.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::changing::{self, Who};
use super::page::Listing;
use super::{Ending, Output};
use crate::diagnostics::{self, Code, Place, Problem, Problems, Severity, quote};
use crate::model::TableName;
use crate::read::audits::{AuditSheet, Bytes, Options, fold_counted};
use crate::read::form::{Came, Incoming, incoming};
use crate::read::shown;
use crate::store::{Counts, Plan, RoundOnDisk, plan};

/// Bring spreadsheets, or another auditor's round, into a round
///
/// FILE is a CSV file or a workbook (.xlsx, .ods or .xls), wide or long, with audits,
/// findings, actions or a worklist of cases; or the folder of another auditor's round.
/// Several may be given at once. Everything comes in, or nothing: if anything is wrong, all
/// of it is told with its place, and the round is left as it was.
///
/// What is in the round already is left alone, so the same file may be imported again. The
/// same case by the same auditor with other values is told, and comes in only with
/// --replace: what stood there goes into the round's history.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The round's folder
    round: PathBuf,
    /// Spreadsheets, or the folders of other rounds
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Show what would come in, and change nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Let these files win over what the round says, also where they are blank
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    who: Who,
    /// Text for people, or JSON for programs
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Listing::Text)]
    format: Listing,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    let mut problems = Problems::new();
    let mut planned = None;
    let moment = arguments.who.moment()?;
    let folder = changing::folder(&arguments.round)?;
    // What comes in is read before anybody is kept waiting, and before two rounds that are
    // brought into each other could wait for one another.
    let before = {
        let files = folder.read(&mut changing::tell(output))?;
        RoundOnDisk::read(&files, &mut problems)?
    };
    let pages = match &before {
        Some(round) => came(arguments, round, output, &mut problems)?,
        None => Vec::new(),
    };
    if let Some(before) = &before {
        folder.change(&mut changing::tell(output), |files| {
            let Some(round) = RoundOnDisk::read(files, &mut problems)? else {
                return Ok(None);
            };
            if round.tool_sha256 != before.tool_sha256 || round.round != before.round {
                bail!("the round's tool or hubs were changed meanwhile: import again");
            }
            let plan = plan(&round, &pages, arguments.replace, &mut problems);
            if problems.has_errors() {
                return Ok(None);
            }
            let change = round.change(&plan.steps, Some(&moment))?;
            if let Some(audits) = change.bytes_of(TableName::Audits.file()) {
                check_result(&round, audits, &mut problems)?;
            }
            let wanted = !arguments.dry_run && !problems.has_errors();
            planned = Some(plan);
            Ok(wanted.then_some(change))
        })?;
        problems = problems.discreet(&before.detector);
    }
    if arguments.format == Listing::Json {
        output.data(diagnostics::json(&problems).as_bytes(), None)?;
    } else {
        output.problems(&problems);
    }
    if problems.has_errors() {
        let errors = problems.count(Severity::Error);
        let problem = if errors == 1 { "problem" } else { "problems" };
        output.say(&format!(
            "nothing was imported: {errors} {problem} above; put them right and import again\n"
        ));
        return Ok(Ending::Problems);
    }
    if let Some(plan) = &planned
        && arguments.format == Listing::Text
    {
        output.data(told(plan, arguments.dry_run).as_bytes(), None)?;
    }
    Ok(Ending::Fine)
}

/// The rows of all files.
fn came(
    arguments: &Arguments,
    round: &RoundOnDisk,
    output: &Output,
    problems: &mut Problems,
) -> anyhow::Result<Vec<Incoming>> {
    let mut pages = Vec::new();
    for file in &arguments.files {
        if same_place(file, &arguments.round) {
            bail!("`{}` is the round itself", shown(file));
        }
        if file.is_dir() {
            pages.extend(other_round(file, round, output, problems)?);
            continue;
        }
        let came = incoming(file, &shown(file), &round.tool, &round.forms, problems)?;
        check_tool(&came, round, &shown(file), problems);
        pages.extend(came.pages);
    }
    Ok(pages)
}

/// The rows of another auditor's round.
fn other_round(
    folder: &Path,
    round: &RoundOnDisk,
    output: &Output,
    problems: &mut Problems,
) -> anyhow::Result<Vec<Incoming>> {
    let other = changing::folder(folder)?;
    let files = other.read(&mut changing::tell(output))?;
    let mut found = Problems::new();
    let Some(theirs) = RoundOnDisk::read(&files, &mut found)? else {
        problems.merge(found);
        return Ok(Vec::new());
    };
    let mut came = Came {
        tool_sha256: Some(theirs.tool_sha256.clone()),
        tool_version: Some(theirs.tool.version.clone()),
        tool_id: Some(theirs.tool.id.clone()),
        pages: Vec::new(),
    };
    check_tool(&came, round, &shown(folder), problems);
    for table in TableName::ALL {
        let path = folder.join(table.file());
        if path.is_file() && !theirs.table(table).rows.is_empty() {
            let read = incoming(&path, &shown(&path), &round.tool, &round.forms, problems)?;
            came.pages.extend(read.pages);
        }
    }
    let drafts = files.list("drafts").unwrap_or_default().len();
    if drafts > 0 {
        let message = format!("audits that are not finished there ({drafts}) do not come in");
        problems.push(Problem::note(
            Code::Assumed,
            Place::file(shown(folder)),
            message,
        ));
    }
    Ok(came.pages)
}

/// Says where a workbook or a round has another version of the tool.
fn check_tool(came: &Came, round: &RoundOnDisk, file: &str, problems: &mut Problems) {
    let Some(sha256) = &came.tool_sha256 else {
        return;
    };
    if *sha256 == round.tool_sha256 {
        return;
    }
    let theirs = came.tool_version.as_deref().unwrap_or("another");
    let ours = round.tool.version.as_str();
    let other = came.tool_id.as_ref().filter(|id| **id != round.tool.id);
    let message = if let Some(other) = other {
        format!(
            "this was made from another tool, {}; the round uses {}",
            quote(other),
            quote(&round.tool.id)
        )
    } else if theirs == ours {
        format!(
            "this was made from a tool that has the same version ({ours}) as the round's, and is not the same"
        )
    } else {
        format!("this was made from version {theirs} of the tool; the round uses version {ours}")
    };
    problems.push(
        Problem::warning(Code::OtherTool, Place::file(file), message)
            .hint("its columns are read by their names: look whether they still mean the same"),
    );
}

/// The round as it would be must read without an error, as every other command reads it.
fn check_result(round: &RoundOnDisk, audits: &[u8], problems: &mut Problems) -> anyhow::Result<()> {
    let mut found = Problems::new();
    let name = shown(&round.folder.join(TableName::Audits.file()));
    let held = Bytes::Held(audits.to_vec());
    let sheet = AuditSheet::open(held, &name, &round.tool, &round.round.hubs, &mut found)?;
    if sheet.usable() {
        let options = Options {
            threads: 1,
            skip_invalid: false,
        };
        let counted = fold_counted(&sheet, options, || (), |(), _| {})?;
        found.merge(counted.problems);
    }
    if found.has_errors() {
        problems.merge(found);
    }
    Ok(())
}

/// What came in, in words.
fn told(plan: &Plan, dry_run: bool) -> String {
    let mut out = String::new();
    let [added, changed] = if dry_run {
        ["would be added", "would be changed"]
    } else {
        ["added", "changed"]
    };
    for (table, counts) in &plan.counts {
        let Counts {
            added: new,
            changed: other,
            alone,
        } = *counts;
        let row = |count: u64| {
            let many = if count == 1 { "" } else { "s" };
            format!("{count} {}{many}", table.row())
        };
        out.push_str(&format!(
            "{} {added}, {other} {changed}, {alone} left alone\n",
            row(new)
        ));
    }
    if plan.counts.is_empty() {
        out.push_str("there was nothing to bring in\n");
    }
    for (table, row, fields) in &plan.changed {
        if dry_run {
            let row = diagnostics::plain(row);
            out.push_str(&format!("  {} {row}: {}\n", table.row(), fields.join(", ")));
        }
    }
    if dry_run {
        out.push_str("nothing was changed: this was a dry run\n");
    }
    out
}

fn same_place(one: &Path, other: &Path) -> bool {
    match (std::fs::canonicalize(one), std::fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
