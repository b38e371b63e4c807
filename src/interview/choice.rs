//! Choices: which entries of a list an answer means, by number, spelling or beginning.
//!
//! It must not know what the entries stand for.

use crate::model::{List, Listed, NOT_APPLICABLE, Term, fold};

/// What an answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chosen {
    /// The position of one entry.
    One(usize),
    /// It could be any of several.
    Several,
    /// None.
    None,
}

/// Are the entries chosen by number as well? Not where a number is itself a spelling.
pub(super) fn numbered(list: &List) -> bool {
    !list.terms.iter().flat_map(spellings).any(is_number)
}

/// How many entries have a number: of levels, all but those for not applicable.
pub(super) fn numbers(list: &List) -> usize {
    let counts = |term: &&Term| list.of != Listed::Level || term.written != NOT_APPLICABLE[0];
    list.terms.iter().take_while(counts).count()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn spellings(term: &Term) -> impl Iterator<Item = &str> {
    let also = term.also.iter().map(String::as_str);
    [term.written.as_str(), term.shown.as_str()]
        .into_iter()
        .chain(also)
}

/// The entry that an answer means.
pub(super) fn one(list: &List, answer: &str) -> Chosen {
    let answer = answer.trim();
    let folded = fold(answer);
    if folded.is_empty() {
        return Chosen::None;
    }
    let terms = || list.terms.iter().enumerate();
    let exact = |(_, term): &(usize, &Term)| spellings(term).any(|s| fold(s) == folded);
    if let Some((position, _)) = terms().find(exact) {
        return Chosen::One(position);
    }
    if is_number(answer) && numbered(list) {
        let number = answer.parse::<usize>().unwrap_or(0);
        if let Some(position) = number.checked_sub(1).filter(|at| *at < numbers(list)) {
            return Chosen::One(position);
        }
        // Past the last number it can still begin an entry: `28` of `28 days`.
    }
    let begins = |(_, term): &(usize, &Term)| spellings(term).any(|s| fold(s).starts_with(&folded));
    several(terms().filter(begins).map(|(position, _)| position))
}

/// One, none or several.
pub(super) fn several(mut found: impl Iterator<Item = usize>) -> Chosen {
    match (found.next(), found.next()) {
        (Some(position), None) => Chosen::One(position),
        (Some(_), Some(_)) => Chosen::Several,
        (None, _) => Chosen::None,
    }
}

/// The entries that an answer means, in the list's order, each once; `Err` of the part that
/// means none or several.
pub(super) fn many<'a>(list: &List, answer: &'a str) -> Result<Vec<usize>, &'a str> {
    if let Chosen::One(position) = one(list, answer) {
        return Ok(vec![position]);
    }
    let parts = parts(answer);
    let mut positions = Vec::new();
    for part in parts {
        match one(list, part) {
            Chosen::One(position) => positions.push(position),
            Chosen::Several | Chosen::None => return Err(part),
        }
    }
    positions.sort_unstable();
    positions.dedup();
    Ok(positions)
}

/// The parts of an answer: at commas and semicolons, and numbers at spaces as well.
pub(super) fn parts(answer: &str) -> Vec<&str> {
    let pieces = answer.split([',', ';']).map(str::trim);
    let mut parts = Vec::new();
    for piece in pieces.filter(|piece| !piece.is_empty()) {
        if piece.split_whitespace().all(is_number) {
            parts.extend(piece.split_whitespace());
        } else {
            parts.push(piece);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(terms: &[&str]) -> List {
        let terms = terms.iter().map(|term| Term {
            written: (*term).to_owned(),
            shown: (*term).to_owned(),
            also: Vec::new(),
        });
        List {
            of: Listed::Choice,
            terms: terms.collect(),
        }
    }

    #[test]
    fn an_entry_is_meant_by_number_spelling_or_beginning() {
        let list = list(&["Strong", "Secure", "Developing"]);
        assert_eq!(one(&list, "2"), Chosen::One(1));
        assert_eq!(one(&list, "SECURE"), Chosen::One(1));
        assert_eq!(one(&list, "d"), Chosen::One(2));
        assert_eq!(one(&list, "s"), Chosen::Several);
        assert_eq!(one(&list, "4"), Chosen::None);
        assert_eq!(one(&list, "0"), Chosen::None);
        assert_eq!(one(&list, "99999999999999999999999"), Chosen::None);
        assert_eq!(many(&list, "3 1, Secure"), Ok(vec![0, 1, 2]));
        assert_eq!(many(&list, "3 1 9"), Err("9"));
    }

    #[test]
    fn numbers_that_are_spellings_are_no_positions() {
        let list = list(&["4", "3", "2", "1"]);
        assert_eq!(one(&list, "4"), Chosen::One(0));
        assert_eq!(one(&list, "1"), Chosen::One(3));
        assert!(!numbered(&list));
    }
}
