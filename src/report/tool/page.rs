//! A tool laid out for reading: what `tool show` shows.
//!
//! It must not know how a page is drawn.

use super::sentence::{applies, cap, joined, levels};
use crate::model::{
    Better, Duration, Fact, FactKind, FindingKind, Level, Measure, Prompt, Reading, Scale,
    Standard, Standing, Tool,
};
use crate::report::{Block, Cell, Column, Document, Item, Row, Table, Tone};

/// The whole tool, in the order in which an auditor meets it.
pub fn tool_document(tool: &Tool) -> Document {
    let mut blocks = Vec::new();
    if let Some(purpose) = &tool.purpose {
        blocks.push(Block::Paragraph(purpose.clone()));
    }
    blocks.push(Block::Pairs(vec![
        ("Tool".to_owned(), tool.id.clone()),
        ("Version".to_owned(), tool.version.clone()),
        ("Cases are grouped by".to_owned(), tool.group.clone()),
    ]));
    rating(tool, &mut blocks);
    facts(tool, &mut blocks);
    standards(tool, &mut blocks);
    overall(tool, &mut blocks);
    measures(tool, &mut blocks);
    prompts(tool, &mut blocks);
    themes(tool, &mut blocks);
    columns(tool, &mut blocks);
    Document {
        title: tool.title.clone(),
        blocks,
        ..Document::default()
    }
}

fn heading(level: u8, text: impl Into<String>) -> Block {
    Block::Heading {
        level,
        text: text.into(),
    }
}

fn item(tone: Tone, text: impl Into<String>) -> Item {
    Item {
        tone,
        text: text.into(),
    }
}

fn row(cells: Vec<Cell>) -> Row {
    Row {
        cells,
        ..Row::default()
    }
}

fn rating(tool: &Tool, blocks: &mut Vec<Block>) {
    blocks.push(heading(1, "How standards are rated"));
    let readings = match tool.readings.as_slice() {
        [Reading::Record] | [] => "Each standard is rated once, from the record.",
        [Reading::Discussion] => {
            "Each standard is rated once, after the discussion with the worker."
        }
        [_, ..] => {
            "Each standard is rated from the record, and again after the discussion with the \
             worker. The last reading given is the rating."
        }
    };
    blocks.push(Block::Paragraph(readings.to_owned()));
    for scale in &tool.scales {
        blocks.push(Block::Table(scale_table(scale)));
    }
    let mut spellings = vec!["na", "n/a", "not applicable"];
    spellings.extend(tool.not_applicable.also.iter().map(String::as_str));
    let reason = if tool.not_applicable.reason_required {
        "; the reason must be given"
    } else {
        ""
    };
    blocks.push(Block::Note(format!(
        "Where a standard does not apply, write {}{reason}.",
        joined(&spellings, "or")
    )));
}

fn scale_table(scale: &Scale) -> Table {
    let respelt = scale.levels.iter().any(|level| !level.also.is_empty());
    let mut columns = vec![
        Column::words("Level"),
        Column::words("Counts as"),
        Column::words("What an auditor would see"),
    ];
    if respelt {
        columns.push(Column::words("Also accepted"));
    }
    let rows = scale.levels.iter().map(|level| level_row(level, respelt));
    Table {
        caption: Some(format!("Scale {}, best first", scale.id)),
        columns,
        rows: rows.collect(),
    }
}

fn level_row(level: &Level, respelt: bool) -> Row {
    let mut means = level.means.clone().unwrap_or_default();
    if level.evidence {
        means.push_str(if means.is_empty() { "" } else { " " });
        means.push_str("(Words are asked for.)");
    }
    let mut cells = vec![
        Cell::text(&level.label),
        Cell::Verdict {
            tone: tone(level.standing),
            word: level.standing.label().to_owned(),
        },
        words(means),
    ];
    if respelt {
        cells.push(words(joined(&strs(&level.also), "or")));
    }
    row(cells)
}

fn words(text: String) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text)
    }
}

fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Working => Tone::Good,
        Standing::Improve => Tone::Improve,
        Standing::NotWorking => Tone::Poor,
        Standing::NotEvidenced => Tone::Neutral,
    }
}

fn strs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

fn facts(tool: &Tool, blocks: &mut Vec<Block>) {
    if tool.facts.is_empty() {
        return;
    }
    blocks.push(heading(1, "What is known about a case"));
    blocks.push(Block::Table(Table {
        caption: None,
        columns: vec![
            Column::words("Fact"),
            Column::words("Column"),
            Column::words("What is written down"),
            Column::words("Needed"),
        ],
        rows: tool.facts.iter().map(fact_row).collect(),
    }));
    if !tool.durations.is_empty() {
        let lines = tool.durations.iter().filter_map(|one| duration(tool, one));
        blocks.push(Block::List(lines.collect()));
    }
}

fn fact_row(fact: &Fact) -> Row {
    let labels = |of: &[crate::model::Choice]| {
        let labels: Vec<&str> = of.iter().map(|choice| choice.label.as_str()).collect();
        labels.join("; ")
    };
    let kind = match &fact.kind {
        FactKind::Choice(choices) => format!("one of: {}", labels(choices)),
        FactKind::Choices(choices) => format!("any of: {}", labels(choices)),
        FactKind::YesNo => "yes or no".to_owned(),
        FactKind::Number => "a number".to_owned(),
        FactKind::Date => "a day".to_owned(),
        FactKind::Text => "words".to_owned(),
    };
    row(vec![
        Cell::text(&fact.label),
        Cell::text(&fact.id),
        Cell::Text(kind),
        if fact.required {
            Cell::text("yes")
        } else {
            Cell::Empty
        },
    ])
}

