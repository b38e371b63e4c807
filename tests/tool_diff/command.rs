//! The command, over the sample rounds and over tools as people have them.

use crate::common::{folder, run, run_in};
use crate::{TOOL, with};
use std::collections::BTreeMap;

/// What `diff` of the two files shows, and nothing else.
#[test]
fn the_sample_rounds_tools_differ_as_their_files_do() {
    let ran = run(&[
        "tool",
        "diff",
        "samples/2026-spring",
        "samples/2027-spring",
        "--format",
        "json",
    ]);
    let told = ran.json();
    assert_eq!(told["before"]["version"], "2026.1");
    assert_eq!(told["after"]["version"], "2027.1");
    assert_eq!(told["counts"]["compared"], 25);
    assert_eq!(told["counts"]["side_by_side"], 0);
    assert_eq!(told["counts"]["not_compared"], 2);
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for standard in told["standards"].as_array().unwrap() {
        let side = if standard["after"].is_null() {
            "before"
        } else {
            "after"
        };
        let own = standard["kinds"].as_array().unwrap().iter();
        let own: Vec<String> = own
            .map(|kind| kind.as_str().unwrap().to_owned())
            .filter(|kind| kind != "relabelled")
            .collect();
        if !own.is_empty() {
            kinds.insert(standard[side]["id"].as_str().unwrap().to_owned(), own);
        }
    }
    let expected = [
        ("history_understood", "renamed"),
        ("agreement_clear", "reworded"),
        ("timely", "retired"),
        ("way_back", "new"),
    ];
    let expected: BTreeMap<String, Vec<String>> = expected
        .map(|(id, kind)| (id.to_owned(), vec![kind.to_owned()]))
        .into();
    assert_eq!(kinds, expected);
    let levels = told["scales"][0]["levels"].as_array().unwrap();
    let changed: Vec<_> = levels
        .iter()
        .filter(|level| !level["kinds"].as_array().unwrap().is_empty())
        .collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0]["before"]["label"], "Developing");
    assert_eq!(changed[0]["after"]["label"], "Getting there");
    for part in [
        "domains",
        "facts",
        "durations",
        "measures",
        "prompts",
        "themes",
    ] {
        let same = |one: &serde_json::Value| one["kinds"].as_array().unwrap().is_empty();
        assert!(told[part].as_array().unwrap().iter().all(same), "{part}");
    }
}

#[test]
fn the_sample_rounds_tools_as_they_are_printed() {
    let arguments = [
        "tool",
        "diff",
        "samples/2026-spring/tool.toml",
        "samples/2027-spring",
    ];
    insta::assert_snapshot!("samples_text", run(&arguments).fine());
    let markdown = [&arguments[..], &["--format", "markdown"]].concat();
    insta::assert_snapshot!("samples_markdown", run(&markdown).fine());
    let html = [&arguments[..], &["--format", "html"]].concat();
    let html = run(&html).fine();
    assert!(html.starts_with("<!DOCTYPE html>"));
    assert!(
        html.contains("(taken out: </span>family's agreement to this help is clear and current<")
    );
}

#[test]
fn the_exit_code_says_whether_there_is_a_change_only_if_asked() {
    let same = [
        "tool",
        "diff",
        "samples/ilacs-previous",
        "samples/ilacs-latest",
        "--exit-code",
    ];
    let same = run(&same);
    assert_eq!(same.code, 0);
    assert!(
        same.stdout
            .contains("Both have the same tool, byte for byte: all 5 standards are compared.")
    );
    let other = ["tool", "diff", "early-help", "samples/2027-spring"];
    assert_eq!(run(&other).code, 0);
    assert_eq!(run(&[&other[..], &["--exit-code"]].concat()).code, 1);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let broken = with(&[("title = \"Small audit\"", "titel = \"Small audit\"")]);
    let folder = folder(&[
        ("good.toml", TOOL.as_bytes()),
        ("broken.toml", broken.as_bytes()),
        ("empty/README.md", b"nothing"),
    ]);
    let run =
        |arguments: &[&str]| run_in(folder.path(), &[&["tool", "diff"], arguments].concat(), b"");
    let ran = run(&["good.toml", "broken.toml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("broken.toml:"), "{}", ran.stderr);
    let ran = run(&["good.toml", "nothing.toml"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr
            .starts_with("error: there is no file `nothing.toml`; built in are")
    );
    let ran = run(&["good.toml", "empty"]);
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.stderr,
        "error: `empty` is a folder, and a tool is a file\n"
    );
    let ran = run(&["good.toml", "good.toml", "-o", "out.csv"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr
            .contains("end the name in .txt, .md, .html or .json"),
        "{}",
        ran.stderr
    );
    let ran = run(&[
        "good.toml",
        "good.toml",
        "--format",
        "text",
        "-o",
        "good.toml",
    ]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("is one of the two tools"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        std::fs::read_to_string(folder.path().join("good.toml")).unwrap(),
        TOOL
    );
    assert_eq!(run(&["good.toml", "good.toml", "-o", "out.html"]).code, 0);
    let html = std::fs::read_to_string(folder.path().join("out.html")).unwrap();
    assert!(html.contains("all 3 standards are compared"));
}

/// A round keeps its tool under the name that its `round.toml` gives.
#[test]
fn a_rounds_tool_is_the_one_that_it_names() {
    let round = "id = \"r\"\ntitle = \"Round\"\ntool = \"ours.toml\"\n";
    let folder = folder(&[
        ("r/round.toml", round.as_bytes()),
        ("r/ours.toml", TOOL.as_bytes()),
        ("r/tool.toml", b"not this one"),
        ("good.toml", TOOL.as_bytes()),
    ]);
    let ran = run_in(folder.path(), &["tool", "diff", "good.toml", "r"], b"");
    assert!(ran.fine().contains("byte for byte"));
}
