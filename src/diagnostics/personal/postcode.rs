//! A whole UK postcode, such as `SW1A 1AA`, in any case and with or without its space.
//!
//! Areas are the 124 of Royal Mail and `BF`, of the forces; the grammar of the two halves
//! is that of its Programmers' Guide to the postcode address file. A code such as `EH12AB`
//! cannot be told from a postcode; an outward half alone (`EH12`) is none.

use super::plain::Plain;

pub(super) const AREAS: [&str; 125] = [
    "AB", "AL", "B", "BA", "BB", "BD", "BF", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF",
    "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY",
    "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR",
    "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE",
    "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL",
    "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL",
    "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS",
    "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
];

/// Areas that have a district 0.
const WITH_ZERO: [&str; 9] = ["BL", "BS", "CM", "CR", "FY", "HA", "PR", "SL", "SS"];

/// What people count with, in small letters after a number.
const COUNTED: [&[u8]; 6] = [b"hr", b"yr", b"st", b"lb", b"ft", b"pt"];

const LONGEST_OUTWARD: usize = 4;
const INWARD: usize = 3;

pub(super) fn found(text: &Plain) -> bool {
    (0..text.len()).any(|place| {
        text.at(place).is_ascii_alphabetic()
            && text.code_may_start(place)
            && (apart(text, place) || together(text, place))
    })
}

fn apart(text: &Plain, start: usize) -> bool {
    let outward = text.run(start, LONGEST_OUTWARD, |b| b.is_ascii_alphanumeric());
    let gap = text.run(start + outward, 2, |b| matches!(b, b' ' | b'\t'));
    let inward = start + outward + gap;
    gap > 0
        && is_inward(text.between(inward, inward + INWARD))
        && text.code_may_end(inward + INWARD)
        && is_outward(text.between(start, start + outward))
        && !is_counted(
            text.between(start, start + outward),
            text.between(inward, inward + INWARD),
        )
}

fn together(text: &Plain, start: usize) -> bool {
    let length = text.run(start, LONGEST_OUTWARD + INWARD, |b| {
        b.is_ascii_alphanumeric()
    });
    let end = start + length;
    length > INWARD
        && text.code_may_end(end)
        && is_inward(text.between(end - INWARD, end))
        && is_outward(text.between(start, end - INWARD))
}

fn is_inward(half: &[u8]) -> bool {
    let unit = |letter: u8| {
        letter.is_ascii_alphabetic()
            && !matches!(
                letter.to_ascii_uppercase(),
                b'C' | b'I' | b'K' | b'M' | b'O' | b'V'
            )
    };
    matches!(half, [sector, first, second]
        if sector.is_ascii_digit() && unit(*first) && unit(*second))
}

fn is_outward(half: &[u8]) -> bool {
    let letters = half.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let Some((area, district)) = half.split_at_checked(letters) else {
        return false;
    };
    let within = |areas: &[&str]| {
        areas
            .iter()
            .any(|known| known.as_bytes().eq_ignore_ascii_case(area))
    };
    if !within(&AREAS) {
        return false;
    }
    match district {
        [b'0'] => within(&WITH_ZERO),
        [b'1'..=b'9'] => true,
        [b'1'..=b'9', next] if next.is_ascii_digit() => true,
        [b'1'..=b'9', letter] => has_letter(area, letter.to_ascii_uppercase()),
        _ => false,
    }
}

/// Only districts of inner London end in a letter.
fn has_letter(area: &[u8], letter: u8) -> bool {
    let letters: &[u8] = match area.to_ascii_uppercase().as_slice() {
        b"E" | b"NW" => b"W",
        b"N" => b"CP",
        b"SE" => b"P",
        b"W" => b"ABCDFGHJKLMNPRSTUVW",
        b"EC" | b"SW" | b"WC" => b"ABEHMNPRVWXY",
        _ => b"",
    };
    letters.contains(&letter)
}

/// `W3 1st`, `E2 4th` and `s17 2hr` are codes with a count behind them: the unit is in
/// small letters, and the area is not or is one letter.
fn is_counted(outward: &[u8], inward: &[u8]) -> bool {
    let [digit, unit @ ..] = inward else {
        return false;
    };
    let ordinal: &[u8] = match digit {
        b'1' => b"st",
        b'2' => b"nd",
        b'3' => b"rd",
        _ => b"th",
    };
    let prose = !matches!(outward, [first, second, ..]
        if first.is_ascii_lowercase() && second.is_ascii_lowercase());
    prose && (unit == ordinal || COUNTED.contains(&unit))
}
