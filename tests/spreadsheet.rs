//! The report as an Excel workbook, read back with another library and as its parts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::wildcard_enum_match_arm,
    reason = "a test stops at what it did not expect"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use case_audit::render::spreadsheet::xlsx;
use case_audit::report::round::Options;
use case_audit::report::{
    Arrow, Arrows, Block, Cell, Chart, Column, Document, Dot, Dots, Drawn, Heat, HeatCell, HeatRow,
    Item, LevelBar, LevelBars, LevelKey, Logo, LogoKind, Part, Percent, Row, RowKind, Side, Table,
    Tone,
};
use common::story::{Asked, made};
use common::{folder, project};
use quick_xml::events::Event;

const SAMPLES: [&str; 4] = [
    "2026-spring",
    "2027-spring",
    "ilacs-previous",
    "ilacs-latest",
];

fn report(name: &str, asked: Asked<'_>) -> Document {
    let folder = project().join("samples").join(name);
    made(&folder, None, asked).document(&Options::default())
}

/// A sheet as it is read back.
struct Sheet {
    name: String,
    rows: Vec<Vec<Data>>,
    /// The row of its headers, where it has a table.
    header: Option<usize>,
}

/// The bytes of a document's workbook; kept where somebody wants to look at it.
fn written(name: &str, document: &Document) -> Vec<u8> {
    let bytes = xlsx(document).unwrap();
    if let Some(folder) = std::env::var_os("CASE_AUDIT_KEEP") {
        let path = std::path::Path::new(&folder).join(format!("{name}.xlsx"));
        std::fs::write(path, &bytes).unwrap();
    }
    bytes
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for position in 0..archive.len() {
        let mut part = archive.by_index(position).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if !name.starts_with("xl/media/") {
            parts.insert(name, String::from_utf8(content).unwrap());
        }
    }
    parts
}

/// What stands between two marks, each time.
fn between<'a>(text: &'a str, before: &'a str, after: &'a str) -> Vec<&'a str> {
    let found = text.split(before).skip(1);
    found
        .map(|rest| rest.split(after).next().unwrap())
        .collect()
}

fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    let parts = parts(bytes);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names();
    (1..)
        .zip(names)
        .map(|(number, name)| {
            let range = book.worksheet_range(&name).unwrap();
            assert_eq!(range.start(), Some((0, 0)), "{name}");
            let relations = parts.get(&format!("xl/worksheets/_rels/sheet{number}.xml.rels"));
            let tables = relations.map_or(Vec::new(), |part| between(part, "../tables/", "\""));
            assert!(tables.len() <= 1, "{name} has {} tables", tables.len());
            let part = &parts[&format!("xl/worksheets/sheet{number}.xml")];
            let filter = between(part, "<autoFilter ref=\"", "\"").first().copied();
            let table = tables.first().map(|table| {
                let part = &parts[&format!("xl/tables/{table}")];
                between(part, " ref=\"", "\"")[0]
            });
            let header = table.or(filter).map(|area| {
                let first = area.split(':').next().unwrap();
                assert!(first.starts_with('A'), "{name}: {area}");
                first[1..].parse::<usize>().unwrap() - 1
            });
            Sheet {
                name,
                rows: range.rows().map(<[Data]>::to_vec).collect(),
                header,
            }
        })
        .collect()
}

impl Sheet {
    /// All its words, cell after cell.
    fn words(&self) -> String {
        let cells = self.rows.iter().flatten();
        let words: Vec<&str> = cells.filter_map(string).collect();
        words.join(" ")
    }

    fn headers(&self) -> Vec<&str> {
        let header = self.header.map(|header| &self.rows[header]);
        header.map_or(Vec::new(), |row| row.iter().filter_map(string).collect())
    }

    fn body(&self) -> &[Vec<Data>] {
        &self.rows[self.header.unwrap() + 1..]
    }

    fn column(&self, title: &str) -> Option<usize> {
        self.headers().iter().position(|header| *header == title)
    }
}

fn string(cell: &Data) -> Option<&str> {
    match cell {
        Data::String(text) => Some(text),
        _ => None,
    }
}

fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::Float(number) => Some(*number),
        Data::Int(number) => Some(*number as f64),
        _ => None,
    }
}

fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.blocks.iter();
    blocks
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * other.abs().max(1e-9)
}

