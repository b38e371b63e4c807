//! Practice in the cases that both rounds audited: which moved up, stayed, moved down.
//!
//! References of cases stand here only where they are asked for. It must not know cases of
//! one round alone.

use super::Material;
use super::headline::not_paired;
use super::words::{name, p_cell, under, verdict_cell};
use crate::analysis::comparison::{DomainPairs, PairCounts, SameCases, StandardPairs, Test};
use crate::report::summary::{heading, part, words};
use crate::report::{Block, Cell, Column, Row, RowKind, Table};

pub(super) fn add(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let practice = &material.comparison.practice;
    heading(blocks, "Practice: the same cases");
    let Some(same) = &practice.same_cases else {
        blocks.push(Block::Paragraph(not_paired(practice.not_paired)));
        return;
    };
    blocks.push(Block::Paragraph(who(material, same)));
    if same.cases == 0 {
        near(same, blocks);
        return;
    }
    if material.explain {
        blocks.push(Block::Note(CLEAR.to_owned()));
    }
    blocks.push(Block::Table(domains(same, material)));
    blocks.push(Block::Note(
        "Up: a larger share of the domain's compared standards is working in the case than before; down: a smaller one. The exact sign test of up against down decides, adjusted over the domains.".to_owned(),
    ));
    part(blocks, "Standards in the same cases");
    blocks.push(Block::Table(standards(same, material)));
    blocks.push(Block::Note(
        "Up and down are steps on the levels. What became evidenced, or is no longer, stands in columns of its own and is no step. Gained: working now and not before; lost: the other way round. The exact sign test of up against down decides, adjusted over the standards.".to_owned(),
    ));
    hubs(material, same, blocks);
    moved(material, same, blocks);
    near(same, blocks);
}

/// What the counts that would have been clear are.
const CLEAR: &str = "What would have been clear: so many cases up, or down, as would be called improved or declined whatever the other rows show, were as many the other way as there are. Fewer can do where other rows moved too.";

/// The numbers of cases that would have been clear.
fn clear_cell(test: Option<Test>, [up, same, down]: [u64; 3]) -> Cell {
    let needed = test.and_then(|test| test.needed);
    needed.map_or(Cell::Unknown, |needed| {
        let told = |count: u64, most: u64, way: &str| {
            if count == most {
                format!("only {count} {way}")
            } else {
                format!("{count} {way} or more")
            }
        };
        let up = needed.improved.map(|count| told(count, up + same, "up"));
        let down = needed
            .declined
            .map(|count| told(count, down + same, "down"));
        let both: Vec<String> = up.into_iter().chain(down).collect();
        Cell::text(if both.is_empty() {
            "no number of these cases".to_owned()
        } else {
            both.join("; ")
        })
    })
}

fn who(material: &Material<'_>, same: &SameCases) -> String {
    let sample = &material.comparison.practice.sample;
    let mut text = format!(
        "{} {} audited in both rounds, of {} before and {} after.",
        words::counted(same.cases, "case"),
        super::words::were(same.cases),
        words::whole(sample.cases_before),
        words::whole(sample.cases_after)
    );
    if same.changed_hub > 0 {
        let group = &material.comparison.practice.group;
        let they_are = if same.changed_hub == 1 {
            "it is"
        } else {
            "they are"
        };
        text.push_str(&format!(
            " {} moved to another {group}: {they_are} in these totals and in no {group}'s row.",
            words::counted(same.changed_hub, "case")
        ));
    }
    text
}

/// References that read alike and are not the same.
fn near(same: &SameCases, blocks: &mut Vec<Block>) {
    if same.near_matches == 0 {
        return;
    }
    let (references, are) = if same.near_matches == 1 {
        ("1 reference of one round reads".to_owned(), "it is")
    } else {
        (
            format!("{} references of one round read", same.near_matches),
            "they are",
        )
    };
    let mut text = format!(
        "{references} like one of the other, such as `0012` and `12`: {are} not taken for the same case. Where they are, put one of the two right"
    );
    match &same.near_match_references {
        None => text.push_str("; `--cases` lists them."),
        Some(references) => {
            let pairs: Vec<String> = references
                .iter()
                .map(|near| format!("{} and {}", near.before, near.after))
                .collect();
            text.push_str(&format!(": {}.", pairs.join("; ")));
        }
    }
    blocks.push(Block::Note(text));
}

fn domains(same: &SameCases, material: &Material<'_>) -> Table {
    let row = |domain: &DomainPairs| {
        let counts = &domain.counts;
        Row {
            cells: verdict_cells(
                material,
                name(&domain.domain),
                [counts.up, counts.same, counts.down],
                counts.up + counts.same + counts.down,
                (domain.test, domain.record.and_then(|record| record.test)),
            ),
            kind: RowKind::Plain,
        }
    };
    Table {
        caption: Some("The same cases by domain".to_owned()),
        columns: verdict_columns(material, "Domain"),
        rows: same.domains.iter().map(row).collect(),
    }
}

