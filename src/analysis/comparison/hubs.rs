//! Hubs of two rounds: which are the same, which came, went or were renamed.
//!
//! Hubs are matched by id, by the ids that either says it had, and by label, as names are
//! compared everywhere; where two claim one, neither is matched. It must not know ratings.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{Round, fold};

use super::cases::CaseRecord;
use super::practice::{Name, Names};
use super::verdict::size;

/// What became of a hub between two rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HubFate {
    /// In both rounds, under one label.
    Stayed,
    /// In both rounds, and its label has changed.
    Renamed,
    /// In the later round alone: its cases are in no comparison of hubs.
    Came,
    /// In the earlier round alone.
    Went,
}

/// A hub of either round or of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HubMovement {
    /// Its names.
    pub names: Names,
    /// What became of it.
    pub fate: HubFate,
    /// Cases audited before.
    pub cases_before: u64,
    /// Cases audited after.
    pub cases_after: u64,
}

/// One round's hub.
struct Hub {
    name: Name,
    /// As names are compared, and so the others.
    id: String,
    label: String,
    was: Vec<String>,
}

impl Hub {
    fn new(id: &str, label: &str, was: impl Iterator<Item = String>) -> Self {
        Self {
            name: Name::new(id, label),
            id: fold(id),
            label: fold(label),
            was: was.map(|was| fold(&was)).collect(),
        }
    }
}

/// All hubs of two rounds.
pub(super) struct Hubs {
    /// In the later round's order; then those that went, in the earlier round's.
    pub(super) all: Vec<HubMovement>,
    /// By case of the earlier round: its hub's position in `all`.
    pub(super) before: Vec<Option<usize>>,
    /// By case of the later round.
    pub(super) after: Vec<Option<usize>>,
}

impl Hubs {
    /// The hubs of two rounds with their cases in a lasting order.
    pub(super) fn new(
        (round_before, before): (Option<&Round>, &[&CaseRecord]),
        (round_after, after): (Option<&Round>, &[&CaseRecord]),
    ) -> Self {
        let (old, old_of) = hubs_of(round_before, before);
        let (new, new_of) = hubs_of(round_after, after);
        let match_of_new = matches(&old, &new);
        let mut all = Vec::new();
        let mut place_of_old = vec![None; old.len()];
        for (hub, old_place) in new.iter().zip(&match_of_new) {
            let earlier = old_place.and_then(|place| old.get(place));
            if let Some(place) = old_place.and_then(|place| place_of_old.get_mut(place)) {
                *place = Some(all.len());
            }
            all.push(HubMovement {
                fate: match earlier {
                    None => HubFate::Came,
                    Some(earlier) if earlier.label == hub.label => HubFate::Stayed,
                    Some(_) => HubFate::Renamed,
                },
                names: Names {
                    before: earlier.map(|hub| hub.name.clone()),
                    after: Some(hub.name.clone()),
                },
                cases_before: 0,
                cases_after: 0,
            });
        }
        for (hub, place) in old.iter().zip(&mut place_of_old) {
            if place.is_none() {
                *place = Some(all.len());
                all.push(HubMovement {
                    names: Names {
                        before: Some(hub.name.clone()),
                        after: None,
                    },
                    fate: HubFate::Went,
                    cases_before: 0,
                    cases_after: 0,
                });
            }
        }
        let before: Vec<Option<usize>> = old_of
            .iter()
            .map(|hub| place_of_old.get(*hub).copied().flatten())
            .collect();
        let after: Vec<Option<usize>> = new_of.iter().map(|hub| Some(*hub)).collect();
        for (position, hub) in all.iter_mut().enumerate() {
            let here = |of: &[Option<usize>]| {
                size(of.iter().filter(|place| **place == Some(position)).count())
            };
            hub.cases_before = here(&before);
            hub.cases_after = here(&after);
        }
        Self { all, before, after }
    }

    /// Positions of the hubs that both rounds have.
    pub(super) fn in_both(&self) -> impl Iterator<Item = (usize, &HubMovement)> {
        self.all
            .iter()
            .enumerate()
            .filter(|(_, hub)| hub.names.before.is_some() && hub.names.after.is_some())
    }
}

