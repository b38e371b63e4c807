//! Names of sheets: short, valid and each its own.
//!
//! Each begins with its number, so none is another's and none is a word that a spreadsheet
//! program keeps for itself. It must not know what stands on a sheet.

use super::grid::words;

/// The most UTF-16 units of a name.
const MOST: usize = 31;

/// Words that a name does not end with.
const LOOSE: [&str; 16] = [
    "a", "an", "and", "at", "by", "for", "from", "how", "in", "of", "on", "or", "the", "to",
    "what", "with",
];

/// The name of the sheet with this number and title.
pub(super) fn name(number: usize, title: &str) -> String {
    let title: String = words(title)
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => ' ',
            // In a formula's or a link's place a plain one would end the name.
            '\'' => '’',
            c => c,
        })
        .collect();
    let mut name = number.to_string();
    let mut whole = true;
    for word in title.split_whitespace() {
        let longer = format!("{name} {word}");
        if longer.encode_utf16().count() > MOST {
            whole = false;
            break;
        }
        name = longer;
    }
    while !whole && let Some((before, last)) = name.rsplit_once(' ') {
        let last = last.trim_matches(|c: char| !c.is_alphanumeric());
        if !last.is_empty() && !LOOSE.contains(&last.to_lowercase().as_str()) {
            break;
        }
        name.truncate(before.len());
    }
    if whole {
        name
    } else {
        name.trim_end_matches([',', ';', '.', '“', '–', '-'])
            .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_are_short_and_end_with_a_word_that_says_something() {
        assert_eq!(name(3, "What was audited"), "3 What was audited");
        assert_eq!(
            name(4, "Working ratings by hub and domain"),
            "4 Working ratings by hub"
        );
        assert_eq!(name(5, "What is it?/[a]:'b'"), "5 What is it a ’b’");
        assert_eq!(
            name(9, "Working ratings in “The child's voice and daily life”"),
            "9 Working ratings"
        );
        assert_eq!(name(6, ""), "6");
        assert_eq!(name(7, &"𝄞".repeat(40)), "7");
    }
}
