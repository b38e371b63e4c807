//! What stands beside the standards: the overall judgement, the record against the
//! discussion, distance travelled, themes.
//!
//! It must not know standards one by one.

use super::Material;
use super::words::{Rounds, movement_cells, movement_columns, name};
use crate::analysis::comparison::{Footing, GapMovement, MeasureMovement, ThemeMovement, Trend};
use crate::analysis::summary::{GapCounts, LevelCount, MeasureSummary};
use crate::model::FindingKind;
use crate::report::summary::{heading, measures, words};
use crate::report::{Block, Cell, Column, Row, RowKind, Table, Tone};

pub(super) fn overall(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    let Some(overall) = &material.comparison.practice.overall else {
        return;
    };
    heading(blocks, "The overall judgement");
    let (Some(before), Some(after)) = (&overall.before, &overall.after) else {
        blocks.push(Block::Paragraph(
            "The tools do not ask for it alike, so the two are not set against each other."
                .to_owned(),
        ));
        return;
    };
    let level = |levels: &[LevelCount], id: &str| {
        levels.iter().find(|level| level.id == id).map(|l| l.count)
    };
    // The later tool's levels; those that only the earlier one has, after.
    let gone = before
        .levels
        .iter()
        .filter(|level| !after.levels.iter().any(|other| other.id == level.id));
    let mut rows: Vec<Row> = after
        .levels
        .iter()
        .chain(gone)
        .map(|shown| {
            let cell =
                |levels: &[LevelCount]| level(levels, &shown.id).map_or(Cell::Unknown, Cell::Count);
            Row {
                cells: vec![
                    Cell::text(&shown.label),
                    cell(&before.levels),
                    cell(&after.levels),
                ],
                kind: RowKind::Plain,
            }
        })
        .collect();
    for (label, old, new) in [
        (
            "Not applicable",
            before.ledger.not_applicable,
            after.ledger.not_applicable,
        ),
        ("Missing", before.ledger.missing, after.ledger.missing),
    ] {
        if old + new > 0 {
            rows.push(Row {
                cells: vec![Cell::text(label), Cell::Count(old), Cell::Count(new)],
                kind: RowKind::Plain,
            });
        }
    }
    blocks.push(Block::Table(Table {
        caption: Some("How cases are judged overall".to_owned()),
        columns: vec![
            Column::words("Level"),
            Column::figures(&*rounds.before),
            Column::figures(&*rounds.after),
        ],
        rows,
    }));
    blocks.push(Block::Table(Table {
        caption: Some(format!("Judged {}", words::working_levels(&after.levels))),
        columns: [Column::words("Cases")]
            .into_iter()
            .chain(movement_columns(rounds, words::P))
            .collect(),
        rows: vec![Row {
            cells: [Cell::text("All cases")]
                .into_iter()
                .chain(movement_cells(
                    (before.working, after.working),
                    overall.difference,
                    overall.test,
                    material.percent_from,
                ))
                .collect(),
            kind: RowKind::Plain,
        }],
    }));
    if overall.footing != Footing::Compared {
        blocks.push(Block::Note(
            "What the judgement means has changed: the two stand side by side, without a verdict."
                .to_owned(),
        ));
    }
}

