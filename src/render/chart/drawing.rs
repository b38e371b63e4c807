//! One drawing in the making: elements, fills, words, and how far down it reaches.
//!
//! Words are made harmless and escaped here, so that no kind of chart can forget it. Colours
//! are attributes, not styles: a page's policy may forbid styles, and a drawing that stands
//! alone has none. It must not know what is drawn.

use maud::{Markup, PreEscaped, Render as _, html};

use super::super::palette::{self, Colour, Fill, Mark};
use super::super::plain;
use super::{Width, measure};

/// The size of words.
pub(super) const SIZE: f64 = 13.0;
/// The size of words that stand beside others.
pub(super) const SMALL: f64 = 12.0;
/// From line to line.
pub(super) const LEADING: f64 = 16.0;

/// Elements in a box that grows downwards; x and y from its upper left, in units.
pub(super) struct Drawing {
    /// The layout that is asked for.
    pub(super) layout: Width,
    /// Where the next thing begins.
    pub(super) y: f64,
    id: String,
    fills: Vec<Fill>,
    body: String,
}

/// Where words stand to their x.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How words look.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub(super) size: f64,
    pub(super) strong: bool,
    pub(super) anchor: Anchor,
    pub(super) colour: Colour,
    /// The ground of a fill on which they stand.
    pub(super) on: Option<Colour>,
}

impl Look {
    /// Words on paper.
    pub(super) const INK: Self = Self {
        size: SIZE,
        strong: false,
        anchor: Anchor::Start,
        colour: palette::INK,
        on: None,
    };
    /// Words of less weight on paper.
    pub(super) const MUTED: Self = Self {
        size: SMALL,
        colour: palette::MUTED,
        ..Self::INK
    };

    pub(super) fn strong(self) -> Self {
        Self {
            strong: true,
            ..self
        }
    }

    pub(super) fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// Words in the middle of a fill.
    pub(super) fn on(fill: Fill) -> Self {
        Self {
            size: SMALL,
            anchor: Anchor::Middle,
            colour: fill.words,
            on: Some(fill.ground),
            ..Self::INK
        }
    }
}

impl Drawing {
    pub(super) fn new(layout: Width, id: &str) -> Self {
        Self {
            layout,
            y: 0.0,
            id: id.to_owned(),
            fills: Vec::new(),
            body: String::new(),
        }
    }

    /// Units from left to right.
    pub(super) fn width(&self) -> f64 {
        match self.layout {
            Width::Wide => 760.0,
            Width::Narrow => 340.0,
        }
    }

    fn put(&mut self, element: &Markup) {
        element.render_to(&mut self.body);
    }

    /// Lines of words, the first with its base line at `y`.
    pub(super) fn words<T: AsRef<str>>(&mut self, x: f64, y: f64, lines: &[T], look: Look) {
        let anchor = match look.anchor {
            Anchor::Start => None,
            Anchor::Middle => Some("middle"),
            Anchor::End => Some("end"),
        };
        // On paper a page may choose the colour, as one of two colours must.
        let class = look.on.is_none().then_some("ink");
        let mut at = y;
        for line in lines {
            let line = plain::line(line.as_ref());
            self.put(&html! {
                text class=[class] x=(px(x)) y=(px(at)) font-size=(px(look.size))
                    font-weight=[look.strong.then_some("700")] text-anchor=[anchor]
                    fill=(css(look.colour)) stroke=[look.on.map(css)]
                    stroke-width=[look.on.map(|_| "4")] stroke-linejoin=[look.on.map(|_| "round")]
                    paint-order=[look.on.map(|_| "stroke")] { (line) }
            });
            at += LEADING;
        }
    }

    /// One line of words that reads upwards, from `y` on, its base line at `x`.
    pub(super) fn upwards(&mut self, x: f64, y: f64, line: &str, look: Look) {
        let turn = format!("translate({} {}) rotate(-90)", px(x), px(y));
        self.put(&html! {
            text class="ink" transform=(turn) font-size=(px(look.size)) fill=(css(look.colour)) {
                (plain::line(line))
            }
        });
    }

    /// A filled box.
    pub(super) fn area(&mut self, at: (f64, f64), size: (f64, f64), fill: Fill) {
        let paint = self.paint(fill).unwrap_or_else(|| css(fill.ground));
        let edge = css(fill.edge);
        self.put(&html! {
                rect class="area" x=(px(at.0)) y=(px(at.1)) width=(px(size.0))
                    height=(px(size.1)) fill=(paint) stroke=(edge) {}
        });
    }

    /// The reference of a fill with a mark; none for one without.
    fn paint(&mut self, fill: Fill) -> Option<String> {
        if fill.mark == Mark::Plain {
            return None;
        }
        let place = self.fills.iter().position(|known| *known == fill);
        let place = place.unwrap_or_else(|| {
            self.fills.push(fill);
            self.fills.len() - 1
        });
        Some(format!("url(#{}-fill{place})", self.id))
    }

