//! Every figure of every form equals the JSON's.

use std::path::PathBuf;

use crate::documents::{Table, plain, read};
use crate::tables::{self, Asked};
use crate::{READ, bytes, inspections, json, sample, springs};

/// Where tables tell what changed in the tool, which has tests of its own.
const TOOL: [&str; 2] = ["What changed in the tool", "The tool's change in detail"];

fn options(asked: Asked) -> Vec<String> {
    let mut out = Vec::new();
    if asked.explain {
        out.push("--explain".to_owned());
    }
    if asked.cases {
        out.push("--cases".to_owned());
    }
    if !asked.hub.is_empty() {
        out.extend(["--hub".to_owned(), asked.hub.to_owned()]);
    }
    if asked.percent_from != 10 {
        out.extend(["--percent-from".to_owned(), asked.percent_from.to_string()]);
    }
    out
}

/// Each table in the text is a run of lines: what stands above it, its header, its rows.
fn in_text(text: &str, tables: &[Table], what: &str) {
    let is_rule = |line: &str| !line.is_empty() && line.chars().all(|c| "─═━ ".contains(c));
    let lines: Vec<String> = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !is_rule(line))
        .map(plain)
        .collect();
    let joined = |cells: &[String]| {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        plain(&cells.join(" "))
    };
    let mut from = 0;
    for table in tables {
        let mut run = vec![joined(&table.header)];
        if !table.caption.is_empty() {
            run.insert(0, table.caption.clone());
        }
        run.extend(table.rows.iter().map(|row| joined(row)));
        let found = (from..lines.len()).find(|at| lines[*at..].starts_with(&run));
        let Some(at) = found else {
            let first = lines.iter().position(|line| *line == run[0]);
            let near = first.map(|at| &lines[at..(at + run.len()).min(lines.len())]);
            panic!("{what}: not in the text: {run:#?}\nbut {near:#?}");
        };
        from = at + run.len();
    }
}

fn held_against_the_json(rounds: &[PathBuf], asked: Asked) {
    let options = options(asked);
    let more: Vec<&str> = options.iter().map(String::as_str).collect();
    let json = json(rounds, &more);
    let page = read(&bytes(rounds, "html", &more), "html");
    for form in READ {
        let what = format!("{options:?} as {form}");
        let charts = matches!(form, "html" | "docx" | "xlsx");
        let should = tables::all(&json, Asked { charts, ..asked });
        assert!(should.len() > 4, "{what} has few tables");
        let bytes = bytes(rounds, form, &more);
        if form == "txt" {
            in_text(std::str::from_utf8(&bytes).unwrap(), &should, &what);
            continue;
        }
        let mut is = read(&bytes, form);
        if form == "xlsx" {
            is.stands_as_on(&page);
        }
        let mut is = is.tables;
        is.retain(|table| !TOOL.contains(&table.section.as_str()));
        let captions = |tables: &[Table]| {
            let tables = tables.iter();
            tables
                .map(|table| (table.section.clone(), table.caption.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(captions(&is), captions(&should), "{what}");
        for (is, should) in is.iter_mut().zip(&should) {
            for row in &mut is.rows {
                row.resize(is.header.len(), String::new());
            }
            assert_eq!(is.header, should.header, "{what}: {}", is.caption);
            for (is_row, row) in is.rows.iter().zip(&should.rows) {
                assert_eq!(is_row, row, "{what}: {}", is.caption);
            }
            assert_eq!(is, should, "{what}");
        }
    }
}

#[test]
fn every_figure_equals_the_jsons() {
    held_against_the_json(&springs(), Asked::default());
    held_against_the_json(&inspections(), Asked::default());
    // The later round first: what was new has gone, and what improved has declined.
    let [before, after] = springs();
    held_against_the_json(&[after, before], Asked::default());
}

#[test]
fn every_figure_with_all_that_can_be_asked_for_equals_the_jsons() {
    let asked = Asked {
        explain: true,
        cases: true,
        hub: "Fernhill",
        ..Asked::default()
    };
    held_against_the_json(&springs(), asked);
    let asked = Asked {
        hub: "London",
        percent_from: 150,
        ..Asked::default()
    };
    held_against_the_json(&inspections(), asked);
}

/// Where other parts of the discussions were held, what the record alone says stands beside.
#[test]
fn every_figure_by_the_record_alone_equals_the_jsons() {
    let folder = tempfile::tempdir().unwrap();
    let [_, after] = springs();
    let before = crate::copy("2026-spring", folder.path());
    let sheet = before.join("audits.csv");
    let mut reader = csv::Reader::from_path(&sheet).unwrap();
    let header = reader.headers().unwrap().clone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    for (place, row) in reader.records().enumerate() {
        let row = row.unwrap();
        let dropped = place % 3 != 0;
        let cells = header.iter().zip(row.iter()).map(|(name, cell)| {
            let of_discussion = name.ends_with(".discussion")
                || name.ends_with(".discussion.evidence")
                || name == "discussed_on";
            match name {
                "discussion" if dropped => "not_held",
                "discussion.reason" if dropped => "Nobody was free.",
                _ if dropped && of_discussion => "",
                _ => cell,
            }
        });
        writer.write_record(cells).unwrap();
    }
    std::fs::write(&sheet, writer.into_inner().unwrap()).unwrap();
    let rounds = [before, after];
    let said = json(&rounds, &[]);
    assert_eq!(said["practice"]["sample"]["record_beside"], true);
    held_against_the_json(&rounds, Asked::default());
    assert!(sample("2026-spring").join("audits.csv").exists());
}
