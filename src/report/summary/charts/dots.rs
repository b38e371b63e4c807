//! Groups beside each other as dots, in the round's order.
//!
//! Only shares of cases have an interval: ratings of one case hang together, so a domain's
//! have none. It must not know how a verdict came about.

use super::{IN_THE_TABLE, MOST_GROUPS};
use crate::analysis::summary::{DomainSummary, OverallSummary, Summary};
use crate::analysis::{Estimate, Share};
use crate::report::summary::words;
use crate::report::{Chart, Dot, Dots, Drawn};

/// Groups in one domain; nothing for a single one, or for more than can be read.
pub(in crate::report::summary) fn domain_dots(
    summary: &Summary,
    domain: &DomainSummary,
) -> Option<Chart> {
    let groups = words::groups(&summary.grouped_by);
    let dot = |label: &str, share: Share| Dot {
        label: label.to_owned(),
        count: share.count,
        of: share.of,
        interval: None,
    };
    let labels = summary.groups.iter().map(|group| group.label.as_str());
    let mut rows: Vec<Dot> = labels
        .zip(&domain.groups)
        .map(|(label, group)| dot(label, group.working))
        .collect();
    let whole = domain.in_the_round();
    if let Some(others) = words::all_others(summary) {
        rows.push(dot(&others, whole.without(domain.working)));
    }
    let named: Vec<&str> = summary
        .groups
        .iter()
        .zip(&domain.groups)
        .filter(|(_, group)| group.test.is_some_and(|test| test.verdict.stands_out()))
        .map(|(info, _)| info.label.as_str())
        .collect();
    let title = match named.as_slice() {
        [] => format!("The {groups} differ in “{}”", domain.title),
        [one] => format!("{one} stands out in “{}”", domain.title),
        [first @ .., last] => format!(
            "{} and {last} stand out in “{}”",
            first.join(", "),
            domain.title
        ),
    };
    let subtitle = format!(
        "Ratings that are working, of those rated or not evidenced, by {}; ratings of one case hang together, so no range is drawn",
        words::group(&summary.grouped_by)
    );
    finished(summary, title, subtitle, whole, rows)
}

/// Cases by their overall judgement; nothing for a single group, or for more than can be
/// read.
pub(in crate::report::summary) fn overall_dots(
    summary: &Summary,
    overall: &OverallSummary,
) -> Option<Chart> {
    let dot = |label: &str, estimate: Estimate| Dot {
        label: label.to_owned(),
        count: estimate.count,
        of: estimate.of,
        interval: estimate.low.zip(estimate.high),
    };
    let labels = summary.groups.iter().map(|group| group.label.as_str());
    let mut rows: Vec<Dot> = labels
        .zip(&overall.groups)
        .map(|(label, group)| dot(label, group.working))
        .collect();
    let here = overall.working.share();
    let whole = overall.whole_round.as_ref();
    let whole = whole.map_or(here, |whole| whole.working.share());
    let levels = words::working_levels(&overall.levels);
    let mut title = format!("{} are judged {levels} overall", words::of_cases(here));
    if let Some((others, group)) = words::all_others(summary).zip(summary.groups.first()) {
        let rest = whole.without(here);
        title = format!("{}: {title}, {} elsewhere", group.label, words::of(rest));
        rows.push(dot(&others, rest.estimate()));
    }
    let subtitle = format!(
        "Cases judged {levels}, by {}, each with the range that its true share would lie in 95 times of 100; ranges are wide where cases are few",
        words::group(&summary.grouped_by)
    );
    finished(summary, title, subtitle, whole, rows)
}

fn finished(
    summary: &Summary,
    title: String,
    subtitle: String,
    whole: Share,
    rows: Vec<Dot>,
) -> Option<Chart> {
    let value = whole.value()?;
    if rows.len() < 2 || rows.len() > MOST_GROUPS {
        return None;
    }
    let all = if summary.scope.groups.is_empty() {
        words::all_groups(summary)
    } else {
        words::WHOLE_ROUND.to_owned()
    };
    let told: Vec<String> = rows
        .iter()
        .filter(|row| row.of > 0)
        .map(|row| format!("{} {} of {}", row.label, row.count, row.of))
        .collect();
    Some(Chart {
        alternative: format!("{title}. {}. {IN_THE_TABLE}", told.join("; ")),
        title,
        subtitle,
        drawn: Drawn::Dots(Dots {
            all: Some((value, format!("{all}: {}", words::of(whole)))),
            rows,
        }),
    })
}
