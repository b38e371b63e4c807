//! `case-audit init`: a new round.
//!
//! It must not know what files a round is made of.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::{Ending, Output, changing};
use crate::diagnostics::{Problems, Severity};
use crate::model::{Date, Hub, Round, TableName, fold, is_id};
use crate::read::form::incoming;
use crate::read::{self, shown};
use crate::store::{Counts, NewRound, RoundOnDisk, init, plan};

/// Begin a round: a folder with its own copy of the audit tool
///
/// Name the hubs and how many cases are planned in each, or leave that to later: they stand
/// in the folder's round.toml, which you may change in any text editor. Where no hub is
/// named, any is accepted.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  case-audit init 2026-autumn --tool early-help
  case-audit init 2026-autumn --tool early-help --hub Ashbrook=8 --hub Fernhill=8
  case-audit init 2026-autumn --tool my-tool.toml --cases caseload.csv")]
pub(super) struct Arguments {
    /// The folder to make
    round: PathBuf,
    /// The audit tool: a built-in one by its id, or a file
    #[arg(long, value_name = "TOOL")]
    tool: String,
    /// The title for people; otherwise the folder's name
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// A hub and its number of planned cases (may be given again)
    #[arg(long, value_name = "NAME[=CASES]")]
    hub: Vec<String>,
    /// The cases to audit: a spreadsheet with the columns case and hub
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// First day of the round
    #[arg(long, value_name = "DAY", value_parser = changing::a_day)]
    from: Option<Date>,
    /// Last day of the round
    #[arg(long, value_name = "DAY", value_parser = changing::a_day)]
    to: Option<Date>,
    /// The numbering of case references: only rounds that name the same one are compared
    /// case by case
    #[arg(long, value_name = "NAME")]
    case_key: Option<String>,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    let mut problems = Problems::new();
    let opened = read::open_tool(&arguments.tool, &mut problems)?;
    let round = round(arguments)?;
    let Some(opened) = opened else {
        return Ok(refuse(&problems, output));
    };
    let new = NewRound {
        round: &round,
        tool: &opened.tool,
        tool_bytes: &opened.bytes,
    };
    let mut cases = Counts::default();
    let made = init(
        new,
        &arguments.round,
        &mut changing::tell(output),
        |folder| {
            let Some(file) = &arguments.cases else {
                return Ok(Some(()));
            };
            folder.change(&mut |_| {}, |files| {
                let Some(round) = RoundOnDisk::read(files, &mut problems)? else {
                    return Ok(None);
                };
                let came = incoming(file, &shown(file), &round.tool, &round.forms, &mut problems)?;
                if came.pages.iter().any(|page| page.table != TableName::Cases) {
                    bail!(
                        "`{}` holds more than a list of cases: make the round first, then bring it in with `case-audit import`",
                        shown(file)
                    );
                }
                let plan = plan(&round, &came.pages, false, &mut problems);
                cases = plan.counts.get(&TableName::Cases).copied().unwrap_or_default();
                round.change(&plan.steps, None).map(Some)
            })?;
            Ok((!problems.has_errors()).then_some(()))
        },
    )?;
    if made.is_none() {
        return Ok(refuse(&problems, output));
    }
    output.problems(&problems);
    output.data(told(arguments, &round, cases).as_bytes(), None)?;
    Ok(Ending::Fine)
}

fn refuse(problems: &Problems, output: &Output) -> Ending {
    output.problems(problems);
    let errors = problems.count(Severity::Error);
    let problem = if errors == 1 { "problem" } else { "problems" };
    output.say(&format!(
        "no round was made: {errors} {problem} above; put them right and try again\n"
    ));
    Ending::Problems
}

