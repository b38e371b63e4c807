//! `case-audit report`: the whole report of a round, or one report per hub.
//!
//! It must not know how anything is read, computed, laid out or drawn.

mod hubs;
mod made;
mod material;
mod progress;

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::summing::{Asked, Wanted, gather, keep_inputs};
use super::{Ending, Output, changing};
use crate::diagnostics::Problems;
use crate::read;
use crate::report::Logo;
use crate::report::round::{Options, Section};
use made::Made;
use material::Tables;
use progress::Progress;

/// The largest logo that is taken, in bytes: it stands in every report.
const LARGEST_LOGO: u64 = 2_000_000;

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
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',')]
    format: Vec<Form>,
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
    #[arg(long)]
    with_cases: bool,
}

/// The forms in which a report can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// To read and to print: one file for any browser
    Html,
    /// To edit in Word or another word processor
    Docx,
    /// To work on in Excel or another spreadsheet program
    Xlsx,
    /// For a wiki or a repository
    #[value(alias = "markdown")]
    Md,
}

impl Form {
    /// Is it one that people work on? Such a file is not replaced unasked.
    fn is_edited(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx)
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Md => "md",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Html => "To read and print",
            Self::Docx => "To edit in Word",
            Self::Xlsx => "To work on in Excel",
            Self::Md => "For a wiki",
        }
    }

    fn of_file(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_string_lossy().to_lowercase();
        match ending.as_str() {
            "html" | "htm" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            "xlsx" => Some(Self::Xlsx),
            "md" | "markdown" => Some(Self::Md),
            _ => None,
        }
    }
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Ending> {
    let wanted = &arguments.wanted;
    let forms = forms(arguments)?;
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
        (Some(_), Some(files)) => Tables::read(files, wanted, &source, &mut problems)?,
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
    gathered.data.extend(tables.data.iter().cloned());
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
                (&forms, arguments.force),
                &progress,
                |file| keep_inputs(file, wanted, &source),
                output,
            )?;
        }
        (Some(file), None) => {
            let [form] = forms.as_slice() else {
                bail!("one file has one format: give one, or --per-hub for several");
            };
            let to_terminal = file == Path::new("-") && std::io::stdout().is_terminal();
            if to_terminal && form.is_edited() {
                bail!(
                    "a terminal cannot show such a file: name one with -o, such as -o report.{}",
                    form.ending()
                );
            }
            progress.says("writing");
            let bytes = made.bytes(&made.report(None).document, *form)?;
            progress.done();
            if form.is_edited() && !arguments.force {
                output.new_data(&bytes, file)?;
            } else {
                output.data(&bytes, Some(file))?;
            }
            if file != Path::new("-") {
                output.done(&format!("wrote `{}`\n", file.display()));
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

/// The forms that are wanted: as asked, or as the file's name says.
fn forms(arguments: &Arguments) -> anyhow::Result<Vec<Form>> {
    let mut forms: Vec<Form> = Vec::new();
    for form in &arguments.format {
        if !forms.contains(form) {
            forms.push(*form);
        }
    }
    let Some(file) = &arguments.output else {
        if forms.is_empty() {
            forms.push(Form::Docx);
        }
        return Ok(forms);
    };
    match forms.as_slice() {
        [] => match Form::of_file(file) {
            Some(form) => Ok(vec![form]),
            None => bail!(
                "`{}` does not say which form of report is wanted: end it in .html, .docx, .xlsx or .md, or add --format",
                file.display()
            ),
        },
        [form] => match Form::of_file(file) {
            Some(named) if named != *form => bail!(
                "`{}` ends in .{}, and --format says {}: leave one of them out",
                file.display(),
                named.ending(),
                form.ending()
            ),
            _ => Ok(forms),
        },
        _ => bail!(
            "one file has one format: give one to --format, or write reports by hub with --per-hub"
        ),
    }
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
        logo: arguments.logo.as_deref().map(logo).transpose()?,
    })
}

/// The picture in a file, by its own first bytes.
fn logo(file: &Path) -> anyhow::Result<Logo> {
    let shown = file.display();
    let size = std::fs::metadata(file)
        .with_context(|| format!("the logo `{shown}` cannot be read"))?
        .len();
    if size > LARGEST_LOGO {
        bail!(
            "the logo `{shown}` is larger than 2 MB, and would make every report so: save it smaller"
        );
    }
    let bytes = read::bytes(file).with_context(|| format!("the logo `{shown}` cannot be read"))?;
    let logo = Logo::of(bytes, "The organisation's logo").with_context(|| {
        format!("the logo `{shown}` is no PNG or JPEG picture: save it as .png or .jpg")
    })?;
    if logo.pixels().is_none() {
        bail!("the logo `{shown}` cannot be read as a picture: save it again as .png or .jpg");
    }
    Ok(logo)
}

/// The options that change what the report shows, as they were typed; never a path.
fn options_typed(arguments: &Arguments) -> Vec<String> {
    let mut options = Vec::new();
    if !arguments.sections.is_empty() {
        options.push(format!("--sections {}", arguments.sections.join(",")));
    }
    options.extend(arguments.title.iter().map(|_| "--title".to_owned()));
    if arguments.with_cases {
        options.push("--with-cases".to_owned());
    }
    options
}
