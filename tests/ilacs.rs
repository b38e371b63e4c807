//! Real data: Ofsted's judgements, two rounds, against answers computed elsewhere.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::collections::BTreeMap;

use common::{project, run};

/// What one row of `expected_by_hub.csv` says of a region and a judgement.
struct Expected {
    rated: u64,
    not_rated: u64,
    working: u64,
    percent: Vec<(String, &'static str)>,
}

fn expected(round: &str) -> BTreeMap<(String, String), Expected> {
    let path = project().join("tests/data/ilacs/expected_by_hub.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let mut all = BTreeMap::new();
    for row in reader.records() {
        let row = row.unwrap();
        let cell = |name: &str| {
            let at = headers.iter().position(|header| header == name).unwrap();
            row[at].to_owned()
        };
        if cell("round") != round {
            continue;
        }
        let percent = [
            ("pct_good_plus", "value"),
            ("wilson95_low_pct", "low"),
            ("wilson95_high_pct", "high"),
        ];
        all.insert(
            (cell("hub"), cell("rating")),
            Expected {
                rated: cell("n_rated").parse().unwrap(),
                not_rated: cell("n_unrated_or_other").parse().unwrap(),
                working: cell("n_good_plus").parse().unwrap(),
                percent: percent.map(|(theirs, ours)| (cell(theirs), ours)).to_vec(),
            },
        );
    }
    all
}

/// A number from 0 to 1 as a percentage with as many decimals as another text has.
fn to_the_printed_digits(value: f64, like: &str) -> String {
    let decimals = like
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    format!("{:.decimals$}", value * 100.0)
}

fn check(round: &str) {
    let summary = run(&[
        "summary",
        &format!("samples/ilacs-{round}"),
        "--format",
        "json",
    ])
    .json();
    let expected = expected(round);
    let labels: Vec<&str> = summary["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels.len(), 9);
    let mut compared = 0;
    for standard in summary["standards"].as_array().unwrap() {
        let groups = standard["groups"].as_array().unwrap().iter();
        for (label, cell) in labels
            .iter()
            .copied()
            .zip(groups)
            .chain([("ALL", standard)])
        {
            let rating = standard["id"].as_str().unwrap();
            let Some(wanted) = expected.get(&(label.to_owned(), rating.to_owned())) else {
                // Where nothing was rated there is no expected row.
                assert_eq!(cell["ledger"]["rated"], 0, "{label} {rating}");
                continue;
            };
            let ledger = &cell["ledger"];
            assert_eq!(ledger["rated"], wanted.rated, "{label} {rating}");
            let in_scope = ledger["in_scope"].as_u64().unwrap();
            assert_eq!(
                in_scope - wanted.rated,
                wanted.not_rated,
                "{label} {rating}"
            );
            assert_eq!(cell["working"]["count"], wanted.working, "{label} {rating}");
            for (theirs, ours) in &wanted.percent {
                match cell["working"][*ours].as_f64() {
                    Some(value) => assert_eq!(
                        to_the_printed_digits(value, theirs),
                        *theirs,
                        "{label} {rating} {ours}"
                    ),
                    None => assert_eq!(theirs, "", "{label} {rating} {ours}"),
                }
            }
            compared += 1;
        }
    }
    assert_eq!(compared, expected.len(), "every expected row has its cell");
}

#[test]
fn the_previous_round_equals_the_answers_computed_elsewhere() {
    check("previous");
}

#[test]
fn the_latest_round_equals_the_answers_computed_elsewhere() {
    check("latest");
}

#[test]
fn what_was_not_asked_or_abolished_is_not_applicable_and_not_missing() {
    let ledger = |round: &str, standard: &str| {
        let summary = run(&[
            "summary",
            &format!("samples/ilacs-{round}"),
            "--format",
            "json",
        ])
        .json();
        let standards = summary["standards"].as_array().unwrap().clone();
        standards.into_iter().find(|s| s["id"] == standard).unwrap()["ledger"].clone()
    };
    let care_leavers = ledger("previous", "care_leavers_grade");
    assert_eq!(care_leavers["not_applicable"], 145);
    let overall = ledger("latest", "overall_effectiveness_grade");
    assert_eq!(overall["not_applicable"], 11);
    assert_eq!(overall["missing"], 0);
}
