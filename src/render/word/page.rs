//! The page: its size, and what stands at its head and foot.
//!
//! The first page shows the handling label alone, as the title stands below it. It must not
//! know blocks.

use super::element::{Element, element};
use super::paragraph::{Look, Paragraph, run, run_of};

/// How wide the words of a page are, in twentieths of a point: A4 less its margins.
pub(super) const WIDTH: u32 = 11_906 - 2 * MARGIN;

/// The names that the document has for the heads and the foot.
pub(super) const FIRST_HEAD: &str = "firstHead";
pub(super) const HEAD: &str = "head";
pub(super) const FOOT: &str = "foot";

/// Left and right, in twentieths of a point.
const MARGIN: u32 = 1_191;

/// The most letters of a title that stand in a head.
const LETTERS: usize = 70;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The head of the first page.
pub(super) fn first_head(label: &str) -> Element {
    head(label, None)
}

/// The head of every page but the first.
pub(super) fn later_head(label: &str, title: &str) -> Element {
    head(label, Some(title))
}

fn head(label: &str, title: Option<&str>) -> Element {
    let mut paragraph = Paragraph::of("Header").run(run(label, Look::bold(true)));
    if let Some(title) = title {
        paragraph = paragraph
            .run(run_of(Look::default(), element("w:tab")))
            .run(run(short(title), Look::default()));
    }
    root("w:hdr").with(paragraph.element())
}

/// The title as far as it leaves the head on one line.
fn short(title: &str) -> String {
    match title.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", title.get(..end).unwrap_or_default().trim_end()),
        None => title.to_owned(),
    }
}

/// The foot of every page: "Page 1 of 9".
pub(super) fn foot() -> Element {
    let words = |words: &str| run(words, Look::default());
    root("w:ftr").with(
        Paragraph::of("Footer")
            .run(words("Page "))
            .runs(field(" PAGE "))
            .run(words(" of "))
            .runs(field(" NUMPAGES "))
            .element(),
    )
}

fn field(what: &'static str) -> Vec<Element> {
    let mark = |sort| {
        run_of(
            Look::default(),
            element("w:fldChar").set("w:fldCharType", sort),
        )
    };
    vec![
        mark("begin"),
        run_of(
            Look::default(),
            element("w:instrText")
                .set("xml:space", "preserve")
                .words(what),
        ),
        mark("separate"),
        run("1", Look::default()),
        mark("end"),
    ]
}

fn root(name: &'static str) -> Element {
    element(name).set("xmlns:w", MAIN)
}

/// The whole document around its body.
pub(super) fn document(body: Vec<Element>) -> Element {
    element("w:document")
        .set("xmlns:w", MAIN)
        .set("xmlns:r", OFFICE)
        .set(
            "xmlns:wp",
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        )
        .set(
            "xmlns:a",
            "http://schemas.openxmlformats.org/drawingml/2006/main",
        )
        .set(
            "xmlns:pic",
            "http://schemas.openxmlformats.org/drawingml/2006/picture",
        )
        .set(
            "xmlns:mc",
            "http://schemas.openxmlformats.org/markup-compatibility/2006",
        )
        .set(
            "xmlns:wpg",
            "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        )
        .set(
            "xmlns:wps",
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        )
        .with(element("w:body").with_all(body).with(section()))
}

fn section() -> Element {
    let reference = |name, sort, part| element(name).set("w:type", sort).set("r:id", part);
    element("w:sectPr")
        .with(reference("w:headerReference", "default", HEAD))
        .with(reference("w:headerReference", "first", FIRST_HEAD))
        .with(reference("w:footerReference", "default", FOOT))
        .with(reference("w:footerReference", "first", FOOT))
        .with(element("w:pgSz").set("w:w", "11906").set("w:h", "16838"))
        .with(
            element("w:pgMar")
                .set("w:top", "1361")
                .number("w:right", MARGIN)
                .set("w:bottom", "1247")
                .number("w:left", MARGIN)
                .set("w:header", "567")
                .set("w:footer", "567")
                .set("w:gutter", "0"),
        )
        .with(element("w:cols").set("w:space", "708"))
        .with(element("w:titlePg"))
}
