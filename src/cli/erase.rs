//! `case-audit erase`: takes a case out of a round, everywhere.
//!
//! It must not know where a round keeps what.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::changing::{self, Who};
use super::{Ending, Output};
use crate::diagnostics::{Problems, plain};
use crate::store::{Erased, RoundOnDisk, erase, names_case};

/// Take a case out of a round: its audits, findings, actions, history and unfinished work
///
/// Nothing of the case is left in the round's files; the history keeps a count and the day,
/// without the case. Words in other cases' rows that name it are pointed out and left, as
/// are other files in the round's folder that name it, such as an editor's backups. Copies
/// outside the round are yours to find: exports, reports, backups and spreadsheets that were
/// imported.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The round's folder
    round: PathBuf,
    /// The case's reference
    case: String,
    /// Erase it; without this, what would be erased is shown and nothing is changed
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    who: Who,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    let mut problems = Problems::new();
    let moment = arguments.who.moment()?;
    let case = arguments.case.trim();
    if case.is_empty() {
        bail!("name the case to take out");
    }
    if names_case(&moment.reason, case) {
        bail!("the reason names the case, and would stay in the history: give one without it");
    }
    let mut erased = None;
    let folder = changing::folder(&arguments.round)?;
    folder.change(&mut changing::tell(output), |files| {
        let Some(round) = RoundOnDisk::read(files, &mut problems)? else {
            return Ok(None);
        };
        let (change, found) = erase(&round, files, case, &moment)?;
        let wanted = arguments.yes && !found.is_nothing();
        erased = Some(found);
        Ok(wanted.then_some(change))
    })?;
    let Some(erased) = erased else {
        output.problems(&problems);
        output.say("nothing was erased: put right what stands above and try again\n");
        return Ok(Ending::Problems);
    };
    if erased.is_nothing() && !erased.is_named() {
        bail!("there is no such case in the round: look at how its reference is written");
    }
    output.data(told(&erased, arguments.yes).as_bytes(), None)?;
    Ok(Ending::Fine)
}

/// What erasing does not reach. A warning at an import cannot be had: it would need the
/// reference, and that is kept nowhere.
const ELSEWHERE: &str = "copies outside the round are not touched: exports and reports, entry workbooks, caseload lists, backups. Look for them and take the case out of each. Importing an old workbook or list that has the case would bring it back into the round, and no warning could be given then, because it is written down nowhere which cases were erased\n";

fn told(erased: &Erased, done: bool) -> String {
    let mut out = if erased.is_nothing() {
        "the round has no such case\n".to_owned()
    } else if done {
        format!("erased: {}\n", erased.words())
    } else {
        format!("would be erased: {}\n", erased.words())
    };
    if !erased.mentions.is_empty() {
        out.push_str("the case is still named in the words of other rows; change them by hand:\n");
        for mention in &erased.mentions {
            let place = if done {
                &mention.after
            } else {
                &mention.before
            };
            out.push_str(&format!("  {place}\n"));
        }
    }
    for (names, said) in [
        (
            &erased.drafts_naming,
            "the case is still named in other cases' unfinished audits; `case-audit record` opens them",
        ),
        (
            &erased.doubtful,
            "these unfinished audits cannot be read and may be the case's; they were left: look at them, and delete what is the case's",
        ),
        (
            &erased.kept,
            "these versions were kept when a file was changed elsewhere, and may hold the case; look at them and delete them",
        ),
        (
            &erased.others,
            "these files in the round's folder name the case as well; look at them, take the case out by hand, and delete what is only a copy",
        ),
        (
            &erased.unseen,
            "these files could not be looked into, such as workbooks and large files, and may hold the case",
        ),
    ] {
        if names.is_empty() {
            continue;
        }
        out.push_str(said);
        out.push_str(":\n");
        for name in names {
            out.push_str(&format!("  {}\n", plain(name)));
        }
    }
    if erased.more {
        out.push_str("there are more files in the round's folder than were looked into; look through the others yourself\n");
    }
    if !erased.is_nothing() {
        out.push_str(ELSEWHERE);
    }
    if !done {
        out.push_str("nothing was changed: add --yes to erase it; this cannot be undone\n");
    }
    out
}
