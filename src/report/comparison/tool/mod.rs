//! What changed in the tool between two rounds, in words: before any figure.
//!
//! It must not know any rating.

mod field;
mod rest;
mod scales;
mod standards;

use crate::analysis::comparison::tool::{Edit, Field, FootingCounts, ToolChange, ToolInfo};
use crate::model::{Reading, Tool};
use crate::report::{Block, Cell, Document, Row, RowKind, Tone, Wording};

/// The whole of it; `before` and `after` are the tools that were held against each other.
pub fn document(change: &ToolChange, before: &Tool, after: &Tool) -> Document {
    let named = |tool: &ToolInfo| format!("{} {}, {}", tool.id, tool.version, tool.title);
    let mut blocks = vec![
        Block::Paragraph(sentence(change)),
        Block::Pairs(vec![
            ("Before".to_owned(), named(&change.before)),
            ("After".to_owned(), named(&change.after)),
        ]),
    ];
    blocks.extend(self::blocks(change, before, after));
    Document {
        title: "What changed in the tool".to_owned(),
        blocks,
        ..Document::default()
    }
}

/// What changed, and how many standards are compared: one or two sentences.
pub fn sentence(change: &ToolChange) -> String {
    let compared = compared(&change.counts);
    if change.same_file && !change.changed {
        return format!("Both have the same tool, byte for byte: {compared}.");
    }
    if !change.changed {
        return format!(
            "Nothing changed in the tool: {compared}. The files differ in how cells are spelt, \
             in the names of columns, in the order of things or in layout alone."
        );
    }
    let (before, after) = (&change.before, &change.after);
    let changed = if before.id != after.id {
        format!(
            "The tool changed from {} {} to {} {}",
            before.id, before.version, after.id, after.version
        )
    } else if before.version == after.version {
        format!(
            "The tool changed, though both are called version {}",
            after.version
        )
    } else if only_version(change) {
        format!(
            "The tool's version changed from {} to {}, and nothing else",
            before.version, after.version
        )
    } else {
        format!(
            "The tool changed from {} to {}",
            before.version, after.version
        )
    };
    format!("{changed}: {compared}.")
}

fn only_version(change: &ToolChange) -> bool {
    let version = |edit: &Edit| edit.field == Field::Version;
    !change.parts_changed() && change.edits.iter().all(version)
}

/// "25 standards are compared, 1 side by side, 2 not".
fn compared(counts: &FootingCounts) -> String {
    let FootingCounts {
        compared,
        side_by_side,
        not_compared,
    } = *counts;
    let mut out = match (compared, side_by_side + not_compared) {
        (1, 0) => "its one standard is compared".to_owned(),
        (all, 0) => format!("all {all} standards are compared"),
        (0, 1) if side_by_side == 0 => return "its one standard is not compared".to_owned(),
        (0, all) if side_by_side == 0 => {
            return format!("none of the {all} standards is compared");
        }
        (0, _) => "no standard is compared".to_owned(),
        (1, _) => "1 standard is compared".to_owned(),
        (some, _) => format!("{some} standards are compared"),
    };
    if side_by_side > 0 {
        out.push_str(&format!(", {side_by_side} side by side"));
    }
    if not_compared > 0 {
        out.push_str(&format!(", {not_compared} not"));
    }
    out
}

/// Everything that changed, under its headings; nothing where nothing did.
pub fn blocks(change: &ToolChange, before: &Tool, after: &Tool) -> Vec<Block> {
    let mut blocks = Vec::new();
    let standards = in_short(change, before, after);
    let (readings, standards): (Vec<_>, Vec<_>) = standards
        .into_iter()
        .partition(|block| matches!(block, Block::Callout { .. }));
    blocks.extend(readings);
    if !standards.is_empty() {
        blocks.push(heading(1, "Standards"));
        blocks.extend(standards);
    }
    blocks.extend(in_detail(change, before, after));
    blocks
}

/// What became of each standard, without headings; nothing where nothing did.
pub fn in_short(change: &ToolChange, before: &Tool, after: &Tool) -> Vec<Block> {
    let mut blocks = Vec::new();
    readings(change, &mut blocks);
    standards::same_titles(change, &mut blocks);
    standards::table(change, before, after, &mut blocks);
    blocks
}

/// Wordings word by word, scales, and everything beside the standards, under headings.
pub fn in_detail(change: &ToolChange, before: &Tool, after: &Tool) -> Vec<Block> {
    let mut blocks = Vec::new();
    standards::wordings_of(change, &mut blocks);
    scales::blocks(change, &mut blocks);
    rest::overall(change, before, after, &mut blocks);
    rest::blocks(change, before, after, &mut blocks);
    blocks
}

fn readings(change: &ToolChange, blocks: &mut Vec<Block>) {
    let Some(readings) = &change.readings else {
        return;
    };
    blocks.push(Block::Callout {
        tone: Tone::Attention,
        text: format!(
            "Standards are rated {}; they were rated {}. So no standard is compared.",
            when(&readings.after),
            when(&readings.before)
        ),
    });
}

/// When standards are rated.
fn when(readings: &[Reading]) -> &'static str {
    match readings {
        [Reading::Record] | [] => "once, from the record",
        [Reading::Discussion] => "once, after the discussion",
        [_, ..] => "from the record, and again after the discussion",
    }
}

fn heading(level: u8, text: impl Into<String>) -> Block {
    Block::Heading {
        level,
        text: text.into(),
    }
}

fn row(name: &str, said: &[String]) -> Row {
    Row {
        cells: vec![Cell::text(name), Cell::Text(sentenced(said))],
        kind: RowKind::Plain,
    }
}

fn group(title: &str) -> Row {
    Row {
        cells: vec![Cell::text(title), Cell::Empty],
        kind: RowKind::Group,
    }
}

/// What is to be said of one thing, one after the other.
fn sentenced(said: &[String]) -> String {
    said.join("; ")
}

/// The wordings among some edits, each under the name of what it is the wording of.
fn wordings<'e>(
    edits: &'e [Edit],
    of: impl Fn(&'e Edit) -> String + 'e,
) -> impl Iterator<Item = Block> + 'e {
    let reworded = edits.iter().filter(|edit| edit.is_wording());
    reworded.map(move |edit| {
        Block::Wording(Wording {
            of: of(edit),
            pieces: edit.pieces.clone(),
        })
    })
}

/// A value or wording as it was and as it is: "before 10, now 5".
fn now_and_then(edit: &Edit) -> String {
    let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    format!("before {}, now {}", side(&edit.before), side(&edit.after))
}
