//! How a page that is printed is to look: the options that every such command has.
//!
//! It must not know what stands on the page.

use std::path::PathBuf;

use clap::Args;

use super::{Format, Output};
use crate::render;
use crate::report::Document;

/// How problems are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Listing {
    /// For people
    Text,
    /// For programs
    Json,
}

/// How a page is to look.
#[derive(Debug, Args)]
pub(super) struct Page {
    /// The form of the output; otherwise as the name after -o says, or text
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) format: Option<Format>,
    /// Write to this file, for its owner alone
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Columns of text on a line; otherwise the terminal's width, or 100
    #[arg(long, value_name = "COLUMNS")]
    pub(super) width: Option<u16>,
}

impl Page {
    /// The format asked for, or the one that the file's name says.
    ///
    /// # Errors
    /// A file name that says none.
    pub(super) fn format(&self) -> anyhow::Result<Format> {
        Format::of(self.format, self.output.as_deref())
    }

    /// Writes a page; what it is made of is made for its format alone.
    ///
    /// # Errors
    /// A format that there is none of, or a stream or file that cannot be written.
    pub(super) fn write(
        &self,
        document: impl FnOnce() -> Document,
        csv: impl FnOnce() -> anyhow::Result<String>,
        json: impl FnOnce() -> anyhow::Result<String>,
        output: &mut Output,
    ) -> anyhow::Result<()> {
        let file = self.output.as_deref();
        let text = match self.format()? {
            Format::Text => {
                let width = Output::width(self.width, file);
                render::text::text(&document(), width, output.color(file))
            }
            Format::Markdown => render::markdown::markdown(&document()),
            Format::Html => render::html::html(&document()),
            Format::Csv => csv()?,
            Format::Json => json()?,
        };
        output.data(text.as_bytes(), file)
    }
}
