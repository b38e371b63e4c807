//! Tool and round files: every mistake at its place, in one run, and never a panic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::format_collect,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::{Path, PathBuf};

use case_audit::diagnostics::{Code, Problems, Severity, text};
use case_audit::model::{FactKind, Reading, Tool};
use case_audit::read::{NEW_TOOL, open_tool, round, shipped, text_of, tool};
use case_audit::report::{tool_document, tool_json, tool_list_document};
use proptest::prelude::*;

const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// The tool in a text, and its problems as they are shown.
fn read(source: &str) -> (Option<Tool>, String) {
    let mut problems = Problems::new();
    let tool = tool(source, "tool.toml", &mut problems);
    (tool, text(&problems, &ALL))
}

/// The problems of a text, one line each, without hints.
fn lines(source: &str) -> Vec<String> {
    let shown = read(source).1;
    let lines = shown.lines().filter(|line| !line.starts_with(' '));
    lines.map(str::to_owned).collect()
}

/// A small tool with nothing wrong in it.
const SMALL: &str = r#"id = "small"
version = "1"
title = "A small tool"

[[scale]]
id = "practice"

[[scale.level]]
id = "secure"
label = "Secure"
standing = "working"
means = "Done, and in time."

[[scale.level]]
id = "concern"
label = "Concern"
standing = "not_working"
means = "Missed."

[[fact]]
id = "stage"
label = "Where the case stands"
kind = "choice"
choices = [
  { id = "open", label = "Open" },
  { id = "closed", label = "Closed" },
]

[[domain]]
id = "voice"
title = "The child's voice"

[[standard]]
id = "child_day"
domain = "voice"
title = "A reader can picture this child's day"
scale = "practice"
applies_when = [{ fact = "stage", is = ["closed"] }]

[overall]
scale = "practice"

[[overall.cap]]
standard = "child_day"
when = ["concern"]
overall_at_most = "concern"
"#;

#[test]
fn ten_mistakes_are_told_in_one_run_each_at_its_place() {
    let broken = SMALL
        .replace("version = \"1\"", "version = 1")
        .replace("title = \"A small tool\"", "title = A small tool")
        .replace("\"Secure\"", "\"Secure\"\ncolour = \"green\"")
        .replace("\"not_working\"", "\"bad\"")
        .replace("\"Closed\" },\n]", "\"Open\" },")
        .replace("id = \"voice\"", "id = \"Voice\"")
        .replace(
            "domain = \"voice\"",
            "domain = \"Voice\"\nask = \"Wie geht’s?",
        )
        .replace(
            "scale = \"practice\"\napplies",
            "skale = \"practice\"\napplies",
        )
        .replace("[\"closed\"]", "[\"shut\"]")
        .replace("[[overall.cap]]", "[overall.cap]")
        .replace("\"child_day\"\nwhen", "\"child_dya\"\nwhen");
    assert_eq!(
        lines(&broken),
        [
            "tool.toml:2:11: error: `version` is a whole number, and words in quotes must stand here [wrong-value]",
            "tool.toml:3:9: error: words stand in quotes [toml-syntax]",
            "tool.toml:11:1: error: the level `secure` has no key `colour` [unknown-key]",
            "tool.toml:18:12: error: `standing` says `bad`, which is not one of working, improve, not_working, not_evidenced [wrong-value]",
            "tool.toml:25:1: error: a list begins here and is never closed [toml-syntax]",
            "tool.toml:30:6: error: `Voice` is no id: an id has only small letters without accents, digits and `_`, and begins with a letter [bad-id]",
            "tool.toml:33:1: error: the standard `child_day` has no `scale` [missing-key]",
            "tool.toml:36:19: error: the closing `\"` is missing [toml-syntax]",
            "tool.toml:38:1: error: the standard `child_day` has no key `skale` [unknown-key]",
            "tool.toml:44:1: error: `[overall.cap]` needs two brackets [wrong-value]",
        ]
    );
    // What a broken list took with it is not told as missing: the two references are told
    // once the list is mended.
    let mended = broken.replace(
        "id = \"closed\", label = \"Open\" },\n",
        "id = \"closed\", label = \"Closed\" },\n]\n",
    );
    let shown = lines(&mended);
    assert!(shown.iter().any(|line| line
        == "tool.toml:40:41: error: there is no choice `shut` of the fact `stage` [unknown-reference]"), "{shown:#?}");
    assert!(
        shown.iter().any(|line| line
            == "tool.toml:46:12: error: there is no standard `child_dya` [unknown-reference]"),
        "{shown:#?}"
    );
}

