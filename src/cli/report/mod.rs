//! `case-audit report`: the whole report of a round, or one report per hub.
//!
//! It must not know how anything is read, computed, laid out or drawn.

mod hubs;
mod logo;
mod made;
mod material;
mod progress;

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::format::{Format, Offered};
use super::summing::{Asked, Wanted, gather, keep_inputs};
use super::typed::Typed;
use super::{Ending, Output, changing};
use crate::diagnostics::Problems;
use crate::read;
use crate::report::round::{Options, Section};
use made::Made;
use material::Tables;
use progress::Progress;

/// Write the whole report of a round: to print, to edit or to work on
///
/// The report begins with one page that can be read alone: what was audited, three
/// strengths, three things to improve, where hubs differ beyond chance. Behind it stand
/// charts and tables, findings in people's own words (those marked as quotable alone), what
/// is to be done, and how to read the figures.
///
/// The ending of FILE says what is written: .html to read and print, .docx to edit in Word,
/// .xlsx to work on in Excel, .md for a wiki. With --per-hub, every hub has a report of its
/// own, set beside all others, and index.html leads to them.
///
/// A report is personal data: counts of few cases can tell of people who are known. Its
/// label says so on every page. Files are written for their owner alone.
///
/// Problems in the data are told all at once, with their places, and stop the report: exit
/// code 1.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    wanted: Wanted,
    /// Write the report to this file, for its owner alone
    #[arg(
        long,
        short,
        value_name = "FILE",
        required_unless_present = "per_hub",
        conflicts_with = "per_hub"
    )]
    output: Option<PathBuf>,
    /// Write one report per hub into this folder, and index.html beside them
    #[arg(long, value_name = "DIR", conflicts_with = "by")]
    per_hub: Option<PathBuf>,
    /// The form of the report, or forms with a comma between them; otherwise as FILE says,
    /// and Word for --per-hub
    #[arg(
        long,
        value_name = "FORMAT",
        value_delimiter = ',',
        value_parser = Offered(Format::OF_REPORTS)
    )]
    format: Vec<Format>,
    /// These sections alone, with a comma between them
    #[arg(
        long,
        value_name = "SECTION",
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new(Section::ALL.map(Section::id))
    )]
    sections: Vec<String>,
    /// A title in place of the round's own
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// A picture for the head of the report, .png or .jpg
    #[arg(long, value_name = "FILE")]
    logo: Option<PathBuf>,
    /// Replace a Word or Excel file that is there: somebody may have worked on it
    #[arg(long)]
    force: bool,
    /// Name cases: the list of cases, and actions about single cases
    #[arg(long, alias = "cases")]
    with_cases: bool,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    let wanted = &arguments.wanted;
    let formats = formats(arguments)?;
    let options = options(arguments)?;
    refuse_together(arguments)?;
    let progress = Progress::new(output);
    let mut problems = Problems::new();
    // As long as the round is read, nobody changes it under our eyes.
    let folder = changing::round_folder(&wanted.round);
    let files = match &folder {
        Some(folder) => Some(folder.read(&mut changing::tell(output))?),
        None => None,
    };
    progress.says("reading");
    let Some(source) = read::source(&wanted.round, wanted.tool.as_deref(), &mut problems)? else {
        output.in_the_way(&problems, "a report");
        return Ok(Ending::Problems);
    };
    if let Some(file) = &arguments.output {
        keep_inputs(file, wanted, &source)?;
    }
    let asked = Asked::new(wanted, &source.tool)?;
    let named = arguments.with_cases;
    let gathered = gather(wanted, &asked, &source, named, &mut problems)?;
    let tables = match (&gathered, &files) {
        (Some(_), Some(files)) => Tables::read(files, (wanted, named), &source, &mut problems)?,
        (Some(_), None) => Some(Tables::default()),
        (None, _) => None,
    };
    drop(files);
    let (Some(mut gathered), Some(tables)) = (gathered, tables) else {
        progress.done();
        output.in_the_way(&problems, "a report");
        return Ok(Ending::Problems);
    };
    tables.keep_from_quotes(&mut gathered, &mut problems);
    gathered.data.extend(&tables.data);
    gathered.options.extend(options_typed(arguments));
    progress.done();
    output.problems(&problems);
    let made = Made {
        source: &source,
        gathered: &gathered,
        tables: &tables,
        options: &options,
    };
    match (&arguments.output, &arguments.per_hub) {
        (_, Some(folder)) => {
            hubs::write(
                &made,
                folder,
                (&formats, arguments.force),
                &progress,
                |file| keep_inputs(file, wanted, &source),
                output,
            )?;
        }
        (Some(file), None) => {
            let [format] = formats.as_slice() else {
                bail!("one file has one format: give one, or --per-hub for several");
            };
            progress.says("writing");
            let report = made.report(&made.judged(), None);
            let bytes = made::bytes(&report.document, *format)?;
            progress.done();
            let to_file = Some(file.as_path()).filter(|file| *file != Path::new("-"));
            output.in_format(&bytes, *format, to_file, arguments.force)?;
            if let Some(file) = to_file {
                output.done(&format!("wrote `{}`\n", file.display()));
            }
            if report.cases == 0 {
                output.done("no audit is counted yet, so there is little in it\n");
            }
        }
        (None, None) => bail!("name the file to write, with -o FILE"),
    }
    Ok(Ending::Fine)
}

