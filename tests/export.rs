//! The export of a round: what goes out can be counted, read by other programs, and brought
//! in again unchanged.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use case_audit::diagnostics::Problems;
use case_audit::model::{Entry, TableName};
use case_audit::read::form::{Forms, incoming};
use case_audit::read::{open_tool, round as read_round};
use common::{Ran, folder, project, run_in};
use serde_json::Value;
use tempfile::TempDir;

const ROUNDS: [&str; 4] = [
    "2026-spring",
    "2027-spring",
    "ilacs-latest",
    "ilacs-previous",
];

type Rows = Vec<BTreeMap<String, String>>;

/// A copy of a sample round.
fn sample(name: &str) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(project().join("samples").join(name)).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && !path.file_name().unwrap().to_string_lossy().starts_with('.') {
            fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    copy
}

fn export(round: &Path, arguments: &[&str]) -> Ran {
    run_in(round, &[&["export", "."], arguments].concat(), b"")
}

fn rows(csv: &str) -> Rows {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            header
                .iter()
                .cloned()
                .zip(row.iter().map(str::to_owned))
                .collect()
        })
        .collect()
}

fn summary(round: &Path) -> Value {
    run_in(round, &["summary", ".", "--format", "json"], b"").json()
}

/// Counts by state, as the summary names them, with those at each level.
fn counted<'a>(
    rows: impl Iterator<Item = &'a BTreeMap<String, String>>,
) -> (BTreeMap<&'static str, u64>, BTreeMap<String, u64>) {
    let mut states = BTreeMap::from([
        ("rated", 0),
        ("not_evidenced", 0),
        ("not_applicable", 0),
        ("skipped", 0),
        ("missing", 0),
    ]);
    let mut levels = BTreeMap::new();
    for row in rows {
        let state = match row["state"].as_str() {
            "na" => "not_applicable",
            state => states
                .keys()
                .copied()
                .find(|known| *known == state)
                .unwrap(),
        };
        *states.get_mut(state).unwrap() += 1;
        if matches!(state, "rated" | "not_evidenced") {
            *levels.entry(row["level"].clone()).or_insert(0) += 1;
        }
    }
    (states, levels)
}

