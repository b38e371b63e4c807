//! A new round: the files that it begins with.
//!
//! It must not know where the wishes for it come from.

use std::path::Path;

use anyhow::{Context, bail};

use super::disk::{Disk, RealDisk};
use super::round::copy_of;
use super::table::Table;
use super::trouble::cannot;
use super::{Change, Files, Folder, News};
use crate::model::{Form, Round, TableName, Tool};
use crate::read::shown;

/// The tool's file in a round.
const TOOL: &str = "tool.toml";

/// What a round is made of.
#[derive(Debug, Clone, Copy)]
pub struct NewRound<'a> {
    /// The round.
    pub round: &'a Round,
    /// Its tool.
    pub tool: &'a Tool,
    /// The tool's file, which the round keeps a copy of.
    pub tool_bytes: &'a [u8],
}

/// Makes a round in a folder that is not there yet, or has nothing in it; `fill` may change
/// it before it stands. It stands whole or not at all.
///
/// # Errors
/// There is something at that place, it cannot be written, or `fill` says that nothing is
/// to come of it.
pub fn init<T>(
    new: NewRound<'_>,
    folder: &Path,
    tell: &mut dyn FnMut(&News),
    fill: impl FnOnce(&Folder<'static>) -> anyhow::Result<Option<T>>,
) -> anyhow::Result<Option<T>> {
    let name = shown(folder);
    let empty = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) if error.kind() == std::io::ErrorKind::InvalidFilename && !folder.exists() => {
            bail!("`{name}` cannot be made: no folder can have this name here")
        }
        Err(_) => bail!("`{name}` is there already, and is no folder: choose another name"),
    };
    if folder.exists() && !empty {
        bail!("`{name}` is there already, with files in it: choose another name");
    }
    let beside = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if !beside.is_dir() {
        bail!(
            "`{name}` cannot be made: there is no folder `{}`",
            shown(beside)
        );
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".new-round-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    let made = builder.tempdir_in(beside).map_err(|error| {
        // The error as it is names a folder that the user knows nothing of.
        let error = std::io::Error::from(error.kind());
        cannot(
            format!("`{name}` cannot be made in the folder that it is to stand in"),
            error,
        )
    })?;
    let inside = Folder::new(made.path());
    inside.change(tell, |files| files_of(new, files).map(Some))?;
    let Some(filled) = fill(&inside)? else {
        return Ok(None);
    };
    drop(inside);
    if empty {
        RealDisk
            .remove_folder(folder)
            .with_context(|| format!("`{name}` cannot be replaced"))?;
    }
    RealDisk
        .rename(made.path(), folder)
        .with_context(|| format!("`{name}` cannot be made"))?;
    // The folder has its own name by now: there is nothing to clean up.
    let _ = made.keep();
    Ok(Some(filled))
}

fn files_of(new: NewRound<'_>, files: &Files<'_>) -> anyhow::Result<Change> {
    let mut change = Change::new();
    let mut write = |name: &str, bytes: Vec<u8>| -> anyhow::Result<()> {
        change.write(&files.read(name)?, bytes);
        Ok(())
    };
    write("round.toml", round_toml(new.round).into_bytes())?;
    write(TOOL, new.tool_bytes.to_vec())?;
    for table in TableName::ALL {
        let form = Form::of(table, new.tool, &new.round.hubs, &new.round.focus);
        let bytes = Table::new(&form).bytes()?;
        write(table.file(), bytes.clone())?;
        write(&copy_of(table), bytes)?;
    }
    Ok(change)
}

/// The round's own file, with comments on what may be added by hand.
fn round_toml(round: &Round) -> String {
    let text = |text: &str| toml::Value::from(text).to_string();
    let mut out = String::from(
        "# This round of audits. Change what you like; see the README for all that may stand here.\n",
    );
    out.push_str(&format!("id = {}\n", text(&round.id)));
    out.push_str(&format!("title = {}\n", text(&round.title)));
    out.push_str(&format!("tool = {}\n", text(TOOL)));
    match round.from {
        Some(day) => out.push_str(&format!("from = {day}\n")),
        None => out.push_str("# from = 2026-03-02\n"),
    }
    match round.to {
        Some(day) => out.push_str(&format!("to = {day}\n")),
        None => out.push_str("# to = 2026-04-17\n"),
    }
    match &round.case_key {
        Some(key) => out.push_str(&format!("case_key = {}\n", text(key))),
        None => out.push_str(
            "# case_key = \"service-2026\"   # the numbering of your case references: rounds that name the same one can be compared case by case\n",
        ),
    }
    if round.hubs.is_empty() {
        out.push_str(
            "\n# No hub is listed, so any is accepted. To list them, one part for each:\n# [[hub]]\n# id = \"ashbrook\"\n# label = \"Ashbrook\"\n# planned = 8\n",
        );
    }
    for hub in &round.hubs {
        out.push_str(&format!(
            "\n[[hub]]\nid = {}\nlabel = {}\n",
            text(&hub.id),
            text(&hub.label)
        ));
        if let Some(planned) = hub.planned {
            out.push_str(&format!("planned = {planned}\n"));
        }
    }
    out
}
