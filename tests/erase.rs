//! `case-audit erase`: a case is gone from every file, and nothing else is.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::fs;
use std::path::Path;

use case_audit::store::drafts::file_name;
use common::Ran;
use common::round::{case_audit, files, rows, with_round};

const AUDITS: &str = "\
case,hub,auditor,role,stage,welcome.record,welcome.record.evidence
EH-04,Ashbrook,A1,first,Open,Good,Kind words
EH-04,Ashbrook,A2,second,Open,Partly,
EH-0412,Ashbrook,A1,first,Open,Good,\"one
two\"
EH-05,Fernhill,A1,first,Open,Good,Its sister case EH-04 says the same
";
const CHANGED: &str = "\
case,hub,auditor,role,welcome.record
EH-04,Ashbrook,A1,first,Partly
EH-0412,Ashbrook,A1,first,Partly
";
const FINDINGS: &str = "\
case,kind,text
EH-04,working,words
EH-0412,improve,other words
";
const ACTIONS: &str = "\
level,case,text,owner
case,EH-04,ring,Worker
hub,,see (EH-04),Manager
";
const CASES: &str = "case,hub\nEH-04,Ashbrook\nEH-0412,Ashbrook\n";

fn draft(case: &str, words: &str) -> String {
    format!(
        "{{\"schema\":1,\"case\":\"{case}\",\"role\":\"agreed\",\"auditor\":\"A3\",\"tool_sha256\":\"ab\",\
         \"cells\":{{\"welcome.record.evidence\":\"{words}\"}}}}\n"
    )
}

/// A round in which the case is everywhere.
fn full() -> tempfile::TempDir {
    let folder = with_round(&[
        ("audits.csv", AUDITS),
        ("changed.csv", CHANGED),
        ("findings.csv", FINDINGS),
        ("actions.csv", ACTIONS),
        ("cases.csv", CASES),
    ]);
    let path = folder.path();
    fs::create_dir(path.join("round/drafts")).unwrap();
    for (name, text) in [
        ("drafts/EH-04-agreed-1.json", draft("EH-04", "secret")),
        (&file_name("EH-04", "first", "A1"), "torn".to_owned()),
        (
            "drafts/EH-0412-agreed-1.json",
            draft("EH-0412", "like EH-04, but later"),
        ),
        ("drafts/EH-0412-first-2.json", "torn".to_owned()),
    ] {
        fs::write(path.join("round").join(name), text).unwrap();
    }
    case_audit(
        path,
        &[
            "import",
            "round",
            "cases.csv",
            "audits.csv",
            "findings.csv",
            "actions.csv",
        ],
    )
    .fine();
    case_audit(
        path,
        &[
            "import",
            "round",
            "changed.csv",
            "--replace",
            "--today",
            "2026-05-01",
        ],
    )
    .fine();
    folder
}

fn erase(folder: &Path, arguments: &[&str]) -> Ran {
    case_audit(folder, &[&["erase", "round"], arguments].concat())
}

/// The files of the round in which a case is named: not those that only begin like it.
fn naming(round: &Path, case: &str) -> Vec<String> {
    let names = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        text.match_indices(case).any(|(at, found)| {
            let next = text[at + found.len()..].chars().next();
            !next.is_some_and(char::is_alphanumeric)
        })
    };
    let files = files(round).into_iter();
    files
        .filter(|(name, bytes)| names(bytes) || names(name.as_bytes()))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn what_would_be_erased_is_shown_and_nothing_is_changed() {
    let folder = full();
    let before = files(&folder.path().join("round"));
    let said = erase(folder.path(), &["EH-04"]).fine();
    assert!(
        said.starts_with(
            "would be erased: 1 row of the worklist, 2 audits, 1 finding, 1 action, 1 row of the history, 2 unfinished audits\n"
        ),
        "{said}"
    );
    assert!(
        said.contains("audits.csv: row 5, column welcome.record.evidence\n"),
        "{said}"
    );
    assert!(said.contains("actions.csv: row 3, column text\n"), "{said}");
    assert!(said.contains("  drafts/EH-0412-agreed-1.json\n"), "{said}");
    for copy in ["exports", "entry workbooks", "caseload lists", "backups"] {
        assert!(said.contains(copy), "{copy}: {said}");
    }
    assert!(
        said.contains("Importing an old workbook or list that has the case would bring it back"),
        "{said}"
    );
    assert!(said.ends_with("nothing was changed: add --yes to erase it; this cannot be undone\n"));
    assert_eq!(files(&folder.path().join("round")), before);
}

