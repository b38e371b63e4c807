//! Standards: which are compared, which stand side by side, and which are not compared.

use crate::common::tools::tool_of;
use crate::{TOOL, change, kinds, standard, with};
use case_audit::analysis::comparison::tool::{
    OverallChangeKind, PartChangeKind, StandardChangeKind as Kind,
};
use case_audit::analysis::comparison::{Footing, Matched, tool_change};

#[test]
fn a_tool_and_itself_differ_in_nothing() {
    for (id, text) in case_audit::read::shipped() {
        let tool = tool_of(text);
        let change = tool_change(&tool, &tool, true);
        assert!(!change.changed, "{id}");
        assert_eq!(change.counts.compared, tool.standards.len(), "{id}");
        let overall = if tool.overall.is_some() {
            Footing::Compared
        } else {
            Footing::NotCompared
        };
        assert_eq!(change.overall(), overall);
        let matched: Vec<Matched> = (0..tool.standards.len())
            .map(|at| Matched {
                before: Some(at),
                after: Some(at),
                footing: Footing::Compared,
            })
            .collect();
        assert_eq!(change.matched(), matched);
        let same: Vec<_> = (0..tool.measures.len()).map(|at| (at, at)).collect();
        assert_eq!(change.measures(), same);
        assert_eq!(change.facts().len(), tool.facts.len());
    }
}

#[test]
fn what_only_says_how_cells_are_spelt_is_no_change() {
    let change = change(&[
        (
            "label = \"Developing\"",
            "label = \"Developing\"\nalso = [\"amber\"]",
        ),
        (
            "label = \"Closed\"",
            "label = \"Closed\", also = [\"shut\"]",
        ),
        (
            "title = \"The handover leaves no gap\"",
            "title = \"The handover leaves no gap\"\ncolumn = \"Q3\"",
        ),
        (
            "version = \"1\"",
            "version = \"1\"\ncolumns = { case = \"urn\" }",
        ),
    ]);
    assert!(!change.changed);
}

#[test]
fn words_and_places_change_and_ratings_are_compared() {
    let change = change(&[
        (
            "A reader can picture this child's day",
            "This child's day can be pictured",
        ),
        ("hour by hour", "in the child's words"),
        (
            "id = \"handover\"\ndomain = \"together\"",
            "id = \"warm\"\nwas = [\"handover\"]\ndomain = \"voice\"",
        ),
        (
            "escalate_at = [\"concern\"]",
            "escalate_at = [\"concern\", \"not_evidenced\"]",
        ),
    ]);
    assert_eq!(kinds(&change, "child_day"), [Kind::Reworded]);
    let wordings = &standard(&change, "child_day").wordings;
    assert_eq!(wordings.len(), 2);
    assert_eq!(kinds(&change, "warm"), [Kind::Moved, Kind::Renamed]);
    assert_eq!(kinds(&change, "harm"), [Kind::EscalationChanged]);
    assert_eq!(change.counts.compared, 3);
    assert_eq!(change.overall(), Footing::Compared);
}

#[test]
fn a_raised_edition_or_another_rule_stands_side_by_side() {
    let raised = change(&[(
        "title = \"A reader can picture this child's day\"",
        "title = \"A reader can picture this child's day\"\nedition = 2",
    )]);
    assert_eq!(kinds(&raised, "child_day"), [Kind::EditionRaised]);
    assert_eq!(standard(&raised, "child_day").footing, Footing::SideBySide);

    let rule = change(&[("is = [\"closed\"]", "is = [\"open\"]")]);
    assert_eq!(kinds(&rule, "handover"), [Kind::Rescoped]);
    assert_eq!(standard(&rule, "handover").footing, Footing::SideBySide);
    assert_eq!(standard(&rule, "harm").footing, Footing::Compared);

    let always = change(&[(
        "applies_when = [{ fact = \"stage\", is = [\"closed\"] }]\n",
        "",
    )]);
    assert_eq!(kinds(&always, "handover"), [Kind::Rescoped]);
}

