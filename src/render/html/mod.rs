//! A document as one HTML file that asks for nothing from anywhere.
//!
//! Without scripts all of it can be read; a script that is part of the file adds sorting and
//! choosing rows. A policy in the file lets the browser run that script and those styles,
//! known by their hashes, and nothing else. Words from data are made harmless and escaped.
//! This module must not know what the figures mean.

mod block;
mod figure;
mod outline;
mod page;
mod policy;
mod table;
mod words;

use maud::{DOCTYPE, html};

use crate::report::{Document, LogoKind};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::plain;
use outline::Outline;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The document as a whole HTML file in UTF-8.
pub fn html(document: &Document) -> String {
    let title = plain::line(&document.title);
    let label = document
        .label
        .as_deref()
        .map(plain::line)
        .unwrap_or_default();
    let subtitle = document
        .subtitle
        .as_deref()
        .map(plain::line)
        .unwrap_or_default();
    let outline = Outline::of(&document.blocks);
    let sheet = format!("{STYLE}{}", page::rules(&title, &label));
    let policy = policy::policy(&sheet, SCRIPT, document.logo.is_some());
    let page = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light";
                title { (title) @if !label.is_empty() { " – " (label) } }
                style { (maud::PreEscaped(&sheet)) }
            }
            body {
                a.skip href="#report" { "Skip to the report" }
                header.top {
                    @if !label.is_empty() { p.label { (label) } }
                    div.name {
                        @if let Some(logo) = &document.logo {
                            @let kind = match logo.kind {
                                LogoKind::Png => "image/png",
                                LogoKind::Jpeg => "image/jpeg",
                            };
                            @let source = format!("data:{kind};base64,{}", STANDARD.encode(&logo.bytes));
                            img.logo src=(source) alt=(plain::line(&logo.alternative));
                        }
                        div {
                            h1 { (title) }
                            @if !subtitle.is_empty() { p.subtitle { (subtitle) } }
                        }
                    }
                }
                div.body {
                    (outline.contents())
                    main #report tabindex="-1" { (block::blocks(&document.blocks)) }
                }
                script { (maud::PreEscaped(SCRIPT)) }
            }
        }
    };
    let mut out = page.into_string();
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{
        Block, Cell, Chart, Column, Dot, Dots, Drawn, Item, Logo, Piece, PieceKind, Row, RowKind,
        Table, Tone, Wording,
    };

    const HOSTILE: &str = "</script><b onclick=x>\u{202e}\u{1b}[31m\" & 'q' ]]>";

    fn document(words: &str) -> Document {
        let heading = |level| Block::Heading {
            level,
            text: words.into(),
        };
        let rows = [
            RowKind::Plain,
            RowKind::Group,
            RowKind::Plain,
            RowKind::Total,
        ];
        let dot = Dot {
            label: words.into(),
            count: 3,
            of: 4,
            interval: Some((f64::NAN, 2.0)),
        };
        let chart = Chart {
            title: words.into(),
            subtitle: words.into(),
            alternative: words.into(),
            drawn: Drawn::Dots(Dots {
                all: Some((0.5, words.into())),
                rows: vec![dot],
            }),
        };
        let table = Table {
            caption: Some(words.into()),
            columns: vec![Column::words(words), Column::figures(words)],
            rows: rows
                .map(|kind| Row {
                    cells: vec![Cell::text(words)],
                    kind,
                })
                .to_vec(),
        };
        Document {
            title: words.into(),
            subtitle: Some(words.into()),
            label: Some(words.into()),
            logo: Some(Logo {
                bytes: vec![1, 2, 3],
                kind: LogoKind::Png,
                alternative: words.into(),
            }),
            blocks: vec![
                Block::Paragraph(words.into()),
                heading(2),
                heading(1),
                heading(2),
                Block::Chart(chart),
                Block::Table(table),
                Block::PageBreak,
                Block::Quote {
                    text: words.into(),
                    source: words.into(),
                    tone: Tone::Good,
                },
                Block::List(vec![Item {
                    tone: Tone::Up,
                    text: words.into(),
                }]),
                Block::Pairs(vec![(words.into(), words.into())]),
                Block::Note(words.into()),
                Block::Wording(Wording {
                    of: words.into(),
                    pieces: [PieceKind::Kept, PieceKind::Removed, PieceKind::Added]
                        .map(|kind| Piece {
                            kind,
                            text: words.into(),
                        })
                        .to_vec(),
                }),
            ],
        }
    }

    #[test]
    fn words_are_words_wherever_they_stand() {
        let page = html(&document(HOSTILE));
        assert!(
            !page.contains("<b onclick") && !page.contains('\u{202e}') && !page.contains('\u{1b}')
        );
        assert_eq!(page.matches("</script>").count(), 1);
        assert_eq!(page.matches("</style>").count(), 1);
        assert!(page.contains("&lt;/script&gt;&lt;b onclick=x&gt;··[31m&quot; &amp; 'q' ]]&gt;"));
    }

    #[test]
    fn words_taken_out_and_put_in_are_marked_and_told() {
        let page = html(&document("words"));
        let taken_out = "<dt>Before</dt><dd>words <del><span class=\"heard\">(taken out: </span>words<span class=\"heard\">)</span></del></dd>";
        let put_in = "<dt>After</dt><dd>words <ins><span class=\"heard\">(put in: </span>words<span class=\"heard\">)</span></ins></dd>";
        assert!(page.contains(taken_out) && page.contains(put_in), "{page}");
    }

    #[test]
    fn headings_go_down_one_step_at_a_time() {
        let page = html(&document("words"));
        let levels: Vec<&str> = page
            .match_indices("<h")
            .filter_map(|(at, _)| page.get(at..at + 3))
            .filter(|tag| tag.ends_with(['1', '2', '3', '4']))
            .collect();
        assert_eq!(levels, ["<h1", "<h2", "<h2", "<h3"]);
    }

    #[test]
    fn nothing_is_asked_for_and_pictures_only_with_a_logo() {
        let mut document = document("words");
        let page = html(&document);
        assert!(page.contains("img-src data:"));
        assert!(page.contains("src=\"data:image/png;base64,AQID\""));
        document.logo = None;
        let page = html(&document);
        assert!(!page.contains("img-src") && !page.contains("src=") && !page.contains("style=\""));
        let addresses = page.matches("http").count();
        // The names of the drawing language, and of the policy's own header.
        let names =
            page.matches("http://www.w3.org/2000/svg").count() + page.matches("http-equiv").count();
        assert_eq!(addresses, names);
    }

    #[test]
    fn identifiers_differ_and_all_that_is_named_is_there() {
        let page = html(&document("words"));
        let of = |name: &str| -> Vec<String> {
            let begin = format!(" {name}=\"");
            let parts = page.split(&begin).skip(1);
            parts
                .filter_map(|rest| rest.split('"').next().map(str::to_owned))
                .collect()
        };
        let mut ids = of("id");
        ids.sort();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count);
        for named in of("aria-labelledby")
            .iter()
            .flat_map(|names| names.split(' '))
        {
            assert!(ids.iter().any(|id| id == named), "{named}");
        }
        for link in of("href") {
            assert!(ids.iter().any(|id| format!("#{id}") == link), "{link}");
        }
    }

    #[test]
    fn the_empty_document_is_a_page() {
        let page = html(&Document::default());
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<main"));
    }
}
