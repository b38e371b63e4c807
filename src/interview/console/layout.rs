//! A prompt and its answer as rows of cells, broken where the window ends.
//!
//! The last column is never written to: terminals differ in what they do there. Where they
//! differ in how wide a character is, the widest is taken, so that no row runs over. It must
//! not know how rows come onto the screen.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::answer::Answer;
use super::clean;

/// The fewest columns that rows are broken at; narrower windows break them once more.
const NARROWEST: usize = 8;

/// One character as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// What is printed; nothing for a line break.
    pub(super) shown: String,
    /// Columns.
    pub(super) width: usize,
    /// Would another terminal take it for narrower?
    pub(super) unsure: bool,
    /// Is it of the prompt?
    pub(super) prompt: bool,
}

/// Rows of cells with a cursor.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    /// One row at least.
    pub(super) rows: Vec<Vec<Cell>>,
    /// Row and column of the cursor.
    pub(super) cursor: (usize, usize),
    /// Row, column and byte offset of every place where the cursor may stand, in order.
    places: Vec<(usize, usize, usize)>,
}

impl Page {
    /// Lays out a prompt and the answer behind it in a window of so many columns.
    pub(super) fn new(prompt: &str, answer: &Answer, columns: usize) -> Self {
        let mut filling = Filling {
            rows: Vec::new(),
            row: Vec::new(),
            column: 0,
            room: columns.saturating_sub(1).max(NARROWEST),
        };
        for piece in prompt.graphemes(true) {
            filling.put(piece, true);
        }
        let mut places = Vec::new();
        for (at, piece) in answer.text().grapheme_indices(true) {
            let (row, column) = filling.put(piece, false);
            places.push((row, column, at));
        }
        places.push((filling.rows.len(), filling.column, answer.text().len()));
        filling.rows.push(filling.row);
        let cursor = places
            .iter()
            .find(|(.., at)| *at >= answer.cursor())
            .map_or((0, 0), |(row, column, _)| (*row, *column));
        Self {
            rows: filling.rows,
            cursor,
            places,
        }
    }

    /// The byte offset above or below the cursor; `None` where there is no such row.
    pub(super) fn beside(&self, down: bool) -> Option<usize> {
        let (row, column) = self.cursor;
        let wanted = if down {
            row.checked_add(1)?
        } else {
            row.checked_sub(1)?
        };
        let mut in_row = self.places.iter().filter(|(row, ..)| *row == wanted);
        let first = in_row.clone().next();
        in_row
            .rfind(|(_, at, _)| *at <= column)
            .or(first)
            .map(|(.., bytes)| *bytes)
    }
}

/// Rows while they fill.
struct Filling {
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    column: usize,
    room: usize,
}

impl Filling {
    /// Puts one character and says at which row and column.
    fn put(&mut self, piece: &str, prompt: bool) -> (usize, usize) {
        let cell = cell(piece, prompt);
        if self.column > 0 && self.column + cell.width > self.room {
            self.break_row();
        }
        let place = (self.rows.len(), self.column);
        self.column += cell.width;
        self.row.push(cell);
        if piece == "\n" && !prompt {
            self.break_row();
        }
        place
    }

    fn break_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
        self.column = 0;
    }
}

fn cell(piece: &str, prompt: bool) -> Cell {
    let shown = if piece == "\n" && !prompt {
        String::new()
    } else {
        clean::shown(piece)
    };
    let whole = shown.width();
    let parts: usize = shown.chars().filter_map(UnicodeWidthChar::width).sum();
    Cell {
        width: whole.max(parts),
        unsure: whole != parts,
        shown,
        prompt,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(prompt: &str, text: &str, columns: usize) -> Vec<String> {
        Page::new(prompt, &Answer::new(text.to_owned()), columns)
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.shown.as_str()).collect())
            .collect()
    }

    #[test]
    fn rows_break_before_the_last_column() {
        assert_eq!(rows("> ", "abcdefgh", 11), ["> abcdefgh"]);
        assert_eq!(rows("> ", "abcdefghi", 11), ["> abcdefgh", "i"]);
        assert_eq!(rows("> ", "abcdefg漢", 11), ["> abcdefg", "漢"]);
        assert_eq!(rows("", "a\nb\n", 11), ["a", "b", ""]);
        assert_eq!(rows("p\nq ", "\t\u{1b}\u{202e}", 11), ["p·q     ··"]);
    }

    #[test]
    fn the_cursor_goes_up_and_down_by_rows() {
        let mut answer = Answer::new("abcdefghijklm\nno".to_owned());
        let page = Page::new("> ", &answer, 11);
        assert_eq!(page.cursor, (2, 2));
        assert_eq!(page.beside(true), None);
        assert_eq!(page.beside(false), Some(10));
        answer.set(10);
        let page = Page::new("> ", &answer, 11);
        assert_eq!(page.cursor, (1, 2));
        assert_eq!(page.beside(false), Some(0));
        answer.set(0);
        let page = Page::new("> ", &answer, 11);
        assert_eq!(page.cursor, (0, 2));
        assert_eq!(page.beside(false), None);
        assert_eq!(page.beside(true), Some(10));
        let prompt_only = Page::new("a prompt of two rows: ", &Answer::default(), 14);
        assert_eq!(prompt_only.beside(false), None);
    }

    proptest! {
        /// No row runs over, and nothing of the text is lost, at any width.
        #[test]
        fn no_row_runs_over(
            text in "[a-c漢👩\u{200d}👧\u{301}❤\u{fe0f}\n\t]{0,60}",
            columns in 0_usize..50,
        ) {
            let page = Page::new("p: ", &Answer::new(text.clone()), columns);
            let room = columns.saturating_sub(1).max(NARROWEST);
            for row in &page.rows {
                let width: usize = row.iter().map(|cell| cell.width).sum();
                prop_assert!(width <= room || row.len() == 1);
            }
            let all: String = page.rows.iter().flatten().map(|cell| cell.shown.as_str()).collect();
            prop_assert_eq!(all, format!("p: {}", clean::shown(&text.replace('\n', ""))));
            prop_assert!(page.cursor.0 < page.rows.len());
        }
    }
}
