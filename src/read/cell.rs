//! What single cells say: days, numbers, yes or no, and cells that a spreadsheet program
//! has spoilt.
//!
//! It must not know which column a cell stands in.

use crate::model::Date;

/// Error values that spreadsheet programs leave in cells.
const ERRORS: [&str; 9] = [
    "#NAME?",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#N/A",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#GETTING_DATA",
];

/// Has a spreadsheet program put an error value in the cell, or written a long number as
/// `1.2E+05`?
pub(crate) fn spoilt(cell: &str) -> bool {
    let cell = cell.trim();
    cell.starts_with('#') && ERRORS.iter().any(|error| cell.eq_ignore_ascii_case(error))
        || scientific(cell)
}

/// A number in the notation that Excel gives to long ones: `1.23E+11`.
fn scientific(cell: &str) -> bool {
    let Some((mantissa, exponent)) = cell.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole = mantissa.replacen(['.', ','], "", 1);
    digits(&whole) && exponent.strip_prefix('+').is_some_and(digits)
}

/// Days from 1899-12-30, as Excel counts them, to 2099: what a serial number may be.
const SERIALS: std::ops::RangeInclusive<i64> = 1..=73_050;

/// A day: ISO, or day first with a four-digit year. Serial numbers count where `serial`
/// says so (workbooks).
pub(crate) fn date(cell: &str, serial: bool) -> Option<Date> {
    let cell = cell.trim();
    if serial && let Ok(days) = cell.parse::<i64>() {
        if !SERIALS.contains(&days) {
            return None;
        }
        let start = Date::new(1899, 12, 30).ok()?;
        return start.checked_add(jiff::Span::new().days(days)).ok();
    }
    if let Some(day) = iso(cell) {
        return Some(day);
    }
    // A time of day after the day is dropped: `2026-03-02T10:30:00`, `02/03/2026 10:30`.
    let day = match cell.split_once(['T', ' ']) {
        Some((day, time)) if time.contains(':') => day,
        _ => cell,
    };
    let parts: Vec<&str> = day
        .split(['-', '/', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let &[first, second, third] = parts.as_slice() else {
        return None;
    };
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        (digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<i16>().ok())
            .flatten()
    };
    let (year, month, day) = if let Some(year) = number(first, 4..=4) {
        (year, number(second, 1..=2)?, number(third, 1..=2)?)
    } else {
        let month = number(second, 1..=2).or_else(|| month(second))?;
        (number(third, 4..=4)?, month, number(first, 1..=2)?)
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A day written as most are: `2026-03-02`.
fn iso(cell: &str) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = cell.as_bytes() else {
        return None;
    };
    let digits = |digits: &[u8]| {
        digits.iter().try_fold(0_i16, |number, digit| {
            let digit = digit.is_ascii_digit().then(|| digit - b'0')?;
            Some(number * 10 + i16::from(digit))
        })
    };
    let month = i8::try_from(digits(&[*m1, *m2])?).ok()?;
    let day = i8::try_from(digits(&[*d1, *d2])?).ok()?;
    Date::new(digits(&[*y1, *y2, *y3, *y4])?, month, day).ok()
}

/// A month by its English name or the first three letters of it.
fn month(text: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.to_ascii_lowercase();
    if text.len() < 3 {
        return None;
    }
    let position = MONTHS.iter().position(|month| month.starts_with(&text))?;
    i16::try_from(position + 1).ok()
}

/// A finite number, with a point or a comma before its decimals.
pub(crate) fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let plain = cell
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+'));
    if !plain {
        return None;
    }
    // `1,000` may be a thousand or one: it is not guessed.
    let ambiguous = cell
        .rsplit_once(',')
        .is_some_and(|(_, decimals)| decimals.len() == 3);
    if ambiguous {
        return None;
    }
    let value: f64 = cell.replacen(',', ".", 1).parse().ok()?;
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_iso_or_day_first() {
        let day = Date::new(2026, 3, 2).ok();
        for text in [
            "2026-03-02",
            "2/3/2026",
            "02/03/2026",
            "2.3.2026",
            "02-03-2026",
            "2-Mar-2026",
            "2 March 2026",
            "2026-03-02T10:30:00",
            "02/03/2026 10:30",
            " 2026-03-02 ",
        ] {
            assert_eq!(date(text, false), day, "{text}");
        }
        assert_eq!(date("46083", true), day);
        for text in [
            "46083",
            "2/3/26",
            "31/02/2026",
            "13/13/2026",
            "soon",
            "",
            "2026-3",
            "1-2-3-2026",
        ] {
            assert_eq!(date(text, false), None, "{text}");
        }
        assert_eq!(date("99999999", true), None);
    }

    #[test]
    fn cells_that_excel_spoilt_are_known() {
        for text in ["#NAME?", "#ref!", "1.2E+05", "4E+10", "1,23E+11"] {
            assert!(spoilt(text), "{text}");
        }
        for text in ["E12", "1E5", "EH-0412", "12E", "#4", "secure"] {
            assert!(!spoilt(text), "{text}");
        }
    }

    #[test]
    fn numbers_are_plain_decimals() {
        assert_eq!(number(" 7 "), Some(7.0));
        assert_eq!(number("7,5"), Some(7.5));
        for text in [
            "", "1e9", "inf", "NaN", "seven", "1,000.5", "1,000", "12,345",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
