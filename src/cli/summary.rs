//! `case-audit summary`: the hub summary of a round.
//!
//! It must not know how anything is read, computed or laid out.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::page::Page;
use super::{Ending, Format, Output, changing};
use crate::analysis::summary::{Input, Provenance, Scope, Summary, default_cross};
use crate::analysis::tally::{Group, Grouping, Plan, Tally};
use crate::diagnostics::{self, Code, Place, Problem, Problems, Severity, nearest, quote};
use crate::model::{FactKind, Tool, fold};
use crate::read::audits::{AuditSheet, Bytes, Options, fold_counted};
use crate::read::{self, Source, findings, hex};
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
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Arguments {
    /// A round's folder, one spreadsheet, or - for standard input
    round: PathBuf,
    /// The audit tool: a shipped one by name, or a file. A round has its own
    #[arg(long, value_name = "TOOL")]
    tool: Option<String>,
    /// Group cases by a choice or yes/no fact in place of the hub
    #[arg(long, value_name = "FACT")]
    by: Option<String>,
    /// Hold two choice facts against each other
    #[arg(long, value_name = "FACT,FACT", value_delimiter = ',')]
    cross: Vec<String>,
    /// Show this hub alone (may be given again); nothing is judged differently
    #[arg(long, value_name = "HUB")]
    hub: Vec<String>,
    /// Show this domain alone (may be given again), with each standard hub by hub
    #[arg(long, value_name = "DOMAIN")]
    domain: Vec<String>,
    /// Show this standard alone (may be given again), hub by hub
    #[arg(long, value_name = "STANDARD")]
    standard: Vec<String>,
    /// List cases judged better than a standard allows, with their references
    #[arg(long)]
    cases: bool,
    /// Show percentages from this number of cases on
    #[arg(long, value_name = "CASES", default_value_t = 10)]
    percent_from: u64,
    /// Leave out audits and findings that have problems, and say so in the summary
    #[arg(long)]
    skip_invalid: bool,
    #[command(flatten)]
    page: Page,
    /// For CSV: begin with a byte order mark, for older versions of Excel
    #[arg(long)]
    bom: bool,
    /// For CSV: leave cells as they are that a spreadsheet program could run
    #[arg(long)]
    raw: bool,
    /// Read in so many threads
    #[arg(long, value_name = "THREADS", hide = true)]
    threads: Option<usize>,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    let format = arguments.page.format()?;
    let mut problems = Problems::new();
    // As long as the round is read, nobody changes it under our eyes.
    let folder = changing::round_folder(&arguments.round);
    let _held = match &folder {
        Some(folder) => Some(folder.read(&mut changing::tell(output))?),
        None => None,
    };
    let Some(source) = read::source(&arguments.round, arguments.tool.as_deref(), &mut problems)?
    else {
        return refuse(&problems, format, output);
    };
    keep_inputs(arguments, &source)?;
    let asked = Asked::new(arguments, &source.tool)?;
    let Some(summary) = sum_up(arguments, &asked, &source, &mut problems)? else {
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

/// Refuses to write over anything that the summary is made from.
fn keep_inputs(arguments: &Arguments, source: &Source) -> anyhow::Result<()> {
    let Some(output) = arguments.page.output.as_deref() else {
        return Ok(());
    };
    let Ok(target) = std::fs::canonicalize(output) else {
        // Nothing is there yet, so nothing can be lost.
        return Ok(());
    };
    let tool = arguments.tool.as_ref().map(PathBuf::from);
    let own = [
        "round.toml",
        "tool.toml",
        "cases.csv",
        "actions.csv",
        "history.csv",
    ];
    let own = own.iter().map(|name| arguments.round.join(name));
    let inputs = [source.audits.clone(), source.findings.clone(), tool];
    let inputs = inputs.into_iter().flatten().chain(own);
    for input in inputs {
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

/// What was asked for, in terms of the tool.
struct Asked {
    grouping: Grouping,
    cross: Option<(usize, usize)>,
    domains: Vec<String>,
    standards: Vec<String>,
}

impl Asked {
    fn new(arguments: &Arguments, tool: &Tool) -> anyhow::Result<Self> {
        let grouping = match &arguments.by {
            None => Grouping::Hub,
            Some(name) if fold(name) == "hub" => Grouping::Hub,
            Some(name) => Grouping::Fact(fact(tool, name, "--by", |kind| {
                matches!(
                    kind,
                    FactKind::Choice(_) | FactKind::Choices(_) | FactKind::YesNo
                )
            })?),
        };
        let choice = |name: &str| {
            fact(tool, name, "--cross", |kind| {
                matches!(kind, FactKind::Choice(_))
            })
        };
        let cross = match arguments.cross.as_slice() {
            [] => default_cross(tool),
            [first, second] => Some((choice(first)?, choice(second)?)),
            _ => bail!(
                "--cross takes two facts with a comma between them, such as --cross level_indicated,level_applied"
            ),
        };
        let domains = tool
            .domains
            .iter()
            .map(|d| (d.id.as_str(), d.title.as_str()));
        let standards = tool
            .standards
            .iter()
            .map(|s| (s.id.as_str(), s.title.as_str()));
        Ok(Self {
            grouping,
            cross,
            domains: names(
                &arguments.domain,
                domains,
                "--domain",
                "domain of this tool",
            )?,
            standards: names(
                &arguments.standard,
                standards,
                "--standard",
                "standard of this tool",
            )?,
        })
    }
}

/// The position of a fact that an option names.
fn fact(
    tool: &Tool,
    name: &str,
    option: &str,
    fits: impl Fn(&FactKind) -> bool,
) -> anyhow::Result<usize> {
    let known = |fact: &&crate::model::Fact| fits(&fact.kind);
    let wanted = fold(name);
    let position = tool
        .facts
        .iter()
        .position(|fact| fold(&fact.id) == wanted && fits(&fact.kind));
    position.with_context(|| {
        let ids: Vec<&str> = tool
            .facts
            .iter()
            .filter(known)
            .map(|fact| fact.id.as_str())
            .collect();
        unknown(option, name, "fact that cases can be sorted by", &ids)
    })
}

fn unknown(option: &str, name: &str, what: &str, ids: &[&str]) -> String {
    let hint = nearest(name, ids.iter().copied()).unwrap_or_else(|| {
        if ids.is_empty() {
            "there is none here".to_owned()
        } else {
            format!("it may be one of: {}", ids.join(", "))
        }
    });
    format!("{option}: `{name}` is no {what}; {hint}")
}

/// Ids for names that were typed, by id or title.
fn names<'a>(
    typed: &[String],
    known: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    option: &str,
    what: &str,
) -> anyhow::Result<Vec<String>> {
    let mut out = Vec::new();
    for name in typed {
        let wanted = fold(name);
        let found = known
            .clone()
            .find(|(id, title)| fold(id) == wanted || fold(title) == wanted);
        let Some((id, _)) = found else {
            let ids: Vec<&str> = known.map(|(id, _)| id).collect();
            bail!(unknown(option, name, what, &ids));
        };
        out.push(id.to_owned());
    }
    Ok(out)
}

/// Reads, counts and sums up. `None` where problems are in the way.
fn sum_up(
    arguments: &Arguments,
    asked: &Asked,
    source: &Source,
    problems: &mut Problems,
) -> anyhow::Result<Option<Summary>> {
    let tool = &source.tool;
    let no_hubs = Vec::new();
    let hubs = source.round.as_ref().map_or(&no_hubs, |round| &round.hubs);
    let found = match &source.findings {
        Some(path) => Some(findings(path, &read::shown(path), tool, problems)?),
        None => None,
    };
    let plan = Plan {
        tool,
        grouping: asked.grouping,
        cross: asked.cross,
        remember: found
            .iter()
            .flat_map(|found| &found.all)
            .map(|finding| finding.case.clone())
            .collect::<BTreeSet<_>>(),
        list_breaches: arguments.cases,
    };
    let (bytes, shown) = audits_of(source)?;
    let sheet = AuditSheet::open(bytes, &shown, tool, hubs, problems)?;
    let options = Options {
        threads: arguments.threads.unwrap_or_else(threads),
        skip_invalid: arguments.skip_invalid,
    };
    let counted = fold_counted(&sheet, options, || Tally::new(&plan), Tally::add)?;
    problems.merge(counted.problems);
    let mut tally = Tally::new(&plan);
    for part in counted.states {
        tally.merge(part);
    }
    let parts = tally.into_parts();
    if hubs.is_empty() && asked.grouping == Grouping::Hub {
        ask_of_lone_hubs(&parts, &shown, problems);
    }
    if let Some(found) = &found {
        warn_of_strays(found, &parts, source, problems);
    }
    if !sheet.usable() {
        return Ok(None);
    }
    if problems.has_errors() {
        if !arguments.skip_invalid {
            return Ok(None);
        }
        *problems = std::mem::take(problems).errors_as_warnings();
    }
    let mut data = Vec::new();
    let mut add = |path: Option<&Path>, hash: Option<[u8; 32]>| {
        let name = path.and_then(Path::file_name).map_or_else(
            || "standard input".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        data.extend(hash.map(|hash| (name, hex(&hash))));
    };
    add(source.audits.as_deref(), counted.sha256);
    if let Some(found) = &found {
        add(source.findings.as_deref(), found.sha256);
    }
    let mut input = Input {
        plan: &plan,
        round: source.round.as_ref(),
        parts,
        census: counted.census,
        findings: found.as_ref().map(|found| found.all.as_slice()),
        findings_left_out: found.as_ref().map_or(0, |found| found.left_out),
        scope: Scope {
            groups: Vec::new(),
            domains: asked.domains.clone(),
            standards: asked.standards.clone(),
            cases: arguments.cases,
            percent_from: arguments.percent_from,
        },
        provenance: Provenance {
            program: concat!("case-audit ", env!("CARGO_PKG_VERSION")).to_owned(),
            tool: tool.id.clone(),
            tool_version: tool.version.clone(),
            tool_sha256: source.tool_sha256.clone(),
            data,
            options: options_typed(arguments, source.round.is_some()),
        },
    };
    input.scope.groups = groups_asked(arguments, &input)?;
    Ok(Some(Summary::new(&input)))
}

/// The groups that `--hub` names, by id or label.
fn groups_asked(arguments: &Arguments, input: &Input<'_>) -> anyhow::Result<Vec<String>> {
    if arguments.hub.is_empty() {
        return Ok(Vec::new());
    }
    let groups = Summary::groups_of(input);
    let known = groups
        .iter()
        .map(|group| (group.id.as_str(), group.label.as_str()));
    names(
        &arguments.hub,
        known,
        "--hub",
        &format!("{} of this round", input.plan.tool.group),
    )
}

/// Where the audits' bytes are, and what the user knows them as.
fn audits_of(source: &Source) -> anyhow::Result<(Bytes<'_>, String)> {
    if let Some(path) = &source.audits {
        return Ok((Bytes::File(path), read::shown(path)));
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .context("standard input cannot be read")?;
    Ok((Bytes::Held(bytes), "standard input".to_owned()))
}

/// Where any hub is accepted, a slip of the pen makes a hub of its own: one with a single
/// case beside a larger one of nearly the same name is asked about.
fn ask_of_lone_hubs(parts: &crate::analysis::tally::Parts, file: &str, problems: &mut Problems) {
    let named = |least: u64, most: u64| {
        parts
            .groups
            .iter()
            .filter_map(move |(group, counts)| match group {
                Group::Hub(name) if (least..=most).contains(&counts.cases) => Some(name.as_str()),
                Group::Hub(_) | Group::Choice(_) | Group::NotStated => None,
            })
    };
    // Hubs in their hundreds are no slips.
    for lone in named(1, 1).take(50) {
        if let Some(hint) = nearest(lone, named(3, u64::MAX).take(200)) {
            problems.push(
                Problem::warning(
                    Code::UnknownHub,
                    Place::file(file),
                    format!("the hub {} has a single case", quote(lone)),
                )
                .hint(hint),
            );
        }
    }
}

/// Findings on cases that were never audited are worth a look.
fn warn_of_strays(
    found: &read::Findings,
    parts: &crate::analysis::tally::Parts,
    source: &Source,
    problems: &mut Problems,
) {
    let strays = found
        .all
        .iter()
        .filter(|finding| !parts.remembered.contains_key(&finding.case))
        .count();
    if strays > 0 {
        let file = source
            .findings
            .as_deref()
            .map(read::shown)
            .unwrap_or_default();
        problems.push(Problem::warning(
            Code::UnknownCase,
            Place::file(file),
            format!("{strays} of {} findings are on cases that have no audit that counts; they are not counted", found.all.len()),
        ));
    }
}

/// The options that change figures or what is shown, as they were typed.
fn options_typed(arguments: &Arguments, with_round: bool) -> Vec<String> {
    let mut options = Vec::new();
    options.extend(arguments.by.iter().map(|by| format!("--by {by}")));
    if !arguments.cross.is_empty() {
        options.push(format!("--cross {}", arguments.cross.join(",")));
    }
    options.extend(arguments.hub.iter().map(|hub| format!("--hub {hub}")));
    options.extend(
        arguments
            .domain
            .iter()
            .map(|domain| format!("--domain {domain}")),
    );
    options.extend(
        arguments
            .standard
            .iter()
            .map(|standard| format!("--standard {standard}")),
    );
    if arguments.tool.is_some() && with_round {
        // Never a path: the tool's id, version and hash stand beside.
        options.push("--tool (not the round's own)".to_owned());
    }
    if arguments.cases {
        options.push("--cases".to_owned());
    }
    if arguments.percent_from != 10 {
        options.push(format!("--percent-from {}", arguments.percent_from));
    }
    if arguments.skip_invalid {
        options.push("--skip-invalid".to_owned());
    }
    options
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
