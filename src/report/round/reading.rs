//! How to read the figures: said once, for all of them.
//!
//! It must not know any figure.

use crate::analysis::summary::{FEWEST_NAMED, Summary};
use crate::report::summary::{heading, words};
use crate::report::{Block, Item, Tone};

pub(super) fn add(summary: &Summary, blocks: &mut Vec<Block>) {
    heading(blocks, "How to read the figures");
    let by = &summary.grouped_by;
    let group = words::group(by);
    let groups = words::groups(by);
    let mut said = vec![
        format!(
            "Counts come first. A percentage stands only where at least {} were judged.",
            words::counted(summary.scope.percent_from, "case")
        ),
        format!("The strengths and the things to improve on the first page are the standards that are working in the largest and in the smallest part of the cases they were judged in, of those judged in {FEWEST_NAMED} cases or more."),
        "The range behind a percentage is where the true share would lie in 95 times of 100, had these cases been drawn by chance from many like them. With few cases it is wide.".to_owned(),
        "Working is what stands at a level that the tool calls working, over what was rated or not evidenced. What could not be evidenced counts as not working; what does not apply to a case is left out.".to_owned(),
        format!("The {groups} stand in the round's order. That is no ranking, and none should be made of these figures: with few cases most of what differs is chance."),
        format!("A {group} is said to stand out only where chance alone would seldom do the same, all comparisons of the round taken together. No clear difference does not mean that the {groups} are alike."),
        words::P_SAYS.to_owned(),
        "Ratings of one case hang together. Where the ratings of several standards are added up, there are counts and no percentages.".to_owned(),
    ];
    if summary.gaps.is_some() {
        said.push("A standard is rated from the record, and again after the discussion with the worker. Where the second is higher, the work was better than the record shows. The last reading given is the rating.".to_owned());
    }
    if summary.themes.is_some() {
        said.push(
            "Themes count cases: a case with several findings of one theme counts once.".to_owned(),
        );
    }
    said.push("Counts of few cases can tell of people who are known. Before anything is published, small counts must be taken out, and those from which they could be worked out.".to_owned());
    let items = said.into_iter().map(|text| Item {
        tone: Tone::Neutral,
        text,
    });
    blocks.push(Block::List(items.collect()));
}
