//! More than two rounds in a row, each held against the first.
//!
//! It must not know how a pair is compared.

use serde::Serialize;

use super::rounds::{self, Options};
use crate::analysis::comparison::{Comparison, Footing, Names, Test};
use crate::report::rests;
use crate::report::round::LABEL;
use crate::report::summary::{heading, words};
use crate::report::{Block, Cell, Column, Document, Item, Record, Row, RowKind, Table, Tone};

/// The shape of the JSON that this version writes.
const SCHEMA_VERSION: u32 = 1;

/// Several comparisons with one baseline, as a value that serialises.
pub fn json(compared: &[Comparison]) -> impl Serialize {
    #[derive(Serialize)]
    struct Series<'c> {
        schema_version: u32,
        comparisons: &'c [Comparison],
    }
    Series {
        schema_version: SCHEMA_VERSION,
        comparisons: compared,
    }
}

/// All figures: each later round's records have its name before their group.
pub fn records(compared: &[Comparison]) -> Vec<Record> {
    let mut all = Vec::new();
    for (place, comparison) in compared.iter().enumerate() {
        let round = comparison.practice.after.round.as_ref();
        let name = round.map_or_else(|| (place + 2).to_string(), |round| round.id.clone());
        all.extend(rounds::records(comparison).into_iter().map(|mut record| {
            record.group = if record.group.is_empty() {
                name.clone()
            } else {
                format!("{name}:{}", record.group)
            };
            record
        }));
    }
    all
}

/// The series as a document.
pub fn document(compared: &[Comparison], options: &Options) -> Document {
    let names = names(compared);
    let baseline = names.first().cloned().unwrap_or_default();
    let mut blocks = Vec::new();
    blocks.extend(rounds::left_out(options));
    heading(&mut blocks, "What changed, in short");
    blocks.push(Block::Paragraph(format!(
        "{} rounds in a row; each later one is held against the first, {baseline}.",
        names.len()
    )));
    for (comparison, name) in compared.iter().zip(names.iter().skip(1)) {
        blocks.push(Block::Heading {
            level: 2,
            text: format!("{name}, against {baseline}"),
        });
        rounds::in_short(comparison, options, &mut blocks);
    }
    heading(&mut blocks, "Cases audited");
    blocks.push(Block::Table(cases(compared, &names)));
    heading(&mut blocks, "Domains");
    blocks.push(Block::Table(domains(compared, &names)));
    blocks.push(Block::Note(format!(
        "Ratings that are working, of those rated or not evidenced, over the standards that every round asks alike. The symbol is the verdict against {baseline}: ▲ improved, ▼ declined; without one there is no clear change, or too few to say."
    )));
    heading(&mut blocks, "Standards");
    blocks.push(Block::Table(standards(compared, &names)));
    blocks.push(Block::Note(
        "A dash: the standard is not in both tools, that of the round and that of the first one, or it is rated differently. Standards that not every round asks alike have figures and no verdict. `case-audit diff` with two of the rounds tells each comparison whole."
            .to_owned(),
    ));
    if let Some(table) = overall(compared, &names) {
        heading(&mut blocks, "The overall judgement");
        blocks.push(Block::Table(table));
    }
    heading(&mut blocks, "What this rests on");
    blocks.push(Block::List(bytes_behind(compared, &names)));
    Document {
        title: format!(
            "What changed from {baseline} to {}",
            names.last().cloned().unwrap_or_default()
        ),
        label: Some(LABEL.to_owned()),
        blocks,
        ..Document::default()
    }
}

/// What the rounds are called, numbered where they have no title or one twice.
fn names(compared: &[Comparison]) -> Vec<String> {
    let first = compared.first().map(|first| &first.practice.before);
    let later = compared.iter().map(|comparison| &comparison.practice.after);
    let titles: Vec<String> = first
        .into_iter()
        .chain(later)
        .map(|facts| {
            facts
                .round
                .as_ref()
                .map(|r| r.title.clone())
                .unwrap_or_default()
        })
        .collect();
    let twice =
        |title: &String| title.is_empty() || titles.iter().filter(|t| *t == title).count() > 1;
    titles
        .iter()
        .enumerate()
        .map(|(place, title)| {
            if twice(title) {
                let number = place + 1;
                if title.is_empty() {
                    format!("Round {number}")
                } else {
                    format!("{title} ({number})")
                }
            } else {
                title.clone()
            }
        })
        .collect()
}

fn columns(first: &str, names: &[String]) -> Vec<Column> {
    let mut columns = vec![Column::words(first)];
    columns.extend(names.iter().map(|name| Column::figures(&**name)));
    columns
}

/// What something is, in the first round and in the later ones.
fn line(what: impl Into<String>, first: Cell, later: impl Iterator<Item = Cell>) -> Row {
    Row {
        cells: [Cell::text(what), first].into_iter().chain(later).collect(),
        kind: RowKind::Plain,
    }
}

