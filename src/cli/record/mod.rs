//! `case-audit record`: the interview, and the worklist of a round.
//!
//! It must not know what is asked, or how answers are kept.

mod begin;
mod next;
mod open;

use open::Opened;

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::Args;

use super::changing::{self, Who};
use super::page::Page;
use super::{Ending, Output, machine, worklist};
use crate::diagnostics::Problems;
use crate::interview::console::Terminal;
use crate::interview::{self, Ended, Session, Setting};
use crate::model::TableName;
use crate::read::shown;
use crate::store::drafts::{self, Kept};
use crate::store::{
    Change, Changed, Draft, Files, Folder, Moment, RoundOnDisk, Seen, Unfinished, finished_steps,
};

/// Audit a case at the terminal, or see where each case of a round stands
///
/// With a case, its audit begins, goes on where it was left, or is opened for correction.
/// Every answer is kept before the next question is asked, so you may stop at any time: with
/// /leave, or by closing the window. /help at any question says what you can do there.
///
/// Without a case, the worklist: what is unfinished, awaits its discussion, is not begun, or
/// is done.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  case-audit record 2026-autumn
  case-audit record 2026-autumn EH-0412
  case-audit record 2026-autumn EH-0412 --role second")]
pub(super) struct Arguments {
    /// The round's folder
    round: PathBuf,
    /// The case's reference
    case: Option<String>,
    /// Which of the case's audits it is; otherwise the first, or the one that you have begun
    #[arg(long, value_enum, value_name = "ROLE")]
    role: Option<RoleName>,
    /// Plain lines without line editing, for screen readers that prefer them
    #[arg(long)]
    plain: bool,
    /// Never ask anything: end with an error where a question would be needed
    #[arg(long)]
    no_input: bool,
    /// Only the cases of this hub on the worklist
    #[arg(long, value_name = "HUB")]
    hub: Option<String>,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    page: Page,
}

/// Which of a case's audits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum RoleName {
    /// The first, which counts
    First,
    /// A second auditor's, for agreement between auditors
    Second,
    /// What the two agreed on, which counts then
    Agreed,
}

impl RoleName {
    fn id(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Agreed => "agreed",
        }
    }
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    match arguments.case.as_deref().map(str::trim) {
        None => {
            let filter = worklist::Filter {
                hub: arguments.hub.as_deref(),
                auditor: arguments.who.auditor.as_deref(),
            };
            worklist::run(&arguments.round, &filter, &arguments.page, output)
        }
        Some("") => {
            bail!("the case has no reference: name it as the service does, such as EH-0412")
        }
        Some(case) => record(arguments, case, output),
    }
}

/// What is known before the first question.
struct Begun {
    round: RoundOnDisk,
    /// What is in its folder of unfinished audits.
    found: drafts::Found,
}

fn record(arguments: &Arguments, case: &str, output: &mut Output) -> anyhow::Result<Ending> {
    if arguments.no_input {
        bail!(
            "recording a case asks questions, and --no-input forbids them; to bring in answers from a file use `case-audit import`"
        );
    }
    let mut console = Terminal::open(output.color(None), arguments.plain)?;
    let folder = changing::folder(&arguments.round)?;
    let mut problems = Problems::new();
    let begun = {
        let files = folder.read(&mut changing::tell(output))?;
        match RoundOnDisk::read(&files, &mut problems)? {
            Some(round) => Some(Begun {
                found: drafts::all(&files)?,
                round,
            }),
            None => None,
        }
    };
    let Some(begun) = begun else {
        output.problems(&problems);
        output.say("nothing can be recorded before this is put right\n");
        return Ok(Ending::Problems);
    };
    let Some(auditor) = begin::auditor(arguments, &begun.round.detector, &mut console)? else {
        return Ok(Ending::Fine);
    };
    begin::can_go_on(arguments, case, &auditor, &begun)?;
    worklist::tell(&arguments.round, &begun.found, output);
    let Some(role) = begin::role(arguments, case, &auditor, &begun, &mut console)? else {
        return Ok(Ending::Fine);
    };
    if !begin::expected(case, role, &begun, &mut console)? {
        return Ok(Ending::Fine);
    }
    let Some(Opened {
        draft,
        mut seen,
        mut replaces,
    }) = open::draft(case, role, &auditor, &begun, &mut console)?
    else {
        return Ok(Ending::Fine);
    };
    let round = &begun.round;
    let hub = planned_hub(round, case);
    let setting = Setting {
        tool: &round.tool,
        hubs: &round.round.hubs,
        focus: &round.round.focus,
        hub: &hub,
        today: arguments.who.day(),
        personal: &|text: &str| {
            let found = round.detector.find(text);
            found.iter().map(|kind| kind.label().to_owned()).collect()
        },
    };
    let mut session = Session::new(setting, draft);
    let mut save = |draft: &Draft| -> anyhow::Result<()> {
        let mut change = Change::new();
        let kept = drafts::keep(&mut change, &seen, draft)?;
        if let Some(old) = &replaces {
            change.remove(old);
        }
        folder
            .change(&mut changing::tell(output), |_| Ok(Some(change)))
            .map_err(not_kept)?;
        seen = kept;
        replaces = None;
        Ok(())
    };
    let ended = interview::run(&mut session, &mut console, &mut save)?;
    let draft = session.draft();
    if ended == Ended::Left {
        // A correction that was only looked at is kept nowhere.
        if seen.bytes().is_some() {
            interview::tell(&mut console, &left(&arguments.round, draft))?;
        }
        return Ok(Ending::Fine);
    }
    let moment = Moment {
        reason: draft.reason.clone(),
        who: auditor,
        when: arguments.who.moment()?.when,
    };
    let next = |round: &RoundOnDisk, kept: &[Kept]| {
        next::said(&arguments.round, round, kept, draft, &arguments.who)
    };
    match finish(&folder, draft, &seen, &moment, &next, output)? {
        Finished::Done(next) => {
            let said = finished(draft).to_owned() + &next.unwrap_or_default();
            interview::tell(&mut console, &said)?;
            Ok(Ending::Fine)
        }
        Finished::Not(problems) => {
            output.problems(&problems);
            output.say(
                "the audit is kept as unfinished: put right what stands above, then finish it\n",
            );
            Ok(Ending::Problems)
        }
    }
}

