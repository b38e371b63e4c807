//! Documents in HTML, read as a browser reads them, and in Markdown, as GitHub does.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use scraper::{ElementRef, Html, Node};

use super::{Back, Table, plain};

pub fn html(bytes: &[u8]) -> Back {
    let page = Html::parse_document(std::str::from_utf8(bytes).unwrap());
    let mut back = Back::default();
    let mut words = String::new();
    for node in page.tree.root().descendants() {
        match node.value() {
            Node::Element(element) => match element.name() {
                "h2" => back.headings.push(text(ElementRef::wrap(node).unwrap())),
                "h3" => {
                    back.parts.push(text(ElementRef::wrap(node).unwrap()));
                    words.push(' ');
                }
                "table" => {
                    let section = back.headings.last().cloned().unwrap_or_default();
                    back.tables
                        .push(html_table(ElementRef::wrap(node).unwrap(), section));
                }
                "p" | "li" | "h1" | "dt" | "dd" => words.push(' '),
                _ => {}
            },
            Node::Text(said) => {
                let within = node.ancestors().filter_map(ElementRef::wrap);
                let apart = ["table", "svg", "style", "script", "nav", "head"];
                if !within
                    .into_iter()
                    .any(|element| apart.contains(&element.value().name()) || is_heard(element))
                {
                    words.push_str(said);
                }
            }
            _ => {}
        }
    }
    back.words = plain(&words);
    back
}

/// Is it for those who listen alone?
fn is_heard(element: ElementRef<'_>) -> bool {
    element.value().classes().any(|class| class == "heard")
}

fn text(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    for node in element.descendants() {
        if let Node::Text(said) = node.value()
            && !node.ancestors().filter_map(ElementRef::wrap).any(is_heard)
        {
            out.push_str(said);
        }
    }
    plain(&out)
}

fn html_table(table: ElementRef<'_>, section: String) -> Table {
    let within = |element: ElementRef<'_>, names: &[&str]| {
        let found = element.descendants().filter_map(ElementRef::wrap);
        let found = found.filter(|element| names.contains(&element.value().name()));
        found.map(|element| element.id()).collect::<Vec<_>>()
    };
    let at = |id| ElementRef::wrap(table.tree().get(id).unwrap()).unwrap();
    let cells = |row| {
        let mut cells = Vec::new();
        for cell in within(row, &["th", "td"]).into_iter().map(at) {
            cells.push(text(cell));
            let span = cell.attr("colspan").map_or(1, |span| span.parse().unwrap());
            cells.extend((1..span).map(|_| String::new()));
        }
        cells
    };
    let mut rows: Vec<Vec<String>> = within(table, &["tr"])
        .into_iter()
        .map(|row| cells(at(row)))
        .collect();
    let caption = within(table, &["caption"]);
    assert!(caption.len() <= 1);
    Table {
        section,
        caption: caption.first().map(|id| text(at(*id))).unwrap_or_default(),
        header: rows.remove(0),
        rows,
    }
}

/// Markdown with the tables of GitHub. No HTML, picture or link ever stands in it.
pub fn markdown(bytes: &[u8]) -> Back {
    let source = std::str::from_utf8(bytes).unwrap();
    let mut back = Back::default();
    let mut words = String::new();
    // The words of the block that is open, and how many of them are not bold.
    let (mut block, mut light, mut bold) = (String::new(), 0, 0);
    let mut above = String::new();
    let mut table: Option<Table> = None;
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        match event {
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Code(_)
            | Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                panic!("words became markup: {event:?}")
            }
            Event::Start(Tag::Strong) => bold += 1,
            Event::End(TagEnd::Strong) => bold -= 1,
            Event::Text(text) => {
                block.push_str(&text);
                if bold == 0 {
                    light += text.trim().len();
                }
            }
            Event::SoftBreak | Event::HardBreak => block.push(' '),
            Event::Start(Tag::Table(_)) => {
                table = Some(Table {
                    section: back.headings.last().cloned().unwrap_or_default(),
                    caption: std::mem::take(&mut above),
                    ..Table::default()
                });
            }
            Event::Start(Tag::TableRow) => table.as_mut().unwrap().rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => block.clear(),
            Event::End(TagEnd::TableCell) => {
                let table = table.as_mut().unwrap();
                let row = table.rows.last_mut().unwrap_or(&mut table.header);
                row.push(plain(&std::mem::take(&mut block)));
            }
            Event::End(TagEnd::Table) => back.tables.extend(table.take()),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item) => {
                block.clear();
                light = 0;
            }
            Event::End(TagEnd::Heading(level)) => {
                let heading = plain(&std::mem::take(&mut block));
                words.push_str(&format!(" {heading}"));
                if level == HeadingLevel::H2 {
                    back.headings.push(heading);
                }
                above.clear();
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                let said = plain(&std::mem::take(&mut block));
                words.push_str(&format!(" {said}"));
                above = if light == 0 { said } else { String::new() };
            }
            _ => {}
        }
    }
    back.words = plain(&words);
    back
}
