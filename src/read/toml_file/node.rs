//! A TOML value with its place.
//!
//! It exists so that nothing past the parser has to know the parser, and so that no value
//! is nested deeper than a tool or round could need. It must not know which keys there are.

use toml::de::{DeTable, DeValue};

use crate::model::Date;

/// How deep values may be nested: tools and rounds need five levels.
const DEPTH: usize = 12;

/// A value and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Node {
    /// Where it begins: a byte's position.
    pub(in crate::read) at: usize,
    /// The value.
    pub(in crate::read) value: Value,
}

/// A key of a table with its value.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Pair {
    /// The key.
    pub(in crate::read) key: String,
    /// Where the key stands.
    pub(in crate::read) at: usize,
    /// Its value.
    pub(in crate::read) node: Node,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) enum Value {
    /// Words in quotes.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Any other number; also a whole one that is too large.
    Number(f64),
    /// `true` or `false`.
    Truth(bool),
    /// A day without a time.
    Day(Date),
    /// A time, or a day with one.
    Time,
    /// `[…]`, and entries under `[[…]]`.
    List(Vec<Node>),
    /// `{…}`, or what stands under a heading; in the order of the file.
    Table(Vec<Pair>),
    /// Nested deeper than anything that is read.
    TooDeep,
}

impl Value {
    /// What it is, for people.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "words",
            Self::Whole(_) => "a whole number",
            Self::Number(_) => "a number",
            Self::Truth(_) => "`true` or `false`",
            Self::Day(_) => "a day",
            Self::Time => "a time",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::TooDeep => "nested too deeply",
        }
    }

    /// Words in quotes.
    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// A day without a time.
    pub(super) fn day(&self) -> Option<Date> {
        if let Self::Day(date) = self {
            Some(*date)
        } else {
            None
        }
    }

    /// A number, whole or not.
    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self {
            return Some(*number);
        }
        let Self::Whole(whole) = self else {
            return None;
        };
        #[expect(
            clippy::cast_precision_loss,
            reason = "a score or an end of a range past 2^53 means nothing to people"
        )]
        let number = *whole as f64;
        Some(number)
    }

    /// Is it something that would be words if it stood in quotes?
    pub(super) fn is_bare(&self) -> bool {
        matches!(
            self,
            Self::Whole(_) | Self::Number(_) | Self::Truth(_) | Self::Day(_) | Self::Time
        )
    }
}

/// The pairs of a parsed table; `from` gives the place in the file of a parsed position.
pub(super) fn pairs(
    table: &DeTable<'_>,
    depth: usize,
    from: &impl Fn(usize) -> usize,
) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = table
        .iter()
        .map(|(key, value)| Pair {
            key: key.get_ref().to_string(),
            at: from(key.span().start),
            node: Node {
                at: from(value.span().start),
                value: convert(value.get_ref(), depth + 1, from),
            },
        })
        .collect();
    pairs.sort_by_key(|pair| pair.at);
    pairs
}

fn convert(value: &DeValue<'_>, depth: usize, from: &impl Fn(usize) -> usize) -> Value {
    if depth > DEPTH {
        return Value::TooDeep;
    }
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            let digits = number.as_str();
            match i64::from_str_radix(digits, number.radix()) {
                Ok(whole) => Value::Whole(whole),
                Err(_) => Value::Number(digits.parse().unwrap_or(f64::INFINITY)),
            }
        }
        DeValue::Float(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Datetime(moment) => match (moment.date, moment.time, moment.offset) {
            (Some(date), None, None) => day(date.year, date.month, date.day),
            _ => Value::Time,
        },
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| Node {
                    at: from(item.span().start),
                    value: convert(item.get_ref(), depth + 1, from),
                })
                .collect(),
        ),
        DeValue::Table(table) => Value::Table(pairs(table, depth, from)),
    }
}

fn day(year: u16, month: u8, day: u8) -> Value {
    let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    if let (Ok(year), Ok(month), Ok(day)) = parts
        && let Ok(date) = Date::new(year, month, day)
    {
        Value::Day(date)
    } else {
        Value::Time
    }
}