/// Is what a document's cell says in the row of a sheet?
fn assert_told(sheet: &Sheet, row: &[Data], title: &str, cell: &Cell) {
    let at = |suffix: &str| {
        let column = sheet.column(&format!("{title}{suffix}"));
        &row[column.unwrap_or_else(|| panic!("{}: {title}{suffix}", sheet.name))]
    };
    let place = format!("{}, {title}, {cell:?}", sheet.name);
    match cell {
        Cell::Count(count) => assert_eq!(number(at("")), Some(*count as f64), "{place}"),
        Cell::Number { value, .. } => assert!(near(number(at("")).unwrap(), *value), "{place}"),
        Cell::Share {
            count,
            of,
            percent,
            tone,
        } => {
            assert_eq!(number(at(" (out of)")), Some(*of as f64), "{place}");
            if *of == 0 {
                assert_eq!(string(at(" (number)")), Some("[x]"), "{place}");
                return;
            }
            assert_eq!(number(at(" (number)")), Some(*count as f64), "{place}");
            if let Some(percent) = percent {
                let share = number(at(" (share)")).unwrap();
                assert!(near(share, percent.value), "{place}");
                if let Some((low, high)) = percent.interval {
                    assert!(near(number(at(" (range from)")).unwrap(), low), "{place}");
                    assert!(near(number(at(" (range to)")).unwrap(), high), "{place}");
                }
            } else if sheet.column(&format!("{title} (share)")).is_some() {
                assert_eq!(string(at(" (share)")), Some("[u]"), "{place}");
            }
            match tone {
                Some(Tone::Up) => assert_eq!(string(at(" (stands out)")), Some("▲ Stands above")),
                Some(Tone::Down) => assert_eq!(string(at(" (stands out)")), Some("▼ Stands below")),
                _ => {}
            }
        }
        Cell::Difference { value, low, high } => {
            for (suffix, difference) in [("", value), (" (range from)", low), (" (range to)", high)]
            {
                let points = number(at(suffix)).unwrap();
                assert!((points - difference * 100.0).abs() < 1e-7, "{place}");
            }
        }
        Cell::Text(text) | Cell::Link { text, .. } => {
            assert_eq!(string(at("")).unwrap_or_default(), text, "{place}");
        }
        Cell::Verdict { word, .. } => assert!(string(at("")).unwrap().ends_with(word), "{place}"),
        Cell::Unknown => {
            let whole = sheet.column(title).is_some();
            let cell = at(if whole { "" } else { " (number)" });
            assert_eq!(string(cell), Some("[x]"), "{place}");
        }
        Cell::Empty => {}
    }
}

#[test]
fn every_figure_of_every_table_is_a_number_in_a_cell() {
    let hub = |hub| Asked {
        hub: Some(hub),
        with_cases: true,
        ..Asked::default()
    };
    let wholes = SAMPLES.map(|name| (name, Asked::default()));
    for (name, asked) in wholes.into_iter().chain([("2026-spring", hub("fernhill"))]) {
        let document = report(name, asked);
        let file = asked
            .hub
            .map_or(name.to_owned(), |hub| format!("{name}-{hub}"));
        let sheets = sheets(&written(&file, &document));
        let mut rest = sheets.iter().skip(3).filter(|sheet| {
            let first = sheet.headers().first().copied();
            !matches!(first, None | Some("Part" | "What it is"))
        });
        for table in tables(&document) {
            let sheet = rest.next().unwrap();
            let grouped = table.rows.iter().any(|row| row.kind == RowKind::Group);
            let mut rows = sheet.body().iter();
            let mut group = "";
            for row in &table.rows {
                if let (RowKind::Group, Cell::Text(title)) = (row.kind, &row.cells[0]) {
                    group = title;
                    continue;
                }
                let read = rows.next().unwrap();
                if grouped {
                    assert_eq!(string(&read[0]).unwrap_or_default(), group);
                }
                for (cell, column) in row.cells.iter().zip(&table.columns) {
                    assert_told(sheet, read, &column.title, cell);
                }
            }
            assert!(rows.next().is_none(), "{}: rows of nobody", sheet.name);
        }
        assert!(rest.next().is_none(), "{name}: a table of nobody");
    }
}

