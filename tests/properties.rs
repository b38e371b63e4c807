//! Laws that hold for every round: ledgers sum, and no order of rows, columns or threads
//! reaches a figure.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::collections::BTreeSet;

use case_audit::analysis::summary::{Input, Provenance, Scope, Summary, default_cross};
use case_audit::analysis::tally::{Grouping, Plan, Tally};
use case_audit::diagnostics::{Problems, Severity};
use case_audit::read::audits::{AuditSheet, Bytes, Options, fold_counted};
use common::tools::tool_of;
use proptest::prelude::*;
use serde_json::Value;

const TOOL: &str = r#"
id = "small"
version = "1"
title = "A small tool"
readings = ["record", "discussion"]

[[scale]]
id = "practice"
[[scale.level]]
id = "strong"
label = "Strong"
standing = "working"
means = "m"
[[scale.level]]
id = "secure"
label = "Secure"
standing = "working"
means = "m"
[[scale.level]]
id = "concern"
label = "Concern"
standing = "not_working"
means = "m"
[[scale.level]]
id = "unclear"
label = "Unclear"
standing = "not_evidenced"
means = "m"

[[fact]]
id = "stage"
label = "Stage"
kind = "choice"
choices = [{ id = "open", label = "Open" }, { id = "stepped", label = "Stepped" }]

[[fact]]
id = "help"
label = "Help"
kind = "choices"
choices = [{ id = "group", label = "Group" }, { id = "visit", label = "Visit" }]

[[domain]]
id = "one"
title = "One"
[[domain]]
id = "two"
title = "Two"

[[standard]]
id = "a"
domain = "one"
title = "A"
scale = "practice"
[[standard]]
id = "b"
domain = "one"
title = "B"
scale = "practice"
escalate_at = ["concern"]
[[standard]]
id = "c"
domain = "two"
title = "C"
scale = "practice"
applies_when = [{ fact = "stage", is = ["stepped"] }]

[overall]
scale = "practice"
[[overall.cap]]
standard = "b"
when = ["concern"]
overall_at_most = "concern"
"#;

const COLUMNS: [&str; 13] = [
    "case",
    "hub",
    "auditor",
    "role",
    "stage",
    "help",
    "a.record",
    "a.discussion",
    "b.record",
    "b.discussion",
    "c.record",
    "overall",
    "notes",
];

/// A round: one row per audit, cells in the order of `COLUMNS`.
type Rows = Vec<Vec<String>>;

fn cell(values: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(values).prop_map(str::to_owned)
}

fn row() -> impl Strategy<Value = Vec<String>> {
    const LEVELS: &[&str] = &[
        "Strong", "secure", "Secure ", "concern", "UNCLEAR", "n/a", "", "", "strong",
    ];
    (
        0_u32..40,
        cell(&["Ash", "Birch", "Elm"]),
        cell(&["", "first", "second", "agreed"]),
        cell(&["open", "Stepped", ""]),
        cell(&["group", "group; visit", "", "visit"]),
        prop::collection::vec(cell(LEVELS), 6),
        cell(&[
            "",
            "a \"quoted\" word",
            "two\nlines",
            "comma, comma",
            "plain",
        ]),
    )
        .prop_map(|(case, hub, role, stage, help, levels, notes)| {
            let mut row = vec![format!("C{case}"), hub, "A1".to_owned(), role, stage, help];
            row.extend(levels);
            row.push(notes);
            row
        })
}

fn rows() -> impl Strategy<Value = Rows> {
    prop::collection::vec(row(), 0..60)
}

/// Only the first row of each case and role: a round without doubles.
fn without_doubles(rows: Rows) -> Rows {
    let mut seen = BTreeSet::new();
    rows.into_iter()
        .filter(|row| {
            let role = if row[3].is_empty() { "first" } else { &row[3] };
            seen.insert((row[0].clone(), role.to_owned()))
        })
        .collect()
}

fn sheet(rows: &Rows, columns: &[usize]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(columns.iter().map(|at| COLUMNS[*at]))
        .unwrap();
    for row in rows {
        writer
            .write_record(columns.iter().map(|at| &row[*at]))
            .unwrap();
    }
    writer.into_inner().unwrap()
}

fn all_columns() -> Vec<usize> {
    (0..COLUMNS.len()).collect()
}

fn summarise(bytes: Vec<u8>, grouping: Grouping, threads: usize) -> (Value, Problems) {
    let tool = tool_of(TOOL);
    let plan = Plan {
        tool: &tool,
        grouping,
        cross: default_cross(&tool),
        remember: BTreeSet::new(),
        list_breaches: true,
    };
    let mut problems = Problems::new();
    let sheet = AuditSheet::open(Bytes::Held(bytes), "a.csv", &tool, &[], &mut problems).unwrap();
    let options = Options {
        threads,
        skip_invalid: true,
    };
    let counted = fold_counted(&sheet, options, || Tally::new(&plan), Tally::add).unwrap();
    problems.merge(counted.problems);
    let mut tally = Tally::new(&plan);
    for state in counted.states {
        tally.merge(state);
    }
    let parts = tally.into_parts();
    let summary = Summary::new(&Input {
        plan: &plan,
        round: None,
        parts: &parts,
        census: counted.census,
        findings: None,
        findings_left_out: 0,
        scope: Scope::default(),
        provenance: Provenance {
            program: String::new(),
            tool: String::new(),
            tool_version: String::new(),
            tool_sha256: String::new(),
            data: Vec::new(),
            options: Vec::new(),
        },
    });
    (serde_json::to_value(summary).unwrap(), problems)
}

