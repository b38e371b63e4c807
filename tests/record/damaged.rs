//! Unfinished audits whose files were damaged, or doubled by another program, beside others
//! that are whole.

use case_audit::store::drafts::file_name;

use super::desk::{Desk, SMALL_RECORD, SMALL_REST};
use super::window::words;

/// What may be left of a file.
const DAMAGED: [&str; 5] = [
    "",
    "{\"schema\": 1, \"case\": \"EH-1\", \"role\": \"fi",
    "Dear all, please find attached",
    "[]",
    "{\"schema\": 99, \"case\": \"EH-1\", \"role\": \"first\", \"auditor\": \"A1\"}",
];

/// A desk with a whole draft of EH-1 by A1, whose file then holds this instead.
fn damaged(text: &str) -> (Desk, String) {
    let desk = Desk::small();
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&SMALL_RECORD[..3]);
    window.question();
    window.kill();
    let file = format!("round/{}", file_name("EH-1", "first", "A1"));
    assert!(!desk.bytes(&file).is_empty());
    std::fs::write(desk.path(&file), text).unwrap();
    (desk, file)
}

#[test]
fn a_damaged_draft_keeps_nobody_from_another_case() {
    for text in DAMAGED {
        let (desk, file) = damaged(text);
        let mut window = desk.by_a1("EH-2");
        let question = window.answers("about the case, 1 of 2 Hub", "1");
        assert!(question.said.contains(&file), "{text}: {}", question.said);
        assert!(
            question.said.contains("put it back from a backup"),
            "{}",
            question.said
        );
        window.answers_all(&SMALL_RECORD[1..]);
        window.answers_all(&SMALL_REST);
        window.answers("Nothing is missing.", "/done");
        assert_eq!(window.ends().0, 0);
        assert_eq!(desk.rows("audits.csv").len(), 1);
        assert_eq!(desk.bytes(&file), text.as_bytes(), "left as it was");
    }
}

#[test]
fn a_damaged_draft_is_named_and_the_list_is_shown() {
    for text in DAMAGED {
        let (desk, file) = damaged(text);
        let mut window = desk.by_a1("EH-2");
        window.answers("about the case, 1 of 2 Hub", "1");
        window.question();
        window.kill();
        let listed = desk.run(&["record", "round"]);
        assert_eq!(listed.code, 0, "{text}: {}", listed.stderr);
        assert!(listed.stdout.contains("EH-2"), "{}", listed.stdout);
        let said = words(&listed.stderr);
        assert!(said.contains(&file), "{text}: {said}");
        assert!(
            said.contains("somebody's answers are in it: keep a copy of the file"),
            "{said}"
        );
        let checked = desk.run(&["check", "round"]);
        assert_eq!(checked.code, 1);
        assert!(
            words(&checked.stdout).contains(&file),
            "{text}: {}",
            checked.stdout
        );
        assert_eq!(desk.bytes(&file), text.as_bytes(), "left as it was");
    }
}

#[test]
fn ones_own_damaged_draft_is_not_begun_anew() {
    for text in DAMAGED {
        let (desk, file) = damaged(text);
        let window = desk.by_a1("EH-1");
        let (code, written) = window.ends();
        assert_eq!(code, 2, "{text}: {written}");
        let said = words(&written);
        assert!(said.contains(&format!("is in `{file}`")), "{said}");
        assert!(
            said.contains("move it out of that folder to begin the audit anew"),
            "{said}"
        );
        assert_eq!(desk.bytes(&file), text.as_bytes(), "left as it was");
        // As it says.
        std::fs::rename(desk.path(&file), desk.path("aside.json")).unwrap();
        let mut window = desk.by_a1("EH-1");
        window.answers("about the case, 1 of 2 Hub", "1");
        window.question();
        window.kill();
    }
}

/// What a program that keeps folders alike leaves beside a file that two machines changed.
#[test]
fn a_copy_of_a_draft_is_no_draft() {
    let desk = Desk::small();
    let mut window = desk.by_a1("EH-1");
    window.answers_all(&SMALL_RECORD[..3]);
    window.answers("What shows it?", "Rung the same day");
    window.question();
    window.kill();
    let own = file_name("EH-1", "first", "A1");
    let stem = own.strip_suffix(".json").unwrap();
    let copy = format!("round/{stem} (changed elsewhere).json");
    let whole = String::from_utf8(desk.bytes(&format!("round/{own}"))).unwrap();
    let other = whole.replace("Rung the same day", "Rung much later");
    assert_ne!(other, whole);
    std::fs::write(desk.path(&copy), &other).unwrap();

    // It is listed once, and told of.
    let json = desk.run(&["record", "round", "--format", "json"]).json();
    assert_eq!(json["lines"].as_array().unwrap().len(), 1, "{json}");
    let listed = desk.run(&["record", "round"]);
    assert!(words(&listed.stderr).contains(&copy), "{}", listed.stderr);
    let checked = words(&desk.run(&["check", "round"]).stdout);
    assert!(
        checked.contains(&format!(
            "{copy}: warning: this is a copy of an unfinished audit"
        )),
        "{checked}"
    );
    assert!(
        checked.contains(&format!("the audit itself is in `{own}`")),
        "{checked}"
    );
    assert!(
        checked.contains("1 audit is begun and not finished: `EH-1`"),
        "{checked}"
    );

    // The audit's own file is opened, and finished; the copy stays, and is no audit then.
    let mut window = desk.by_a1("EH-1");
    window.answers("Going on at: standard 2 of 2", "/go 1");
    window.answers("Now: Good", "");
    let question = window.question();
    assert!(question.said.contains("Enter keeps"), "{}", question.said);
    window.until("its words", |window| {
        window.screen().contains("Rung the same day")
    });
    window.keys("\r");
    window.answers_all(&SMALL_RECORD[4..]);
    window.answers_all(&SMALL_REST);
    window.answers("Nothing is missing.", "/done");
    assert_eq!(window.ends().0, 0);
    let audits = desk.rows("audits.csv");
    assert_eq!(audits.len(), 1);
    assert_eq!(audits[0]["safe.record.evidence"], "Rung the same day");
    assert_eq!(desk.bytes(&copy), other.as_bytes(), "left as it was");
    let json = desk.run(&["record", "round", "--format", "json"]).json();
    assert_eq!(json["lines"].as_array().unwrap().len(), 1, "{json}");
    assert_eq!(json["lines"][0]["stage"], "done");
    let checked = words(&desk.run(&["check", "round"]).stdout);
    assert!(
        checked.contains(&format!("name the file `{own}`")),
        "{checked}"
    );
}
