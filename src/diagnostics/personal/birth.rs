//! A date of birth: a full date that belongs to a word for a birth.
//!
//! Both stand in one clause, close together, and the words between them say that the date
//! is the birth's: `born at home on 12 March 2014`, but not `born early and seen on
//! 12/03/2026`. A row of an audit is full of other dates.

use super::date::end_of_date;
use super::plain::{Plain, is_letter};

/// How far apart the word and the date may be, in bytes.
const NEAR: usize = 40;

/// Words that may stand between without a change of subject.
const FILLERS: &str = "\
    a about actual an and approx approximately around at baby both boy brother c child \
    children circa dad date daughter day dob eldest father file for form friday girl he her \
    his is it its monday mother mum my of on or our parent record s saturday she sister son \
    sunday the their they thursday tuesday twin twins was wednesday were year youngest";

/// Words that say that what follows is the date.
const VERBS: &str = "as being is was were";

/// Words behind which a date after `born` belongs to something else.
const TURNS: &str = "\
    and assessed audit audited but meeting met review reviewed seen then visit visited when \
    which who";

/// A word for a birth, and where it stands.
struct Word {
    start: usize,
    end: usize,
    born: bool,
}

pub(super) fn found(text: &Plain) -> bool {
    let words = words(text);
    if words.is_empty() {
        return false;
    }
    let dates = dates(text);
    words.iter().any(|word| {
        let after = dates.partition_point(|&(start, _)| start < word.end);
        let before = dates.partition_point(|&(_, end)| end <= word.start);
        let next = dates.get(after);
        let last = before.checked_sub(1).and_then(|nth| dates.get(nth));
        next.is_some_and(|&(start, _)| leads_to(text, word, start))
            || last.is_some_and(|&(_, end)| follows(text, word, end))
    })
}

fn words(text: &Plain) -> Vec<Word> {
    let mut words = Vec::new();
    let mut place = 0;
    while place < text.len() {
        let length = text.run(place, text.len(), is_letter);
        if length == 0 {
            place += 1;
            continue;
        }
        let end = place + length;
        words.extend(birth_word(text, place, end));
        place = end;
    }
    words
}

fn birth_word(text: &Plain, start: usize, end: usize) -> Option<Word> {
    let word = text.between(start, end);
    let is = |known: &str| word.eq_ignore_ascii_case(known.as_bytes());
    let one_of = |known: &[&str]| known.iter().any(|known| is(known));
    if one_of(&["dob", "dobs", "birth", "birthdate", "birthday", "birthdays"]) {
        Some(Word {
            start,
            end,
            born: false,
        })
    } else if is("born") || (is("b") && text.back(start, 1) == b'(') {
        // The full stop of `(b. 12/03/2014)` ends no clause.
        let end = end + usize::from(is("b") && text.at(end) == b'.');
        Some(Word {
            start,
            end,
            born: true,
        })
    } else if is("d") {
        initials(text, start).map(|end| Word {
            start,
            end,
            born: false,
        })
    } else {
        None
    }
}

/// The end of `d.o.b.` or `D/O/B`.
fn initials(text: &Plain, start: usize) -> Option<usize> {
    let mark = text.at(start + 1);
    let spelt = matches!(mark, b'.' | b'/' | b' ')
        && text.at(start + 2).eq_ignore_ascii_case(&b'o')
        && text.at(start + 3) == mark
        && text.at(start + 4).eq_ignore_ascii_case(&b'b')
        && !is_letter(text.at(start + 5));
    spelt.then(|| start + 5 + usize::from(text.at(start + 5) == b'.'))
}

fn dates(text: &Plain) -> Vec<(usize, usize)> {
    let mut dates = Vec::new();
    let mut place = 0;
    while place < text.len() {
        let here = text.at(place);
        let before = text.back(place, 1);
        let starts = (here.is_ascii_digit() && date_may_start(text, place))
            || (is_letter(here) && !is_letter(before));
        match starts.then(|| end_of_date(text, place)).flatten() {
            Some(end) => {
                dates.push((place, end));
                place = end;
            }
            None => place += 1,
        }
    }
    dates
}

/// `DOB12/03/2014` has its date, but `2026/12/03/2014` has none.
fn date_may_start(text: &Plain, place: usize) -> bool {
    let before = text.back(place, 1);
    let goes_on = matches!(before, b'-' | b'.' | b'/');
    let inside = goes_on && text.back(place, 2).is_ascii_digit();
    !before.is_ascii_digit() && !inside
}

/// The words between two places, in small letters, where these are near and in one clause.
fn words_between(text: &Plain, from: usize, to: usize) -> Option<Vec<String>> {
    let between = text.between(from, to);
    let broken = |&b: &u8| matches!(b, b'.' | b';' | b'!' | b'?');
    if between.len() > NEAR || between.iter().any(broken) {
        return None;
    }
    let words = between
        .split(|b| !is_letter(*b))
        .filter(|word| !word.is_empty())
        .map(|word| String::from_utf8_lossy(word).to_ascii_lowercase())
        .collect();
    Some(words)
}

fn is_among(word: &str, known: &str) -> bool {
    known.split(' ').any(|known| known == word)
}

fn leads_to(text: &Plain, word: &Word, date: usize) -> bool {
    let Some(words) = words_between(text, word.end, date) else {
        return false;
    };
    let last = words.last().map_or("", String::as_str);
    let labelled = text
        .between(word.end, date)
        .trim_ascii_end()
        .ends_with(b":");
    let turned = words.iter().any(|word| is_among(word, TURNS));
    labelled
        || is_among(last, VERBS)
        || words.iter().all(|word| is_among(word, FILLERS))
        || (word.born && last == "on" && !turned)
}

fn follows(text: &Plain, word: &Word, date: usize) -> bool {
    let Some(words) = words_between(text, date, word.start) else {
        return false;
    };
    let said = words.iter().any(|word| is_among(word, VERBS));
    words.iter().all(|word| is_among(word, FILLERS))
        && !text.between(date, word.start).contains(&b':')
        && (said || ends_clause(text, word.end))
}

fn ends_clause(text: &Plain, place: usize) -> bool {
    let spaces = text.run(place, 3, |b| b == b' ');
    matches!(
        text.at(place + spaces),
        0 | b',' | b'.' | b';' | b')' | b']' | b'\n' | b'\r' | b'|' | b'/'
    )
}
