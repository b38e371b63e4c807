//! Cases that two rounds share, and how each moved in one standard.
//!
//! A case is the same one only where both rounds name one numbering of references and the
//! references are the same to the letter. It must not know tests or families.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Round, Scale};

use super::cases::{CaseRecord, State};
use super::ground::Ground;

/// Why cases of two rounds are not paired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotPaired {
    /// Neither round names the numbering of its case references (`case_key`).
    NeitherNamesNumbering,
    /// The earlier one does not.
    EarlierNamesNone,
    /// The later one does not.
    LaterNamesNone,
    /// They name different ones.
    OtherNumbering,
}

impl NotPaired {
    /// Why these rounds' cases are not paired, if they are not.
    pub(super) fn why(before: Option<&Round>, after: Option<&Round>) -> Option<Self> {
        let key = |round: Option<&Round>| {
            let key = round.and_then(|round| round.case_key.clone());
            key.filter(|key| !key.is_empty())
        };
        match (key(before), key(after)) {
            (None, None) => Some(Self::NeitherNamesNumbering),
            (None, Some(_)) => Some(Self::EarlierNamesNone),
            (Some(_), None) => Some(Self::LaterNamesNone),
            (Some(before), Some(after)) => (before != after).then_some(Self::OtherNumbering),
        }
    }
}

/// Two references that may mean one case, such as `0012` and `12`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NearMatch {
    /// The earlier round's.
    pub before: String,
    /// The later round's.
    pub after: String,
}

/// One case of both rounds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) before: &'a CaseRecord,
    pub(super) after: &'a CaseRecord,
    /// The hub of both rounds that it stayed in.
    pub(super) hub: Option<usize>,
}

/// All cases of both rounds.
pub(super) struct Paired<'a> {
    /// By reference.
    pub(super) pairs: Vec<Pair<'a>>,
    /// Unpaired references that read alike.
    pub(super) near: Vec<NearMatch>,
}

impl<'a> Paired<'a> {
    pub(super) fn new(ground: &Ground<'a>) -> Self {
        let (old, new) = (&ground.before.records, &ground.after.records);
        let mut old = old.iter().zip(&ground.hubs.before).peekable();
        let mut new = new.iter().zip(&ground.hubs.after).peekable();
        let mut pairs = Vec::new();
        let mut near: BTreeMap<String, [Vec<&str>; 2]> = BTreeMap::new();
        let mut alone = |case: &'a str, side: usize| {
            let alike = near.entry(loosely(case)).or_default();
            if let Some(list) = alike.get_mut(side) {
                list.push(case);
            }
        };
        loop {
            let order = match (old.peek(), new.peek()) {
                (Some((old, _)), Some((new, _))) => old.case.cmp(&new.case),
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (None, None) => break,
            };
            let before = if order.is_le() { old.next() } else { None };
            let after = if order.is_ge() { new.next() } else { None };
            match (before, after) {
                (Some((before, hub)), Some((after, hub_after))) => pairs.push(Pair {
                    before,
                    after,
                    hub: hub.filter(|_| hub == hub_after),
                }),
                (Some((before, _)), None) => alone(&before.case, 0),
                (None, Some((after, _))) => alone(&after.case, 1),
                (None, None) => break,
            }
        }
        let near = near.values().flat_map(|[before, after]| {
            // Of several that read alike, the last of the shorter list stands for the rest.
            let of = |list: &[&str], place: usize| {
                let last = list.len().checked_sub(1)?;
                list.get(place.min(last)).map(|case| (*case).to_owned())
            };
            let rows = before.len().max(after.len());
            (0..rows).filter_map(move |place| {
                Some(NearMatch {
                    before: of(before, place)?,
                    after: of(after, place)?,
                })
            })
        });
        Self {
            near: near.collect(),
            pairs,
        }
    }
}

/// A reference without what people write differently: case, spaces, hyphens and leading
/// zeros of its numbers.
fn loosely(case: &str) -> String {
    let mut out = String::new();
    let mut in_number = false;
    let mut zeros = 0;
    for c in case.chars().flat_map(char::to_lowercase) {
        if c == '0' && !in_number {
            zeros += 1;
            continue;
        }
        if !c.is_ascii_digit() && zeros > 0 && !in_number {
            // A number of nothing but zeros is one.
            out.push('0');
        }
        zeros = 0;
        in_number = c.is_ascii_digit();
        if !(c.is_whitespace() || matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}')) {
            out.push(c);
        }
    }
    if zeros > 0 && !in_number {
        out.push('0');
    }
    out
}