/// A round's hubs: those that it lists, audited or not, then others met, by name; and
/// each case's, by position. Spellings that read alike are one hub.
fn hubs_of(round: Option<&Round>, records: &[&CaseRecord]) -> (Vec<Hub>, Vec<usize>) {
    let mut hubs: Vec<Hub> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for hub in round.iter().flat_map(|round| &round.hubs) {
        places.entry(fold(&hub.id)).or_insert(hubs.len());
        hubs.push(Hub::new(&hub.id, &hub.label, hub.was.iter().cloned()));
    }
    for (place, hub) in hubs.iter().enumerate() {
        places.entry(hub.label.clone()).or_insert(place);
    }
    let mut met: Vec<&str> = records.iter().map(|record| record.hub.as_str()).collect();
    met.sort_unstable();
    met.dedup();
    for name in met {
        places.entry(fold(name)).or_insert_with(|| {
            hubs.push(Hub::new(name, name, std::iter::empty()));
            hubs.len() - 1
        });
    }
    let of = records
        .iter()
        .map(|record| places.get(&fold(&record.hub)).copied().unwrap_or(0))
        .collect();
    (hubs, of)
}

/// A way in which two hubs may be told to be one.
type Same = fn(&Hub, &Hub) -> bool;

fn same_id(a: &Hub, b: &Hub) -> bool {
    a.id == b.id
}

fn formerly(a: &Hub, b: &Hub) -> bool {
    b.was.contains(&a.id) || a.was.contains(&b.id)
}

fn same_label(a: &Hub, b: &Hub) -> bool {
    a.label == b.label
}

/// A round without a list of hubs has what was written, be it an id or a label.
fn same_as_written(a: &Hub, b: &Hub) -> bool {
    a.label == b.id || a.id == b.label
}

/// For each later hub the earlier one that it is.
fn matches(old: &[Hub], new: &[Hub]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; new.len()];
    let ways: [Same; 4] = [same_id, formerly, same_label, same_as_written];
    for same in ways {
        let taken: BTreeSet<usize> = found.iter().flatten().copied().collect();
        let mut candidates = Vec::new();
        for (place, hub) in new.iter().enumerate() {
            if found.get(place) != Some(&None) {
                continue;
            }
            let old = old.iter().enumerate();
            let free = old.filter(|(other, _)| !taken.contains(other));
            let alike = free.filter(|(_, earlier)| same(earlier, hub));
            candidates.extend(alike.map(|(other, _)| (other, place)));
        }
        for (other, place) in &candidates {
            let claims = candidates.iter().filter(|(a, b)| a == other || b == place);
            if claims.count() == 1
                && let Some(found) = found.get_mut(*place)
            {
                *found = Some(*other);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hub(id: &str, label: &str, was: &[&str]) -> Hub {
        Hub::new(id, label, was.iter().map(|was| (*was).to_owned()))
    }

    #[test]
    fn hubs_are_matched_by_id_then_by_earlier_ids_then_by_label() {
        let old = [
            hub("north", "North", &[]),
            hub("mill", "Mill Lane", &[]),
            hub("quay", "The Quay", &[]),
            hub("hill", "Hill", &[]),
        ];
        let new = [
            hub("quay-side", "the quay", &[]),
            hub("lane", "Lane End", &["mill"]),
            hub("north", "Northcroft", &[]),
            hub("new", "New", &[]),
        ];
        assert_eq!(matches(&old, &new), [Some(2), Some(1), Some(0), None]);
        // The other way round `was` is read from the other side.
        assert_eq!(matches(&new, &old), [Some(2), Some(1), Some(0), None]);
    }

    #[test]
    fn two_hubs_that_became_one_are_not_compared_with_it() {
        let old = [hub("a", "A", &[]), hub("b", "B", &[])];
        let new = [hub("ab", "A and B", &["a", "b"])];
        assert_eq!(matches(&old, &new), [None]);
        assert_eq!(matches(&new, &old), [None, None]);
    }

    #[test]
    fn a_sheet_without_a_list_of_hubs_has_what_was_written() {
        let old = [hub("east_moor", "Eastmoor (north)", &[])];
        assert_eq!(
            matches(&old, &[hub("East Moor", "East Moor", &[])]),
            [Some(0)]
        );
        assert_eq!(
            matches(&old, &[hub("eastmoor (North)", "eastmoor (North)", &[])]),
            [Some(0)]
        );
    }
}
