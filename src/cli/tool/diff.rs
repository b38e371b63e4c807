//! `case-audit tool diff`: what changed from one tool to another.
//!
//! It must not know how tools are held against each other or how that is told.

use std::path::Path;

use anyhow::Context as _;
use clap::Args;

use crate::analysis::comparison::{ToolChange, tool_change};
use crate::cli::page::{Page, Shown, Words};
use crate::cli::rounds_own::keep_inputs;
use crate::cli::{Ending, Output, changing};
use crate::diagnostics::Problems;
use crate::read::{self, OpenedTool};
use crate::render;
use crate::report::{Document, comparison};

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
    #[command(flatten)]
    page: Page<Words>,
    /// End with exit code 1 where there is any change
    #[arg(long)]
    exit_code: bool,
}

/// What changed between two tools, and the tools whose words are shown.
struct Changed<'c> {
    change: ToolChange,
    old: &'c OpenedTool,
    new: &'c OpenedTool,
}

impl Shown for Changed<'_> {
    fn document(&self, _: bool) -> Document {
        comparison::tool::document(&self.change, &self.old.tool, &self.new.tool)
    }

    fn json(&self) -> anyhow::Result<String> {
        render::json::json(&self.change)
    }
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    arguments.page.format()?;
    let mut problems = Problems::new();
    let old = open(&arguments.old, &mut problems, output)?;
    let new = open(&arguments.new, &mut problems, output)?;
    output.problems(&problems);
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(Ending::Problems);
    };
    if let Some(file) = arguments.page.file() {
        keep_inputs(file, [&old.shown_as, &new.shown_as], "one of the two tools")?;
    }
    let changed = Changed {
        change: tool_change(&old.tool, &new.tool, old.bytes == new.bytes),
        old: &old,
        new: &new,
    };
    arguments.page.write(&changed, false, output)?;
    Ok(if arguments.exit_code && changed.change.changed {
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
