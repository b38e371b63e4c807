//! Word files, read back with a zip and an XML reader.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use case_audit::render::word::docx;
use case_audit::report::{
    Arrow, Arrows, Block, Cell, Chart, Column, Document, Dot, Dots, Drawn, Heat, HeatCell, HeatRow,
    Item, LevelBar, LevelBars, LevelKey, Logo, LogoKind, Part, Percent, Piece, PieceKind, Row,
    RowKind, Side, Table, Tone, Wording,
};
use quick_xml::Reader;
use quick_xml::events::Event;

/// An element as it is read back.
#[derive(Debug, Clone, Default)]
struct Node {
    name: String,
    attributes: BTreeMap<String, String>,
    words: String,
    children: Vec<Node>,
}

impl Node {
    fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Eof => break,
                Event::Start(start) => open.push(Self::started(&start)),
                Event::Empty(start) => open
                    .last_mut()
                    .unwrap()
                    .children
                    .push(Self::started(&start)),
                Event::End(_) => {
                    let node = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(node);
                }
                Event::Text(text) => {
                    open.last_mut().unwrap().words.push_str(&text);
                }
                Event::GeneralRef(name) => {
                    let entity = format!("&{};", &*name);
                    let words = quick_xml::escape::unescape(&entity).unwrap();
                    open.last_mut().unwrap().words.push_str(&words);
                }
                Event::Decl(_) => {}
                other
                @ (Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_)) => {
                    panic!("nothing else is written: {other:?}")
                }
            }
        }
        assert_eq!(open.len(), 1, "every element is closed");
        open.pop().unwrap().children.pop().unwrap()
    }

    fn started(start: &quick_xml::events::BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = &attribute.value;
            (
                attribute.key.as_ref().to_owned(),
                quick_xml::escape::unescape(value).unwrap().into_owned(),
            )
        });
        Self {
            name: start.name().as_ref().to_owned(),
            attributes: attributes.collect(),
            ..Self::default()
        }
    }

    fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        if self.name == name {
            found.push(self);
        }
        for child in &self.children {
            child.all(name, found);
        }
    }

    fn every(&self, name: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        self.all(name, &mut found);
        found
    }

    fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    fn value(&self) -> &str {
        &self.attributes["w:val"]
    }

    /// The words that are shown; a fallback is shown in the place of a drawing.
    fn text(&self) -> String {
        match self.name.as_str() {
            "mc:Choice" => String::new(),
            "w:t" => self.words.clone(),
            "w:p" => self.children.iter().map(Self::text).collect::<String>() + "\n",
            _ => self.children.iter().map(Self::text).collect(),
        }
    }
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|position| {
            let mut part = archive.by_index(position).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> Node {
    Node::read(std::str::from_utf8(&parts(bytes)[name]).unwrap())
}

fn body(document: &Document) -> Node {
    part(&docx(document).unwrap(), "word/document.xml")
}

fn of(blocks: Vec<Block>) -> Document {
    Document {
        title: "A title".into(),
        blocks,
        ..Document::default()
    }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading {
        level,
        text: text.into(),
    }
}

/// A document with every block and every cell, in which each words are `words` and a number.
#[expect(clippy::too_many_lines, reason = "one of everything")]
fn everything(words: &str) -> (Document, Vec<String>) {
    let mut said = Vec::new();
    let mut next = || {
        said.push(format!("{words} {}", said.len()));
        said.last().unwrap().clone()
    };
    let chart = |title, subtitle, alternative, drawn| {
        Block::Chart(Chart {
            title,
            subtitle,
            alternative,
            drawn,
        })
    };
    let mut document = Document {
        title: next(),
        subtitle: Some(next()),
        label: Some(next()),
        logo: Some(Logo {
            bytes: b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x40\0\0\0\x20\x08\x02\0\0\0".to_vec(),
            kind: LogoKind::Png,
            alternative: next(),
        }),
        blocks: vec![Block::Paragraph(next()), Block::PageBreak],
    };
    document.blocks.extend([
        heading(1, &next()),
        heading(1, &next()),
        heading(1, &next()),
        heading(2, &next()),
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
        Block::Wording(Wording {
            of: next(),
            pieces: [PieceKind::Kept, PieceKind::Removed, PieceKind::Added]
                .map(|kind| Piece { kind, text: next() })
                .to_vec(),
        }),
        Block::Table(Table {
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
            ],
        }),
        chart(
            next(),
            next(),
            next(),
            Drawn::Levels(LevelBars {
                keys: vec![
                    LevelKey {
                        label: next(),
                        side: Side::Working(0),
                    },
                    LevelKey {
                        label: next(),
                        side: Side::NotWorking(0),
                    },
                    LevelKey {
                        label: next(),
                        side: Side::NotEvidenced,
                    },
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
            }),
        ),
        chart(
            next(),
            next(),
            next(),
            Drawn::Heat(Heat {
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
            }),
        ),
        chart(
            next(),
            next(),
            next(),
            Drawn::Dots(Dots {
                all: Some((0.6, next())),
                rows: vec![Dot {
                    label: next(),
                    count: 5,
                    of: 8,
                    interval: Some((0.306, 0.863)),
                }],
            }),
        ),
        chart(
            next(),
            next(),
            next(),
            Drawn::Arrows(Arrows {
                from: next(),
                to: next(),
                rows: vec![Arrow {
                    label: next(),
                    from: Part::new(11, 17),
                    to: Part::new(13, 17),
                }],
            }),
        ),
    ]);
    (document, said)
}

/// All that a reader sees or is told, in whatever part, with plain spaces.
fn told(bytes: &[u8]) -> String {
    let mut told = String::new();
    for (name, content) in parts(bytes) {
        let is = |end: &str| name.starts_with("word/") && name.ends_with(end);
        if is("document.xml") || is("header1.xml") || is("header2.xml") {
            let node = Node::read(std::str::from_utf8(&content).unwrap());
            told.push_str(&node.text());
            for (element, attribute) in [
                ("wp:docPr", "descr"),
                ("w:tblCaption", "w:val"),
                ("w:tblDescription", "w:val"),
            ] {
                for node in node.every(element) {
                    told.push('\n');
                    told.push_str(&node.attributes[attribute]);
                }
            }
        }
    }
    told.replace('\u{a0}', " ")
}

#[test]
fn every_word_and_figure_is_there() {
    let (document, said) = everything("said");
    let told = told(&docx(&document).unwrap());
    for words in said {
        // No other words begin with these.
        let ends = told
            .match_indices(&words)
            .any(|(at, _)| !told[at + words.len()..].starts_with(|c: char| c.is_ascii_digit()));
        assert!(ends, "`{words}` in {told}");
    }
    for figure in [
        "1,234",
        "▲ 36 of 60 (60 %, 47–71 %)",
        "▼ 7 of 9",
        "5 of 8",
        "11 → 13 of 17",
        "5 said",
    ] {
        assert!(told.contains(figure), "`{figure}` in {told}");
    }
}

#[test]
fn words_taken_out_are_struck_through_and_words_put_in_underlined() {
    let pieces = [
        (PieceKind::Kept, "the family"),
        (PieceKind::Removed, "agreed"),
        (PieceKind::Added, "chose"),
    ];
    let wording = Block::Wording(Wording {
        of: "Title".into(),
        pieces: pieces
            .map(|(kind, text)| Piece {
                kind,
                text: text.into(),
            })
            .to_vec(),
    });
    let body = body(&of(vec![wording]));
    let marked = |mark: &str| -> Vec<String> {
        let runs = body.every("w:r");
        let marked = runs.iter().filter(|run| !run.every(mark).is_empty());
        marked.map(|run| run.text()).collect()
    };
    assert_eq!(marked("w:strike"), ["agreed"]);
    assert_eq!(marked("w:u"), ["chose"]);
    assert!(body.text().contains("Before: the family agreed"));
    assert!(body.text().contains("After: the family chose"));
}

#[test]
fn every_table_has_one_header_row_that_repeats_and_no_merged_cell() {
    let body = body(&everything("said").0);
    let tables = body.every("w:tbl");
    assert_eq!(tables.len(), 5);
    for table in tables {
        let columns = table.child("w:tblGrid").unwrap().children.len();
        let rows: Vec<&Node> = table.every("w:tr");
        for (position, row) in rows.iter().enumerate() {
            let properties = row.child("w:trPr").unwrap();
            assert_eq!(properties.child("w:tblHeader").is_some(), position == 0);
            assert!(properties.child("w:cantSplit").is_some());
            let cells = row.children.iter().filter(|child| child.name == "w:tc");
            assert_eq!(cells.count(), columns);
        }
        assert!(table.every("w:gridSpan").is_empty() && table.every("w:vMerge").is_empty());
        let properties = table.child("w:tblPr").unwrap();
        assert!(!properties.child("w:tblCaption").unwrap().value().is_empty());
        assert!(
            !properties
                .child("w:tblDescription")
                .unwrap()
                .value()
                .is_empty()
        );
    }
    let blocks = &body.child("w:body").unwrap().children;
    for pair in blocks.windows(2) {
        if pair[0].name == "w:tbl" {
            assert_eq!(pair[1].name, "w:p", "two tables would be one");
        }
    }
}

#[test]
fn a_caption_and_a_chart_s_words_stay_with_their_table() {
    let body = body(&everything("said").0);
    let styles = part(&docx(&everything("said").0).unwrap(), "word/styles.xml");
    let keeps: BTreeSet<&str> = styles
        .every("w:style")
        .into_iter()
        .filter(|style| !style.every("w:keepNext").is_empty())
        .map(|style| style.attributes["w:styleId"].as_str())
        .collect();
    let blocks = &body.child("w:body").unwrap().children;
    let mut tables = 0;
    for pair in blocks.windows(2) {
        if pair[1].name == "w:tbl" {
            let style = pair[0].every("w:pStyle")[0].value();
            assert!(keeps.contains(style), "{style}");
            tables += 1;
        }
    }
    assert_eq!(tables, 5);
    for style in ["Title", "Heading1", "Heading2", "Caption"] {
        assert!(keeps.contains(style), "{style}");
    }
}

/// Does every paragraph of it stay with the next, by itself or by its style?
fn keeps(styles: &Node, block: &Node) -> Vec<bool> {
    let by_style: BTreeSet<&str> = styles
        .every("w:style")
        .into_iter()
        .filter(|style| !style.every("w:keepNext").is_empty())
        .map(|style| style.attributes["w:styleId"].as_str())
        .collect();
    let keeps = |paragraph: &&Node| {
        let properties = paragraph.child("w:pPr").unwrap();
        let style = properties.child("w:pStyle").unwrap().value();
        properties.child("w:keepNext").is_some() || by_style.contains(style)
    };
    block.every("w:p").iter().map(keeps).collect()
}

/// Of each block of a document's body: do all its paragraphs stay with what follows?
fn kept(blocks: Vec<Block>) -> Vec<(String, bool)> {
    let bytes = docx(&of(blocks)).unwrap();
    let styles = part(&bytes, "word/styles.xml");
    let body = part(&bytes, "word/document.xml");
    let blocks = body.child("w:body").unwrap().children.iter();
    let blocks = blocks.filter(|block| block.name != "w:sectPr");
    blocks
        .map(|block| {
            let all = keeps(&styles, block).into_iter().all(|keeps| keeps);
            (block.text().lines().next().unwrap_or("").to_owned(), all)
        })
        .collect()
}

fn rows(count: usize) -> Block {
    let row = |n: usize| Row {
        cells: vec![Cell::text(format!("row {n}"))],
        ..Row::default()
    };
    Block::Table(Table {
        caption: Some("Caption".into()),
        columns: vec![Column::words("Hub")],
        rows: (0..count).map(row).collect(),
    })
}

#[test]
fn a_heading_stays_with_the_words_under_it_and_the_first_quote() {
    let quote = |text: &str| Block::Quote {
        text: text.into(),
        source: "A worker".into(),
        tone: Tone::Good,
    };
    let kept = kept(vec![
        heading(1, "Words"),
        Block::Note("Taken by a rule.".into()),
        heading(2, "Thresholds"),
        Block::Paragraph("2 findings, 2 of which may be quoted.".into()),
        quote("One"),
        quote("Two"),
    ]);
    let kept: Vec<(&str, bool)> = kept.iter().map(|(text, kept)| (&**text, *kept)).collect();
    assert_eq!(
        kept[1..],
        [
            ("Words", true),
            ("Taken by a rule.", true),
            ("Thresholds", true),
            ("2 findings, 2 of which may be quoted.", true),
            ("“One”", true),
            ("✓\u{a0}A worker", false),
            ("", false),
            ("“Two”", true),
            ("✓\u{a0}A worker", false),
            ("", false),
        ]
    );
    let styles = part(&docx(&of(vec![])).unwrap(), "word/styles.xml");
    for name in ["Quote", "QuoteSource", "ListBullet", "Callout", "Note"] {
        let styles = styles.every("w:style");
        let style = styles.iter().find(|s| s.attributes["w:styleId"] == name);
        assert!(!style.unwrap().every("w:keepLines").is_empty(), "{name}");
    }
}

#[test]
fn a_short_table_and_its_note_stand_on_one_page() {
    let note = || Block::Note("How to read it.".into());
    let kept = kept(vec![heading(2, "A table"), rows(12), note(), rows(12)]);
    let all: Vec<bool> = kept[1..].iter().map(|(_, kept)| *kept).collect();
    // Heading, caption, table, gap, note; and the second table ends the document.
    assert_eq!(all, [true, true, true, true, false, true, false, false]);
}

#[test]
fn a_long_table_keeps_its_ends_together_and_breaks_between() {
    let bytes = docx(&of(vec![rows(40), Block::Note("Note.".into())])).unwrap();
    let styles = part(&bytes, "word/styles.xml");
    let body = part(&bytes, "word/document.xml");
    let rows = keeps(&styles, body.every("w:tbl")[0]);
    assert_eq!(rows.len(), 41);
    let free: Vec<usize> = (0..41).filter(|row| !rows[*row]).collect();
    assert_eq!(free, (2..38).collect::<Vec<_>>());
    // Rows of many lines are not all kept on one page.
    let row = || Row {
        cells: vec![Cell::text("long words ".repeat(100))],
        ..Row::default()
    };
    let body = body_of_table((0..12).map(|_| row()).collect());
    let rows = keeps(&styles, body.every("w:tbl")[0]);
    assert!(rows[3..9].iter().all(|keeps| !keeps));
}

fn body_of_table(rows: Vec<Row>) -> Node {
    body(&of(vec![Block::Table(Table {
        caption: None,
        columns: vec![Column::words("Hub")],
        rows,
    })]))
}

#[test]
fn no_line_of_a_list_stands_on_a_page_by_itself() {
    let list = |count: usize| {
        let item = |n: usize| Item {
            tone: Tone::Neutral,
            text: format!("item {n}"),
        };
        Block::List((0..count).map(item).collect())
    };
    let all = |count| -> Vec<bool> {
        let kept = kept(vec![Block::Paragraph("Lead:".into()), list(count)]);
        kept[1..].iter().map(|(_, kept)| *kept).collect()
    };
    assert_eq!(all(1), [true, false]);
    assert_eq!(all(3), [true, true, true, false]);
    assert_eq!(all(6), [true, true, false, false, false, true, false]);
}

#[test]
fn hostile_words_are_words() {
    let long = "x".repeat(10_000);
    for hostile in [
        "</w:t></w:r><w:hyperlink r:id=\"x\"/>&amp;<!--",
        "\u{0}\u{1}\u{8}\u{b}\u{1b}[31m\u{7f}\u{9b}\u{fffe}\u{ffff}",
        "=cmd()|' /C calc'!A0 {INCLUDETEXT \"c:\\\\x\"} { PAGE }",
        "| pipe ]]> %s {0} @ink @lead",
        "abc\u{202e}txt.exe \u{200f}\u{feff}",
        "😀👩‍👧 שלום سلام 葛󠄀城",
        "one\r\n\ttwo\u{2028}three",
        "\"quotes' \\ `",
        &long,
    ] {
        let (document, said) = everything(hostile);
        let bytes = docx(&document).unwrap();
        let told = told(&bytes);
        let expected: String = hostile
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .map(|c| match c {
                '\u{fffe}' | '\u{ffff}' | '\u{200f}' | '\u{feff}' | '\u{202e}' => '·',
                c if c.is_control() => '·',
                c => c,
            })
            .collect();
        for number in 0..said.len() {
            let words = format!("{expected} {number}");
            assert!(told.contains(&words), "`{words}`");
        }
        let calm = body(&everything("said").0);
        let body = part(&bytes, "word/document.xml");
        // What does something is the same, whatever the words say.
        for name in [
            "w:instrText",
            "w:fldChar",
            "w:fldSimple",
            "w:hyperlink",
            "w:bookmarkStart",
            "w:drawing",
            "w:p",
            "w:tc",
        ] {
            assert_eq!(body.every(name).len(), calm.every(name).len(), "{name}");
        }
        for link in body.every("w:hyperlink") {
            assert!(!link.attributes.contains_key("r:id"));
        }
        for (name, content) in parts(&bytes) {
            if !name.starts_with("word/media/") {
                Node::read(std::str::from_utf8(&content).unwrap());
            }
            assert!(!String::from_utf8_lossy(&content).contains("TargetMode"));
        }
    }
}

#[test]
fn long_words_leave_rows_free_to_run_over_a_page() {
    let table = |words: String| {
        Block::Table(Table {
            caption: None,
            columns: vec![Column::words("Words")],
            rows: vec![Row {
                cells: vec![Cell::Text(words)],
                ..Row::default()
            }],
        })
    };
    let whole = |words: String| {
        let body = body(&of(vec![table(words)]));
        !body.every("w:tr")[1].every("w:cantSplit").is_empty()
    };
    assert!(whole("some words".into()));
    assert!(!whole("some words ".repeat(1_000)));
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let (document, _) = everything("said");
    let bytes = docx(&document).unwrap();
    assert_eq!(bytes, docx(&document).unwrap());
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
    for position in 0..archive.len() {
        let part = archive.by_index(position).unwrap();
        assert_eq!(part.last_modified().unwrap().year(), 1980);
        // Otherwise each part would say on which system it was written.
        assert_eq!(part.system(), zip::System::Unix);
    }
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.every("dcterms:created").is_empty() && core.every("dcterms:modified").is_empty());
    assert_eq!(core.every("dc:creator")[0].words, "case-audit");
}

