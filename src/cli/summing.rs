//! From a round, or a spreadsheet, to its summary: what every command that shows figures
//! has in common.
//!
//! It must not know how a summary is laid out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use super::named::{self, unknown};
use super::reading::{self, Data, How, audits_name, pass, warn_of_strays};
use super::rounds_own;
use super::typed::{PERCENT_FROM, Typed};
use crate::analysis::cases::Cases;
use crate::analysis::summary::{GroupInfo, Input, Scope, Summary, default_cross};
use crate::analysis::tally::{Group, Grouping, Parts, Plan, Tally};
use crate::diagnostics::{Code, Place, Problem, Problems, nearest, quote};
use crate::model::{Census, FactKind, Tool, fold};
use crate::read::{Findings, Source};

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
    #[arg(long, value_name = "CASES", default_value_t = PERCENT_FROM)]
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
            domains: named::ids(&wanted.domain, domains, "--domain", "domain of this tool")?,
            standards: named::ids(
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
    /// Every file read so far.
    pub(super) data: Data,
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
    let found = reading::findings(source, problems)?;
    let unusable = found.is_unusable();
    let found = found.into_read();
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
    let how = How {
        threads: wanted.threads,
        skip_invalid: wanted.skip_invalid,
    };
    let folded = reading::audits(
        source,
        how,
        || (Tally::new(&plan), named.then(|| Cases::new(tool))),
        |(tally, cases), audit| {
            tally.add(audit);
            if let Some(cases) = cases {
                cases.add(audit);
            }
        },
        |(tally, cases), (more, named)| {
            tally.merge(more);
            if let (Some(cases), Some(named)) = (cases, named) {
                cases.merge(named);
            }
        },
        problems,
    )?;
    let Some(folded) = folded.filter(|_| !unusable) else {
        return Ok(None);
    };
    let (tally, cases) = folded.state;
    let parts = tally.into_parts();
    let any_hub = source
        .round
        .as_ref()
        .is_none_or(|round| round.hubs.is_empty());
    if any_hub && plan.grouping == Grouping::Hub {
        ask_of_lone_hubs(&parts, &audits_name(source), problems);
    }
    if let Some(found) = &found {
        let counted = |case: &str| parts.remembered.contains_key(case);
        warn_of_strays(found, counted, source, problems);
    }
    if !pass(wanted.skip_invalid, problems) {
        return Ok(None);
    }
    let mut data = Data::default();
    data.add(source.audits.as_deref(), folded.sha256);
    if let Some(found) = &found {
        data.add(source.findings.as_deref(), found.sha256);
    }
    let mut gathered = Gathered {
        source,
        parts,
        census: folded.census,
        cases,
        scope: Scope {
            groups: Vec::new(),
            domains: asked.domains.clone(),
            standards: asked.standards.clone(),
            cases: named,
            percent_from: wanted.percent_from,
        },
        data,
        options: options_typed(wanted, source.round.is_some()),
        plan,
        found,
    };
    gathered.scope.groups = gathered.groups_asked(&wanted.hub)?;
    Ok(Some(gathered))
}

impl Gathered<'_> {
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
            provenance: self.data.provenance(self.source, &options),
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
        named::ids(hubs, known, "--hub", &what)
    }
}

/// Refuses to write over anything that is summed up, in a round or outside one.
///
/// # Errors
/// The place belongs to a round, or is what is read.
pub(super) fn keep_inputs(file: &Path, wanted: &Wanted, source: &Source) -> anyhow::Result<()> {
    let tool = wanted.tool.as_ref().map(PathBuf::from);
    let inputs = [source.audits.clone(), tool].into_iter().flatten();
    let inputs = inputs.chain(rounds_own::files_of(&wanted.round));
    rounds_own::keep_inputs(file, inputs, "part of what is summed up")
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

/// The options that change figures or what is shown, as they were typed.
fn options_typed(wanted: &Wanted, with_round: bool) -> Vec<String> {
    // The tool's id, version and hash stand beside.
    let other_tool = wanted.tool.is_some() && with_round;
    Typed::default()
        .each("--by", &wanted.by)
        .list("--cross", &wanted.cross)
        .each("--hub", &wanted.hub)
        .each("--domain", &wanted.domain)
        .each("--standard", &wanted.standard)
        .switch("--tool (not the round's own)", other_tool)
        .percent_from(wanted.percent_from)
        .switch("--skip-invalid", wanted.skip_invalid)
        .into_vec()
}
