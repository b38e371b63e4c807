//! What changed between two tools: what is compared, what is not, and how it is told.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::collections::BTreeMap;

use case_audit::analysis::comparison::tool::{
    Edit, LevelChangeKind, OverallChangeKind, PartChangeKind, Piece, PieceKind, ScaleChangeKind,
    StandardChange, StandardChangeKind as Kind,
};
use case_audit::analysis::comparison::{Footing, Matched, ToolChange, tool_change};
use case_audit::diagnostics::{self, Problems, Severity};
use case_audit::model::Tool;
use case_audit::read::tool;
use case_audit::render;
use case_audit::report::comparison;
use common::{folder, run, run_in};
use proptest::prelude::*;

const TOOL: &str = r#"
id = "small"
version = "1"
title = "Small audit"
readings = ["record", "discussion"]

[[scale]]
id = "practice"
[[scale.level]]
id = "strong"
label = "Strong"
standing = "working"
means = "Worth showing others"
[[scale.level]]
id = "developing"
label = "Developing"
standing = "improve"
[[scale.level]]
id = "concern"
label = "Concern"
standing = "not_working"
[[scale.level]]
id = "not_evidenced"
label = "Not evidenced"
standing = "not_evidenced"

[[fact]]
id = "stage"
label = "Where the case stands"
kind = "choice"
choices = [{ id = "open", label = "Open" }, { id = "closed", label = "Closed" }]

[[fact]]
id = "agreed"
label = "Step-down agreed"
kind = "date"
[[fact]]
id = "visited"
label = "First visit"
kind = "date"

[[duration]]
id = "wait"
title = "Agreed to first visit"
from = "agreed"
to = "visited"
within = 10

[[domain]]
id = "voice"
title = "Child's voice"
[[domain]]
id = "together"
title = "Working together"

[[standard]]
id = "child_day"
domain = "voice"
title = "A reader can picture this child's day"
scale = "practice"
looks_like = ["Strong: it is told hour by hour", "Concern: it is not told"]
ask = "What is a Tuesday like?"

[[standard]]
id = "harm"
domain = "together"
title = "Worries about harm are acted on"
scale = "practice"
escalate_at = ["concern"]

[[standard]]
id = "handover"
domain = "together"
title = "The handover leaves no gap"
scale = "practice"
applies_when = [{ fact = "stage", is = ["closed"] }]

[overall]
scale = "practice"
[[overall.cap]]
standard = "harm"
when = ["concern"]
overall_at_most = "concern"

[[measure]]
id = "confidence"
title = "How confident are you?"
min = 0
max = 10
better = "higher"
asked_of = "parent"

[[prompt]]
id = "proudest"
ask = "What are you proudest of here?"
kind = "working"

[[theme]]
id = "step_down"
title = "Stepping down"
"#;

fn read(text: &str) -> Tool {
    let mut problems = Problems::new();
    let tool = tool(text, "tool.toml", &mut problems);
    let told = diagnostics::text(&problems, &[Severity::Error]);
    assert_eq!(told, "");
    tool.unwrap()
}

/// The tool with some of its text replaced, all of which is there.
fn with(changes: &[(&str, &str)]) -> String {
    let mut text = TOOL.to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    text
}

fn change(changes: &[(&str, &str)]) -> ToolChange {
    tool_change(&read(TOOL), &read(&with(changes)), false)
}

/// A standard by its id in either tool.
fn standard<'c>(change: &'c ToolChange, id: &str) -> &'c StandardChange {
    let has = |info: &Option<case_audit::analysis::comparison::tool::StandardInfo>| {
        info.as_ref().is_some_and(|info| info.id == id)
    };
    let mut found = change.standards.iter();
    found
        .find(|one| has(&one.later) || has(&one.earlier))
        .unwrap()
}

fn kinds(change: &ToolChange, id: &str) -> Vec<Kind> {
    standard(change, id).kinds.clone()
}

