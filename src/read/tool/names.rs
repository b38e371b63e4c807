//! Ids: that none is given twice, and which position one has.
//!
//! It must not know what the ids stand for.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, quote};
use crate::read::toml_file::{Reader, Text};

/// Columns of `audits.csv` and of the long layout: no fact, standard or measure may be
/// called like one of them.
const RESERVED: [&str; 22] = [
    "audited_on",
    "auditor",
    "case",
    "counts",
    "discussed_on",
    "discussion",
    "domain",
    "evidence",
    "family",
    "hub",
    "level",
    "overall",
    "reading",
    "role",
    "round",
    "standard",
    "standing",
    "state",
    "team",
    "tool",
    "tool_version",
    "worker",
];

/// Ids that are taken, each with what took it and where.
#[derive(Debug, Default)]
pub(in crate::read) struct Names {
    taken: BTreeMap<String, (&'static str, usize)>,
    columns: bool,
}

impl Names {
    /// The namespace of facts, standards and measures: their ids are columns.
    pub(super) fn shared() -> Self {
        Self {
            columns: true,
            ..Self::default()
        }
    }

    /// Takes an id for something; an error where it is taken or reserved.
    pub(in crate::read) fn take(&mut self, what: &'static str, id: &Text, r: &mut Reader<'_>) {
        if self.columns && RESERVED.contains(&id.value.as_str()) {
            let message = format!("`{}` is a column of every audit, and no {what}", id.value);
            let hint = format!("choose another id, `{}_of_case` for one", id.value);
            r.error(Code::ReservedId, id.at, message, Some(hint));
        }
        if let Some((other, at)) = self.taken.get(&id.value) {
            let line = r.line(*at);
            let message = if *other == what {
                format!("two {what}s have the id {}", quote(&id.value))
            } else {
                format!("a {other} and a {what} have the id {}", quote(&id.value))
            };
            let hint = format!("the first stands on line {line}; give one of them another id");
            r.error(Code::DuplicateId, id.at, message, Some(hint));
        } else {
            self.taken.insert(id.value.clone(), (what, id.at));
        }
    }

    /// What took an id, and where.
    pub(super) fn taken(&self, id: &str) -> Option<(&'static str, usize)> {
        self.taken.get(id).copied()
    }
}

/// Ids of one kind with their positions.
#[derive(Debug)]
pub(super) struct Ids {
    /// What they are, in messages: "level".
    what: &'static str,
    /// Where they belong, in messages: " on the scale `practice`"; or nothing.
    within: String,
    in_order: Vec<String>,
    positions: BTreeMap<String, usize>,
}

impl Ids {
    /// No ids yet.
    pub(super) fn new(what: &'static str, within: impl Into<String>) -> Self {
        Self {
            what,
            within: within.into(),
            in_order: Vec::new(),
            positions: BTreeMap::new(),
        }
    }

    /// Adds the next position's id; the first of two alike keeps it.
    pub(super) fn push(&mut self, id: Option<&Text>) {
        if let Some(id) = id {
            let next = self.in_order.len();
            self.positions.entry(id.value.clone()).or_insert(next);
        }
        self.in_order
            .push(id.map(|id| id.value.clone()).unwrap_or_default());
    }

    /// The position of an id, where it has one.
    pub(super) fn first(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The position of an id; an error where it has none.
    pub(super) fn find(&self, wanted: &Text, r: &mut Reader<'_>) -> Option<usize> {
        let found = self.first(&wanted.value);
        if found.is_none() {
            let what = self.what;
            let message = format!("there is no {what} {}{}", quote(&wanted.value), self.within);
            let ids = self
                .in_order
                .iter()
                .map(String::as_str)
                .filter(|id| !id.is_empty());
            r.unknown(wanted, message, ids);
        }
        found
    }
}
