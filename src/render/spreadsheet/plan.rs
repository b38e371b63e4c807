//! What stands on which sheet: one table each, and every word of the document somewhere.
//!
//! Words that lead up to a table or explain it stand between its title and it; lists, pairs
//! and quotes become a table of words. What ends the document in words alone explains the
//! whole, and stands with the notes. It must not know looks or widths.

use std::collections::BTreeMap;

use super::figures::Drawing;
use super::grid::Grid;
use super::value::words;
use super::walk::Walk;
use crate::report::{Block, Document, Item, Tone};

/// One sheet after the first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    /// What it shows.
    pub(super) title: String,
    /// The section that it is from; empty where the title says it.
    pub(super) section: String,
    /// What is found, as a headline.
    pub(super) finding: Option<String>,
    /// What is said between title and table.
    pub(super) remarks: Vec<String>,
    /// The table; nothing where there are words only.
    pub(super) grid: Option<Grid>,
    /// Is the table one of words?
    pub(super) of_words: bool,
    /// What is drawn of it.
    pub(super) drawing: Option<Drawing>,
    /// What a person who cannot see the drawing is told.
    pub(super) alternative: String,
    /// What stands with the notes as well.
    pub(super) notes: Vec<String>,
}

/// One line of the first sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line {
    /// A heading of level 1 or 2.
    Heading(u8, String),
    /// Running text.
    Text(String),
    /// A line with its tone.
    Toned(Tone, String),
}

/// A note and what it is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Note {
    pub(super) about: String,
    pub(super) text: String,
}

/// All of a workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Plan {
    pub(super) cover: Vec<Line>,
    pub(super) sheets: Vec<Sheet>,
    /// What explains the whole, in the document's order.
    pub(super) general: Vec<Note>,
}

impl Plan {
    pub(super) fn of(document: &Document) -> Self {
        let blocks = &document.blocks;
        let page = blocks.iter().position(|block| *block == Block::PageBreak);
        let is_section = |block: &Block| matches!(block, Block::Heading { level: 0 | 1, .. });
        let first = page.or_else(|| blocks.iter().position(is_section));
        let (front, rest) = blocks.split_at(first.unwrap_or(blocks.len()));
        let mut plan = Self::default();
        let mut sections = sections(rest);
        plan.front(front);
        let explaining = sections
            .iter()
            .rposition(|section| !section.explains())
            .map_or(0, |last| last + 1);
        let last = sections.split_off(explaining);
        for section in sections {
            plan.section(&section);
        }
        for section in last {
            plan.general.extend(section.notes());
        }
        plan.tell_apart();
        plan
    }

    /// Sheets of one title say what their rows are.
    fn tell_apart(&mut self) {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for sheet in &self.sheets {
            *count.entry(sheet.title.clone()).or_default() += 1;
        }
        for sheet in &mut self.sheets {
            let Some(grid) = sheet.grid.as_ref().filter(|_| !sheet.of_words) else {
                continue;
            };
            let column = grid.columns.get(grid.name_column());
            if let Some(column) = column.filter(|_| count.get(&sheet.title) > Some(&1)) {
                sheet.title = format!("{}, by “{}”", sheet.title, column.title);
            }
        }
    }

    /// The first page: words on the first sheet, whatever else there is on its own.
    fn front(&mut self, blocks: &[Block]) {
        let mut tables = Vec::new();
        for block in blocks {
            match block {
                Block::Table(_) | Block::Chart(_) => tables.push(block),
                Block::Heading { level, text } => {
                    self.line(text, |text| Line::Heading((*level).clamp(1, 2), text));
                }
                Block::Paragraph(text) | Block::Note(text) => self.line(text, Line::Text),
                Block::Callout { tone, text } => {
                    self.line(text, |text| Line::Toned(*tone, text));
                }
                Block::List(items) => {
                    for Item { tone, text } in items {
                        self.line(text, |text| Line::Toned(*tone, text));
                    }
                }
                Block::Pairs(pairs) => {
                    for (name, value) in pairs {
                        self.line(&format!("{name}: {value}"), Line::Text);
                    }
                }
                Block::Quote { text, source, tone } => {
                    let quote = format!("“{}” {}", words(text), words(source));
                    self.line(&quote, |text| Line::Toned(*tone, text));
                }
                Block::Wording(wording) => {
                    self.line(&wording.of, Line::Text);
                    for line in wording.lines() {
                        self.line(&line, Line::Text);
                    }
                }
                Block::PageBreak => {}
            }
        }
        let section = Section {
            title: String::new(),
            blocks: tables,
        };
        self.section(&section);
    }

    fn line(&mut self, text: &str, line: impl FnOnce(String) -> Line) {
        let text = words(text);
        if !text.is_empty() {
            self.cover.push(line(text));
        }
    }

    fn section(&mut self, section: &Section<'_>) {
        let mut walk = Walk::new(self, &section.title);
        let mut blocks = section.blocks.iter().copied().peekable();
        while let Some(block) = blocks.next() {
            if let Block::Chart(chart) = block {
                let behind = blocks.peek().copied();
                if walk.chart(chart, behind) {
                    blocks.next();
                }
            } else if let Block::Table(table) = block {
                walk.table(table);
            } else {
                walk.words(block);
            }
        }
        walk.end();
    }
}

/// A heading of the first level and what stands under it.
struct Section<'a> {
    title: String,
    blocks: Vec<&'a Block>,
}

fn sections(blocks: &[Block]) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for block in blocks {
        if let Block::Heading { level: 0 | 1, text } = block {
            sections.push(Section {
                title: words(text),
                blocks: Vec::new(),
            });
        } else if let Some(section) = sections.last_mut() {
            section.blocks.push(block);
        } else if *block != Block::PageBreak {
            sections.push(Section {
                title: String::new(),
                blocks: vec![block],
            });
        }
    }
    sections
}

impl Section<'_> {
    /// Is it words that take no side: pairs and lists, and no finding?
    fn explains(&self) -> bool {
        let is_word = |block: &&Block| match block {
            Block::Pairs(_) | Block::Paragraph(_) | Block::Note(_) | Block::PageBreak => true,
            Block::List(items) => items.iter().all(|item| item.tone == Tone::Neutral),
            Block::Heading { .. }
            | Block::Table(_)
            | Block::Callout { .. }
            | Block::Chart(_)
            | Block::Wording(_)
            | Block::Quote { .. } => false,
        };
        let listed = |block: &&Block| matches!(block, Block::Pairs(_) | Block::List(_));
        self.blocks.iter().all(is_word) && self.blocks.iter().any(listed)
    }

    fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        let mut add = |about: String, text: &str| {
            notes.push(Note {
                about,
                text: words(text),
            });
        };
        for block in &self.blocks {
            match block {
                Block::Pairs(pairs) => {
                    for (name, value) in pairs {
                        add(format!("{}: {}", self.title, words(name)), value);
                    }
                }
                Block::List(items) => {
                    for item in items {
                        add(self.title.clone(), &item.text);
                    }
                }
                Block::Paragraph(text) | Block::Note(text) => add(self.title.clone(), text),
                Block::Heading { .. }
                | Block::Table(_)
                | Block::Callout { .. }
                | Block::Chart(_)
                | Block::Wording(_)
                | Block::Quote { .. }
                | Block::PageBreak => {}
            }
        }
        notes
    }
}
