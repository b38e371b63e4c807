//! Groups that stand out in a domain, in plain counts and with what the tests rest on.
//!
//! No clear difference is never called consistent. It must not know how a verdict came
//! about.

use super::{part, words};
use crate::analysis::summary::{DomainSummary, Summary, Test, Verdict};
use crate::report::{Block, Item, Tone};

/// Groups that stand out, by domain and in the round's order, in plain counts.
pub(in crate::report) fn stand_out(summary: &Summary) -> Vec<Item> {
    each_test(summary)
        .filter_map(|(domain, position, test)| counts(summary, domain, position, test))
        .collect()
}

/// Each group's test in each domain.
fn each_test(summary: &Summary) -> impl Iterator<Item = (&DomainSummary, usize, Test)> {
    summary.domains.iter().flat_map(|domain| {
        let groups = domain.groups.iter().enumerate();
        groups.filter_map(move |(position, group)| Some((domain, position, group.test?)))
    })
}

/// What is said where no group that is shown stands out; others may.
pub(in crate::report) fn none_stands_out(summary: &Summary) -> String {
    let by = &summary.grouped_by;
    match summary.groups.as_slice() {
        [only] if !summary.scope.groups.is_empty() => format!(
            "{} stands out in no domain beyond what chance explains.",
            only.label
        ),
        _ if !summary.scope.groups.is_empty() => format!(
            "None of the {} shown stands out in any domain beyond what chance explains.",
            words::groups(by)
        ),
        _ => format!(
            "No {} stands out in any domain beyond what chance explains.",
            words::group(by)
        ),
    }
}

/// What is said of everything beside the groups that stand out.
pub(in crate::report) fn all_else(summary: &Summary) -> String {
    if summary.scope.groups.is_empty() {
        format!(
            "In all other {} and domains: no clear difference.",
            words::groups(&summary.grouped_by)
        )
    } else {
        "In the rest of what is shown: no clear difference.".to_owned()
    }
}

/// One group that stands out in a domain, in plain counts.
fn counts(
    summary: &Summary,
    domain: &DomainSummary,
    position: usize,
    result: Test,
) -> Option<Item> {
    let group = summary.groups.get(position)?;
    let here = domain.groups.get(position)?;
    let word = words::group(&summary.grouped_by);
    let (tone, side) = match result.verdict {
        Verdict::StandsOutUp => (Tone::Up, "above"),
        Verdict::StandsOutDown => (Tone::Down, "below"),
        Verdict::NoClearDifference | Verdict::TooFewToSay => return None,
    };
    let mut text = format!(
        "{} stands {side} the other {} in “{}”: {} ratings working here",
        group.label,
        words::plural(word),
        domain.title,
        words::of(here.working)
    );
    // Where a case can stand in several groups, nobody is elsewhere.
    if !summary.grouped_by.overlaps {
        let others = domain.elsewhere(here);
        text.push_str(&format!(", {} elsewhere", words::of(others)));
        if domain.ratings_disagree(here) {
            text.push_str("; that is by each case's share, and all ratings together do not point the same way");
        }
    }
    Some(Item { tone, text })
}

/// The same with what the test rests on.
fn sentence(
    summary: &Summary,
    domain: &DomainSummary,
    position: usize,
    result: Test,
) -> Option<Item> {
    let cases = domain.groups.get(position)?.cases;
    let mut item = counts(summary, domain, position, result)?;
    item.text.push_str(&format!(
        " ({}; adjusted p {})",
        words::counted(cases, "case"),
        words::p(result.p_adjusted)
    ));
    Some(item)
}

pub(super) fn standing_out(summary: &Summary, blocks: &mut Vec<Block>) {
    let groups = words::groups(&summary.grouped_by);
    let word = words::group(&summary.grouped_by);
    part(blocks, format!("Does a {word} stand out?"));
    let by_rating: Vec<Item> = each_test(summary)
        .filter_map(|(domain, position, test)| sentence(summary, domain, position, test))
        .collect();
    let tests = || {
        summary
            .domains
            .iter()
            .flat_map(|domain| &domain.groups)
            .filter_map(|g| g.test)
    };
    let too_few = tests()
        .filter(|test| test.verdict == Verdict::TooFewToSay)
        .count();
    if by_rating.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "{} That is no proof that the {groups} are alike: with few cases only large differences can be seen.",
            none_stands_out(summary)
        )));
    } else {
        blocks.push(Block::List(by_rating));
        blocks.push(Block::Paragraph(all_else(summary)));
        let few = few_auditors(summary);
        if !few.is_empty() {
            blocks.push(Block::Note(format!(
                "{} A difference between auditors would look the same.",
                few.join(" ")
            )));
        }
    }
    if too_few > 0 {
        blocks.push(Block::Note(format!(
            "In {too_few} of {} comparisons, each of one {word} with the others in one domain, no result could have been clear: too few cases to say.",
            tests().count()
        )));
    }
    if summary
        .domains
        .iter()
        .flat_map(|domain| &domain.groups)
        .any(|g| g.record_test.is_some())
    {
        let by_record = by_record(summary);
        blocks.push(Block::Note(format!(
            "A different part of the discussions was held from {word} to {word}. By the record alone, {}",
            if by_record.is_empty() {
                if summary.scope.groups.is_empty() {
                    format!("no {word} stands out.")
                } else {
                    "nothing of what is shown stands out.".to_owned()
                }
            } else {
                format!("these stand out: {}.", by_record.join("; "))
            }
        )));
    }
}

/// Groups that stand out whose cases were audited by some of the auditors alone.
fn few_auditors(summary: &Summary) -> Vec<String> {
    let audited = &summary.audited;
    let all = audited.whole_round.as_ref().unwrap_or(&audited.all);
    let stands_out = |at: usize| {
        let mut tests = each_test(summary);
        tests.any(|(_, position, test)| position == at && test.verdict.stands_out())
    };
    let groups = summary.groups.iter().zip(&audited.groups).enumerate();
    groups
        .filter(|(at, (_, group))| group.auditors < all.auditors && stands_out(*at))
        .map(|(_, (info, group))| {
            format!(
                "{}: its {} were audited by {} of {}.",
                info.label,
                words::counted(group.cases, "case"),
                group.auditors,
                words::counted(all.auditors, "auditor")
            )
        })
        .collect()
}

/// Groups that stand out by the record alone, each in a few words.
fn by_record(summary: &Summary) -> Vec<String> {
    let mut out = Vec::new();
    for domain in &summary.domains {
        for (group, cell) in summary.groups.iter().zip(&domain.groups) {
            let Some(test) = cell.record_test else {
                continue;
            };
            let side = match test.verdict {
                Verdict::StandsOutUp => "above",
                Verdict::StandsOutDown => "below",
                Verdict::NoClearDifference | Verdict::TooFewToSay => continue,
            };
            out.push(format!(
                "{} {side} the others in “{}” (adjusted p {})",
                group.label,
                domain.title,
                words::p(test.p_adjusted)
            ));
        }
    }
    out
}
