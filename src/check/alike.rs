//! References that are nearly the same: a slip of the pen makes two cases of one.
//!
//! It must not know what is done with a reference.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Ground;
use crate::diagnostics::{Code, Place, Problem, Problems};
use crate::model::fold;

/// What a reference stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    Case,
    Auditor,
}

/// Every spelling of every reference, with how often it stands where.
#[derive(Debug, Default)]
pub(super) struct References {
    by_key: BTreeMap<(Of, String), BTreeMap<String, Spelt>>,
}

/// How often a spelling stands, and where first.
#[derive(Debug)]
struct Spelt {
    times: u64,
    place: Place,
}

impl References {
    /// Takes a reference from a cell; a blank is none.
    pub(super) fn take(&mut self, of: Of, text: &str, place: impl FnOnce() -> Place) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let spellings = self.by_key.entry((of, key(text))).or_default();
        if let Some(spelt) = spellings.get_mut(text) {
            spelt.times += 1;
        } else {
            let place = place();
            spellings.insert(text.to_owned(), Spelt { times: 1, place });
        }
    }

    /// Takes all of another collection.
    pub(super) fn merge(&mut self, other: Self) {
        for (key, theirs) in other.by_key {
            let mine = self.by_key.entry(key).or_default();
            for (text, spelt) in theirs {
                match mine.entry(text) {
                    Entry::Vacant(entry) => {
                        entry.insert(spelt);
                    }
                    Entry::Occupied(mut entry) => {
                        let mine = entry.get_mut();
                        mine.times += spelt.times;
                        if spelt.place < mine.place {
                            mine.place = spelt.place;
                        }
                    }
                }
            }
        }
    }

    /// Tells of references that differ by nothing that people see.
    pub(super) fn tell(&self, ground: &Ground<'_>, problems: &mut Problems) {
        for ((of, _), spellings) in &self.by_key {
            // The spelling that stands most often is taken for the right one.
            let usual = spellings
                .iter()
                .min_by_key(|(_, spelt)| (Reverse(spelt.times), &spelt.place));
            let Some((usual, first)) = usual else {
                continue;
            };
            let (what, hint) = match of {
                Of::Case => (
                    "case",
                    "if they are one case, write it alike in all files; else it is two cases in every figure",
                ),
                Of::Auditor => (
                    "auditor",
                    "if they are one auditor, write the code alike in all rows",
                ),
            };
            for (text, spelt) in spellings.iter().filter(|(text, _)| *text != usual) {
                let message = format!(
                    "the {what} {} is spelt nearly like {} in {}",
                    ground.quoted(text),
                    ground.quoted(usual),
                    first.place
                );
                let place = spelt.place.clone();
                problems.push(Problem::warning(Code::NearlyAlike, place, message).hint(hint));
            }
        }
    }
}

/// What is left of a reference without its case, its spaces and dashes, and the zeros that
/// a number begins with. Two numbers stay two: `1-12` is not `11-2`.
fn key(text: &str) -> String {
    let mut out = String::new();
    let mut in_number = false;
    let folded: String = text.chars().flat_map(char::to_lowercase).collect();
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        let digit_follows = chars.peek().is_some_and(char::is_ascii_digit);
        if fold(&c.to_string()).is_empty() || matches!(c, '.' | '/') {
            if in_number && digit_follows {
                out.push('-');
            }
            in_number = false;
        } else if c == '0' && !in_number && digit_follows {
            // A zero that a number begins with.
        } else {
            in_number = c.is_ascii_digit();
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn spellings_that_people_take_for_one_have_one_key() {
        for (a, b) in [
            ("C-1", "c-1"),
            ("0012", "12"),
            ("EH 0412", "eh-412"),
            ("A1", "a01"),
            ("C/1", "C1"),
            ("0", "00"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        for (a, b) in [
            ("A1", "A2"),
            ("C-10", "C-1"),
            ("C-100", "C-1"),
            ("EH-1", "FH-1"),
            ("C-101", "C-11"),
            ("1-12", "11-2"),
        ] {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }
}
