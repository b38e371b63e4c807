//! The words that people choose from: as friendly as can be read back.
//!
//! It must not know where a drop-down stands.

use std::collections::BTreeMap;

use crate::model::{Kind, List, fold};

/// The most letters that people are shown of an entry: of a longer one they are shown its
/// spelling, which a cell holds whole.
const LONGEST: usize = 200;

/// What people choose from, in the list's order: the words shown to people wherever reading
/// finds the entry by them, otherwise its spelling.
pub(super) fn words(kind: &Kind) -> Vec<String> {
    let (list, several) = match kind {
        Kind::One(list) => (list, false),
        Kind::Many(list) => (list, true),
        Kind::Reference | Kind::Words | Kind::Day | Kind::Number | Kind::Measure { .. } => {
            return Vec::new();
        }
    };
    // As reading does: of two entries with one spelling the first is meant.
    let mut meant = BTreeMap::new();
    for (position, term) in list.terms.iter().enumerate() {
        for spelling in std::iter::once(&term.written).chain(&term.also) {
            meant.entry(fold(spelling)).or_insert(position);
        }
    }
    let terms = list.terms.iter().enumerate();
    let shown = terms.map(|(position, term)| {
        let sound = !term.shown.is_empty()
            && term.shown.trim() == term.shown
            && term.shown.chars().count() <= LONGEST
            && !term.shown.contains(['\n', '\r', '\t'])
            && !(several && term.shown.contains(';'));
        if sound && meant.get(&fold(&term.shown)) == Some(&position) {
            term.shown.clone()
        } else {
            term.written.clone()
        }
    });
    shown.collect()
}

/// How an entry, or several, of a list are shown in a cell that says them as written;
/// `words` are those of the list.
pub(super) fn shown(kind: &Kind, words: &[String], written: &str) -> String {
    let one = |text: &str| {
        let terms = kind.list().map_or(&[][..], |list| &list.terms);
        let position = terms.iter().position(|term| term.written == text);
        let word = position.and_then(|position| words.get(position));
        word.map_or_else(|| text.to_owned(), Clone::clone)
    };
    if matches!(kind, Kind::Many(_)) {
        let parts = written.split(';').map(|part| one(part.trim()));
        return parts.collect::<Vec<_>>().join("; ");
    }
    one(written)
}

/// Every spelling of some entries of a list: what a cell may say where one is meant.
pub(super) fn spellings(list: &List, positions: impl IntoIterator<Item = usize>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let terms = positions.into_iter().filter_map(|at| list.terms.get(at));
    for term in terms {
        for spelling in [&term.shown, &term.written].into_iter().chain(&term.also) {
            if !spelling.is_empty() && !all.contains(spelling) {
                all.push(spelling.clone());
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Listed, Term};

    fn list(terms: &[(&str, &str, &[&str])]) -> List {
        let terms = terms.iter().map(|(written, shown, also)| Term {
            written: (*written).to_owned(),
            shown: (*shown).to_owned(),
            also: also.iter().map(|&text| text.to_owned()).collect(),
        });
        List {
            of: Listed::Choice,
            terms: terms.collect(),
        }
    }

    #[test]
    fn titles_are_shown_only_where_they_are_read_back() {
        let kind = Kind::One(list(&[
            ("a", "First title", &["First title"]),
            // Nobody reads this title.
            ("b", "Second title", &[]),
            // This title is the first one's.
            ("c", "first  title", &["first  title"]),
            ("not_held", "not held", &[]),
            ("d", "Two\nlines", &["Two\nlines"]),
        ]));
        assert_eq!(words(&kind), ["First title", "b", "c", "not held", "d"]);
        assert_eq!(shown(&kind, &words(&kind), "a"), "First title");
        assert_eq!(shown(&kind, &words(&kind), "unknown"), "unknown");
    }

    #[test]
    fn several_are_joined_and_none_is_torn_apart() {
        let kind = Kind::Many(list(&[
            ("a", "One; two", &["One; two"]),
            ("b", "Three", &["Three"]),
        ]));
        assert_eq!(words(&kind), ["a", "Three"]);
        assert_eq!(shown(&kind, &words(&kind), "a;b"), "a; Three");
    }
}
