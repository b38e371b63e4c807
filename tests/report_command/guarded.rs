//! What must not reach a reader unasked, and what must not be lost without a word.

use std::fs;
use std::path::Path;

use crate::common::round::{case_audit, copy};
use crate::{FORMS, bytes, documents, report};

/// Changes the text of a round's file.
fn change(round: &Path, file: &str, what: impl Fn(&str) -> String) {
    let path = round.join(file);
    let text = fs::read_to_string(&path).unwrap();
    let changed = what(&text);
    assert_ne!(text, changed, "{file}");
    fs::write(path, changed).unwrap();
}

/// The words of a service's action in the sample.
const ACTION: &str = "Gather twelve plans in families' own words";

#[test]
fn words_of_actions_that_tell_of_somebody_are_kept_out_unless_cases_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let round = copy("2027-spring", folder.path());
    let cases = [
        ("Ask in EH-0686 how it went", "eh-0686"),
        ("Ask in eh 0686 how it went", "eh 0686"),
        ("Ask about 943 476 5919", "943 476 5919"),
        ("Ask Marigold Threlkeld how it went", "threlkeld"),
    ];
    for (nth, (told, said)) in cases.into_iter().enumerate() {
        let round = copy("2027-spring", &folder.path().join(nth.to_string()));
        fs::write(round.join("names.txt"), "Marigold Threlkeld\n").unwrap();
        change(&round, "actions.csv", |text| text.replace(ACTION, told));
        for form in FORMS {
            let words = documents::read(&bytes(folder.path(), &round, form, &[]), form).words;
            assert!(words.contains("[removed]"), "{told} {form}");
            assert!(!words.to_lowercase().contains(said), "{told} {form}");
        }
        let ran = report(folder.path(), &round, &["-o", "again.md"]);
        let warning =
            "1 action holds what looks like personal data, or the code of a case or person";
        assert!(ran.stderr.contains(warning), "{}", ran.stderr);
        assert!(!ran.stderr.to_lowercase().contains(said), "{}", ran.stderr);
        let words = bytes(folder.path(), &round, "md", &["--with-cases"]);
        let words = String::from_utf8(words).unwrap().to_lowercase();
        assert!(words.contains(said), "{told}");
    }
    let words = bytes(folder.path(), &round, "md", &[]);
    assert!(!String::from_utf8(words).unwrap().contains("[removed]"));
}

#[test]
fn a_finding_that_names_a_case_family_worker_or_auditor_is_not_quoted() {
    let folder = tempfile::tempdir().unwrap();
    let quote = "They gave me a date and she came on the date";
    let plain = copy("2027-spring", folder.path());
    let before = bytes(folder.path(), &plain, "md", &["--sections", "words"]);
    assert!(String::from_utf8(before).unwrap().contains(quote));
    for code in ["EH-0686", "eh 0686", "FAM-2403", "W29", "A8"] {
        let round = copy("2027-spring", &folder.path().join(code));
        let told = format!("In {code} {quote}");
        change(&round, "findings.csv", |text| text.replace(quote, &told));
        for form in FORMS {
            let words = documents::read(&bytes(folder.path(), &round, form, &[]), form).words;
            assert!(!words.contains(quote), "{code} {form}");
        }
    }
}

#[test]
fn names_are_kept_out_in_whatever_encoding_they_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let quote = "They gave me a date and she came on the date";
    let round = copy("2027-spring", folder.path());
    change(&round, "findings.csv", |text| {
        text.replace(quote, &format!("Zoë said: {quote}"))
    });
    let utf16 = "\u{feff}Zoë\r\n".encode_utf16().flat_map(u16::to_le_bytes);
    for listed in [
        utf16.collect::<Vec<u8>>(),
        b"Ann\rZo\xeb\r".to_vec(),
        "\u{feff}Zoë".as_bytes().to_vec(),
    ] {
        fs::write(round.join("names.txt"), &listed).unwrap();
        let words = bytes(folder.path(), &round, "md", &[]);
        assert!(
            !String::from_utf8(words).unwrap().contains(quote),
            "{listed:?}"
        );
    }
}

#[test]
fn a_broken_case_list_is_told_and_stops_the_report() {
    let folder = tempfile::tempdir().unwrap();
    for (before, after, told) in [
        (
            "case,hub,family",
            "kase,hub,family",
            "there is no column `case`",
        ),
        (
            "EH-0337,Ashbrook",
            "EH-0337,Ashbrok",
            "`Ashbrok` is not a hub",
        ),
    ] {
        let round = copy("2026-spring", &folder.path().join(after.replace(',', "")));
        change(&round, "cases.csv", |text| text.replacen(before, after, 1));
        let ran = report(folder.path(), &round, &["-o", "x.md"]);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
        assert!(ran.stderr.contains("cases.csv"), "{}", ran.stderr);
        assert!(!folder.path().join("x.md").exists());
    }
}

