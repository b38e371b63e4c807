//! Figures in the words and digits that people read, the same in running text and in
//! tables.
//!
//! It must not know where a figure stands, or in which format.

use super::{Percent, number};

/// "36 of 60 (60 %, 47–71 %)"; a dash for a part of nothing.
pub fn share(count: u64, of: u64, percent: Option<Percent>) -> String {
    if of == 0 {
        return "–".to_owned();
    }
    let aside = percent.and_then(|percent| in_brackets(count, of, percent));
    let aside = aside.map_or_else(String::new, |aside| format!(" {aside}"));
    format!(
        "{} of {}{aside}",
        grouped(&count.to_string()),
        grouped(&of.to_string())
    )
}

/// Digits with a comma between thousands and a true minus, which screen readers say aloud
/// where they pass over a hyphen.
pub fn grouped(digits: &str) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", digits),
    };
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut out = sign.to_owned();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place < whole && (whole - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A difference of shares in whole points with its sign, "+21" or "−5"; nothing for what is
/// no number.
pub fn points(difference: f64) -> Option<String> {
    let digits = number::percentage(difference.clamp(-1.0, 1.0))?;
    Some(match digits.as_str() {
        "0" | "-0" => "0".to_owned(),
        positive if !positive.starts_with('-') => format!("+{positive}"),
        negative => grouped(negative),
    })
}

/// "(60 %, 47–71 %)"; nothing where the percentage is no number.
pub fn in_brackets(count: u64, of: u64, percent: Percent) -> Option<String> {
    let some = count > 0;
    let all = count >= of;
    let value = whole_percent(percent.value, some, all)?;
    let interval = percent.interval.and_then(|(low, high)| {
        // A bound is cut at 0 or 100 only by the whole itself, never by rounding.
        let low = whole_percent(low, some && low > 0.0, all && low >= 1.0)?;
        let high = whole_percent(high, some || high > 0.0, all || high >= 1.0)?;
        Some(format!(", {low}–{high} %"))
    });
    let interval = interval.unwrap_or_default();
    Some(format!("({value} %{interval})"))
}

/// A whole percentage that says neither "0" of something nor "100" of less than all.
fn whole_percent(share: f64, some: bool, all: bool) -> Option<String> {
    let rounded = number::percentage(share.clamp(0.0, 1.0))?;
    Some(match rounded.as_str() {
        "0" if some => "<1".to_owned(),
        "100" if !all => ">99".to_owned(),
        _ => rounded,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_have_a_sign_and_nothing_is_no_change() {
        for (difference, said) in [
            (0.213, "+21"),
            (-0.05, "−5"),
            (0.004, "0"),
            (-0.004, "0"),
            (1.0, "+100"),
            (-1.0, "−100"),
            (0.285, "+29"),
        ] {
            assert_eq!(points(difference).unwrap(), said);
        }
        assert_eq!(points(f64::NAN), None);
    }
}
