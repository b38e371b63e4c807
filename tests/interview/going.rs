//! Going to a question by its number, its id or its words.

use crate::tools::SPARE;
use crate::{Desk, at_the_standards, begun, hubs, nearly};
use case_audit::diagnostics::Problems;

#[test]
fn standards_are_gone_to_by_number_id_and_words() {
    let desk = Desk::new("early-help");
    let mut draft = at_the_standards(&desk, "1");
    for (wanted, at) in [
        ("14", "cell:family_owns_plan.record"),
        ("child_day", "cell:child_day.record"),
        ("siblings", "cell:siblings_visible.record"),
        ("picture this child", "cell:child_day.record"),
        ("age of the child", "cell:age_band"),
        ("overall", "cell:overall"),
        ("findings", "findings"),
        ("confidence.now", "cell:confidence.now"),
    ] {
        desk.say(&mut draft, &[&format!("/go {wanted}")]);
        assert_eq!(desk.at(&draft), at, "{wanted}");
    }
    let said = desk.say(&mut draft, &["/go plan"]);
    assert!(said.contains("14. The plan is the family's own"), "{said}");
    assert!(said.contains("15. The plan makes clear"), "{said}");
    for none in ["/go 27", "/go 0", "/go xyzzy", "/go", "/go ''"] {
        let said = desk.say(&mut draft, &[none]);
        assert!(!said.trim().is_empty());
    }
}

#[test]
fn one_reading_of_a_standard_is_gone_to() {
    let desk = Desk::new("early-help");
    let mut draft = nearly(&desk, &[]);
    let said = desk.say(&mut draft, &["/go 17 discussion"]);
    assert!(said.contains("once the discussion is held"), "{said}");
    assert!(draft.changed.is_empty());
    desk.say(&mut draft, &["1", "", "/go 17 discussion"]);
    assert_eq!(desk.at(&draft), "cell:reviews_change.discussion");
    let page = desk.page(&draft);
    assert!(page.starts_with("Standard 17 of 26"), "{page}");
    assert!(page.contains("From the record: Secure"), "{page}");
    desk.say(&mut draft, &["3", "They had not met", "/go 17 record"]);
    assert_eq!(desk.cell(&draft, "reviews_change.discussion"), "Developing");
    assert_eq!(desk.at(&draft), "cell:reviews_change.record");
    let said = desk.say(&mut draft, &["/go 19 discussion"]);
    assert!(said.contains("does not apply to this case"), "{said}");
    assert!(!draft.changed.contains("step_reason_clear"));
    let said = desk.say(&mut draft, &["/go 99 discussion"]);
    assert!(said.contains("they go from 1 to 26"), "{said}");
    // A tool with one reading has nothing to choose.
    let desk = Desk::new("ilacs");
    let mut draft = begun("80001");
    let said = desk.say(&mut draft, &["/go 2 discussion"]);
    assert!(said.contains("rates each standard once"), "{said}");
}

/// In this tool the file's order is not that of its domains.
#[test]
fn numbers_on_the_screen_are_those_that_are_gone_to() {
    let mut text = SPARE.replace("\"discussion\"", "\"record\"");
    for (id, domain) in [("late", "other"), ("early", "only"), ("last", "other")] {
        text.push_str(&format!(
            "\n[[standard]]\nid = \"{id}\"\ndomain = \"{domain}\"\ntitle = \"Title {id}\"\nscale = \"points\"\n"
        ));
    }
    text.push_str("\n[[domain]]\nid = \"other\"\ntitle = \"Another part\"\n");
    let mut problems = Problems::default();
    let tool = case_audit::read::tool(&text, "tool.toml", &mut problems).unwrap();
    let desk = Desk { tool, hubs: hubs() };
    let mut draft = begun("C-1");
    for (number, id) in [(1, "seen"), (2, "early"), (3, "late"), (4, "last")] {
        desk.say(&mut draft, &[&format!("/go {number}")]);
        assert_eq!(desk.at(&draft), format!("cell:{id}"));
        let page = desk.page(&draft);
        assert!(
            page.starts_with(&format!("Standard {number} of 4")),
            "{page}"
        );
        let said = desk.say(&mut draft, &["/where"]);
        assert!(
            said.contains(&format!("You are at: standard {number} of 4")),
            "{said}"
        );
    }
}