#[test]
fn a_tool_and_itself_differ_in_nothing() {
    for (id, text) in case_audit::read::shipped() {
        let tool = read(text);
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
    let order = tool_change(&read(&first), &read(&second), false);
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
    let back = tool_change(&read(&renamed), &read(TOOL), false);
    assert_eq!(kinds(&back, "handover"), [Kind::Renamed]);
    assert_eq!(back.counts.compared, 3);
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

fn printed(change: &ToolChange, before: &Tool, after: &Tool) -> String {
    let document = comparison::tool::document(change, before, after);
    render::text::text(&document, 80, false)
}

/// Each change that a standard can go through, and what is printed of it.
#[test]
fn every_change_of_a_standard_is_told_in_plain_words() {
    let mut told = String::new();
    let level =
        "[[scale.level]]\nid = \"developing\"\nlabel = \"Developing\"\nstanding = \"improve\"\n";
    let another = "[[standard]]\nid = \"way_back\"\ndomain = \"voice\"\ntitle = \"There is a way back\"\nscale = \"practice\"\n[overall]";
    let handover = "[[standard]]\nid = \"handover\"\ndomain = \"together\"\ntitle = \"The handover leaves no gap\"\nscale = \"practice\"\napplies_when = [{ fact = \"stage\", is = [\"closed\"] }]\n";
    let cases: [(&str, &[(&str, &str)]); 14] = [
        (
            "renamed",
            &[("id = \"handover\"", "id = \"warm\"\nwas = [\"handover\"]")],
        ),
        (
            "reworded",
            &[
                (
                    "A reader can picture this child's day",
                    "This child's day can be pictured",
                ),
                (
                    "\"Concern: it is not told\"",
                    "\"Concern: it is not told\", \"Both: siblings too\"",
                ),
                ("ask = \"What is a Tuesday like?\"\n", ""),
            ],
        ),
        (
            "edition raised and reworded",
            &[(
                "title = \"A reader can picture this child's day\"",
                "title = \"The child's day is written down\"\nedition = 2",
            )],
        ),
        (
            "rescoped",
            &[("is = [\"closed\"]", "is = [\"open\", \"closed\"]")],
        ),
        (
            "no longer rescoped",
            &[(
                "applies_when = [{ fact = \"stage\", is = [\"closed\"] }]\n",
                "",
            )],
        ),
        (
            "moved",
            &[(
                "id = \"handover\"\ndomain = \"together\"",
                "id = \"handover\"\ndomain = \"voice\"",
            )],
        ),
        ("escalation", &[("escalate_at = [\"concern\"]\n", "")]),
        (
            "relabelled",
            &[("label = \"Developing\"", "label = \"Getting there\"")],
        ),
        ("rescaled: a level removed", &[(level, "")]),
        (
            "rescaled: a standing",
            &[("standing = \"improve\"", "standing = \"not_working\"")],
        ),
        ("new", &[("[overall]", another)]),
        ("retired", &[(handover, "")]),
        (
            "readings",
            &[("readings = [\"record\", \"discussion\"]\n", "")],
        ),
        (
            "two claims",
            &[
                (
                    "id = \"harm\"\n",
                    "id = \"safety\"\nwas = [\"handover\", \"harm\"]\n",
                ),
                ("standard = \"harm\"", "standard = \"safety\""),
                ("id = \"handover\"\n", "id = \"another\"\n"),
            ],
        ),
    ];
    let before = read(TOOL);
    for (name, changes) in cases {
        let after = read(&with(changes));
        let change = tool_change(&before, &after, false);
        told.push_str(&format!(
            "######## {name}\n\n{}\n",
            printed(&change, &before, &after)
        ));
    }
    insta::assert_snapshot!("every_change", told);
}

#[test]
fn what_changed_beside_standards_is_printed() {
    let before = read(TOOL);
    let after = read(&with(&[
        (
            "id = \"small\"\nversion = \"1\"\ntitle = \"Small audit\"",
            "id = \"little\"\nversion = \"2\"\ngroup = \"team\"\ntitle = \"Little audit\"\npurpose = \"To learn\"",
        ),
        (
            "[[scale]]\nid = \"practice\"",
            "[not_applicable]\nalso = [\"not for us\"]\nreason_required = true\n[[scale]]\nid = \"practice\"",
        ),
        (
            "standing = \"improve\"",
            "standing = \"improve\"\nscore = 2\nevidence = true\nmeans = \"Some of it\"",
        ),
        (
            "{ id = \"open\", label = \"Open\" }",
            "{ id = \"open\", label = \"Still open\" }, { id = \"moved\", label = \"Moved\" }",
        ),
        (
            "label = \"Step-down agreed\"\nkind = \"date\"",
            "label = \"Step-down agreed on\"\nkind = \"date\"\nrequired = true",
        ),
        ("within = 10", "within = 5"),
        (
            "from = \"agreed\"\nto = \"visited\"",
            "from = \"visited\"\nto = \"agreed\"",
        ),
        ("title = \"Working together\"", "title = \"Together\""),
        ("id = \"voice\"", "id = \"child\""),
        ("domain = \"voice\"", "domain = \"child\""),
        ("max = 10", "max = 5"),
        (
            "better = \"higher\"\nasked_of = \"parent\"",
            "better = \"lower\"",
        ),
        ("What are you proudest of here?", "What makes you proud?"),
        ("kind = \"working\"", "kind = \"improve\""),
        (
            "id = \"step_down\"\ntitle = \"Stepping down\"",
            "id = \"steps\"\ntitle = \"Steps\"",
        ),
        (
            "when = [\"concern\"]",
            "when = [\"concern\", \"not_evidenced\"]",
        ),
    ]));
    let change = tool_change(&before, &after, false);
    insta::assert_snapshot!("everything_else", printed(&change, &before, &after));
}

/// What `diff` of the two files shows, and nothing else.
#[test]
fn the_sample_rounds_tools_differ_as_their_files_do() {
    let ran = run(&[
        "tool",
        "diff",
        "samples/2026-spring",
        "samples/2027-spring",
        "--format",
        "json",
    ]);
    let told = ran.json();
    assert_eq!(told["before"]["version"], "2026.1");
    assert_eq!(told["after"]["version"], "2027.1");
    assert_eq!(told["counts"]["compared"], 25);
    assert_eq!(told["counts"]["side_by_side"], 0);
    assert_eq!(told["counts"]["not_compared"], 2);
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for standard in told["standards"].as_array().unwrap() {
        let side = if standard["after"].is_null() {
            "before"
        } else {
            "after"
        };
        let own = standard["kinds"].as_array().unwrap().iter();
        let own: Vec<String> = own
            .map(|kind| kind.as_str().unwrap().to_owned())
            .filter(|kind| kind != "relabelled")
            .collect();
        if !own.is_empty() {
            kinds.insert(standard[side]["id"].as_str().unwrap().to_owned(), own);
        }
    }
    let expected = [
        ("history_understood", "renamed"),
        ("agreement_clear", "reworded"),
        ("timely", "retired"),
        ("way_back", "new"),
    ];
    let expected: BTreeMap<String, Vec<String>> = expected
        .map(|(id, kind)| (id.to_owned(), vec![kind.to_owned()]))
        .into();
    assert_eq!(kinds, expected);
    let levels = told["scales"][0]["levels"].as_array().unwrap();
    let changed: Vec<_> = levels
        .iter()
        .filter(|level| !level["kinds"].as_array().unwrap().is_empty())
        .collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0]["before"]["label"], "Developing");
    assert_eq!(changed[0]["after"]["label"], "Getting there");
    for part in [
        "domains",
        "facts",
        "durations",
        "measures",
        "prompts",
        "themes",
    ] {
        let same = |one: &serde_json::Value| one["kinds"].as_array().unwrap().is_empty();
        assert!(told[part].as_array().unwrap().iter().all(same), "{part}");
    }
}

