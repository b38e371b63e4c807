//! Findings by theme, kind and group.
//!
//! Themes count cases; how many findings there are stands beside. Only findings of the
//! audit that counts are counted. No words of a finding leave this file.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Input;
use super::groups::Groups;
use crate::analysis::tally::{Parts, Remembered};
use crate::model::{Finding, FindingKind, Tool};

/// One theme and kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThemeRow {
    /// The theme's id; empty for findings without one.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Working, to improve, or not working.
    pub kind: FindingKind,
    /// Cases with such a finding.
    pub cases: u64,
    /// Findings.
    pub findings: u64,
    /// Cases by group.
    pub groups: Vec<u64>,
}

/// Findings by theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Themes {
    /// Findings counted.
    pub findings: u64,
    /// Cases that they were made on.
    pub cases: u64,
    /// Findings of audits that do not count, such as a second auditor's.
    pub other_audits: u64,
    /// Findings on cases that were not counted at all.
    pub not_counted: u64,
    /// Findings left out because they had problems, where that was asked for.
    pub left_out: u64,
    /// By kind (strengths first), most cases first; at equal numbers in the tool's order.
    pub rows: Vec<ThemeRow>,
}

/// How a finding stands to the audits that count.
pub(super) enum Stands<'a> {
    /// It belongs to the audit that counts.
    Counted(&'a Remembered),
    /// It belongs to another audit of a case that counts.
    OtherAudit,
    /// Its case does not count.
    NotCounted,
}

impl<'a> Stands<'a> {
    pub(super) fn of(finding: &Finding, parts: &'a Parts) -> Self {
        let Some(audit) = parts.remembered.get(&finding.case) else {
            return Self::NotCounted;
        };
        let same_auditor = finding.auditor.is_empty() || finding.auditor == audit.auditor;
        if finding.role == audit.role && same_auditor {
            Self::Counted(audit)
        } else {
            Self::OtherAudit
        }
    }
}

#[derive(Default)]
struct Cell<'a> {
    cases: BTreeSet<&'a str>,
    groups: BTreeMap<usize, BTreeSet<&'a str>>,
    findings: u64,
}

pub(super) fn themes(
    tool: &Tool,
    groups: &Groups,
    findings: &[Finding],
    input: &Input<'_>,
) -> Themes {
    let mut cells: BTreeMap<(FindingKind, usize), Cell<'_>> = BTreeMap::new();
    let mut cases = BTreeSet::new();
    let mut out = Themes {
        findings: 0,
        cases: 0,
        other_audits: 0,
        not_counted: 0,
        left_out: input.findings_left_out,
        rows: Vec::new(),
    };
    let none = tool.themes.len();
    for finding in findings {
        let audit = match Stands::of(finding, input.parts) {
            Stands::Counted(audit) => audit,
            Stands::OtherAudit => {
                out.other_audits += 1;
                continue;
            }
            Stands::NotCounted => {
                out.not_counted += 1;
                continue;
            }
        };
        let shown: Vec<usize> = audit
            .groups
            .iter()
            .filter_map(|group| groups.shown_position(group))
            .collect();
        if shown.is_empty() {
            continue;
        }
        out.findings += 1;
        cases.insert(finding.case.as_str());
        let untold = [none];
        let themes = if finding.themes.is_empty() {
            &untold[..]
        } else {
            &finding.themes
        };
        for theme in themes {
            let cell = cells.entry((finding.kind, *theme)).or_default();
            cell.findings += 1;
            cell.cases.insert(&finding.case);
            for group in &shown {
                cell.groups.entry(*group).or_default().insert(&finding.case);
            }
        }
    }
    let size = |set: &BTreeSet<&str>| u64::try_from(set.len()).unwrap_or(u64::MAX);
    out.cases = size(&cases);
    let width = groups.shown().count();
    out.rows = cells
        .iter()
        .map(|((kind, theme), cell)| {
            let theme = tool.themes.get(*theme);
            ThemeRow {
                id: theme.map_or_else(String::new, |theme| theme.id.clone()),
                title: theme.map_or_else(|| "No theme given".to_owned(), |t| t.title.clone()),
                kind: *kind,
                cases: size(&cell.cases),
                findings: cell.findings,
                groups: (0..width)
                    .map(|group| cell.groups.get(&group).map_or(0, size))
                    .collect(),
            }
        })
        .collect();
    // Stable: the map's order is the tool's.
    out.rows
        .sort_by_key(|row| (row.kind, std::cmp::Reverse(row.cases)));
    out
}
