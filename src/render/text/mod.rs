//! A document as text for a terminal, or for anything else that shows lines.
//!
//! No line is wider than asked, each symbol stands beside a word, and without colour
//! nothing is lost. It must not know what the figures mean, nor whether there is a terminal.

mod columns;
mod paint;
mod table;
mod wrap;

use unicode_width::UnicodeWidthStr as _;

use crate::report::{Block, Chart, Document, Item, PieceKind, Tone, Wording};

use super::plain;
use super::shown;
use paint::Paint;
use wrap::wrap;

/// The narrowest page, in columns; a narrower one is taken for this.
pub const NARROWEST: usize = 40;

/// The widest page, in columns; a wider one is taken for this.
pub const WIDEST: usize = 1000;

/// Columns of running text, however wide the page: longer lines are hard to follow.
const MEASURE: usize = 100;

/// The document in lines of at most `width` columns (as `unicode-width` counts them, and
/// between `NARROWEST` and `WIDEST`), with terminal colours if `color`.
pub fn text(document: &Document, width: usize, color: bool) -> String {
    let width = width.clamp(NARROWEST, WIDEST);
    let label = document
        .label
        .as_deref()
        .map(|label| handling(label, width));
    let title = heading(&document.title, '━', width);
    let subtitle = document.subtitle.as_deref();
    let subtitle = subtitle.map(|text| indented(&plain::line(text), "", "", width.min(MEASURE)));
    let blocks = document.blocks.iter().map(|block| lines(block, width));
    let head = label.into_iter().chain([title]).chain(subtitle);
    let mut out = String::new();
    for block in head.chain(blocks) {
        if !out.is_empty() && !block.is_empty() {
            out.push('\n');
        }
        for line in block {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    paint::apply(&out, color)
}

/// The lines of a block; none if it says nothing.
fn lines(block: &Block, width: usize) -> Vec<String> {
    let measure = width.min(MEASURE);
    match block {
        Block::Heading { level, text } => heading(text, if *level <= 1 { '═' } else { '─' }, width),
        Block::Paragraph(text) => indented(&plain::line(text), "", "", measure),
        Block::List(items) => items
            .iter()
            .flat_map(|item| listed(item, measure))
            .collect(),
        Block::Table(table) => table::lines(table, width),
        Block::Callout { tone, text } => callout(*tone, text, measure),
        Block::Pairs(pairs) => paired(pairs, measure),
        Block::Note(text) => indented(&plain::line(text), "  ", "  ", measure),
        Block::Chart(chart) => titled(chart, measure),
        Block::Quote { text, source, tone } => quoted(text, source, *tone, measure),
        Block::Wording(wording) => worded(wording, measure),
        // A terminal has no pages.
        Block::PageBreak => Vec::new(),
    }
}

/// How the document is to be handled.
fn handling(label: &str, width: usize) -> Vec<String> {
    let mut lines = indented(&plain::line(label), "", "", width.min(MEASURE));
    for line in &mut lines {
        *line = paint::marked(line, &[Paint::Strong]);
    }
    lines
}

/// What a chart says; its figures stand in the table that follows.
fn titled(chart: &Chart, width: usize) -> Vec<String> {
    let mut lines = indented(&plain::line(&chart.title), "", "", width);
    for line in &mut lines {
        *line = paint::marked(line, &[Paint::Strong]);
    }
    lines.extend(indented(&plain::line(&chart.subtitle), "", "", width));
    lines
}

/// Somebody's words, set in, and below them whose they are.
fn quoted(text: &str, source: &str, tone: Tone, width: usize) -> Vec<String> {
    let words = plain::line(text);
    if words.is_empty() {
        return Vec::new();
    }
    let symbol = shown::symbol(tone);
    let mut lines = indented(
        &format!("“{words}”"),
        &format!("  {symbol} "),
        "    ",
        width,
    );
    if let Some(first) = lines.first_mut() {
        let painted = paint::marked(&symbol.to_string(), paint::of_tone(tone));
        *first = first.replacen(symbol, &painted, 1);
    }
    let source = plain::line(source);
    if !source.is_empty() {
        lines.extend(indented(&format!("— {source}"), "    ", "      ", width));
    }
    lines
}

/// A wording as it was and as it is, set in under what it is the wording of.
fn worded(wording: &Wording, width: usize) -> Vec<String> {
    let mut lines = indented(&plain::line(&wording.of), "", "", width);
    for (name, pieces) in wording.sides() {
        let words: Vec<String> = pieces
            .into_iter()
            .filter(|piece| !plain::line(&piece.text).is_empty())
            .map(|piece| {
                let words = plain::line(&Wording::marked(piece));
                match piece.kind {
                    PieceKind::Kept => words,
                    PieceKind::Removed | PieceKind::Added => {
                        paint::marked(&words, &[Paint::Strong])
                    }
                }
            })
            .collect();
        let lead = format!("  {name:<8}");
        lines.extend(indented(&words.join(" "), &lead, "          ", width));
    }
    lines
}

/// The text under a lead on its first line and an indent on the others.
fn indented(text: &str, lead: &str, indent: &str, width: usize) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let room = width.saturating_sub(lead.width().max(indent.width()));
    wrap(text, room, room)
        .iter()
        .enumerate()
        .map(|(place, line)| format!("{}{line}", if place == 0 { lead } else { indent }))
        .collect()
}

/// The words, underlined over their whole width.
fn heading(text: &str, rule: char, width: usize) -> Vec<String> {
    let mut lines = indented(&plain::line(text), "", "", width.min(MEASURE));
    let widest = lines.iter().map(|line| line.width()).max();
    for line in &mut lines {
        *line = paint::marked(line, &[Paint::Strong]);
    }
    lines.extend(widest.map(|widest| String::from(rule).repeat(widest)));
    lines
}

fn listed(item: &Item, width: usize) -> Vec<String> {
    let symbol = paint::marked(
        &shown::symbol(item.tone).to_string(),
        paint::of_tone(item.tone),
    );
    let lines = indented(&plain::line(&item.text), &format!("{symbol} "), "  ", width);
    if lines.is_empty() {
        vec![symbol]
    } else {
        lines
    }
}

/// The words between two rules.
fn callout(tone: Tone, text: &str, width: usize) -> Vec<String> {
    let lead = format!("{} ", shown::symbol(tone));
    let mut lines = indented(&plain::line(text), &lead, "  ", width);
    let Some(widest) = lines.iter().map(|line| line.width()).max() else {
        return lines;
    };
    for line in &mut lines {
        let words = line.trim_start();
        let indent = " ".repeat(line.len() - words.len());
        let marks = [&[Paint::Strong], paint::of_tone(tone)].concat();
        *line = format!("{indent}{}", paint::marked(words, &marks));
    }
    let rule = "─".repeat(widest);
    lines.insert(0, rule.clone());
    lines.push(rule);
    lines
}

/// Names in one column, what is said of them in another.
fn paired(pairs: &[(String, String)], width: usize) -> Vec<String> {
    let pairs: Vec<(String, String)> = pairs
        .iter()
        .map(|(name, value)| {
            let name = plain::line(name);
            let colon = if name.is_empty() { "" } else { ":" };
            (format!("{name}{colon}"), plain::line(value))
        })
        .collect();
    let widest = pairs.iter().map(|(name, _)| name.width()).max();
    let left = widest.unwrap_or(0).min(width * 2 / 5);
    let right = width.saturating_sub(left + 2);
    let mut lines = Vec::new();
    for (name, value) in &pairs {
        let names = wrap(name, left, left);
        let values = wrap(value, right, right);
        for place in 0..names.len().max(values.len()) {
            let name = names.get(place).map_or("", String::as_str);
            let value = values.get(place).map_or("", String::as_str);
            let gap = " ".repeat(left.saturating_sub(name.width()) + 2);
            lines.push(format!("{name}{gap}{value}"));
        }
    }
    lines
}
