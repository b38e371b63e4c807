//! Hubs by domain: those that changed, and all of them where that is asked for.
//!
//! It must not know standards one by one.

use super::Material;
use super::practice::shares;
use super::words::{Rounds, name, tone, under, verdict, verdict_cell};
use crate::analysis::comparison::{DomainMovement, HubCell, Test, Verdict};
use crate::report::summary::{heading, part, words};
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table};

/// The hubs that moved in a domain; with hubs asked for, all of theirs.
pub(super) fn hubs(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    let practice = &material.comparison.practice;
    let group = &practice.group;
    part(
        blocks,
        format!("{} by domain", words::upper_first(&words::plural(group))),
    );
    let cells = || {
        practice.domains.iter().flat_map(|domain| {
            let hubs = domain.hubs.iter();
            hubs.map(move |cell| (domain, cell))
        })
    };
    let shown = |cell: &HubCell| material.shows(&cell.hub);
    let tested = cells().filter(|(_, cell)| cell.shares.test.is_some());
    if tested.count() == 0 {
        blocks.push(Block::Paragraph(format!(
            "No {group} has ratings in both rounds, so none can be compared with itself."
        )));
        return;
    }
    let clear = |test: Option<Test>| test.is_some_and(|test| test.verdict.is_change());
    let moved: Vec<_> = cells()
        .filter(|(_, cell)| shown(cell) && clear(cell.shares.test))
        .collect();
    if moved.is_empty() {
        let few = cells().filter(|(_, cell)| shown(cell)).all(|(_, cell)| {
            cell.shares
                .test
                .is_none_or(|test| test.verdict == Verdict::TooFew)
        });
        blocks.push(Block::Paragraph(if few {
            format!("With so few cases in each {group}, no change in one of them could be told from chance.")
        } else {
            format!("No {group} changed in any domain by more than chance explains. That is no proof that none did: with few cases only large changes can be seen.")
        }));
    } else {
        let item = |(domain, cell): &(&DomainMovement, &HubCell)| {
            let test = cell.shares.test;
            let verdict_of = test.map_or(Verdict::TooFew, |test| test.verdict);
            Item {
                tone: tone(verdict_of),
                text: format!(
                    "{} {} in “{}”: {} ratings working before, {} after ({} before, {} after; adjusted p {}{})",
                    name(&cell.hub),
                    verdict(verdict_of),
                    name(&domain.domain),
                    super::words::of(cell.shares.before.working),
                    super::words::of(cell.shares.after.working),
                    words::counted(cell.shares.before.cases, "case"),
                    cell.shares.after.cases,
                    test.map_or_else(|| "–".to_owned(), |test| words::p(test.p_adjusted)),
                    super::words::other_way(&cell.shares),
                ),
            }
        };
        blocks.push(Block::List(moved.iter().map(item).collect()));
    }
    if !material.hubs.is_empty() {
        let table = hub_table(material, rounds);
        blocks.push(if table.rows.is_empty() {
            Block::Paragraph(format!(
                "The {group} asked for is in one of the two rounds alone, so it is not compared with itself."
            ))
        } else {
            Block::Table(table)
        });
    }
}

/// Every hub in every domain, for documents that are looked things up in.
pub(super) fn every_hub(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    let table = hub_table(material, rounds);
    if material.charts && material.hubs.is_empty() && !table.rows.is_empty() {
        heading(
            blocks,
            format!("Every {} and domain", material.comparison.practice.group),
        );
        blocks.push(Block::Table(table));
    }
}

/// Hubs by domain, before and after, in counts.
fn hub_table(material: &Material<'_>, rounds: &Rounds) -> Table {
    let practice = &material.comparison.practice;
    let mut rows = Vec::new();
    for domain in &practice.domains {
        let hubs = domain.hubs.iter().filter(|cell| material.shows(&cell.hub));
        let of = hubs.map(|cell| Row {
            cells: vec![
                Cell::text(name(&cell.hub)),
                shares(cell.shares.before),
                shares(cell.shares.after),
                verdict_cell(cell.shares.test),
            ],
            kind: RowKind::Plain,
        });
        rows.extend(under(name(&domain.domain), of.collect()));
    }
    Table {
        caption: Some(format!("Working ratings by domain and {}", practice.group)),
        columns: vec![
            Column::words(words::upper_first(&practice.group)),
            Column::figures(&*rounds.before),
            Column::figures(&*rounds.after),
            Column::words("What it says"),
        ],
        rows,
    }
}
