//! What is said in words is what the JSON holds, in every form.

use serde_json::Value;

use crate::documents::plain;
use crate::tables::share;
use crate::wording::list;
use crate::{READ, inspections, json, springs, tables, words};

fn title(names: &Value) -> &str {
    names["after"]["title"].as_str().unwrap()
}

/// Every sentence that has a figure in it.
fn sentences(json: &Value) -> Vec<String> {
    let practice = &json["practice"];
    let mut out = Vec::new();
    for name in list(&practice["headlines"]["all_cases"]["improved"]) {
        let id = name["id"].as_str().unwrap();
        let shares = &crate::named(&practice["domains"], "domain", id)["shares"];
        out.push(format!(
            "“{}” ({} ratings working before, {} after)",
            name["title"].as_str().unwrap(),
            share(&shares["before"]["working"]),
            share(&shares["after"]["working"])
        ));
    }
    let same = &practice["same_cases"];
    for name in list(&practice["headlines"]["same_cases"]["improved"]) {
        let id = name["id"].as_str().unwrap();
        let counts = &crate::named(&same["domains"], "domain", id)["counts"];
        out.push(format!(
            "“{}” (more of it working in {} cases, less in {})",
            name["title"].as_str().unwrap(),
            counts["up"],
            counts["down"]
        ));
    }
    out.push(format!(
        "{} cases were audited in both rounds, of {} before and {} after.",
        same["cases"], practice["sample"]["cases_before"], practice["sample"]["cases_after"]
    ));
    for domain in list(&practice["domains"]) {
        for hub in list(&domain["hubs"]) {
            let (shares, test) = (&hub["shares"], &hub["shares"]["test"]);
            let verdict = test["verdict"].as_str().unwrap_or_default();
            if ["improved", "declined"].contains(&verdict) {
                out.push(format!(
                    "{} {verdict} in “{}”: {} ratings working before, {} after ({} cases before, {} after; adjusted p ",
                    title(&hub["hub"]),
                    title(&domain["domain"]),
                    share(&shares["before"]["working"]),
                    share(&shares["after"]["working"]),
                    shares["before"]["cases"],
                    shares["after"]["cases"],
                ));
            }
        }
    }
    for fact in list(&practice["sample"]["facts"]) {
        for choice in list(&fact["choices"]) {
            if choice["shifted"] == true {
                out.push(format!(
                    ": {} before, {} after (adjusted p ",
                    share(&choice["before"]),
                    share(&choice["after"])
                ));
            }
        }
    }
    let gaps = &practice["gaps"];
    for when in ["before", "after"] {
        if gaps.is_null() {
            continue;
        }
        let counts = &gaps[when];
        let pairs = counts["pairs"].as_u64().unwrap();
        out.push(format!(
            "of {},{:03} ratings with both readings, {} were working by the record and {} after the discussion.",
            pairs / 1000,
            pairs % 1000,
            counts["record_working"],
            counts["discussion_working"]
        ));
    }
    let cross = &practice["cross"];
    if !cross.is_null() {
        let label = |fact: &str| cross[fact]["after"]["title"].as_str().unwrap();
        let same = |when: &str| {
            let counts = ["same", "earlier", "later"].map(|n| cross[when][n].as_u64().unwrap());
            format!("{} of {} cases", counts[0], counts.iter().sum::<u64>())
        };
        out.push(format!(
            "“{}” is the same as “{}” in {} before and in {} after.",
            label("second"),
            label("first"),
            same("before"),
            same("after").replace(" cases", "")
        ));
    }
    helped(&practice["helped"], &mut out);
    out
}

/// What the earlier round set out to do, and what has moved since.
fn helped(helped: &Value, out: &mut Vec<String>) {
    if !helped.is_null() {
        let all = &helped["all"];
        out.push(format!(
            "Of {} actions of the earlier round, {} are done ({} of those with evidence), {} carried on, {} closed without being done, {} open.",
            all["all"], all["done"], all["with_evidence"], all["carried"], all["not_done"], all["open"]
        ));
    }
    for focus in list(&helped["focus"]) {
        let counts = &focus["actions"];
        out.push(format!(
            "{} actions: {} done, {} of them with evidence.",
            counts["all"], counts["done"], counts["with_evidence"]
        ));
        for standard in list(&focus["standards"]) {
            out.push(format!(
                "“{}”: {}",
                title(&standard["standard"]),
                tables::moved(standard)
            ));
        }
        for theme in list(&focus["themes"]) {
            for row in list(&theme["kinds"]) {
                out.push(format!(
                    ": in {} cases before, {} after",
                    share(&row["before"]["cases"]),
                    share(&row["after"]["cases"])
                ));
            }
        }
    }
}

#[test]
fn every_sentence_with_a_figure_says_what_the_json_holds() {
    for (rounds, at_least) in [(springs(), 25), (inspections(), 11)] {
        let should = sentences(&json(&rounds, &[]));
        assert!(should.len() >= at_least, "{should:#?}");
        for form in READ {
            let said = words(&rounds, form, &[]);
            for sentence in &should {
                assert!(
                    said.contains(&plain(sentence)),
                    "{form}: {sentence}\nin {said}"
                );
            }
        }
    }
}

/// What was done stands beside what moved; nobody is ranked, no cause is claimed.
#[test]
fn no_cause_is_claimed_and_nobody_is_ranked() {
    for rounds in [springs(), inspections()] {
        for form in READ {
            let said = words(&rounds, form, &["--explain"]).to_lowercase();
            for wrong in [
                "because of",
                "thanks to",
                "led to",
                "caused",
                "due to",
                "as a result",
                "best",
                "worst",
                "league",
                "anonym",
                "significan",
            ] {
                assert!(!said.contains(wrong), "{form}: {wrong}");
            }
        }
    }
}
