//! Standards before and after, over all cases.
//!
//! It must not know hubs.

use super::Material;
use super::words::{
    Rounds, clear, movement_cells, movement_columns, name, share_cell, under, verdict_cell,
};
use crate::analysis::comparison::{DomainMovement, Footing, NotJudged, StandardMovement, Unjudged};
use crate::report::summary::{part, words};
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table, Tone};

fn columns(material: &Material<'_>, rounds: &Rounds) -> Vec<Column> {
    let mut columns = vec![Column::words("Standard")];
    columns.extend(movement_columns(rounds, words::P_ADJUSTED));
    if material.explain {
        columns.push(Column::words("What would have been clear"));
    }
    if material.comparison.practice.sample.record_beside {
        columns.push(Column::words("By the record alone"));
    }
    columns
}

fn row(material: &Material<'_>, standard: &StandardMovement) -> Option<Row> {
    let (before, after) = (standard.before.as_ref()?, standard.after.as_ref()?);
    let mut cells = vec![Cell::text(name(&standard.standard))];
    cells.extend(movement_cells(
        (before.working, after.working),
        standard.difference,
        standard.test,
        material.percent_from,
    ));
    if material.explain {
        let needed = standard.test.and_then(|test| test.needed);
        cells.push(needed.map_or(Cell::Unknown, |needed| {
            Cell::text(clear(needed.improved, needed.declined, after.working.of))
        }));
    }
    if material.comparison.practice.sample.record_beside {
        cells.push(verdict_cell(standard.record.and_then(|record| record.test)));
    }
    Some(Row {
        cells,
        kind: RowKind::Plain,
    })
}

fn compared(standard: &StandardMovement) -> bool {
    standard.footing == Footing::Compared
}

pub(super) fn all_standards(material: &Material<'_>, rounds: &Rounds) -> Table {
    let practice = &material.comparison.practice;
    let mut rows = Vec::new();
    for domain in &practice.domains {
        let standards = standards_of(material, domain);
        let of = standards.filter_map(|standard| row(material, standard));
        rows.extend(under(name(&domain.domain), of.collect()));
    }
    Table {
        caption: Some("Cases in which each standard is working".to_owned()),
        columns: columns(material, rounds),
        rows,
    }
}

/// The compared standards of a domain.
pub(super) fn standards_of<'a>(
    material: &Material<'a>,
    domain: &'a DomainMovement,
) -> impl Iterator<Item = &'a StandardMovement> {
    let standards = material.comparison.practice.standards.iter();
    standards
        .filter(|row| compared(row))
        .filter(move |standard| {
            let now = standard.standard.after.as_ref();
            now.is_some_and(|now| domain.standards.iter().any(|of| of.id == now.id))
        })
}

pub(super) fn of_domain(
    material: &Material<'_>,
    domain: &DomainMovement,
    rounds: &Rounds,
) -> Table {
    Table {
        caption: Some(format!(
            "{}: cases in which each standard is working",
            name(&domain.domain)
        )),
        columns: columns(material, rounds),
        rows: standards_of(material, domain)
            .filter_map(|standard| row(material, standard))
            .collect(),
    }
}

/// Standards that were not judged in a good part of a round's cases, and why.
pub(super) fn not_judged(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let not_judged = material.comparison.practice.not_judged();
    let items: Vec<Item> = not_judged.iter().map(not_judged_in).collect();
    if items.is_empty() {
        return;
    }
    part(blocks, "Not judged in every case");
    blocks.push(Block::Paragraph(
        "These cases are in no share above: what was not asked, or does not apply, is neither working nor not working."
            .to_owned(),
    ));
    blocks.push(Block::List(items));
}

fn not_judged_in(found: &NotJudged<'_>) -> Item {
    let what = match found.why {
        Unjudged::NotApplicable => "not applicable",
        Unjudged::Missing => "left without a rating",
    };
    let (before, after) = (found.before, found.after);
    Item {
        tone: Tone::Neutral,
        text: format!(
            "“{}”: {what} in {} of {} cases before, in {} of {} after",
            name(found.standard),
            before.count,
            before.of,
            after.count,
            after.of
        ),
    }
}

/// Standards whose meaning changed: their figures, and no verdict.
pub(super) fn side_by_side(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    let practice = &material.comparison.practice;
    let rows: Vec<Row> = practice
        .standards
        .iter()
        .filter(|standard| standard.footing == Footing::SideBySide)
        .filter_map(|standard| {
            Some(Row {
                cells: vec![
                    Cell::text(name(&standard.standard)),
                    share_cell(standard.before.as_ref()?.working, material.percent_from),
                    share_cell(standard.after.as_ref()?.working, material.percent_from),
                ],
                kind: RowKind::Plain,
            })
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    part(blocks, "Side by side, without a verdict");
    blocks.push(Block::Paragraph(
        "What these standards mean, or which cases they apply to, has changed: a difference in the figures may be the tool's."
            .to_owned(),
    ));
    blocks.push(Block::Table(Table {
        caption: None,
        columns: vec![
            Column::words("Standard"),
            Column::figures(&*rounds.before),
            Column::figures(&*rounds.after),
        ],
        rows,
    }));
}
