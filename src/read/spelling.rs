//! Spellings: which of a list of things a cell means.
//!
//! It exists because the same few spellings come a million times: what was folded once is
//! remembered as it was typed. It must not know what the things are.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::fold;

/// How many spellings are remembered as typed, as a power of two.
const REMEMBERED_BITS: u32 = 6;

/// A spelling as it was typed, and what it means.
#[derive(Debug, Clone)]
struct Typed<T> {
    key: (usize, u64),
    text: Box<str>,
    thing: T,
}

/// A text's length and ends in one number: two texts of at most eight bytes are the same
/// where their keys are, so the usual cell is told apart without looking at its letters
/// one by one.
fn key(text: &str) -> (usize, u64) {
    let bytes = text.as_bytes();
    let ends = match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        _ => bytes
            .iter()
            .fold(0, |ends, byte| ends << 8 | u64::from(*byte)),
    };
    (bytes.len(), ends)
}

/// Where a spelling is remembered: the high bits of a product depend on all of its factors'
/// bits.
fn place(key: (usize, u64)) -> usize {
    let length = u64::try_from(key.0).unwrap_or(u64::MAX);
    let mixed = (key.1 ^ length).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed >> (u64::BITS - REMEMBERED_BITS)).unwrap_or(0)
}

/// The longest text that its key says all of, in bytes.
const WHOLE: usize = 8;

/// A list of things and their spellings; a clone shares the list and remembers anew.
#[derive(Debug, Clone)]
pub(crate) struct Speller<T> {
    by_fold: Arc<BTreeMap<String, T>>,
    shown: Arc<Vec<String>>,
    /// Each spelling has one place that it may be remembered in.
    typed: Vec<Option<Typed<T>>>,
}

impl<T: Copy> Speller<T> {
    /// A list: each thing with the spelling that people are told, and all others.
    pub(crate) fn new<'a>(things: impl IntoIterator<Item = (T, &'a str, Vec<&'a str>)>) -> Self {
        let mut by_fold = BTreeMap::new();
        let mut shown = Vec::new();
        for (thing, name, others) in things {
            shown.push(name.to_owned());
            for spelling in std::iter::once(name).chain(others) {
                by_fold.entry(fold(spelling)).or_insert(thing);
            }
        }
        Self {
            by_fold: Arc::new(by_fold),
            shown: Arc::new(shown),
            typed: vec![None; 1 << REMEMBERED_BITS],
        }
    }

    /// The thing that a cell means.
    pub(crate) fn find(&mut self, cell: &str) -> Option<T> {
        let key = key(cell);
        let place = self.typed.get_mut(place(key));
        if let Some(Some(typed)) = &place
            && typed.key == key
            && (key.0 <= WHOLE || *typed.text == *cell)
        {
            return Some(typed.thing);
        }
        let thing = self.by_fold.get(&fold(cell)).copied()?;
        if let Some(place) = place {
            *place = Some(Typed {
                key,
                text: cell.into(),
                thing,
            });
        }
        Some(thing)
    }

    /// The spellings that people are told, in the list's order.
    pub(crate) fn shown(&self) -> &[String] {
        &self.shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_read_alike_are_found_again_and_again() {
        let mut speller =
            Speller::new([(1, "Requires improvement", vec!["ri"]), (2, "Good", vec![])]);
        for _ in 0..3 {
            assert_eq!(speller.find("requires_improvement"), Some(1));
            assert_eq!(speller.find("RI"), Some(1));
            assert_eq!(speller.find(" good "), Some(2));
            assert_eq!(speller.find("goods"), None);
            assert_eq!(speller.find("god"), None);
        }
    }

    #[test]
    fn keys_tell_short_texts_apart() {
        let texts = [
            "", "a", "b", "ab", "ba", "abc", "abcd", "abce", "abcde", "abcdefgh", "abcdXfgh",
            "n/a", "na",
        ];
        for (i, a) in texts.iter().enumerate() {
            for (j, b) in texts.iter().enumerate() {
                assert_eq!(key(a) == key(b), i == j, "{a} {b}");
            }
        }
    }
}
