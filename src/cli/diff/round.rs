//! One round of a comparison: read under its lock, its audits kept as what is compared of
//! each case.
//!
//! It must not know the other round.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::Path;

use anyhow::bail;

use super::Arguments;
use crate::analysis::comparison::{CaseRecords, Side};
use crate::analysis::summary::Provenance;
use crate::cli::reading::{self, Data, How, warn_of_strays};
use crate::cli::{Output, changing, withheld};
use crate::diagnostics::Problems;
use crate::model::{Action, Audit, Fact, FactKind, FactValue, Finding, Hub, Round, Tool, fold};
use crate::read::{self, Source};

/// What is not said of a case, as a group.
const NOT_STATED: &str = "Not stated";

/// A round and everything in it that is compared.
pub(super) struct ReadRound<'s> {
    pub(super) source: &'s Source,
    cases: CaseRecords<'s>,
    findings: Option<Vec<Finding>>,
    actions: Option<Vec<Action>>,
    data: Data,
    /// Audits, findings and actions that had problems, where such were to be left out.
    left_out: [u64; 3],
    /// The round and the tool with the groups that were asked for in place of the hubs.
    grouped: Option<(Option<Round>, Tool)>,
}

/// Can cases be put into one group each by this fact?
pub(super) fn groups_cases(fact: &Fact) -> bool {
    matches!(fact.kind, FactKind::Choice(_) | FactKind::YesNo)
}

impl<'s> ReadRound<'s> {
    /// Reads a round; its tool comes to lie in `place`. `None` where it has problems that
    /// stop it.
    ///
    /// # Errors
    /// What cannot be read.
    pub(super) fn read(
        named: &Path,
        place: &'s OnceCell<Source>,
        arguments: &Arguments,
        problems: &mut Problems,
        output: &Output,
    ) -> anyhow::Result<Option<Self>> {
        if named == Path::new("-") {
            bail!("a comparison takes rounds' folders or files, not standard input");
        }
        // As long as the round is read, nobody changes it under our eyes.
        let held = changing::round_folder(named);
        let files = match &held {
            Some(held) => Some(held.read(&mut changing::tell(output))?),
            None => None,
        };
        // A round has its own tool: the one that is named is for spreadsheets.
        let tool = arguments.tool.as_deref().filter(|_| held.is_none());
        let Some(source) = read::source(named, tool, problems)? else {
            return Ok(None);
        };
        let source = place.get_or_init(|| source);
        let by = arguments.by_fact();
        let group = by.and_then(|name| Grouping::new(name, &source.tool));
        let findings = reading::findings(source, problems)?;
        let mut unusable = findings.is_unusable();
        let findings = findings.into_read();
        let how = How {
            threads: None,
            skip_invalid: arguments.skip_invalid,
        };
        let folded = reading::audits(
            source,
            how,
            || CaseRecords::new(&source.tool),
            |cases, audit| match &group {
                None => cases.add(audit),
                Some(group) => cases.add_to(group.of(audit), audit),
            },
            CaseRecords::merge,
            problems,
        )?;
        let Some(folded) = folded else {
            return Ok(None);
        };
        let mut data = Data::default();
        data.add(source.audits.as_deref(), folded.sha256);
        if let Some(found) = &findings {
            let cases: BTreeSet<&str> = folded.state.references().collect();
            warn_of_strays(found, |case| cases.contains(case), source, problems);
            data.add(source.findings.as_deref(), found.sha256);
        }
        let mut actions = None;
        if let Some(files) = &files {
            let found = reading::actions(files, source, &mut data, problems)?;
            unusable |= found.is_unusable();
            actions = found.into_read();
            if let Some(found) = actions.as_mut().filter(|_| !arguments.cases) {
                let detector = withheld::detector(files, &folded.state.references().collect())?;
                withheld::keep_from_actions(&mut found.all, &detector, source, problems);
            }
        }
        if unusable {
            return Ok(None);
        }
        Ok(Some(Self {
            left_out: [
                folded.census.left_out + folded.census.doubled,
                findings.as_ref().map_or(0, |found| found.left_out),
                actions.as_ref().map_or(0, |found| found.left_out),
            ],
            cases: folded.state,
            findings: findings.map(|found| found.all),
            actions: actions.map(|found| found.all),
            data,
            grouped: group.map(|group| group.in_place_of_hubs(source)),
            source,
        }))
    }

    /// The round as a side of a comparison.
    pub(super) fn side(&self) -> Side<'_> {
        let (round, tool) = match &self.grouped {
            Some((round, tool)) => (round.as_ref(), tool),
            None => (self.source.round.as_ref(), &self.source.tool),
        };
        Side {
            tool,
            round,
            cases: self.cases.clone(),
            findings: self.findings.as_deref(),
            actions: self.actions.as_deref(),
        }
    }

    /// What was left out because of problems, in words; nothing where nothing was.
    pub(super) fn left_out(&self) -> Option<String> {
        let [audits, findings, actions] = self.left_out;
        let round = self.source.round.as_ref();
        let of = round.map_or("a round", |round| round.title.as_str());
        (audits + findings + actions > 0).then(|| {
            format!("Left out of {of}, because of problems: audits {audits}, findings {findings}, actions {actions}.")
        })
    }

    /// Which bytes it came from.
    pub(super) fn provenance(&self, options: &[String]) -> Provenance {
        self.data.provenance(self.source, options)
    }
}

/// Cases by a fact in place of the hub.
struct Grouping {
    fact: usize,
    /// Ids and labels.
    groups: Vec<(String, String)>,
}

impl Grouping {
    /// By the fact of this name; nothing where the tool has none that puts each case into
    /// one group.
    fn new(name: &str, tool: &Tool) -> Option<Self> {
        let (at, fact) = tool
            .facts
            .iter()
            .enumerate()
            .find(|(_, fact)| fold(&fact.id) == fold(name) && groups_cases(fact))?;
        let named = |id: &str, label: &str| (id.to_owned(), label.to_owned());
        let groups = if fact.kind == FactKind::YesNo {
            vec![named("yes", "Yes"), named("no", "No")]
        } else {
            let choices = fact.kind.choices().iter();
            choices
                .map(|choice| named(&choice.id, &choice.label))
                .collect()
        };
        Some(Self { fact: at, groups })
    }

    /// The group of an audit's case.
    fn of(&self, audit: &Audit) -> String {
        let place = match audit.facts.get(self.fact) {
            Some(FactValue::Choice(choice)) => Some(usize::from(*choice)),
            Some(FactValue::YesNo(yes)) => Some(usize::from(!yes)),
            _ => None,
        };
        let group = place.and_then(|place| self.groups.get(place));
        group.map_or_else(|| NOT_STATED.to_owned(), |(_, label)| label.clone())
    }

    /// The round and its tool, with these groups for hubs.
    fn in_place_of_hubs(self, source: &Source) -> (Option<Round>, Tool) {
        let hubs = self.groups.into_iter().map(|(id, label)| Hub {
            id,
            label,
            planned: None,
            was: Vec::new(),
        });
        let hubs = hubs.collect();
        let round = source.round.clone().map(|round| Round { hubs, ..round });
        let mut tool = source.tool.clone();
        "group".clone_into(&mut tool.group);
        (round, tool)
    }
}
