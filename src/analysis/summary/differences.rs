//! Where groups differ by more than chance explains, and where they do not.
//!
//! The case is the unit: groups are compared by their cases' working shares in a domain,
//! so that ratings of one case never pass for independent ones. Families of tests are the
//! whole round, whatever is shown. It must not know how a verdict is worded.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;

use super::groups::Groups;
use crate::analysis::Share;
use crate::analysis::share::Fraction;
use crate::analysis::statistics::{
    DRAWS, KruskalMethod, RankSumMethod, SEED, benjamini_hochberg, kruskal_wallis_each, rank_sums,
};
use crate::analysis::tally::{Counts, ShareGrid};
use crate::model::Tool;

/// Adjusted p values below this are called a difference.
const LEVEL: f64 = 0.05;

/// What is said of a group beside all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Its cases stand higher than chance explains.
    StandsOutUp,
    /// Its cases stand lower than chance explains.
    StandsOutDown,
    /// Chance explains what there is.
    NoClearDifference,
    /// No result of so few cases could have been clear.
    TooFewToSay,
}

impl Verdict {
    /// Does the group stand above or below the others by more than chance explains?
    pub fn stands_out(self) -> bool {
        matches!(self, Self::StandsOutUp | Self::StandsOutDown)
    }
}

/// One group beside all other cases in one domain.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Test {
    /// Two-sided p of the rank-sum test.
    pub p: f64,
    /// The same, adjusted within all cells of the round.
    pub p_adjusted: f64,
    /// `exact`, or `normal` above 1,000 cases.
    pub method: &'static str,
    /// What is said.
    pub verdict: Verdict,
}

/// Do the groups differ at all in one domain?
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Differ {
    /// Kruskal–Wallis H.
    pub h: f64,
    /// Its p value.
    pub p: f64,
    /// The same, adjusted within the domains.
    pub p_adjusted: f64,
    /// `permutation`, or `chi_square` above 1,000 cases.
    pub method: &'static str,
    /// Random orders drawn, where the p value rests on them.
    pub draws: Option<u32>,
    /// The seed of the draws.
    pub seed: Option<u64>,
    /// Do they differ?
    pub differ: bool,
}

/// The tests of one reading.
pub(super) struct ReadingTests {
    /// By domain and group, over all groups.
    cells: Vec<Vec<Option<Test>>>,
    differ: Vec<Option<Differ>>,
}

impl ReadingTests {
    pub(super) fn cell(&self, domain: usize, group: usize) -> Option<Test> {
        *self.cells.get(domain)?.get(group)?
    }

    pub(super) fn differ(&self, domain: usize) -> Option<Differ> {
        *self.differ.get(domain)?
    }
}

/// All tests of a round.
pub(super) struct Tests {
    /// By the rating.
    pub(super) rating: ReadingTests,
    /// By the record alone, where discussions were not held alike in all groups.
    pub(super) record: Option<ReadingTests>,
}

impl Tests {
    pub(super) fn new(tool: &Tool, groups: &Groups) -> Self {
        let beside = tool.rates_twice() && discussions_differ(groups);
        let domains = tool.domains.len();
        let rating = || reading_tests(groups, domains, |counts| &counts.shares);
        let record = || reading_tests(groups, domains, |counts| &counts.record_shares);
        if !beside {
            return Self {
                rating: rating(),
                record: None,
            };
        }
        // Side by side: they are most of the time that a small round takes.
        std::thread::scope(|scope| {
            let record_thread = scope.spawn(record);
            Self {
                rating: rating(),
                record: Some(record_thread.join().unwrap_or_else(|_| record())),
            }
        })
    }
}

/// Was a different part of the discussions held in some groups than in others?
fn discussions_differ(groups: &Groups) -> bool {
    let mut parts = groups
        .all()
        .iter()
        .filter(|group| group.counts.cases > 0)
        .map(|group| Share {
            count: group.counts.held,
            of: group.counts.cases,
        });
    let Some(first) = parts.next() else {
        return false;
    };
    parts.any(|part| part.compare(first) != Some(Ordering::Equal))
}

fn reading_tests<'g>(
    groups: &'g Groups,
    domains: usize,
    grids: impl Fn(&'g Counts) -> &'g [ShareGrid],
) -> ReadingTests {
    let mut cells = Vec::new();
    let mut tables = Vec::new();
    for domain in 0..domains {
        let grid = |counts| grids(counts).get(domain);
        let whole = grid(groups.whole());
        let values = values(whole);
        let row = |grid: Option<&ShareGrid>| row(grid, &values);
        let rows: Vec<Vec<u64>> = groups
            .all()
            .iter()
            .map(|group| row(grid(&group.counts)))
            .collect();
        cells.push(cell_tests(groups, &rows, &row(whole)));
        let compared: Vec<Vec<u64>> = groups
            .all()
            .iter()
            .zip(&rows)
            .filter(|(group, _)| group.compared)
            .map(|(_, row)| row.clone())
            .collect();
        tables.push(compared);
    }
    // A case in several groups would be compared with itself.
    let differ = if groups.by.overlaps {
        vec![None; domains]
    } else {
        kruskal_wallis_each(&tables)
    };
    ReadingTests {
        cells: adjust_cells(&cells),
        differ: adjust_differ(&differ),
    }
}

