//! Text without characters that steer a terminal: what is shown, and what is taken in.
//!
//! It must not know the terminal.

/// What is shown for a tab.
pub(super) const TAB: &str = "    ";

/// Is this a control character, a direction mark, or invisible without need? Joiners within
/// words and emoji are none of these.
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

/// A line as it is shown: a tab is four spaces, `·` stands for what steers.
pub(super) fn shown(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\t' => out.push_str(TAB),
            c if steers(c) => out.push('·'),
            c => out.push(c),
        }
    }
    out
}

/// Text as it is taken into an answer: every kind of line break is a line feed, other control
/// characters go; what only looks like nothing stays, for it may belong to a name. In an
/// answer that is not `words`, a run of line breaks and tabs, with the spaces behind them, is
/// one space, and none where the text ends.
pub(super) fn taken(text: &str, words: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' => {
                rest.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push('\t'),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    if words {
        return out;
    }
    let breaks = ['\n', '\t'];
    let mut line = String::with_capacity(out.len());
    for part in out.trim_end_matches(breaks).split(breaks) {
        if line.is_empty() {
            line.push_str(part);
        } else {
            if !line.ends_with(' ') {
                line.push(' ');
            }
            line.push_str(part.trim_start_matches(' '));
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_shown_as_a_dot_and_spaces_stay() {
        assert_eq!(shown("  a\u{1b}[2Jb\tc"), "  a·[2Jb    c");
        assert_eq!(shown("abc\u{202e}txt\u{7f}\u{9b}"), "abc·txt··");
        for text in ["می‌خواهم", "👩‍👧", "❤️", "José"] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn line_breaks_of_every_kind_are_kept_in_words() {
        assert_eq!(
            taken("1 a\r\n2 b\r\r3 c\u{2028}4\n", true),
            "1 a\n2 b\n\n3 c\n4\n"
        );
        assert_eq!(taken("a\u{1b}[31mb\u{0}\u{8}c\td", true), "a[31mbc\td");
        assert_eq!(taken("\u{200f}שלום", true), "\u{200f}שלום");
    }

    #[test]
    fn a_short_answer_is_one_line() {
        assert_eq!(taken("3\r\n", false), "3");
        assert_eq!(taken("one\r\n\r\ntwo\t three\n\n", false), "one two three");
        assert_eq!(taken("a \nb", false), "a b");
        assert_eq!(taken("\n\n", false), "");
        assert_eq!(taken("a ", false), "a ");
    }
}
