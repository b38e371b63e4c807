//! Paragraphs and the runs of words in them.
//!
//! Word takes the properties of a paragraph or a run in one order only; that order is kept
//! here and nowhere else. It must not know blocks.

use super::element::{Element, element, valued};
use crate::render::palette::{Colour, Fill};
use crate::render::shown::{self, Shown};
use crate::report::Tone;

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    style: &'static str,
    keep_next: bool,
    new_page: bool,
    number: Option<u32>,
    edge: Option<Colour>,
    fill: Option<Colour>,
    justify: Option<&'static str>,
    runs: Vec<Element>,
}

impl Paragraph {
    /// An empty paragraph of a style.
    pub(super) fn of(style: &'static str) -> Self {
        Self {
            style,
            ..Self::default()
        }
    }

    /// One run more.
    pub(super) fn run(mut self, run: Element) -> Self {
        self.runs.push(run);
        self
    }

    /// More runs.
    pub(super) fn runs(mut self, runs: impl IntoIterator<Item = Element>) -> Self {
        self.runs.extend(runs);
        self
    }

    /// Stays on the page of the paragraph that follows.
    pub(super) fn keep_next(mut self, keep: bool) -> Self {
        self.keep_next = keep;
        self
    }

    /// Begins a page.
    pub(super) fn new_page(mut self, new: bool) -> Self {
        self.new_page = new;
        self
    }

    /// An item of a list of the document's numbering.
    pub(super) fn item_of(mut self, list: u32) -> Self {
        self.number = Some(list);
        self
    }

    /// A thick rule at the left.
    pub(super) fn edge(mut self, colour: Colour) -> Self {
        self.edge = Some(colour);
        self
    }

    /// A fill behind the whole paragraph.
    pub(super) fn fill(mut self, colour: Colour) -> Self {
        self.fill = Some(colour);
        self
    }

    /// Where its lines stand: `right` or `center`; at the left otherwise.
    pub(super) fn justify(mut self, side: Option<&'static str>) -> Self {
        self.justify = side;
        self
    }

    /// As XML.
    pub(super) fn element(self) -> Element {
        let mut properties = element("w:pPr").with(valued("w:pStyle", self.style));
        if self.keep_next {
            properties = properties.with(element("w:keepNext"));
        }
        if self.new_page {
            properties = properties.with(element("w:pageBreakBefore"));
        }
        if let Some(list) = self.number {
            properties = properties.with(
                element("w:numPr")
                    .with(valued("w:ilvl", "0"))
                    .with(element("w:numId").number("w:val", list)),
            );
        }
        if let Some(colour) = self.edge {
            properties = properties.with(
                element("w:pBdr").with(
                    valued("w:left", "single")
                        .set("w:sz", "24")
                        .set("w:space", "8")
                        .set("w:color", colour.hex()),
                ),
            );
        }
        if let Some(colour) = self.fill {
            properties = properties.with(shading(colour));
        }
        if let Some(side) = self.justify {
            properties = properties.with(valued("w:jc", side));
        }
        element("w:p").with(properties).with_all(self.runs)
    }
}

/// A plain fill, of a paragraph or a cell.
pub(super) fn shading(colour: Colour) -> Element {
    valued("w:shd", "clear")
        .set("w:color", "auto")
        .set("w:fill", colour.hex())
}

/// How a run looks, where that differs from its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// A style of characters.
    pub(super) style: Option<&'static str>,
    /// Bold.
    pub(super) bold: bool,
    /// Struck through.
    pub(super) strike: bool,
    /// Underlined.
    pub(super) underline: bool,
    /// The colour of the words.
    pub(super) ink: Option<Colour>,
    /// The size of the words, in half points.
    pub(super) size: Option<u32>,
    /// A fill and words on it; stands before `ink`.
    pub(super) shade: Option<Fill>,
}

impl Look {
    /// Bold or not, and nothing else.
    pub(super) fn bold(bold: bool) -> Self {
        Self {
            bold,
            ..Self::default()
        }
    }

    /// A symbol, from a typeface that has it.
    pub(super) fn symbol(ink: Option<Colour>) -> Self {
        Self {
            style: Some("Symbol"),
            ink,
            ..Self::default()
        }
    }
}

/// Words as one run.
pub(super) fn run(words: impl Into<String>, look: Look) -> Element {
    run_of(
        look,
        element("w:t").set("xml:space", "preserve").words(words),
    )
}

/// Something as one run.
pub(super) fn run_of(look: Look, content: Element) -> Element {
    let ink = look.shade.map(|shade| shade.words).or(look.ink);
    let mut properties = Vec::new();
    if let Some(style) = look.style {
        properties.push(valued("w:rStyle", style));
    }
    if look.bold {
        properties.push(element("w:b"));
        properties.push(element("w:bCs"));
    }
    if look.strike {
        properties.push(element("w:strike"));
    }
    if let Some(ink) = ink {
        properties.push(valued("w:color", ink.hex()));
    }
    if let Some(size) = look.size {
        properties.push(element("w:sz").number("w:val", size));
        properties.push(element("w:szCs").number("w:val", size));
    }
    if look.underline {
        properties.push(valued("w:u", "single"));
    }
    if let Some(shade) = look.shade {
        properties.push(
            valued("w:bdr", "single")
                .set("w:sz", "4")
                .set("w:space", "0")
                .set("w:color", shade.edge.hex()),
        );
        properties.push(shading(shade.ground));
    }
    let run = element("w:r");
    let run = if properties.is_empty() {
        run
    } else {
        run.with(element("w:rPr").with_all(properties))
    };
    run.with(content)
}

/// A symbol and a space before the words that it stands for.
pub(super) fn symbol(tone: Tone, ink: Option<Colour>) -> [Element; 2] {
    [
        run(shown::symbol(tone).to_string(), Look::symbol(ink)),
        run("\u{a0}", Look::default()),
    ]
}

/// A cell as it is shown: its symbol, if it begins with one, from a typeface that has it.
pub(super) fn shown(cell: &Shown, bold: bool, ink: Option<Colour>) -> Vec<Element> {
    let whole = cell.whole();
    if whole.is_empty() {
        return Vec::new();
    }
    let look = Look {
        ink,
        ..Look::bold(bold)
    };
    let symbol = cell.tone.map(shown::symbol);
    match symbol.and_then(|symbol| Some((symbol, whole.strip_prefix(symbol)?))) {
        Some((symbol, rest)) => vec![
            run(symbol.to_string(), Look::symbol(ink)),
            run(rest.to_owned(), look),
        ],
        None => vec![run(whole, look)],
    }
}
