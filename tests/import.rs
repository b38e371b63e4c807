//! `case-audit import`: everything comes in or nothing, each problem at its cell.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use case_audit::read::hex;
use common::Ran;
use common::round::{TOOL, case_audit, command, files, new_round, rows, with_round};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sha2::{Digest, Sha256};

/// A sheet of a workbook: its name and its rows of text.
type Page<'a> = (&'a str, &'a [&'a [&'a str]]);

fn workbook(path: &Path, pages: &[Page<'_>]) {
    let mut book = Workbook::new();
    for (name, lines) in pages {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        sheet.set_hidden(*name == "case-audit");
        for (row, cells) in (0_u32..).zip(lines.iter()) {
            for (column, text) in (0_u16..).zip(cells.iter()) {
                if !text.is_empty() {
                    sheet.write_string(row, column, *text).unwrap();
                }
            }
        }
    }
    book.save(path).unwrap();
}

/// Imports files of the folder into its round.
fn import(folder: &Path, arguments: &[&str]) -> Ran {
    case_audit(folder, &[&["import", "round"], arguments].concat())
}

/// The lines of a text that begin with a file's name.
fn problems<'a>(said: &'a str, file: &str) -> Vec<&'a str> {
    let lines = said.lines();
    lines
        .filter(|line| line.starts_with(file) && line.contains("error"))
        .collect()
}

const AUDITS: &str = "\
case,hub,auditor,role,audited_on,stage,visits,agreed_on,helped,discussion,welcome.record,welcome.record.evidence,handover.record,overall,confidence.start
C-01,Ashbrook,A1,first,2026-03-03,Open,3,2026-02-01,Group;School,held,Good,Her words,,Good,4
C-02,Fernhill,A2,,04/03/2026,stepped,0,,,no,partly,,not_reported,Partly,declined
";

/// What is wrong on the sheet of audits: where, and what stands there.
const PLANTED: [(&str, &str); 15] = [
    ("B3", "Ashbrok"),
    ("E3", "31/02/2026"),
    ("M3", "#NAME?"),
    ("D4", "third"),
    ("F4", "opened"),
    ("G4", "three"),
    ("A5", ""),
    ("H6", "soon"),
    ("I6", "Groop"),
    ("O6", "11"),
    ("J7", "maybe"),
    ("K7", "Godo"),
    ("N7", "outstanding"),
    ("B8", ""),
    // By another auditor, a first audit of the case in the row above.
    ("A10", "C-19"),
];

/// The cells of findings with a mistake in each row but the first: B2, C3, E4 and D5.
const FINDINGS: [&[&str]; 5] = [
    &["case", "kind", "theme", "source", "text"],
    &["C-12", "worked", "waiting", "child", "words"],
    &["C-12", "working", "waitng", "record", "words"],
    &["C-12", "improve", "", "parent", ""],
    &["C-12", "improve", "Recording", "nurse", "words"],
];

/// Actions with a mistake in E2.
const ACTIONS: [&[&str]; 3] = [
    &["level", "case", "text", "owner", "due", "priority"],
    &["case", "C-12", "words", "Manager", "tomorrow", "now"],
    &["hub", "", "words", "Manager", "", "now"],
];

