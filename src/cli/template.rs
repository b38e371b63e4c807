//! `case-audit template`: an entry sheet made from a tool.
//!
//! It must not know how a sheet is laid out or written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use sha2::{Digest as _, Sha256};

use super::{Ending, Output};
use crate::diagnostics::Problems;
use crate::model::{Entry, Form, Hub, Round, TableName, Tool};
use crate::read::form::{Forms, incoming};
use crate::read::{self, OpenedTool};
use crate::render;
use crate::report::template::{Asked, Filled, Layout, workbook};

/// Make an entry sheet from a tool, for auditors to fill in
///
/// A workbook (.xlsx) has a list in every cell that is chosen from, the anchors on a page of
/// their own, and pages for findings and actions; cells that do not apply to a case are
/// hatched. A .csv file has the names of the columns. Both come back through `import`.
///
/// With --round the hubs are those of the round, and the cases that are still to be audited
/// are filled in.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  case-audit template early-help -o entry.xlsx
  case-audit template early-help --form -o one-case.xlsx
  case-audit template --round samples/2026-spring -o spring.xlsx
  case-audit template early-help --table findings -o findings.csv")]
pub(super) struct Arguments {
    /// A built-in tool by its id, or a file; a round has its own
    #[arg(value_name = "TOOL", required_unless_present = "round")]
    tool: Option<String>,
    /// Write to this file, for its owner alone: .xlsx or .csv; - writes CSV to standard output
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// The round that the sheet is for: a folder
    #[arg(long, value_name = "ROUND")]
    round: Option<PathBuf>,
    /// One case a workbook, its standards down the page
    #[arg(long)]
    form: bool,
    /// For CSV: the table whose columns are wanted
    #[arg(long, value_enum, value_name = "TABLE")]
    table: Option<Table>,
    /// Replace the file if it is there already
    #[arg(long)]
    force: bool,
}

/// The tables of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    /// One row an audit
    Audits,
    /// One row a finding
    Findings,
    /// One row an action
    Actions,
    /// The worklist: one row a case
    Cases,
}

impl Table {
    fn name(self) -> TableName {
        match self {
            Self::Audits => TableName::Audits,
            Self::Findings => TableName::Findings,
            Self::Actions => TableName::Actions,
            Self::Cases => TableName::Cases,
        }
    }
}

/// The kinds of file that are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    Xlsx,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    let kind = kind(arguments)?;
    let mut problems = Problems::new();
    let round = match &arguments.round {
        Some(folder) => match open_round(folder, &mut problems)? {
            Some(round) => Some(round),
            None => return Ok(refuse(&problems, output)),
        },
        None => None,
    };
    let own = round.as_ref().map(|(_, tool)| read::shown(tool));
    let named = arguments.tool.clone().or_else(|| own.clone());
    let Some(named) = named else {
        bail!("name a tool, such as `early-help`, or a round with `--round`");
    };
    let Some(opened) = read::open_tool(&named, &mut problems)? else {
        return Ok(refuse(&problems, output));
    };
    if let (Some(own), Some(_)) = (&own, &arguments.tool) {
        same_tool(&opened, own, output)?;
    }
    let round = round.map(|(round, _)| round);
    let bytes = match kind {
        Kind::Csv => {
            let table = arguments.table.map_or(TableName::Audits, Table::name);
            header(table, &opened.tool, round.as_ref())?
        }
        Kind::Xlsx => {
            let filled = match (&arguments.round, &round) {
                (Some(folder), Some(round)) if !arguments.form => {
                    worklist(folder, round, &opened.tool, &mut problems)?
                }
                _ => Filled::default(),
            };
            let book = workbook(&Asked {
                tool: &opened.tool,
                tool_sha256: &read::hex(&Sha256::digest(&opened.bytes)),
                round: round.as_ref(),
                layout: if arguments.form {
                    Layout::OneCase
                } else {
                    Layout::Rows
                },
                filled: &filled,
            });
            render::workbook::xlsx(&book)?
        }
    };
    if problems.has_errors() {
        return Ok(refuse(&problems, output));
    }
    output.problems(&problems);
    if arguments.force {
        output.data(&bytes, Some(&arguments.output))?;
    } else {
        output.new_data(&bytes, &arguments.output)?;
    }
    Ok(Ending::Fine)
}

fn refuse(problems: &Problems, output: &Output) -> Ending {
    output.problems(problems);
    Ending::Problems
}

