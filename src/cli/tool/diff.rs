//! `case-audit tool diff`: what changed from one tool to another.
//!
//! It must not know how tools are held against each other or how that is told.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use crate::analysis::comparison::tool_change;
use crate::cli::{Ending, Output, changing};
use crate::diagnostics::Problems;
use crate::read::{self, OpenedTool};
use crate::render;
use crate::report::comparison;

/// Tell what changed from one tool to another: what is compared between rounds, and what not
///
/// OLD and NEW are built-in tools by their ids, tool files, or rounds' folders, which have
/// tools of their own. A standard is the same one by its id, or by an earlier id that one of
/// the tools lists under `was`. Other words, another domain, another id and levels with
/// other labels are told, and compared. A raised edition or another rule stands side by side.
/// Other levels, orders, standings or readings, and what is new or retired, are not compared.
///
/// How cells are spelt and columns are called is no change.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  case-audit tool diff samples/2026-spring samples/2027-spring
  case-audit tool diff early-help my-tool.toml -o changes.html

Exit codes: 0 fine, whatever changed; 1 a tool has errors, or with --exit-code: there is a
change; 2 wrong usage, or a file that cannot be read.")]
pub(super) struct Arguments {
    /// The earlier tool: a built-in one by its id, a file, or a round's folder
    #[arg(value_name = "OLD")]
    old: String,
    /// The later tool, likewise
    #[arg(value_name = "NEW")]
    new: String,
    /// The form of the output; otherwise as the name after -o says, or text
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write to this file, for its owner alone
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Columns of text on a line; otherwise the terminal's width, or 100
    #[arg(long, value_name = "COLUMNS")]
    width: Option<u16>,
    /// End with exit code 1 where there is any change
    #[arg(long)]
    exit_code: bool,
}

/// The forms in which a change of tools can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// For a wiki or a repository
    Markdown,
    /// For a browser: one file that asks for nothing from anywhere
    Html,
    /// The whole analysis, for programs
    Json,
}

impl Format {
    /// The format asked for, or the one that a file's name says.
    fn of(asked: Option<Self>, file: Option<&Path>) -> anyhow::Result<Self> {
        if let Some(format) = asked {
            return Ok(format);
        }
        let Some(file) = file.filter(|file| *file != Path::new("-")) else {
            return Ok(Self::Text);
        };
        let ending = file.extension().map(|ending| ending.to_string_lossy());
        match ending.map(|ending| ending.to_lowercase()).as_deref() {
            Some("txt") => Ok(Self::Text),
            Some("md" | "markdown") => Ok(Self::Markdown),
            Some("html" | "htm") => Ok(Self::Html),
            Some("json") => Ok(Self::Json),
            _ => bail!(
                "`{}` does not say which format is wanted: end it in .txt, .md, .html or .json, or add --format",
                file.display()
            ),
        }
    }
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    let file = arguments.output.as_deref();
    let format = Format::of(arguments.format, file)?;
    let mut problems = Problems::new();
    let old = open(&arguments.old, &mut problems, output)?;
    let new = open(&arguments.new, &mut problems, output)?;
    output.problems(&problems);
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(Ending::Problems);
    };
    if let Some(file) = file {
        keep_inputs(file, [&old, &new])?;
    }
    let same_file = old.bytes == new.bytes;
    let change = tool_change(&old.tool, &new.tool, same_file);
    let document = || comparison::tool::document(&change, &old.tool, &new.tool);
    let text = match format {
        Format::Text => {
            let width = Output::width(arguments.width, file);
            render::text::text(&document(), width, output.color(file))
        }
        Format::Markdown => render::markdown::markdown(&document()),
        Format::Html => render::html::html(&document()),
        Format::Json => render::json::json(&change)?,
    };
    output.data(text.as_bytes(), file)?;
    Ok(if arguments.exit_code && change.changed {
        Ending::Problems
    } else {
        Ending::Fine
    })
}

/// Opens a tool by its name or its file, or a round's own.
fn open(
    named: &str,
    problems: &mut Problems,
    output: &Output,
) -> anyhow::Result<Option<OpenedTool>> {
    let built_in = read::shipped().iter().any(|(id, _)| *id == named);
    let folder = Path::new(named);
    let round = if built_in {
        None
    } else {
        changing::round_folder(folder)
    };
    let Some(round) = round else {
        return read::open_tool(named, problems);
    };
    // As long as the round is read, nobody changes it under our eyes.
    let _held = round.read(&mut changing::tell(output))?;
    let path = folder.join("round.toml");
    let shown = read::shown(&path);
    let bytes = read::bytes(&path).with_context(|| format!("`{shown}` cannot be read"))?;
    let round = read::text_of(&bytes, &shown, problems)
        .and_then(|text| read::round(text, &shown, problems));
    match round {
        Some((_, tool)) => read::open_tool(&read::shown(&folder.join(tool)), problems),
        None => Ok(None),
    }
}

/// Refuses to write over a tool that was read.
fn keep_inputs(file: &Path, tools: [&OpenedTool; 2]) -> anyhow::Result<()> {
    let Ok(target) = std::fs::canonicalize(file) else {
        // Nothing is there yet, so nothing can be lost.
        return Ok(());
    };
    for tool in tools {
        if std::fs::canonicalize(&tool.shown_as).is_ok_and(|tool| tool == target) {
            bail!(
                "`{}` is one of the two tools, and would be lost: write to another file",
                file.display()
            );
        }
    }
    Ok(())
}
