//! How each standard is rated, as bars that part between working and not working.
//!
//! It must not know tests.

use super::IN_THE_TABLE;
use crate::analysis::summary::{LevelCount, StandardSummary, Summary};
use crate::model::Standing;
use crate::report::summary::{standards, words};
use crate::report::{Chart, Drawn, LevelBar, LevelBars, LevelKey, Side};

/// The bars of standards that share a scale; nothing where none was judged.
pub(in crate::report::summary) fn levels(
    summary: &Summary,
    shown: &[&StandardSummary],
) -> Option<Chart> {
    let judged: Vec<&StandardSummary> = shown
        .iter()
        .copied()
        .filter(|standard| standard.working.of > 0)
        .collect();
    let first = shown.first()?;
    if judged.is_empty() {
        return None;
    }
    let mut keys = keys(&first.levels);
    let not_rated = shown.iter().any(|standard| standard.ledger.not_rated() > 0);
    if not_rated {
        keys.push(LevelKey {
            label: "Not rated".to_owned(),
            side: Side::Apart,
        });
    }
    let mut bars = Vec::new();
    for (domain, mine) in standards::by_domain(summary, shown) {
        bars.push(LevelBar {
            label: domain.title.clone(),
            counts: Vec::new(),
        });
        bars.extend(mine.into_iter().map(|standard| {
            let apart = not_rated.then(|| standard.ledger.not_rated());
            LevelBar {
                label: standards::name(standard),
                counts: standard
                    .levels
                    .iter()
                    .map(|level| level.count)
                    .chain(apart)
                    .collect(),
            }
        }));
    }
    let title = title(&judged);
    Some(Chart {
        alternative: format!("{title}. {}{IN_THE_TABLE}", ends(&judged)),
        title,
        subtitle: format!(
            "Cases at each level, standard by standard; {} is working",
            words::working_levels(&first.levels)
        ),
        drawn: Drawn::Levels(LevelBars { keys, bars }),
    })
}

fn keys(levels: &[LevelCount]) -> Vec<LevelKey> {
    let of = |standing: Standing| {
        levels
            .iter()
            .filter(move |l| l.standing == standing)
            .count()
    };
    let working = of(Standing::Working);
    let (mut nth_working, mut nth_improve, mut nth_not_working) = (0, 0, 0);
    let next = |nth: &mut usize| {
        let place = *nth;
        *nth += 1;
        place
    };
    let small = |place: usize| u8::try_from(place).unwrap_or(u8::MAX);
    levels
        .iter()
        .map(|level| LevelKey {
            label: level.label.clone(),
            // Best first in the file: the last that works is nearest to the middle.
            side: match level.standing {
                Standing::Working => {
                    Side::Working(small(working.saturating_sub(next(&mut nth_working) + 1)))
                }
                Standing::Improve => Side::Improve(small(next(&mut nth_improve))),
                Standing::NotWorking => Side::NotWorking(small(next(&mut nth_not_working))),
                Standing::NotEvidenced => Side::NotEvidenced,
            },
        })
        .collect()
}

fn title(judged: &[&StandardSummary]) -> String {
    if let [only] = judged {
        return format!(
            "“{}” is working in {}",
            only.title,
            words::of_cases(only.working.share())
        );
    }
    let most = judged
        .iter()
        .filter(|standard| standard.working.share().is_most())
        .count();
    format!(
        "{most} of {} standards are working in more than half of the cases they were judged in",
        judged.len()
    )
}

/// The standards that work most and least often; nothing where that is one.
fn ends(judged: &[&StandardSummary]) -> String {
    match StandardSummary::by_working(judged).as_slice() {
        [most, .., least] => {
            let told = |standard: &StandardSummary| {
                format!(
                    "“{}”, in {}",
                    standard.title,
                    words::of_cases(standard.working.share())
                )
            };
            format!(
                "Most often working is {}; least often {}. ",
                told(most),
                told(least)
            )
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_level_that_works_is_nearest_to_the_middle() {
        let level = |label: &str, standing| LevelCount {
            id: label.to_owned(),
            label: label.to_owned(),
            standing,
            count: 1,
        };
        let levels = [
            level("strong", Standing::Working),
            level("secure", Standing::Working),
            level("developing", Standing::Improve),
            level("weak", Standing::Improve),
            level("concern", Standing::NotWorking),
            level("not evidenced", Standing::NotEvidenced),
        ];
        let sides: Vec<Side> = keys(&levels).iter().map(|key| key.side).collect();
        assert_eq!(
            sides,
            [
                Side::Working(1),
                Side::Working(0),
                Side::Improve(0),
                Side::Improve(1),
                Side::NotWorking(0),
                Side::NotEvidenced,
            ]
        );
    }
}
