//! Three sentences: what changed over all cases, what in the same cases, and how sure one
//! can be. Counts stand beside every domain that moved, so that the sentences can be read
//! alone.
//!
//! They say no more than the verdicts behind them. It must not know any table.

use super::words::{and, list, name, size, were};
use super::{Material, differs};
use crate::analysis::comparison::{
    Footing, Headline, HubFate, Name, Names, NotPaired, RoundFacts, Trend, Verdict,
};
use crate::report::summary::{part, words};
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
    if let Some(text) = wrong_order(&practice.before, &practice.after) {
        blocks.push(Block::Callout {
            tone: Tone::Attention,
            text,
        });
    }
    if practice.sample.cases_before == 0 || practice.sample.cases_after == 0 {
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
                        let (before, after) = (domain.shares.before, domain.shares.after);
                        format!(
                            "{} ratings working before, {} after{}",
                            super::words::of(before.working),
                            super::words::of(after.working),
                            super::words::other_way(
                                domain.shares.test,
                                before.working,
                                after.working
                            )
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
fn wrong_order(before: &RoundFacts, after: &RoundFacts) -> Option<String> {
    let (before, after) = (before.round.as_ref()?, after.round.as_ref()?);
    (after.from.as_ref()? < before.from.as_ref()?).then(|| {
        format!(
            "The first round named, {}, is later than the second, {}: improved and declined read the wrong way round. Name the earlier round first.",
            before.title, after.title
        )
    })
}

/// What else a reader would ask of: single standards and themes that moved, and the largest
/// fall that has no verdict.
pub(super) fn beside(material: &Material<'_>, blocks: &mut Vec<Block>) {
    let practice = &material.comparison.practice;
    let mut items = standards(material);
    if let Some(text) = largest_fall(material) {
        items.push(Item {
            tone: Tone::Neutral,
            text,
        });
    }
    let themes = |wanted: Trend| {
        let rows = practice.themes.iter().flat_map(|themes| &themes.rows);
        let rows = rows.filter(|row| row.trend == Some(wanted));
        let told: Vec<String> = rows
            .map(|row| format!("“{}” ({})", name(&row.theme), row.kind.label()))
            .collect();
        and(&told)
    };
    for (trend, how) in [(Trend::Rose, "more"), (Trend::Faded, "fewer")] {
        let told = themes(trend);
        if !told.is_empty() {
            items.push(Item {
                tone: Tone::Neutral,
                text: format!("Found in {how} cases than chance explains: {told}."),
            });
        }
    }
    if !items.is_empty() && !material.comparison.is_unchanged() {
        part(blocks, "What else stands out");
        blocks.push(Block::List(items));
    }
}

/// Single standards that improved or declined over all cases.
fn standards(material: &Material<'_>) -> Vec<Item> {
    let standards = &material.comparison.practice.standards;
    let with = |wanted: Verdict| {
        let moved = standards
            .iter()
            .filter(move |row| row.test.is_some_and(|test| test.verdict == wanted));
        moved.filter_map(move |row| {
            let (before, after) = (row.before.as_ref()?, row.after.as_ref()?);
            Some(Item {
                tone: super::words::tone(wanted),
                text: format!(
                    "“{}” {}: working in {} cases before, in {} after.",
                    name(&row.standard),
                    super::words::verdict(wanted),
                    super::words::of(before.working.share()),
                    super::words::of(after.working.share())
                ),
            })
        })
    };
    with(Verdict::Improved)
        .chain(with(Verdict::Declined))
        .collect()
}

/// Where no domain declined: the one that fell furthest, said with its counts so that
/// nobody takes silence for good news.
fn largest_fall(material: &Material<'_>) -> Option<String> {
    let practice = &material.comparison.practice;
    if !practice.headlines.all_cases.declined.is_empty() {
        return None;
    }
    let fell = practice.domains.iter().filter_map(|domain| {
        let (before, after) = (domain.shares.before.working, domain.shares.after.working);
        domain.shares.test?;
        let fall = before.value()? - after.value()?;
        (fall > 0.0).then_some((fall, domain, before, after))
    });
    let (_, domain, before, after) =
        fell.reduce(|most, next| if next.0 > most.0 { next } else { most })?;
    Some(format!(
        "The largest fall of a domain is in “{}”: {} ratings working before, {} after. Chance may explain it.",
        name(&domain.domain),
        super::words::of(before),
        super::words::of(after)
    ))
}

/// How far two rounds are known to be the same: case by case only where all are followed.
fn unchanged(material: &Material<'_>) -> &'static str {
    let practice = &material.comparison.practice;
    let sample = &practice.sample;
    let all = [sample.cases_before, sample.cases_after];
    let same = practice.same_cases.as_ref();
    if same.is_some_and(|same| all == [same.cases, same.cases]) {
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
    let sample = &material.comparison.practice.sample;
    let which = match (sample.cases_before, sample.cases_after) {
        (0, 0) => "Neither round has",
        (0, _) => "The earlier round has no",
        _ => "The later round has no",
    };
    match which {
        "Neither round has" => {
            "Neither round has a counted case, so practice cannot be compared.".to_owned()
        }
        which => format!("{which} counted case, so practice cannot be compared."),
    }
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
        return format!("{view}, no domain has ratings in both rounds, so none can be compared.");
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
                            format!("up in {}, down in {}", counts.up, counts.down)
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

/// What stands in the way of reading the figures as change.
fn sure(material: &Material<'_>) -> String {
    let comparison = material.comparison;
    let practice = &comparison.practice;
    let sample = &practice.sample;
    let mut beware = Vec::new();
    let standards = &comparison.tool.standards;
    let not: u64 = size(
        standards
            .iter()
            .filter(|standard| standard.footing != Footing::Compared)
            .count(),
    );
    if not > 0 {
        beware.push(format!(
            "{} of {} standards {} not compared, because the tool changed",
            not,
            standards.len(),
            words::are(not)
        ));
    }
    let fate = |wanted: HubFate| {
        let hubs = sample.hubs.iter().filter(|hub| hub.fate == wanted);
        hubs.filter_map(|hub| hub.names.shown())
            .map(|name| name.title.clone())
            .collect::<Vec<_>>()
    };
    for (fate, when) in [
        (fate(HubFate::Came), "is in the later round alone"),
        (fate(HubFate::Went), "is in the earlier round alone"),
    ] {
        match fate.as_slice() {
            [] => {}
            [one] => beware.push(format!("{one} {when}")),
            several => beware.push(format!(
                "{} {}",
                words::counted(size(several.len()), &practice.group),
                when.replacen("is", "are", 1)
            )),
        }
    }
    let few = sample.cases_before.min(sample.cases_after);
    let many = sample.cases_before.max(sample.cases_after);
    if few.saturating_mul(3) < many.saturating_mul(2) {
        beware.push(format!(
            "{} cases {} audited in the earlier round and {} in the later",
            words::whole(sample.cases_before),
            were(sample.cases_before),
            words::whole(sample.cases_after)
        ));
    }
    if sample.record_beside {
        beware.push(
            "a different part of the discussions was held, so the record is compared too"
                .to_owned(),
        );
    }
    let mut shifted: Vec<String> = differs::shifted(sample)
        .map(|(fact, _)| name(&fact.fact))
        .collect();
    shifted.dedup();
    if !shifted.is_empty() {
        beware.push(format!(
            "the mix of cases changed by more than chance explains ({})",
            list(shifted.iter().map(String::as_str))
        ));
    }
    let meant = "Can we be sure? What is called improved or declined would seldom come about by chance; where there is no clear change, there may still be one that these numbers cannot show.";
    if beware.is_empty() {
        return format!(
            "{meant} The tool asks the same in both rounds, and nothing that was recorded of the two samples differs by more than chance explains."
        );
    }
    let last = beware.pop().unwrap_or_default();
    let all = if beware.is_empty() {
        last
    } else {
        format!("{}, and {last}", beware.join(", "))
    };
    format!("{meant} Bear in mind: {all}.")
}
