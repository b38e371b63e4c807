//! Words and cells that every part of a comparison shares.
//!
//! It must not know which part asks.

use crate::analysis::comparison::{Comparison, Names, RoundFacts, SharesMovement, Test, Verdict};
use crate::analysis::statistics::Difference;
use crate::analysis::{Estimate, Share};
use crate::report::summary::words;
use crate::report::{Cell, Column, Percent, Row, RowKind, Tone};

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
    test.map_or(Cell::Unknown, |test| words::p_cell(test.p_adjusted))
}

/// "6 of 8", in digits as tables have them.
pub(super) fn of(share: Share) -> String {
    format!(
        "{} of {}",
        words::whole(share.count),
        words::whole(share.of)
    )
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
fn difference_cell(
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

/// Before, after, the change between them, and what a test says of it.
pub(super) fn movement_cells(
    (before, after): (Estimate, Estimate),
    difference: Option<Difference>,
    test: Option<Test>,
    percent_from: u64,
) -> [Cell; 5] {
    [
        share_cell(before, percent_from),
        share_cell(after, percent_from),
        difference_cell(difference, (before.share(), after.share()), percent_from),
        verdict_cell(test),
        p_cell(test),
    ]
}

/// The columns of such cells, with the header of the last.
pub(super) fn movement_columns(rounds: &Rounds, chance: &str) -> [Column; 5] {
    [
        Column::figures(&*rounds.before),
        Column::figures(&*rounds.after),
        Column::figures("Change, in points"),
        Column::words("What it says"),
        Column::figures(chance),
    ]
}

/// Rows under a row that names what they belong to; nothing where there are none.
pub(super) fn under(title: String, of: Vec<Row>) -> Vec<Row> {
    if of.is_empty() {
        return of;
    }
    let head = Row {
        cells: vec![Cell::text(title)],
        kind: RowKind::Group,
    };
    std::iter::once(head).chain(of).collect()
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
/// point the same way.
pub(super) fn other_way(shares: &SharesMovement) -> &'static str {
    if shares.ratings_disagree() {
        "; the verdict is on each case's share, and all ratings together do not point the same way"
    } else {
        ""
    }
}

/// In how many cases more of a domain is working than before, and in how many less.
pub(super) fn more_or_less(up: u64, down: u64) -> String {
    format!(
        "more of it working in {}, less in {}",
        words::counted(up, "case"),
        words::whole(down)
    )
}

/// A length as a count.
pub(super) fn size(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The counts that would have been clear.
pub(super) fn clear(improved: Option<u64>, declined: Option<u64>, of: u64) -> String {
    let up = improved.map(|count| match count {
        all if all == of => format!("only {of} of {of}"),
        count => format!("{count} of {of} or more"),
    });
    let down = declined.map(|count| match count {
        0 => format!("only 0 of {of}"),
        count => format!("{count} of {of} or fewer"),
    });
    let both: Vec<String> = up.into_iter().chain(down).collect();
    if both.is_empty() {
        "no count of these cases".to_owned()
    } else {
        both.join("; ")
    }
}
