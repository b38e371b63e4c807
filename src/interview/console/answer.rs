//! An answer while it is edited: its text, and where the cursor stands in it.
//!
//! Its steps are characters as people see them, so that an accent goes with its letter and a
//! family of emoji in one. It must not know keys, rows or the terminal.

use unicode_segmentation::UnicodeSegmentation;

/// Text with a cursor. The cursor is a byte offset and always stands between two characters
/// as people see them.
#[derive(Debug, Clone, Default)]
pub(super) struct Answer {
    text: String,
    cursor: usize,
}

impl Answer {
    /// The cursor stands at the end.
    pub(super) fn new(text: String) -> Self {
        let cursor = text.len();
        Self { text, cursor }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Bytes before the cursor.
    pub(super) fn cursor(&self) -> usize {
        self.cursor
    }

    /// The text, without the line breaks at its end.
    pub(super) fn into_line(mut self) -> String {
        self.text.truncate(self.text.trim_end_matches('\n').len());
        self.text
    }

    pub(super) fn insert(&mut self, text: &str) {
        let (before, after) = self.halves();
        let end = before.len() + text.len();
        self.text = [before, text, after].concat();
        self.set(end);
    }

    pub(super) fn delete_left(&mut self) {
        self.delete(self.left_of(), self.cursor);
    }

    pub(super) fn delete_right(&mut self) {
        self.delete(self.cursor, self.right_of());
    }

    pub(super) fn delete_word_left(&mut self) {
        self.delete(self.word_left_of(), self.cursor);
    }

    pub(super) fn delete_word_right(&mut self) {
        self.delete(self.cursor, self.word_right_of());
    }

    /// Deletes what the cursor's line holds before it, or the line break where that is nothing.
    pub(super) fn delete_to_start(&mut self) {
        let start = self.line_start();
        self.delete(start.min(self.left_of()), self.cursor);
    }

    /// Deletes what the cursor's line holds after it, or the line break where that is nothing.
    pub(super) fn delete_to_end(&mut self) {
        let end = self.line_end();
        self.delete(self.cursor, end.max(self.right_of()));
    }

    pub(super) fn left(&mut self) {
        self.cursor = self.left_of();
    }

    pub(super) fn right(&mut self) {
        self.cursor = self.right_of();
    }

    pub(super) fn word_left(&mut self) {
        self.cursor = self.word_left_of();
    }

    pub(super) fn word_right(&mut self) {
        self.cursor = self.word_right_of();
    }

    /// To the start of the cursor's line.
    pub(super) fn home(&mut self) {
        self.cursor = self.line_start();
    }

    /// To the end of the cursor's line.
    pub(super) fn end(&mut self) {
        self.cursor = self.line_end();
    }

    /// Puts the cursor after so many bytes, or at the next place where it may stand.
    pub(super) fn set(&mut self, bytes: usize) {
        self.cursor = self
            .text
            .grapheme_indices(true)
            .map(|(at, _)| at)
            .find(|at| *at >= bytes)
            .unwrap_or(self.text.len());
    }

    /// What stands before and after the cursor.
    fn halves(&self) -> (&str, &str) {
        self.text
            .split_at_checked(self.cursor)
            .unwrap_or((&self.text, ""))
    }

    fn delete(&mut self, from: usize, to: usize) {
        let kept = |range| self.text.get(range).unwrap_or_default();
        self.text = [kept(0..from), kept(to..self.text.len())].concat();
        self.set(from);
    }

    fn left_of(&self) -> usize {
        let (before, _) = self.halves();
        let last = before.graphemes(true).next_back().map_or(0, str::len);
        before.len() - last
    }

    fn right_of(&self) -> usize {
        let (before, after) = self.halves();
        before.len() + after.graphemes(true).next().map_or(0, str::len)
    }

    fn word_left_of(&self) -> usize {
        let (before, _) = self.halves();
        before
            .split_word_bound_indices()
            .rev()
            .find(|(_, piece)| is_word(piece))
            .map_or(0, |(at, _)| at)
    }

    fn word_right_of(&self) -> usize {
        let (before, after) = self.halves();
        let end = after
            .split_word_bound_indices()
            .find(|(_, piece)| is_word(piece))
            .map_or(after.len(), |(at, piece)| at + piece.len());
        before.len() + end
    }

    fn line_start(&self) -> usize {
        let (before, _) = self.halves();
        before.rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        let (before, after) = self.halves();
        before.len() + after.find('\n').unwrap_or(after.len())
    }
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The answer with `|` where the cursor stands.
    fn seen(answer: &Answer) -> String {
        let (before, after) = answer.halves();
        format!("{before}|{after}")
    }

    #[test]
    fn an_accent_goes_with_its_letter_and_an_emoji_in_one() {
        let mut answer = Answer::new("Jose\u{301} 👩‍👧👍🏽".to_owned());
        answer.delete_left();
        answer.delete_left();
        answer.delete_left();
        answer.delete_left();
        assert_eq!(seen(&answer), "Jos|");
        let mut answer = Answer::new("\u{301}x".to_owned());
        answer.home();
        answer.insert("e");
        assert_eq!(seen(&answer), "e\u{301}|x", "never within a letter");
    }

    #[test]
    fn words_are_stepped_over_and_deleted() {
        let mut answer = Answer::new("Mum said: don't go, 12.5 miles".to_owned());
        answer.word_left();
        answer.word_left();
        assert_eq!(seen(&answer), "Mum said: don't go, |12.5 miles");
        answer.delete_word_left();
        answer.delete_word_left();
        assert_eq!(seen(&answer), "Mum said: |12.5 miles");
        answer.word_right();
        assert_eq!(seen(&answer), "Mum said: 12.5| miles");
        answer.delete_word_right();
        answer.word_right();
        assert_eq!(seen(&answer), "Mum said: 12.5|");
    }

    #[test]
    fn the_ends_of_a_line_are_those_of_the_line_that_the_cursor_is_in() {
        let mut answer = Answer::new("one\ntwo\nthree".to_owned());
        answer.home();
        assert_eq!(seen(&answer), "one\ntwo\n|three");
        answer.delete_to_start();
        assert_eq!(seen(&answer), "one\ntwo|three");
        answer.delete_to_start();
        assert_eq!(seen(&answer), "one\n|three");
        answer.end();
        answer.delete_to_end();
        assert_eq!(seen(&answer), "one\nthree|");
        answer.set(2);
        answer.delete_to_end();
        answer.delete_to_end();
        assert_eq!(seen(&answer), "on|three");
    }

    #[test]
    fn at_the_ends_nothing_happens() {
        let mut answer = Answer::default();
        answer.delete_left();
        answer.delete_right();
        answer.delete_word_left();
        answer.delete_word_right();
        answer.delete_to_start();
        answer.delete_to_end();
        answer.left();
        answer.right();
        answer.word_left();
        answer.word_right();
        assert_eq!(seen(&answer), "|");
    }

    #[test]
    fn line_breaks_at_the_end_are_no_part_of_the_answer() {
        assert_eq!(Answer::new("a\n\nb\n\n".to_owned()).into_line(), "a\n\nb");
        assert_eq!(Answer::new("\n".to_owned()).into_line(), "");
    }

    proptest! {
        /// Whatever is done to whatever text, the cursor stands between two characters.
        #[test]
        fn the_cursor_always_stands_between_characters(
            text in "[a\u{301}👩\u{200d}👧\u{1f3fd}\n 🇬🇧é\u{200f}x.]{0,12}",
            steps in prop::collection::vec(0_u8..14, 0..24),
        ) {
            let mut answer = Answer::new(text);
            for step in steps {
                match step {
                    0 => answer.insert("\u{301}"),
                    1 => answer.insert("🇬"),
                    2 => answer.insert("\u{200d}👧"),
                    3 => answer.delete_left(),
                    4 => answer.delete_right(),
                    5 => answer.delete_word_left(),
                    6 => answer.delete_word_right(),
                    7 => answer.delete_to_start(),
                    8 => answer.delete_to_end(),
                    9 => answer.left(),
                    10 => answer.right(),
                    11 => answer.word_left(),
                    12 => answer.word_right(),
                    _ => answer.home(),
                }
                let stands = answer
                    .text()
                    .grapheme_indices(true)
                    .any(|(at, _)| at == answer.cursor())
                    || answer.cursor() == answer.text().len();
                prop_assert!(stands, "{}", seen(&answer));
            }
        }
    }
}