/// Every text of a document but its tables' figures.
fn texts(document: &Document) -> Vec<&str> {
    let mut texts = vec![document.title.as_str()];
    texts.extend(document.subtitle.as_deref());
    texts.extend(document.label.as_deref());
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. }
            | Block::Paragraph(text)
            | Block::Callout { text, .. }
            | Block::Note(text) => texts.push(text),
            Block::List(items) => texts.extend(items.iter().map(|item| item.text.as_str())),
            Block::Pairs(pairs) => {
                texts.extend(pairs.iter().flat_map(|(name, value)| [&**name, value]));
            }
            Block::Quote { text, source, .. } => texts.extend([text.as_str(), source]),
            Block::Wording(wording) => {
                texts.push(&wording.of);
                texts.extend(wording.pieces.iter().map(|piece| piece.text.as_str()));
            }
            Block::Table(table) => {
                texts.extend(table.caption.as_deref());
                texts.extend(table.columns.iter().map(|column| column.title.as_str()));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                texts.extend(cells.filter_map(|cell| match cell {
                    Cell::Text(text) | Cell::Verdict { word: text, .. } => Some(text.as_str()),
                    _ => None,
                }));
            }
            Block::Chart(chart) => {
                texts.extend([chart.title.as_str(), &chart.subtitle, &chart.alternative]);
                match &chart.drawn {
                    Drawn::Levels(levels) => {
                        texts.extend(levels.keys.iter().map(|key| key.label.as_str()));
                        texts.extend(levels.bars.iter().map(|bar| bar.label.as_str()));
                    }
                    Drawn::Heat(heat) => {
                        texts.extend(heat.columns.iter().map(String::as_str));
                        texts.extend(heat.rows.iter().map(|row| row.label.as_str()));
                    }
                    Drawn::Dots(dots) => {
                        texts.extend(dots.all.iter().map(|(_, label)| label.as_str()));
                        texts.extend(dots.rows.iter().map(|row| row.label.as_str()));
                    }
                    Drawn::Arrows(arrows) => {
                        texts.extend([arrows.from.as_str(), &arrows.to]);
                        texts.extend(arrows.rows.iter().map(|row| row.label.as_str()));
                    }
                }
            }
            Block::PageBreak => {}
        }
    }
    texts
}

/// Is a text in the words, and not merely the beginning of a longer number?
fn is_told(told: &str, text: &str) -> bool {
    told.match_indices(text)
        .any(|(at, _)| !told[at + text.len()..].starts_with(|c: char| c.is_ascii_digit()))
}

#[test]
fn every_word_is_there() {
    let mut documents: Vec<Document> = SAMPLES
        .iter()
        .map(|name| report(name, Asked::default()))
        .collect();
    documents.push(everything(&mut numbered("said")));
    for document in documents {
        let sheets = sheets(&xlsx(&document).unwrap());
        let told: Vec<String> = sheets.iter().map(Sheet::words).collect();
        let told = told.join(" ");
        for text in texts(&document) {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(is_told(&told, &text), "{}: `{text}`", document.title);
        }
    }
}

/// Words and the next number.
fn numbered(words: &str) -> impl FnMut() -> String {
    let mut next = 0;
    move || {
        next += 1;
        format!("{words} {next}")
    }
}

fn chart(next: &mut dyn FnMut() -> String, drawn: Drawn) -> Block {
    Block::Chart(Chart {
        title: next(),
        subtitle: next(),
        alternative: next(),
        drawn,
    })
}

