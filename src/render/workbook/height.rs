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
use crate::report::workbook::{Line, Page, Value};

/// The height of a line of type, by its size in points.
const LEADING: f64 = 1.37;

/// How many letters of running words stand in the room of one digit.
const LETTERS: f64 = 1.17;

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
    let face = if size.bold { 0.93 } else { 1.0 };
    let letters = width * LETTERS * face * 11.0 / size.points;
    let lines = text.lines().map(|part| lines(part, letters)).sum::<u32>();
    f64::from(lines) * size.points * LEADING + ROOM
}

/// The height to be set; nothing where the usual one does.
pub(in crate::render) fn beyond_usual(height: f64) -> Option<f64> {
    (height > USUAL + ROOM).then(|| height.min(MOST).ceil())
}

/// How many lines some words take, with room for so many letters on each.
fn lines(text: &str, letters: f64) -> u32 {
    let mut lines = 1;
    let mut filled = 0.0;
    for word in text.split(' ') {
        let mut length = width(word);
        if filled > 0.0 && filled + 1.0 + length > letters {
            lines += 1;
            filled = 0.0;
        }
        while length > letters && lines < 10_000 {
            lines += 1;
            length -= letters.max(1.0);
        }
        filled += length + if filled > 0.0 { 1.0 } else { 0.0 };
    }
    lines
}

/// How many digits are as wide as a word.
fn width(word: &str) -> f64 {
    let wide = word
        .chars()
        .filter(|c| matches!(c, 'm' | 'w' | 'M' | 'W') || !c.is_ascii());
    let extra = f64::from(u32::try_from(wide.count()).unwrap_or(u32::MAX)) * 0.4;
    f64::from(u32::try_from(word.chars().count()).unwrap_or(u32::MAX)) + extra
}

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
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("one two", 10.0), 1);
        assert_eq!(lines("one two three", 10.0), 2);
        assert_eq!(lines("abcdefghijabcdefghija", 10.0), 3);
        // No room at all: a letter a line, and an end.
        assert_eq!(lines("a bc", 0.0), 4);
    }

    #[test]
    fn only_rows_lose_their_wish() {
        let part = "<sheetFormatPr customHeight=\"1\"/><row r=\"1\" ht=\"30\" customHeight=\"1\"><c/></row><row r=\"2\"/>";
        let without =
            "<sheetFormatPr customHeight=\"1\"/><row r=\"1\" ht=\"30\"><c/></row><row r=\"2\"/>";
        assert_eq!(without_wishes(part), without);
    }
}