/// Choices that stand in another order, and one that is new, leave a rule as it is.
#[test]
fn a_rule_is_its_choices_and_not_their_places() {
    let change = change(&[(
        "choices = [{ id = \"open\", label = \"Open\" }, { id = \"closed\", label = \"Closed\" }]",
        "choices = [{ id = \"closed\", label = \"Ended\" }, { id = \"moved\", label = \"Moved\" }, { id = \"open\", label = \"Open\" }]",
    )]);
    assert_eq!(kinds(&change, "handover"), []);
    let stage = &change.fact_changes[0];
    assert_eq!(stage.kinds, [PartChangeKind::ChoicesChanged]);
    assert_eq!(stage.choices.len(), 2);
    assert_eq!(change.facts()[0].choices, [(1, 0), (0, 2)]);
}

#[test]
fn a_rule_on_a_fact_of_another_kind_is_another_rule() {
    let change = change(&[("kind = \"choice\"", "kind = \"choices\"")]);
    assert_eq!(kinds(&change, "handover"), [Kind::Rescoped]);
    assert_eq!(change.facts().len(), 2);
    assert_eq!(change.fact_changes[0].kinds, [PartChangeKind::Changed]);
}

#[test]
fn new_and_retired_standards_are_told_with_the_caps_that_they_carry() {
    let change = change(&[
        ("id = \"harm\"", "id = \"safety\""),
        ("standard = \"harm\"", "standard = \"safety\""),
    ]);
    assert_eq!(kinds(&change, "safety"), [Kind::New]);
    assert_eq!(kinds(&change, "harm"), [Kind::Retired]);
    let positions: Vec<_> = change
        .matched()
        .iter()
        .map(|one| (one.before, one.after))
        .collect();
    assert_eq!(
        positions,
        [
            (Some(0), Some(0)),
            (None, Some(1)),
            (Some(2), Some(2)),
            (Some(1), None)
        ]
    );
    assert_eq!(
        change.overall_change.kinds,
        [OverallChangeKind::CapsChanged]
    );
    assert_eq!(change.overall(), Footing::SideBySide);
    assert_eq!(change.overall_change.caps_gone, [0]);
    assert_eq!(change.overall_change.caps_new, [0]);
}

#[test]
fn two_claims_on_one_standard_are_told_and_the_first_is_taken() {
    // One standard says that it was two.
    let merged = change(&[
        (
            "id = \"harm\"\n",
            "id = \"safety\"\nwas = [\"handover\", \"harm\"]\n",
        ),
        ("standard = \"harm\"", "standard = \"safety\""),
        ("id = \"handover\"\n", "id = \"another\"\n"),
    ]);
    let safety = standard(&merged, "safety");
    assert_eq!(safety.before, Some(1));
    assert_eq!(safety.kinds, [Kind::Renamed, Kind::Contested]);
    assert_eq!(safety.footing, Footing::Compared);
    assert_eq!(safety.rivals[0].id, "handover");
    let handover = standard(&merged, "handover");
    assert_eq!(handover.kinds, [Kind::Ambiguous, Kind::Retired]);
    assert_eq!(handover.footing, Footing::NotCompared);
    assert_eq!(handover.rivals[0].id, "safety");
    // The same id comes before an earlier one.
    let kept = change(&[
        ("id = \"harm\"\n", "id = \"harm\"\nwas = [\"child_day\"]\n"),
        ("id = \"child_day\"\n", "id = \"picture\"\n"),
    ]);
    assert_eq!(standard(&kept, "harm").before, Some(1));
    assert_eq!(kinds(&kept, "harm"), [Kind::Contested]);
    assert_eq!(kinds(&kept, "child_day"), [Kind::Ambiguous, Kind::Retired]);
    assert_eq!(kinds(&kept, "picture"), [Kind::New]);
}

#[test]
fn an_earlier_id_leads_both_ways() {
    let renamed = with(&[("id = \"handover\"", "id = \"warm\"\nwas = [\"handover\"]")]);
    let back = tool_change(&tool_of(&renamed), &tool_of(TOOL), false);
    assert_eq!(kinds(&back, "handover"), [Kind::Renamed]);
    assert_eq!(back.counts.compared, 3);
}
