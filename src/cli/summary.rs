//! `case-audit summary`: the hub summary of a round.
//!
//! It must not know how anything is read, computed or laid out.

use clap::Args;

use super::format::Format;
use super::page::{Page, Shown};
use super::summing::{Asked, Wanted, gather, keep_inputs};
use super::{Ending, Output, changing};
use crate::analysis::summary::Summary;
use crate::diagnostics::{self, Problems};
use crate::read;
use crate::render;
use crate::report::{self, Document};

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
    /// List cases judged better than a standard allows, with their references
    #[arg(long)]
    cases: bool,
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
    let wanted = &arguments.wanted;
    let mut problems = Problems::new();
    // As long as the round is read, nobody changes it under our eyes.
    let folder = changing::round_folder(&wanted.round);
    let _held = match &folder {
        Some(folder) => Some(folder.read(&mut changing::tell(output))?),
        None => None,
    };
    let Some(source) = read::source(&wanted.round, wanted.tool.as_deref(), &mut problems)? else {
        return refuse(&problems, format, output);
    };
    if let Some(file) = arguments.page.file() {
        keep_inputs(file, wanted, &source)?;
    }
    let asked = Asked::new(wanted, &source.tool)?;
    let Some(mut gathered) = gather(wanted, &asked, &source, arguments.cases, &mut problems)?
    else {
        return refuse(&problems, format, output);
    };
    if arguments.cases {
        gathered.options.push("--cases".to_owned());
    }
    let summary = Summary::new(&gathered.input(None));
    output.problems(&problems);
    let shown = Summed { summary, arguments };
    arguments.page.write(&shown, false, output)?;
    Ok(Ending::Fine)
}

/// A summary and how it is to be shown.
struct Summed<'s> {
    summary: Summary,
    arguments: &'s Arguments,
}

impl Shown for Summed<'_> {
    fn document(&self, _: bool) -> Document {
        report::summary::document(&self.summary)
    }

    fn csv(&self) -> anyhow::Result<String> {
        let records = report::summary::records(&self.summary);
        render::csv::csv(&records, self.arguments.bom, self.arguments.raw)
    }

    fn json(&self) -> anyhow::Result<String> {
        render::json::json(&self.summary)
    }
}

/// Tells of the problems that stop the summary.
fn refuse(problems: &Problems, format: Format, output: &mut Output) -> anyhow::Result<Ending> {
    if format == Format::Json {
        output.data(diagnostics::json(problems).as_bytes(), None)?;
    } else {
        output.in_the_way(problems, "a summary");
    }
    Ok(Ending::Problems)
}
