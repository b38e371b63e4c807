//! From a round, or a spreadsheet, to its summary: what every command that shows figures
//! has in common.
//!
//! It must not know how a summary is laid out.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::rounds_own::keep_rounds;
use crate::analysis::cases::Cases;
use crate::analysis::summary::{GroupInfo, Input, Provenance, Scope, Summary, default_cross};
use crate::analysis::tally::{Group, Grouping, Parts, Plan, Tally};
use crate::diagnostics::{Code, Place, Problem, Problems, nearest, quote};
use crate::model::{Census, FactKind, Tool, fold};
use crate::read::audits::{AuditSheet, Bytes, Options, fold_counted};
use crate::read::{self, Findings, Source, findings, hex};

/// What is to be summed up, and how.
#[derive(Debug, Args)]
pub(super) struct Wanted {
    /// A round's folder, one spreadsheet, or - for standard input
    pub(super) round: PathBuf,
    /// The audit tool: a shipped one by name, or a file. A round has its own
    #[arg(long, value_name = "TOOL")]
    pub(super) tool: Option<String>,
    /// Group cases by a choice or yes/no fact in place of the hub
    #[arg(long, value_name = "FACT")]
    pub(super) by: Option<String>,
    /// Hold two choice facts against each other
    #[arg(long, value_name = "FACT,FACT", value_delimiter = ',')]
    pub(super) cross: Vec<String>,
    /// Show this hub alone (may be given again); nothing is judged differently
    #[arg(long, value_name = "HUB")]
    pub(super) hub: Vec<String>,
    /// Show this domain alone (may be given again), with each standard hub by hub
    #[arg(long, value_name = "DOMAIN")]
    pub(super) domain: Vec<String>,
    /// Show this standard alone (may be given again), hub by hub
    #[arg(long, value_name = "STANDARD")]
    pub(super) standard: Vec<String>,
    /// Show percentages from this number of cases on
    #[arg(long, value_name = "CASES", default_value_t = 10)]
    pub(super) percent_from: u64,
    /// Leave out audits and findings that have problems, and say so in the summary
    #[arg(long)]
    pub(super) skip_invalid: bool,
    /// Read in so many threads
    #[arg(long, value_name = "THREADS", hide = true)]
    pub(super) threads: Option<usize>,
}

/// What was asked for, in terms of the tool.
pub(super) struct Asked {
    grouping: Grouping,
    cross: Option<(usize, usize)>,
    domains: Vec<String>,
    standards: Vec<String>,
}

impl Asked {
    pub(super) fn new(wanted: &Wanted, tool: &Tool) -> anyhow::Result<Self> {
        let grouping = match &wanted.by {
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
        let cross = match wanted.cross.as_slice() {
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
            domains: names(&wanted.domain, domains, "--domain", "domain of this tool")?,
            standards: names(
                &wanted.standard,
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

/// A round that was read and counted: what summaries of it are made from.
pub(super) struct Gathered<'s> {
    source: &'s Source,
    plan: Plan<'s>,
    parts: Parts,
    census: Census,
    found: Option<Findings>,
    /// Every case by itself, where cases are to be named.
    pub(super) cases: Option<Cases<'s>>,
    scope: Scope,
    /// Name and SHA-256 of every file read so far.
    pub(super) data: Vec<(String, String)>,
    /// The options that change figures or what is shown, as they were typed.
    pub(super) options: Vec<String>,
}

/// Reads and counts; with `named`, cases are kept by their references too. `None` where
/// problems are in the way.
///
/// # Errors
/// What cannot be read, and options that name what is not there.
pub(super) fn gather<'s>(
    wanted: &Wanted,
    asked: &Asked,
    source: &'s Source,
    named: bool,
    problems: &mut Problems,
) -> anyhow::Result<Option<Gathered<'s>>> {
    let tool = &source.tool;
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
        list_breaches: named,
    };
    let Some((parts, cases, census, hash)) = counted(wanted, source, &plan, named, problems)?
    else {
        return Ok(None);
    };
    if let Some(found) = &found {
        warn_of_strays(
            found,
            |case| parts.remembered.contains_key(case),
            source,
            problems,
        );
    }
    if !pass(wanted.skip_invalid, problems) {
        return Ok(None);
    }
    let mut gathered = Gathered {
        source,
        parts,
        census,
        cases,
        scope: Scope {
            groups: Vec::new(),
            domains: asked.domains.clone(),
            standards: asked.standards.clone(),
            cases: named,
            percent_from: wanted.percent_from,
        },
        data: Vec::new(),
        options: options_typed(wanted, source.round.is_some()),
        plan,
        found,
    };
    gathered.add_data(source.audits.as_deref(), hash);
    let hash = gathered.found.as_ref().and_then(|found| found.sha256);
    if gathered.found.is_some() {
        gathered.add_data(source.findings.as_deref(), hash);
    }
    gathered.scope.groups = gathered.groups_asked(&wanted.hub)?;
    Ok(Some(gathered))
}

/// May a run go on? Errors stop it, unless what has them is to be left out: then they are
/// warnings.
pub(super) fn pass(skip_invalid: bool, problems: &mut Problems) -> bool {
    if problems.has_errors() {
        if !skip_invalid {
            return false;
        }
        *problems = std::mem::take(problems).errors_as_warnings();
    }
    true
}

type CountedAudits<'t> = (Parts, Option<Cases<'t>>, Census, Option<[u8; 32]>);

