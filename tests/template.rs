//! Entry sheets: what is in them, and that what is filled in comes back through the import.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{Data, Reader as _, SheetVisible, Xlsx};
use case_audit::diagnostics::{Problems, Severity};
use case_audit::model::{About, Entry, Form, Hub, Kind, Listed, Reading, Round, TableName, Tool};
use case_audit::read;
use case_audit::read::form::{Came, Canonical, Forms, incoming};
use case_audit::render::workbook::xlsx;
use case_audit::report::template::{Asked, Filled, Layout, workbook};
use case_audit::report::workbook::{
    Area, Cell, Flag, Line, Look, Page, Spot, Takes, Test, Value, Workbook,
};
use common::{run, run_in};

const SHIPPED: [&str; 3] = ["early-help", "ilacs", "step-up-step-down"];

fn tool(name: &str) -> Tool {
    let mut problems = Problems::new();
    let opened = read::open_tool(name, &mut problems).unwrap().unwrap();
    opened.tool
}

/// A tool whose every text is out to do harm.
fn hostile() -> Tool {
    let mut many = String::new();
    for n in 0..150 {
        let label = format!("=cmd|' /C calc'!A{n}, \\\"quoted\\\", it's <b>{n}</b> & more");
        many.push_str(&format!(
            "[[scale.level]]\nid = \"level_{n}\"\nlabel = \"{label}\"\nstanding = \"working\"\nmeans = \"@SUM(1,2)\"\nevidence = {}\n",
            n % 2 == 0
        ));
    }
    let text = format!(
        r#"
id = "hostile"
version = "=1+1"
title = "=HYPERLINK(\"x\",\"y\") & 'Tool' [Book]*?"
purpose = "+1, -1, @x"
group = "=group"
readings = ["record", "discussion"]
[not_applicable]
also = ["=none, really"]
reason_required = true
[[scale]]
id = "many"
{many}
[[fact]]
id = "stage"
label = "=A1, the 'stage'"
kind = "choice"
choices = [{{ id = "a", label = "=1+1" }}, {{ id = "b", label = "-, \"b\"" }}, {{ id = "c", label = ">0*?~" }}]
[[fact]]
id = "ways"
label = "'ways"
kind = "choices"
choices = [{{ id = "one", label = "a, b" }}, {{ id = "two", label = "=two, \"2\"" }}]
required = true
[[fact]]
id = "ready"
label = "@ready"
kind = "yes_no"
[[domain]]
id = "d"
title = "=Domain's"
[[standard]]
id = "s"
domain = "d"
title = "=Standard, \"s\" {long}"
scale = "many"
escalate_at = ["level_149"]
looks_like = ["=looks {long}"]
ask = "+ask"
applies_when = [{{ fact = "stage", is = ["a", "c"] }}, {{ fact = "ways", is = ["two"] }}, {{ fact = "ready", is = ["yes"] }}]
[[standard]]
id = "t"
domain = "d"
title = "-t"
scale = "many"
[overall]
scale = "many"
[[overall.cap]]
standard = "s"
when = ["level_149"]
overall_at_most = "level_140"
[[measure]]
id = "m"
title = "=m"
min = -1.5
max = 7
better = "lower"
[[prompt]]
id = "p"
ask = "=ask?"
kind = "working"
[[theme]]
id = "th"
title = "=th, 'x'"
"#,
        long = "words ".repeat(5_500),
    );
    let mut problems = Problems::new();
    let tool = read::tool(&text, "hostile.toml", &mut problems);
    assert_eq!(problems.count(Severity::Error), 0, "{problems:?}");
    tool.unwrap()
}

fn round() -> Round {
    let hub = |id: &str, label: &str| Hub {
        id: id.to_owned(),
        label: label.to_owned(),
        planned: Some(3),
        was: Vec::new(),
    };
    Round {
        id: "spring".to_owned(),
        title: "Spring".to_owned(),
        hubs: vec![
            hub("ashbrook", "Ashbrook, north"),
            hub("harbour", "=Harbour"),
        ],
        ..Round::default()
    }
}

fn made(tool: &Tool, round: Option<&Round>, layout: Layout, filled: &Filled) -> Workbook {
    workbook(&Asked {
        tool,
        tool_sha256: "00ff",
        round,
        layout,
        filled,
    })
}

/// An entry with something in every field; of lists, the `turn`th entry.
fn filled_entry(form: &Form, turn: usize) -> Entry {
    let mut entry = Entry::new(form);
    for (field, cell) in form.fields.iter().zip(&mut entry.cells) {
        *cell = match &field.kind {
            Kind::Reference => format!("00{turn}"),
            Kind::Words => {
                ["- a dash", "=1+1", "'quoted'", "two\nlines", "007"][turn % 5].to_owned()
            }
            Kind::Day => format!("2026-02-{:02}", turn % 28 + 1),
            Kind::Number => (turn % 9).to_string(),
            Kind::Measure { min, max } => match turn % 4 {
                0 => "declined".to_owned(),
                1 => "not_asked".to_owned(),
                2 => min.to_string(),
                _ => max.to_string(),
            },
            Kind::One(list) if list.terms.is_empty() => String::new(),
            Kind::One(list) => list.terms[turn % list.terms.len()].written.clone(),
            Kind::Many(list) if list.terms.is_empty() => String::new(),
            Kind::Many(list) => {
                let mut at = [turn % list.terms.len(), (turn + 1) % list.terms.len()];
                at.sort_unstable();
                let mut words: Vec<&str> = at.map(|at| list.terms[at].written.as_str()).to_vec();
                words.dedup();
                words.join(";")
            }
        };
    }
    entry
}

/// As many entries as it takes to choose everything that can be chosen.
fn filled(tool: &Tool, hubs: &[Hub], rows: Option<usize>) -> Filled {
    let entries = |form: Form| {
        let lists = form.fields.iter().filter_map(|field| field.kind.list());
        let most = lists.map(|list| list.terms.len()).max().unwrap_or(0).max(5);
        let rows = rows.unwrap_or(most);
        (0..rows).map(|turn| filled_entry(&form, turn)).collect()
    };
    Filled {
        audits: entries(Form::audits(tool, hubs)),
        findings: entries(Form::findings(tool)),
        actions: entries(Form::actions(tool, hubs, &[])),
    }
}

