//! What stands above a table: its title, what the sheet has, and what is said about it.
//!
//! Each line is one cell of the first column, so that it is read aloud before the table. It
//! must not know the table's cells.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr as _;

use super::figures::Drawing;
use super::look::{Look, Looks};
use super::page::{CONTENTS, write_link};
use super::plan::Sheet;
use crate::render::workbook::limits::cell_words;

/// The most letters of a line of words above a table.
const LINE: usize = 150;

/// How high a sheet's title is, in points.
pub(super) const TITLE: f64 = 26.0;

/// One line above a table.
pub(super) struct Head {
    pub(super) text: String,
    pub(super) look: Look,
}

/// How many digits wide the longest line is.
pub(super) fn letters_wide(head: &[Head]) -> f64 {
    let longest = head.iter().map(|line| {
        let letters = u32::try_from(line.text.width().min(LINE)).unwrap_or(0);
        let size = if line.look == Look::Title {
            1.5
        } else if line.look == Look::Remark {
            0.85
        } else {
            1.0
        };
        f64::from(letters) * size * 0.92
    });
    longest.fold(0.0, f64::max)
}

/// The lines above a sheet's table.
pub(super) fn head(name: &str, page: &Sheet, beside: bool) -> Vec<Head> {
    let line = |text: &str, look| Head {
        text: text.to_owned(),
        look,
    };
    let mut head = vec![line(&page.title, Look::Title)];
    for text in lines(&about(page, beside)) {
        head.push(line(&text, Look::Remark));
    }
    if name != CONTENTS {
        head.push(line("Back to the contents", Look::Link));
    }
    if !page.section.is_empty() {
        head.push(line(
            &format!("From the section: {}", page.section),
            Look::Remark,
        ));
    }
    if let Some(finding) = &page.finding {
        head.push(line(finding, Look::Finding));
    }
    for remark in page.remarks.iter().flat_map(|remark| lines(remark)) {
        head.push(line(&remark, Look::Remark));
    }
    head
}

/// What the sheet has on it, and what the shorthands in it mean.
fn about(page: &Sheet, beside: bool) -> String {
    let Some(grid) = &page.grid else {
        return "This sheet has words only and no table.".to_owned();
    };
    let mut about = "This sheet has one table".to_owned();
    match &page.drawing {
        None | Some(Drawing::Nothing) => about.push('.'),
        Some(Drawing::Shades { .. }) => about.push_str(
            ". The darker a cell is shaded, the larger the share; the counts stand in it.",
        ),
        Some(Drawing::Stacked { .. } | Drawing::PartOfWhole { .. } | Drawing::FromTo { .. }) => {
            let side = if beside { "beside" } else { "below" };
            about.push_str(&format!(", and one chart {side} it."));
        }
    }
    if grid.rows.is_empty() {
        about.push_str(" The table has no rows.");
    }
    for shorthand in grid.shorthands() {
        about.push_str(&format!(
            " {} means {}.",
            shorthand.sign(),
            shorthand.meaning()
        ));
    }
    about
}

/// A text as lines that are not too long to be read: a sentence each, and long ones in
/// several.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut begins = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let capital = word
            .trim_start_matches(['“', '['])
            .starts_with(char::is_uppercase)
            || word.starts_with('[');
        match lines.last_mut() {
            Some(line) if !(begins && capital) && line.width() + 1 + word.width() <= LINE => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
        begins = word.ends_with(['.', '?', '!']);
    }
    lines
}

/// Writes one of them.
pub(super) fn write_head(
    row: RowNum,
    line: &Head,
    looks: &mut Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    if line.look == Look::Title {
        sheet.set_row_height(row, TITLE)?;
    }
    let format = looks.format(line.look);
    if line.look == Look::Link {
        write_link(row, 0, &line.text, CONTENTS, format, sheet)
    } else {
        sheet.write_string_with_format(row, 0, cell_words(&line.text), format)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_sentence_is_a_line_and_a_long_one_several() {
        assert_eq!(
            lines("One thing. Another; a third."),
            ["One thing.", "Another; a third."]
        );
        assert_eq!(
            lines("Of 2.5 in all. and so on"),
            ["Of 2.5 in all. and so on"]
        );
        let long = "word ".repeat(70);
        let parts = lines(&long);
        assert_eq!(parts.len(), 3);
        assert_eq!(parts.join(" "), long.trim());
    }
}
