//! Whose case it was is told only where it is asked for; what was said of it, never.

use std::collections::BTreeSet;
use std::path::Path;

use crate::common::round::rows;
use crate::documents::word_file::parts;
use crate::{FORMS, bytes, json, springs};

/// Everything that stands in a file, packed parts unpacked.
fn all_of(bytes: &[u8], form: &str) -> String {
    if !matches!(form, "docx" | "xlsx") {
        return String::from_utf8(bytes.to_vec()).unwrap();
    }
    let parts = parts(bytes).into_values();
    let texts = parts.map(|part| String::from_utf8_lossy(&part).into_owned());
    texts.collect::<Vec<_>>().join("\n")
}

/// The cases of a round, wherever they are named.
fn cases(round: &Path) -> BTreeSet<String> {
    ["audits.csv", "cases.csv", "findings.csv", "actions.csv"]
        .iter()
        .flat_map(|file| rows(&round.join(file)))
        .map(|row| row["case"].clone())
        .filter(|case| !case.is_empty())
        .collect()
}

/// One line: what a form may break, it breaks at white space.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Free words that somebody wrote of a case: evidence and findings. Short ones, which may
/// stand anywhere, are none.
fn written(round: &Path) -> BTreeSet<String> {
    let evidence = rows(&round.join("audits.csv")).into_iter().flat_map(|row| {
        let cells = row.into_iter();
        cells
            .filter(|(column, _)| column.ends_with("evidence") || column.ends_with("reason"))
            .map(|(_, text)| text)
            .collect::<Vec<_>>()
    });
    let findings = rows(&round.join("findings.csv")).into_iter();
    let findings = findings.map(|row| row["text"].clone());
    let all = evidence.chain(findings).map(|text| flowing(&text));
    // Forms escape quotes, so words before the first one are looked for.
    all.map(|text| {
        let plain = text.split(['"', '\'', '&', '<', '’', '|', '_', '*']).next();
        plain.unwrap_or_default().trim().to_owned()
    })
    .filter(|text| text.chars().count() > 24)
    .collect()
}

#[test]
fn no_case_of_either_round_is_named_unasked_and_no_free_words_ever() {
    let known: Vec<BTreeSet<String>> = springs().iter().map(|r| cases(r)).collect();
    assert!(known.iter().all(|cases| cases.len() >= 60));
    let free: Vec<String> = springs().iter().flat_map(|r| written(r)).collect();
    assert!(free.len() > 300, "{}", free.len());
    for form in FORMS {
        for more in [&[][..], &["--explain", "--hub", "fernhill"], &["--cases"]] {
            let said = flowing(&all_of(&bytes(&springs(), form, more), form));
            if more != ["--cases"] {
                for case in known.iter().flatten() {
                    assert!(!said.contains(case.as_str()), "{form} {more:?}: {case}");
                }
                assert!(!said.contains("EH-"), "{form} {more:?}");
            }
            for text in &free {
                assert!(!said.contains(text.as_str()), "{form} {more:?}: {text}");
            }
        }
    }
}

#[test]
fn auditors_and_workers_are_never_named() {
    let codes: BTreeSet<String> = springs()
        .iter()
        .flat_map(|round| rows(&round.join("cases.csv")))
        .flat_map(|row| [row["worker"].clone(), row["family"].clone()])
        .filter(|code| code.len() > 2)
        .collect();
    assert!(codes.len() > 10, "{codes:?}");
    for form in ["txt", "md", "csv", "json"] {
        let said = all_of(&bytes(&springs(), form, &["--cases"]), form);
        let words: BTreeSet<&str> = said
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .collect();
        for code in &codes {
            assert!(!words.contains(code.as_str()), "{form}: {code}");
        }
    }
}

#[test]
fn cases_that_moved_are_named_where_that_is_asked_for() {
    let said = json(&springs(), &["--cases"]);
    let standards = said["practice"]["same_cases"]["standards"]
        .as_array()
        .unwrap();
    let mut moved = BTreeSet::new();
    for standard in standards {
        for (way, count) in [("up", "up"), ("down", "down")] {
            let cases = standard["moved"][way].as_array().unwrap();
            assert_eq!(cases.len() as u64, standard["counts"][count]);
            moved.extend(cases.iter().map(|case| case.as_str().unwrap().to_owned()));
        }
    }
    assert!(moved.len() > 10);
    for form in ["txt", "md", "html", "docx", "json"] {
        let said = all_of(&bytes(&springs(), form, &["--cases"]), form);
        for case in &moved {
            assert!(said.contains(case.as_str()), "{form} does not name {case}");
        }
    }
}

#[test]
fn an_action_about_one_case_is_counted_and_told_only_where_cases_are() {
    let [before, _] = springs();
    let actions = rows(&before.join("actions.csv"));
    let about_one: Vec<String> = actions
        .iter()
        .filter(|action| action["level"] == "case")
        .map(|action| flowing(&action["text"]))
        .collect();
    assert_eq!(about_one.len(), 5);
    for form in ["txt", "md", "html", "docx", "csv", "json"] {
        let silent = flowing(&all_of(&bytes(&springs(), form, &[]), form));
        for action in &about_one {
            // The first words stand together in every form.
            let first = action.split(['\'', ',']).next().unwrap();
            assert!(!silent.contains(first), "{form}: {action}");
        }
    }
    let counted = crate::words(&springs(), "txt", &[]);
    assert!(
        counted.contains("5 actions are about a single case"),
        "{counted}"
    );
    let told = crate::words(&springs(), "txt", &["--cases"]);
    for action in &about_one {
        assert!(told.contains(action.as_str()), "{action}");
    }
}
