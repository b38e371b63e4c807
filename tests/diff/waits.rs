//! Waits and thresholds, against the rounds' own CSV files; and whose figures stand beside
//! an action.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::common::round::{copy, rows};
use crate::documents::{plain, read};
use crate::made_up::{MadeUp, TOOL};
use crate::story::{Audit, counted, share, working};
use crate::{READ, bytes, diff, inspections, named, springs, tidy, words};

fn said(rounds: &[std::path::PathBuf]) -> Value {
    crate::json(rounds, &[])
}

/// Days from one day to another.
fn days(from: &str, to: &str) -> i64 {
    let parse = |day: &str| jiff::civil::Date::strptime("%Y-%m-%d", day).unwrap();
    i64::from((parse(to) - parse(from)).get_days())
}

/// How many cases have both days; the middle, least and greatest; and within ten days.
fn wait<'a>(audits: impl Iterator<Item = &'a Audit>, from: &str, to: &str) -> Value {
    let there = |audit: &&Audit| !audit[from].is_empty() && !audit[to].is_empty();
    let mut all: Vec<i64> = audits
        .filter(there)
        .map(|audit| days(&audit[from], &audit[to]))
        .collect();
    all.sort_unstable();
    let middle = |at: usize| {
        all.get(at)
            .map(|days| f64::from(i32::try_from(*days).unwrap()))
    };
    let median = all
        .len()
        .checked_sub(1)
        .map(|last| f64::midpoint(middle(last / 2).unwrap(), middle(all.len() / 2).unwrap()));
    json!({
        "cases": all.len(),
        "median": median,
        "least": middle(0),
        "greatest": all.len().checked_sub(1).and_then(middle),
        "within": all.iter().filter(|days| **days <= 10).count(),
    })
}

fn told(group: &Value) -> Value {
    let days = &group["days"];
    assert_eq!(group["within"]["of"], days["cases"]);
    let number = |name: &str| days[name].as_f64();
    json!({
        "cases": days["cases"],
        "median": number("median"),
        "least": number("least"),
        "greatest": number("greatest"),
        "within": group["within"]["count"],
    })
}

const WAITS: [(&str, &str, &str); 2] = [
    ("first_visit_wait", "opened_on", "first_visit"),
    ("handover_wait", "step_agreed_on", "step_first_visit"),
];

/// Cases in which the level given is the one pointed to, and those nearer to either end.
fn levels<'a>(audits: impl Iterator<Item = &'a Audit>) -> Value {
    let height = |level: &str| {
        let all = [
            "Universal services",
            "Early help",
            "Targeted early help",
            "Social care",
        ];
        all.iter().position(|known| *known == level).unwrap()
    };
    let mut counts = [0_u64; 3];
    for audit in audits {
        let (pointed, given) = (
            height(&audit["level_indicated"]),
            height(&audit["level_applied"]),
        );
        counts[match given.cmp(&pointed) {
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Less => 1,
            std::cmp::Ordering::Greater => 2,
        }] += 1;
    }
    json!({ "same": counts[0], "earlier": counts[1], "later": counts[2], "not_stated": 0 })
}

/// The audits of one hub, by its label.
fn of_hub<'a>(
    audits: &'a BTreeMap<String, Audit>,
    hub: &'a Value,
) -> impl Iterator<Item = &'a Audit> {
    let title = hub["after"]["title"].as_str().unwrap();
    audits.values().filter(move |audit| audit["hub"] == title)
}

