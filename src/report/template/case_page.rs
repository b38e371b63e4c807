//! One audit a page: the facts at the top, then each standard with what it looks like, its
//! rating and the words to it, as people like to fill in a case.
//!
//! A row names its field in the hidden first column, and a hidden row names the columns:
//! by these the import finds its way. It must not know which look a mark has.

use super::answer::{how, input, look, value, words_asked};
use super::marks::{Begun, Place, marks};
use super::{Asked, drop_down, heading, line, told};
use crate::model::{About, Field, Form, Kind, Reading, TableName, Tool};
use crate::report::tool::sentence::{applies, cap};
use crate::report::workbook::{
    Area, Cell, Column, Input, Line, Lists, Look, Page, Print, Spot, Value,
};

/// The column of a field's own answer: a rating, a fact.
const ANSWER: usize = 3;

struct Sheet<'a> {
    asked: &'a Asked<'a>,
    form: &'a Form,
    lists: &'a mut Lists,
    /// The names of the columns, the hidden one first.
    names: Vec<String>,
    lines: Vec<Line>,
    inputs: Vec<Input>,
    /// The cells of each field.
    places: Vec<Option<Place>>,
}

/// The page of one audit.
pub(super) fn page(asked: &Asked<'_>, lists: &mut Lists) -> Page {
    let tool = asked.tool;
    let form = asked.form(TableName::Audits);
    let mut names: Vec<String> = ["field", "asked", "looks_like", "answer", "evidence"]
        .map(str::to_owned)
        .to_vec();
    for reading in tool.readings.iter().skip(1) {
        names.push(reading.word().to_owned());
        names.push(format!("{}.evidence", reading.word()));
    }
    let mut sheet = Sheet {
        asked,
        form: &form,
        lists,
        lines: Vec::new(),
        inputs: Vec::new(),
        places: vec![None; form.fields.len()],
        names,
    };
    sheet.top();
    sheet.facts();
    for domain in 0..tool.domains.len() {
        sheet.domain(domain);
    }
    sheet.discussion();
    sheet.measures();
    sheet.overall();
    let Sheet {
        lines,
        inputs,
        places,
        names,
        ..
    } = sheet;
    let marks = marks(tool, &form, &places, &Begun::Always, lists);
    let mut widths = vec![14.0, 26.0, 46.0, 20.0, 34.0];
    widths.resize(names.len().min(5), 0.0);
    for _ in tool.readings.iter().skip(1) {
        widths.extend([17.0, 34.0]);
    }
    let columns = widths.into_iter().enumerate().map(|(at, width)| Column {
        width,
        hidden: at == 0,
        look: Look::Plain,
    });
    Page {
        name: "Case".to_owned(),
        hidden: false,
        locked: true,
        columns: columns.collect(),
        lines,
        frozen: (4, 2),
        filter: None,
        inputs,
        marks,
        print: Print {
            landscape: true,
            one_wide: true,
            repeated_rows: Some((3, 3)),
            repeated_columns: None,
        },
    }
}

