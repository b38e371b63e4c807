//! A report in which no audit counts: it says so and what to do, and leaves out whatever
//! could only say nothing.
//!
//! It must not know any figure but those that are there without audits.

use super::{Material, Section};
use crate::analysis::summary::Summary;
use crate::report::summary::words;
use crate::report::{Block, Tone};

/// What is to be done so that there is something to report.
pub(in crate::report) const TO_DO: &str = "Audit a case with `case-audit record`, or bring audits in from a spreadsheet with `case-audit import`.";

/// What stands at the top.
pub(super) fn callout(summary: &Summary) -> Option<Block> {
    if !summary.is_empty() {
        return None;
    }
    let census = &summary.census;
    let text = if census.counted > 0 {
        let labels = summary.groups.iter().map(|group| group.label.clone());
        let of = labels.collect::<Vec<_>>().join(", ");
        format!(
            "No audit of what is shown ({of}) is counted yet: there is nothing to sum up. {TO_DO}"
        )
    } else if census.read > 0 {
        format!(
            "No audit is counted yet: there is nothing to sum up. {} read; what became of {} stands under “What was audited”.",
            match census.read {
                1 => "1 audit was".to_owned(),
                read => format!("{} audits were", words::whole(read)),
            },
            if census.read == 1 { "it" } else { "them" }
        )
    } else if summary.round.is_none() {
        "No audit is counted: the sheet has none, so there is nothing to sum up. Fill it in, and ask again.".to_owned()
    } else {
        format!("No audit is counted yet: there is nothing to sum up. {TO_DO}")
    };
    Some(Block::Callout {
        tone: Tone::Attention,
        text,
    })
}

/// Has a section something to say without an audit?
pub(super) fn keeps(section: Section, material: &Material<'_>) -> bool {
    let summary = material.summary;
    match section {
        Section::Audited => {
            let planned = summary.audited.all.planned.is_some();
            planned || summary.census.read > 0 || material.listed().is_some()
        }
        Section::Actions => material.actions.is_some_and(|actions| actions.all.all > 0),
        Section::Page
        | Section::Working
        | Section::Standards
        | Section::Improve
        | Section::Differences
        | Section::Discussion
        | Section::Overall
        | Section::Measures
        | Section::Themes
        | Section::Words
        | Section::Facts
        | Section::Cases
        | Section::Reading => false,
    }
}
