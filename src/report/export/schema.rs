//! What a CSV export holds, as a Frictionless Table Schema (Data Package 2.0,
//! <https://datapackage.org/standard/table-schema/>).
//!
//! It must not know how JSON is laid out, or which file it goes beside.

use serde::Serialize;

use super::{Column, ColumnKind, Extract};
use crate::model::{Form, TableName};

/// The profile that the schema follows.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// A Table Schema.
#[derive(Debug, Serialize)]
pub struct Schema<'e> {
    #[serde(rename = "$schema")]
    profile: &'static str,
    title: String,
    description: &'static str,
    fields: Vec<Field<'e>>,
    #[serde(rename = "missingValues")]
    missing_values: [&'static str; 1],
    #[serde(rename = "primaryKey", skip_serializing_if = "Vec::is_empty")]
    primary_key: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Field<'e> {
    name: &'e str,
    title: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'e str>,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    delimiter: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    true_values: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    false_values: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing_values: Option<[&'static str; 3]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    categories: Vec<Category<'e>>,
}

#[derive(Debug, Default, PartialEq, Serialize)]
struct Constraints {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<f64>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    entries: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Category<'e> {
    value: String,
    label: &'e str,
}

/// The schema of an export as CSV; `written` says how a text stands in the file.
pub fn schema(extract: &Extract, written: impl Fn(&str) -> String) -> Schema<'_> {
    let table = extract.layout.table();
    Schema {
        profile: PROFILE,
        title: format!(
            "{} of {} ({} layout, {} {})",
            table_title(table),
            extract.origin.title,
            extract.layout,
            extract.origin.tool,
            extract.origin.tool_version
        ),
        description: "Case references, workers' and auditors' codes and free text are personal data.",
        fields: extract.columns.iter().map(|c| field(c, &written)).collect(),
        missing_values: [""],
        primary_key: primary_key(extract),
    }
}

fn table_title(table: TableName) -> &'static str {
    match table {
        TableName::Cases => "Worklist",
        TableName::Audits => "Audits",
        TableName::Findings => "Findings",
        TableName::Actions => "Actions",
    }
}

fn field<'e>(column: &'e Column, written: &impl Fn(&str) -> String) -> Field<'e> {
    let mut constraints = Constraints {
        required: column.required,
        ..Constraints::default()
    };
    let mut field = Field {
        name: &column.name,
        title: &column.title,
        description: column.description.as_deref(),
        r#type: "string",
        delimiter: None,
        item_type: None,
        true_values: None,
        false_values: None,
        missing_values: None,
        constraints: None,
        categories: Vec::new(),
    };
    match &column.kind {
        ColumnKind::Text => {}
        ColumnKind::Day => field.r#type = "date",
        ColumnKind::Number => field.r#type = "number",
        ColumnKind::Measure { min, max } => {
            field.r#type = "number";
            constraints.minimum = Some(*min);
            constraints.maximum = Some(*max);
            field.missing_values = Some(["", "declined", "not_asked"]);
        }
        ColumnKind::YesNo => {
            field.r#type = "boolean";
            field.true_values = Some(["yes"]);
            field.false_values = Some(["no"]);
        }
        ColumnKind::One(entries) => {
            constraints.entries = entries.iter().map(|entry| written(&entry.value)).collect();
            if entries.iter().any(|entry| entry.value != entry.label) {
                let category = |entry: &'e super::Category| Category {
                    value: written(&entry.value),
                    label: &entry.label,
                };
                field.categories = entries.iter().map(category).collect();
            }
        }
        ColumnKind::Many(_) => {
            field.r#type = "list";
            field.delimiter = Some(";");
            field.item_type = Some("string");
        }
    }
    if constraints != Constraints::default() {
        field.constraints = Some(constraints);
    }
    field
}

/// The columns that tell rows apart, where all rows have them and no two are alike.
fn primary_key(extract: &Extract) -> Vec<&'static str> {
    let form = Form {
        table: extract.layout.table(),
        fields: Vec::new(),
    };
    let mut key = form.key().to_vec();
    if extract.layout == super::Layout::Long {
        key.extend(["standard", "reading"]);
    }
    let position = |name: &&str| extract.columns.iter().position(|c| c.name == **name);
    let positions: Vec<usize> = key.iter().filter_map(position).collect();
    let mut seen = std::collections::BTreeSet::new();
    let tell_apart = extract.rows.iter().all(|row| {
        let cells: Vec<&str> = positions
            .iter()
            .filter_map(|&at| row.get(at).map(String::as_str))
            .collect();
        cells.iter().all(|cell| !cell.is_empty()) && seen.insert(cells)
    });
    if tell_apart && positions.len() == key.len() {
        key
    } else {
        Vec::new()
    }
}