#[test]
fn tables_without_columns_or_rows_and_ragged_ones() {
    let table = |caption: &str, columns: usize, rows: Vec<usize>| {
        Block::Table(Table {
            caption: Some(caption.into()),
            columns: (0..columns)
                .map(|column| Column::words(format!("head {column}")))
                .collect(),
            rows: rows
                .into_iter()
                .map(|cells| Row {
                    cells: (0..cells)
                        .map(|cell| Cell::text(format!("cell {cell}")))
                        .collect(),
                    ..Row::default()
                })
                .collect(),
        })
    };
    let body = body(&of(vec![
        table("nothing", 0, vec![]),
        table("head alone", 3, vec![]),
        table("one column", 1, vec![1, 1]),
        table("ragged", 2, vec![0, 1, 4]),
    ]));
    let text = body.text();
    for words in ["nothing", "head alone", "one column", "ragged", "cell 3"] {
        assert!(text.contains(words), "{words}");
    }
    let tables = body.every("w:tbl");
    let shape = |table: &Node| {
        let columns = table.every("w:gridCol").len();
        let rows = table.every("w:tr");
        assert!(rows.iter().all(|row| row.every("w:tc").len() == columns));
        (columns, rows.len())
    };
    let shapes: Vec<_> = tables.into_iter().map(shape).collect();
    assert_eq!(shapes, [(3, 1), (1, 3), (4, 4)]);
}