#[test]
fn twenty_mistakes_in_a_workbook_are_each_named_by_sheet_and_cell_in_one_run() {
    let folder = with_round(&[("first.csv", AUDITS)]);
    import(folder.path(), &["first.csv"]).fine();
    let header: Vec<&str> = AUDITS.lines().next().unwrap().split(',').collect();
    let cases: Vec<String> = (2..11).map(|row| format!("C-{}", row + 10)).collect();
    let mut lines = vec![header];
    for (case, auditor) in cases.iter().zip(["A1"; 8].iter().chain(&["A2"])) {
        let rest = "first,2026-03-05,Open,1,,,held,Good,,,Good,3";
        let cells = [case, "Ashbrook", auditor].into_iter();
        lines.push(cells.chain(rest.split(',')).collect());
    }
    let mut places: Vec<String> = ["B2", "C3", "E4", "D5"]
        .map(|cell| format!("sheet Findings, cell {cell},"))
        .to_vec();
    places.push("sheet Actions, cell E2,".to_owned());
    for (cell, text) in PLANTED {
        let column = usize::from(cell.as_bytes()[0] - b'A');
        let row: usize = cell[1..].parse().unwrap();
        lines[row - 1][column] = text;
        places.push(format!("sheet Audits, cell {cell},"));
    }
    assert_eq!(places.len(), 20);
    let lines: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    let book = folder.path().join("sent.xlsx");
    workbook(
        &book,
        &[
            ("Audits", &lines),
            ("Findings", &FINDINGS),
            ("Actions", &ACTIONS),
        ],
    );
    let before = files(&folder.path().join("round"));
    let ran = import(folder.path(), &["sent.xlsx"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.stdout, "");
    let told = problems(&ran.stderr, "sent.xlsx: ");
    for place in &places {
        let found = told
            .iter()
            .filter(|line| line.contains(place.as_str()))
            .count();
        assert_eq!(found, 1, "{place}\n{}", ran.stderr);
    }
    assert_eq!(told.len(), 20, "{}", ran.stderr);
    assert!(
        ran.stderr.ends_with(
            "nothing was imported: 20 problems above; put them right and import again\n"
        )
    );
    assert!(ran.stderr.contains("did you mean `Ashbrook`?"));
    assert_eq!(files(&folder.path().join("round")), before);
    // The same as JSON, for programs.
    let json = import(folder.path(), &["sent.xlsx", "--format", "json"]);
    assert_eq!(json.code, 1);
    let listing: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(listing["errors"], 20);
    assert_eq!(listing["problems"][0]["at"]["kind"], "cell");
}

#[test]
fn mistakes_in_csv_files_are_named_by_row_and_column_and_keep_all_files_out() {
    let findings =
        "case,kind,text\nC-01,working,\"two\nlines\"\nC-01,wrking,words\nC-01,improve,\n";
    let audits = "case;hub;auditor;stage;welcome.record\nC-11;Ashbrook;A1;Open;Good\n;Ashbrook;A1;Open;Gud\n";
    let folder = with_round(&[("good.csv", AUDITS), ("f.csv", findings), ("a.csv", audits)]);
    let before = files(&folder.path().join("round"));
    let ran = import(folder.path(), &["good.csv", "f.csv", "a.csv"]);
    assert_eq!(ran.code, 1);
    for place in [
        "f.csv: row 3, column kind: error: `wrking` is not",
        "f.csv: row 4, column text: error: the finding has no `text`",
        "a.csv: row 3, column case: error: the audit has no `case`",
        "a.csv: row 3, column welcome.record: error: `Gud` is not a level",
    ] {
        assert!(ran.stderr.contains(place), "{place}\n{}", ran.stderr);
    }
    assert!(
        ran.stderr
            .contains("nothing was imported: 4 problems above"),
        "{}",
        ran.stderr
    );
    assert_eq!(files(&folder.path().join("round")), before);
}

#[test]
fn what_comes_in_is_counted_and_comes_in_once() {
    let findings =
        "case,kind,theme,source,text\nC-01,working,waiting;Recording,child,She was asked\n";
    let actions =
        "level,case,text,owner,priority,status\ncase,C-01,Ring the school,Worker,7_days,open\n";
    let cases = "case,hub,status\nC-01,Ashbrook,planned\nC-03,Ashbrook,planned\n";
    let folder = with_round(&[
        ("a.csv", AUDITS),
        ("f.csv", findings),
        ("t.csv", actions),
        ("c.csv", cases),
    ]);
    let path = folder.path();
    let round = path.join("round");
    let before = files(&round);
    let all = ["a.csv", "f.csv", "t.csv", "c.csv"];
    let dry = import(path, &[all.as_slice(), &["--dry-run"]].concat()).fine();
    assert_eq!(
        dry,
        "2 cases would be added, 0 would be changed, 0 left alone\n\
         2 audits would be added, 0 would be changed, 0 left alone\n\
         1 finding would be added, 0 would be changed, 0 left alone\n\
         1 action would be added, 0 would be changed, 0 left alone\n\
         nothing was changed: this was a dry run\n"
    );
    assert_eq!(files(&round), before);
    let said = import(path, &all).fine();
    assert!(
        said.contains("2 audits added, 0 changed, 0 left alone\n"),
        "{said}"
    );
    let audits = rows(&round.join("audits.csv"));
    assert_eq!(audits[0]["helped"], "Group;School");
    assert_eq!(audits[1]["audited_on"], "2026-03-04");
    assert_eq!(audits[1]["stage"], "Stepped down");
    assert_eq!(audits[1]["discussion"], "not_held");
    assert_eq!(audits[1]["handover.record"], "not_reported");
    assert_eq!(audits[1]["confidence.start"], "declined");
    let cases = rows(&round.join("cases.csv"));
    assert_eq!(
        (cases[0]["status"].as_str(), cases[1]["status"].as_str()),
        ("audited", "planned")
    );
    let finding = &rows(&round.join("findings.csv"))[0];
    assert_eq!(finding["theme"], "waiting;recording");
    assert!(finding["id"].starts_with("f-"), "{finding:?}");
    // Again, all together and each by itself, and the round's own file: no byte changes.
    let after = files(&round);
    let again = import(path, &all).fine();
    assert!(
        again.contains("0 cases added, 0 changed, 2 left alone\n"),
        "{again}"
    );
    for file in all {
        import(path, &[file]).fine();
    }
    for file in [
        "round/audits.csv",
        "round/findings.csv",
        "round/actions.csv",
        "round/cases.csv",
    ] {
        import(path, &[file]).fine();
    }
    assert_eq!(files(&round), after);
    assert!(!after.contains_key("history.csv"));
    case_audit(path, &["summary", "round"]).fine();
}

/// Findings and actions without ids get the same id on every machine.
#[test]
fn rows_without_ids_are_known_by_what_they_say() {
    let findings = "kind,text,case\nworking,She was asked,C-01\nworking,Nobody rang,C-02\n";
    let turned = "case,text,kind\nC-02,Nobody rang,Working\nC-01,She was asked,working\n";
    let folder = with_round(&[("f.csv", findings), ("turned.csv", turned)]);
    new_round(folder.path(), "other");
    import(folder.path(), &["f.csv"]).fine();
    case_audit(folder.path(), &["import", "other", "turned.csv"]).fine();
    let ids = |round: &str| -> Vec<(String, String)> {
        let rows = rows(&folder.path().join(round).join("findings.csv"));
        let mut ids: Vec<_> = rows
            .iter()
            .map(|row| (row["id"].clone(), row["text"].clone()))
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids("round"), ids("other"));
    assert_eq!(ids("round").len(), 2);
    let before = files(&folder.path().join("round"));
    let said = import(folder.path(), &["turned.csv", "other"]).fine();
    assert!(
        said.contains("0 findings added, 0 changed, 4 left alone"),
        "{said}"
    );
    assert_eq!(files(&folder.path().join("round")), before);
}

#[test]
fn the_same_audit_with_other_values_is_a_conflict_until_it_is_to_replace() {
    let changed = AUDITS.replace("held,Good,Her words,,Good,4", "held,Partly,Other words,,,4");
    let folder = with_round(&[("a.csv", AUDITS), ("b.csv", &changed)]);
    let path = folder.path();
    let round = path.join("round");
    import(path, &["a.csv"]).fine();
    let before = files(&round);
    let ran = import(path, &["b.csv"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.stderr,
        "b.csv: row 2, column welcome.record: error: the round has this audit already, with `Good` here [conflict]\n    \
         if this file is right, import it again with --replace: what the round has now goes into its history\n\
         b.csv: row 2, column welcome.record.evidence: error: the round has this audit already, with other words here [conflict]\n    \
         if this file is right, import it again with --replace: what the round has now goes into its history\n\
         b.csv: row 2, column overall: error: the round has this audit already, with `Good` here [conflict]\n    \
         if this file is right, import it again with --replace: what the round has now goes into its history\n\
         nothing was imported: 3 problems above; put them right and import again\n"
    );
    assert_eq!(files(&round), before);
    let dry = import(path, &["b.csv", "--replace", "-n"]).fine();
    assert!(
        dry.contains(
            "  audit C-01 / first / A1: welcome.record, welcome.record.evidence, overall\n"
        ),
        "{dry}"
    );
    assert_eq!(files(&round), before);
    let said = import(
        path,
        &[
            "b.csv",
            "--replace",
            "--auditor",
            "L1",
            "--today",
            "2026-05-01",
            "--reason",
            "typed wrongly",
        ],
    )
    .fine();
    assert_eq!(said, "0 audits added, 1 changed, 1 left alone\n");
    let history = rows(&round.join("history.csv"));
    let said: Vec<[&str; 8]> = history
        .iter()
        .map(|row| {
            [
                "when", "who", "file", "key", "field", "before", "after", "reason",
            ]
            .map(|c| row[c].as_str())
        })
        .collect();
    let [when, who, file, key, why] = [
        "2026-05-01",
        "L1",
        "audits.csv",
        "C-01 / first / A1",
        "typed wrongly",
    ];
    assert_eq!(
        said,
        [
            [
                when,
                who,
                file,
                key,
                "welcome.record",
                "Good",
                "Partly",
                why
            ],
            [
                when,
                who,
                file,
                key,
                "welcome.record.evidence",
                "Her words",
                "Other words",
                why
            ],
            [when, who, file, key, "overall", "Good", "", why],
        ]
    );
    let after = files(&round);
    import(path, &["b.csv", "--replace"]).fine();
    assert_eq!(files(&round), after);
    assert_eq!(import(path, &["a.csv"]).code, 1);
    assert_eq!(files(&round), after);
}

/// A history that could not be read would lock everybody out of the round.
#[test]
fn whatever_the_reason_is_the_round_can_be_read_after_it() {
    let changed = AUDITS.replace("held,Good", "held,Partly");
    let folder = with_round(&[("a.csv", AUDITS), ("b.csv", &changed)]);
    let path = folder.path();
    let round = path.join("round");
    for (at, reason) in [
        "bell \u{7} and \u{1b}[31m",
        "=1+1",
        "\"quoted\",\n'two' lines",
        " ",
    ]
    .into_iter()
    .enumerate()
    {
        let file = if at % 2 == 0 { ["b.csv"] } else { ["a.csv"] };
        if at == 0 {
            import(path, &["a.csv"]).fine();
        }
        import(
            path,
            &[
                file.as_slice(),
                &["--replace", "--reason", reason, "--auditor", reason],
            ]
            .concat(),
        )
        .fine();
        let history = rows(&round.join("history.csv"));
        let expected = reason.replace(['\u{7}', '\u{1b}'], "\u{fffd}");
        assert_eq!(history[at]["reason"], expected);
        case_audit(path, &["summary", "round"]).fine();
    }
}

#[test]
fn a_sheet_with_some_columns_blanks_no_others() {
    let some = "case,hub,auditor,welcome.record\nC-01,Ashbrook,A1,Partly\n";
    let folder = with_round(&[("a.csv", AUDITS), ("some.csv", some)]);
    let round = folder.path().join("round");
    import(folder.path(), &["a.csv"]).fine();
    let mut expected = rows(&round.join("audits.csv"));
    let ran = import(folder.path(), &["some.csv"]);
    assert_eq!(problems(&ran.stderr, "some.csv").len(), 1, "{}", ran.stderr);
    import(folder.path(), &["some.csv", "--replace"]).fine();
    expected[0].insert("welcome.record".to_owned(), "Partly".to_owned());
    assert_eq!(rows(&round.join("audits.csv")), expected);
}

#[test]
fn a_second_first_audit_of_a_case_names_both() {
    let another = "case,hub,auditor,role,welcome.record\nC-01,Ashbrook,A7,,Good\nC-02,Fernhill,A7,second,Good\n";
    let folder = with_round(&[("a.csv", AUDITS), ("b.csv", another)]);
    import(folder.path(), &["a.csv"]).fine();
    let before = files(&folder.path().join("round"));
    for more in [[].as_slice(), &["--replace"]] {
        let ran = import(folder.path(), &[["b.csv"].as_slice(), more].concat());
        assert_eq!(ran.code, 1);
        let path = Path::new("round").join("audits.csv");
        assert_eq!(
            ran.stderr,
            format!(
                "b.csv: row 2, column case: error: another auditor has the first audit of this case [duplicate-audit]\n    \
                 the other one is {}: row 2; a second auditor's has the role `second`, and what the two agreed on `agreed`\n\
                 nothing was imported: 1 problem above; put them right and import again\n",
                path.display()
            )
        );
    }
    assert_eq!(files(&folder.path().join("round")), before);
    fs::write(
        folder.path().join("b.csv"),
        another.replace("A7,,", "A7,second,"),
    )
    .unwrap();
    let said = import(folder.path(), &["b.csv"]).fine();
    assert_eq!(said, "2 audits added, 0 changed, 0 left alone\n");
}

#[test]
fn the_long_layout_comes_in_as_the_wide_one() {
    let wide = "\
case,hub,auditor,role,audited_on,welcome.record,welcome.record.evidence,welcome.discussion,handover.record,overall
C-01,Ashbrook,A1,first,2026-03-03,Good,Her words,Partly,n/a,Good
C-02,Fernhill,A2,second,2026-03-04,Not yet,,,,
";
    let long = "\
round,tool,hub,case,auditor,role,audited_on,standard,reading,state,level,evidence
r,trial,Ashbrook,C-01,A1,first,2026-03-03,welcome,record,rated,good,Her words
r,trial,Ashbrook,C-01,A1,first,2026-03-03,welcome,discussion,rated,Partly,
r,trial,Ashbrook,C-01,A1,first,2026-03-03,handover,record,na,,
r,trial,Ashbrook,C-01,A1,first,2026-03-03,overall,,rated,Good,
r,trial,Fernhill,C-02,A2,second,2026-03-04,welcome,record,rated,Not yet,
";
    let folder = with_round(&[("wide.csv", wide), ("long.csv", long)]);
    let path = folder.path();
    new_round(path, "other");
    import(path, &["wide.csv"]).fine();
    case_audit(path, &["import", "other", "long.csv"]).fine();
    assert_eq!(
        fs::read(path.join("round/audits.csv")).unwrap(),
        fs::read(path.join("other/audits.csv")).unwrap()
    );
    let before = files(&path.join("round"));
    import(path, &["long.csv", "wide.csv", "other"]).fine();
    assert_eq!(files(&path.join("round")), before);
    // What has no row for one audit says nothing of it, whatever it has for another.
    let mut lines: Vec<&str> = long.lines().collect();
    lines.remove(4);
    lines.push("r,trial,Fernhill,C-02,A2,second,2026-03-04,overall,,rated,Partly,");
    fs::write(path.join("some.csv"), lines.join("\n")).unwrap();
    let ran = import(path, &["some.csv"]);
    assert_eq!(problems(&ran.stderr, "some.csv").len(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("some.csv: row 6, column level: error: the round has this audit already, with nothing here"), "{}", ran.stderr);
    import(path, &["some.csv", "--replace"]).fine();
    assert_eq!(rows(&path.join("round/audits.csv"))[0]["overall"], "Good");
    // A standard of another tool.
    fs::write(path.join("some.csv"), long.replace("handover", "farewell")).unwrap();
    let ran = import(path, &["some.csv"]);
    assert!(
        ran.stderr
            .contains("some.csv: row 4, column standard: error:"),
        "{}",
        ran.stderr
    );
}

/// Two auditors begin with one worklist, each with a copy of it.
#[test]
fn another_auditors_round_is_merged_and_changes_nothing_when_it_comes_again() {
    let cases =
        "case,hub,status\nC-01,Ashbrook,planned\nC-02,Fernhill,planned\nC-03,Fernhill,planned\n";
    let mut lines = AUDITS.lines();
    let [header, first, second] = [(); 3].map(|()| lines.next().unwrap());
    let findings = "case,kind,text\nC-02,improve,- a dash\n";
    let folder = with_round(&[
        ("cases.csv", cases),
        ("mine.csv", &format!("{header}\n{first}\n")),
        ("theirs.csv", &format!("{header}\n{second}\n")),
        ("found.csv", findings),
    ]);
    let path = folder.path();
    new_round(path, "theirs");
    import(path, &["cases.csv"]).fine();
    import(path, &["mine.csv"]).fine();
    case_audit(
        path,
        &["import", "theirs", "cases.csv", "theirs.csv", "found.csv"],
    )
    .fine();
    let theirs = files(&path.join("theirs"));
    let said = import(path, &["theirs"]).fine();
    assert_eq!(
        said,
        "0 cases added, 0 changed, 3 left alone\n\
         1 audit added, 0 changed, 0 left alone\n\
         1 finding added, 0 changed, 0 left alone\n"
    );
    assert_eq!(files(&path.join("theirs")), theirs);
    let statuses: Vec<String> = rows(&path.join("round/cases.csv"))
        .iter()
        .map(|row| row["status"].clone())
        .collect();
    assert_eq!(statuses, ["audited", "audited", "planned"]);
    assert_eq!(
        rows(&path.join("round/findings.csv"))[0]["text"],
        "- a dash"
    );
    let merged = files(&path.join("round"));
    import(path, &["theirs"]).fine();
    assert_eq!(files(&path.join("round")), merged);
    let itself = import(path, &["round"]);
    assert_eq!(
        (itself.code, itself.stderr.as_str()),
        (2, "error: `round` is the round itself\n")
    );
}

#[test]
fn a_round_or_workbook_of_another_version_is_told_so() {
    let folder = with_round(&[("a.csv", AUDITS)]);
    let path = folder.path();
    let pages = |version, hash| -> Vec<Vec<&str>> {
        vec![
            vec!["name", "value"],
            vec!["tool_id", "trial"],
            vec!["tool_version", version],
            vec!["tool_sha256", hash],
        ]
    };
    let own = Sha256::digest(fs::read(path.join("round/tool.toml")).unwrap());
    let own = hex(&own);
    let audits: [&[&str]; 2] = [
        &[
            "case",
            "hub",
            "auditor",
            "stage",
            "welcome.record",
            "welcome.record.evidence",
        ],
        &[
            "C-21",
            "Ashbrook",
            "A1",
            "Open",
            "Good",
            "'=not a guard here",
        ],
    ];
    for (version, hash, expected) in [
        (
            "2",
            "ab12",
            Some("made from version 2 of the tool; the round uses version 3 [other-tool]"),
        ),
        (
            "3",
            "ab12",
            Some("has the same version (3) as the round's, and is not the same [other-tool]"),
        ),
        ("3", &own, None),
    ] {
        let mark = pages(version, hash);
        let mark: Vec<&[&str]> = mark.iter().map(Vec::as_slice).collect();
        workbook(
            &path.join("sent.xlsx"),
            &[("Audits", &audits), ("case-audit", &mark)],
        );
        let ran = import(path, &["sent.xlsx", "--dry-run"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        match expected {
            Some(words) => assert!(ran.stderr.contains(words), "{}", ran.stderr),
            None => assert_eq!(ran.stderr, ""),
        }
    }
    import(path, &["sent.xlsx"]).fine();
    // Nobody guards the cells of our own workbooks.
    assert_eq!(
        rows(&path.join("round/audits.csv"))[0]["welcome.record.evidence"],
        "'=not a guard here"
    );
    fs::write(
        path.join("tool.toml"),
        TOOL.replace("version = \"3\"", "version = \"4\""),
    )
    .unwrap();
    new_round(path, "later");
    let ran = import(path, &["later"]);
    assert!(
        ran.stderr
            .contains("later: warning: this was made from version 4 of the tool"),
        "{}",
        ran.stderr
    );
    fs::write(
        path.join("tool.toml"),
        TOOL.replace("id = \"trial\"", "id = \"other\""),
    )
    .unwrap();
    new_round(path, "other");
    let ran = import(path, &["other"]);
    assert!(
        ran.stderr
            .contains("made from another tool, `other`; the round uses `trial`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn cells_of_a_workbook_are_what_people_see_in_them() {
    let folder = with_round(&[]);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in [
        "case",
        "hub",
        "audited_on",
        "agreed_on",
        "visits",
        "stage",
        "welcome.record",
    ]
    .into_iter()
    .enumerate()
    {
        sheet
            .write_string(1, u16::try_from(column).unwrap(), name)
            .unwrap();
    }
    sheet.write_string(0, 0, "Audits of the spring").unwrap();
    sheet.write_number(2, 0, 412.0).unwrap();
    sheet.write_string(2, 1, "Ashbrook ").unwrap();
    let day = ExcelDateTime::from_ymd(2026, 3, 5).unwrap();
    sheet
        .write_datetime_with_format(2, 2, &day, &Format::new().set_num_format("dd mmm yyyy"))
        .unwrap();
    sheet.write_number(2, 3, 46_086.0).unwrap();
    sheet.write_number(2, 4, 2.5).unwrap();
    sheet.write_string(2, 5, "OPEN").unwrap();
    sheet
        .write_formula(
            2,
            6,
            rust_xlsxwriter::Formula::new("=\"Good\"").set_result("Good"),
        )
        .unwrap();
    let notes = book.add_worksheet();
    notes.set_name("My notes").unwrap();
    notes.write_string(0, 0, "remember the milk").unwrap();
    book.save(folder.path().join("sent.xlsx")).unwrap();
    let ran = import(folder.path(), &["sent.xlsx"]);
    assert!(
        ran.stderr
            .contains("the sheet `My notes` holds no table of a round, and was passed over"),
        "{}",
        ran.stderr
    );
    ran.fine();
    let audit = &rows(&folder.path().join("round/audits.csv"))[0];
    for (name, text) in [
        ("case", "412"),
        ("hub", "Ashbrook"),
        ("audited_on", "2026-03-05"),
        ("agreed_on", "2026-03-05"),
        ("visits", "2.5"),
        ("stage", "Open"),
        ("welcome.record", "Good"),
    ] {
        assert_eq!(audit[name], text, "{name}");
    }
}

#[test]
fn columns_of_others_stay_out_and_the_rounds_own_stay_in() {
    let folder = with_round(&[("a.csv", AUDITS)]);
    let path = folder.path();
    let table = path.join("round/audits.csv");
    import(path, &["a.csv"]).fine();
    // As a spreadsheet program would: two columns more, and the rows turned round.
    let text = fs::read_to_string(&table).unwrap();
    let mut lines: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(at, line)| {
            if at == 0 {
                format!("{line},'-our own,Notes")
            } else {
                format!("{line},'=n{at},\"m{at}\n\"")
            }
        })
        .collect();
    lines.swap(1, 2);
    fs::write(&table, lines.join("\n") + "\n").unwrap();
    for nth in 0..3 {
        let sheet = format!("case,hub,auditor,role,stage,mystery\nC-5{nth},Ashbrook,A1,,Open,x\n");
        fs::write(path.join("more.csv"), sheet).unwrap();
        let ran = import(path, &["more.csv"]);
        assert!(
            ran.stderr.contains(
                "columns that the tool does not know do not come in: `mystery` [unknown-column]"
            ),
            "{}",
            ran.stderr
        );
        ran.fine();
    }
    let written = rows(&table);
    let cases: Vec<&str> = written.iter().map(|row| row["case"].as_str()).collect();
    assert_eq!(cases, ["C-02", "C-01", "C-50", "C-51", "C-52"]);
    assert!(!written[0].contains_key("mystery"));
    assert_eq!(
        (
            written[0]["'-our own"].as_str(),
            written[0]["Notes"].as_str()
        ),
        ("=n2", "m2\n")
    );
    assert_eq!(written[4]["Notes"], "");
}

/// A round's files as spreadsheet programs save them again.
#[test]
fn files_saved_by_other_programs_are_read_and_written_whole() {
    for (nth, bytes) in [
        b"case,hub,auditor,stage,welcome,remarks,own\r\nC-01,Ashbrook,A1,Open,,\"two\r\nlines\",x\r\n".to_vec(),
        b"\xef\xbb\xbfcase,hub,auditor,stage,welcome,remarks,own\nC-01,Ashbrook,A1,Open,,\"two\nlines\",x\n".to_vec(),
        b"case;hub;auditor;stage;welcome;remarks;own\nC-01;Ashbrook;A1;Open;;\"two\nlines\";x\n".to_vec(),
        b"case\thub\tauditor\tstage\twelcome\tremarks\town\nC-01\tAshbrook\tA1\tOpen\t\tcaf\xe9 \x96\tx\n".to_vec(),
    ]
    .into_iter()
    .enumerate()
    {
        let sheet = "case,hub,auditor,stage,welcome.record\nC-02,Ashbrook,A1,Open,Good\n";
        let folder = with_round(&[("more.csv", sheet)]);
        let table = folder.path().join("round/audits.csv");
        fs::write(&table, bytes).unwrap();
        import(folder.path(), &["more.csv"]).fine();
        let text = fs::read_to_string(&table).unwrap();
        // Excel takes a file for UTF-8 only where it has the mark.
        assert_eq!(text.starts_with('\u{feff}'), nth == 1 || nth == 3, "{nth}");
        let text = text.trim_start_matches('\u{feff}');
        let words = if nth == 3 { "café –" } else { "\"two\nlines\"" };
        assert_eq!(
            text.replace("\r\n", "\n"),
            format!("case,hub,auditor,stage,welcome,remarks,own\nC-01,Ashbrook,A1,Open,,{words},x\nC-02,Ashbrook,A1,Open,Good,,\n"),
            "{nth}"
        );
        let after = files(&folder.path().join("round"));
        import(folder.path(), &["more.csv"]).fine();
        assert_eq!(files(&folder.path().join("round")), after);
    }
}

/// What people write, and what spreadsheet programs make of it.
const WORDS: [&str; 22] = [
    "- rang twice",
    "=SUM(A1:A9)",
    "'quoted'",
    "''=",
    "'=x",
    "'",
    "+44",
    "@home",
    "\tindented",
    "007",
    "1.2E+05",
    "2026-03-02",
    "one\ntwo\n\nthree",
    "she said \"no\", twice",
    "a,b;c\td",
    "trailing   ",
    "  leading",
    "🙂 été 春",
    "n/a",
    "#REF! they wrote",
    "\u{feff}mark",
    "-",
];

#[test]
fn words_survive_ten_journeys() {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    sheet
        .write_record([
            "case",
            "hub",
            "auditor",
            "stage",
            "welcome.record.evidence",
            "remarks",
            "overall.evidence",
        ])
        .unwrap();
    let cases: Vec<String> = (0..WORDS.len()).map(|at| format!("00{at}")).collect();
    for (case, words) in cases.iter().zip(WORDS) {
        let guarded = case_audit::store::guarded(words);
        sheet
            .write_record([case, "Ashbrook", "A1", "Open", &guarded, &guarded, &guarded])
            .unwrap();
    }
    let folder = with_round(&[]);
    let path = folder.path();
    fs::write(path.join("journey.csv"), sheet.into_inner().unwrap()).unwrap();
    for journey in 0..10 {
        let name = format!("round {journey}");
        new_round(path, &name);
        case_audit(path, &["import", &name, "journey.csv"]).fine();
        let table = path.join(&name).join("audits.csv");
        let read = rows(&table);
        assert_eq!(read.len(), WORDS.len());
        for ((row, case), words) in read.iter().zip(&cases).zip(WORDS) {
            assert_eq!(row["case"], *case);
            for column in ["welcome.record.evidence", "remarks", "overall.evidence"] {
                assert_eq!(row[column], words, "journey {journey}, {column}");
            }
        }
        fs::copy(table, path.join("journey.csv")).unwrap();
    }
}

#[test]
fn eight_at_once_lose_nothing_and_double_nothing() {
    let folder = with_round(&[]);
    let path = folder.path();
    let both = "case,hub,auditor,overall\nC-99,Ashbrook,A1,Good\n";
    fs::write(path.join("both.csv"), both).unwrap();
    for nth in 0..8 {
        let mut audits = "case,hub,auditor,stage,welcome.record\n".to_owned();
        let mut findings = "case,kind,text\n".to_owned();
        for case in 0..5 {
            audits.push_str(&format!("C-{nth}{case},Ashbrook,A{nth},Open,Good\n"));
            findings.push_str(&format!("C-{nth}{case},working,words\n"));
        }
        fs::write(path.join(format!("a{nth}.csv")), audits).unwrap();
        fs::write(path.join(format!("f{nth}.csv")), findings).unwrap();
    }
    let runs: Vec<_> = (0..8)
        .map(|nth| {
            let [audits, findings] = ["a", "f"].map(|name| format!("{name}{nth}.csv"));
            let mut run = command(path, &["import", "round", &audits, &findings, "both.csv"]);
            run.stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    for (table, count) in [("audits.csv", 41), ("findings.csv", 40)] {
        let rows = rows(&path.join("round").join(table));
        let cases: BTreeSet<&str> = rows.iter().map(|row| row["case"].as_str()).collect();
        assert_eq!((rows.len(), cases.len()), (count, count), "{table}");
        let round = files(&path.join("round"));
        assert_eq!(round[table], round[&format!("last_written/{table}")]);
    }
    let left: Vec<String> = files(&path.join("round"))
        .into_keys()
        .filter(|name| name.contains(".commit"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_is_no_sheet_and_what_is_not_there_is_said() {
    let folder = with_round(&[
        ("letter.txt", "Dear colleague,\n\nthank you, and goodbye.\n"),
        ("empty.csv", ""),
        ("broken.xlsx", "PK\u{3}\u{4} and no more"),
        ("a.csv", AUDITS),
    ]);
    let path = folder.path();
    fs::create_dir(path.join("no round")).unwrap();
    let before = files(&path.join("round"));
    for (file, code, words) in [
        (
            "letter.txt",
            1,
            "there are no audits, findings, actions or cases in this file [no-table]",
        ),
        ("empty.csv", 1, "there is no table in this file [no-table]"),
        ("broken.xlsx", 1, "[bad-workbook]"),
        ("missing.csv", 2, "error: there is no file `missing.csv`"),
        (
            "no round",
            2,
            "error: `no round` is no round: there is no `round.toml` in it",
        ),
    ] {
        let ran = import(path, &["a.csv", file]);
        assert_eq!(ran.code, code, "{file}: {}", ran.stderr);
        assert!(ran.stderr.contains(words), "{file}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{file}");
    }
    assert_eq!(files(&path.join("round")), before);
    let ran = case_audit(path, &["import", "nowhere", "a.csv"]);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (
            2,
            "error: there is no folder `nowhere`; `case-audit init` makes a round\n"
        )
    );
    assert!(!path.join("nowhere").exists());
}

/// A round that this user may read and not write.
#[cfg(unix)]
#[test]
fn a_round_that_is_not_ours_to_write_is_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = with_round(&[("a.csv", AUDITS)]);
    let path = folder.path();
    let round = path.join("round");
    let set = |mode: u32| fs::set_permissions(&round, fs::Permissions::from_mode(mode)).unwrap();
    let before = files(&round);
    set(0o500);
    if fs::write(round.join("probe"), "").is_ok() {
        // The super-user may write anywhere: nothing can be shown.
        fs::remove_file(round.join("probe")).unwrap();
        set(0o700);
        return;
    }
    let ran = import(path, &["a.csv"]);
    set(0o700);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr
            .contains("cannot be written in, nothing was changed"),
        "{}",
        ran.stderr
    );
    assert_eq!(files(&round), before);
}

mod properties {
    use case_audit::diagnostics::Problems;
    use case_audit::store::{Line, Table};
    use proptest::prelude::*;

    proptest! {
        /// What is written reads back: whatever stands in the cells, but for characters that
        /// no sheet is read with.
        #[test]
        fn what_a_table_holds_is_what_it_reads_back(
            lines in prop::collection::vec(
                prop::collection::vec("(?s)([-=+@'\t\r\n,;\" 0a\u{a0}\u{feff}]|.){0,6}", 3),
                0..6,
            )
        ) {
            let mut table = Table::with_header(&["case", "text", "-own"]);
            for (at, mut cells) in lines.into_iter().enumerate() {
                // A row is a row only where something stands in it.
                cells[0] = format!("C-{at}");
                for cell in &mut cells {
                    cell.retain(|c| !c.is_ascii_control() || matches!(c, '\t' | '\n' | '\r'));
                }
                table.rows.push(Line { cells, place: None });
            }
            let recognise = |name: &str| matches!(name, "case" | "text");
            let mut problems = Problems::new();
            let bytes = table.bytes().unwrap();
            let read = Table::read(bytes.clone(), "t.csv", &recognise, &mut problems).unwrap();
            let read = read.unwrap();
            prop_assert_eq!(&read.header, &table.header);
            let cells = |table: &Table| -> Vec<Vec<String>> {
                table.rows.iter().map(|line| line.cells.clone()).collect()
            };
            prop_assert_eq!(cells(&read), cells(&table));
            prop_assert_eq!(read.bytes().unwrap(), bytes);
        }

        /// And whatever a cell holds, a table that was written can be read.
        #[test]
        fn no_character_makes_a_table_unreadable(text in "(?s).{0,12}") {
            let mut table = Table::with_header(&["case", "text"]);
            table.push_named(&[("case", "C-1"), ("text", &text)]);
            let mut problems = Problems::new();
            let read = Table::read(table.bytes().unwrap(), "t.csv", &|_| true, &mut problems);
            prop_assert!(read.unwrap().is_some(), "{:?}", problems);
        }
    }
}

#[test]
fn references_that_were_typed_as_numbers_keep_their_zeros_or_are_told() {
    let folder = with_round(&[]);
    let zeros = Format::new().set_num_format("0000");
    let write = |name: &str, case: f64, format: &Format| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, text) in (0..).zip(["case", "hub", "stage", "visits", "role"]) {
            sheet.write_string(0, column, text).unwrap();
        }
        sheet.write_number_with_format(1, 0, case, format).unwrap();
        sheet.write_string(1, 1, "Ashbrook").unwrap();
        sheet.write_string(1, 2, "open").unwrap();
        sheet.write_number_with_format(1, 3, 3.0, &zeros).unwrap();
        book.save(folder.path().join(name)).unwrap();
    };
    write("zeros.xlsx", 7.0, &zeros);
    import(folder.path(), &["zeros.xlsx"]).fine();
    write("digits.xlsx", 123_456_789_012_345.0, &Format::new());
    import(folder.path(), &["digits.xlsx"]).fine();
    let there = rows(&folder.path().join("round/audits.csv"));
    let cases: Vec<&str> = there.iter().map(|row| row["case"].as_str()).collect();
    assert_eq!(cases, ["0007", "123456789012345"]);
    assert!(there.iter().all(|row| row["visits"] == "3"));
    write("long.xlsx", 1_234_567_890_123_456.0, &Format::new());
    let ran = import(folder.path(), &["long.xlsx"]);
    assert_eq!(ran.code, 1);
    let told = problems(
        &ran.stderr,
        "long.xlsx: sheet Sheet1, cell A2, column case: ",
    );
    assert_eq!(told.len(), 1, "{}", ran.stderr);
    assert!(told[0].contains("[spoilt-cell]"), "{}", ran.stderr);
    // As text it has all its digits.
    let text = "case,hub,stage,role\n1234567890123456,Ashbrook,open,first\n";
    fs::write(folder.path().join("text.csv"), text).unwrap();
    import(folder.path(), &["text.csv"]).fine();
}

#[test]
fn a_formula_whose_result_is_not_stored_is_told() {
    let folder = with_round(&[]);
    let book = folder.path().join("sent.xlsx");
    let mut made = Workbook::new();
    let sheet = made.add_worksheet();
    for (column, text) in (0..).zip(["case", "hub", "stage", "visits", "remarks", "role"]) {
        sheet.write_string(0, column, text).unwrap();
    }
    for row in 1..4 {
        sheet.write_string(row, 0, format!("C-{row}")).unwrap();
        sheet.write_string(row, 1, "Ashbrook").unwrap();
        sheet.write_string(row, 2, "open").unwrap();
        let formula = rust_xlsxwriter::Formula::new("=1+2");
        sheet
            .write_formula(row, 3, formula.set_result("3"))
            .unwrap();
        let formula = rust_xlsxwriter::Formula::new("=\"\"");
        sheet.write_formula(row, 4, formula.set_result("")).unwrap();
    }
    made.save(&book).unwrap();
    let ran = import(folder.path(), &["--dry-run", "sent.xlsx"]);
    assert!(!ran.stderr.contains("not stored"), "{}", ran.stderr);
    ran.fine();
    // As programs write it that do not calculate.
    let mut archive = zip::ZipArchive::new(fs::File::open(&book).unwrap()).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().to_string();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut text).unwrap();
        if name.ends_with("sheet1.xml") {
            let sheet = String::from_utf8(text).unwrap();
            let (sum, blank) = ("<f>1+2</f><v>3</v>", "><f>\"\"</f><v>0</v>");
            assert_eq!(sheet.matches(sum).count(), 3, "{sheet}");
            assert_eq!(sheet.matches(blank).count(), 3, "{sheet}");
            // A result that is blank is one that is stored.
            text = sheet
                .replace(sum, "<f>1+2</f><v></v>")
                .replace(blank, " t=\"str\"><f>\"\"</f><v></v>")
                .into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut out, &text).unwrap();
    }
    fs::write(&book, out.finish().unwrap().into_inner()).unwrap();
    let ran = import(folder.path(), &["sent.xlsx"]);
    let told = "sent.xlsx: sheet Sheet1, cell D2, column visits: warning: the result of this formula is not stored, and reads as blank, as in 2 more below it";
    assert_eq!(ran.stderr.matches(told).count(), 1, "{}", ran.stderr);
    assert_eq!(
        ran.stderr.matches("not stored").count(),
        1,
        "{}",
        ran.stderr
    );
    ran.fine();
}
