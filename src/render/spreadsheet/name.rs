//! Names of sheets: short, valid and each its own.
//!
//! Each begins with its number, so none is another's and none is a word that a spreadsheet
//! program keeps for itself. It must not know what stands on a sheet.

use super::value::words;

/// The most UTF-16 units of a name.
const MOST: usize = 31;

/// Words that a name does not end with.
const LOOSE: [&str; 16] = [
    "a", "an", "and", "at", "by", "for", "from", "how", "in", "of", "on", "or", "the", "to",
    "what", "with",
];

/// The name of the sheet with this number and title.
pub(super) fn name(number: usize, title: &str) -> String {
    let title = words(title);
    // What stands before a colon says more than half of all does.
    let title = match title.split_once(": ") {
        Some((clause, _)) if is_longer(number, &title) && !is_longer(number, clause) => clause,
        _ => title.as_str(),
    };
    let title: String = title
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => ' ',
            // In a formula's or a link's place a plain one would end the name.
            '\'' => '’',
            c => c,
        })
        .collect();
    // What tells it from another of its title stands at the end.
    let (title, tail) = match title.rsplit_once(BY) {
        Some((title, by)) if by.ends_with('”') && by.encode_utf16().count() <= TAIL => {
            (title, format!(" by {}", by.trim_end_matches('”')))
        }
        Some(_) | None => (title.as_str(), String::new()),
    };
    let most = MOST - tail.encode_utf16().count();
    let mut name = number.to_string();
    let mut whole = true;
    for word in title.split_whitespace() {
        let longer = format!("{name} {word}");
        if longer.encode_utf16().count() > most {
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
    // Half of a clause says less than none.
    if !whole
        && !tail.is_empty()
        && let Some((clause, _)) = name.rsplit_once(',')
    {
        name.truncate(clause.len());
    }
    // A quotation that is not ended is none.
    if name.matches('“').count() > name.matches('”').count() {
        name = name.replace('“', "");
    }
    let loose = [',', ';', '.', '“', '–', '-'];
    let name = if whole && tail.is_empty() {
        name.as_str()
    } else {
        name.trim_end_matches(loose)
    };
    format!("{name}{tail}")
}

/// Is a title longer than a name can be?
fn is_longer(number: usize, title: &str) -> bool {
    number.to_string().len() + 1 + title.encode_utf16().count() > MOST
}

/// What stands between a title and the name of the rows that tells it apart.
const BY: &str = ", by “";

/// The most UTF-16 units of the name of rows.
const TAIL: usize = 14;

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
        assert_eq!(
            name(13, "Good work, thin record, by “Standard”"),
            "13 Good work by Standard"
        );
        assert_eq!(
            name(16, "The overall judgement, by “Hub”"),
            "16 The overall judgement by Hub"
        );
        assert_eq!(
            name(
                12,
                "The difference made: cases in which each standard is working"
            ),
            "12 The difference made"
        );
        assert_eq!(
            name(11, "Working ratings in “Help and protection”"),
            "11 Working ratings in Help"
        );
        assert_eq!(name(6, ""), "6");
        assert_eq!(name(7, &"𝄞".repeat(40)), "7");
    }
}