#[derive(Clone, Copy)]
struct Raw {
    p: f64,
    smallest_p: f64,
    side: Ordering,
    method: RankSumMethod,
}

/// Every compared group beside all cases that are not in it.
fn cell_tests(groups: &Groups, rows: &[Vec<u64>], whole: &[u64]) -> Vec<Option<Raw>> {
    let raw = |test: &crate::analysis::statistics::RankSum| Raw {
        p: test.p,
        smallest_p: test.smallest_p,
        side: test.side,
        method: test.method,
    };
    let plain = groups.all().iter().all(|group| group.compared) && !groups.by.overlaps;
    if plain {
        return rank_sums(rows)
            .iter()
            .map(|test| test.as_ref().map(raw))
            .collect();
    }
    groups
        .all()
        .iter()
        .zip(rows)
        .map(|(group, row)| {
            let others: Vec<u64> = whole
                .iter()
                .zip(row)
                .map(|(whole, mine)| whole.saturating_sub(*mine))
                .collect();
            let table = [row.clone(), others];
            let tests = if group.compared {
                rank_sums(&table)
            } else {
                Vec::new()
            };
            tests.first()?.as_ref().map(raw)
        })
        .collect()
}

fn adjust_cells(cells: &[Vec<Option<Raw>>]) -> Vec<Vec<Option<Test>>> {
    let p: Vec<f64> = cells.iter().flatten().flatten().map(|raw| raw.p).collect();
    let mut adjusted = benjamini_hochberg(&p).into_iter();
    #[expect(clippy::cast_precision_loss, reason = "a family has few members")]
    let reachable = LEVEL / p.len().max(1) as f64;
    cells
        .iter()
        .map(|row| {
            row.iter()
                .map(|raw| {
                    let raw = raw.as_ref()?;
                    let p_adjusted = adjusted.next()?;
                    Some(Test {
                        p: raw.p,
                        p_adjusted,
                        method: match raw.method {
                            RankSumMethod::Exact => "exact",
                            RankSumMethod::Normal => "normal",
                        },
                        verdict: verdict(raw, p_adjusted, reachable),
                    })
                })
                .collect()
        })
        .collect()
}

fn verdict(raw: &Raw, p_adjusted: f64, reachable: f64) -> Verdict {
    match raw.side {
        Ordering::Greater if p_adjusted < LEVEL => Verdict::StandsOutUp,
        Ordering::Less if p_adjusted < LEVEL => Verdict::StandsOutDown,
        Ordering::Greater | Ordering::Equal | Ordering::Less if raw.smallest_p > reachable => {
            Verdict::TooFewToSay
        }
        Ordering::Greater | Ordering::Equal | Ordering::Less => Verdict::NoClearDifference,
    }
}

fn adjust_differ(
    raw: &[Option<crate::analysis::statistics::KruskalWallis>],
) -> Vec<Option<Differ>> {
    let p: Vec<f64> = raw.iter().flatten().map(|test| test.p).collect();
    let mut adjusted = benjamini_hochberg(&p).into_iter();
    raw.iter()
        .map(|test| {
            let test = test.as_ref()?;
            let p_adjusted = adjusted.next()?;
            let drawn = matches!(test.method, KruskalMethod::Permutation);
            Some(Differ {
                h: test.h,
                p: test.p,
                p_adjusted,
                method: if drawn { "permutation" } else { "chi_square" },
                draws: drawn.then_some(DRAWS),
                seed: drawn.then_some(SEED),
                differ: p_adjusted < LEVEL,
            })
        })
        .collect()
}

/// The different shares that cases have, ascending, each with its position.
fn values(grid: Option<&ShareGrid>) -> BTreeMap<Fraction, usize> {
    let mut values: BTreeMap<Fraction, usize> = grid
        .into_iter()
        .flat_map(ShareGrid::shares)
        .map(|(share, _)| (Fraction(share), 0))
        .collect();
    for (position, value) in values.values_mut().enumerate() {
        *value = position;
    }
    values
}

/// How many cases of a grid have each value.
fn row(grid: Option<&ShareGrid>, values: &BTreeMap<Fraction, usize>) -> Vec<u64> {
    let mut row = vec![0; values.len()];
    for (share, cases) in grid.into_iter().flat_map(ShareGrid::shares) {
        if let Some(count) = values.get(&Fraction(share)).and_then(|at| row.get_mut(*at)) {
            *count += cases;
        }
    }
    row
}
