//! Words that would be more than words, in every field: in each form they are text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use scraper::{Html, Node as Part};

use crate::common::Ran;
use crate::common::round::case_audit;
use crate::documents::excel_file;
use crate::documents::word_file::{Node, parts};
use crate::documents::{Table, read};
use crate::made_up::Words;
use crate::{FORMS, report};

const SCRIPT: &str = "</script><img src=x onerror=alert(1)>";

/// Those that are only letters and marks come together, as no form can tell them apart by
/// where they stand; what counts only where words begin, and what may be refused, alone.
fn hostile() -> Vec<String> {
    let together = [
        SCRIPT,
        "</title></style><svg onload=alert(1)>",
        "\"'><b onclick=alert(1)>&lt;&#60;&amp;<!-- -->",
        "]]></w:t></w:r><w:fldSimple w:instr=\"DATE\"/>",
        "| pipe || \\| pipe |",
        "abc\u{202e}cod.exe \u{2066}x",
        "👩‍👩‍👧‍👦 می‌خواهم e\u{301}",
        "_x0041_ _x000D_ {{7*7}} {0} %s %n $HOME ${x} { PAGE }",
        "[link](https://example.com) ![p](x) <https://example.com> www.example.com",
        "`code` ***bold*** ~~s~~ \\",
    ];
    let mut all = vec![together.join(" ")];
    all.extend(
        [
            "=cmd|' /C calc'!A0",
            "- one",
            "1. one",
            "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m \u{13} DATE \u{14} x \u{15}",
            "nul\u{0}nul",
            "lone\rreturn\nand\tline",
        ]
        .map(str::to_owned),
    );
    all.push("a".repeat(10_000));
    all
}

/// The letters and digits alone, which no form takes away or changes.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// A round with words in one of its fields, and a title for its reports.
fn with(field: &str, text: &str) -> (Words, Option<String>) {
    let mut words = Words::usual();
    let own = || text.to_owned();
    match field {
        "tool" => words.tool = own(),
        "title" => words.title = own(),
        "hub" => words.hubs[0].1 = own(),
        "case" => words.case = own(),
        "auditor" => words.auditor = own(),
        "said" => words.said = own(),
        _ => return (words, Some(text.to_owned())),
    }
    (words, None)
}

/// Every name of an element and of an attribute in a page.
fn names(html: &str) -> BTreeSet<String> {
    let page = Html::parse_document(html);
    let mut out = BTreeSet::new();
    let mut scripts = 0;
    for node in page.tree.root().descendants() {
        match node.value() {
            Part::Element(element) => {
                out.insert(element.name().to_owned());
                scripts += u32::from(element.name() == "script");
                for (name, value) in element.attrs() {
                    out.insert(format!("@{name}"));
                    if name == "href" {
                        let own = value.starts_with('#') || value.starts_with("./trial-1");
                        assert!(own, "a link to {value}");
                    }
                }
            }
            Part::Comment(comment) => panic!("a comment: {comment:?}"),
            _ => {}
        }
    }
    assert_eq!(scripts, 1, "one script, our own");
    assert_eq!(
        page.select(&scraper::Selector::parse("h1").unwrap())
            .count(),
        1
    );
    out
}

/// How often each element stands in a Word file whose number no words may change; every
/// part of it is well formed.
fn counted(bytes: &[u8]) -> BTreeMap<&'static str, usize> {
    let mut out = BTreeMap::new();
    for (name, bytes) in parts(bytes) {
        let xml = std::str::from_utf8(&bytes).unwrap();
        let root = Node::read(xml);
        for kind in [
            "w:instrText",
            "w:fldSimple",
            "w:hyperlink",
            "w:object",
            "Relationship",
        ] {
            let mut found = Vec::new();
            root.every(kind, &mut found);
            *out.entry(kind).or_default() += found.len();
        }
        assert!(!xml.contains("TargetMode=\"External\""), "{name}");
    }
    out
}

/// What a run says holds nothing that steers a terminal, and is no panic.
fn harmless(ran: &Ran, what: &str) {
    assert!(matches!(ran.code, 0..=2), "{what}: {}", ran.stderr);
    assert!(!ran.stderr.contains("panicked"), "{what}: {}", ran.stderr);
    for said in [&ran.stdout, &ran.stderr] {
        let steers = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!said.contains(steers), "{what}: {said:?}");
    }
}

/// Tables as all forms have them: without headings, captions and corners, which differ.
fn cells(bytes: &[u8], form: &str) -> Vec<Vec<Vec<String>>> {
    let table = |table: Table| {
        let mut header = table.header;
        header[0].clear();
        [vec![header], table.rows].concat()
    };
    read(bytes, form).tables.into_iter().map(table).collect()
}

/// What a form can hold of it: a cell of a workbook takes so many letters and no more, and
/// shows that it is cut.
fn held(tables: &[Vec<Vec<String>>], form: &str) -> Vec<Vec<Vec<String>>> {
    const MOST: usize = 32_767;
    let mut tables = tables.to_vec();
    for cell in tables.iter_mut().flatten().flatten() {
        if form == "xlsx" && cell.encode_utf16().count() > MOST {
            *cell = cell.chars().take(MOST - 1).chain(['…']).collect();
        }
    }
    tables
}

