//! How an entry sheet is filled in, in plain English, on its first page.
//!
//! It must not know the cells of the other pages.

use super::{Asked, Layout, across, column, line};
use crate::report::workbook::{Cell, Flag, Line, Look, Page, Print};

/// The page that opens first.
pub(super) fn page(asked: &Asked<'_>) -> Page {
    let tool = asked.tool;
    let mut lines = vec![
        Line {
            height: Some(30.0),
            ..across(asked.title(), Look::Title, 1)
        },
        across(
            format!("Entry sheet, version {} of the audit tool", tool.version),
            Look::Remark,
            1,
        ),
        Line::default(),
    ];
    if let Some(purpose) = &tool.purpose {
        lines.push(pair("What it is for", purpose));
    }
    steps(asked, &mut lines);
    lines.push(Line::default());
    lines.push(Line {
        height: Some(21.0),
        ..across("What cells tell you", Look::Heading, 2)
    });
    signs(asked, &mut lines);
    lines.push(Line::default());
    lines.push(Line {
        height: Some(21.0),
        ..across("Please keep to this", Look::Heading, 2)
    });
    rules(asked, &mut lines);
    Page {
        name: "How to fill in".to_owned(),
        hidden: false,
        locked: true,
        columns: vec![column(28.0), column(84.0)],
        lines,
        print: Print {
            one_wide: true,
            ..Print::default()
        },
        ..Page::default()
    }
}

fn pair(name: &str, words: &str) -> Line {
    line(vec![
        Cell::text(name, Look::Strong),
        Cell::text(words, Look::Words),
    ])
}

fn steps(asked: &Asked<'_>, lines: &mut Vec<Line>) {
    let tool = asked.tool;
    let mut steps: Vec<(&str, String)> = Vec::new();
    let where_from = match asked.layout {
        Layout::Rows => {
            "On the page Audits each row is one audit of one case. Begin with the case and the facts: they decide which standards apply."
        }
        Layout::OneCase => {
            "The page Case is one audit of one case, from top to bottom. Begin with the facts: they decide which standards apply. Keep one copy of this workbook for each case."
        }
    };
    steps.push(("Begin", where_from.to_owned()));
    steps.push((
        "Rate each standard",
        "Choose a level from the list in the cell, and say in your own words what shows it. The page Anchors says what each level means and what each standard looks like. Where you looked and cannot tell, use the level for that; where a standard does not apply, choose not applicable.".to_owned(),
    ));
    if tool.rates_twice() {
        steps.push((
            "Then hold the discussion",
            "Rate from the record first. Talk the case over with its worker, and rate again where the discussion showed more or less than was written down. A rating after the discussion that is left blank stays as it was from the record. If there was no discussion, say so and say why.".to_owned(),
        ));
    }
    if tool
        .standards
        .iter()
        .any(crate::model::Standard::is_critical)
    {
        steps.push((
            "Where a child may not be safe",
            "Some standards are critical: at their lowest level somebody must be told. Tell them first, then write down who was told and when. The cells for it turn red until they are filled in.".to_owned(),
        ));
    }
    if tool.overall.is_some() {
        steps.push((
            "Judge the whole",
            "The overall judgement is your own and never an average. Some ratings limit it; going past a limit needs a reason.".to_owned(),
        ));
    }
    steps.push((
        "Findings and actions",
        "Write each thing that works, does not work or is to improve on the page Findings, one in a row, and each thing that is to be done on the page Actions.".to_owned(),
    ));
    steps.push((
        "Send it back",
        "Save the workbook as .xlsx and send it to whoever keeps the round. It comes in with: case-audit import ROUND FILE".to_owned(),
    ));
    for (at, (name, words)) in steps.iter().enumerate() {
        lines.push(pair(&format!("{}. {name}", at + 1), words));
    }
}

fn signs(asked: &Asked<'_>, lines: &mut Vec<Line>) {
    let sample = |text: &str, flag: Flag, words: &str| {
        line(vec![
            Cell::text(text, Look::Sample(flag)),
            Cell::text(words, Look::Words),
        ])
    };
    lines.push(line(vec![
        Cell::text("a label with a star *", Look::NeededLabel),
        Cell::text("Must be filled in.", Look::Words),
    ]));
    lines.push(sample(
        "yellow with a dark edge",
        Flag::Needed,
        "Still to be filled in: a needed answer, or words that the chosen level asks for.",
    ));
    if asked
        .tool
        .standards
        .iter()
        .any(crate::model::Standard::is_critical)
    {
        lines.push(sample(
            "red with a dark edge",
            Flag::Urgent,
            "Somebody must be told: who was told, and when, is not written down yet.",
        ));
    }
    lines.push(sample(
        "hatched or grey",
        Flag::Idle,
        "Does not apply to this case as it stands. Leave it blank. What is written there is kept but not counted.",
    ));
}

fn rules(asked: &Asked<'_>, lines: &mut Vec<Line>) {
    let mut say = |name: &str, words: &str| lines.push(pair(name, words));
    say(
        "No names",
        "Use references and codes, also in your own words: no names, dates of birth, addresses, phone numbers or e-mail addresses. A case reference is still personal data: keep this file as safe as the record itself.",
    );
    say(
        "Days",
        "Day first, with all four digits of the year: 03/02/2026 is the third of February.",
    );
    say(
        "Several in one cell",
        "Where several answers are allowed, separate them with ; and use the words on the page Anchors. The list in the cell puts in one of them.",
    );
    say(
        "Pasting",
        "Paste as values only (in Excel: Paste Special, Values). Anything else brings its own look and takes the lists away.",
    );
    say(
        "What is locked",
        match asked.layout {
            Layout::Rows => {
                "Headings are locked so that the sheet can be read back. There is no password. Rows can be sorted and filtered, and columns made wider."
            }
            Layout::OneCase => {
                "Everything but the cells for answers is locked so that the sheet can be read back. There is no password."
            }
        },
    );
}
