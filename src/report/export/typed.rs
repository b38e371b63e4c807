//! An export as one JSON object, its cells as values: numbers, lists, yes and no, nothing.
//!
//! It must not know how JSON is laid out.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::{Column, ColumnKind, Extract};

/// The version of the object's shape.
const SCHEMA_VERSION: u32 = 1;

/// An export for programs.
#[derive(Debug, Serialize)]
pub struct Typed<'e> {
    schema_version: u32,
    layout: &'static str,
    round: Round<'e>,
    tool: Tool<'e>,
    rows: Rows<'e>,
}

#[derive(Debug, Serialize)]
struct Round<'e> {
    id: &'e str,
    title: &'e str,
}

#[derive(Debug, Serialize)]
struct Tool<'e> {
    id: &'e str,
    version: &'e str,
    sha256: &'e str,
}

#[derive(Debug)]
struct Rows<'e>(&'e Extract);

#[derive(Debug)]
struct Row<'e> {
    columns: &'e [Column],
    cells: &'e [String],
}

struct Cell<'e> {
    kind: &'e ColumnKind,
    text: &'e str,
}

/// The object.
pub fn typed(extract: &Extract) -> Typed<'_> {
    let origin = &extract.origin;
    Typed {
        schema_version: SCHEMA_VERSION,
        layout: extract.layout.id(),
        round: Round {
            id: &origin.round,
            title: &origin.title,
        },
        tool: Tool {
            id: &origin.tool,
            version: &origin.tool_version,
            sha256: &origin.tool_sha256,
        },
        rows: Rows(extract),
    }
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.rows.len()))?;
        for cells in &self.0.rows {
            rows.serialize_element(&Row {
                columns: &self.0.columns,
                cells,
            })?;
        }
        rows.end()
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, text) in self.columns.iter().zip(self.cells) {
            let kind = &column.kind;
            row.serialize_entry(&column.name, &Cell { kind, text })?;
        }
        row.end()
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.kind {
            ColumnKind::Many(_) if self.text.is_empty() => serializer.collect_seq([(); 0]),
            _ if self.text.is_empty() => serializer.serialize_none(),
            ColumnKind::Many(_) => serializer.collect_seq(self.text.split(';')),
            ColumnKind::YesNo => match self.text {
                "yes" => serializer.serialize_bool(true),
                "no" => serializer.serialize_bool(false),
                other => serializer.serialize_str(other),
            },
            ColumnKind::Number | ColumnKind::Measure { .. } => {
                // A whole number keeps all of its digits.
                if let Ok(whole) = self.text.parse::<i64>() {
                    serializer.serialize_i64(whole)
                } else if let Ok(number) = self.text.parse::<f64>() {
                    serializer.serialize_f64(number)
                } else {
                    serializer.serialize_str(self.text)
                }
            }
            ColumnKind::Text | ColumnKind::Day | ColumnKind::One(_) => {
                serializer.serialize_str(self.text)
            }
        }
    }
}