fn cases(compared: &[Comparison], names: &[String]) -> Table {
    let first = compared.first().map(|c| c.practice.sample.cases_before);
    let later = compared.iter().map(|c| c.practice.sample.cases_after);
    let counts = first.into_iter().chain(later).map(Cell::Count);
    Table {
        caption: Some("Cases audited".to_owned()),
        columns: columns("Cases", names),
        rows: vec![Row {
            cells: [Cell::text("All cases")]
                .into_iter()
                .chain(counts)
                .collect(),
            kind: RowKind::Plain,
        }],
    }
}

/// A share with the verdict as its symbol.
fn share(count: u64, of: u64, test: Option<Test>) -> Cell {
    let tone = test.map(|test| rounds::tone_of(test.verdict));
    Cell::Share {
        count,
        of,
        percent: None,
        tone: tone.filter(|tone| *tone != Tone::Neutral),
    }
}

/// The id in the first round, or in the later one where it is new there.
fn key(names: &Names) -> (bool, &str) {
    match (&names.before, &names.after) {
        (Some(before), _) => (true, &before.id),
        (None, Some(after)) => (false, &after.id),
        (None, None) => (false, ""),
    }
}

/// The keys of all rows in the order in which they first come, with their titles.
fn keys<'c>(all: impl Iterator<Item = &'c Names>) -> Vec<((bool, &'c str), String)> {
    let mut out: Vec<((bool, &str), String)> = Vec::new();
    for names in all {
        let key = key(names);
        let title = names
            .shown()
            .map_or_else(String::new, |name| name.title.clone());
        match out.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known = title,
            None => out.push((key, title)),
        }
    }
    out
}

fn domains(compared: &[Comparison], names: &[String]) -> Table {
    let all = compared.iter().flat_map(|c| &c.practice.domains);
    let rows = keys(all.map(|domain| &domain.domain))
        .into_iter()
        .map(|(wanted, title)| {
            let of = |comparison: &Comparison| {
                let domains = comparison.practice.domains.iter();
                domains
                    .into_iter()
                    .find(|domain| key(&domain.domain) == wanted)
                    .map(|domain| domain.shares)
            };
            let first = compared
                .iter()
                .find_map(of)
                .map_or(Cell::Unknown, |shares| {
                    share(shares.before.working.count, shares.before.working.of, None)
                });
            let later = compared.iter().map(|comparison| {
                of(comparison).map_or(Cell::Unknown, |shares| {
                    let after = shares.after.working;
                    share(after.count, after.of, shares.test)
                })
            });
            line(title, first, later)
        });
    Table {
        caption: Some("Working ratings by domain".to_owned()),
        rows: rows.collect(),
        columns: columns("Domain", names),
    }
}

fn standards(compared: &[Comparison], names: &[String]) -> Table {
    let all = compared.iter().flat_map(|c| &c.practice.standards);
    let rows = keys(all.map(|standard| &standard.standard))
        .into_iter()
        .map(|(wanted, title)| {
            let of = |comparison: &Comparison| {
                let standards = comparison.practice.standards.iter();
                standards
                    .into_iter()
                    .find(|standard| key(&standard.standard) == wanted)
                    .filter(|standard| standard.footing != Footing::NotCompared)
                    .cloned()
            };
            let first = compared
                .iter()
                .find_map(of)
                .and_then(|standard| standard.before);
            let first = first.map_or(Cell::Unknown, |figures| {
                share(figures.working.count, figures.working.of, None)
            });
            let later = compared.iter().map(|comparison| {
                of(comparison)
                    .and_then(|standard| Some((standard.after?, standard.test)))
                    .map_or(Cell::Unknown, |(figures, test)| {
                        share(figures.working.count, figures.working.of, test)
                    })
            });
            line(title, first, later)
        });
    Table {
        caption: Some("Cases in which each standard is working".to_owned()),
        rows: rows.collect(),
        columns: columns("Standard", names),
    }
}

fn overall(compared: &[Comparison], names: &[String]) -> Option<Table> {
    let all = || compared.iter().map(|c| c.practice.overall.as_ref());
    let first = all()
        .flatten()
        .find_map(|overall| overall.before.as_ref())?;
    let later = all().map(|overall| {
        overall
            .and_then(|overall| Some((overall.after.as_ref()?, overall.test)))
            .map_or(Cell::Unknown, |(figures, test)| {
                share(figures.working.count, figures.working.of, test)
            })
    });
    Some(Table {
        caption: Some(format!("Judged {}", words::working_levels(&first.levels))),
        columns: columns("Cases", names),
        rows: vec![line(
            "All cases",
            share(first.working.count, first.working.of, None),
            later,
        )],
    })
}

fn bytes_behind(compared: &[Comparison], names: &[String]) -> Vec<Item> {
    let first = compared.first().map(|c| &c.provenance_before);
    let later = compared.iter().map(|c| &c.provenance_after);
    first
        .into_iter()
        .chain(later)
        .zip(names)
        .map(|(provenance, name)| Item {
            tone: Tone::Neutral,
            text: format!(
                "{name}: {} {}; {}",
                provenance.tool,
                provenance.tool_version,
                rests::files(provenance).collect::<Vec<_>>().join(", ")
            ),
        })
        .collect()
}
