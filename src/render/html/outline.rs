//! The headings of a document: their identifiers, and the list of contents.
//!
//! Identifiers count places, so the same document has the same ones, and words from data
//! are no part of them. It must not know what stands under the headings.

use maud::{Markup, html};

use crate::report::Block;

use super::words::line;

/// Parts are listed too where the list stays this short.
const MOST_ENTRIES: usize = 45;
/// Fewer sections than this need no list.
const FEWEST_SECTIONS: usize = 3;

/// A heading that is listed.
struct Entry {
    words: String,
    id: String,
    parts: Vec<(String, String)>,
}

/// All headings, in reading order.
pub(super) struct Outline {
    entries: Vec<Entry>,
}

/// The identifier of a heading by the numbers of its section and, below that, its part.
pub(super) fn id(section: usize, part: usize) -> String {
    if part == 0 {
        format!("section-{section}")
    } else {
        format!("section-{section}-{part}")
    }
}

impl Outline {
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for block in blocks {
            let Block::Heading { level, text } = block else {
                continue;
            };
            let words = line(text);
            let section = entries.len();
            match entries.last_mut() {
                Some(entry) if *level > 1 => {
                    let part = id(section, entry.parts.len() + 1);
                    entry.parts.push((words, part));
                }
                _ => entries.push(Entry {
                    words,
                    id: id(section + 1, 0),
                    parts: Vec::new(),
                }),
            }
        }
        Self { entries }
    }

    /// The list twice: folded for small screens, beside the text for wide ones. The style
    /// sheet shows one of them, so no script is needed. Nothing where it is of no use.
    pub(super) fn contents(&self) -> Markup {
        if self.entries.len() < FEWEST_SECTIONS {
            return html! {};
        }
        html! {
            nav.contents-folded aria-label="Contents" {
                details { summary { "Contents" } (self.list()) }
            }
            nav.contents-beside aria-label="Contents, beside the report" {
                p.contents-title aria-hidden="true" { "Contents" }
                (self.list())
            }
        }
    }

    fn list(&self) -> Markup {
        let parts: usize = self.entries.iter().map(|entry| entry.parts.len()).sum();
        let deep = self.entries.len() + parts <= MOST_ENTRIES;
        html! {
            ol {
                @for entry in &self.entries {
                    li {
                        a href={ "#" (entry.id) } { (entry.words) }
                        @if deep && !entry.parts.is_empty() {
                            ol {
                                @for (words, id) in &entry.parts {
                                    li { a href={ "#" (id) } { (words) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
