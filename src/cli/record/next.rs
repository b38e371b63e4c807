//! What comes after an audit: the next case on the worklist.
//!
//! It must not know how an audit is recorded.

use std::path::Path;

use super::super::changing::Who;
use crate::diagnostics::plain;
use crate::model::fold;
use crate::read::shown;
use crate::store::drafts::Kept;
use crate::store::{Draft, RoundOnDisk, Standing, What, standings};

/// What this auditor may do after an audit, in sentences; nothing after a correction. `done`
/// is that audit, as it stood before it went into the round.
pub(super) fn said(
    path: &Path,
    round: &RoundOnDisk,
    drafts: &[Kept],
    done: &Draft,
    who: &Who,
) -> Option<String> {
    if done.base.is_some() {
        return None;
    }
    let standings = standings(round, drafts);
    let is_own = |standing: &&Standing| fold(&standing.auditor) == fold(&done.auditor);
    let planned = |standing: &&Standing| standing.what == What::Planned;
    let is_open = |standing: &&Standing| {
        planned(standing) && standing.auditor.is_empty() && standing.case != done.case
    };
    let begun = |standing: &&Standing| {
        matches!(standing.what, What::Draft { .. })
            && (&standing.case, &standing.role) != (&done.case, &done.role)
    };
    let own = standings.iter().filter(planned).find(is_own);
    if let Some(next) = own.or_else(|| standings.iter().find(is_open)) {
        return Some(format!(
            "Next on the worklist: {}. To begin it: {}\n",
            plain(&next.case),
            command(path, next, who)
        ));
    }
    let begun = standings.iter().filter(begun).find(is_own)?;
    Some(format!(
        "No case on the worklist is left for you to begin. Unfinished: {}. To go on with it: {}\n",
        plain(&begun.case),
        command(path, begun, who)
    ))
}

/// The command that begins an audit or goes on with it.
fn command(path: &Path, standing: &Standing, who: &Who) -> String {
    let mut command = format!("case-audit record {} {}", shown(path), word(&standing.case));
    if !matches!(standing.role.as_str(), "" | "first") {
        command.push_str(&format!(" --role {}", standing.role));
    }
    if let Some(auditor) = &who.auditor {
        command.push_str(&format!(" --auditor {}", word(auditor)));
    }
    command
}

/// One word of a command.
pub(super) fn word(text: &str) -> String {
    let text = plain(text);
    if text.contains(char::is_whitespace) {
        format!("\"{text}\"")
    } else {
        text
    }
}
