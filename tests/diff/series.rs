//! More than two rounds: each later one against the first.

use serde_json::Value;

use crate::documents::{Table, read};
use crate::made_up::{MadeUp, TOOL};
use crate::{READ, bytes, diff, json, words};

/// Three rounds with one tool: the welcome gets better twice.
fn three(titles: [&str; 3], tools: [&str; 3]) -> (tempfile::TempDir, [std::path::PathBuf; 3]) {
    let folder = tempfile::tempdir().unwrap();
    let levels = ["not_yet", "partly", "good"];
    let rounds = [0, 1, 2].map(|at| {
        let round = MadeUp {
            tool: tools[at].to_owned(),
            ..MadeUp::new(titles[at], 12, levels[at])
        };
        round.write(folder.path(), &format!("round-{at}"))
    });
    (folder, rounds)
}

fn table<'a>(tables: &'a [Table], caption: &str) -> &'a Table {
    let found = tables.iter().find(|table| table.caption == caption);
    found.unwrap_or_else(|| panic!("no table {caption}"))
}

#[test]
fn each_later_round_is_held_against_the_first_with_the_figures_of_the_pair() {
    let (_folder, rounds) = three(["Spring", "Summer", "Autumn"], [TOOL; 3]);
    let [first, second, third] = rounds.clone();
    let said = json(&rounds, &[]);
    let compared = said["comparisons"].as_array().unwrap();
    let pairs = [
        json(&[first.clone(), second], &[]),
        json(&[first, third], &[]),
    ];
    assert_eq!(compared.len(), 2);
    for (one, pair) in compared.iter().zip(&pairs) {
        assert_eq!(one, pair);
    }
    let verdict =
        |pair: &Value| pair["practice"]["domains"][0]["shares"]["test"]["verdict"].clone();
    assert_eq!(
        pairs.each_ref().map(verdict),
        ["no_clear_change", "improved"]
    );
    for form in READ {
        if form == "txt" {
            continue;
        }
        let tables = read(&bytes(&rounds, form, &[]), form).tables;
        let domains = table(&tables, "Working ratings by domain");
        assert_eq!(domains.header, ["Domain", "Spring", "Summer", "Autumn"]);
        assert_eq!(
            domains.rows,
            [
                ["The start", "0 of 24", "0 of 24", "▲ 24 of 24"],
                ["The end", "0 of 24", "0 of 24", "0 of 24"],
            ],
            "{form}"
        );
    }
    let text = words(&rounds, "txt", &[]);
    assert!(
        text.contains("The start 0 of 24 0 of 24 ▲ 24 of 24"),
        "{text}"
    );
}

#[test]
fn rounds_of_one_title_are_told_apart() {
    let (_folder, rounds) = three(["Spring", "Audit", "Audit"], [TOOL; 3]);
    let text = words(&rounds, "txt", &[]);
    for name in [
        "Domain Spring Audit (2) Audit (3)",
        "Audit (2), against Spring",
    ] {
        assert!(text.contains(name), "{name}: {text}");
    }
}

/// A standard whose meaning changed in the last round is no part of any domain, so that all
/// rounds are measured alike.
#[test]
fn domains_rest_on_what_every_round_asks_alike() {
    let raised = TOOL.replace("id = \"welcome\"\n", "id = \"welcome\"\nedition = 2\n");
    let (_folder, rounds) = three(["Spring", "Summer", "Autumn"], [TOOL, TOOL, &raised]);
    let said = json(&rounds, &[]);
    for one in said["comparisons"].as_array().unwrap() {
        let start = &one["practice"]["standards"][0];
        assert_eq!(start["standard"]["after"]["id"], "welcome");
        assert_eq!(start["footing"], "side_by_side");
        assert_eq!(start["test"], Value::Null);
    }
    let text = words(&rounds, "txt", &[]);
    assert!(
        text.contains("A welcome 0 of 24 0 of 24 24 of 24"),
        "{text}"
    );
}

#[test]
fn a_later_round_that_changed_ends_a_series_with_1() {
    let (_folder, rounds) = three(["Spring", "Summer", "Autumn"], [TOOL; 3]);
    assert_eq!(diff(&rounds, &["--exit-code"]).code, 1);
    let alike = [rounds[0].clone(), rounds[0].clone(), rounds[0].clone()];
    assert_eq!(diff(&alike, &["--exit-code"]).code, 0);
    let same: Vec<_> = words(&alike, "txt", &[])
        .matches("Nothing changed")
        .map(str::to_owned)
        .collect();
    assert_eq!(same.len(), 2);
}
