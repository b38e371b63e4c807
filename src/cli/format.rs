//! The formats in which output can be had: which of them a command offers, which one was
//! asked for, and a document in it.
//!
//! It must not know what is in a document.

use std::ffi::OsStr;
use std::io::IsTerminal as _;
use std::path::Path;

use anyhow::bail;
use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::render;
use crate::report::Document;

/// A format of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading in a terminal
    Text,
    /// For a wiki or a repository
    #[value(alias = "md")]
    Markdown,
    /// To read and to print: one file for any browser
    Html,
    /// To edit in Word or another word processor
    Docx,
    /// To work on in Excel or another spreadsheet program
    Xlsx,
    /// A table for spreadsheets and statistics programs
    Csv,
    /// The whole of it, for programs
    Json,
}

impl Format {
    /// Every format that there is.
    pub(super) const ALL: &'static [Self] = &[
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::Docx,
        Self::Xlsx,
        Self::Csv,
        Self::Json,
    ];
    /// Formats of what has words and no figures.
    pub(super) const OF_WORDS: &'static [Self] =
        &[Self::Text, Self::Markdown, Self::Html, Self::Json];
    /// Formats of tables.
    pub(super) const OF_TABLES: &'static [Self] = &[
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::Csv,
        Self::Json,
    ];
    /// Formats of a report that is handed out.
    pub(super) const OF_REPORTS: &'static [Self] =
        &[Self::Html, Self::Docx, Self::Xlsx, Self::Markdown];
    /// Formats of data for other programs.
    pub(super) const OF_DATA: &'static [Self] = &[Self::Csv, Self::Json];

    /// The ending of its files.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// Is it one that people work on, and that no terminal can show? Such a file is not
    /// replaced unasked.
    pub(super) fn is_edited(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx)
    }

    /// The format that a file's ending says.
    pub(super) fn of_file(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_string_lossy().to_lowercase();
        match ending.as_str() {
            "txt" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The format asked for, or the one that the file's name says; of those that are offered.
    /// Standard output has the first of them.
    ///
    /// # Errors
    /// A name that says none, or another one than is asked for; standard output that is a
    /// terminal, which cannot show the format.
    pub(super) fn of(
        asked: Option<Self>,
        file: Option<&Path>,
        offered: &[Self],
    ) -> anyhow::Result<Self> {
        let Some(file) = file.filter(|file| *file != Path::new("-")) else {
            let format = asked.or_else(|| offered.first().copied());
            let format = format.unwrap_or(Self::Text);
            if format.is_edited() && std::io::stdout().is_terminal() {
                bail!(
                    "a terminal cannot show such a file: name one with -o, such as -o report.{}",
                    format.ending()
                );
            }
            return Ok(format);
        };
        let shown = file.display();
        let named = Self::of_file(file);
        match (asked, named.filter(|named| offered.contains(named))) {
            (None, Some(named)) => Ok(named),
            (None, None) if named.is_some() => bail!(
                "there is no .{} of this: end the name in {}",
                named.map_or("", Self::ending),
                endings(offered)
            ),
            (None, None) => bail!(
                "`{shown}` does not say which format is wanted: end it in {}, or add --format{}",
                endings(offered),
                if is_pdf(file) && offered.contains(&Self::Html) {
                    ". For a PDF write .html, open it in a browser and print it to a PDF"
                } else {
                    ""
                }
            ),
            (Some(_), _) if is_others(file) => bail!(
                "`{shown}` has the ending of a format that is not written here: end it in {}",
                endings(offered)
            ),
            (Some(asked), _) => match named {
                // What is text may be kept under the name of a plain text.
                Some(named) if named != asked && (named != Self::Text || asked.is_edited()) => {
                    bail!(
                        "`{shown}` ends in .{}, and --format says {}: leave one of them out",
                        named.ending(),
                        asked.ending()
                    )
                }
                _ => Ok(asked),
            },
        }
    }

    /// A document in this format; data has none of its own, and is the page as text.
    ///
    /// # Errors
    /// A document that the format cannot hold.
    pub(super) fn lay_out(
        self,
        document: &Document,
        width: usize,
        color: bool,
    ) -> anyhow::Result<Vec<u8>> {
        Ok(match self {
            Self::Text | Self::Csv | Self::Json => {
                render::text::text(document, width, color).into_bytes()
            }
            Self::Markdown => render::markdown::markdown(document).into_bytes(),
            Self::Html => render::html::html(document).into_bytes(),
            Self::Docx => render::word::docx(document)?,
            Self::Xlsx => render::spreadsheet::xlsx(document)?,
        })
    }
}

/// Has the file the ending of a format that programs would take it for, and that it would not
/// be in?
fn is_others(file: &Path) -> bool {
    let ending = file.extension().map(|ending| ending.to_string_lossy());
    let ending = ending.map(|ending| ending.to_lowercase());
    let others = ["doc", "odt", "rtf", "pdf", "xls", "xlsm", "ods"];
    ending.is_some_and(|ending| others.contains(&ending.as_str()))
}

fn is_pdf(file: &Path) -> bool {
    file.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

/// The endings of formats, as they stand in a sentence.
fn endings(formats: &[Format]) -> String {
    let endings: Vec<String> = formats
        .iter()
        .map(|format| format!(".{}", format.ending()))
        .collect();
    match endings.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        some => some.concat(),
    }
}

/// Takes the formats that a command offers, and no other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offered(pub(super) &'static [Format]);

impl TypedValueParser for Offered {
    type Value = Format;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Format, clap::Error> {
        let values = self.0.iter().filter_map(ValueEnum::to_possible_value);
        let named = PossibleValuesParser::new(values).parse_ref(command, argument, value)?;
        Format::from_str(&named, false)
            .map_err(|_| clap::Error::new(clap::error::ErrorKind::InvalidValue).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(
            self.0.iter().filter_map(ValueEnum::to_possible_value),
        ))
    }
}