#[test]
fn a_table_that_is_too_wide_is_parted_and_its_first_column_repeated() {
    let body = body(&of(vec![Block::Table(Table {
        caption: Some("Wide".into()),
        columns: (0..41)
            .map(|n| Column::figures(format!("Locality{n}")))
            .collect(),
        rows: vec![Row {
            cells: [Cell::text("Row")]
                .into_iter()
                .chain((1..41).map(|n| Cell::Count(1_000 + n)))
                .collect(),
            ..Row::default()
        }],
    })]));
    let tables = body.every("w:tbl");
    assert!(tables.len() > 2);
    for table in &tables {
        let text = table.text();
        assert!(text.contains("Locality0") && text.contains("Row"));
    }
    let text = body.text();
    assert!(text.contains(&format!("Wide (part 1 of {})", tables.len())));
    for n in 1..41u64 {
        assert!(text.contains(&format!("Locality{n}")));
        assert!(text.contains(&format!("1,{n:03}")));
    }
}

#[test]
fn charts_without_anything_to_draw() {
    let chart = |drawn| {
        Block::Chart(Chart {
            title: "Title".into(),
            subtitle: String::new(),
            alternative: String::new(),
            drawn,
        })
    };
    let key = |side| LevelKey {
        label: "Level".into(),
        side,
    };
    let bars = |counts: Vec<u64>| {
        vec![LevelBar {
            label: "Bar".into(),
            counts,
        }]
    };
    let levels = |keys, bars| chart(Drawn::Levels(LevelBars { keys, bars }));
    let body = body(&of(vec![
        levels(vec![], vec![]),
        levels(vec![], bars(vec![1])),
        levels(vec![key(Side::Working(9))], bars(vec![0])),
        levels(vec![key(Side::Apart)], bars(vec![0])),
        levels(
            vec![key(Side::Improve(0)), key(Side::Working(0))],
            bars(vec![u64::MAX, u64::MAX]),
        ),
        chart(Drawn::Heat(Heat {
            columns: vec![],
            rows: vec![],
        })),
        chart(Drawn::Dots(Dots {
            all: Some((f64::NAN, "All".into())),
            rows: vec![
                Dot {
                    label: "None".into(),
                    count: 0,
                    of: 0,
                    interval: None,
                },
                Dot {
                    label: "Odd".into(),
                    count: u64::MAX,
                    of: 1,
                    interval: Some((f64::NEG_INFINITY, f64::INFINITY)),
                },
            ],
        })),
        chart(Drawn::Arrows(Arrows {
            from: String::new(),
            to: String::new(),
            rows: vec![Arrow {
                label: "None".into(),
                from: Part::new(0, 0),
                to: Part::new(0, 0),
            }],
        })),
    ]));
    assert_eq!(
        body.text().matches("Title").count(),
        8,
        "the charts' titles"
    );
    for extent in body.every("wp:extent") {
        let width: u64 = extent.attributes["cx"].parse().unwrap();
        assert!(width <= 9_524 * 635, "no drawing is wider than a page");
    }
}

