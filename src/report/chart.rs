//! Charts: what is drawn, before any format.
//!
//! A chart holds figures and words, never places or colours; the table behind it stands
//! after it in the document. It must not know how a format draws.

use super::document::Tone;

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The finding, as a headline.
    pub title: String,
    /// What is measured.
    pub subtitle: String,
    /// What a person who cannot see the chart is told in its place: the finding in full.
    pub alternative: String,
    /// What is drawn.
    pub drawn: Drawn,
}

/// What a chart draws.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawn {
    /// Bars of levels that part at the line between working and not working; what is not
    /// evidenced or not applicable stands apart at the right.
    Levels(LevelBars),
    /// A table of shares in which the shade says how large each is.
    Heat(Heat),
    /// Shares with their intervals on a line from 0 to 1.
    Dots(Dots),
    /// From one share to another: from the record to after the discussion.
    Arrows(Arrows),
}

/// Which side of the middle a level stands on, and how far out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Practice that works; 0 is nearest to the middle.
    Working(u8),
    /// Practice that needs improving; 0 is nearest to the middle.
    Improve(u8),
    /// Practice that does not work; stands outside what needs improving.
    NotWorking(u8),
    /// Stands apart: not evidenced.
    NotEvidenced,
    /// Stands apart: not applicable, left out or missing.
    Apart,
}

/// One part of every bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelKey {
    /// The words shown to people.
    pub label: String,
    /// Where it stands.
    pub side: Side,
}

/// Bars of levels.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelBars {
    /// The parts, best first, then those apart.
    pub keys: Vec<LevelKey>,
    /// The bars, top to bottom.
    pub bars: Vec<LevelBar>,
}

/// One bar, or the title of those that follow.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelBar {
    /// The words shown to people.
    pub label: String,
    /// One count per key; empty for the title of the bars that follow.
    pub counts: Vec<u64>,
}

/// A table of shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// Columns, left to right.
    pub columns: Vec<String>,
    /// Rows, top to bottom.
    pub rows: Vec<HeatRow>,
}

/// One row of a table of shares.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatRow {
    /// The words shown to people.
    pub label: String,
    /// One cell per column; `of` 0 is unknown.
    pub cells: Vec<HeatCell>,
    /// Is it the sum of the others?
    pub total: bool,
}

/// One share in a table of shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeatCell {
    /// The part.
    pub count: u64,
    /// The whole.
    pub of: u64,
    /// Does it stand out beyond chance?
    pub tone: Option<Tone>,
}

/// Shares with intervals.
#[derive(Debug, Clone, PartialEq)]
pub struct Dots {
    /// The share of all groups together, drawn as a line through all rows.
    pub all: Option<(f64, String)>,
    /// Rows, top to bottom.
    pub rows: Vec<Dot>,
}

/// One share with its interval.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// The words shown to people.
    pub label: String,
    /// The part.
    pub count: u64,
    /// The whole; 0 is unknown, and nothing is drawn.
    pub of: u64,
    /// From 0 to 1, low and high.
    pub interval: Option<(f64, f64)>,
}

/// From one share to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrows {
    /// What the beginnings are: "by the record".
    pub from: String,
    /// What the ends are: "after the discussion".
    pub to: String,
    /// Rows, top to bottom.
    pub rows: Vec<Arrow>,
}

/// From one share to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrow {
    /// The words shown to people.
    pub label: String,
    /// The beginning.
    pub from: Part,
    /// The end.
    pub to: Part,
}

impl Arrow {
    /// Are both ends known? Nothing is drawn where one is not.
    pub fn is_known(&self) -> bool {
        self.from.of > 0 && self.to.of > 0
    }
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The part.
    pub count: u64,
    /// The whole; 0 is unknown.
    pub of: u64,
}

impl Part {
    /// So many of so many.
    pub fn new(count: u64, of: u64) -> Self {
        Self { count, of }
    }
}
