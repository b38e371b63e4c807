//! The check of a round: planted mistakes, each told by its kind and its place.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::fs;
use std::path::Path;

use case_audit::store::drafts::file_name;
use common::{Ran, folder, project, run, run_in};
use serde_json::Value;
use tempfile::TempDir;

const HEADER: &str = "case,hub,auditor,audited_on,role,stage,discussion,discussion.reason,discussed_on,\
welcome.record,welcome.record.evidence,welcome.discussion,welcome.discussion.evidence,\
safe.record,safe.record.evidence,safe.discussion,safe.discussion.evidence,safe.escalated_to,safe.escalated_on,\
handover.record,handover.record.evidence,handover.discussion,handover.discussion.evidence,\
overall,overall.evidence,overall.override_reason,confidence.start,confidence.now,comment";

const ROUND: &str = r#"id = "planted"
title = "A round with planted mistakes"
from = 2026-03-02
to = 2026-04-17

[[hub]]
id = "ashbrook"
label = "Ashbrook"
planned = 12

[[hub]]
id = "fernhill"
label = "Fernhill"
planned = 1
"#;

/// A sheet of audits: each row by the columns in which it differs from one without fault.
fn audits(rows: &[&[(&str, &str)]]) -> String {
    let header: Vec<&str> = HEADER.split(',').collect();
    let sound = [
        ("hub", "Ashbrook"),
        ("auditor", "A1"),
        ("audited_on", "2026-03-02"),
        ("stage", "Open"),
        ("discussion", "held"),
        ("discussed_on", "2026-03-05"),
        ("welcome.record", "Partly"),
        ("welcome.discussion", "Partly"),
        ("safe.record", "Partly"),
        ("safe.discussion", "Partly"),
        ("overall", "Partly"),
    ];
    let mut out = format!("{HEADER}\n");
    for row in rows {
        let cell = |name: &&str| {
            let in_list = |list: &[(&str, &str)]| {
                let found = list.iter().find(|(other, _)| other == name);
                found.map(|(_, text)| (*text).to_owned())
            };
            in_list(row).or_else(|| in_list(&sound)).unwrap_or_default()
        };
        let cells: Vec<String> = header
            .iter()
            .map(|name| format!("\"{}\"", cell(name).replace('"', "\"\"")))
            .collect();
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}

fn tool() -> Vec<u8> {
    fs::read(project().join("tests/gallery/round.tool.toml")).unwrap()
}

fn round(files: &[(&str, &str)]) -> TempDir {
    let tool = tool();
    let mut all: Vec<(&str, &[u8])> = vec![("tool.toml", &tool)];
    if files.iter().all(|(name, _)| *name != "round.toml") {
        all.push(("round.toml", ROUND.as_bytes()));
    }
    all.extend(files.iter().map(|(name, text)| (*name, text.as_bytes())));
    folder(&all)
}

fn check(folder: &Path, more: &[&str]) -> Ran {
    let arguments = [&["check", ".", "--format", "json"], more].concat();
    run_in(folder, &arguments, b"")
}

fn listing(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Severity, code and place of each problem, in the order in which they are told.
fn told(ran: &Ran) -> Vec<String> {
    let listing = listing(ran);
    let problems = listing["problems"].as_array().unwrap();
    problems
        .iter()
        .map(|problem| {
            let text = |key: &str| problem[key].as_str().unwrap();
            format!("{} {} {}", text("severity"), text("code"), text("place"))
        })
        .collect()
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

/// What is to be told of the planted mistakes, those in drafts apart.
const ERRORS: [&str; 21] = [
    "error nobody-told audits.csv: row 5, column safe.escalated_to",
    "error unknown-reference round.toml:18:14",
    "error unknown-reference round.toml:19:11",
    "error unknown-level audits.csv: row 2, column welcome.record",
    "error missing-evidence audits.csv: row 3, column welcome.record.evidence",
    "error missing-reason audits.csv: row 4, column welcome.record.evidence",
    "error cap-passed audits.csv: row 5, column overall",
    "error missing-reason audits.csv: row 7, column discussion.reason",
    "error bad-date audits.csv: row 9, column discussed_on",
    "error duplicate-audit audits.csv: row 11, column case",
    "error bad-number audits.csv: row 15, column confidence.start",
    "error duplicate-id cases.csv: row 15, column case",
    "error unknown-theme findings.csv: row 2, column theme",
    "error unknown-reference findings.csv: row 3, column standard",
    "error unknown-reference findings.csv: row 3, column prompt",
    "error duplicate-id findings.csv: row 4, column id",
    "error missing-value findings.csv: row 4, column text",
    "error bad-date findings.csv: row 4, column recorded_on",
    "error missing-value actions.csv: row 3, column hub",
    "error unknown-reference actions.csv: row 3, column focus",
    "error unknown-choice actions.csv: row 3, column priority",
];
const WARNINGS: [&str; 21] = [
    "warning fewer-than-planned round.toml",
    "warning not-audited cases.csv",
    "warning personal-data audits.csv: row 2, column auditor",
    "warning outside-round audits.csv: row 3, column audited_on",
    "warning missing-value audits.csv: row 6, column safe.escalated_on",
    "warning discussion-unclear audits.csv: row 7, column discussion",
    "warning discussion-unclear audits.csv: row 8, column discussed_on",
    "warning discussion-unclear audits.csv: row 8, column discussion",
    "warning missing-rating audits.csv: row 9, column handover.record",
    "warning nearly-alike audits.csv: row 10, column case",
    "warning off-worklist audits.csv: row 10, column case",
    "warning nearly-alike audits.csv: row 10, column auditor",
    "warning lone-second audits.csv: row 13, column case",
    "warning personal-data audits.csv: row 14, column safe.record.evidence",
    "warning personal-data audits.csv: row 14, column comment",
    "warning not-audited cases.csv: row 12, column case",
    "warning missing-reason cases.csv: row 14, column reason",
    "warning unknown-case findings.csv: row 3, column case",
    "warning unknown-case actions.csv: row 2, column case",
    "warning closing-unclear actions.csv: row 3, column closing_evidence",
    "warning personal-data history.csv: row 2, column before",
];
const NOTES: [&str; 4] = [
    "note unfinished drafts",
    "note unknown-column audits.csv: row 1",
    "note idle-reason audits.csv: row 6, column overall.override_reason",
    "note not-audited cases.csv: row 13, column case",
];

/// Audits with a mistake in nearly every row.
fn planted_audits() -> String {
    audits(&[
        // 2: a level that there is none of, and a reference that is a name.
        &[
            ("case", "C-1"),
            ("auditor", "Mary Smith"),
            ("welcome.record", "Goood"),
        ],
        // 3: words that are asked for, and a day before the round.
        &[
            ("case", "C-2"),
            ("welcome.record", "Good"),
            ("welcome.discussion", "Good"),
            ("audited_on", "2026-02-27"),
        ],
        // 4: not applicable without a reason; in the tool's own spelling none is needed.
        &[
            ("case", "C-3"),
            ("welcome.record", "na"),
            ("welcome.discussion", "N/A"),
            ("safe.record", "no_children"),
            ("safe.discussion", "no_children"),
        ],
        // 5: nobody told, and a judgement past the cap.
        &[
            ("case", "C-4"),
            ("safe.record", "Partly"),
            ("safe.discussion", "Not yet"),
            ("overall", "Good"),
            ("overall.evidence", "Warm"),
        ],
        // 6: told without a day; a reason for going past a limit that nothing goes past.
        &[
            ("case", "C-5"),
            ("safe.record", "Not yet"),
            ("safe.discussion", "Not yet"),
            ("safe.escalated_to", "Team manager"),
            ("overall.override_reason", "Put right"),
        ],
        // 7: not held without a reason, rated all the same.
        &[
            ("case", "C-6"),
            ("discussion", "not_held"),
            ("discussed_on", ""),
        ],
        // 8: held, without a day, and a rating left blank.
        &[
            ("case", "C-7"),
            ("discussed_on", ""),
            ("safe.discussion", ""),
        ],
        // 9: a standard that applies and is not rated, and a day that is none.
        &[
            ("case", "C-8"),
            ("stage", "Stepped"),
            ("discussed_on", "soon"),
        ],
        // 10: the reference of row 2, nearly; it is not on the worklist.
        &[("case", "c 01"), ("auditor", "a1")],
        // 11: the case of row 3 once more, as a first audit.
        &[("case", "C-2")],
        // 12 and 13: second audits, one of a case without any other.
        &[("case", "C-3"), ("role", "second"), ("auditor", "A2")],
        &[("case", "C-9"), ("role", "second"), ("auditor", "A2")],
        // 14: text that should stand in no audit, in a column of the round's own too.
        &[
            ("case", "C-10"),
            ("hub", "Fernhill"),
            ("safe.record.evidence", "NHS number 943 476 5919"),
            ("comment", "born 3 May 2014"),
        ],
        // 15: a measure out of its range.
        &[
            ("case", "C-11"),
            ("confidence.start", "11"),
            ("confidence.now", "declined"),
        ],
    ])
}

/// A round with something wrong in each of its files.
fn planted() -> TempDir {
    let audits = planted_audits();
    let cases = "case,hub,auditor,status,reason\n\
        C-1,Ashbrook,A1,audited,\nC-2,Ashbrook,A1,audited,\nC-3,Ashbrook,A1,audited,\n\
        C-4,Ashbrook,A1,audited,\nC-5,Ashbrook,A1,audited,\nC-6,Ashbrook,A1,audited,\n\
        C-7,Ashbrook,A1,audited,\nC-8,Ashbrook,A1,audited,\nC-9,Ashbrook,A1,audited,\n\
        C-10,Fernhill,A1,audited,\nC-11,Ashbrook,A1,not_audited,Moved\n\
        C-12,Ashbrook,A1,planned,\nC-13,Ashbrook,A1,not_audited,\nC-12,Ashbrook,A1,planned,\n";
    let findings = "id,case,kind,theme,source,standard,prompt,text,quote_ok,recorded_on\n\
        F-1,C-1,working,waitin,worker,welcome,proudest,Quick,no,2026-03-02\n\
        F-2,C-99,improve,waiting,,welcom,proudst,Slow,no,\n\
        F-2,C-1,improve,waiting,worker,,,,no,soon\n";
    let actions = "id,level,case,hub,standard,focus,text,owner,priority,due,status,closed_on,closing_evidence\n\
        X-1,case,C-98,,safe,Warm welcome,Visit,Worker,now,2026-05-01,open,,\n\
        X-2,hub,,,,Cold welcome,Meet,Manager,soon,,done,2026-05-01,\n";
    let round_toml = format!(
        "{ROUND}\n[[focus]]\ntitle = \"Warm welcome\"\nstandards = [\"welcom\"]\nthemes = [\"waitng\"]\n"
    );
    let history = "when,who,file,key,field,before,after,reason\n2026-03-09,A1,audits.csv,C-1,overall.evidence,Ring 07700 900123,,\n";
    let draft = r#"{"schema": 1, "case": "C-12", "role": "first", "auditor": "A1", "tool_sha256": "ab", "cells": {"case": "C-12", "safe.record": "Not yet"}, "notes": [{"about": "safe", "text": "write to someone@example.org"}]}"#;
    round(&[
        ("round.toml", &round_toml),
        ("audits.csv", &audits),
        ("cases.csv", cases),
        ("findings.csv", findings),
        ("actions.csv", actions),
        ("history.csv", history),
        (&file_name("C-12", "first", "A1"), draft),
        ("drafts/C-13-first-1.json", "{\"schema\": 1"),
    ])
}

/// All of a round's files with something wrong in each, told in one run.
#[test]
fn every_planted_mistake_is_told_by_its_kind_and_place() {
    let round = planted();
    let ran = check(round.path(), &[]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let told = told(&ran);
    let drafts = Path::new("drafts");
    let draft_file = file_name("C-12", "first", "A1");
    let draft_file = drafts.join(&draft_file["drafts/".len()..]);
    let draft_file = draft_file.display().to_string();
    let broken_draft = drafts.join("C-13-first-1.json").display().to_string();
    // Children who may be at risk come before everything else.
    assert_eq!(
        told[..2],
        [
            format!("error nobody-told {draft_file}"),
            "error nobody-told audits.csv: row 5, column safe.escalated_to".to_owned(),
        ]
    );
    let in_drafts = [
        format!("error nobody-told {draft_file}"),
        format!("error bad-draft {broken_draft}"),
        format!("warning personal-data {draft_file}"),
    ];
    let expected = ERRORS.iter().chain(&WARNINGS).chain(&NOTES);
    let expected = expected.map(|line| (*line).to_owned()).chain(in_drafts);
    assert_eq!(sorted(told), sorted(expected.collect()));
    let listing = listing(&ran);
    assert_eq!(listing["errors"], ERRORS.len() + 2);
    assert_eq!(listing["warnings"], WARNINGS.len() + 1);
    assert_eq!(listing["notes"], NOTES.len());
    // What looks like personal data is never repeated, in either form.
    let text = run_in(round.path(), &["check", "."], b"");
    assert!(
        text.stdout
            .ends_with("23 errors, 22 warnings and 4 notes\n"),
        "{}",
        text.stdout
    );
    for secret in ["Mary", "Smith", "943 476", "3 May", "07700", "someone@"] {
        assert!(!text.stdout.contains(secret), "{secret}");
        assert!(!ran.stdout.contains(secret), "{secret}");
    }
}

#[test]
fn the_shipped_samples_have_no_errors() {
    for round in [
        "2026-spring",
        "2027-spring",
        "ilacs-latest",
        "ilacs-previous",
    ] {
        let copy = tempfile::tempdir().unwrap();
        let from = project().join("samples").join(round);
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
            }
        }
        let ran = check(copy.path(), &[]);
        assert_eq!(ran.code, 0, "{round}: {}", ran.stdout);
        assert_eq!(listing(&ran)["errors"], 0);
        // Nothing in them is taken for personal data.
        assert!(!ran.stdout.contains("personal-data"), "{}", ran.stdout);
        assert!(!ran.stdout.contains("nearly-alike"), "{}", ran.stdout);
    }
}

#[test]
fn a_sound_round_has_no_problems() {
    let round = round(&[
        ("round.toml", "id = \"r\"\ntitle = \"R\"\n"),
        (
            "audits.csv",
            &audits(&[&[("case", "C-1")], &[("case", "C-2")]]),
        ),
    ]);
    let ran = run_in(round.path(), &["check", "."], b"");
    // The column `comment` is noted.
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.ends_with("\n1 note\n"), "{}", ran.stdout);
}

#[test]
fn somebody_told_in_any_audit_of_a_case_is_enough_and_what_was_agreed_decides() {
    let not_yet = [("safe.record", "Not yet"), ("safe.discussion", "Not yet")];
    let audit = |more: &[(&'static str, &'static str)]| [&not_yet[..], more].concat();
    let told = [
        ("safe.escalated_to", "Manager"),
        ("safe.escalated_on", "2026-03-03"),
    ];
    let sheet = |rows: &[Vec<(&str, &str)>]| {
        let rows: Vec<&[(&str, &str)]> = rows.iter().map(Vec::as_slice).collect();
        round(&[("audits.csv", &audits(&rows))])
    };
    let count = |folder: &TempDir| {
        let ran = check(folder.path(), &[]);
        let lines = told_lines(&ran);
        lines
            .iter()
            .filter(|line| line.contains("nobody-told"))
            .count()
    };
    // The second auditor sees it as well; the first has told somebody.
    let first = audit(&[&[("case", "C-1")][..], &told].concat());
    let second = audit(&[("case", "C-1"), ("role", "second"), ("auditor", "A2")]);
    assert_eq!(count(&sheet(&[first, second.clone()])), 0);
    // Nobody has.
    let first = audit(&[("case", "C-1")]);
    assert_eq!(count(&sheet(&[first.clone(), second.clone()])), 2);
    // Both agreed that it is not so.
    let agreed = vec![("case", "C-1"), ("role", "agreed")];
    assert_eq!(count(&sheet(&[first.clone(), second.clone(), agreed])), 0);
    // Both agreed that it is.
    let agreed = audit(&[("case", "C-1"), ("role", "agreed")]);
    assert_eq!(count(&sheet(&[first, second, agreed])), 1);
}

fn told_lines(ran: &Ran) -> Vec<String> {
    told(ran)
}

#[test]
fn names_are_found_where_they_are_listed() {
    let sheet = audits(&[&[
        ("case", "C-1"),
        ("overall.evidence", "Zebedee came, with Florence"),
    ]]);
    let round = round(&[("audits.csv", &sheet), ("mine.txt", "Florence\n")]);
    let found = |more: &[&str]| {
        let lines = told(&check(round.path(), more));
        let personal = |line: &&String| line.contains("personal-data");
        lines.iter().filter(personal).count()
    };
    assert_eq!(found(&[]), 0);
    assert_eq!(found(&["--names", "mine.txt"]), 1);
    fs::write(round.path().join("names.txt"), "# names\nzebedee\n").unwrap();
    assert_eq!(found(&[]), 1);
    let ran = run_in(round.path(), &["check", ".", "--names", "nowhere.txt"], b"");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("nowhere.txt"), "{}", ran.stderr);
}

