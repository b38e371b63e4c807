//! The contents list: a field of Word's whose entries are filled in.
//!
//! Each entry is a link that works at once. Only Word knows on which page a heading will
//! stand, so no page is guessed: page numbers appear when the reader has the list updated,
//! and no question is asked when the document is opened. It must not know blocks.

use super::element::{Element, element, valued};
use super::paragraph::{Look, Paragraph, run, run_of};

/// What the field says: headings of the first level, as links.
const FIELD: &str = " TOC \\o \"1-1\" \\h \\z \\u ";

/// Fewer headings than this need no list.
const FEW: usize = 3;

/// The name of the place where the heading with this position stands.
pub(super) fn place(position: u32) -> String {
    format!("_Toc{position:06}")
}

/// A heading's words with the marks around them that entries lead to.
pub(super) fn marked(position: u32, words: Element) -> [Element; 3] {
    [
        element("w:bookmarkStart")
            .number("w:id", position)
            .set("w:name", place(position)),
        words,
        element("w:bookmarkEnd").number("w:id", position),
    ]
}

/// The list; nothing for few headings.
pub(super) fn list(headings: &[(u32, String)], new_page: bool) -> Option<Element> {
    if headings.len() < FEW {
        return None;
    }
    let mark = |sort| {
        run_of(
            Look::default(),
            element("w:fldChar").set("w:fldCharType", sort),
        )
    };
    let mut entries = Vec::new();
    for (number, (position, words)) in headings.iter().enumerate() {
        let mut entry = Paragraph::of("TOC1");
        if number == 0 {
            entry = entry
                .run(mark("begin"))
                .run(run_of(
                    Look::default(),
                    element("w:instrText")
                        .set("xml:space", "preserve")
                        .words(FIELD),
                ))
                .run(mark("separate"));
        }
        entry = entry.run(
            element("w:hyperlink")
                .set("w:anchor", place(*position))
                .set("w:history", "1")
                .with(run(words.clone(), Look::default())),
        );
        if number + 1 == headings.len() {
            entry = entry.run(mark("end"));
        }
        entries.push(entry.element());
    }
    let title = Paragraph::of("TOCHeading")
        .new_page(new_page)
        .run(run("Contents", Look::default()));
    Some(
        element("w:sdt")
            .with(
                element("w:sdtPr").with(
                    element("w:docPartObj")
                        .with(valued("w:docPartGallery", "Table of Contents"))
                        .with(element("w:docPartUnique")),
                ),
            )
            .with(
                element("w:sdtContent")
                    .with(title.element())
                    .with_all(entries),
            ),
    )
}
