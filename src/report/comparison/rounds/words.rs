//! Words and cells that every part of a comparison shares.
//!
//! It must not know which part asks.

use crate::analysis::comparison::{Comparison, Names, RoundFacts, Test, Verdict};
use crate::analysis::statistics::Difference;
use crate::analysis::{Estimate, Share};
use crate::report::summary::words;
use crate::report::{Cell, Percent, Tone};

/// What the two rounds are called: by their titles, if those tell them apart.
pub(super) struct Rounds {
    pub(super) before: String,
    pub(super) after: String,
}

impl Rounds {
    pub(super) fn of(comparison: &Comparison) -> Self {
        let title = |facts: &RoundFacts| facts.round.as_ref().map(|round| round.title.clone());
        let practice = &comparison.practice;
        match (title(&practice.before), title(&practice.after)) {
            (Some(before), Some(after)) if before != after => Self { before, after },
            _ => Self {
                before: "Before".to_owned(),
                after: "After".to_owned(),
            },
        }
    }
}

/// What something is called now, and what it was called.
pub(super) fn name(names: &Names) -> String {
    names
        .shown()
        .map_or_else(|| "No theme given".to_owned(), |name| name.title.clone())
}

/// The word of a verdict.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Improved => "improved",
        Verdict::Declined => "declined",
        Verdict::NoClearChange => "no clear change",
        Verdict::TooFew => "too few to say",
    }
}

/// The tone of a verdict.
pub(in crate::report::comparison) fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Improved => Tone::Up,
        Verdict::Declined => Tone::Down,
        Verdict::NoClearChange | Verdict::TooFew => Tone::Neutral,
    }
}

/// A verdict as a cell; a dash where nothing was tested.
pub(super) fn verdict_cell(test: Option<Test>) -> Cell {
    test.map_or(Cell::Unknown, |test| Cell::Verdict {
        tone: tone(test.verdict),
        word: verdict(test.verdict).to_owned(),
    })
}

/// An adjusted p as a cell.
pub(super) fn p_cell(test: Option<Test>) -> Cell {
    test.map_or(Cell::Unknown, |test| Cell::text(p(test.p_adjusted)))
}

/// "6 of 8", in digits as tables have them.
pub(super) fn of(share: Share) -> String {
    format!(
        "{} of {}",
        words::whole(share.count),
        words::whole(share.of)
    )
}

/// A p value as people read it. One that is rounded up to the line it lies below would
/// contradict the verdict beside it.
pub(super) fn p(value: f64) -> String {
    let said = words::p(value);
    if value < 0.05 && said == "0.050" {
        "below 0.05".to_owned()
    } else {
        said
    }
}

/// A share with its percentage and no range: the difference has one.
pub(super) fn share_cell(estimate: Estimate, percent_from: u64) -> Cell {
    let percent = words::percent_of(estimate, percent_from);
    Cell::Share {
        count: estimate.count,
        of: estimate.of,
        percent: percent.map(|percent| Percent {
            interval: None,
            ..percent
        }),
        tone: None,
    }
}

/// A difference of shares, in points; a dash where either has too few cases for one.
pub(super) fn difference_cell(
    difference: Option<Difference>,
    shares: (Share, Share),
    percent_from: u64,
) -> Cell {
    match difference {
        Some(Difference { value, low, high }) if shares.0.of.min(shares.1.of) >= percent_from => {
            Cell::Difference { value, low, high }
        }
        _ => Cell::Unknown,
    }
}

/// "“A”, “B” and “C”".
pub(super) fn list<'a>(titles: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = titles.into_iter().map(|t| format!("“{t}”")).collect();
    and(&quoted)
}

/// "a, b and c".
pub(super) fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// "was" or "were".
pub(super) fn were(count: u64) -> &'static str {
    if count == 1 { "was" } else { "were" }
}

/// What is to be said beside a verdict on cases' shares where all ratings together do not
/// point the same way: a case with few standards weighs as much there as one with many.
pub(super) fn other_way(test: Option<Test>, before: Share, after: Share) -> &'static str {
    let (was, is) = (
        u128::from(before.count) * u128::from(after.of),
        u128::from(after.count) * u128::from(before.of),
    );
    let agrees = match test.map(|test| test.verdict) {
        Some(Verdict::Improved) => is > was,
        Some(Verdict::Declined) => is < was,
        Some(Verdict::NoClearChange | Verdict::TooFew) | None => true,
    };
    if agrees {
        ""
    } else {
        "; the verdict is on each case's share, and all ratings together do not point the same way"
    }
}

/// A length as a count.
pub(super) fn size(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The counts that would have been clear.
pub(super) fn clear(improved: Option<u64>, declined: Option<u64>, of: u64) -> String {
    let up = improved.map(|count| format!("{count} of {of} or more"));
    let down = declined.map(|count| format!("{count} of {of} or fewer"));
    let both: Vec<String> = up.into_iter().chain(down).collect();
    if both.is_empty() {
        "no count of these cases".to_owned()
    } else {
        both.join("; ")
    }
}
