//! Shares as dots, their intervals as bands behind them, the share of all as a line.
//!
//! It must not know whose shares they are.

use crate::report::figure;
use crate::report::{Dot, Dots};

use super::super::palette;
use super::super::plain;
use super::drawing::{Drawing, LEADING, Look, SMALL, length};
use super::measure;
use super::percent::{Ground, share};

pub(super) fn draw(dots: &Dots, drawing: &mut Drawing) {
    let all = dots.all.as_ref().filter(|(share, _)| share.is_finite());
    key(dots, all.map(|(_, words)| words.as_str()), drawing);
    let rows: Vec<(&str, String)> = dots
        .rows
        .iter()
        .map(|dot| (dot.label.as_str(), said(dot)))
        .collect();
    let ground = Ground::lay(&rows, drawing);
    if let Some((all, _)) = all {
        ground.through(*all, drawing);
    }
    for (dot, place) in dots.rows.iter().zip(ground.rows()) {
        if dot.of == 0 {
            ground.nothing(place, drawing);
            continue;
        }
        if let Some((low, high)) = dot.interval {
            drawing.band(ground.x(low), ground.x(high), place.y, palette::REACH, 7.0);
        }
        let x = ground.x(share(dot.count, dot.of));
        drawing.dot(x, place.y, 6.0, palette::STRONG, palette::PAPER);
    }
}

/// What dot, band and line are.
fn key(dots: &Dots, all: Option<&str>, drawing: &mut Drawing) {
    let y = drawing.y + 9.0;
    let look = Look {
        colour: palette::INK,
        ..Look::MUTED
    };
    if dots
        .rows
        .iter()
        .any(|dot| dot.interval.is_some() && dot.of > 0)
    {
        drawing.band(5.0, 35.0, y, palette::REACH, 7.0);
        drawing.dot(20.0, y, 6.0, palette::STRONG, palette::PAPER);
        let words = "share, and where the true share would lie 95 times of 100";
        let lines = measure::wrap(words, SMALL, drawing.width() - 48.0, 3);
        drawing.words(46.0, y + 4.0, &lines, look);
        drawing.y += length(lines.len() as u64) * LEADING + 8.0;
    }
    if let Some(words) = all {
        let y = drawing.y + 9.0;
        drawing.dashes((20.0, y - 8.0), (20.0, y + 8.0), palette::INK);
        let lines = measure::wrap(&plain::line(words), SMALL, drawing.width() - 48.0, 2);
        drawing.words(46.0, y + 4.0, &lines, look);
        drawing.y += length(lines.len() as u64) * LEADING + 8.0;
    }
    drawing.y += 4.0;
}

fn said(dot: &Dot) -> String {
    if dot.of == 0 {
        String::new()
    } else {
        figure::share(dot.count, dot.of, None)
    }
}
