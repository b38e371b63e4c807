//! Tool files: from TOML to a checked [`Tool`].
//!
//! One file for each noun of the tool, read in the order in which they refer to each
//! other. After an error reading goes on with something harmless in its place, so that all
//! mistakes come out in one run; a tool is given back only where there was none. It must
//! not know spreadsheets or output.

mod columns;
mod fact;
mod measure;
mod names;
mod overall;
mod prompt;
mod rule;
mod scale;
mod spellings;
mod standard;

use std::collections::BTreeSet;

use super::toml_file::{Entry, IdRule, Reader, Text, parse};
use crate::diagnostics::{Code, Problems};
use crate::model::{NotApplicable, Reading, Tool};
use columns::Columns;

pub(super) use names::Names;
pub(super) use spellings::Spellings;

/// How a tool's file says when standards are rated.
const READINGS: [(&str, Reading); 2] = [
    ("record", Reading::Record),
    ("discussion", Reading::Discussion),
];

/// Headings of which there are many.
const LISTS: [&str; 12] = [
    "scale",
    "scale.level",
    "fact",
    "fact.choices",
    "duration",
    "domain",
    "standard",
    "standard.applies_when",
    "overall.cap",
    "measure",
    "prompt",
    "theme",
];

/// The tool in a file's text, `shown_as` in its problems. Every problem is added at its
/// line and column; `None` where one of them is an error.
pub fn tool(text: &str, shown_as: &str, problems: &mut Problems) -> Option<Tool> {
    let mut found = Problems::new();
    let tool = parse(text, shown_as, &LISTS, &mut found).map(|(pairs, mut r)| {
        let root = Entry::new("the tool", 0, &pairs);
        read(root, &mut r)
    });
    let broken = found.has_errors();
    problems.merge(found);
    tool.filter(|_| !broken)
}

fn read(mut root: Entry<'_>, r: &mut Reader<'_>) -> Tool {
    let id = root.id(IdRule::Dashes, r);
    let version = root.needed_text("version", r);
    let title = root.needed_text("title", r);
    let purpose = root.prose("purpose", r);
    let group = root.text("group", r);
    let readings = readings(&mut root, r);
    let (not_applicable, elsewhere) = not_applicable(&mut root, r);

    let mut names = Names::shared();
    let mut columns = Columns::default();
    let scales = scale::scales(&mut root, &elsewhere, r);
    let facts = fact::facts(&mut root, &mut names, &mut columns, r);
    let durations = fact::durations(&mut root, &facts, r);
    let domains = standard::domains(&mut root, r);
    let standards = standard::standards(
        &mut root,
        (&scales, &facts, &domains),
        &mut names,
        &mut columns,
        r,
    );
    let overall = overall::overall(&mut root, &scales, &standards, r);
    let measures = measure::measures(&mut root, &mut names, r);
    standards.check_earlier_ids(&names, r);
    standards.check_domains(&domains, r);
    scale::check_anchors(&scales, &standards, overall.as_ref(), r);
    let prompts = prompt::prompts(&mut root, r);
    let themes = prompt::themes(&mut root, r);

    let mut tool = Tool {
        id: value(id),
        version: value(version),
        title: value(title),
        purpose: purpose.map(|text| text.value),
        group: group.map_or_else(|| "hub".to_owned(), |text| text.value),
        readings,
        columns: std::collections::BTreeMap::new(),
        not_applicable,
        scales: scales.all,
        facts: facts.all,
        durations,
        domains: domains.all,
        standards: standards.all,
        overall,
        measures,
        prompts,
        themes,
    };
    columns.read(&mut root, &tool, r);
    tool.columns = columns.checked(&tool, r);
    root.finish(r);
    tool
}

/// The words, or none where they were missing and said to be.
fn value(text: Option<Text>) -> String {
    text.map(|text| text.value).unwrap_or_default()
}

fn values(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn readings(root: &mut Entry<'_>, r: &mut Reader<'_>) -> Vec<Reading> {
    const KEY: &str = "readings";
    let Some(at) = root.value(KEY).map(|node| node.at) else {
        return vec![Reading::Record];
    };
    let mut readings = Vec::new();
    for text in root.texts(KEY, r) {
        let Some(reading) = super::toml_file::word_of(KEY, &text, &READINGS, r) else {
            continue;
        };
        if readings.last().is_some_and(|last| *last >= reading) {
            let message = format!("`{KEY}` names `{}` twice or too late", text.value);
            let hint = "the order is `readings = [\"record\", \"discussion\"]`";
            r.error(Code::WrongValue, text.at, message, Some(hint.to_owned()));
        }
        readings.push(reading);
    }
    if readings.is_empty() {
        let message = "`readings` names no reading";
        let hint = "leave the line out where standards are rated once";
        r.error(Code::WrongValue, at, message, Some(hint.to_owned()));
    }
    readings
}

/// What the file says of not applicable, and its spellings with their places.
fn not_applicable(root: &mut Entry<'_>, r: &mut Reader<'_>) -> (NotApplicable, Vec<Text>) {
    let Some(mut entry) = root.table("not_applicable", r) else {
        return (NotApplicable::default(), Vec::new());
    };
    let mut also = entry.texts("also", r);
    also.retain(|text| spellings::is_readable(text, r));
    let reason_required = entry.flag("reason_required", r);
    entry.finish(r);
    let read = NotApplicable {
        also: values(also.clone()),
        reason_required,
    };
    (read, also)
}

/// Positions without repeats, ascending.
fn once<T: Ord>(positions: Vec<T>) -> Vec<T> {
    let set: BTreeSet<T> = positions.into_iter().collect();
    set.into_iter().collect()
}
