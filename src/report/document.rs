//! A document of typed blocks: what is said and shown, before any format.
//!
//! It exists so that every format walks one value and none computes a figure. It must not
//! know escaping, colours or widths.

use super::chart::Chart;
use super::logo::Logo;
use super::wording::Wording;

/// A whole document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// What it is about.
    pub title: String,
    /// What stands below the title.
    pub subtitle: Option<String>,
    /// How the document is to be handled; stands on every page.
    pub label: Option<String>,
    /// The picture of the organisation; formats without pictures leave it out.
    pub logo: Option<Logo>,
    /// What it says, in reading order.
    pub blocks: Vec<Block>,
}

/// One block of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading; 1 is a section, 2 a part of one.
    Heading {
        /// 1 or 2.
        level: u8,
        /// The words.
        text: String,
    },
    /// Running text.
    Paragraph(String),
    /// Lines that belong together, each with its tone.
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// Something that must not be overlooked.
    Callout {
        /// What sort of thing it is.
        tone: Tone,
        /// The words.
        text: String,
    },
    /// Pairs of a name and what is to be said of it.
    Pairs(Vec<(String, String)>),
    /// Small print: how to read what stands above.
    Note(String),
    /// A chart; the table behind it is the table that follows.
    Chart(Chart),
    /// Words of a worker or a family member.
    Quote {
        /// The words.
        text: String,
        /// Whose words they are.
        source: String,
        /// What sort of thing they are about.
        tone: Tone,
    },
    /// A wording as it was and as it is.
    Wording(Wording),
    /// What follows begins a page, where a format has pages.
    PageBreak,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What sort of thing it is.
    pub tone: Tone,
    /// The words.
    pub text: String,
}

/// The tone of an item, a cell or a callout: always a symbol and a word beside its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A strength.
    Good,
    /// To be improved.
    Improve,
    /// Not working.
    Poor,
    /// Above the others.
    Up,
    /// Below the others.
    Down,
    /// To be looked at by somebody.
    Attention,
    /// Neither.
    Neutral,
}

/// A table with one header row; its first column names the rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What the table shows; stands above it.
    pub caption: Option<String>,
    /// Columns, left to right.
    pub columns: Vec<Column>,
    /// Rows, top to bottom, each with one cell per column.
    pub rows: Vec<Row>,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The words in the header.
    pub title: String,
    /// Where its cells stand.
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Left,
        }
    }

    /// A column of figures.
    pub fn figures(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Right,
        }
    }
}

/// Where a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// One cell per column.
    pub cells: Vec<Cell>,
    /// What the row is to the others.
    pub kind: RowKind,
}

/// What a row is to the other rows of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowKind {
    /// One of the rows.
    #[default]
    Plain,
    /// The title of the rows that follow.
    Group,
    /// A sum of the others, or otherwise to be set apart.
    Total,
}

/// One typed cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A number with the decimals that people are shown.
    Number {
        /// The value.
        value: f64,
        /// Decimals shown.
        decimals: u8,
    },
    /// A part of a whole, "6 of 8"; `of` 0 is shown as unknown, never as nothing.
    Share {
        /// The part.
        count: u64,
        /// The whole.
        of: u64,
        /// The percentage, where the whole is large enough to show one.
        percent: Option<Percent>,
        /// How it stands to the others, where that was tested; shown as a symbol.
        tone: Option<Tone>,
    },
    /// A difference of two shares with its range, each from -1 to 1; shown in points.
    Difference {
        /// The second less the first.
        value: f64,
        /// The lower bound.
        low: f64,
        /// The upper bound.
        high: f64,
    },
    /// A verdict: a symbol and a word.
    Verdict {
        /// What sort of verdict.
        tone: Tone,
        /// The word.
        word: String,
    },
    /// Words that lead to a file beside this one; formats without links show the words.
    Link {
        /// The words.
        text: String,
        /// The name of the file, as it is on the disk.
        file: String,
    },
    /// Unknown or undefined: shown as a dash.
    Unknown,
    /// Nothing to show.
    Empty,
}

impl Cell {
    /// A cell of words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A share in counts alone.
    pub fn share(count: u64, of: u64) -> Self {
        Self::Share {
            count,
            of,
            percent: None,
            tone: None,
        }
    }
}

/// A percentage and, where ratings are independent, its interval; all from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percent {
    /// The share.
    pub value: f64,
    /// The 95 % interval, low and high.
    pub interval: Option<(f64, f64)>,
}
