//! Audits with their words from the long layout: one row per audit, standard and reading.
//!
//! It must not know how ratings are summed up.

use std::collections::BTreeMap;

use super::canonical::Canonical;
use super::incoming::{Forms, Incoming, IncomingRow, Origin, Spot};
use super::page::Page;
use crate::diagnostics::{Code, Problem, Problems, nearest, quote};
use crate::model::{About, Entry, Form, NOT_APPLICABLE, Reading, TableName, Tool, fold};
use crate::read::sheet::{Row, unguard};
use crate::read::spelling::Speller;

/// The columns of the layout.
pub(super) const COLUMNS: [&str; 16] = [
    "round",
    "tool",
    "tool_version",
    "hub",
    "case",
    "auditor",
    "role",
    "counts",
    "audited_on",
    "domain",
    "standard",
    "reading",
    "state",
    "level",
    "standing",
    "evidence",
];

/// The standard that a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rated {
    Standard(usize),
    Overall,
}

struct Gatherer<'f> {
    form: &'f Form,
    columns: BTreeMap<&'static str, usize>,
    canonical: Canonical<'f>,
    standards: Speller<Rated>,
    readings: Speller<Reading>,
    tool: &'f Tool,
    unguarded: bool,
    /// By key, in the order in which they first came.
    order: BTreeMap<Vec<String>, usize>,
    audits: Vec<IncomingRow>,
    spots: Vec<Vec<Option<Spot>>>,
    problems: Problems,
}

/// The audits on a page, each as a page of its own: a standard that has no row for one of
/// them says nothing there, whatever it says of others.
pub(super) fn rows(
    page: &Page,
    tool: &Tool,
    forms: &Forms,
    ours: bool,
    problems: &mut Problems,
) -> anyhow::Result<Vec<Incoming>> {
    let form = forms.form(TableName::Audits);
    let columns: BTreeMap<&'static str, usize> = COLUMNS
        .iter()
        .filter_map(|name| {
            let header = page.sheet.header();
            let at = header.iter().position(|c| fold(&c.name) == fold(name))?;
            Some((*name, at))
        })
        .collect();
    if !columns.contains_key("hub") {
        let place = page.sheet.header_place(None);
        problems.push(
            Problem::error(Code::MissingColumn, place, "there is no column `hub`")
                .hint("every audit needs it"),
        );
        return Ok(Vec::new());
    }
    let standards = tool
        .standards
        .iter()
        .enumerate()
        .map(|(at, standard)| {
            let was = standard.was.iter().map(String::as_str).collect();
            (Rated::Standard(at), standard.id.as_str(), was)
        })
        .chain(
            tool.overall
                .is_some()
                .then_some((Rated::Overall, "overall", vec![])),
        );
    let standards = Speller::new(standards);
    let make = || Gatherer {
        form,
        columns: columns.clone(),
        canonical: Canonical::new(form)
            .serial_dates(page.sheet.is_workbook())
            .guarded(!ours),
        standards: standards.clone(),
        readings: Speller::new(tool.readings.iter().map(|&r| (r, r.word(), vec![]))),
        tool,
        unguarded: ours,
        order: BTreeMap::new(),
        audits: Vec::new(),
        spots: Vec::new(),
        problems: Problems::new(),
    };
    let folded = page
        .sheet
        .fold(1, make, |gatherer, row| gatherer.take(row, page))?;
    problems.merge(folded.problems);
    let mut gathered = Vec::new();
    for mut gatherer in folded.states {
        problems.merge(std::mem::take(&mut gatherer.problems));
        for (audit, spots) in gatherer.audits.into_iter().zip(gatherer.spots) {
            gathered.push(Incoming {
                table: TableName::Audits,
                place: page.sheet.header_place(None),
                present: spots.iter().map(Option::is_some).collect(),
                rows: vec![IncomingRow {
                    entry: audit.entry,
                    origin: Origin::new(audit.origin.row, spots),
                }],
            });
        }
    }
    Ok(gathered)
}

