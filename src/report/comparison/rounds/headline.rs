//! Three sentences: what changed over all cases, what in the same cases, and how sure one
//! can be. Counts stand beside every domain that moved, so that the sentences can be read
//! alone.
//!
//! They say no more than the verdicts behind them. It must not know any table.

use super::Material;
use super::sure::sure;
use super::words::{and, list, size};
use crate::analysis::comparison::{Headline, Name, Names, NotPaired, Practice, RoundFacts};
use crate::report::round::TO_DO;
use crate::report::summary::words;
use crate::report::{Block, Item, Tone};

pub(super) fn add(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let comparison = material.comparison;
    if comparison.is_unchanged() {
        blocks.push(Block::Callout {
            tone: Tone::Neutral,
            text: unchanged(material).to_owned(),
        });
        return;
    }
    let practice = &comparison.practice;
    if let Some(text) = wrong_order(practice) {
        blocks.push(Block::Callout {
            tone: Tone::Attention,
            text,
        });
    }
    if practice.sample.is_one_sided() {
        blocks.push(Block::Callout {
            tone: Tone::Attention,
            text: nothing_to_compare(material),
        });
        return;
    }
    let headlines = &practice.headlines;
    blocks.push(Block::List(vec![
        Item {
            tone: tone(&headlines.all_cases),
            text: moved("Over all cases", &headlines.all_cases, |name| {
                practice
                    .domains
                    .iter()
                    .find(|domain| is(&domain.domain, name))
                    .map(|domain| {
                        let shares = &domain.shares;
                        format!(
                            "{} ratings working before, {} after{}",
                            super::words::of(shares.before.working),
                            super::words::of(shares.after.working),
                            super::words::other_way(shares)
                        )
                    })
            }),
        },
        same_cases(material),
        Item {
            tone: Tone::Attention,
            text: sure(material),
        },
    ]));
}

/// The rounds stand in the wrong order, if their days say so.
fn wrong_order(practice: &Practice) -> Option<String> {
    let (before, after) = (
        practice.before.round.as_ref()?,
        practice.after.round.as_ref()?,
    );
    practice.is_backwards().then(|| {
        format!(
            "The first round named, {}, is later than the second, {}: improved and declined read the wrong way round. Name the earlier round first.",
            before.title, after.title
        )
    })
}