/// A document with every block and every cell.
#[expect(clippy::too_many_lines, reason = "one of everything")]
fn everything(next: &mut dyn FnMut() -> String) -> Document {
    let heading = |level, text| Block::Heading { level, text };
    let mut document = Document {
        title: next(),
        subtitle: Some(next()),
        label: Some(next()),
        logo: Some(Logo {
            bytes: b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x40\0\0\0\x20\x08\x02\0\0\0".to_vec(),
            kind: LogoKind::Png,
            alternative: next(),
        }),
        blocks: vec![
            heading(1, next()),
            Block::Paragraph(next()),
            Block::Quote {
                text: next(),
                source: next(),
                tone: Tone::Good,
            },
            Block::PageBreak,
        ],
    };
    document.blocks.extend([
        heading(1, next()),
        heading(1, next()),
        heading(2, next()),
        heading(2, next()),
        Block::Note(next()),
        Block::Pairs(vec![(next(), next())]),
        Block::Callout {
            tone: Tone::Attention,
            text: next(),
        },
        Block::List(vec![Item {
            tone: Tone::Poor,
            text: next(),
        }]),
        Block::Quote {
            text: next(),
            source: next(),
            tone: Tone::Improve,
        },
        heading(2, next()),
        Block::Paragraph(next()),
    ]);
    document.blocks.push(Block::Table(Table {
        caption: Some(next()),
        columns: vec![
            Column::words(next()),
            Column::figures(next()),
            Column::figures(next()),
        ],
        rows: vec![
            Row {
                kind: RowKind::Group,
                cells: vec![Cell::Text(next())],
            },
            Row {
                kind: RowKind::Plain,
                cells: vec![
                    Cell::Verdict {
                        tone: Tone::Good,
                        word: next(),
                    },
                    Cell::Count(1_234),
                    Cell::Share {
                        count: 36,
                        of: 60,
                        percent: Some(Percent {
                            value: 0.6,
                            interval: Some((0.47, 0.71)),
                        }),
                        tone: Some(Tone::Up),
                    },
                ],
            },
            Row {
                kind: RowKind::Total,
                cells: vec![Cell::Text(next()), Cell::Unknown, Cell::Empty],
            },
            Row {
                kind: RowKind::Group,
                cells: vec![Cell::Text(next())],
            },
        ],
    }));
    document.blocks.push(Block::Note(next()));
    let key = |label, side| LevelKey { label, side };
    let levels = Drawn::Levels(LevelBars {
        keys: vec![
            key(next(), Side::Working(0)),
            key(next(), Side::NotWorking(0)),
            key(next(), Side::NotEvidenced),
        ],
        bars: vec![
            LevelBar {
                label: next(),
                counts: Vec::new(),
            },
            LevelBar {
                label: next(),
                counts: vec![5, 2, 1],
            },
        ],
    });
    let heat = Drawn::Heat(Heat {
        columns: vec![next()],
        rows: vec![HeatRow {
            label: next(),
            cells: vec![HeatCell {
                count: 7,
                of: 9,
                tone: Some(Tone::Down),
            }],
            total: true,
        }],
    });
    let dots = Drawn::Dots(Dots {
        all: Some((0.6, next())),
        rows: vec![Dot {
            label: next(),
            count: 5,
            of: 8,
            interval: Some((0.306, 0.863)),
        }],
    });
    let arrows = Drawn::Arrows(Arrows {
        from: next(),
        to: next(),
        rows: vec![Arrow {
            label: next(),
            from: Part::new(11, 17),
            to: Part::new(13, 17),
        }],
    });
    for drawn in [levels, heat, dots, arrows] {
        let chart = chart(next, drawn);
        document.blocks.push(chart);
    }
    document.blocks.push(Block::Paragraph(next()));
    document
}

/// Words out to do harm, and how they are to be read.
fn hostile() -> Vec<(String, String)> {
    let same = [
        "=cmd|' /C calc'!A1",
        "+1-1@SUM(A1)",
        "</x></row></sheetData>&amp;\"'",
        "<r><t>markup of the library",
        "_x0041_ and _x000D_ and _x005F_",
        "👩‍👧 José ❤️ 𝄞",
        "Sheet!A1:[Book]*?/\\'",
        "'History'",
        "https://example.org/ mailto:a@b",
        "&P&[Picture]&\"Arial\"",
        "10,5 001 1/2 TRUE #REF!",
    ];
    let mut words: Vec<(String, String)> =
        same.map(|text| (text.to_owned(), text.to_owned())).to_vec();
    for (text, read) in [
        ("a\u{202e}b\u{200f}", "a·b·"),
        ("\u{1b}[31mred\u{7}", "·[31mred·"),
        ("one\r\n\ttwo\u{fffe}", "one two·"),
        ("<r><t>x</r>", "<r><t>x</r> "),
    ] {
        words.push((text.to_owned(), read.to_owned()));
    }
    let long = "é".repeat(10_000);
    words.push((long.clone(), long));
    words.push(("𝄞".repeat(20_000), format!("{}…", "𝄞".repeat(16_383))));
    words
}

