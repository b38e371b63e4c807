//! Commands: what may be typed at every question, beginning with `/`.
//!
//! It must not know what a command does, or where it was typed.

use crate::diagnostics::nearest;

/// Something that can be asked for at every question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Back,
    Skip,
    NotApplicable,
    Note,
    Help,
    Go,
    Where,
    Finding,
    Action,
    Edit,
    Clear,
    Review,
    Done,
    Leave,
}

/// Every command: what is typed, what follows it, what it does.
const COMMANDS: [(Command, &str, &str, &str); 14] = [
    (Command::Back, "back", "", "the question before"),
    (Command::Skip, "skip", "", "pass over this for now"),
    (
        Command::NotApplicable,
        "na",
        " REASON",
        "this standard does not apply",
    ),
    (
        Command::Note,
        "note",
        " WORDS",
        "put something down for later",
    ),
    (
        Command::Help,
        "help",
        "",
        "what the levels mean, and what to ask",
    ),
    (
        Command::Go,
        "go",
        " STANDARD",
        "go to a standard, by number or title; /go 14 discussion",
    ),
    (Command::Where, "where", "", "what is done and what is left"),
    (
        Command::Finding,
        "finding",
        " WORDS",
        "add a finding, then come back here",
    ),
    (
        Command::Action,
        "action",
        " WORDS",
        "add an action, then come back here",
    ),
    (Command::Edit, "edit", "", "write this text in your editor"),
    (Command::Clear, "clear", "", "take this answer away"),
    (
        Command::Review,
        "review",
        "",
        "the whole audit, and what is missing",
    ),
    (Command::Done, "done", "", "finish; at the review only"),
    (
        Command::Leave,
        "leave",
        "",
        "save and leave; go on another day; so does /quit",
    ),
];

/// Other names, for those who type them elsewhere.
const ALSO: [(Command, &str); 3] = [
    (Command::Leave, "quit"),
    (Command::Leave, "exit"),
    (Command::Leave, "save"),
];

/// What a line is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'l> {
    /// An answer. At questions for text the second of two leading slashes is its first.
    Answer(&'l str),
    /// A command with what follows it.
    Command(Command, &'l str),
    /// It begins as a command does, and is none: what to say.
    Unknown(String),
}

/// Tells commands from answers. At questions for words only `/` makes a command.
pub(super) fn parse(line: &str, words: bool) -> Line<'_> {
    let trimmed = line.trim();
    if !words {
        match trimmed {
            "?" => return Line::Command(Command::Help, ""),
            "b" | "B" => return Line::Command(Command::Back, ""),
            _ => {}
        }
    }
    let start = line.trim_start();
    let Some(rest) = start.strip_prefix('/') else {
        return Line::Answer(line);
    };
    if rest.starts_with('/') {
        return Line::Answer(rest);
    }
    let (word, argument) = rest
        .split_once(char::is_whitespace)
        .unwrap_or((rest.trim_end(), ""));
    if word == "?" {
        return Line::Command(Command::Help, argument.trim());
    }
    let folded = word.to_lowercase();
    let also = || ALSO.iter();
    if let Some((command, _)) = also().find(|(_, name)| *name == folded) {
        return Line::Command(*command, argument.trim());
    }
    let exact = COMMANDS.iter().find(|command| command.1 == folded);
    let mut near = COMMANDS
        .iter()
        .filter(|command| !folded.is_empty() && command.1.starts_with(&folded));
    match (exact, near.next(), near.next()) {
        (Some(command), _, _) | (None, Some(command), None) => {
            Line::Command(command.0, argument.trim())
        }
        (None, Some(first), Some(second)) => {
            let others = near.map(|command| command.1);
            let names: Vec<&str> = [first.1, second.1].into_iter().chain(others).collect();
            Line::Unknown(format!(
                "`/{word}` could be `/{}`. Type a little more of it.",
                names.join("` or `/")
            ))
        }
        (None, None, _) => {
            let mut begun =
                also().filter(|(_, name)| !folded.is_empty() && name.starts_with(&folded));
            match (begun.next(), begun.next()) {
                (Some((command, _)), None) => Line::Command(*command, argument.trim()),
                _ => Line::Unknown(unknown(word, words)),
            }
        }
    }
}

/// The command that an answer is the name of, without the `/`: as it is typed with it.
pub(super) fn bare(answer: &str) -> Option<String> {
    let folded = answer.trim().to_lowercase();
    let (word, argument) = folded
        .split_once(char::is_whitespace)
        .unwrap_or((folded.as_str(), ""));
    // Only going somewhere needs more than its name.
    if !argument.is_empty() && word != "go" {
        return None;
    }
    let names = COMMANDS.iter().map(|command| command.1);
    let mut names = names.chain(ALSO.iter().map(|also| also.1));
    names.any(|name| name == word).then(|| format!("/{folded}"))
}

fn unknown(word: &str, words: bool) -> String {
    let names: Vec<String> = COMMANDS
        .iter()
        .map(|command| format!("/{}", command.1))
        .collect();
    let typed = format!("/{word}");
    let mut said = if word.chars().count() > 20 {
        "This begins with `/`, as commands do, and is none of them.".to_owned()
    } else {
        format!("There is no command {}.", crate::diagnostics::quote(&typed))
    };
    if let Some(hint) = nearest(&typed, names.iter().map(String::as_str)) {
        let mut letters = hint.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string());
        said.push_str(&format!(
            " {}{}",
            first.unwrap_or_default(),
            letters.as_str()
        ));
    }
    if words {
        said.push_str(" A text that begins with `/` is typed with `//`.");
    }
    said.push_str(" `/help` lists the commands.");
    said
}

/// The names of all commands in a line.
pub(super) fn named() -> String {
    let names: Vec<String> = COMMANDS
        .iter()
        .map(|command| format!("/{}", command.1))
        .collect();
    format!(
        "Commands: {}. `/help commands` tells what each does.",
        names.join(" ")
    )
}

/// All commands in lines for people.
pub(super) fn listed() -> Vec<String> {
    let mut lines = vec!["Commands, at every question:".to_owned()];
    for (_, word, follows, does) in &COMMANDS {
        let typed = format!("/{word}{follows}");
        lines.push(format!("  {typed}: {does}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_told_from_answers() {
        assert_eq!(parse("/back", true), Line::Command(Command::Back, ""));
        assert_eq!(parse(" /GO  14 ", false), Line::Command(Command::Go, "14"));
        assert_eq!(
            parse("/n mum's\nwords", true),
            Line::Unknown("`/n` could be `/na` or `/note`. Type a little more of it.".to_owned())
        );
        assert_eq!(
            parse("/no mum's\nwords", true),
            Line::Command(Command::Note, "mum's\nwords")
        );
        assert_eq!(
            parse("/na", true),
            Line::Command(Command::NotApplicable, "")
        );
        assert_eq!(parse("//etc", true), Line::Answer("/etc"));
        assert_eq!(parse("b", true), Line::Answer("b"));
        assert_eq!(parse("b", false), Line::Command(Command::Back, ""));
        assert_eq!(parse("?", true), Line::Answer("?"));
        assert_eq!(parse("/?", true), Line::Command(Command::Help, ""));
        assert_eq!(parse("2 weeks", true), Line::Answer("2 weeks"));
    }

    #[test]
    fn what_is_no_command_is_said_with_what_was_meant() {
        let Line::Unknown(said) = parse("/baack", false) else {
            panic!("`/baack` was taken")
        };
        assert!(said.contains("Did you mean `/back`?"), "{said}");
        assert!(matches!(parse("/", true), Line::Unknown(_)));
    }
}
