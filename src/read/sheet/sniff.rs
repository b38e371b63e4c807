//! What a text file's beginning tells: its encoding, row ends, delimiter and header.
//!
//! It exists because a CSV file says none of this itself. It must not know anything of the
//! rows that follow.

use std::io;

use encoding_rs::WINDOWS_1252;

use super::cells::Cells;
use super::charset::{Buffer, Charset, Layout, Text};
use super::dialect::{Dialect, QUOTE, Scan};
use super::header::{self, EARLY, Early};
use super::row::is_blank;
use super::source::Tap;

/// How many bytes of text are looked at.
const HEAD: usize = 1 << 18;

/// How many bytes are asked for at a time, so that a small file costs little.
const STEP: usize = 1 << 16;

const CANDIDATES: [u8; 3] = [b',', b';', b'\t'];

/// What the beginning of a file tells.
pub(super) struct Sniffed {
    pub(super) layout: Layout,
    pub(super) dialect: Dialect,
    /// How many bytes of text the `sep=` line takes up.
    pub(super) declaration: usize,
    /// The first rows, up to [`EARLY`].
    pub(super) rows: Vec<Early>,
    /// Does not even the first row end within what was looked at?
    pub(super) endless: bool,
}

/// Looks at the beginning of a file.
pub(super) fn sniff(tap: Tap<'_>, recognise: &dyn Fn(&str) -> bool) -> io::Result<Sniffed> {
    let (mut text, layout) = Text::new(tap)?;
    let mut buffer = Buffer::default();
    while buffer.filled().len() < HEAD && !text.at_end() {
        text.fill(&mut buffer, STEP)?;
    }
    let head = Head {
        bytes: &in_utf8(buffer.filled(), layout, text.at_end()),
        whole: text.at_end(),
    };
    let row_end = head.row_end();
    let (declared, declaration) = head.declaration();
    let mut best: Option<(Score, Dialect, Vec<Early>)> = None;
    let candidates = declared.map_or(CANDIDATES.to_vec(), |delimiter| vec![delimiter]);
    for delimiter in candidates {
        let dialect = Dialect { delimiter, row_end };
        let rows = head.rows(dialect, declaration);
        let score = score(&rows, recognise);
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, dialect, rows));
        }
        if score.0 >= 2 {
            break;
        }
    }
    let (_, dialect, rows) = best.unwrap_or_else(|| {
        let delimiter = b',';
        ((0, 0, 0), Dialect { delimiter, row_end }, Vec::new())
    });
    let endless = !head.whole && {
        let text = head.bytes.get(declaration..).unwrap_or_default();
        Scan::new(dialect).first_end(text, 0).is_none()
    };
    Ok(Sniffed {
        layout,
        dialect,
        declaration,
        rows,
        endless,
    })
}

fn in_utf8(bytes: &[u8], layout: Layout, whole: bool) -> Vec<u8> {
    let ascii = bytes.iter().take_while(|byte| byte.is_ascii()).count();
    let beyond = bytes.get(ascii..).unwrap_or_default();
    if layout == (Layout::Bytes { marked: false })
        && !beyond.is_empty()
        && Charset::of(beyond, whole) == Some(Charset::Windows1252)
    {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        return text.into_owned().into_bytes();
    }
    bytes.to_vec()
}

/// How well a delimiter fits: names recognised in the best row, rows of the commonest
/// width, that width.
type Score = (usize, usize, usize);

fn score(rows: &[Early], recognise: &dyn Fn(&str) -> bool) -> Score {
    let names = header::find(rows, recognise).map_or(0, |(_, names)| names);
    let mut widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
    widths.sort_unstable();
    let (count, width) = widths
        .chunk_by(|a, b| a == b)
        .filter_map(|same| Some((same.len(), *same.first()?)))
        .filter(|(_, width)| *width > 1)
        .max()
        .unwrap_or_default();
    (names, count, width)
}

/// The beginning of a file.
struct Head<'a> {
    bytes: &'a [u8],
    /// Is it the whole file?
    whole: bool,
}

impl Head<'_> {
    /// A line feed, unless all there are stand inside quotes and returns do not: then a
    /// return.
    fn row_end(&self) -> u8 {
        if !self.bytes.contains(&b'\r') {
            return b'\n';
        }
        let (mut quoted, mut returns) = (false, false);
        let mut before = b'\n';
        for &byte in self.bytes {
            match byte {
                // A closing quote that is the first of a doubled one opens again at once.
                QUOTE if quoted => quoted = false,
                QUOTE if matches!(before, QUOTE | b',' | b';' | b'\t' | b'\n' | b'\r') => {
                    quoted = true;
                }
                b'\n' if !quoted => return b'\n',
                b'\r' if !quoted => returns = true,
                _ => {}
            }
            before = byte;
        }
        if returns { b'\r' } else { b'\n' }
    }

    /// The delimiter that a first line `sep=;` names, as Excel reads it, and the line's
    /// length.
    fn declaration(&self) -> (Option<u8>, usize) {
        let text = self.bytes;
        let (quoted, rest) = match text.strip_prefix(b"\"") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let Some((name, [delimiter, rest @ ..])) = rest.split_at_checked(4) else {
            return (None, 0);
        };
        let rest = if quoted {
            rest.strip_prefix(b"\"")
        } else {
            Some(rest)
        };
        let fits = name.eq_ignore_ascii_case(b"sep=")
            && (*delimiter == b'\t' || (delimiter.is_ascii_punctuation() && *delimiter != QUOTE));
        let rest = match rest {
            Some([b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..]) => rest,
            Some(rest @ []) if self.whole => rest,
            _ => return (None, 0),
        };
        if fits {
            (Some(*delimiter), text.len() - rest.len())
        } else {
            (None, 0)
        }
    }

    /// The first rows that are not blank. One that goes on beyond the head is not taken,
    /// unless there is no other.
    fn rows(&self, dialect: Dialect, declaration: usize) -> Vec<Early> {
        let bytes = self.bytes.get(declaration..).unwrap_or_default();
        let mut cells = Cells::new(dialect);
        let mut rows = Vec::new();
        let (mut start, mut number) = (0, 0);
        while start < bytes.len() && rows.len() < EARLY {
            number += 1;
            let mut scan = Scan::new(dialect);
            let end = scan.first_end(bytes, start);
            let (text_end, open_quote) = match end {
                Some(end) => (dialect.text_end(bytes, start, end), false),
                None if self.whole || rows.is_empty() => {
                    let open_quote = scan.in_quotes();
                    let end = bytes.len();
                    (
                        if open_quote {
                            end
                        } else {
                            dialect.text_end(bytes, start, end)
                        },
                        open_quote,
                    )
                }
                None => break,
            };
            if let Some(row @ [_, ..]) = bytes.get(start..text_end) {
                cells.take_apart(row, open_quote, |_, _| {});
                let texts = cells.texts();
                if !texts.iter().all(|cell| is_blank(cell)) {
                    rows.push(Early {
                        number,
                        cells: texts,
                    });
                }
            }
            start = end.map_or(bytes.len(), |end| end + 1);
        }
        rows
    }
}
