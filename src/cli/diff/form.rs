//! The forms in which a comparison can be had.
//!
//! It must not know what is compared.

use std::path::Path;

use anyhow::bail;
use clap::ValueEnum;

/// The forms in which a comparison can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
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
    /// One tidy table: section, group, item, measure, count, of, value
    Csv,
    /// The whole analysis, for programs
    Json,
}

impl Form {
    /// The form asked for, or the one that a file's name says.
    ///
    /// # Errors
    /// A file name that says none.
    pub(super) fn of(asked: Option<Self>, file: Option<&Path>) -> anyhow::Result<Self> {
        let Some(file) = file.filter(|file| *file != Path::new("-")) else {
            return Ok(asked.unwrap_or(Self::Text));
        };
        match (asked, Self::of_file(file)) {
            (None, Some(form)) => Ok(form),
            (Some(asked), Some(form)) if form.is_binary() && asked != form => bail!(
                "`{}` is a name for another form than --format asks for: leave one of them out",
                file.display()
            ),
            (Some(asked), _) => Ok(asked),
            (None, None) => bail!(
                "`{}` does not say which format is wanted: end it in .txt, .md, .html, .docx, .xlsx, .csv or .json, or add --format",
                file.display()
            ),
        }
    }

    fn of_file(file: &Path) -> Option<Self> {
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

    /// Is it nothing that a terminal could show?
    pub(super) fn is_binary(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx)
    }
}
