//! The round on one page, for somebody who reads nothing else.
//!
//! Sentences with counts, strengths first, no table. It must not say more than the
//! sections behind it.

use super::{Material, actions, outcome};
use crate::analysis::summary::{FEWEST_NAMED, Highlight, StandardSummary, Summary, least_working};
use crate::analysis::worklist::{Stage, Worklist};
use crate::model::Standing;
use crate::report::summary::{heading, part, stand_out, words, working};
use crate::report::{Block, Item, Tone};

/// How many strengths, and how many things to improve, are named.
const NAMED: usize = 3;

pub(super) fn add(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let summary = material.summary;
    heading(
        blocks,
        match (words::all_others(summary), summary.groups.first()) {
            (Some(_), Some(group)) => format!("{} on one page", group.label),
            _ => "The round on one page".to_owned(),
        },
    );
    blocks.push(Block::Paragraph(sample(material)));
    // A look at some standards is no look at what is strongest, or at the cases as a whole.
    let whole = !summary.scope.narrows_standards();
    if whole {
        strengths(summary, blocks);
        to_improve(summary, blocks);
    }
    critical(summary, blocks);
    if whole {
        outcome::add(summary, blocks);
    }
    differ(summary, blocks);
    discussion(summary, blocks);
    if whole {
        actions::on_one_page(material, blocks);
    }
}

/// What was audited, how the sample stands, and how the cases are judged.
fn sample(material: &Material<'_>) -> String {
    let summary = material.summary;
    let all = &summary.audited.all;
    let mut text = match all.planned {
        Some(planned) if planned >= all.cases => format!(
            "{} of {}",
            all.cases,
            words::counted(planned, "planned case")
        ),
        Some(_) | None => words::counted(all.cases, "case"),
    };
    if !summary.grouped_by.is_fact {
        let with_cases = summary.audited.groups.iter().filter(|g| g.cases > 0);
        let count = u64::try_from(with_cases.count()).unwrap_or(u64::MAX);
        text.push_str(&match summary.groups.as_slice() {
            [only] => format!(" of {}", only.label),
            _ => format!(
                " in {}",
                words::counted(count, words::group(&summary.grouped_by))
            ),
        });
    }
    text.push_str(if all.cases == 1 { " was" } else { " were" });
    text.push_str(" audited");
    if all.auditors > 0 {
        text.push_str(&format!(" by {}", words::counted(all.auditors, "auditor")));
    }
    text.push('.');
    if let Some(worklist) = material.listed() {
        text.push_str(&list(worklist));
    }
    if summary.tool.rates_twice {
        text.push_str(&format!(
            " {} of {} {} talked over with the worker.",
            all.held,
            all.cases,
            if all.held == 1 { "was" } else { "were" }
        ));
    }
    if let Some(overall) = summary.overall.as_ref().filter(|o| o.working.of > 0)
        && !summary.scope.narrows_standards()
    {
        text.push_str(&format!(
            " {} {} judged {} overall.",
            words::estimate(overall.working, summary.scope.percent_from),
            words::are(overall.working.count),
            words::working_levels(&overall.levels)
        ));
    }
    text
}

/// Where the case list stands.
fn list(worklist: &Worklist) -> String {
    let cases = worklist.cases();
    let left: Vec<String> = Stage::ALL
        .into_iter()
        .filter(|stage| *stage != Stage::Done)
        .map(|stage| (worklist.cases_at(stage), stage))
        .filter(|(count, _)| *count > 0)
        .map(|(count, stage)| format!("{count} {} {}", words::are(count), stage.label()))
        .collect();
    if left.is_empty() {
        " Every case on the case list was audited.".to_owned()
    } else {
        format!(" Of {cases} on the case list, {}.", left.join(", "))
    }
}

/// "Three strengths", or as many as there are.
fn numbered(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => words::upper_first(many),
        1 => format!("One {one}"),
        2 => format!("Two {many}"),
        _ => format!("Three {many}"),
    }
}

fn strengths(summary: &Summary, blocks: &mut Vec<Block>) {
    let strengths: Vec<&Highlight> = summary.highlights.working.iter().take(NAMED).collect();
    part(blocks, numbered(strengths.len(), "strength", "strengths"));
    if strengths.is_empty() {
        blocks.push(Block::Paragraph(working::none_named(
            summary,
            Standing::Working,
        )));
        return;
    }
    let item = |strength: &&Highlight| Item {
        tone: Tone::Good,
        text: format!(
            "“{}” is working in {}{}.",
            strength.title,
            words::of_cases(strength.share.share()),
            working::to_be_told(summary, strength)
        ),
    };
    blocks.push(Block::List(strengths.iter().map(item).collect()));
}

