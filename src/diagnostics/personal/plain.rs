//! Text made plain, so that a number or a name is found however it was typed.
//!
//! Pasted text is full of hard spaces, long dashes, curly quotes and marks that cannot be
//! seen; without them what is looked for is ASCII, and bytes can be walked. Case is kept:
//! it tells `W3 1ST` from `W3 1st`. This module must not know what is looked for.

#[cfg(test)]
thread_local! {
    /// How many bytes were looked at: what shows that long text is read a few times only.
    pub(super) static READS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Text in which white space, dashes, apostrophes and full-width characters are ASCII,
/// Latin letters have no accents, and what is not ASCII is a letter or a digit.
#[derive(Debug)]
pub(super) struct Plain(String);

impl Plain {
    pub(super) fn of(text: &str) -> Self {
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_ascii() {
                plain.push(c);
            } else {
                push(&mut plain, c);
            }
        }
        Self(plain)
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// The length in bytes.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The byte at a place, 0 past the end.
    pub(super) fn at(&self, place: usize) -> u8 {
        #[cfg(test)]
        READS.set(READS.get() + 1);
        self.0.as_bytes().get(place).copied().unwrap_or(0)
    }

    /// The byte so many places before one, 0 past the start.
    pub(super) fn back(&self, place: usize, by: usize) -> u8 {
        place.checked_sub(by).map_or(0, |place| self.at(place))
    }

    /// The bytes from a place up to another; none where there is no such stretch.
    pub(super) fn between(&self, from: usize, to: usize) -> &[u8] {
        self.0.as_bytes().get(from..to).unwrap_or_default()
    }

    /// How many bytes from a place on are of a kind, counting up to `most`.
    pub(super) fn run(&self, from: usize, most: usize, of: impl Fn(u8) -> bool) -> usize {
        (0..most)
            .take_while(|&step| from + step < self.len() && of(self.at(from + step)))
            .count()
    }

    /// May a number begin here? Not inside a word, nor in the middle of a longer number,
    /// a date, a decimal or a reference.
    pub(super) fn number_may_start(&self, place: usize) -> bool {
        let before = self.back(place, 1);
        let goes_on = matches!(before, b'-' | b'.' | b',' | b'/');
        let inside = goes_on && self.back(place, 2).is_ascii_digit();
        !is_word(before) && !inside
    }

    /// May a number end here? A comma or a stroke may part it from the next one.
    pub(super) fn number_may_end(&self, place: usize) -> bool {
        let next = self.at(place);
        let inside = matches!(next, b'-' | b'.') && self.at(place + 1).is_ascii_digit();
        !is_word(next) && !inside
    }

    /// May a code of letters and digits begin here? Not inside a word, nor behind the
    /// dash, stroke or underscore of a longer code.
    pub(super) fn code_may_start(&self, place: usize) -> bool {
        let before = self.back(place, 1);
        let inside = matches!(before, b'-' | b'/' | b'_') && is_word(self.back(place, 2));
        !is_word(before) && !inside
    }

    /// May a code of letters and digits end here?
    pub(super) fn code_may_end(&self, place: usize) -> bool {
        let next = self.at(place);
        let inside = matches!(next, b'-' | b'/' | b'_') && is_word(self.at(place + 1));
        !is_word(next) && !inside
    }
}

/// Is this byte of plain text part of a letter or a digit?
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// Is this byte of plain text part of a letter?
pub(super) fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii()
}

fn push(plain: &mut String, c: char) {
    match c {
        // Soft hyphens, accents that stand alone, marks of joining and direction, variants.
        '\u{ad}'
        | '\u{300}'..='\u{36f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => {}
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => plain.push('-'),
        '\u{b4}' | '\u{2bb}' | '\u{2bc}' | '\u{2018}'..='\u{201b}' | '\u{2032}' => plain.push('\''),
        '\u{ff01}'..='\u{ff5e}' => {
            plain.extend(char::from_u32(u32::from(c) - 0xfee0));
        }
        _ if c.is_whitespace() => plain.push(' '),
        _ => match without_accent(c) {
            Some(letters) => plain.push_str(letters),
            None if c.is_alphanumeric() => plain.push(c),
            None => plain.push('|'),
        },
    }
}

/// The letters of Latin-1, Latin Extended-A and Romanian that carry accents, in ASCII.
fn without_accent(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'Æ' => "AE",
        'æ' => "ae",
        'Ç' | 'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "C",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'Ď' | 'Đ' | 'Ð' => "D",
        'ď' | 'đ' | 'ð' => "d",
        'È'..='Ë' | 'Ē' | 'Ĕ' | 'Ė' | 'Ę' | 'Ě' => "E",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "G",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'Ĥ' | 'Ħ' => "H",
        'ĥ' | 'ħ' => "h",
        'Ì'..='Ï' | 'Ĩ' | 'Ī' | 'Ĭ' | 'Į' | 'İ' => "I",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'Ĵ' => "J",
        'ĵ' => "j",
        'Ķ' => "K",
        'ķ' => "k",
        'Ĺ' | 'Ļ' | 'Ľ' | 'Ł' => "L",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'Ñ' | 'Ń' | 'Ņ' | 'Ň' => "N",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ŏ' | 'Ő' => "O",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'Œ' => "OE",
        'œ' => "oe",
        'Ŕ' | 'Ŗ' | 'Ř' => "R",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'Ś' | 'Ŝ' | 'Ş' | 'Š' | 'Ș' => "S",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'Ţ' | 'Ť' | 'Ŧ' | 'Ț' => "T",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'Þ' => "TH",
        'þ' => "th",
        'Ù'..='Ü' | 'Ũ' | 'Ū' | 'Ŭ' | 'Ů' | 'Ű' | 'Ų' => "U",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'Ŵ' => "W",
        'ŵ' => "w",
        'Ý' | 'Ŷ' | 'Ÿ' => "Y",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_becomes_plain() {
        let plain = |text: &str| Plain::of(text).0;
        assert_eq!(plain("943\u{a0}476–5919"), "943 476-5919");
        assert_eq!(plain("Zoë O’Brien, Łódź"), "Zoe O'Brien, Lodz");
        assert_eq!(plain("Jose\u{301}\u{200b}"), "Jose");
        assert_eq!(plain("０７７"), "077");
        assert_eq!(plain("• Олена"), "| Олена");
    }

    #[test]
    fn places_past_either_end_are_nothing() {
        let plain = Plain::of("ab");
        assert_eq!(
            (plain.at(2), plain.back(0, 1), plain.back(1, 1)),
            (0, 0, b'a')
        );
        assert_eq!(plain.between(1, 9), b"");
        assert_eq!(plain.run(1, 9, is_letter), 1);
    }
}
