//! The whole text of the sample rounds, as a team reads it before a meeting.

use crate::common::project;
use crate::documents::plain;
use crate::{diff, inspections, springs};

#[test]
fn the_sample_rounds_read_as_they_did() {
    for (name, rounds) in [("springs", springs()), ("inspections", inspections())] {
        let text = diff(&rounds, &["--width", "100"]).fine();
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn no_line_is_wider_than_the_page() {
    for rounds in [springs(), inspections()] {
        for width in [60_usize, 80, 100] {
            let text = diff(
                &rounds,
                &["--width", &width.to_string(), "--explain", "--cases"],
            );
            for line in text.fine().lines() {
                assert!(line.chars().count() <= width, "at {width}: {line}");
            }
        }
    }
}

/// Within the first screen: what got better, what got worse, can we be sure.
#[test]
fn the_first_screen_answers_what_a_team_asks() {
    let text = diff(&springs(), &["--width", "80"]).fine();
    let screen: Vec<&str> = text.lines().take(24).collect();
    let screen = screen
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for part in [
        "“The child's voice and daily life” (97 of 175 ratings working before, 142 of 176 after) improved",
        "no domain declined",
        "in 7 other domains there is no clear change",
        "In the 20 cases that both rounds audited",
        "Can we be sure?",
        "2 of 27 standards are not compared",
    ] {
        assert!(screen.contains(part), "{part}: {screen}");
    }
}

/// The README shows what is printed, and no option that there is not.
#[test]
fn the_readme_tells_of_the_command_as_it_is() {
    let readme = std::fs::read_to_string(project().join("README.md")).unwrap();
    let readme = readme.replace("\r\n", "\n");
    let section = readme.split("## What has changed since").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let shown = section.split("```text\n").nth(1).unwrap();
    let shown = plain(shown.split("```").next().unwrap());
    let printed = plain(&diff(&springs(), &["--width", "100"]).fine());
    assert!(printed.contains(&shown), "not printed: {shown}");
    let help = diff(&[], &["--help"]).fine();
    let words = section.split(|c: char| c.is_whitespace() || "`|,".contains(c));
    let options: Vec<&str> = words
        .filter(|word| word.starts_with("--") && word.ends_with(char::is_alphanumeric))
        .collect();
    assert!(options.len() >= 8, "{options:?}");
    for option in options {
        assert!(help.contains(option), "no option {option}");
    }
    for verdict in ["improved", "no clear change", "too few to say"] {
        assert!(
            section.contains(verdict) && printed.contains(verdict),
            "{verdict}"
        );
    }
}