#[test]
fn every_table_is_as_wide_as_the_page() {
    let long = "long words ".repeat(30);
    for words in ["said", &long] {
        let body = body(&everything(words).0);
        for table in body.every("w:tbl") {
            let columns = table.every("w:gridCol");
            let widths = columns.iter().map(|column| &column.attributes["w:w"]);
            let width: u32 = widths.map(|width| width.parse::<u32>().unwrap()).sum();
            assert_eq!(width, 11_906 - 2 * 1_191);
        }
    }
}

#[test]
fn a_bar_is_as_long_as_its_count() {
    let bar = |counts: Vec<u64>| LevelBar {
        label: format!("{counts:?}"),
        counts,
    };
    let key = |label: &str, side| LevelKey {
        label: label.into(),
        side,
    };
    let body = body(&of(vec![Block::Chart(Chart {
        title: "Title".into(),
        subtitle: String::new(),
        alternative: "told".into(),
        drawn: Drawn::Levels(LevelBars {
            keys: vec![
                key("strong", Side::Working(1)),
                key("secure", Side::Working(0)),
                key("developing", Side::Improve(0)),
            ],
            bars: vec![bar(vec![10, 20, 30]), bar(vec![0, 40, 0])],
        }),
    })]));
    let width = |told: &str| -> u64 {
        let found = body.every("wp:inline");
        let found = found
            .iter()
            .find(|inline| inline.child("wp:docPr").unwrap().attributes["descr"] == told)
            .unwrap_or_else(|| panic!("no drawing tells `{told}`"));
        found.child("wp:extent").unwrap().attributes["cx"]
            .parse()
            .unwrap()
    };
    let one = width("40 secure") / 40;
    assert!(one > 10_000);
    assert!(width("20 secure, 10 strong").abs_diff(30 * one) < 100);
    assert!(width("30 developing").abs_diff(30 * one) < 100);
    assert_eq!(body.every("wp:inline").len(), 3);
}

