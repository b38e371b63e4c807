//! Shares on a line from nothing to all: dots with intervals, and arrows.
//!
//! Each row is drawn as high as its label needs, so that the thin lines of all rows meet.
//! It must not know what the shares are of.

use super::super::columns::{self, Type};
use super::super::drawing::{Drawing, Form, Head, Ids, Shape};
use super::super::element::Element;
use super::super::grid::{Line, Place};
use super::super::paragraph::{Look, Paragraph, run};
use super::{EMU, Set, head, label, label_width, scaled};
use crate::render::palette::{self, Colour, GRID, MUTED, REACH, STRONG};
use crate::render::plain;
use crate::render::shown::Shown;
use crate::report::{Arrows, Cell, Dots, Tone};

/// A line from nothing to all, in EMU.
#[derive(Debug, Clone, Copy)]
struct Scale {
    /// The whole drawing.
    width: u32,
}

/// Room at both ends of a scale, for half of its last words.
const ENDS: u32 = 180_000;

impl Scale {
    fn place(self, share: f64) -> u32 {
        let share = if share.is_finite() {
            share.clamp(0.0, 1.0)
        } else {
            0.0
        };
        let length = f64::from(self.width.saturating_sub(2 * ENDS));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a part of a length that is a u32 itself"
        )]
        let place = (share * length).round() as u32;
        ENDS + place
    }

    /// Of a part of a whole.
    fn of(self, count: u64, of: u64) -> u32 {
        ENDS + scaled(self.width.saturating_sub(2 * ENDS), count, of)
    }

    /// Thin lines at the quarters.
    fn ticks(self, tall: u32) -> Vec<Shape> {
        let lines = [0.0, 0.25, 0.5, 0.75, 1.0]
            .into_iter()
            .map(|share| upright(self.place(share), tall, GRID, 6_350, false));
        [self.edges(tall)].into_iter().chain(lines).collect()
    }

    fn edges(self, tall: u32) -> Shape {
        Shape {
            x: 0,
            y: 0,
            width: self.width,
            height: tall,
            form: Form::Nothing,
        }
    }

    /// The words of the scale.
    fn words(self) -> Drawing {
        let words = [
            (0.0, "0 %"),
            (0.25, "25 %"),
            (0.5, "50 %"),
            (0.75, "75 %"),
            (1.0, "100 %"),
        ]
        .into_iter()
        .map(|(share, words)| Shape {
            x: self.place(share) - ENDS,
            y: 0,
            width: 2 * ENDS,
            height: TALL / 3 * 2,
            form: Form::Words(words.to_owned()),
        });
        let edges = [self.edges(TALL / 3 * 2)];
        let shapes = edges.into_iter().chain(words).collect();
        Drawing {
            width: self.width,
            height: TALL / 3 * 2,
            alternative: "scale from 0 % to 100 %".to_owned(),
            shapes,
        }
    }
}

/// The least height of a row, in EMU.
const TALL: u32 = 240_000;

/// A line of a label, and the room above and below it, in EMU.
const STRONGING: u32 = 139_500;
const ROOM: u32 = 40_000;

fn upright(x: u32, tall: u32, colour: Colour, weight: u32, dashed: bool) -> Shape {
    Shape {
        x,
        y: 0,
        width: 0,
        height: tall,
        form: Form::Line {
            colour,
            weight,
            dashed,
            head: None,
        },
    }
}

fn level(x: u32, to: u32, tall: u32, colour: Colour, weight: u32, head: Option<Head>) -> Shape {
    Shape {
        x: x.min(to),
        y: tall / 2,
        width: x.abs_diff(to),
        height: 0,
        form: Form::Line {
            colour,
            weight,
            dashed: false,
            head,
        },
    }
}

fn disc(x: u32, tall: u32, colour: Colour, filled: bool) -> Shape {
    Shape {
        x: x.saturating_sub(DISC / 2),
        y: tall.saturating_sub(DISC) / 2,
        width: DISC,
        height: DISC,
        form: Form::Disc { colour, filled },
    }
}

/// What is told of a row in which nothing is drawn.
const UNKNOWN: &str = "unknown";

/// How wide a disc is, in EMU.
const DISC: u32 = 106_000;

/// A label, a scale, and figures in words.
struct Tracks {
    widths: Vec<u32>,
    scale: Scale,
}

impl Tracks {
    fn of<'a>(labels: impl Iterator<Item = &'a str>, figures: &[String], width: u32) -> Self {
        let labels = label_width(labels, width);
        let longest = figures
            .iter()
            .map(|words| columns::length(words, Type::Usual))
            .max();
        let figures = (longest.unwrap_or(0) + 250).min(width / 4);
        let track = width - labels - figures;
        Self {
            widths: vec![labels, track, figures],
            scale: Scale { width: track * EMU },
        }
    }

    /// How high the row of a label is, in EMU.
    fn tall(&self, label: &str) -> u32 {
        let room = self
            .widths
            .first()
            .map_or(1, |width| width.saturating_sub(140).max(1));
        // A line is never filled to its end.
        let length = columns::length(&plain::line(label), Type::Usual);
        let lines = length
            .saturating_add(length / 12)
            .div_ceil(room)
            .clamp(1, 40);
        (lines * STRONGING + ROOM).max(TALL)
    }

    fn header(&self, ids: &mut Ids) -> Line {
        let scale = Paragraph::of("ChartHead").run(self.scale.words().run(ids));
        Line {
            cells: vec![head(""), Place::of(scale, 0).sides(0, 0), head("")],
            ..Line::default()
        }
    }

    fn line(
        &self,
        words: &str,
        (shapes, tall): (Vec<Shape>, u32),
        told: String,
        figures: &str,
        ids: &mut Ids,
    ) -> Line {
        let drawing = Drawing {
            width: self.scale.width,
            height: tall,
            alternative: told,
            shapes,
        };
        let drawing = Paragraph::of("ChartLine").run(drawing.run(ids));
        let letters = figures.chars().count();
        let figures = Paragraph::of("TableText").run(run(figures, Look::default()));
        Line {
            cells: vec![
                label(words, false),
                Place::of(drawing, 0).sides(0, 0),
                Place::of(figures, letters),
            ],
            keep_next: false,
            height: None,
        }
    }
}

