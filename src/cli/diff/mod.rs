//! `case-audit diff`: what changed from one round to another.
//!
//! It must not know how anything is read, computed or laid out.

mod order;
mod pair;
mod round;
mod told;

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::page::{Everything, Page};
use super::reading::pass;
use super::rounds_own::{files_of, keep_inputs};
use super::typed::PERCENT_FROM;
use super::{Ending, Output};
use crate::analysis::comparison::Comparison;
use crate::diagnostics::Problems;
use crate::model::fold;
use crate::read::Source;
use round::ReadRound;
use told::Told;

/// Say what changed from one round to another: in the tool, in the sample, in practice
///
/// BEFORE and AFTER are rounds' folders, or spreadsheets with --tool. The tool's change
/// comes first, since a figure that moved with the tool is no change in practice. Practice
/// is told in two views that are never mixed: all cases of both rounds, and the cases that
/// both rounds audited (where both name the same `case_key` in round.toml).
///
/// A change is called improved or declined only where chance alone would seldom do the
/// same; otherwise there is no clear change, or there are too few cases to say.
///
/// With more than two rounds, each is held against the first.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that is typed or not"
)]
#[command(after_help = "Examples:
  case-audit diff 2026-spring 2027-spring
  case-audit diff 2026-spring 2027-spring -o change.docx
  case-audit diff 2026-spring 2027-spring --hub fernhill --explain
  case-audit diff last-year.csv this-year.csv --tool early-help

Exit codes: 0 fine; 1 the data has problems, or with --exit-code something changed; 2 wrong usage, or a file that cannot be read.")]
pub(super) struct Arguments {
    /// The rounds, the earliest first
    #[arg(required = true, num_args = 2.., value_names = ["BEFORE", "AFTER"])]
    rounds: Vec<PathBuf>,
    /// The audit tool of spreadsheets: a shipped one by name, or a file. A round has its own
    #[arg(long, value_name = "TOOL")]
    tool: Option<String>,
    /// Group cases by a choice or yes/no fact that both tools have, in place of the hub
    #[arg(long, value_name = "FACT")]
    by: Option<String>,
    /// Show this hub one by one (may be given again); nothing is judged differently
    #[arg(long, value_name = "HUB")]
    hub: Vec<String>,
    /// List which cases moved, with their references, and actions about single cases
    #[arg(long)]
    cases: bool,
    /// Show the counts that would have been a clear change
    #[arg(long)]
    explain: bool,
    /// End with exit code 1 if the tool changed, or practice by more than chance explains
    #[arg(long)]
    exit_code: bool,
    /// Replace a Word or Excel file that is there: somebody may have worked on it
    #[arg(long)]
    force: bool,
    /// Show percentages, and changes in points, from this number of cases on
    #[arg(long, value_name = "CASES", default_value_t = PERCENT_FROM)]
    percent_from: u64,
    /// Leave out audits and findings that have problems
    #[arg(long)]
    skip_invalid: bool,
    #[command(flatten)]
    page: Page<Everything>,
}

impl Arguments {
    /// The fact that is to group cases; the hub does without.
    fn by_fact(&self) -> Option<&str> {
        self.by.as_deref().filter(|name| fold(name) != "hub")
    }
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    arguments.page.format()?;
    let close = arguments.cases || arguments.explain || !arguments.hub.is_empty();
    if arguments.rounds.len() > 2 && (close || arguments.by_fact().is_some()) {
        bail!("--cases, --explain, --hub and --by look closely at two rounds: name two");
    }
    if arguments.tool.is_some() && arguments.rounds.iter().all(|round| round.is_dir()) {
        bail!("--tool is for spreadsheets, and each round has a tool of its own: leave it out");
    }
    let places: Vec<OnceCell<Source>> = arguments.rounds.iter().map(|_| OnceCell::new()).collect();
    let Some(read) = read(&places, arguments, output)? else {
        return Ok(Ending::Problems);
    };
    if let Some(file) = arguments.page.file() {
        let audits = read.iter().filter_map(|round| round.source.audits.clone());
        let rounds = arguments.rounds.iter().flat_map(|round| files_of(round));
        keep_inputs(file, audits.chain(rounds), "part of what is compared")?;
        let tool = arguments.tool.as_ref().map(Path::new);
        keep_inputs(file, tool, "the audit tool")?;
    }
    let Some((baseline, later)) = read.split_first() else {
        bail!("name two rounds at least");
    };
    let compared = pair::all(baseline, later, arguments)?;
    output.problems(&order::problems(&compared, &arguments.rounds));
    let told = Told {
        baseline,
        later,
        compared: &compared,
        arguments,
    };
    arguments.page.write(&told, arguments.force, output)?;
    if let Some(file) = arguments.page.file() {
        output.done(&format!("wrote `{}`\n", file.display()));
    }
    let clear = compared.iter().any(Comparison::is_clearly_changed);
    Ok(if arguments.exit_code && clear {
        Ending::Problems
    } else {
        Ending::Fine
    })
}

/// Reads all rounds, and tells the problems of each. `None` where one has problems that are
/// in the way.
fn read<'s>(
    places: &'s [OnceCell<Source>],
    arguments: &Arguments,
    output: &Output,
) -> anyhow::Result<Option<Vec<ReadRound<'s>>>> {
    let mut read = Vec::new();
    for (named, place) in arguments.rounds.iter().zip(places) {
        let mut problems = Problems::new();
        match ReadRound::read(named, place, arguments, &mut problems, output)? {
            Some(round) if pass(arguments.skip_invalid, &mut problems) => {
                output.problems(&problems);
                read.push(round);
            }
            _ => output.in_the_way(&problems, "a comparison"),
        }
    }
    Ok((read.len() == places.len()).then_some(read))
}
