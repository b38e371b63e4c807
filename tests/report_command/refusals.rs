//! Runs that come to nothing say why, and leave nothing behind.

use std::path::Path;

use crate::common::round::{case_audit, files};
use crate::common::run_in;
use crate::documents::read;
use crate::made_up::Words;
use crate::{FORMS, bytes, copy, report, sample};

/// A round with one rating that no scale knows, of case C00x.
fn broken(folder: &Path) -> std::path::PathBuf {
    let round = Words::usual().write(folder);
    let file = round.join("audits.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    let (header, rest) = text.split_once('\n').unwrap();
    let (first, rest) = rest.split_once('\n').unwrap();
    let broken = first.replace("partly", "splendid");
    std::fs::write(file, format!("{header}\n{broken}\n{rest}")).unwrap();
    round
}

#[test]
fn a_file_whose_form_nobody_knows_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["report", "report.txt", "report.pdf", ".html"] {
        let ran = report(folder.path(), &sample("ilacs-latest"), &["-o", name]);
        assert_eq!(ran.code, 2, "{name}");
        let said = if name == "report.txt" {
            "there is no .txt of this"
        } else {
            "does not say which format is wanted"
        };
        assert!(ran.stderr.contains(said), "{name}: {}", ran.stderr);
        assert!(files(folder.path()).is_empty(), "{name}");
    }
    let more = ["-o", "report.txt", "--format", "md"];
    report(folder.path(), &sample("ilacs-latest"), &more).fine();
    let asked = std::fs::read(folder.path().join("report.txt")).unwrap();
    assert_eq!(
        asked,
        bytes(folder.path(), &sample("ilacs-latest"), "md", &[])
    );
}

#[test]
fn no_report_is_written_over_what_a_round_has_or_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let round = copy("2026-spring", folder.path());
    let spreadsheet = folder.path().join("sheet.html");
    std::fs::copy(round.join("audits.csv"), &spreadsheet).unwrap();
    // Where drafts are kept, once there are any.
    std::fs::create_dir(round.join("drafts")).unwrap();
    std::fs::create_dir(folder.path().join("is_a_folder.html")).unwrap();
    report(
        folder.path(),
        &round,
        &["-o", "first.md", "--sections", "audited"],
    )
    .fine();
    let before = files(folder.path());
    for name in [
        "audits.csv",
        "round.toml",
        "tool.toml",
        "names.txt",
        "drafts/x.html",
    ] {
        let file = round.join(name);
        let more = ["-o", file.to_str().unwrap(), "--format", "html"];
        let ran = report(folder.path(), &round, &more);
        assert_eq!(ran.code, 2, "{name}");
        // A table's name says another format, and is refused for that first.
        let said = if name == "audits.csv" {
            "leave one of them out"
        } else {
            "belongs to a round"
        };
        assert!(ran.stderr.contains(said), "{name}: {}", ran.stderr);
        assert_eq!(files(folder.path()), before, "{name}");
    }
    let more = ["--tool", "early-help", "-o", "sheet.html"];
    let ran = report(folder.path(), &spreadsheet, &more);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("part of what is summed up"),
        "{}",
        ran.stderr
    );
    for (place, said) in [
        ("is_a_folder.html", "is no file that can be replaced"),
        ("nowhere/x.html", "there is no such folder"),
    ] {
        let ran = report(folder.path(), &round, &["-o", place]);
        assert_eq!(ran.code, 2, "{place}");
        assert!(ran.stderr.contains(said), "{place}: {}", ran.stderr);
    }
    assert_eq!(files(folder.path()), before);
}