/// Pairs that cannot be compared in one standard, each counted once, by the first of these
/// that holds in either round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Excluded {
    /// Not rated.
    pub missing: u64,
    /// Rated although the tool's rule leaves the standard out.
    pub outside_rule: u64,
    /// Left out by the tool's rule.
    pub skipped: u64,
    /// Not applicable, the auditor says.
    pub not_applicable: u64,
}

impl Excluded {
    /// All of them.
    pub fn all(&self) -> u64 {
        self.missing + self.outside_rule + self.skipped + self.not_applicable
    }
}

/// How cases of both rounds moved in one standard; `pairs` is the sum of `up`, `same`,
/// `down`, `became_evidenced`, `no_longer_evidenced` and `never_evidenced`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct PairCounts {
    /// Cases rated or not evidenced in both rounds.
    pub pairs: u64,
    /// At a higher level.
    pub up: u64,
    /// At the same level.
    pub same: u64,
    /// At a lower level.
    pub down: u64,
    /// Not evidenced before, at some level after; no step up.
    pub became_evidenced: u64,
    /// At some level before, not evidenced after; no step down.
    pub no_longer_evidenced: u64,
    /// Not evidenced in either.
    pub never_evidenced: u64,
    /// Working before.
    pub working_before: u64,
    /// Working after.
    pub working_after: u64,
    /// Not working before (not evidenced included), working after.
    pub gained: u64,
    /// Working before, not after.
    pub lost: u64,
    /// Cases of both rounds that are not among the pairs.
    pub excluded: Excluded,
}

/// Which way one case went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
    /// It stayed, or its levels have no order between them, or it is no pair.
    Neither,
}

impl PairCounts {
    /// Adds a case, by its level before on the earlier scale and after on the later one.
    pub(super) fn add(
        &mut self,
        before: State,
        after: State,
        (scale_before, scale_after): (&Scale, &Scale),
    ) -> Way {
        let (State::Level(first), State::Level(second)) = (before, after) else {
            let either = |state: State| before == state || after == state;
            let why = if either(State::Missing) {
                &mut self.excluded.missing
            } else if either(State::OutsideRule) {
                &mut self.excluded.outside_rule
            } else if either(State::Skipped) {
                &mut self.excluded.skipped
            } else {
                &mut self.excluded.not_applicable
            };
            *why += 1;
            return Way::Neither;
        };
        let working =
            |scale: &Scale, level| scale.standing(level) == Some(crate::model::Standing::Working);
        let (was, is) = (working(scale_before, first), working(scale_after, second));
        self.pairs += 1;
        self.working_before += u64::from(was);
        self.working_after += u64::from(is);
        self.gained += u64::from(is && !was);
        self.lost += u64::from(was && !is);
        let (column, way) = match (scale_before.height(first), scale_after.height(second)) {
            (Some(first), Some(second)) if second > first => (&mut self.up, Way::Up),
            (Some(first), Some(second)) if second < first => (&mut self.down, Way::Down),
            (Some(_), Some(_)) => (&mut self.same, Way::Neither),
            (None, Some(_)) => (&mut self.became_evidenced, Way::Neither),
            (Some(_), None) => (&mut self.no_longer_evidenced, Way::Neither),
            (None, None) => (&mut self.never_evidenced, Way::Neither),
        };
        *column += 1;
        way
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_that_people_write_differently_read_alike() {
        for (a, b) in [
            ("0012", "12"),
            ("EH-0337", "eh 337"),
            ("A 007", "a7"),
            ("0", "000"),
            ("X-00", "x0"),
            ("1-02", "1 2"),
        ] {
            assert_eq!(loosely(a), loosely(b), "{a} {b}");
        }
        for (a, b) in [("12", "120"), ("100", "1"), ("A1", "B1"), ("10", "1")] {
            assert_ne!(loosely(a), loosely(b), "{a} {b}");
        }
    }
}