/// How far two rounds are known to be the same: case by case only where all are followed.
fn unchanged(material: &Material<'_>) -> &'static str {
    if material.comparison.practice.follows_every_case() {
        "Nothing changed: the tool, the sample and every rating are the same in both rounds."
    } else {
        "Nothing changed in the figures: the tool is the same, and every count is the same in both rounds. Cases are not followed one by one here."
    }
}

/// Is it the domain that a headline names?
fn is(names: &Names, name: &Name) -> bool {
    names.shown().is_some_and(|shown| shown.id == name.id)
}

fn nothing_to_compare(material: &Material<'_>) -> String {
    let practice = &material.comparison.practice;
    let sample = &practice.sample;
    let titled = |which: &str, facts: &RoundFacts| {
        let round = facts.round.as_ref();
        round.map_or_else(
            || format!("the {which} round"),
            |round| format!("the {which} round, {}", round.title),
        )
    };
    let (where_none, that) = match (sample.cases_before, sample.cases_after) {
        (0, 0) => ("either round".to_owned(), "a round"),
        (0, _) => (titled("earlier", &practice.before), "that round"),
        _ => (titled("later", &practice.after), "that round"),
    };
    format!(
        "No audit is counted yet in {where_none}, so practice cannot be compared. {TO_DO} Once {that} has audits, compare again."
    )
}

fn tone(headline: &Headline) -> Tone {
    match (headline.improved.is_empty(), headline.declined.is_empty()) {
        (false, true) => Tone::Up,
        (true, false) => Tone::Down,
        _ => Tone::Neutral,
    }
}

/// So many domains with too few cases are named; more are counted.
const NAMED: u64 = 3;

/// What one view says of the domains; `counts` are those behind a domain that moved.
fn moved(view: &str, headline: &Headline, counts: impl Fn(&Name) -> Option<String>) -> String {
    let titles = |names: &[Name]| {
        let said: Vec<String> = names
            .iter()
            .map(|name| match counts(name) {
                Some(counts) => format!("“{}” ({counts})", name.title),
                None => format!("“{}”", name.title),
            })
            .collect();
        and(&said)
    };
    let (up, down) = (&headline.improved, &headline.declined);
    let still = size(headline.no_clear_change.len());
    let few = size(headline.too_few.len());
    if up.is_empty() && down.is_empty() && still + few == 0 {
        return format!(
            "{view}, no domain has ratings of standards that are compared in both rounds, so none can be told."
        );
    }
    let mut text = match (up.is_empty(), down.is_empty()) {
        (true, true) => {
            let all = if still + few == 1 {
                "the one domain shows no clear change"
            } else {
                "no domain improved or declined by more than chance explains"
            };
            let all = if few > 0 && still == 0 {
                "there are too few cases to say whether any domain changed"
            } else {
                all
            };
            format!("{view}, {all}")
        }
        (false, true) => format!(
            "{view}, {} improved by more than chance explains, and no domain declined",
            titles(up)
        ),
        (true, false) => format!(
            "{view}, no domain improved, and {} declined, by more than chance explains",
            titles(down)
        ),
        (false, false) => format!(
            "{view}, {} improved, and {} declined, by more than chance explains",
            titles(up),
            titles(down)
        ),
    };
    if still > 0 && !(up.is_empty() && down.is_empty()) {
        text.push_str(&format!(
            "; in {} there is no clear change",
            if still == 1 {
                "1 other domain".to_owned()
            } else {
                format!("{still} other domains")
            }
        ));
    }
    if few > 0 && (still > 0 || !(up.is_empty() && down.is_empty())) {
        text.push_str(&format!(
            "; there are too few cases to say of {}",
            if few <= NAMED {
                list(headline.too_few.iter().map(|name| name.title.as_str()))
            } else {
                words::counted(few, "domain")
            }
        ));
    }
    text.push('.');
    text
}

fn same_cases(material: &Material<'_>) -> Item {
    let practice = &material.comparison.practice;
    let Some(same) = &practice.same_cases else {
        return Item {
            tone: Tone::Neutral,
            text: not_paired(practice.not_paired),
        };
    };
    match &practice.headlines.same_cases {
        Some(headline) if same.cases > 0 => {
            let view = if same.cases == 1 {
                "In the one case that both rounds audited".to_owned()
            } else {
                format!("In the {} cases that both rounds audited", same.cases)
            };
            Item {
                tone: tone(headline),
                text: moved(&view, headline, |name| {
                    same.domains
                        .iter()
                        .find(|domain| is(&domain.domain, name))
                        .map(|domain| {
                            let counts = &domain.counts;
                            super::words::more_or_less(counts.up, counts.down)
                        })
                }),
            }
        }
        _ => Item {
            tone: Tone::Neutral,
            text:
                "No case was audited in both rounds, so none can be followed from one to the other."
                    .to_owned(),
        },
    }
}

/// Why no case is followed.
pub(super) fn not_paired(why: Option<NotPaired>) -> String {
    let why = match why {
        Some(NotPaired::NeitherNamesNumbering) | None => {
            "neither round says in its `round.toml` which numbering its case references are of (`case_key`)"
        }
        Some(NotPaired::EarlierNamesNone) => {
            "the earlier round does not say in its `round.toml` which numbering its case references are of (`case_key`)"
        }
        Some(NotPaired::LaterNamesNone) => {
            "the later round does not say in its `round.toml` which numbering its case references are of (`case_key`)"
        }
        Some(NotPaired::OtherNumbering) => {
            "the rounds name different numberings of case references (`case_key`), so one reference may be two cases"
        }
    };
    format!("No case is followed from one round to the other: {why}.")
}
