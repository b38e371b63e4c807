//! Lines of plain text within a width.
//!
//! Widths are terminal columns. It must not know what the words say.

use unicode_width::UnicodeWidthStr as _;

/// The text in lines at most `width` columns wide, all but the first indented. A word that
/// is too wide for a line stands alone in one. Line breaks of the text stay.
pub(super) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut start = first;
    for paragraph in text.split('\n') {
        let mut line = start.to_owned();
        let mut empty = true;
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            if !empty && line.width() + 1 + word.width() > width {
                lines.push(std::mem::replace(&mut line, rest.to_owned()));
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        lines.push(line.trim_end().to_owned());
        start = rest;
    }
    lines
}

/// The first words of a text on one line of at most `most` characters.
pub(super) fn gist(text: &str, most: usize) -> String {
    let plain: Vec<&str> = text.split_whitespace().collect();
    let plain = plain.join(" ");
    if plain.chars().count() <= most {
        return plain;
    }
    let kept: String = plain.chars().take(most.saturating_sub(1)).collect();
    let kept = kept
        .rsplit_once(' ')
        .map_or(kept.as_str(), |(kept, _)| kept);
    format!("{}…", kept.trim_end_matches([',', '.', ';', ':']))
}

/// `1`, `1 and 2`, `1, 2 and 3`.
pub(super) fn listed(items: &[String], joint: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} {joint} {last}", all.join(", ")),
    }
}

/// A count with its noun: `1 finding`, `2 findings`.
pub(super) fn count(number: usize, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{s}")
}

/// The text with its first letter in upper case.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_within_the_width() {
        assert_eq!(
            wrap("one two three", 8, "- ", "  "),
            ["- one", "  two", "  three"]
        );
        assert_eq!(wrap("one\n\ntwo", 8, "", ""), ["one", "", "two"]);
        assert_eq!(wrap("abcdefghijk lm", 5, "", ""), ["abcdefghijk", "lm"]);
        assert_eq!(gist("one two three", 9), "one two…");
    }
}
