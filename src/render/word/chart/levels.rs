//! Bars of levels that part at the line between what works and what does not.
//!
//! The line is the edge between two columns of a table, so it runs through whatever the
//! height of the rows. One case is equally long in every bar. It must not know what the
//! levels mean.

use super::super::columns::{self, Type};
use super::super::drawing::{Drawing, Form, Ids, Shape};
use super::super::grid::{Edge, Line, Place};
use super::super::paragraph::{Look, Paragraph, run};
use super::{EMU, Set, label, label_width, scaled, swatch};
use crate::render::chart::bars::{self, Room};
use crate::render::palette::{self, Colour, INK, MUTED, Mark, WASH};
use crate::render::plain;
use crate::report::figure::grouped;
use crate::report::{LevelBar, LevelBars, LevelKey, Tone};

/// How high a bar is, in EMU.
const HIGH: u32 = 165_000;

/// The least height of a row, in twentieths of a point.
const ROW: u32 = 340;

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
                || (*which != Room::Apart
                    && chart.keys.iter().any(|key| Room::of(key.side) == *which))
        })
        .collect();
    if rooms.is_empty() {
        return None;
    }
    let labels = label_width(chart.bars.iter().map(|bar| bar.label.as_str()), width);
    // The key stands over the labels.
    let labels = labels.max(width * 3 / 10);
    let besides: Vec<u32> = rooms
        .iter()
        .map(|(which, _)| beside_width(chart, *which, width))
        .collect();
    let lengths: Vec<(u64, u32)> = rooms
        .iter()
        .map(|(which, most)| (*most, head_width(chart, *which)))
        .collect();
    let room = (width - labels).saturating_sub(GAP + besides.iter().sum::<u32>());
    let unit = Unit::of(&lengths, room);
    let mut widths = vec![labels];
    widths.extend(rooms.iter().zip(&lengths).zip(&besides).map(
        |(((which, _), (most, least)), beside)| {
            let gap = if *which == Room::Right { GAP } else { 0 };
            unit.length(*most).max(*least) + beside + gap
        },
    ));
    let spent: u32 = widths.iter().sum();
    if let Some(first) = widths.first_mut() {
        *first += width.saturating_sub(spent);
    }
    let mut header = vec![key(chart)];
    header.extend(rooms.iter().map(|(which, _)| heading(chart, *which)));
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

/// The levels, as they are shaded, at the left of the header: it repeats on every page.
fn key(chart: &LevelBars) -> Place {
    let mut paragraph = Paragraph::of("ChartHead");
    for (position, (side, label)) in bars::key(chart).into_iter().enumerate() {
        if position > 0 {
            paragraph = paragraph.run(run("  ", Look::default()));
        }
        paragraph = paragraph.run(swatch(&plain::line(&label), palette::level(side)));
    }
    Place::of(paragraph, 0)
}

/// What the header says of the bars below it.
fn heading(chart: &LevelBars, which: Room) -> Place {
    let (ink, left, right) = match which {
        Room::Left => (palette::tone(Tone::Good), 0, SIDE),
        Room::Right => (palette::tone(Tone::Poor), SIDE, 0),
        Room::Apart => (MUTED, 0, 0),
    };
    let look = Look {
        ink: Some(ink),
        ..Look::bold(true)
    };
    let words = which.heading(&chart.keys).unwrap_or_default();
    let paragraph = Paragraph::of("ChartHead")
        .justify((which == Room::Left).then_some("right"))
        .run(run(words, look));
    bar_place(paragraph, which).sides(left, right)
}

/// Room between the line and the words beside it.
const SIDE: u32 = 70;

/// How wide a column of bars is at least, so that its heading takes two lines.
fn head_width(chart: &LevelBars, which: Room) -> u32 {
    let words = which.heading(&chart.keys).unwrap_or_default();
    (columns::length(words, Type::Small) * 3 / 5 + SIDE).max(LEAST)
}

/// How wide what stands beside a bar can be.
fn beside_width(chart: &LevelBars, which: Room, width: u32) -> u32 {
    let besides = bars::besides(chart, which);
    let widest = besides.iter().map(|words| needed(words)).max();
    widest.unwrap_or(0).min(width / 12)
}

/// How wide digits are, with a little room around them.
fn needed(digits: &str) -> u32 {
    columns::length(digits, Type::Small) + 50
}

fn digits(count: u64) -> String {
    grouped(&count.to_string())
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
        .filter(|(key, count)| Room::of(key.side) == which && *count > 0)
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
    let lengths: Vec<(u64, f64)> = parts
        .iter()
        .map(|(count, _)| (*count, f64::from(unit.emu(*count))))
        .collect();
    let written = bars::written(&lengths, which, |said| f64::from(needed(said) * EMU));
    let mut drawn: Vec<_> = parts.iter().zip(written.inside).collect();
    let mut bar = Bar::default();
    if which == Room::Left {
        drawn.reverse();
        bar.beside(&written.beside);
    }
    for ((count, key), inside) in drawn {
        bar.part(*count, key, unit.emu(*count).max(6_350), inside);
    }
    if which != Room::Left {
        bar.beside(&written.beside);
    }
    Some(Drawing {
        width: bar.x,
        height: HIGH,
        alternative: told.join(", "),
        shapes: bar.shapes,
    })
}

/// A bar as far as it is drawn, from left to right.
#[derive(Default)]
struct Bar {
    shapes: Vec<Shape>,
    x: u32,
}

impl Bar {
    fn shape(&mut self, (x, y): (u32, u32), (width, height): (u32, u32), form: Form) {
        self.shapes.push(Shape {
            x,
            y,
            width,
            height,
            form,
        });
    }

    /// A part, with its count in it or without.
    fn part(&mut self, count: u64, key: &LevelKey, width: u32, inside: bool) {
        let shade = palette::level(key.side);
        let words = inside.then(|| digits(count));
        // Digits over a mark need a plain ground of their own.
        let plain = shade.mark == Mark::Plain;
        let on_box = words.clone().filter(|_| plain);
        let at = (self.x, 0);
        let form = Form::Box {
            shade,
            words: on_box,
        };
        self.shape(at, (width, HIGH), form);
        if let Some(words) = words.filter(|_| !plain) {
            let (ground, ink): (Colour, Colour) = (shade.ground, shade.words);
            let plate = (needed(&words) * EMU).min(width.saturating_sub(2 * EDGE));
            let at = (self.x + (width - plate) / 2, EDGE);
            let form = Form::Plate { ground, ink, words };
            self.shape(at, (plate, HIGH - 2 * EDGE), form);
        }
        self.x = self.x.saturating_add(width);
    }

    /// Words where the bar begins or ends.
    fn beside(&mut self, words: &str) {
        if !words.is_empty() {
            let width = needed(words) * EMU;
            self.shape((self.x, 0), (width, HIGH), Form::Words(words.to_owned()));
            self.x = self.x.saturating_add(width);
        }
    }
}

/// What is left free of the edge of a part, in EMU.
const EDGE: u32 = 19_050;
