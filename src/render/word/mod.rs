//! A document as a Word file: `WordprocessingML` in a zip archive.
//!
//! Written by ourselves over an XML and a zip writer, because what makes a table or a
//! picture accessible (headers that repeat, alternative texts) and what makes a file the
//! same each time must be ours to say. Words from data stand in text alone: no field, link
//! or style comes of them. It must not know what the figures mean.

mod chart;
mod columns;
mod contents;
mod drawing;
mod element;
mod grid;
mod keep;
mod logo;
mod package;
mod page;
mod paragraph;
mod styles;
mod table;

use anyhow::Context as _;

use super::{palette, plain};
use crate::report::{
    Block, Chart, Document, Item, Logo, LogoKind, PieceKind, Table, Tone, Wording,
};
use drawing::Ids;
use element::Element;
use package::Part;
use paragraph::{Look, Paragraph, run, symbol};

/// The bytes of a .docx file.
///
/// # Errors
/// The logo is no picture of its kind.
pub fn docx(document: &Document) -> anyhow::Result<Vec<u8>> {
    let title = plain::line(&document.title);
    let body = Body::of(document)?;
    let parts = parts(document, &title)?;
    package::packed(&title, &page::document(body.elements), &parts)
}

/// The parts beside the document itself.
fn parts(document: &Document, title: &str) -> anyhow::Result<Vec<Part>> {
    let label = document.label.as_deref().map(plain::line);
    let label = label.unwrap_or_default();
    let part = |file, relation, id, bytes| Part {
        file,
        relation,
        id,
        sort: Some(format!("{}.{relation}+xml", package::WORD)),
        bytes,
    };
    let mut parts = vec![
        part("styles.xml", "styles", "styles", styles::styles()),
        part(
            "numbering.xml",
            "numbering",
            "numbering",
            styles::numbering().part()?,
        ),
        part("settings.xml", "settings", "settings", styles::settings()),
        part("fontTable.xml", "fontTable", "fonts", styles::fonts()),
        part(
            "header1.xml",
            "header",
            page::FIRST_HEAD,
            page::first_head(&label).part()?,
        ),
        part(
            "header2.xml",
            "header",
            page::HEAD,
            page::later_head(&label, title).part()?,
        ),
        part("footer1.xml", "footer", page::FOOT, page::foot().part()?),
        Part {
            file: "theme/theme1.xml",
            relation: "theme",
            id: "theme",
            sort: Some("application/vnd.openxmlformats-officedocument.theme+xml".to_owned()),
            bytes: styles::theme(),
        },
    ];
    if let Some(logo) = &document.logo {
        parts.push(Part {
            file: match logo.kind {
                LogoKind::Png => "media/logo.png",
                LogoKind::Jpeg => "media/logo.jpeg",
            },
            relation: "image",
            id: LOGO,
            sort: None,
            bytes: logo.bytes.clone(),
        });
    }
    Ok(parts)
}

/// The name that the document has for its logo.
const LOGO: &str = "logo";

/// Lists of no more lines than this stay on one page.
const FEW: usize = 4;

/// Must a line of a list stay with the next? None stands on a page by itself.
fn is_end(position: usize, count: usize) -> bool {
    let left = count.saturating_sub(position + 1);
    left > 0 && (position == 0 || left == 1 || count <= FEW)
}

/// The blocks without the tables that a chart tells as they are.
fn shown(blocks: &[Block]) -> Vec<&Block> {
    let befores = [None].into_iter().chain(blocks.iter().map(Some));
    let pairs = befores.zip(blocks);
    pairs
        .filter(|pair| match pair {
            (Some(Block::Chart(chart)), Block::Table(table)) => !chart::is_told_by(table, chart),
            _ => true,
        })
        .map(|(_, block)| block)
        .collect()
}

/// The headings of the first level that say something, with their positions.
fn headings(blocks: &[Block]) -> Vec<(u32, String)> {
    let mut headings = Vec::new();
    for block in blocks {
        if let Block::Heading { level: 0 | 1, text } = block {
            let text = plain::line(text);
            if !text.is_empty() {
                let position = u32::try_from(headings.len()).unwrap_or(u32::MAX);
                headings.push((position, text));
            }
        }
    }
    headings
}

