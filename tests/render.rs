//! A document with every kind of block and cell in every format, and what holds for any.

#![expect(
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test stops at what it did not expect"
)]

use case_audit::render::csv::csv;
use case_audit::render::json::json;
use case_audit::render::markdown::markdown;
use case_audit::render::text::text;
use case_audit::report::{
    Arrow, Arrows, Block, Cell, Chart, Column, Document, Drawn, Item, Part, Percent, Piece,
    PieceKind, Record, Row, RowKind, Table, Tone, Value, Wording,
};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

fn item(tone: Tone, text: &str) -> Item {
    let text = text.to_owned();
    Item { tone, text }
}

fn verdict(tone: Tone, word: &str) -> Cell {
    let word = word.to_owned();
    Cell::Verdict { tone, word }
}

fn piece(kind: PieceKind, text: &str) -> Piece {
    let text = text.to_owned();
    Piece { kind, text }
}

fn number(value: f64, decimals: u8) -> Cell {
    Cell::Number { value, decimals }
}

fn percent(count: u32, of: u32, interval: Option<(f64, f64)>) -> Cell {
    Cell::Share {
        count: count.into(),
        of: of.into(),
        percent: Some(Percent {
            value: f64::from(count) / f64::from(of),
            interval,
        }),
        tone: None,
    }
}

fn toned(count: u64, of: u64, tone: Tone) -> Cell {
    Cell::Share {
        count,
        of,
        percent: None,
        tone: Some(tone),
    }
}

fn row(cells: Vec<Cell>) -> Row {
    Row {
        cells,
        kind: RowKind::Plain,
    }
}

fn total(cells: Vec<Cell>) -> Row {
    Row {
        cells,
        kind: RowKind::Total,
    }
}

fn group(title: &str, columns: usize) -> Row {
    let mut cells = vec![Cell::text(title)];
    cells.resize(columns, Cell::Empty);
    Row {
        cells,
        kind: RowKind::Group,
    }
}

/// Standards in rows, hubs in columns.
fn hubs() -> Table {
    let standard = |title, [a, b, c, d]: [(u64, u64); 4], all, tone, word| {
        let share = |(count, of)| Cell::share(count, of);
        row(vec![
            Cell::text(title),
            share(a),
            share(b),
            share(c),
            share(d),
            all,
            verdict(tone, word),
        ])
    };
    Table {
        caption: Some("Working, of the cases rated, by hub (invented data)".to_owned()),
        columns: vec![
            Column::words("Standard"),
            Column::figures("Ashbrook"),
            Column::figures("Fernhill and Low Moor"),
            Column::figures("Harbourside"),
            Column::figures("Millbank"),
            Column::figures("Whole service"),
            Column::words("How the hubs compare"),
        ],
        rows: vec![
            group("Child's voice and daily life", 7),
            standard(
                "A reader can picture this child's day",
                [(6, 8), (12, 15), (9, 14), (9, 23)],
                percent(36, 60, Some((0.4736, 0.7142))),
                Tone::Neutral,
                "alike",
            ),
            standard(
                "The plan says what will be different for the child, in words that the child would use",
                [(1, 8), (0, 15), (0, 0), (3, 23)],
                percent(4, 46, Some((0.0343, 0.2032))),
                Tone::Improve,
                "to improve everywhere",
            ),
            group("Working together", 7),
            standard(
                "Handover is warm",
                [(8, 8), (15, 15), (14, 14), (23, 23)],
                percent(60, 60, Some((0.9398, 1.0))),
                Tone::Good,
                "a strength everywhere",
            ),
            standard(
                "Harm is acted on",
                [(7, 7), (1, 2), (0, 1), (0, 0)],
                Cell::Unknown,
                Tone::Attention,
                "look at the cases",
            ),
            total(vec![
                Cell::text("All standards"),
                toned(22, 31, Tone::Up),
                Cell::share(28, 47),
                Cell::share(23, 29),
                toned(35, 69, Tone::Down),
                percent(1234, 2060, None),
                Cell::Empty,
            ]),
        ],
    }
}