#[test]
fn every_kind_of_mistake_that_parses_is_told_at_its_line_and_column() {
    let broken = SMALL
        .replace("version = \"1\"", "version = true")
        .replace("title = \"A small tool\"\n", "")
        .replace("\"Secure\"", "\"Secure\"\ncolour = \"green\"")
        .replace("\"not_working\"", "\"bad\"")
        .replace("label = \"Closed\"", "label = \"OPEN\"")
        .replace("id = \"voice\"", "id = \"Voice\"")
        .replace("domain = \"voice\"", "domain = \"voice\"\nedition = 0")
        .replace("id = \"child_day\"", "id = \"case\"")
        .replace("[\"closed\"]", "[]")
        .replace("when = [\"concern\"]", "when = []")
        .replace("id = \"stage\"\nlabel", "id = \"voices\"\nlabel");
    let codes: Vec<String> = lines(&broken)
        .iter()
        .map(|line| {
            let place = line.split(": ").next().unwrap();
            let code = line.rsplit('[').next().unwrap().trim_end_matches(']');
            format!("{} {code}", place.trim_start_matches("tool.toml:"))
        })
        .collect();
    assert_eq!(
        codes,
        [
            "1:1 missing-key",
            "2:11 wrong-value",
            "10:1 unknown-key",
            "17:12 wrong-value",
            "26:28 spelling-clash",
            "30:6 bad-id",
            "34:6 reserved-id",
            "35:10 unknown-reference",
            "36:11 wrong-value",
            "39:26 unknown-reference",
            "45:12 unknown-reference",
            "46:8 idle-cap",
        ]
    );
}

#[test]
fn places_are_the_same_with_a_byte_order_mark_and_windows_line_ends() {
    let broken = SMALL
        .replace("id = \"small\"", "id = \"Small\"")
        .replace("means = \"Missed.\"", "maens = \"Émile’s\"")
        .replace("title = \"The child's voice\"", "title = The child’s");
    let windows = format!("\u{feff}{}", broken.replace('\n', "\r\n"));
    let shown = lines(&broken);
    assert_eq!(shown.len(), 4, "{shown:#?}");
    assert!(shown[0].starts_with("tool.toml:1:6: "), "{shown:#?}");
    assert_eq!(lines(&windows), shown);
}

#[test]
fn a_good_tool_is_read_as_it_stands() {
    let source = SMALL
        .replace("title = \"A small tool\"", "title = \"A small tool\"\nreadings = [\"record\", \"discussion\"]\n[columns]\ncase = \"urn\"\nchild_day.record = \"a day\"")
        .replace("[[overall.cap]]", "[[overall.cap]] # a remark");
    let (tool, shown) = read(&source);
    assert_eq!(shown, "");
    let tool = tool.unwrap();
    assert_eq!(tool.group, "hub");
    assert_eq!(tool.readings, [Reading::Record, Reading::Discussion]);
    assert_eq!(tool.columns["case"], "urn");
    assert_eq!(tool.columns["child_day.record"], "a day");
    assert_eq!(tool.standards[0].applies_when[0].is, [1]);
    assert!(matches!(&tool.facts[0].kind, FactKind::Choice(choices) if choices.len() == 2));
    let overall = tool.overall.as_ref().unwrap();
    assert_eq!(
        (overall.caps[0].when.as_slice(), overall.caps[0].at_most),
        (&[1][..], 1)
    );
    let (plain, _) = read(SMALL);
    assert_eq!(plain.unwrap().readings, [Reading::Record]);
}

