//! Facts by group: step up and down, thresholds, interventions, times.
//!
//! It must not know what any single fact is about.

use super::{heading, part, words};
use crate::analysis::summary::{
    Cross, CrossGroup, DurationGroup, DurationSummary, FactSummary, NumberGroup, Summary,
};
use crate::report::{Block, Cell, Column, Row, RowKind, Table};

pub(in crate::report) fn add(summary: &Summary, blocks: &mut Vec<Block>) {
    if summary.is_empty() {
        return;
    }
    // A date says little by itself; the times between dates say it.
    let stated: Vec<&FactSummary> = summary
        .facts
        .iter()
        .filter(|fact| fact.stated > 0 && fact.kind != "date" && fact.id != summary.grouped_by.id)
        .collect();
    let timed = summary
        .durations
        .iter()
        .any(|duration| duration.all.days.cases > 0);
    if stated.is_empty() && !timed && summary.cross.is_none() {
        return;
    }
    heading(blocks, "About the cases");
    if let Some(cross) = &summary.cross {
        add_cross(summary, cross, blocks);
    }
    for duration in summary.durations.iter().filter(|d| d.all.days.cases > 0) {
        blocks.push(Block::Table(duration_table(summary, duration)));
        let note = duration_note(&duration.all);
        if !note.is_empty() {
            blocks.push(Block::Note(note));
        }
    }
    for fact in stated {
        blocks.push(Block::Table(if fact.numbers.is_some() {
            number_table(summary, fact)
        } else {
            choice_table(summary, fact)
        }));
        if fact.kind == "choices" {
            blocks.push(Block::Note(
                "A case may have several of these, so a row can add up to more than its cases."
                    .to_owned(),
            ));
        }
    }
}

/// Rows by group, and last all together; where only some groups are shown, the whole round
/// too, and one group alone needs no sum.
fn rows<T>(
    summary: &Summary,
    groups: &[T],
    (all, whole): (&T, Option<&T>),
    cells: impl Fn(&T) -> Vec<Cell>,
) -> Vec<Row> {
    let row = |label: &str, of: &T, kind: RowKind| Row {
        cells: [Cell::text(label)].into_iter().chain(cells(of)).collect(),
        kind,
    };
    let mut rows: Vec<Row> = summary
        .groups
        .iter()
        .zip(groups)
        .map(|(info, group)| row(&info.label, group, RowKind::Plain))
        .collect();
    if summary.groups.len() > 1 || whole.is_none() {
        rows.push(row(&words::all_groups(summary), all, RowKind::Total));
    }
    rows.extend(whole.map(|whole| row(words::WHOLE_ROUND, whole, RowKind::Total)));
    rows
}

fn choice_table(summary: &Summary, fact: &FactSummary) -> Table {
    let mut columns = vec![Column::words(words::group_header(&summary.grouped_by))];
    columns.extend(
        fact.choices
            .iter()
            .map(|choice| Column::figures(choice.label.clone())),
    );
    let any_missing = fact.missing + fact.missing_whole_round.unwrap_or(0) > 0;
    if any_missing {
        columns.push(Column::figures("Not stated"));
    }
    let line = |count: &dyn Fn(&crate::analysis::summary::ChoiceCount) -> u64, missing: u64| {
        let mut cells: Vec<Cell> = fact.choices.iter().map(|c| Cell::Count(count(c))).collect();
        cells.extend(any_missing.then_some(Cell::Count(missing)));
        cells
    };
    let groups: Vec<Vec<Cell>> = fact
        .missing_groups
        .iter()
        .enumerate()
        .map(|(at, missing)| {
            line(
                &|choice| choice.groups.get(at).copied().unwrap_or(0),
                *missing,
            )
        })
        .collect();
    let all = line(&|choice| choice.count, fact.missing);
    let whole = fact
        .missing_whole_round
        .map(|missing| line(&|choice| choice.whole_round.unwrap_or(0), missing));
    Table {
        caption: Some(fact.label.clone()),
        columns,
        rows: rows(summary, &groups, (&all, whole.as_ref()), Clone::clone),
    }
}