#[test]
fn hostile_words_are_words() {
    for (text, read) in hostile() {
        let document = everything(&mut || text.clone());
        let bytes = xlsx(&document).unwrap();
        let sheets = sheets(&bytes);
        let label = format!("`{read:.40}`");
        let cells = sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
        let whole = cells.filter(|cell| string(cell) == Some(&read)).count();
        assert!(whole > 20, "{label} stands whole in {whole} cells");
        assert_sound(&bytes, &sheets, &label);
    }
}

/// What has to hold of every workbook.
fn assert_sound(bytes: &[u8], sheets: &[Sheet], label: &str) {
    let mut names = BTreeSet::new();
    for sheet in sheets {
        let name = &sheet.name;
        let place = format!("{label}: {name}");
        assert!((1..=31).contains(&name.encode_utf16().count()), "{place}");
        assert!(
            !name.contains(['[', ']', ':', '*', '?', '/', '\\']),
            "{place}"
        );
        assert!(!name.starts_with('\'') && !name.ends_with('\''), "{place}");
        assert!(name.to_lowercase() != "history", "{place}");
        assert!(names.insert(name.to_lowercase()), "{place}");
        assert!(string(&sheet.rows[0][0]).is_some(), "{place} has a title");
        let headers: BTreeSet<String> = sheet.headers().iter().map(|h| h.to_lowercase()).collect();
        assert_eq!(headers.len(), sheet.headers().len(), "{place}");
        if sheet.header.is_some() {
            let empty = |row: &&Vec<Data>| row.iter().all(|cell| *cell == Data::Empty);
            assert_eq!(sheet.body().iter().filter(empty).count(), 0, "{place}");
            assert!(
                string(&sheet.rows[1][0])
                    .unwrap()
                    .starts_with("This sheet has one table")
            );
        }
    }
    let links: BTreeSet<String> = names.iter().map(|name| format!("'{name}'!a1")).collect();
    for (name, part) in parts(bytes) {
        let mut reader = quick_xml::Reader::from_str(&part);
        loop {
            match reader
                .read_event()
                .unwrap_or_else(|error| panic!("{name}: {error}"))
            {
                Event::Eof => break,
                Event::Start(start) | Event::Empty(start) => {
                    for attribute in start.attributes() {
                        attribute.unwrap();
                    }
                }
                _ => {}
            }
        }
        assert!(!part.contains("TargetMode=\"External\""), "{label}: {name}");
        if name.starts_with("xl/worksheets/sheet") {
            assert!(
                !part.contains("<f>") && !part.contains("<f "),
                "{label}: {name}"
            );
            assert!(!part.contains("<mergeCell"), "{label}: {name}");
            for link in between(&part, " location=\"", "\"") {
                let bare = quick_xml::escape::unescape(link).unwrap().to_lowercase();
                let quoted = bare.starts_with('\'') && links.contains(&bare);
                let plain = format!("'{}'!a1", bare.trim_end_matches("!a1"));
                assert!(quoted || links.contains(&plain), "{label}: {link}");
            }
            for code in ["&amp;P of &amp;N", "<pageSetup paperSize=\"9\""] {
                assert!(part.contains(code), "{label}: {name}: {code}");
            }
            assert!(
                part.contains("orientation=\"landscape\""),
                "{label}: {name}"
            );
            let fits = part.contains("<pageSetUpPr fitToPage=\"1\"/>");
            assert!(fits || part.contains(" scale=\""), "{label}: {name}");
        }
    }
}

#[test]
fn samples_are_sound_and_the_same_each_time() {
    for name in SAMPLES {
        let document = report(name, Asked::default());
        let bytes = xlsx(&document).unwrap();
        assert_sound(&bytes, &sheets(&bytes), name);
        assert!(bytes == xlsx(&document).unwrap(), "{name}");
        let label = document.label.unwrap();
        for (part, content) in parts(&bytes) {
            if part.starts_with("xl/worksheets/sheet") {
                let head = between(&content, "<oddHeader>", "</oddHeader>");
                assert!(head[0].ends_with(&label), "{part}: {head:?}");
            }
        }
    }
}

