//! What was audited: cases and auditors by group, and what became of every audit.
//!
//! It must not know ratings.

use super::{heading, words};
use crate::analysis::summary::{AuditedGroup, Escalation, Summary};
use crate::model::Census;
use crate::report::{Block, Cell, Column, Row, RowKind, Table, Tone};

/// The tool, and when it was audited.
pub(in crate::report) fn about(summary: &Summary) -> String {
    let tool = &summary.tool;
    let mut about = format!("{}, version {}.", tool.title, tool.version);
    if let Some(days) = days(summary) {
        about.push_str(&format!(" Audited {days}."));
    }
    about
}

/// "from 2 March 2026 to 17 April 2026".
pub(in crate::report) fn days(summary: &Summary) -> Option<String> {
    let round = summary.round.as_ref()?;
    match (&round.from, &round.to) {
        (Some(from), Some(to)) => Some(format!("from {} to {}", words::day(from), words::day(to))),
        (Some(day), None) => Some(format!("from {}", words::day(day))),
        (None, Some(day)) => Some(format!("up to {}", words::day(day))),
        (None, None) => None,
    }
}

pub(in crate::report) fn add(summary: &Summary, blocks: &mut Vec<Block>) {
    heading(blocks, "What was audited");
    blocks.push(Block::Table(table(summary)));
    let sentences = census(&summary.census);
    if !sentences.is_empty() {
        let whole = summary.audited.whole_round.is_some();
        blocks.push(Block::Note(if whole {
            format!("In the whole round {sentences}")
        } else {
            sentences
        }));
    }
    if summary.grouped_by.overlaps {
        blocks.push(Block::Note(
            "A case can stand in several of these groups, so the groups add up to more than the cases."
                .to_owned(),
        ));
    }
}

/// What is shown, where that is a part of the round.
pub(in crate::report) fn narrowed(summary: &Summary, blocks: &mut Vec<Block>) {
    let scope = &summary.scope;
    let mut parts = Vec::new();
    if !scope.groups.is_empty() {
        let labels: Vec<&str> = summary
            .groups
            .iter()
            .map(|group| group.label.as_str())
            .collect();
        parts.push(labels.join(", "));
    }
    if scope.narrows_standards() {
        let titles: Vec<&str> = summary.standards.iter().map(|s| s.title.as_str()).collect();
        parts.push(titles.join("; "));
    }
    if !parts.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "Shown is only a part of the round: {}. Differences are still judged within the whole round.",
            parts.join(". ")
        )));
    }
}

/// What was left out for its problems.
pub(in crate::report) fn left_out(summary: &Summary, actions: u64, blocks: &mut Vec<Block>) {
    let census = &summary.census;
    let findings = summary.themes.as_ref().map_or(0, |themes| themes.left_out);
    let mut parts = Vec::new();
    if census.left_out > 0 {
        parts.push(format!(
            "{} with problems",
            words::counted(census.left_out, "audit")
        ));
    }
    if census.doubled > 0 {
        parts.push(format!(
            "{} of cases that were audited twice in one role",
            words::counted(census.doubled, "audit")
        ));
    }
    for (count, noun) in [(findings, "finding"), (actions, "action")] {
        if count > 0 {
            parts.push(format!("{} with problems", words::counted(count, noun)));
        }
    }
    if !parts.is_empty() {
        blocks.push(Block::Callout {
            tone: Tone::Attention,
            text: format!(
                "Left out, as --skip-invalid asks: {}. No figure below includes them.",
                parts.join("; ")
            ),
        });
    }
}

/// Critical ratings that nobody was told of come before everything else.
pub(in crate::report) fn untold(summary: &Summary, blocks: &mut Vec<Block>) {
    let untold: u64 = summary.escalations.iter().map(Escalation::untold).sum();
    if untold > 0 {
        blocks.push(Block::Callout {
            tone: Tone::Attention,
            text: format!(
                "Somebody must be told now: {} of a critical standard {} no word of who was told. See “Critical standards” below, and look in the audits for the cases.",
                words::counted(untold, "rating"),
                if untold == 1 { "has" } else { "have" }
            ),
        });
    }
}

fn table(summary: &Summary) -> Table {
    let audited = &summary.audited;
    let everything = || audited.groups.iter().chain([&audited.all]);
    let planned = everything().any(|group| group.planned.is_some());
    let auditors = audited.all.auditors > 0;
    let discussions = summary.tool.rates_twice;
    let mut columns = vec![
        Column::words(words::group_header(&summary.grouped_by)),
        Column::figures("Cases audited"),
    ];
    if planned {
        columns.push(Column::figures("Planned"));
    }
    if auditors {
        columns.push(Column::figures("Auditors"));
    }
    if discussions {
        columns.push(Column::figures("Discussions held"));
    }
    let row = |label: &str, group: &AuditedGroup, kind: RowKind| {
        let mut cells = vec![Cell::text(label), Cell::Count(group.cases)];
        if planned {
            cells.push(group.planned.map_or(Cell::Unknown, Cell::Count));
        }
        if auditors {
            cells.push(Cell::Count(group.auditors));
        }
        if discussions {
            cells.push(Cell::share(group.held, group.cases));
        }
        Row { cells, kind }
    };
    let mut rows: Vec<Row> = summary
        .groups
        .iter()
        .zip(&audited.groups)
        .map(|(info, group)| row(&info.label, group, RowKind::Plain))
        .collect();
    if summary.groups.len() > 1 {
        rows.push(row(
            &words::all_groups(summary),
            &audited.all,
            RowKind::Total,
        ));
    }
    if let Some(whole) = &audited.whole_round {
        rows.push(row(words::WHOLE_ROUND, whole, RowKind::Total));
    }
    Table {
        caption: None,
        columns,
        rows,
    }
}

/// What became of every audit, where it is not plain that each one counts.
fn census(census: &Census) -> String {
    if census.read == census.counted {
        return String::new();
    }
    let mut parts = vec![format!("{} count", census.counted)];
    let mut add = |count: u64, one: &str, many: &str| {
        if count > 0 {
            parts.push(format!("{count} {}", if count == 1 { one } else { many }));
        }
    };
    add(
        census.replaced,
        "first audit does not, since its case has an agreed one",
        "first audits do not, since their cases have agreed ones",
    );
    add(
        census.seconds,
        "second audit is for agreement between auditors alone",
        "second audits are for agreement between auditors alone",
    );
    add(
        census.lone_seconds,
        "second audit stands alone on its case and is not counted",
        "second audits stand alone on their cases and are not counted",
    );
    add(
        census.left_out,
        "was left out for its problems",
        "were left out for their problems",
    );
    add(
        census.doubled,
        "was left out as a double",
        "were left out as doubles",
    );
    format!(
        "{} {} read: {}.",
        words::counted(census.read, "audit"),
        if census.read == 1 { "was" } else { "were" },
        parts.join("; ")
    )
}
