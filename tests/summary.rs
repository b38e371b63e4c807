//! `case-audit summary` as its user meets it: what it prints, what it refuses, what it
//! keeps to itself.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{Ran, folder, project, run, run_in};
use serde_json::Value;

const SAMPLES: [&str; 4] = [
    "2026-spring",
    "2027-spring",
    "ilacs-previous",
    "ilacs-latest",
];

const TOOL: &str = include_str!("gallery/tool.toml");

fn json(round: &str, more: &[&str]) -> Value {
    let path = format!("samples/{round}");
    let mut arguments = vec!["summary", &path, "--format", "json"];
    arguments.extend(more);
    run(&arguments).json()
}

/// A run over one sheet of the small tool, whose figures it gives as JSON.
fn sheet_as_json(sheet: &[u8]) -> Ran {
    let folder = folder(&[("a.csv", sheet), ("tool.toml", TOOL.as_bytes())]);
    let arguments = [
        "summary",
        "a.csv",
        "--tool",
        "tool.toml",
        "--format",
        "json",
    ];
    run_in(folder.path(), &arguments, b"")
}

fn find<'a>(list: &'a Value, id: &str) -> &'a Value {
    let found = list
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["id"] == id);
    found.unwrap_or_else(|| panic!("no {id}"))
}

fn group(summary: &Value, id: &str) -> usize {
    let groups = summary["groups"].as_array().unwrap();
    groups.iter().position(|group| group["id"] == id).unwrap()
}

#[test]
fn the_sample_round_reads_as_it_did() {
    for width in ["80", "100"] {
        let text = run(&["summary", "samples/2026-spring", "--width", width]).fine();
        insta::assert_snapshot!(format!("spring_at_{width}"), text);
    }
}

#[test]
fn no_line_of_any_sample_is_wider_than_the_page() {
    for sample in SAMPLES {
        for width in [60_usize, 80, 100] {
            let path = format!("samples/{sample}");
            let text = run(&["summary", &path, "--width", &width.to_string()]).fine();
            for line in text.lines() {
                assert!(line.chars().count() <= width, "{sample} at {width}: {line}");
            }
        }
    }
}

/// What was planted in the first sample round is brought out, and nothing else is.
#[test]
fn the_story_of_the_first_round_is_brought_out() {
    let summary = json("2026-spring", &[]);
    let mut out = Vec::new();
    for domain in summary["domains"].as_array().unwrap() {
        for (at, cell) in domain["groups"].as_array().unwrap().iter().enumerate() {
            let verdict = cell["test"]["verdict"].as_str().unwrap();
            if verdict != "no_clear_difference" {
                out.push((domain["id"].as_str().unwrap(), at, verdict));
            }
        }
    }
    assert_eq!(
        out,
        [("voice", group(&summary, "fernhill"), "stands_out_up")]
    );
    let strengths: BTreeSet<&str> = summary["highlights"]["working"]
        .as_array()
        .unwrap()
        .iter()
        .map(|highlight| highlight["standard"].as_str().unwrap())
        .collect();
    assert!(strengths.contains("strengths_used") && strengths.contains("agreement_clear"));
    let gap = &find(&summary["gaps"]["domains"], "impact")["counts"];
    let count = |name: &str| gap[name].as_u64().unwrap();
    assert!(count("discussion_working") > count("record_working") + count("pairs") / 4);
    assert_eq!(
        summary["highlights"]["not_working"][0]["standard"],
        "handover_warm"
    );
    let levels = &summary["cross"]["groups"];
    assert_eq!(levels[group(&summary, "millgate")]["later"], 6);
    assert_eq!(levels[group(&summary, "eastmoor")]["earlier"], 5);
}

