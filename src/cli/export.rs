//! `case-audit export`: a round's tables for other programs.
//!
//! It must not know what a layout looks like.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::format::{Format, Offered};
use super::round_files::{bytes, with_files};
use super::rounds_own::{files_of, keep_inputs};
use super::{Ending, Output};
use crate::diagnostics::Problems;
use crate::model::{Entry, Form, Round, TableName, Tool};
use crate::read::audits::{AuditSheet, Bytes, Options, fold_counted};
use crate::read::form::{Forms, Held};
use crate::read::{self, hex, shown};
use crate::render;
use crate::report::export::{Counting, Extract, Layout, Origin, Row, long, schema, typed, wide};
use crate::store::Files;
use sha2::{Digest, Sha256};

/// Write a round's tables for other programs
///
/// An export holds personal data: case references, workers' and auditors' codes, and free
/// text. Files are written for their owner alone; keep them as you keep the round.
///
/// wide: audits, one row each, with every column of the tool and then the round's own; it
/// comes back through import unchanged. long: one row per audit, standard and reading, with
/// the ids of levels and hubs, for statistics; `counts` is yes on the rows that a summary
/// counts. findings, actions, cases: those tables.
///
/// With -o FILE.csv a Frictionless Table Schema is written beside it, as FILE.schema.json:
/// what each column is about and may hold.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The round's folder
    round: PathBuf,
    /// Which table, in which layout
    #[arg(long, value_enum, value_name = "LAYOUT", default_value_t = Asked::Wide)]
    layout: Asked,
    /// CSV or JSON; otherwise as the name after -o says, or CSV
    #[arg(long, value_name = "FORMAT", value_parser = Offered(Format::OF_DATA))]
    format: Option<Format>,
    /// Write to this file, for its owner alone
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// For CSV: begin with a byte order mark, for older versions of Excel
    #[arg(long)]
    bom: bool,
    /// For CSV: leave cells as they are that a spreadsheet program could run
    #[arg(long)]
    raw: bool,
}

/// A layout as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Asked {
    /// Audits, one row each
    Wide,
    /// Audits, one row per standard and reading
    Long,
    /// Findings
    Findings,
    /// Actions
    Actions,
    /// The worklist
    Cases,
}

impl Asked {
    fn layout(self) -> Layout {
        match self {
            Self::Wide => Layout::Wide,
            Self::Long => Layout::Long,
            Self::Findings => Layout::Findings,
            Self::Actions => Layout::Actions,
            Self::Cases => Layout::Cases,
        }
    }
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    let file = arguments
        .output
        .as_deref()
        .filter(|file| *file != Path::new("-"));
    let format = Format::of(arguments.format, file, Format::OF_DATA)?;
    let schema_file = file
        .filter(|_| format == Format::Csv)
        .map(|file| file.with_extension("schema.json"));
    for target in [file, schema_file.as_deref()].into_iter().flatten() {
        keep_inputs(target, files_of(&arguments.round), "part of the round")?;
    }
    let mut problems = Problems::new();
    let round = &arguments.round;
    let layout = arguments.layout.layout();
    let extract = with_files(round, output, |files| {
        extract(round, layout, files, &mut problems)
    })?;
    let Some(extract) = extract.filter(|_| !problems.has_errors()) else {
        output.in_the_way(&problems, "an export");
        return Ok(Ending::Problems);
    };
    output.problems(&problems);
    let text = if format == Format::Json {
        render::json::json(&typed(&extract))?
    } else {
        render::csv::table(&extract, arguments.bom, arguments.raw)?
    };
    output.data(text.as_bytes(), file)?;
    if let Some(schema_file) = &schema_file {
        let schema = schema(&extract, |text| render::csv::cell(text, arguments.raw));
        let text = render::json::json(&schema)?;
        output.data(text.as_bytes(), Some(schema_file))?;
    }
    if let Some(file) = file {
        let rows = extract.rows.len();
        let said = if rows == 1 { "row" } else { "rows" };
        let file = file.display();
        output.say(&format!(
            "wrote {rows} {said} to `{file}`: an export holds personal data\n"
        ));
    }
    Ok(Ending::Fine)
}

