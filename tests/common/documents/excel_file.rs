//! Documents for Excel: cells read back with another library than wrote them, and what they
//! look like from the parts of the package. What the workbook takes apart to calculate with
//! is put together again into the words that the other forms have.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use serde_json::json;

use super::word_file::{Node, parts};
use super::{Back, Table, plain};
use crate::wording::{count, decimals};

/// What stands before the section that a sheet is from.
const FROM: &str = "From the section: ";

/// How large the headings of the cover are, in points.
const HEADING: &str = "14";

/// A sheet as it is shown.
struct Sheet {
    name: String,
    rows: Vec<Vec<String>>,
    /// How large the words of a row's first cell are.
    points: Vec<String>,
    /// The row of its headers, where it has a table.
    header: Option<usize>,
    /// How many columns stay in sight.
    names: usize,
}

/// What each style of a cell says.
struct Style {
    format: String,
    points: String,
}

pub fn read(bytes: &[u8]) -> Back {
    let sheets = sheets(bytes);
    let [cover, contents, notes, rest @ ..] = sheets.as_slice() else {
        panic!("the first sheets are missing")
    };
    let names = [cover, contents, notes].map(|sheet| sheet.name.as_str());
    assert_eq!(names, ["Cover", "Contents", "Notes"]);
    let listed = contents.body();
    assert_eq!(
        listed.len(),
        rest.len() + 2,
        "every sheet is in the contents"
    );
    let mut back = Back::default();
    let mut words: Vec<String> = Vec::new();
    for (row, points) in cover.rows.iter().zip(&cover.points) {
        if row[0] == "How to use this workbook" {
            break;
        }
        if points == HEADING {
            back.headings.push(row[0].clone());
        }
        words.push(row[0].clone());
    }
    let mut titles = BTreeSet::new();
    for (sheet, listed) in rest.iter().zip(&listed[2..]) {
        assert_eq!(listed[0], sheet.name);
        assert_eq!(listed[1], sheet.rows[0][0]);
        titles.insert(&listed[1]);
        let (from, caption) = sheet.stands();
        // A part of the section stands after it.
        let section = from.split(": ").next().unwrap().to_owned();
        if back.headings.last() != Some(&section) {
            back.headings.push(section.clone());
        }
        words.extend(sheet.head().iter().map(|row| row[0].clone()));
        if listed[2].starts_with("Table: ") {
            let (header, rows) = sheet.together();
            back.from.push(from);
            back.tables.push(Table {
                section,
                caption,
                header,
                rows,
            });
        } else if sheet.header.is_some() {
            words.extend(sheet.said());
        }
    }
    // What explains the whole; other notes stand with their tables.
    let general = notes.body().iter().filter(|row| {
        let of_a_sheet = titles.contains(&row[0]);
        !of_a_sheet && !row[0].starts_with("The shorthand [")
    });
    for row in general {
        let heading = row[0].split(": ").next().unwrap().to_owned();
        if back.headings.last() != Some(&heading) {
            back.headings.push(heading);
        }
        words.extend(row.iter().cloned());
    }
    back.words = plain(&words.join(" "));
    back
}

impl Sheet {
    /// The rows above its table, or all.
    fn head(&self) -> &[Vec<String>] {
        &self.rows[..self.header.unwrap_or(self.rows.len())]
    }

    fn body(&self) -> &[Vec<String>] {
        &self.rows[self.header.expect("a table") + 1..]
    }

    /// What it says that it is from, and what its table is called in it.
    fn stands(&self) -> (String, String) {
        let names = self.header.map(|header| &self.rows[header][self.names - 1]);
        let by = names
            .map(|names| format!(", by “{names}”"))
            .unwrap_or_default();
        let title = &self.rows[0][0];
        let title = title.strip_suffix(&by).unwrap_or(title).to_owned();
        let mut head = self.head().iter();
        match head.find_map(|row| row[0].strip_prefix(FROM)) {
            None => (title, String::new()),
            Some(from) => (from.to_owned(), title),
        }
    }

    /// Its table of words, line by line.
    fn said(&self) -> Vec<String> {
        let header = &self.rows[self.header.unwrap()];
        let at = |title: &str| header.iter().position(|other| other == title);
        let (said, whose) = (at("Words").unwrap(), at("Whose words"));
        let lines = self.body().iter().map(|row| {
            let mut row = row.clone();
            if whose.is_some_and(|whose| !row[whose].is_empty()) {
                row[said] = format!("“{}”", row[said]);
            }
            row.join(" ")
        });
        lines.collect()
    }

