//! One table of a file, read key by key; the keys that nobody asked for are unknown.
//!
//! It exists so that the list of known keys is the reading itself and cannot drift from
//! it. It must not know what any key means.

use super::node::Pair;
use super::value::{IdRule, check_id, iso_day, many, unquoted, word_of, words, wrong_kind};
use super::{Node, Reader, Text, Value};
use crate::diagnostics::{Code, quote};
use crate::model::Date;

/// A table that is being read.
#[derive(Debug)]
pub(in crate::read) struct Entry<'n> {
    /// What it is, for people: "the standard `child_day`".
    pub(in crate::read) name: String,
    /// Where it begins: a byte's position.
    pub(in crate::read) at: usize,
    pairs: &'n [Pair],
    asked: Vec<&'static str>,
}

impl<'n> Entry<'n> {
    /// A table by its pairs.
    pub(in crate::read) fn new(name: impl Into<String>, at: usize, pairs: &'n [Pair]) -> Self {
        Self {
            name: name.into(),
            at,
            pairs,
            asked: Vec::new(),
        }
    }

    /// The value of a key, of any kind.
    pub(in crate::read) fn value(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        let pair = self.pairs.iter().find(|pair| pair.key == key)?;
        Some(&pair.node)
    }

    /// Is a key there, or would it be if its line were not broken?
    pub(in crate::read) fn has(&self, key: &str, r: &Reader<'_>) -> bool {
        self.pairs.iter().any(|pair| pair.key == key) || r.has_lost(self.at, key)
    }

