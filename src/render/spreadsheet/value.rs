//! What stands in one cell of a table: words, a figure and how it is shown, or a shorthand
//! where there is no figure.
//!
//! It must not know columns or rows, nor compute anything.

use super::column::Part;
use crate::render::plain::{self, GLUE};
use crate::render::shown::{Shown, symbol};
use crate::report::{Cell, Percent, Tone, figure, number};

/// The largest whole number that a spreadsheet program keeps to the last digit.
const EXACT: u64 = 1_000_000_000_000_000;

/// Letters in square brackets that stand where there is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shorthand {
    /// Too few for a percentage.
    Few,
    /// There is no figure.
    Missing,
    /// There can be no figure.
    Idle,
}

impl Shorthand {
    /// What stands in the cell.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Few => "[u]",
            Self::Missing => "[x]",
            Self::Idle => "[z]",
        }
    }

    /// What it means.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Few => "too few to give a percentage",
            Self::Missing => "not available: there was nothing to judge",
            Self::Idle => "not applicable: no figure belongs here",
        }
    }
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// With so many decimals.
    Decimals(u8),
    /// As a whole percentage.
    Percent,
    /// More than nothing, and less than half of one per cent.
    UnderOne,
    /// As points with their sign.
    Points,
    /// Less than all, and more than ninety-nine and a half per cent.
    OverNinetyNine,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Nothing.
    Nothing,
    /// Words, and their tone where they have one.
    Words(String, Option<Tone>),
    /// A figure.
    Number(f64, Form),
    /// No figure, and why.
    Shorthand(Shorthand),
    /// Words that lead to the sheet of this name.
    Link(String, String),
}

/// Is there nothing to be read in a cell?
pub(super) fn is_nothing(cell: &Cell) -> bool {
    match cell {
        Cell::Empty | Cell::Unknown => true,
        Cell::Text(text) | Cell::Link { text, .. } => words(text).is_empty(),
        Cell::Count(_)
        | Cell::Number { .. }
        | Cell::Share { .. }
        | Cell::Difference { .. }
        | Cell::Verdict { .. } => false,
    }
}

/// One part of a cell.
pub(super) fn value(cell: &Cell, part: Part, figures: bool) -> Value {
    let first = matches!(part, Part::Whole | Part::Number);
    let idle = |part: Part| {
        if figures && part != Part::Tone {
            Value::Shorthand(Shorthand::Idle)
        } else {
            Value::Nothing
        }
    };
    match cell {
        Cell::Share {
            count,
            of,
            percent,
            tone,
        } => of_share(*count, *of, *percent, *tone, part),
        Cell::Difference { value, low, high } => match part {
            Part::Whole | Part::Number => points(*value),
            Part::Low => points(*low),
            Part::High => points(*high),
            Part::Group | Part::OutOf | Part::Percent | Part::Tone | Part::Kind => idle(part),
        },
        Cell::Unknown if part == Part::Tone => Value::Nothing,
        Cell::Unknown => Value::Shorthand(Shorthand::Missing),
        _ if is_nothing(cell) || !first => idle(part),
        Cell::Count(count) => whole(*count),
        Cell::Number { value, decimals } => match digits(*value) {
            Some(value) => Value::Number(value, Form::Decimals(*decimals)),
            None => Value::Shorthand(Shorthand::Missing),
        },
        Cell::Text(text) | Cell::Link { text, .. } => said(words(text), None),
        Cell::Verdict { tone, .. } => said(words(&Shown::of(cell).main), Some(*tone)),
        Cell::Empty => idle(part),
    }
}

/// A difference of shares, in points.
fn points(difference: f64) -> Value {
    digits(difference * 100.0).map_or(Value::Shorthand(Shorthand::Missing), |points| {
        Value::Number(points, Form::Points)
    })
}

fn of_share(
    count: u64,
    of: u64,
    percent: Option<Percent>,
    tone: Option<Tone>,
    part: Part,
) -> Value {
    let missing = Value::Shorthand(Shorthand::Missing);
    let percent = percent.filter(|percent| percent.value.is_finite());
    let bound = |bound: Option<f64>, some: bool, all: bool| match bound.and_then(digits) {
        _ if percent.is_none() => Value::Shorthand(Shorthand::Few),
        Some(value) => Value::Number(value, form(value, some, all)),
        None => Value::Shorthand(Shorthand::Missing),
    };
    let interval = percent.and_then(|percent| percent.interval);
    let (some, all) = (count > 0, count >= of);
    match part {
        Part::OutOf => whole(of),
        Part::Tone => tone.map_or(Value::Nothing, tone_words),
        _ if of == 0 => missing,
        Part::Percent => bound(percent.map(|percent| percent.value), some, all),
        Part::Low => {
            let low = interval.map(|(low, _)| low);
            bound(low, low > Some(0.0), low >= Some(1.0))
        }
        Part::High => {
            let high = interval.map(|(_, high)| high);
            bound(high, high > Some(0.0), high >= Some(1.0))
        }
        Part::Number | Part::Whole | Part::Group | Part::Kind => whole(count),
    }
}

/// A percentage that is shown neither as "0" of something nor as "100" of less than all.
fn form(value: f64, some: bool, all: bool) -> Form {
    match number::percentage(value).as_deref() {
        Some("0") if some => Form::UnderOne,
        Some("100") if !all => Form::OverNinetyNine,
        _ => Form::Percent,
    }
}

fn tone_words(tone: Tone) -> Value {
    let said = match tone {
        Tone::Up => "▲ Stands above".to_owned(),
        Tone::Down => "▼ Stands below".to_owned(),
        Tone::Good | Tone::Improve | Tone::Poor | Tone::Attention | Tone::Neutral => toned(tone),
    };
    Value::Words(said, Some(tone))
}

/// The symbol and the word of a tone.
pub(super) fn toned(tone: Tone) -> String {
    let word = match tone {
        Tone::Good => "Working",
        Tone::Improve => "To improve",
        Tone::Poor => "Not working",
        Tone::Up => "Up",
        Tone::Down => "Down",
        Tone::Attention => "To note",
        Tone::Neutral => "Remark",
    };
    format!("{} {word}", symbol(tone))
}

fn whole(count: u64) -> Value {
    // Below the limit every whole number is a float.
    if count <= EXACT
        && let Ok(value) = count.to_string().parse()
    {
        return Value::Number(value, Form::Decimals(0));
    }
    Value::Words(figure::grouped(&count.to_string()), None)
}

/// The ten digits that every program is given; nothing for what is no number.
fn digits(value: f64) -> Option<f64> {
    number::significant(value)?.parse().ok()
}

/// Words from data as they stand in a workbook: one harmless line.
pub(super) fn words(text: &str) -> String {
    let refused = |c: char| matches!(c, '\u{fffe}' | '\u{ffff}');
    // What glues figures together is put in again as a plain space.
    plain::line(&text.replace(GLUE, " ")).replace(refused, "·")
}

/// Words as a value; none are nothing.
pub(super) fn said(text: String, tone: Option<Tone>) -> Value {
    if text.is_empty() {
        Value::Nothing
    } else {
        Value::Words(text, tone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_percentage_says_nothing_of_something() {
        assert_eq!(form(0.0, false, false), Form::Percent);
        assert_eq!(form(0.002, true, false), Form::UnderOne);
        assert_eq!(form(0.998, true, false), Form::OverNinetyNine);
        assert_eq!(form(1.0, true, true), Form::Percent);
    }
}
