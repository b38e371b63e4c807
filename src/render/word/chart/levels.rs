//! Bars of levels that part at the line between what works and what does not.
//!
//! The line is the edge between two columns of a table, so it runs through whatever the
//! height of the rows. One case is equally long in every bar. It must not know what the
//! levels mean.

use super::super::columns::{self, Type};
use super::super::drawing::{Drawing, Form, Ids, Shape};
use super::super::grid::{Edge, Line, Place};
use super::super::paragraph::{Look, Paragraph, run};
use super::{EMU, Set, head, label, label_width, scaled, swatch};
use crate::render::palette::{self, INK, WASH};
use crate::render::plain;
use crate::report::{LevelBar, LevelBars, LevelKey, Side};

/// How high a bar is, in EMU.
const HIGH: u32 = 165_000;

/// The least height of a row, in twentieths of a point.
const ROW: u32 = 340;

/// Where bars of levels stand: what works left of a line, as strengths come first, what
/// needs improving right of it, and the rest apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    Left,
    Right,
    Apart,
}

fn room(side: Side) -> Room {
    match side {
        Side::Working(_) => Room::Left,
        Side::Improve(_) | Side::NotWorking(_) => Room::Right,
        Side::NotEvidenced | Side::Apart => Room::Apart,
    }
}

/// The least room of a column of bars.
const LEAST: u32 = 1_100;

/// Room at the right of what needs improving.
const GAP: u32 = 200;

/// The chart; nothing without levels.
pub(super) fn levels(chart: &LevelBars, width: u32, ids: &mut Ids) -> Option<Set> {
    let longest = |which: Room| {
        let lengths = chart.bars.iter().map(|bar| {
            let parts = parts(chart, bar, which);
            let counts = parts.iter().map(|(count, _)| *count);
            counts.fold(0u64, u64::saturating_add)
        });
        lengths.max().unwrap_or(0)
    };
    let rooms: Vec<(Room, u64)> = [Room::Left, Room::Right, Room::Apart]
        .into_iter()
        .map(|which| (which, longest(which)))
        .filter(|(which, most)| {
            *most > 0
                || (*which != Room::Apart && chart.keys.iter().any(|key| room(key.side) == *which))
        })
        .collect();
    if rooms.is_empty() {
        return None;
    }
    let labels = label_width(chart.bars.iter().map(|bar| bar.label.as_str()), width);
    let lengths: Vec<(u64, u32)> = rooms
        .iter()
        .map(|(which, most)| (*most, key_width(chart, *which, width)))
        .collect();
    let unit = Unit::of(&lengths, width - labels - GAP);
    let mut widths = vec![labels];
    widths.extend(
        rooms
            .iter()
            .zip(&lengths)
            .map(|((which, _), (most, least))| {
                let gap = if *which == Room::Right { GAP } else { 0 };
                unit.length(*most).max(*least) + gap
            }),
    );
    let spent: u32 = widths.iter().sum();
    if let Some(first) = widths.first_mut() {
        *first += width.saturating_sub(spent);
    }
    let mut header = vec![head("")];
    header.extend(rooms.iter().map(|(which, _)| {
        let keys = chart.keys.iter().enumerate().filter(|(position, key)| {
            room(key.side) == *which
                && (*which != Room::Apart
                    || chart
                        .bars
                        .iter()
                        .any(|bar| bar.counts.get(*position).is_some_and(|&count| count > 0)))
        });
        // Left to right, as the bars are.
        let keys: Vec<&LevelKey> = keys.map(|(_, key)| key).collect();
        let mut paragraph =
            Paragraph::of("ChartHead").justify((*which == Room::Left).then_some("right"));
        for (position, key) in keys.iter().enumerate() {
            if position > 0 {
                paragraph = paragraph.run(run(" ", Look::default()));
            }
            paragraph = paragraph.run(swatch(&plain::line(&key.label), palette::level(key.side)));
        }
        bar_place(paragraph, *which)
    }));
    let mut rows = vec![Line {
        cells: header,
        ..Line::default()
    }];
    for bar in &chart.bars {
        let title = bar.counts.is_empty();
        let mut cells = vec![label(&bar.label, title)];
        for (which, _) in &rooms {
            let drawn = bar_drawing(&parts(chart, bar, *which), *which, unit);
            let mut paragraph =
                Paragraph::of("ChartCell").justify((*which == Room::Left).then_some("right"));
            if let Some(drawn) = drawn {
                paragraph = paragraph.run(drawn.run(ids));
            }
            cells.push(bar_place(paragraph, *which));
        }
        if title {
            cells = cells
                .into_iter()
                .map(|cell| cell.fill(Some(WASH)))
                .collect();
        }
        rows.push(Line {
            cells,
            keep_next: title,
            height: Some(ROW),
        });
    }
    Some((widths, rows))
}

