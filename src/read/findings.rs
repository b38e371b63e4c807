//! Findings from a sheet: one row per finding.
//!
//! Findings hold words, so all of them are kept; there are few. It must not know which
//! audits count.

use std::path::Path;

use crate::diagnostics::{Code, Problem, Problems, nearest, quote};
use crate::model::{Finding, FindingKind, Role, Source, Tool, fold};
use crate::read::sheet::{Row, Sheet, SheetSpec, unguard};
use crate::read::spelling::Speller;

/// The columns of `findings.csv`.
pub const COLUMNS: [&str; 12] = [
    "id",
    "case",
    "auditor",
    "role",
    "kind",
    "theme",
    "source",
    "standard",
    "prompt",
    "text",
    "quote_ok",
    "recorded_on",
];

/// Findings of a round, in the file's order.
#[derive(Debug, Default)]
pub struct Findings {
    /// Those without a problem.
    pub all: Vec<Finding>,
    /// How many had one.
    pub left_out: u64,
    /// SHA-256 of the sheet's bytes.
    pub sha256: Option<[u8; 32]>,
}

/// Reads findings; what is wrong goes to `problems`.
///
/// # Errors
/// Only failures of the world: a file that cannot be read.
pub fn findings(
    path: &Path,
    shown_as: &str,
    tool: &Tool,
    problems: &mut Problems,
) -> anyhow::Result<Findings> {
    let recognise = |name: &str| column(name).is_some();
    let spec = SheetSpec {
        recognise: &recognise,
        digest: true,
    };
    let sheet = Sheet::open(path, shown_as, &spec)?;
    problems.merge(sheet.problems().clone());
    if sheet.header().is_empty() {
        return Ok(Findings::default());
    }
    let columns: Vec<Option<&str>> = sheet
        .header()
        .iter()
        .map(|cell| column(&cell.name))
        .collect();
    for name in ["case", "kind"] {
        if !columns.contains(&Some(name)) {
            let headers = sheet.header().iter().map(|cell| cell.name.as_str());
            problems.push(
                Problem::error(
                    Code::MissingColumn,
                    sheet.header_place(None),
                    format!("there is no column `{name}`"),
                )
                .maybe_hint(nearest(name, headers)),
            );
            return Ok(Findings::default());
        }
    }
    let make = || Reader::new(tool, &columns);
    let folded = sheet.fold(1, make, |reader, row| reader.take(row))?;
    problems.merge(folded.problems);
    let mut findings = Findings {
        sha256: folded.sha256,
        ..Findings::default()
    };
    for reader in folded.states {
        findings.all.extend(reader.all);
        findings.left_out += reader.left_out;
        problems.merge(reader.problems);
    }
    Ok(findings)
}

fn column(name: &str) -> Option<&'static str> {
    let name = fold(name);
    COLUMNS.iter().find(|ours| fold(ours) == name).copied()
}

struct Reader<'t> {
    columns: &'t [Option<&'static str>],
    kinds: Speller<FindingKind>,
    sources: Speller<Source>,
    roles: Speller<Role>,
    themes: Speller<usize>,
    standards: Speller<usize>,
    quote: Speller<bool>,
    all: Vec<Finding>,
    left_out: u64,
    problems: Problems,
}

