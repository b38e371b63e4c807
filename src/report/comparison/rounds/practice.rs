//! Practice over all cases: domains, hubs in each domain, standards.
//!
//! It must not know single cases.

use super::hubs::hubs;
use super::standards::{all_standards, not_judged, of_domain, side_by_side};
use super::words::{Rounds, name, p_cell, verdict_cell};
use super::{Material, charts};
use crate::analysis::comparison::CaseShares;
use crate::analysis::comparison::tool::StandardChangeKind;
use crate::report::summary::{heading, part, words};
use crate::report::{Block, Cell, Column, Row, RowKind, Table};

/// What the counts that would have been clear are.
const CLEAR: &str = "What would have been clear: the count after that would be called improved or declined whatever the other standards show, were the count before the same. Fewer can do where other standards moved too.";

pub(super) fn add(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    let practice = &material.comparison.practice;
    heading(blocks, "Practice: all cases");
    blocks.push(Block::Table(domains(material, rounds)));
    let mut note = "Ratings that are working, of those rated or not evidenced, over the standards that are compared alone: a round's own report counts all of its standards. Rounds are compared case by case, by each case's share of working standards in the domain (exact rank-sum test, adjusted over the domains).".to_owned();
    let mut standards = material.comparison.tool.standards.iter();
    if standards.any(|standard| standard.is(StandardChangeKind::Moved)) {
        note.push_str(
            " A standard that moved to another domain counts, in both rounds, where it stands now.",
        );
    }
    blocks.push(Block::Note(note));
    blocks.push(Block::Note(words::P_SAYS.to_owned()));
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

pub(super) fn shares(shares: CaseShares) -> Cell {
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
        Column::figures(words::P_ADJUSTED),
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