#[test]
fn the_sample_rounds_tools_as_they_are_printed() {
    let arguments = [
        "tool",
        "diff",
        "samples/2026-spring/tool.toml",
        "samples/2027-spring",
    ];
    insta::assert_snapshot!("samples_text", run(&arguments).fine());
    let markdown = [&arguments[..], &["--format", "markdown"]].concat();
    insta::assert_snapshot!("samples_markdown", run(&markdown).fine());
    let html = [&arguments[..], &["--format", "html"]].concat();
    let html = run(&html).fine();
    assert!(html.starts_with("<!DOCTYPE html>"));
    assert!(
        html.contains("(taken out: </span>family's agreement to this help is clear and current<")
    );
}

#[test]
fn the_exit_code_says_whether_there_is_a_change_only_if_asked() {
    let same = [
        "tool",
        "diff",
        "samples/ilacs-previous",
        "samples/ilacs-latest",
        "--exit-code",
    ];
    let same = run(&same);
    assert_eq!(same.code, 0);
    assert!(
        same.stdout
            .contains("Both have the same tool, byte for byte: all 5 standards are compared.")
    );
    let other = ["tool", "diff", "early-help", "samples/2027-spring"];
    assert_eq!(run(&other).code, 0);
    assert_eq!(run(&[&other[..], &["--exit-code"]].concat()).code, 1);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let broken = with(&[("title = \"Small audit\"", "titel = \"Small audit\"")]);
    let folder = folder(&[
        ("good.toml", TOOL.as_bytes()),
        ("broken.toml", broken.as_bytes()),
        ("empty/README.md", b"nothing"),
    ]);
    let run =
        |arguments: &[&str]| run_in(folder.path(), &[&["tool", "diff"], arguments].concat(), b"");
    let ran = run(&["good.toml", "broken.toml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("broken.toml:"), "{}", ran.stderr);
    let ran = run(&["good.toml", "nothing.toml"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr
            .starts_with("error: there is no file `nothing.toml`; built in are")
    );
    let ran = run(&["good.toml", "empty"]);
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.stderr,
        "error: `empty` is a folder, and a tool is a file\n"
    );
    let ran = run(&["good.toml", "good.toml", "-o", "out.csv"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("end it in .txt, .md, .html or .json"),
        "{}",
        ran.stderr
    );
    let ran = run(&[
        "good.toml",
        "good.toml",
        "--format",
        "text",
        "-o",
        "good.toml",
    ]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("is one of the two tools"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        std::fs::read_to_string(folder.path().join("good.toml")).unwrap(),
        TOOL
    );
    assert_eq!(run(&["good.toml", "good.toml", "-o", "out.html"]).code, 0);
    let html = std::fs::read_to_string(folder.path().join("out.html")).unwrap();
    assert!(html.contains("all 3 standards are compared"));
}

/// A round keeps its tool under the name that its `round.toml` gives.
#[test]
fn a_rounds_tool_is_the_one_that_it_names() {
    let round = "id = \"r\"\ntitle = \"Round\"\ntool = \"ours.toml\"\n";
    let folder = folder(&[
        ("r/round.toml", round.as_bytes()),
        ("r/ours.toml", TOOL.as_bytes()),
        ("r/tool.toml", b"not this one"),
        ("good.toml", TOOL.as_bytes()),
    ]);
    let ran = run_in(folder.path(), &["tool", "diff", "good.toml", "r"], b"");
    assert!(ran.fine().contains("byte for byte"));
}

/// One way in which a tool may be changed.
type Change = fn(&mut Tool, usize);

/// Changes of a tool that leave it one: positions stay within.
const CHANGES: [Change; 16] = [
    |tool, at| at_of(&mut tool.standards, at, |one| one.title.push_str(" now")),
    |tool, at| at_of(&mut tool.standards, at, |one| one.edition += 1),
    |tool, at| at_of(&mut tool.standards, at, |one| one.looks_like.reverse()),
    |tool, at| at_of(&mut tool.standards, at, |one| one.ask = None),
    |tool, at| {
        at_of(&mut tool.standards, at, |one| {
            let id = format!("{}_now", one.id);
            one.was.push(std::mem::replace(&mut one.id, id));
        });
    },
    // Another's id of old: two claims on one.
    |tool, at| {
        let other = tool.standards.get(at / 2).map(|one| one.id.clone());
        at_of(&mut tool.standards, at, |one| one.was.extend(other.clone()));
    },
    |tool, at| at_of(&mut tool.standards, at, |one| one.applies_when.clear()),
    |tool, at| at_of(&mut tool.standards, at, |one| one.escalate_at = vec![0]),
    |tool, at| {
        let domains = tool.domains.len();
        at_of(&mut tool.standards, at, |one| one.domain = at % domains);
    },
    |tool, at| {
        let at = at % tool.standards.len();
        if tool
            .overall
            .as_ref()
            .is_none_or(|o| o.caps.iter().all(|cap| cap.standard < at))
        {
            tool.standards.truncate(at.max(1));
        }
    },
    |tool, at| {
        at_of(&mut tool.scales, at, |scale| {
            at_of(&mut scale.levels, at, |level| level.label.push_str(" then"));
        });
    },
    |tool, at| {
        at_of(&mut tool.scales, at, |scale| {
            at_of(&mut scale.levels, at, |level| level.id.push_str("_x"));
        });
    },
    |tool, at| {
        at_of(&mut tool.scales, at, |scale| {
            let other = at % scale.levels.len();
            scale.levels.swap(0, other);
        });
    },
    |tool, at| at_of(&mut tool.domains, at, |one| one.title.push('s')),
    |tool, at| at_of(&mut tool.measures, at, |one| one.max += 1.0),
    |tool, at| at_of(&mut tool.themes, at, |one| one.id.push_str("_x")),
];

fn at_of<T>(things: &mut [T], at: usize, change: impl FnOnce(&mut T)) {
    let count = things.len();
    if count > 0 {
        change(&mut things[at % count]);
    }
}

/// An earlier and a later tool, both made from a shipped one.
fn any_tools() -> impl Strategy<Value = (Tool, Tool)> {
    let changes = || prop::collection::vec((0..CHANGES.len(), 0..60_usize), 0..8);
    let shipped = case_audit::read::shipped().iter().map(|(_, text)| *text);
    let tools: Vec<Tool> = shipped.chain([TOOL]).map(read).collect();
    (0..tools.len(), changes(), changes()).prop_map(move |(which, first, second)| {
        let tool = &tools[which];
        let made = |changes: Vec<(usize, usize)>| {
            let mut tool = tool.clone();
            for (change, at) in changes {
                CHANGES[change](&mut tool, at);
            }
            tool
        };
        (made(first), made(second))
    })
}

fn turned_kind(kind: Kind) -> Kind {
    match kind {
        Kind::New => Kind::Retired,
        Kind::Retired => Kind::New,
        Kind::EditionRaised => Kind::EditionLowered,
        Kind::EditionLowered => Kind::EditionRaised,
        same => same,
    }
}

fn turned_edit(edit: &Edit) -> Edit {
    // What was replaced: taken out stands before put in from either side.
    let mut pieces: Vec<Piece> = Vec::new();
    for piece in &edit.pieces {
        let text = piece.text.clone();
        let kind = match piece.kind {
            PieceKind::Kept => PieceKind::Kept,
            PieceKind::Removed => PieceKind::Added,
            PieceKind::Added => PieceKind::Removed,
        };
        let replaced = kind == PieceKind::Removed
            && pieces
                .last()
                .is_some_and(|last| last.kind == PieceKind::Added);
        let at = pieces.len() - usize::from(replaced);
        pieces.insert(at, Piece { kind, text });
    }
    Edit {
        field: edit.field,
        before: edit.after.clone(),
        after: edit.before.clone(),
        pieces,
    }
}

/// A standard's change as it is seen from the other side.
fn turned(one: &StandardChange) -> StandardChange {
    let kinds = |kinds: &[Kind]| {
        let mut kinds: Vec<Kind> = kinds.iter().copied().map(turned_kind).collect();
        kinds.sort();
        kinds
    };
    StandardChange {
        before: one.after,
        after: one.before,
        earlier: one.later.clone(),
        later: one.earlier.clone(),
        footing: one.footing,
        kinds: kinds(&one.kinds),
        reasons: kinds(&one.reasons),
        rivals: one.rivals.clone(),
        wordings: one.wordings.iter().map(turned_edit).collect(),
    }
}

/// Pairs from the other side, in an order that both sides have.
fn sorted<T: Ord, const TURN: bool>(pairs: Vec<(T, T)>) -> Vec<(T, T)> {
    let pairs = pairs.into_iter();
    let mut pairs: Vec<(T, T)> = pairs
        .map(|(a, b)| if TURN { (b, a) } else { (a, b) })
        .collect();
    pairs.sort();
    pairs
}

proptest! {
    #[test]
    fn turned_round_new_is_retired_and_all_else_the_same((before, after) in any_tools()) {
        let there = tool_change(&before, &after, false);
        let back = tool_change(&after, &before, false);
        prop_assert_eq!(there.changed, back.changed);
        prop_assert_eq!(there.counts, back.counts);
        prop_assert_eq!(there.overall(), back.overall());
        let key = |one: &StandardChange| (one.before, one.after);
        let mut told: Vec<StandardChange> = there.standards.iter().map(turned).collect();
        let mut other = back.standards.clone();
        told.sort_by_key(key);
        other.sort_by_key(key);
        for (one, other) in told.iter_mut().zip(&mut other) {
            one.rivals.sort();
            other.rivals.sort();
        }
        prop_assert_eq!(told, other);
        prop_assert_eq!(sorted::<_, true>(there.measures()), sorted::<_, false>(back.measures()));
        prop_assert_eq!(sorted::<_, true>(there.themes()), sorted::<_, false>(back.themes()));
        prop_assert_eq!(sorted::<_, true>(there.domains()), sorted::<_, false>(back.domains()));
    }

    #[test]
    fn every_standard_stands_there_once((before, after) in any_tools()) {
        let matched = tool_change(&before, &after, false).matched();
        let later: Vec<usize> = matched.iter().filter_map(|one| one.after).collect();
        let order: Vec<usize> = (0..after.standards.len()).collect();
        prop_assert_eq!(later, order);
        let mut earlier: Vec<usize> = matched.iter().filter_map(|one| one.before).collect();
        earlier.sort_unstable();
        let all: Vec<usize> = (0..before.standards.len()).collect();
        prop_assert_eq!(earlier, all);
    }

    #[test]
    fn a_changed_tool_and_itself_differ_in_nothing((tool, _) in any_tools()) {
        let change = tool_change(&tool, &tool, true);
        prop_assert!(change.standards.iter().all(|one| one.footing == Footing::Compared));
        prop_assert!(change.scale_changes.iter().all(|one| one.kinds.is_empty()));
    }

    #[test]
    fn pieces_are_both_wordings(
        before in prop::collection::vec("[ab]{1,2}", 0..12),
        after in prop::collection::vec("[ab]{1,2}", 0..12),
    ) {
        let (before, after) = (before.join(" "), after.join(" "));
        let pieces = case_audit::analysis::comparison::tool::pieces(&before, &after);
        let side = |not: PieceKind| {
            let kept = pieces.iter().filter(|piece| piece.kind != not);
            kept.map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        prop_assert_eq!(side(PieceKind::Added), before);
        prop_assert_eq!(side(PieceKind::Removed), after);
        for pair in pieces.windows(2) {
            prop_assert!(pair[0].kind != pair[1].kind);
            prop_assert!(!(pair[0].kind == PieceKind::Added && pair[1].kind == PieceKind::Removed));
        }
    }
}
