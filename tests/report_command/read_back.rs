//! A report as whoever opens it has it: its tables under their headings, and its words.

use crate::{excel_file, markup, word_file};

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
    /// Headings of the first level.
    pub headings: Vec<String>,
    /// Headings of the second level; a web page alone tells them.
    pub parts: Vec<String>,
    /// All words outside of tables and drawings, in reading order.
    pub words: String,
}

/// Reads a report in one of its forms.
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
