//! Numbers as digits: ten significant ones for programs, few decimals for people.
//!
//! It exists so that every format writes the same digits for the same figure. People's
//! decimals are rounded from the ten digits that programs get, so whoever rounds an exported
//! figure by hand arrives at the printed one. It must not know which format asks.

/// Digits that programs are given.
const SIGNIFICANT: usize = 10;

/// The largest ten-digit number that still reads back as a finite one.
const LARGEST: f64 = 1.797_693_134e308;

/// A finite number as its first ten significant digits.
struct Decimal {
    negative: bool,
    /// Values from 0 to 9; the first is 0 only if all are.
    digits: Vec<u8>,
    /// Power of ten of the first digit.
    exponent: i32,
}

impl Decimal {
    fn of(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let written = format!("{:.*e}", SIGNIFICANT - 1, value.abs().min(LARGEST));
        let (mantissa, exponent) = written.split_once('e')?;
        Some(Self {
            negative: value < 0.0,
            digits: mantissa
                .bytes()
                .filter(u8::is_ascii_digit)
                .map(|digit| digit - b'0')
                .collect(),
            exponent: exponent.parse().ok()?,
        })
    }

    fn is_zero(&self) -> bool {
        self.digits.iter().all(|&digit| digit == 0)
    }

    /// Rounded half away from zero to so many decimals, all of them written.
    fn rounded(&self, decimals: u8) -> String {
        let decimals = usize::from(decimals);
        let kept = i64::from(self.exponent) + 1 + i64::try_from(decimals).unwrap_or(i64::MAX);
        let mut digits = match usize::try_from(kept) {
            Err(_) => Vec::new(),
            Ok(kept) => {
                let mut digits = self.digits.clone();
                let up = digits.get(kept).is_some_and(|&next| next >= 5);
                digits.resize(kept, 0);
                if up { raised(digits) } else { digits }
            }
        };
        while digits.len() <= decimals {
            digits.insert(0, 0);
        }
        while digits.len() > decimals + 1 && digits.first() == Some(&0) {
            digits.remove(0);
        }
        let sign = self.negative && digits.iter().any(|&digit| digit > 0);
        let point = digits.len() - decimals;
        let mut out = String::from(if sign { "-" } else { "" });
        for (place, digit) in digits.into_iter().enumerate() {
            if place == point {
                out.push('.');
            }
            out.push(char::from(b'0' + digit));
        }
        out
    }
}

/// The digits with one added to the last place.
fn raised(mut digits: Vec<u8>) -> Vec<u8> {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return digits;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
    digits
}

/// The shortest form that keeps ten significant digits: `0.3333333333`, `60`, `1.5`, `2e-9`.
/// Nothing for what is no number.
pub fn significant(value: f64) -> Option<String> {
    let mut decimal = Decimal::of(value)?;
    if decimal.is_zero() {
        return Some("0".to_owned());
    }
    while decimal.digits.last() == Some(&0) {
        decimal.digits.pop();
    }
    let digits: String = decimal
        .digits
        .iter()
        .map(|digit| char::from(b'0' + digit))
        .collect();
    let sign = if decimal.negative { "-" } else { "" };
    let exponent = decimal.exponent;
    let unsigned = if !(-7..16).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        format!("{first}{point}{rest}e{exponent}")
    } else if let Ok(whole) = usize::try_from(exponent).map(|exponent| exponent + 1) {
        match digits.split_at_checked(whole) {
            Some((whole, "")) => whole.to_owned(),
            Some((whole, part)) => format!("{whole}.{part}"),
            None => format!("{digits:0<whole$}"),
        }
    } else {
        let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
        format!("0.{}{digits}", "0".repeat(zeros))
    };
    Some(format!("{sign}{unsigned}"))
}

/// Rounded half away from zero to so many decimals; nothing for what is no number.
pub fn rounded(value: f64, decimals: u8) -> Option<String> {
    Decimal::of(value).map(|decimal| decimal.rounded(decimals))
}

/// A share from 0 to 1 as a whole percentage, rounded half away from zero, without its sign.
pub fn percentage(share: f64) -> Option<String> {
    let mut decimal = Decimal::of(share)?;
    decimal.exponent += 2;
    Some(decimal.rounded(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_significant_digits_in_the_shortest_form() {
        for (value, written) in [
            (1.0 / 3.0, "0.3333333333"),
            (60.0, "60"),
            (1.5, "1.5"),
            (-0.0, "0"),
            (-2.0 / 3.0, "-0.6666666667"),
            (0.1 + 0.2, "0.3"),
            (12_345.678_901_23, "12345.6789"),
            (99_999_999_999.0, "100000000000"),
            (1e15, "1000000000000000"),
            (1e16, "1e16"),
            (1.5e-7, "0.00000015"),
            (1.234e-8, "1.234e-8"),
            (f64::MAX, "1.797693134e308"),
            (5e-324, "4.940656458e-324"),
        ] {
            assert_eq!(significant(value).unwrap(), written);
        }
        assert_eq!(significant(f64::NAN), None);
        assert_eq!(significant(f64::NEG_INFINITY), None);
    }

    #[test]
    fn halves_are_rounded_away_from_zero_as_people_see_them() {
        for (value, decimals, written) in [
            (0.25, 1, "0.3"),
            (-0.25, 1, "-0.3"),
            (2.675, 2, "2.68"),
            (0.5, 0, "1"),
            (0.499, 0, "0"),
            (-0.04, 1, "0.0"),
            (9.96, 1, "10.0"),
            (0.0, 2, "0.00"),
            (0.004, 2, "0.00"),
            (0.005, 2, "0.01"),
            (99.95, 1, "100.0"),
            (1234.0, 0, "1234"),
            (1e-300, 3, "0.000"),
            (3.0, 12, "3.000000000000"),
        ] {
            assert_eq!(rounded(value, decimals).unwrap(), written, "{value}");
        }
        assert_eq!(rounded(f64::INFINITY, 1), None);
    }

    #[test]
    fn a_share_becomes_the_percentage_that_its_decimals_say() {
        // 0.285 × 100 is 28.499999999999996 in binary.
        assert_eq!(percentage(57.0 / 200.0).unwrap(), "29");
        assert_eq!(percentage(1.0 / 8.0).unwrap(), "13");
        assert_eq!(percentage(0.0).unwrap(), "0");
        assert_eq!(percentage(1.0).unwrap(), "100");
        assert_eq!(percentage(0.004).unwrap(), "0");
    }
}