fn sums(ledger: &Value) -> bool {
    let count = |name: &str| ledger[name].as_u64().unwrap();
    let states = [
        "rated",
        "not_evidenced",
        "not_applicable",
        "skipped",
        "missing",
    ];
    states.iter().map(|state| count(state)).sum::<u64>() == count("in_scope")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_order_of_rows_or_columns_reaches_a_figure(
        (rows, shuffled) in rows().prop_map(without_doubles).prop_flat_map(|rows| {
            (Just(rows.clone()), Just(rows).prop_shuffle())
        }),
        columns in Just(all_columns()).prop_shuffle(),
    ) {
        let (plain, _) = summarise(sheet(&rows, &all_columns()), Grouping::Hub, 1);
        let (other, _) = summarise(sheet(&shuffled, &columns), Grouping::Hub, 2);
        prop_assert_eq!(plain, other);
    }

    #[test]
    fn with_doubles_left_out_the_order_of_rows_still_does_not_matter(
        (rows, shuffled) in rows().prop_flat_map(|rows| {
            (Just(rows.clone()), Just(rows).prop_shuffle())
        }),
    ) {
        let (plain, first) = summarise(sheet(&rows, &all_columns()), Grouping::Fact(1), 1);
        let (other, second) = summarise(sheet(&shuffled, &all_columns()), Grouping::Fact(1), 1);
        prop_assert_eq!(plain, other);
        prop_assert_eq!(first.count(Severity::Error), second.count(Severity::Error));
    }

    #[test]
    fn every_ledger_sums_and_every_audit_has_its_fate(rows in rows()) {
        for grouping in [Grouping::Hub, Grouping::Fact(0), Grouping::Fact(1)] {
            let (summary, _) = summarise(sheet(&rows, &all_columns()), grouping, 1);
            let census = &summary["census"];
            let fate = |name: &str| census[name].as_u64().unwrap();
            let fates = ["counted", "replaced", "seconds", "lone_seconds", "left_out", "doubled"];
            prop_assert_eq!(fates.iter().map(|f| fate(f)).sum::<u64>(), fate("read"));
            prop_assert_eq!(fate("read"), rows.len() as u64);
            let cases = summary["audited"]["all"]["cases"].as_u64().unwrap();
            prop_assert_eq!(cases, fate("counted"));
            let groups = summary["audited"]["groups"].as_array().unwrap();
            for standard in summary["standards"].as_array().unwrap() {
                prop_assert!(sums(&standard["ledger"]));
                prop_assert_eq!(standard["ledger"]["in_scope"].as_u64().unwrap(), cases);
                let levels: u64 = standard["levels"].as_array().unwrap().iter()
                    .map(|level| level["count"].as_u64().unwrap()).sum();
                prop_assert_eq!(levels, standard["working"]["of"].as_u64().unwrap());
                for (group, cell) in groups.iter().zip(standard["groups"].as_array().unwrap()) {
                    prop_assert!(sums(&cell["ledger"]));
                    prop_assert_eq!(&cell["ledger"]["in_scope"], &group["cases"]);
                }
            }
            prop_assert!(sums(&summary["overall"]["ledger"]));
        }
    }

    #[test]
    fn bytes_of_any_kind_give_a_result_or_problems(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut whole = b"case,hub,a.record\n".to_vec();
        whole.extend(bytes);
        summarise(whole, Grouping::Hub, 2);
    }
}

/// A sheet large enough to be read in parallel, with line breaks inside quotes and a
/// problem in some rows.
#[test]
fn reading_in_parallel_gives_the_same_counts_and_the_same_places() {
    let mut text = COLUMNS.join(",");
    text.push('\n');
    for case in 0..30_000 {
        let level = ["Strong", "secure", "concern", "n/a", "", "stong"]
            [case % if case % 97 == 0 { 6 } else { 5 }];
        let note = match case % 5 {
            0 => "\"two\nlines\"",
            1 => "\"a \"\"word\"\", and\r\n\r\nmore\"",
            2 => "5\" by 3\"",
            _ => "a note that is long enough to fill blocks of the file with something to read",
        };
        let hub = ["Ash", "Birch", "Elm"][case % 3];
        text.push_str(&format!(
            "C{case},{hub},A{},,open,group,{level},Strong,secure,secure,,Secure,{note}\n",
            case % 7
        ));
    }
    assert!(text.len() > 2_000_000);
    let (one, first) = summarise(text.clone().into_bytes(), Grouping::Hub, 1);
    assert!(first.count(Severity::Error) > 20);
    for threads in [2, 3, 8] {
        let (many, problems) = summarise(text.clone().into_bytes(), Grouping::Hub, threads);
        assert_eq!(one, many);
        assert_eq!(first, problems);
    }
}