fn told(arguments: &Arguments, round: &Round, cases: Counts) -> String {
    let folder = shown(&arguments.round);
    let mut out = format!("made the round `{folder}`");
    let folder = as_typed(&folder);
    let planned: u64 = round
        .hubs
        .iter()
        .filter_map(|hub| hub.planned)
        .map(u64::from)
        .sum();
    match (round.hubs.len(), planned) {
        (0, _) => {}
        (1, 0) => out.push_str(" with 1 hub"),
        (hubs, 0) => out.push_str(&format!(" with {hubs} hubs")),
        (1, planned) => out.push_str(&format!(" with 1 hub and {planned} planned cases")),
        (hubs, planned) => {
            out.push_str(&format!(" with {hubs} hubs and {planned} planned cases"));
        }
    }
    if cases.added > 0 {
        out.push_str(&format!(", {} on its list", cases.added));
    }
    out.push_str(&format!(
        "\n  case-audit record {folder}                   shows where each case stands\n  case-audit record {folder} CASE              audits a case\n  case-audit template --round {folder} -o entry.xlsx   makes a workbook for other auditors\n"
    ));
    out
}

/// A name as it is typed in a command.
fn as_typed(name: &str) -> String {
    if name.contains(char::is_whitespace) {
        format!("\"{name}\"")
    } else {
        name.to_owned()
    }
}

/// The round that is wished for.
fn round(arguments: &Arguments) -> anyhow::Result<Round> {
    let name = arguments
        .round
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let Some(name) = name else {
        bail!("name the folder to make, such as 2026-autumn");
    };
    if let (Some(from), Some(to)) = (arguments.from, arguments.to)
        && from > to
    {
        bail!("the round ends on {to}, before it begins on {from}");
    }
    let title = one_line(arguments.title.as_ref().unwrap_or(&name));
    if title.is_empty() {
        bail!("the title is blank: give one, or leave --title out");
    }
    let mut hubs: Vec<Hub> = Vec::new();
    for text in &arguments.hub {
        let mut hub = hub(text)?;
        let alike = |other: &Hub| fold(&other.label) == fold(&hub.label);
        if hubs.iter().any(alike) {
            bail!("the hub `{}` is named twice", hub.label);
        }
        // Names of other letters than ours all give the same id.
        let plain = hub.id.clone();
        for nth in 2.. {
            if hubs.iter().all(|other| other.id != hub.id) {
                break;
            }
            hub.id = format!("{plain}-{nth}");
        }
        hubs.push(hub);
    }
    Ok(Round {
        id: id_of(&name, "round"),
        title,
        from: arguments.from,
        to: arguments.to,
        case_key: arguments
            .case_key
            .as_deref()
            .map(one_line)
            .filter(|key| !key.is_empty()),
        hubs,
        focus: Vec::new(),
    })
}

/// A hub as it is named: `Ashbrook=8`, or `Ashbrook` alone.
fn hub(text: &str) -> anyhow::Result<Hub> {
    let (label, planned) = match text.rsplit_once('=') {
        None => (text, None),
        Some((label, planned)) => match planned.trim().parse() {
            Ok(planned) => (label, Some(planned)),
            Err(_) => bail!("`{text}`: after = stands the number of planned cases, such as 8"),
        },
    };
    let label = one_line(label);
    if label.is_empty() {
        bail!("`{text}` names no hub");
    }
    Ok(Hub {
        id: id_of(&label, "hub"),
        label,
        planned,
        was: Vec::new(),
    })
}

/// A name as the round's file takes it: on one line, with nothing that cannot be seen.
fn one_line(text: &str) -> String {
    let seen = text.replace(|c: char| c.is_control(), " ");
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An id made of a name: small letters, digits and `-`, with a letter first.
fn id_of(name: &str, otherwise: &str) -> String {
    let mut id = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-').to_owned();
    if is_id(&id, true) {
        return id;
    }
    let id = format!("{otherwise}-{id}");
    let id: String = id.chars().take(64).collect();
    let id = id.trim_end_matches('-').to_owned();
    if is_id(&id, true) {
        id
    } else {
        otherwise.to_owned()
    }
}
