//! The same two rounds give the same bytes, wherever they lie, whoever asks, and however
//! their tables are ordered.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::round::command;
use crate::{FORMS, copy, json, springs, text};

/// Every form, made by a user with settings of their own.
fn made(
    folder: &Path,
    rounds: &[PathBuf; 2],
    settings: &[(&str, &str)],
) -> BTreeMap<&'static str, Vec<u8>> {
    let [before, after] = rounds.each_ref().map(|round| round.to_str().unwrap());
    FORMS
        .into_iter()
        .map(|form| {
            let file = format!("change.{form}");
            let arguments = [
                "diff",
                before,
                after,
                "--cases",
                "--explain",
                "--force",
                "-o",
                &file,
            ];
            let mut command = command(folder, &arguments);
            command.envs(settings.iter().copied());
            let output = command.output().unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            (form, fs::read(folder.join(file)).unwrap())
        })
        .collect()
}

#[test]
fn neither_place_nor_settings_nor_time_change_a_byte() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let names = ["2026-spring", "2027-spring"];
    let here = names.map(|name| copy(name, &one.path().join("a")));
    let elsewhere = other.path().join("deep");
    let there = names.map(|name| {
        let round = copy(name, &elsewhere.join("er/é x"));
        round.strip_prefix(&elsewhere).unwrap().to_owned()
    });
    let first = made(
        one.path(),
        &here,
        &[("TZ", "Asia/Kathmandu"), ("LANG", "de_DE.UTF-8")],
    );
    // Clocks of packed files count in steps of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    let settings = [
        ("TZ", "America/St_Johns"),
        ("LC_ALL", "C"),
        ("LANG", "tr_TR.UTF-8"),
    ];
    let second = made(&elsewhere, &there, &settings);
    for (form, bytes) in &first {
        assert!(second[form] == *bytes, "{form} differs");
    }
    let again = made(&elsewhere, &there, &settings);
    assert!(second == again, "a second run differs");
}

/// A table in another order of rows and columns, and the audits with a column that the tool
/// does not know where that is asked for. Actions are told in the order in which they were
/// written down, so theirs is kept.
fn shuffled(file: &str, table: &[u8], extra: bool) -> Vec<u8> {
    let mut reader = csv::Reader::from_reader(table);
    let header = reader.headers().unwrap().clone();
    let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    if file != "actions.csv" {
        rows.reverse();
        let third = rows.len() / 3;
        rows.rotate_left(third);
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in [&header].into_iter().chain(&rows) {
        let mut cells: Vec<&str> = (0..header.len()).rev().map(|at| &row[at]).collect();
        if extra && file == "audits.csv" {
            cells.push(if row == &header { "room" } else { "kept aside" });
        }
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

/// The same text with other line ends and a mark of its encoding.
fn as_elsewhere(table: &[u8]) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(table);
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    for row in reader.records() {
        writer.write_record(&row.unwrap()).unwrap();
    }
    writer.into_inner().unwrap()
}

fn without_hashes(text: &str) -> String {
    text.lines()
        .map(|line| line.split("(SHA-256").next().unwrap().to_owned() + "\n")
        .collect()
}

/// What is done to a table, by its file's name.
type Change<'a> = &'a dyn Fn(&str, &[u8]) -> Vec<u8>;

/// Both rounds with every table changed in the same way.
fn rewritten(into: &Path, change: impl Fn(&str, &[u8]) -> Vec<u8>) -> [PathBuf; 2] {
    ["2026-spring", "2027-spring"].map(|name| {
        let round = copy(name, into);
        for file in ["audits.csv", "cases.csv", "findings.csv", "actions.csv"] {
            let path = round.join(file);
            let bytes = change(file, &fs::read(&path).unwrap());
            fs::write(path, bytes).unwrap();
        }
        round
    })
}

#[test]
fn neither_order_nor_line_ends_nor_an_unknown_column_change_a_figure() {
    let more = ["--explain", "--cases"];
    let usual = text(&springs(), &more);
    let practice = json(&springs(), &more)["practice"].clone();
    let changes: [(&str, Change<'_>); 3] = [
        ("another order", &|file, table| shuffled(file, table, false)),
        ("one more column", &|file, table| {
            shuffled(file, table, true)
        }),
        ("other line ends", &|_, table| as_elsewhere(table)),
    ];
    for (what, change) in changes {
        let folder = tempfile::tempdir().unwrap();
        let rounds = rewritten(folder.path(), change);
        let is = text(&rounds, &more);
        assert_eq!(without_hashes(&is), without_hashes(&usual), "{what}");
        assert_eq!(json(&rounds, &more)["practice"], practice, "{what}");
    }
}

/// A round against a copy of itself that another program saved again has not changed.
#[test]
fn a_round_saved_again_elsewhere_has_not_changed() {
    let folder = tempfile::tempdir().unwrap();
    let [saved, _] = rewritten(folder.path(), |file, table| {
        as_elsewhere(&shuffled(file, table, true))
    });
    let [round, _] = springs();
    let rounds = [round, saved];
    let said = text(&rounds, &[]);
    assert!(said.contains("Nothing changed: the tool"), "{said}");
    assert_eq!(crate::diff(&rounds, &["--exit-code"]).code, 0);
}
