//! The parts of a .docx file and how they are tied together.
//!
//! Parts stand in a fixed order with a fixed time, so that the same parts are the same
//! bytes. It must not know what the parts say.

use std::io::{Cursor, Write as _};

use anyhow::Context as _;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::element::{Element, element};

const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const CORE_RELATION: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
pub(super) const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// One part beside the document itself.
pub(super) struct Part {
    /// Its file below `word`.
    pub(super) file: &'static str,
    /// What ties it to the document: the last word of the relation's address.
    pub(super) relation: &'static str,
    /// The name that the document has for it.
    pub(super) id: &'static str,
    /// Its content type; nothing for a picture, which is told by its extension.
    pub(super) sort: Option<String>,
    /// Its content.
    pub(super) bytes: Vec<u8>,
}

/// The file's bytes.
///
/// # Errors
/// None are known of: it is written to memory.
pub(super) fn packed(title: &str, document: &Element, parts: &[Part]) -> anyhow::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        // The same bytes wherever it is written.
        .system(System::Unix);
    let mut add = |name: &str, bytes: &[u8]| {
        zip.start_file(name, options)
            .map_err(std::io::Error::other)
            .and_then(|()| zip.write_all(bytes))
            .context("the document cannot be written")
    };
    add("[Content_Types].xml", &content_types(parts).part()?)?;
    add("_rels/.rels", &root_relations().part()?)?;
    add("word/document.xml", &document.part()?)?;
    add(
        "word/_rels/document.xml.rels",
        &document_relations(parts).part()?,
    )?;
    for part in parts {
        add(&format!("word/{}", part.file), &part.bytes)?;
    }
    add("docProps/core.xml", &core_properties(title).part()?)?;
    add("docProps/app.xml", &extended_properties().part()?)?;
    Ok(zip
        .finish()
        .context("the document cannot be written")?
        .into_inner())
}

fn content_types(parts: &[Part]) -> Element {
    let default = |extension: &'static str, sort: &'static str| {
        element("Default")
            .set("Extension", extension)
            .set("ContentType", sort)
    };
    let sorted = |file: String, sort: String| {
        element("Override")
            .set("PartName", file)
            .set("ContentType", sort)
    };
    element("Types")
        .set("xmlns", CONTENT_TYPES)
        .with(default(
            "rels",
            "application/vnd.openxmlformats-package.relationships+xml",
        ))
        .with(default("xml", "application/xml"))
        .with(default("png", "image/png"))
        .with(default("jpeg", "image/jpeg"))
        .with(sorted(
            "/word/document.xml".to_owned(),
            format!("{WORD}.document.main+xml"),
        ))
        .with_all(parts.iter().filter_map(|part| {
            let sort = part.sort.clone()?;
            Some(sorted(format!("/word/{}", part.file), sort))
        }))
        .with(sorted(
            "/docProps/core.xml".to_owned(),
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ))
        .with(sorted(
            "/docProps/app.xml".to_owned(),
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
        ))
}

fn relation(id: &'static str, sort: String, target: &'static str) -> Element {
    element("Relationship")
        .set("Id", id)
        .set("Type", sort)
        .set("Target", target)
}

fn root_relations() -> Element {
    element("Relationships")
        .set("xmlns", RELATIONS)
        .with(relation(
            "rId1",
            format!("{OFFICE}/officeDocument"),
            "word/document.xml",
        ))
        .with(relation(
            "rId2",
            CORE_RELATION.to_owned(),
            "docProps/core.xml",
        ))
        .with(relation(
            "rId3",
            format!("{OFFICE}/extended-properties"),
            "docProps/app.xml",
        ))
}

fn document_relations(parts: &[Part]) -> Element {
    element("Relationships").set("xmlns", RELATIONS).with_all(
        parts
            .iter()
            .map(|part| relation(part.id, format!("{OFFICE}/{}", part.relation), part.file)),
    )
}

/// Neither a day nor a person stands in the properties: the one would make every file
/// another, the other is nobody's business.
fn core_properties(title: &str) -> Element {
    element("cp:coreProperties")
        .set("xmlns:cp", CORE)
        .set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with(element("dc:title").words(title))
        .with(element("dc:creator").words("case-audit"))
        .with(element("cp:lastModifiedBy").words("case-audit"))
        .with(element("dc:language").words("en-GB"))
}

fn extended_properties() -> Element {
    element("Properties")
        .set("xmlns", EXTENDED)
        .with(element("Application").words("case-audit"))
}
