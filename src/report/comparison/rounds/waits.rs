//! Waits and thresholds: days between two dates, and the level of help that was pointed to
//! beside the one that was given, before and after.
//!
//! They are counts and are said to be: no verdict stands here. It must not know what any
//! fact is about.

use super::Material;
use super::words::{Rounds, name, of};
use crate::analysis::comparison::{CrossMovement, DurationMovement, NotHeld};
use crate::analysis::summary::{CrossGroup, DurationGroup};
use crate::report::summary::facts::{duration_note, number_cells};
use crate::report::summary::{heading, words};
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table, Tone};

pub(super) fn add(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    let practice = &material.comparison.practice;
    let cross = practice.cross.as_ref();
    let levels = cross.and_then(Levels::of);
    let waits: Vec<Wait<'_>> = practice.durations.iter().filter_map(Wait::of).collect();
    let not_held = not_held(&practice.durations, cross);
    if levels.is_none() && waits.is_empty() && not_held.is_empty() {
        return;
    }
    heading(blocks, "Waits and thresholds");
    if let Some(levels) = &levels {
        blocks.push(Block::Paragraph(format!("{}.", levels.said())));
    }
    if levels.is_some() || !waits.is_empty() {
        blocks.push(Block::Note(
            "These are counts and are not tested: no verdict stands beside them, and chance may explain a difference."
                .to_owned(),
        ));
    }
    if let Some(levels) = &levels {
        blocks.push(Block::Table(levels.table(material, rounds)));
    }
    for wait in &waits {
        blocks.push(Block::Table(wait.table(rounds)));
        for (round, group) in [(&rounds.before, wait.before), (&rounds.after, wait.after)] {
            let note = duration_note(group);
            if !note.is_empty() {
                blocks.push(Block::Note(format!("{round}. {note}")));
            }
        }
    }
    if !not_held.is_empty() {
        blocks.push(Block::List(not_held));
    }
}

/// What moved, in one line for the first part; nothing where no count did.
pub(super) fn stands_out(material: &Material<'_>) -> Option<Item> {
    let practice = &material.comparison.practice;
    let levels = practice.cross.as_ref().and_then(Levels::of);
    let levels = levels.filter(Levels::moved).map(|levels| levels.said());
    let waits = practice.durations.iter().filter_map(Wait::of);
    let waits = waits.filter_map(|wait| wait.said());
    let said: Vec<String> = levels.into_iter().chain(waits).collect();
    (!said.is_empty()).then(|| Item {
        tone: Tone::Neutral,
        text: format!("In counts, not tested: {}.", said.join("; ")),
    })
}

/// Two choice facts that both rounds state.
struct Levels<'a> {
    cross: &'a CrossMovement,
    before: CrossGroup,
    after: CrossGroup,
}

impl<'a> Levels<'a> {
    /// Nothing where the two are not set side by side, or a round states nothing.
    fn of(cross: &'a CrossMovement) -> Option<Self> {
        let (before, after) = (cross.before?, cross.after?);
        let stated = before.stated().of > 0 && after.stated().of > 0;
        stated.then_some(Self {
            cross,
            before,
            after,
        })
    }

    fn moved(&self) -> bool {
        self.before.stated() != self.after.stated()
    }

    fn said(&self) -> String {
        format!(
            "“{}” is the same as “{}” in {} cases before and in {} after",
            name(&self.cross.second),
            name(&self.cross.first),
            of(self.before.stated()),
            of(self.after.stated())
        )
    }