fn number_table(summary: &Summary, fact: &FactSummary) -> Table {
    let none = NumberGroup {
        cases: 0,
        median: None,
        least: None,
        greatest: None,
    };
    Table {
        caption: Some(fact.label.clone()),
        columns: vec![
            Column::words(words::group_header(&summary.grouped_by)),
            Column::figures("Cases"),
            Column::figures("Median"),
            Column::figures("Least to greatest"),
        ],
        rows: rows(
            summary,
            &fact.number_groups,
            (
                fact.numbers.as_ref().unwrap_or(&none),
                fact.numbers_whole_round.as_ref(),
            ),
            number_cells,
        ),
    }
}

pub(in crate::report) fn number_cells(group: &NumberGroup) -> Vec<Cell> {
    let range = match (group.least, group.greatest) {
        (Some(least), Some(greatest)) => Cell::text(format!(
            "{} to {}",
            words::number(least),
            words::number(greatest)
        )),
        _ => Cell::Unknown,
    };
    vec![
        Cell::Count(group.cases),
        group.median.map_or(Cell::Unknown, words::number_cell),
        range,
    ]
}

fn duration_table(summary: &Summary, duration: &DurationSummary) -> Table {
    let mut columns = vec![
        Column::words(words::group_header(&summary.grouped_by)),
        Column::figures("Cases with both dates"),
        Column::figures("Median"),
        Column::figures("Least to greatest"),
    ];
    if let Some(within) = duration.within_days {
        columns.push(Column::figures(format!("Within {within} days")));
    }
    Table {
        caption: Some(format!("{}, in days", duration.title)),
        columns,
        rows: rows(
            summary,
            &duration.groups,
            (&duration.all, duration.whole_round.as_ref()),
            |group| {
                let mut cells = number_cells(&group.days);
                cells.extend(
                    group
                        .within
                        .map(|within| Cell::share(within.count, within.of)),
                );
                cells
            },
        ),
    }
}

pub(in crate::report) fn duration_note(all: &DurationGroup) -> String {
    let mut parts = Vec::new();
    if all.one_date > 0 {
        parts.push(format!(
            "{} with one date of the two",
            words::counted(all.one_date, "case")
        ));
    }
    if all.reversed > 0 {
        parts.push(format!(
            "{} with the dates in the wrong order",
            words::counted(all.reversed, "case")
        ));
    }
    if parts.is_empty() {
        return String::new();
    }
    format!("Not counted: {}.", parts.join("; "))
}

fn add_cross(summary: &Summary, cross: &Cross, blocks: &mut Vec<Block>) {
    part(
        blocks,
        format!(
            "{}, and {}",
            cross.first_label,
            words::lower_first(&cross.second_label)
        ),
    );
    if let Some(all) = &cross.all {
        let (first, last) = cross.ends().unwrap_or_default();
        let stated = all.stated();
        blocks.push(Block::Paragraph(format!(
            "The two are the same in {} in which both are stated.",
            words::of_cases(stated)
        )));
        let cells = |group: &CrossGroup| {
            let stated = group.stated();
            vec![
                Cell::share(stated.count, stated.of),
                Cell::Count(group.earlier),
                Cell::Count(group.later),
                Cell::Count(group.not_stated),
            ]
        };
        blocks.push(Block::Table(Table {
            caption: None,
            columns: vec![
                Column::words(words::group_header(&summary.grouped_by)),
                Column::figures("The same"),
                Column::figures(format!("Nearer to {}", words::lower_first(first))),
                Column::figures(format!("Nearer to {}", words::lower_first(last))),
                Column::figures("Not stated"),
            ],
            rows: rows(
                summary,
                &cross.groups,
                (all, cross.whole_round.as_ref()),
                cells,
            ),
        }));
    }
    let mut columns = vec![Column::words(cross.first_label.clone())];
    columns.extend(
        cross
            .columns
            .iter()
            .map(|label| Column::figures(label.clone())),
    );
    let rows = cross
        .rows
        .iter()
        .zip(&cross.counts)
        .map(|(label, counts)| Row {
            cells: [Cell::text(label)]
                .into_iter()
                .chain(counts.iter().map(|count| Cell::Count(*count)))
                .collect(),
            kind: RowKind::Plain,
        })
        .collect();
    blocks.push(Block::Table(Table {
        caption: Some(format!(
            "Columns: {}",
            words::lower_first(&cross.second_label)
        )),
        columns,
        rows,
    }));
}