#[test]
fn problems_in_the_data_stop_the_report_and_leave_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let round = broken(folder.path());
    report(folder.path(), &round, &["-o", "first.md"]);
    let before = files(folder.path());
    for form in FORMS {
        for more in [
            &["-o", &format!("x.{form}")][..],
            &["--per-hub", "hubs", "--format", form],
        ] {
            let ran = report(folder.path(), &round, more);
            assert_eq!(ran.code, 1, "{more:?}: {}", ran.stderr);
            assert!(ran.stderr.contains("audits.csv: row 2"), "{}", ran.stderr);
            assert!(
                ran.stderr.contains("in the way of a report"),
                "{}",
                ran.stderr
            );
            assert_eq!(files(folder.path()), before, "{more:?}");
            assert!(!folder.path().join("hubs").exists(), "{more:?}");
        }
    }
}

#[test]
fn what_was_there_before_a_failure_stays() {
    let folder = tempfile::tempdir().unwrap();
    let round = broken(folder.path());
    std::fs::write(folder.path().join("x.html"), "the report of last week").unwrap();
    assert_eq!(report(folder.path(), &round, &["-o", "x.html"]).code, 1);
    let left = std::fs::read_to_string(folder.path().join("x.html")).unwrap();
    assert_eq!(left, "the report of last week");
}

#[test]
fn what_has_problems_can_be_left_out_and_every_form_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let round = broken(folder.path());
    for form in FORMS {
        let back = read(
            &bytes(folder.path(), &round, form, &["--skip-invalid"]),
            form,
        );
        let said = "Left out, as --skip-invalid asks: 1 audit with problems.";
        assert!(back.words.contains(said), "{form}: {}", back.words);
        let options = match form {
            "html" | "xlsx" => "Options --skip-invalid",
            _ => "Options: --skip-invalid",
        };
        assert!(back.words.contains(options), "{form}");
        let audited = &back.tables[0];
        assert_eq!(audited.section, "What was audited");
        assert_eq!(audited.rows[0][1], "5", "{form}");
        assert_eq!(audited.rows.last().unwrap()[1], "11", "{form}");
    }
}

#[test]
fn what_cannot_be_read_is_a_failure_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    for (round, tool) in [
        ("nowhere", "early-help"),
        ("nowhere.csv", "early-help"),
        ("sheet.csv", "no-such-tool"),
    ] {
        std::fs::write(folder.path().join("sheet.csv"), "case,hub\n").unwrap();
        let more = ["--tool", tool, "-o", "x.html"];
        let ran = report(folder.path(), Path::new(round), &more);
        assert_eq!(ran.code, 2, "{round}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("error: "), "{round}: {}", ran.stderr);
        assert!(!folder.path().join("x.html").exists(), "{round}");
    }
}

/// A lone spreadsheet has a report too, from a file as from standard input.
#[test]
fn a_spreadsheet_on_standard_input_gives_the_report_of_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let sheet = std::fs::read(sample("2026-spring").join("audits.csv")).unwrap();
    std::fs::write(folder.path().join("sheet.csv"), &sheet).unwrap();
    let tool = sample("2026-spring").join("tool.toml");
    let tool = ["--tool", tool.to_str().unwrap()];
    for form in FORMS {
        let file = format!("in.{form}");
        let arguments = [&["report", "-"], &tool[..], &["-o", &file]].concat();
        run_in(folder.path(), &arguments, &sheet).fine();
        let piped = read(&std::fs::read(folder.path().join(file)).unwrap(), form);
        let named = bytes(folder.path(), Path::new("sheet.csv"), form, &tool);
        let named = read(&named, form);
        assert_eq!(piped.tables, named.tables, "{form}");
        assert_eq!(
            piped.words.replace("standard input", "sheet.csv"),
            named.words,
            "{form}"
        );
        assert!(piped.tables.iter().all(|table| table.section != "Actions"));
    }
    // Text goes to standard output where that is asked for.
    let arguments = [
        &["report", "sheet.csv"],
        &tool[..],
        &["--format", "md", "-o", "-"],
    ]
    .concat();
    let ran = case_audit(folder.path(), &arguments);
    assert!(!ran.stderr.contains("wrote"), "{}", ran.stderr);
    let file = std::fs::read_to_string(folder.path().join("report.md")).unwrap();
    assert_eq!(ran.fine(), file);
}
