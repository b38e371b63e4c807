//! Scales and readings: where ratings still mean the same.

use crate::common::tools::tool_of;
use crate::{change, kinds, standard, with};
use case_audit::analysis::comparison::tool::{
    LevelChangeKind, OverallChangeKind, ScaleChangeKind, StandardChangeKind as Kind,
};
use case_audit::analysis::comparison::{Footing, tool_change};

#[test]
fn a_relabelled_level_is_no_new_one() {
    let change = change(&[("label = \"Developing\"", "label = \"Getting there\"")]);
    assert_eq!(change.scale_changes[0].kinds, [ScaleChangeKind::Relabelled]);
    let levels = &change.scale_changes[0].levels;
    assert_eq!(levels.len(), 4);
    assert_eq!(levels[1].kinds, [LevelChangeKind::Relabelled]);
    for id in ["child_day", "harm", "handover"] {
        assert_eq!(kinds(&change, id), [Kind::Relabelled]);
    }
    assert_eq!(change.counts.compared, 3);
    assert_eq!(change.overall(), Footing::Compared);
    assert_eq!(change.overall_change.kinds, [OverallChangeKind::Relabelled]);
}

/// The same label at the same place with the same standing is the same level.
#[test]
fn a_level_with_another_id_is_known_by_its_label() {
    let renamed = change(&[("id = \"developing\"", "id = \"getting_there\"")]);
    assert_eq!(renamed.counts.compared, 3);
    assert_eq!(
        renamed.scale_changes[0].levels[1].kinds,
        [LevelChangeKind::Renamed]
    );
    let another = change(&[(
        "id = \"developing\"\nlabel = \"Developing\"\nstanding = \"improve\"",
        "id = \"getting_there\"\nlabel = \"Developing\"\nstanding = \"working\"",
    )]);
    assert_eq!(another.counts.not_compared, 3);
    assert_eq!(another.scale_changes[0].levels.len(), 5);
}

#[test]
fn other_levels_orders_or_standings_are_not_compared() {
    let level =
        "[[scale.level]]\nid = \"developing\"\nlabel = \"Developing\"\nstanding = \"improve\"\n";
    let removed = change(&[(level, "")]);
    let gone = removed.scale_changes[0].levels.last().unwrap();
    assert_eq!(gone.kinds, [LevelChangeKind::Retired]);
    assert_eq!(
        removed.scale_changes[0].kinds,
        [ScaleChangeKind::LevelsChanged]
    );

    let fair = level
        .replace("developing", "fair")
        .replace("Developing", "Fair");
    let first = with(&[(level, &format!("{level}{fair}"))]);
    let second = with(&[(level, &format!("{fair}{level}"))]);
    let order = tool_change(&tool_of(&first), &tool_of(&second), false);
    assert_eq!(
        order.scale_changes[0].kinds,
        [ScaleChangeKind::OrderChanged]
    );

    let standing = change(&[("standing = \"improve\"", "standing = \"not_working\"")]);
    assert_eq!(
        standing.scale_changes[0].kinds,
        [ScaleChangeKind::StandingChanged]
    );

    for change in [removed, order, standing] {
        assert_eq!(kinds(&change, "handover"), [Kind::Rescaled]);
        assert_eq!(change.counts.not_compared, 3);
        assert_eq!(change.overall(), Footing::NotCompared);
    }
}

#[test]
fn a_scale_with_another_id_is_known_by_its_levels() {
    let renamed = change(&[
        ("[[scale]]\nid = \"practice\"", "[[scale]]\nid = \"grades\""),
        ("scale = \"practice\"", "scale = \"grades\""),
    ]);
    assert_eq!(renamed.scale_changes.len(), 1);
    assert_eq!(renamed.scale_changes[0].kinds, [ScaleChangeKind::Renamed]);
    assert_eq!(kinds(&renamed, "harm"), []);
    assert_eq!(renamed.overall(), Footing::Compared);
}

/// A standard on another scale is compared where that has the same levels.
#[test]
fn a_standard_may_be_rated_on_another_scale() {
    let level = |id: &str, label: &str, standing: &str| {
        format!("[[scale.level]]\nid = \"{id}\"\nlabel = \"{label}\"\nstanding = \"{standing}\"\n")
    };
    let alike = [
        level("strong", "Good", "working"),
        level("developing", "Fair", "improve"),
        level("concern", "Poor", "not_working"),
        level("not_evidenced", "Not evidenced", "not_evidenced"),
    ];
    let on_another = |levels: &str| {
        change(&[
            (
                "[[fact]]\nid = \"stage\"",
                &format!("[[scale]]\nid = \"other\"\n{levels}[[fact]]\nid = \"stage\""),
            ),
            (
                "title = \"The handover leaves no gap\"\nscale = \"practice\"",
                "title = \"The handover leaves no gap\"\nscale = \"other\"",
            ),
        ])
    };
    let same = on_another(&alike.concat());
    assert_eq!(
        kinds(&same, "handover"),
        [Kind::Relabelled, Kind::OtherScale]
    );
    assert_eq!(standard(&same, "handover").footing, Footing::Compared);
    assert_eq!(same.scale_changes[1].kinds, [ScaleChangeKind::New]);
    let fewer = on_another(&alike[1..].concat());
    assert_eq!(kinds(&fewer, "handover"), [Kind::Rescaled]);
    assert_eq!(kinds(&fewer, "harm"), []);
}

#[test]
fn other_readings_are_not_compared() {
    let change = change(&[("readings = [\"record\", \"discussion\"]\n", "")]);
    assert_eq!(change.counts.not_compared, 3);
    assert_eq!(kinds(&change, "harm"), [Kind::ReadingsChanged]);
    assert_eq!(change.overall(), Footing::NotCompared);
}
