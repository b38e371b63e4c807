//! Everything that is wrong or unfinished in a round, in all of its files at once.
//!
//! It exists so that one run tells what would otherwise come out one by one: what readers
//! find in each file, what does not fit together between files, and what is still to be
//! done. It must not know where the files are, nor change any.

mod actions;
mod alike;
mod audits;
mod days;
mod discussion;
mod drafts;
mod escalation;
mod findings;
mod history;
mod judgement;
mod outside;
mod personal;
mod ratings;
mod rows;
mod worklist;

use std::path::Path;

use crate::diagnostics::{Code, Detector, Place, Problem, Problems, quote};
use crate::model::{Round, TableName, Tool};
use crate::read::form::Forms;
use crate::read::{self, shown, shown_within};

pub use drafts::{copied, passed_over, unreadable};
pub use outside::outside_changes;

/// The folder in a round where the store keeps each table as this program left it.
const WRITTEN: &str = "last_written";

/// The files of a round, however they are read.
pub struct Files<'a> {
    /// A file's bytes by its name in the round; nothing where there is no such file.
    pub read: &'a mut dyn FnMut(&str) -> anyhow::Result<Option<Vec<u8>>>,
    /// What is in the folder of unfinished audits.
    pub drafts: Drafts,
}

/// What is in a round's folder of unfinished audits, by names such as `drafts/a.json`.
#[derive(Debug, Clone, Default)]
pub struct Drafts {
    /// The files of unfinished audits.
    pub files: Vec<String>,
    /// Copies of unfinished audits in files of other names, each with the name of the file
    /// that the audit itself is in, or would be.
    pub copies: Vec<(String, String)>,
    /// Those that cannot be gone on with.
    pub unreadable: Vec<String>,
    /// What is no unfinished audit.
    pub others: Vec<String>,
}

/// What everything in a round is checked against.
struct Ground<'a> {
    folder: &'a Path,
    round: &'a Round,
    tool: &'a Tool,
    forms: &'a Forms,
    detector: &'a Detector,
}

impl Ground<'_> {
    /// A file of the round as its user knows it.
    fn path(&self, name: &str) -> String {
        shown_within(self.folder, name)
    }

    /// A reference in backticks, or `this reference` where it may be a person's name.
    fn quoted(&self, reference: &str) -> String {
        if self.detector.reference_problem(reference).is_some() {
            "this reference".to_owned()
        } else {
            quote(reference)
        }
    }
}

/// Checks a round. `folder` is where its user knows it to be; `names` are names that no
/// cell should hold, beside those in the round's own `names.txt`.
///
/// # Errors
/// Failures of the world: a file that cannot be read, or a folder that is no round.
pub fn check(folder: &Path, names: &[String], files: &mut Files<'_>) -> anyhow::Result<Problems> {
    let mut problems = Problems::new();
    let listed = (files.read)("names.txt")?.unwrap_or_default();
    let listed = read::names(&listed);
    let names = names.iter().map(String::as_str).chain(listed.lines());
    let detector = Detector::new(names);
    let (round, tool) = round_and_tool(folder, files, &mut problems)?;
    history::check(folder, &detector, files, &mut problems)?;
    let Some(tool) = tool else {
        // Without a tool nobody can say what the columns hold.
        for table in TableName::ALL {
            if let Some(bytes) = (files.read)(table.file())? {
                let path = shown(&folder.join(table.file()));
                personal::sheet(bytes, &path, &detector, &mut problems)?;
            }
        }
        drafts::check(folder, None, &detector, files, &mut problems);
        return Ok(problems.discreet(&detector));
    };
    let forms = Forms::new(&tool, &round.hubs, &round.focus);
    let ground = Ground {
        folder,
        round: &round,
        tool: &tool,
        forms: &forms,
        detector: &detector,
    };
    let mut references = alike::References::default();
    let listed = worklist::read(&ground, files, &mut references, &mut problems)?;
    let audited = audits::check(&ground, files, &mut references, &mut problems)?;
    worklist::compare(&ground, &listed, &audited, &mut problems);
    findings::check(&ground, &audited, files, &mut references, &mut problems)?;
    actions::check(
        &ground,
        &listed,
        &audited,
        files,
        &mut references,
        &mut problems,
    )?;
    references.tell(&ground, &mut problems);
    drafts::check(folder, Some(&ground), &detector, files, &mut problems);
    outside(&ground, files, &mut problems)?;
    Ok(problems.discreet(&detector))
}

/// Holds each table against the copy of what this program wrote, where there is one.
fn outside(
    ground: &Ground<'_>,
    files: &mut Files<'_>,
    problems: &mut Problems,
) -> anyhow::Result<()> {
    for table in TableName::ALL {
        let name = table.file();
        let Some(then) = (files.read)(&format!("{WRITTEN}/{name}"))? else {
            continue;
        };
        let path = ground.path(name);
        let Some(now) = (files.read)(name)? else {
            problems.push(Problem::warning(
                Code::ChangedOutside,
                Place::file(path),
                "this file was taken away by another program",
            ));
            continue;
        };
        let form = ground.forms.form(table);
        let names = ground.forms.names(table);
        problems.merge(outside_changes(form, names, &path, now, then)?);
    }
    Ok(())
}

/// The round and its tool, as far as they can be read.
fn round_and_tool(
    folder: &Path,
    files: &mut Files<'_>,
    problems: &mut Problems,
) -> anyhow::Result<(Round, Option<Tool>)> {
    let path = shown(&folder.join("round.toml"));
    let Some(bytes) = (files.read)("round.toml")? else {
        anyhow::bail!(
            "`{}` is no round: there is no `round.toml` in it",
            folder.display()
        );
    };
    let text = read::text_of(&bytes, &path, problems);
    let read = text.and_then(|text| read::round(text, &path, problems));
    let (round, tool_name) = read.unwrap_or((Round::default(), "tool.toml".to_owned()));
    let Some(tool_bytes) = (files.read)(&tool_name)? else {
        let message = format!(
            "the round's tool is missing: there is no {} in its folder",
            quote(&tool_name)
        );
        problems.push(
            Problem::error(Code::UnknownReference, Place::file(path), message)
                .hint("put the tool that the round was begun with back beside this file"),
        );
        return Ok((round, None));
    };
    let tool_path = shown(&folder.join(&tool_name));
    let tool = read::text_of(&tool_bytes, &tool_path, problems)
        .and_then(|text| read::tool(text, &tool_path, problems));
    if let (Some(text), Some(tool)) = (text, &tool) {
        read::check_focus(text, &path, tool, problems);
    }
    Ok((round, tool))
}