    /// All pairs, for tables whose keys are names that the file gives.
    pub(in crate::read) fn pairs(&self) -> &'n [Pair] {
        self.pairs
    }

    /// Says that a key is missing, unless its line is broken and was reported.
    pub(in crate::read) fn missing(&self, key: &str, hint: &str, r: &mut Reader<'_>) {
        if !r.has_lost(self.at, key) {
            let message = format!("{} has no `{key}`", self.name);
            let hint = format!("add a line `{key} = {hint}`");
            r.error(Code::MissingKey, self.at, message, Some(hint));
        }
    }

    /// Words on one line, where the key is there.
    pub(in crate::read) fn text(&mut self, key: &'static str, r: &mut Reader<'_>) -> Option<Text> {
        words(key, self.value(key)?, false, r)
    }

    /// Words that may have several lines, where the key is there.
    pub(in crate::read) fn prose(&mut self, key: &'static str, r: &mut Reader<'_>) -> Option<Text> {
        words(key, self.value(key)?, true, r)
    }

    /// Words on one line; an error where the key is not there.
    pub(in crate::read) fn needed_text(
        &mut self,
        key: &'static str,
        r: &mut Reader<'_>,
    ) -> Option<Text> {
        let Some(node) = self.value(key) else {
            self.missing(key, "\"…\"", r);
            return None;
        };
        words(key, node, false, r)
    }

    /// An id; an error where it is not there or is none. A bad id is still given back, so
    /// that references to it are not reported as well.
    pub(in crate::read) fn id(&mut self, rule: IdRule, r: &mut Reader<'_>) -> Option<Text> {
        let id = self.needed_text("id", r)?;
        self.name = format!("{} {}", self.name, quote(&id.value));
        check_id(&id, rule, r);
        Some(id)
    }

    /// Several words, each on one line; none where the key is not there.
    pub(in crate::read) fn texts(&mut self, key: &'static str, r: &mut Reader<'_>) -> Vec<Text> {
        match self.value(key) {
            Some(node) => many(key, node, false, r),
            None => Vec::new(),
        }
    }

    /// Several pieces of prose; none where the key is not there.
    pub(in crate::read) fn proses(&mut self, key: &'static str, r: &mut Reader<'_>) -> Vec<Text> {
        match self.value(key) {
            Some(node) => many(key, node, true, r),
            None => Vec::new(),
        }
    }

    /// Several words; an error where the key is not there.
    pub(in crate::read) fn needed_texts(
        &mut self,
        key: &'static str,
        r: &mut Reader<'_>,
    ) -> Option<(usize, Vec<Text>)> {
        let Some(node) = self.value(key) else {
            self.missing(key, "[\"…\"]", r);
            return None;
        };
        Some((node.at, many(key, node, false, r)))
    }

    /// One of a few words; an error where it is another, or where it is needed and missing.
    pub(in crate::read) fn one_of<T: Copy>(
        &mut self,
        key: &'static str,
        needed: bool,
        of: &[(&'static str, T)],
        r: &mut Reader<'_>,
    ) -> Option<T> {
        let Some(node) = self.value(key) else {
            if needed {
                let words: Vec<&str> = of.iter().map(|(word, _)| *word).collect();
                self.missing(key, &format!("\"…\"`, one of `{}", words.join("`, `")), r);
            }
            return None;
        };
        word_of(key, &words(key, node, false, r)?, of, r)
    }

    /// `true` or `false`; `false` where the key is not there.
    pub(in crate::read) fn flag(&mut self, key: &'static str, r: &mut Reader<'_>) -> bool {
        let Some(node) = self.value(key) else {
            return false;
        };
        if let Value::Truth(truth) = node.value {
            return truth;
        }
        let hint = Some(format!(
            "write `{key} = true` or `{key} = false`, without quotes"
        ));
        wrong_kind(key, node, "`true` or `false`", hint, r);
        false
    }

    /// A whole number from `least`, where the key is there.
    pub(in crate::read) fn whole(
        &mut self,
        key: &'static str,
        least: u32,
        r: &mut Reader<'_>,
    ) -> Option<u32> {
        let node = self.value(key)?;
        let Value::Whole(whole) = node.value else {
            wrong_kind(key, node, "a whole number", unquoted(node), r);
            return None;
        };
        let fitting = u32::try_from(whole).ok().filter(|whole| *whole >= least);
        if fitting.is_none() {
            let message = if whole < i64::from(least) {
                format!("`{key}` is {whole}, and must be {least} or more")
            } else {
                format!("`{key}` is {whole}, which is too large")
            };
            r.error(Code::WrongValue, node.at, message, None);
        }
        fitting
    }

    /// A number, where the key is there.
    pub(in crate::read) fn number(
        &mut self,
        key: &'static str,
        r: &mut Reader<'_>,
    ) -> Option<(usize, f64)> {
        let node = self.value(key)?;
        let Some(number) = node.value.number() else {
            wrong_kind(key, node, "a number", unquoted(node), r);
            return None;
        };
        if !number.is_finite() {
            let message = format!("`{key}` must be a number such as 0 or 10");
            r.error(Code::WrongValue, node.at, message, None);
            return None;
        }
        Some((node.at, number))
    }

    /// A number; an error where the key is not there.
    pub(in crate::read) fn needed_number(
        &mut self,
        key: &'static str,
        r: &mut Reader<'_>,
    ) -> Option<(usize, f64)> {
        if !self.pairs.iter().any(|pair| pair.key == key) {
            self.asked.push(key);
            self.missing(key, "0", r);
            return None;
        }
        self.number(key, r)
    }

    /// A day, written as TOML's or as words in ISO form, where the key is there.
    pub(in crate::read) fn day(
        &mut self,
        key: &'static str,
        r: &mut Reader<'_>,
    ) -> Option<(usize, Date)> {
        let node = self.value(key)?;
        let date = match (node.value.day(), node.value.text()) {
            (None, Some(text)) => iso_day(text.trim()),
            (day, _) => day,
        };
        if date.is_none() {
            let message = match node.value.text() {
                Some(text) => format!("`{key}` is {}, and no day", quote(text)),
                None => format!("`{key}` is {}, and a day is wanted", node.value.kind()),
            };
            let hint = Some(format!("write the year first: `{key} = 2026-03-02`"));
            r.error(Code::WrongValue, node.at, message, hint);
        }
        Some((node.at, date?))
    }

    /// The table under a key, where it is there.
    pub(in crate::read) fn table(
        &mut self,
        key: &'static str,
        r: &mut Reader<'_>,
    ) -> Option<Entry<'n>> {
        let node = self.value(key)?;
        let Value::Table(pairs) = &node.value else {
            let hint = Some(format!("there is one of it, under the heading `[{key}]`"));
            wrong_kind(key, node, "a table", hint, r);
            return None;
        };
        Some(Entry::new(format!("`[{key}]`"), node.at, pairs))
    }

    /// The entries under a key, each named for what it is; `heading` is how one begins.
    pub(in crate::read) fn entries(
        &mut self,
        key: &'static str,
        what: &str,
        heading: &str,
        r: &mut Reader<'_>,
    ) -> Vec<Entry<'n>> {
        let Some(node) = self.value(key) else {
            return Vec::new();
        };
        let items = if let Value::List(items) = &node.value {
            items.as_slice()
        } else if let Value::Table(_) = node.value {
            std::slice::from_ref(node)
        } else {
            let hint = Some(format!("begin each {what} with {heading}"));
            wrong_kind(key, node, "a list of entries", hint, r);
            return Vec::new();
        };
        if let Value::Table(_) = node.value {
            let message = format!("`[{key}]` needs two brackets");
            let hint = Some(format!("begin each {what} with {heading}"));
            r.error(Code::WrongValue, node.at, message, hint);
        }
        let mut entries = Vec::with_capacity(items.len());
        for item in items {
            if let Value::Table(pairs) = &item.value {
                entries.push(Entry::new(format!("the {what}"), item.at, pairs));
            } else {
                let message = format!("this is {}, and a {what} is wanted", item.value.kind());
                let hint = Some(format!("begin each {what} with {heading}"));
                r.error(Code::WrongValue, item.at, message, hint);
            }
        }
        entries
    }

    /// Says which keys are unknown: all that nobody asked for.
    pub(in crate::read) fn finish(self, r: &mut Reader<'_>) {
        for pair in self.pairs {
            if !self.asked.contains(&pair.key.as_str()) {
                let message = format!("{} has no key {}", self.name, quote(&pair.key));
                let hint = r
                    .near(&pair.key, self.asked.iter().copied())
                    .unwrap_or_else(|| format!("its keys are `{}`", self.asked.join("`, `")));
                r.error(Code::UnknownKey, pair.at, message, Some(hint));
            }
        }
    }
}
