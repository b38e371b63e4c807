//! Bars of levels that part at one line: what works to the left of it, as in the order of
//! reading, and what does not to the right. Apart at the right stands what has no level.
//!
//! All bars share the line and the length of a case. It must not know what the levels are.

use crate::report::figure::grouped;
use crate::report::{LevelBar, LevelBars, LevelKey, Tone};

use super::super::palette;
use super::super::plain;
use super::Width;
use super::bars::{self, Room};
use super::drawing::{Anchor, Drawing, LEADING, Look, SIZE, SMALL, length};
use super::measure;

const BAR: f64 = 22.0;
/// Between the columns.
const GAP: f64 = 22.0;
/// For a count that stands beyond the end of a bar.
const BEYOND: f64 = 14.0;
/// The longest that one case is drawn.
const LONGEST: f64 = 44.0;
const LABEL_LINES: usize = 3;

/// Where the columns stand, and how long a case is.
struct Columns {
    label: f64,
    middle: f64,
    apart: f64,
    /// Does anything stand apart?
    parted: bool,
    case: f64,
}

pub(super) fn draw(bars: &LevelBars, drawing: &mut Drawing) {
    legend(bars, drawing);
    let columns = columns(bars, drawing);
    headings(bars, &columns, drawing);
    let mut rules = vec![];
    let mut from = drawing.y;
    for bar in &bars.bars {
        if bar.counts.is_empty() {
            if drawing.y > from {
                rules.push((from, drawing.y));
            }
            group(bar, drawing);
            from = drawing.y;
        } else {
            let top = row(bars, bar, &columns, drawing);
            // Words above a bar are not to be crossed.
            if drawing.layout == Width::Narrow {
                rules.push((top - 3.0, top + BAR + 3.0));
                from = drawing.y;
            }
        }
    }
    if drawing.y > from {
        rules.push((from, drawing.y));
    }
    for (from, to) in rules {
        let x = columns.middle;
        drawing.line((x, from), (x, to), palette::INK, 2.0);
    }
    drawing.y += 4.0;
}

fn legend(bars: &LevelBars, drawing: &mut Drawing) {
    let entries: Vec<_> = bars::key(bars)
        .into_iter()
        .map(|(side, label)| (palette::level(side), label))
        .collect();
    drawing.legend(&entries);
    drawing.y += 6.0;
}

/// The sum of a bar's counts in one room, as a length.
fn reach(bars: &LevelBars, bar: &LevelBar, room: Room) -> f64 {
    let counts = bars.keys.iter().zip(&bar.counts);
    counts
        .filter(|(key, _)| Room::of(key.side) == room)
        .map(|(_, count)| length(*count))
        .sum()
}

fn columns(bars: &LevelBars, drawing: &Drawing) -> Columns {
    let most = |room: Room| {
        bars.bars
            .iter()
            .map(|bar| reach(bars, bar, room))
            .fold(0.0, f64::max)
    };
    let (left, right, aside) = (most(Room::Left), most(Room::Right), most(Room::Apart));
    let label = match drawing.layout {
        Width::Narrow => 0.0,
        Width::Wide => {
            let labels = bars.bars.iter().filter(|bar| !bar.counts.is_empty());
            let widest = labels.map(|bar| measure::width(&plain::line(&bar.label), SIZE));
            widest.fold(60.0, f64::max).min(250.0) + 14.0
        }
    };
    // At the right end the counts of all that stands apart may stand beside it.
    let parting = if aside > 0.0 {
        let besides = bars::besides(bars, Room::Apart);
        let beside = besides.iter().map(|said| needed(said)).fold(0.0, f64::max);
        GAP + beside.clamp(BEYOND, drawing.width() / 4.0)
    } else {
        0.0
    };
    let room = drawing.width() - label - 2.0 * BEYOND - parting;
    let all = left + right + aside;
    let case = if all > 0.0 {
        (room / all).min(LONGEST)
    } else {
        0.0
    };
    let middle = label + BEYOND + left * case;
    Columns {
        label,
        middle,
        apart: middle + right * case + BEYOND + GAP,
        parted: aside > 0.0,
        case,
    }
}

