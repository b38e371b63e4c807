//! How high rows are: as high as their words need, and free to grow as more is typed.
//!
//! It exists because not every spreadsheet program works heights out when it opens a file,
//! and because a height that is set stays as it is, so that later words would be cut off.
//! It must not know what the words say.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

pub(in crate::render) use super::look::Size;
use super::look::wrapped_size;
use crate::render::calibri;
use crate::report::workbook::{Line, Page, Value};

/// The height of a line of type, by its size in points.
const LEADING: f64 = 1.37;

/// A digit of the usual type, in which widths of columns are given, in points: some
/// programs round it to seven pixels, and others to none.
const DIGIT: f64 = 5.4;

/// Words on one line are taken to be so much wider than they are: no program sets them out
/// alike, and a word too long for its column is broken.
const SPARE: f64 = 1.03;

/// Room above and below the words of a cell, in points.
const ROOM: f64 = 3.0;

/// The height of a row in which one line of the usual type stands.
const USUAL: f64 = 15.0;

/// The most that a row can be high.
const MOST: f64 = 409.0;

/// Says of a row that its height is somebody's wish.
const WISH: &str = " customHeight=\"1\"";

/// The height that a row's words need, where they need more than one line.
pub(super) fn needed(page: &Page, line: &Line) -> Option<f64> {
    let columns = page.columns.iter();
    let cells = line.cells.iter().zip(columns);
    let mut most = USUAL;
    for (cell, column) in cells.filter(|(_, column)| !column.hidden) {
        let (Value::Text(text), Some(size)) = (&cell.value, wrapped_size(cell.look)) else {
            continue;
        };
        most = most.max(of(text, column.width, size));
    }
    beyond_usual(most)
}

/// The height of a row, in points, in which some words stand in a column so wide.
pub(in crate::render) fn of(text: &str, width: f64, size: Size) -> f64 {
    let lines = of_lines(text, width, size);
    f64::from(lines) * size.points * LEADING + ROOM
}

/// How many lines some words take in a column so wide.
pub(in crate::render) fn of_lines(text: &str, width: f64, size: Size) -> u32 {
    let room = width * DIGIT / size.points * 1_000.0;
    text.lines().map(|part| lines(part, room, size.bold)).sum()
}

/// How wide words on one line are, in digits of the usual type.
pub(in crate::render) fn digits_wide(text: &str, size: Size) -> f64 {
    f64::from(calibri::width(text, size.bold)) * size.points * SPARE / 1_000.0 / DIGIT
}

/// The height to be set; nothing where the usual one does.
pub(in crate::render) fn beyond_usual(height: f64) -> Option<f64> {
    (height > USUAL + ROOM).then(|| height.min(MOST).ceil())
}

/// How many lines some words take; lengths are thousandths of the size of their type.
fn lines(text: &str, room: f64, bold: bool) -> u32 {
    let width = |words: &str| f64::from(calibri::width(words, bold));
    let space = width(" ");
    let mut lines = 1;
    let mut filled = 0.0;
    for word in text.split(' ') {
        let mut length = width(word);
        if filled > 0.0 && filled + space + length > room {
            lines += 1;
            filled = 0.0;
        }
        while length > room && lines < 10_000 {
            lines += 1;
            length -= room.max(LETTER);
        }
        filled += length + if filled > 0.0 { space } else { 0.0 };
    }
    lines
}

/// About a letter: each line has one at least.
const LETTER: f64 = 500.0;

/// The workbook with rows that grow as words are put into them: no height in it is
/// somebody's wish.
///
/// # Errors
/// None are known of: the archive was written a moment ago, to memory.
pub(in crate::render) fn growing(bytes: Vec<u8>) -> anyhow::Result<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(bytes))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // Otherwise it names the system that it was made on, and the bytes differ.
        .system(System::Unix)
        .last_modified_time(DateTime::default());
    for position in 0..from.len() {
        let mut part = from.by_index(position)?;
        let name = part.name()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        if name.starts_with("xl/worksheets/sheet") {
            content = without_wishes(&String::from_utf8(content)?).into_bytes();
        }
        to.start_file(name, options)?;
        to.write_all(&content)?;
    }
    Ok(to.finish()?.into_inner())
}

/// A page's part without the wishes of its rows. No words stand within a tag.
fn without_wishes(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(start) = rest.find("<row ") {
        let (before, row) = rest.split_at(start);
        let end = row.find('>').unwrap_or(row.len());
        let (tag, after) = row.split_at(end);
        out.push_str(before);
        out.push_str(&tag.replace(WISH, ""));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_between_words_and_long_ones_within() {
        // An x is 433 wide, a space 226.
        let lines = |text, room| lines(text, room, false);
        assert_eq!(lines("", 1_000.0), 1);
        assert_eq!(lines("xx xx", 1_960.0), 1);
        assert_eq!(lines("xx xx", 1_950.0), 2);
        assert_eq!(lines("xx xx xx", 1_960.0), 2);
        assert_eq!(lines("xxxxx", 1_000.0), 3);
        // No room at all: a letter a line, and an end.
        assert_eq!(lines("x xx", 0.0), 4);
    }

    #[test]
    fn a_row_is_as_high_as_its_words_and_no_line_higher() {
        let size = Size {
            points: 11.0,
            bold: false,
        };
        // Forty digits, and as many of the widest and the narrowest letters.
        let high = |text: &str, width| of_lines(text, width, size);
        assert_eq!(high(&"0".repeat(40), 44.0), 1);
        assert_eq!(high(&"i".repeat(40), 20.0), 1);
        assert_eq!(high(&"m ".repeat(40), 44.0), 2);
        let words = "The family got the level of help that the risk called for";
        assert_eq!(high(words, digits_wide(words, size)), 1);
        assert_eq!(high(words, digits_wide(words, size) / 2.0 + 3.0), 2);
        assert_eq!(high(words, digits_wide(words, size) / 3.0 + 3.0), 3);
    }

    #[test]
    fn only_rows_lose_their_wish() {
        let part = "<sheetFormatPr customHeight=\"1\"/><row r=\"1\" ht=\"30\" customHeight=\"1\"><c/></row><row r=\"2\"/>";
        let without =
            "<sheetFormatPr customHeight=\"1\"/><row r=\"1\" ht=\"30\"><c/></row><row r=\"2\"/>";
        assert_eq!(without_wishes(part), without);
    }
}
