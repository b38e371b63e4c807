//! `case-audit init`: a new round, whole or not at all.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::fs;

use case_audit::diagnostics::Problems;
use common::round::{TOOL, case_audit, files, rows};

fn start() -> tempfile::TempDir {
    common::folder(&[("tool.toml", TOOL.as_bytes())])
}

/// The names in a folder, in order.
fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_new_round_is_a_folder_of_plain_files_and_says_what_to_do_next() {
    let folder = start();
    let said = case_audit(
        folder.path(),
        &[
            "init",
            "spring",
            "--tool",
            "tool.toml",
            "--hub",
            "Ashbrook=8",
            "--hub",
            "St. Anne's",
            "--from",
            "2026-03-02",
            "--to",
            "2026-04-17",
            "--case-key",
            "service-2026",
        ],
    )
    .fine();
    assert!(said.starts_with("made the round `spring` with 2 hubs and 8 planned cases\n"));
    assert!(said.contains("case-audit record spring CASE "), "{said}");
    let made = files(&folder.path().join("spring"));
    assert_eq!(made["tool.toml"], TOOL.as_bytes());
    let text = String::from_utf8(made["round.toml"].clone()).unwrap();
    let mut problems = Problems::new();
    let (round, _) = case_audit::read::round(&text, "round.toml", &mut problems).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(round.title, "spring");
    assert_eq!(round.case_key.as_deref(), Some("service-2026"));
    assert_eq!(round.from.unwrap().to_string(), "2026-03-02");
    assert_eq!(round.hubs[0].planned, Some(8));
    assert_eq!(
        (round.hubs[1].id.as_str(), round.hubs[1].planned),
        ("st-anne-s", None)
    );
    for table in ["cases.csv", "audits.csv", "findings.csv", "actions.csv"] {
        assert!(made[table].starts_with(b"case,") || made[table].starts_with(b"id,"));
        assert_eq!(made[table], made[&format!("last_written/{table}")]);
    }
}

#[cfg(unix)]
#[test]
fn a_round_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = start();
    case_audit(folder.path(), &["init", "spring", "--tool", "tool.toml"]).fine();
    let mode = |name: &str| {
        let path = folder.path().join(name);
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    };
    assert_eq!(mode("spring"), 0o700);
    assert_eq!(mode("spring/last_written"), 0o700);
    for file in files(&folder.path().join("spring")).keys() {
        assert_eq!(mode(&format!("spring/{file}")), 0o600, "{file}");
    }
}

#[test]
fn a_folder_with_files_is_refused_and_an_empty_one_taken() {
    let folder = start();
    fs::create_dir(folder.path().join("empty")).unwrap();
    case_audit(folder.path(), &["init", "empty", "--tool", "tool.toml"]).fine();
    let before = files(folder.path());
    let again = case_audit(folder.path(), &["init", "empty", "--tool", "tool.toml"]);
    assert_eq!(again.code, 2);
    assert_eq!(
        again.stderr,
        "error: `empty` is there already, with files in it: choose another name\n"
    );
    let file = case_audit(folder.path(), &["init", "tool.toml", "--tool", "tool.toml"]);
    assert_eq!(file.code, 2);
    assert!(file.stderr.contains("is no folder"), "{}", file.stderr);
    let nowhere = case_audit(
        folder.path(),
        &["init", "no/such/place", "--tool", "tool.toml"],
    );
    assert_eq!(nowhere.code, 2);
    assert_eq!(
        nowhere.stderr,
        "error: `no/such/place` cannot be made: there is no folder `no/such`\n"
    );
    assert_eq!(files(folder.path()), before);
    assert_eq!(names(folder.path()), ["empty", "tool.toml"]);
}

/// Whatever a title and a hub are called, the round can be read, and says the same on one
/// line.
#[test]
fn hostile_names_are_kept_as_they_are() {
    let hostile = [
        "Say \"when\"",
        "'''",
        "\"\"\"",
        "one\ntwo",
        "back\\slash\\",
        "a = 1 # not a comment",
        "[[hub]]",
        "tab\there",
        "\r\n",
        "\u{7}bell",
        "été 春 🙂",
        " spaces ",
    ];
    for (at, text) in hostile.iter().enumerate() {
        let folder = start();
        let name = format!("round {at}");
        let hub = format!("Hub {text}=3");
        let ran = case_audit(
            folder.path(),
            &[
                "init",
                &name,
                "--tool",
                "tool.toml",
                "--title",
                text,
                "--hub",
                &hub,
                "--case-key",
                text,
            ],
        );
        if text.trim().is_empty() {
            assert_eq!(ran.code, 2);
            assert!(ran.stderr.contains("the title is blank"), "{}", ran.stderr);
            continue;
        }
        let said = ran.fine();
        assert!(
            said.contains(&format!("case-audit record \"{name}\" CASE")),
            "{said}"
        );
        let text_of = fs::read_to_string(folder.path().join(&name).join("round.toml")).unwrap();
        let mut problems = Problems::new();
        let round = case_audit::read::round(&text_of, "round.toml", &mut problems);
        assert!(problems.is_empty(), "{text:?}: {problems:?}\n{text_of}");
        let (round, _) = round.unwrap();
        let seen = text.replace(char::is_control, " ");
        let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(round.title, seen, "{text_of}");
        assert_eq!(round.hubs[0].label, format!("Hub {seen}"));
        assert_eq!(round.case_key.unwrap(), seen);
        assert_eq!(round.hubs[0].planned, Some(3));
        case_audit(folder.path(), &["summary", &name]).fine();
    }
}

