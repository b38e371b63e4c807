//! Text from data as one harmless line.
//!
//! Cells and evidence come from other people's files and can hold anything: escapes that
//! steer a terminal, marks that turn the writing direction, line breaks, invisible
//! characters. It must not know any format's escaping.

/// A space that no line is broken at. `line` lets none through from data, so wherever one
/// stands, a format put it there.
pub(super) const GLUE: char = '\u{a0}';

/// The text on one line: each run of white space is one space, none at the ends, and `·`
/// stands for every character that steers, hides or turns others. Joiners within words and
/// emoji stay, as do variation selectors: writing in several scripts needs them.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|c| if steers(c) { '·' } else { c }));
    }
    out
}

/// Is this a control character, a direction mark, or invisible without need?
pub(super) fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_replaced_and_breaks_become_spaces() {
        assert_eq!(line("a\u{1b}[31mred\u{9b}0m"), "a·[31mred·0m");
        assert_eq!(line("  one\r\n\ttwo\u{2028}three\u{a0}"), "one two three");
        assert_eq!(line("abc\u{202e}txt.exe"), "abc·txt.exe");
        assert_eq!(line("\u{0}\u{7f}\u{e0041}"), "···");
        assert_eq!(line(" \n "), "");
    }

    #[test]
    fn writing_that_needs_joiners_is_left_alone() {
        for text in ["می‌خواهم", "क्‍ष", "👩‍👧", "❤️", "José", "葛󠄀城"]
        {
            assert_eq!(line(text), text);
        }
    }
}
