//! Names from a list of the caller's, found as whole words in any case.
//!
//! Accents, curly apostrophes and a possessive 's make no difference; the words of a name
//! may have any white space or a hyphen between them. A name that is also a word (`Grace`)
//! is found wherever the word is: the list is the caller's to choose.

use std::collections::BTreeSet;

use super::plain::{Plain, is_word};

/// Words of a name beyond these are not looked at.
const MOST_WORDS: usize = 8;

/// The names, each as its words with single spaces between, and how such names begin.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    whole: BTreeSet<String>,
    beginnings: BTreeSet<String>,
}

impl Names {
    pub(super) fn new<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names = Self::default();
        for line in lines.into_iter().flat_map(str::lines) {
            names.add(line.split('#').next().unwrap_or_default());
        }
        names
    }

    fn add(&mut self, name: &str) {
        let plain = Plain::of(name);
        let mut begun = String::new();
        let mut words = words(&plain)
            .map(|word| word.key)
            .take(MOST_WORDS)
            .peekable();
        while let Some(word) = words.next() {
            if !begun.is_empty() {
                begun.push(' ');
            }
            begun.push_str(&word);
            if words.peek().is_some() {
                self.beginnings.insert(begun.clone());
            }
        }
        if begun.chars().nth(1).is_some() {
            self.whole.insert(begun);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    pub(super) fn found(&self, text: &Plain) -> bool {
        if self.is_empty() {
            return false;
        }
        let mut begun: Vec<String> = Vec::new();
        for word in words(text) {
            if !word.joined {
                begun.clear();
            }
            let mut longer = Vec::new();
            let candidates = begun
                .iter()
                .map(|start| format!("{start} {}", word.key))
                .chain([word.key.clone()]);
            for candidate in candidates {
                if self.whole.contains(&candidate) {
                    return true;
                }
                if self.beginnings.contains(&candidate) {
                    longer.push(candidate);
                }
            }
            begun = longer;
        }
        false
    }
}

struct NameWord {
    /// In small letters, without apostrophes and a possessive 's.
    key: String,
    /// May it go on with the name that the word before it began?
    joined: bool,
}

fn words(text: &Plain) -> impl Iterator<Item = NameWord> {
    let mut place = 0;
    std::iter::from_fn(move || {
        let gap = text.run(place, text.len(), |b| !is_word(b));
        let start = place + gap;
        let length = text.run(start, text.len(), |b| is_word(b) || b == b'\'');
        if length == 0 {
            return None;
        }
        let joined = text
            .between(place, start)
            .iter()
            .all(|b| b.is_ascii_whitespace() || matches!(b, b'-' | b'_' | b'|' | b'\''));
        place = start + length;
        Some(NameWord {
            key: key(text.between(start, place)),
            joined,
        })
    })
}

fn key(word: &[u8]) -> String {
    let word = String::from_utf8_lossy(word).to_lowercase();
    let word = word.trim_end_matches('\'');
    word.strip_suffix("'s").unwrap_or(word).replace('\'', "")
}
