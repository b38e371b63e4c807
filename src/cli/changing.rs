//! What every command that changes a round has in common: who changes it, when and why.
//!
//! It must not know what is changed.

use std::path::Path;

use anyhow::bail;
use clap::Args;

use super::{Output, machine};
use crate::model::Date;
use crate::read::shown;
use crate::store::{Folder, Moment, News};

/// Who makes a change, when and why.
#[derive(Debug, Args)]
pub(super) struct Who {
    /// Your auditor's code, for the round's history; otherwise the one that `record` asked for
    #[arg(long, value_name = "CODE")]
    pub(super) auditor: Option<String>,
    /// Why the change is made, for the round's history
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    /// The day of the change; otherwise today
    #[arg(long, value_name = "DAY", value_parser = a_day)]
    pub(super) today: Option<Date>,
}

impl Who {
    /// When, by whom and why: for the history.
    ///
    /// # Errors
    /// The file in which the auditor's code is remembered cannot be read.
    pub(super) fn moment(&self) -> anyhow::Result<Moment> {
        let remembered = match &self.auditor {
            Some(auditor) => Some(auditor.clone()),
            None => machine::auditor()?,
        };
        Ok(Moment {
            when: match self.today {
                Some(day) => day.to_string(),
                None => machine::now(),
            },
            who: remembered.unwrap_or_default(),
            reason: self.reason.clone().unwrap_or_default(),
        })
    }

    /// The day of the change.
    pub(super) fn day(&self) -> Date {
        self.today.unwrap_or_else(machine::today)
    }
}

/// A day as it is given in a command.
pub(super) fn a_day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "write the day as 2026-03-02: year, month, day".to_owned())
}

/// Says on standard error what the store has to tell while it works.
pub(super) fn tell(output: &Output) -> impl FnMut(&News) {
    |news: &News| output.say(&format!("{news}\n"))
}

/// The folder of a round. Nothing is put into a folder that is none, not even a lock.
///
/// # Errors
/// There is no such folder, or it is no round.
pub(super) fn folder(round: &Path) -> anyhow::Result<Folder<'static>> {
    if matches!(round.try_exists(), Ok(false)) {
        bail!(
            "there is no folder `{}`; `case-audit init` makes a round",
            shown(round)
        );
    }
    if round.is_dir() && !round.join("round.toml").is_file() && !round.join(".commit").is_dir() {
        bail!(
            "`{}` is no round: there is no `round.toml` in it; `case-audit init` makes one",
            shown(round)
        );
    }
    Ok(Folder::new(round))
}

/// The folder of a round that is named; nothing where a sheet is, or what is no round.
pub(super) fn round_folder(named: &Path) -> Option<Folder<'static>> {
    named
        .join("round.toml")
        .is_file()
        .then(|| Folder::new(named))
}
