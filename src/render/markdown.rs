//! A document as Markdown: `CommonMark` with the tables of GitHub.
//!
//! Words from data are text and nothing else: no markup, link, HTML or table border in them
//! takes effect. It must not know what the figures mean.

use crate::report::{
    Align, Block, Chart, Document, Item, Piece, PieceKind, RowKind, Table, Tone, Wording,
};

use super::plain::{self, GLUE};
use super::shown::{self, Shown};

/// The document, one blank line between its blocks.
pub fn markdown(document: &Document) -> String {
    let mut parts: Vec<String> = Vec::new();
    let title = inline(&document.title);
    if !title.is_empty() {
        parts.push(format!("# {title}"));
    }
    let subtitle = document.subtitle.as_deref().map(paragraph);
    parts.extend(subtitle.filter(|subtitle| !subtitle.is_empty()));
    let label = document.label.as_deref().map(inline).unwrap_or_default();
    if !label.is_empty() {
        parts.push(format!("**{label}**"));
    }
    // Two lists in a row would be read as one, were they not marked differently.
    let mut bullet = '-';
    let mut after_list = false;
    for block in &document.blocks {
        // The name of a wording parts its list from one before.
        let is_list = matches!(block, Block::List(_) | Block::Pairs(_))
            || matches!(block, Block::Wording(wording) if inline(&wording.of).is_empty());
        bullet = if is_list && after_list && bullet == '-' {
            '*'
        } else {
            '-'
        };
        let written = written(block, bullet);
        if !written.is_empty() {
            after_list = is_list || matches!(block, Block::Wording(_));
            parts.push(written);
        }
    }
    let mut out = parts.join("\n\n");
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The block without a line break at its end; empty if it says nothing.
fn written(block: &Block, bullet: char) -> String {
    match block {
        Block::Heading { level, text } => {
            let marks = if *level <= 1 { "##" } else { "###" };
            nonempty(&inline(text), |text| format!("{marks} {text}"))
        }
        Block::Paragraph(text) => paragraph(text),
        Block::List(items) => lines(items.iter().map(|Item { tone, text }| {
            let symbol = escaped(&shown::symbol(*tone).to_string());
            format!("{bullet} {symbol} {}", inline(text))
        })),
        Block::Table(table) => tabled(table),
        Block::Callout { tone, text } => nonempty(&inline(text), |text| {
            let symbol = escaped(&shown::symbol(*tone).to_string());
            format!("> **{symbol} {text}**")
        }),
        Block::Pairs(pairs) => lines(pairs.iter().map(|(name, value)| {
            let name = nonempty(&inline(name), |name| format!("**{name}**: "));
            format!("{bullet} {name}{}", paragraph(value))
        })),
        Block::Note(text) => nonempty(&inline(text), |text| format!("*{text}*")),
        Block::Chart(chart) => chart_words(chart),
        Block::Quote { text, source, tone } => quoted(text, source, *tone),
        Block::Wording(wording) => worded(wording, bullet),
        Block::PageBreak => "---".to_owned(),
    }
}

/// What a chart says; its figures stand in the table that follows.
fn chart_words(chart: &Chart) -> String {
    let title = nonempty(&inline(&chart.title), |title| format!("**{title}**"));
    let subtitle = paragraph(&chart.subtitle);
    let between = if title.is_empty() || subtitle.is_empty() {
        ""
    } else {
        "\n\n"
    };
    format!("{title}{between}{subtitle}")
}

/// A wording as it was and as it is: words taken out are struck through, words put in bold.
fn worded(wording: &Wording, bullet: char) -> String {
    let piece = |piece: &Piece| {
        let text = inline(&piece.text);
        nonempty(&text, |text| match piece.kind {
            PieceKind::Kept => text.to_owned(),
            PieceKind::Removed => format!("~~{text}~~"),
            PieceKind::Added => format!("**{text}**"),
        })
    };
    let sides = wording.sides().into_iter().filter_map(|(name, pieces)| {
        let words = pieces.into_iter().map(piece);
        let words: Vec<String> = words.filter(|words| !words.is_empty()).collect();
        (!words.is_empty()).then(|| format!("{bullet} {name}: {}", words.join(" ")))
    });
    let sides = lines(sides);
    let name = nonempty(&inline(&wording.of), |name| format!("**{name}**"));
    match (name.is_empty(), sides.is_empty()) {
        (false, false) => format!("{name}\n\n{sides}"),
        (true, _) => sides,
        (false, true) => name,
    }
}

/// Somebody's words, and below them whose they are.
fn quoted(text: &str, source: &str, tone: Tone) -> String {
    nonempty(&inline(text), |text| {
        let symbol = escaped(&shown::symbol(tone).to_string());
        let source = nonempty(&inline(source), |source| format!("\n>\n> — {source}"));
        format!("> {symbol} “{text}”{source}")
    })
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines
        .map(|line| line.trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

fn nonempty(text: &str, then: impl Fn(&str) -> String) -> String {
    if text.is_empty() {
        String::new()
    } else {
        then(text)
    }
}

fn tabled(table: &Table) -> String {
    let caption = table.caption.as_deref().map(inline).unwrap_or_default();
    let caption = nonempty(&caption, |caption| format!("**{caption}**"));
    let rows = table.rows.iter().map(|row| row.cells.len());
    let width = rows.chain([table.columns.len()]).max().unwrap_or(0);
    if width == 0 {
        return caption;
    }
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let mut out = String::from("|");
        for cell in cells.chain(std::iter::repeat(String::new())).take(width) {
            out.push(' ');
            out.push_str(&cell);
            out.push_str(if cell.is_empty() { "|" } else { " |" });
        }
        out
    };
    let mut out = nonempty(&caption, |caption| format!("{caption}\n\n"));
    out.push_str(&line(
        &mut table.columns.iter().map(|column| inline(&column.title)),
    ));
    out.push('\n');
    out.push_str(&line(
        &mut table
            .columns
            .iter()
            .map(|column| match column.align {
                Align::Left => "---".to_owned(),
                Align::Right => "---:".to_owned(),
            })
            .chain(std::iter::repeat("---".to_owned())),
    ));
    for row in &table.rows {
        out.push('\n');
        out.push_str(&line(&mut row.cells.iter().map(|cell| {
            let text = escaped(&Shown::of(cell).whole());
            match row.kind {
                RowKind::Plain => text,
                RowKind::Group | RowKind::Total => nonempty(&text, |text| format!("**{text}**")),
            }
        })));
    }
    out
}

/// Text where a line begins, so that nothing starts a list or a rule.
fn paragraph(text: &str) -> String {
    let text = inline(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    if text.starts_with(['-', '+']) || (digits > 0 && rest.starts_with(['.', ')'])) {
        format!("{number}\\{rest}")
    } else {
        text
    }
}

/// Text within a line.
fn inline(text: &str) -> String {
    escaped(&plain::line(text))
}

/// One line with every character escaped that could be markup.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let address = match c {
            ':' => chars.peek() == Some(&'/'),
            '.' => out.ends_with("www"),
            _ => false,
        };
        let markup = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' | '$'
        );
        if markup || address {
            out.push('\\');
        }
        out.push(if c == GLUE { ' ' } else { c });
    }
    out
}
