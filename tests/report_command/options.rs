//! Options that change what a report shows, and what it never shows without being asked.

use std::collections::BTreeSet;
use std::path::Path;

use crate::common::round::{files, rows};
use crate::documents::word_file::parts;
use crate::documents::{plain, read};
use crate::{FORMS, bytes, copy, report, sample};

/// Each section's name in options, and the headings that it brings.
const SECTIONS: [(&str, &[&str]); 15] = [
    ("page", &["The round on one page"]),
    ("audited", &["What was audited"]),
    ("working", &["What is working well"]),
    ("standards", &["Every standard"]),
    ("improve", &["What needs improving", "What is not working"]),
    ("differences", &["Where hubs differ"]),
    ("discussion", &["Good work, thin record"]),
    ("overall", &["The overall judgement", "Critical standards"]),
    ("measures", &["Distance travelled"]),
    ("themes", &["Themes in the findings"]),
    ("words", &["In the words of families and workers"]),
    ("actions", &["Actions"]),
    ("facts", &["About the cases"]),
    ("cases", &["The cases"]),
    ("reading", &["How to read the figures"]),
];

#[test]
fn each_section_can_be_had_alone() {
    let folder = tempfile::tempdir().unwrap();
    let round = sample("2026-spring");
    for (id, headings) in SECTIONS {
        let form = FORMS[id.len() % FORMS.len()];
        let more = ["--sections", id, "--with-cases"];
        let back = read(&bytes(folder.path(), &round, form, &more), form);
        let wanted = [headings, &["What this rests on"]].concat();
        assert_eq!(back.headings, wanted, "{id} as {form}");
        let typed = format!("--sections {id} --with-cases");
        assert!(
            back.words.contains(&typed),
            "{id} as {form}: {}",
            back.words
        );
    }
    let some = ["--sections", "words,page"];
    let back = read(&bytes(folder.path(), &round, "md", &some), "md");
    let order = [SECTIONS[0].1, SECTIONS[10].1, &["What this rests on"]].concat();
    assert_eq!(back.headings, order, "the report's order stands");
}

#[test]
fn an_unknown_section_is_told_with_those_that_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let more = ["-o", "x.md", "--sections", "page,pages"];
    let ran = report(folder.path(), &sample("2026-spring"), &more);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("'pages'"), "{}", ran.stderr);
    for (id, _) in SECTIONS {
        assert!(ran.stderr.contains(id), "{id}: {}", ran.stderr);
    }
    assert!(files(folder.path()).is_empty());
}

#[test]
fn a_title_stands_in_place_of_the_rounds_and_is_never_blank() {
    let folder = tempfile::tempdir().unwrap();
    let round = sample("ilacs-latest");
    let title = "For the board of June";
    for form in FORMS {
        let back = read(
            &bytes(folder.path(), &round, form, &["--title", title]),
            form,
        );
        assert!(back.words.contains(title), "{form}: {}", back.words);
        let back = read(&bytes(folder.path(), &round, form, &[]), form);
        let own = "Latest inspections: case audit report";
        assert!(!back.words.contains(title) && back.words.contains(own));
    }
    let ran = report(folder.path(), &round, &["-o", "y.md", "--title", "  "]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("the title is blank"), "{}", ran.stderr);
    assert!(!folder.path().join("y.md").exists());
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x40\0\0\0\x20\x08\x02\0\0\0";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x10\0\xa0\x01\x01\x11\0\xff\xd9";

#[test]
fn a_logo_is_a_picture_of_its_own_kind_whatever_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let round = sample("ilacs-latest");
    for (name, logo, kind) in [
        ("a.png", PNG, "png"),
        ("b.jpg", JPEG, "jpeg"),
        ("c.txt", PNG, "png"),
    ] {
        std::fs::write(folder.path().join(name), logo).unwrap();
        let more = ["--logo", name];
        let html = bytes(folder.path(), &round, "html", &more);
        let html = String::from_utf8(html).unwrap();
        assert!(
            html.contains(&format!("data:image/{kind};base64,")),
            "{name}"
        );
        let parts = parts(&bytes(folder.path(), &round, "docx", &more));
        assert_eq!(parts[&format!("word/media/logo.{kind}")], logo, "{name}");
    }
}

