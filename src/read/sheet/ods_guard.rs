//! Limits on an .ods page before its reader unfolds it.
//!
//! It exists because the format says "this cell, a million times" in a few bytes, and its
//! reader writes all of them out, and waits without end for the end of a part that is not
//! there. Both are measured here, on the bytes, and never too low for what spreadsheet
//! programs write. It must not know what cells say.

use memchr::{memchr, memmem};

/// What a cell takes up beside its text, in bytes: its value and its formula.
const CELL: u64 = 64;

/// The most cells of a row that the reader writes out.
const COLUMNS: u64 = 16_384;

/// The most rows that the reader writes out.
const ROWS: u64 = 1_048_576;

/// About how many bytes the cells of all tables take up once they are written out.
pub(super) fn unfolded(xml: &[u8]) -> u64 {
    let mut sum = spaces(xml);
    for row in pieces(xml, b"<table:table-row") {
        // The end of a cell has the mark as well, and `>` right after it.
        let cells = pieces(row, b"table-cell").filter(|piece| !piece.starts_with(b">"));
        let cells = cells.map(|cell| {
            let times = number_after(cell, b"number-columns-repeated=").min(COLUMNS);
            let size = CELL + cell.len() as u64;
            (is_blank(cell), times.saturating_mul(size))
        });
        // Blank cells count only where another follows that is not blank.
        let (mut filled, mut blank) = (0_u64, 0_u64);
        for (is_blank, size) in cells {
            blank = blank.saturating_add(size);
            if !is_blank {
                filled = filled.saturating_add(std::mem::take(&mut blank));
            }
        }
        let times = number_after(start_tag(row), b"number-rows-repeated=").min(ROWS);
        sum = sum.saturating_add(filled.saturating_mul(times));
    }
    sum
}

/// Do all parts end whose end the reader waits for?
pub(super) fn is_closed(xml: &[u8]) -> bool {
    let waited_for: [&[u8]; 3] = [
        b"table:table",
        b"office:annotation",
        b"table:named-expressions",
    ];
    waited_for.iter().all(|name| {
        let opened = pieces(xml, &[b"<", *name].concat())
            .filter(|piece| matches!(piece.first(), Some(b' ' | b'>' | b'\t' | b'\r' | b'\n')))
            .filter(|piece| !start_tag(piece).ends_with(b"/"))
            .count();
        opened <= memmem::find_iter(xml, &[b"</", *name, b">"].concat()).count()
    })
}

/// How many spaces are written as a number.
fn spaces(xml: &[u8]) -> u64 {
    pieces(xml, b"<text:s")
        .map(|piece| number_after(start_tag(piece), b"text:c="))
        .fold(0, u64::saturating_add)
}

/// What follows each occurrence of the mark, up to the next.
fn pieces<'a>(xml: &'a [u8], mark: &[u8]) -> impl Iterator<Item = &'a [u8]> {
    let starts: Vec<usize> = memmem::find_iter(xml, mark)
        .map(|at| at + mark.len())
        .collect();
    let mark = mark.len();
    let ends: Vec<usize> = starts.iter().skip(1).map(|next| next - mark).collect();
    let ends = ends.into_iter().chain(std::iter::once(xml.len()));
    starts
        .into_iter()
        .zip(ends)
        .map(|(start, end)| xml.get(start..end).unwrap_or_default())
}

/// The rest of the tag that a piece begins within.
fn start_tag(piece: &[u8]) -> &[u8] {
    piece
        .get(..memchr(b'>', piece).unwrap_or(piece.len()))
        .unwrap_or(piece)
}

/// Has the cell neither a value nor anything in it?
fn is_blank(cell: &[u8]) -> bool {
    let tag = start_tag(cell);
    let content = cell.get(tag.len()..).unwrap_or_default();
    let empty = tag.ends_with(b"/") || content.starts_with(b"></");
    let has = |what: &[u8]| memmem::find(tag, what).is_some();
    empty && !has(b"office:") && !has(b"formula")
}

/// The largest number given after the name, or 1. One that is not written in plain digits
/// is as large as can be.
fn number_after(tag: &[u8], name: &[u8]) -> u64 {
    pieces(tag, name)
        .map(|value| {
            let value = value.get(1..).unwrap_or_default();
            let digits = value
                .iter()
                .take_while(|byte| !matches!(byte, b'"' | b'\''));
            digits.fold(0_u64, |sum, byte| match byte {
                b'0'..=b'9' => sum
                    .saturating_mul(10)
                    .saturating_add(u64::from(byte - b'0')),
                _ => u64::MAX,
            })
        })
        .max()
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUE: &str = r#"<table:table-cell office:value="1"/>"#;

    #[test]
    fn what_a_spreadsheet_program_writes_is_small() {
        let row = format!(
            r#"<table:table-row>{VALUE}<table:table-cell table:number-columns-repeated="16383"/></table:table-row>"#
        );
        let rest = r#"<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"></table:table-cell></table:table-row>"#;
        let xml = format!("<table:table>{row}{rest}</table:table><table:named-expressions/>");
        assert!(unfolded(xml.as_bytes()) < 1_000);
        assert!(is_closed(xml.as_bytes()));
    }

    #[test]
    fn a_few_bytes_that_unfold_to_much_are_measured() {
        let wide = r#"<table:table-row><table:table-cell table:number-columns-repeated="16383" office:value="1"/>"#;
        assert!(unfolded(wide.as_bytes()) > 16_383 * 64);
        let before = format!(
            r#"<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{VALUE}"#
        );
        assert!(unfolded(before.as_bytes()) > 16_383 * 64);
        let tall = format!(r#"<table:table-row table:number-rows-repeated="1000000">{VALUE}"#);
        assert!(unfolded(tall.as_bytes()) > 64_000_000);
        let spaces = r#"<text:p><text:s text:c="9999999999999"/></text:p>"#;
        assert!(unfolded(spaces.as_bytes()) > 9_000_000_000_000);
        let hidden = r#"<text:s text:c="&#57;99999"/>"#;
        assert_eq!(unfolded(hidden.as_bytes()), u64::MAX);
    }

    #[test]
    fn a_part_that_does_not_end_is_told() {
        assert!(!is_closed(
            b"<table:table table:name=\"a\"><table:table-row/>"
        ));
        assert!(!is_closed(
            b"<table:table></table:table><office:annotation>"
        ));
        assert!(is_closed(
            b"<table:table></table:table><office:annotation/>"
        ));
    }
}