/// Files that cannot be read are told together, with what can be said of the others.
#[test]
fn broken_files_are_told_all_at_once() {
    let sheet = audits(&[&[("case", "C-1"), ("overall.evidence", "someone@example.org")]]);
    let round = round(&[
        ("round.toml", "id = \"r\"\ntitle = \"R\"\nfrom = soon\n"),
        ("audits.csv", &sheet),
        ("findings.csv", ""),
        ("cases.csv", "case,status\nC-1,audited\n"),
        ("actions.csv", "id,text\nX-1,\"never closed\n"),
        ("history.csv", "when,who\n2026,\"\u{1}\"\n"),
    ]);
    let lines = told(&check(round.path(), &[]));
    for start in [
        "error toml-syntax round.toml:3",
        "error no-table findings.csv",
        "error missing-column cases.csv",
        "error open-quote actions.csv",
        "error control-character history.csv: row 2",
        "warning personal-data audits.csv: row 2, column overall.evidence",
    ] {
        assert!(
            lines.iter().any(|line| line.starts_with(start)),
            "{start}\n{lines:#?}"
        );
    }
    // Without its tool, the same is told of every file.
    fs::remove_file(round.path().join("tool.toml")).unwrap();
    let lines = told(&check(round.path(), &[]));
    for start in [
        "error toml-syntax round.toml:3",
        "error unknown-reference round.toml",
        "error no-table findings.csv",
        "error open-quote actions.csv",
        "warning personal-data audits.csv: row 2, column overall.evidence",
    ] {
        assert!(
            lines.iter().any(|line| line.starts_with(start)),
            "{start}\n{lines:#?}"
        );
    }
}