impl Sheet<'_> {
    /// The title, what to do, and the heads of the columns for programs and for people.
    fn top(&mut self) {
        let tool = self.asked.tool;
        let first_blank = || Cell::blank(Look::Plain);
        let mut title = line(vec![
            first_blank(),
            Cell::text(self.asked.title(), Look::Title),
        ]);
        title.height = Some(26.0);
        self.lines.push(title);
        self.lines.push(line(vec![
            first_blank(),
            Cell::text(
                "Fill in the white cells. Labels that end in * must be filled in; hatched cells do not apply; what each level means is on the page Anchors.",
                Look::Remark,
            ),
        ]));
        let names = self.names.iter().map(|name| Cell::text(name, Look::Name));
        let mut header = line(names.collect());
        header.hidden = true;
        self.lines.push(header);
        let first = tool.readings.first().copied().unwrap_or(Reading::Record);
        let rating = if tool.rates_twice() {
            format!("Answer, or rating {}", told(first))
        } else {
            "Answer, or rating".to_owned()
        };
        let mut heads = vec![
            String::new(),
            "What is asked".to_owned(),
            "What it looks like, or how to answer".to_owned(),
            rating,
            heading::shows(tool, first).to_owned(),
        ];
        for reading in tool.readings.iter().skip(1) {
            heads.push(format!("Rating {}", told(*reading)));
            heads.push(heading::shows(tool, *reading).to_owned());
        }
        let heads = heads.into_iter();
        self.lines.push(line(
            heads
                .map(|head| Cell::text(head, Look::NeededLabel))
                .collect(),
        ));
    }

    fn heading(&mut self, text: impl Into<String>) {
        let mut cells = vec![Cell::blank(Look::Plain), Cell::text(text, Look::Heading)];
        cells.resize(self.names.len(), Cell::blank(Look::Heading));
        self.lines.push(Line {
            cells,
            height: Some(21.0),
            hidden: false,
        });
    }

    /// A row of the page: its field, what is asked, what it looks like, and its cells.
    fn row(
        &mut self,
        name: &str,
        asked: (String, Look),
        looks_like: String,
        cells: &[(usize, Option<usize>)],
    ) {
        let row = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        let mut out = vec![
            Cell::text(name, Look::Name),
            Cell::text(asked.0, asked.1),
            Cell::text(looks_like, Look::Quiet),
        ];
        out.resize(self.names.len(), Cell::blank(Look::Gap));
        let entry = self.asked.filled.audits.first();
        for &(column, field) in cells {
            let Some((position, field)) =
                field.and_then(|at| self.form.fields.get(at).map(|field| (at, field)))
            else {
                continue;
            };
            let text = entry.and_then(|entry| entry.cells.get(position));
            let value = text.map_or(Value::Nothing, |text| {
                value(field, &drop_down::words(&field.kind), text)
            });
            if let Some(cell) = out.get_mut(column) {
                *cell = Cell {
                    value,
                    look: look(field),
                };
            }
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            let area = Area::cell(row, column);
            let spot = Spot {
                row: Some(row),
                column,
            };
            self.inputs
                .push(input(self.asked.tool, field, area, self.lists));
            if let Some(place) = self.places.get_mut(position) {
                *place = Some(Place { area, spot });
            }
        }
        self.lines.push(line(out));
    }

    /// A row with a field of its own, which is answered in one cell.
    fn answer(&mut self, position: usize, label: Option<String>, about: Option<String>) {
        let Some(field) = self.form.fields.get(position) else {
            return;
        };
        let label = label.unwrap_or_else(|| heading::label(self.asked.tool, field));
        let asked = if field.required {
            (format!("{label} *"), Look::Strong)
        } else {
            (label, Look::Words)
        };
        let about = about.unwrap_or_else(|| told_how(field));
        let name = field.name.clone();
        self.row(&name, asked, about, &[(ANSWER, Some(position))]);
    }

    fn answers(&mut self, wanted: impl Fn(&Field) -> bool) {
        let fields = self.form.fields.iter().enumerate();
        let wanted = fields.filter(|(_, field)| wanted(field)).map(|(at, _)| at);
        for position in wanted.collect::<Vec<usize>>() {
            self.answer(position, None, None);
        }
    }

    fn facts(&mut self) {
        self.heading("The audit");
        self.answers(|field| field.about == About::Row);
        if !self.asked.tool.facts.is_empty() {
            self.heading("About the case");
            self.answers(|field| matches!(field.about, About::Fact(_)));
        }
    }

    fn domain(&mut self, domain: usize) {
        let tool = self.asked.tool;
        self.heading(heading::domain(tool, domain));
        for (position, standard) in tool.standards_of(domain) {
            let number = heading::number(tool, position);
            let title = format!("{number} {}", standard.title);
            let mut cells = Vec::new();
            for (at, &reading) in tool.readings.iter().enumerate() {
                let about = |about: About| self.form.fields.iter().position(|f| f.about == about);
                let rating = about(About::Rating(position, reading));
                let evidence = about(About::Evidence(position, reading));
                cells.push((ANSWER + 2 * at, rating));
                cells.push((ANSWER + 2 * at + 1, evidence));
            }
            let words = looks_like(tool, position);
            self.row(&standard.id, (title, Look::Strong), words, &cells);
            if !standard.is_critical() {
                continue;
            }
            let critical = heading::critical(tool, position);
            let labels = [
                ("escalated_to", "Who was told?"),
                ("escalated_on", "On which day were they told?"),
            ];
            for (ending, label) in labels {
                let label = format!("{number} {label}");
                let about = format!("Only where {number} is {critical}: somebody must be told.");
                if let Some(field) = self.form.position(&format!("{}.{ending}", standard.id)) {
                    self.answer(field, Some(label), Some(about));
                }
            }
        }
    }

    fn discussion(&mut self) {
        let tool = self.asked.tool;
        let asks = tool.prompts.iter().map(|prompt| {
            let of = prompt.asked_of.as_deref();
            let of = of.map_or_else(|| "To ask".to_owned(), |of| format!("To ask the {of}"));
            (of, prompt.ask.clone())
        });
        let asks: Vec<(String, String)> = asks.collect();
        let held = self.form.position("discussion").is_some();
        if held {
            self.heading("The discussion");
            self.answers(|field| field.about == About::Discussion);
        }
        if !asks.is_empty() {
            self.heading("Questions for the discussion: answers go on the page Findings");
        }
        for (of, ask) in asks {
            self.row("", (of, Look::Words), ask, &[]);
        }
    }

    fn measures(&mut self) {
        if self.asked.tool.measures.is_empty() {
            return;
        }
        self.heading("Asked at the start and now");
        self.answers(|field| matches!(field.about, About::Measure(_)));
    }

    fn overall(&mut self) {
        let tool = self.asked.tool;
        let Some(rule) = &tool.overall else { return };
        self.heading("Overall judgement");
        let limits = rule.caps.iter().filter_map(|one| cap(tool, one));
        let mut about = vec!["Your own judgement of the whole, never an average.".to_owned()];
        about.extend(limits.map(|limit| format!("• {limit}")));
        about.extend(words_asked(tool, rule.scale));
        let cells = [
            (ANSWER, self.form.position("overall")),
            (ANSWER + 1, self.form.position("overall.evidence")),
        ];
        let label = ("Overall judgement".to_owned(), Look::Strong);
        self.row("overall", label, about.join("\n"), &cells);
        if let Some(reason) = self.form.position("overall.override_reason") {
            let about = "Only where the judgement is better than a limit above allows.";
            self.answer(reason, None, Some(about.to_owned()));
        }
    }
}

/// What a standard looks like, what to ask, and when it applies.
pub(super) fn looks_like(tool: &Tool, position: usize) -> String {
    let Some(standard) = tool.standards.get(position) else {
        return String::new();
    };
    let mut lines: Vec<String> = Vec::new();
    if let Some(rule) = applies(tool, standard) {
        lines.push(format!("Only where {rule}."));
    }
    lines.extend(standard.looks_like.iter().map(|line| format!("• {line}")));
    if let Some(ask) = &standard.ask {
        lines.push(format!("Ask: {ask}"));
    }
    lines.join("\n")
}

/// How a fact is answered, with the words to choose from where there may be several.
fn told_how(field: &Field) -> String {
    match &field.kind {
        Kind::Many(_) => {
            let words = drop_down::words(&field.kind);
            format!("Several, separated by ; from: {}", words.join("; "))
        }
        Kind::Reference
        | Kind::Words
        | Kind::Day
        | Kind::Number
        | Kind::Measure { .. }
        | Kind::One(_) => how(field),
    }
}