    /// A line.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: Colour, wide: f64) {
        self.put(&html! {
            line class="rule" x1=(px(from.0)) y1=(px(from.1)) x2=(px(to.0)) y2=(px(to.1))
                stroke=(css(colour)) stroke-width=(px(wide)) {}
        });
    }

    /// A line of short strokes.
    pub(super) fn dashes(&mut self, from: (f64, f64), to: (f64, f64), colour: Colour) {
        self.put(&html! {
            line class="rule" x1=(px(from.0)) y1=(px(from.1)) x2=(px(to.0)) y2=(px(to.1))
                stroke=(css(colour)) stroke-width="1.5" stroke-dasharray="4 3" {}
        });
    }

    /// A line with round ends.
    pub(super) fn band(&mut self, from: f64, to: f64, y: f64, colour: Colour, wide: f64) {
        self.put(&html! {
            line x1=(px(from)) y1=(px(y)) x2=(px(to)) y2=(px(y)) stroke=(css(colour))
                stroke-width=(px(wide)) stroke-linecap="round" {}
        });
    }

    /// A dot.
    pub(super) fn dot(&mut self, x: f64, y: f64, radius: f64, fill: Colour, edge: Colour) {
        self.put(&html! {
            circle cx=(px(x)) cy=(px(y)) r=(px(radius)) fill=(css(fill)) stroke=(css(edge))
                stroke-width="2" {}
        });
    }

    /// A filled shape through the points.
    pub(super) fn shape(&mut self, points: &[(f64, f64)], fill: Colour) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{},{}", px(*x), px(*y)))
            .collect();
        self.put(&html! { polygon class="mark" points=(points.join(" ")) fill=(css(fill)) {} });
    }

    /// A box without a fill.
    pub(super) fn frame(&mut self, at: (f64, f64), size: (f64, f64), edge: Colour, wide: f64) {
        self.put(&html! {
            rect x=(px(at.0)) y=(px(at.1)) width=(px(size.0)) height=(px(size.1)) fill="none"
                stroke=(css(edge)) stroke-width=(px(wide)) {}
        });
    }

    /// Fills and what they mean, in as many rows as they need; moves `y` below them.
    pub(super) fn legend<T: AsRef<str>>(&mut self, entries: &[(Fill, T)]) {
        const SWATCH: f64 = 14.0;
        const GAP: f64 = 18.0;
        let mut x = 0.0;
        let mut rows = 0.0;
        for (fill, label) in entries {
            let room = self.width() - SWATCH - 6.0;
            let label = measure::wrap(&plain::line(label.as_ref()), SMALL, room, 1);
            let wide = label
                .iter()
                .map(|line| measure::width(line, SMALL))
                .sum::<f64>();
            let needed = SWATCH + 6.0 + wide;
            if x > 0.0 && x + needed > self.width() {
                x = 0.0;
                rows += 1.0;
            }
            let y = self.y + rows * 22.0;
            self.area((x + 0.5, y + 1.5), (SWATCH, SWATCH - 1.0), *fill);
            self.words(
                x + SWATCH + 6.0,
                y + 12.5,
                &label,
                Look {
                    colour: palette::INK,
                    ..Look::MUTED
                },
            );
            x += needed + GAP;
        }
        if !entries.is_empty() {
            self.y += rows * 22.0 + 22.0;
        }
    }

    /// The whole drawing.
    pub(super) fn finish(self, title: &str, description: &str) -> String {
        let Self {
            id, fills, body, y, ..
        } = &self;
        let names = format!("{id}-title {id}-description");
        html! {
            svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby=(names)
                viewBox={ "0 0 " (px(self.width())) " " (px(y.max(1.0).ceil())) }
                font-family="'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif" {
                title id={ (id) "-title" } { (plain::line(title)) }
                desc id={ (id) "-description" } { (plain::line(description)) }
                @if !fills.is_empty() {
                    defs {
                        @for (place, fill) in fills.iter().enumerate() {
                            (pattern(&format!("{id}-fill{place}"), *fill))
                        }
                    }
                }
                (PreEscaped(body))
            }
        }
        .into_string()
    }
}

fn pattern(id: &str, fill: Fill) -> Markup {
    let marked = css(fill.marked);
    html! {
        pattern id=(id) width="6" height="6" patternUnits="userSpaceOnUse" {
            rect width="6" height="6" fill=(css(fill.ground)) {}
            @match fill.mark {
                Mark::Plain => {}
                Mark::Dots => {
                    circle cx="1.5" cy="1.5" r="0.8" fill=(marked) {}
                    circle cx="4.5" cy="4.5" r="0.8" fill=(marked) {}
                }
                Mark::Hatch => {
                    path d="M-1 1L1-1M0 6L6 0M5 7L7 5" stroke=(marked) stroke-width="1.2" {}
                }
            }
        }
    }
}

/// A colour as an attribute has it.
fn css(colour: Colour) -> String {
    format!("#{}", colour.hex())
}

/// A length with at most two decimals; what is no number is 0.
fn px(length: f64) -> String {
    let length = if length.is_finite() { length } else { 0.0 };
    let digits = format!("{length:.2}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    if digits == "-0" {
        "0".to_owned()
    } else {
        digits.to_owned()
    }
}

/// A count as a length.
#[expect(
    clippy::cast_precision_loss,
    reason = "a count past 2^53 is drawn as the nearest number"
)]
pub(super) fn length(count: u64) -> f64 {
    count as f64
}