#[test]
fn every_ledger_of_every_sample_sums_for_every_standard_and_hub() {
    for sample in SAMPLES {
        for more in [&[][..], &["--by", "stage"], &["--by", "interventions"]] {
            if sample.starts_with("ilacs") && !more.is_empty() {
                continue;
            }
            let summary = json(sample, more);
            let cases = |value: &Value| value["cases"].as_u64().unwrap();
            let sums = |cell: &Value, cases: u64| {
                let ledger = &cell["ledger"];
                let count = |name: &str| ledger[name].as_u64().unwrap();
                let states = [
                    "rated",
                    "not_evidenced",
                    "not_applicable",
                    "skipped",
                    "missing",
                ];
                assert_eq!(
                    states.iter().map(|s| count(s)).sum::<u64>(),
                    count("in_scope")
                );
                assert_eq!(count("in_scope"), cases);
                assert_eq!(
                    count("rated") + count("not_evidenced"),
                    cell["working"]["of"]
                );
            };
            for standard in summary["standards"].as_array().unwrap() {
                sums(standard, cases(&summary["audited"]["all"]));
                let groups = summary["audited"]["groups"].as_array().unwrap();
                for (group, cell) in groups.iter().zip(standard["groups"].as_array().unwrap()) {
                    sums(cell, cases(group));
                }
            }
        }
    }
}

#[test]
fn a_sheet_with_ten_mistakes_shows_all_ten_at_their_places() {
    let sheet = "\
case,hub,role,stage,visits,agreed_on,visited_on,welcome,handover
C-01,Ash,first,open,3,2026-03-02,2026-03-09,Good,
C-02,Ash,third,open,3,,,Good,
C-03,Ash,,opened,3,,,Good,
C-04,Ash,,open,many,,,Good,
C-05,Ash,,open,3,31/02/2026,,Good,
C-06,Ash,,open,3,,02-03-26,Good,
C-07,Ash,,open,3,,,Splendid,
C-08,Ash,,stepped,3,,,Good,#REF!
,Ash,,open,3,,,Good,
C-10,,,open,3,,,Good,
C-01,Ash,,open,3,,,Partly,
";
    let folder = folder(&[
        ("audits.csv", sheet.as_bytes()),
        ("tool.toml", TOOL.as_bytes()),
    ]);
    let ran = run_in(
        folder.path(),
        &["summary", "audits.csv", "--tool", "tool.toml"],
        b"",
    );
    assert_eq!(ran.code, 1);
    assert_eq!(ran.stdout, "");
    for (place, code) in [
        ("row 3, column role", "unknown-choice"),
        ("row 4, column stage", "unknown-choice"),
        ("row 5, column visits", "bad-number"),
        ("row 6, column agreed_on", "bad-date"),
        ("row 7, column visited_on", "bad-date"),
        ("row 8, column welcome", "unknown-level"),
        ("row 9, column handover", "spoilt-cell"),
        ("row 10, column case", "missing-value"),
        ("row 11, column hub", "missing-value"),
        ("row 12, column case", "duplicate-audit"),
    ] {
        let told = ran.stderr.lines().any(|line| {
            line.starts_with(&format!("audits.csv: {place}: error: "))
                && line.ends_with(&format!("[{code}]"))
        });
        assert!(told, "{place} {code} is not told:\n{}", ran.stderr);
    }
    let as_json = run_in(
        folder.path(),
        &[
            "summary",
            "audits.csv",
            "--tool",
            "tool.toml",
            "--format",
            "json",
        ],
        b"",
    );
    assert_eq!(as_json.code, 1);
    let problems: Value = serde_json::from_str(&as_json.stdout).unwrap();
    assert_eq!(problems["errors"], 10);
    let skipped = run_in(
        folder.path(),
        &[
            "summary",
            "audits.csv",
            "--tool",
            "tool.toml",
            "--skip-invalid",
        ],
        b"",
    )
    .fine();
    let skipped = skipped.split_whitespace().collect::<Vec<_>>().join(" ");
    // Nine rows with problems, and both of the case that was audited twice.
    assert!(skipped.contains("9 audits with problems"), "{skipped}");
    assert!(
        skipped.contains("2 audits of cases that were audited twice"),
        "{skipped}"
    );
}

