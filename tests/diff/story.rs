//! What was planted in the two sample rounds is brought out, and nothing else is. The
//! counts are made here, from the rounds' own CSV files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::common::round::rows;
use crate::{ids, json, named, springs};

pub type Audit = BTreeMap<String, String>;

/// The audit of each case that counts: the agreed one, else the first.
pub fn counted(round: &Path) -> BTreeMap<String, Audit> {
    let mut out: BTreeMap<String, Audit> = BTreeMap::new();
    for row in rows(&round.join("audits.csv")) {
        let before = out.get(&row["case"]);
        let agreed = before.is_some_and(|audit| audit["role"] == "agreed");
        if row["role"] != "second" && !agreed {
            out.insert(row["case"].clone(), row);
        }
    }
    out
}

/// How high a level stands; `None` outside the order. The rounds use these words alone.
fn height(level: &str) -> Option<u8> {
    match level {
        "Strong" => Some(4),
        "Secure" => Some(3),
        "Developing" | "Getting there" => Some(2),
        "Concern" => Some(1),
        "Not evidenced" => None,
        other => panic!("no level: {other}"),
    }
}

fn is_working(level: &str) -> bool {
    height(level) >= Some(3)
}

/// The rating of a standard in an audit: the last reading given. Nothing where it is blank,
/// does not apply, or the rule for cases that stepped leaves it out.
fn rating(audit: &Audit, standard: &str) -> Option<String> {
    let stepped = audit["stage"].starts_with("Stepped");
    if ["step_reason_clear", "handover_warm"].contains(&standard) && !stepped {
        return None;
    }
    let said = [
        format!("{standard}.discussion"),
        format!("{standard}.record"),
    ];
    let cells = said.iter().map(|column| audit[column].trim());
    let given: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    let last = (*given.first()?).to_owned();
    (!["Not applicable", "na", "N/A", "n/a"].contains(&last.as_str())).then_some(last)
}

pub fn working(audits: &BTreeMap<String, Audit>, standard: &str) -> (u64, u64) {
    let ratings: Vec<String> = audits
        .values()
        .filter_map(|a| rating(a, standard))
        .collect();
    let working = ratings.iter().filter(|rating| is_working(rating)).count();
    (working as u64, ratings.len() as u64)
}

pub fn share(value: &Value) -> (u64, u64) {
    (
        value["count"].as_u64().unwrap(),
        value["of"].as_u64().unwrap(),
    )
}

#[test]
fn the_childs_voice_improved_in_both_views_and_nothing_else_moved() {
    let said = json(&springs(), &[]);
    for view in ["all_cases", "same_cases"] {
        let headline = &said["practice"]["headlines"][view];
        assert_eq!(ids(&headline["improved"]), ["voice"], "{view}");
        assert!(ids(&headline["declined"]).is_empty(), "{view}");
        assert_eq!(ids(&headline["no_clear_change"]).len(), 7, "{view}");
        assert!(ids(&headline["too_few"]).is_empty(), "{view}");
    }
}

#[test]
fn the_same_rounds_the_other_way_round_tell_of_a_decline() {
    let [before, after] = springs();
    let said = json(&[after, before], &[]);
    for view in ["all_cases", "same_cases"] {
        let headline = &said["practice"]["headlines"][view];
        assert_eq!(ids(&headline["declined"]), ["voice"], "{view}");
        assert!(ids(&headline["improved"]).is_empty(), "{view}");
    }
}

#[test]
fn working_ratings_before_and_after_are_those_counted_in_the_files() {
    let said = json(&springs(), &[]);
    let [before, after] = springs().map(|round| counted(&round));
    assert_eq!((before.len(), after.len()), (60, 60));
    let mut compared = 0;
    for standard in said["practice"]["standards"].as_array().unwrap() {
        if standard["footing"] != "compared" {
            continue;
        }
        compared += 1;
        for (when, audits) in [("before", &before), ("after", &after)] {
            let id = standard["standard"][when]["id"].as_str().unwrap();
            assert_eq!(
                share(&standard[when]["working"]),
                working(audits, id),
                "{id} {when}"
            );
        }
    }
    assert_eq!(compared, 25);
    // By hand, from the two files: what the children's own standard came to.
    let views = named(&said["practice"]["standards"], "standard", "views_changed");
    assert_eq!(share(&views["before"]["working"]), (32, 60));
    assert_eq!(share(&views["after"]["working"]), (50, 60));
}

#[test]
fn the_domain_that_improved_is_the_sum_of_its_standards() {
    let said = json(&springs(), &[]);
    let rounds = springs().map(|round| counted(&round));
    let voice = named(&said["practice"]["domains"], "domain", "voice");
    for (when, audits) in ["before", "after"].iter().zip(&rounds) {
        let of = ["child_day", "views_changed", "siblings_visible"].map(|id| working(audits, id));
        let sum = (
            of.iter().map(|share| share.0).sum(),
            of.iter().map(|share| share.1).sum(),
        );
        assert_eq!(share(&voice["shares"][when]["working"]), sum, "{when}");
    }
}

#[test]
fn steps_in_the_same_cases_are_those_counted_in_the_files() {
    let said = json(&springs(), &[]);
    let [before, after] = springs().map(|round| counted(&round));
    let both: BTreeSet<&String> = before.keys().filter(|c| after.contains_key(*c)).collect();
    let same = &said["practice"]["same_cases"];
    assert_eq!(same["cases"], 20);
    assert_eq!(both.len(), 20);
    let moved = both
        .iter()
        .filter(|case| before[**case]["hub"] != after[**case]["hub"]);
    assert_eq!(same["changed_hub"], moved.count());
    for standard in same["standards"].as_array().unwrap() {
        let old = standard["standard"]["before"]["id"].as_str().unwrap();
        let new = standard["standard"]["after"]["id"].as_str().unwrap();
        let mut is = BTreeMap::from(
            [
                "up",
                "same",
                "down",
                "became_evidenced",
                "no_longer_evidenced",
                "never_evidenced",
                "gained",
                "lost",
            ]
            .map(|name| (name, 0_u64)),
        );
        for case in &both {
            let pair = (rating(&before[*case], old), rating(&after[*case], new));
            let (Some(old), Some(new)) = pair else {
                continue;
            };
            let kind = match (height(&old), height(&new)) {
                (Some(old), Some(new)) if new > old => "up",
                (Some(old), Some(new)) if new < old => "down",
                (Some(_), Some(_)) => "same",
                (None, Some(_)) => "became_evidenced",
                (Some(_), None) => "no_longer_evidenced",
                (None, None) => "never_evidenced",
            };
            *is.get_mut(kind).unwrap() += 1;
            match (is_working(&old), is_working(&new)) {
                (false, true) => *is.get_mut("gained").unwrap() += 1,
                (true, false) => *is.get_mut("lost").unwrap() += 1,
                _ => {}
            }
        }
        for (name, count) in is {
            assert_eq!(standard["counts"][name], count, "{new}: {name}");
        }
    }
}
