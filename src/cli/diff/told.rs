//! A comparison as it is asked for: laid out, as a table, or whole.
//!
//! It must not know how rounds are read or compared.

use super::Arguments;
use super::pair::hub_id;
use super::round::ReadRound;
use crate::analysis::comparison::Comparison;
use crate::cli::page::Shown;
use crate::model::fold;
use crate::render;
use crate::report::Document;
use crate::report::comparison::{rounds, series};

/// What is to be shown.
pub(super) struct Told<'t> {
    pub(super) baseline: &'t ReadRound<'t>,
    pub(super) later: &'t [ReadRound<'t>],
    pub(super) compared: &'t [Comparison],
    pub(super) arguments: &'t Arguments,
}

impl Told<'_> {
    /// The label of the fact that groups cases.
    fn grouped_by(&self) -> Option<String> {
        let name = self.arguments.by_fact()?;
        let facts = &self.later.last()?.source.tool.facts;
        let fact = facts.iter().find(|fact| fold(&fact.id) == fold(name))?;
        Some(fact.label.clone())
    }

    /// The ids of the hubs that are asked for, as any of the rounds has them.
    fn hubs(&self) -> Vec<String> {
        let mut ids = Vec::new();
        for name in &self.arguments.hub {
            let compared = self.compared.iter();
            ids.extend(compared.filter_map(|one| hub_id(name, &one.practice)));
        }
        ids
    }
}

impl Shown for Told<'_> {
    fn document(&self, with_charts: bool) -> Document {
        let rounds = std::iter::once(self.baseline).chain(self.later);
        let options = rounds::Options {
            percent_from: self.arguments.percent_from,
            hubs: self.hubs(),
            by: self.grouped_by(),
            charts: with_charts,
            explain: self.arguments.explain,
            left_out: rounds.filter_map(ReadRound::left_out).collect(),
        };
        match (self.compared, self.later) {
            ([one], [after]) => {
                let tools = (&self.baseline.source.tool, &after.source.tool);
                rounds::document(one, tools, &options)
            }
            _ => series::document(self.compared, &options),
        }
    }

    fn csv(&self) -> anyhow::Result<String> {
        let records = match self.compared {
            [one] => rounds::records(one),
            several => series::records(several),
        };
        render::csv::csv(&records, false, false)
    }

    fn json(&self) -> anyhow::Result<String> {
        match self.compared {
            [one] => render::json::json(one),
            several => render::json::json(&series::json(several)),
        }
    }
}