fn come_in(bytes: &[u8], tool: &Tool, hubs: &[Hub]) -> (Came, Problems) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("entry.xlsx");
    fs::write(&file, bytes).unwrap();
    let forms = Forms::new(tool, hubs, &[]);
    let mut problems = Problems::new();
    let came = incoming(&file, "entry.xlsx", tool, &forms, &mut problems).unwrap();
    (came, problems)
}

fn entries(came: &Came, table: TableName) -> Vec<Entry> {
    let pages = came.pages.iter().filter(|page| page.table == table);
    let rows = pages.flat_map(|page| &page.rows);
    rows.map(|row| row.entry.clone()).collect()
}

#[test]
fn what_is_filled_in_in_rows_comes_back() {
    for (tool, round) in SHIPPED.map(tool).into_iter().chain([hostile()]).zip([
        None,
        Some(round()),
        Some(round()),
        None,
    ]) {
        let hubs = round.as_ref().map_or(&[][..], |round| &round.hubs);
        let filled = filled(&tool, hubs, None);
        let book = made(&tool, round.as_ref(), Layout::Rows, &filled);
        let (came, problems) = come_in(&xlsx(&book).unwrap(), &tool, hubs);
        assert_eq!(problems.count(Severity::Error), 0, "{problems:#?}");
        assert_eq!(problems.count(Severity::Warning), 0, "{problems:#?}");
        assert_eq!(
            entries(&came, TableName::Audits),
            filled.audits,
            "{}",
            tool.id
        );
        assert_eq!(
            entries(&came, TableName::Findings),
            filled.findings,
            "{}",
            tool.id
        );
        assert_eq!(
            entries(&came, TableName::Actions),
            filled.actions,
            "{}",
            tool.id
        );
        assert!(entries(&came, TableName::Cases).is_empty());
        assert_eq!(came.tool_sha256.as_deref(), Some("00ff"));
        assert_eq!(came.tool_version.as_deref(), Some(tool.version.as_str()));
    }
}

#[test]
fn what_is_filled_in_for_one_case_comes_back() {
    for tool in SHIPPED.map(tool).into_iter().chain([hostile()]) {
        let turns = if tool.id == "hostile" { 1 } else { 5 };
        for turn in 0..turns {
            let mut filled = filled(&tool, &[], Some(3));
            filled.audits = vec![filled_entry(&Form::audits(&tool, &[]), turn)];
            // What the case says already is left out on the other pages.
            let finding = Form::findings(&tool);
            let action = Form::actions(&tool, &[], &[]);
            for entry in &mut filled.findings {
                for name in ["case", "auditor", "role"] {
                    entry.set(&finding, name, "");
                }
            }
            for entry in &mut filled.actions {
                entry.set(&action, "level", "case");
                entry.set(&action, "case", "");
                entry.set(&action, "hub", "");
            }
            let book = made(&tool, None, Layout::OneCase, &filled);
            let (came, problems) = come_in(&xlsx(&book).unwrap(), &tool, &[]);
            assert_eq!(problems.count(Severity::Error), 0, "{problems:#?}");
            assert_eq!(problems.count(Severity::Warning), 0, "{problems:#?}");
            assert_eq!(
                entries(&came, TableName::Audits),
                filled.audits,
                "{}",
                tool.id
            );
            let audits = Form::audits(&tool, &[]);
            let reference = filled.audits[0].get(&audits, "case").to_owned();
            let came_findings = entries(&came, TableName::Findings);
            assert_eq!(came_findings.len(), filled.findings.len());
            for (came, mut entry) in came_findings.into_iter().zip(filled.findings) {
                entry.set(&finding, "case", reference.as_str());
                for name in ["auditor", "role"] {
                    let text = filled.audits[0].get(&audits, name).to_owned();
                    entry.set(&finding, name, text);
                }
                assert_eq!(came, entry);
            }
            for came in entries(&came, TableName::Actions) {
                assert_eq!(came.get(&action, "case"), reference);
            }
        }
    }
}

#[test]
fn a_sheet_without_entries_brings_nothing() {
    for tool in SHIPPED.map(tool).into_iter().chain([hostile()]) {
        for layout in [Layout::Rows, Layout::OneCase] {
            let book = made(&tool, None, layout, &Filled::default());
            let (came, problems) = come_in(&xlsx(&book).unwrap(), &tool, &[]);
            let all = [Severity::Error, Severity::Warning, Severity::Note];
            let told = case_audit::diagnostics::text(&problems, &all);
            assert_eq!(
                told, "entry.xlsx: note: nothing is filled in yet [assumed]\n",
                "{} {layout:?}",
                tool.id
            );
            for table in TableName::ALL {
                assert!(entries(&came, table).is_empty(), "{} {table}", tool.id);
            }
        }
    }
}

#[test]
fn the_same_sheet_is_the_same_bytes() {
    for layout in [Layout::Rows, Layout::OneCase] {
        let tool = tool("early-help");
        let bytes = || {
            let filled = filled(&tool, &[], Some(2));
            xlsx(&made(&tool, None, layout, &filled)).unwrap()
        };
        assert_eq!(bytes(), bytes());
    }
}

/// The parts of an .xlsx file by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// What stands between two texts, each time.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start)
        .skip(1)
        .map(|rest| rest.split(end).next().unwrap())
        .collect()
}

/// The words of every list, by its name, as they stand on the hidden page.
fn lists(bytes: &[u8], parts: &BTreeMap<String, String>) -> BTreeMap<String, Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Lists").unwrap();
    let names = between(
        &parts["xl/workbook.xml"],
        "<definedName name=\"list_",
        "</definedName>",
    );
    names
        .into_iter()
        .map(|name| {
            let (number, area) = name.split_once("\">Lists!$A$").unwrap();
            let (first, last) = area.split_once(":$A$").unwrap();
            let rows = first.parse::<u32>().unwrap()..=last.parse().unwrap();
            let words = rows.map(|row| match range.get_value((row - 1, 0)) {
                Some(Data::String(text)) => text.clone(),
                other => unreachable!("{other:?}"),
            });
            (format!("list_{number}"), words.collect())
        })
        .collect()
}

