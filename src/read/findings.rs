//! Findings from a sheet: one row per finding.
//!
//! Findings hold words, so all of them are kept; there are few. It must not know which
//! audits count.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diagnostics::{Code, Problem, Problems, nearest, quote};
use crate::model::{Finding, FindingKind, Role, Source, Tool, fold};
use crate::read::passed_over::passed_over;
use crate::read::sheet::{HeaderCell, Row, Sheet, SheetSpec, unguard};
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
    /// Could its rows be read? Not where a column that every finding needs is not there.
    pub usable: bool,
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
        return Ok(Findings {
            usable: true,
            ..Findings::default()
        });
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
    let header = sheet.header().iter().zip(&columns);
    let unknown: Vec<&HeaderCell> = header
        .filter(|(cell, column)| column.is_none() && !cell.name.is_empty())
        .map(|(cell, _)| cell)
        .collect();
    let place = sheet.header_place(None);
    let known = || COLUMNS.iter().copied();
    if let Some(problem) = passed_over(&unknown, "this table", known, false, place) {
        problems.push(problem);
    }
    let make = || Reader::new(tool, &columns);
    let folded = sheet.fold(1, make, Reader::take)?;
    problems.merge(folded.problems);
    let mut findings = Findings {
        sha256: folded.sha256,
        usable: true,
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
    ids: BTreeSet<String>,
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
            ids: BTreeSet::new(),
            all: Vec::new(),
            left_out: 0,
            problems: Problems::new(),
        }
    }

    fn take(&mut self, row: &Row<'_>) {
        let mut cells = Cells {
            row,
            columns: self.columns,
            problems: &mut self.problems,
            sound: true,
        };
        let case = cells.needed("case", "the finding has no case").to_owned();
        cells.needed("kind", "the finding has no kind");
        let id = cells.text("id");
        if !id.is_empty() && !self.ids.insert(id.to_owned()) {
            let place = row.place(cells.column("id"));
            let message = "an earlier row has this `id`, and is counted";
            cells.complain(
                Problem::error(Code::DuplicateId, place, message).hint(
                    "each finding needs an `id` of its own; take the row out if it is the same",
                ),
            );
        }
        let choice = Code::UnknownChoice;
        let kind = cells.known("kind", &mut self.kinds, choice, "a kind of finding");
        let role = cells.known("role", &mut self.roles, choice, "a role");
        let source = cells.known("source", &mut self.sources, choice, "a source of findings");
        let quote_ok = cells.known("quote_ok", &mut self.quote, choice, "yes or no");
        let standard = cells.known(
            "standard",
            &mut self.standards,
            Code::UnknownReference,
            "a standard of this tool",
        );
        let mut themes = Vec::new();
        for part in cells.text("theme").split(';') {
            themes.extend(cells.check(
                "theme",
                part.trim(),
                &mut self.themes,
                Code::UnknownTheme,
                "a theme of this tool",
            ));
        }
        themes.sort_unstable();
        themes.dedup();
        let auditor = cells.text("auditor").to_owned();
        let text = cells.text("text").to_owned();
        match kind {
            Some(kind) if cells.sound => self.all.push(Finding {
                case,
                auditor,
                role: role.unwrap_or_default(),
                kind,
                themes,
                source,
                standard,
                text,
                quote_ok: quote_ok.unwrap_or(false),
            }),
            _ => self.left_out += 1,
        }
    }
}

/// The cells of one row by name, and what was wrong with them.
struct Cells<'a, 'r> {
    row: &'a Row<'r>,
    columns: &'a [Option<&'static str>],
    problems: &'a mut Problems,
    sound: bool,
}

impl<'r> Cells<'_, 'r> {
    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| *column == Some(name))
    }

    /// What a cell says; nothing where there is no such column.
    fn text(&self, name: &str) -> &'r str {
        let column = self.column(name);
        column.map_or("", |column| unguard(self.row.get(column)).trim())
    }

    /// What a cell says that must not be blank.
    fn needed(&mut self, name: &str, without: &str) -> &'r str {
        let text = self.text(name);
        if text.is_empty() {
            let place = self.row.place(self.column(name));
            self.complain(Problem::error(Code::MissingValue, place, without));
        }
        text
    }

    /// The thing on a list that a cell means; blank means none.
    fn known<T: Copy>(
        &mut self,
        name: &str,
        list: &mut Speller<T>,
        code: Code,
        what: &str,
    ) -> Option<T> {
        self.check(name, self.text(name), list, code, what)
    }

    fn check<T: Copy>(
        &mut self,
        name: &str,
        text: &str,
        list: &mut Speller<T>,
        code: Code,
        what: &str,
    ) -> Option<T> {
        if text.is_empty() {
            return None;
        }
        let found = list.find(text);
        if found.is_none() {
            let shown = list.shown();
            let hint = nearest(text, shown.iter().map(String::as_str))
                .unwrap_or_else(|| format!("it may be one of: {}", shown.join(", ")));
            let place = self.row.place(self.column(name));
            let message = format!("{} is not {what}", quote(text));
            self.complain(Problem::error(code, place, message).hint(hint));
        }
        found
    }

    fn complain(&mut self, problem: Problem) {
        self.sound = false;
        self.problems.push(problem);
    }
}
