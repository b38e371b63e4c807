//! Spellings: which of a list of things a cell means.
//!
//! It exists because the same few spellings come a million times: what was folded once is
//! remembered as it was typed. It must not know what the things are.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::fold;

/// How many spellings are remembered as typed.
const REMEMBERED: usize = 48;

/// A list of things and their spellings; a clone shares the list and remembers anew.
#[derive(Debug, Clone)]
pub(crate) struct Speller<T> {
    by_fold: Arc<BTreeMap<String, T>>,
    shown: Arc<Vec<String>>,
    typed: Vec<(Box<str>, T)>,
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
            typed: Vec::new(),
        }
    }

    /// The thing that a cell means.
    pub(crate) fn find(&mut self, cell: &str) -> Option<T> {
        if let Some((_, thing)) = self.typed.iter().find(|(typed, _)| **typed == *cell) {
            return Some(*thing);
        }
        let thing = self.by_fold.get(&fold(cell)).copied()?;
        if self.typed.len() < REMEMBERED {
            self.typed.push((cell.into(), thing));
        }
        Some(thing)
    }

    /// The spellings that people are told, in the list's order.
    pub(crate) fn shown(&self) -> &[String] {
        &self.shown
    }
}