#[test]
fn every_list_holds_what_the_form_accepts_and_nothing_else() {
    let round = round();
    for tool in SHIPPED.map(tool).into_iter().chain([hostile()]) {
        let bytes = xlsx(&made(&tool, Some(&round), Layout::Rows, &Filled::default())).unwrap();
        let parts = parts(&bytes);
        let lists = lists(&bytes, &parts);
        let forms = [
            Form::audits(&tool, &round.hubs),
            Form::findings(&tool),
            Form::actions(&tool, &round.hubs, &[]),
        ];
        for (page, form) in (2..).zip(&forms) {
            let sheet = &parts[&format!("xl/worksheets/sheet{page}.xml")];
            let rules = between(sheet, "<dataValidation ", "</dataValidation>");
            assert_eq!(rules.len(), form.fields.len());
            let mut canonical = Canonical::new(form).guarded(false);
            for (at, field) in form.fields.iter().enumerate() {
                let column = u16::try_from(at).unwrap();
                let column = rust_xlsxwriter::utility::column_number_to_name(column);
                let cells = format!("sqref=\"{column}6:{column}2005\"");
                let rule = rules.iter().find(|rule| rule.contains(&cells)).unwrap();
                let list = field.kind.list().filter(|list| !list.terms.is_empty());
                let Some(list) = list else {
                    assert!(!rule.contains("type=\"list\""), "{}", field.name);
                    continue;
                };
                assert!(rule.contains("type=\"list\""), "{}", field.name);
                // Several words joined by `;` are none of the list, and must not be stopped.
                let several = matches!(field.kind, Kind::Many(_));
                assert_eq!(
                    !rule.contains("showErrorMessage=\"1\""),
                    several,
                    "{}",
                    field.name
                );
                assert!(
                    !rule.contains("errorStyle"),
                    "a stop is the default: {rule}"
                );
                assert!(rule.contains("showInputMessage=\"1\""));
                let name = between(rule, "<formula1>", "</formula1>")[0];
                let words = &lists[name];
                let meant: Vec<String> = words
                    .iter()
                    .map(|word| {
                        canonical
                            .text(at, word)
                            .unwrap_or_else(|| unreachable!("{}: {word:?}", field.name))
                    })
                    .collect();
                let written: Vec<String> =
                    list.terms.iter().map(|term| term.written.clone()).collect();
                assert_eq!(meant, written, "{}", field.name);
            }
        }
    }
}

#[test]
fn people_are_shown_titles_and_plain_words() {
    let tool = tool("early-help");
    let book = made(&tool, None, Layout::Rows, &Filled::default());
    let words = |page: usize, field: &str, form: &Form| {
        let at = form.position(field).unwrap();
        let takes = &book.pages[page].inputs[at].takes;
        let (Takes::One(list) | Takes::Several(list)) = takes else {
            unreachable!("{takes:?}")
        };
        book.lists.words(*list).to_vec()
    };
    let audits = Form::audits(&tool, &[]);
    assert_eq!(
        words(1, "child_day.record", &audits),
        [
            "Strong",
            "Secure",
            "Developing",
            "Concern",
            "Not evidenced",
            "not applicable"
        ]
    );
    assert_eq!(words(1, "discussion", &audits), ["held", "not held"]);
    let findings = Form::findings(&tool);
    assert!(
        words(2, "standard", &findings)
            .contains(&"A reader can picture this child's day".to_owned())
    );
    assert!(words(2, "prompt", &findings).contains(&"What got in your way?".to_owned()));
    assert!(words(2, "theme", &findings).contains(&"Stepping up and down".to_owned()));
    assert_eq!(
        words(2, "kind", &findings),
        ["working", "to improve", "not working"]
    );
    assert!(words(3, "priority", &Form::actions(&tool, &[], &[])).contains(&"7 days".to_owned()));
}

#[test]
fn no_formula_is_made_from_the_words_of_a_tool() {
    let tool = hostile();
    let known = [
        "SUMPRODUCT",
        "TRIM",
        "ISNUMBER",
        "FIND",
        "LOWER",
        "SUBSTITUTE",
        "COUNTA",
        "NOT",
        "AND",
        "OR",
        "TRUE",
        "FALSE",
        "list_",
        "declined",
        "not asked",
        "not_asked",
    ];
    for layout in [Layout::Rows, Layout::OneCase] {
        let filled = filled(&tool, &[], Some(3));
        let bytes = xlsx(&made(&tool, None, layout, &filled)).unwrap();
        let mut seen = 0;
        for (name, part) in parts(&bytes) {
            assert!(
                !part.contains("<f>") && !part.contains("<f "),
                "{name} has a formula"
            );
            for tag in ["formula", "formula1", "formula2"] {
                let start = format!("<{tag}>");
                for formula in between(&part, &start, "</") {
                    seen += 1;
                    let mut rest = formula
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&")
                        .replace("&gt;", ">")
                        .replace("&lt;", "<");
                    for word in known {
                        rest = rest.replace(word, "");
                    }
                    let harmless = rest.chars().all(|c| {
                        c.is_ascii_digit()
                            || c.is_ascii_uppercase()
                            || "$()-,.:;=<>&\" ".contains(c)
                    });
                    assert!(harmless, "{name}: {formula}");
                    assert!(formula.len() <= 8_192);
                }
            }
        }
        assert!(seen > 30, "{seen}");
        let (came, problems) = come_in(&bytes, &tool, &[]);
        assert!(!problems.has_errors(), "{problems:?}");
        assert_eq!(came.tool_version.as_deref(), Some("=1+1"));
    }
}

