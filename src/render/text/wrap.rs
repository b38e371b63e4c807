//! One line of words over lines of a given width.
//!
//! Widths are terminal columns. It must not know what the words belong to.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

use super::super::plain::GLUE;

/// The text in lines, the first at most `first` columns wide and the others `rest`; at least
/// one line. A break falls at a space; in a word too wide for a line it falls at glue, and
/// else between letters. A letter too wide for a line is shown as `·`.
pub(super) fn wrap(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines = Lines {
        done: Vec::new(),
        line: String::new(),
        used: 0,
        room: first,
        rest,
    };
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !lines.take(word, ' ') {
            for part in word.split(GLUE).filter(|part| !part.is_empty()) {
                if !lines.take(part, GLUE) {
                    lines.spell(part);
                }
            }
        }
    }
    if lines.done.is_empty() || !lines.line.is_empty() {
        lines.done.push(lines.line);
    }
    lines.done
}

/// The widest run of text that has no space in it.
pub(super) fn widest_word(text: &str) -> usize {
    text.split(' ')
        .map(UnicodeWidthStr::width)
        .max()
        .unwrap_or(0)
}

struct Lines {
    done: Vec<String>,
    line: String,
    /// Columns of `line`, and what it may have.
    used: usize,
    room: usize,
    rest: usize,
}

impl Lines {
    fn end_line(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
        self.used = 0;
        self.room = self.rest;
    }

    /// Puts the piece on this line or on the next; `false` if it is too wide for that one.
    fn take(&mut self, piece: &str, gap: char) -> bool {
        let wide = piece.width();
        if !self.line.is_empty() {
            if self.used + 1 + wide <= self.room {
                self.line.push(gap);
                self.line.push_str(piece);
                self.used += 1 + wide;
                return true;
            }
            self.end_line();
        }
        let fits = wide <= self.room;
        if fits {
            self.line.push_str(piece);
            self.used = wide;
        }
        fits
    }

    fn spell(&mut self, piece: &str) {
        for letter in piece.graphemes(true) {
            let wide = letter.width();
            let (letter, wide) = if wide > self.rest.min(self.room) {
                ("·", 1)
            } else {
                (letter, wide)
            };
            if self.used + wide > self.room {
                self.end_line();
            }
            self.line.push_str(letter);
            self.used += wide;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_fall_at_spaces_then_at_glue_then_between_letters() {
        assert_eq!(wrap("one two three", 7, 7), ["one two", "three"]);
        assert_eq!(wrap("one two three", 7, 5), ["one two", "three"]);
        assert_eq!(wrap("36\u{a0}of\u{a0}60 x", 5, 5), ["36\u{a0}of", "60 x"]);
        assert_eq!(wrap("a abcdefgh b", 5, 5), ["a", "abcde", "fgh b"]);
        assert_eq!(wrap("", 5, 5), [""]);
        assert_eq!(wrap("家族と子ども", 5, 5), ["家族", "と子", "ども"]);
        assert_eq!(wrap("ééé", 2, 2), ["éé", "é"]);
    }
}
