//! What the README promises a newcomer, run as it stands.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::fs;

use common::{folder, project, run, run_in};

fn readme() -> String {
    fs::read_to_string(project().join("README.md"))
        .unwrap()
        .replace("\r\n", "\n")
}

/// The first code block of a kind that holds some words.
fn block(kind: &str, holds: &str) -> String {
    let readme = readme();
    let fence = format!("```{kind}\n");
    let blocks = readme.split(fence.as_str()).skip(1);
    let mut blocks = blocks.map(|rest| rest.split("```").next().unwrap().to_owned());
    blocks.find(|block| block.contains(holds)).unwrap()
}

/// Text without its line breaks and the spaces around them.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_result_that_is_shown_first_is_the_one_that_is_printed() {
    let shown = block("text", "Fernhill stands above");
    let printed = flowing(&run(&["summary", "samples/2026-spring"]).fine());
    for part in shown.split("\n\n").filter(|part| !part.starts_with("Hub")) {
        assert!(printed.contains(&flowing(part)), "not printed: {part}");
    }
    for line in shown.lines().filter(|line| line.starts_with("Eastmoor")) {
        assert!(printed.contains(&flowing(line)), "not printed: {line}");
    }
}

#[test]
fn a_newcomer_gets_to_a_summary_of_her_own() {
    let folder = folder(&[("audits.csv", block("csv", "child_day").as_bytes())]);
    let run = |arguments: &[&str]| run_in(folder.path(), arguments, b"");
    run(&["tool", "new", "-o", "my-tool.toml"]).fine();
    run(&["tool", "check", "my-tool.toml"]).fine();
    let text = run(&["summary", "audits.csv", "--tool", "my-tool.toml"]).fine();
    assert!(
        text.contains("Fernhill") && text.contains("Good work, thin record"),
        "{text}"
    );
    let error = block("text", "did you mean");
    let broken = block("csv", "child_day").replace(
        "C-02,Fernhill,Open,Working well",
        "C-02,Fernhill,Open,Working wel",
    );
    fs::write(folder.path().join("audits.csv"), broken).unwrap();
    let ran = run(&["summary", "audits.csv", "--tool", "my-tool.toml"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains(&error), "{}", ran.stderr);
}

#[test]
fn every_option_of_the_readme_is_one_that_the_program_knows() {
    let help = run(&["summary", "--help"]).fine();
    let readme = readme();
    let table = readme
        .split("## Looking closer")
        .nth(1)
        .unwrap()
        .split("## ")
        .next()
        .unwrap();
    let mut options = 0;
    for word in table
        .split(['`', ' '])
        .filter(|word| word.starts_with("--"))
    {
        options += 1;
        assert!(help.contains(word), "{word} is not in the help");
    }
    assert!(options >= 7);
}

/// The part of the README below a heading.
fn part(heading: &str) -> String {
    let readme = readme();
    let below = readme.split(&format!("\n## {heading}\n")).nth(1).unwrap();
    below.split("\n## ").next().unwrap().to_owned()
}

#[test]
fn a_round_is_recorded_with_the_commands_that_are_shown() {
    let shown = part("Recording a round");
    let folder = folder(&[]);
    let mut ran = 0;
    for block in shown.split("```sh\n").skip(1) {
        let lines = block.split("```").next().unwrap().lines();
        for line in lines {
            let line = line.split('#').next().unwrap();
            let words: Vec<&str> = line.split_whitespace().skip(1).collect();
            // The interview needs a terminal: that is another test's.
            if words.first() == Some(&"record") && words.len() > 2 {
                continue;
            }
            run_in(folder.path(), &words, b"").fine();
            ran += 1;
        }
    }
    assert!(ran >= 4, "{ran} commands");
    let broken = block("text", "sheet Audits");
    assert!(broken.contains("unknown-level"));
    for line in shown
        .lines()
        .filter(|line| line.starts_with("| `case-audit "))
    {
        let command = line.split('`').nth(1).unwrap();
        let words: Vec<&str> = command.split_whitespace().skip(1).collect();
        let ran = run_in(folder.path(), &words, b"");
        // There is no such case in this round.
        let wanted = if words[0] == "erase" { 2 } else { 0 };
        assert_eq!(ran.code, wanted, "{command}\n{}", ran.stderr);
    }
}

#[test]
fn every_command_that_is_shown_has_the_options_that_are_shown() {
    let shown = part("Recording a round");
    let words = shown.split(['`', ' ', ',', ';', '.', '\n']);
    let mut commands: Vec<String> = [
        "init", "record", "template", "import", "check", "export", "erase",
    ]
    .iter()
    .map(|command| run(&[command, "--help"]).fine())
    .collect();
    commands.push(run(&["--help"]).fine());
    let mut options = 0;
    for word in words.filter(|word| word.starts_with("--")) {
        options += 1;
        let known = commands.iter().any(|help| help.contains(word));
        assert!(known, "{word} is in no help");
    }
    assert!(options >= 10, "{options} options");
}