/// The kind of file that was asked for.
fn kind(arguments: &Arguments) -> anyhow::Result<Kind> {
    let file = &arguments.output;
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let kind = match ending.as_deref() {
        Some("csv") => Kind::Csv,
        Some("xlsx") => Kind::Xlsx,
        _ if *file == Path::new("-") => Kind::Csv,
        _ => bail!(
            "`{}` does not say which kind of file is wanted: end it in .xlsx or .csv",
            file.display()
        ),
    };
    if kind == Kind::Csv && arguments.form {
        bail!("one case a page is a workbook: end the file's name in .xlsx");
    }
    if kind == Kind::Xlsx && arguments.table.is_some() {
        bail!("`--table` is for .csv: a workbook has a page for each table");
    }
    Ok(kind)
}

/// A round's own file, and where its tool is. `None` where it has errors.
fn open_round(folder: &Path, problems: &mut Problems) -> anyhow::Result<Option<(Round, PathBuf)>> {
    let path = folder.join("round.toml");
    if !path.is_file() {
        bail!(
            "`{}` is no round: there is no `round.toml` in it",
            folder.display()
        );
    }
    let bytes =
        read::bytes(&path).with_context(|| format!("`{}` cannot be read", path.display()))?;
    let shown = read::shown(&path);
    let round = read::text_of(&bytes, &shown, problems)
        .and_then(|text| read::round(text, &shown, problems));
    Ok(round.map(|(round, tool)| (round, folder.join(tool))))
}

/// Says where a sheet is not made from the round's own tool.
fn same_tool(opened: &OpenedTool, own: &str, output: &Output) -> anyhow::Result<()> {
    let bytes = read::bytes(Path::new(own)).with_context(|| format!("`{own}` cannot be read"))?;
    if bytes != opened.bytes {
        output.say(&format!(
            "the round has a tool of its own, `{own}`, and {} differs from it: leave TOOL out to use the round's\n",
            opened.shown_as
        ));
    }
    Ok(())
}

/// The names of a table's columns as a CSV file.
fn header(table: TableName, tool: &Tool, round: Option<&Round>) -> anyhow::Result<Vec<u8>> {
    let hubs: &[Hub] = round.map_or(&[], |round| &round.hubs);
    let focus = round.map_or(&[][..], |round| &round.focus);
    let form = Form::of(table, tool, hubs, focus);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(form.names())?;
    writer
        .into_inner()
        .map_err(|error| anyhow::anyhow!("the header cannot be written: {}", error.error()))
}

/// The planned cases of a round, each with its auditors, as audits that are yet to be made:
/// those that the round has already are left out.
fn worklist(
    folder: &Path,
    round: &Round,
    tool: &Tool,
    problems: &mut Problems,
) -> anyhow::Result<Filled> {
    let path = folder.join(TableName::Cases.file());
    let mut filled = Filled::default();
    if !path.is_file() {
        return Ok(filled);
    }
    let forms = Forms::new(tool, &round.hubs, &round.focus);
    let came = incoming(&path, &read::shown(&path), tool, &forms, problems)?;
    let made = made(folder, tool, &forms)?;
    let (cases, audits) = (forms.form(TableName::Cases), forms.form(TableName::Audits));
    let pages = came.pages.iter();
    let rows = pages
        .filter(|page| page.table == TableName::Cases)
        .flat_map(|page| &page.rows);
    for row in rows {
        let cell = |name: &str| row.entry.get(cases, name).to_owned();
        if cell("status") == "not_audited" {
            continue;
        }
        let audit = |auditor: String, role: &str| {
            let mut entry = Entry::new(audits);
            entry.set(audits, "case", cell("case"));
            entry.set(audits, "hub", cell("hub"));
            entry.set(audits, "auditor", auditor);
            entry.set(audits, "role", role);
            entry
        };
        let (reference, second) = (cell("case"), cell("second_auditor"));
        let yet = |role: &str| !made.contains(&(reference.clone(), role.to_owned()));
        if yet("first") && yet("agreed") {
            filled.audits.push(audit(cell("auditor"), ""));
        }
        if !second.is_empty() && yet("second") {
            filled.audits.push(audit(second, "second"));
        }
    }
    Ok(filled)
}

/// The case and the role of every audit that the round has. What is wrong with them is for
/// other commands to tell.
fn made(folder: &Path, tool: &Tool, forms: &Forms) -> anyhow::Result<BTreeSet<(String, String)>> {
    let path = folder.join(TableName::Audits.file());
    if !path.is_file() {
        return Ok(BTreeSet::new());
    }
    let form = forms.form(TableName::Audits);
    let mut unheeded = Problems::new();
    let came = incoming(&path, &read::shown(&path), tool, forms, &mut unheeded)?;
    let rows = came.pages.iter().flat_map(|page| &page.rows);
    let key = rows.map(|row| {
        let role = match row.entry.get(form, "role") {
            "" => "first",
            role => role,
        };
        (row.entry.get(form, "case").to_owned(), role.to_owned())
    });
    Ok(key.collect())
}