#[test]
fn the_mark_is_hidden_and_the_header_is_locked() {
    let tool = tool("early-help");
    for layout in [Layout::Rows, Layout::OneCase] {
        let bytes = xlsx(&made(&tool, None, layout, &Filled::default())).unwrap();
        let book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
        let hidden: Vec<&str> = book
            .sheets_metadata()
            .iter()
            .filter(|page| page.visible == SheetVisible::Hidden)
            .map(|page| page.name.as_str())
            .collect();
        assert_eq!(hidden, ["case-audit", "Lists"]);
        let visible: Vec<&str> = book
            .sheets_metadata()
            .iter()
            .filter(|page| page.visible == SheetVisible::Visible)
            .map(|page| page.name.as_str())
            .collect();
        let audits = match layout {
            Layout::Rows => "Audits",
            Layout::OneCase => "Case",
        };
        assert_eq!(
            visible,
            ["How to fill in", audits, "Findings", "Actions", "Anchors"]
        );
        let parts = parts(&bytes);
        for page in 1..=7 {
            let sheet = &parts[&format!("xl/worksheets/sheet{page}.xml")];
            let protection = between(sheet, "<sheetProtection ", "/>");
            assert_eq!(protection.len(), 1, "page {page}");
            assert!(!protection[0].contains("password"), "{}", protection[0]);
            for allowed in ["formatColumns", "formatRows", "sort", "autoFilter"] {
                assert!(
                    protection[0].contains(&format!("{allowed}=\"0\"")),
                    "{allowed}"
                );
            }
        }
        assert!(parts["xl/worksheets/sheet2.xml"].contains("state=\"frozen\""));
    }
}

/// The format of a cell: its number format's number, and whether it is locked.
fn format(parts: &BTreeMap<String, String>, sheet: &str, cell: &str) -> (u32, bool) {
    let tag = between(&parts[sheet], &format!("<c r=\"{cell}\" "), ">")[0];
    let style: usize = between(tag, "s=\"", "\"")[0].parse().unwrap();
    let styles = &parts["xl/styles.xml"];
    let formats = between(styles, "<cellXfs", "</cellXfs>")[0];
    let xf = formats.split("<xf ").nth(style + 1).unwrap();
    let number = between(xf, "numFmtId=\"", "\"")[0].parse().unwrap();
    (number, !xf.contains("locked=\"0\""))
}

#[test]
fn entry_cells_are_text_and_open_and_all_others_are_locked() {
    /// Text, in the numbers of the format.
    const TEXT: u32 = 49;
    let tool = tool("early-help");
    let bytes = xlsx(&made(&tool, None, Layout::Rows, &Filled::default())).unwrap();
    let parts = parts(&bytes);
    let sheet = "xl/worksheets/sheet2.xml";
    assert_eq!(format(&parts, sheet, "A6"), (TEXT, false), "case");
    assert_eq!(format(&parts, sheet, "B6"), (TEXT, false), "hub");
    assert!(format(&parts, sheet, "A5").1 && format(&parts, sheet, "B4").1);
    let form = Form::audits(&tool, &[]);
    for (at, field) in form.fields.iter().enumerate() {
        let column = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(at).unwrap());
        let (number, locked) = format(&parts, sheet, &format!("{column}6"));
        assert!(!locked, "{}", field.name);
        match field.kind {
            Kind::Reference | Kind::Words | Kind::One(_) | Kind::Many(_) => {
                assert_eq!(number, TEXT, "{}", field.name);
            }
            Kind::Day => assert!(number >= 164, "a format of our own: {}", field.name),
            Kind::Number | Kind::Measure { .. } => assert_eq!(number, 0, "{}", field.name),
        }
        assert!(
            format(&parts, sheet, &format!("{column}5")).1,
            "{}",
            field.name
        );
    }
    assert!(parts["xl/styles.xml"].contains("formatCode=\"dd/mm/yyyy\""));
}

#[test]
fn rows_grow_with_what_is_typed() {
    let tool = tool("early-help");
    let bytes = xlsx(&made(&tool, None, Layout::OneCase, &Filled::default())).unwrap();
    let parts = parts(&bytes);
    let case = &parts["xl/worksheets/sheet2.xml"];
    assert!(
        case.contains(" ht=\""),
        "heights are there for programs that work none out"
    );
    for tag in between(case, "<row ", ">") {
        assert!(!tag.contains("customHeight"), "{tag}");
    }
}

// ------------------------------------------------------------------- marks

/// What stands in a cell, as text.
fn text(page: &Page, row: u32, column: u16) -> String {
    let line = page.lines.get(row as usize);
    let cell = line.and_then(|line| line.cells.get(usize::from(column)));
    match cell.map(|cell| &cell.value) {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Day(day)) => day.to_string(),
        Some(Value::Nothing) | None => String::new(),
    }
}

/// Does a test hold for a cell's row, read as a spreadsheet program would?
fn holds(book: &Workbook, page: &Page, test: &Test, row: u32) -> bool {
    let at = |spot: &Spot| {
        text(page, spot.row.unwrap_or(row), spot.column)
            .trim()
            .to_lowercase()
    };
    match test {
        Test::Blank(spot) => at(spot).is_empty(),
        Test::Is(spot, list) => {
            let words = book.lists.words(*list);
            words.iter().any(|word| word.to_lowercase() == at(spot))
        }
        Test::Includes(spot, list) => {
            let parts = at(spot);
            let parts: Vec<&str> = parts.split(';').map(str::trim).collect();
            let words = book.lists.words(*list);
            words
                .iter()
                .any(|word| parts.contains(&word.to_lowercase().as_str()))
        }
        Test::Same(one, other) => at(one) == at(other),
        Test::Begun(first, last) => {
            (*first..=*last).any(|column| !text(page, row, column).is_empty())
        }
        Test::Not(test) => !holds(book, page, test, row),
        Test::All(tests) => tests.iter().all(|test| holds(book, page, test, row)),
        Test::Any(tests) => tests.iter().any(|test| holds(book, page, test, row)),
    }
}

