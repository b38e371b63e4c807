//! Words around figures: plurals, shares, days and p values in plain English.
//!
//! It must not know any section of the summary.

use crate::analysis::summary::{Escalation, GroupBy, LevelCount, Summary};
use crate::analysis::{Estimate, Share};
use crate::model::Standing;
use crate::report::{Cell, Percent, Tone, figure, number};

/// The word for one group: hub, region; "group" where cases are grouped by a fact.
pub(in crate::report) fn group(by: &GroupBy) -> &str {
    if by.is_fact { "group" } else { &by.label }
}

/// The word for several groups.
pub(in crate::report) fn groups(by: &GroupBy) -> String {
    plural(group(by))
}

/// The header of a column that names groups.
pub(in crate::report) fn group_header(by: &GroupBy) -> String {
    upper_first(&by.label)
}

/// A noun in the plural.
pub(in crate::report) fn plural(noun: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| noun.ends_with(ending));
    if ends(&["s", "x", "ch", "sh"]) {
        return format!("{noun}es");
    }
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

/// A number and its noun: "1 case", "60 cases".
pub(in crate::report) fn counted(count: u64, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{} {}", whole(count), plural(noun))
    }
}

/// A whole number as people read it: 1,319.
pub(in crate::report) fn whole(count: u64) -> String {
    figure::grouped(&count.to_string())
}

/// `is` or `are`.
pub(in crate::report) fn are(count: u64) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

pub(in crate::report) fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

pub(in crate::report) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

/// "6 of 8".
pub(in crate::report) fn of(share: Share) -> String {
    format!("{} of {}", share.count, share.of)
}

/// "6 of 8 cases".
pub(in crate::report) fn of_cases(share: Share) -> String {
    format!(
        "{} {}",
        of(share),
        if share.of == 1 { "case" } else { "cases" }
    )
}

/// "36 of 60 (60 %, 47–71 %)"; the percentage only from some number of cases on.
pub(in crate::report) fn estimate(estimate: Estimate, percent_from: u64) -> String {
    let percent = percent_of(estimate, percent_from);
    figure::share(estimate.count, estimate.of, percent)
}

/// The percentage of an estimate, where its cases are enough to show one.
pub(in crate::report) fn percent_of(estimate: Estimate, percent_from: u64) -> Option<Percent> {
    if estimate.of < percent_from {
        return None;
    }
    Some(Percent {
        value: estimate.value?,
        interval: estimate.low.zip(estimate.high),
    })
}

/// An estimate as a cell.
pub(in crate::report) fn estimate_cell(estimate: Estimate, percent_from: u64) -> Cell {
    Cell::Share {
        count: estimate.count,
        of: estimate.of,
        percent: percent_of(estimate, percent_from),
        tone: None,
    }
}

/// A p value as people read it: rounded as every other figure, 0.125 to 0.13. One that is
/// rounded up to the line it lies below would contradict the verdict beside it.
pub(in crate::report) fn p(value: f64) -> String {
    if value < 0.001 {
        return "below 0.001".to_owned();
    }
    let said = number::rounded(value, p_decimals(value)).unwrap_or_else(|| "–".to_owned());
    if value < 0.05 && said == "0.050" {
        "below 0.05".to_owned()
    } else {
        said
    }
}

fn p_decimals(value: f64) -> u8 {
    if value < 0.1 { 3 } else { 2 }
}

/// The header of a column of p values that are not adjusted.
pub(in crate::report) const P: &str = "p";

/// The header of a column of adjusted p values.
pub(in crate::report) const P_ADJUSTED: &str = "Adjusted p";

/// What the figures in such columns say.
pub(in crate::report) const P_SAYS: &str = "p says how often chance alone would give a difference as large as this one, or larger, where there is none: 0 is never, 1 is always. Adjusted p is raised for the number of comparisons made together, since among many some look large by chance; only where it is below 0.05 is a difference, or a change, said to be there.";

/// A p value as a cell: a number, but for one that is only said to be below another.
pub(in crate::report) fn p_cell(value: f64) -> Cell {
    let said = p(value);
    if said.starts_with("below") {
        return Cell::text(said);
    }
    let decimals = p_decimals(value);
    Cell::Number { value, decimals }
}