fn counted<'p>(
    wanted: &Wanted,
    source: &'p Source,
    plan: &Plan<'p>,
    named: bool,
    problems: &mut Problems,
) -> anyhow::Result<Option<CountedAudits<'p>>> {
    let tool = &source.tool;
    let no_hubs = Vec::new();
    let hubs = source.round.as_ref().map_or(&no_hubs, |round| &round.hubs);
    let (bytes, shown) = audits_of(source)?;
    let sheet = AuditSheet::open(bytes, &shown, tool, hubs, problems)?;
    let options = Options {
        threads: wanted.threads.unwrap_or_else(threads),
        skip_invalid: wanted.skip_invalid,
    };
    let none = || (Tally::new(plan), named.then(|| Cases::new(tool)));
    let counted = fold_counted(&sheet, options, none, |(tally, cases), audit| {
        tally.add(audit);
        if let Some(cases) = cases {
            cases.add(audit);
        }
    })?;
    problems.merge(counted.problems);
    let (mut tally, mut cases) = none();
    for (part, named) in counted.states {
        tally.merge(part);
        if let (Some(cases), Some(named)) = (&mut cases, named) {
            cases.merge(named);
        }
    }
    let parts = tally.into_parts();
    if hubs.is_empty() && plan.grouping == Grouping::Hub {
        ask_of_lone_hubs(&parts, &shown, problems);
    }
    let usable = sheet.usable();
    Ok(usable.then_some((parts, cases, counted.census, counted.sha256)))
}

