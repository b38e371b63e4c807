//! The report of a round made as the program makes it, with its parts at hand.

use std::collections::BTreeSet;
use std::path::Path;

use case_audit::analysis::actions::ActionSummary;
use case_audit::analysis::cases::{CaseRow, Cases};
use case_audit::analysis::summary::{Input, Provenance, Quotable, Scope, Summary, default_cross};
use case_audit::analysis::tally::{Grouping, Plan, Tally};
use case_audit::analysis::worklist::{Line, Stage, Worklist};
use case_audit::diagnostics::Problems;
use case_audit::model::{Action, Entry, Finding, TableName};
use case_audit::read::audits::{AuditSheet, Bytes, Options, fold_counted};
use case_audit::read::form::{Forms, Held};
use case_audit::read::{self, Source};
use case_audit::report::round::{self, Material};
use case_audit::report::{Block, Document};

/// What is asked for.
#[derive(Default, Clone, Copy)]
pub struct Asked<'a> {
    /// One hub, by its id.
    pub hub: Option<&'a str>,
    /// One domain, by its id.
    pub domain: Option<&'a str>,
    /// A fact in place of the hub.
    pub by: Option<&'a str>,
    /// Are cases named?
    pub with_cases: bool,
}

/// Everything that a report is made of.
pub struct Made {
    pub summary: Summary,
    pub worklist: Option<Worklist>,
    pub quotable: Option<Quotable>,
    pub actions: Option<ActionSummary>,
    pub cases: Option<Vec<CaseRow>>,
    pub findings: Vec<Finding>,
    pub all_actions: Vec<Action>,
}

impl Made {
    pub fn document(&self, options: &round::Options) -> Document {
        let material = Material {
            summary: &self.summary,
            worklist: self.worklist.as_ref(),
            quotable: self.quotable.as_ref(),
            actions: self.actions.as_ref(),
            cases: self.cases.as_deref(),
        };
        round::document(&material, options)
    }
}

/// Makes the report's material of a round's folder, or of a spreadsheet and its tool.
pub fn made(named: &Path, tool: Option<&str>, asked: Asked<'_>) -> Made {
    let mut problems = Problems::new();
    let source = read::source(named, tool, &mut problems).unwrap().unwrap();
    let tool = &source.tool;
    let no_hubs = Vec::new();
    let round = source.round.as_ref();
    let hubs = round.map_or(&no_hubs, |round| &round.hubs);
    let found = source
        .findings
        .as_ref()
        .map(|path| read::findings(path, "findings.csv", tool, &mut problems).unwrap());
    let plan = Plan {
        tool,
        grouping: asked.by.map_or(Grouping::Hub, |fact| {
            Grouping::Fact(tool.facts.iter().position(|f| f.id == fact).unwrap())
        }),
        cross: default_cross(tool),
        remember: found
            .iter()
            .flat_map(|found| &found.all)
            .map(|finding| finding.case.clone())
            .collect::<BTreeSet<_>>(),
        list_breaches: asked.with_cases,
    };
    let audits = source.audits.as_deref().unwrap();
    let sheet =
        AuditSheet::open(Bytes::File(audits), "audits.csv", tool, hubs, &mut problems).unwrap();
    let options = Options {
        threads: 1,
        skip_invalid: false,
    };
    let counted = fold_counted(
        &sheet,
        options,
        || (Tally::new(&plan), Cases::new(tool)),
        |(tally, cases), audit| {
            tally.add(audit);
            cases.add(audit);
        },
    )
    .unwrap();
    problems.merge(counted.problems);
    assert!(!problems.has_errors(), "{problems:?}");
    let (mut tally, mut cases) = (Tally::new(&plan), Cases::new(tool));
    for (part, part_cases) in counted.states {
        tally.merge(part);
        cases.merge(part_cases);
    }
    let parts = tally.into_parts();
    let input = Input {
        plan: &plan,
        round,
        parts: &parts,
        census: counted.census,
        findings: found.as_ref().map(|found| found.all.as_slice()),
        findings_left_out: 0,
        scope: Scope {
            groups: asked.hub.map(str::to_owned).into_iter().collect(),
            domains: asked.domain.map(str::to_owned).into_iter().collect(),
            cases: asked.with_cases,
            percent_from: 10,
            ..Scope::default()
        },
        provenance: Provenance {
            program: "case-audit".to_owned(),
            tool: tool.id.clone(),
            tool_version: tool.version.clone(),
            tool_sha256: source.tool_sha256.clone(),
            data: Vec::new(),
            options: Vec::new(),
        },
    };
    let summary = Summary::new(&input);
    let label = asked
        .hub
        .and_then(|id| hubs.iter().find(|hub| hub.id == id));
    let all_actions = actions(&source, named);
    Made {
        quotable: Quotable::of(&input),
        actions: all_actions.as_ref().map(|all| {
            ActionSummary::new(
                all,
                tool,
                label.map(|hub| hub.label.as_str()),
                asked.with_cases,
            )
        }),
        cases: asked.with_cases.then(|| cases.into_rows(hubs, asked.hub)),
        worklist: worklist(&source, named),
        findings: found.as_ref().map(|f| f.all.clone()).unwrap_or_default(),
        all_actions: all_actions.unwrap_or_default(),
        summary,
    }
}

fn actions(source: &Source, folder: &Path) -> Option<Vec<Action>> {
    let round = source.round.as_ref()?;
    let Ok(bytes) = std::fs::read(folder.join("actions.csv")) else {
        return Some(Vec::new());
    };
    let forms = Forms::new(&source.tool, &round.hubs, &round.focus);
    let mut problems = Problems::new();
    let read = read::actions(bytes, "actions.csv", &forms, &source.tool, &mut problems).unwrap();
    assert!(!problems.has_errors(), "{problems:?}");
    Some(read.all)
}

/// The case list with what its own column says.
fn worklist(source: &Source, folder: &Path) -> Option<Worklist> {
    let round = source.round.as_ref()?;
    let bytes = std::fs::read(folder.join("cases.csv")).ok()?;
    let forms = Forms::new(&source.tool, &round.hubs, &round.focus);
    let form = forms.form(TableName::Cases);
    let names = forms.names(TableName::Cases);
    let held = Held::open(bytes, "cases.csv", form, names).unwrap();
    let mut problems = Problems::new();
    let rows = held
        .each(
            |_| true,
            true,
            &mut problems,
            Vec::<Entry>::new,
            |rows, row| rows.push(row.entry.clone()),
        )
        .unwrap()?;
    let line = |entry: &Entry| Line {
        case: entry.get(form, "case").to_owned(),
        hub: entry.get(form, "hub").to_owned(),
        auditor: String::new(),
        role: String::new(),
        stage: match entry.get(form, "status") {
            "audited" => Stage::Done,
            "not_audited" => Stage::NotAudited,
            _ => Stage::NotBegun,
        },
        answered: None,
        untold: Vec::new(),
        reason: entry.get(form, "reason").to_owned(),
    };
    Some(Worklist::new(rows.iter().map(line).collect()))
}

/// The blocks before the first new page.
pub fn first_page(document: &Document) -> Vec<Block> {
    let blocks = document.blocks.iter();
    blocks
        .take_while(|block| **block != Block::PageBreak)
        .cloned()
        .collect()
}
