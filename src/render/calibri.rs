//! How wide words are in the typeface of Word and Excel files.
//!
//! Those files say how wide columns and how high rows are, though only the program that
//! shows them knows the letters; so the letters' widths stand here, as they are in Calibri
//! and in Carlito, which stands in for it where it is missing. It must not know what is
//! written.

use unicode_width::UnicodeWidthChar as _;

/// From the space to the tilde, in thousandths of the size of the type.
const REGULAR: [u32; 95] = [
    226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386, 507, 507, 507,
    507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463, 894, 579, 544, 533, 615, 488,
    459, 631, 623, 252, 319, 520, 420, 855, 646, 662, 517, 673, 543, 459, 487, 642, 567, 890, 519,
    487, 468, 307, 386, 307, 498, 498, 291, 479, 525, 423, 525, 498, 305, 471, 525, 230, 239, 455,
    230, 799, 525, 527, 525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498,
];
const BOLD: [u32; 95] = [
    226, 326, 438, 498, 507, 729, 705, 233, 312, 312, 498, 498, 258, 306, 267, 430, 507, 507, 507,
    507, 507, 507, 507, 507, 507, 507, 276, 276, 498, 498, 498, 463, 898, 606, 561, 529, 630, 488,
    459, 637, 631, 267, 331, 547, 423, 874, 659, 676, 532, 686, 563, 473, 495, 653, 591, 906, 551,
    520, 478, 325, 430, 325, 498, 498, 300, 494, 537, 418, 537, 503, 316, 474, 537, 246, 255, 480,
    246, 813, 537, 538, 537, 537, 355, 399, 347, 537, 473, 745, 459, 474, 397, 344, 475, 344, 498,
];

/// Words on one line, in thousandths of the size of the type; what is beyond a thousand
/// letters is wider than any column and not looked at.
pub(super) fn width(words: &str, bold: bool) -> u32 {
    let letters = words.chars().take(1_000);
    letters.map(|letter| letter_width(letter, bold)).sum()
}

fn letter_width(letter: char, bold: bool) -> u32 {
    let face = if bold { &BOLD } else { &REGULAR };
    let place = u32::from(letter).checked_sub(u32::from(' '));
    let known = place.and_then(|place| face.get(usize::try_from(place).ok()?));
    match (known, letter) {
        (Some(width), _) => *width,
        (None, '\u{a0}' | '‘' | '’' | '·') => 268,
        (None, '“' | '”') => 435,
        (None, '…' | '—' | '→' | '←') => 905,
        (None, '▲' | '▼' | '✓' | '✗' | '●' | '○') => 750,
        (None, _) => match letter.width() {
            Some(0) | None => 0,
            Some(1) => 580,
            Some(_) => 1_050,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn words_are_as_wide_as_their_letters() {
        // H e l l o, and the same in bold.
        assert_eq!(width("Hello", false), 623 + 498 + 230 + 230 + 527);
        assert_eq!(width("Hello", true), 631 + 503 + 246 + 246 + 538);
        assert_eq!(width("10 of 24", false), 4 * 507 + 2 * 226 + 527 + 305);
        // A mark on the letter before it, and a letter of two columns.
        assert_eq!(width("e\u{301}字", false), 498 + 1_050);
        assert!(width(&"x".repeat(1_000_000), false) < 1_000_000);
    }
}
