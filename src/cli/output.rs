//! Where output goes: standard output or a file for its owner alone, whole or not at all.
//!
//! It must not know what is written.

use std::io::{IsTerminal, Write};
use std::path::Path;

use anyhow::{Context, bail};

use super::format::Format;
use super::rounds_own::keep_rounds;
use crate::diagnostics::{self, Problems, Severity};

/// The width of a page where there is no terminal.
const PAGE: usize = 100;

/// The narrowest page that is laid out.
const NARROWEST: usize = 40;

/// The streams of one run.
pub(crate) struct Output {
    color: bool,
    quiet: bool,
}

impl Output {
    pub(crate) fn new(color: bool, quiet: bool) -> Self {
        Self { color, quiet }
    }

    /// Is nothing to be said but errors?
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Is colour wanted for what goes to this place?
    pub(crate) fn color(&self, file: Option<&Path>) -> bool {
        self.color && to_file(file).is_none()
    }

    /// The width of the page: as asked, as wide as the terminal, or 100.
    pub(crate) fn width(asked: Option<u16>, file: Option<&Path>) -> usize {
        let terminal = || {
            if to_file(file).is_some() || !std::io::stdout().is_terminal() {
                return None;
            }
            terminal_size::terminal_size().map(|(width, _)| width.0)
        };
        asked
            .or_else(terminal)
            .map_or(PAGE, |width| usize::from(width).max(NARROWEST))
    }

    /// Writes data to standard output, or to a file whole or not at all.
    ///
    /// # Errors
    /// A stream or a file that cannot be written, or a file that belongs to a round.
    pub(crate) fn data(&mut self, data: &[u8], file: Option<&Path>) -> anyhow::Result<()> {
        if let Some(file) = to_file(file) {
            return write_private(data, file);
        }
        let choice = if self.color {
            anstream::ColorChoice::AlwaysAnsi
        } else {
            anstream::ColorChoice::Never
        };
        if self.color {
            let mut stream = anstream::AutoStream::new(std::io::stdout().lock(), choice);
            stream.write_all(data).and_then(|()| stream.flush())
        } else {
            let mut stream = std::io::stdout().lock();
            stream.write_all(data).and_then(|()| stream.flush())
        }
        .context("the output cannot be written")
    }

    /// Writes data to standard output, or to a file that is not there yet, whole or not at
    /// all.
    ///
    /// # Errors
    /// A stream that cannot be written; a file that is there already or cannot be written.
    pub(crate) fn new_data(&mut self, data: &[u8], file: &Path) -> anyhow::Result<()> {
        let Some(file) = to_file(Some(file)) else {
            return self.data(data, None);
        };
        keep_rounds(file)?;
        let shown = file.display();
        let there = || {
            format!(
                "`{shown}` is there already, and is left as it is: choose another name, or add --force to replace it"
            )
        };
        if file.symlink_metadata().is_ok() {
            bail!("{}", there());
        }
        // It is moved into place only where nothing has come to stand there meanwhile.
        match beside(data, file)?.persist_noclobber(file) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
                bail!("{}", there())
            }
            Err(error) => Err(error.error).with_context(|| format!("`{shown}` cannot be written")),
        }
    }

    /// Writes output in a form. A file that somebody may have worked on is replaced by
    /// `force` alone.
    ///
    /// # Errors
    /// A stream or a file that cannot be written, or is not to be replaced.
    pub(crate) fn in_format(
        &mut self,
        data: &[u8],
        format: Format,
        file: Option<&Path>,
        force: bool,
    ) -> anyhow::Result<()> {
        match file {
            Some(file) if format.is_edited() && !force => self.new_data(data, file),
            _ => self.data(data, file),
        }
    }

    /// Tells of problems on standard error; warnings and notes unless all is to be quiet.
    pub(crate) fn problems(&self, problems: &Problems) {
        let severities: &[Severity] = if self.quiet {
            &[Severity::Error]
        } else {
            &[Severity::Error, Severity::Warning, Severity::Note]
        };
        self.say(&diagnostics::text(problems, severities));
    }

    /// Tells of the problems that keep something from being made.
    pub(crate) fn in_the_way(&self, problems: &Problems, of: &str) {
        self.problems(problems);
        let errors = problems.count(Severity::Error);
        let (problem, is) = if errors == 1 {
            ("problem", "is")
        } else {
            ("problems", "are")
        };
        self.say(&format!(
            "{errors} {problem} {is} in the way of {of}: put right what stands above and run it again\n"
        ));
    }

    /// Says what was done, unless nothing is to be said but errors.
    pub(crate) fn done(&self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Says something on standard error, whatever becomes of it there.
    #[expect(
        clippy::unused_self,
        reason = "all that is said goes through the run's output"
    )]
    pub(crate) fn say(&self, text: &str) {
        let _ = std::io::stderr()
            .lock()
            .write_all(harmless(text).as_bytes());
    }
}

/// The file that was named; `-` is standard output.
fn to_file(file: Option<&Path>) -> Option<&Path> {
    file.filter(|file| *file != Path::new("-"))
}

/// Writes a file for its owner alone: beside its place first, then into it in one step.
///
/// # Errors
/// The place belongs to a round, or cannot be written to.
pub(super) fn write_private(data: &[u8], file: &Path) -> anyhow::Result<()> {
    keep_rounds(file)?;
    // A link is written through; what is no file (a device, a pipe) is left as it is.
    let real = file.is_symlink().then(|| std::fs::canonicalize(file));
    let real = real.and_then(Result::ok);
    let file = real.as_deref().unwrap_or(file);
    if file.exists() && !file.is_file() {
        bail!("`{}` is no file that can be replaced", file.display());
    }
    let shown = file.display();
    let new = beside(data, file)?;
    new.persist(file)
        .map_err(|error| error.error)
        .with_context(|| format!("`{shown}` cannot be replaced: if it is open in another program, close it there and try again"))?;
    Ok(())
}

/// Makes a folder for its owner alone, where there is none yet.
///
/// # Errors
/// The place is a file, or cannot be written to.
pub(super) fn private_folder(folder: &Path) -> anyhow::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .with_context(|| format!("the folder `{}` cannot be made", folder.display()))
}

/// The data in a temporary file beside its place, for its owner alone.
fn beside(data: &[u8], file: &Path) -> anyhow::Result<tempfile::NamedTempFile> {
    let folder = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let shown = file.display();
    let mut new = tempfile::NamedTempFile::new_in(folder)
        .map_err(|error| {
            let kind = error.kind();
            if kind == std::io::ErrorKind::NotFound {
                anyhow::anyhow!("`{shown}` cannot be written: there is no such folder")
            } else {
                anyhow::anyhow!(
                    "`{shown}` cannot be written: is there such a folder, and is it yours to write in? ({kind})"
                )
            }
        })?;
    // Errors of the file itself name no temporary one.
    let inner = new.as_file_mut();
    inner
        .write_all(data)
        .and_then(|()| inner.sync_all())
        .with_context(|| format!("`{shown}` cannot be written"))?;
    Ok(new)
}

/// Lines without what would steer a terminal: names of files and arguments may hold it.
pub(super) fn harmless(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(diagnostics::plain).collect();
    lines.join("\n")
}