impl<'t> Reader<'t> {
    fn new(tool: &'t Tool, columns: &'t [Option<&'static str>]) -> Self {
        let themes = tool.themes.iter().enumerate();
        let standards = tool.standards.iter().enumerate();
        Self {
            columns,
            kinds: Speller::new(FindingKind::ALL.map(|k| (k, k.id(), vec![k.label()]))),
            sources: Speller::new(Source::ALL.map(|s| (s, s.id(), vec![]))),
            roles: Speller::new(
                [Role::First, Role::Second, Role::Agreed].map(|r| (r, r.id(), vec![])),
            ),
            themes: Speller::new(themes.map(|(i, t)| (i, t.id.as_str(), vec![t.title.as_str()]))),
            standards: Speller::new(standards.map(|(i, s)| {
                (
                    i,
                    s.id.as_str(),
                    s.was
                        .iter()
                        .map(String::as_str)
                        .chain([s.title.as_str()])
                        .collect(),
                )
            })),
            quote: Speller::new([
                (true, "yes", vec!["y", "true"]),
                (false, "no", vec!["n", "false"]),
            ]),
            all: Vec::new(),
            left_out: 0,
            problems: Problems::new(),
        }
    }

    fn take(&mut self, row: &Row<'_>) {
        let cell = |name: &str| -> (Option<usize>, &str) {
            let at = self.columns.iter().position(|column| *column == Some(name));
            (at, at.map_or("", |at| unguard(row.get(at)).trim()))
        };
        let mut sound = true;
        let mut complain = |problem: Problem| {
            sound = false;
            self.problems.push(problem);
        };
        let unknown = |name: &str, text: &str, code: Code, what: &str, shown: &[String]| {
            let hint = nearest(text, shown.iter().map(String::as_str))
                .unwrap_or_else(|| format!("it may be one of: {}", shown.join(", ")));
            Problem::error(
                code,
                row.place(cell(name).0),
                format!("{} is not {what}", quote(text)),
            )
            .hint(hint)
        };
        let (case_column, case) = cell("case");
        if case.is_empty() {
            complain(Problem::error(
                Code::MissingValue,
                row.place(case_column),
                "the finding has no case",
            ));
        }
        let (_, kind_text) = cell("kind");
        let kind = self.kinds.find(kind_text);
        if kind.is_none() {
            complain(unknown(
                "kind",
                kind_text,
                Code::UnknownChoice,
                "a kind of finding",
                self.kinds.shown(),
            ));
        }
        let (_, role_text) = cell("role");
        let role = if role_text.is_empty() {
            Some(Role::First)
        } else {
            self.roles.find(role_text)
        };
        if role.is_none() {
            complain(unknown(
                "role",
                role_text,
                Code::UnknownChoice,
                "a role",
                self.roles.shown(),
            ));
        }
        let (_, source_text) = cell("source");
        let source = self.sources.find(source_text);
        if source.is_none() && !source_text.is_empty() {
            complain(unknown(
                "source",
                source_text,
                Code::UnknownChoice,
                "a source of findings",
                self.sources.shown(),
            ));
        }
        let (_, standard_text) = cell("standard");
        let standard = self.standards.find(standard_text);
        if standard.is_none() && !standard_text.is_empty() {
            complain(unknown(
                "standard",
                standard_text,
                Code::UnknownReference,
                "a standard of this tool",
                self.standards.shown(),
            ));
        }
        let (_, quote_text) = cell("quote_ok");
        let quote_ok = self.quote.find(quote_text);
        if quote_ok.is_none() && !quote_text.is_empty() {
            complain(unknown(
                "quote_ok",
                quote_text,
                Code::UnknownChoice,
                "yes or no",
                self.quote.shown(),
            ));
        }
        let mut themes = Vec::new();
        let (_, theme_text) = cell("theme");
        for part in theme_text
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            match self.themes.find(part) {
                Some(theme) => themes.push(theme),
                None => complain(unknown(
                    "theme",
                    part,
                    Code::UnknownTheme,
                    "a theme of this tool",
                    self.themes.shown(),
                )),
            }
        }
        themes.sort_unstable();
        themes.dedup();
        let (_, auditor) = cell("auditor");
        let (_, text) = cell("text");
        match (sound, kind, role) {
            (true, Some(kind), Some(role)) => self.all.push(Finding {
                case: case.to_owned(),
                auditor: auditor.to_owned(),
                role,
                kind,
                themes,
                source,
                standard,
                text: text.to_owned(),
                quote_ok: quote_ok.unwrap_or(false),
            }),
            _ => self.left_out += 1,
        }
    }
}
