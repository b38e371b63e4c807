//! How wide words will be, before any font is known.
//!
//! Widths are those of common sans-serif fonts, rounded up, so that what is made to fit
//! fits. It must not know what the words belong to.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// The width of the text at a size, in the unit of the size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.graphemes(true).map(letter).sum::<f64>() * size
}

/// A letter's width as a part of its size.
fn letter(letter: &str) -> f64 {
    match (letter.chars().next(), letter.width()) {
        (_, 0) => 0.0,
        (Some('i' | 'j' | 'l' | '\'' | '’' | '|' | '.' | ',' | ':' | ';' | '!' | 'I' | ' '), _) => {
            0.29
        }
        (Some('f' | 't' | 'r' | '(' | ')' | '-' | '/' | '[' | ']'), _) => 0.35,
        (Some('m' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '→' | '←' | '▲' | '▼'), _) => {
            0.95
        }
        (Some('A'..='Z'), _) => 0.73,
        (Some('s' | 'c' | 'k' | 'v' | 'x' | 'y' | 'z'), _) => 0.52,
        (Some(first), 1) if first < '\u{250}' => 0.58,
        (_, 1) => 0.7,
        _ => 1.2,
    }
}

/// The text in at most `most` lines that fit in `room`; one that is cut ends in `…`. At
/// least one line.
pub(super) fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    // Marks without width could make a letter of any length.
    let letters = text.graphemes(true).map(|letter| letter.chars().take(12));
    let text: String = letters.flatten().collect();
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if lines.len() > most {
            break;
        }
        let pieces = if width(word, size) > room {
            pieces(word, size, room, most)
        } else {
            vec![word.to_owned()]
        };
        for piece in pieces {
            match lines.last_mut() {
                Some(line) if line.is_empty() => *line = piece,
                Some(line) if width(&format!("{line} {piece}"), size) <= room => {
                    line.push(' ');
                    line.push_str(&piece);
                }
                _ => lines.push(piece),
            }
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while width(&format!("{last}…"), size) > room && !last.is_empty() {
                let shorter = last.grapheme_indices(true).next_back().map(|(at, _)| at);
                last.truncate(shorter.unwrap_or(0));
            }
            last.push('…');
        }
    }
    lines
}

/// A word too wide for a line, in pieces; what would stand on a line past the last that is
/// shown is left out but for one letter, which tells that there is more.
fn pieces(word: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0.0;
    for letter in word.graphemes(true) {
        let wide = width(letter, size);
        if used + wide > room && used > 0.0 {
            pieces.push(String::new());
            used = 0.0;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(letter);
        }
        used += wide;
        if pieces.len() > most {
            break;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_what_is_cut_says_so() {
        let long = "The plan makes clear what should change, by when, and who does what";
        let lines = wrap(long, 13.0, 150.0, 9);
        assert_eq!(lines.join(" "), long);
        assert!(lines.iter().all(|line| width(line, 13.0) <= 150.0));
        let cut = wrap(long, 13.0, 150.0, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…') && width(&cut[1], 13.0) <= 150.0);
        assert_eq!(wrap("", 13.0, 150.0, 2), [""]);
    }

    #[test]
    fn words_of_any_length_and_script_are_broken() {
        for word in [
            "x".repeat(10_000),
            "👩‍👧".repeat(5_000),
            "\u{301}".repeat(9_000),
        ] {
            let lines = wrap(&word, 13.0, 100.0, 3);
            assert!(lines.len() <= 3);
            assert!(lines.iter().all(|line| line.len() < 1000));
        }
        assert_eq!(wrap("abc", 13.0, 0.0, 2), ["a", "…"]);
    }
}
