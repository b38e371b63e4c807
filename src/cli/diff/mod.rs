//! `case-audit diff`: what changed from one round to another.
//!
//! It must not know how anything is read, computed or laid out.

mod form;
mod round;

use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::summing::pass;
use super::{Ending, Output};
use crate::analysis::comparison::{
    Asked, Comparison, Footing, Matching, Practice, Side, ToolChange,
};
use crate::diagnostics::{Problems, nearest};
use crate::model::{Fact, Tool, fold};
use crate::render;
use crate::report::comparison::{rounds, series};
use form::Form;
use round::ReadRound;

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
    #[arg(long, value_name = "CASES", default_value_t = 10)]
    percent_from: u64,
    /// Leave out audits and findings that have problems
    #[arg(long)]
    skip_invalid: bool,
    /// The form of the output; otherwise as the name after -o says, or text
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Form>,
    /// Write to this file, for its owner alone
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Columns of text on a line; otherwise the terminal's width, or 100
    #[arg(long, value_name = "COLUMNS")]
    width: Option<u16>,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    let form = Form::of(arguments.format, arguments.output.as_deref())?;
    let file = arguments.output.as_deref();
    let to_terminal =
        file.is_none_or(|file| file == Path::new("-")) && std::io::stdout().is_terminal();
    if to_terminal && form.is_binary() {
        bail!("a terminal cannot show such a file: name one with -o");
    }
    let single = arguments.cases || arguments.explain || !arguments.hub.is_empty();
    if arguments.rounds.len() > 2 && single {
        bail!("--cases, --explain and --hub look closely at two rounds: name two");
    }
    let mut read = Vec::new();
    let mut sound = true;
    for named in &arguments.rounds {
        let mut problems = Problems::new();
        match ReadRound::read(named, arguments, &mut problems, output)? {
            Some(round) if pass(arguments.skip_invalid, &mut problems) => {
                output.problems(&problems);
                read.push(round);
            }
            _ => {
                output.in_the_way(&problems, "a comparison");
                sound = false;
            }
        }
    }
    if !sound {
        return Ok(Ending::Problems);
    }
    if let Some(file) = file {
        for round in &read {
            round.keep(file)?;
        }
        keep_tool(file, arguments.tool.as_deref())?;
    }
    let Some((baseline, later)) = read.split_first() else {
        bail!("name two rounds at least");
    };
    let changes: Vec<ToolChange> = later
        .iter()
        .map(|round| round::tool_change_from(baseline, round))
        .collect();
    let in_all = standards_in_all(&changes);
    let compared = later
        .iter()
        .zip(changes)
        .map(|(round, change)| compare((baseline, round), change, &in_all, arguments))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let shown = Shown {
        baseline,
        later,
        compared: &compared,
        arguments,
    };
    let bytes = shown.bytes(form, output)?;
    match file {
        // Somebody may have worked on a Word or Excel file that is there.
        Some(file) if form.is_binary() && !arguments.force => output.new_data(&bytes, file)?,
        _ => output.data(&bytes, file)?,
    }
    if let Some(file) = file.filter(|file| *file != Path::new("-")) {
        output.done(&format!("wrote `{}`\n", file.display()));
    }
    let clear = compared.iter().any(Comparison::is_clearly_changed);
    Ok(if arguments.exit_code && clear {
        Ending::Problems
    } else {
        Ending::Fine
    })
}

/// Refuses to write over the tool that was named.
fn keep_tool(file: &Path, tool: Option<&str>) -> anyhow::Result<()> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let (Some(tool), Some(target)) = (tool.and_then(|tool| real(Path::new(tool))), real(file))
    else {
        return Ok(());
    };
    if tool == target {
        bail!(
            "`{}` is the audit tool, and would be lost: write to another file",
            file.display()
        );
    }
    Ok(())
}

