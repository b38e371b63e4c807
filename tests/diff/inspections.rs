//! Published inspections through the command: the pairs as a statistics package counted
//! them, and what was not judged in every round.

use serde_json::Value;

use crate::common::project;
use crate::common::round::rows;
use crate::{READ, inspections, json, named, words};

fn number(cell: &str) -> f64 {
    cell.parse().unwrap()
}

/// The reference has eight decimals.
fn near(is: &Value, should: &str, what: &str) {
    let (is, should) = (is.as_f64().unwrap(), number(should));
    assert!((is - should).abs() <= 5.1e-9, "{what}: {is} for {should}");
}

#[test]
fn the_same_cases_are_those_of_the_reference_in_every_region() {
    let said = json(&inspections(), &[]);
    let standards = &said["practice"]["same_cases"]["standards"];
    let answers = rows(&project().join("tests/data/ilacs/expected_paired.csv"));
    assert!(answers.len() >= 50);
    for answer in answers {
        let standard = named(standards, "standard", &answer["rating"]);
        let what = format!("{} {}", answer["hub"], answer["rating"]);
        let (cell, p) = if answer["hub"] == "ALL" {
            (standard, &standard["test"]["p"])
        } else {
            let mut hubs = standard["hubs"].as_array().unwrap().iter();
            let hub = hubs
                .find(|hub| hub["hub"]["after"]["title"] == *answer["hub"])
                .unwrap_or_else(|| panic!("{what} is not there"));
            (hub, &hub["sign_p"])
        };
        let counts = &cell["counts"];
        for (theirs, ours) in [
            ("n_pairs", "pairs"),
            ("improved", "up"),
            ("same", "same"),
            ("declined", "down"),
            ("became_good_plus", "gained"),
            ("lost_good_plus", "lost"),
        ] {
            let count = counts[ours].as_u64().unwrap();
            assert_eq!(count.to_string(), answer[theirs], "{what}: {theirs}");
        }
        let excluded = counts["excluded"].as_object().unwrap().values();
        let excluded: u64 = excluded.map(|count| count.as_u64().unwrap()).sum();
        assert_eq!(excluded.to_string(), answer["n_excluded"], "{what}");
        near(p, &answer["sign_test_exact_p"], &what);
        near(&cell["mcnemar_p"], &answer["mcnemar_exact_p"], &what);
    }
}

#[test]
fn what_was_not_applicable_is_said_in_words() {
    // Counted in the two files: care leavers before they were judged apart, and overall
    // grades after they had ended.
    let [before, after] = inspections().map(|round| rows(&round.join("audits.csv")));
    let of = |rows: &[std::collections::BTreeMap<String, String>], column: &str, word: &str| {
        rows.iter().filter(|row| row[column] == word).count()
    };
    let leavers = of(
        &before,
        "care_leavers_grade",
        "inspection_pre_dates_judgement",
    );
    let overall = of(
        &after,
        "overall_effectiveness_grade",
        "not_reported_post_reform",
    );
    assert_eq!((leavers, overall), (145, 11));
    for form in READ {
        let said = words(&inspections(), form, &[]);
        for part in [
            "“The lives of young people leaving care”: not applicable in 145 of 151 cases before, in 1 of 153 after",
            "“Overall effectiveness”: not applicable in 0 of 151 cases before, in 11 of 153 after",
        ] {
            assert!(said.contains(part), "{form} does not say: {part}");
        }
    }
}