#[test]
fn waits_and_levels_are_those_counted_in_the_files() {
    let said = said(&springs());
    let rounds = springs().map(|round| counted(&round));
    let (practice, mut hubs) = (&said["practice"], 0);
    for (id, from, to) in WAITS {
        let duration = named(&practice["durations"], "duration", id);
        assert_eq!(duration["within_days"], 10);
        for (when, audits) in ["before", "after"].iter().zip(&rounds) {
            assert_eq!(
                told(&duration[when]),
                wait(audits.values(), from, to),
                "{id} {when}"
            );
            for hub in duration["hubs"].as_array().unwrap() {
                hubs += 1;
                let here = of_hub(audits, &hub["hub"]);
                assert_eq!(told(&hub[when]), wait(here, from, to), "{id} {when} {hub}");
            }
        }
    }
    let cross = &practice["cross"];
    for (when, audits) in ["before", "after"].iter().zip(&rounds) {
        assert_eq!(cross[when], levels(audits.values()), "{when}");
        for hub in cross["hubs"].as_array().unwrap() {
            hubs += 1;
            assert_eq!(
                hub[when],
                levels(of_hub(audits, &hub["hub"])),
                "{when} {hub}"
            );
        }
    }
    assert_eq!(hubs, 48);
    // By hand, from the files.
    assert_eq!(cross["before"]["same"], 46);
    assert_eq!(cross["after"]["same"], 54);
    let handover = named(&practice["durations"], "duration", "handover_wait");
    assert_eq!(handover["before"]["days"]["median"], 18.5);
    assert_eq!(handover["after"]["days"]["median"], 8.5);
}

#[test]
fn rounds_the_other_way_round_change_before_and_after_over() {
    let [before, after] = springs();
    let there = said(&[before.clone(), after.clone()]);
    let back = said(&[after, before]);
    for (id, ..) in WAITS {
        let [there, back] =
            [&there, &back].map(|said| named(&said["practice"]["durations"], "duration", id));
        assert_eq!(
            (&there["before"], &there["after"]),
            (&back["after"], &back["before"])
        );
    }
    let [there, back] = [&there, &back].map(|said| &said["practice"]["cross"]);
    assert_eq!(
        (&there["before"], &there["after"]),
        (&back["after"], &back["before"])
    );
}

/// Counts say of themselves that they are counts, and nothing is judged by them.
#[test]
fn what_moved_is_said_first_and_said_to_be_untested() {
    let levels = "“Level of help the family got” is the same as “Level of help the threshold document points to” in 46 of 60 cases before and in 54 of 60 after";
    let steps = "“Step agreed to the new worker's first visit” within 10 days in 7 of 18 cases before and in 12 of 18 after";
    for form in READ {
        let said = words(&springs(), form, &[]);
        let first = said.split("Are the two samples alike").next().unwrap();
        let line = first.split("In counts, not tested: ").nth(1).unwrap();
        assert!(line.starts_with(levels), "{form}: {line}");
        assert!(line.contains(steps), "{form}: {line}");
        assert!(said.contains("Waits and thresholds"), "{form}: {said}");
        assert!(said.contains(&format!("{levels}.")), "{form}: {said}");
        assert!(
            said.contains("These are counts and are not tested"),
            "{form}: {said}"
        );
        let said = words(&inspections(), form, &[]);
        assert!(!said.contains("Waits and thresholds"), "{form}");
        assert!(!said.contains("not tested:"), "{form}");
    }
}

#[test]
fn a_round_against_itself_has_waits_that_did_not_move_and_does_not_tell_them() {
    let [round, _] = springs();
    let twice = [round.clone(), round];
    let told = said(&twice);
    for (id, ..) in WAITS {
        let wait = named(&told["practice"]["durations"], "duration", id);
        assert_eq!(wait["before"], wait["after"]);
    }
    let text = words(&twice, "txt", &[]);
    assert!(text.contains("Nothing changed"), "{text}");
    assert!(!text.contains("not tested"), "{text}");
}

/// A day alone that is another makes a round another.
#[test]
fn a_day_that_changed_is_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let [before, _] = springs();
    let after = copy("2026-spring", folder.path());
    let sheet = after.join("audits.csv");
    let text = std::fs::read_to_string(&sheet).unwrap();
    let day = &rows(&sheet)[0]["first_visit"];
    assert_eq!(day, "2025-06-02");
    std::fs::write(&sheet, text.replacen("2025-06-02", "2025-06-20", 1)).unwrap();
    let text = words(&[before, after], "txt", &[]);
    assert!(!text.contains("Nothing changed"), "{text}");
    let line = "In counts, not tested: “Case opened to first visit” within 10 days in 37 of 60 cases before and in 36 of 60 after.";
    assert!(text.contains(line), "{text}");
}

