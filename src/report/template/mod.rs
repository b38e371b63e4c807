//! Entry sheets: a tool as a workbook that auditors fill in and that comes back through the
//! import.
//!
//! Everything that a cell may hold comes from the tool's forms, which the import reads by
//! as well. It must not know how a workbook is written.

mod anchors;
mod answer;
mod case_page;
mod drop_down;
mod guide;
mod heading;
mod marks;
mod table_page;

use crate::model::{Entry, Form, Hub, Reading, Round, TableName, Tool};
use crate::report::workbook::{Cell, Column, Line, Lists, Look, Page, Workbook};

/// The hidden page by which the import knows a workbook of ours.
const MARK: &str = "case-audit";

/// How audits stand in an entry sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One row an audit.
    Rows,
    /// One audit, with its standards down the page.
    OneCase,
}

impl Layout {
    fn id(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::OneCase => "one-case",
        }
    }
}

/// Rows that are there already, one per row of the table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filled {
    /// Audits; where the workbook is for one case only the first is put in.
    pub audits: Vec<Entry>,
    /// Findings.
    pub findings: Vec<Entry>,
    /// Actions.
    pub actions: Vec<Entry>,
}

/// What an entry sheet is made for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The tool.
    pub tool: &'a Tool,
    /// SHA-256 of the tool's file, in hexadecimal.
    pub tool_sha256: &'a str,
    /// The round, where it is for one.
    pub round: Option<&'a Round>,
    /// How audits stand in it.
    pub layout: Layout,
    /// What is in it already.
    pub filled: &'a Filled,
}

impl Asked<'_> {
    fn form(&self, table: TableName) -> Form {
        let hubs: &[Hub] = self.round.map_or(&[], |round| &round.hubs);
        let focus = self.round.map_or(&[][..], |round| &round.focus);
        Form::of(table, self.tool, hubs, focus)
    }

    /// "Early help case audit, Spring 2026".
    fn title(&self) -> String {
        match self.round {
            Some(round) if !round.title.is_empty() => {
                format!("{}, {}", self.tool.title, round.title)
            }
            _ => self.tool.title.clone(),
        }
    }
}

/// The entry sheet as a workbook.
pub fn workbook(asked: &Asked<'_>) -> Workbook {
    let mut lists = Lists::default();
    let audits = match asked.layout {
        Layout::Rows => table_page::page(
            asked,
            &asked.form(TableName::Audits),
            &asked.filled.audits,
            &mut lists,
        ),
        Layout::OneCase => case_page::page(asked, &mut lists),
    };
    let findings = table_page::page(
        asked,
        &asked.form(TableName::Findings),
        &asked.filled.findings,
        &mut lists,
    );
    let actions = table_page::page(
        asked,
        &asked.form(TableName::Actions),
        &asked.filled.actions,
        &mut lists,
    );
    let pages = vec![
        guide::page(asked),
        audits,
        findings,
        actions,
        anchors::page(asked.tool),
        mark(asked),
    ];
    Workbook {
        title: asked.title(),
        subject: format!("Entry sheet, version {}", asked.tool.version),
        pages,
        lists,
    }
}

/// What the workbook says of itself.
fn mark(asked: &Asked<'_>) -> Page {
    let tool = asked.tool;
    let pairs = [
        ("name", "value"),
        ("tool_id", tool.id.as_str()),
        ("tool_version", tool.version.as_str()),
        ("tool_sha256", asked.tool_sha256),
        ("layout", asked.layout.id()),
    ];
    let round = asked.round.map(|round| ("round_id", round.id.as_str()));
    let line = |(name, value): (&str, &str)| Line {
        cells: vec![
            Cell::text(name, Look::Words),
            Cell::text(value, Look::Words),
        ],
        ..Line::default()
    };
    Page {
        name: MARK.to_owned(),
        hidden: true,
        locked: true,
        columns: vec![column(18.0), column(70.0)],
        lines: pairs.into_iter().chain(round).map(line).collect(),
        ..Page::default()
    }
}

/// A column of words.
fn column(width: f64) -> Column {
    Column {
        width,
        hidden: false,
        look: Look::Plain,
    }
}

/// A row of cells.
fn line(cells: Vec<Cell>) -> Line {
    Line {
        cells,
        ..Line::default()
    }
}

/// A row across the page: words in its first cell, the others like it.
fn across(text: impl Into<String>, look: Look, columns: usize) -> Line {
    let mut cells = vec![Cell::text(text, look)];
    cells.resize(columns.max(1), Cell::blank(look));
    line(cells)
}

/// A reading as the words after a rating.
fn told(reading: Reading) -> &'static str {
    match reading {
        Reading::Record => "from the record",
        Reading::Discussion => "after the discussion",
    }
}

/// A text that begins with a capital letter.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
