//! The review: what is missing, and what is gone past with a reason.

use crate::{Desk, at_the_standards, begun, nearly, nearly_from, whole};

#[test]
fn limits_are_explained_and_gone_past_with_a_reason_only() {
    let desk = Desk::new("early-help");
    let mut draft = nearly(&desk, &["4", "Missed", "Team manager", ""]);
    desk.say(&mut draft, &["3", "Worker ill", "", "", "", "", ""]);
    assert_eq!(desk.at(&draft), "cell:overall");
    let page = desk.page(&draft);
    assert!(page.contains("Because standard 1."), "{page}");
    assert!(page.contains("at most Concern"), "{page}");
    desk.say(&mut draft, &["2"]);
    assert_eq!(desk.at(&draft), "cell:overall.override_reason");
    let said = desk.say(&mut draft, &[""]);
    assert!(
        said.contains("going past the limit needs a reason"),
        "{said}"
    );
    desk.say(&mut draft, &["/skip", "", ""]);
    let review = desk.page(&draft);
    assert!(
        review.contains("Why the judgement goes past a limit"),
        "{review}"
    );
    desk.say(&mut draft, &["1", "Put right the same day"]);
    assert_eq!(
        desk.cell(&draft, "overall.override_reason"),
        "Put right the same day"
    );
    // Within the limit the reason is out of use, and kept.
    desk.say(&mut draft, &["/go overall", "4", "It was missed"]);
    assert_eq!(desk.cell(&draft, "overall.override_reason"), "");
    assert_eq!(
        draft.cell("overall.override_reason"),
        "Put right the same day"
    );
}

#[test]
fn the_whole_audit_is_read_before_it_is_finished() {
    let desk = Desk::new("early-help");
    let mut lines = whole();
    let end = lines.iter().rposition(|line| *line == "/done").unwrap();
    lines.truncate(end);
    lines.push("all");
    let (script, _, _) = desk.sitting(begun("EH-0412"), lines);
    let said = script.transcript();
    insta::assert_snapshot!(said.split("Review: all").nth(1).unwrap());
}

#[test]
fn the_review_leads_to_what_is_missing() {
    let desk = Desk::new("early-help");
    // The first fifteen ratings are passed over.
    let mut draft = at_the_standards(&desk, "1");
    desk.say(&mut draft, &["/skip"; 15]);
    let mut draft = nearly_from(&desk, draft);
    desk.say(
        &mut draft,
        &["3", "Worker ill", "", "", "", "", "", "2", "", ""],
    );
    assert_eq!(desk.at(&draft), "review");
    let review = desk.page(&draft);
    assert!(review.contains("Missing: 15"), "{review}");
    assert!(
        review.contains("and 5 more: `more` lists them all"),
        "{review}"
    );
    assert!(
        review.contains("Enter goes to the first that is missing"),
        "{review}"
    );
    // What was read out is not pushed off the screen by the review again.
    let mut session = desk.session(draft.clone());
    session.answer("more");
    assert!(session.page(80, 24).lines.len() < 5);
    session.answer("/done");
    assert!(session.page(80, 24).lines.len() > 15);
    let said = desk.say(&mut draft, &["more"]);
    assert_eq!(
        said.lines()
            .filter(|line| line.contains("it has no level yet"))
            .count(),
        15
    );
    assert!(
        said.contains(" 15  Standard 15: it has no level yet"),
        "{said}"
    );
    assert_eq!(desk.at(&draft), "review");
    // Enter after Enter, until nothing is.
    for number in 1..=15 {
        assert_eq!(desk.at(&draft), "review", "{number}");
        desk.say(&mut draft, &[""]);
        let page = desk.page(&draft);
        assert!(
            page.starts_with(&format!("Standard {number} of 26")),
            "{page}"
        );
        desk.say(&mut draft, &["2", ""]);
    }
    assert_eq!(desk.at(&draft), "review");
    let said = desk.say(&mut draft, &[""]);
    assert!(said.contains("No question is open"), "{said}");
}

#[test]
fn the_review_loses_no_words_at_any_width() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    desk.say(&mut draft, &["/skip"; 30]);
    desk.say(&mut draft, &["/review"]);
    let words = |width: usize| {
        let lines = desk.session(draft.clone()).page(width, 24).lines;
        for line in &lines {
            assert!(line.chars().count() <= width, "{line}");
        }
        let text = lines.join(" ");
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words
    };
    let wide = words(100);
    assert!(wide.len() > 100);
    assert_eq!(words(80), wide);
    assert_eq!(words(40), wide);
}
