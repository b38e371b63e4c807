//! Names that a spreadsheet uses for our columns.
//!
//! It must not know how a sheet's header is read.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, quote};
use crate::model::{Tool, fold};
use crate::read::toml_file::{Entry, Reader, Text, Value};

/// Columns of an audit that no fact, standard or measure brings.
const FIXED: [&str; 11] = [
    "case",
    "hub",
    "auditor",
    "audited_on",
    "role",
    "discussion",
    "discussion.reason",
    "discussed_on",
    "overall",
    "overall.evidence",
    "overall.override_reason",
];

/// Columns with names of their own: ours, where that is said, and theirs.
#[derive(Debug, Default)]
pub(super) struct Columns {
    named: Vec<(Text, Text)>,
}

impl Columns {
    /// The column of a fact or standard, where it names one.
    pub(super) fn own(&mut self, id: &Text, column: Option<Text>) {
        if let Some(column) = column {
            self.named.push((id.clone(), column));
        }
    }

    /// Reads `[columns]`.
    pub(super) fn read(&mut self, root: &mut Entry<'_>, tool: &Tool, r: &mut Reader<'_>) {
        let Some(entry) = root.table("columns", r) else {
            return;
        };
        let known = known(tool);
        let mut found = Vec::new();
        flatten("", &entry, &mut found, r);
        for (ours, theirs) in found {
            if !known.contains(&ours.value) {
                let message = format!("an audit has no column {}", quote(&ours.value));
                r.unknown(&ours, message, known.iter().map(String::as_str));
            }
            self.named.push((ours, theirs));
        }
    }

    /// Ours → theirs; an error where two of ours have one name.
    pub(super) fn checked(self, tool: &Tool, r: &mut Reader<'_>) -> BTreeMap<String, String> {
        let mut out: BTreeMap<String, String> = BTreeMap::new();
        // Theirs, as compared → ours and, where it is not simply our own name, its place.
        let mut theirs: BTreeMap<String, (String, Option<usize>)> = known(tool)
            .into_iter()
            .filter(|ours| !self.named.iter().any(|(named, _)| named.value == *ours))
            .map(|ours| (fold(&ours), (ours, None)))
            .collect();
        for (ours, column) in self.named {
            if let Some(before) = out.get(&ours.value) {
                let message = format!(
                    "the column of `{}` is named twice: {} and {}",
                    ours.value,
                    quote(before),
                    quote(&column.value)
                );
                r.error(Code::WrongValue, column.at, message, None);
                continue;
            }
            if let Some((other, at)) = theirs.get(&fold(&column.value)) {
                let line = match at {
                    Some(at) => format!(" (line {})", r.line(*at)),
                    None => String::new(),
                };
                let message = format!(
                    "the column {} is to be both `{other}`{line} and `{}`",
                    quote(&column.value),
                    ours.value
                );
                let hint = "each column of a spreadsheet can be one thing only";
                r.error(Code::WrongValue, column.at, message, Some(hint.to_owned()));
            } else {
                theirs.insert(fold(&column.value), (ours.value.clone(), Some(column.at)));
            }
            out.insert(ours.value, column.value);
        }
        out
    }
}

/// The names under `[columns]`; a key with a dot and without quotes is a table in TOML.
fn flatten(before: &str, entry: &Entry<'_>, found: &mut Vec<(Text, Text)>, r: &mut Reader<'_>) {
    for pair in entry.pairs() {
        let ours = Text {
            value: format!("{before}{}", pair.key),
            at: pair.at,
        };
        if let Value::Table(pairs) = &pair.node.value {
            let inner = Entry::new("", pair.at, pairs);
            flatten(&format!("{}.", ours.value), &inner, found, r);
        } else if let Some(theirs) =
            crate::read::toml_file::words(&ours.value, &pair.node, false, r)
        {
            found.push((ours, theirs));
        }
    }
}

/// Every column that an audit by this tool can have.
fn known(tool: &Tool) -> Vec<String> {
    let mut out: Vec<String> = FIXED.iter().map(|name| (*name).to_owned()).collect();
    out.extend(tool.facts.iter().map(|fact| fact.id.clone()));
    let ratings: &[&str] = if tool.rates_twice() {
        &[
            "",
            ".record",
            ".record.evidence",
            ".discussion",
            ".discussion.evidence",
        ]
    } else {
        &["", ".evidence"]
    };
    for standard in &tool.standards {
        let id = &standard.id;
        out.extend(ratings.iter().map(|ending| format!("{id}{ending}")));
        if standard.is_critical() {
            out.push(format!("{id}.escalated_to"));
            out.push(format!("{id}.escalated_on"));
        }
    }
    for measure in &tool.measures {
        out.push(format!("{}.start", measure.id));
        out.push(format!("{}.now", measure.id));
    }
    out
}