#[test]
fn more_than_fifty_problems_are_shown_in_part_and_counted_in_whole() {
    let mut sheet = String::from("case,hub,stage,welcome\n");
    for case in 0..120 {
        sheet.push_str(&format!("C-{case},Ash,open,Goood\n"));
    }
    let folder = folder(&[("a.csv", sheet.as_bytes()), ("tool.toml", TOOL.as_bytes())]);
    let ran = run_in(
        folder.path(),
        &["summary", "a.csv", "--tool", "tool.toml"],
        b"",
    );
    assert_eq!(ran.stderr.matches("error: `Goood`").count(), 50);
    assert!(
        ran.stderr
            .contains("first 50 of 120 shown; not shown: 70 × unknown-level"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("did you mean `Good`?"));
}

/// Encodings, delimiters and line ends of one sheet that all mean the same.
#[test]
fn however_a_sheet_is_saved_the_figures_are_the_same() {
    let plain = "case,hub,stage,visits,agreed_on,visited_on,welcome,handover\r\n\
        C-01,Bürch,open,3,2026-03-02,09/03/2026,Good,\r\n\
        C-02,Elm,stepped,1,,,partly,NOT YET\r\n";
    let latin: Vec<u8> = plain
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let utf16 = |big: bool| -> Vec<u8> {
        let marked = format!("\u{feff}{plain}");
        let units = marked.encode_utf16();
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let titled = format!("Spring audits\r\n\r\n{plain}\r\n,,,,,,,\r\n");
    let ragged = plain.replace("Good,\r\n", "Good\r\n");
    let variants: Vec<(&str, Vec<u8>)> = vec![
        ("as it is", plain.as_bytes().to_vec()),
        (
            "with a byte order mark",
            format!("\u{feff}{plain}").into_bytes(),
        ),
        ("line feeds", plain.replace("\r\n", "\n").into_bytes()),
        ("returns", plain.replace("\r\n", "\r").into_bytes()),
        ("semicolons", plain.replace(',', ";").into_bytes()),
        ("tabs", plain.replace(',', "\t").into_bytes()),
        ("Windows-1252", latin),
        ("UTF-16, little end first", utf16(false)),
        ("UTF-16, big end first", utf16(true)),
        ("titles and blank rows", titled.into_bytes()),
        ("a short row", ragged.into_bytes()),
    ];
    let mut first: Option<Value> = None;
    for (name, bytes) in variants {
        let ran = sheet_as_json(&bytes);
        let mut summary = ran.json();
        summary["provenance"].take();
        match &first {
            None => first = Some(summary),
            Some(first) => assert_eq!(*first, summary, "{name}"),
        }
    }
}

#[test]
fn standard_input_is_a_sheet_too() {
    let sheet = b"case,hub,stage,welcome\nC-01,Ash,open,Good\n";
    let folder = folder(&[("tool.toml", TOOL.as_bytes())]);
    let ran = run_in(
        folder.path(),
        &["summary", "-", "--tool", "tool.toml"],
        sheet,
    );
    assert!(ran.fine().contains("1 of 1"));
}

#[test]
fn the_long_layout_gives_the_figures_of_the_wide_one() {
    let wide = "case,hub,auditor,role,welcome,handover\nC-01,Ash,A1,first,Good,Partly\nC-02,Elm,A2,first,n/a,\n\
        C-02,Elm,A1,second,Good,Good\n";
    let long = "round,case,hub,auditor,role,domain,standard,reading,state,level,standing,evidence\n\
        r,C-02,Elm,A1,second,all,handover,record,rated,good,working,\n\
        r,C-01,Ash,A1,first,all,handover,record,rated,partly,improve,\n\
        r,C-02,Elm,A2,,all,welcome,record,na,,,\n\
        r,C-01,Ash,A1,first,all,welcome,record,rated,good,working,words\n\
        r,C-02,Elm,A2,first,all,handover,record,missing,,,\n\
        r,C-02,Elm,A1,second,all,welcome,record,rated,Good,working,\n";
    let summary = |sheet: &str| {
        let mut summary = sheet_as_json(sheet.as_bytes()).json();
        summary["provenance"].take();
        summary
    };
    let from_wide = summary(wide);
    assert_eq!(from_wide["census"]["counted"], 2);
    assert_eq!(from_wide["census"]["seconds"], 1);
    assert_eq!(from_wide, summary(long));
}

#[test]
fn of_several_audits_of_a_case_the_agreed_one_counts() {
    let sheet = "case,hub,role,welcome\nC-1,Ash,first,Good\nC-1,Ash,second,Not yet\nC-1,Ash,agreed,Partly\nC-2,Ash,second,Good\n";
    let summary = sheet_as_json(sheet.as_bytes()).json();
    let census = &summary["census"];
    for (fate, count) in [
        ("read", 4),
        ("counted", 1),
        ("replaced", 1),
        ("seconds", 1),
        ("lone_seconds", 1),
    ] {
        assert_eq!(census[fate], count, "{fate}");
    }
    let levels = find(&summary["standards"], "welcome")["levels"].clone();
    let counts: Vec<u64> = levels
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["count"].as_u64().unwrap())
        .collect();
    assert_eq!(counts, [0, 1, 0]);
}

/// Hand-counted: two hubs, five cases, one rule.
#[test]
fn a_small_round_equals_what_is_counted_by_hand() {
    let sheet = "\
case,hub,stage,visits,agreed_on,visited_on,welcome,handover
1,Ash,open,2,2026-03-02,2026-03-05,Good,
2,Ash,stepped,4,2026-03-02,2026-03-12,Partly,Good
3,Ash,stepped,,2026-03-02,,Not yet,n/a
4,Elm,open,7,2026-03-02,2026-03-03,Good,
5,Elm,,1,,,,Not yet
";
    let summary = sheet_as_json(sheet.as_bytes()).json();
    let welcome = find(&summary["standards"], "welcome");
    assert_eq!(
        (&welcome["working"]["count"], &welcome["working"]["of"]),
        (&2.into(), &4.into())
    );
    assert_eq!(welcome["ledger"]["missing"], 1);
    let handover = find(&summary["standards"], "handover");
    // Cases 1 and 4 are open: left out by the rule. Case 5 does not say: it applies.
    let ledger = &handover["ledger"];
    assert_eq!(
        (
            &ledger["skipped"],
            &ledger["not_applicable"],
            &ledger["rated"]
        ),
        (&2.into(), &1.into(), &2.into())
    );
    // Shares by hub: Ash 1, 1/2, 0 → 2 of 4; Elm 1, 0 → 1 of 2.
    let domain = &summary["domains"][0]["groups"];
    assert_eq!(
        domain[0]["working"],
        serde_json::json!({"count": 2, "of": 4})
    );
    assert_eq!(
        domain[1]["working"],
        serde_json::json!({"count": 1, "of": 2})
    );
    let wait = &summary["durations"][0]["all"];
    assert_eq!(wait["days"]["median"], 3);
    assert_eq!(
        (&wait["days"]["least"], &wait["days"]["greatest"]),
        (&1.into(), &10.into())
    );
    assert_eq!(wait["one_date"], 1);
    let visits = &find(&summary["facts"], "visits")["numbers"];
    assert_eq!(
        (&visits["cases"], &visits["median"]),
        (&4.into(), &3.into())
    );
    let stage = find(&summary["facts"], "stage");
    assert_eq!(
        (&stage["choices"][1]["count"], &stage["missing"]),
        (&2.into(), &1.into())
    );
}

#[test]
fn no_case_and_no_words_are_shown_unless_asked_for() {
    let read = |name: &str| {
        let path = project().join("samples/2026-spring").join(name);
        csv::Reader::from_path(path)
            .unwrap()
            .into_records()
            .map(Result::unwrap)
            .collect::<Vec<_>>()
    };
    let cases: BTreeSet<String> = read("audits.csv")
        .iter()
        .map(|row| row[0].to_owned())
        .collect();
    let texts: Vec<String> = read("findings.csv")
        .iter()
        .map(|row| row[9].to_owned())
        .collect();
    assert!(cases.len() > 50 && texts.len() > 100);
    for format in ["text", "markdown", "csv", "json"] {
        let ran = run(&["summary", "samples/2026-spring", "--format", format]);
        let out = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!out.to_lowercase().contains("anonym"));
        for case in &cases {
            assert!(!out.contains(case.as_str()), "{case} is shown in {format}");
        }
        for text in &texts {
            assert!(!out.contains(text.as_str()), "words are shown in {format}");
        }
    }
    let listed = run(&["summary", "samples/2026-spring", "--cases"]).fine();
    assert!(
        listed.contains("EH-0733"),
        "the one override is listed with its case"
    );
}