/// The words in the shapes of each drawing.
fn drawn(body: &Node) -> Vec<(String, Vec<String>)> {
    let drawings = body.every("wp:inline");
    let drawings = drawings.iter().map(|inline| {
        let told = inline.child("wp:docPr").unwrap().attributes["descr"].clone();
        let words = inline.every("w:t");
        (told, words.iter().map(|t| t.words.clone()).collect())
    });
    drawings.collect()
}

#[test]
fn a_count_is_written_where_there_is_room_for_it() {
    let key = |label: &str, side| LevelKey {
        label: label.into(),
        side,
    };
    let bar = |counts: Vec<u64>| LevelBar {
        label: "Bar".into(),
        counts,
    };
    let body = body(&of(vec![Block::Chart(Chart {
        title: "Title".into(),
        subtitle: String::new(),
        alternative: "told".into(),
        drawn: Drawn::Levels(LevelBars {
            keys: vec![
                key("strong", Side::Working(1)),
                key("secure", Side::Working(0)),
                key("developing", Side::Improve(0)),
                key("concern", Side::NotWorking(0)),
                key("not evidenced", Side::NotEvidenced),
                key("not rated", Side::Apart),
            ],
            bars: vec![
                bar(vec![1, 300, 1, 100, 1, 2]),
                bar(vec![0, 0, 0, 0, 90, 0]),
            ],
        }),
    })]));
    let words = |told: &str| {
        let drawn = drawn(&body);
        let found = drawn.into_iter().find(|(is, _)| is == told);
        found
            .unwrap_or_else(|| panic!("no drawing tells `{told}`"))
            .1
    };
    // Beside the bar at its outer end, in the bar, or left out; boxes apart at their right.
    assert_eq!(words("300 secure, 1 strong"), ["1", "300"]);
    assert_eq!(words("1 developing, 100 concern"), ["100"]);
    assert_eq!(words("1 not evidenced, 2 not rated"), ["1, 2"]);
    assert_eq!(words("90 not evidenced"), ["90"]);
    // Digits never stand on a pattern.
    for shape in body.every("wps:wsp") {
        let pattern = !shape.every("a:pattFill").is_empty();
        assert!(!pattern || shape.every("w:t").is_empty());
    }
    // The header says what stands where, and the key stands whole in its first cell.
    let header = body.every("w:tr")[0];
    let cells: Vec<String> = header
        .every("w:tc")
        .iter()
        .map(|cell| cell.text())
        .collect();
    let key = cells[0].replace('\u{a0}', " ");
    for level in ["strong", "secure", "developing", "concern", "not evidenced"] {
        assert!(key.contains(level), "{level} in {key}");
    }
    assert_eq!(
        cells[1..],
        [
            "working\n",
            "to improve or not working\n",
            "without a level\n"
        ]
    );
}