/// The first cell, of some table, that is not the same in both.
fn differs(is: &[Vec<Vec<String>>], should: &[Vec<Vec<String>>]) -> Option<String> {
    let begin = |text: &String| {
        let begin: String = text.chars().take(80).collect();
        format!("{begin}… of {}", text.len())
    };
    for (nth, (is, should)) in is.iter().zip(should).enumerate() {
        for (is, should) in is.iter().zip(should) {
            let mut cells = is.iter().zip(should);
            if let Some((is, should)) = cells.find(|(is, should)| is != should) {
                return Some(format!("{nth}: `{}`, not `{}`", begin(is), begin(should)));
            }
        }
        let sizes = [is, should].map(|table| (table.len(), table.concat().len()));
        if sizes[0] != sizes[1] {
            return Some(format!("{nth}: {sizes:?}"));
        }
    }
    (is != should).then(|| format!("{} tables, not {}", is.len(), should.len()))
}

fn written(folder: &Path, round: &Path, title: Option<&String>) -> Ran {
    let formats = FORMS.join(",");
    let mut more = vec!["--per-hub", "out", "--format", &formats, "--with-cases"];
    let title = title.map(|title| format!("--title={title}"));
    more.extend(title.as_deref());
    report(folder, round, &more)
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    crate::common::round::files(&folder.join("out"))
}

#[test]
fn hostile_words_in_a_tool_and_a_round_are_words_in_every_form() {
    are_words(&["tool", "title", "hub"]);
}

#[test]
fn hostile_words_in_audits_and_options_are_words_in_every_form() {
    are_words(&["case", "auditor", "said", "option"]);
}

fn are_words(fields: &[&str]) {
    let plain = tempfile::tempdir().unwrap();
    let round = Words::usual().write(plain.path());
    written(plain.path(), &round, None).fine();
    let usual = files(plain.path());
    let html = |name: &str| std::str::from_utf8(&usual[name]).unwrap();
    let mut usual_names = names(html("trial-1-ashbrook.html"));
    // Long labels of a drawing are turned where they need room.
    usual_names.insert("@transform".to_owned());
    let usual_fields = counted(&usual["trial-1-ashbrook.docx"]);
    let usual_sheets = |name: &str| {
        // The other hub has more to show, and its name is never hostile.
        let own = "trial-1-fernhill.xlsx";
        let name = if name == own {
            own
        } else {
            "trial-1-ashbrook.xlsx"
        };
        excel_file::counted(&usual[name])
    };
    for text in hostile() {
        for &field in fields {
            let what = format!("{:?} as {field}", text.chars().take(40).collect::<String>());
            if field == "option" && text.contains('\0') {
                // No system hands this on to a program.
                continue;
            }
            let folder = tempfile::tempdir().unwrap();
            let (words, title) = with(field, &text);
            let round = words.write(folder.path());
            let ran = written(folder.path(), &round, title.as_ref());
            harmless(&ran, &what);
            let summary = case_audit(folder.path(), &["summary", "round"]);
            harmless(&summary, &what);
            if ran.code != 0 {
                assert!(ran.stderr.contains("error"), "{what}: {}", ran.stderr);
                assert!(!folder.path().join("out").exists(), "{what}");
                assert!(text.contains(char::is_control), "{what}: {}", ran.stderr);
                continue;
            }
            let files = files(folder.path());
            let mut pages = 0;
            for (name, bytes) in &files {
                match name.rsplit_once('.').unwrap() {
                    ("index", _) => {
                        names(std::str::from_utf8(bytes).unwrap());
                    }
                    (stem, "html") => {
                        let text = std::str::from_utf8(bytes).unwrap();
                        let more: Vec<_> = names(text).difference(&usual_names).cloned().collect();
                        assert_eq!(more, Vec::<String>::new(), "{what}: {name}");
                        pages += 1;
                        let html = cells(bytes, "html");
                        for form in FORMS {
                            let other = cells(&files[&format!("{stem}.{form}")], form);
                            let at = differs(&other, &held(&html, form));
                            assert_eq!(at, None, "{what}: {stem}.{form}");
                        }
                    }
                    (_, "docx") => assert_eq!(counted(bytes), usual_fields, "{what}: {name}"),
                    (_, "xlsx") => {
                        let counted = excel_file::counted(bytes);
                        assert_eq!(counted, usual_sheets(name), "{what}: {name}");
                    }
                    (_, "md") => {}
                    other => panic!("{other:?}"),
                }
            }
            assert_eq!(pages, 2, "{what}");
            // What is shown at all stands there as words.
            if field != "auditor" {
                let all = files.iter().filter(|(name, _)| name.contains(".html"));
                let all: String = all
                    .map(|(_, bytes)| {
                        let back = read(bytes, "html");
                        let tables = back.tables.into_iter().flat_map(|t| t.rows).flatten();
                        back.words + &tables.collect::<String>()
                    })
                    .collect();
                assert!(letters(&all).contains(&letters(&text)), "{what} is shown");
            }
        }
    }
}