/// The table that was asked for; nothing where there are errors in the way.
fn extract(
    folder: &Path,
    layout: Layout,
    files: &Files<'_>,
    problems: &mut Problems,
) -> anyhow::Result<Option<Extract>> {
    let Some(opened) = Opened::read(folder, files, problems)? else {
        return Ok(None);
    };
    let table = layout.table();
    let form = opened.forms.form(table);
    let path = shown(&folder.join(table.file()));
    let bytes = bytes(files, table.file())?;
    let Some(rows) = opened.rows(table, bytes.clone(), &path, problems)? else {
        return Ok(None);
    };
    let (extra, rows) = rows;
    let origin = opened.origin();
    if layout != Layout::Long {
        return Ok(Some(wide(layout, origin, &opened.tool, form, &extra, rows)));
    }
    let counting = opened.counting(bytes, &path, problems)?;
    let entries: Vec<Entry> = rows.into_iter().map(|row| row.entry).collect();
    let hubs = &opened.round.hubs;
    Ok(Some(long(
        origin,
        &opened.tool,
        hubs,
        form,
        &entries,
        &counting,
    )))
}

/// The round and its tool.
struct Opened {
    round: Round,
    tool: Tool,
    tool_sha256: String,
    forms: Forms,
}

impl Opened {
    fn read(
        folder: &Path,
        files: &Files<'_>,
        problems: &mut Problems,
    ) -> anyhow::Result<Option<Self>> {
        let path = shown(&folder.join("round.toml"));
        let Some(round) = bytes(files, "round.toml")? else {
            bail!(
                "`{}` is no round: there is no `round.toml` in it",
                folder.display()
            );
        };
        let round = read::text_of(&round, &path, problems)
            .and_then(|text| read::round(text, &path, problems));
        let Some((round, tool)) = round else {
            return Ok(None);
        };
        let path = shown(&folder.join(&tool));
        let Some(bytes) = bytes(files, &tool)? else {
            bail!("the round's tool is missing: there is no `{path}`");
        };
        let tool = read::text_of(&bytes, &path, problems)
            .and_then(|text| read::tool(text, &path, problems));
        Ok(tool.map(|tool| Self {
            forms: Forms::new(&tool, &round.hubs, &round.focus),
            tool_sha256: hex(&Sha256::digest(&bytes)),
            round,
            tool,
        }))
    }

    fn origin(&self) -> Origin {
        Origin {
            round: self.round.id.clone(),
            title: self.round.title.clone(),
            tool: self.tool.id.clone(),
            tool_version: self.tool.version.clone(),
            tool_sha256: self.tool_sha256.clone(),
        }
    }

    /// The rows of a table with the names of its other columns; nothing where it cannot be
    /// read.
    fn rows(
        &self,
        table: TableName,
        bytes: Option<Vec<u8>>,
        path: &str,
        problems: &mut Problems,
    ) -> anyhow::Result<Option<(Vec<String>, Vec<Row>)>> {
        let Some(bytes) = bytes else {
            return Ok(Some((Vec::new(), Vec::new())));
        };
        let form: &Form = self.forms.form(table);
        let held = Held::open(bytes, path, form, self.forms.names(table))?;
        problems.merge(held.problems().clone());
        if !held.check_columns(problems) {
            return Ok(None);
        }
        let (at, extra): (Vec<usize>, Vec<String>) = held
            .extra()
            .map(|cell| (cell.index, cell.name.clone()))
            .unzip();
        let rows = held.each(
            |_| true,
            true,
            problems,
            Vec::new,
            |rows, row| {
                let mut others = vec![String::new(); at.len()];
                for (column, _, text) in row.cells() {
                    let place = at.iter().position(|other| *other == column);
                    if let Some(cell) = place.and_then(|place| others.get_mut(place)) {
                        text.clone_into(cell);
                    }
                }
                rows.push(Row {
                    entry: row.entry.clone(),
                    extra: others,
                });
            },
        )?;
        Ok(Some((extra, rows.unwrap_or_default())))
    }

    /// Which audit of each case a summary counts.
    fn counting(
        &self,
        bytes: Option<Vec<u8>>,
        path: &str,
        problems: &mut Problems,
    ) -> anyhow::Result<Counting> {
        let Some(bytes) = bytes else {
            return Ok(Counting::new());
        };
        let mut found = Problems::new();
        let hubs = &self.round.hubs;
        let sheet = AuditSheet::open(Bytes::Held(bytes), path, &self.tool, hubs, &mut found)?;
        let options = Options {
            threads: 1,
            skip_invalid: false,
        };
        let counted = fold_counted(&sheet, options, Counting::new, |counting, audit| {
            counting.insert(audit.case.clone(), audit.role);
        })?;
        found.merge(counted.problems);
        // Its cells were read before, and told there; what is new is told by the errors.
        if found.has_errors() {
            *problems = found;
        }
        Ok(counted.states.into_iter().flatten().collect())
    }
}