#[test]
fn a_verdict_stands_on_one_line() {
    let words = "What the child said or showed made a difference to the plan and the help";
    let share = |count| Cell::Share {
        count,
        of: 60,
        percent: Some(Percent {
            value: 0.6,
            interval: Some((0.47, 0.71)),
        }),
        tone: None,
    };
    let verdict = Cell::Verdict {
        tone: Tone::Neutral,
        word: "no clear change".into(),
    };
    let body = body(&of(vec![Block::Table(Table {
        caption: None,
        columns: vec![
            Column::words("Standard"),
            Column::figures("Spring 2026"),
            Column::figures("Spring 2027"),
            Column::words("What it says"),
            Column::figures("Adjusted p"),
        ],
        rows: vec![Row {
            cells: vec![
                Cell::text(words),
                share(36),
                share(40),
                verdict,
                Cell::Number {
                    value: 0.84,
                    decimals: 2,
                },
            ],
            ..Row::default()
        }],
    })]));
    let columns = body.every("w:gridCol");
    let width = |place: usize| columns[place].attributes["w:w"].parse::<u32>().unwrap();
    // Of Calibri's letters the verdict is 6.8 times as long as its type of nine points.
    assert!(width(3) > 68 * 18 + 140 + 140, "{}", width(3));
    // Words keep away from the figures at their left.
    let cells = body.every("w:tr")[1].every("w:tc");
    let left = |cell: &Node| {
        let sides = cell.every("w:tcMar");
        sides
            .first()
            .map(|sides| sides.child("w:left").unwrap().attributes["w:w"].clone())
    };
    assert_eq!(left(cells[3]).as_deref(), Some("210"));
    assert_eq!(left(cells[1]), None);
}