/// Every kind of block, every kind of cell and every tone.
fn everything() -> Document {
    let paragraph = "Sixty cases were audited in four hubs between March and April. \
        Strengths come first: what follows is to be read beside the words of the people who \
        wrote them, and never as a ranking of hubs.";
    Document {
        title: "Spring 2026: early help case audit".to_owned(),
        blocks: vec![
            Block::Paragraph(paragraph.to_owned()),
            Block::Pairs(vec![
                ("Tool".into(), "early-help 2026.1".into()),
                ("Cases planned and audited".into(), "64 and 60".into()),
                (
                    "Not counted".into(),
                    "Four cases had no agreed audit by the end of the round; they are listed \
                     with their reasons at the end"
                        .into(),
                ),
            ]),
            Block::Heading {
                level: 1,
                text: "What is working".into(),
            },
            Block::List(vec![
                item(Tone::Good, "Handover is warm in every hub."),
                item(
                    Tone::Improve,
                    "Plans could say what will be different for the child: four of the 46 that \
                     were rated do so in words that the child would use.",
                ),
                item(Tone::Poor, "Chronologies are not kept."),
                item(
                    Tone::Up,
                    "Ashbrook stands above the others in one standard.",
                ),
                item(Tone::Down, "Millbank stands below the others in one."),
                item(Tone::Attention, "Two cases need somebody to look at them."),
                item(Tone::Neutral, "Nothing else differs."),
            ]),
            Block::Heading {
                level: 2,
                text: "By hub".into(),
            },
            Block::Table(hubs()),
            Block::Note(
                "Working means strong or good. Not evidenced counts as not working. The \
                 interval is the 95 % Wilson interval."
                    .into(),
            ),
            Block::Callout {
                tone: Tone::Attention,
                text: "Two ratings of concern have no name of anybody who was told. Tell the hub \
                       lead today, then write it into the round."
                    .into(),
            },
            Block::Table(Table {
                caption: None,
                columns: vec![
                    Column::words("Measure"),
                    Column::figures("Families"),
                    Column::figures("Mean change"),
                    Column::words("Direction"),
                ],
                rows: vec![
                    row(vec![
                        Cell::text("Confidence"),
                        Cell::Count(1_043),
                        number(1.25, 1),
                        verdict(Tone::Up, "higher"),
                    ]),
                    row(vec![
                        Cell::text("Worry"),
                        Cell::Count(38),
                        number(-0.5, 1),
                        verdict(Tone::Down, "lower"),
                    ]),
                    row(vec![
                        Cell::text("Sleep"),
                        Cell::Unknown,
                        number(f64::NAN, 1),
                        verdict(Tone::Poor, "not asked"),
                    ]),
                ],
            }),
            Block::Chart(arrows()),
            Block::Quote {
                text:
                    "We did bedtime backwards, starting from asleep. Sounds daft. But the little \
                       two were down by half seven most nights, even when I wasn't at my best."
                        .into(),
                source: "A parent or carer, on what is working".into(),
                tone: Tone::Good,
            },
            Block::Wording(reworded()),
            Block::Wording(asked()),
            Block::PageBreak,
            Block::Paragraph("What follows a new page.".into()),
        ],
        ..Document::default()
    }
}

fn asked() -> Wording {
    Wording {
        of: "What to ask".into(),
        pieces: vec![piece(PieceKind::Added, "What would they say?")],
    }
}

fn reworded() -> Wording {
    Wording {
        of: "Title".into(),
        pieces: vec![
            piece(PieceKind::Kept, "The family"),
            piece(PieceKind::Removed, "agreed to the help that it was given"),
            piece(PieceKind::Added, "chose this help, and was asked again"),
            piece(PieceKind::Kept, "at each change"),
        ],
    }
}

fn arrows() -> Chart {
    Chart {
        title: "The discussion showed most in “Something is better for the child”".into(),
        subtitle: "Ratings that are working, of those with both readings".into(),
        alternative: "From 22 of 54 to 45.".into(),
        drawn: Drawn::Arrows(Arrows {
            from: "by the record".into(),
            to: "after the discussion".into(),
            rows: vec![Arrow {
                label: "Something is better for the child".into(),
                from: Part::new(22, 54),
                to: Part::new(45, 54),
            }],
        }),
    }
}

