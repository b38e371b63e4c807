//! What a spreadsheet program and the library that writes for it take.
//!
//! It must not know what the words say.

/// The most UTF-16 units that a cell holds.
const CELL: usize = 32_767;

/// The most that the heading of a hint holds.
pub(in crate::render) const HINT_HEADING: usize = 32;

/// The most that a hint, a property or an alternative text holds.
pub(in crate::render) const HINT: usize = 255;

/// Paper of the size A4.
pub(in crate::render) const A4: u8 = 9;

/// The most UTF-16 units that a rule's formula may have.
pub(in crate::render) const FORMULA: usize = 8_000;

/// Words as they can stand in a cell.
pub(in crate::render) fn cell_words(text: &str) -> String {
    // The library takes what begins and ends like this for markup of its own and writes it
    // as it is, which no program could open: a space at the end keeps it words.
    if text.starts_with("<r>") && text.ends_with("</r>") {
        return format!("{} ", short(text, CELL - 1));
    }
    short(text, CELL)
}

/// Text that is no longer than a place holds, counted as spreadsheet programs count; what
/// was cut off is said by dots.
pub(in crate::render) fn short(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut length = 1;
    for character in text.chars() {
        length += character.len_utf16();
        if length > most {
            break;
        }
        out.push(character);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::{cell_words, short};

    #[test]
    fn what_is_cut_is_said_and_no_letter_is_split() {
        assert_eq!(short("abcd", 4), "abcd");
        assert_eq!(short("abcde", 4), "abc…");
        // Two units each: one and the dots are three.
        assert_eq!(short("𝄞𝄞𝄞", 4), "𝄞…");
    }

    #[test]
    fn what_looks_like_the_librarys_markup_stays_words() {
        assert_eq!(cell_words("<r>a</r>"), "<r>a</r> ");
        assert_eq!(cell_words("<r>a"), "<r>a");
        let long = format!("<r>{}</r>", "a".repeat(40_000));
        assert_eq!(cell_words(&long).encode_utf16().count(), 32_767);
    }
}
