//! What an answer says, by the kind of its field: the spelling that is written, and the
//! words in which it is said back.
//!
//! It must not know what follows from an answer.

use super::choice::{self, Chosen};
use super::session::Session;
use super::wrap::{count, listed};
use crate::diagnostics::quote;
use crate::model::{About, Date, Field, Form, Kind, List, Listed, fold};
use crate::read::form::Canonical;

/// The longest words, in characters, that are said back.
const SAID_BACK: usize = 40;

impl Session<'_> {
    /// What an answer says as it is written, or why it cannot be taken and what may be.
    pub(super) fn value(&self, form: &Form, name: &str, answer: &str) -> Result<String, String> {
        let Some((at, field)) = form
            .position(name)
            .and_then(|at| Some((at, form.fields.get(at)?)))
        else {
            return Ok(String::new());
        };
        match &field.kind {
            Kind::Words => Ok(answer
                .replace("\r\n", "\n")
                .replace('\r', "\n")
                .trim_end()
                .to_owned()),
            Kind::Reference => Ok(answer.trim().to_owned()),
            Kind::Day => {
                let day = self.day_in_words(answer).map(|day| day.to_string());
                let day = day.or_else(|| canonical(form, at, answer));
                day.ok_or_else(|| match four_digits(form, at, answer, self.setting.today) {
                    Some((typed, day)) => format!(
                        "{} has a year of two digits, and a year is not guessed. Did you mean `{typed}` ({})?",
                        shown(answer),
                        day_in_full(&day)
                    ),
                    None => format!("{} is not a day. {}", shown(answer), may_be(field)),
                })
            }
            Kind::Number | Kind::Measure { .. } => canonical(form, at, answer)
                .ok_or_else(|| format!("{} cannot be taken. {}", shown(answer), may_be(field))),
            Kind::One(list) if list.of == Listed::Standard => {
                if matches!(fold(answer).as_str(), "none" | "no") {
                    return Ok(String::new());
                }
                let standard = self.find_standard(answer)?;
                let standard = self.tool.standards.get(standard);
                Ok(standard
                    .map(|standard| standard.id.clone())
                    .unwrap_or_default())
            }
            Kind::One(list) => match choice::one(list, answer) {
                Chosen::One(position) => Ok(written(list, &[position])),
                Chosen::Several => Err(format!(
                    "{} could be more than one of them. {}",
                    shown(answer),
                    may_be(field)
                )),
                Chosen::None => Err(format!(
                    "{} is none of them. {}",
                    shown(answer),
                    may_be(field)
                )),
            },
            Kind::Many(list) => match choice::many(list, answer) {
                Ok(positions) => Ok(written(list, &positions)),
                Err(part) => Err(format!(
                    "{} is none of them, or could be several, so nothing was changed. {}",
                    shown(part),
                    may_be(field)
                )),
            },
        }
    }

    /// `today`, `yesterday`, `tomorrow`.
    fn day_in_words(&self, answer: &str) -> Option<Date> {
        let today = self.setting.today;
        match fold(answer).as_str() {
            "today" => Some(today),
            "yesterday" => today.yesterday().ok(),
            "tomorrow" => today.tomorrow().ok(),
            _ => None,
        }
    }

    /// The standard that an answer means: its number, its id, or words of its title.
    pub(super) fn find_standard(&self, answer: &str) -> Result<usize, String> {
        let answer = answer.trim();
        if let Ok(number) = answer.parse::<usize>() {
            let found = number.checked_sub(1).and_then(|at| self.order.get(at));
            return found.copied().ok_or_else(|| {
                format!(
                    "There is no standard {number}: they go from 1 to {}.",
                    self.order.len()
                )
            });
        }
        let folded = fold(answer);
        let standards = || {
            self.order
                .iter()
                .filter_map(|&at| Some((at, self.tool.standards.get(at)?)))
        };
        if let Some((at, _)) = standards().find(|(_, standard)| {
            fold(&standard.id) == folded
                || fold(&standard.title) == folded
                || standard.was.iter().any(|was| fold(was) == folded)
        }) {
            return Ok(at);
        }
        let holds = |title: &str| !folded.is_empty() && fold(title).contains(&folded);
        let found: Vec<usize> = standards()
            .filter(|(_, standard)| holds(&standard.title) || holds(&standard.id))
            .map(|(at, _)| at)
            .collect();
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(format!(
                "No standard has {} in its title. Give its number, 1 to {}, or a word of its title; `/where` shows where you stand.",
                shown(answer),
                self.order.len()
            )),
            several => {
                let lines: Vec<String> = several.iter().map(|&at| self.named(at)).collect();
                Err(format!("Several have it:\n{}", lines.join("\n")))
            }
        }
    }

    /// A standard with its number.
    pub(super) fn named(&self, standard: usize) -> String {
        let title = self
            .tool
            .standards
            .get(standard)
            .map(|standard| standard.title.as_str());
        format!("{}. {}", self.number(standard), title.unwrap_or_default())
    }

    /// What is written, in words for people.
    pub(super) fn in_words(&self, field: &Field, written: &str) -> String {
        match &field.kind {
            // What is short and about somebody's part is said back as it is; what was found
            // is not read out again.
            Kind::Words
                if field.name != "text"
                    && !matches!(field.about, About::Evidence(..))
                    && written.chars().count() <= SAID_BACK
                    && !written.contains('\n') =>
            {
                written.to_owned()
            }
            Kind::Words => {
                let words = written.split_whitespace();
                let words = words.filter(|word| word.chars().any(char::is_alphanumeric));
                count(words.count(), "word")
            }
            Kind::Reference | Kind::Number => written.to_owned(),
            Kind::Day => day_in_full(written),
            Kind::Measure { .. } => written.replace('_', " "),
            Kind::One(list) if list.of == Listed::Standard => {
                let standards = self.tool.standards.iter();
                let at = standards.enumerate().find(|(_, s)| s.id == written);
                at.map_or_else(|| written.to_owned(), |(at, _)| self.named(at))
            }
            Kind::One(list) => term(list, written).to_owned(),
            Kind::Many(list) => {
                let parts = written.split(';').map(|part| term(list, part).to_owned());
                let parts: Vec<String> = parts.collect();
                listed(&parts, "and")
            }
        }
    }
}