#[test]
fn a_case_is_gone_from_every_file_and_no_other_case_is() {
    let folder = full();
    let round = folder.path().join("round");
    let before = files(&round);
    let said = erase(
        folder.path(),
        &[
            "EH-04",
            "--yes",
            "--auditor",
            "L1",
            "--today",
            "2026-06-01",
            "--reason",
            "asked for",
        ],
    )
    .fine();
    assert!(
        said.starts_with("erased: 1 row of the worklist, 2 audits, "),
        "{said}"
    );
    // Only the words of others that were pointed out still name it, by the rows as they are now.
    assert!(
        said.contains("audits.csv: row 3, column welcome.record.evidence\n"),
        "{said}"
    );
    assert!(said.contains("actions.csv: row 2, column text\n"), "{said}");
    assert_eq!(
        naming(&round, "EH-04"),
        [
            "actions.csv",
            "audits.csv",
            "drafts/EH-0412-agreed-1.json",
            "last_written/actions.csv",
            "last_written/audits.csv"
        ]
    );
    let audits = rows(&round.join("audits.csv"));
    let cases: Vec<&str> = audits.iter().map(|row| row["case"].as_str()).collect();
    assert_eq!(cases, ["EH-0412", "EH-05"]);
    assert_eq!(audits[0]["welcome.record.evidence"], "one\ntwo");
    let after = files(&round);
    for table in ["cases.csv", "audits.csv", "findings.csv", "actions.csv"] {
        assert_eq!(
            after[table],
            after[&format!("last_written/{table}")],
            "{table}"
        );
    }
    for kept in [
        "drafts/EH-0412-agreed-1.json",
        "drafts/EH-0412-first-2.json",
        "round.toml",
        "tool.toml",
    ] {
        assert_eq!(after[kept], before[kept], "{kept}");
    }
    let history = rows(&round.join("history.csv"));
    assert_eq!(history.len(), 2);
    assert_eq!(history[0]["key"], "EH-0412 / first / A1");
    let note =
        ["when", "who", "field", "before", "reason"].map(|column| history[1][column].as_str());
    assert_eq!(
        note,
        [
            "2026-06-01",
            "L1",
            "erased",
            "1 row of the worklist, 2 audits, 1 finding, 1 action, 1 row of the history, 2 unfinished audits",
            "asked for"
        ]
    );
    case_audit(folder.path(), &["summary", "round"]).fine();
    // What still names it is pointed out again.
    let again = erase(folder.path(), &["EH-04", "--yes"]).fine();
    assert!(again.starts_with("the round has no such case\n"), "{again}");
    assert!(
        again.contains("actions.csv: row 2, column text\n"),
        "{again}"
    );
    assert_eq!(files(&round), after);
    let never = erase(folder.path(), &["EH-99", "--yes"]);
    assert_eq!(never.code, 2);
    assert!(
        never.stderr.contains("there is no such case in the round"),
        "{}",
        never.stderr
    );
}

/// Somebody has taken the rows out by hand: the program's own copies still have them.
#[test]
fn what_only_the_copies_hold_is_erased_as_well() {
    let folder = with_round(&[("a.csv", AUDITS)]);
    let path = folder.path();
    let round = path.join("round");
    case_audit(path, &["import", "round", "a.csv"]).fine();
    let text = fs::read_to_string(round.join("audits.csv")).unwrap();
    let kept: Vec<&str> = text
        .lines()
        .filter(|line| !line.contains("EH-05"))
        .collect();
    fs::write(round.join("audits.csv"), kept.join("\n") + "\n").unwrap();
    assert_eq!(naming(&round, "EH-05"), ["last_written/audits.csv"]);
    erase(path, &["EH-05", "--yes"]).fine();
    assert!(naming(&round, "EH-05").is_empty());
}

#[test]
fn versions_kept_aside_and_reasons_that_name_the_case_are_pointed_out() {
    let folder = full();
    let path = folder.path();
    let round = path.join("round");
    fs::write(round.join("audits (changed elsewhere).csv"), AUDITS).unwrap();
    fs::write(
        round.join("drafts/EH-04-first-9 (changed elsewhere 2).json"),
        "{}",
    )
    .unwrap();
    let said = erase(path, &["EH-04"]).fine();
    assert!(
        said.contains("  audits (changed elsewhere).csv\n"),
        "{said}"
    );
    assert!(
        said.contains("  drafts/EH-04-first-9 (changed elsewhere 2).json\n"),
        "{said}"
    );
    let before = files(&round);
    let ran = erase(
        path,
        &["EH-04", "--yes", "--reason", "family of EH-04 asked"],
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("the reason names the case"),
        "{}",
        ran.stderr
    );
    assert_eq!(erase(path, &["  ", "--yes"]).code, 2);
    assert_eq!(files(&round), before);
}

