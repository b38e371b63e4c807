//! Figures in the words that people read, made of the JSON of a summary or a comparison.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses a part of this"
)]

use serde_json::Value;

/// A list; nothing is an empty one.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub fn number(value: &Value) -> u64 {
    value
        .as_u64()
        .unwrap_or_else(|| panic!("no count: {value}"))
}

pub fn words(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("no words: {value}"))
        .to_owned()
}

/// 1,319
pub fn count(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A part and its whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub count: u64,
    pub of: u64,
}

impl Share {
    pub fn of(value: &Value) -> Self {
        Self {
            count: number(&value["count"]),
            of: number(&value["of"]),
        }
    }

    pub fn without(self, part: Self) -> Self {
        Self {
            count: self.count - part.count,
            of: self.of - part.of,
        }
    }

    /// "6 of 8"; a dash for a part of nothing.
    pub fn told(self) -> String {
        if self.of == 0 {
            return "–".to_owned();
        }
        format!("{} of {}", count(self.count), count(self.of))
    }

    /// With its percentage and Wilson's interval, where there are enough cases.
    pub fn estimated(self, from: u64) -> String {
        if self.of == 0 || self.of < from {
            return self.told();
        }
        let (n, x) = (real(self.of), real(self.count));
        // The 97.5 % point of the normal distribution.
        let z = 1.959_963_984_540_054_f64;
        let middle = (x / n + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let part = x / n * (1.0 - x / n) / n;
        let half = z / (1.0 + z * z / n) * (part + z * z / (4.0 * n * n)).sqrt();
        let low = if self.count == 0 { 0.0 } else { middle - half };
        let high = if self.count == self.of {
            1.0
        } else {
            middle + half
        };
        let ten = |value: f64| format!("{value:.9e}").parse().unwrap();
        bracketed(self, ten(x / n), ten(low), ten(high))
    }
}

fn real(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

/// An estimate of the summary: its counts, and from some number of cases on its percentage
/// and the range behind it, by the digits that stand in the JSON.
pub fn estimate(value: &Value, from: u64) -> String {
    let share = Share::of(value);
    if share.of == 0 || share.of < from {
        return share.told();
    }
    let digits = |name: &str| value[name].as_f64().unwrap();
    bracketed(share, digits("value"), digits("low"), digits("high"))
}

fn bracketed(share: Share, value: f64, low: f64, high: f64) -> String {
    // Neither nothing nor everything is said of what is not.
    let whole = |value: f64, nothing: bool, everything: bool| match percent(value) {
        0 if !nothing => "<1".to_owned(),
        100 if !everything => ">99".to_owned(),
        percent => percent.to_string(),
    };
    let (none, all) = (share.count == 0, share.count == share.of);
    format!(
        "{} ({} %, {}–{} %)",
        share.told(),
        whole(value, none, all),
        whole(low, none, false),
        whole(high, false, all),
    )
}

/// A whole percentage of ten digits, halves up.
fn percent(share: f64) -> u64 {
    let digits = format!("{:.0}", share * 1e12);
    let exact: u64 = digits.parse().unwrap();
    (exact + 5_000_000_000) / 10_000_000_000
}

/// So many decimals of the digits in the JSON, halves up.
pub fn decimals(value: &Value, places: usize) -> String {
    // The shortest digits that read back as this number are those of the JSON.
    let digits = format!("{}", value.as_f64().unwrap());
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    let part = format!("{part:0<20}");
    let kept: u128 = format!("{whole}{}", &part[..places]).parse().unwrap();
    let up = u128::from(part.as_bytes()[places] >= b'5');
    let all = format!("{:0>width$}", kept + up, width = places + 1);
    let (whole, part) = all.split_at(all.len() - places);
    format!("{whole}.{part}")
}

/// A p value: three decimals where it is small, two elsewhere; never on the wrong side of
/// the line that a verdict lies on; a dash where there is none.
pub fn p(value: &Value) -> String {
    let Some(number) = value.as_f64() else {
        return "–".to_owned();
    };
    if number < 0.001 {
        return "below 0.001".to_owned();
    }
    let said = decimals(value, if number < 0.1 { 3 } else { 2 });
    if number < 0.05 && said == "0.050" {
        "below 0.05".to_owned()
    } else {
        said
    }
}

/// A number with one decimal, where it has any.
pub fn short(value: &Value) -> String {
    let one = decimals(value, 1);
    one.strip_suffix(".0").unwrap_or(&one).to_owned()
}

pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// "2 March 2026"
pub fn day(iso: &str) -> String {
    if iso.is_empty() {
        return "–".to_owned();
    }
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<usize> = iso.split('-').map(|part| part.parse().unwrap()).collect();
    format!("{} {} {}", parts[2], months[parts[1] - 1], parts[0])
}

#[test]
fn figures_are_rounded_as_people_do() {
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(count(1_234_567), "1,234,567");
    assert_eq!(p(&json("0.0045")), "0.005");
    assert_eq!(p(&json("0.2155")), "0.22");
    assert_eq!(p(&json("0.0496")), "below 0.05");
    assert_eq!(p(&json("0.05")), "0.050");
    assert_eq!(p(&json("null")), "–");
    assert_eq!(p(&json("6.96e-05")), "below 0.001");
    assert_eq!(short(&json("0.8308146338")), "0.8");
    assert_eq!(short(&json("10.5")), "10.5");
    assert_eq!(percent(0.125), 13);
    // From the reference of intervals: 36 of 60, 0 of 10.
    let share = |count, of| Share { count, of };
    assert_eq!(share(36, 60).estimated(10), "36 of 60 (60 %, 47–71 %)");
    assert_eq!(share(0, 10).estimated(10), "0 of 10 (0 %, 0–28 %)");
    assert_eq!(share(36, 60).estimated(61), "36 of 60");
    assert_eq!(day("2026-03-02"), "2 March 2026");
}