impl Gathered<'_> {
    /// Adds a file that was read, by its name.
    pub(super) fn add_data(&mut self, path: Option<&Path>, hash: Option<[u8; 32]>) {
        let name = path.and_then(Path::file_name).map_or_else(
            || "standard input".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        self.data.extend(hash.map(|hash| (name, hex(&hash))));
    }

    /// Takes the mark of quotable findings from those whose words must not leave; says from
    /// how many.
    pub(super) fn keep_from_quotes(&mut self, must_stay: impl Fn(&str) -> bool) -> u64 {
        let mut kept = 0;
        for finding in self.found.iter_mut().flat_map(|found| &mut found.all) {
            if finding.quote_ok && must_stay(&finding.text) {
                finding.quote_ok = false;
                kept += 1;
            }
        }
        kept
    }

    /// The file of findings, where there is one.
    pub(super) fn findings_file(&self) -> Option<&Path> {
        self.source.findings.as_deref()
    }

    /// What a summary rests on: of the groups asked for, or of one of them alone.
    pub(super) fn input(&self, group: Option<&str>) -> Input<'_> {
        let tool = &self.source.tool;
        let mut scope = self.scope.clone();
        let mut options = self.options.clone();
        if let Some(group) = group {
            scope.groups = vec![group.to_owned()];
            options.retain(|option| !option.starts_with("--hub "));
            options.push(format!("--hub {group}"));
        }
        let found = self.found.as_ref();
        Input {
            plan: &self.plan,
            round: self.source.round.as_ref(),
            parts: &self.parts,
            census: self.census,
            findings: found.map(|found| found.all.as_slice()),
            findings_left_out: found.map_or(0, |found| found.left_out),
            scope,
            provenance: Provenance {
                program: concat!("case-audit ", env!("CARGO_PKG_VERSION")).to_owned(),
                tool: tool.id.clone(),
                tool_version: tool.version.clone(),
                tool_sha256: self.source.tool_sha256.clone(),
                data: self.data.clone(),
                options,
            },
        }
    }

    /// The groups that the round has, in its order; those that were asked for alone.
    pub(super) fn groups(&self) -> Vec<GroupInfo> {
        let mut groups = Summary::groups_of(&self.input(None));
        let asked = &self.scope.groups;
        groups.retain(|group| asked.is_empty() || asked.contains(&group.id));
        groups
    }

    /// The groups that `--hub` names, by id or label.
    fn groups_asked(&self, hubs: &[String]) -> anyhow::Result<Vec<String>> {
        if hubs.is_empty() {
            return Ok(Vec::new());
        }
        let groups = self.groups();
        let known = groups
            .iter()
            .map(|group| (group.id.as_str(), group.label.as_str()));
        let what = format!("{} of this round", self.source.tool.group);
        names(hubs, known, "--hub", &what)
    }
}

/// Refuses to write over anything that is summed up, in a round or outside one.
///
/// # Errors
/// The place belongs to a round, or is what is read.
pub(super) fn keep_inputs(file: &Path, wanted: &Wanted, source: &Source) -> anyhow::Result<()> {
    keep_rounds(file)?;
    let Ok(target) = std::fs::canonicalize(file) else {
        // Nothing is there yet, so nothing can be lost.
        return Ok(());
    };
    let tool = wanted.tool.as_ref().map(PathBuf::from);
    let inputs = [source.audits.clone(), source.findings.clone(), tool];
    for input in inputs.into_iter().flatten() {
        if std::fs::canonicalize(&input).is_ok_and(|input| input == target) {
            bail!(
                "`{}` is part of what is summed up, and would be lost: write to another file",
                file.display()
            );
        }
    }
    Ok(())
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
fn ask_of_lone_hubs(parts: &Parts, file: &str, problems: &mut Problems) {
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
pub(super) fn warn_of_strays(
    found: &Findings,
    counted: impl Fn(&str) -> bool,
    source: &Source,
    problems: &mut Problems,
) {
    let strays = found
        .all
        .iter()
        .filter(|finding| !counted(&finding.case))
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
fn options_typed(wanted: &Wanted, with_round: bool) -> Vec<String> {
    let mut options = Vec::new();
    options.extend(wanted.by.iter().map(|by| format!("--by {by}")));
    if !wanted.cross.is_empty() {
        options.push(format!("--cross {}", wanted.cross.join(",")));
    }
    options.extend(wanted.hub.iter().map(|hub| format!("--hub {hub}")));
    options.extend(
        wanted
            .domain
            .iter()
            .map(|domain| format!("--domain {domain}")),
    );
    options.extend(
        wanted
            .standard
            .iter()
            .map(|standard| format!("--standard {standard}")),
    );
    if wanted.tool.is_some() && with_round {
        // Never a path: the tool's id, version and hash stand beside.
        options.push("--tool (not the round's own)".to_owned());
    }
    if wanted.percent_from != 10 {
        options.push(format!("--percent-from {}", wanted.percent_from));
    }
    if wanted.skip_invalid {
        options.push("--skip-invalid".to_owned());
    }
    options
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
