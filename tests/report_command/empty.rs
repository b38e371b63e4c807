//! A round in which nothing is counted yet.

use std::path::Path;

use crate::common::round::with_round;
use crate::documents::{Back, read};
use crate::{FORMS, bytes};

const WORKLIST: &str = "case,hub,family,worker,team,auditor,second_auditor,order,status,reason
C-1,Ashbrook,,,,A1,,1,,
C-2,Fernhill,,,,A1,,2,not_audited,The family moved to Leeds
C-3,Fernhill,,,,A1,A2,3,,
";

const SECOND: &str = "case,hub,auditor,role,stage,welcome
C-1,Ashbrook,A2,second,open,good
";

fn back(folder: &Path, form: &str, more: &[&str]) -> Back {
    read(&bytes(folder, &folder.join("round"), form, more), form)
}

#[test]
fn a_new_round_says_first_that_nothing_is_counted_and_what_to_do() {
    let folder = with_round(&[]);
    for form in FORMS {
        let back = back(folder.path(), form, &[]);
        let [top, rest] = ["No audit is counted yet", "What this rests on"].map(|words| {
            back.words
                .find(words)
                .unwrap_or_else(|| panic!("{form}: {words}"))
        });
        assert!(top < rest, "{form}");
        for todo in ["case-audit record", "case-audit import"] {
            assert!(back.words[top..rest].contains(todo), "{form}: {todo}");
        }
        let headings: Vec<&str> = back.headings.iter().map(String::as_str).collect();
        assert_eq!(
            headings,
            ["What was audited", "What this rests on"],
            "{form}: what could only say nothing is left out"
        );
    }
}

#[test]
fn why_a_case_is_not_audited_is_counted_and_its_reason_is_not_told() {
    let folder = with_round(&[]);
    std::fs::write(folder.path().join("round/cases.csv"), WORKLIST).unwrap();
    for form in FORMS {
        let back = back(folder.path(), form, &[]);
        let all = format!("{back:?}");
        assert!(!all.contains("Leeds") && !all.contains("C-2"), "{form}");
        let listed = back
            .tables
            .iter()
            .find(|table| table.caption == "Where the cases on the list stand");
        let listed = listed.unwrap_or_else(|| panic!("{form}: no list"));
        assert_eq!(listed.section, "What was audited", "{form}");
        assert_eq!(
            listed.rows,
            [
                ["Not begun", "2"],
                ["Not to be audited", "1"],
                ["All on the list", "3"],
            ],
            "{form}"
        );
    }
}

#[test]
fn where_cases_are_asked_for_each_has_its_reason() {
    let folder = with_round(&[]);
    std::fs::write(folder.path().join("round/cases.csv"), WORKLIST).unwrap();
    let audits = "case,hub,auditor,stage,welcome\nC-1,Ashbrook,A2,open,good\n";
    std::fs::write(folder.path().join("round/audits.csv"), audits).unwrap();
    for form in FORMS {
        let back = back(folder.path(), form, &["--with-cases"]);
        let mut tables = back.tables.iter();
        let listed = tables.find(|table| table.caption == "Cases not to be audited");
        let listed = listed.unwrap_or_else(|| panic!("{form}: no reasons"));
        assert_eq!(listed.header, ["Case", "Hub", "Why"], "{form}");
        assert_eq!(
            listed.rows,
            [["C-2", "Fernhill", "The family moved to Leeds"]],
            "{form}"
        );
    }
}

#[test]
fn audits_that_were_read_and_do_not_count_are_told() {
    let folder = with_round(&[]);
    std::fs::write(folder.path().join("round/audits.csv"), SECOND).unwrap();
    for form in FORMS {
        let words = back(folder.path(), form, &[]).words;
        let first = words.find("1 audit was read; what became of it");
        let then = words.find("1 audit was read: 0 count; 1 second audit stands alone");
        assert!(first.is_some() && then > first, "{form}: {words}");
    }
}

#[test]
fn a_hub_without_a_case_is_named() {
    let folder = with_round(&[]);
    let audits = "case,hub,auditor,stage,welcome\nC-1,Ashbrook,A2,open,good\n";
    std::fs::write(folder.path().join("round/audits.csv"), audits).unwrap();
    for form in FORMS {
        let words = back(folder.path(), form, &["--hub", "Fernhill"]).words;
        let said = "No audit of what is shown (Fernhill) is counted yet";
        assert!(words.contains(said), "{form}: {words}");
        let words = back(folder.path(), form, &[]).words;
        assert!(!words.contains("counted yet"), "{form}: {words}");
    }
}