#[test]
fn a_series_leaves_waits_out_of_its_document() {
    let [before, after] = springs();
    let rounds = [before.clone(), after, before];
    for form in READ {
        let said = words(&rounds, form, &[]);
        assert!(!said.contains("Waits and thresholds"), "{form}");
    }
}

#[test]
fn the_tidy_table_has_waits_and_levels_as_the_json_has_them() {
    let figures = tidy::figures(&bytes(&springs(), "csv", &[]));
    let at = |section: &str, group: &str, item: &str, measure: &str| {
        let key = [section, group, item, measure].map(str::to_owned);
        figures
            .get(&key)
            .unwrap_or_else(|| panic!("no {key:?}"))
            .clone()
    };
    let practice = said(&springs())["practice"].clone();
    let groups = |of: &Value| {
        let hubs = of["hubs"].as_array().unwrap().iter();
        let hubs = hubs.map(|hub| {
            (
                hub["hub"]["after"]["id"].as_str().unwrap().to_owned(),
                hub.clone(),
            )
        });
        [(String::new(), of.clone())]
            .into_iter()
            .chain(hubs)
            .collect::<Vec<_>>()
    };
    for duration in practice["durations"].as_array().unwrap() {
        let id = duration["duration"]["after"]["id"].as_str().unwrap();
        for (group, figures) in groups(duration) {
            for when in ["before", "after"] {
                let of = &figures[when];
                let cases = at("duration", &group, id, &format!("{when}_cases"));
                assert_eq!(cases[0], of["days"]["cases"].to_string());
                for name in ["median", "least", "greatest"] {
                    if let Some(days) = of["days"][name].as_f64() {
                        let cell = at("duration", &group, id, &format!("{when}_{name}"));
                        assert_eq!(cell[2].parse(), Ok(days), "{id} {group} {name}");
                    }
                }
                let within = at("duration", &group, id, &format!("{when}_within"));
                assert_eq!(within[0], of["within"]["count"].to_string());
                assert_eq!(within[1], of["within"]["of"].to_string());
            }
        }
    }
    for (group, figures) in groups(&practice["cross"]) {
        for when in ["before", "after"] {
            for name in ["same", "earlier", "later", "not_stated"] {
                let item = "level_indicated,level_applied";
                let cell = at("cross", &group, item, &format!("{when}_{name}"));
                assert_eq!(
                    cell[0],
                    figures[when][name].to_string(),
                    "{group} {when} {name}"
                );
            }
        }
    }
}

#[test]
fn an_action_of_one_hub_says_that_hubs_own_counts_as_the_files_have_them() {
    let said = said(&springs());
    let rounds = springs().map(|round| counted(&round));
    let actions = rows(&springs()[0].join("actions.csv"));
    let told = said["practice"]["helped"]["actions"].as_array().unwrap();
    let mut own = 0;
    for action in told.iter().filter(|action| !action["own_hub"].is_null()) {
        own += 1;
        assert_eq!(action["level"], "hub");
        let row = actions
            .iter()
            .find(|row| row["id"] == action["id"])
            .unwrap();
        for (when, audits) in ["before", "after"].iter().zip(&rounds) {
            let here = audits
                .iter()
                .filter(|(_, audit)| audit["hub"] == row["hub"]);
            let here = here
                .map(|(case, audit)| (case.clone(), audit.clone()))
                .collect();
            let standard = action["standard"]["standard"][when]["id"].as_str().unwrap();
            assert_eq!(
                share(&action["own_hub"][when]),
                working(&here, standard),
                "{row:?}"
            );
        }
    }
    assert_eq!(own, 5);
    let moved = "in Eastmoor: 3 of 8 before, 5 of 7 after; in all hubs: 27 of 60 before, 36 of 60 after: no clear change";
    for form in READ {
        let text = words(&springs(), form, &[]);
        assert!(text.contains(&plain(moved)), "{form}: {text}");
    }
}

