//! How a change is told, in plain words.

use crate::common::tools::tool_of;
use crate::{TOOL, with};
use case_audit::analysis::comparison::{ToolChange, tool_change};
use case_audit::model::Tool;
use case_audit::render;
use case_audit::report::comparison;

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
    let before = tool_of(TOOL);
    for (name, changes) in cases {
        let after = tool_of(&with(changes));
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
    let before = tool_of(TOOL);
    let after = tool_of(&with(&[
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
