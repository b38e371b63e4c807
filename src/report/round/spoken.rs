//! Findings in people's own words, by theme: only those that may be quoted.
//!
//! It must not know how they were chosen, nor whose case they are from.

use super::Material;
use crate::analysis::summary::{Quotable, QuotableTheme, Quoted, Summary};
use crate::model::{FindingKind, Source};
use crate::report::summary::{heading, part, words};
use crate::report::{Block, Tone};

pub(super) fn add(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let Some(quotable) = material.quotable else {
        return;
    };
    heading(blocks, "In the words of families and workers");
    blocks.push(Block::Paragraph(beside(material.summary, quotable)));
    if quotable.quoted == 0 {
        return;
    }
    blocks.push(Block::Note(format!(
        "Chosen by a rule and not by hand: kinds, voices, cases and {} take turns. A finding may have several themes, and is quoted under one of them. The words stand as they were written. Before this leaves the service, take out what could tell whose they are.",
        words::groups(&material.summary.grouped_by)
    )));
    for theme in &quotable.themes {
        part(blocks, &*theme.title);
        blocks.push(Block::Paragraph(counts(theme)));
        blocks.extend(theme.quotes.iter().map(quote));
    }
}

/// How many there were, how many may be quoted and how many are.
fn beside(summary: &Summary, quotable: &Quotable) -> String {
    let mut aside = String::new();
    let mut text = format!("{} count", words::counted(quotable.findings, "finding"));
    if quotable.findings == 1 {
        text.push('s');
    }
    if !summary.scope.groups.is_empty() {
        text.push_str(" in the whole round");
        if let [only] = summary.groups.as_slice() {
            aside = format!(
                " The quotes are from the whole round and not from {} alone: its own would tell whose they are.",
                only.label
            );
        }
    }
    text.push_str(&match quotable.quotable {
        0 => ". None of them may be quoted and is somebody's own words.".to_owned(),
        some => format!(
            "; {some} may be quoted and {} somebody's own words. {} {} here.",
            words::are(some),
            quotable.quoted,
            if quotable.quoted == 1 {
                "stands"
            } else {
                "stand"
            }
        ),
    });
    if quotable.not_voices > 0 {
        text.push_str(&format!(
            " {} more may be quoted and {} the record's, an auditor's or a customer journey's.",
            quotable.not_voices,
            words::are(quotable.not_voices)
        ));
    }
    if quotable.quoted > 0 {
        text.push_str(&aside);
    }
    text
}

fn counts(theme: &QuotableTheme) -> String {
    format!(
        "{}, {} of which may be quoted.",
        words::counted(theme.findings, "finding"),
        theme.quotable
    )
}

fn quote(quoted: &Quoted) -> Block {
    let (tone, on) = match quoted.kind {
        FindingKind::Working => (Tone::Good, "what is working"),
        FindingKind::Improve => (Tone::Improve, "what to improve"),
        FindingKind::NotWorking => (Tone::Poor, "what is not working"),
    };
    let who = quoted.source.map_or("somebody", Source::label);
    Block::Quote {
        text: quoted.text.clone(),
        source: format!("{}, on {on}", words::upper_first(who)),
        tone,
    }
}