pub(super) fn gaps(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    let Some(gaps) = &material.comparison.practice.gaps else {
        return;
    };
    heading(blocks, "Good work, thin record");
    let sentence = |when: &str, counts: &GapCounts| {
        format!(
            "{when}: of {} with both readings, {} were working by the record and {} after the discussion.",
            words::counted(counts.pairs, "rating"),
            words::whole(counts.record_working),
            words::whole(counts.discussion_working)
        )
    };
    blocks.push(Block::Paragraph(format!(
        "{} {} That rests on the standards that both rounds ask alike.",
        sentence(&rounds.before, &gaps.before),
        sentence(&rounds.after, &gaps.after)
    )));
    let cells = |counts: &GapCounts| {
        [
            Cell::share(counts.record_working, counts.pairs),
            Cell::share(counts.discussion_working, counts.pairs),
        ]
    };
    let rows = gaps
        .standards
        .iter()
        .filter(|row: &&GapMovement| row.before.pairs + row.after.pairs > 0)
        .map(|row| Row {
            cells: [Cell::text(name(&row.standard))]
                .into_iter()
                .chain(cells(&row.before))
                .chain(cells(&row.after))
                .collect(),
            kind: RowKind::Plain,
        });
    let total = Row {
        cells: [Cell::text("All compared standards")]
            .into_iter()
            .chain(cells(&gaps.before))
            .chain(cells(&gaps.after))
            .collect(),
        kind: RowKind::Total,
    };
    blocks.push(Block::Table(Table {
        caption: Some("Working by the record, and after the discussion".to_owned()),
        columns: vec![
            Column::words("Standard"),
            Column::figures(format!("{}: record", rounds.before)),
            Column::figures(format!("{}: discussion", rounds.before)),
            Column::figures(format!("{}: record", rounds.after)),
            Column::figures(format!("{}: discussion", rounds.after)),
        ],
        rows: rows.chain([total]).collect(),
    }));
}

pub(super) fn measures(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    let movements = &material.comparison.practice.measures;
    if movements.is_empty() {
        return;
    }
    heading(blocks, "Distance travelled");
    let row = |round: &str, measure: &MeasureSummary| Row {
        cells: [Cell::text(round)]
            .into_iter()
            .chain(measures::cells(measure))
            .collect(),
        kind: RowKind::Plain,
    };
    for movement in movements {
        let MeasureMovement { before, after } = movement;
        blocks.push(Block::Table(Table {
            caption: Some(measures::title(after)),
            columns: [Column::words("Round")]
                .into_iter()
                .chain(measures::columns())
                .collect(),
            rows: vec![row(&rounds.before, before), row(&rounds.after, after)],
        }));
    }
    blocks.push(Block::Note(
        "Each round's figures are its own cases', from their start to their now; the two rounds are not tested against each other here."
            .to_owned(),
    ));
}

pub(super) fn themes(material: &Material<'_>, rounds: &Rounds, blocks: &mut Vec<Block>) {
    let Some(themes) = &material.comparison.practice.themes else {
        return;
    };
    heading(blocks, "Themes in the findings");
    for kind in FindingKind::ALL {
        let rows: Vec<Row> = themes
            .rows
            .iter()
            .filter(|row| row.kind == kind)
            .map(theme)
            .collect();
        if rows.is_empty() {
            continue;
        }
        blocks.push(Block::Table(Table {
            caption: Some(words::upper_first(kind.label())),
            columns: vec![
                Column::words("Theme"),
                Column::figures(format!("{}: cases", rounds.before)),
                Column::figures(format!("{}: cases", rounds.after)),
                Column::words("What it says"),
                Column::figures(words::P_ADJUSTED),
            ],
            rows,
        }));
    }
    blocks.push(Block::Note(
        "Cases with such a finding, of all cases audited. Rose and faded say that a theme was found in more or fewer cases than chance explains (Fisher's exact test, adjusted over all themes and kinds); that is no judgement of it."
            .to_owned(),
    ));
}

/// The word of what became of a theme.
pub(super) fn trend_word(trend: Trend) -> &'static str {
    match trend {
        Trend::Rose => "rose",
        Trend::Faded => "faded",
        Trend::NoClearChange => "no clear change",
        Trend::TooFew => "too few to say",
    }
}

fn theme(row: &ThemeMovement) -> Row {
    let cases = |figures: Option<crate::analysis::comparison::ThemeFigures>| {
        figures.map_or(Cell::Unknown, |figures| {
            Cell::share(figures.cases.count, figures.cases.of)
        })
    };
    let verdict = row.trend.map_or(Cell::Unknown, |trend| {
        // A finding to improve that is found more often is no improvement: no tone here.
        Cell::Verdict {
            tone: Tone::Neutral,
            word: trend_word(trend).to_owned(),
        }
    });
    Row {
        cells: vec![
            Cell::text(name(&row.theme)),
            cases(row.before),
            cases(row.after),
            verdict,
            row.p_adjusted.map_or(Cell::Unknown, words::p_cell),
        ],
        kind: RowKind::Plain,
    }
}