#[test]
fn what_is_no_logo_is_refused_in_every_form_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let large = [PNG, &vec![0; 2_000_001]].concat();
    let table: [(&str, &[u8], &str); 6] = [
        (
            "words.png",
            b"no picture at all",
            "is no PNG or JPEG picture",
        ),
        ("none.png", b"", "is no PNG or JPEG picture"),
        ("short.png", &PNG[..20], "cannot be read as a picture"),
        ("short.jpg", &JPEG[..12], "cannot be read as a picture"),
        ("large.png", &large, "is larger than 2 MB"),
        ("missing.png", b"", "cannot be read"),
    ];
    for (name, logo, said) in table {
        if name != "missing.png" {
            std::fs::write(folder.path().join(name), logo).unwrap();
        }
        for form in FORMS {
            let file = format!("report.{form}");
            let more = ["--logo", name, "-o", &file];
            let ran = report(folder.path(), &sample("ilacs-latest"), &more);
            assert_eq!(ran.code, 2, "{name} as {form}: {}", ran.stderr);
            assert!(
                ran.stderr.contains(said),
                "{name} as {form}: {}",
                ran.stderr
            );
            assert!(!folder.path().join(file).exists(), "{name} as {form}");
        }
    }
}

/// Everything that stands in a file, packed or not.
fn everything(bytes: &[u8], form: &str) -> String {
    if matches!(form, "docx" | "xlsx") {
        let parts = parts(bytes).into_values();
        let parts = parts.map(|part| String::from_utf8_lossy(&part).into_owned());
        return parts.collect();
    }
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The longest run of plain letters and spaces in a text: no form escapes it.
fn run_of_letters(text: &str) -> &str {
    let runs = text.split(|c: char| !c.is_ascii_alphabetic() && c != ' ');
    runs.map(str::trim).max_by_key(|run| run.len()).unwrap()
}

#[test]
fn without_being_asked_no_case_and_nobodys_words_stand_in_any_file() {
    for name in ["2026-spring", "2027-spring"] {
        let round = sample(name);
        let audits = rows(&round.join("audits.csv"));
        let findings = rows(&round.join("findings.csv"));
        let mut references: BTreeSet<String> = BTreeSet::new();
        let mut never: BTreeSet<String> = BTreeSet::new();
        for row in &audits {
            references.insert(row["case"].clone());
            let evidence = row
                .iter()
                .filter(|(column, _)| column.ends_with(".evidence"));
            never.extend(evidence.map(|(_, words)| run_of_letters(words).to_owned()));
        }
        for row in rows(&round.join("cases.csv")) {
            references.extend([row["case"].clone(), row["family"].clone()]);
        }
        let quotable: String = findings
            .iter()
            .filter(|row| row["quote_ok"] == "yes")
            .map(|row| row["text"].clone())
            .collect();
        let kept = findings.iter().filter(|row| row["quote_ok"] != "yes");
        never.extend(kept.map(|row| run_of_letters(&row["text"]).to_owned()));
        never.retain(|words| words.len() >= 15 && !quotable.contains(words));
        assert!(never.len() > 200, "{name}");
        let folder = tempfile::tempdir().unwrap();
        let formats = FORMS.join(",");
        let more = ["--per-hub", "hubs", "--format", &formats];
        report(folder.path(), &round, &more).fine();
        for form in FORMS {
            let file = bytes(folder.path(), &round, form, &[]);
            std::fs::write(folder.path().join(format!("report.{form}")), file).unwrap();
        }
        let all = files(folder.path());
        assert!(all.len() > 8 * FORMS.len(), "{name}");
        for (file, bytes) in &all {
            let everything = everything(bytes, file.rsplit_once('.').unwrap().1);
            // What stands in the report of one hub stands in the whole one too, but for counts.
            let whole = !file.starts_with("hubs/");
            for words in references.iter().chain(never.iter().filter(|_| whole)) {
                assert!(
                    !everything.contains(words.as_str()),
                    "{name}: {file} holds {words}"
                );
            }
        }
    }
}

/// The audit of each case that counts: the agreed one where there is one, else the first.
fn counted(round: &Path) -> Vec<std::collections::BTreeMap<String, String>> {
    let audits = rows(&round.join("audits.csv"));
    let agreed: BTreeSet<String> = audits
        .iter()
        .filter(|row| row["role"] == "agreed")
        .map(|row| row["case"].clone())
        .collect();
    let role = |case: &str| if agreed.contains(case) { "agreed" } else { "" };
    let counts = |row: &std::collections::BTreeMap<String, String>| {
        row["role"].replace("first", "") == role(&row["case"])
    };
    audits.into_iter().filter(counts).collect()
}

#[test]
fn with_cases_every_case_stands_in_the_list_as_its_audit_judges_it() {
    let round = sample("2026-spring");
    let folder = tempfile::tempdir().unwrap();
    let mut wanted: Vec<Vec<String>> = counted(&round)
        .iter()
        .map(|row| {
            let held = if row["discussion"] == "held" {
                "yes"
            } else {
                "no"
            };
            let label = |text: &str| text.replace('_', " ").to_lowercase();
            [&row["case"], &row["hub"], held, &label(&row["overall"])]
                .map(str::to_owned)
                .to_vec()
        })
        .collect();
    // Hubs stand by name here, which is the round's order.
    wanted.sort_by_key(|row| (row[1].to_lowercase(), row[0].clone()));
    assert_eq!(wanted.len(), 60);
    let actions = rows(&round.join("actions.csv"));
    for form in FORMS {
        let back = read(&bytes(folder.path(), &round, form, &["--with-cases"]), form);
        let list = back
            .tables
            .iter()
            .find(|table| table.section == "The cases")
            .unwrap();
        let shown: Vec<Vec<String>> = list
            .rows
            .iter()
            .map(|row| {
                let mut row = row[..4].to_vec();
                row[3] = row[3].to_lowercase();
                row
            })
            .collect();
        assert_eq!(shown, wanted, "{form}");
        let told: Vec<&str> = list.rows.iter().map(|row| row[4].as_str()).collect();
        let told = told.into_iter().filter(|cell| !cell.is_empty());
        assert!(told.clone().count() > 0);
        assert!(told.clone().all(|cell| cell.contains("was told")), "{form}");
        let tables = back
            .tables
            .iter()
            .filter(|table| table.section == "Actions");
        let cells: String = tables.flat_map(|table| table.rows.concat()).collect();
        for action in &actions {
            assert!(
                cells.contains(&plain(&action["text"])),
                "{form}: {}",
                action["id"]
            );
            assert!(cells.contains(&action["case"]), "{form}: {}", action["id"]);
        }
    }
}

/// Names that the service keeps beside a round are never quoted, in whatever is quotable.
#[test]
fn words_with_a_name_in_them_are_not_quoted_and_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let round = copy("2026-spring", folder.path());
    let back = |form: &str| read(&bytes(folder.path(), &round, form, &[]), form).words;
    let findings = rows(&round.join("findings.csv"));
    let quoted = |words: &str, text: &str| words.contains(&format!("“{}”", plain(text)));
    let before = back("md");
    let one = findings
        .iter()
        .find(|row| quoted(&before, &row["text"]))
        .unwrap();
    assert_eq!(one["quote_ok"], "yes");
    // The longest word of it is taken for a name.
    let words = one["text"].split(|c: char| !c.is_ascii_alphabetic());
    let name = words.max_by_key(|word| word.len()).unwrap();
    std::fs::write(round.join("names.txt"), format!("{name}\n")).unwrap();
    for form in FORMS {
        assert!(!quoted(&back(form), &one["text"]), "{form} quotes {name}");
    }
    let ran = report(folder.path(), &round, &["-o", "x.md"]);
    let said = "marked as quotable";
    assert!(
        ran.stderr.contains(said) && ran.stderr.contains("not quoted"),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains(name), "{}", ran.stderr);
    ran.fine();
}
