//! `case-audit tool`: the tools that are built in, one laid out for reading, every problem
//! in a tool, what changed from one to another, and a commented start for one of one's own.
//!
//! It must not know how tools are read or laid out.

mod diff;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use crate::cli::page::{Listing, Page, Shown, Words};
use crate::cli::rounds_own::{keep_inputs, keep_rounds};
use crate::cli::{Ending, Output};
use crate::diagnostics::{self, Problems, Severity};
use crate::model::Tool;
use crate::read;
use crate::render;
use crate::report::{self, Document};

/// List, show, check, compare or begin an audit tool
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the tools that are built in
    List {
        #[command(flatten)]
        page: Page<Words>,
    },
    /// Lay a tool out for reading: what is looked for, and how it is rated
    Show {
        /// A built-in tool by its id, or a file
        #[arg(value_name = "TOOL")]
        tool: String,
        #[command(flatten)]
        page: Page<Words>,
    },
    /// Tell every problem in tools, each with its line and column
    ///
    /// Exit code 1 where a tool has an error; warnings are told and leave it at 0.
    Check {
        /// Files, or built-in tools by their ids
        #[arg(value_name = "TOOL", required = true)]
        tools: Vec<String>,
        /// Text for people, or JSON for programs
        #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Listing::Text)]
        format: Listing,
    },
    Diff(diff::Arguments),
    /// Print a commented start for a tool of your own
    New {
        /// Write to this file, for its owner alone; one that is there is left as it is
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    match &arguments.command {
        Command::List { page } => list(page, output),
        Command::Show { tool, page } => show(tool, page, output),
        Command::Check { tools, format } => check(tools, *format, output),
        Command::Diff(arguments) => diff::run(arguments, output),
        Command::New { output: file } => new(file.as_deref(), output),
    }
}

/// A tool, laid out for reading.
struct Laid(Tool);

impl Shown for Laid {
    fn document(&self, _: bool) -> Document {
        report::tool_document(&self.0)
    }

    fn json(&self) -> anyhow::Result<String> {
        render::json::json(&report::tool_json(&self.0))
    }
}

/// Tools, a line each.
struct Several(Vec<Tool>);

impl Shown for Several {
    fn document(&self, _: bool) -> Document {
        report::tool_list_document(&self.0)
    }

    fn json(&self) -> anyhow::Result<String> {
        render::json::json(&report::tool_list_json(&self.0))
    }
}

fn list(page: &Page<Words>, output: &mut Output) -> anyhow::Result<Ending> {
    let mut problems = Problems::new();
    let tools: Vec<Tool> = read::shipped()
        .iter()
        .filter_map(|(id, text)| read::tool(text, id, &mut problems))
        .collect();
    output.problems(&problems);
    page.write(&Several(tools), false, output)?;
    Ok(ending(&problems))
}

fn show(name: &str, page: &Page<Words>, output: &mut Output) -> anyhow::Result<Ending> {
    let mut problems = Problems::new();
    let opened = read::open_tool(name, &mut problems)?;
    output.problems(&problems);
    if let Some(opened) = opened {
        if let Some(file) = page.file() {
            keep_inputs(file, [&opened.shown_as], "the audit tool")?;
        }
        page.write(&Laid(opened.tool), false, output)?;
    }
    Ok(ending(&problems))
}

fn check(names: &[String], format: Listing, output: &mut Output) -> anyhow::Result<Ending> {
    let mut problems = Problems::new();
    let mut fine = String::new();
    for name in names {
        let mut found = Problems::new();
        if let Some(opened) = read::open_tool(name, &mut found)?
            && found.is_empty()
        {
            fine.push_str(&opened.shown_as);
            fine.push_str(": no problems\n");
        }
        problems.merge(found);
    }
    let text = match format {
        Listing::Json => diagnostics::json(&problems),
        Listing::Text => {
            let severities = [Severity::Error, Severity::Warning, Severity::Note];
            diagnostics::text(&problems, &severities) + &fine
        }
    };
    output.data(text.as_bytes(), None)?;
    Ok(ending(&problems))
}

fn new(file: Option<&Path>, output: &mut Output) -> anyhow::Result<Ending> {
    let Some(file) = file.filter(|file| *file != Path::new("-")) else {
        output.data(read::NEW_TOOL.as_bytes(), None)?;
        return Ok(Ending::Fine);
    };
    keep_rounds(file)?;
    let shown = file.display();
    let folder = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if file.exists() {
        bail!("`{shown}` is there already, and is left as it is: choose another name");
    }
    // A temporary file belongs to its owner alone, and is moved into place only where
    // nothing has come to stand there meanwhile.
    let mut start = tempfile::NamedTempFile::new_in(folder)
        .with_context(|| format!("`{shown}` cannot be written: is there such a folder?"))?;
    start
        .write_all(read::NEW_TOOL.as_bytes())
        .and_then(|()| start.as_file().sync_all())
        .with_context(|| format!("`{shown}` cannot be written"))?;
    start
        .persist_noclobber(file)
        .map_err(|error| error.error)
        .with_context(|| format!("`{shown}` cannot be written"))?;
    output.say(&format!(
        "wrote `{shown}`: change what you like, then run case-audit tool check on it\n"
    ));
    Ok(Ending::Fine)
}

/// What problems make of a command: warnings leave it fine.
fn ending(problems: &Problems) -> Ending {
    if problems.has_errors() {
        Ending::Problems
    } else {
        Ending::Fine
    }
}