/// The flags of an audit's fields, in rows and for one case; both layouts must say the same.
fn flags(tool: &Tool, answers: &[(&str, &str)]) -> BTreeMap<String, Flag> {
    let form = Form::audits(tool, &[]);
    let mut entry = Entry::new(&form);
    for (name, answer) in answers {
        assert!(form.position(name).is_some(), "{name}");
        entry.set(&form, name, *answer);
    }
    let filled = Filled {
        audits: vec![entry],
        ..Filled::default()
    };
    let found = |layout: Layout| {
        let book = made(tool, None, layout, &filled);
        let page = &book.pages[1];
        let mut flags = BTreeMap::new();
        for (at, field) in form.fields.iter().enumerate() {
            let (row, column) = match layout {
                Layout::Rows => (5, u16::try_from(at).unwrap()),
                Layout::OneCase => {
                    // The cell that has the field's input.
                    let area = page.inputs[position_of(page, tool, field.name.as_str())].area;
                    (area.top, area.left)
                }
            };
            let covers = |area: &Area| {
                (area.top..=area.bottom).contains(&row)
                    && (area.left..=area.right).contains(&column)
            };
            let mark = page
                .marks
                .iter()
                .find(|mark| covers(&mark.area) && holds(&book, page, &mark.when, row));
            if let Some(mark) = mark {
                flags.insert(field.name.clone(), mark.flag);
            }
        }
        flags
    };
    let rows = found(Layout::Rows);
    let mut one_case = found(Layout::OneCase);
    // A row that has not been begun misses nothing; a page for one case does at once.
    let missing = |name: &String| {
        let at = form.position(name).unwrap();
        form.fields[at].required && !rows.contains_key(name)
    };
    one_case.retain(|name, _| !missing(name));
    assert_eq!(rows, one_case);
    rows
}

/// The input of a field on the page of one case, found as the import finds its cell.
fn position_of(page: &Page, tool: &Tool, name: &str) -> usize {
    let header: Vec<String> = (0..7).map(|column| text(page, 2, column)).collect();
    let first = tool.readings[0].word();
    page.inputs
        .iter()
        .position(|input| {
            let base = text(page, input.area.top, 0);
            let column = header[usize::from(input.area.left)].as_str();
            let rated_twice = tool.standards.iter().any(|s| s.id == base) && tool.rates_twice();
            let full = match (column, rated_twice) {
                ("answer", true) => format!("{base}.{first}"),
                ("evidence", true) => format!("{base}.{first}.evidence"),
                ("answer", false) => base,
                (_, _) => format!("{base}.{column}"),
            };
            full == name
        })
        .unwrap_or_else(|| unreachable!("{name}"))
}

#[test]
fn what_does_not_apply_is_hatched() {
    let tool = tool("early-help");
    let base = [("case", "1"), ("hub", "h")];
    let open = flags(&tool, &[base[0], base[1], ("stage", "Open")]);
    for ending in [
        "record",
        "record.evidence",
        "discussion",
        "discussion.evidence",
    ] {
        assert_eq!(
            open.get(&format!("handover_warm.{ending}")),
            Some(&Flag::Idle)
        );
        assert_eq!(open.get(&format!("child_day.{ending}")), None);
    }
    let stepped = flags(
        &tool,
        &[base[0], base[1], ("stage", "Stepped down from social care")],
    );
    assert_eq!(stepped.get("handover_warm.record"), None);
    // A blank fact leaves a standard applicable.
    let blank = flags(&tool, &[base[0], base[1], ("audited_on", "2026-01-02")]);
    assert_eq!(blank.get("handover_warm.record"), None);
    assert_eq!(blank.get("stage"), Some(&Flag::Needed));
    let not_held = flags(&tool, &[base[0], ("discussion", "not_held")]);
    assert_eq!(not_held.get("child_day.discussion"), Some(&Flag::Idle));
    assert_eq!(
        not_held.get("child_day.discussion.evidence"),
        Some(&Flag::Idle)
    );
    assert_eq!(not_held.get("child_day.record"), None);
    assert_eq!(not_held.get("discussed_on"), Some(&Flag::Idle));
    assert_eq!(not_held.get("discussion.reason"), Some(&Flag::Needed));
    assert_eq!(not_held.get("hub"), Some(&Flag::Needed));
    let held = flags(&tool, &[base[0], ("discussion", "held")]);
    assert_eq!(held.get("child_day.discussion"), None);
    assert_eq!(held.get("discussion.reason"), Some(&Flag::Idle));
}

#[test]
fn a_critical_rating_is_red_until_somebody_was_told() {
    let tool = tool("early-help");
    let told = |answers: &[(&str, &str)]| {
        let flags = flags(&tool, answers);
        ["harm_acted_on.escalated_to", "harm_acted_on.escalated_on"].map(|n| flags.get(n).copied())
    };
    let record = ("harm_acted_on.record", "Concern");
    assert_eq!(told(&[]), [Some(Flag::Idle); 2]);
    assert_eq!(
        told(&[("harm_acted_on.record", "Secure")]),
        [Some(Flag::Idle); 2]
    );
    assert_eq!(told(&[record]), [Some(Flag::Urgent); 2]);
    assert_eq!(
        told(&[record, ("harm_acted_on.escalated_to", "duty manager")]),
        [None, Some(Flag::Urgent)]
    );
    // The last reading given is the rating.
    assert_eq!(
        told(&[record, ("harm_acted_on.discussion", "Secure")]),
        [Some(Flag::Idle); 2]
    );
    assert_eq!(
        told(&[
            ("harm_acted_on.record", "Secure"),
            ("harm_acted_on.discussion", "Concern")
        ]),
        [Some(Flag::Urgent); 2]
    );
}

#[test]
fn words_are_marked_where_a_level_asks_for_them() {
    let tool = tool("early-help");
    let flag = |answers: &[(&str, &str)], name: &str| flags(&tool, answers).get(name).copied();
    let needed = Some(Flag::Needed);
    let (record, words) = ("child_day.record", "child_day.record.evidence");
    let (after, added) = ("child_day.discussion", "child_day.discussion.evidence");
    assert_eq!(flag(&[(record, "Strong")], words), needed);
    assert_eq!(flag(&[(record, "Strong"), (words, "seen")], words), None);
    assert_eq!(flag(&[(record, "Secure")], words), None);
    assert_eq!(
        flag(&[(record, "n/a")], words),
        needed,
        "a reason is asked for"
    );
    // What stays as it was needs no words again.
    assert_eq!(
        flag(
            &[(record, "Strong"), (words, "seen"), (after, "Strong")],
            added
        ),
        None
    );
    assert_eq!(
        flag(&[(record, "Secure"), (after, "Strong")], added),
        needed
    );
    assert_eq!(flag(&[("overall", "Strong")], "overall.evidence"), needed);
}