/// A number as a cell, with the decimals that `number` gives it.
pub(in crate::report) fn number_cell(value: f64) -> Cell {
    let whole = number::rounded(value, 1).is_none_or(|text| text.ends_with(".0"));
    let decimals = u8::from(!whole);
    Cell::Number { value, decimals }
}

/// A number with no decimals where it is whole, else one.
pub(in crate::report) fn number(value: f64) -> String {
    let text = number::rounded(value, 1).unwrap_or_else(|| "–".to_owned());
    figure::grouped(text.strip_suffix(".0").unwrap_or(&text))
}

/// "2 March 2026" from an ISO day.
pub(in crate::report) fn day(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = iso.split('-');
    let words = (|| {
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        Some(format!("{} {month} {year}", day.trim_start_matches('0')))
    })();
    words.unwrap_or_else(|| iso.to_owned())
}

/// The tone of a share in the hub by domain table.
pub(in crate::report) fn tone(verdict: crate::analysis::summary::Verdict) -> Option<Tone> {
    use crate::analysis::summary::Verdict;
    match verdict {
        Verdict::StandsOutUp => Some(Tone::Up),
        Verdict::StandsOutDown => Some(Tone::Down),
        Verdict::NoClearDifference | Verdict::TooFewToSay => None,
    }
}

/// The words for every case of the round, where only some are shown.
pub(in crate::report) const WHOLE_ROUND: &str = "The whole round";

/// The words for all that is shown: "all hubs", or "the hubs shown".
pub(in crate::report) fn all_groups(summary: &Summary) -> String {
    let groups = groups(&summary.grouped_by);
    if summary.scope.groups.is_empty() {
        format!("All {groups}")
    } else {
        format!("The {groups} shown")
    }
}

/// The words for the groups beside the one that is shown; nothing where none or several
/// are, or where cases can stand in several.
pub(in crate::report) fn all_others(summary: &Summary) -> Option<String> {
    let one = summary.scope.groups.len() == 1 && summary.groups.len() == 1;
    (one && !summary.grouped_by.overlaps)
        .then(|| format!("All other {}", groups(&summary.grouped_by)))
}

/// "concern or not evidenced": the levels at which somebody must be told.
pub(in crate::report) fn escalation_levels(escalation: &Escalation) -> String {
    let levels = escalation.levels.iter().map(|level| lower_first(level));
    levels.collect::<Vec<_>>().join(" or ")
}

/// "strong or secure": the levels of which all that stand for work that works.
pub(in crate::report) fn working_levels(levels: &[LevelCount]) -> String {
    let labels: Vec<String> = levels
        .iter()
        .filter(|level| level.standing == Standing::Working)
        .map(|level| lower_first(&level.label))
        .collect();
    if labels.is_empty() {
        "working".to_owned()
    } else {
        any_of(&labels)
    }
}

/// "a, b or c".
pub(in crate::report) fn any_of(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_figures_are_plain() {
        assert_eq!(plural("hub"), "hubs");
        assert_eq!(plural("agency"), "agencies");
        assert_eq!(plural("survey"), "surveys");
        assert_eq!(plural("branch"), "branches");
        assert_eq!(day("2026-03-02"), "2 March 2026");
        assert_eq!(p(0.0004), "below 0.001");
        assert_eq!(p(0.0456), "0.046");
        assert_eq!(p(0.0496), "below 0.05");
        assert_eq!(p(0.05), "0.050");
        assert_eq!(p(0.0045), "0.005");
        assert_eq!(p(0.125), "0.13");
        assert_eq!(p(1.0), "1.00");
        assert_eq!(p_cell(0.0004), Cell::text("below 0.001"));
        let cell = |value, decimals| Cell::Number { value, decimals };
        assert_eq!(p_cell(0.0456), cell(0.0456, 3));
        assert_eq!(p_cell(0.125), cell(0.125, 2));
        assert_eq!(number_cell(7.0), cell(7.0, 0));
        assert_eq!(number_cell(10.5), cell(10.5, 1));
        assert_eq!(number(7.0), "7");
        assert_eq!(number(7.5), "7.5");
        assert_eq!(number(0.25), "0.3");
        assert_eq!(number(-1234.0), "−1,234");
    }
}
