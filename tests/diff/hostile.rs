//! Words that would be more than words, in every field that a comparison shows: in each
//! form they are text.

use std::collections::BTreeSet;
use std::fs;

use pulldown_cmark::{Event, Options, Parser, Tag};
use scraper::{Html, Node as Part};

use crate::documents::excel_file;
use crate::documents::word_file::{Node, parts};
use crate::made_up::{MadeUp, TOOL};
use crate::{FORMS, READ, bytes, words};

const HOSTILE: [&str; 6] = [
    "</script><img src=x onerror=alert(1)>",
    "\"'><b onclick=alert(1)>&lt;&#60;&amp;<!-- -->",
    "]]></w:t></w:r><w:fldSimple w:instr=\"DATE\"/>",
    "| pipe || \\| pipe | [link](https://example.com) ![p](x) <https://example.com> `code` ***bold***",
    "=cmd|' /C calc'!A0",
    "abc\u{202e}cod.exe _x0041_ {{7*7}} %s",
];

/// The letters and digits alone, which no form takes away or changes.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Two rounds with these words as titles, labels, standards and actions.
fn rounds(said: &str) -> (tempfile::TempDir, [std::path::PathBuf; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let quoted = toml::Value::String(said.to_owned()).to_string();
    let tool = |which: &str| {
        TOOL.replace("title = \"A welcome\"", &format!("title = {quoted}"))
            .replace("title = \"The start\"", &format!("title = {quoted}"))
            .replace("title = \"A farewell\"", &format!("title = \"{which}\""))
            .replace("title = \"Waiting\"", &format!("title = {quoted}"))
    };
    let written = ["before", "after"].map(|name| {
        let level = if name == "before" { "partly" } else { "good" };
        let mut round = MadeUp::new(&format!("{name} {said}"), 12, level);
        said.clone_into(&mut round.hubs[0].1);
        round.tool = tool("A farewell");
        let path = round.write(folder.path(), name);
        let mut actions = csv::Writer::from_writer(Vec::new());
        actions
            .write_record([
                "id",
                "level",
                "case",
                "hub",
                "standard",
                "focus",
                "text",
                "difference",
                "owner",
                "priority",
                "due",
                "status",
                "closed_on",
                "closing_evidence",
                "carried_from",
                "notes",
            ])
            .unwrap();
        let guarded = format!("'{said}");
        let cells = [
            "a1",
            "service",
            "",
            "",
            "welcome",
            "",
            &guarded,
            "d",
            "manager",
            "plan",
            "2026-09-01",
            "open",
            "",
            "",
            "",
            "",
        ];
        actions.write_record(cells).unwrap();
        fs::write(path.join("actions.csv"), actions.into_inner().unwrap()).unwrap();
        path
    });
    (folder, written)
}

/// Every element and attribute of a page, as names.
fn names(html: &str) -> BTreeSet<String> {
    let page = Html::parse_document(html);
    let mut out = BTreeSet::new();
    for node in page.tree.root().descendants() {
        match node.value() {
            Part::Element(element) => {
                out.insert(element.name().to_owned());
                out.extend(element.attrs().map(|(name, _)| format!("@{name}")));
            }
            Part::Comment(comment) => panic!("a comment: {comment:?}"),
            _ => {}
        }
    }
    out
}

/// How many elements of a kind stand in a Word file.
fn fields(bytes: &[u8]) -> usize {
    let mut found = 0;
    for bytes in parts(bytes).into_values() {
        let root = Node::read(std::str::from_utf8(&bytes).unwrap());
        for kind in ["w:instrText", "w:fldSimple", "w:hyperlink", "w:object"] {
            let mut of = Vec::new();
            root.every(kind, &mut of);
            found += of.len();
        }
    }
    found
}

#[test]
fn hostile_words_are_text_in_every_form() {
    let (_kept, usual) = rounds("Plain words");
    let all = ["--cases", "--explain", "--hub", "ash"];
    let elements = names(std::str::from_utf8(&bytes(&usual, "html", &all)).unwrap());
    let in_word = fields(&bytes(&usual, "docx", &all));
    let in_excel = excel_file::counted(&bytes(&usual, "xlsx", &all));
    for said in HOSTILE {
        let (_folder, rounds) = rounds(said);
        for form in FORMS {
            let bytes = bytes(&rounds, form, &all);
            if let Ok(text) = std::str::from_utf8(&bytes) {
                let control = text.chars().find(|c| {
                    (c.is_control() && !"\n\r\t".contains(*c)) || "\u{202e}\u{2066}".contains(*c)
                });
                if form != "json" {
                    assert_eq!(control, None, "{form}: {said:?}");
                }
            }
            match form {
                "html" => {
                    let mut is = names(std::str::from_utf8(&bytes).unwrap());
                    is.retain(|name| !elements.contains(name));
                    assert!(is.is_empty(), "{said}: {is:?}");
                }
                "docx" => assert_eq!(fields(&bytes), in_word, "{said}"),
                "xlsx" => assert_eq!(excel_file::counted(&bytes), in_excel, "{said}"),
                "md" => {
                    let text = String::from_utf8(bytes).unwrap();
                    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
                        let wrong = matches!(
                            event,
                            Event::Html(_)
                                | Event::InlineHtml(_)
                                | Event::Code(_)
                                | Event::Start(
                                    Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)
                                )
                        );
                        assert!(!wrong, "{said}: {event:?}");
                    }
                }
                _ => {}
            }
        }
        let letters_said = letters(said);
        for form in READ {
            let told = letters(&words(&rounds, form, &[]));
            // A title of the document, the hub, the domain, the standard, the action.
            let times = told.matches(&letters_said).count();
            assert!(times >= 5, "{form} tells {times} times of {said}: {told}");
        }
    }
}

/// What would drive a terminal is refused, and what is said of it drives none.
#[test]
fn words_that_would_drive_a_terminal_are_refused() {
    let (_folder, rounds) = rounds("\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m");
    let ran = crate::diff(&rounds, &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    let control = ran.stderr.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(control, None, "{:?}", ran.stderr);
}