#[test]
fn a_round_without_audits_yet_is_no_error_and_a_folder_without_a_round_is_left_alone() {
    let cases = "case,hub\nC-1,Ashbrook\n";
    let begun = round(&[("cases.csv", cases)]);
    let ran = check(begun.path(), &[]);
    assert_eq!(ran.code, 0);
    let lines = told(&ran);
    assert!(
        lines.contains(&"note unfinished audits.csv".to_owned()),
        "{lines:#?}"
    );
    assert!(
        lines.contains(&"note not-audited cases.csv: row 2, column case".to_owned()),
        "{lines:#?}"
    );
    let none = folder(&[("audits.csv", b"case,hub\n")]);
    let ran = run_in(none.path(), &["check", "."], b"");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("no round"), "{}", ran.stderr);
    assert_eq!(fs::read_dir(none.path()).unwrap().count(), 1);
    assert_eq!(run(&["check", "nowhere"]).code, 2);
}

#[test]
fn audits_with_a_row_a_standard_are_no_audits_of_a_round() {
    let long = "case,hub,standard,reading,level\nC-1,Ashbrook,welcome,record,Partly\n";
    let round = round(&[("audits.csv", long)]);
    let lines = told(&check(round.path(), &[]));
    assert!(
        lines.contains(&"error no-table audits.csv: row 1".to_owned()),
        "{lines:#?}"
    );
}

