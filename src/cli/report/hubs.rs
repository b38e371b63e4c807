//! One report per hub, and the page that leads to them.
//!
//! All of them are made before the first is written. It must not know what stands in them.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};

use super::made::{Made, bytes};
use super::progress::Progress;
use crate::cli::Output;
use crate::cli::format::Format;
use crate::diagnostics::plain;
use crate::model::fold;
use crate::render;
use crate::report::round::index::{Line, index};

/// The page that leads to the reports.
const INDEX: &str = "index.html";

/// The most bytes that the name of a file is made of, its number and ending aside.
const LONGEST: usize = 80;

/// Makes all reports, and then writes them.
///
/// # Errors
/// A round without hubs, a folder that cannot be made, a file that cannot be written.
pub(super) fn write(
    made: &Made<'_>,
    folder: &Path,
    (formats, force): (&[Format], bool),
    progress: &Progress,
    keep: impl Fn(&Path) -> anyhow::Result<()>,
    output: &mut Output,
) -> anyhow::Result<()> {
    let groups = made.gathered.groups();
    if groups.is_empty() {
        bail!(
            "no case was counted and no hub is planned, so there is nothing to write a report for"
        );
    }
    if folder.exists() && !folder.is_dir() {
        bail!(
            "`{}` is a file: name a folder for the reports",
            folder.display()
        );
    }
    let up = |part: Component<'_>| part == Component::ParentDir;
    if !folder.exists() && folder.components().any(up) {
        bail!(
            "there is no folder `{}` yet: name it without `..`, so that it is plain where it would be made",
            folder.display()
        );
    }
    let round = made.source.round.as_ref();
    let first = round.map_or("report", |round| round.id.as_str());
    let mut names = Names::new();
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    let mut lines = Vec::new();
    let all = u64::try_from(groups.len() * formats.len()).unwrap_or(u64::MAX);
    let mut done = 0;
    let judged = made.judged();
    for group in &groups {
        let name = names.of(&format!("{first} {}", group.label));
        let mut places = Vec::new();
        let report = made.report(&judged, Some(group));
        for format in formats {
            progress.reaches(done, all, &plain(&group.label));
            let file = format!("{name}.{}", format.ending());
            files.push((folder.join(&file), bytes(&report.document, *format)?));
            places.push(file);
            done += 1;
        }
        lines.push(Line {
            label: group.label.clone(),
            cases: report.cases,
            planned: group.planned,
            files: places,
        });
    }
    let told = formats
        .iter()
        .map(|format| words(*format))
        .collect::<Vec<_>>();
    let document = index(
        round.map(|round| round.title.as_str()),
        &made.source.tool.group,
        &told,
        &lines,
    );
    files.push((
        folder.join(INDEX),
        render::html::html(&document).into_bytes(),
    ));
    for (file, _) in &files {
        keep(file)?;
    }
    let edited = |file: &PathBuf| {
        let format = Format::of_file(file);
        format.is_some_and(Format::is_edited) && file.symlink_metadata().is_ok()
    };
    let there = files.iter().filter(|(file, _)| edited(file)).count();
    if there > 0 && !force {
        bail!(
            "{there} of the reports {} in `{}` already, and somebody may have worked on them: choose another folder, or add --force to replace them. Nothing was written",
            if there == 1 { "is" } else { "are" },
            folder.display()
        );
    }
    crate::cli::output::private_folder(folder)?;
    progress.done();
    for (at, (file, bytes)) in files.iter().enumerate() {
        output.data(bytes, Some(file)).with_context(|| {
            format!(
                "{at} of {} files are written, and the others are as they were",
                files.len()
            )
        })?;
    }
    let others = others(folder, &files);
    if others > 0 {
        output.done(&format!(
            "`{}` holds {others} other {}, of an earlier run or put there by hand: {INDEX} does not lead to them\n",
            folder.display(),
            if others == 1 { "report" } else { "reports" }
        ));
    }
    let reports = files.len() - 1;
    output.done(&format!(
        "wrote {reports} {} and `{}`\n",
        if reports == 1 { "report" } else { "reports" },
        folder.join(INDEX).display()
    ));
    Ok(())
}

/// How many files of a report's endings the folder holds beside those that were written.
fn others(folder: &Path, written: &[(PathBuf, Vec<u8>)]) -> usize {
    let names: BTreeSet<&OsStr> = written
        .iter()
        .filter_map(|(file, _)| file.file_name())
        .collect();
    // What cannot be listed is not told of: the reports are written all the same.
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| !names.contains(entry.file_name().as_os_str()))
        .filter(|entry| {
            let format = Format::of_file(Path::new(&entry.file_name()));
            format.is_some_and(|format| Format::OF_REPORTS.contains(&format))
        })
        .count()
}

/// What a report in this format is for.
fn words(format: Format) -> &'static str {
    match format {
        Format::Docx => "To edit in Word",
        Format::Xlsx => "To work on in Excel",
        Format::Markdown => "For a wiki",
        Format::Html | Format::Text | Format::Csv | Format::Json => "To read and print",
    }
}

/// Names of files that every system takes, no two of which are one there.
struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// No name yet but that of the page which leads to them.
    fn new() -> Self {
        let index = INDEX.strip_suffix(".html").unwrap_or(INDEX);
        Self {
            taken: BTreeSet::from([fold(index)]),
        }
    }

    fn of(&mut self, words: &str) -> String {
        let mut name = String::new();
        for c in words.to_lowercase().chars() {
            if name.len() + c.len_utf8() > LONGEST {
                break;
            }
            if c.is_alphanumeric() {
                name.push(c);
            } else if !name.is_empty() && !name.ends_with('-') {
                name.push('-');
            }
        }
        let name = name.trim_end_matches('-');
        // A round's id comes first, so no name is one that Windows keeps for devices; a
        // name of a round alone, where a hub's has no letter, is numbered too.
        let mut unique = name.to_owned();
        for nth in 2.. {
            if self.taken.insert(fold(&unique)) {
                break;
            }
            unique = format!("{name}-{nth}");
        }
        unique
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_nothing_that_a_system_refuses_and_differ() {
        let mut names = Names::new();
        assert_eq!(names.of("2027-spring Ashbrook"), "2027-spring-ashbrook");
        assert_eq!(names.of("2027-spring ASHBROOK."), "2027-spring-ashbrook-2");
        assert_eq!(
            names.of("2027-spring North/South: <a>*?|\"\\"),
            "2027-spring-north-south-a"
        );
        assert_eq!(
            names.of("2027-spring Élan vital "),
            "2027-spring-élan-vital"
        );
        assert_eq!(names.of("report CON"), "report-con");
        assert_eq!(names.of("report ../.."), "report");
        assert_eq!(names.of("report \u{202e}"), "report-2");
        assert_eq!(names.of("index \u{1f600}"), "index-2");
        assert!(names.of(&"𠀀".repeat(500)).len() <= LONGEST);
    }
}