    fn table(&self, material: &Material<'_>, rounds: &Rounds) -> Table {
        let group = &material.comparison.practice.group;
        let end = |choice: &Option<crate::analysis::comparison::Name>| {
            let title = choice.as_ref().map_or("", |choice| choice.title.as_str());
            format!("Nearer to {}, before → after", words::lower_first(title))
        };
        let unstated = self.before.not_stated + self.after.not_stated > 0;
        let mut columns = vec![
            Column::words(words::upper_first(group)),
            Column::figures(format!("{}: the same", rounds.before)),
            Column::figures(format!("{}: the same", rounds.after)),
            Column::figures(end(&self.cross.first_choice)),
            Column::figures(end(&self.cross.last_choice)),
        ];
        if unstated {
            columns.push(Column::figures("Not stated, before → after"));
        }
        let row = |label: String, before: &CrossGroup, after: &CrossGroup, kind| {
            let same = |group: &CrossGroup| {
                let share = group.stated();
                Cell::share(share.count, share.of)
            };
            let both = |count: fn(&CrossGroup) -> u64| {
                Cell::text(format!("{} → {}", count(before), count(after)))
            };
            let mut cells = vec![
                Cell::text(label),
                same(before),
                same(after),
                both(|group| group.earlier),
                both(|group| group.later),
            ];
            if unstated {
                cells.push(both(|group| group.not_stated));
            }
            Row { cells, kind }
        };
        let hubs = self.cross.hubs.iter();
        let hubs = hubs.filter(|hub| material.shows(&hub.hub));
        let hubs = hubs.map(|hub| row(name(&hub.hub), &hub.before, &hub.after, RowKind::Plain));
        let all = row(
            "All cases".to_owned(),
            &self.before,
            &self.after,
            RowKind::Total,
        );
        Table {
            caption: Some(format!(
                "{}, beside {}",
                name(&self.cross.second),
                words::lower_first(&name(&self.cross.first))
            )),
            columns,
            rows: hubs.chain([all]).collect(),
        }
    }
}

/// A duration that a round has days of.
struct Wait<'a> {
    duration: &'a DurationMovement,
    before: &'a DurationGroup,
    after: &'a DurationGroup,
}

impl<'a> Wait<'a> {
    /// Nothing where the two are not set side by side, or neither has a case with both days.
    fn of(duration: &'a DurationMovement) -> Option<Self> {
        let (before, after) = (duration.before.as_ref()?, duration.after.as_ref()?);
        (before.days.cases + after.days.cases > 0).then_some(Self {
            duration,
            before,
            after,
        })
    }

    /// How many kept within the time that is set, where that moved.
    fn said(&self) -> Option<String> {
        let within = self.duration.within_days?;
        let (before, after) = (self.before.within?, self.after.within?);
        (before.of > 0 && after.of > 0 && before != after).then(|| {
            format!(
                "“{}” within {} in {} cases before and in {} after",
                name(&self.duration.duration),
                words::counted(u64::from(within), "day"),
                of(before),
                of(after)
            )
        })
    }

    fn table(&self, rounds: &Rounds) -> Table {
        let mut columns = vec![
            Column::words("Round"),
            Column::figures("Cases with both dates"),
            Column::figures("Median"),
            Column::figures("Least to greatest"),
        ];
        if let Some(within) = self.duration.within_days {
            columns.push(Column::figures(format!("Within {within} days")));
        }
        let row = |round: &str, group: &DurationGroup| {
            let within = group.within.map(|share| Cell::share(share.count, share.of));
            let cells = [Cell::text(round)].into_iter();
            Row {
                cells: cells
                    .chain(number_cells(&group.days))
                    .chain(within)
                    .collect(),
                kind: RowKind::Plain,
            }
        };
        Table {
            caption: Some(format!("{}, in days", name(&self.duration.duration))),
            columns,
            rows: vec![
                row(&rounds.before, self.before),
                row(&rounds.after, self.after),
            ],
        }
    }
}

/// What is not set side by side, and why.
fn not_held(durations: &[DurationMovement], cross: Option<&CrossMovement>) -> Vec<Item> {
    let item = |what: String, why: NotHeld| Item {
        tone: Tone::Neutral,
        text: format!("{what}: not compared, since {}", why_not(why)),
    };
    let durations = durations.iter().filter_map(|duration| {
        let what = format!("“{}”", name(&duration.duration));
        duration.why_not.map(|why| item(what, why))
    });
    let cross = cross.and_then(|cross| {
        let what = format!("“{}” beside “{}”", name(&cross.second), name(&cross.first));
        cross.why_not.map(|why| item(what, why))
    });
    durations.chain(cross).collect()
}

fn why_not(why: NotHeld) -> &'static str {
    match why {
        NotHeld::New => "the earlier tool does not ask for it",
        NotHeld::Retired => "the later tool does not ask for it",
        NotHeld::OtherDates => "it runs between other dates now",
        NotHeld::OtherDays => "another number of days is set now",
        NotHeld::OtherFacts => "the earlier tool sets other facts beside each other",
        NotHeld::OtherChoices => "the choices, or their order, are others now",
    }
}
