//! Groups other than hubs, hubs one by one, and what is answered to a slip of the pen.

use serde_json::Value;

use crate::common::round::rows;
use crate::{diff, inspections, json, springs, text};

#[test]
fn cases_can_be_grouped_by_a_fact_of_both_tools() {
    let said = json(&springs(), &["--by", "stage"]);
    let hubs = said["practice"]["sample"]["hubs"].as_array().unwrap();
    let [before, after] = springs().map(|round| rows(&round.join("audits.csv")));
    let mut cases = 0;
    for hub in hubs {
        let title = &hub["names"]["after"]["title"];
        for (when, rows) in [("cases_before", &before), ("cases_after", &after)] {
            let mut of: Vec<&String> = rows
                .iter()
                .filter(|row| row["stage"] == title.as_str().unwrap())
                .map(|row| &row["case"])
                .collect();
            of.sort();
            of.dedup();
            assert_eq!(hub[when], of.len(), "{title} {when}");
            cases += of.len();
        }
    }
    assert_eq!(cases, 120);
    // Whole rounds are what they are, however cases are grouped.
    let by_hub = json(&springs(), &[]);
    for (one, other) in said["practice"]["standards"]
        .as_array()
        .unwrap()
        .iter()
        .zip(by_hub["practice"]["standards"].as_array().unwrap())
    {
        assert_eq!(one, other);
    }
    let text = text(&springs(), &["--by", "stage"]);
    assert!(
        text.contains("Cases are grouped by “Where the case stands”"),
        "{text}"
    );
}

/// Every test of a comparison, wherever it stands.
fn tests(value: &Value, at: &str, out: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let place = format!("{at}/{name}");
                if ["test", "p", "p_adjusted", "sign_p", "headlines"].contains(&name.as_str()) {
                    out.push((place.clone(), field.clone()));
                }
                tests(field, &place, out);
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                tests(item, &format!("{at}/{place}"), out);
            }
        }
        _ => {}
    }
}

#[test]
fn a_hub_asked_for_is_shown_and_judges_nothing_differently() {
    let all = |more: &[&str]| {
        let mut out = Vec::new();
        tests(&json(&springs(), more)["practice"], "", &mut out);
        out
    };
    let usual = all(&[]);
    assert!(usual.len() > 300);
    assert_eq!(all(&["--hub", "fernhill"]), usual);
    assert_eq!(all(&["--hub", "Fernhill", "--hub", "Millgate"]), usual);
    let shown = text(&springs(), &["--hub", "fernhill"]);
    let lines = |name: &str| {
        shown
            .lines()
            .filter(|line| line.starts_with(name) && line.contains(" of "))
            .count()
    };
    // Fernhill in each of the eight domains and in the levels of help, and nobody else.
    assert_eq!((lines("Fernhill"), lines("Millgate")), (9, 0), "{shown}");
}

#[test]
fn a_slip_of_the_pen_is_answered_with_what_there_is() {
    for (rounds, more, part) in [
        (springs(), ["--by", "stages"], "did you mean `stage`?"),
        (
            springs(),
            ["--by", "zzz"],
            "it may be one of: stage, age_band",
        ),
        (
            springs(),
            ["--by", "referrals_12m"],
            "is no fact of both tools",
        ),
        (
            inspections(),
            ["--by", "stage"],
            "it may be one of: ons_la_type, inspection_framework",
        ),
        (springs(), ["--hub", "fernhil"], "did you mean `Fernhill`?"),
        (
            springs(),
            ["--hub", "zzz"],
            "it may be one of: Ashbrook, Birchfield",
        ),
        (
            inspections(),
            ["--hub", "zzz"],
            "is no region of these rounds",
        ),
    ] {
        let ran = diff(&rounds, &more);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{more:?}");
        assert!(ran.stderr.contains(part), "{more:?}: {}", ran.stderr);
        assert_eq!(ran.stderr.trim_end().lines().count(), 1, "{}", ran.stderr);
    }
}

#[test]
fn counts_that_would_have_been_clear_are_shown_where_asked_for() {
    let usual = text(&springs(), &[]);
    assert!(!usual.contains("What would have been clear"));
    let said = json(&springs(), &["--explain"]);
    let text = text(&springs(), &["--explain"]);
    let standard = crate::named(&said["practice"]["standards"], "standard", "child_day");
    let needed = &standard["test"]["needed"];
    let part = format!(
        "{} of 60 or more; {} of 60 or fewer",
        needed["improved"], needed["declined"]
    );
    let line = text
        .lines()
        .find(|line| line.starts_with("A reader can picture") && line.contains('%'));
    assert!(line.unwrap().ends_with(&part), "{line:?} {part}");
    let same = &said["practice"]["same_cases"]["domains"];
    let needed = &crate::named(same, "domain", "voice")["test"]["needed"];
    assert!(needed["improved"].as_u64().unwrap() > 2, "{needed}");
    let part = format!("{} up or more", needed["improved"]);
    assert!(text.contains(&part), "{part}");
}

#[test]
fn percentages_begin_where_they_are_asked_to() {
    let usual = text(&springs(), &[]);
    assert!(usual.contains("5 of 18 (28 %)"));
    let later = text(&springs(), &["--percent-from", "60"]);
    assert!(later.contains("5 of 18  "), "{later}");
    assert!(!later.contains("(28 %)"));
    assert!(later.contains("35 of 60 (58 %)"));
    let never = text(&springs(), &["--percent-from", "1000"]);
    assert!(!never.contains(" %)"), "{never}");
}
