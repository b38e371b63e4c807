//! A table of Word's, whatever stands in it.
//!
//! It exists so that the tables and the charts of a document are one sort of table: the
//! header is said to be one and repeats on every page, no row is torn, no cell is merged,
//! and widths are fixed. Lengths are twentieths of a point. It must not know blocks.

use super::element::{Element, element, valued};
use super::paragraph::{Paragraph, shading};
use crate::render::palette::Colour;

/// A row with more letters than this in a cell may run over a page.
const TEARS: usize = 1_200;

/// Tables with no more rows, and about no more lines, than this stay on one page: with what
/// leads up to them they are shorter than that.
const TOGETHER: usize = 14;
const LINES: usize = 36;

/// So many rows, the header among them, stay together at the head of a longer table, and as
/// many at its foot.
const FEW: usize = 3;

/// About the width of a letter.
const LETTER: usize = 92;

/// A table. The first row is its header.
pub(super) struct Grid {
    /// Its style.
    pub(super) style: &'static str,
    /// What it shows, for people who cannot see it.
    pub(super) title: String,
    /// How it is set out, for people who cannot see it.
    pub(super) description: String,
    /// One per column.
    pub(super) widths: Vec<u32>,
    /// Top to bottom, each with one cell per column.
    pub(super) rows: Vec<Line>,
    /// Must its last row stay with what follows?
    pub(super) keep_next: bool,
}

/// One row.
#[derive(Default)]
pub(super) struct Line {
    /// Left to right.
    pub(super) cells: Vec<Place>,
    /// Must it stay with the row that follows?
    pub(super) keep_next: bool,
    /// At least so high.
    pub(super) height: Option<u32>,
}

/// One cell.
pub(super) struct Place {
    /// What stands in it.
    pub(super) paragraph: Paragraph,
    /// How many letters that is.
    pub(super) letters: usize,
    /// Behind it.
    pub(super) fill: Option<Colour>,
    /// Lines around it: side, eighths of a point, colour.
    pub(super) edges: Vec<(Edge, u32, Colour)>,
    /// Room at the left and at the right, where not that of the style.
    pub(super) sides: Option<(u32, u32)>,
}

/// A side of a cell, in the order in which Word takes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    /// Above.
    Top,
    /// At the left.
    Left,
    /// At the right.
    Right,
}

impl Place {
    /// A cell with nothing but what stands in it.
    pub(super) fn of(paragraph: Paragraph, letters: usize) -> Self {
        Self {
            paragraph,
            letters,
            fill: None,
            edges: Vec::new(),
            sides: None,
        }
    }

    /// The cell with a fill.
    pub(super) fn fill(mut self, fill: Option<Colour>) -> Self {
        self.fill = fill.or(self.fill);
        self
    }

    /// The cell with a line at one side.
    pub(super) fn edge(mut self, edge: Edge, weight: u32, colour: Colour) -> Self {
        self.edges.push((edge, weight, colour));
        self
    }

    /// The cell with other room at its sides.
    pub(super) fn sides(mut self, left: u32, right: u32) -> Self {
        self.sides = Some((left, right));
        self
    }

    fn element(self, width: u32, keep_next: bool) -> Element {
        let mut properties =
            element("w:tcPr").with(element("w:tcW").number("w:w", width).set("w:type", "dxa"));
        let mut edges = self.edges;
        edges.sort_by_key(|(edge, ..)| *edge);
        if !edges.is_empty() {
            properties = properties.with(element("w:tcBorders").with_all(edges.into_iter().map(
                |(edge, weight, colour)| {
                    let name = match edge {
                        Edge::Top => "w:top",
                        Edge::Left => "w:left",
                        Edge::Right => "w:right",
                    };
                    valued(name, "single")
                        .number("w:sz", weight)
                        .set("w:space", "0")
                        .set("w:color", colour.hex())
                },
            )));
        }
        if let Some(fill) = self.fill {
            properties = properties.with(shading(fill));
        }
        if let Some((left, right)) = self.sides {
            let side = |name, width: u32| element(name).number("w:w", width).set("w:type", "dxa");
            properties = properties.with(
                element("w:tcMar")
                    .with(side("w:left", left))
                    .with(side("w:right", right)),
            );
        }
        element("w:tc")
            .with(properties)
            .with(self.paragraph.keep_next(keep_next).element())
    }
}

impl Grid {
    /// As XML.
    pub(super) fn element(self) -> Element {
        let width: u32 = self.widths.iter().sum();
        let properties = element("w:tblPr")
            .with(valued("w:tblStyle", self.style))
            .with(element("w:tblW").number("w:w", width).set("w:type", "dxa"))
            .with(element("w:tblLayout").set("w:type", "fixed"))
            .with(
                valued("w:tblLook", "06A0")
                    .set("w:firstRow", "1")
                    .set("w:lastRow", "0")
                    .set("w:firstColumn", "1")
                    .set("w:lastColumn", "0")
                    .set("w:noHBand", "1")
                    .set("w:noVBand", "1"),
            )
            .with(valued("w:tblCaption", self.title))
            .with(valued("w:tblDescription", self.description));
        let columns = element("w:tblGrid").with_all(
            self.widths
                .iter()
                .map(|&width| element("w:gridCol").number("w:w", width)),
        );
        let count = self.rows.len();
        let widths = self.widths;
        let lines: usize = self.rows.iter().map(|row| row.lines(&widths)).sum();
        let together = count <= TOGETHER && lines <= LINES;
        let after = self.keep_next;
        let rows = self.rows.into_iter().enumerate().map(|(position, row)| {
            let left = count - position - 1;
            let ends = position + 1 < FEW || left < FEW;
            let keep_next = match left {
                0 => after,
                _ => together || ends || row.keep_next,
            };
            row.element(&widths, position == 0, keep_next)
        });
        element("w:tbl")
            .with(properties)
            .with(columns)
            .with_all(rows)
    }
}

impl Line {
    /// About how many lines its words take.
    fn lines(&self, widths: &[u32]) -> usize {
        let cells = self.cells.iter().zip(widths);
        let lines = cells.map(|(cell, width)| {
            let room = usize::try_from(width.saturating_sub(140)).unwrap_or(0);
            let length = cell.letters.saturating_mul(LETTER);
            length.div_ceil(room.max(LETTER))
        });
        lines.max().unwrap_or(0).max(1)
    }

    fn element(self, widths: &[u32], header: bool, keep_next: bool) -> Element {
        let whole = self.cells.iter().all(|cell| cell.letters <= TEARS);
        let mut properties = element("w:trPr");
        if whole {
            properties = properties.with(element("w:cantSplit"));
        }
        if let Some(height) = self.height {
            properties = properties.with(
                element("w:trHeight")
                    .number("w:val", height)
                    .set("w:hRule", "atLeast"),
            );
        }
        if header {
            properties = properties.with(element("w:tblHeader"));
        }
        element("w:tr").with(properties).with_all(
            widths
                .iter()
                .zip(self.cells)
                .map(|(&width, cell)| cell.element(width, keep_next && whole)),
        )
    }
}