fn assert_counts(
    what: &str,
    (states, levels): &(BTreeMap<&'static str, u64>, BTreeMap<String, u64>),
    ledger: &Value,
    at_levels: &[(String, u64)],
) {
    for (state, count) in states {
        assert_eq!(ledger[*state], *count, "{what}: {state}");
    }
    for (level, count) in at_levels {
        let there = levels.get(level).copied().unwrap_or(0);
        assert_eq!(there, *count, "{what}: {level}");
    }
}

fn level_counts(levels: &Value) -> Vec<(String, u64)> {
    let levels = levels.as_array().unwrap();
    let pair = |level: &Value| {
        let id = level["id"].as_str().unwrap().to_owned();
        (id, level["count"].as_u64().unwrap())
    };
    levels.iter().map(pair).collect()
}

#[test]
fn the_rows_that_count_are_the_summary_standard_by_standard_and_hub_by_hub() {
    for name in ROUNDS {
        let round = sample(name);
        let long = rows(&export(round.path(), &["--layout", "long"]).fine());
        let summary = summary(round.path());
        let groups: Vec<&str> = summary["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(|group| group["id"].as_str().unwrap())
            .collect();
        let counting = |standard: &str| {
            let standard = standard.to_owned();
            long.iter()
                .filter(move |row| row["counts"] == "yes" && row["standard"] == standard)
        };
        let mut checked = 0;
        for standard in summary["standards"].as_array().unwrap() {
            let id = standard["id"].as_str().unwrap();
            let levels = level_counts(&standard["levels"]);
            assert_counts(id, &counted(counting(id)), &standard["ledger"], &levels);
            for (group, figures) in groups.iter().zip(standard["groups"].as_array().unwrap()) {
                let mine = counted(counting(id).filter(|row| row["hub"] == *group));
                let what = format!("{name} {id} {group}");
                let in_group = figures["levels"].as_array().unwrap();
                let in_group = in_group.iter().map(|count| count.as_u64().unwrap());
                let names = levels.iter().map(|(id, _)| id.clone());
                let in_group: Vec<(String, u64)> = names.zip(in_group).collect();
                assert_counts(&what, &mine, &figures["ledger"], &in_group);
                checked += 1;
            }
        }
        assert!(checked > 0);
        if summary["overall"].is_object() {
            let levels = level_counts(&summary["overall"]["levels"]);
            let mine = counted(counting("overall"));
            assert_counts("overall", &mine, &summary["overall"]["ledger"], &levels);
        }
        // One row per case and standard counts, and none of a case twice.
        let mut seen = BTreeSet::new();
        for row in long.iter().filter(|row| row["counts"] == "yes") {
            assert!(seen.insert((row["case"].clone(), row["standard"].clone())));
        }
        let cases: BTreeSet<&String> = seen.iter().map(|(case, _)| case).collect();
        assert_eq!(summary["census"]["counted"], cases.len());
        for row in &long {
            let judged = matches!(row["state"].as_str(), "rated" | "not_evidenced");
            assert_eq!(judged, !row["standing"].is_empty(), "{row:?}");
        }
    }
}

/// The rows of audits in a file, as an import sees them.
fn as_imported(round: &Path, file: &Path) -> Vec<Entry> {
    let mut problems = Problems::new();
    let text = fs::read_to_string(round.join("round.toml")).unwrap();
    let (read, tool) = read_round(&text, "round.toml", &mut problems).unwrap();
    let tool = open_tool(round.join(tool).to_str().unwrap(), &mut problems);
    let tool = tool.unwrap().unwrap().tool;
    let forms = Forms::new(&tool, &read.hubs, &read.focus);
    let came = incoming(file, "file", &tool, &forms, &mut problems).unwrap();
    assert!(!problems.has_errors(), "{problems:?}");
    let pages = came
        .pages
        .into_iter()
        .filter(|page| page.table == TableName::Audits);
    pages
        .flat_map(|page| page.rows)
        .map(|row| row.entry)
        .collect()
}

#[test]
fn the_wide_layout_comes_in_again_as_it_stands_in_the_round() {
    for name in ROUNDS {
        let round = sample(name);
        let out = round.path().join("out.csv");
        for more in [&[][..], &["--bom"]] {
            let arguments = [&["-o", "out.csv"], more].concat();
            export(round.path(), &arguments).fine();
            let before = as_imported(round.path(), &round.path().join("audits.csv"));
            assert!(before.len() > 100 || name.contains("spring"));
            assert_eq!(before, as_imported(round.path(), &out), "{name}");
        }
    }
}

/// A small round whose words are what spreadsheets and parsers trip over.
fn hostile() -> (TempDir, Vec<&'static str>) {
    let words = vec![
        "- first\n- second",
        "=1+1",
        "'quoted'",
        "''=twice",
        "007",
        "+44",
        "@home",
        "\ttabbed",
        "a \"quote\", and a comma;",
        "\u{202e}turned",
    ];
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet
        .write_record([
            "case",
            "hub",
            "role",
            "welcome.record",
            "welcome.record.evidence",
            "safe.record",
            "my notes",
        ])
        .unwrap();
    for (number, words) in words.iter().enumerate() {
        let guarded = if words.starts_with(['=', '+', '-', '@', '\'', '\t']) {
            format!("'{words}")
        } else {
            (*words).to_owned()
        };
        sheet
            .write_record([
                &format!("00{number}"),
                "Ashbrook",
                "first",
                "good",
                &guarded,
                "no_children",
                &guarded,
            ])
            .unwrap();
    }
    let tool = fs::read(project().join("tests/gallery/round.tool.toml")).unwrap();
    let round = folder(&[
        ("tool.toml", &tool),
        (
            "round.toml",
            b"id = \"h\"\ntitle = \"H\"\n[[hub]]\nid = \"ashbrook\"\nlabel = \"Ashbrook\"\n",
        ),
        ("audits.csv", &sheet.into_inner().unwrap()),
    ]);
    (round, words)
}

#[test]
fn hostile_words_survive_ten_round_trips() {
    let (round, words) = hostile();
    let mut first = None;
    for _ in 0..10 {
        let csv = export(round.path(), &[]).fine();
        fs::write(round.path().join("audits.csv"), &csv).unwrap();
        let first = first.get_or_insert_with(|| csv.clone());
        assert_eq!(*first, csv);
    }
    let raw = rows(&export(round.path(), &["--raw"]).fine());
    for (row, words) in raw.iter().zip(&words) {
        assert_eq!(row["welcome.record.evidence"], *words);
        // The round's own column goes out as well, after all others.
        assert_eq!(row["my notes"], *words);
        assert_eq!(row["welcome.record"], "Good");
        assert_eq!(row["safe.record"], "no_children");
        assert!(row["case"].starts_with("00"));
    }
    let guarded = rows(first.as_ref().unwrap());
    for row in &guarded {
        for text in row.values() {
            assert!(!text.starts_with(['=', '+', '-', '@', '\t']), "{text:?}");
        }
    }
    let long = rows(&export(round.path(), &["--layout", "long", "--raw"]).fine());
    let own = long
        .iter()
        .find(|row| row["standard"] == "safe" && row["counts"] == "yes");
    // A spelling of not applicable that is a reason of its own is kept.
    let own = own.unwrap();
    assert_eq!(
        (own["state"].as_str(), own["level"].as_str()),
        ("na", "no_children")
    );
}

#[test]
fn json_has_typed_values() {
    let round = sample("2026-spring");
    let wide = export(round.path(), &["--format", "json"]).json();
    assert_eq!(wide["schema_version"], 1);
    assert_eq!(wide["layout"], "wide");
    assert_eq!(wide["round"]["id"], "2026-spring");
    assert_eq!(wide["tool"]["id"], "early-help");
    assert_eq!(wide["tool"]["sha256"].as_str().unwrap().len(), 64);
    let all = wide["rows"].as_array().unwrap();
    assert_eq!(all.len(), 70);
    let csv = rows(&export(round.path(), &["--raw"]).fine());
    for (row, texts) in all.iter().zip(&csv) {
        for (name, text) in texts {
            let value = &row[name.as_str()];
            match name.as_str() {
                "interventions" => {
                    let list: Vec<&str> = value
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|v| v.as_str().unwrap())
                        .collect();
                    assert_eq!(list.join(";"), *text);
                }
                _ if text.is_empty() => assert!(value.is_null(), "{name}"),
                "disability" => assert_eq!(value.as_bool().unwrap(), text == "yes"),
                "referrals_12m" => assert_eq!(value.to_string(), *text),
                "confidence.start"
                | "confidence.now"
                | "child_happier.start"
                | "child_happier.now"
                    if !matches!(text.as_str(), "declined" | "not_asked") =>
                {
                    assert_eq!(value.to_string(), *text);
                }
                _ => assert_eq!(value.as_str().unwrap(), text, "{name}"),
            }
        }
    }
    let long = export(round.path(), &["--layout", "long", "--format", "json"]).json();
    assert!(long["rows"][0]["counts"].is_boolean());
    let findings = export(round.path(), &["--layout", "findings", "--format", "json"]).json();
    assert_eq!(findings["rows"].as_array().unwrap().len(), 218);
    assert!(findings["rows"][0]["theme"].is_array());
}

/// Every cell of an export, held against the schema that goes beside it.
#[test]
fn the_schema_says_what_every_column_holds() {
    for name in ["2026-spring", "ilacs-latest"] {
        let round = sample(name);
        for layout in ["wide", "long", "findings", "actions", "cases"] {
            // Guards are put before entries of lists as well.
            for more in [&[][..], &["--raw"]] {
                let arguments = [&["--layout", layout, "-o", "out.csv"], more].concat();
                export(round.path(), &arguments).fine();
                let csv = fs::read_to_string(round.path().join("out.csv")).unwrap();
                let schema = fs::read(round.path().join("out.schema.json")).unwrap();
                let schema: Value = serde_json::from_slice(&schema).unwrap();
                hold(&csv, &schema, &format!("{name} {layout}"));
            }
        }
    }
}

fn hold(csv: &str, schema: &Value, what: &str) {
    let fields = schema["fields"].as_array().unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let names: Vec<&str> = fields.iter().map(|f| f["name"].as_str().unwrap()).collect();
    assert_eq!(header, names, "{what}");
    assert!(
        fields
            .iter()
            .all(|field| !field["title"].as_str().unwrap().is_empty())
    );
    let texts = |value: &Value| -> Vec<String> {
        let list = value.as_array().into_iter().flatten();
        list.map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    for row in rows(csv) {
        for field in fields {
            let name = field["name"].as_str().unwrap();
            let text = &row[name];
            let what = format!("{what} {name}");
            let missing = match texts(&field["missingValues"]) {
                own if own.is_empty() => texts(&schema["missingValues"]),
                own => own,
            };
            if missing.contains(text) {
                assert_ne!(field["constraints"]["required"], true, "{what}");
                continue;
            }
            match field["type"].as_str().unwrap() {
                "number" => {
                    let number: f64 = text.parse().unwrap();
                    let bound = |key: &str| field["constraints"][key].as_f64();
                    assert!(
                        bound("minimum").is_none_or(|least| number >= least),
                        "{what}"
                    );
                    assert!(bound("maximum").is_none_or(|most| number <= most), "{what}");
                }
                "date" => assert!(text.parse::<case_audit::model::Date>().is_ok(), "{what}"),
                "boolean" => {
                    let known = [texts(&field["trueValues"]), texts(&field["falseValues"])];
                    assert!(known.concat().contains(text), "{what}: {text}");
                }
                "list" => assert_eq!(field["delimiter"], ";"),
                "string" => {}
                other => assert_eq!(other, "", "{what}"),
            }
            let entries = texts(&field["constraints"]["enum"]);
            assert!(
                entries.is_empty() || entries.contains(text),
                "{what}: {text}"
            );
        }
    }
    let key = texts(&schema["primaryKey"]);
    let mut seen = BTreeSet::new();
    for row in rows(csv) {
        let cells: Vec<String> = key.iter().map(|name| row[name].clone()).collect();
        assert!(key.is_empty() || seen.insert(cells), "{what}");
    }
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let round = sample("2026-spring");
    export(round.path(), &["-o", "out.csv"]).fine();
    for name in ["out.csv", "out.schema.json"] {
        let mode = fs::metadata(round.path().join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_round_is_never_written_over_and_a_broken_one_never_half_exported() {
    let round = sample("2026-spring");
    let before = fs::read(round.path().join("audits.csv")).unwrap();
    for name in ["audits.csv", "findings.csv"] {
        let ran = export(round.path(), &["-o", name]);
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains("would be lost"), "{}", ran.stderr);
    }
    assert_eq!(export(round.path(), &["-o", "out.txt"]).code, 2);
    assert_eq!(fs::read(round.path().join("audits.csv")).unwrap(), before);
    let broken = String::from_utf8(before)
        .unwrap()
        .replacen("Secure", "Secur", 1);
    fs::write(round.path().join("audits.csv"), broken).unwrap();
    for layout in ["wide", "long"] {
        let ran = export(round.path(), &["--layout", layout, "-o", "out.csv"]);
        assert_eq!(ran.code, 1);
        assert!(ran.stderr.contains("[unknown-level]"), "{}", ran.stderr);
        assert!(!round.path().join("out.csv").exists());
    }
    // The other tables are not held up by it.
    export(round.path(), &["--layout", "findings", "-o", "out.csv"]).fine();
    // Two first audits of one case: nobody can say which of them counts.
    let twice = sample("2026-spring");
    let path = twice.path().join("audits.csv");
    let text = fs::read_to_string(&path).unwrap();
    let second = text.lines().nth(1).unwrap();
    fs::write(&path, format!("{text}{second}\n")).unwrap();
    let ran = export(twice.path(), &["--layout", "long"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("[duplicate-audit]"), "{}", ran.stderr);
    // A round without that table gives an empty one.
    let none = folder(&[
        (
            "tool.toml",
            &fs::read(project().join("tests/gallery/round.tool.toml")).unwrap(),
        ),
        ("round.toml", b"id = \"h\"\ntitle = \"H\"\n"),
    ]);
    let csv = export(none.path(), &["--layout", "actions"]).fine();
    assert!(csv.starts_with("id,level,case,hub,"), "{csv}");
    assert_eq!(csv.lines().count(), 1);
}

/// Whatever the command is, and also where the round is another one than it reads.
#[test]
fn no_command_writes_where_a_round_has_its_files() {
    let round = sample("2026-spring");
    let path = round.path();
    let tool = fs::read(project().join("tests/gallery/round.tool.toml")).unwrap();
    for (name, bytes) in [
        (
            "other/round.toml",
            b"id = \"o\"\ntitle = \"O\"\ntool = \"mine.toml\"\n".as_slice(),
        ),
        ("other/mine.toml", &tool),
        ("other/drafts/a.json", b"{}"),
        ("other/last_written/audits.csv", b"case,hub\n"),
        ("plain/drafts/a.json", b"{}"),
    ] {
        fs::create_dir_all(path.join(name).parent().unwrap()).unwrap();
        fs::write(path.join(name), bytes).unwrap();
    }
    let before = everything(path);
    let commands: [&[&str]; 7] = [
        &["export", ".", "--format", "csv"],
        &["export", ".", "--format", "json"],
        &["template", "ilacs", "--force"],
        &["template", "ilacs"],
        &["summary", ".", "--format", "csv"],
        &["tool", "list", "--format", "json"],
        &["record", ".", "--format", "csv"],
    ];
    let places = [
        "round.toml",
        "cases.csv",
        "audits.csv",
        "findings.csv",
        "./actions.csv",
        "history.csv",
        "names.txt",
        ".lock",
        "tool.toml",
        "drafts/new.csv",
        "last_written/audits.csv",
        "other/mine.toml",
        "other/names.txt",
        "other/drafts/../cases.csv",
        "other/drafts/a.json",
        "other/drafts/new.csv",
        "other/last_written/audits.csv",
    ];
    for command in commands {
        for place in places {
            // An entry sheet is a .csv or an .xlsx alone.
            if command[0] == "template" && !place.contains(".csv") {
                continue;
            }
            let ran = run_in(path, &[command, &["-o", place]].concat(), b"");
            assert_eq!(ran.code, 2, "{command:?} {place}: {}", ran.stderr);
            // A name that says another format than is asked for is refused for that.
            let other_format = command.last().is_some_and(|format| {
                let ending = place.rsplit_once('.').map_or("", |(_, ending)| ending);
                ["csv", "json"].contains(format)
                    && ["csv", "json", "txt"].contains(&ending)
                    && ending != *format
            });
            let said = if other_format {
                "leave one of them out"
            } else {
                "belongs to a round"
            };
            let told = ran.stderr.contains(said) || ran.stderr.contains("belongs to a round");
            assert!(
                told && ran.stderr.contains(place),
                "{command:?} {place}: {}",
                ran.stderr
            );
        }
    }
    let ran = run_in(path, &["tool", "new", "-o", "other/names.txt"], b"");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("belongs to a round"), "{}", ran.stderr);
    assert_eq!(everything(path), before);
    // Other names, and folders that are no round's, are anybody's.
    export(path, &["-o", "other/out.csv"]).fine();
    export(path, &["-o", "other/audits-2026.csv"]).fine();
    fs::create_dir(path.join("empty")).unwrap();
    export(path, &["-o", "empty/audits.csv"]).fine();
    export(path, &["-o", "plain/drafts/a.json"]).fine();
}

#[cfg(unix)]
#[test]
fn no_link_leads_an_output_into_a_round() {
    use std::os::unix::fs::symlink;
    let round = sample("2026-spring");
    let outside = tempfile::tempdir().unwrap();
    let before = everything(round.path());
    symlink(
        round.path().join("audits.csv"),
        outside.path().join("out.csv"),
    )
    .unwrap();
    symlink(round.path(), outside.path().join("way")).unwrap();
    for place in ["out.csv", "way/names.csv", "way/cases.csv"] {
        let place = outside.path().join(place);
        let ran = export(round.path(), &["-o", place.to_str().unwrap()]);
        let own = !place.ends_with("names.csv");
        assert_eq!(ran.code, if own { 2 } else { 0 }, "{}", ran.stderr);
        assert_eq!(ran.stderr.contains("belongs to a round"), own);
    }
    fs::remove_file(round.path().join("names.csv")).unwrap();
    fs::remove_file(round.path().join("names.schema.json")).unwrap();
    assert_eq!(everything(round.path()), before);
}

/// All files below a folder; the lock, which a reader may make, aside.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = common::round::files(folder);
    files.retain(|name, _| !name.contains(".lock"));
    files
}