#[test]
fn columns_of_standards_and_facts_join_the_others() {
    let source = SMALL
        .replace(
            "kind = \"choice\"",
            "kind = \"choice\"\ncolumn = \"Case stage\"",
        )
        .replace("domain = \"voice\"", "domain = \"voice\"\ncolumn = \"Q1\"");
    let tool = read(&source).0.unwrap();
    assert_eq!(tool.columns["stage"], "Case stage");
    assert_eq!(tool.columns["child_day"], "Q1");
}

#[test]
fn shipped_tools_and_the_start_have_no_problem_at_all() {
    let ids: Vec<&str> = shipped().iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, ["early-help", "ilacs", "step-up-step-down"]);
    for (id, source) in shipped().iter().chain(&[("my-tool", NEW_TOOL)]) {
        let (tool, shown) = read(source);
        assert_eq!(shown, "", "{id}");
        assert_eq!(tool.unwrap().id, *id);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("audit-tools");
    assert_eq!(
        fs::read_dir(folder).unwrap().count(),
        ids.len(),
        "one is not built in"
    );
}

/// Broken files: the folder is named for the code, and each shows it.
const GALLERY: [(&str, &str); 22] = [
    ("toml-syntax", "tool.toml"),
    ("unknown-key", "tool.toml"),
    ("missing-key", "tool.toml"),
    ("wrong-value", "tool.toml"),
    ("wrong-value", "round.toml"),
    ("bad-id", "tool.toml"),
    ("bad-id", "round.toml"),
    ("reserved-id", "tool.toml"),
    ("duplicate-id", "tool.toml"),
    ("duplicate-id", "round.toml"),
    ("unknown-reference", "tool.toml"),
    ("spelling-clash", "tool.toml"),
    ("spelling-clash", "round.toml"),
    ("idle-cap", "tool.toml"),
    ("no-anchor", "tool.toml"),
    ("bad-rule", "tool.toml"),
    ("nothing-in-it", "tool.toml"),
    ("nothing-in-it", "round.toml"),
    ("dates-reversed", "round.toml"),
    ("bad-bytes", "tool.toml"),
    ("toml-syntax", "round.toml"),
    ("unknown-key", "round.toml"),
];

fn gallery(code: &str, file: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    tests.join("gallery").join(code).join(file)
}

#[test]
fn the_gallery_of_broken_files_is_told_as_it_was() {
    for (code, file) in GALLERY {
        let bytes = fs::read(gallery(code, file)).unwrap();
        let mut problems = Problems::new();
        let mut usable = false;
        if let Some(source) = text_of(&bytes, file, &mut problems) {
            usable = if file == "tool.toml" {
                tool(source, file, &mut problems).is_some()
            } else {
                round(source, file, &mut problems).is_some()
            };
        }
        let shown = text(&problems, &ALL);
        assert!(
            shown.contains(&format!("[{code}]")),
            "{code}/{file}:\n{shown}"
        );
        assert_eq!(usable, !problems.has_errors(), "{code}/{file}");
        insta::assert_snapshot!(format!("{code}_{}", file.trim_end_matches(".toml")), shown);
    }
}

#[test]
fn a_file_that_is_no_toml_is_told_in_a_few_lines() {
    let mut problems = Problems::new();
    assert!(tool(&"1;2;3\n".repeat(100_000), "a.csv", &mut problems).is_none());
    assert_eq!(problems.count(Severity::Error), 101);
    assert_eq!(problems.first(Severity::Error)[0].code, Code::TomlSyntax);
}

#[test]
fn deep_nesting_is_refused_and_overflows_no_stack() {
    let dotted = vec!["a"; 79].join(".");
    let mut tables = String::new();
    for _ in 0..79 {
        tables.push_str(&format!("{dotted} = {{ "));
    }
    tables.push_str("a = 1");
    tables.push_str(&"}".repeat(79));
    for deep in [
        format!("[{dotted}]\n{tables}"),
        format!("id = {tables}"),
        format!("columns = {tables}"),
        format!("id = {}", "[".repeat(200_000)),
        format!("id = {}", "{a=".repeat(100_000)),
        format!("[{}]", "a.".repeat(100_000)),
        format!("a{} = 1", ".a".repeat(100_000)),
    ] {
        // A small stack, as programs started from elsewhere may have.
        let small = std::thread::Builder::new().stack_size(1 << 20);
        let (tool, shown) = small.spawn(move || read(&deep)).unwrap().join().unwrap();
        assert!(tool.is_none());
        assert!(!shown.is_empty());
    }
}

