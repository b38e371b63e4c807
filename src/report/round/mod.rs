//! The report of a round: one page that can be read alone, then everything behind it.
//!
//! It tells the story in the order that practice asks for, strengths first, with the
//! sections of the summary, what people said and what is to be done. Names of cases come
//! into it only with what it is given: quotes hold none, and actions and the list of cases
//! are made with them only where that was asked for. It must not compute any figure, or
//! know any format.

mod actions;
mod cases;
mod empty;
pub mod index;
mod listed;
mod outcome;
mod page;
mod reading;
mod section;
mod spoken;

pub(super) use empty::TO_DO;
pub use section::Section;

use super::summary::{
    Shown, audited, closing, differences, facts, gap, measures, overall, standards, themes, words,
    working,
};
use super::{Block, Document, Logo};
use crate::analysis::actions::ActionSummary;
use crate::analysis::cases::CaseRow;
use crate::analysis::summary::{Quotable, Summary};
use crate::analysis::worklist::Worklist;

/// How a document is to be handled that holds counts of few cases, or anybody's words.
pub const LABEL: &str = "Internal: personal data";

/// What a report tells of.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The figures. Made with a single group in its scope, the report is on that group
    /// beside all others.
    pub summary: &'a Summary,
    /// Where the case list stands, in a round that has one.
    pub worklist: Option<&'a Worklist>,
    /// What may be quoted, in a round that has findings.
    pub quotable: Option<&'a Quotable>,
    /// What is to be done, in a round. Nothing for a lone spreadsheet.
    pub actions: Option<&'a ActionSummary>,
    /// The cases one by one, where that was asked for.
    pub cases: Option<&'a [CaseRow]>,
}

impl<'a> Material<'a> {
    /// The case list, where it has cases and is of what is shown.
    fn listed(&self) -> Option<&'a Worklist> {
        let whole = self.summary.scope.groups.is_empty();
        self.worklist
            .filter(|worklist| whole && !worklist.lines.is_empty())
    }
}

/// How a report is made.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The sections wanted; all of them where none is named. What must be told at once and
    /// what the figures rest on are always there.
    pub sections: Vec<Section>,
    /// A title in place of the round's.
    pub title: Option<String>,
    /// The picture of the organisation.
    pub logo: Option<Logo>,
}

impl Options {
    fn wants(&self, section: Section) -> bool {
        self.sections.is_empty() || self.sections.contains(&section)
    }
}

/// The report as a document.
pub fn document(material: &Material<'_>, options: &Options) -> Document {
    let summary = material.summary;
    let mut blocks = Vec::new();
    blocks.extend(empty::callout(summary));
    audited::untold(summary, &mut blocks);
    let actions = material.actions.map_or(0, |actions| actions.left_out);
    audited::left_out(summary, actions, &mut blocks);
    audited::narrowed(summary, &mut blocks);
    for section in Section::ALL {
        if options.wants(section) && (!summary.is_empty() || empty::keeps(section, material)) {
            add(section, material, &mut blocks);
        }
    }
    closing::add(summary, &mut blocks);
    Document {
        title: options.title.clone().unwrap_or_else(|| title(summary)),
        subtitle: Some(audited::about(summary)),
        label: is_personal(material).then(|| LABEL.to_owned()),
        logo: options.logo.clone(),
        blocks,
    }
}

fn add(section: Section, material: &Material<'_>, blocks: &mut Vec<Block>) {
    let summary = material.summary;
    let shown = Shown::Charts;
    // A look at some standards is not a look at the cases as a whole.
    let whole_cases = !summary.scope.narrows_standards();
    match section {
        Section::Page => {
            page::add(material, blocks);
            blocks.push(Block::PageBreak);
        }
        Section::Audited => {
            audited::add(summary, blocks);
            listed::add(material, blocks);
        }
        Section::Working => working::add(summary, shown, blocks),
        Section::Standards => standards::add(summary, shown, blocks),
        Section::Improve => working::add_weaknesses(summary, blocks),
        Section::Differences => differences::add(summary, shown, blocks),
        Section::Discussion => gap::add(summary, shown, blocks),
        Section::Overall if whole_cases => overall::add(summary, shown, blocks),
        Section::Measures if whole_cases => measures::add(summary, blocks),
        Section::Themes if whole_cases => themes::add(summary, blocks),
        Section::Words if whole_cases => spoken::add(material, blocks),
        Section::Actions if whole_cases => actions::add(material, blocks),
        Section::Facts if whole_cases => facts::add(summary, blocks),
        Section::Cases if whole_cases => cases::add(material, blocks),
        Section::Reading => reading::add(summary, blocks),
        Section::Overall
        | Section::Measures
        | Section::Themes
        | Section::Words
        | Section::Actions
        | Section::Facts
        | Section::Cases => {}
    }
}

fn title(summary: &Summary) -> String {
    let mut title = match &summary.round {
        Some(round) => format!("{}: case audit report", round.title),
        None => "Case audit report".to_owned(),
    };
    if words::all_others(summary).is_some()
        && let Some(group) = summary.groups.first()
    {
        title.push_str(&format!(" for {}", group.label));
    }
    title
}

/// Counts of few cases tell of people, in a service as in a hub, and so do quotes and
/// actions: only a report without any of them goes without its label.
fn is_personal(material: &Material<'_>) -> bool {
    let quotes = material
        .quotable
        .is_some_and(|quotable| quotable.quoted > 0);
    let actions = material.actions.is_some_and(|actions| actions.all.all > 0);
    let cases = material.cases.is_some_and(|cases| !cases.is_empty());
    let listed = material.listed().is_some();
    !material.summary.is_empty() || quotes || actions || cases || listed
}
