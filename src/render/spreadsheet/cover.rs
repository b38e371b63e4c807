//! The first sheet: what the workbook is, how to find one's way, and the story in sentences.
//!
//! One column, so that whoever goes down it with a screen reader misses nothing. It must not
//! know tables.

use anyhow::Context as _;
use rust_xlsxwriter::{Image, RowNum, Worksheet, XlsxError};

use super::look::{Look, Looks};
use super::page::{self, CONTENTS, Printed};
use super::plan::Line;
use super::table::USUAL;
use super::value::{toned, words};
use crate::render::workbook::height::{self, Size};
use crate::render::workbook::limits::{HINT, cell_words, short};
use crate::report::{Document, Logo, LogoKind, Tone};

/// The name of the first sheet.
pub(super) const COVER: &str = "Cover";

/// How wide its column is, in digits.
const WIDE: f64 = 105.0;

/// A cover so high, in points, is printed on one page and can still be read.
const ONE_PAGE: f64 = 775.0;

/// The largest that a logo is shown, in pixels.
const LOGO: (f64, f64) = (190.0, 68.0);

/// The column that a logo stands in is this wide, in digits.
const LOGO_COLUMN: f64 = 28.0;

/// What a line with a tone leaves free at its left, in digits.
const INDENT: f64 = 1.5;

const HOW_TO: [&str; 2] = [
    "Each sheet after the notes has one table. Its first rows say what it shows; the arrows in the header sort and filter it. A share stands as numbers in columns of their own, so that they can be calculated with.",
    "“Kind of row” says which rows are totals: leave them out before adding a column up. Letters in square brackets stand where there is no figure; the notes say what they mean.",
];

/// Writes the first sheet.
pub(super) fn write(
    document: &Document,
    story: &[Line],
    printed: &Printed,
    looks: &mut Looks,
    sheet: &mut Worksheet,
) -> anyhow::Result<()> {
    sheet.set_name(COVER)?;
    sheet.set_screen_gridlines(false);
    sheet.set_column_width(0, WIDE)?;
    sheet.set_active(true);
    let mut cover = Cover {
        sheet,
        looks,
        row: 0,
        high: 0.0,
    };
    let title = words(&document.title);
    cover.line(&title, Look::Title, 16.0)?;
    for (text, look, points) in [
        (&document.subtitle, Look::Subtitle, 12.0),
        (&document.label, Look::Label, 11.0),
    ] {
        let text = text.as_deref().map(words).unwrap_or_default();
        cover.line(&text, look, points)?;
    }
    cover.link()?;
    for line in story {
        cover.story(line)?;
    }
    cover.line("How to use this workbook", Look::Section, 14.0)?;
    for text in HOW_TO {
        cover.line(text, Look::Text, 11.0)?;
    }
    let (last, high) = (cover.row.saturating_sub(1), cover.high);
    if let Some(logo) = &document.logo {
        sheet.set_column_width(1, LOGO_COLUMN)?;
        sheet.set_row_height(0, 58)?;
        sheet.insert_image_with_offset(0, 1, &image(logo)?, 8, 4)?;
    }
    sheet.set_print_area(0, 0, last, u16::from(document.logo.is_some()))?;
    page::print(printed, sheet);
    sheet.set_print_fit_to_pages(1, u16::from(high <= ONE_PAGE));
    Ok(())
}

fn image(logo: &Logo) -> anyhow::Result<Image> {
    let kind = match logo.kind {
        LogoKind::Png => "PNG",
        LogoKind::Jpeg => "JPEG",
    };
    let image = Image::new_from_buffer(&logo.bytes).with_context(|| {
        format!("the logo cannot be read as a {kind} picture; give another file")
    })?;
    Ok(image
        .set_scale_to_size(LOGO.0, LOGO.1, true)
        .set_alt_text(short(&words(&logo.alternative), HINT)))
}

/// The sheet as far as it is written.
struct Cover<'a> {
    sheet: &'a mut Worksheet,
    looks: &'a mut Looks,
    row: RowNum,
    /// How high the rows so far are, in points.
    high: f64,
}

impl Cover<'_> {
    /// One line; nothing for no words.
    fn line(&mut self, text: &str, look: Look, points: f64) -> Result<(), XlsxError> {
        if text.is_empty() {
            return Ok(());
        }
        let format = self.looks.format(look);
        self.sheet
            .write_string_with_format(self.row, 0, cell_words(text), format)?;
        let bold = matches!(look, Look::Label | Look::Section | Look::Part);
        let needed = height::of(text, WIDE - INDENT, Size { points, bold });
        let room = if look == Look::Section {
            16.0
        } else if matches!(look, Look::Part | Look::Title) {
            9.0
        } else {
            4.0
        };
        let high = (needed + room).min(409.0);
        self.sheet.set_row_height(self.row, high)?;
        self.high += high;
        self.row += 1;
        Ok(())
    }

    fn link(&mut self) -> Result<(), XlsxError> {
        let format = self.looks.format(Look::Link);
        let text = "Go to the contents: every table, with a link to it";
        page::write_link(self.row, 0, text, CONTENTS, format, self.sheet)?;
        self.high += USUAL;
        self.row += 1;
        Ok(())
    }

    fn story(&mut self, line: &Line) -> Result<(), XlsxError> {
        match line {
            Line::Heading(1, text) => self.line(text, Look::Section, 14.0),
            Line::Heading(_, text) => self.line(text, Look::Part, 12.0),
            Line::Text(text) => self.line(text, Look::Text, 11.0),
            Line::Toned(tone, text) => {
                let text = match tone {
                    Tone::Neutral => text.clone(),
                    Tone::Good
                    | Tone::Improve
                    | Tone::Poor
                    | Tone::Up
                    | Tone::Down
                    | Tone::Attention => format!("{}: {text}", toned(*tone)),
                };
                self.line(&text, Look::Line((*tone).into()), 11.0)
            }
        }
    }
}