/// How wide a column of bars is at least, so that its key stands on one line if that is
/// not too long.
fn key_width(chart: &LevelBars, which: Room, width: u32) -> u32 {
    let keys = chart.keys.iter().filter(|key| room(key.side) == which);
    let length = keys
        .map(|key| columns::length(&key.label, Type::Small) + 140)
        .fold(0, u32::saturating_add);
    match which {
        Room::Apart => LEAST,
        Room::Left | Room::Right => length.clamp(LEAST, width / 5),
    }
}

fn bar_place(paragraph: Paragraph, which: Room) -> Place {
    let place = Place::of(paragraph, 0).sides(0, 0);
    match which {
        Room::Left => place.edge(Edge::Right, 8, INK),
        Room::Right => place.edge(Edge::Left, 8, INK),
        Room::Apart => place,
    }
}

/// How long one of what is counted is drawn.
#[derive(Debug, Clone, Copy)]
struct Unit {
    width: u32,
    count: u64,
}

impl Unit {
    /// So that columns for these counts, none narrower than it must be, fill the width.
    fn of(columns: &[(u64, u32)], width: u32) -> Self {
        let mut free = width;
        let mut wide = columns.to_vec();
        loop {
            let count = wide
                .iter()
                .fold(0u64, |sum, (count, _)| sum.saturating_add(*count));
            let unit = Self { width: free, count };
            let narrow = |(count, least): &(u64, u32)| unit.length(*count) < *least;
            let taken: u32 = wide
                .iter()
                .filter(|column| narrow(column))
                .map(|c| c.1)
                .sum();
            wide.retain(|column| !narrow(column));
            if taken == 0 || wide.is_empty() {
                return unit;
            }
            free = free.saturating_sub(taken);
        }
    }

    /// Twentieths of a point.
    fn length(self, count: u64) -> u32 {
        scaled(self.width, count, self.count)
    }

    /// EMU.
    fn emu(self, count: u64) -> u32 {
        scaled(self.width * EMU, count, self.count)
    }
}

/// The parts of a bar that stand in one room, from the line outwards.
fn parts<'a>(chart: &'a LevelBars, bar: &LevelBar, which: Room) -> Vec<(u64, &'a LevelKey)> {
    let parts = chart
        .keys
        .iter()
        .zip(bar.counts.iter().copied())
        .filter(|(key, count)| room(key.side) == which && *count > 0)
        .map(|(key, count)| (count, key));
    let mut parts: Vec<_> = parts.collect();
    // Keys stand best first, so those that work begin with the outermost.
    if which == Room::Left {
        parts.reverse();
    }
    parts
}

fn bar_drawing(parts: &[(u64, &LevelKey)], which: Room, unit: Unit) -> Option<Drawing> {
    if parts.is_empty() {
        return None;
    }
    let told: Vec<String> = parts
        .iter()
        .map(|(count, key)| format!("{count} {}", plain::line(&key.label)))
        .collect();
    let mut shapes = Vec::new();
    let mut x = 0;
    let mut drawn: Vec<_> = parts.iter().collect();
    if which == Room::Left {
        drawn.reverse();
    }
    for (count, key) in drawn {
        let width = unit.emu(*count).max(6_350);
        let words = count.to_string();
        let needed = columns::length(&words, Type::Small) * EMU;
        shapes.push(Shape {
            x,
            y: 0,
            width,
            height: HIGH,
            form: Form::Box {
                shade: palette::level(key.side),
                words: (needed < width).then_some(words),
            },
        });
        x = x.saturating_add(width);
    }
    Some(Drawing {
        width: x,
        height: HIGH,
        alternative: told.join(", "),
        shapes,
    })
}
