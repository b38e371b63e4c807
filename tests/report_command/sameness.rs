//! The same round gives the same bytes, wherever it lies and whoever asks.

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::round::{command, files};
use crate::documents::word_file::parts;
use crate::{FORMS, bytes, copy};

/// Everything that can be made of a round, by a user with settings of their own.
fn made(folder: &Path, round: &Path, settings: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let round = round.to_str().unwrap();
    let formats = FORMS.join(",");
    let hubs = [
        "report",
        round,
        "--per-hub",
        "out/hubs",
        "--format",
        &formats,
        "--with-cases",
    ];
    let whole = FORMS.map(|form| format!("out/report.{form}"));
    let mut runs = vec![hubs.to_vec()];
    runs.extend(whole.iter().map(|file| vec!["report", round, "-o", file]));
    std::fs::create_dir_all(folder.join("out")).unwrap();
    for arguments in runs {
        let mut command = command(folder, &arguments);
        command.envs(settings.iter().copied());
        let output = command.output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    files(&folder.join("out"))
}

#[test]
fn neither_place_nor_settings_nor_time_change_a_byte() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let name = "2026-spring";
    let here = copy(name, &one.path().join("a"));
    let there = copy(name, &other.path().join("deep/er/é x"));
    let first = made(
        one.path(),
        &here,
        &[("TZ", "Asia/Kathmandu"), ("LANG", "de_DE.UTF-8")],
    );
    let elsewhere = other.path().join("deep");
    // Clocks of packed files count in steps of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    let second = made(
        &elsewhere,
        there.strip_prefix(&elsewhere).unwrap(),
        &[
            ("TZ", "America/St_Johns"),
            ("LC_ALL", "C"),
            ("LANG", "tr_TR.UTF-8"),
        ],
    );
    assert!(first.len() > 20);
    assert_eq!(
        first.keys().collect::<Vec<_>>(),
        second.keys().collect::<Vec<_>>()
    );
    for (file, bytes) in &first {
        assert!(second[file] == *bytes, "{name}: {file} differs");
    }
}

/// Every part of a file without the first digits of the hashes of what was read.
fn without_hashes(bytes: &[u8], form: &str) -> BTreeMap<String, String> {
    let parts = if matches!(form, "docx" | "xlsx") {
        parts(bytes)
    } else {
        BTreeMap::from([(String::new(), bytes.to_vec())])
    };
    let cleared = |text: String| {
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("(SHA-256 ") {
            out.push_str(before);
            let (hash, after) = after.split_once(')').unwrap();
            assert!(
                hash.len() == 12 && hash.bytes().all(|b| b.is_ascii_hexdigit()),
                "{hash}"
            );
            rest = after;
        }
        out + rest
    };
    parts
        .into_iter()
        .map(|(name, part)| (name, cleared(String::from_utf8(part).unwrap())))
        .collect()
}

/// Puts the rows of a table in another order, which is neither the one that they had nor
/// that of anything in them.
fn shuffle(file: &Path) {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let header = reader.headers().unwrap().clone();
    let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    rows.reverse();
    let third = rows.len() / 3;
    rows.rotate_left(third);
    let mut writer = csv::Writer::from_path(file).unwrap();
    writer.write_record(&header).unwrap();
    for row in rows {
        writer.write_record(&row).unwrap();
    }
}

fn only_hashes_differ(tables: &[&str], more: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let round = copy("2026-spring", folder.path());
    let reports = |name: &str| {
        let files = FORMS.map(|form| {
            let bytes = bytes(folder.path(), &round, form, more);
            std::fs::write(folder.path().join(format!("{name}.{form}")), &bytes).unwrap();
            (form, bytes)
        });
        BTreeMap::from(files)
    };
    let before = reports("before");
    for table in tables {
        shuffle(&round.join(table));
    }
    for (form, after) in reports("after") {
        let was = &before[form];
        assert!(after != *was, "{form} tells other hashes");
        let (was, is) = (without_hashes(was, form), without_hashes(&after, form));
        for (part, was) in &was {
            let same = was
                .bytes()
                .zip(is[part].bytes())
                .take_while(|(a, b)| a == b);
            let from = same.count().saturating_sub(80);
            let near = |text: &str| {
                let near: Vec<u8> = text.bytes().skip(from).take(200).collect();
                String::from_utf8_lossy(&near).into_owned()
            };
            let (was_near, is_near) = (near(was), near(&is[part]));
            assert!(is[part] == *was, "{form} {part}:\n{was_near}\n{is_near}");
        }
    }
}

#[test]
fn the_order_of_audits_and_cases_changes_nothing_but_hashes() {
    only_hashes_differ(&["audits.csv", "cases.csv"], &["--with-cases"]);
}

/// Of findings that have an equal claim the first in the file is quoted. Everything else
/// stands as it stood.
#[test]
fn the_order_of_findings_changes_nothing_but_hashes_and_which_are_quoted() {
    let all = "page,audited,working,standards,improve,differences,discussion,overall,measures,themes,actions,facts,cases,reading";
    only_hashes_differ(&["findings.csv"], &["--sections", all, "--with-cases"]);
}
