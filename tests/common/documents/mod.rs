//! A document as whoever opens it has it: its tables under their headings, and its words.
//!
//! Each form is read by other means than it was written by.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses a part of this"
)]

pub mod excel_file;
mod markup;
pub mod word_file;

/// A table as it stands in a file, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The heading that it stands under.
    pub section: String,
    /// What stands above it; blank where nothing does.
    pub caption: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A file that was read back.
#[derive(Debug, Clone, Default)]
pub struct Back {
    /// In reading order.
    pub tables: Vec<Table>,
    /// Where each table is from, as a sheet of a workbook says it; elsewhere nothing.
    pub from: Vec<String>,
    /// Headings of the first level.
    pub headings: Vec<String>,
    /// Headings of the second level; a web page alone tells them.
    pub parts: Vec<String>,
    /// All words outside of tables and drawings, in reading order.
    pub words: String,
}

impl Back {
    /// Tables stand in a workbook as they do on the page of the same document: a sheet says
    /// in one line which section, and which part of it, it is from, and calls a table
    /// without a caption as its part.
    pub fn stands_as_on(&mut self, page: &Self) {
        assert_eq!(self.from.len(), self.tables.len());
        for (table, from) in self.tables.iter_mut().zip(&self.from) {
            let section = page.headings.iter().find(|heading| {
                let part = from.strip_prefix(heading.as_str());
                part.is_some_and(|part| part.is_empty() || part.starts_with(": "))
            });
            let section = section.unwrap_or_else(|| panic!("no section {from}"));
            table.section.clone_from(section);
            if page.parts.contains(&table.caption) {
                table.caption.clear();
            }
        }
    }
}

/// Reads a document in one of its forms.
pub fn read(bytes: &[u8], form: &str) -> Back {
    match form {
        "html" => markup::html(bytes),
        "md" => markup::markdown(bytes),
        "docx" => word_file::read(bytes),
        "xlsx" => excel_file::read(bytes),
        _ => panic!("no reader for .{form}"),
    }
}

/// One line: every run of white space, glue included, is one space.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
