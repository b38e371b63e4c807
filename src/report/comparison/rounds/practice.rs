//! Practice over all cases: domains, hubs in each domain, standards.
//!
//! It must not know single cases.

use super::words::{
    Rounds, clear, difference_cell, name, p_cell, share_cell, tone, verdict, verdict_cell,
};
use super::{Material, charts};
use crate::analysis::comparison::tool::StandardChangeKind;
use crate::analysis::comparison::{
    CaseShares, DomainMovement, Footing, HubCell, StandardMovement, Test, Verdict,
};
use crate::report::summary::{heading, part, words};
use crate::report::{Block, Cell, Column, Item, Row, RowKind, Table, Tone};

/// What the counts that would have been clear are.
const CLEAR: &str = "What would have been clear: the count after that would be called improved or declined whatever the other standards show, were the count before the same. Fewer can do where other standards moved too.";

/// A standard that was not judged in so many of 100 cases of a round is named.
const NOT_JUDGED: u64 = 5;

pub(super) fn add(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    let practice = &material.comparison.practice;
    heading(blocks, "Practice: all cases");
    if practice.sample.cases_before == 0 || practice.sample.cases_after == 0 {
        blocks.push(Block::Paragraph(
            "A round without cases leaves nothing to compare.".to_owned(),
        ));
        return;
    }
    blocks.push(Block::Table(domains(material, rounds)));
    let mut note = "Ratings that are working, of those rated or not evidenced, over the standards that are compared alone: a round's own report counts all of its standards. Rounds are compared case by case, by each case's share of working standards in the domain (exact rank-sum test, adjusted over the domains).".to_owned();
    let mut standards = material.comparison.tool.standards.iter();
    if standards.any(|standard| standard.is(StandardChangeKind::Moved)) {
        note.push_str(
            " A standard that moved to another domain counts, in both rounds, where it stands now.",
        );
    }
    blocks.push(Block::Note(note));
    hubs(material, rounds, blocks);
    part(blocks, "Standards");
    if material.charts {
        for domain in &practice.domains {
            if let Some(chart) = charts::domain(material, domain, rounds) {
                blocks.push(Block::Chart(chart));
                blocks.push(Block::Table(of_domain(material, domain, rounds)));
            }
        }
    } else {
        blocks.push(Block::Table(all_standards(material, rounds)));
    }
    blocks.push(Block::Note(format!(
        "The change is in percentage points, with the range that the true change would lie in 95 times of 100; it stands from {} cases on. The verdict is the test's (Fisher's exact test, adjusted over the standards): the range may leave out 0 beside “no clear change”.",
        material.percent_from
    )));
    if material.explain {
        blocks.push(Block::Note(CLEAR.to_owned()));
    }
    not_judged(material, blocks);
    side_by_side(material, rounds, blocks);
}

/// Standards that were not judged in a good part of a round's cases, and why.
fn not_judged(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let part_of = |count: u64, of: u64| count.saturating_mul(100) >= of.saturating_mul(NOT_JUDGED);
    let mut items = Vec::new();
    let standards = &material.comparison.practice.standards;
    for standard in standards.iter().filter(|row| compared(row)) {
        let (Some(before), Some(after)) = (&standard.before, &standard.after) else {
            continue;
        };
        let (before, after) = (&before.ledger, &after.ledger);
        for (what, old, new) in [
            (
                "not applicable",
                before.not_applicable,
                after.not_applicable,
            ),
            ("left without a rating", before.missing, after.missing),
        ] {
            let much = |count: u64, of: u64| count > 0 && part_of(count, of);
            if much(old, before.in_scope) || much(new, after.in_scope) {
                items.push(Item {
                    tone: Tone::Neutral,
                    text: format!(
                        "“{}”: {what} in {old} of {} cases before, in {new} of {} after",
                        name(&standard.standard),
                        before.in_scope,
                        after.in_scope
                    ),
                });
            }
        }
    }
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

fn shares(shares: CaseShares) -> Cell {
    Cell::share(shares.working.count, shares.working.of)
}

fn domains(material: &Material<'_>, rounds: &Rounds) -> Table {
    let practice = &material.comparison.practice;
    let record = practice.sample.record_beside;
    let mut columns = vec![
        Column::words("Domain"),
        Column::figures(&*rounds.before),
        Column::figures(&*rounds.after),
        Column::words("What it says"),
        Column::figures("Adjusted p"),
    ];
    if record {
        columns.push(Column::words("By the record alone"));
    }
    let rows = practice.domains.iter().map(|domain| {
        let mut cells = vec![
            Cell::text(name(&domain.domain)),
            shares(domain.shares.before),
            shares(domain.shares.after),
            verdict_cell(domain.shares.test),
            p_cell(domain.shares.test),
        ];
        if record {
            cells.push(verdict_cell(domain.record.and_then(|record| record.test)));
        }
        Row {
            cells,
            kind: RowKind::Plain,
        }
    });
    Table {
        caption: Some("Working ratings by domain".to_owned()),
        columns,
        rows: rows.collect(),
    }
}

/// The hubs that moved in a domain; with hubs asked for, all of theirs.
fn hubs(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
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
    let clear = |test: Option<Test>| {
        test.is_some_and(|test| matches!(test.verdict, Verdict::Improved | Verdict::Declined))
    };
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
                    test.map_or_else(|| "–".to_owned(), |test| super::words::p(test.p_adjusted)),
                    super::words::other_way(
                        test,
                        cell.shares.before.working,
                        cell.shares.after.working
                    ),
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
        let cells: Vec<&HubCell> = domain
            .hubs
            .iter()
            .filter(|cell| material.shows(&cell.hub))
            .collect();
        if cells.is_empty() {
            continue;
        }
        rows.push(Row {
            cells: vec![Cell::text(name(&domain.domain))],
            kind: RowKind::Group,
        });
        rows.extend(cells.into_iter().map(|cell| Row {
            cells: vec![
                Cell::text(name(&cell.hub)),
                shares(cell.shares.before),
                shares(cell.shares.after),
                verdict_cell(cell.shares.test),
            ],
            kind: RowKind::Plain,
        }));
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

fn columns(material: &Material<'_>, rounds: &Rounds) -> Vec<Column> {
    let mut columns = vec![
        Column::words("Standard"),
        Column::figures(&*rounds.before),
        Column::figures(&*rounds.after),
        Column::figures("Change, in points"),
        Column::words("What it says"),
        Column::figures("Adjusted p"),
    ];
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
    let from = material.percent_from;
    let mut cells = vec![
        Cell::text(name(&standard.standard)),
        share_cell(before.working, from),
        share_cell(after.working, from),
        difference_cell(
            standard.difference,
            (before.working.share(), after.working.share()),
            from,
        ),
        verdict_cell(standard.test),
        p_cell(standard.test),
    ];
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

fn all_standards(material: &Material<'_>, rounds: &Rounds) -> Table {
    let practice = &material.comparison.practice;
    let mut rows = Vec::new();
    for domain in &practice.domains {
        let of: Vec<Row> = standards_of(material, domain)
            .filter_map(|standard| row(material, standard))
            .collect();
        if of.is_empty() {
            continue;
        }
        rows.push(Row {
            cells: vec![Cell::text(name(&domain.domain))],
            kind: RowKind::Group,
        });
        rows.extend(of);
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

fn of_domain(material: &Material<'_>, domain: &DomainMovement, rounds: &Rounds) -> Table {
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

/// Standards whose meaning changed: their figures, and no verdict.
fn side_by_side(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
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
