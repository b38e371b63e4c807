//! A full date, as people write one: `12/03/2014`, `12.3.14`, `2014-03-12`, `12th of March
//! 2014`, `March 12, 2014`, `12032014`.
//!
//! Only the shape is asked for; the module that knows about births says which dates matter.

use super::plain::{Plain, is_letter};

/// A reader that goes forward over one date.
struct Reader<'a> {
    text: &'a Plain,
    place: usize,
}

/// Where the date that begins at this place ends, if one does.
pub(super) fn end_of_date(text: &Plain, place: usize) -> Option<usize> {
    let mut reader = Reader { text, place };
    let whole = if text.at(place).is_ascii_digit() {
        reader.number_first()
    } else {
        reader.month_first()
    };
    whole
        .filter(|()| !text.at(reader.place).is_ascii_digit())
        .map(|()| reader.place)
}

impl Reader<'_> {
    fn number_first(&mut self) -> Option<()> {
        let (first, length) = self.number()?;
        match length {
            8 => compact(first).then_some(()),
            4 => {
                let apart = self.gap()?;
                let (month, _) = self.number().filter(|&(_, length)| length <= 2)?;
                self.gap().filter(|&next| next == apart)?;
                let (day, _) = self.number().filter(|&(_, length)| length <= 2)?;
                (is_year(first, 4) && is_day(day) && is_month(month)).then_some(())
            }
            1 | 2 => self.after_day(first),
            _ => None,
        }
    }

    fn after_day(&mut self, day: u32) -> Option<()> {
        self.skip_ordinal();
        let apart = self.gap();
        if self.text.at(self.place).is_ascii_digit() {
            let (month, _) = self.number().filter(|&(_, length)| length <= 2)?;
            self.gap().filter(|&next| Some(next) == apart)?;
            let (year, length) = self.number()?;
            let either_way = (is_day(day) && is_month(month)) || (is_month(day) && is_day(month));
            return (either_way && is_year(year, length)).then_some(());
        }
        if self.month().is_none() {
            // The word before the month, or no month at all.
            self.word("of")?;
            self.gap()?;
            self.month()?;
        }
        self.gap();
        self.place += usize::from(self.text.at(self.place) == b'\'');
        let (year, length) = self.number()?;
        (is_day(day) && is_year(year, length)).then_some(())
    }

    fn month_first(&mut self) -> Option<()> {
        self.month()?;
        self.gap();
        let (day, _) = self.number().filter(|&(_, length)| length <= 2)?;
        self.skip_ordinal();
        self.gap()?;
        let (year, length) = self.number().filter(|&(_, length)| length == 4)?;
        (is_day(day) && is_year(year, length)).then_some(())
    }

    /// A number of up to eight digits, and how many there were.
    fn number(&mut self) -> Option<(u32, usize)> {
        let length = self.text.run(self.place, 9, |b| b.is_ascii_digit());
        if !(1..=8).contains(&length) {
            return None;
        }
        let number = self
            .text
            .between(self.place, self.place + length)
            .iter()
            .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        self.place += length;
        Some((number, length))
    }

    /// What parts two numbers of a date: a space, or the mark among spaces.
    fn gap(&mut self) -> Option<u8> {
        let length = self.text.run(self.place, 3, |b| {
            matches!(b, b' ' | b'/' | b'-' | b'.' | b',')
        });
        let between = self.text.between(self.place, self.place + length);
        let mark = between.iter().copied().find(|&b| b != b' ');
        self.place += length;
        (length > 0).then_some(mark.unwrap_or(b' '))
    }

    fn skip_ordinal(&mut self) {
        for ending in ["st", "nd", "rd", "th"] {
            if self.word(ending).is_some() {
                return;
            }
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let end = self.place + word.len();
        let here = self.text.between(self.place, end);
        if here.eq_ignore_ascii_case(word.as_bytes()) && !is_letter(self.text.at(end)) {
            self.place = end;
            return Some(());
        }
        None
    }

    fn month(&mut self) -> Option<()> {
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
        MONTHS
            .iter()
            .flat_map(|month| [Some(*month), month.get(..3)])
            .flatten()
            .chain(["sept"])
            .find_map(|month| self.word(month))
    }
}

fn is_day(day: u32) -> bool {
    (1..=31).contains(&day)
}

fn is_month(month: u32) -> bool {
    (1..=12).contains(&month)
}

fn is_year(year: u32, digits: usize) -> bool {
    digits == 2 || (digits == 4 && (1900..2100).contains(&year))
}

/// Eight digits in one run, the day or the year first.
fn compact(date: u32) -> bool {
    let day_first =
        is_day(date / 1_000_000) && is_month(date / 10_000 % 100) && is_year(date % 10_000, 4);
    let year_first = is_year(date / 10_000, 4) && is_month(date / 100 % 100) && is_day(date % 100);
    day_first || year_first
}