/// Years of two digits are read as those up to so many years from now.
const AHEAD: i16 = 20;

/// A day typed with two digits for its year: as it is typed with four, and what is written
/// then.
fn four_digits(form: &Form, at: usize, answer: &str, today: Date) -> Option<(String, String)> {
    let answer = answer.trim();
    let before = answer.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = answer.get(before.len()..)?;
    let short: i16 = digits.parse().ok().filter(|_| digits.len() == 2)?;
    let last = today.year().saturating_add(AHEAD);
    let hundreds = last - last % 100;
    let year = if hundreds + short > last {
        hundreds - 100 + short
    } else {
        hundreds + short
    };
    let before = before.trim_end_matches(['\'', '’', '‘']);
    let typed = format!("{before}{year:04}");
    let day = canonical(form, at, &typed)?;
    Some((typed, day))
}

fn canonical(form: &Form, at: usize, answer: &str) -> Option<String> {
    let mut canonical = Canonical::new(form).guarded(false);
    canonical.text(at, answer).filter(|text| !text.is_empty())
}

fn written(list: &List, positions: &[usize]) -> String {
    let terms = positions.iter().filter_map(|&at| list.terms.get(at));
    let terms: Vec<&str> = terms.map(|term| term.written.as_str()).collect();
    terms.join(";")
}

/// How people are shown an entry.
fn term<'l>(list: &'l List, written: &'l str) -> &'l str {
    let term = list.terms.iter().find(|term| term.written == written);
    term.map_or(written, |term| term.shown.as_str())
}

/// What was typed, where it may be repeated.
fn shown(answer: &str) -> String {
    let quoted = quote(answer.trim());
    if quoted.starts_with('`') {
        quoted
    } else {
        super::wrap::capital(&quoted)
    }
}

/// A day as people say it: `Monday 2 March 2026`.
pub(super) fn day_in_full(written: &str) -> String {
    let day: Option<Date> = written.parse().ok();
    day.map_or_else(
        || written.to_owned(),
        |day| day.strftime("%A %-d %B %Y").to_string(),
    )
}

/// What may be answered.
pub(super) fn may_be(field: &Field) -> String {
    match &field.kind {
        Kind::Words => "Say it in your own words.".to_owned(),
        Kind::Reference => "A code may be typed.".to_owned(),
        Kind::Day => {
            "Type a day such as 2/3/2026, 2 March 2026 or 2026-03-02; or `today`, or `yesterday`."
                .to_owned()
        }
        Kind::Number => "Type a number, such as 3 or 7.5.".to_owned(),
        Kind::Measure { min, max } => {
            format!("Type a number from {min} to {max}, or `declined`, or `not asked`.")
        }
        Kind::One(list) if list.of == Listed::Standard => {
            "Type the number of a standard, or a word of its title.".to_owned()
        }
        Kind::One(list) if list.of == Listed::Level => {
            let levels = choice::numbers(list);
            let numbers = if choice::numbered(list) {
                format!("a number from 1 to {levels}, or ")
            } else {
                String::new()
            };
            format!("Type {numbers}the level's name; or `n/a`. `/help` tells what the levels mean.")
        }
        Kind::One(list) | Kind::Many(list) => {
            let several = if matches!(field.kind, Kind::Many(_)) {
                "; several like this: 1 3"
            } else {
                ""
            };
            if choice::numbered(list) {
                let most = choice::numbers(list);
                format!("Type a number from 1 to {most}, or the words{several}.")
            } else {
                format!("Type the words as they are listed{several}.")
            }
        }
    }
}
