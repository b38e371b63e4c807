//! Blocks in reading order, in sections under their headings.
//!
//! Headings go down one step at a time, whatever the document's own levels are: a part
//! without a section before it is a section. It must not know what the blocks say.

use maud::{Markup, PreEscaped, html};

use crate::report::{Block, Item, PieceKind, Tone, Wording};

use super::super::shown;
use super::figure;
use super::outline;
use super::table;
use super::words::line;

/// All blocks; those before the first heading stand outside of any section.
pub(super) fn blocks(blocks: &[Block]) -> Markup {
    let mut out = String::new();
    let (mut section, mut part) = (0, 0);
    let mut number = 0;
    let mut rest = blocks.iter().peekable();
    while let Some(block) = rest.next() {
        match block {
            Block::Heading { level, text } => {
                if *level <= 1 || section == 0 {
                    let open = if section == 0 { "" } else { "</section>" };
                    section += 1;
                    part = 0;
                    let id = outline::id(section, part);
                    out.push_str(open);
                    out.push_str(&format!("<section aria-labelledby=\"{id}\">"));
                    out.push_str(&html! { h2 id=(id) { (line(text)) } }.into_string());
                } else {
                    part += 1;
                    let id = outline::id(section, part);
                    out.push_str(&html! { h3 id=(id) { (line(text)) } }.into_string());
                }
            }
            Block::Chart(chart) => {
                number += 1;
                let behind = match rest.peek() {
                    Some(Block::Table(table)) => {
                        rest.next();
                        Some(table)
                    }
                    _ => None,
                };
                out.push_str(&figure::figure(chart, behind, number).into_string());
            }
            Block::Table(table) => {
                number += 1;
                out.push_str(&table::table(table, number).into_string());
            }
            Block::Paragraph(_)
            | Block::List(_)
            | Block::Callout { .. }
            | Block::Pairs(_)
            | Block::Note(_)
            | Block::Quote { .. }
            | Block::Wording(_)
            | Block::PageBreak => out.push_str(&small(block).into_string()),
        }
    }
    if section > 0 {
        out.push_str("</section>");
    }
    PreEscaped(out)
}

/// A block that needs no number; nothing if it says nothing.
fn small(block: &Block) -> Markup {
    match block {
        Block::Paragraph(text) => said(text, |text| html! { p { (text) } }),
        Block::Note(text) => said(text, |text| html! { p.note { (text) } }),
        Block::Callout { tone, text } => said(text, |text| {
            html! { p class={ "callout tone-" (name(*tone)) } { (symbol(*tone)) " " (text) } }
        }),
        Block::List(items) => list(items),
        Block::Pairs(pairs) if pairs.is_empty() => html! {},
        Block::Pairs(pairs) => html! {
            dl {
                @for (name, value) in pairs {
                    div { dt { (line(name)) } dd { (line(value)) } }
                }
            }
        },
        Block::Quote { text, source, tone } => said(text, |text| {
            let source = line(source);
            html! {
                figure class={ "quote tone-" (name(*tone)) } {
                    blockquote { p { (text) } }
                    @if !source.is_empty() { figcaption { (source) } }
                }
            }
        }),
        Block::Wording(wording) => worded(wording),
        Block::PageBreak => html! { hr.page; },
        Block::Heading { .. } | Block::Table(_) | Block::Chart(_) => html! {},
    }
}

fn said(text: &str, then: impl Fn(&str) -> Markup) -> Markup {
    let text = line(text);
    if text.is_empty() {
        html! {}
    } else {
        then(&text)
    }
}

fn list(items: &[Item]) -> Markup {
    if items.is_empty() {
        return html! {};
    }
    let plain = items.iter().all(|item| item.tone == Tone::Neutral);
    html! {
        ul.toned[!plain] {
            @for item in items {
                li {
                    @if !plain { (symbol(item.tone)) " " }
                    // One element, so that symbol and words are two columns.
                    span { (line(&item.text)) }
                }
            }
        }
    }
}

/// A wording as it was and as it is: words taken out are struck through and words put in
/// underlined, and both are told to those who listen.
fn worded(wording: &Wording) -> Markup {
    let of = line(&wording.of);
    html! {
        div.wording {
            @if !of.is_empty() { p { (of) } }
            dl {
                @for (name, pieces) in wording.sides() {
                    div {
                        dt { (name) }
                        dd {
                            @for (at, piece) in pieces.iter().enumerate() {
                                @let words = line(&piece.text);
                                @if at > 0 { " " }
                                @match piece.kind {
                                    PieceKind::Kept => { (words) }
                                    PieceKind::Removed => {
                                        del { span.heard { "(taken out: " } (words) span.heard { ")" } }
                                    }
                                    PieceKind::Added => {
                                        ins { span.heard { "(put in: " } (words) span.heard { ")" } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The symbol of a tone for those who see it, and its word for those who listen.
pub(super) fn symbol(tone: Tone) -> Markup {
    let word = word(tone);
    html! {
        span class={ "symbol tone-" (name(tone)) } {
            span aria-hidden="true" { (shown::symbol(tone)) }
            @if !word.is_empty() { span.heard { (word) ":" } }
        }
    }
}

/// How the style sheet knows a tone.
pub(super) fn name(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Improve => "improve",
        Tone::Poor => "poor",
        Tone::Up => "up",
        Tone::Down => "down",
        Tone::Attention => "attention",
        Tone::Neutral => "neutral",
    }
}

fn word(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "working",
        Tone::Improve => "to improve",
        Tone::Poor => "not working",
        Tone::Up => "above the others",
        Tone::Down => "below the others",
        Tone::Attention => "to be looked at",
        Tone::Neutral => "",
    }
}