#[test]
fn more_levels_or_choices_than_can_be_counted_are_a_problem() {
    let levels: String = (0..256)
        .map(|n| {
            format!("[[scale.level]]\nid = \"l{n}\"\nlabel = \"L{n}\"\nstanding = \"improve\"\nmeans = \"…\"\n")
        })
        .collect();
    let many = SMALL.replace(
        "[[fact]]",
        &format!("[[scale]]\nid = \"many\"\n{levels}[[fact]]"),
    );
    assert_eq!(
        lines(&many),
        [
            "tool.toml:20:1: error: the scale `many` has 256 levels, and 255 are the most [wrong-value]"
        ]
    );
    let choices: String = (0..65_536)
        .map(|n| format!("{{ id = \"c{n}\", label = \"C{n}\" }},\n"))
        .collect();
    let many = SMALL.replace("choices = [", &format!("choices = [\n{choices}"));
    assert_eq!(
        lines(&many),
        [
            "tool.toml:24:11: error: the fact `stage` has 65538 choices, and 65535 are the most [wrong-value]"
        ]
    );
}

#[test]
fn a_round_is_read_with_days_in_either_form() {
    let source = "id = \"2026-spring\"\ntitle = \"Spring\"\nfrom = 2026-03-02\nto = \"2026-04-17\"\n\
                  case_key = \"k\"\n[[hub]]\nid = \"ash-brook\"\nlabel = \"Ash Brook\"\nplanned = 8\n";
    let mut problems = Problems::new();
    let read = round(source, "round.toml", &mut problems);
    assert!(problems.is_empty(), "{}", text(&problems, &ALL));
    let (round, tool) = read.unwrap();
    assert_eq!(tool, "tool.toml");
    assert_eq!(round.from.unwrap().to_string(), "2026-03-02");
    assert_eq!(round.to.unwrap().to_string(), "2026-04-17");
    assert_eq!(round.hubs[0].planned, Some(8));
}