/// However much is wrong, the first of each severity are shown, the urgent ones among them.
#[test]
fn a_flood_of_problems_hides_no_child_at_risk() {
    let mut rows: Vec<Vec<(&str, String)>> = (0..300)
        .map(|number| {
            vec![
                ("case", format!("C-{number}")),
                ("welcome.record", "Goood".to_owned()),
            ]
        })
        .collect();
    rows.push(vec![
        ("case", "D-1".to_owned()),
        ("safe.record", "Not yet".to_owned()),
        ("safe.discussion", "Not yet".to_owned()),
    ]);
    let rows: Vec<Vec<(&str, &str)>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|(name, text)| (*name, text.as_str()))
                .collect()
        })
        .collect();
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(Vec::as_slice).collect();
    let round = round(&[("audits.csv", &audits(&rows))]);
    let ran = check(round.path(), &[]);
    let lines = told(&ran);
    assert_eq!(
        lines[0],
        "error nobody-told audits.csv: row 302, column safe.escalated_to"
    );
    assert_eq!(listing(&ran)["errors"], 301);
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.starts_with("error"))
            .count(),
        50
    );
}

#[test]
fn what_another_program_changed_is_told_cell_by_cell() {
    let before = audits(&[&[("case", "C-1")], &[("case", "C-2")]]);
    let after = audits(&[
        &[("case", "C-1"), ("overall", "Not yet")],
        &[("case", "C-3")],
    ]);
    let round = round(&[("audits.csv", &after), ("last_written/audits.csv", &before)]);
    let outside = |lines: Vec<String>| {
        let mut lines = lines;
        lines.retain(|line| line.contains("changed-outside"));
        lines
    };
    assert_eq!(
        outside(told(&check(round.path(), &[]))),
        [
            "warning changed-outside audits.csv",
            "warning changed-outside audits.csv: row 2, column overall",
            "warning changed-outside audits.csv: row 3",
        ]
    );
    // The same rows in other spellings are the same.
    let respelt = before
        .replace("\"Partly\"", "\"partly\"")
        .replace('\n', "\r\n");
    fs::write(round.path().join("audits.csv"), respelt).unwrap();
    assert_eq!(outside(told(&check(round.path(), &[]))), [""; 0]);
}