#[test]
fn a_title_can_have_a_label_above_and_words_below() {
    let document = Document {
        title: "Spring 2026".into(),
        subtitle: Some("Early help case audit".into()),
        label: Some("Internal: personal data".into()),
        blocks: vec![Block::Paragraph("One.".into())],
        ..Document::default()
    };
    insta::assert_snapshot!(text(&document, 80, false), @r"
    Internal: personal data

    Spring 2026
    ━━━━━━━━━━━

    Early help case audit

    One.
    ");
    insta::assert_snapshot!(markdown(&document), @r"
    # Spring 2026

    Early help case audit

    **Internal: personal data**

    One.
    ");
}

#[test]
fn everything_at_60_columns() {
    insta::assert_snapshot!(text(&everything(), 60, false));
}

#[test]
fn everything_at_80_columns() {
    insta::assert_snapshot!(text(&everything(), 80, false));
}

#[test]
fn everything_at_100_columns() {
    insta::assert_snapshot!(text(&everything(), 100, false));
}

#[test]
fn everything_at_140_columns() {
    insta::assert_snapshot!(text(&everything(), 140, false));
}

#[test]
fn everything_in_colour() {
    insta::assert_snapshot!(text(&everything(), 100, true).replace('\u{1b}', "␛"));
}

#[test]
fn everything_in_markdown() {
    insta::assert_snapshot!(markdown(&everything()));
}

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    let hostile = "=cmd|' /C calc'!A0\u{1b}[2J\u{1b}]0;owned\u{7}\r\n\u{202e}evil\u{9b}31m \
        <script>alert(1)</script> [x](javascript:x) ![i](http://e.example/p) | `x` \\| **b** \
        <!-- c --> &lt; www.e.example";
    let document = Document {
        title: hostile.to_owned(),
        blocks: vec![
            Block::Paragraph("1. one\n\n# two\n- three\n> four\n    five\n---\n```".into()),
            Block::Table(Table {
                caption: Some(hostile.to_owned()),
                columns: vec![Column::words("a | b\nc"), Column::figures("n")],
                rows: vec![row(vec![Cell::text(hostile), Cell::Count(1)])],
            }),
            Block::Chart(Chart {
                title: hostile.to_owned(),
                subtitle: hostile.to_owned(),
                ..arrows()
            }),
            Block::Quote {
                text: hostile.to_owned(),
                source: hostile.to_owned(),
                tone: Tone::Poor,
            },
        ],
        subtitle: Some(hostile.to_owned()),
        label: Some(hostile.to_owned()),
        ..Document::default()
    };
    insta::assert_snapshot!(
        "hostile_text",
        text(&document, 80, true).replace('\u{1b}', "␛")
    );
    insta::assert_snapshot!("hostile_markdown", markdown(&document));
}

#[test]
fn an_empty_document_is_empty_and_empty_blocks_leave_no_gaps() {
    assert_eq!(text(&Document::default(), 80, true), "");
    assert_eq!(markdown(&Document::default()), "");
    let document = Document {
        title: String::new(),
        blocks: vec![
            Block::Paragraph("One.".into()),
            Block::Paragraph("  \n ".into()),
            Block::List(Vec::new()),
            Block::Pairs(Vec::new()),
            Block::Table(Table::default()),
            Block::Heading {
                level: 1,
                text: String::new(),
            },
            Block::Note(String::new()),
            Block::Quote {
                text: " ".into(),
                source: "nobody".into(),
                tone: Tone::Good,
            },
            Block::Chart(Chart {
                title: String::new(),
                subtitle: " ".into(),
                ..arrows()
            }),
            Block::Paragraph("Two.".into()),
        ],
        subtitle: Some(" ".into()),
        label: Some(String::new()),
        ..Document::default()
    };
    assert_eq!(text(&document, 80, false), "One.\n\nTwo.\n");
    assert_eq!(markdown(&document), "One.\n\nTwo.\n");
}

#[test]
fn rows_of_the_wrong_length_lose_no_cell() {
    let document = Document {
        title: String::new(),
        blocks: vec![Block::Table(Table {
            caption: None,
            columns: vec![Column::words("Hub"), Column::figures("Cases")],
            rows: vec![
                row(vec![Cell::text("Ashbrook")]),
                row(vec![
                    Cell::text("Millbank"),
                    Cell::Count(4),
                    Cell::text("extra"),
                ]),
            ],
        })],
        ..Document::default()
    };
    insta::assert_snapshot!(text(&document, 80, false), @r"
    Hub       Cases
    ──────────────────────
    Ashbrook
    Millbank      4  extra
    ");
    insta::assert_snapshot!(markdown(&document), @r"
    | Hub | Cases | |
    | --- | ---: | --- |
    | Ashbrook | | |
    | Millbank | 4 | extra |
    ");
}

fn records() -> Vec<Record> {
    let record = |group: &str, count, of, value| Record {
        section: "standards",
        group: group.to_owned(),
        item: "child_day".to_owned(),
        measure: "working".to_owned(),
        count,
        of,
        value,
    };
    vec![
        record("", Some(36), Some(60), Some(Value::Number(0.6))),
        record(
            "Fernhill, \"Low\" Moor",
            Some(1),
            Some(3),
            Some(Value::Number(1.0 / 3.0)),
        ),
        record("=HYPERLINK(1)", None, None, Some(Value::Number(-0.25))),
        record("-", None, None, Some(Value::Text("+44".to_owned()))),
        record("'quoted", None, None, Some(Value::Number(f64::NAN))),
        record(
            "two\nlines",
            Some(u64::MAX),
            None,
            Some(Value::Number(1_234_567.890_123)),
        ),
    ]
}

#[test]
fn csv_has_ten_digits_and_no_formulas() {
    insta::assert_snapshot!(csv(&records(), false, false).unwrap(), @r#"
    section,group,item,measure,count,of,value
    standards,,child_day,working,36,60,0.6
    standards,"Fernhill, ""Low"" Moor",child_day,working,1,3,0.3333333333
    standards,'=HYPERLINK(1),child_day,working,,,-0.25
    standards,'-,child_day,working,,,'+44
    standards,''quoted,child_day,working,,,
    standards,"two
    lines",child_day,working,18446744073709551615,,1234567.89
    "#);
}

#[test]
fn csv_can_be_raw_and_can_have_a_mark_for_excel() {
    let raw = csv(&records(), true, true).unwrap();
    assert!(raw.starts_with("\u{feff}section,group,"));
    assert!(raw.contains("\nstandards,=HYPERLINK(1),"));
    assert!(raw.contains("\nstandards,'quoted,"));
    assert!(!raw.contains('\r'));
    let none = csv(&[], false, false).unwrap();
    assert_eq!(none, "section,group,item,measure,count,of,value\n");
}

#[derive(Serialize)]
struct Analysis {
    zebra: f64,
    apple: Vec<f64>,
    single: f32,
    missing: Option<f64>,
    undefined: f64,
    endless: f64,
    whole: f64,
    count: u64,
    nothing: Vec<u64>,
    words: &'static str,
}

#[test]
fn json_keeps_the_order_of_keys_and_has_ten_digits() {
    let analysis = Analysis {
        zebra: 2.0 / 3.0,
        apple: vec![0.1 + 0.2, -1e-12],
        single: 0.5,
        missing: None,
        undefined: f64::NAN,
        endless: f64::INFINITY,
        whole: 60.0,
        count: u64::MAX,
        nothing: Vec::new(),
        words: "a \"quote\"\n\u{1b}[2J \u{202e}\u{9b}\u{e0041} é",
    };
    let written = json(&analysis).unwrap();
    insta::assert_snapshot!(written, @r#"
    {
      "zebra": 0.6666666667,
      "apple": [
        0.3,
        -1e-12
      ],
      "single": 0.5,
      "missing": null,
      "undefined": null,
      "endless": null,
      "whole": 60,
      "count": 18446744073709551615,
      "nothing": [],
      "words": "a \"quote\"\n\u001b[2J \u202e\u009b\udb40\udc41 é"
    }
    "#);
    assert!(written.ends_with("}\n"));
    let read: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(read["words"], analysis.words);
}

// What holds for any document.

/// Words as people write them, in many scripts, and what must not get through.
fn any_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,12}",
        1 => "[a-z]{30,90}",
        1 => "[0-9]{1,12}",
        2 => prop::sample::select(vec![
            "子どもの声", "家族と支援者の会議", "한국어", "👩‍👧‍👦", "🏴\u{e0067}\u{e007f}", "❤️", "👍🏽", "🇬🇧🇫🇷", "1️⃣",
            "e\u{301}\u{302}\u{303}", "\u{301}\u{302}", "می‌خواهم", "שלום", "لا لا", "क्षत्रिय", "நிலைமை",
            "ﷺ", "⸻⸻", "\u{200d}", "\u{fe0f}", "\u{20e3}", "a\u{fe0f}", "ᄀᄀᄀ각ᆨᆨ", "ភាសាខ្មែរ", "\u{a0}",
            "\u{3000}", "\t", "\r\n", "\u{1b}[31m", "\u{9b}2J", "\u{202e}", "\u{2069}", "\u{206a}",
            "\u{206f}", "\u{2063}", "|", "*", "1.", "-", "=", "─", "·",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec((piece, any::<bool>()), 0..9).prop_map(|pieces| {
        let spaced = |(piece, space)| format!("{piece}{}", if space { " " } else { "" });
        pieces.into_iter().map(spaced).collect()
    })
}

fn any_tone() -> impl Strategy<Value = Tone> {
    prop::sample::select(vec![
        Tone::Good,
        Tone::Improve,
        Tone::Poor,
        Tone::Up,
        Tone::Down,
        Tone::Attention,
        Tone::Neutral,
    ])
}

fn any_kind() -> impl Strategy<Value = RowKind> {
    prop::sample::select(vec![RowKind::Plain, RowKind::Group, RowKind::Total])
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        any_words().prop_map(Cell::Text),
        any::<u64>().prop_map(Cell::Count),
        (any::<f64>(), any::<u8>()).prop_map(|(value, decimals)| number(value, decimals)),
        (
            any::<u64>(),
            any::<u64>(),
            any::<f64>(),
            any::<Option<(f64, f64)>>(),
            prop::option::of(any_tone())
        )
            .prop_map(|(count, of, value, interval, tone)| Cell::Share {
                count,
                of,
                percent: Some(Percent { value, interval }),
                tone,
            }),
        (0..90_u64, 0..90_u64).prop_map(|(count, of)| Cell::share(count, of)),
        (any_tone(), any_words()).prop_map(|(tone, word)| Cell::Verdict { tone, word }),
        Just(Cell::Unknown),
        Just(Cell::Empty),
    ]
}

fn any_table() -> impl Strategy<Value = Table> {
    let column = (any_words(), any::<bool>()).prop_map(|(title, words)| {
        if words {
            Column::words(title)
        } else {
            Column::figures(title)
        }
    });
    let row = (prop::collection::vec(any_cell(), 0..9), any_kind())
        .prop_map(|(cells, kind)| Row { cells, kind });
    (
        prop::option::of(any_words()),
        prop::collection::vec(column, 0..9),
        prop::collection::vec(row, 0..5),
    )
        .prop_map(|(caption, columns, rows)| Table {
            caption,
            columns,
            rows,
        })
}

fn any_piece() -> impl Strategy<Value = Piece> {
    let kinds = vec![PieceKind::Kept, PieceKind::Removed, PieceKind::Added];
    (prop::sample::select(kinds), any_words()).prop_map(|(kind, text)| Piece { kind, text })
}

fn any_block() -> impl Strategy<Value = Block> {
    prop_oneof![
        (any::<u8>(), any_words()).prop_map(|(level, text)| Block::Heading { level, text }),
        any_words().prop_map(Block::Paragraph),
        prop::collection::vec(
            (any_tone(), any_words()).prop_map(|(tone, text)| Item { tone, text }),
            0..4
        )
        .prop_map(Block::List),
        any_table().prop_map(Block::Table),
        (any_tone(), any_words()).prop_map(|(tone, text)| Block::Callout { tone, text }),
        prop::collection::vec((any_words(), any_words()), 0..4).prop_map(Block::Pairs),
        any_words().prop_map(Block::Note),
        (any_words(), any_words()).prop_map(|(title, subtitle)| Block::Chart(Chart {
            title,
            subtitle,
            ..arrows()
        })),
        (any_words(), any_words(), any_tone()).prop_map(|(text, source, tone)| Block::Quote {
            text,
            source,
            tone
        }),
        (any_words(), prop::collection::vec(any_piece(), 0..4))
            .prop_map(|(of, pieces)| Block::Wording(Wording { of, pieces })),
        Just(Block::PageBreak),
    ]
}

fn any_document() -> impl Strategy<Value = Document> {
    (
        any_words(),
        prop::option::of(any_words()),
        prop::option::of(any_words()),
        prop::collection::vec(any_block(), 0..5),
    )
        .prop_map(|(title, subtitle, label, blocks)| Document {
            title,
            subtitle,
            label,
            blocks,
            ..Document::default()
        })
}

/// Text without the escapes that colour it.
fn colourless(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let mut out = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (escape, rest) = piece.split_once('m').unwrap();
        assert!(
            escape.chars().all(|c| "[0123456789;".contains(c)),
            "an escape that is no colour: {escape}"
        );
        out.push_str(rest);
    }
    out
}

/// One line, as formats are to show it; `\PC` has no characters that are replaced.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Printable text, rich in what Markdown takes for markup.
fn any_markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        2 => "[a-z0-9 ]{0,6}",
        4 => "[-\\\\`*_{}\\[\\]<>()#+.!|&~$:/=\"'@ \n\t]{1,5}",
        1 => prop::sample::select(vec![
            "<b>", "</b>", "<!--", "-->", "<?x", "&amp;", "&#65;", "[a](b)", "![a](b)",
            "[a]: b", "http://a.example", "<http://a.example>", "www.a.example", "**", "__",
            "~~", "```", "    x", "1. ", "1) ", "- ", "+ ", "* ", "> ", "# ", "---", "***",
            "\n\n", "\\|", "\\\\|", "|", ":--|--:", "===", "<div>\n",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

/// The text of each block or cell, in order, and everything that is not text or layout.
fn parsed(markdown: &str) -> (Vec<String>, Vec<String>) {
    let mut texts = Vec::new();
    let mut strange = Vec::new();
    for event in Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::Item | Tag::TableCell) => {
                texts.push(String::new());
            }
            Event::Start(
                Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::Strong
                | Tag::Emphasis
                | Tag::Strikethrough
                | Tag::List(None)
                | Tag::BlockQuote(None),
            )
            | Event::End(_)
            | Event::Rule => {}
            Event::Text(text) => texts.last_mut().unwrap().push_str(&text),
            other => strange.push(format!("{other:?}")),
        }
    }
    (texts, strange)
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_page_and_nothing_steers_the_terminal(
        document in any_document(),
        width in 40..=200_usize,
    ) {
        let plain = text(&document, width, false);
        for line in plain.lines() {
            prop_assert!(line.width() <= width, "{} > {width}: {line:?}", line.width());
            prop_assert_eq!(line, line.trim_end());
        }
        prop_assert!(!plain.chars().any(|c| c != '\n' && c.is_control()), "{plain:?}");
        let steering = ['\u{202e}', '\u{2069}', '\u{206a}', '\u{206f}', '\u{2063}'];
        prop_assert!(!plain.contains(steering), "{:?}", plain);
        prop_assert_eq!(colourless(&text(&document, width, true)), plain);
    }

    #[test]
    fn tables_keep_words_and_figures_whole_and_lose_none(
        width in 40..=200_usize,
        names in prop::collection::vec("[a-z]{1,9}( [a-z]{1,9}){0,6}", 1..6),
        shares in prop::collection::vec((0..500_u64, 500..999_u64, any::<bool>()), 1..30),
    ) {
        let cells: Vec<Cell> = shares
            .iter()
            .map(|&(count, of, interval)| Cell::Share {
                count,
                of,
                percent: interval.then_some(Percent { value: 0.5, interval: Some((0.3, 0.7)) }),
                tone: None,
            })
            .collect();
        let each = cells.len().div_ceil(names.len());
        let table = Table {
            caption: Some("Table".to_owned()),
            columns: std::iter::once(Column::words("Standard"))
                .chain((0..each).map(|hub| Column::figures(format!("Hub {hub}"))))
                .collect(),
            rows: names
                .iter()
                .enumerate()
                .map(|(at, name)| {
                    let shares = cells.iter().skip(at * each).take(each).cloned();
                    row(std::iter::once(Cell::text(name)).chain(shares).collect())
                })
                .collect(),
        };
        let blocks = vec![Block::Table(table)];
        let shown = text(&Document { blocks, ..Document::default() }, width, false);
        let words: Vec<&str> = shown.split_whitespace().collect();
        for word in names.iter().flat_map(|name| name.split(' ')) {
            prop_assert!(words.contains(&word), "{word} in\n{shown}");
        }
        for (count, of, _) in shares {
            prop_assert!(shown.contains(&format!("{count} of {of}")), "{count} of {of} in\n{shown}");
        }
    }

    #[test]
    fn markdown_is_read_back_as_the_text_that_went_in(
        title in any_markup(),
        cells in prop::collection::vec(prop::collection::vec(any_markup(), 3), 1..4),
        kind in any_kind(),
    ) {
        let table = Table {
            caption: None,
            columns: cells[0].iter().map(Column::words).collect(),
            rows: cells[1..]
                .iter()
                .map(|row| Row { cells: row.iter().map(Cell::text).collect(), kind })
                .collect(),
        };
        let document = Document {
            title: title.clone(),
            blocks: vec![
                Block::Heading { level: 1, text: title.clone() },
                Block::Paragraph(title.clone()),
                Block::Paragraph("then".into()),
                Block::Note(title.clone()),
                Block::Callout { tone: Tone::Attention, text: title.clone() },
                Block::Table(table),
                Block::List(vec![item(Tone::Good, &title)]),
                Block::Pairs(vec![("name".into(), title.clone()), (title.clone(), "x".into())]),
                Block::Pairs(vec![(String::new(), title.clone())]),
                Block::PageBreak,
                Block::Chart(Chart { title: title.clone(), subtitle: title.clone(), ..arrows() }),
                Block::Quote { text: title.clone(), source: title.clone(), tone: Tone::Poor },
                Block::Wording(Wording {
                    of: title.clone(),
                    pieces: vec![
                        piece(PieceKind::Kept, "kept"),
                        piece(PieceKind::Removed, &title),
                        piece(PieceKind::Kept, &title),
                        piece(PieceKind::Added, &title),
                    ],
                }),
            ],
            subtitle: Some(title.clone()),
            label: Some(title.clone()),
            ..Document::default()
        };
        let written = markdown(&document);
        let (texts, strange) = parsed(&written);
        prop_assert!(strange.is_empty(), "{strange:?} in\n{written}");
        let title = one_line(&title);
        let filled = |text: String| (!title.is_empty()).then_some(text);
        // The title, the words below it, the label, a heading and a paragraph.
        let expected: Vec<String> = std::iter::repeat_n(filled(title.clone()), 5)
            .chain([Some("then".to_owned()), filled(title.clone()), filled(format!("! {title}"))])
            .flatten()
            .chain(cells.iter().flatten().map(|cell| one_line(cell)))
            .chain([
                one_line(&format!("✓ {title}")),
                one_line(&format!("name: {title}")),
                filled(format!("{title}: x")).unwrap_or_else(|| "x".to_owned()),
                title.clone(),
            ])
            .chain(
                [
                    filled(title.clone()),
                    filled(title.clone()),
                    filled(format!("✗ “{title}”")),
                    filled(format!("— {title}")),
                    filled(title.clone()),
                    Some(one_line(&format!("Before: kept {title} {title}"))),
                    Some(one_line(&format!("After: kept {title} {title}"))),
                ]
                .into_iter()
                .flatten(),
            )
            .collect();
        prop_assert_eq!(texts, expected, "\n{}", written);
    }

    #[test]
    fn markdown_of_any_document_holds_no_html_and_no_links(document in any_document()) {
        let written = markdown(&document);
        let (_, strange) = parsed(&written);
        prop_assert!(strange.is_empty(), "{strange:?} in\n{written}");
        prop_assert!(!written.contains("\n\n\n"));
        prop_assert!(!written.chars().any(|c| c != '\n' && c.is_control()));
    }

    #[test]
    fn csv_is_read_back_as_it_was_and_runs_nothing(
        group in any_words(),
        item in "[=+@'\t\r-]?[a-z\",\n]{0,5}",
        value in any::<f64>(),
        count in any::<u64>(),
    ) {
        let record = Record {
            section: "standards",
            group: group.clone(),
            item: item.clone(),
            measure: "working".to_owned(),
            count: Some(count),
            of: None,
            value: Some(Value::Number(value)),
        };
        let written = csv(&[record], false, false).unwrap();
        let mut reader = csv_reader(&written);
        let fields = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(fields.len(), 7);
        for (field, original) in [(&fields[1], &group), (&fields[2], &item)] {
            prop_assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(field.strip_prefix('\'').unwrap_or(field), original.as_str());
        }
        prop_assert_eq!(fields[4].parse::<u64>().unwrap(), count);
        if value.is_finite() {
            let read: f64 = fields[6].parse().unwrap();
            prop_assert!((read - value).abs() <= value.abs() * 5.1e-10, "{read} for {value}");
        } else {
            prop_assert_eq!(&fields[6], "");
        }
    }

    #[test]
    fn json_numbers_are_read_back_to_ten_digits(value in any::<f64>()) {
        let read: Option<f64> = serde_json::from_str(&json(&value).unwrap()).unwrap();
        match read {
            Some(read) => prop_assert!((read - value).abs() <= value.abs() * 5.1e-10),
            None => prop_assert!(!value.is_finite()),
        }
    }
}

fn csv_reader(text: &str) -> ::csv::Reader<&[u8]> {
    ::csv::Reader::from_reader(text.as_bytes())
}