/// The first tool's standards that every later tool asks alike, by position: in a series
/// domains rest on these, so that all rounds are measured by one yardstick.
fn standards_in_all(changes: &[ToolChange]) -> BTreeSet<usize> {
    let compared = |change: &ToolChange| -> BTreeSet<usize> {
        let matched = change.matched().into_iter();
        matched
            .filter(|matched| matched.footing == Footing::Compared)
            .filter_map(|matched| matched.before)
            .collect()
    };
    changes
        .iter()
        .map(compared)
        .reduce(|all, next| all.intersection(&next).copied().collect())
        .unwrap_or_default()
}

/// Holds a round against an earlier one.
fn compare(
    (before, after): (&ReadRound, &ReadRound),
    change: ToolChange,
    in_all: &BTreeSet<usize>,
    arguments: &Arguments,
) -> anyhow::Result<Comparison> {
    let (old, new) = (&before.source, &after.source);
    let by = arguments.by.as_deref();
    let facts = by
        .map(|name| grouped_by(name, &old.tool, &new.tool, &change))
        .transpose()?;
    let (first, second) = (
        before.grouped(facts.map(|facts| facts.0)),
        after.grouped(facts.map(|facts| facts.1)),
    );
    let (mut standards, domains) = (change.matched(), change.domains());
    for standard in &mut standards {
        let left_out = standard.before.is_none_or(|at| !in_all.contains(&at));
        if standard.footing == Footing::Compared && left_out {
            standard.footing = Footing::SideBySide;
        }
    }
    let (measures, themes) = (change.measures(), change.themes());
    let same_facts: Vec<(usize, usize)> = change
        .facts()
        .iter()
        .map(|fact| (fact.before, fact.after))
        .collect();
    let matching = Matching {
        standards: &standards,
        domains: &domains,
        measures: &measures,
        themes: &themes,
        facts: &same_facts,
        overall: change.overall(),
    };
    let asked = Asked {
        with_cases: arguments.cases,
        explain: arguments.explain,
    };
    let sides: (Side<'_>, Side<'_>) = (first.side(before), second.side(after));
    let practice = Practice::new(&sides.0, &sides.1, &matching, asked);
    hubs_asked(arguments, &practice)?;
    let options = options_typed(arguments);
    Ok(Comparison::new(
        change,
        practice,
        before.provenance(&options),
        after.provenance(&options),
    ))
}

/// The positions of the fact that groups cases, in both tools.
fn grouped_by(
    name: &str,
    before: &Tool,
    after: &Tool,
    change: &ToolChange,
) -> anyhow::Result<(usize, usize)> {
    fn groups(tool: &Tool, at: usize) -> Option<&Fact> {
        let fact = tool.facts.get(at);
        fact.filter(|fact| round::groups_cases(fact))
    }
    let both: Vec<(usize, usize, &str)> = change
        .facts()
        .iter()
        .filter_map(|same| {
            groups(before, same.before)?;
            let fact = groups(after, same.after)?;
            Some((same.before, same.after, fact.id.as_str()))
        })
        .collect();
    let found = both.iter().find(|(_, _, id)| fold(id) == fold(name));
    let Some((old, new, _)) = found else {
        let ids: Vec<&str> = both.iter().map(|(_, _, id)| *id).collect();
        let hint = nearest(name, ids.iter().copied()).unwrap_or_else(|| {
            if ids.is_empty() {
                "there is none".to_owned()
            } else {
                format!("it may be one of: {}", ids.join(", "))
            }
        });
        bail!("--by: `{name}` is no fact of both tools that cases can be sorted by; {hint}");
    };
    Ok((*old, *new))
}

/// Refuses a hub that neither round has.
fn hubs_asked(arguments: &Arguments, practice: &Practice) -> anyhow::Result<()> {
    for name in &arguments.hub {
        if hub_id(name, practice).is_none() {
            let labels: Vec<&str> = practice
                .sample
                .hubs
                .iter()
                .filter_map(|hub| hub.names.shown())
                .map(|name| name.title.as_str())
                .collect();
            let hint = nearest(name, labels.iter().copied())
                .unwrap_or_else(|| format!("it may be one of: {}", labels.join(", ")));
            bail!(
                "--hub: `{name}` is no {} of these rounds; {hint}",
                practice.group
            );
        }
    }
    Ok(())
}

