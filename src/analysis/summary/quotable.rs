//! Findings that a report may quote: which, by theme, and how many there are beside them.
//!
//! What leaves this file names no case, auditor or group, so that nothing that shows it
//! can. Quotes are always taken from the whole round: a report on one group alone would
//! otherwise say whose words they are. It must not know how a quote is shown.

use std::collections::BTreeMap;

use super::Input;
use super::themes::Stands;
use crate::analysis::tally::Group;
use crate::model::{Finding, FindingKind, Source};

/// How many quotes a theme has at most.
const MOST: usize = 4;

/// Words longer than this, in letters, are passed over where there are shorter ones.
const LONG: usize = 320;

/// The words of one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// What they tell of.
    pub kind: FindingKind,
    /// Whose they are, where that is known.
    pub source: Option<Source>,
    /// The words.
    pub text: String,
}

/// What may be quoted of one theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotableTheme {
    /// The theme's id; empty for findings without one.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Findings of the theme that count.
    pub findings: u64,
    /// Those that may be quoted and are somebody's own words.
    pub quotable: u64,
    /// A choice of them: by kind in turn, strengths first.
    pub quotes: Vec<Quoted>,
}

/// What may be quoted of a round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quotable {
    /// Findings that count, in the whole round.
    pub findings: u64,
    /// Those that may be quoted and are somebody's own words.
    pub quotable: u64,
    /// Those that may be quoted, and are the record's, an auditor's or a journey's.
    pub not_voices: u64,
    /// How many are quoted.
    pub quoted: u64,
    /// Themes with a quote, in the tool's order; each finding is quoted once at most.
    pub themes: Vec<QuotableTheme>,
}

/// One finding that could be quoted.
struct Candidate<'a> {
    finding: &'a Finding,
    groups: Vec<Group>,
    taken: bool,
}

impl Quotable {
    /// What may be quoted; nothing where the round has no findings.
    pub fn of(input: &Input<'_>) -> Option<Self> {
        let findings = input.findings?;
        let tool = input.plan.tool;
        let mut out = Self::default();
        // The last place is for findings without a theme.
        let mut counts: BTreeMap<usize, u64> = BTreeMap::new();
        let mut candidates = Vec::new();
        for finding in findings {
            let Stands::Counted(audit) = Stands::of(finding, input.parts) else {
                continue;
            };
            out.findings += 1;
            for theme in themes_of(finding, tool.themes.len()) {
                *counts.entry(theme).or_default() += 1;
            }
            if !finding.quote_ok || finding.text.trim().is_empty() {
                continue;
            }
            if finding.source.is_none_or(Source::is_a_voice) {
                out.quotable += 1;
                candidates.push(Candidate {
                    finding,
                    groups: audit.groups.clone(),
                    taken: false,
                });
            } else {
                out.not_voices += 1;
            }
        }
        let mut heard = Heard::default();
        for (theme, findings) in counts {
            let quotes = heard.choose(&mut candidates, theme, tool.themes.len());
            if quotes.is_empty() {
                continue;
            }
            out.quoted += u64::try_from(quotes.len()).unwrap_or(0);
            let quotable = candidates
                .iter()
                .filter(|c| themes_of(c.finding, tool.themes.len()).any(|t| t == theme))
                .count();
            let named = tool.themes.get(theme);
            out.themes.push(QuotableTheme {
                id: named.map_or_else(String::new, |theme| theme.id.clone()),
                title: named.map_or_else(|| "No theme given".to_owned(), |t| t.title.clone()),
                findings,
                quotable: u64::try_from(quotable).unwrap_or(u64::MAX),
                quotes,
            });
        }
        Some(out)
    }
}

/// A finding's themes; `none` where it has none.
fn themes_of(finding: &Finding, none: usize) -> impl Iterator<Item = usize> {
    let without = finding.themes.is_empty().then_some(none);
    finding.themes.iter().copied().chain(without)
}

/// Who was heard already: voices, cases and groups come in turn, so that the choice is
/// nobody's and no single case or group speaks for all.
#[derive(Default)]
struct Heard {
    cases: BTreeMap<String, usize>,
    groups: BTreeMap<Vec<Group>, usize>,
}

impl Heard {
    fn choose(
        &mut self,
        candidates: &mut [Candidate<'_>],
        theme: usize,
        none: usize,
    ) -> Vec<Quoted> {
        let mut quotes: Vec<Quoted> = Vec::new();
        loop {
            let before = quotes.len();
            for kind in FindingKind::ALL {
                if quotes.len() == MOST {
                    return sorted(quotes);
                }
                let next = candidates
                    .iter_mut()
                    .enumerate()
                    .filter(|(_, c)| {
                        !c.taken
                            && c.finding.kind == kind
                            && themes_of(c.finding, none).any(|t| t == theme)
                    })
                    .min_by_key(|(position, c)| self.rank(&quotes, *position, c));
                if let Some((_, candidate)) = next {
                    candidate.taken = true;
                    let finding = candidate.finding;
                    *self.cases.entry(finding.case.clone()).or_default() += 1;
                    *self.groups.entry(candidate.groups.clone()).or_default() += 1;
                    quotes.push(Quoted {
                        kind,
                        source: finding.source,
                        text: finding.text.clone(),
                    });
                }
            }
            if quotes.len() == before {
                return sorted(quotes);
            }
        }
    }

    /// The least is quoted next.
    fn rank(
        &self,
        quotes: &[Quoted],
        position: usize,
        candidate: &Candidate<'_>,
    ) -> (bool, usize, usize, usize, usize) {
        let finding = candidate.finding;
        let same_source = quotes.iter().filter(|q| q.source == finding.source);
        (
            finding.text.chars().count() > LONG,
            self.cases.get(&finding.case).copied().unwrap_or(0),
            same_source.count(),
            self.groups.get(&candidate.groups).copied().unwrap_or(0),
            position,
        )
    }
}

/// Strengths first; else in the order of the choice.
fn sorted(mut quotes: Vec<Quoted>) -> Vec<Quoted> {
    quotes.sort_by_key(|quote| quote.kind);
    quotes
}
