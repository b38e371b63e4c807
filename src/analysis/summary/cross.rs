//! Two choice facts against each other: is the level applied the one indicated?
//!
//! It must not know what the two facts are about.

use serde::Serialize;

use super::groups::Groups;
use crate::analysis::Share;
use crate::analysis::share::by_share;
use crate::analysis::tally::{Plan, cross_size};
use crate::model::Tool;

/// One group's cases; the sum of all fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct CrossGroup {
    /// Both facts say the same.
    pub same: u64,
    /// The second fact stands later in the list of choices than the first.
    pub later: u64,
    /// The second fact stands earlier in the list of choices than the first.
    pub earlier: u64,
    /// One or both are blank.
    pub not_stated: u64,
}

impl CrossGroup {
    /// Cases in which both say the same, of those in which both are stated.
    pub fn stated(&self) -> Share {
        Share {
            count: self.same,
            of: self.same + self.earlier + self.later,
        }
    }
}

/// Two choice facts against each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cross {
    /// The first fact's id.
    pub first: String,
    /// Its label.
    pub first_label: String,
    /// The second fact's id.
    pub second: String,
    /// Its label.
    pub second_label: String,
    /// Ids of the first fact's choices, and last `not_stated`.
    pub row_ids: Vec<String>,
    /// Labels of the first fact's choices, and last of a blank.
    pub rows: Vec<String>,
    /// Ids of the second fact's choices, and last `not_stated`.
    pub column_ids: Vec<String>,
    /// Labels of the second fact's choices, and last of a blank.
    pub columns: Vec<String>,
    /// Cases, row by row.
    pub counts: Vec<Vec<u64>>,
    /// All cases shown; only where both facts have the same choices.
    pub all: Option<CrossGroup>,
    /// By group; only where both facts have the same choices.
    pub groups: Vec<CrossGroup>,
    /// In the whole round, where only some groups are shown.
    pub whole_round: Option<CrossGroup>,
}

impl Cross {
    /// The least and the greatest part of cases of a group in which both say the same; nothing
    /// with fewer than two groups in which both are stated.
    pub fn range(&self) -> Option<(Share, Share)> {
        let shares = self.groups.iter().map(CrossGroup::stated);
        let sorted = by_share(shares, |share| *share);
        match sorted.as_slice() {
            [most, .., least] => Some((*least, *most)),
            _ => None,
        }
    }

    /// The first and the last of the choices that both facts have.
    pub fn ends(&self) -> Option<(&str, &str)> {
        let last = self.rows.iter().rev().nth(1)?;
        Some((self.rows.first()?, last))
    }
}

/// The first two choice facts of a tool that have the same choices: what a tool asks twice
/// in this way is meant to be held against each other.
pub fn default_cross(tool: &Tool) -> Option<(usize, usize)> {
    use crate::model::FactKind::Choice;
    let choices = tool
        .facts
        .iter()
        .enumerate()
        .filter_map(|(position, fact)| {
            let Choice(choices) = &fact.kind else {
                return None;
            };
            Some((position, choices))
        });
    let choices: Vec<_> = choices.collect();
    choices
        .iter()
        .enumerate()
        .find_map(|(at, (first, choices_of_first))| {
            let mut later = choices.iter().skip(at + 1);
            later
                .find(|(_, others)| alike(choices_of_first, others))
                .map(|(second, _)| (*first, *second))
        })
}

impl CrossGroup {
    /// The cases that were counted row by row, of two facts with the same choices; `width`
    /// is one more than there are choices.
    pub(in crate::analysis) fn of(counts: &[u64], width: usize) -> Self {
        let mut group = Self::default();
        for (row, line) in counts.chunks(width.max(1)).enumerate() {
            for (column, count) in line.iter().enumerate() {
                let blank = row + 1 == width || column + 1 == width;
                let field = match column.cmp(&row) {
                    _ if blank => &mut group.not_stated,
                    std::cmp::Ordering::Equal => &mut group.same,
                    std::cmp::Ordering::Greater => &mut group.later,
                    std::cmp::Ordering::Less => &mut group.earlier,
                };
                *field += count;
            }
        }
        group
    }
}

/// Are they the same choices, in one order?
pub(in crate::analysis) fn alike(
    one: &[crate::model::Choice],
    other: &[crate::model::Choice],
) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.id == b.id)
}

pub(super) fn cross(plan: &Plan<'_>, groups: &Groups) -> Option<Cross> {
    let pair = plan.cross?;
    let tool = plan.tool;
    let (first, second) = (tool.facts.get(pair.0)?, tool.facts.get(pair.1)?);
    let (_, width) = cross_size(tool, pair);
    let labels = |choices: &[crate::model::Choice]| {
        let labels = choices.iter().map(|choice| choice.label.clone());
        labels.chain(["Not stated".to_owned()]).collect::<Vec<_>>()
    };
    let ids = |choices: &[crate::model::Choice]| {
        let ids = choices.iter().map(|choice| choice.id.clone());
        ids.chain(["not_stated".to_owned()]).collect::<Vec<_>>()
    };
    let same_choices = alike(first.kind.choices(), second.kind.choices());
    let of = |counts: &[u64]| CrossGroup::of(counts, width);
    Some(Cross {
        first: first.id.clone(),
        first_label: first.label.clone(),
        second: second.id.clone(),
        second_label: second.label.clone(),
        row_ids: ids(first.kind.choices()),
        column_ids: ids(second.kind.choices()),
        rows: labels(first.kind.choices()),
        columns: labels(second.kind.choices()),
        counts: groups
            .scope()
            .waits
            .cross
            .chunks(width)
            .map(<[u64]>::to_vec)
            .collect(),
        all: same_choices.then(|| of(&groups.scope().waits.cross)),
        whole_round: (same_choices && groups.is_narrowed())
            .then(|| of(&groups.whole().waits.cross)),
        groups: if same_choices {
            groups
                .shown()
                .map(|group| of(&group.counts.waits.cross))
                .collect()
        } else {
            Vec::new()
        },
    })
}
