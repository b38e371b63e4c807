//! The looks of cells in the report's colours.
//!
//! No colour says anything alone: a symbol, a word or a figure always stands in the cell.
//! It must not know what the words say.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use super::value::Form;
use crate::render::palette::{self, Colour, Fill};
use crate::report::Tone;

/// The number of the built-in format for text.
const TEXT: u8 = 49;

/// A colour as the library takes it.
pub(super) fn colour(Colour([red, green, blue]): Colour) -> Color {
    Color::RGB(u32::from_be_bytes([0, red, green, blue]))
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// The title of a sheet.
    Title,
    /// What stands below the title of the first sheet.
    Subtitle,
    /// How the workbook is to be handled.
    Label,
    /// A section of the first sheet.
    Section,
    /// A part of one.
    Part,
    /// Running text on the first sheet.
    Text,
    /// A line of the first sheet with a tone.
    Line(Ordered),
    /// What stands between a sheet's title and its table.
    Remark,
    /// A finding there.
    Finding,
    /// Words that lead elsewhere.
    Link,
    /// The header of a table, over words or over figures.
    Header {
        /// Over figures?
        figures: bool,
    },
    /// A cell of a table.
    Cell {
        /// What stands in it.
        kind: Kind,
        /// In a row that is a total?
        total: bool,
    },
}

/// What stands in a cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Words.
    Words,
    /// The name of a row.
    Name,
    /// Words in a column of figures.
    Sign,
    /// Words with a tone.
    Toned(Ordered),
    /// A figure.
    Number(Form),
    /// Words that lead elsewhere.
    Link,
}

/// A tone that can be a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ordered(u8);

impl Ordered {
    const ALL: [Tone; 7] = [
        Tone::Good,
        Tone::Improve,
        Tone::Poor,
        Tone::Up,
        Tone::Down,
        Tone::Attention,
        Tone::Neutral,
    ];

    fn tone(self) -> Tone {
        let mut tones = Self::ALL.into_iter();
        tones.nth(usize::from(self.0)).unwrap_or(Tone::Neutral)
    }
}

impl From<Tone> for Ordered {
    fn from(tone: Tone) -> Self {
        let place = Self::ALL.iter().position(|other| *other == tone);
        Self(
            place
                .and_then(|place| u8::try_from(place).ok())
                .unwrap_or(u8::MAX),
        )
    }
}

/// Formats as they are asked for, each made once.
#[derive(Default)]
pub(super) struct Looks {
    formats: BTreeMap<Look, Format>,
}

impl Looks {
    pub(super) fn format(&mut self, look: Look) -> &Format {
        self.formats.entry(look).or_insert_with(|| format(look))
    }
}

fn format(look: Look) -> Format {
    let base = Format::new()
        .set_font_color(colour(palette::INK))
        .set_align(FormatAlign::Top);
    let strong = colour(palette::STRONG);
    match look {
        Look::Title => base.set_bold().set_font_size(16).set_font_color(strong),
        Look::Subtitle => base
            .set_font_size(12)
            .set_font_color(colour(palette::MUTED))
            .set_text_wrap(),
        Look::Label => base
            .set_bold()
            .set_background_color(colour(palette::wash(Tone::Attention)))
            .set_font_color(colour(palette::tone(Tone::Attention)))
            .set_text_wrap(),
        Look::Section => base
            .set_bold()
            .set_font_size(14)
            .set_font_color(strong)
            .set_align(FormatAlign::Bottom)
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(strong)
            .set_text_wrap(),
        Look::Part => base
            .set_bold()
            .set_font_size(12)
            .set_align(FormatAlign::Bottom)
            .set_text_wrap(),
        Look::Text => base.set_text_wrap(),
        Look::Line(tone) => {
            let tone = tone.tone();
            base.set_text_wrap()
                .set_align(FormatAlign::Left)
                .set_indent(1)
                .set_border_left(FormatBorder::Thick)
                .set_border_left_color(colour(palette::tone(tone)))
                .set_background_color(colour(palette::wash(tone)))
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(Color::White)
        }
        Look::Remark => base
            .set_font_size(10)
            .set_font_color(colour(palette::MUTED)),
        Look::Finding => base.set_bold(),
        Look::Link => link(base),
        Look::Header { figures } => header(base, figures),
        Look::Cell { kind, total } => cell(base, kind, total),
    }
}

fn link(format: Format) -> Format {
    format
        .set_font_color(colour(palette::STRONG))
        .set_underline(FormatUnderline::Single)
}

fn header(base: Format, figures: bool) -> Format {
    base.set_bold()
        .set_font_color(colour(palette::PAPER))
        .set_background_color(colour(palette::STRONG))
        .set_align(if figures {
            FormatAlign::Right
        } else {
            FormatAlign::Left
        })
        .set_indent(u8::from(!figures))
        .set_border_right(FormatBorder::Thin)
        .set_border_right_color(Color::White)
        .set_text_wrap()
}

fn cell(base: Format, kind: Kind, total: bool) -> Format {
    let base = base
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(colour(palette::GRID));
    let base = if total {
        base.set_bold()
            .set_background_color(colour(palette::WASH))
            .set_border_top(FormatBorder::Thin)
            .set_border_top_color(colour(palette::STRONG))
    } else {
        base
    };
    match kind {
        Kind::Words | Kind::Name => indented(base).set_num_format_index(TEXT),
        Kind::Sign => base
            .set_align(FormatAlign::Right)
            .set_num_format_index(TEXT),
        Kind::Toned(tone) => indented(base)
            .set_font_color(colour(palette::tone(tone.tone())))
            .set_num_format_index(TEXT),
        Kind::Link => indented(link(base)),
        Kind::Number(form) => base.set_num_format(shown(form)),
    }
}

/// Words keep away from the figures at their left.
fn indented(format: Format) -> Format {
    format
        .set_text_wrap()
        .set_align(FormatAlign::Left)
        .set_indent(1)
}

/// How a number is shown, in the words of spreadsheet programs.
fn shown(form: Form) -> String {
    match form {
        Form::Decimals(0) => "#,##0".to_owned(),
        Form::Decimals(decimals) => format!("#,##0.{}", "0".repeat(usize::from(decimals.min(30)))),
        Form::Percent => "0%".to_owned(),
        Form::Points => "+0;−0;0".to_owned(),
        Form::UnderOne => "\"<1%\"".to_owned(),
        Form::OverNinetyNine => "\">99%\"".to_owned(),
    }
}

/// The fill of a shaded cell.
pub(super) fn shaded(fill: Fill) -> Format {
    Format::new()
        .set_background_color(colour(fill.ground))
        .set_font_color(colour(fill.words))
}