/// What stands left and right of the line, and apart.
fn headings(bars: &LevelBars, columns: &Columns, drawing: &mut Drawing) {
    let look = Look::MUTED.strong();
    let (x, y) = (columns.middle, drawing.y + 11.0);
    let mut lines = 1.0_f64;
    if let Some(words) = Room::Left.heading(&bars.keys) {
        let colour = palette::tone(Tone::Good);
        drawing.words(
            x - 8.0,
            y,
            &[words],
            Look { colour, ..look }.at(Anchor::End),
        );
    }
    if let Some(right) = Room::Right.heading(&bars.keys) {
        let room = if columns.parted {
            columns.apart
        } else {
            drawing.width()
        } - x
            - 12.0;
        let words = measure::wrap(right, SMALL, room.max(60.0), 3);
        lines = lines.max(length(words.len() as u64));
        let colour = palette::tone(Tone::Poor);
        drawing.words(x + 8.0, y, &words, Look { colour, ..look });
    }
    if let Some(words) = Room::Apart.heading(&bars.keys).filter(|_| columns.parted) {
        let room = drawing.width() - columns.apart;
        let words = measure::wrap(words, SMALL, room.max(60.0), 3);
        lines = lines.max(length(words.len() as u64));
        // Near the right edge the words end there rather than begin at the column.
        let widest = words
            .iter()
            .map(|line| measure::width(line, SMALL))
            .fold(0.0, f64::max);
        let x = columns.apart.min(drawing.width() - widest);
        drawing.words(x, y, &words, look);
    }
    drawing.y += lines * LEADING + 4.0;
}

fn group(bar: &LevelBar, drawing: &mut Drawing) {
    let words = measure::wrap(&plain::line(&bar.label), SIZE * 1.06, drawing.width(), 2);
    drawing.y += 12.0;
    drawing.words(0.0, drawing.y + 12.0, &words, Look::INK.strong());
    drawing.y += length(words.len() as u64) * LEADING + 5.0;
}

/// Draws a bar and the words that name it; tells where the bar begins.
fn row(bars: &LevelBars, bar: &LevelBar, columns: &Columns, drawing: &mut Drawing) -> f64 {
    let label = plain::line(&bar.label);
    let top = match drawing.layout {
        Width::Wide => {
            let lines = measure::wrap(&label, SIZE, columns.label - 14.0, LABEL_LINES);
            let tall = length(lines.len() as u64) * LEADING;
            let high = tall.max(BAR) + 8.0;
            let top = drawing.y + (high - BAR) / 2.0;
            drawing.words(
                0.0,
                drawing.y + (high - tall) / 2.0 + 12.0,
                &lines,
                Look::INK,
            );
            drawing.y += high;
            top
        }
        Width::Narrow => {
            let lines = measure::wrap(&label, SIZE, drawing.width(), LABEL_LINES);
            let tall = length(lines.len() as u64) * LEADING;
            drawing.words(0.0, drawing.y + 15.0, &lines, Look::INK);
            let top = drawing.y + tall + 6.0;
            drawing.y = top + BAR + 10.0;
            top
        }
    };
    let parts: Vec<(&LevelKey, u64)> = bars.keys.iter().zip(bar.counts.iter().copied()).collect();
    if parts.iter().all(|(_, count)| *count == 0) {
        let y = top + BAR / 2.0 + 4.0;
        drawing.words(columns.middle + 8.0, y, &["no cases"], Look::MUTED);
        return top;
    }
    let on = |room: Room| {
        let parts = parts.iter().copied();
        parts.filter(move |(key, count)| Room::of(key.side) == room && *count > 0)
    };
    // Away from the line: what works is listed best first, so its last stands at the line.
    let left: Vec<_> = on(Room::Left).collect();
    run(
        left.into_iter().rev(),
        (Room::Left, columns.middle),
        -columns.case,
        top,
        drawing,
    );
    let right = (Room::Right, columns.middle);
    run(on(Room::Right), right, columns.case, top, drawing);
    let apart = (Room::Apart, columns.apart);
    run(on(Room::Apart), apart, columns.case, top, drawing);
    top
}

/// How long digits are, with a little room around them.
fn needed(said: &str) -> f64 {
    measure::width(said, SMALL) + 4.0
}

/// Parts one after the other from `x` on; a case is `case` long, leftwards if negative.
fn run<'a>(
    parts: impl Iterator<Item = (&'a LevelKey, u64)>,
    (room, mut x): (Room, f64),
    case: f64,
    top: f64,
    drawing: &mut Drawing,
) {
    let parts: Vec<_> = parts.collect();
    let lengths: Vec<(u64, f64)> = parts
        .iter()
        .map(|(_, count)| (*count, (length(*count) * case).abs()))
        .collect();
    let written = bars::written(&lengths, room, needed);
    let base = top + BAR / 2.0 + 4.2;
    for ((key, count), inside) in parts.into_iter().zip(written.inside) {
        let fill = palette::level(key.side);
        let next = x + length(count) * case;
        drawing.area((x.min(next), top), ((next - x).abs(), BAR), fill);
        if inside {
            let told = grouped(&count.to_string());
            drawing.words(f64::midpoint(x, next), base, &[&told], Look::on(fill));
        }
        x = next;
    }
    if !written.beside.is_empty() {
        let (anchor, away) = if case < 0.0 {
            (Anchor::End, -3.0)
        } else {
            (Anchor::Start, 3.0)
        };
        drawing.words(x + away, base, &[written.beside], Look::MUTED.at(anchor));
    }
}
