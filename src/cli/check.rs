//! `case-audit check`: everything that is wrong or unfinished in a round.
//!
//! It must not know what is looked for.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use super::changing::{self, Who};
use super::page::Listing;
use super::round_files::{self, with_files};
use super::{Ending, Output};
use crate::check;
use crate::diagnostics::{self, Problems, Severity};
use crate::read;
use crate::store::{RoundOnDisk, accept};

/// Tell everything that is wrong or unfinished in a round
///
/// All files of the round are looked at, and everything is told at once, each with its place.
/// Errors come before warnings; a critical rating of which nobody was told comes before
/// everything else. Cases that are planned and not audited yet, and unfinished audits, are
/// told as well.
///
/// Text that looks like personal data (an NHS number, a date of birth, a postcode, a
/// telephone number, an e-mail address, a National Insurance number) is told by its place
/// and never repeated. Names are found where they are listed, one a line, in `names.txt` in
/// the round's folder or in a file of your own.
///
/// Exit code 1 where there are errors; warnings alone leave it at 0.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The round's folder
    round: PathBuf,
    /// Names that should stand in no cell, one a line
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    /// Take changes that were made by other programs into the round's history, and check then
    #[arg(long)]
    accept: bool,
    #[command(flatten)]
    who: Who,
    /// Text for people, or JSON for programs
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Listing::Text)]
    format: Listing,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    let names = match &arguments.names {
        Some(path) => names_in(path)?,
        None => Vec::new(),
    };
    let round = &arguments.round;
    if arguments.accept && !take_in(arguments, output)? {
        return Ok(Ending::Problems);
    }
    let problems = with_files(round, output, |files| {
        let mut files = check::Files {
            drafts: round_files::drafts(files)?,
            read: &mut |name| round_files::bytes(files, name),
        };
        check::check(round, &names, &mut files)
    })?;
    let text = match arguments.format {
        Listing::Json => diagnostics::json(&problems),
        Listing::Text => {
            let severities = [Severity::Error, Severity::Warning, Severity::Note];
            let mut text = diagnostics::text(&problems, &severities);
            text.push_str(&diagnostics::counts(&problems));
            text.push('\n');
            text
        }
    };
    output.data(text.as_bytes(), None)?;
    Ok(if problems.has_errors() {
        Ending::Problems
    } else {
        Ending::Fine
    })
}

/// Takes changes from outside into the history; says whether that could be done.
fn take_in(arguments: &Arguments, output: &Output) -> anyhow::Result<bool> {
    let mut problems = Problems::new();
    let mut taken = None;
    let moment = arguments.who.moment()?;
    let folder = changing::folder(&arguments.round)?;
    folder.change(&mut changing::tell(output), |files| {
        let Some(round) = RoundOnDisk::read_as_it_is(files, &mut problems)? else {
            return Ok(None);
        };
        let (change, accepted) = accept(&round, &moment)?;
        taken = Some(accepted);
        Ok(Some(change))
    })?;
    let Some(accepted) = taken else {
        output.problems(&problems);
        output.say("nothing was accepted: put right what stands above first\n");
        return Ok(false);
    };
    if accepted.is_nothing() {
        output.say("no other program has changed the round\n");
    } else {
        let rows = |count: u64| match count {
            1 => "1 row".to_owned(),
            count => format!("{count} rows"),
        };
        output.say(&format!(
            "taken into the history: {} changed, {} added and {} taken out by other programs\n",
            rows(accepted.changed),
            rows(accepted.added),
            rows(accepted.gone)
        ));
    }
    Ok(true)
}

/// The names in a file of the user's.
fn names_in(path: &Path) -> anyhow::Result<Vec<String>> {
    let bytes =
        read::bytes(path).with_context(|| format!("`{}` cannot be read", path.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.lines().map(str::to_owned).collect())
}