    /// Its table as it was before it was taken apart.
    fn together(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let titles = &self.rows[self.header.unwrap()];
        let grouped = self.names == 2;
        let kind = titles.len() - 1;
        let kind = (titles[kind] == "Kind of row").then_some(kind);
        let columns = columns(titles, usize::from(grouped)..kind.unwrap_or(titles.len()));
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut group = String::new();
        for row in self.body() {
            let total = kind.is_some_and(|kind| match row[kind].as_str() {
                "Total" => true,
                "Single" => false,
                other => panic!("{}: a row of the kind {other}", self.name),
            });
            if grouped && !total && row[0] != group {
                group.clone_from(&row[0]);
                let mut title = vec![group.clone()];
                title.resize(columns.len(), String::new());
                rows.push(title);
            }
            rows.push(columns.iter().map(|column| column.whole(row)).collect());
        }
        let header = columns.into_iter().map(|column| column.title).collect();
        (header, rows)
    }
}

/// One column as it was, and which columns hold its parts.
struct Column {
    title: String,
    at: usize,
    parts: BTreeMap<&'static str, usize>,
}

const PARTS: [&str; 6] = [
    "number",
    "out of",
    "share",
    "range from",
    "range to",
    "stands out",
];

fn columns(titles: &[String], within: std::ops::Range<usize>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut taken = BTreeSet::new();
    taken.extend(
        titles[..within.start]
            .iter()
            .map(|title| title.to_lowercase()),
    );
    for at in within {
        let title = &titles[at];
        let own = undone(title, &taken);
        assert!(taken.insert(title.to_lowercase()), "two columns {title}");
        let part = PARTS.into_iter().find_map(|part| {
            let title = own.strip_suffix(&format!(" ({part})"))?;
            Some((title.to_owned(), part))
        });
        match (part, columns.last_mut()) {
            // A change in points has its own figure first, and no number of a number.
            (Some((title, part)), Some(last))
                if part != PARTS[0]
                    && last.title == title
                    && (!last.parts.is_empty() || part == "range from") =>
            {
                assert_eq!(last.parts.insert(part, at), None, "{title}: two of {part}");
            }
            (Some((title, part)), _) if part == PARTS[0] => columns.push(Column {
                title,
                at,
                parts: BTreeMap::from([(part, at)]),
            }),
            _ => columns.push(Column {
                title: own,
                at,
                parts: BTreeMap::new(),
            }),
        }
    }
    columns
}

/// A title without the number that tells it from an equal one at its left.
fn undone(title: &str, taken: &BTreeSet<String>) -> String {
    let stem = title.rsplit_once(" (").filter(|(stem, number)| {
        let number = number.strip_suffix(')').and_then(|n| n.parse::<u32>().ok());
        number >= Some(2) && taken.contains(&stem.to_lowercase())
    });
    stem.map_or(title, |(stem, _)| stem).to_owned()
}

impl Column {
    /// The cell as it was.
    fn whole(&self, row: &[String]) -> String {
        let first = sign(&row[self.at]);
        let part = |part: &str| self.parts.get(part).map(|at| row[*at].as_str());
        let Some(of) = part("out of") else {
            let range = part("range from").zip(part("range to"));
            return match range {
                None => first,
                Some((low, high)) if [low, high].map(is_sign) == [true, true] => first,
                Some((low, high)) => format!("{first} ({low} to {high})"),
            };
        };
        match of {
            // Words, or nothing, in a column of shares.
            "[z]" => {
                let more = ["share", "range from", "range to"].map(part);
                let idle = more.into_iter().flatten().all(|more| more == "[z]");
                assert!(
                    idle && part("stands out").unwrap_or("").is_empty(),
                    "{row:?}"
                );
                return first;
            }
            "[x]" | "0" => {
                let more = ["share", "range from", "range to"].map(part);
                assert!(
                    more.into_iter().flatten().all(|more| more == "[x]"),
                    "{row:?}"
                );
                assert_eq!(first, "–");
                return first;
            }
            _ => {}
        }
        let tone = part("stands out").and_then(|tone| tone.split_once(' '));
        let tone = tone.map_or(String::new(), |(symbol, word)| {
            assert_eq!(
                (symbol == "▲", symbol == "▼"),
                (word == "Stands above", word == "Stands below")
            );
            format!("{symbol} ")
        });
        let percent = |name: &str| {
            let shown = part(name).filter(|shown| !matches!(*shown, "[u]" | "[x]"));
            shown.map(|shown| shown.strip_suffix('%').unwrap_or_else(|| panic!("{row:?}")))
        };
        let range = percent("range from").zip(percent("range to"));
        let aside = match (percent("share"), range) {
            (None, None) => String::new(),
            (Some(share), None) => format!(" ({share} %)"),
            (Some(share), Some((low, high))) => format!(" ({share} %, {low}–{high} %)"),
            (None, Some(_)) => panic!("a range of nothing: {row:?}"),
        };
        format!("{tone}{first} of {of}{aside}")
    }
}

