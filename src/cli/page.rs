//! How what is printed is to look: the options that every such command has.
//!
//! It must not know what stands on the page.

use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::Output;
use super::format::{Format, Offered};
use crate::report::Document;

/// How problems are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Listing {
    /// For people
    Text,
    /// For programs
    Json,
}

/// The forms that a command offers; standard output has the first.
pub(super) trait Offer {
    const FORMS: &'static [Format];
}

/// Tables, and their figures for programs.
#[derive(Debug)]
pub(super) enum Tables {}

impl Offer for Tables {
    const FORMS: &'static [Format] = Format::OF_TABLES;
}

/// Words without figures.
#[derive(Debug)]
pub(super) enum Words {}

impl Offer for Words {
    const FORMS: &'static [Format] = Format::OF_WORDS;
}

/// Everything that there is.
#[derive(Debug)]
pub(super) enum Everything {}

impl Offer for Everything {
    const FORMS: &'static [Format] = Format::ALL;
}

/// How a page is to look.
#[derive(Debug, Args)]
pub(super) struct Page<O: Offer = Tables> {
    /// The form of the output; otherwise as the name after -o says, or text
    #[arg(long, value_name = "FORMAT", value_parser = Offered(O::FORMS))]
    format: Option<Format>,
    /// Write to this file, for its owner alone
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Columns of text on a line; otherwise the terminal's width, or 100
    #[arg(long, value_name = "COLUMNS")]
    width: Option<u16>,
    #[arg(skip)]
    offer: PhantomData<O>,
}

/// What can be shown in a form that a page may have. What is not asked for is not made.
pub(super) trait Shown {
    /// It, as it is laid out: with charts where the form can draw them.
    fn document(&self, with_charts: bool) -> Document;

    /// It, as a tidy table.
    ///
    /// # Errors
    /// There is none.
    fn csv(&self) -> anyhow::Result<String> {
        bail!("there are no figures here, so there is no CSV: use text, markdown, html or json")
    }

    /// It, whole, for programs.
    ///
    /// # Errors
    /// What JSON cannot hold.
    fn json(&self) -> anyhow::Result<String>;
}

impl<O: Offer> Page<O> {
    /// The file that was named.
    pub(super) fn file(&self) -> Option<&Path> {
        self.output
            .as_deref()
            .filter(|file| *file != Path::new("-"))
    }

    /// The form asked for, or the one that the file's name says.
    ///
    /// # Errors
    /// As with [`Format::of`].
    pub(super) fn format(&self) -> anyhow::Result<Format> {
        Format::of(self.format, self.file(), O::FORMS)
    }

    /// Writes a page, over a file that is there too; one that somebody may have worked on is
    /// replaced by `force` alone.
    ///
    /// # Errors
    /// A form that there is none of, a stream or file that cannot be written, a file that is
    /// not to be replaced.
    pub(super) fn write(
        &self,
        shown: &impl Shown,
        force: bool,
        output: &mut Output,
    ) -> anyhow::Result<()> {
        let file = self.file();
        let format = self.format()?;
        let bytes = match format {
            Format::Csv => shown.csv()?.into_bytes(),
            Format::Json => shown.json()?.into_bytes(),
            Format::Text | Format::Markdown | Format::Html | Format::Docx | Format::Xlsx => {
                let with_charts = matches!(format, Format::Html | Format::Docx | Format::Xlsx);
                let width = Output::width(self.width, file);
                format.lay_out(&shown.document(with_charts), width, output.color(file))?
            }
        };
        output.in_format(&bytes, format, file, force)
    }
}