#[test]
fn the_contents_lead_to_every_sheet() {
    let sheets = sheets(&xlsx(&report("2026-spring", Asked::default())).unwrap());
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names[..3], ["Cover", "Contents", "Notes"]);
    let listed: Vec<&str> = sheets[1]
        .body()
        .iter()
        .filter_map(|row| string(&row[0]))
        .collect();
    let others: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| *name != "Contents")
        .collect();
    assert_eq!(listed, others);
}

#[test]
fn charts_draw_cells_and_say_in_words_what_they_show() {
    let document = report("2026-spring", Asked::default());
    let bytes = xlsx(&document).unwrap();
    let parts = parts(&bytes);
    let drawn = document.blocks.iter().filter(
        |block| matches!(block, Block::Chart(chart) if !matches!(chart.drawn, Drawn::Heat(_))),
    );
    let charts: Vec<&String> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/charts/chart"))
        .map(|(_, part)| part)
        .collect();
    assert_eq!(charts.len(), drawn.count());
    for chart in &charts {
        assert!(chart.contains("<c:title><c:tx><c:strRef>"));
        assert!(!chart.contains("<c:v></c:v>") && !chart.contains("<c:numLit>"));
        for values in between(chart, "<c:val><c:numRef><c:f>", "</c:f>") {
            assert!(
                values.starts_with('\'') && values.contains("'!$"),
                "{values}"
            );
        }
    }
    for (name, part) in &parts {
        if name.starts_with("xl/drawings/drawing") {
            for told in between(part, " descr=\"", "\"") {
                assert!(told.len() > 40, "{name}: {told}");
            }
            assert!(part.contains(" descr=\""), "{name}");
        }
    }
}

/// 23 of 24 ratings are in the fifth step, 6 of 21 in the second.
#[test]
fn shares_are_shaded_by_their_size() {
    let document = report("2026-spring", Asked::default());
    let bytes = xlsx(&document).unwrap();
    let sheets = sheets(&bytes);
    let at = sheets
        .iter()
        .position(|sheet| sheet.name.contains("Working ratings by hub"))
        .unwrap();
    let part = &parts(&bytes)[&format!("xl/worksheets/sheet{}.xml", at + 1)];
    let first = sheets[at].header.unwrap() + 2;
    for step in 0..5 {
        let rule =
            format!("AND(ISNUMBER($B{first}),$C{first}&gt;0,$B{first}*5&gt;=$C{first}*{step})");
        assert!(part.contains(&rule), "{rule}");
    }
}

/// The number in an element's attribute.
fn attribute(element: &str, name: &str) -> f64 {
    let mark = format!("{name}=\"");
    between(element, &mark, "\"")[0].parse().unwrap()
}

/// The sheets of a workbook with a chart: the sheet's part, and the row of the chart.
fn charted(bytes: &[u8]) -> Vec<(String, usize)> {
    let parts = parts(bytes);
    let mut found = Vec::new();
    for (name, part) in &parts {
        let Some(number) = name
            .strip_prefix("xl/worksheets/sheet")
            .and_then(|rest| rest.strip_suffix(".xml"))
        else {
            continue;
        };
        let relations = parts.get(&format!("xl/worksheets/_rels/sheet{number}.xml.rels"));
        let drawings = relations.map_or(Vec::new(), |part| between(part, "../drawings/", "\""));
        for drawing in drawings {
            let drawing = &parts[&format!("xl/drawings/{drawing}")];
            if drawing.contains("<c:chart ") {
                let row = between(drawing, "<xdr:row>", "</xdr:row>")[0];
                found.push((part.clone(), row.parse().unwrap()));
            }
        }
    }
    found
}

#[test]
fn no_page_break_cuts_a_chart() {
    let mut own_page = 0;
    for name in SAMPLES {
        let bytes = xlsx(&report(name, Asked::default())).unwrap();
        for (part, row) in charted(&bytes) {
            let one_page = part.contains("<pageSetUpPr fitToPage=\"1\"/>")
                && !part.contains("fitToHeight=\"0\"");
            let breaks = between(&part, "<brk id=\"", "\"");
            // A break stands above the row that it names.
            if breaks.is_empty() {
                assert!(one_page, "{name}: row {row}");
            } else {
                // No program minds a break on a sheet that it fits to a page.
                assert!(!part.contains("fitToPage"), "{name}: row {row}");
                assert_eq!(breaks, [row.to_string()], "{name}");
                own_page += 1;
            }
        }
    }
    assert!(
        own_page > 0,
        "a chart of all standards is larger than its page"
    );
}

