//! Lines and columns of a text file, from positions of bytes.
//!
//! It must not know what the text says.

use std::sync::Arc;

use crate::diagnostics::Place;

/// The mark that some programs put before the first character; no editor shows it.
const BOM: &str = "\u{feff}";

/// Where the lines of a text begin.
#[derive(Debug)]
pub(in crate::read) struct Lines<'t> {
    text: &'t str,
    file: Arc<str>,
    starts: Vec<usize>,
    ascii: bool,
}

impl<'t> Lines<'t> {
    /// The lines of a text; `shown_as` is the file's name for people.
    pub(in crate::read) fn new(text: &'t str, shown_as: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        Self {
            text,
            file: shown_as.into(),
            starts,
            ascii: text.is_ascii(),
        }
    }

    /// The whole file.
    pub(in crate::read) fn file(&self) -> Place {
        Place::file(Arc::clone(&self.file))
    }

    /// The line of a byte's position, from 1.
    pub(in crate::read) fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1)
    }

    /// The place of a byte's position: line and column in characters, from 1.
    pub(in crate::read) fn place(&self, at: usize) -> Place {
        let line = self.line(at);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = if self.ascii {
            at.min(self.text.len()).saturating_sub(start)
        } else {
            let mut end = at.min(self.text.len());
            while !self.text.is_char_boundary(end) {
                end -= 1;
            }
            self.text.get(start..end).map_or(0, |text| {
                text.strip_prefix(BOM).unwrap_or(text).chars().count()
            })
        };
        Place::Text {
            file: Arc::clone(&self.file),
            line,
            column: before + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, at: usize) -> String {
        Lines::new(text, "f").place(at).to_string()
    }

    #[test]
    fn columns_count_characters_and_not_bytes() {
        assert_eq!(shown("a\nbé = 1", 5), "f:2:3");
        assert_eq!(shown("a\nb", 2), "f:2:1");
        assert_eq!(shown("", 0), "f:1:1");
        assert_eq!(shown("abc", 99), "f:1:4");
    }

    #[test]
    fn a_byte_order_mark_is_no_column_and_crlf_ends_one_line() {
        assert_eq!(shown("\u{feff}id = 1", 3), "f:1:1");
        assert_eq!(shown("\u{feff}id = 1", 0), "f:1:1");
        assert_eq!(shown("a\r\nb\r\nc", 6), "f:3:1");
    }
}