/// References may hold what stands between the parts of a key in the history.
#[test]
fn a_reference_with_a_stroke_leaves_no_history() {
    let name = |text: &str| text.replace("EH-04,", "12 / 7,");
    let folder = with_round(&[("a.csv", &name(AUDITS)), ("b.csv", &name(CHANGED))]);
    let path = folder.path();
    case_audit(path, &["import", "round", "a.csv"]).fine();
    case_audit(path, &["import", "round", "b.csv", "--replace"]).fine();
    erase(path, &["12 / 7", "--yes"]).fine();
    assert!(naming(&path.join("round"), "12 / 7").is_empty());
    assert_eq!(rows(&path.join("round/history.csv")).len(), 2);
}

#[test]
fn a_case_that_is_not_there_changes_nothing() {
    let folder = full();
    let before = files(&folder.path().join("round"));
    for case in ["EH-0", "eh-04 ", "EH-99"] {
        let ran = erase(folder.path(), &[case, "--yes"]);
        assert_eq!(
            (ran.code, ran.stderr.as_str()),
            (
                2,
                "error: there is no such case in the round: look at how its reference is written\n"
            )
        );
    }
    assert_eq!(files(&folder.path().join("round")), before);
    let ran = case_audit(folder.path(), &["erase", "nowhere", "EH-04", "--yes"]);
    assert_eq!(ran.code, 2);
    // A file that cannot be read whole is not written again.
    fs::write(
        folder.path().join("round/findings.csv"),
        "case,kind,text\nEH-04,working,a\u{1}b\n",
    )
    .unwrap();
    let before = files(&folder.path().join("round"));
    let ran = erase(folder.path(), &["EH-04", "--yes"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .ends_with("nothing was erased: put right what stands above and try again\n")
    );
    assert_eq!(files(&folder.path().join("round")), before);
}

/// A case's words come into the history of others when those are changed or accepted.
#[test]
fn the_history_of_others_keeps_no_mention_and_a_longer_reference_its_own() {
    let folder = with_round(&[
        (
            "a.csv",
            "case,hub,auditor,welcome.record,welcome.record.evidence\nEH-1,Ashbrook,A1,Good,one\nEH-1 / 2,Ashbrook,A1,Good,like EH-1\n",
        ),
        (
            "b.csv",
            "case,hub,auditor,welcome.record,welcome.record.evidence\nEH-1,Ashbrook,A1,Good,three\nEH-1 / 2,Ashbrook,A1,Good,four\n",
        ),
    ]);
    let path = folder.path();
    case_audit(path, &["import", "round", "a.csv"]).fine();
    case_audit(path, &["import", "round", "b.csv", "--replace"]).fine();
    erase(path, &["EH-1", "--yes"]).fine();
    let history = rows(&path.join("round/history.csv"));
    assert_eq!(history[0]["key"], "EH-1 / 2 / first / A1");
    assert_eq!(history[0]["before"], "[removed]");
    assert_eq!(history[0]["after"], "four");
    assert_eq!(history.len(), 2);
}

/// What cannot be read is a case's only where it says so, or has the very name of its file.
#[test]
fn a_draft_that_cannot_be_read_is_taken_for_no_other_case() {
    let folder = with_round(&[(
        "a.csv",
        "case,hub,auditor,welcome.record\nEH-1,Ashbrook,A1,Good\n",
    )]);
    let path = folder.path();
    case_audit(path, &["import", "round", "a.csv"]).fine();
    let round = path.join("round");
    fs::create_dir(round.join("drafts")).unwrap();
    let newer = |case: &str| format!("{{\"schema\": 99, \"case\": \"{case}\", \"more\": []}}");
    let put = |name: &str, text: &str| fs::write(round.join(name), text).unwrap();
    let torn = "{\"schema\": 1, \"cas";
    let (own, other) = (
        file_name("EH-1", "first", "A1"),
        file_name("EH 1", "first", "A1"),
    );
    let unknown = file_name("EH-1", "second", "Z9");
    assert_ne!(own, other);
    put(&own, torn);
    put(&other, torn);
    put(&unknown, torn);
    put("drafts/odd.json", &newer("EH-1"));
    put(&file_name("EH-1", "agreed", "A1"), &newer("EH 1"));
    put(&file_name("EH-2", "first", "A1"), torn);
    let said = erase(path, &["EH-1", "--yes"]).fine();
    assert!(
        said.starts_with("erased: 1 audit, 2 unfinished audits\n"),
        "{said}"
    );
    let left: Vec<String> = files(&round).into_keys().collect();
    for gone in [&own, "drafts/odd.json"] {
        assert!(!left.iter().any(|name| name == gone), "{gone}");
    }
    for kept in [
        &other,
        &unknown,
        &file_name("EH-1", "agreed", "A1"),
        &file_name("EH-2", "first", "A1"),
    ] {
        assert!(left.contains(kept), "{kept}");
    }
    let doubtful = said
        .split_once("cannot be read and may be the case's; they were left")
        .unwrap()
        .1;
    for (name, told) in [(&other, true), (&unknown, true), (&own, false)] {
        assert_eq!(doubtful.contains(&format!("  {name}\n")), told, "{said}");
    }
    assert!(!said.contains("EH-2"), "{said}");
}

#[test]
fn odd_things_among_the_drafts_stop_nothing() {
    let folder = full();
    let path = folder.path();
    let drafts = path.join("round/drafts");
    fs::create_dir(drafts.join("EH-04-first-00000000.json")).unwrap();
    fs::write(drafts.join("notes.txt"), "about EH-04").unwrap();
    #[cfg(unix)]
    {
        fs::write(drafts.join("a:b\n.json"), "{\"case\": \"EH-04\"}").unwrap();
        fs::write(drafts.join("con.json"), "{}").unwrap();
    }
    let said = erase(path, &["EH-04", "--yes"]).fine();
    assert!(said.contains("  drafts/notes.txt\n"), "{said}");
    #[cfg(unix)]
    assert!(said.contains("  drafts/a:b·.json\n"), "{said}");
}

/// Backups of editors and copies of other programs, wherever they lie in the round's folder.
#[test]
fn every_other_file_that_names_the_case_is_pointed_to() {
    let folder = full();
    let path = folder.path();
    let round = path.join("round");
    let wide: Vec<u8> = "case,hub\r\nEH-04,Ashbrook\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut large = vec![b'x'; 8 << 20];
    large.extend(b" EH-99");
    fs::create_dir_all(round.join("old/older")).unwrap();
    for (name, bytes) in [
        ("audits.csv~", AUDITS.as_bytes()),
        ("audits (conflicted copy).csv", AUDITS.as_bytes()),
        (".audits.csv.swp", AUDITS.as_bytes()),
        ("last_written/audits - Copy.csv", AUDITS.as_bytes()),
        ("drafts/notes.txt", b"ring about EH-04".as_slice()),
        ("old/older/saved as unicode.txt", &wide),
        ("letter for EH-04.docx", b"PK\x03\x04"),
        // These do not.
        ("EH-0412.txt", b"about EH-0412"),
        ("notes.txt", b"nothing"),
        // Nobody knows of these.
        ("entry.xlsx", b"PK\x03\x04packed"),
        ("large.csv", &large),
    ] {
        fs::write(round.join(name), bytes).unwrap();
    }
    #[cfg(unix)]
    {
        let outside = path.join("outside.csv");
        fs::write(&outside, AUDITS).unwrap();
        std::os::unix::fs::symlink(&outside, round.join("link.csv")).unwrap();
        std::os::unix::fs::symlink(path, round.join("way")).unwrap();
    }
    let listed = |said: &str, heading: &str| -> Vec<String> {
        let below = said.split_once(heading).unwrap().1;
        let names = below.lines().skip(1);
        let names = names.take_while(|line| line.starts_with("  "));
        names.map(|line| line.trim_start().to_owned()).collect()
    };
    for arguments in [&["EH-04"][..], &["EH-04", "--yes"], &["EH-04", "--yes"]] {
        let said = erase(path, arguments).fine();
        assert_eq!(
            listed(&said, "name the case as well"),
            [
                ".audits.csv.swp",
                "audits (conflicted copy).csv",
                "audits.csv~",
                "letter for EH-04.docx",
                "drafts/notes.txt",
                "last_written/audits - Copy.csv",
                "old/older/saved as unicode.txt",
            ],
            "{said}"
        );
        assert_eq!(
            listed(&said, "could not be looked into"),
            ["entry.xlsx", "large.csv"],
            "{said}"
        );
    }
    assert_eq!(
        fs::read(round.join("audits.csv~")).unwrap(),
        AUDITS.as_bytes()
    );
}

/// The table was put right by hand; the program's own copy of it was not.
#[test]
fn a_copy_that_still_names_the_case_is_pointed_to() {
    let folder = full();
    let path = folder.path();
    erase(path, &["EH-04", "--yes"]).fine();
    let actions = path.join("round/actions.csv");
    let text = fs::read_to_string(&actions).unwrap();
    assert!(text.contains("see (EH-04)"));
    fs::write(&actions, text.replace("see (EH-04)", "see")).unwrap();
    let said = erase(path, &["EH-04", "--yes"]).fine();
    assert!(said.contains("  last_written/actions.csv\n"), "{said}");
    assert!(!said.contains("  last_written/audits.csv\n"), "{said}");
    case_audit(path, &["check", "round", "--accept"]);
    let said = erase(path, &["EH-04", "--yes"]).fine();
    assert!(!said.contains("last_written"), "{said}");
}
