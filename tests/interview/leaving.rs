//! Leaving, and drafts that cannot be kept or taken up.

use crate::{Desk, begun};
use case_audit::interview::console::{Input, Script};
use case_audit::interview::{Ended, run};
use case_audit::store::draft::Draft;

#[test]
fn ctrl_c_saves_and_leaves() {
    let desk = Desk::new("early-help");
    let mut session = desk.session(begun("EH-1"));
    let mut script = Script::new([Input::Line("2".to_owned()), Input::Interrupted]);
    let mut saves = 0;
    let ended = run(&mut session, &mut script, &mut |_| {
        saves += 1;
        Ok(())
    });
    assert_eq!(ended.unwrap(), Ended::Left);
    assert!(saves >= 2);
    assert_eq!(session.draft().cell("hub"), "Birchfield");
    assert!(
        script
            .transcript()
            .contains("Saved. You can go on at this question")
    );
}

#[test]
fn a_draft_that_cannot_be_saved_stops_the_interview() {
    let desk = Desk::new("early-help");
    let mut session = desk.session(begun("EH-1"));
    let mut script = Script::lines(["2", "", "1"]);
    let mut saves = 0;
    let ended = run(&mut session, &mut script, &mut |_| {
        saves += 1;
        if saves > 1 {
            anyhow::bail!("the disk is full")
        }
        Ok(())
    });
    assert!(ended.is_err());
    assert_eq!(
        script.left(),
        2,
        "no question is put after an answer that was not saved"
    );
}

#[test]
fn a_draft_from_another_version_is_not_guessed_at() {
    let text = begun("EH-1").to_json().unwrap();
    assert!(Draft::from_json(&text).is_ok());
    assert!(Draft::from_json(&text.replace("\"schema\": 1", "\"schema\": 2")).is_err());
    assert!(Draft::from_json(&text.replace("\"case\"", "\"casee\"")).is_err());
    assert!(Draft::from_json("{").is_err());
}