/// The id of a hub that is named by id or label, as either round has it.
fn hub_id(name: &str, practice: &Practice) -> Option<String> {
    let hubs = practice.sample.hubs.iter();
    let mut names = hubs
        .flat_map(|hub| [&hub.names.before, &hub.names.after])
        .flatten();
    let found = names.find(|hub| fold(&hub.id) == fold(name) || fold(&hub.title) == fold(name));
    found.map(|hub| hub.id.clone())
}

/// The options that change figures or what is shown, as they were typed.
fn options_typed(arguments: &Arguments) -> Vec<String> {
    let mut options = Vec::new();
    options.extend(arguments.by.iter().map(|by| format!("--by {by}")));
    options.extend(arguments.hub.iter().map(|hub| format!("--hub {hub}")));
    if arguments.cases {
        options.push("--cases".to_owned());
    }
    if arguments.explain {
        options.push("--explain".to_owned());
    }
    if arguments.percent_from != 10 {
        options.push(format!("--percent-from {}", arguments.percent_from));
    }
    if arguments.skip_invalid {
        options.push("--skip-invalid".to_owned());
    }
    options
}

/// What is to be shown.
struct Shown<'s> {
    baseline: &'s ReadRound,
    later: &'s [ReadRound],
    compared: &'s [Comparison],
    arguments: &'s Arguments,
}

impl Shown<'_> {
    fn bytes(&self, form: Form, output: &Output) -> anyhow::Result<Vec<u8>> {
        let file = self.arguments.output.as_deref();
        let charts = matches!(form, Form::Html | Form::Docx | Form::Xlsx);
        let document = || self.document(charts);
        Ok(match form {
            Form::Text => {
                let width = Output::width(self.arguments.width, file);
                render::text::text(&document(), width, output.color(file)).into_bytes()
            }
            Form::Markdown => render::markdown::markdown(&document()).into_bytes(),
            Form::Html => render::html::html(&document()).into_bytes(),
            Form::Docx => render::word::docx(&document())?,
            Form::Xlsx => render::spreadsheet::xlsx(&document())?,
            Form::Csv => {
                let records = match self.compared {
                    [one] => rounds::records(one),
                    several => series::records(several),
                };
                render::csv::csv(&records, false, false)?.into_bytes()
            }
            Form::Json => match self.compared {
                [one] => render::json::json(one)?,
                several => render::json::json(&series::json(several))?,
            }
            .into_bytes(),
        })
    }

    /// The label of the fact that groups cases.
    fn grouped_by(&self) -> Option<String> {
        let name = self.arguments.by.as_deref()?;
        let latest = self.later.last()?;
        let facts = &latest.source.tool.facts;
        let fact = facts.iter().find(|fact| fold(&fact.id) == fold(name))?;
        Some(fact.label.clone())
    }

    fn document(&self, charts: bool) -> crate::report::Document {
        let hubs = self.arguments.hub.iter();
        let options = rounds::Options {
            percent_from: self.arguments.percent_from,
            hubs: hubs
                .flat_map(|name| {
                    self.compared
                        .iter()
                        .filter_map(|one| hub_id(name, &one.practice))
                })
                .collect(),
            by: self.grouped_by(),
            charts,
            explain: self.arguments.explain,
            left_out: std::iter::once(self.baseline)
                .chain(self.later)
                .filter_map(ReadRound::left_out)
                .collect(),
        };
        match (self.compared, self.later) {
            ([one], [after]) => rounds::document(
                one,
                (&self.baseline.source.tool, &after.source.tool),
                &options,
            ),
            _ => series::document(self.compared, &options),
        }
    }
}
