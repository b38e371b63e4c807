//! The groups of a summary: hubs in the round's order, or a fact's choices in the tool's.
//!
//! It must not know what is computed from their counts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Input;
use crate::analysis::tally::{Counts, Group, Grouping};
use crate::model::{Fact, FactKind, Tool, fold};

/// What cases are grouped by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupBy {
    /// `hub`, or the fact's id.
    pub id: String,
    /// The word for one group, lower case: hub, region; or the fact's label.
    pub label: String,
    /// Is it a fact, and not the hub?
    pub is_fact: bool,
    /// May a case stand in several groups?
    pub overlaps: bool,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupInfo {
    /// Stable name.
    pub id: String,
    /// The words shown to people.
    pub label: String,
    /// How many cases were to be audited.
    pub planned: Option<u32>,
}

/// A group with its counts.
pub(super) struct Counted {
    pub(super) info: GroupInfo,
    pub(super) counts: Counts,
    /// Is it compared with the others? Cases whose fact is blank are not.
    pub(super) compared: bool,
    shown: bool,
}

/// All groups of a round.
pub(super) struct Groups {
    pub(super) by: GroupBy,
    all: Vec<Counted>,
    whole: Counts,
    /// The shown groups together, where only some are shown.
    narrowed: Option<Counts>,
    /// Positions in `all` by the tally's name for the group.
    positions: BTreeMap<Group, usize>,
}

impl Groups {
    pub(super) fn new(input: &Input<'_>) -> Self {
        let tool = input.plan.tool;
        let by = group_by(tool, input.plan.grouping);
        let mut groups = Self {
            by,
            all: Vec::new(),
            whole: input.parts.whole.clone(),
            narrowed: None,
            positions: BTreeMap::new(),
        };
        match input.plan.grouping {
            Grouping::Hub => groups.add_hubs(input),
            Grouping::Fact(fact) => {
                if let Some(fact) = tool.facts.get(fact) {
                    groups.add_choices(fact, input);
                }
            }
        }
        for group in &mut groups.all {
            group.shown = input.scope.shows_group(&group.info.id);
        }
        if groups.all.iter().any(|group| !group.shown) {
            let mut scope = Counts::new(tool, input.plan.cross);
            for group in groups.shown() {
                scope.merge(&group.counts);
            }
            groups.narrowed = Some(scope);
        }
        groups
    }

    /// Hubs that the round lists, audited or not; then, where it lists none, those met,
    /// by name.
    fn add_hubs(&mut self, input: &Input<'_>) {
        let plan = input.plan;
        let empty = || Counts::new(plan.tool, plan.cross);
        for hub in input.round.iter().flat_map(|round| &round.hubs) {
            let position = self.all.len();
            self.all.push(Counted {
                info: GroupInfo {
                    id: hub.id.clone(),
                    label: hub.label.clone(),
                    planned: hub.planned,
                },
                counts: empty(),
                compared: true,
                shown: true,
            });
            self.positions.insert(Group::Hub(hub.id.clone()), position);
        }
        // Spellings that read alike are one hub, called by the first of them in the alphabet.
        let mut by_fold: BTreeMap<String, usize> = BTreeMap::new();
        for (group, counts) in &input.parts.groups {
            let Group::Hub(name) = group else { continue };
            let known = self.positions.get(group).copied();
            let position = known.unwrap_or_else(|| {
                *by_fold.entry(fold(name)).or_insert_with(|| {
                    self.all.push(Counted {
                        info: GroupInfo {
                            id: name.clone(),
                            label: name.clone(),
                            planned: None,
                        },
                        counts: empty(),
                        compared: true,
                        shown: true,
                    });
                    self.all.len() - 1
                })
            });
            self.positions.insert(group.clone(), position);
            if let Some(mine) = self.all.get_mut(position) {
                mine.counts.merge(counts);
            }
        }
    }

    fn add_choices(&mut self, fact: &Fact, input: &Input<'_>) {
        let plan = input.plan;
        let choices: Vec<(String, String)> = if fact.kind == FactKind::YesNo {
            [("yes", "Yes"), ("no", "No")]
                .map(|(id, label)| (id.to_owned(), label.to_owned()))
                .to_vec()
        } else {
            let choices = fact.kind.choices().iter();
            choices
                .map(|choice| (choice.id.clone(), choice.label.clone()))
                .collect()
        };
        let not_stated = ("not_stated".to_owned(), "Not stated".to_owned());
        let names = (0_u16..)
            .zip(choices)
            .map(|(position, name)| (Group::Choice(position), name))
            .chain([(Group::NotStated, not_stated)]);
        for (group, (id, label)) in names {
            let counts = input
                .parts
                .groups
                .iter()
                .find(|(other, _)| *other == group)
                .map(|(_, counts)| counts.clone());
            let compared = group != Group::NotStated;
            if !compared && counts.is_none() {
                continue;
            }
            self.positions.insert(group, self.all.len());
            self.all.push(Counted {
                info: GroupInfo {
                    id,
                    label,
                    planned: None,
                },
                counts: counts.unwrap_or_else(|| Counts::new(plan.tool, plan.cross)),
                compared,
                shown: true,
            });
        }
    }

    /// Every group, shown or not.
    pub(super) fn all(&self) -> &[Counted] {
        &self.all
    }

    /// The groups shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Counted> {
        self.all.iter().filter(|group| group.shown)
    }

    /// Every case of the round.
    pub(super) fn whole(&self) -> &Counts {
        &self.whole
    }

    /// The cases that are summed up: all, or those of the groups shown.
    pub(super) fn scope(&self) -> &Counts {
        self.narrowed.as_ref().unwrap_or(&self.whole)
    }

    /// Is only a part of the groups shown?
    pub(super) fn is_narrowed(&self) -> bool {
        self.narrowed.is_some()
    }

    /// The position among the groups shown.
    pub(super) fn shown_position(&self, group: &Group) -> Option<usize> {
        let position = *self.positions.get(group)?;
        if !self.all.get(position)?.shown {
            return None;
        }
        Some(
            self.all
                .iter()
                .take(position)
                .filter(|group| group.shown)
                .count(),
        )
    }
}

fn group_by(tool: &Tool, grouping: Grouping) -> GroupBy {
    match grouping {
        Grouping::Hub => GroupBy {
            id: "hub".to_owned(),
            label: tool.group.clone(),
            is_fact: false,
            overlaps: false,
        },
        Grouping::Fact(position) => {
            let fact = tool.facts.get(position);
            GroupBy {
                id: fact.map_or_else(String::new, |fact| fact.id.clone()),
                label: fact.map_or_else(String::new, |fact| fact.label.clone()),
                is_fact: true,
                overlaps: grouping.overlaps(tool),
            }
        }
    }
}