#[test]
fn going_past_a_limit_asks_for_a_reason() {
    let tool = tool("early-help");
    let reason = |answers: &[(&str, &str)]| {
        flags(&tool, answers)
            .get("overall.override_reason")
            .copied()
    };
    assert_eq!(reason(&[]), Some(Flag::Idle));
    let limited = ("child_day.record", "Not evidenced");
    assert_eq!(
        reason(&[limited, ("overall", "Developing")]),
        Some(Flag::Idle)
    );
    assert_eq!(
        reason(&[limited, ("overall", "Secure")]),
        Some(Flag::Needed)
    );
    assert_eq!(
        reason(&[
            limited,
            ("overall", "Secure"),
            ("overall.override_reason", "because")
        ]),
        None
    );
}

#[test]
fn rules_over_several_choices_and_yes_no_hold() {
    let tool = hostile();
    let idle = |answers: &[(&str, &str)]| {
        flags(&tool, answers).get("s.record").copied() == Some(Flag::Idle)
    };
    assert!(!idle(&[]));
    assert!(!idle(&[("stage", "=1+1")]) && !idle(&[("stage", ">0*?~")]));
    assert!(idle(&[("stage", "-, \"b\"")]));
    assert!(idle(&[("ways", "one")]));
    assert!(!idle(&[("ways", "one;=two, \"2\"")]));
    assert!(idle(&[("ready", "no")]) && !idle(&[("ready", "yes")]));
}

#[test]
fn every_field_has_one_cell_with_its_hint_in_both_layouts() {
    for tool in SHIPPED.map(tool) {
        let form = Form::audits(&tool, &[]);
        let one = made(&tool, None, Layout::OneCase, &Filled::default());
        let page = &one.pages[1];
        assert_eq!(page.inputs.len(), form.fields.len());
        for field in &form.fields {
            position_of(page, &tool, &field.name);
            let rated = matches!(field.about, About::Rating(_, Reading::Record));
            let input = &page.inputs[position_of(page, &tool, &field.name)];
            if rated {
                assert!(matches!(input.takes, Takes::One(_)));
            }
        }
        let hub = Form::audits(&tool, &round().hubs);
        let list = hub.fields[1].kind.list().unwrap();
        assert_eq!(list.of, Listed::Hub);
    }
}

// ------------------------------------------------------------- the command

fn names(text: &str) -> Vec<String> {
    text.trim_end().split(',').map(str::to_owned).collect()
}

#[test]
fn csv_is_the_header_alone() {
    let tool = tool("step-up-step-down");
    let audits = run(&["template", "step-up-step-down", "-o", "-"]).fine();
    assert_eq!(audits.lines().count(), 1);
    let form = Form::audits(&tool, &[]);
    assert_eq!(names(&audits), form.names().collect::<Vec<_>>());
    for (table, form) in [
        ("findings", Form::findings(&tool)),
        ("actions", Form::actions(&tool, &[], &[])),
        ("cases", Form::cases(&[])),
        ("audits", form),
    ] {
        let ran = run(&["template", "step-up-step-down", "--table", table, "-o", "-"]);
        assert_eq!(names(&ran.fine()), form.names().collect::<Vec<_>>());
    }
}

#[test]
fn a_file_that_is_there_is_kept_unless_it_is_forced() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["entry.xlsx", "entry.csv"] {
        let file = folder.path().join(name);
        fs::write(&file, "mine").unwrap();
        let ran = run_in(folder.path(), &["template", "ilacs", "-o", name], b"");
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains("is there already"), "{}", ran.stderr);
        assert_eq!(fs::read(&file).unwrap(), b"mine");
        run_in(
            folder.path(),
            &["template", "ilacs", "-o", name, "--force"],
            b"",
        )
        .fine();
        assert_ne!(fs::read(&file).unwrap(), b"mine");
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "nothing is left lying about: {left:?}");
}

#[test]
fn an_entry_sheet_takes_the_place_of_no_file_of_a_round() {
    let folder = common::round::with_round(&[]);
    let before = common::round::files(folder.path());
    for name in [
        "audits.csv",
        "cases.csv",
        "drafts.csv",
        "last_written/new.xlsx",
    ] {
        for force in [&[][..], &["--force"]] {
            let place = format!("round/{name}");
            let arguments = ["template", "--round", "round", "-o", &place];
            let ran = run_in(folder.path(), &[&arguments, force].concat(), b"");
            if name == "drafts.csv" {
                ran.fine();
                fs::remove_file(folder.path().join(place)).unwrap();
                continue;
            }
            assert_eq!(ran.code, 2, "{name}");
            assert!(ran.stderr.contains("belongs to a round"), "{}", ran.stderr);
        }
    }
    assert_eq!(common::round::files(folder.path()), before);
}

#[cfg(unix)]
#[test]
fn the_sheet_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["template", "ilacs", "-o", "e.xlsx"], b"").fine();
    let mode = fs::metadata(folder.path().join("e.xlsx"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn what_cannot_be_made_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, said) in [
        (&["template", "ilacs", "-o", "e.ods"][..], ".xlsx or .csv"),
        (
            &["template", "ilacs", "-o", "e.csv", "--form"],
            "is a workbook",
        ),
        (
            &["template", "ilacs", "-o", "e.xlsx", "--table", "findings"],
            "for .csv",
        ),
        (&["template", "ilacks", "-o", "e.xlsx"], "did you mean"),
        (&["template", "--round", ".", "-o", "e.xlsx"], "is no round"),
        (&["template", "-o", "e.xlsx"], "TOOL"),
    ] {
        let ran = run_in(folder.path(), arguments, b"");
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
    }
    fs::write(folder.path().join("broken.toml"), "id = 3").unwrap();
    let ran = run_in(
        folder.path(),
        &["template", "broken.toml", "-o", "e.xlsx"],
        b"",
    );
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("broken.toml:1"), "{}", ran.stderr);
    assert!(!folder.path().join("e.xlsx").exists());
}