#[test]
fn hubs_of_one_name_are_refused_and_hubs_of_other_letters_are_not() {
    let folder = start();
    let twice = case_audit(
        folder.path(),
        &[
            "init",
            "spring",
            "--tool",
            "tool.toml",
            "--hub",
            "East Moor=2",
            "--hub",
            "eastmoor",
        ],
    );
    assert_eq!(twice.code, 2);
    assert_eq!(twice.stderr, "error: the hub `eastmoor` is named twice\n");
    for (given, expected) in [
        ("=5", "names no hub"),
        (
            "Ashbrook=many",
            "after = stands the number of planned cases",
        ),
        ("Ashbrook=-1", "after = stands the number of planned cases"),
    ] {
        let ran = case_audit(
            folder.path(),
            &["init", "spring", "--tool", "tool.toml", "--hub", given],
        );
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
    case_audit(
        folder.path(),
        &[
            "init",
            "spring",
            "--tool",
            "tool.toml",
            "--hub",
            "春=1",
            "--hub",
            "夏=2",
        ],
    )
    .fine();
    let text = fs::read_to_string(folder.path().join("spring/round.toml")).unwrap();
    assert!(
        text.contains("id = \"hub\"") && text.contains("id = \"hub-2\""),
        "{text}"
    );
    case_audit(folder.path(), &["summary", "spring"]).fine();
}

#[test]
fn days_that_are_none_and_a_round_that_ends_too_soon_are_refused() {
    let folder = start();
    for day in ["2026-13-01", "2026-02-30", "soon", ""] {
        let ran = case_audit(
            folder.path(),
            &["init", "spring", "--tool", "tool.toml", "--from", day],
        );
        assert_eq!(ran.code, 2);
        assert!(
            ran.stderr
                .contains("'--from <DAY>': write the day as 2026-03-02"),
            "{}",
            ran.stderr
        );
    }
    let ran = case_audit(
        folder.path(),
        &[
            "init",
            "spring",
            "--tool",
            "tool.toml",
            "--from",
            "2026-04-01",
            "--to",
            "2026-03-01",
        ],
    );
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (
            2,
            "error: the round ends on 2026-03-01, before it begins on 2026-04-01\n"
        )
    );
    assert_eq!(names(folder.path()), ["tool.toml"]);
}

#[test]
fn a_worklist_comes_in_with_the_round_or_there_is_no_round() {
    let folder = start();
    let path = folder.path();
    let wish = [
        "init",
        "spring",
        "--tool",
        "tool.toml",
        "--hub",
        "Ashbrook=2",
        "--cases",
        "list.csv",
    ];
    fs::write(
        path.join("list.csv"),
        "case,hub,worker\nC-01,Ashbrok,W1\n007,Ashbrook,W2\n",
    )
    .unwrap();
    let ran = case_audit(path, &wish);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.stderr,
        "list.csv: row 2, column hub: error: `Ashbrok` is not a hub of this round [unknown-hub]\n    \
         did you mean `Ashbrook`?\n\
         no round was made: 1 problem above; put them right and try again\n"
    );
    fs::write(
        path.join("list.csv"),
        "case,hub,stage,welcome\nC-01,Ashbrook,Open,Good\n",
    )
    .unwrap();
    let ran = case_audit(path, &wish);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("holds more than a list of cases"),
        "{}",
        ran.stderr
    );
    fs::remove_file(path.join("list.csv")).unwrap();
    assert_eq!(case_audit(path, &wish).code, 2);
    fs::write(path.join("list.csv"), "nothing").unwrap();
    assert_eq!(case_audit(path, &wish).code, 1);
    assert_eq!(names(path), ["list.csv", "tool.toml"]);
    fs::write(
        path.join("list.csv"),
        "case,hub,worker\nC-01,ashbrook,W1\n007,Ashbrook,W2\n",
    )
    .unwrap();
    let said = case_audit(path, &wish).fine();
    assert!(
        said.starts_with("made the round `spring` with 1 hub and 2 planned cases, 2 on its list\n")
    );
    let cases = rows(&path.join("spring/cases.csv"));
    assert_eq!(
        (cases[0]["hub"].as_str(), cases[1]["case"].as_str()),
        ("Ashbrook", "007")
    );
    assert!(!path.join("spring/history.csv").exists());
}

#[test]
fn a_broken_tool_makes_no_round() {
    let folder = start();
    fs::write(
        folder.path().join("tool.toml"),
        TOOL.replace("version", "verzion"),
    )
    .unwrap();
    let ran = case_audit(folder.path(), &["init", "spring", "--tool", "tool.toml"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("[unknown-key]"), "{}", ran.stderr);
    assert!(
        ran.stderr
            .ends_with("no round was made: 2 problems above; put them right and try again\n")
    );
    assert_eq!(names(folder.path()), ["tool.toml"]);
}

#[test]
fn every_shipped_tool_makes_a_round_that_can_be_summed_up() {
    let folder = start();
    for tool in ["early-help", "ilacs", "step-up-step-down"] {
        case_audit(folder.path(), &["init", tool, "--tool", tool]).fine();
        case_audit(folder.path(), &["summary", tool]).fine();
    }
}
