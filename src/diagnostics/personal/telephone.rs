//! A UK telephone number, with its spaces, brackets, dots and dashes, from 0 or from +44.
//!
//! The first digits are those of Ofcom's National Telephone Numbering Plan: 01 and 02 of
//! places, 03, and 07 of mobiles. Numbers in 08 and 09 belong to services and not to
//! people, and are left out.

use super::plain::Plain;

/// Digits of the longest number, its leading 0 among them.
const MOST: usize = 11;

/// Every digit in order is a sample and nobody's number.
const ALL_DIGITS: &[u8] = b"0123456789";

/// Groups of digits in one number, at most.
const GROUPS: usize = 5;

pub(super) fn found(text: &Plain) -> bool {
    (0..text.len()).any(|place| {
        matches!(text.at(place), b'+' | b'0' | b'4')
            && text.number_may_start(place)
            && start_at(text, place).is_some_and(|start| number_at(text, start))
    })
}

/// Where the digits after the leading 0, or after what stands for it, begin.
fn start_at(text: &Plain, place: usize) -> Option<usize> {
    let ahead = |prefix: &[u8]| text.between(place, place + prefix.len()) == prefix;
    if ahead(b"+44") {
        Some(after_country(text, place + 3))
    } else if ahead(b"0044") {
        Some(after_country(text, place + 4))
    } else if ahead(b"447") {
        Some(place + 2)
    } else if ahead(b"0") {
        Some(place + 1)
    } else {
        None
    }
}

/// Past `(0)` or the 0 that people leave in.
fn after_country(text: &Plain, place: usize) -> usize {
    let place = place + gap(text, place);
    if text.at(place) == b'0' {
        place + 1 + gap(text, place + 1)
    } else {
        place
    }
}

/// How long the gap between two groups is: spaces, brackets and at most one mark.
fn gap(text: &Plain, place: usize) -> usize {
    let mark = |b: u8| matches!(b, b'-' | b'.');
    let length = text.run(place, 3, |b| mark(b) || matches!(b, b' ' | b'(' | b')'));
    let marks = text.between(place, place + length).iter();
    if marks.filter(|&&b| mark(b)).count() > 1 {
        0
    } else {
        length
    }
}

/// Reads groups of digits, and asks at the end of each whether a number is complete, so
/// that a count that follows it (`0131 496 0123 2 calls`) is not taken for a part of it.
fn number_at(text: &Plain, start: usize) -> bool {
    let mut digits = [b'0'; MOST];
    let mut count = 1;
    let mut place = start;
    for group in 0..GROUPS {
        let length = text.run(place, MOST, |b| b.is_ascii_digit());
        // A first group of two digits begins a date; one digit is a count.
        if length < 2 || count + length > MOST {
            return false;
        }
        for digit in text.between(place, place + length) {
            if let Some(slot) = digits.get_mut(count) {
                *slot = *digit;
            }
            count += 1;
        }
        place += length;
        if is_number(digits, count) && text.number_may_end(place) {
            return true;
        }
        let apart = gap(text, place);
        if apart == 0 || group + 1 == GROUPS {
            return false;
        }
        place += apart;
    }
    false
}

fn is_number(digits: [u8; MOST], count: usize) -> bool {
    if digits.starts_with(ALL_DIGITS) {
        return false;
    }
    let [_, first, second, ..] = digits;
    match first {
        b'1' => matches!(count, 10 | 11) && second != b'0',
        b'2' => count == 11 && matches!(second, b'0' | b'3' | b'4' | b'8' | b'9'),
        b'3' => count == 11 && matches!(second, b'0' | b'3' | b'4' | b'7'),
        b'7' => count == 11 && second != b'0',
        _ => false,
    }
}