#[test]
fn narrowing_changes_what_is_shown_and_not_what_is_adjusted_for() {
    let whole = json("2026-spring", &[]);
    let part = json("2026-spring", &["--hub", "Fernhill", "--domain", "voice"]);
    assert_eq!(part["groups"].as_array().unwrap().len(), 1);
    assert_eq!(part["domains"].as_array().unwrap().len(), 1);
    assert_eq!(part["audited"]["all"]["cases"], 8);
    let at = group(&whole, "fernhill");
    let of = |summary: &Value, at: usize| {
        find(&summary["domains"], "voice")["groups"][at]["test"].clone()
    };
    assert_eq!(of(&whole, at), of(&part, 0));
    assert_eq!(
        whole["conversations"]["looked_at"],
        part["conversations"]["looked_at"]
    );
    let one = json("2026-spring", &["--standard", "child_day"]);
    assert_eq!(one["standards"].as_array().unwrap().len(), 1);
}

#[test]
fn groups_by_a_fact_may_overlap_and_this_is_said() {
    let summary = json("2026-spring", &["--by", "interventions"]);
    assert_eq!(summary["grouped_by"]["overlaps"], true);
    let groups = summary["audited"]["groups"].as_array().unwrap();
    let sum: u64 = groups
        .iter()
        .map(|group| group["cases"].as_u64().unwrap())
        .sum();
    assert!(sum > 60);
    assert_eq!(summary["audited"]["all"]["cases"], 60);
    let text = run(&["summary", "samples/2026-spring", "--by", "interventions"]).fine();
    assert!(text.contains("A case can stand in several of these groups"));
    let stages = json("2026-spring", &["--by", "stage"]);
    let labels: Vec<&str> = stages["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|g| g["label"].as_str().unwrap())
        .collect();
    assert_eq!(
        labels,
        [
            "Open",
            "Stepped up to social care",
            "Stepped down from social care",
            "Closed"
        ]
    );
}

#[test]
fn what_cannot_be_meant_is_refused_with_a_hint() {
    for (arguments, said) in [
        (&["--by", "stag"][..], "did you mean `stage`?"),
        (
            &["--by", "opened_on"],
            "--by: `opened_on` is no fact that cases can be sorted by",
        ),
        (&["--hub", "fernhil"], "did you mean `fernhill`?"),
        (&["--domain", "voyce"], "did you mean `voice`?"),
        (&["--standard", "child_days"], "did you mean `child_day`?"),
        (&["--cross", "stage"], "--cross takes two facts"),
        (&["-o", "summary.docx"], "there is no .docx of this"),
        (&["-o", "summary.pdf"], "print it to a PDF"),
        (&["-o", "summary.out"], "does not say which format"),
        (&["--format", "csv", "-o", "x.xls"], "not written here"),
        (
            &["--format", "csv", "-o", "x.html"],
            "leave one of them out",
        ),
    ] {
        let mut all = vec!["summary", "samples/2026-spring"];
        all.extend(arguments);
        let ran = run(&all);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
    assert_eq!(run(&["summary", "no-such-round"]).code, 2);
    let ran = run(&["summary", "samples/2026-spring/audits.csv"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("--tool"), "{}", ran.stderr);
    assert!(
        run(&["summary", "samples"])
            .stderr
            .contains("no `round.toml`")
    );
}

#[test]
fn a_file_is_written_whole_for_its_owner_in_the_format_of_its_name() {
    let folder = folder(&[]);
    for (name, begins) in [
        ("a.md", "# Spring 2026"),
        ("a.csv", "section,group,"),
        ("a.json", "{"),
        ("a.txt", "Spring 2026"),
    ] {
        let path = folder.path().join(name);
        let ran = run(&[
            "summary",
            "samples/2026-spring",
            "-o",
            path.to_str().unwrap(),
        ]);
        assert_eq!(ran.fine(), "");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(begins), "{name}: {}", &text[..40]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(
                fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
    }
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        4,
        "nothing is left beside them"
    );
}

#[test]
fn the_same_round_gives_the_same_bytes_from_any_folder() {
    let copy = folder(&[]);
    for name in ["round.toml", "tool.toml", "audits.csv", "findings.csv"] {
        let from = project().join("samples/2026-spring").join(name);
        fs::copy(from, copy.path().join(name)).unwrap();
    }
    for format in ["text", "markdown", "csv", "json"] {
        let here = run(&["summary", "samples/2026-spring", "--format", format]).fine();
        let again = run(&["summary", "samples/2026-spring", "--format", format]).fine();
        let there = run_in(copy.path(), &["summary", ".", "--format", format], b"").fine();
        assert_eq!(here, again);
        assert_eq!(here, there);
        assert!(
            !here.contains(project().to_str().unwrap()),
            "no path is in it"
        );
    }
}

#[test]
fn colour_is_only_there_where_it_is_wanted() {
    let colored = |arguments: &[&str]| run(arguments).fine().contains('\u{1b}');
    assert!(!colored(&["summary", "samples/2026-spring"]));
    assert!(colored(&[
        "summary",
        "samples/2026-spring",
        "--color",
        "always"
    ]));
    assert!(!colored(&[
        "summary",
        "samples/2026-spring",
        "--color",
        "never"
    ]));
}

#[test]
fn tidy_records_are_one_table_with_ids_that_can_be_joined() {
    let out = run(&["summary", "samples/2026-spring", "--format", "csv"]).fine();
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    assert_eq!(
        reader.headers().unwrap(),
        &[
            "section", "group", "item", "measure", "count", "of", "value"
        ][..]
    );
    let mut seen = BTreeSet::new();
    let mut fernhill = None;
    for row in reader.records() {
        let row = row.unwrap();
        let key: Vec<String> = row.iter().take(4).map(str::to_owned).collect();
        if row[0] == *"domain"
            && row[1] == *"fernhill"
            && row[2] == *"voice"
            && row[3] == *"working"
        {
            fernhill = Some((row[4].to_owned(), row[5].to_owned()));
        }
        assert!(seen.insert(key.clone()), "{key:?} stands twice");
    }
    let json = json("2026-spring", &[]);
    let at = group(&json, "fernhill");
    let cell = &find(&json["domains"], "voice")["groups"][at]["working"];
    assert_eq!(
        fernhill.unwrap(),
        (cell["count"].to_string(), cell["of"].to_string())
    );
}

#[test]
fn days_in_the_wrong_order_are_told_and_not_counted() {
    let sheet =
        "case,hub,stage,agreed_on,visited_on,welcome\n1,Ash,open,2026-03-09,2026-03-02,Good\n";
    let ran = sheet_as_json(sheet.as_bytes());
    let told = "a.csv: row 2, column visited_on: warning: `visited_on` is before `agreed_on`";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    let wait = &ran.json()["durations"][0]["all"];
    assert_eq!(
        (&wait["reversed"], &wait["days"]["cases"]),
        (&1.into(), &0.into())
    );
}

#[test]
fn nothing_that_was_read_is_ever_written_over() {
    let sheet = b"case,hub,stage,welcome\n1,Ash,open,Good\n";
    let folder = folder(&[
        ("a.csv", sheet),
        ("tool.toml", TOOL.as_bytes()),
        ("r/audits.csv", sheet),
        ("r/tool.toml", TOOL.as_bytes()),
        ("r/round.toml", b"id = \"r\"\ntitle = \"R\"\n"),
    ]);
    for arguments in [
        &["summary", "a.csv", "--tool", "tool.toml", "-o", "a.csv"][..],
        &[
            "summary",
            "a.csv",
            "--tool",
            "tool.toml",
            "-o",
            "tool.toml",
            "--format",
            "csv",
        ],
        &["summary", "r", "-o", "r/audits.csv"],
        &[
            "summary",
            "r",
            "-o",
            "./r/../r/round.toml",
            "--format",
            "text",
        ],
    ] {
        let ran = run_in(folder.path(), arguments, b"");
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains("would be lost"), "{}", ran.stderr);
    }
    assert_eq!(fs::read(folder.path().join("a.csv")).unwrap(), sheet);
    assert_eq!(fs::read(folder.path().join("r/audits.csv")).unwrap(), sheet);
    assert_eq!(
        fs::read(folder.path().join("tool.toml")).unwrap(),
        TOOL.as_bytes()
    );
}

#[test]
fn a_misspelt_hub_is_asked_about() {
    let sheet = "case,hub,stage,welcome\n1,Cedar,open,Good\n2,Cedar,open,Good\n3,Cedar,open,Partly\n4,Ceder,open,Good\n5,Elm,open,Good\n";
    let folder = folder(&[("a.csv", sheet.as_bytes()), ("tool.toml", TOOL.as_bytes())]);
    let ran = run_in(
        folder.path(),
        &["summary", "a.csv", "--tool", "tool.toml"],
        b"",
    );
    assert_eq!(ran.code, 0);
    let asked = "a.csv: warning: the hub `Ceder` has a single case [unknown-hub]\n    did you mean `Cedar`?\n";
    assert!(ran.stderr.contains(asked), "{}", ran.stderr);
    assert!(!ran.stderr.contains("`Elm`"));
}
