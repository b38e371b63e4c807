//! A typed cell in the words and digits that people read.
//!
//! It exists so that the terminal, Markdown and later formats word a share or a verdict
//! alike. It must not know escaping, colours or widths.

use crate::report::figure::{self, grouped};
use crate::report::{Cell, Tone, number};

use super::plain::{self, GLUE};

/// What stands for an unknown figure.
const UNKNOWN: &str = "–";

/// A cell as it is shown.
pub(super) struct Shown {
    /// The words or the figure; figures hold `GLUE` where they have spaces.
    pub(super) main: String,
    /// What stands in brackets after a figure.
    pub(super) aside: Option<String>,
    /// The tone of a verdict, or of a share.
    pub(super) tone: Option<Tone>,
    /// Are these words, which may be broken over lines, and no figure?
    pub(super) words: bool,
}

impl Shown {
    pub(super) fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Text(text) | Cell::Link { text, .. } => Self::words(plain::line(text), None),
            Cell::Count(count) => Self::figure(grouped(&count.to_string()), None),
            Cell::Number { value, decimals } => Self::figure(
                number::rounded(*value, *decimals)
                    .map_or_else(|| UNKNOWN.to_owned(), |digits| grouped(&digits)),
                None,
            ),
            Cell::Share { of: 0, .. } | Cell::Unknown => Self::figure(UNKNOWN.to_owned(), None),
            Cell::Share {
                count,
                of,
                percent,
                tone,
            } => {
                let symbol = tone.map(|tone| format!("{}{GLUE}", symbol(tone)));
                let main = format!(
                    "{}{}{GLUE}of{GLUE}{}",
                    symbol.unwrap_or_default(),
                    grouped(&count.to_string()),
                    grouped(&of.to_string())
                );
                let aside = percent
                    .and_then(|percent| figure::in_brackets(*count, *of, percent))
                    .map(|aside| glued(&aside));
                Self {
                    tone: *tone,
                    ..Self::figure(main, aside)
                }
            }
            Cell::Difference { value, low, high } => match figure::points(*value) {
                None => Self::figure(UNKNOWN.to_owned(), None),
                Some(main) => {
                    let range = figure::points(*low).zip(figure::points(*high));
                    let aside = range.map(|(low, high)| format!("({low} to {high})"));
                    Self::figure(main, aside.map(|aside| glued(&aside)))
                }
            },
            Cell::Verdict { tone, word } => {
                let word = plain::line(word);
                let symbol = symbol(*tone);
                let main = if word.is_empty() {
                    symbol.to_string()
                } else {
                    format!("{symbol}{GLUE}{word}")
                };
                Self::words(main, Some(*tone))
            }
            Cell::Empty => Self::words(String::new(), None),
        }
    }

    /// Figure and brackets together.
    pub(super) fn whole(&self) -> String {
        match &self.aside {
            Some(aside) => format!("{}{GLUE}{aside}", self.main),
            None => self.main.clone(),
        }
    }

    fn words(main: String, tone: Option<Tone>) -> Self {
        Self {
            main,
            aside: None,
            tone,
            words: true,
        }
    }

    fn figure(main: String, aside: Option<String>) -> Self {
        Self {
            main,
            aside,
            tone: None,
            words: false,
        }
    }
}

/// The text with no space that a line could be broken at.
fn glued(text: &str) -> String {
    text.chars()
        .map(|c| if c == ' ' { GLUE } else { c })
        .collect()
}

/// The symbol of a tone; each is one column wide and differs from the others without colour.
pub(super) fn symbol(tone: Tone) -> char {
    match tone {
        Tone::Good => '✓',
        Tone::Improve => '~',
        Tone::Poor => '✗',
        Tone::Up => '▲',
        Tone::Down => '▼',
        Tone::Attention => '!',
        Tone::Neutral => '·',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Percent;

    fn shown(cell: &Cell) -> String {
        Shown::of(cell).whole().replace(GLUE, " ")
    }

    fn share(count: u64, of: u64, value: f64, interval: Option<(f64, f64)>) -> String {
        shown(&Cell::Share {
            count,
            of,
            percent: Some(Percent { value, interval }),
            tone: None,
        })
    }

    #[test]
    fn shares_say_counts_first_and_never_a_false_nothing_or_all() {
        assert_eq!(shown(&Cell::share(6, 8)), "6 of 8");
        assert_eq!(shown(&Cell::share(0, 0)), "–");
        assert_eq!(
            share(36, 60, 0.6, Some((0.4736, 0.7142))),
            "36 of 60 (60 %, 47–71 %)"
        );
        assert_eq!(share(1, 400, 0.0025, None), "1 of 400 (<1 %)");
        assert_eq!(share(399, 400, 0.9975, None), "399 of 400 (>99 %)");
        assert_eq!(
            share(1, 400, 0.0025, Some((0.0004, 0.014))),
            "1 of 400 (<1 %, <1–1 %)"
        );
        assert_eq!(
            share(0, 40, 0.0, Some((0.0, 0.088))),
            "0 of 40 (0 %, 0–9 %)"
        );
        assert_eq!(
            share(40, 40, 1.0, Some((0.912, 1.0))),
            "40 of 40 (100 %, 91–100 %)"
        );
        assert_eq!(share(3, 40, f64::NAN, None), "3 of 40");
    }

    #[test]
    fn figures_are_grouped_and_unknown_is_no_zero() {
        assert_eq!(shown(&Cell::Count(1_234_567)), "1,234,567");
        assert_eq!(shown(&Cell::Count(999)), "999");
        let number = |value, decimals| shown(&Cell::Number { value, decimals });
        assert_eq!(number(-1234.5678, 2), "−1,234.57");
        assert_eq!(number(-0.04, 1), "0.0");
        assert_eq!(number(f64::NAN, 1), "–");
        assert_eq!(shown(&Cell::Unknown), "–");
        assert_eq!(shown(&Cell::Empty), "");
    }
}
