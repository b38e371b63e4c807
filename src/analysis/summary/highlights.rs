//! What to say first: strengths, then what needs improving, then what is not working.
//!
//! Standards are picked by plain counts over all cases shown, and never hubs: picking hubs
//! from small counts would rank them on noise. It must not know how the lists are worded.

use serde::Serialize;

use super::Summary;
use super::standards::StandardSummary;
use crate::analysis::Estimate;
use crate::analysis::Share;
use crate::model::Standing;

/// How many standards a list has, ties with the last included.
const LENGTH: usize = 5;

/// Fewer judgements than this carry no headline.
pub const FEWEST_NAMED: u64 = 5;

/// One standard in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Highlight {
    /// The standard's id.
    pub standard: String,
    /// Its title.
    pub title: String,
    /// What the list counts, over rated and not evidenced.
    pub share: Estimate,
    /// The label of the best level, and how many stand there.
    pub best: Option<(String, u64)>,
    /// How many are not evidenced.
    pub not_evidenced: u64,
}

/// The three lists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Highlights {
    /// Standards with the highest working shares, above a half.
    pub working: Vec<Highlight>,
    /// Standards with the most ratings that need improving, relative to those judged.
    pub improve: Vec<Highlight>,
    /// Standards with the most ratings that are not working, relative to those judged.
    pub not_working: Vec<Highlight>,
}

pub(super) fn highlights(standards: &[StandardSummary]) -> Highlights {
    let some = |share: Share| share.count > 0;
    Highlights {
        working: pick(standards, Standing::Working, Share::is_most),
        improve: pick(standards, Standing::Improve, some),
        not_working: pick(standards, Standing::NotWorking, some),
    }
}

/// The standards that are working in the smallest part of the cases they were judged in,
/// the smallest first, at most so many; none that works in all of them, and none that
/// stands among as many strengths.
pub fn least_working(summary: &Summary, most: usize) -> Vec<&StandardSummary> {
    let strengths = || summary.highlights.working.iter().take(most);
    let mut all: Vec<(f64, &StandardSummary)> = summary
        .standards
        .iter()
        .filter(|standard| {
            let share = standard.working;
            standard.may_be_named()
                && share.count < share.of
                && strengths().all(|strength| strength.standard != standard.id)
        })
        .filter_map(|standard| Some((standard.working.value?, standard)))
        .collect();
    // Stable: among equals the tool's order stands.
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.into_iter()
        .take(most)
        .map(|(_, standard)| standard)
        .collect()
}

fn pick(
    standards: &[StandardSummary],
    standing: Standing,
    belongs: impl Fn(Share) -> bool,
) -> Vec<Highlight> {
    let mut all: Vec<(f64, Highlight)> = standards
        .iter()
        .filter_map(|standard| {
            let share = Share {
                count: standard.at(standing),
                of: standard.working.of,
            };
            let value = share.value()?;
            (standard.may_be_named() && belongs(share)).then(|| {
                let best = standard
                    .levels
                    .first()
                    .filter(|_| standing == Standing::Working);
                let highlight = Highlight {
                    standard: standard.id.clone(),
                    title: standard.title.clone(),
                    share: share.estimate(),
                    best: best.map(|level| (level.label.clone(), level.count)),
                    not_evidenced: standard.at(Standing::NotEvidenced),
                };
                (value, highlight)
            })
        })
        .collect();
    // Stable: among equals the tool's order stands.
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let last = all.get(LENGTH - 1).map(|(value, _)| *value);
    let length = last.map_or(all.len(), |last| {
        let with_ties = all.iter().take_while(|(value, _)| *value >= last).count();
        // A tie that would double the list says nothing: it is cut where it begins.
        if with_ties > 2 * LENGTH {
            all.iter()
                .take_while(|(value, _)| *value > last)
                .count()
                .max(LENGTH)
        } else {
            with_ties
        }
    });
    all.into_iter()
        .take(length)
        .map(|(_, highlight)| highlight)
        .collect()
}
