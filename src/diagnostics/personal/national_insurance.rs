//! A National Insurance number: two letters, six digits, and a letter from A to D.
//!
//! Which prefixes are never used is from HMRC's National Insurance Manual, NIM39110. The
//! last letter is asked for: without it, `EH 123456` would be one.

use super::plain::Plain;

const NEVER: [&[u8]; 7] = [b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"];

pub(super) fn found(text: &Plain) -> bool {
    (0..text.len()).any(|place| {
        text.code_may_start(place)
            && is_prefix(text.between(place, place + 2))
            && rest_at(text, place + 2)
    })
}

fn is_prefix(letters: &[u8]) -> bool {
    let prefix = letters.to_ascii_uppercase();
    let used =
        |b: &u8| b.is_ascii_uppercase() && !matches!(b, b'D' | b'F' | b'I' | b'Q' | b'U' | b'V');
    matches!(prefix.as_slice(), [first, second] if used(first) && used(second) && *second != b'O')
        && !NEVER.contains(&prefix.as_slice())
}

fn rest_at(text: &Plain, start: usize) -> bool {
    let gap = |place: usize| usize::from(matches!(text.at(place), b' ' | b'-'));
    let mut place = start + gap(start);
    let mut in_pairs = true;
    for pair in 0..3 {
        if pair > 0 {
            let apart = gap(place);
            in_pairs &= apart == 1;
            place += apart;
        }
        if text.run(place, 2, |b| b.is_ascii_digit()) < 2 {
            return false;
        }
        place += 2;
    }
    let apart = gap(place);
    let letter = text.at(place + apart);
    // In `PC123456 a letter` the last letter is a word.
    let is_word = apart == 1 && letter == b'a' && !in_pairs;
    matches!(letter.to_ascii_uppercase(), b'A'..=b'D')
        && !is_word
        && text.code_may_end(place + apart + 1)
}
