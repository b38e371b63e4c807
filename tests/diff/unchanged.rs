//! Nothing changed, and how a run ends.

use std::path::PathBuf;

use crate::made_up::MadeUp;
use crate::{READ, diff, inspections, json, sample, springs, words};

const NOTHING: &str =
    "Nothing changed: the tool, the sample and every rating are the same in both rounds.";

#[test]
fn a_round_against_itself_has_not_changed_in_any_form() {
    for name in ["2026-spring", "ilacs-latest"] {
        let twice = [sample(name), sample(name)];
        for form in READ {
            let said = words(&twice, form, &[]);
            assert!(said.contains(NOTHING), "{name} as {form}: {said}");
            assert!(!said.contains("improved"), "{name} as {form}: {said}");
        }
        let said = json(&twice, &[]);
        let headlines = &said["practice"]["headlines"];
        for view in ["all_cases", "same_cases"] {
            assert_eq!(headlines[view]["improved"], serde_json::json!([]));
            assert_eq!(headlines[view]["declined"], serde_json::json!([]));
        }
        assert_eq!(said["tool"]["same_file"], true);
        assert_eq!(diff(&twice, &["--exit-code"]).code, 0);
    }
    for pair in [springs(), inspections()] {
        for form in READ {
            assert!(
                !words(&pair, form, &[]).contains("Nothing changed"),
                "{form}"
            );
        }
    }
}

/// As many cases at each level, and other cases at them: no rating may be called the same.
#[test]
fn ratings_that_change_places_are_no_round_without_change() {
    let folder = tempfile::tempdir().unwrap();
    let mut before = MadeUp::new("Spring", 3, "good");
    before.audits[0][2] = "partly".to_owned();
    let mut after = MadeUp::new("Autumn", 3, "good");
    after.audits[1][2] = "partly".to_owned();
    let pair = |case_key: &str, name: &str| -> [PathBuf; 2] {
        let with = |round: &MadeUp| MadeUp {
            case_key: case_key.to_owned(),
            ..round.clone()
        };
        [
            with(&before).write(folder.path(), &format!("{name}-before")),
            with(&after).write(folder.path(), &format!("{name}-after")),
        ]
    };
    let followed = words(&pair("ours", "followed"), "txt", &[]);
    assert!(!followed.contains("Nothing changed"), "{followed}");
    let not_followed = words(&pair("", "apart"), "txt", &[]);
    assert!(!not_followed.contains("every rating"), "{not_followed}");
}

#[test]
fn the_exit_code_says_whether_anything_changed() {
    for pair in [springs(), inspections()] {
        assert_eq!(diff(&pair, &[]).code, 0);
        assert_eq!(diff(&pair, &["--exit-code"]).code, 1);
    }
    // Nothing beyond chance, and one tool: nothing to be told of by a code.
    let folder = tempfile::tempdir().unwrap();
    let before = MadeUp::new("Spring", 4, "good");
    let mut after = MadeUp::new("Autumn", 4, "good");
    after.audits[0][2] = "partly".to_owned();
    let pair = [
        before.write(folder.path(), "before"),
        after.write(folder.path(), "after"),
    ];
    assert_eq!(diff(&pair, &["--exit-code"]).code, 0);
    // Another wording of the tool is a change.
    let reworded = MadeUp {
        tool: after.tool.replace("A welcome", "A warm welcome"),
        ..after
    };
    let pair = [pair[0].clone(), reworded.write(folder.path(), "reworded")];
    assert_eq!(diff(&pair, &["--exit-code"]).code, 1);
}

#[test]
fn broken_data_ends_in_1_and_what_cannot_be_read_in_2() {
    let folder = tempfile::tempdir().unwrap();
    let before = MadeUp::new("Spring", 4, "good").write(folder.path(), "before");
    let mut after = MadeUp::new("Autumn", 4, "good");
    after.audits[0][2] = "splendid".to_owned();
    after.audits[1][1] = "nowhere".to_owned();
    let after = after.write(folder.path(), "after");
    let ran = diff(&[before.clone(), after.clone()], &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    // Both problems, of the round that has them.
    for part in ["splendid", "nowhere", "after/audits.csv"] {
        let told = ran.stderr.replace('\\', "/");
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(diff(&[before.clone(), after], &["--skip-invalid"]).code, 0);
    let missing = folder.path().join("missing");
    assert_eq!(diff(&[before, missing], &[]).code, 2);
    let help = diff(&[], &["--help"]).fine();
    let told = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let codes = "Exit codes: 0 fine; 1 the data has problems, or with --exit-code something changed; 2 wrong usage, or a file that cannot be read.";
    assert!(told.contains(codes), "{help}");
}

#[test]
fn nothing_that_is_compared_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let before = MadeUp::new("Spring", 2, "good").write(folder.path(), "before");
    let after = MadeUp::new("Autumn", 2, "good").write(folder.path(), "after");
    let sheet = folder.path().join("sheet.csv");
    std::fs::copy(after.join("audits.csv"), &sheet).unwrap();
    let tool = folder.path().join("own.toml");
    std::fs::copy(after.join("tool.toml"), &tool).unwrap();
    let with_tool = ["--tool", tool.to_str().unwrap(), "--format", "csv"];
    for kept in [before.join("audits.csv"), sheet.clone(), tool.clone()] {
        let was = std::fs::read(&kept).unwrap();
        let to = [&with_tool[..], &["-o", kept.to_str().unwrap()]].concat();
        let ran = diff(&[before.clone(), sheet.clone()], &to);
        assert_ne!(ran.code, 0, "{}", kept.display());
        assert_eq!(std::fs::read(&kept).unwrap(), was, "{}", kept.display());
    }
}
