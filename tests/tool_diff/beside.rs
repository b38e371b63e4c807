//! What changed beside standards.

use crate::{change, kinds};
use case_audit::analysis::comparison::tool::{
    OverallChangeKind, PartChangeKind, StandardChangeKind as Kind,
};

/// A cap follows its standard to another id, and to another name of a level.
#[test]
fn a_cap_is_the_same_by_what_it_means() {
    let change = change(&[
        ("id = \"harm\"", "id = \"safety\"\nwas = [\"harm\"]"),
        ("standard = \"harm\"", "standard = \"safety\""),
        ("id = \"concern\"", "id = \"worry\""),
        ("\"concern\"", "\"worry\""),
    ]);
    assert_eq!(kinds(&change, "safety"), [Kind::Renamed, Kind::Relabelled]);
    assert_eq!(change.overall_change.kinds, [OverallChangeKind::Relabelled]);
}

#[test]
fn measures_are_compared_where_their_answers_mean_the_same() {
    assert_eq!(
        change(&[("How confident are you?", "How sure are you?")]).measures(),
        [(0, 0)]
    );
    for (old, new) in [
        ("max = 10", "max = 5"),
        ("better = \"higher\"", "better = \"lower\""),
        ("asked_of = \"parent\"", "asked_of = \"child\""),
        ("id = \"confidence\"", "id = \"certainty\""),
    ] {
        assert_eq!(change(&[(old, new)]).measures(), [], "{new}");
    }
}

#[test]
fn domains_and_themes_are_the_same_by_id_or_by_title() {
    let change = change(&[
        ("id = \"voice\"", "id = \"child\""),
        ("domain = \"voice\"", "domain = \"child\""),
        ("title = \"Working together\"", "title = \"Together\""),
        (
            "id = \"step_down\"\ntitle = \"Stepping down\"",
            "id = \"steps\"\ntitle = \"Steps\"",
        ),
    ]);
    assert_eq!(change.domains(), [(Some(0), Some(0)), (Some(1), Some(1))]);
    assert_eq!(change.domain_changes[0].kinds, [PartChangeKind::Renamed]);
    assert_eq!(change.domain_changes[1].kinds, [PartChangeKind::Reworded]);
    assert_eq!(change.themes(), [(None, Some(0)), (Some(0), None)]);
    assert_eq!(change.counts.compared, 3);
    assert_eq!(kinds(&change, "child_day"), []);
}

#[test]
fn what_changed_beside_standards_is_told() {
    for (old, new) in [
        ("title = \"Small audit\"", "title = \"Little audit\""),
        ("version = \"1\"", "version = \"2\""),
        ("version = \"1\"", "version = \"1\"\ngroup = \"team\""),
        ("version = \"1\"", "version = \"1\"\npurpose = \"To learn\""),
        ("within = 10", "within = 5"),
        (
            "from = \"agreed\"\nto = \"visited\"",
            "from = \"visited\"\nto = \"agreed\"",
        ),
        ("kind = \"working\"", "kind = \"improve\""),
        ("What are you proudest of here?", "What makes you proud?"),
        ("title = \"Stepping down\"", "title = \"Down\""),
        ("means = \"Worth showing others\"", "means = \"A model\""),
        (
            "means = \"Worth showing others\"",
            "evidence = true\nmeans = \"Worth showing others\"",
        ),
        (
            "standing = \"improve\"",
            "score = 2\nstanding = \"improve\"",
        ),
        (
            "[[scale]]\nid = \"practice\"",
            "[not_applicable]\nreason_required = true\n[[scale]]\nid = \"practice\"",
        ),
    ] {
        assert!(change(&[(old, new)]).changed, "{new}");
    }
}
