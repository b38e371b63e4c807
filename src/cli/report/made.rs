//! Reports as documents, and documents as bytes.
//!
//! It must not know where they are written.

use super::material::Tables;
use crate::analysis::actions::ActionSummary;
use crate::analysis::summary::{GroupInfo, Judged, Quotable, Summary};
use crate::cli::format::Format;
use crate::cli::summing::Gathered;
use crate::read::Source;
use crate::report::Document;
use crate::report::round::{self, Material, Options};

/// Columns of a page of text, which no report is.
const PAGE: usize = 100;

/// A report before it has a form.
pub(super) struct Report {
    pub(super) document: Document,
    /// Cases that count in it.
    pub(super) cases: u64,
}

/// Everything that the reports of one run are made of.
pub(super) struct Made<'m> {
    pub(super) source: &'m Source,
    pub(super) gathered: &'m Gathered<'m>,
    pub(super) tables: &'m Tables,
    pub(super) options: &'m Options,
}

impl Made<'_> {
    /// The tests that every report of the round rests on.
    pub(super) fn judged(&self) -> Judged {
        Judged::new(&self.gathered.input(None))
    }

    /// The report of what was asked for, or of one group alone.
    pub(super) fn report(&self, judged: &Judged, group: Option<&GroupInfo>) -> Report {
        let input = self.gathered.input(group.map(|group| group.id.as_str()));
        let summary = Summary::of_judged(&input, judged);
        let tool = &self.source.tool;
        let no_hubs = Vec::new();
        let round = self.source.round.as_ref();
        let hubs = round.map_or(&no_hubs, |round| &round.hubs);
        // Actions and cases are of hubs: with a fact in their place there is no part of them.
        let only = match summary.scope.groups.as_slice() {
            [only] if !summary.grouped_by.is_fact => Some(only.as_str()),
            _ => None,
        };
        let label = |id: &str| {
            let hub = hubs.iter().find(|hub| hub.id == id);
            hub.map_or_else(|| id.to_owned(), |hub| hub.label.clone())
        };
        let named = self.gathered.cases.is_some();
        let actions = self.tables.actions.as_ref().map(|read| ActionSummary {
            left_out: read.left_out,
            ..ActionSummary::new(&read.all, tool, only.map(label).as_deref(), named)
        });
        let cases = self.gathered.cases.clone();
        let cases = cases.map(|cases| cases.into_rows(hubs, only));
        let quotable = Quotable::of(&input);
        let material = Material {
            summary: &summary,
            worklist: self.tables.worklist.as_ref(),
            quotable: quotable.as_ref(),
            actions: actions.as_ref(),
            cases: cases.as_deref(),
        };
        Report {
            document: round::document(&material, self.options),
            cases: summary.audited.all.cases,
        }
    }
}

/// A report in one format.
///
/// # Errors
/// A document that the format cannot hold.
pub(super) fn bytes(document: &Document, format: Format) -> anyhow::Result<Vec<u8>> {
    // Nothing that is handed out is as wide as a terminal, or steers one.
    format.lay_out(document, PAGE, false)
}