/// The body as far as it is written.
#[derive(Default)]
struct Body {
    elements: Vec<Element>,
    ids: Ids,
    /// Headings of the first level so far.
    headings: u32,
    /// Does what follows begin a page?
    new_page: bool,
    /// Does the end of what is written now stay with what follows it?
    keep_next: bool,
}

impl Body {
    /// All of a document.
    fn of(document: &Document) -> anyhow::Result<Self> {
        let mut body = Self::default();
        if let Some(logo) = &document.logo {
            body.logo(logo)?;
        }
        body.titles(document);
        let blocks = shown(&document.blocks);
        // The first page is the story alone, where it is parted from the rest.
        let paged = blocks.iter().position(|block| **block == Block::PageBreak);
        let contents = paged.map_or(0, |position| position + 1);
        for (position, (block, keep)) in blocks.iter().zip(keep::with_next(&blocks)).enumerate() {
            if position == contents {
                body.contents(&headings(&document.blocks));
            }
            body.keep_next = keep;
            body.block(block);
        }
        Ok(body)
    }

    fn push(&mut self, paragraph: Paragraph) {
        let new_page = std::mem::take(&mut self.new_page);
        self.elements.push(paragraph.new_page(new_page).element());
    }

    /// Words in a style; nothing for none.
    fn words(&mut self, style: &'static str, words: &str) {
        let words = plain::line(words);
        if !words.is_empty() {
            let paragraph = Paragraph::of(style).keep_next(self.keep_next);
            self.push(paragraph.run(run(words, Look::default())));
        }
    }

    fn logo(&mut self, logo: &Logo) -> anyhow::Result<()> {
        let (width, height) = logo::size(logo).with_context(|| {
            let kind = match logo.kind {
                LogoKind::Png => "PNG",
                LogoKind::Jpeg => "JPEG",
            };
            format!("the logo cannot be read as a {kind} picture; give another file")
        })?;
        let alternative = plain::line(&logo.alternative);
        let number = self.ids.next();
        let picture = drawing::picture(width, height, number, &alternative, LOGO);
        self.push(Paragraph::of("Logo").run(picture));
        Ok(())
    }

    fn titles(&mut self, document: &Document) {
        self.words("Title", &document.title);
        if let Some(subtitle) = &document.subtitle {
            self.words("Subtitle", subtitle);
        }
    }