#[test]
fn a_heat_table_that_tells_the_table_behind_it_stands_once() {
    let heat = Block::Chart(Chart {
        title: "Finding".into(),
        subtitle: "Measure".into(),
        alternative: "told".into(),
        drawn: Drawn::Heat(Heat {
            columns: vec!["Domain".into()],
            rows: vec![HeatRow {
                label: "Ashbrook".into(),
                cells: vec![HeatCell {
                    count: 5,
                    of: 8,
                    tone: None,
                }],
                total: false,
            }],
        }),
    });
    let table = |count| {
        Block::Table(Table {
            caption: None,
            columns: vec![Column::words("Hub"), Column::figures("Domain")],
            rows: vec![Row {
                cells: vec![Cell::text("Ashbrook"), Cell::share(count, 8)],
                ..Row::default()
            }],
        })
    };
    let tables = |blocks| body(&of(blocks)).every("w:tbl").len();
    assert_eq!(tables(vec![heat.clone(), table(5)]), 1);
    assert_eq!(tables(vec![heat.clone(), table(6)]), 2);
    assert_eq!(
        tables(vec![heat, Block::Paragraph("x".into()), table(5)]),
        2
    );
}

#[test]
fn everything_drawn_has_a_number_of_its_own_and_an_alternative() {
    let (document, _) = everything("said");
    let body = body(&document);
    let mut numbers = BTreeSet::new();
    for name in ["wp:docPr", "wps:cNvPr"] {
        for node in body.every(name) {
            assert!(numbers.insert(node.attributes["id"].clone()));
        }
    }
    assert!(numbers.contains("1"), "numbers begin anew in each document");
    for node in body.every("wp:docPr") {
        assert!(!node.attributes["descr"].is_empty());
    }
}

#[test]
fn the_contents_list_leads_to_every_section_after_the_first_page() {
    let body = body(&everything("said").0);
    let places: BTreeSet<&str> = body
        .every("w:bookmarkStart")
        .into_iter()
        .map(|mark| mark.attributes["w:name"].as_str())
        .collect();
    let links = body.every("w:hyperlink");
    assert_eq!(links.len(), 3);
    for link in links {
        assert!(places.contains(link.attributes["w:anchor"].as_str()));
    }
    assert_eq!(body.every("w:instrText").len(), 1);
    let blocks = &body.child("w:body").unwrap().children;
    let list = blocks
        .iter()
        .position(|block| block.name == "w:sdt")
        .unwrap();
    let before = blocks[..list].iter().map(Node::text).collect::<String>();
    assert!(
        before.trim_end().ends_with("said 4"),
        "the story stands first: {before}"
    );
    assert_eq!(blocks[list].every("w:pageBreakBefore").len(), 1);
    let few = of(vec![heading(1, "One"), heading(1, "Two")]);
    assert!(self::body(&few).every("w:sdt").is_empty());
}

