//! A document as an Excel workbook: a cover, contents, notes, and one table a sheet.
//!
//! For people who calculate on and for people who listen to a sheet read aloud: figures are
//! numbers, each table stands alone from the first column on, nothing is merged, and no
//! colour says anything alone (the guidance of the UK's Government Analysis Function on
//! spreadsheets). Words are written as words: no cell is a formula, and links lead within
//! the workbook only. It must not know what the figures mean.

mod column;
mod cover;
mod draw;
mod figures;
mod grid;
mod head;
mod look;
mod name;
mod page;
mod plan;
mod print;
mod table;
mod value;
mod walk;
mod width;

use std::collections::BTreeSet;

use anyhow::Context as _;
use rust_xlsxwriter::Workbook;

use super::workbook::{height, properties};
use crate::report::Document;
use cover::COVER;
use grid::Grid;
use look::Looks;
use page::{CONTENTS, Printed};
use plan::{Plan, Sheet};
use value::{Shorthand, Value, said, words};

/// The name of the sheet with the notes.
const NOTES: &str = "Notes";

/// The bytes of an .xlsx file.
///
/// # Errors
/// The logo is no picture of its kind, or a table has more columns or rows than a sheet.
pub fn xlsx(document: &Document) -> anyhow::Result<Vec<u8>> {
    let plan = Plan::of(document);
    let printed = Printed {
        title: words(&document.title),
        label: document.label.as_deref().map(words).unwrap_or_default(),
    };
    let names: Vec<String> = (1..)
        .zip(&plan.sheets)
        .map(|(number, sheet)| name::name(number, &sheet.title))
        .collect();
    let mut looks = Looks::default();
    let mut book = Workbook::new();
    book.set_properties(&properties(&printed.title, &printed.label)?);
    let sheet = book.add_worksheet();
    cover::write(document, &plan.cover, &printed, &mut looks, sheet)?;
    let (contents, notes) = (contents(&plan, &names), notes(&plan));
    let first = [(CONTENTS, &contents), (NOTES, &notes)];
    let tables = names.iter().map(String::as_str).zip(&plan.sheets);
    for (name, page) in first.into_iter().chain(tables) {
        let sheet = book.add_worksheet();
        page::write(name, page, &printed, &mut looks, sheet).with_context(|| {
            format!(
                "the table “{}” has more rows or columns than a workbook holds",
                page.title
            )
        })?;
    }
    height::growing(book.save_to_buffer()?)
}

/// A sheet that is no part of the document.
fn added(title: &str, remarks: Vec<String>, grid: Grid) -> Sheet {
    Sheet {
        title: title.to_owned(),
        section: String::new(),
        finding: None,
        remarks,
        grid: Some(grid),
        of_words: true,
        drawing: None,
        alternative: String::new(),
        notes: Vec::new(),
    }
}

fn contents(plan: &Plan, names: &[String]) -> Sheet {
    let row = |name: &str, title: &str, what: String| {
        vec![
            Value::Link(name.to_owned(), name.to_owned()),
            said(title.to_owned(), None),
            said(what, None),
        ]
    };
    let mut rows = vec![
        row(
            COVER,
            "The cover",
            "The story in sentences, and how to use this workbook".to_owned(),
        ),
        row(
            NOTES,
            "Notes",
            "How to read the figures, and what they rest on".to_owned(),
        ),
    ];
    for (name, sheet) in names.iter().zip(&plan.sheets) {
        rows.push(row(name, &sheet.title, what(sheet)));
    }
    let grid = Grid::of_words(&["Sheet", "What it shows", "What is on it"], rows);
    added("Contents", Vec::new(), grid)
}

/// What is on a sheet, in a few words.
fn what(sheet: &Sheet) -> String {
    let mut what = match &sheet.grid {
        None => "Words".to_owned(),
        Some(grid) => {
            let kind = if sheet.of_words { "Words" } else { "Table" };
            let rows = grid.rows.len();
            format!("{kind}: {rows} {}", if rows == 1 { "row" } else { "rows" })
        }
    };
    if sheet.drawing.is_some() {
        let shaded = matches!(sheet.drawing, Some(figures::Drawing::Shades { .. }));
        what.push_str(if shaded { ", shaded" } else { ", with a chart" });
    }
    what
}

fn notes(plan: &Plan) -> Sheet {
    let grids = plan.sheets.iter().filter_map(|sheet| sheet.grid.as_ref());
    let shorthands: BTreeSet<Shorthand> = grids.flat_map(Grid::shorthands).collect();
    let row = |about: String, text: String| vec![said(about, None), said(text, None)];
    let mut rows: Vec<Vec<Value>> = shorthands
        .into_iter()
        .map(|shorthand| {
            let about = format!("The shorthand {}", shorthand.sign());
            row(about, format!("Means {}.", shorthand.meaning()))
        })
        .collect();
    let general = plan.general.iter();
    rows.extend(general.map(|note| row(note.about.clone(), note.text.clone())));
    for sheet in &plan.sheets {
        let notes = sheet.notes.iter();
        rows.extend(notes.map(|note| row(sheet.title.clone(), note.clone())));
    }
    let grid = Grid::of_words(&["About", "What to know"], rows);
    added("Notes", Vec::new(), grid)
}