/// Does a sign stand where a figure would?
fn is_sign(cell: &str) -> bool {
    cell.starts_with('[')
}

/// What a cell alone says; nothing, or a dash, where a sign says that there is no figure.
fn sign(cell: &str) -> String {
    match cell {
        "[x]" => "–".to_owned(),
        "[z]" => String::new(),
        other => other.to_owned(),
    }
}

fn xml(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> Node {
    Node::read(std::str::from_utf8(&parts[name]).unwrap())
}

fn every<'a>(node: &'a Node, name: &str) -> Vec<&'a Node> {
    let mut found = Vec::new();
    node.every(name, &mut found);
    found
}

fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    let parts = parts(bytes);
    let styles = styles(&xml(&parts, "xl/styles.xml"));
    let workbook = xml(&parts, "xl/workbook.xml");
    // The header of a table stands on each printed page.
    let repeated: BTreeMap<usize, usize> = every(&workbook, "definedName")
        .into_iter()
        .filter(|name| name.attributes["name"] == "_xlnm.Print_Titles")
        .map(|name| {
            let row = name.words.rsplit('$').next().unwrap();
            let row: usize = row.parse().unwrap();
            (name.attributes["localSheetId"].parse().unwrap(), row - 1)
        })
        .collect();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names().into_iter().enumerate();
    names
        .map(|(number, name)| {
            let part = xml(&parts, &format!("xl/worksheets/sheet{}.xml", number + 1));
            let style: BTreeMap<&str, &Style> = every(&part, "c")
                .into_iter()
                .filter_map(|cell| {
                    let style = cell.attributes.get("s")?.parse::<usize>().unwrap();
                    Some((cell.attributes["r"].as_str(), &styles[style]))
                })
                .collect();
            let range = book.worksheet_range(&name).unwrap();
            assert_eq!(range.start(), Some((0, 0)), "{name}");
            let shown = |(row, cells): (usize, &[Data])| -> Vec<String> {
                let cells = cells.iter().enumerate();
                let cells = cells.map(|(at, cell)| {
                    let format = || style[reference(row, at).as_str()].format.as_str();
                    match cell {
                        Data::Empty => String::new(),
                        Data::String(text) => plain(text),
                        Data::Float(value) => shown(*value, format()),
                        other => panic!("{name}: {other:?}"),
                    }
                });
                cells.collect()
            };
            let rows: Vec<Vec<String>> = range.rows().enumerate().map(shown).collect();
            let points = (0..rows.len()).map(|row| {
                let style = style.get(reference(row, 0).as_str());
                style.map_or(String::new(), |style| style.points.clone())
            });
            let split = every(&part, "pane").first().map(|pane| {
                let columns = pane.attributes.get("xSplit");
                columns.map_or(0, |columns| columns.parse().unwrap())
            });
            Sheet {
                points: points.collect(),
                name,
                rows,
                header: repeated.get(&number).copied(),
                names: split.unwrap_or(0),
            }
        })
        .collect()
}

/// "C7" for the third column of the seventh row.
fn reference(row: usize, mut column: usize) -> String {
    let mut letters = String::new();
    loop {
        let letter = u8::try_from(column % 26).unwrap();
        letters.insert(0, char::from(b'A' + letter));
        if column < 26 {
            return format!("{letters}{}", row + 1);
        }
        column = column / 26 - 1;
    }
}

fn styles(part: &Node) -> Vec<Style> {
    let formats: BTreeMap<&str, &str> = every(part, "numFmt")
        .into_iter()
        .map(|format| {
            (
                &*format.attributes["numFmtId"],
                &*format.attributes["formatCode"],
            )
        })
        .collect();
    let fonts: Vec<&str> = every(every(part, "fonts")[0], "sz")
        .into_iter()
        .map(|size| size.attributes["val"].as_str())
        .collect();
    let looks = every(every(part, "cellXfs")[0], "xf").into_iter();
    looks
        .map(|look| {
            let format = look.attributes["numFmtId"].as_str();
            // Those that every program has.
            let format = match format {
                "0" | "49" => "",
                "3" => "#,##0",
                "4" => "#,##0.00",
                "9" => "0%",
                own => formats[own],
            };
            Style {
                format: format.to_owned(),
                points: fonts[look.attributes["fontId"].parse::<usize>().unwrap()].to_owned(),
            }
        })
        .collect()
}

