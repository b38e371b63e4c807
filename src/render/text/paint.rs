//! Colour and weight, put on after everything has its place.
//!
//! While lines are set out, a style is a mark without width; `plain::line` lets none
//! through from data. At the end the marks become terminal escapes, or go. So the text is
//! the same with and without colour.

use anstyle::{Ansi256Color, Style};

use crate::report::Tone;

use super::super::plain::GLUE;

/// A style that a run of text can have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// Bold.
    Strong,
    /// Blue.
    Good,
    /// Amber.
    Improve,
    /// Orange.
    Poor,
}

/// Ends all styles.
const END: char = '\u{206f}';

/// Blue against orange: told apart by nearly all who cannot tell red from green, and of a
/// middle lightness that shows on dark and on light screens.
const STYLES: [(Paint, char, Style); 4] = [
    (Paint::Strong, '\u{206a}', Style::new().bold()),
    (Paint::Good, '\u{206b}', colored(32)),
    (Paint::Improve, '\u{206c}', colored(172)),
    (Paint::Poor, '\u{206d}', colored(166)),
];

const fn colored(index: u8) -> Style {
    Style::new().fg_color(Some(anstyle::Color::Ansi256(Ansi256Color(index))))
}

/// The styles of a tone.
pub(super) fn of_tone(tone: Tone) -> &'static [Paint] {
    match tone {
        Tone::Good | Tone::Up => &[Paint::Good],
        Tone::Improve => &[Paint::Improve],
        Tone::Poor | Tone::Down => &[Paint::Poor],
        Tone::Attention => &[Paint::Strong, Paint::Poor],
        Tone::Neutral => &[],
    }
}

/// The text with marks for its styles.
pub(super) fn marked(text: &str, paints: &[Paint]) -> String {
    let mut out: String = STYLES
        .iter()
        .filter(|(paint, _, _)| paints.contains(paint))
        .map(|(_, mark, _)| *mark)
        .collect();
    if out.is_empty() || text.is_empty() {
        return text.to_owned();
    }
    out.push_str(text);
    out.push(END);
    out
}

/// The text with escapes for marks, or with none, and with ordinary spaces.
pub(super) fn apply(text: &str, color: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let style = STYLES.iter().find(|(_, mark, _)| *mark == c);
        match (c, style) {
            (_, Some((_, _, style))) if color => out.push_str(&style.render().to_string()),
            (END, _) if color => out.push_str(&anstyle::Reset.render().to_string()),
            (_, Some(_)) | (END, _) => {}
            (GLUE, _) => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