fn to_improve(summary: &Summary, blocks: &mut Vec<Block>) {
    let least = least_working(summary, NAMED);
    part(
        blocks,
        numbered(least.len(), "thing to improve", "things to improve"),
    );
    if least.is_empty() {
        let standards = &summary.standards;
        blocks.push(Block::Paragraph(if standards.iter().any(StandardSummary::may_be_named) {
            "No other standard falls short in enough cases to name it here.".to_owned()
        } else {
            format!("Too few cases were judged to name one: standards are named from {FEWEST_NAMED} cases on.")
        }));
        return;
    }
    let item = |standard: &&StandardSummary| Item {
        tone: Tone::Improve,
        text: format!(
            "“{}” is working in {}: {}.",
            standard.title,
            words::of_cases(standard.working.share()),
            short_of_working(standard)
        ),
    };
    blocks.push(Block::List(least.iter().map(item).collect()));
}

/// Critical standards with a case at a level at which somebody must be told: never left
/// to the pages behind, however few they are.
fn critical(summary: &Summary, blocks: &mut Vec<Block>) {
    let at = || summary.escalations.iter().filter(|one| one.needed > 0);
    let standards: Vec<String> = at()
        .map(|one| format!("“{}” ({})", one.title, words::counted(one.needed, "case")))
        .collect();
    if standards.is_empty() {
        return;
    }
    let needed: u64 = at().map(|one| one.needed).sum();
    let told: u64 = at().map(|one| one.told).sum();
    part(blocks, "Where somebody must be told");
    blocks.push(Block::List(vec![Item {
        tone: Tone::Attention,
        text: format!(
            "{}. The audits say who was told in {told} of {needed}.",
            standards.join(", ")
        ),
    }]));
}

/// "7 to improve, 6 not working, 1 not evidenced".
fn short_of_working(standard: &StandardSummary) -> String {
    let parts: Vec<String> = [
        (Standing::Improve, "to improve"),
        (Standing::NotWorking, "not working"),
        (Standing::NotEvidenced, "not evidenced"),
    ]
    .into_iter()
    .map(|(standing, what)| (standard.at(standing), what))
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{count} {what}"))
    .collect();
    parts.join(", ")
}

fn differ(summary: &Summary, blocks: &mut Vec<Block>) {
    let groups = words::groups(&summary.grouped_by);
    part(blocks, format!("Where {groups} differ beyond chance"));
    if !summary.compares_groups() {
        blocks.push(Block::Paragraph(format!(
            "The {groups} cannot be compared: that takes at least two of them with cases that are not all alike."
        )));
        return;
    }
    let mut out = stand_out::stand_out(summary);
    for item in &mut out {
        item.text.push('.');
    }
    if out.is_empty() {
        blocks.push(Block::Paragraph(stand_out::none_stands_out(summary)));
        return;
    }
    let more = out.len().saturating_sub(NAMED);
    out.truncate(NAMED);
    blocks.push(Block::List(out));
    blocks.push(Block::Paragraph(if more > 0 {
        format!("{more} more: see “Where {groups} differ”.")
    } else {
        stand_out::all_else(summary)
    }));
}

fn discussion(summary: &Summary, blocks: &mut Vec<Block>) {
    let Some(gaps) = &summary.gaps else { return };
    part(blocks, "What the discussion showed");
    if gaps.all.pairs == 0 {
        blocks.push(Block::Paragraph(
            "No rating has both a reading from the record and one after the discussion.".to_owned(),
        ));
        return;
    }
    let mut text = format!(
        "Of {} with both readings, {} were working by the record and {} after the discussion.",
        words::counted(gaps.all.pairs, "rating"),
        words::whole(gaps.all.record_working),
        words::whole(gaps.all.discussion_working)
    );
    if let Some(widest) = gaps.thin_records().first() {
        text.push_str(&format!(
            " They are furthest apart for “{}”: working in {} of {}, then in {}.",
            widest.title,
            widest.counts.record_working,
            widest.counts.pairs,
            widest.counts.discussion_working
        ));
    }
    blocks.push(Block::Paragraph(text));
}
