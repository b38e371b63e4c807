//! Which things of two tools are the same one.
//!
//! Every rule gives the same pairs from either side. It must not know what else changed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::model::{Standard, fold};

/// Positions that are the same thing, from either side.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    later: BTreeMap<usize, usize>,
    earlier: BTreeMap<usize, usize>,
}

impl Pairs {
    /// The later position of an earlier one.
    pub(super) fn later(&self, before: usize) -> Option<usize> {
        self.later.get(&before).copied()
    }

    /// The earlier position of a later one.
    pub(super) fn earlier(&self, after: usize) -> Option<usize> {
        self.earlier.get(&after).copied()
    }

    /// Every position of either side once: in the later order, those that are gone after.
    pub(super) fn all(&self, before: usize, after: usize) -> Vec<(Option<usize>, Option<usize>)> {
        let now = (0..after).map(|later| (self.earlier(later), Some(later)));
        let gone = (0..before).filter(|&earlier| self.later(earlier).is_none());
        now.chain(gone.map(|earlier| (Some(earlier), None)))
            .collect()
    }

    /// Takes a pair, unless one of the two is taken.
    fn take(&mut self, before: usize, after: usize) -> bool {
        let free = self.later(before).is_none() && self.earlier(after).is_none();
        if free {
            self.later.insert(before, after);
            self.earlier.insert(after, before);
        }
        free
    }
}

/// The same id.
pub(super) fn by_id<'a>(
    before: impl Iterator<Item = &'a str>,
    after: impl Iterator<Item = &'a str>,
) -> Pairs {
    let owned = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect();
    by_keys([(owned(before.collect()), owned(after.collect()))])
}

/// The same id; of those left over the same words.
pub(super) fn by_id_or_title(before: &[(&str, &str)], after: &[(&str, &str)]) -> Pairs {
    let ids = |side: &[(&str, &str)]| side.iter().map(|(id, _)| (*id).to_owned()).collect();
    let titles = |side: &[(&str, &str)]| side.iter().map(|(_, title)| fold(title)).collect();
    by_keys([(ids(before), ids(after)), (titles(before), titles(after))])
}

/// The same key of the first sort; of those left over the same key of the next, and so on.
/// Where several have one key, the first are a pair, then the second. Each sort has a key
/// for every position of both sides.
pub(super) fn by_keys(sorts: impl IntoIterator<Item = (Vec<String>, Vec<String>)>) -> Pairs {
    let mut pairs = Pairs::default();
    for (before, after) in sorts {
        let mut free: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
        for (earlier, key) in before.iter().enumerate() {
            if pairs.later(earlier).is_none() {
                free.entry(key).or_default().push_back(earlier);
            }
        }
        for (later, key) in after.iter().enumerate() {
            if pairs.earlier(later).is_none()
                && let Some(earlier) = free.get_mut(key.as_str()).and_then(VecDeque::pop_front)
            {
                pairs.take(earlier, later);
            }
        }
    }
    pairs
}

/// Standards that are the same one, and claims that came to nothing.
#[derive(Debug)]
pub(super) struct StandardPairs {
    /// The same standard.
    pub(super) same: Pairs,
    /// Later standards to which an id leads from an earlier one, or the other way round,
    /// though one of the two at least is another's.
    pub(super) lost: BTreeMap<usize, Vec<usize>>,
    /// The same by later standards.
    pub(super) lost_by_later: BTreeMap<usize, Vec<usize>>,
}

/// Standards by their ids now and earlier, in either direction. Where several lay claim to
/// one, the same id comes first, then the first in file order.
pub(super) fn standards(before: &[Standard], after: &[Standard]) -> StandardPairs {
    let ids = |side: &[Standard]| -> BTreeMap<String, usize> {
        let mut ids = BTreeMap::new();
        for (position, standard) in side.iter().enumerate() {
            ids.entry(standard.id.clone()).or_insert(position);
        }
        ids
    };
    let (old, new) = (ids(before), ids(after));
    let mut claims = BTreeSet::new();
    let mut same = Pairs::default();
    for (id, &earlier) in &old {
        if let Some(&later) = new.get(id) {
            same.take(earlier, later);
        }
    }
    for (later, standard) in after.iter().enumerate() {
        claims.extend(
            standard
                .was
                .iter()
                .filter_map(|id| Some((*old.get(id)?, later))),
        );
    }
    for (earlier, standard) in before.iter().enumerate() {
        claims.extend(
            standard
                .was
                .iter()
                .filter_map(|id| Some((earlier, *new.get(id)?))),
        );
    }
    let mut pairs = StandardPairs {
        same,
        lost: BTreeMap::new(),
        lost_by_later: BTreeMap::new(),
    };
    // Claims on one standard come in the file order of the other tool, from either side.
    for (earlier, later) in claims {
        if !pairs.same.take(earlier, later) && pairs.same.later(earlier) != Some(later) {
            pairs.lost.entry(earlier).or_default().push(later);
            pairs.lost_by_later.entry(later).or_default().push(earlier);
        }
    }
    pairs
}
