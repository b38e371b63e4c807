//! Whether a number is shown as a date, a span of time or a plain number.
//!
//! It exists because an old workbook keeps dates as numbers: only the cell's format tells.
//! It must not know the number.

/// How a number is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Look {
    #[default]
    Plain,
    /// A date, a time of day, or both.
    Date,
    /// Hours past 24 count on.
    Span,
}

impl Look {
    /// Of a format that is not spelt out. Sources: ECMA-376-1 18.8.30 and, for 27 to 36 and
    /// 50 to 58, its lists for East Asian languages.
    pub(super) fn of_number(number: u16) -> Self {
        match number {
            46 => Self::Span,
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Date,
            _ => Self::Plain,
        }
    }

    /// Of a format as it is typed, such as `dd/mm/yyyy`: its first section counts.
    pub(super) fn of_code(code: &str) -> Self {
        let mut characters = code.chars();
        while let Some(character) = characters.next() {
            match character {
                ';' => break,
                // The next character is shown as it is, or gives a width, or fills the cell.
                '\\' | '_' | '*' => {
                    characters.next();
                }
                '"' => while characters.next().is_some_and(|inside| inside != '"') {},
                '[' => {
                    let inside: String = characters
                        .by_ref()
                        .take_while(|&inside| inside != ']')
                        .collect();
                    if is_elapsed(&inside) {
                        return Self::Span;
                    }
                }
                'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return Self::Date,
                _ => {}
            }
        }
        Self::Plain
    }
}

/// Hours, minutes or seconds that count past a day, an hour or a minute, as in `[hh]`.
fn is_elapsed(inside: &str) -> bool {
    let inside = inside.to_ascii_lowercase();
    let mut letters = inside.chars();
    letters
        .next()
        .is_some_and(|first| "hms".contains(first) && letters.all(|letter| letter == first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_section_tells_the_look() {
        let cases = [
            ("General", Look::Plain),
            ("0.00", Look::Plain),
            ("#,##0.00\\ \"days\"", Look::Plain),
            ("0\\d", Look::Plain),
            ("_d0*m", Look::Plain),
            ("[Red]0;d", Look::Plain),
            ("[$-409]0", Look::Plain),
            ("[hmm", Look::Plain),
            ("dd/mm/yyyy", Look::Date),
            ("[$-809]d mmmm yyyy;@", Look::Date),
            ("\"on \"d", Look::Date),
            ("h:mm AM/PM", Look::Date),
            ("[h]:mm", Look::Span),
            ("[SS].00", Look::Span),
            ("[Blue][mm]", Look::Span),
        ];
        for (code, look) in cases {
            assert_eq!(Look::of_code(code), look, "{code}");
        }
    }
}