/// A number as a spreadsheet program shows it.
fn shown(value: f64, format: &str) -> String {
    let rounded = |places| decimals(&json!(value), places);
    if let Some(words) = format.strip_prefix('"') {
        return words.strip_suffix('"').unwrap().to_owned();
    }
    if format == "+0;−0;0" {
        // Whole points, halves away from nothing.
        let digits = decimals(&json!(value.abs()), 0);
        let points = digits.trim_end_matches('.');
        return match (points, value < 0.0) {
            ("0", _) => "0".to_owned(),
            (points, true) => format!("−{points}"),
            (points, false) => format!("+{points}"),
        };
    }
    if format == "0%" {
        let digits: u64 = rounded(2).replace('.', "").parse().unwrap();
        return format!("{digits}%");
    }
    let places = format.strip_prefix("#,##0");
    let places = places.unwrap_or_else(|| panic!("no format of ours: {format}"));
    let digits = rounded(places.len().saturating_sub(1));
    let (whole, part) = digits.split_once('.').unwrap();
    let whole = count(whole.parse().unwrap());
    if part.is_empty() {
        whole
    } else {
        format!("{whole}.{part}")
    }
}

/// How often each element stands in a workbook whose number no words may change. Every part
/// of it is well formed; no cell has a formula, and no link leads out of it.
pub fn counted(bytes: &[u8]) -> BTreeMap<&'static str, usize> {
    let mut out = BTreeMap::new();
    for (name, bytes) in parts(bytes) {
        let text = std::str::from_utf8(&bytes).unwrap();
        let root = Node::read(text);
        for kind in [
            "f",
            "mergeCell",
            "dataValidation",
            "oleObject",
            "externalReference",
        ] {
            assert_eq!(every(&root, kind).len(), 0, "{name} has a {kind}");
        }
        for kind in ["sheet", "hyperlink", "c:f", "c:chart", "drawing"] {
            *out.entry(kind).or_default() += every(&root, kind).len();
        }
        for link in every(&root, "hyperlink") {
            assert!(!link.attributes.contains_key("r:id"), "{name}: {link:?}");
            assert!(
                link.attributes["location"].ends_with("!A1"),
                "{name}: {link:?}"
            );
        }
        for name in every(&root, "definedName") {
            assert!(name.attributes["name"].starts_with("_xlnm."), "{name:?}");
        }
        assert!(!text.contains("TargetMode=\"External\""), "{name}");
    }
    out
}

#[test]
fn numbers_are_shown_as_a_spreadsheet_program_does() {
    assert_eq!(shown(1_234.0, "#,##0"), "1,234");
    assert_eq!(shown(0.215_5, "#,##0.000"), "0.216");
    assert_eq!(shown(0.125, "0%"), "13%");
    assert_eq!(shown(1.0, "0%"), "100%");
    assert_eq!(shown(-8.5, "+0;−0;0"), "−9");
    assert_eq!(shown(15.4, "+0;−0;0"), "+15");
    assert_eq!(shown(-0.4, "+0;−0;0"), "0");
    assert_eq!(shown(0.004, "\"<1%\""), "<1%");
    assert_eq!(reference(6, 2), "C7");
    assert_eq!(reference(0, 26), "AA1");
}

#[test]
fn what_was_taken_apart_is_put_together() {
    let words = |words: &[&str]| -> Vec<String> { words.iter().map(|w| (*w).to_owned()).collect() };
    let titles = words(&[
        "Hub",
        "Now (number)",
        "Now (out of)",
        "Now (share)",
        "Now (range from)",
        "Now (range to)",
        "Now (stands out)",
        "Hub (2)",
        "Now (number) (2)",
        "Now (out of) (2)",
        "In all (number of cases)",
    ]);
    let columns = columns(&titles, 0..titles.len());
    let found: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
    assert_eq!(
        found,
        ["Hub", "Now", "Hub", "Now", "In all (number of cases)"]
    );
    let row = |row: &[&str]| -> Vec<String> {
        columns
            .iter()
            .map(|column| column.whole(&words(row)))
            .collect()
    };
    assert_eq!(
        row(&[
            "A",
            "6",
            "8",
            "75%",
            "41%",
            "93%",
            "▲ Stands above",
            "7",
            "2",
            "3",
            "[x]"
        ]),
        ["A", "▲ 6 of 8 (75 %, 41–93 %)", "7", "2 of 3", "–"]
    );
    assert_eq!(
        row(&[
            "B", "1", "2", "[u]", "[u]", "[u]", "", "", "[x]", "0", "[z]"
        ]),
        ["B", "1 of 2", "", "–", ""]
    );
    assert_eq!(
        row(&[
            "C", "[z]", "[z]", "[z]", "[z]", "[z]", "", "", "none", "[z]", "9"
        ]),
        ["C", "", "", "none", "9"]
    );
}
