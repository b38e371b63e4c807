//! The worklist of a round: `case-audit record ROUND` without a case.
//!
//! It must not know how the list is made or laid out.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::bail;

use super::named::unknown;
use super::page::{Page, Shown};
use super::rounds_own::{files_of, keep_inputs};
use super::{Ending, Output, changing};
use crate::analysis::worklist::{Line, Stage, Worklist};
use crate::check;
use crate::diagnostics::{Problems, plain};
use crate::model::{Round, fold};
use crate::render;
use crate::report::{self, Document};
use crate::store::{RoundOnDisk, Standing, What, drafts, standings};

/// Which lines are wanted.
pub(super) struct Filter<'a> {
    pub(super) hub: Option<&'a str>,
    pub(super) auditor: Option<&'a str>,
}

pub(super) fn run(
    round: &Path,
    filter: &Filter<'_>,
    page: &Page,
    output: &mut Output,
) -> anyhow::Result<Ending> {
    let mut problems = Problems::new();
    if let Some(file) = page.file() {
        keep_inputs(file, files_of(round), "part of the round")?;
    }
    let folder = changing::folder(round)?;
    let listed = {
        let files = folder.read(&mut changing::tell(output))?;
        match RoundOnDisk::read(&files, &mut problems)? {
            Some(round) => {
                let found = drafts::all(&files)?;
                let standings = standings(&round, &found.kept);
                tell(folder.path(), &found, output);
                Some((round, standings))
            }
            None => None,
        }
    };
    let Some((round, standings)) = listed else {
        output.problems(&problems);
        return Ok(Ending::Problems);
    };
    let hub = |name: &str| {
        let named = round.round.hubs.iter().find(|hub| hub.id == name);
        named.map_or_else(|| fold(name), |hub| fold(&hub.label))
    };
    if let Some(name) = filter.hub {
        check_hub(name, &round.round, &standings)?;
    }
    let wanted = |standing: &Standing| {
        filter
            .hub
            .is_none_or(|name| hub(name) == fold(&standing.hub))
            && filter
                .auditor
                .is_none_or(|auditor| fold(auditor) == fold(&standing.auditor))
    };
    let lines = standings.into_iter().filter(wanted).map(line);
    let worklist = Worklist::new(lines.collect());
    let listed = Listed {
        worklist,
        round: &round.round,
    };
    page.write(&listed, false, output)?;
    Ok(Ending::Fine)
}

/// The list of a round.
struct Listed<'r> {
    worklist: Worklist,
    round: &'r Round,
}

impl Shown for Listed<'_> {
    fn document(&self, _: bool) -> Document {
        report::worklist_document(&self.worklist, &self.round.title)
    }

    fn csv(&self) -> anyhow::Result<String> {
        render::csv::csv(&report::worklist_records(&self.worklist), false, false)
    }

    fn json(&self) -> anyhow::Result<String> {
        render::json::json(&report::worklist_json(&self.worklist, &self.round.id))
    }
}

/// Refuses a hub that neither the round nor any of its cases names.
fn check_hub(name: &str, round: &Round, standings: &[Standing]) -> anyhow::Result<()> {
    let listed = round.hubs.iter();
    let listed = listed.flat_map(|hub| [hub.label.as_str(), hub.id.as_str()]);
    let met = standings.iter().map(|standing| standing.hub.as_str());
    if !listed.chain(met.clone()).any(|hub| fold(hub) == fold(name)) {
        let labels = round.hubs.iter().map(|hub| hub.label.as_str());
        let known: BTreeSet<&str> = labels.chain(met).collect();
        let known: Vec<&str> = known.into_iter().collect();
        bail!(unknown("--hub", name, "hub of this round", &known));
    }
    Ok(())
}

/// Tells what in the folder of unfinished audits is not on the list.
pub(super) fn tell(round: &Path, found: &drafts::Found, output: &Output) {
    let mut problems = Problems::new();
    for name in &found.unreadable {
        problems.push(check::unreadable(round, name));
    }
    for kept in &found.copies {
        let own = kept.draft_file();
        let there = found.kept.iter().any(|kept| kept.draft_file() == own);
        let name = kept.seen.name().as_str();
        problems.push(check::copied(round, name, &own, there));
    }
    if let Some(others) = check::passed_over(round, &found.others) {
        problems.push(others);
    }
    output.problems(&problems);
}

/// A line of the list, without what would steer a terminal.
pub(super) fn line(standing: Standing) -> Line {
    let (stage, answered) = match standing.what {
        What::Planned => (Stage::NotBegun, None),
        What::NotAudited => (Stage::NotAudited, None),
        What::Recorded => (Stage::Done, None),
        What::Draft {
            awaits_discussion: true,
            rated,
            of,
            ..
        } => (Stage::AwaitingDiscussion, Some((rated, of))),
        What::Draft { rated, of, .. } => (Stage::Unfinished, Some((rated, of))),
    };
    Line {
        case: plain(&standing.case),
        hub: plain(&standing.hub),
        auditor: plain(&standing.auditor),
        role: standing.role,
        stage,
        answered,
        untold: standing.untold,
        reason: plain(&standing.reason),
    }
}
