//! Findings by theme, before and after: what is heard more of, and what less.
//!
//! Themes count cases, over all cases audited; how many findings there are stands beside.
//! The family is all themes of both tools, each kind of finding by itself, with a finding
//! in either round. No words of a finding leave this file.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::analysis::Share;
use crate::model::{Finding, FindingKind, Tool};

use super::cases::CaseRecord;
use super::ground::{Ground, Ready};
use super::practice::{Name, Names};
use super::verdict::{Found, Test, Verdict, judge, size};

/// Which way a theme went. It is no judgement: a theme of things that work may rise, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// In more cases than chance explains.
    Rose,
    /// In fewer.
    Faded,
    /// Chance explains what there is.
    NoClearChange,
    /// No result of so few cases could have been clear.
    TooFew,
}

impl Trend {
    fn of(test: &Test) -> Self {
        match test.verdict {
            Verdict::Improved => Self::Rose,
            Verdict::Declined => Self::Faded,
            Verdict::NoClearChange => Self::NoClearChange,
            Verdict::TooFew => Self::TooFew,
        }
    }
}

/// A theme in one round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ThemeFigures {
    /// Cases with such a finding, over all cases audited.
    pub cases: Share,
    /// Findings.
    pub findings: u64,
}

/// A theme and kind of finding, before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeMovement {
    /// The theme's names; both empty for findings without a theme.
    pub theme: Names,
    /// Working, to improve, or not working.
    pub kind: FindingKind,
    /// Before; nothing where the earlier tool has no such theme.
    pub before: Option<ThemeFigures>,
    /// After; nothing where the later tool has none.
    pub after: Option<ThemeFigures>,
    /// Two-sided p of Fisher's exact test; only of themes that both tools have.
    pub p: Option<f64>,
    /// The same, adjusted within the family.
    pub p_adjusted: Option<f64>,
    /// Which way it went.
    pub trend: Option<Trend>,
}

/// The findings of one round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ThemeTotals {
    /// Findings counted.
    pub findings: u64,
    /// Cases that they were made on.
    pub cases: u64,
    /// Findings of audits that do not count, such as a second auditor's.
    pub other_audits: u64,
    /// Findings on cases that were not counted at all.
    pub not_counted: u64,
}

/// Findings by theme, before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemesMovement {
    /// The earlier round's findings.
    pub before: ThemeTotals,
    /// The later round's.
    pub after: ThemeTotals,
    /// By kind (strengths first), then in the order of the matching; findings without a
    /// theme last. Only rows with a finding in either round.
    pub rows: Vec<ThemeMovement>,
}

#[derive(Default)]
struct Cell<'a> {
    cases: BTreeSet<&'a str>,
    findings: u64,
}

/// The findings of one round by kind and theme; those without one stand at `None`.
struct Heard<'a> {
    totals: ThemeTotals,
    cells: BTreeMap<(FindingKind, Option<usize>), Cell<'a>>,
}

impl<'a> Heard<'a> {
    fn new(ready: &Ready<'_>, findings: &'a [Finding]) -> Self {
        let mut heard = Self {
            totals: ThemeTotals::default(),
            cells: BTreeMap::new(),
        };
        let mut cases = BTreeSet::new();
        for finding in findings {
            let Some(record) = record(&ready.records, &finding.case) else {
                heard.totals.not_counted += 1;
                continue;
            };
            let same_auditor = finding.auditor.is_empty() || finding.auditor == record.auditor;
            if finding.role != record.role || !same_auditor {
                heard.totals.other_audits += 1;
                continue;
            }
            heard.totals.findings += 1;
            cases.insert(finding.case.as_str());
            let themes = finding.themes.iter().map(|theme| Some(*theme));
            let untold = finding.themes.is_empty().then_some(None);
            for theme in themes.chain(untold) {
                let cell = heard.cells.entry((finding.kind, theme)).or_default();
                cell.findings += 1;
                cell.cases.insert(&finding.case);
            }
        }
        heard.totals.cases = size(cases.len());
        heard
    }

    fn figures(&self, kind: FindingKind, theme: Option<usize>, of: u64) -> ThemeFigures {
        let cell = self.cells.get(&(kind, theme));
        ThemeFigures {
            cases: Share {
                count: cell.map_or(0, |cell| size(cell.cases.len())),
                of,
            },
            findings: cell.map_or(0, |cell| cell.findings),
        }
    }
}

/// The counted audit of a case.
fn record<'r>(records: &[&'r CaseRecord], case: &str) -> Option<&'r CaseRecord> {
    let place = records.binary_search_by(|record| record.case.as_str().cmp(case));
    records.get(place.ok()?).copied()
}

/// Nothing where a round has no findings to be read.
pub(super) fn themes(
    ground: &Ground<'_>,
    before: Option<&[Finding]>,
    after: Option<&[Finding]>,
) -> Option<ThemesMovement> {
    let before = Heard::new(&ground.before, before?);
    let after = Heard::new(&ground.after, after?);
    let mut rows = Vec::new();
    for kind in FindingKind::ALL {
        let matched = ground.matching.themes.iter().copied();
        let untold = std::iter::once((None, None));
        for (old, new) in matched.chain(untold) {
            let untold = old.is_none() && new.is_none();
            let figures = |heard: &Heard<'_>, ready: &Ready<'_>, theme: Option<usize>| {
                (untold || theme.is_some()).then(|| heard.figures(kind, theme, ready.counts.cases))
            };
            let row = ThemeMovement {
                theme: Names {
                    before: name(ground.before.tool, old),
                    after: name(ground.after.tool, new),
                },
                kind,
                before: figures(&before, &ground.before, old),
                after: figures(&after, &ground.after, new),
                p: None,
                p_adjusted: None,
                trend: None,
            };
            let heard =
                |figures: Option<ThemeFigures>| figures.is_some_and(|figures| figures.findings > 0);
            if heard(row.before) || heard(row.after) {
                rows.push((row, !untold));
            }
        }
    }
    let found: Vec<Option<Found>> = rows
        .iter()
        .map(|(row, told)| {
            let (before, after) = (row.before?, row.after?);
            told.then(|| Found::shares(before.cases, after.cases))?
        })
        .collect();
    let rows = rows.into_iter().zip(judge(&found, false));
    Some(ThemesMovement {
        before: before.totals,
        after: after.totals,
        rows: rows
            .map(|((row, _), test)| ThemeMovement {
                p: test.map(|test| test.p),
                p_adjusted: test.map(|test| test.p_adjusted),
                trend: test.as_ref().map(Trend::of),
                ..row
            })
            .collect(),
    })
}

fn name(tool: &Tool, theme: Option<usize>) -> Option<Name> {
    let theme = tool.themes.get(theme?)?;
    Some(Name::new(&theme.id, &theme.title))
}
