//! A table with a row an entry: labels above, the names that the import reads by under
//! them, and room for entries below.
//!
//! It must not know which look a mark has.

use super::answer::{input, look, value, width};
use super::marks::{Begun, Place, marks};
use super::{Asked, Layout, drop_down, heading, line};
use crate::model::{Entry, Form, TableName};
use crate::report::workbook::{
    Area, Cell, Column, Flag, Line, Lists, Look, Mark, Page, Print, Spot, Test, Value,
};

/// The row with the names that the import reads by.
const HEADER: u32 = 4;

/// How many rows are ready for entries, where none are there yet.
const ROWS: u32 = 200;

/// How many rows the lists and marks reach over at least: nobody is stopped by them.
const REACH: u32 = 2_000;

/// The columns that stay in sight.
const FROZEN: u16 = 2;

/// The page of a table.
pub(super) fn page(asked: &Asked<'_>, form: &Form, filled: &[Entry], lists: &mut Lists) -> Page {
    let tool = asked.tool;
    let columns = form.fields.len();
    let rows = rows(asked, form.table, filled);
    let last_row = HEADER + rows.max(REACH);
    let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
    let hidden = |name: &str| {
        // What a workbook of one case says once is not asked again.
        asked.layout == Layout::OneCase
            && form.table != TableName::Audits
            && (matches!(name, "id" | "auditor" | "role" | "carried_from")
                || (name == "case" && form.table == TableName::Findings))
    };
    let first = form.fields.iter().position(|field| !hidden(&field.name));
    let mut lines = header(asked, form, first.unwrap_or(0));
    let words = form
        .fields
        .iter()
        .map(|field| drop_down::words(&field.kind));
    let fields: Vec<_> = form.fields.iter().zip(words).collect();
    for row in 0..usize::try_from(rows).unwrap_or(0) {
        let entry = filled.get(row);
        let cells = fields.iter().enumerate().map(|(position, (field, words))| {
            let text = entry.and_then(|entry| entry.cells.get(position));
            Cell {
                value: text.map_or(Value::Nothing, |text| value(field, words, text)),
                look: look(field),
            }
        });
        lines.push(line(cells.collect()));
    }
    let mut inputs = Vec::new();
    let mut places = Vec::new();
    for (column, field) in (0..).zip(&form.fields) {
        let area = Area {
            top: HEADER + 1,
            left: column,
            bottom: last_row,
            right: column,
        };
        inputs.push(input(tool, field, area, lists));
        places.push((!hidden(&field.name)).then_some(Place {
            area,
            spot: Spot { row: None, column },
        }));
    }
    let named = Test::Begun(0, last_column);
    let answered = |form: &Form| {
        let answers = form.fields.iter().enumerate().filter(|(_, field)| {
            !matches!(field.name.as_str(), "case" | "hub" | "auditor" | "role")
        });
        let columns = answers.filter_map(|(at, _)| u16::try_from(at).ok());
        Test::Any(
            runs(columns)
                .map(|(first, last)| Test::Begun(first, last))
                .collect(),
        )
    };
    Page {
        name: name(form.table).to_owned(),
        hidden: false,
        locked: true,
        columns: form
            .fields
            .iter()
            .map(|field| Column {
                width: width(field),
                hidden: hidden(&field.name),
                look: look(field),
            })
            .collect(),
        lines,
        frozen: (HEADER + 1, if first == Some(0) { FROZEN } else { 0 }),
        filter: Some(Area {
            top: HEADER,
            left: 0,
            bottom: last_row,
            right: last_column,
        }),
        inputs,
        marks: if form.table == TableName::Audits {
            let begun = Begun::Once {
                answered: answered(form),
                named,
            };
            marks(tool, form, &places, &begun, lists)
        } else {
            required(form, &places, &named)
        },
        print: Print {
            landscape: true,
            one_wide: form.table != TableName::Audits,
            repeated_rows: Some((HEADER - 1, HEADER)),
            repeated_columns: (form.table == TableName::Audits).then_some((0, FROZEN - 1)),
        },
    }
}

