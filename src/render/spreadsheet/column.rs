//! What becomes of one column of the document: a column for each part of its cells.
//!
//! It must not know rows.

use std::collections::BTreeSet;

use super::value::{Value, value, words};
use crate::render::workbook::limits::short;
use crate::report::{Align, Cell, RowKind, Table};

/// The most UTF-16 units of a document's header.
const HEADER: usize = 32_000;

/// Which part of a cell of the document a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The title of a group of rows.
    Group,
    /// The cell as it is.
    Whole,
    /// The part of a share.
    Number,
    /// The whole of a share.
    OutOf,
    /// The percentage.
    Percent,
    /// The lower end of its range.
    Low,
    /// The upper end of its range.
    High,
    /// How it stands to the others.
    Tone,
    /// Whether a row is a total.
    Kind,
}

impl Part {
    fn suffix(self) -> &'static str {
        match self {
            Self::Group | Self::Whole | Self::Kind => "",
            Self::Number => " (number)",
            Self::OutOf => " (out of)",
            Self::Percent => " (share)",
            Self::Low => " (range from)",
            Self::High => " (range to)",
            Self::Tone => " (stands out)",
        }
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// The header; no other column of the table has it.
    pub(super) title: String,
    /// The header of the document's column.
    pub(super) of: String,
    /// What of that column's cells it holds.
    pub(super) part: Part,
    /// Does it hold figures?
    pub(super) figures: bool,
    /// Do its cells stand at the right?
    pub(super) right: bool,
}

impl Column {
    pub(super) fn new(of: &str, part: Part, figures: bool) -> Self {
        Self {
            title: format!("{of}{}", part.suffix()),
            of: of.to_owned(),
            part,
            figures,
            right: figures,
        }
    }
}

/// A spreadsheet program wants every header to differ from the others in more than case.
pub(super) fn distinct(columns: &mut [Column]) {
    let mut taken = BTreeSet::new();
    for column in columns {
        let title = column.title.clone();
        let mut nth = 2_u64;
        while !taken.insert(column.title.to_lowercase()) {
            column.title = format!("{title} ({nth})");
            nth += 1;
        }
    }
}

/// What becomes of one column of the document.
pub(super) struct Plan {
    /// The header.
    pub(super) title: String,
    /// The parts, each a column.
    pub(super) parts: Vec<Part>,
    /// Is there any figure in it?
    pub(super) figures: bool,
    /// Do its cells stand at the right?
    pub(super) right: bool,
}

impl Plan {
    pub(super) fn of(table: &Table, place: usize) -> Self {
        let title = table.columns.get(place);
        // Room is left for what is said of its part.
        let title = title
            .map(|column| short(&words(&column.title), HEADER))
            .unwrap_or_default();
        let title = if title.is_empty() {
            format!("Column {}", place + 1)
        } else {
            title
        };
        let rows = table.rows.iter().filter(|row| row.kind != RowKind::Group);
        let (mut shares, mut figures) = (false, false);
        let (mut percents, mut ranges, mut tones) = (false, false, false);
        for cell in rows.filter_map(|row| row.cells.get(place)) {
            match cell {
                Cell::Share { percent, tone, .. } => {
                    (shares, figures) = (true, true);
                    tones |= tone.is_some();
                    if let Some(percent) = percent.filter(|percent| percent.value.is_finite()) {
                        percents = true;
                        ranges |= percent.interval.is_some();
                    }
                }
                Cell::Difference { .. } => (figures, ranges) = (true, true),
                Cell::Count(_) | Cell::Number { .. } => figures = true,
                Cell::Text(_)
                | Cell::Link { .. }
                | Cell::Verdict { .. }
                | Cell::Unknown
                | Cell::Empty => {}
            }
        }
        let mut parts = vec![if shares { Part::Number } else { Part::Whole }];
        let more = [
            (Part::OutOf, shares),
            (Part::Percent, percents),
            (Part::Low, ranges),
            (Part::High, ranges),
            (Part::Tone, tones),
        ];
        parts.extend(more.into_iter().filter(|(_, is)| *is).map(|(part, _)| part));
        let column = table.columns.get(place);
        Self {
            title,
            parts,
            figures,
            right: column.is_some_and(|column| column.align == Align::Right),
        }
    }

    pub(super) fn values(&self, cell: &Cell) -> impl Iterator<Item = Value> {
        let figures = self.figures;
        self.parts
            .iter()
            .map(move |part| value(cell, *part, figures))
    }
}
