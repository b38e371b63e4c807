//! Commands: arguments, streams and exit codes, one file a command.
//!
//! Data goes to standard output, everything else to standard error. This is the only
//! folder that knows all others.

mod changing;
mod check;
mod diff;
mod erase;
mod export;
mod format;
mod import;
mod init;
mod machine;
mod named;
mod output;
mod page;
mod reading;
mod record;
mod report;
mod round_files;
mod rounds_own;
mod summary;
mod summing;
mod template;
mod tool;
mod typed;
mod withheld;
mod worklist;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

pub(crate) use output::Output;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// All is well.
    Fine,
    /// The data has problems.
    Problems,
}

/// Strengths-based case audits, summed up over locality hubs.
///
/// An audit tool (a TOML file) says which standards are looked for in a case and how they
/// are rated. Audits stand in a spreadsheet, one row a case. The hub summary says what is
/// working, what is not and what needs improving, with counts before percentages, and
/// calls nothing a difference that chance explains.
#[derive(Debug, Parser)]
#[command(name = "case-audit", version, max_term_width = 100)]
#[command(after_help = "Examples:
  case-audit summary samples/2026-spring
  case-audit summary audits.csv --tool early-help
  case-audit init 2026-autumn --tool early-help
  case-audit record 2026-autumn EH-0412

Exit codes: 0 fine; 1 the data has problems; 2 wrong usage, or a file that cannot be read.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to use colour; a symbol and a word always stand beside it
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
    /// Say nothing on standard error but errors
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    Record(record::Arguments),
    Import(import::Arguments),
    Check(check::Arguments),
    Summary(summary::Arguments),
    Report(report::Arguments),
    Diff(diff::Arguments),
    Export(export::Arguments),
    Erase(erase::Arguments),
    Template(template::Arguments),
    Tool(tool::Arguments),
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            // Help that nobody reads any more is no failure.
            let _ = error.print();
            if code != 0 {
                tell_of_quotes();
            }
            return ExitCode::from(code);
        }
    };
    let mut output = Output::new(arguments.color.wanted(), arguments.quiet);
    let ended = match &arguments.command {
        Command::Init(arguments) => init::run(arguments, &mut output),
        Command::Record(arguments) => record::run(arguments, &mut output),
        Command::Import(arguments) => import::run(arguments, &mut output),
        Command::Check(arguments) => check::run(arguments, &mut output),
        Command::Summary(arguments) => summary::run(arguments, &mut output),
        Command::Report(arguments) => report::run(arguments, &mut output),
        Command::Diff(arguments) => diff::run(arguments, &mut output),
        Command::Export(arguments) => export::run(arguments, &mut output),
        Command::Erase(arguments) => erase::run(arguments, &mut output),
        Command::Template(arguments) => template::run(arguments, &mut output),
        Command::Tool(arguments) => tool::run(arguments, &mut output),
    };
    match ended {
        Ok(Ending::Fine) => ExitCode::SUCCESS,
        Ok(Ending::Problems) => ExitCode::from(1),
        Err(error) if closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(
                std::io::stderr(),
                "{}",
                output::harmless(&format!("error: {error:#}"))
            );
            tell_of_quotes();
            ExitCode::from(2)
        }
    }
}

impl Color {
    fn wanted(self) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                !no_color && std::io::stdout().is_terminal()
            }
        }
    }
}

/// On Windows a backslash before a closing quote mark takes the mark into the name, and
/// what follows with it; shells put it there when they complete a folder's name.
fn tell_of_quotes() {
    let mut arguments = std::env::args_os().skip(1);
    if cfg!(windows) && arguments.any(|argument| argument.to_string_lossy().contains('"')) {
        let _ = writeln!(
            std::io::stderr(),
            "a `\\` right before a closing quote mark takes the mark into the name: leave that `\\` out"
        );
    }
}

/// Has whoever read our output stopped reading? That is no failure of ours.
fn closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