/// The verdict stands beside the counts that it is of, also where a page cuts the table in
/// two; what is shown beside it comes after.
fn verdict_columns(material: &Material<'_>, first: &str) -> Vec<Column> {
    let mut columns = vec![
        Column::words(first),
        Column::figures("Cases"),
        Column::figures("Up"),
        Column::figures("Same"),
        Column::figures("Down"),
        Column::words("What it says"),
        Column::figures(words::P_ADJUSTED),
    ];
    if material.explain {
        columns.push(Column::words("What would have been clear"));
    }
    if material.comparison.practice.sample.record_beside {
        columns.push(Column::words("By the record alone"));
    }
    columns
}

/// The cells of such columns; tests are by the rating and by the record alone.
fn verdict_cells(
    material: &Material<'_>,
    label: String,
    moved: [u64; 3],
    cases: u64,
    (test, record): (Option<Test>, Option<Test>),
) -> Vec<Cell> {
    let mut cells = vec![Cell::text(label), Cell::Count(cases)];
    cells.extend(moved.map(Cell::Count));
    cells.extend([verdict_cell(test), p_cell(test)]);
    if material.explain {
        cells.push(clear_cell(test, moved));
    }
    if material.comparison.practice.sample.record_beside {
        cells.push(verdict_cell(record));
    }
    cells
}

fn pair_columns(material: &Material<'_>) -> Vec<Column> {
    let mut columns = verdict_columns(material, "Standard");
    columns.extend([
        Column::figures("Became evidenced"),
        Column::figures("No longer evidenced"),
        Column::figures("Gained"),
        Column::figures("Lost"),
    ]);
    columns
}

fn pair_cells(
    material: &Material<'_>,
    label: String,
    counts: &PairCounts,
    tests: (Option<Test>, Option<Test>),
) -> Vec<Cell> {
    let moved = [counts.up, counts.same, counts.down];
    let mut cells = verdict_cells(material, label, moved, counts.pairs, tests);
    cells.extend([
        Cell::Count(counts.became_evidenced),
        Cell::Count(counts.no_longer_evidenced),
        Cell::Count(counts.gained),
        Cell::Count(counts.lost),
    ]);
    cells
}

fn standards(same: &SameCases, material: &Material<'_>) -> Table {
    let row = |standard: &StandardPairs| Row {
        cells: pair_cells(
            material,
            name(&standard.standard),
            &standard.counts,
            (
                standard.test,
                standard.record.and_then(|record| record.test),
            ),
        ),
        kind: RowKind::Plain,
    };
    let mut rows: Vec<Row> = same.standards.iter().map(row).collect();
    if let Some(overall) = &same.overall {
        let label = "The overall judgement".to_owned();
        rows.push(Row {
            cells: pair_cells(material, label, &overall.counts, (overall.test, None)),
            kind: RowKind::Total,
        });
    }
    Table {
        caption: Some("The same cases by standard".to_owned()),
        columns: pair_columns(material),
        rows,
    }
}

/// Cases of hubs in counts, where hubs were asked for.
fn hubs(material: &Material<'_>, same: &SameCases, blocks: &mut Vec<Block>) {
    if material.hubs.is_empty() {
        return;
    }
    let mut rows = Vec::new();
    for domain in &same.domains {
        let hubs = domain.hubs.iter().filter(|hub| material.shows(&hub.hub));
        let of = hubs.map(|hub| Row {
            cells: vec![
                Cell::text(name(&hub.hub)),
                Cell::Count(hub.counts.up),
                Cell::Count(hub.counts.same),
                Cell::Count(hub.counts.down),
            ],
            kind: RowKind::Plain,
        });
        rows.extend(under(name(&domain.domain), of.collect()));
    }
    let group = &material.comparison.practice.group;
    blocks.push(Block::Table(Table {
        caption: Some(format!("The same cases by domain and {group}")),
        columns: vec![
            Column::words(words::upper_first(group)),
            Column::figures("Up"),
            Column::figures("Same"),
            Column::figures("Down"),
        ],
        rows,
    }));
}

/// Which cases moved, where that was asked for.
fn moved(material: &Material<'_>, same: &SameCases, blocks: &mut Vec<Block>) {
    let rows: Vec<Row> = same
        .standards
        .iter()
        .filter_map(|standard: &StandardPairs| {
            let moved = standard.moved.as_ref()?;
            let list = |cases: &[String]| {
                if cases.is_empty() {
                    Cell::Empty
                } else {
                    Cell::text(cases.join(", "))
                }
            };
            let any = !moved.up.is_empty() || !moved.down.is_empty();
            any.then(|| Row {
                cells: vec![
                    Cell::text(name(&standard.standard)),
                    list(&moved.up),
                    list(&moved.down),
                ],
                kind: RowKind::Plain,
            })
        })
        .collect();
    let asked = same
        .standards
        .iter()
        .any(|standard| standard.moved.is_some());
    if !asked {
        return;
    }
    part(blocks, "Which cases moved");
    if rows.is_empty() {
        blocks.push(Block::Paragraph(
            "No case moved on any standard.".to_owned(),
        ));
        return;
    }
    blocks.push(Block::Table(Table {
        caption: Some(format!(
            "Cases that moved, {}",
            if material.hubs.is_empty() {
                "by standard".to_owned()
            } else {
                format!("by standard, every {}", material.comparison.practice.group)
            }
        )),
        columns: vec![
            Column::words("Standard"),
            Column::words("Up"),
            Column::words("Down"),
        ],
        rows,
    }));
}