#[test]
fn what_word_takes_in_one_order_only_stands_in_it() {
    let orders: [(&str, &[&str]); 6] = [
        (
            "w:pPr",
            &[
                "w:pStyle",
                "w:keepNext",
                "w:keepLines",
                "w:pageBreakBefore",
                "w:numPr",
                "w:pBdr",
                "w:shd",
                "w:tabs",
                "w:spacing",
                "w:ind",
                "w:jc",
                "w:outlineLvl",
            ],
        ),
        (
            "w:rPr",
            &[
                "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:strike", "w:color",
                "w:sz", "w:szCs", "w:u", "w:bdr", "w:shd", "w:lang",
            ],
        ),
        (
            "w:tcPr",
            &["w:tcW", "w:tcBorders", "w:shd", "w:tcMar", "w:vAlign"],
        ),
        (
            "w:tblPr",
            &[
                "w:tblStyle",
                "w:tblW",
                "w:tblInd",
                "w:tblBorders",
                "w:tblLayout",
                "w:tblCellMar",
                "w:tblLook",
                "w:tblCaption",
                "w:tblDescription",
            ],
        ),
        ("w:tcBorders", &["w:top", "w:left", "w:bottom", "w:right"]),
        (
            "w:style",
            &[
                "w:name",
                "w:basedOn",
                "w:next",
                "w:uiPriority",
                "w:semiHidden",
                "w:unhideWhenUsed",
                "w:qFormat",
                "w:pPr",
                "w:rPr",
                "w:tblPr",
                "w:tcPr",
                "w:tblStylePr",
            ],
        ),
    ];
    let bytes = docx(&everything("said").0).unwrap();
    for name in [
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/header1.xml",
        "word/header2.xml",
        "word/footer1.xml",
    ] {
        let part = part(&bytes, name);
        for (element, order) in orders {
            for node in part.every(element) {
                let places: Vec<usize> = node
                    .children
                    .iter()
                    .map(|child| {
                        let place = order.iter().position(|name| *name == child.name);
                        place.unwrap_or_else(|| panic!("{} in {element} of {name}", child.name))
                    })
                    .collect();
                assert!(places.is_sorted(), "{element} of {name}: {node:?}");
            }
        }
    }
}

#[test]
fn every_part_is_tied_and_every_style_is_there() {
    let bytes = docx(&everything("said").0).unwrap();
    let parts = parts(&bytes);
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    let targets: BTreeSet<String> = relations
        .every("Relationship")
        .into_iter()
        .map(|relation| format!("word/{}", relation.attributes["Target"]))
        .collect();
    for name in parts.keys().filter(|name| name.starts_with("word/")) {
        let root = name == "word/document.xml" || name.starts_with("word/_rels/");
        assert!(root || targets.contains(name), "{name}");
    }
    assert!(targets.iter().all(|target| parts.contains_key(target)));
    let sorts = part(&bytes, "[Content_Types].xml");
    for sort in sorts.every("Override") {
        assert!(parts.contains_key(&sort.attributes["PartName"][1..]));
    }
    let styles = part(&bytes, "word/styles.xml");
    let styles: BTreeSet<&str> = styles
        .every("w:style")
        .into_iter()
        .map(|style| style.attributes["w:styleId"].as_str())
        .map(|id| Box::leak(id.to_owned().into_boxed_str()) as &str)
        .collect();
    let document = part(&bytes, "word/document.xml");
    for name in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
        for used in document.every(name) {
            assert!(styles.contains(used.value()), "{}", used.value());
        }
    }
    let styles = String::from_utf8(parts["word/styles.xml"].clone()).unwrap();
    let theme = String::from_utf8(parts["word/theme/theme1.xml"].clone()).unwrap();
    assert!(
        !styles.contains('@') && !theme.contains('@'),
        "every colour is put in"
    );
}

#[test]
fn the_label_and_the_page_numbers_stand_on_every_page() {
    let document = Document {
        label: Some("Internal: personal data".into()),
        ..of(vec![Block::Paragraph("x".into())])
    };
    let bytes = docx(&document).unwrap();
    for head in ["word/header1.xml", "word/header2.xml"] {
        assert!(
            part(&bytes, head)
                .text()
                .starts_with("Internal: personal data")
        );
    }
    let foot = part(&bytes, "word/footer1.xml");
    let fields: Vec<&str> = foot
        .every("w:instrText")
        .into_iter()
        .map(|field| field.words.trim())
        .collect();
    assert_eq!(fields, ["PAGE", "NUMPAGES"]);
    assert_eq!(foot.text().trim_end(), "Page 1 of 1");
    let section = part(&bytes, "word/document.xml");
    assert_eq!(section.every("w:headerReference").len(), 2);
    assert_eq!(section.every("w:footerReference").len(), 2);
}

#[test]
fn a_long_title_leaves_the_head_on_one_line() {
    let mut document = of(vec![]);
    document.title = "é".repeat(10_000);
    let bytes = docx(&document).unwrap();
    let head = part(&bytes, "word/header2.xml").text();
    assert_eq!(head.trim_end(), format!("{}…", "é".repeat(70)));
    assert!(body(&document).text().contains(&document.title));
}

#[test]
fn a_logo_that_is_no_picture_is_refused() {
    let document = Document {
        logo: Some(Logo {
            bytes: b"GIF89a".to_vec(),
            kind: LogoKind::Jpeg,
            alternative: "Logo".into(),
        }),
        ..of(vec![])
    };
    let error = docx(&document).unwrap_err().to_string();
    assert_eq!(
        error,
        "the logo cannot be read as a JPEG picture; give another file"
    );
}
