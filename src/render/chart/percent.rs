//! Rows on a line from 0 to 100 per cent: words at the left, the line, counts at the right.
//!
//! It exists so that dots and arrows stand on the same ground. It must not know what is
//! drawn on the line.

use super::super::palette;
use super::super::plain;
use super::Width;
use super::drawing::{Anchor, Drawing, LEADING, Look, SIZE, SMALL, length};
use super::measure;

const TICKS: [(f64, &str); 5] = [
    (0.0, "0 %"),
    (0.25, "25 %"),
    (0.5, "50 %"),
    (0.75, "75 %"),
    (1.0, "100 %"),
];
const LABEL_LINES: usize = 3;

/// The line and what stands beside it.
pub(super) struct Ground {
    label: f64,
    from: f64,
    to: f64,
    top: f64,
    rows: Vec<Place>,
}

/// Where a row stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The middle of what is drawn.
    pub(super) y: f64,
}

impl Ground {
    /// Sets out the rows, each with its words and what is said at its end, below `y`; draws
    /// the words, the ticks and the light lines; `y` is below the rows then.
    pub(super) fn lay(rows: &[(&str, String)], drawing: &mut Drawing) -> Self {
        let width = drawing.width();
        let wide = drawing.layout == Width::Wide;
        let texts: Vec<(String, &str)> = rows
            .iter()
            .map(|(label, said)| (plain::line(label), said.as_str()))
            .collect();
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let label = widest(&mut texts.iter().map(|(label, _)| measure::width(label, SIZE)));
        let said = widest(&mut texts.iter().map(|(_, said)| measure::width(said, SIZE)));
        let (label, from, to) = if wide {
            let label = label.clamp(60.0, 250.0);
            (label, label + 34.0, width - said.min(180.0) - 26.0)
        } else {
            (width - said.min(140.0) - 12.0, 14.0, width - 18.0)
        };
        let top = drawing.y + 20.0;
        let mut ground = Self {
            label,
            from,
            to,
            top,
            rows: Vec::new(),
        };
        let mut y = top + 2.0;
        let mut texts_at = Vec::new();
        for (label, said) in &texts {
            let lines = measure::wrap(label, SIZE, ground.label.max(60.0), LABEL_LINES);
            let tall = length(lines.len() as u64) * LEADING;
            let (first, middle, next) = if wide {
                let high = tall.max(20.0) + 12.0;
                let middle = y + high / 2.0;
                (middle - tall / 2.0 + 12.0, middle, y + high)
            } else {
                (y + 16.0, y + tall + 16.0, y + tall + 32.0)
            };
            texts_at.push((first, middle, lines, *said));
            ground.rows.push(Place { y: middle });
            y = next;
        }
        drawing.y = y;
        ground.ticks(drawing);
        for (first, middle, lines, said) in texts_at {
            drawing.words(0.0, first, &lines, Look::INK);
            let at = if wide { middle + 4.5 } else { first };
            let said = measure::wrap(said, SIZE, 180.0, 1);
            drawing.words(width, at, &said, Look::INK.at(Anchor::End));
        }
        ground
    }

    fn ticks(&self, drawing: &mut Drawing) {
        let bottom = drawing.y;
        for (share, words) in TICKS {
            let x = self.x(share);
            let look = Look::MUTED.at(Anchor::Middle);
            drawing.words(x, self.top - 7.0, &[words], look);
            for (top, bottom) in self.spans(drawing.layout, bottom) {
                drawing.line((x, top), (x, bottom), palette::GRID, 1.0);
            }
        }
        drawing.y = bottom + 6.0;
    }

    /// Where a share stands; one outside of 0 to 1, or no number, is brought inside.
    pub(super) fn x(&self, share: f64) -> f64 {
        let share = if share.is_nan() {
            0.0
        } else {
            share.clamp(0.0, 1.0)
        };
        self.from + (self.to - self.from) * share
    }

    /// The rows, top to bottom.
    pub(super) fn rows(&self) -> impl Iterator<Item = Place> + '_ {
        self.rows.iter().copied()
    }

    /// Where lines through the rows run, so that they cross no words.
    fn spans(&self, layout: Width, bottom: f64) -> Vec<(f64, f64)> {
        match layout {
            Width::Wide => vec![(self.top, bottom)],
            Width::Narrow => self
                .rows
                .iter()
                .map(|row| (row.y - 10.0, row.y + 10.0))
                .collect(),
        }
    }

    /// A line of short strokes through the rows at a share.
    pub(super) fn through(&self, share: f64, drawing: &mut Drawing) {
        let x = self.x(share);
        for (top, bottom) in self.spans(drawing.layout, drawing.y - 6.0) {
            drawing.dashes((x, top), (x, bottom), palette::INK);
        }
    }

    /// Says in words that a row has nothing to draw.
    pub(super) fn nothing(&self, place: Place, drawing: &mut Drawing) {
        let words = measure::wrap("no cases", SMALL, self.to - self.from, 1);
        drawing.words(self.from + 4.0, place.y + 4.5, &words, Look::MUTED);
    }
}

/// A part of a whole, from 0 to 1.
pub(super) fn share(count: u64, of: u64) -> f64 {
    length(count.min(of)) / length(of.max(1))
}