/// A landscape page of A4 holds about 146 digits without their columns' margins.
#[test]
fn the_widest_table_is_printed_in_letters_that_can_be_read() {
    for name in SAMPLES {
        let bytes = xlsx(&report(name, Asked::default())).unwrap();
        for (part, content) in parts(&bytes) {
            let columns = between(&content, "<col ", "/>");
            let wide: f64 = columns
                .iter()
                .map(|column| {
                    let value = |name| attribute(column, name);
                    value("width") * (value("max") - value("min") + 1.0)
                })
                .sum();
            assert!(wide < 240.0, "{name}: {part}: {wide}");
        }
    }
}

/// Of Calibri's letters those in running words are about as wide as a digit, or somewhat
/// narrower; a line is fifteen points high.
#[test]
fn rows_are_as_high_as_their_words_and_hardly_higher() {
    let bytes = xlsx(&report("2026-spring", Asked::default())).unwrap();
    let parts = parts(&bytes);
    let mut wrapped = 0;
    for (number, sheet) in (1..).zip(sheets(&bytes)).skip(1) {
        let Some(header) = sheet.header else { continue };
        let part = &parts[&format!("xl/worksheets/sheet{number}.xml")];
        let mut widths = BTreeMap::new();
        for column in between(part, "<col ", "/>") {
            let value = |name| attribute(column, name);
            for at in value("min") as usize..=value("max") as usize {
                widths.insert(at - 1, value("width"));
            }
        }
        let tags = between(part, "<row ", ">");
        let tags: BTreeMap<usize, &str> = tags
            .into_iter()
            .map(|tag| (attribute(tag, "r") as usize, tag))
            .collect();
        for (place, row) in sheet.rows.iter().enumerate().skip(header + 1) {
            let tag = tags.get(&(place + 1)).copied().unwrap_or("");
            let high = between(tag, " ht=\"", "\"");
            let high: f64 = high.first().map_or(15.0, |high| high.parse().unwrap());
            let lines = |wide: f64| {
                let cells = row.iter().enumerate().filter_map(|(at, cell)| {
                    let letters = string(cell)?.chars().count() as f64;
                    Some((letters * wide / (widths[&at] - 2.0)).ceil())
                });
                cells.fold(1.0, f64::max)
            };
            let place = format!("{}, row {}: {high}", sheet.name, place + 1);
            assert!(high >= lines(0.74) * 15.0 - 1.0, "{place} is too low");
            assert!(
                high <= (lines(1.05) + 1.0) * 15.5 + 4.0,
                "{place} is too high"
            );
            wrapped += usize::from(high > 25.0);
        }
    }
    assert!(wrapped > 20);
}

#[test]
fn what_is_a_number_is_no_text() {
    for name in SAMPLES {
        let mut columns = 0;
        for sheet in sheets(&xlsx(&report(name, Asked::default())).unwrap()) {
            let mut headers = sheet.headers().into_iter();
            let chance = headers.position(|title| title.to_lowercase().contains("adjusted"));
            if let Some(place) = chance {
                let numbers = sheet.body().iter().filter_map(|row| number(&row[place]));
                assert!(numbers.count() > 0, "{name}: {}", sheet.name);
                columns += 1;
            }
            for cell in sheet.rows.iter().flatten().filter_map(string) {
                assert!(
                    cell.parse::<f64>().is_err(),
                    "{name}: {}: {cell}",
                    sheet.name
                );
            }
        }
        assert!(columns > 0, "{name}");
    }
}

