//! Working ratings by group and domain, as a table in which the shade says how many.
//!
//! Groups stand in the round's order. It must not know how a verdict came about.

use super::{IN_THE_TABLE, MOST_GROUPS};
use crate::analysis::Share;
use crate::analysis::summary::{DomainSummary, Summary};
use crate::report::summary::working::GridRow;
use crate::report::summary::{stand_out, words};
use crate::report::{Chart, Drawn, Heat, HeatCell, HeatRow, RowKind, Tone};

/// The table of shares; nothing where it would have a single cell, or more rows than can
/// be read.
pub(in crate::report::summary) fn heat(summary: &Summary, grid: &[GridRow]) -> Option<Chart> {
    let cells = grid.len() * summary.domains.len();
    if cells < 2 || summary.groups.len() > MOST_GROUPS {
        return None;
    }
    let rows = grid.iter().map(|row| HeatRow {
        label: row.label.clone(),
        cells: row
            .cells
            .iter()
            .map(|cell| {
                let (share, tone) = cell.unwrap_or((Share::default(), None));
                HeatCell {
                    count: share.count,
                    of: share.of,
                    tone,
                }
            })
            .collect(),
        total: row.kind == RowKind::Total,
    });
    let drawn = Drawn::Heat(Heat {
        columns: summary.domains.iter().map(|d| d.title.clone()).collect(),
        rows: rows.collect(),
    });
    let title = title(summary);
    let most = most_and_least(summary);
    let most = most.map_or_else(String::new, |most| format!("{most}. "));
    let alternative = if most.starts_with(&title) {
        format!("{title}. {IN_THE_TABLE}")
    } else {
        format!("{title}. {most}{IN_THE_TABLE}")
    };
    Some(Chart {
        alternative,
        title,
        subtitle: format!(
            "Ratings that are working, of those rated or not evidenced, by {} and domain",
            words::group(&summary.grouped_by)
        ),
        drawn,
    })
}

fn title(summary: &Summary) -> String {
    let word = words::group(&summary.grouped_by);
    let out: Vec<String> = summary
        .domains
        .iter()
        .flat_map(|domain| {
            let groups = summary.groups.iter().zip(&domain.groups);
            groups.filter_map(|(info, group)| {
                let side = match words::tone(group.test?.verdict)? {
                    Tone::Up => "above",
                    Tone::Down => "below",
                    Tone::Good | Tone::Improve | Tone::Poor | Tone::Attention | Tone::Neutral => {
                        return None;
                    }
                };
                Some(format!(
                    "{} stands {side} the other {} in “{}”",
                    info.label,
                    words::plural(word),
                    domain.title
                ))
            })
        })
        .collect();
    match out.as_slice() {
        [] if !summary.compares_groups() => {
            most_and_least(summary).unwrap_or_else(|| "No rating was given".to_owned())
        }
        [] => stand_out::none_stands_out(summary)
            .trim_end_matches('.')
            .to_owned(),
        [one] => one.clone(),
        [one, another] => format!("{one}, and {another}"),
        [_, .., _] => format!(
            "In {} of {} comparisons, each of one {word} with the others in one domain, it stands out beyond what chance explains",
            out.len(),
            summary.domains.len() * summary.groups.len()
        ),
    }
}

/// The domains with the largest and the smallest part of working ratings.
fn most_and_least(summary: &Summary) -> Option<String> {
    let told =
        |domain: &DomainSummary| format!("“{}”, {}", domain.title, words::of(domain.working));
    match summary.domains_by_working().as_slice() {
        [] => None,
        [only] => Some(format!("Working ratings in {}", told(only))),
        [most, .., least] => Some(format!(
            "Most ratings are working in {}; fewest in {}",
            told(most),
            told(least)
        )),
    }
}