/// What is said where a draft is not as it was left here.
const ELSEWHERE: &str =
    "this audit is open in another window as well, or its file was changed by another program";

/// Why an answer is not on the disk.
fn not_kept(error: anyhow::Error) -> anyhow::Error {
    if error.downcast_ref::<Changed>().is_some() {
        anyhow!(
            "{ELSEWHERE}, and more was answered there. Your last answer here was not kept; it still stands above. Close one of the two, then record the case again: everything else is there"
        )
    } else if error.downcast_ref::<Unfinished>().is_some() {
        error
    } else {
        error.context("your last answer could not be kept; those before it are")
    }
}

/// What came of finishing an audit.
enum Finished {
    /// It is in the round; what is said of the next.
    Done(Option<String>),
    /// The round cannot be read.
    Not(Problems),
}

/// Puts a finished audit into the round; `next` says what comes after it.
fn finish(
    folder: &Folder<'_>,
    draft: &Draft,
    seen: &Seen,
    moment: &Moment,
    next: &dyn Fn(&RoundOnDisk, &[Kept]) -> Option<String>,
    output: &Output,
) -> anyhow::Result<Finished> {
    let mut problems = Problems::new();
    let mut done = None;
    folder.change(&mut changing::tell(output), |files: &Files<'_>| {
        // Another window may have answered more, or finished it.
        let name = seen.name().as_str();
        if files.read(name)?.sha256() != seen.sha256() {
            bail!("{ELSEWHERE}. Nothing was finished here: record the case again to see it as it is now");
        }
        let Some(round) = RoundOnDisk::read(files, &mut problems)? else {
            return Ok(None);
        };
        let steps = finished_steps(&round, draft)?;
        let mut change = round.change(&steps, Some(moment))?;
        change.remove(seen);
        // What cannot be read of others' drafts is no reason not to finish this one.
        done = Some(drafts::all(files).ok().and_then(|all| next(&round, &all.kept)));
        Ok(Some(change))
    })?;
    Ok(done.map_or(Finished::Not(problems), Finished::Done))
}

/// The hub that the worklist has for a case.
fn planned_hub(round: &RoundOnDisk, case: &str) -> String {
    let form = round.forms.form(TableName::Cases);
    let list = round.entries(TableName::Cases);
    let found = list.iter().find(|entry| entry.get(form, "case") == case);
    found.map_or_else(String::new, |entry| entry.get(form, "hub").to_owned())
}

fn left(round: &Path, draft: &Draft) -> String {
    format!(
        "Kept as an unfinished audit. To go on: case-audit record {} {}\n",
        shown(round),
        next::word(&draft.case)
    )
}

fn finished(draft: &Draft) -> &'static str {
    if draft.base.is_some() {
        "The correction is in the round, and what stood there before in its history.\n"
    } else {
        "The audit is in the round.\n"
    }
}