/// A device has no end, and a pipe that nobody writes to never begins.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_and_never_waited_for() {
    use std::os::unix::fs::symlink;
    use std::process::Command;
    let base = folder(&[
        ("round.toml", ROUND.as_bytes()),
        ("tool.toml", &tool()),
        ("audits.csv", audits(&[&[("case", "C-1")]]).as_bytes()),
        ("plain/notes.txt", b""),
    ]);
    let path = base.path();
    let pipe = |name: &str| {
        let made = Command::new("mkfifo").arg(path.join(name)).status();
        assert!(made.unwrap().success());
    };
    for name in ["names.txt", "findings.csv", "cases.csv", "history.csv"] {
        for device in [false, true] {
            if device {
                symlink("/dev/zero", path.join(name)).unwrap();
            } else {
                pipe(name);
            }
            let mut commands = vec![
                &["check", "."][..],
                &["record", "."],
                &["erase", ".", "C-1"],
            ];
            if name == "findings.csv" {
                commands.extend([
                    &["summary", "."][..],
                    &["export", ".", "--layout", "findings"],
                    &["summary", "findings.csv", "--tool", "tool.toml"],
                ]);
            }
            for command in commands {
                let ran = run_in(path, command, b"");
                assert_eq!(ran.code, 2, "{name} {command:?}: {}", ran.stderr);
                assert!(
                    ran.stderr.contains(name) && ran.stderr.contains("no file"),
                    "{name} {command:?}: {}",
                    ran.stderr
                );
            }
            fs::remove_file(path.join(name)).unwrap();
        }
    }
    for command in [
        &["check", ".", "--names", "/dev/zero"][..],
        &["import", ".", "/dev/zero"],
        &["summary", "/dev/zero", "--tool", "tool.toml"],
        &["summary", "audits.csv", "--tool", "/dev/zero"],
    ] {
        let ran = run_in(path, command, b"");
        assert_eq!(ran.code, 2, "{command:?}");
        assert!(
            ran.stderr.contains("a device"),
            "{command:?}: {}",
            ran.stderr
        );
    }
    // What a shell hands over as a pipe is read.
    let program = env!("CARGO_BIN_EXE_case-audit");
    let whole = run_in(path, &["summary", "audits.csv", "--tool", "tool.toml"], b"").fine();
    for line in [
        format!("'{program}' summary <(cat audits.csv) --tool tool.toml"),
        format!("'{program}' summary <(cat audits.csv) --tool <(cat tool.toml)"),
        format!("cat audits.csv | '{program}' summary /dev/stdin --tool tool.toml"),
        format!("cat audits.csv | '{program}' summary - --tool tool.toml"),
    ] {
        let ran = Command::new("bash")
            .args(["-c", &line])
            .current_dir(path)
            .output()
            .unwrap();
        assert!(
            ran.status.success(),
            "{line}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
        let text = String::from_utf8(ran.stdout).unwrap();
        let head = whole.lines().take(20).collect::<Vec<_>>();
        assert_eq!(text.lines().take(20).collect::<Vec<_>>(), head, "{line}");
    }
}
