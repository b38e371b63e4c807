//! The header row: which one it is, and what is wrong with it.
//!
//! It exists because real sheets begin with titles, notes and blank rows. It must not know
//! which names there are: the caller says which it recognises.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Problem, Problems, letters, quote};

use super::places::Places;
use super::row::is_blank;

/// One cell of the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderCell {
    /// The name without white space around it, and with one space wherever there was white
    /// space within it; blank where the column has no name.
    pub name: String,
    /// The column's position, from 0.
    pub index: usize,
    /// The header's row, from 1.
    pub row: u64,
}

/// A row with its number, as it is looked at to find the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Early {
    pub(super) number: u64,
    pub(super) cells: Vec<String>,
}

impl Early {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !is_blank(cell)).count()
    }

    fn recognised(&self, recognise: &dyn Fn(&str) -> bool) -> usize {
        let known = |cell: &&String| !is_blank(cell) && recognise(&folded(cell));
        self.cells.iter().filter(known).count()
    }
}

/// How many rows, blank ones aside, the header is looked for in.
pub(super) const EARLY: usize = 40;

/// The header among the early rows, and how many of its names are recognised: the first
/// row with the most names; without any, the first with two cells; else the first with one.
pub(super) fn find<'a>(
    rows: &'a [Early],
    recognise: &dyn Fn(&str) -> bool,
) -> Option<(&'a Early, usize)> {
    let mut best: Option<(&Early, usize)> = None;
    for row in rows {
        let most = best.map_or(0, |(_, most)| most);
        // Rows under a header seldom have more cells than it has names.
        if row.filled() > most {
            let names = row.recognised(recognise);
            if names > most {
                best = Some((row, names));
            }
        }
    }
    best.or_else(|| {
        let with = |least: usize| rows.iter().find(|row| row.filled() >= least);
        with(2).or_else(|| with(1)).map(|row| (row, 0))
    })
}

/// The header's cells.
pub(super) fn cells(row: &Early) -> Vec<HeaderCell> {
    row.cells
        .iter()
        .enumerate()
        .map(|(index, cell)| HeaderCell {
            name: folded(cell),
            index,
            row: row.number,
        })
        .collect()
}

/// A name without white space around it, and with single spaces within it.
fn folded(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names that stand over two columns.
pub(super) fn report_duplicates(
    header: &[HeaderCell],
    places: &Places,
    recognise: &dyn Fn(&str) -> bool,
    problems: &mut Problems,
) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for cell in header.iter().filter(|cell| !cell.name.is_empty()) {
        let earlier = *first.entry(cell.name.to_lowercase()).or_insert(cell.index);
        if earlier == cell.index {
            continue;
        }
        let place = places.at(cell.row, Some(cell.index));
        let message = format!(
            "columns {} and {} are both named {}",
            letters(earlier),
            letters(cell.index),
            quote(&cell.name)
        );
        problems.push(if recognise(&cell.name) {
            Problem::error(Code::DuplicateColumn, place, message)
                .hint("rename or delete one of them: it cannot be told which is meant")
        } else {
            Problem::warning(Code::DuplicateColumn, place, message)
        });
    }
}

/// What stands above the header, if anything does.
pub(super) fn report_titles(
    rows: &[Early],
    header: &Early,
    places: &Places,
    problems: &mut Problems,
) {
    let above = rows
        .iter()
        .filter(|row| row.number < header.number && row.filled() > 0);
    let numbers: Vec<u64> = above.map(|row| row.number).collect();
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
        return;
    };
    let titles = if first == last {
        format!("row {first} was taken as a title")
    } else {
        format!("rows {first} to {last} were taken as titles")
    };
    problems.push(Problem::note(
        Code::Assumed,
        places.at(header.number, None),
        format!("the header was taken from row {}; {titles}", header.number),
    ));
}
