//! An NHS number: ten digits, often written 3-3-4, of which the last is a check.
//!
//! The rule is that of the NHS Data Dictionary. Every range is taken, issued or not: the
//! numbers of Scotland and Northern Ireland follow the same rule, and so do test numbers.

use super::plain::Plain;

const DIGITS: usize = 10;

pub(super) fn found(text: &Plain) -> bool {
    (0..text.len()).any(|place| starts(text, place) && number_at(text, place))
}

/// `NHS9434765919` is a number too.
fn starts(text: &Plain, place: usize) -> bool {
    text.at(place).is_ascii_digit()
        && (text.number_may_start(place)
            || (place >= 3 && text.between(place - 3, place).eq_ignore_ascii_case(b"nhs")))
}

fn number_at(text: &Plain, start: usize) -> bool {
    let mut digits = [0; DIGITS];
    let mut place = start;
    for (nth, digit) in digits.iter_mut().enumerate() {
        if matches!(nth, 3 | 6) && matches!(text.at(place), b' ' | b'-') {
            place += 1;
        }
        let byte = text.at(place);
        if !byte.is_ascii_digit() {
            return false;
        }
        *digit = u32::from(byte - b'0');
        place += 1;
    }
    text.number_may_end(place) && valid(digits)
}

fn valid(digits: [u32; DIGITS]) -> bool {
    let [first, rest @ ..] = digits;
    // One digit ten times over, and the ten in order, pass the check and are fillings.
    let alike = rest.iter().all(|&digit| digit == first);
    let in_order = digits.into_iter().eq(0..10);
    // Weights are 10 down to 2, and the check digit's own weight of 1 completes the sum.
    let sum: u32 = (1..=10)
        .rev()
        .zip(digits)
        .map(|(weight, digit)| weight * digit)
        .sum();
    !alike && !in_order && sum.is_multiple_of(11)
}