impl Gatherer<'_> {
    fn text<'r>(&self, row: &Row<'r>, name: &str) -> &'r str {
        let Some(&column) = self.columns.get(name) else {
            return "";
        };
        let raw = row.get(column);
        let text = if self.unguarded { raw } else { unguard(raw) };
        text.trim()
    }

    fn take(&mut self, row: &Row<'_>, page: &Page) {
        let audit = self.audit(row, page);
        let name = self.text(row, "standard");
        if name.is_empty() {
            return;
        }
        let Some(rated) = self.standards.find(name) else {
            let shown = self.standards.shown();
            let hint = nearest(name, shown.iter().map(String::as_str));
            let place = row.place(self.columns.get("standard").copied());
            let message = format!("{} is not a standard of this tool", quote(name));
            self.problems
                .push(Problem::error(Code::UnknownReference, place, message).maybe_hint(hint));
            return;
        };
        let Some((rating, evidence)) = self.fields(rated, row) else {
            return;
        };
        let level = self.level(row);
        for (field, column, raw) in [
            (rating, "level", Some(level)),
            (
                evidence,
                "evidence",
                self.columns.get("evidence").map(|&c| row.get(c)),
            ),
        ] {
            let (Some(&column), Some(raw)) = (self.columns.get(column), raw) else {
                continue;
            };
            let spot = Spot {
                row: Some(row.number()),
                column: page.column(column),
            };
            self.put(audit, field, raw, spot, row, column);
        }
    }

    /// What the level says, `n/a` where the state does.
    fn level<'r>(&self, row: &Row<'r>) -> &'r str {
        let level = self.text(row, "level");
        let state = self.text(row, "state");
        let [na, ..] = NOT_APPLICABLE;
        match fold(state).as_str() {
            "na" | "n/a" if level.is_empty() => na,
            "skipped" | "missing" => "",
            _ => level,
        }
    }

    /// The audit that a row belongs to; begun where it is the first of it.
    fn audit(&mut self, row: &Row<'_>, page: &Page) -> usize {
        let mut entry = Entry::new(self.form);
        let mut spots = vec![None; self.form.fields.len()];
        for name in ["case", "hub", "auditor", "role", "audited_on"] {
            let (Some(&column), Some(field)) = (self.columns.get(name), self.form.position(name))
            else {
                continue;
            };
            match self.canonical.cell(field, row.get(column)) {
                Ok(text) => {
                    if text.is_empty() && matches!(name, "case" | "hub") {
                        let place = row.place(Some(column));
                        let message = format!("the audit has no `{name}`");
                        self.problems
                            .push(Problem::error(Code::MissingValue, place, message));
                    }
                    entry.set(self.form, name, text);
                    if let Some(spot) = spots.get_mut(field) {
                        *spot = Some(Spot {
                            row: Some(row.number()),
                            column: page.column(column),
                        });
                    }
                }
                Err(fault) => self.problems.push(fault.at(row, column)),
            }
        }
        let key = entry.key(self.form);
        if let Some(&at) = self.order.get(&key) {
            return at;
        }
        let at = self.audits.len();
        self.order.insert(key, at);
        self.audits.push(IncomingRow {
            entry,
            origin: Origin::new(row.place(None), Vec::new()),
        });
        self.spots.push(spots);
        at
    }

    /// The fields of a rating and of its words.
    fn fields(&mut self, rated: Rated, row: &Row<'_>) -> Option<(usize, usize)> {
        let name = self.text(row, "reading");
        let position = |about: About| self.form.fields.iter().position(|f| f.about == about);
        match rated {
            Rated::Overall => Some((
                self.form.position("overall")?,
                self.form.position("overall.evidence")?,
            )),
            Rated::Standard(standard) => {
                let reading = if name.is_empty() {
                    self.tool.readings.first().copied()
                } else {
                    self.readings.find(name)
                };
                let Some(reading) = reading else {
                    let place = row.place(self.columns.get("reading").copied());
                    let message = format!("{} is not a reading of this tool", quote(name));
                    self.problems
                        .push(Problem::error(Code::UnknownReference, place, message));
                    return None;
                };
                Some((
                    position(About::Rating(standard, reading))?,
                    position(About::Evidence(standard, reading))?,
                ))
            }
        }
    }

    fn put(
        &mut self,
        audit: usize,
        field: usize,
        raw: &str,
        spot: Spot,
        row: &Row<'_>,
        column: usize,
    ) {
        let text = match self.canonical.cell(field, raw) {
            Ok(text) => text,
            Err(fault) => {
                self.problems.push(fault.at(row, column));
                return;
            }
        };
        let Some(cell) = self
            .audits
            .get_mut(audit)
            .and_then(|audit| audit.entry.cells.get_mut(field))
        else {
            return;
        };
        if !cell.is_empty() && *cell != text {
            self.problems.push(
                Problem::error(
                    Code::DuplicateAudit,
                    row.place(Some(column)),
                    "an earlier row says something else of the same standard and reading",
                )
                .hint("keep the row that is right"),
            );
            return;
        }
        *cell = text;
        if let Some(slot) = self.spots.get_mut(audit).and_then(|s| s.get_mut(field)) {
            *slot = Some(spot);
        }
    }
}