#[test]
fn actions_left_out_are_counted_where_the_report_begins() {
    let folder = tempfile::tempdir().unwrap();
    let round = copy("2026-spring", folder.path());
    change(&round, "actions.csv", |text| {
        text.replacen("2026-04-07", "soon", 1)
    });
    let ran = report(folder.path(), &round, &["-o", "x.md"]);
    assert_eq!(ran.code, 1);
    let words = bytes(folder.path(), &round, "md", &["--skip-invalid"]);
    let words = String::from_utf8(words).unwrap();
    let told = "Left out, as --skip-invalid asks: 1 action with problems.";
    assert!(words.contains(told), "{words}");
    assert!(words.contains("Of 15 actions"), "{words}");
}

#[test]
fn a_row_that_stands_twice_is_counted_once_and_told() {
    let folder = tempfile::tempdir().unwrap();
    for (file, all) in [
        ("findings.csv", "211 findings"),
        ("actions.csv", "Of 16 actions"),
    ] {
        let round = copy("2026-spring", &folder.path().join(file));
        change(&round, file, |text| {
            let last = text.trim_end().lines().last().unwrap();
            format!("{text}{last}\n")
        });
        let ran = report(folder.path(), &round, &["-o", "x.md"]);
        assert_eq!(ran.code, 1, "{file}");
        assert!(ran.stderr.contains("[duplicate-id]"), "{}", ran.stderr);
        let words = bytes(folder.path(), &round, "md", &["--skip-invalid"]);
        let words = String::from_utf8(words).unwrap();
        assert!(words.contains(all), "{file}: {words}");
        assert!(
            words.contains("Left out, as --skip-invalid asks: 1 "),
            "{file}"
        );
    }
}

#[test]
fn findings_without_a_column_they_need_stop_whatever_is_to_be_skipped() {
    let folder = tempfile::tempdir().unwrap();
    let round = copy("2026-spring", folder.path());
    change(&round, "findings.csv", |text| {
        text.replacen(",kind,", ",kund,", 1)
    });
    let round_name = round.to_str().unwrap();
    for arguments in [
        &["summary", round_name, "--skip-invalid"][..],
        &["report", round_name, "--skip-invalid", "-o", "x.md"],
        &["diff", round_name, round_name, "--skip-invalid"],
    ] {
        let ran = case_audit(folder.path(), arguments);
        assert_eq!(ran.code, 1, "{arguments:?}");
        assert!(
            ran.stderr.contains("there is no column `kind`"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn a_column_of_actions_or_findings_that_nobody_knows_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for (file, before, after, hint) in [
        (
            "actions.csv",
            ",status,",
            ",statos,",
            "did you mean `status`?",
        ),
        (
            "findings.csv",
            ",quote_ok,",
            ",quote_okk,",
            "did you mean `quote_ok`?",
        ),
    ] {
        let round = copy("2026-spring", &folder.path().join(file));
        change(&round, file, |text| text.replacen(before, after, 1));
        let ran = report(folder.path(), &round, &["-o", "x.md"]);
        assert!(
            ran.stderr.contains("does not know were passed over") && ran.stderr.contains(hint),
            "{}",
            ran.stderr
        );
    }
}

#[cfg(unix)]
#[test]
fn what_a_rounds_files_lead_to_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let round = copy("2026-spring", folder.path());
    for file in [
        "actions.csv",
        "cases.csv",
        "findings.csv",
        "audits.csv",
        "tool.toml",
    ] {
        let elsewhere = folder.path().join(format!("kept-{file}.txt"));
        fs::rename(round.join(file), &elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, round.join(file)).unwrap();
        let (round, kept) = (round.to_str().unwrap(), elsewhere.to_str().unwrap());
        let held = fs::read(&elsewhere).unwrap();
        for arguments in [
            &["summary", round, "--format", "text", "-o", kept][..],
            &["report", round, "--format", "markdown", "-o", kept],
            &["diff", round, round, "--format", "text", "-o", kept],
            &["export", round, "--format", "csv", "-o", kept],
            &["record", round, "--format", "text", "-o", kept],
        ] {
            let ran = case_audit(folder.path(), arguments);
            assert_eq!(ran.code, 2, "{arguments:?} {}", ran.stderr);
            assert!(ran.stderr.contains("would be lost"), "{}", ran.stderr);
            assert_eq!(fs::read(&elsewhere).unwrap(), held, "{arguments:?}");
        }
    }
}