#[test]
fn a_round_gives_its_hubs_and_the_cases_still_to_be_audited() {
    let folder = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/2026-spring");
    for name in ["round.toml", "tool.toml", "cases.csv", "audits.csv"] {
        fs::copy(sample.join(name), folder.path().join(name)).unwrap();
    }
    let rows = |name: &str, column: &str| -> Vec<String> {
        let mut reader = csv::Reader::from_path(sample.join(name)).unwrap();
        let at = reader
            .headers()
            .unwrap()
            .iter()
            .position(|h| h == column)
            .unwrap();
        reader
            .records()
            .map(|row| row.unwrap()[at].to_owned())
            .collect()
    };
    let cases = || {
        run_in(
            folder.path(),
            &["template", "--round", ".", "-o", "e.xlsx", "--force"],
            b"",
        )
        .fine();
        let mut book: Xlsx<_> = calamine::open_workbook(folder.path().join("e.xlsx")).unwrap();
        let audits = book.worksheet_range("Audits").unwrap();
        let cell = |row, column| match audits.get_value((row, column)) {
            Some(Data::String(text)) => text.clone(),
            _ => String::new(),
        };
        assert_eq!(cell(0, 0), "Early help case audit, Spring 2026: audits");
        assert_eq!(cell(4, 0), "case");
        let lists = book.worksheet_range("Lists").unwrap();
        let has = |word: &str| {
            let word = Data::String(word.to_owned());
            lists.used_cells().any(|(_, _, value)| *value == word)
        };
        assert!(has("Ashbrook") && has("Northcroft"));
        let mut cases: Vec<String> = (5..500)
            .map(|row| cell(row, 0))
            .take_while(|c| !c.is_empty())
            .collect();
        cases.dedup();
        cases
    };
    // Everything planned has been audited in the sample.
    let before = cases();
    let audited = rows("audits.csv", "case");
    assert!(
        before.iter().all(|case| !audited.contains(case)),
        "{before:?}"
    );
    fs::remove_file(folder.path().join("audits.csv")).unwrap();
    let status = rows("cases.csv", "status");
    let planned = rows("cases.csv", "case").into_iter().zip(status);
    let planned: Vec<String> = planned
        .filter(|(_, status)| status != "not_audited")
        .map(|(case, _)| case)
        .collect();
    assert!(planned.len() > 30);
    assert_eq!(cases(), planned);
    // A case that is only named is no audit yet.
    let ran = run_in(folder.path(), &["import", ".", "e.xlsx"], b"");
    assert!(
        ran.stderr.contains("nothing is filled in yet"),
        "{}",
        ran.stderr
    );
    assert!(!ran.fine().contains("audit"));
    // For one case the hubs are there as well, and no case is filled in.
    run_in(
        folder.path(),
        &["template", "--form", "--round", ".", "-o", "f.xlsx"],
        b"",
    )
    .fine();
}

#[test]
fn cells_of_a_line_beyond_its_end_are_left_alone() {
    let line = Line::default().with(3, Cell::blank(case_audit::report::workbook::Look::Plain));
    assert!(line.cells.is_empty());
}

/// A name that a page's hidden cells hold: its row and column.
fn cell_of(page: &Page, name: &str) -> (usize, usize) {
    let words = |cell: &Cell| matches!(&cell.value, Value::Text(text) if text == name);
    let lines = page.lines.iter().enumerate();
    let mut found = lines.filter_map(|(row, line)| Some((row, line.cells.iter().position(words)?)));
    found.next().unwrap()
}

fn errors(problems: &Problems) -> String {
    case_audit::diagnostics::text(problems, &[Severity::Error])
}

/// The form of one case, with one answer to everything.
fn one_case(tool: &Tool) -> Workbook {
    let filled = Filled {
        audits: vec![filled_entry(&Form::audits(tool, &[]), 0)],
        ..Filled::default()
    };
    made(tool, None, Layout::OneCase, &filled)
}

#[test]
fn a_row_of_a_form_that_comes_twice_may_not_say_two_things() {
    let tool = tool("early-help");
    let mut book = one_case(&tool);
    let name = tool.standards[0].id.clone();
    let (row, field) = cell_of(&book.pages[1], &name);
    assert_eq!(field, 0);
    let copy = book.pages[1].lines[row].clone();
    book.pages[1].lines.insert(row + 1, copy);
    let (came, problems) = come_in(&xlsx(&book).unwrap(), &tool, &[]);
    assert_eq!(errors(&problems), "");
    let audits = entries(&came, TableName::Audits);
    assert_eq!(audits, [filled_entry(&Form::audits(&tool, &[]), 0)]);
    // A blank takes nothing away.
    book.pages[1].lines[row + 1].cells[4].value = Value::Nothing;
    let (came, problems) = come_in(&xlsx(&book).unwrap(), &tool, &[]);
    assert_eq!(errors(&problems), "");
    assert_eq!(entries(&came, TableName::Audits), audits);
    book.pages[1].lines[row + 1].cells[4].value = Value::Text("other words".to_owned());
    let (_, problems) = come_in(&xlsx(&book).unwrap(), &tool, &[]);
    assert_eq!(problems.count(Severity::Error), 1, "{problems:#?}");
    let told = errors(&problems);
    for place in [row + 2, row + 1].map(|row| format!("sheet Case, cell E{row},")) {
        assert_eq!(told.matches(&place).count(), 1, "{told}");
    }
    assert!(
        told.starts_with(&format!("entry.xlsx: sheet Case, cell E{},", row + 2)),
        "{told}"
    );
    assert!(told.contains("[conflict]"), "{told}");
}

#[test]
fn a_row_of_a_form_without_its_id_is_told_at_its_answer() {
    for tool in SHIPPED.map(tool).into_iter().chain([hostile()]) {
        let mut book = one_case(&tool);
        let row = cell_of(&book.pages[1], &tool.standards[1].id).0;
        book.pages[1].lines[row].cells[0].value = Value::Nothing;
        let (_, problems) = come_in(&xlsx(&book).unwrap(), &tool, &[]);
        let told = errors(&problems);
        assert_eq!(problems.count(Severity::Error), 1, "{told}");
        let place = format!("entry.xlsx: sheet Case, cell D{}, column answer: ", row + 1);
        assert!(told.starts_with(&place), "{told}");
        assert!(
            told.contains("this row has lost its id in column A"),
            "{told}"
        );
        // Without answers there is nothing to lose.
        for cell in book.pages[1].lines[row].cells.iter_mut().skip(3) {
            cell.value = Value::Nothing;
        }
        let (_, problems) = come_in(&xlsx(&book).unwrap(), &tool, &[]);
        assert_eq!(errors(&problems), "");
    }
}