/// As many rows as there are cases planned; without a plan, enough for most rounds.
fn rows(asked: &Asked<'_>, table: TableName, filled: &[Entry]) -> u32 {
    let planned: u32 = asked.round.map_or(0, |round| {
        let planned = round.hubs.iter().filter_map(|hub| hub.planned);
        planned.fold(0, u32::saturating_add)
    });
    let there = u32::try_from(filled.len()).unwrap_or(u32::MAX);
    match table {
        TableName::Audits if planned.max(there) > 0 => planned.max(there).min(100_000),
        TableName::Audits | TableName::Findings | TableName::Actions | TableName::Cases => {
            ROWS.max(there)
        }
    }
}

fn name(table: TableName) -> &'static str {
    match table {
        TableName::Cases => "Cases",
        TableName::Audits => "Audits",
        TableName::Findings => "Findings",
        TableName::Actions => "Actions",
    }
}

/// The rows above the entries.
fn header(asked: &Asked<'_>, form: &Form, first: usize) -> Vec<Line> {
    let tool = asked.tool;
    let columns = form.fields.len();
    let one_case = asked.layout == Layout::OneCase;
    let remark = match form.table {
        TableName::Audits => {
            "One row for each audit of a case. Labels that end in * must be filled in; hatched cells do not apply; what each level means is on the page Anchors."
        }
        TableName::Findings if one_case => {
            "One row for each thing that works, does not work or is to improve in this case. Labels that end in * must be filled in."
        }
        TableName::Findings => {
            "One row for each thing that works, does not work or is to improve. Labels that end in * must be filled in."
        }
        TableName::Actions if one_case => {
            "One row for each thing that is to be done. An action with no case named here is for the case of this workbook."
        }
        TableName::Actions => {
            "One row for each thing that is to be done: for a case, for a hub or for the service."
        }
        TableName::Cases => "One row for each case.",
    };
    let title = format!("{}: {}", asked.title(), name(form.table).to_lowercase());
    let blank = || Line {
        cells: vec![Cell::blank(Look::Plain); columns],
        ..Line::default()
    };
    let mut title = blank().with(first, Cell::text(title, Look::Title));
    title.height = Some(24.0);
    let remark = blank().with(first, Cell::text(remark, Look::Remark));
    let label = |field: &crate::model::Field| {
        let label = heading::label(tool, field);
        if field.required {
            Cell::text(format!("{label} *"), Look::NeededLabel)
        } else {
            Cell::text(label, Look::Label)
        }
    };
    let name = |field: &crate::model::Field| Cell::text(&field.name, Look::Name);
    vec![
        title,
        remark,
        line(bands(asked, form, first)),
        line(form.fields.iter().map(label).collect()),
        line(form.fields.iter().map(name).collect()),
    ]
}

/// The parts of the form over their columns: words in the first, the rest of its colour.
fn bands(asked: &Asked<'_>, form: &Form, first: usize) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut before: Option<String> = None;
    let mut second = true;
    for (at, field) in form.fields.iter().enumerate() {
        let part = heading::part(asked.tool, form.table, field.about);
        if at < first || before.as_ref() == Some(&part) {
            cells.push(Cell::blank(Look::Band { second }));
        } else {
            second = !second;
            cells.push(Cell::text(&part, Look::Band { second }));
            before = Some(part);
        }
    }
    cells
}

/// Columns that stand side by side, as first and last.
fn runs(columns: impl Iterator<Item = u16>) -> impl Iterator<Item = (u16, u16)> {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for column in columns {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == column => *last = column,
            _ => runs.push((column, column)),
        }
    }
    runs.into_iter()
}

/// Needed cells that are blank in a row that has been begun.
fn required(form: &Form, places: &[Option<Place>], begun: &Test) -> Vec<Mark> {
    let fields = form.fields.iter().zip(places);
    let needed = fields.filter(|(field, _)| field.required);
    let mark = |place: Place| Mark {
        area: place.area,
        when: Test::All(vec![begun.clone(), Test::Blank(place.spot)]),
        flag: Flag::Needed,
    };
    needed.filter_map(|(_, place)| place.map(mark)).collect()
}
