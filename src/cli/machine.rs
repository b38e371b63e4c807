//! What belongs to this machine and not to a round: the day, and who audits here.
//!
//! It must not know what they are used for.

use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::Context;
use etcetera::BaseStrategy;

use super::output::write_private;
use crate::model::Date;

/// The folder of our settings, below the user's.
const FOLDER: &str = "case-audit";

/// The file that holds the auditor's code.
const AUDITOR: &str = "auditor.txt";

/// Today, by this machine's clock and place.
pub(super) fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}

/// The day and the time, by this machine's clock and place, to the second.
pub(super) fn now() -> String {
    let now = jiff::ZonedDateTime::now().datetime();
    let whole = now.round(jiff::Unit::Second).unwrap_or(now);
    whole.to_string()
}

/// The code of the auditor who works here, if it was asked for before.
///
/// # Errors
/// The file is there and cannot be read.
pub(super) fn auditor() -> anyhow::Result<Option<String>> {
    let Some(file) = file() else {
        return Ok(None);
    };
    match std::fs::read_to_string(&file) {
        Ok(text) => {
            let code = text.trim();
            Ok((!code.is_empty()).then(|| code.to_owned()))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("`{}` cannot be read", file.display())),
    }
}

/// Remembers the auditor's code; says where. A machine without a place for settings
/// remembers nothing.
///
/// # Errors
/// The file cannot be written.
pub(super) fn remember_auditor(code: &str) -> anyhow::Result<Option<PathBuf>> {
    let Some(file) = file() else {
        return Ok(None);
    };
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("`{}` cannot be made", folder.display()))?;
    }
    write_private(format!("{code}\n").as_bytes(), &file)?;
    Ok(Some(file))
}

fn file() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.config_dir().join(FOLDER).join(AUDITOR))
}
