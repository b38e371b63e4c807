//! `case-audit tool`: what it prints, where, and with which exit code.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use case_audit::diagnostics::Problems;
use case_audit::read::{NEW_TOOL, tool};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_case-audit"))
        .arg("tool")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn new_prints_a_start_that_is_valid() {
    let folder = tempfile::tempdir().unwrap();
    let printed = run(folder.path(), &["new"]);
    assert_eq!(printed.status.code(), Some(0));
    assert_eq!(stdout(&printed), NEW_TOOL);
    let mut problems = Problems::new();
    assert!(tool(&stdout(&printed), "new", &mut problems).is_some());
    assert!(problems.is_empty());
}

#[test]
fn new_writes_a_file_for_its_owner_and_never_over_another() {
    let folder = tempfile::tempdir().unwrap();
    let written = run(folder.path(), &["new", "-o", "mine.toml"]);
    assert_eq!(written.status.code(), Some(0), "{}", stderr(&written));
    assert_eq!(stdout(&written), "");
    let file = folder.path().join("mine.toml");
    assert_eq!(fs::read_to_string(&file).unwrap(), NEW_TOOL);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    fs::write(&file, "# mine\n").unwrap();
    let again = run(folder.path(), &["new", "-o", "mine.toml"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(
        stderr(&again),
        "error: `mine.toml` is there already, and is left as it is: choose another name\n"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "# mine\n");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "something is left over"
    );
}

#[test]
fn check_tells_every_problem_of_every_file() {
    let folder = tempfile::tempdir().unwrap();
    let broken = NEW_TOOL.replace("title = \"Case audit\"", "titel = \"Case audit\"");
    fs::write(folder.path().join("broken.toml"), broken).unwrap();
    fs::write(folder.path().join("good.toml"), NEW_TOOL).unwrap();
    let checked = run(
        folder.path(),
        &["check", "broken.toml", "good.toml", "ilacs"],
    );
    assert_eq!(checked.status.code(), Some(1));
    assert_eq!(
        stdout(&checked),
        "broken.toml:1:1: error: the tool `my-tool` has no `title` [missing-key]\n\
         \u{20}   add a line `title = \"…\"`\n\
         broken.toml:20:1: error: the tool `my-tool` has no key `titel` [unknown-key]\n\
         \u{20}   did you mean `title`?\n\
         good.toml: no problems\n\
         ilacs (built in): no problems\n"
    );
    let json = run(folder.path(), &["check", "broken.toml", "--format", "json"]);
    assert_eq!(json.status.code(), Some(1));
    let listing: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(listing["errors"], 2);
    assert_eq!(listing["problems"][1]["at"]["line"], 20);
    let fine = run(folder.path(), &["check", "early-help"]);
    assert_eq!(fine.status.code(), Some(0));
    assert_eq!(stdout(&fine), "early-help (built in): no problems\n");
}

#[test]
fn show_and_list_come_in_several_forms() {
    let folder = tempfile::tempdir().unwrap();
    let shown = run(folder.path(), &["show", "step-up-step-down"]);
    assert_eq!(shown.status.code(), Some(0));
    assert!(stdout(&shown).starts_with("Stepping up and stepping down\n"));
    let json = run(folder.path(), &["show", "early-help", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(value["standards"].as_array().unwrap().len(), 26);
    let list = run(folder.path(), &["list", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&list.stdout).unwrap();
    assert_eq!(value["tools"][0]["id"], "early-help");
    let missing = run(folder.path(), &["show", "nothing.toml"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).starts_with("error: there is no file `nothing.toml`; built in are"));
}
