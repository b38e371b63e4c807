//! `case-audit summary`: the hub summary of a round.
//!
//! It must not know how anything is read, computed or laid out.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::page::Page;
use super::rounds_own::keep_rounds;
use super::summing::{Asked, Wanted, sum_up};
use super::{Ending, Format, Output, changing};
use crate::diagnostics::{self, Problems, Severity};
use crate::read::{self, Source};
use crate::render;
use crate::report;

/// Sum up a round: what is working, what is not and what needs improving, hub by hub
///
/// ROUND is a folder with round.toml, or one spreadsheet (CSV, .xlsx, .ods or .xls) with --tool. A
/// spreadsheet needs the columns case, hub and one per standard; the others are optional.
///
/// Problems in the data are told all at once, with their places, and stop the summary:
/// exit code 1. With --format json they are written to standard output as JSON.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    wanted: Wanted,
    #[command(flatten)]
    page: Page,
    /// For CSV: begin with a byte order mark, for older versions of Excel
    #[arg(long)]
    bom: bool,
    /// For CSV: leave cells as they are that a spreadsheet program could run
    #[arg(long)]
    raw: bool,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    let format = arguments.page.format()?;
    let mut problems = Problems::new();
    // As long as the round is read, nobody changes it under our eyes.
    let folder = changing::round_folder(&arguments.wanted.round);
    let _held = match &folder {
        Some(folder) => Some(folder.read(&mut changing::tell(output))?),
        None => None,
    };
    let Some(source) = read::source(
        &arguments.wanted.round,
        arguments.wanted.tool.as_deref(),
        &mut problems,
    )?
    else {
        return refuse(&problems, format, output);
    };
    keep_inputs(arguments, &source)?;
    let asked = Asked::new(&arguments.wanted, &source.tool)?;
    let Some(summary) = sum_up(&arguments.wanted, &asked, &source, &mut problems)? else {
        return refuse(&problems, format, output);
    };
    output.problems(&problems);
    arguments.page.write(
        || report::summary::document(&summary),
        || {
            let records = report::summary::records(&summary);
            render::csv::csv(&records, arguments.bom, arguments.raw)
        },
        || render::json::json(&summary),
        output,
    )?;
    Ok(Ending::Fine)
}

/// Refuses to write over anything that the summary is made from, in a round or outside one.
fn keep_inputs(arguments: &Arguments, source: &Source) -> anyhow::Result<()> {
    let Some(output) = arguments.page.output.as_deref() else {
        return Ok(());
    };
    keep_rounds(output)?;
    let Ok(target) = std::fs::canonicalize(output) else {
        // Nothing is there yet, so nothing can be lost.
        return Ok(());
    };
    let tool = arguments.wanted.tool.as_ref().map(PathBuf::from);
    let inputs = [source.audits.clone(), source.findings.clone(), tool];
    for input in inputs.into_iter().flatten() {
        if std::fs::canonicalize(&input).is_ok_and(|input| input == target) {
            bail!(
                "`{}` is part of what is summed up, and would be lost: write the summary to another file",
                output.display()
            );
        }
    }
    Ok(())
}

/// Tells of the problems that stop the summary.
fn refuse(problems: &Problems, format: Format, output: &mut Output) -> anyhow::Result<Ending> {
    if format == Format::Json {
        output.data(diagnostics::json(problems).as_bytes(), None)?;
    } else {
        output.problems(problems);
        let errors = problems.count(Severity::Error);
        let (this, are) = if errors == 1 {
            ("problem", "is")
        } else {
            ("problems", "are")
        };
        output.say(&format!(
            "{errors} {this} {are} in the way of a summary: put right what stands above and run it again\n"
        ));
    }
    Ok(Ending::Problems)
}