/// Where every case would have had to be working, no more could be.
#[test]
fn a_count_that_is_all_there_is_has_no_more_beside_it() {
    let said = words(&springs(), "txt", &["--explain"]);
    let told = crate::json(&springs(), &["--explain"]);
    let mut all = 0;
    for standard in told["practice"]["standards"].as_array().unwrap() {
        let of = &standard["after"]["working"]["of"];
        let needed = &standard["test"]["needed"]["improved"];
        if !needed.is_null() && needed == of {
            all += 1;
        }
        assert!(!said.contains(&format!("{of} of {of} or more")), "{said}");
    }
    assert!(all > 0);
    assert!(said.contains("only 60 of 60"), "{said}");
}

fn order(rounds: &[std::path::PathBuf], more: &[&str]) -> String {
    let ran = diff(rounds, more);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    plain(&ran.stderr)
}

#[test]
fn the_later_round_named_first_is_warned_of_where_the_report_is_not_seen() {
    let [before, after] = springs();
    let turned = [after.clone(), before.clone()];
    let warned = "2027-spring: warning: this round is named first and begins later than";
    let told = order(&turned, &["--format", "json"]);
    assert!(told.replace('\\', "/").contains(warned), "{told}");
    assert!(told.contains("name the earlier round first"), "{told}");
    assert_eq!(order(&turned, &["--format", "json", "--quiet"]), "");
    assert_eq!(order(&[before.clone(), after.clone()], &[]), "");
    // In a series, of the round that is out of its place.
    let told = order(&[after.clone(), after, before], &[]);
    assert_eq!(told.matches("is named first").count(), 1, "{told}");
}

/// Two levels of help, and a wait without days that it should take.
fn with_waits(within: &str) -> String {
    format!(
        "{TOOL}
[[fact]]
id = \"asked_on\"
label = \"Asked on\"
kind = \"date\"

[[fact]]
id = \"seen_on\"
label = \"Seen on\"
kind = \"date\"

[[duration]]
id = \"wait\"
title = \"Asked to seen\"
from = \"asked_on\"
to = \"seen_on\"
{within}
"
    )
}

/// Writes a round of two cases with the days from asking to seeing; blank where not seen.
fn waited(into: &Path, name: &str, within: &str, days: [&str; 2]) -> std::path::PathBuf {
    let round = MadeUp {
        tool: with_waits(within),
        ..MadeUp::new(name, 1, "good")
    };
    let folder = round.write(into, name);
    let mut table = vec!["case,hub,stage,welcome,farewell,asked_on,seen_on".to_owned()];
    table.extend(
        ["ash", "fern"]
            .iter()
            .zip(days)
            .map(|(hub, seen)| format!("{hub}-01,{hub},open,good,partly,2026-01-01,{seen}")),
    );
    std::fs::write(folder.join("audits.csv"), table.join("\n")).unwrap();
    folder
}

#[test]
fn what_is_not_counted_or_not_compared_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name, within, days| waited(folder.path(), name, within, days);
    let before = at("spring", "", ["2026-01-04", ""]);
    let after = at("autumn", "", ["2026-01-03", "2026-01-11"]);
    for form in READ {
        let said = words(&[before.clone(), after.clone()], form, &[]);
        let note = "spring. Not counted: 1 case with one date of the two.";
        assert!(said.contains(note), "{form}: {said}");
        assert!(!said.contains("autumn. Not counted"), "{form}: {said}");
        if form != "txt" {
            let tables = read(&bytes(&[before.clone(), after.clone()], form, &[]), form).tables;
            let wait = tables
                .iter()
                .find(|table| table.caption == "Asked to seen, in days");
            let wait = wait.unwrap();
            assert_eq!(
                wait.rows,
                [
                    ["spring", "1", "3", "3 to 3"],
                    ["autumn", "2", "6", "2 to 10"]
                ]
            );
        }
    }
    let set = at("winter", "within = 5", ["2026-01-03", ""]);
    let said = words(&[before, set], "txt", &[]);
    let line = "“Asked to seen”: not compared, since another number of days is set now";
    assert!(said.contains(line), "{said}");
}
