//! Documents for Word, read back with a zip and an XML reader.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Back, Table, plain};

/// An element as it is read back.
#[derive(Debug, Clone, Default)]
pub struct Node {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub words: String,
    pub children: Vec<Node>,
}

impl Node {
    /// The root of an XML file.
    pub fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Eof => break,
                Event::Start(start) => open.push(Self::started(&start)),
                Event::Empty(start) => {
                    let node = Self::started(&start);
                    open.last_mut().unwrap().children.push(node);
                }
                Event::End(_) => {
                    let node = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(node);
                }
                Event::Text(text) => open.last_mut().unwrap().words.push_str(&text),
                Event::GeneralRef(name) => {
                    let entity = format!("&{};", &*name);
                    let words = quick_xml::escape::unescape(&entity).unwrap();
                    open.last_mut().unwrap().words.push_str(&words);
                }
                Event::Decl(_) => {}
                other => panic!("nothing else is written: {other:?}"),
            }
        }
        assert_eq!(open.len(), 1, "every element is closed");
        open.pop().unwrap().children.pop().unwrap()
    }

    fn started(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = quick_xml::escape::unescape(&attribute.value).unwrap();
            (attribute.key.as_ref().to_owned(), value.into_owned())
        });
        Self {
            name: start.name().as_ref().to_owned(),
            attributes: attributes.collect(),
            ..Self::default()
        }
    }

    fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    fn children_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Every element of a name, this one included.
    pub fn every<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        if self.name == name {
            found.push(self);
        }
        for child in &self.children {
            child.every(name, found);
        }
    }

    /// What a property of this element says.
    fn property(&self, properties: &str, name: &str) -> &str {
        let value = self.child(properties).and_then(|found| found.child(name));
        value.map_or("", |node| &node.attributes["w:val"])
    }

    /// The words that are shown; what stands for a drawing is none of them.
    pub fn text(&self) -> String {
        match self.name.as_str() {
            "mc:AlternateContent" | "w:drawing" => String::new(),
            "w:t" => self.words.clone(),
            "w:p" => self.children.iter().map(Self::text).collect::<String>() + "\n",
            _ => self.children.iter().map(Self::text).collect(),
        }
    }
}

/// Every part of a package, by its name.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|position| {
            let mut file = archive.by_index(position).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

pub fn read(bytes: &[u8]) -> Back {
    let parts = parts(bytes);
    let document = std::str::from_utf8(&parts["word/document.xml"]).unwrap();
    let document = Node::read(document);
    let body = document.child("w:body").unwrap();
    let mut back = Back::default();
    let mut words = String::new();
    let mut caption = String::new();
    // A table of shares is drawn as one with shades, and does not stand there twice.
    let mut charted = String::new();
    for node in &body.children {
        let said = plain(&node.text());
        match node.name.as_str() {
            "w:p" => {
                let style = node.property("w:pPr", "w:pStyle");
                if style == "Heading1" {
                    back.headings.push(said.clone());
                }
                if style != "Gap" {
                    caption.clear();
                }
                if style == "Caption" {
                    caption = said;
                } else {
                    if style == "ChartMeasure" {
                        charted.clone_from(&said);
                    }
                    words.push_str(&format!(" {said}"));
                }
            }
            "w:tbl" => {
                let mut rows: Vec<Vec<String>> = node
                    .children_of("w:tr")
                    .map(|row| row.children_of("w:tc").map(|c| plain(&c.text())).collect())
                    .collect();
                let table = Table {
                    section: back.headings.last().cloned().unwrap_or_default(),
                    caption: std::mem::take(&mut caption),
                    header: rows.remove(0),
                    rows,
                };
                match node.property("w:tblPr", "w:tblStyle") {
                    "ReportTable" => add(&mut back.tables, table),
                    "ChartTable" if charted.contains(" and domain") => {
                        shaded(&mut back.tables, table);
                    }
                    "ChartTable" => {}
                    other => panic!("a table in the style {other}"),
                }
            }
            _ => {}
        }
    }
    back.words = plain(&words);
    back
}

/// Adds a table, or a further part of one that is too wide for a page.
fn add(tables: &mut Vec<Table>, mut table: Table) {
    let Some((stem, part)) = part_of(&table.caption) else {
        tables.push(table);
        return;
    };
    table.caption = stem;
    if part == 1 {
        tables.push(table);
    } else {
        let last = tables.last_mut().unwrap();
        assert_eq!(
            (&last.section, &last.caption),
            (&table.section, &table.caption)
        );
        beside(last, table);
    }
}

/// Adds a table of shades, or a further part of one.
fn shaded(tables: &mut Vec<Table>, mut table: Table) {
    table.caption = String::from("(shades)");
    match tables.last_mut() {
        Some(last) if last.caption == table.caption => beside(last, table),
        _ => tables.push(table),
    }
}

fn beside(table: &mut Table, more: Table) {
    assert_eq!(table.header[0], more.header[0]);
    assert_eq!(table.rows.len(), more.rows.len());
    table.header.extend(more.header.into_iter().skip(1));
    for (row, more) in table.rows.iter_mut().zip(more.rows) {
        assert_eq!(row[0], more[0], "each part names its rows");
        row.extend(more.into_iter().skip(1));
    }
}

/// "Title (part 2 of 3)" is `Title` and 2.
fn part_of(caption: &str) -> Option<(String, u32)> {
    let at = caption.rfind("part ")?;
    let (stem, part) = caption.split_at(at);
    let (number, _) = part.strip_prefix("part ")?.split_once(" of ")?;
    let stem = stem.strip_suffix('(').unwrap_or(stem).trim_end();
    Some((stem.to_owned(), number.parse().ok()?))
}
