//! From one share to another: a ring, and an arrow that ends at the second.
//!
//! It must not know what happened between the two.

use crate::report::figure::grouped;
use crate::report::{Arrow, Arrows, Part};

use super::super::palette::{self, Colour};
use super::super::plain;
use super::drawing::{Drawing, LEADING, Look, SMALL, length};
use super::measure;
use super::percent::{Ground, share};

/// Arrows shorter than this have a head that is as long as they are.
const HEAD: f64 = 11.0;
/// What goes down has the colour of what does not work, beside its direction.
const DOWN: Colour = Colour([0xb3, 0x47, 0x0a]);

pub(super) fn draw(arrows: &Arrows, drawing: &mut Drawing) {
    key(arrows, drawing);
    let rows: Vec<(&str, String)> = arrows
        .rows
        .iter()
        .map(|arrow| (arrow.label.as_str(), said(arrow)))
        .collect();
    let ground = Ground::lay(&rows, drawing);
    for (arrow, place) in arrows.rows.iter().zip(ground.rows()) {
        if !arrow.is_known() {
            ground.nothing(place, drawing);
            continue;
        }
        let from = ground.x(share(arrow.from.count, arrow.from.of));
        let to = ground.x(share(arrow.to.count, arrow.to.of));
        drawn(from, to, place.y, drawing);
    }
}

/// A ring at `from` and an arrow to `to`; a filled ring if they are the same.
fn drawn(from: f64, to: f64, y: f64, drawing: &mut Drawing) {
    let colour = if to < from { DOWN } else { palette::STRONG };
    let far = (to - from).abs();
    if far < 0.5 {
        drawing.dot(from, y, 5.0, palette::PAPER, colour);
        drawing.dot(from, y, 2.0, colour, colour);
        return;
    }
    let way = (to - from).signum();
    let head = HEAD.min(far);
    drawing.line((from, y), (to - way * head, y), colour, 3.0);
    drawing.dot(from, y, 4.0, palette::PAPER, colour);
    let back = to - way * head;
    drawing.shape(&[(to, y), (back, y - 6.0), (back, y + 6.0)], colour);
}

/// What ring and head are: before and after an arrow where there is room, else below.
fn key(arrows: &Arrows, drawing: &mut Drawing) {
    let (from, to) = (plain::line(&arrows.from), plain::line(&arrows.to));
    let look = Look {
        colour: palette::INK,
        ..Look::MUTED
    };
    let y = drawing.y + 9.0;
    let first = measure::width(&from, SMALL);
    if first + measure::width(&to, SMALL) + 64.0 <= drawing.width() {
        drawing.words(0.0, y + 4.0, &[from], look);
        drawn(first + 12.0, first + 50.0, y, drawing);
        drawing.words(first + 58.0, y + 4.0, &[to], look);
        drawing.y += LEADING + 10.0;
        return;
    }
    drawn(6.0, 44.0, y, drawing);
    let lines = measure::wrap(&format!("{from} → {to}"), SMALL, drawing.width() - 58.0, 3);
    drawing.words(54.0, y + 4.0, &lines, look);
    drawing.y += length(lines.len() as u64) * LEADING + 10.0;
}

fn said(arrow: &Arrow) -> String {
    let figure = |count: u64| grouped(&count.to_string());
    if !arrow.is_known() {
        return String::new();
    }
    let (from, to) = (arrow.from, arrow.to);
    let whole = |part: Part| format!("{} of {}", figure(part.count), figure(part.of));
    if from.of == to.of {
        format!("{} → {}", figure(from.count), whole(to))
    } else {
        format!("{} → {}", whole(from), whole(to))
    }
}