#[test]
fn a_page_without_its_row_of_names_is_told_and_a_renamed_one_is_read() {
    for tool in [tool("early-help"), hostile()] {
        for (layout, page) in [
            (Layout::Rows, 1),
            (Layout::Rows, 2),
            (Layout::Rows, 3),
            (Layout::OneCase, 1),
            (Layout::OneCase, 2),
            (Layout::OneCase, 3),
        ] {
            let name = if page == 1 && layout == Layout::OneCase {
                "field"
            } else {
                "case"
            };
            for filled in [filled(&tool, &[], Some(1)), Filled::default()] {
                let mut book = made(&tool, None, layout, &filled);
                let own = book.pages[page].name.clone();
                let row = cell_of(&book.pages[page], name).0;
                book.pages[page].lines.remove(row);
                let (_, problems) = come_in(&xlsx(&book).unwrap(), &tool, &[]);
                let all = [Severity::Error, Severity::Warning, Severity::Note];
                let told = case_audit::diagnostics::text(&problems, &all);
                let lost = format!(
                    "entry.xlsx: error: the sheet `{own}` has lost its row of column names (row {}): nothing on it can be read [no-table]",
                    row + 1
                );
                assert_eq!(told.matches(&lost).count(), 1, "{} {told}", tool.id);
                assert!(!told.contains("nothing is filled in yet"), "{told}");
                book.pages[page].name = "Mine".to_owned();
                let (_, problems) = come_in(&xlsx(&book).unwrap(), &tool, &[]);
                assert!(problems.has_errors(), "{problems:#?}");
            }
            let mut book = made(&tool, None, layout, &filled(&tool, &[], Some(1)));
            let (whole, _) = come_in(&xlsx(&book).unwrap(), &tool, &[]);
            book.pages[page].name = "Mine".to_owned();
            let (came, problems) = come_in(&xlsx(&book).unwrap(), &tool, &[]);
            assert_eq!(errors(&problems), "");
            for table in TableName::ALL {
                assert_eq!(entries(&came, table), entries(&whole, table));
            }
        }
    }
}

#[test]
fn notes_of_the_users_own_in_an_entry_sheet_are_passed_over() {
    let tool = tool("early-help");
    let mut book = one_case(&tool);
    book.pages.push(Page {
        name: "My notes".to_owned(),
        lines: vec![Line {
            cells: vec![Cell::text("remember the milk", Look::Plain)],
            ..Line::default()
        }],
        ..Page::default()
    });
    let (came, problems) = come_in(&xlsx(&book).unwrap(), &tool, &[]);
    let all = [Severity::Error, Severity::Warning, Severity::Note];
    let told = case_audit::diagnostics::text(&problems, &all);
    assert!(
        told.contains("the sheet `My notes` holds no table of a round, and was passed over"),
        "{told}"
    );
    assert_eq!(problems.count(Severity::Error), 0, "{told}");
    assert_eq!(entries(&came, TableName::Audits).len(), 1);
}

#[test]
fn a_rating_left_blank_after_a_held_discussion_stays_as_it_was() {
    let hubs = ["--hub", "North", "--hub", "South"];
    for (layout, audits) in [(Layout::Rows, 3), (Layout::OneCase, 1)] {
        let folder = common::folder(&[]);
        let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let round = at("round");
        run(&[&["init", &round, "--tool", "early-help"], hubs.as_slice()].concat()).fine();
        let tool = tool("early-help");
        let known = ["North", "South"].map(|name| Hub {
            id: name.to_owned(),
            label: name.to_owned(),
            planned: None,
            was: Vec::new(),
        });
        let form = Form::audits(&tool, &known);
        let mut entries: Vec<Entry> = Vec::new();
        for (turn, held) in (0..audits).zip(["held", "not_held", ""]) {
            let mut entry = filled_entry(&form, turn);
            entry.set(&form, "role", "first");
            entry.set(&form, "discussion", held);
            let audit = case_audit::model::Audit::of(&tool, &form, &entry);
            for standard in &tool.standards {
                if layout == Layout::OneCase && !standard.applies(&audit.facts) {
                    entry.set(&form, &format!("{}.record", standard.id), "");
                }
            }
            for (at, standard) in tool.standards.iter().enumerate() {
                // The first keeps a level of its own.
                if at > 0 || turn > 0 {
                    entry.set(&form, &format!("{}.discussion", standard.id), "");
                }
            }
            entries.push(entry);
        }
        let filled = Filled {
            audits: entries.clone(),
            ..Filled::default()
        };
        let sent = at("sent.xlsx");
        fs::write(&sent, xlsx(&made(&tool, None, layout, &filled)).unwrap()).unwrap();
        run(&["import", &round, &sent]).fine();
        let stored = common::round::rows(Path::new(&round).join("audits.csv").as_path());
        assert_eq!(stored.len(), entries.len());
        let mut taken = 0;
        for (entry, row) in entries.iter().zip(&stored) {
            let audit = case_audit::model::Audit::of(&tool, &form, entry);
            for standard in &tool.standards {
                let name = format!("{}.discussion", standard.id);
                let own = entry.get(&form, &name);
                let held = entry.get(&form, "discussion") == "held";
                let expected = if own.is_empty() && held && standard.applies(&audit.facts) {
                    taken += 1;
                    entry.get(&form, &format!("{}.record", standard.id))
                } else {
                    own
                };
                assert_eq!(row[&name], expected, "{name}");
            }
        }
        assert!(taken > 0);
        let before = common::round::files(Path::new(&round));
        run(&["import", &round, &sent]).fine();
        // The long layout tells of no rating where a standard does not apply.
        let exports = if layout == Layout::Rows {
            &["wide"][..]
        } else {
            &["wide", "long"]
        };
        for layout in exports {
            let out = at(&format!("{layout}.csv"));
            run(&["export", &round, "--layout", layout, "-o", &out]).fine();
            run(&["import", &round, &out]).fine();
        }
        assert_eq!(before, common::round::files(Path::new(&round)));
    }
}