/// A chart of two rounds with its table behind it, and the parts of the workbook's charts.
fn from_to(percents: bool, wholes: (u64, u64)) -> Vec<String> {
    let share = |count: u64, of: u64| Cell::Share {
        count,
        of,
        percent: percents.then_some(Percent {
            value: 0.5,
            interval: None,
        }),
        tone: None,
    };
    let chart = Block::Chart(Chart {
        title: "Finding".into(),
        subtitle: String::new(),
        alternative: "told".into(),
        drawn: Drawn::Arrows(Arrows {
            from: "Before".into(),
            to: "After".into(),
            rows: vec![Arrow {
                label: "One".into(),
                from: Part::new(6, wholes.0),
                to: Part::new(9, wholes.1),
            }],
        }),
    });
    let table = Block::Table(Table {
        caption: None,
        columns: vec![
            Column::words("Standard"),
            Column::figures("Before"),
            Column::figures("After"),
        ],
        rows: vec![Row {
            cells: vec![Cell::text("One"), share(6, wholes.0), share(9, wholes.1)],
            kind: RowKind::Plain,
        }],
    });
    let document = Document {
        blocks: vec![chart, table],
        ..Document::default()
    };
    let bytes = xlsx(&document).unwrap();
    assert_eq!(sheets(&bytes).len(), 4, "the table stands once");
    let parts = parts(&bytes).into_iter();
    let charts = parts.filter(|(name, _)| name.starts_with("xl/charts/chart"));
    charts.map(|(_, part)| part).collect()
}

#[test]
fn counts_of_different_wholes_are_drawn_as_shares_or_not_at_all() {
    let values = |charts: &[String]| -> Vec<String> {
        let found = charts
            .iter()
            .flat_map(|chart| between(chart, "<c:val><c:numRef><c:f>", "</c:f>"));
        found
            .map(|area| area.rsplit('!').next().unwrap().to_owned())
            .collect()
    };
    // Columns are: name; number, out of and share of each.
    let counts = from_to(true, (12, 12));
    let columns = |at: &[String]| -> Vec<char> {
        at.iter().map(|area| area.chars().nth(1).unwrap()).collect()
    };
    assert_eq!(columns(&values(&counts)), ['B', 'E']);
    assert!(!counts[0].contains("0%"));
    let shares = from_to(true, (12, 20));
    assert_eq!(columns(&values(&shares)), ['D', 'G']);
    assert!(shares[0].contains("<c:max val=\"1\"/>") && shares[0].contains("formatCode=\"0%\""));
    assert!(from_to(false, (7, 9)).is_empty());
}

#[test]
fn tables_without_rows_or_columns_and_ragged_ones_are_written() {
    let table = |columns: &[&str], rows: Vec<Vec<Cell>>| {
        let rows = rows.into_iter().map(|cells| Row {
            cells,
            kind: RowKind::Plain,
        });
        Block::Table(Table {
            caption: Some("Caption".into()),
            columns: columns.iter().map(|title| Column::words(*title)).collect(),
            rows: rows.collect(),
        })
    };
    let document = Document {
        blocks: vec![
            table(&[], vec![]),
            table(&["A", "a", ""], vec![]),
            table(&["A", "a", ""], vec![vec![], vec![Cell::Count(7); 5]]),
        ],
        ..Document::default()
    };
    let sheets = sheets(&written("ragged", &document));
    let last = sheets.last().unwrap();
    assert_eq!(
        last.headers(),
        ["A", "a (2)", "Column 3", "Column 4", "Column 5"]
    );
    let sevens = last
        .rows
        .iter()
        .flatten()
        .filter_map(number)
        .collect::<Vec<_>>();
    assert_eq!(sevens, [7.0; 5]);
    xlsx(&Document::default()).unwrap();
}

#[test]
fn a_hub_with_one_case_has_a_workbook() {
    const TOOL: &str = include_str!("gallery/tool.toml");
    for sheet in [
        "case,hub,stage,welcome,handover\nC-1,Ash,open,Good,\n",
        "case,hub,stage,welcome,handover\n",
    ] {
        let folder = folder(&[("tool.toml", TOOL.as_bytes()), ("a.csv", sheet.as_bytes())]);
        let tool = folder.path().join("tool.toml");
        let made = made(
            &folder.path().join("a.csv"),
            tool.to_str(),
            Asked::default(),
        );
        let bytes = written("one", &made.document(&Options::default()));
        assert_sound(&bytes, &sheets(&bytes), sheet);
    }
}

#[test]
fn a_logo_that_is_no_picture_is_refused() {
    let document = Document {
        logo: Some(Logo {
            bytes: b"GIF".to_vec(),
            kind: LogoKind::Jpeg,
            alternative: "Logo".into(),
        }),
        ..Document::default()
    };
    let error = xlsx(&document).unwrap_err().to_string();
    assert_eq!(
        error,
        "the logo cannot be read as a JPEG picture; give another file"
    );
}