#[test]
fn tools_are_opened_by_name_and_by_path() {
    let mut problems = Problems::new();
    let shipped = open_tool("early-help", &mut problems).unwrap().unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("audit-tools/early-help.toml");
    let by_path = open_tool(path.to_str().unwrap(), &mut problems)
        .unwrap()
        .unwrap();
    assert_eq!(shipped.tool, by_path.tool);
    assert_eq!(shipped.bytes, by_path.bytes);
    assert_eq!(shipped.shown_as, "early-help (built in)");
    let unknown = open_tool("erly-help", &mut problems)
        .unwrap_err()
        .to_string();
    assert_eq!(
        unknown,
        "there is no tool `erly-help`, and no file of that name; built in are `early-help`, \
         `ilacs`, `step-up-step-down`; did you mean `early-help`?"
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tool.toml"), SMALL).unwrap();
    let error = open_tool(folder.path().to_str().unwrap(), &mut problems).unwrap_err();
    assert!(
        error.to_string().contains("is a folder; its tool is"),
        "{error}"
    );
    let huge = folder.path().join("huge.toml");
    fs::write(&huge, vec![b'#'; 9 << 20]).unwrap();
    assert!(open_tool(huge.to_str().unwrap(), &mut problems).is_err());
    assert!(problems.is_empty());
}

#[test]
fn a_tool_is_laid_out_and_is_json_with_ids() {
    let (tool, _) = read(NEW_TOOL);
    let tool = tool.unwrap();
    insta::assert_snapshot!(
        "tool_shown",
        case_audit::render::text::text(&tool_document(&tool), 100, false)
    );
    insta::assert_snapshot!(
        "tool_list",
        case_audit::render::text::text(
            &tool_list_document(std::slice::from_ref(&tool)),
            100,
            false
        )
    );
    let json = serde_json::to_value(tool_json(&tool)).unwrap();
    assert_eq!(json["schema_version"], 1);
    assert_eq!(json["standards"][1]["escalate_at"][0], "not_working");
    assert_eq!(json["standards"][2]["applies_when"][0]["fact"], "stage");
    assert_eq!(
        json["standards"][2]["applies_when"][0]["is"][1],
        "stepped_down"
    );
    assert_eq!(json["overall"]["caps"][0]["overall_at_most"], "not_working");
    assert_eq!(json["durations"][0]["from"], "opened_on");
}

/// Text that is likelier than chance to reach far into the reader.
fn fragments() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("[[scale]]\n".to_owned()),
        Just("[[scale.level]]\n".to_owned()),
        Just("[scale]\n".to_owned()),
        Just("[[overall.cap]]\n".to_owned()),
        Just("[overall]\n".to_owned()),
        Just("[[standard]]\n".to_owned()),
        Just("[[standard.applies_when]]\n".to_owned()),
        Just("[columns]\n".to_owned()),
        Just("id = \"a\"\n".to_owned()),
        Just("scale = \"a\"\n".to_owned()),
        Just("scale.level = [{ id = \"b\" }]\n".to_owned()),
        Just("is = [[\"x\"], 1]\n".to_owned()),
        Just("means = \"\"\"\n".to_owned()),
        Just("choices = [\n".to_owned()),
        Just("]\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("a.b.c = 1979-13-40\n".to_owned()),
        "[a-z]{1,6} = [\\[\\]{}\"',0-9.a-zé=# -]{0,12}\n",
        "\\PC{0,10}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_tool_or_a_reason(source in any::<String>()) {
        let (tool, shown) = read(&source);
        prop_assert!(tool.is_some() || !shown.is_empty());
    }

    #[test]
    fn any_pieces_give_a_tool_or_a_reason(source in fragments()) {
        let (tool, shown) = read(&source);
        prop_assert!(tool.is_some() || !shown.is_empty());
        let mut problems = Problems::new();
        let read = round(&source, "round.toml", &mut problems);
        prop_assert!(read.is_some() || problems.has_errors());
    }

    #[test]
    fn a_tool_with_a_piece_taken_out_gives_a_tool_or_a_reason(
        from in 0..NEW_TOOL.len(), length in 0_usize..60, put in "[\\[\\]{}\"'=,\n#a.-]{0,4}"
    ) {
        let mut bytes = NEW_TOOL.as_bytes().to_vec();
        let to = (from + length).min(bytes.len());
        bytes.splice(from..to, put.bytes());
        let source = String::from_utf8_lossy(&bytes);
        let (tool, shown) = read(&source);
        prop_assert!(tool.is_some() || !shown.is_empty());
    }

    #[test]
    fn a_tool_cut_short_gives_a_tool_or_a_reason(end in 0..NEW_TOOL.len()) {
        let source = String::from_utf8_lossy(&NEW_TOOL.as_bytes()[..end]);
        let (tool, shown) = read(&source);
        prop_assert!(tool.is_some() || !shown.is_empty());
    }
}

#[test]
fn a_line_without_its_closing_quote_is_the_only_one_told() {
    let good: Vec<&str> = NEW_TOOL.lines().collect();
    let mut tried = 0;
    for (at, line) in good.iter().enumerate() {
        if line.starts_with('#') || !line.ends_with('"') || !line.contains(" = ") {
            continue;
        }
        let mut broken = good.clone();
        broken[at] = line.trim_end_matches('"');
        let shown = lines(&broken.join("\n"));
        assert_eq!(shown.len(), 1, "{shown:#?}");
        let start = format!("tool.toml:{}:", at + 1);
        assert!(shown[0].starts_with(&start), "{shown:#?}");
        tried += 1;
    }
    assert!(tried > 60, "{tried} lines were tried");
}
