//! What an audit's row says of itself: what is missing in it, and what cannot be together.
//!
//! It must not know how cells are read.

use super::RowReader;
use crate::diagnostics::{Code, Problem, Problems};
use crate::model::{FactValue, Mark};
use crate::read::audits::column::Slot;
use crate::read::sheet::Row;

impl RowReader<'_> {
    /// The case and the hub must be there.
    pub(super) fn check_key(&self, row: &Row<'_>, problems: &mut Problems) -> bool {
        let mut sound = true;
        for (slot, empty, what) in [
            (
                Slot::Case,
                self.audit.case.is_empty(),
                "the case has no reference",
            ),
            (Slot::Hub, self.audit.hub.is_empty(), "the case has no hub"),
        ] {
            let column = self.binding.slots.iter().position(|s| *s == slot);
            // A spoilt reference was told already, and left the field empty.
            let told = column.is_some_and(|column| !row.get(column).trim().is_empty());
            if empty && !told {
                sound = false;
                problems.push(Problem::error(Code::MissingValue, row.place(column), what));
            }
        }
        sound
    }

    /// Facts that every audit should have, and durations that run backwards.
    pub(super) fn check_facts(&self, row: &Row<'_>, problems: &mut Problems) {
        let tool = self.binding.tool;
        for (position, (fact, value)) in tool.facts.iter().zip(&self.audit.facts).enumerate() {
            if fact.required
                && *value == FactValue::Missing
                && let Some(column) = self.binding.column(Slot::Fact(position))
                && row.get(column).trim().is_empty()
            {
                problems.push(Problem::warning(
                    Code::MissingValue,
                    row.place(Some(column)),
                    format!("`{}` is blank, and every audit should have it", fact.id),
                ));
            }
        }
        for duration in &tool.durations {
            let day = |position: usize| match self.audit.facts.get(position) {
                Some(FactValue::Date(date)) => Some(*date),
                _ => None,
            };
            if let (Some(from), Some(to)) = (day(duration.from), day(duration.to))
                && to < from
            {
                let id =
                    |position: usize| tool.facts.get(position).map_or("", |fact| fact.id.as_str());
                problems.push(
                    Problem::warning(
                        Code::DatesReversed,
                        row.place(self.binding.column(Slot::Fact(duration.to))),
                        format!("`{}` is before `{}`", id(duration.to), id(duration.from)),
                    )
                    .hint("one of the two days is wrong; the time between them is not counted"),
                );
            }
        }
    }

    /// Ratings of standards that the tool's rules leave out.
    pub(super) fn check_rules(&self, row: &Row<'_>, problems: &mut Problems) {
        for &position in &self.ruled {
            let Some(standard) = self.binding.tool.standards.get(position) else {
                continue;
            };
            if standard.applies(&self.audit.facts) {
                continue;
            }
            for &reading in &self.binding.tool.readings {
                let mark = self.audit.ratings.get(position).map(|r| r.reading(reading));
                if matches!(mark, Some(Mark::Level(_))) {
                    problems.push(
                        Problem::warning(
                            Code::RatedOutsideRule,
                            row.place(self.binding.column(Slot::Rating(position, reading))),
                            format!("`{}` is rated, and does not apply to this case by the tool's rule", standard.title),
                        )
                        .hint("the rating is kept and not counted; is the fact that decides it right?"),
                    );
                }
            }
        }
    }
}
