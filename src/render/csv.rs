//! Records and tables as CSV, for spreadsheets and statistics programs.
//!
//! It must not know what the figures mean.

use anyhow::Context as _;

use crate::report::export::Extract;
use crate::report::{Record, Value};

use crate::report::number;

const HEADER: [&str; 7] = [
    "section", "group", "item", "measure", "count", "of", "value",
];

/// The records under the header `section,group,item,measure,count,of,value`, in their order,
/// in UTF-8 with LF at line ends. Unknown figures are blank.
///
/// `bom` puts the mark in front by which Excel knows UTF-8. Unless `raw`, words that a
/// spreadsheet would take for a formula get a leading `'`; figures never do.
///
/// # Errors
/// None that any records lead to; they are those of the writer.
pub fn csv(records: &[Record], bom: bool, raw: bool) -> anyhow::Result<String> {
    let mut writer = ::csv::Writer::from_writer(Vec::from(if bom { "\u{feff}" } else { "" }));
    let words = |text: &str| {
        if raw { text.to_owned() } else { harmless(text) }
    };
    writer.write_record(HEADER)?;
    for record in records {
        writer.write_record([
            words(record.section),
            words(&record.group),
            words(&record.item),
            words(&record.measure),
            whole(record.count),
            whole(record.of),
            match &record.value {
                Some(Value::Number(value)) => number::significant(*value).unwrap_or_default(),
                Some(Value::Text(text)) => words(text),
                None => String::new(),
            },
        ])?;
    }
    let bytes = writer
        .into_inner()
        .map_err(::csv::IntoInnerError::into_error)
        .context("writing the records as CSV")?;
    String::from_utf8(bytes).context("writing the records as CSV")
}

fn whole(number: Option<u64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// The text with `'` in front where a spreadsheet would run it, or where it begins with a
/// `'` that reading takes off again.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\'', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A table for other programs: its columns' names and its rows, in their order, as UTF-8
/// with LF at line ends.
///
/// `bom` and `raw` are as for figures; numbers, days and yes or no never get a `'`.
///
/// # Errors
/// None that any rows lead to; they are those of the writer.
pub fn table(extract: &Extract, bom: bool, raw: bool) -> anyhow::Result<String> {
    let mut writer = ::csv::Writer::from_writer(Vec::from(if bom { "\u{feff}" } else { "" }));
    writer.write_record(extract.columns.iter().map(|column| cell(&column.name, raw)))?;
    for row in &extract.rows {
        let cells = extract.columns.iter().zip(row);
        writer.write_record(cells.map(|(column, text)| {
            let bare = raw || !column.kind.is_text();
            cell(text, bare)
        }))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(::csv::IntoInnerError::into_error)
        .context("writing the table as CSV")?;
    String::from_utf8(bytes).context("writing the table as CSV")
}

/// A text as it stands in a CSV file: guarded, unless `raw`.
pub fn cell(text: &str, raw: bool) -> String {
    if raw { text.to_owned() } else { harmless(text) }
}