    fn contents(&mut self, headings: &[(u32, String)]) {
        if let Some(list) = contents::list(headings, self.new_page) {
            self.new_page = false;
            self.elements.push(list);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level: 0 | 1, text } => self.heading(text),
            Block::Heading { text, .. } => self.words("Heading2", text),
            Block::Paragraph(text) => self.words("BodyText", text),
            Block::List(items) => self.list(items),
            Block::Table(table) => self.table(table),
            Block::Callout { tone, text } => self.callout(*tone, text),
            Block::Pairs(pairs) => self.pairs(pairs),
            Block::Note(text) => self.words("Note", text),
            Block::Chart(chart) => self.chart(chart),
            Block::Quote { text, source, tone } => self.quote(text, source, *tone),
            Block::Wording(wording) => self.wording(wording),
            Block::PageBreak => self.new_page = true,
        }
    }

    fn heading(&mut self, text: &str) {
        let text = plain::line(text);
        if text.is_empty() {
            return;
        }
        let words = run(text, Look::default());
        let marked = contents::marked(self.headings, words);
        self.headings = self.headings.saturating_add(1);
        self.push(Paragraph::of("Heading1").runs(marked));
    }

    fn list(&mut self, items: &[Item]) {
        for (position, Item { tone, text }) in items.iter().enumerate() {
            let words = run(plain::line(text), Look::default());
            self.push(
                Paragraph::of("ListBullet")
                    .keep_next(is_end(position, items.len()))
                    .item_of(styles::list(*tone))
                    .run(words),
            );
        }
    }

    fn table(&mut self, table: &Table) {
        let parts = table::parts(table, page::WIDTH);
        if parts.is_empty() {
            self.words("Caption", table.caption.as_deref().unwrap_or_default());
        }
        let count = parts.len();
        for (position, part) in parts.into_iter().enumerate() {
            self.words("Caption", &part.caption);
            self.grid(part.grid, position + 1 == count);
        }
    }

    /// Two tables with nothing between them would be one.
    fn grid(&mut self, mut grid: grid::Grid, last: bool) {
        if self.new_page {
            self.push(Paragraph::of("Gap"));
        }
        let keep = last && self.keep_next;
        grid.keep_next = keep;
        self.elements.push(grid.element());
        self.push(Paragraph::of("Gap").keep_next(keep));
    }

    fn callout(&mut self, tone: Tone, text: &str) {
        let text = plain::line(text);
        if text.is_empty() {
            return;
        }
        let (light, strong) = (palette::wash(tone), palette::tone(tone));
        let mut callout = Paragraph::of("Callout").edge(strong).fill(light);
        if tone != Tone::Neutral {
            callout = callout.runs(symbol(tone, Some(strong)));
        }
        self.push(callout.run(run(text, Look::default())));
    }

    fn pairs(&mut self, pairs: &[(String, String)]) {
        for (position, (name, value)) in pairs.iter().enumerate() {
            let name = plain::line(name);
            let mut paragraph = Paragraph::of("Pair").keep_next(is_end(position, pairs.len()));
            if !name.is_empty() {
                paragraph = paragraph.run(run(format!("{name}: "), Look::bold(true)));
            }
            self.push(paragraph.run(run(plain::line(value), Look::default())));
        }
    }

    /// Words taken out are struck through, words put in underlined and bold.
    fn wording(&mut self, wording: &Wording) {
        let of = plain::line(&wording.of);
        if !of.is_empty() {
            self.push(
                Paragraph::of("Pair")
                    .keep_next(true)
                    .run(run(of, Look::bold(true))),
            );
        }
        let sides = wording.sides();
        let count = sides.len();
        for (position, (name, pieces)) in sides.into_iter().enumerate() {
            let mut paragraph = Paragraph::of("Pair")
                .keep_next(position + 1 < count)
                .run(run(format!("{name}:"), Look::default()));
            for piece in pieces {
                let look = Look {
                    bold: piece.kind == PieceKind::Added,
                    underline: piece.kind == PieceKind::Added,
                    strike: piece.kind == PieceKind::Removed,
                    ..Look::default()
                };
                // The space is no part of what is struck through.
                paragraph = paragraph
                    .run(run(" ", Look::default()))
                    .run(run(plain::line(&piece.text), look));
            }
            self.push(paragraph);
        }
    }

    fn quote(&mut self, text: &str, source: &str, tone: Tone) {
        let strong = palette::tone(tone);
        let text = format!("“{}”", plain::line(text));
        let source = plain::line(source);
        let said = !source.is_empty();
        self.push(
            Paragraph::of("Quote")
                .keep_next(said)
                .edge(strong)
                .run(run(text, Look::default())),
        );
        if said {
            self.push(
                Paragraph::of("QuoteSource")
                    .edge(strong)
                    .runs(symbol(tone, Some(strong)))
                    .run(run(source, Look::default())),
            );
        }
        // The edges of two quotes with nothing between them would be one.
        self.push(Paragraph::of("Gap"));
    }

    fn chart(&mut self, chart: &Chart) {
        self.words("ChartTitle", &chart.title);
        self.words("ChartMeasure", &chart.subtitle);
        let picture = chart::picture(chart, page::WIDTH, &mut self.ids);
        if !picture.key.is_empty() {
            self.push(Paragraph::of("ChartKey").runs(picture.key));
        }
        let count = picture.grids.len();
        for (position, grid) in picture.grids.into_iter().enumerate() {
            self.grid(grid, position + 1 == count);
        }
    }
}