fn duration(tool: &Tool, duration: &Duration) -> Option<Item> {
    let from = tool.facts.get(duration.from)?;
    let to = tool.facts.get(duration.to)?;
    let within = match duration.within {
        Some(1) => ", within 1 day".to_owned(),
        Some(days) => format!(", within {days} days"),
        None => String::new(),
    };
    let text = format!(
        "{}: the days from “{}” to “{}”{within}.",
        duration.title, from.label, to.label
    );
    Some(item(Tone::Neutral, text))
}

fn standards(tool: &Tool, blocks: &mut Vec<Block>) {
    blocks.push(heading(1, "What is looked for"));
    for (position, domain) in tool.domains.iter().enumerate() {
        let number = position + 1;
        blocks.push(heading(2, format!("{number} {}", domain.title)));
        for (within, (_, standard)) in tool.standards_of(position).enumerate() {
            blocks.push(Block::Paragraph(format!(
                "{number}.{} {}",
                within + 1,
                standard.title
            )));
            describe(tool, standard, blocks);
        }
    }
}

fn describe(tool: &Tool, standard: &Standard, blocks: &mut Vec<Block>) {
    if standard.is_critical() {
        blocks.push(Block::Callout {
            tone: Tone::Attention,
            text: format!(
                "Critical: at {} somebody must be told.",
                levels(tool, standard, &standard.escalate_at)
            ),
        });
    }
    if !standard.looks_like.is_empty() {
        let lines = standard.looks_like.iter();
        blocks.push(Block::List(
            lines.map(|line| item(Tone::Neutral, line)).collect(),
        ));
    }
    let mut pairs = Vec::new();
    let mut say = |name: &str, words: String| pairs.push((name.to_owned(), words));
    if let Some(ask) = &standard.ask {
        say("Ask", ask.clone());
    }
    if let Some(applies) = applies(tool, standard) {
        say("Applies", format!("only where {applies}"));
    }
    if let Some(scale) = tool.scale_of(standard).filter(|_| tool.scales.len() > 1) {
        say("Scale", scale.id.clone());
    }
    say("Column", standard.id.clone());
    if standard.edition > 1 {
        say("Edition", standard.edition.to_string());
    }
    if !standard.was.is_empty() {
        say("Earlier ids", joined(&strs(&standard.was), "and"));
    }
    blocks.push(Block::Pairs(pairs));
}

fn overall(tool: &Tool, blocks: &mut Vec<Block>) {
    let (Some(overall), Some(scale)) = (&tool.overall, tool.overall_scale()) else {
        return;
    };
    blocks.push(heading(1, "The overall judgement"));
    blocks.push(Block::Paragraph(format!(
        "The auditor's own judgement on the scale {}; never an average.",
        scale.id
    )));
    if !overall.caps.is_empty() {
        let lines = overall.caps.iter().filter_map(|one| cap(tool, one));
        blocks.push(Block::List(
            lines.map(|line| item(Tone::Attention, line)).collect(),
        ));
        blocks.push(Block::Note(
            "Going past one of these limits needs a reason.".to_owned(),
        ));
    }
}

fn measures(tool: &Tool, blocks: &mut Vec<Block>) {
    if tool.measures.is_empty() {
        return;
    }
    blocks.push(heading(1, "Asked at the start and now"));
    blocks.push(Block::Table(Table {
        caption: None,
        columns: vec![
            Column::words("Question"),
            Column::words("Answers"),
            Column::words("Better"),
            Column::words("Asked of"),
        ],
        rows: tool.measures.iter().map(measure).collect(),
    }));
}

fn measure(measure: &Measure) -> Row {
    let better = match measure.better {
        Better::Higher => "higher",
        Better::Lower => "lower",
    };
    row(vec![
        Cell::text(&measure.title),
        Cell::Text(format!("{} to {}", measure.min, measure.max)),
        Cell::text(better),
        words(measure.asked_of.clone().unwrap_or_default()),
    ])
}

fn prompts(tool: &Tool, blocks: &mut Vec<Block>) {
    if tool.prompts.is_empty() {
        return;
    }
    blocks.push(heading(1, "The conversation"));
    blocks.push(Block::Table(Table {
        caption: None,
        columns: vec![
            Column::words("Question"),
            Column::words("Asked of"),
            Column::words("Answers say what is"),
        ],
        rows: tool.prompts.iter().map(prompt).collect(),
    }));
}

fn prompt(prompt: &Prompt) -> Row {
    let tone = match prompt.kind {
        FindingKind::Working => Tone::Good,
        FindingKind::Improve => Tone::Improve,
        FindingKind::NotWorking => Tone::Poor,
    };
    row(vec![
        Cell::text(&prompt.ask),
        words(prompt.asked_of.clone().unwrap_or_default()),
        Cell::Verdict {
            tone,
            word: prompt.kind.label().to_owned(),
        },
    ])
}

fn themes(tool: &Tool, blocks: &mut Vec<Block>) {
    if tool.themes.is_empty() {
        return;
    }
    blocks.push(heading(1, "Themes"));
    let lines = tool.themes.iter();
    let line = |theme: &crate::model::Theme| {
        item(Tone::Neutral, format!("{} ({})", theme.title, theme.id))
    };
    blocks.push(Block::List(lines.map(line).collect()));
}

fn columns(tool: &Tool, blocks: &mut Vec<Block>) {
    if tool.columns.is_empty() {
        return;
    }
    blocks.push(heading(1, "Names in the spreadsheet"));
    let pairs = tool.columns.iter();
    blocks.push(Block::Pairs(
        pairs
            .map(|(ours, theirs)| (ours.clone(), theirs.clone()))
            .collect(),
    ));
}
