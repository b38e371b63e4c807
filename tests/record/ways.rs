//! Other ways to answer, and places where nothing can be asked.

use std::os::unix::fs::PermissionsExt;

use super::desk::{Desk, SMALL_RECORD};
use super::window::Window;

#[test]
fn where_nothing_can_be_asked_the_error_says_why() {
    let desk = Desk::small();
    for (arguments, message) in [
        (
            ["record", "round", "EH-1", "--no-input"].as_slice(),
            "error: recording a case asks questions, and --no-input forbids them; to bring in answers from a file use `case-audit import`\n",
        ),
        (
            &["record", "round", "EH-1"],
            "error: `record` asks questions and needs a terminal, but its input comes from somewhere else; to bring in answers from a file use `case-audit import`\n",
        ),
    ] {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.stderr.as_str()), (2, message));
        assert_eq!(ran.stdout, "");
    }
    // At a terminal --no-input asks nothing either.
    let window = desk.record(&["round", "EH-1", "--no-input"]);
    let (code, written) = window.ends();
    assert_eq!(code, 2);
    assert!(written.contains("--no-input forbids them"), "{written}");
    assert_eq!(desk.draft_bytes("round"), None);
    assert_eq!(desk.run(&["record", "round", "--no-input"]).code, 0);
    for (arguments, message) in [
        (
            ["record", "nowhere", "EH-1"],
            "there is no folder `nowhere`",
        ),
        (["record", "settings", "EH-1"], "`settings` is no round"),
    ] {
        std::fs::create_dir_all(desk.path("settings")).unwrap();
        let window = desk.record(&arguments[1..]);
        let (code, written) = window.ends();
        assert_eq!(code, 2);
        assert!(written.contains(message), "{written}");
    }
}

#[test]
fn plain_lines_are_enough() {
    let desk = Desk::small();
    let mut window = desk.record(&["round", "EH-1", "--auditor", "A1", "--plain"]);
    // Without marks of questions, the question itself is waited for.
    for (wanted, line) in [
        (
            "1 of 2\nHub\n   1  Ashbrook\n   2  Fernhill\nAn answer is needed.\n1 to 2: ",
            "1",
        ),
        ("Day: ", ""),
        ("Standard 1 of 2: The work", "2"),
        ("Words are needed here.\nWords: ", "A bruise"),
        ("then.\nRole: ", "/back"),
        ("so far: A bruise\nEnter alone keeps it\nWords: ", ""),
    ] {
        window.until(wanted, |window| {
            let written = window.written();
            let last = written.rsplit_once("\n\n").map_or("", |(_, last)| last);
            last.contains(wanted.trim_end()) && last.ends_with(": ")
        });
        window.keys(&format!("{line}\r"));
    }
    window.until("who was told", |window| {
        window.written().matches("somebody must be told").count() == 2
    });
    assert_eq!(desk.draft()["cells"]["safe.record.evidence"], "A bruise");
    window.until("the prompt", |window| window.written().ends_with("Role: "));
    window.keys("\u{4}");
    let raw = window.raw();
    assert!(!raw.contains('\u{1b}'), "nothing steers the terminal");
    let (code, written) = window.ends();
    assert_eq!(code, 0);
    assert!(
        written.contains("Saved. You can go on at this question"),
        "{written}"
    );
}

#[test]
fn words_are_written_in_the_auditors_editor() {
    let desk = Desk::small();
    let script = desk.path("editor");
    std::fs::write(
        &script,
        "#!/bin/sh\nprintf 'He drew it.\\n1 /leave\\n' >> \"$1\"\n",
    )
    .unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = desk.command(&["round", "EH-1", "--auditor", "A1"]);
    command.env("EDITOR", &script);
    let mut window = Window::open(command);
    window.answers_all(&SMALL_RECORD[..3]);
    window.answers("What shows it?", "/edit");
    let question = window.question();
    assert!(
        question.said.contains("Evidence: 5 words."),
        "{}",
        question.said
    );
    assert_eq!(
        desk.draft()["cells"]["safe.record.evidence"],
        "He drew it.\n1 /leave"
    );
    // Edited again, it begins with what is there.
    window.keys("/back\r");
    window.answers("Enter keeps the words that are there", "/edit");
    window.question();
    assert_eq!(
        desk.draft()["cells"]["safe.record.evidence"],
        "He drew it.\n1 /leave\nHe drew it.\n1 /leave"
    );
    window.kill();
}