/// Refuses options that say nothing together, or would lose something.
fn refuse_together(arguments: &Arguments) -> anyhow::Result<()> {
    let cases = Section::Cases.id();
    if arguments.sections.iter().any(|section| section == cases) && !arguments.with_cases {
        bail!("--sections {cases} lists cases by their references: add --with-cases");
    }
    let wanted = &arguments.wanted;
    if arguments.with_cases && wanted.by.is_some() && !wanted.hub.is_empty() {
        bail!("--with-cases lists the cases of hubs: leave out --by, or --hub");
    }
    let real = |file: &PathBuf| std::fs::canonicalize(file).ok();
    let logo = arguments.logo.as_ref().and_then(real);
    let output = arguments.output.as_ref().and_then(real);
    if logo.is_some() && logo == output {
        bail!("the logo would be lost: write the report to another file");
    }
    Ok(())
}

/// The formats that are wanted: as asked, or as the file's name says.
fn formats(arguments: &Arguments) -> anyhow::Result<Vec<Format>> {
    let mut formats: Vec<Format> = Vec::new();
    for format in &arguments.format {
        if !formats.contains(format) {
            formats.push(*format);
        }
    }
    let Some(file) = &arguments.output else {
        if formats.is_empty() {
            formats.push(Format::Docx);
        }
        return Ok(formats);
    };
    if formats.len() > 1 {
        bail!(
            "one file has one format: give one to --format, or write reports by hub with --per-hub"
        );
    }
    let asked = formats.first().copied();
    Ok(vec![Format::of(asked, Some(file), Format::OF_REPORTS)?])
}

fn options(arguments: &Arguments) -> anyhow::Result<Options> {
    let sections = arguments.sections.iter();
    let title = arguments.title.as_deref().map(str::trim);
    if title == Some("") {
        bail!("the title is blank: give one, or leave --title out");
    }
    Ok(Options {
        sections: sections.filter_map(|id| Section::from_id(id)).collect(),
        title: title.map(str::to_owned),
        logo: arguments.logo.as_deref().map(logo::read).transpose()?,
    })
}

/// The options that change what the report shows, as they were typed.
fn options_typed(arguments: &Arguments) -> Vec<String> {
    Typed::default()
        .list("--sections", &arguments.sections)
        .switch("--title", arguments.title.is_some())
        .switch("--with-cases", arguments.with_cases)
        .into_vec()
}