fn share_words(count: u64, of: u64) -> String {
    Shown::of(&Cell::share(count, of)).whole()
}

/// Shares with their intervals.
pub(super) fn dots(chart: &Dots, width: u32, ids: &mut Ids) -> Set {
    let figures: Vec<String> = chart
        .rows
        .iter()
        .map(|row| share_words(row.count, row.of))
        .collect();
    let labels = chart.rows.iter().map(|row| row.label.as_str());
    let tracks = Tracks::of(labels, &figures, width);
    let mut rows = vec![tracks.header(ids)];
    for (row, figures) in chart.rows.iter().zip(&figures) {
        let scale = tracks.scale;
        let tall = tracks.tall(&row.label);
        let mut shapes = scale.ticks(tall);
        if let Some((all, _)) = &chart.all {
            shapes.push(upright(
                scale.place(*all),
                tall,
                palette::tone(Tone::Poor),
                15_875,
                true,
            ));
        }
        if row.of > 0 {
            if let Some((low, high)) = row.interval {
                shapes.push(level(
                    scale.place(low),
                    scale.place(high),
                    tall,
                    REACH,
                    38_100,
                    None,
                ));
            }
            shapes.push(disc(scale.of(row.count, row.of), tall, STRONG, true));
        }
        let told = if row.of > 0 { figures } else { UNKNOWN }.to_owned();
        rows.push(tracks.line(&row.label, (shapes, tall), told, figures, ids));
    }
    (tracks.widths, rows)
}

/// What the marks of `dots` stand for.
pub(super) fn dots_key(chart: &Dots) -> Vec<Element> {
    let mut key = vec![symbol("●", STRONG), run(" the share  ", Look::default())];
    if chart.rows.iter().any(|row| row.interval.is_some()) {
        key.push(symbol("▬", REACH));
        key.push(run(" its 95 % interval  ", Look::default()));
    }
    if let Some((_, words)) = &chart.all {
        key.push(symbol("┆", palette::tone(Tone::Poor)));
        key.push(run(format!(" {}", plain::line(words)), Look::default()));
    }
    key
}

fn symbol(words: &'static str, ink: Colour) -> Element {
    run(words, Look::symbol(Some(ink)))
}

/// From one share to another.
pub(super) fn arrows(chart: &Arrows, width: u32, ids: &mut Ids) -> Set {
    let figures: Vec<String> = chart
        .rows
        .iter()
        .map(|row| {
            let end = share_words(row.to.count, row.to.of);
            if !row.is_known() {
                UNKNOWN.to_owned()
            } else if row.from.of == row.to.of {
                format!("{} → {end}", plain_count(row.from.count))
            } else {
                format!("{} → {end}", share_words(row.from.count, row.from.of))
            }
        })
        .collect();
    let labels = chart.rows.iter().map(|row| row.label.as_str());
    let tracks = Tracks::of(labels, &figures, width);
    let mut rows = vec![tracks.header(ids)];
    for (row, figures) in chart.rows.iter().zip(&figures) {
        let scale = tracks.scale;
        let tall = tracks.tall(&row.label);
        let mut shapes = scale.ticks(tall);
        let mut told = UNKNOWN.to_owned();
        if row.is_known() {
            let from = scale.of(row.from.count, row.from.of);
            let to = scale.of(row.to.count, row.to.of);
            let colour = arrow_colour(from, to);
            let head = if to >= from { Head::Right } else { Head::Left };
            if from != to {
                shapes.push(level(from, to, tall, colour, 28_575, Some(head)));
            }
            shapes.push(disc(from, tall, colour, false));
            told = format!(
                "{}: {}; {}: {}",
                plain::line(&chart.from),
                share_words(row.from.count, row.from.of),
                plain::line(&chart.to),
                share_words(row.to.count, row.to.of),
            );
        }
        rows.push(tracks.line(&row.label, (shapes, tall), told, figures, ids));
    }
    (tracks.widths, rows)
}

fn arrow_colour(from: u32, to: u32) -> Colour {
    match to.cmp(&from) {
        std::cmp::Ordering::Less => palette::tone(Tone::Poor),
        std::cmp::Ordering::Equal => MUTED,
        std::cmp::Ordering::Greater => STRONG,
    }
}

fn plain_count(count: u64) -> String {
    Shown::of(&Cell::Count(count)).whole()
}

/// What the marks of `arrows` stand for.
pub(super) fn arrows_key(chart: &Arrows) -> Vec<Element> {
    vec![
        symbol("○", STRONG),
        run(format!(" {}  ", plain::line(&chart.from)), Look::default()),
        symbol("→", STRONG),
        run(format!(" {}", plain::line(&chart.to)), Look::default()),
    ]
}
