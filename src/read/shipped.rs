//! The tools that are built in, and opening a tool by name or by path.
//!
//! It exists so that `--tool early-help` works wherever the program is. It must not know
//! what a tool is used for.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::toml_file::Lines;
use super::tool::tool;
use crate::diagnostics::{Code, Problem, Problems, nearest};
use crate::model::Tool;

/// Built-in tools: id and text. A test holds that each id is the one in the text.
const SHIPPED: &[(&str, &str)] = &[
    (
        "early-help",
        include_str!("../../audit-tools/early-help.toml"),
    ),
    ("ilacs", include_str!("../../audit-tools/ilacs.toml")),
    (
        "step-up-step-down",
        include_str!("../../audit-tools/step-up-step-down.toml"),
    ),
];

/// A commented start for a tool of one's own: what `tool new` gives.
pub const NEW_TOOL: &str = include_str!("new_tool.toml");

/// The most bytes that a tool's or round's file may have: no person writes as much.
const MOST: u64 = 8 << 20;

/// A tool as it was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedTool {
    /// The checked tool.
    pub tool: Tool,
    /// The bytes that it was read from, for its hash and for copies.
    pub bytes: Vec<u8>,
    /// What it is called in messages.
    pub shown_as: String,
}

/// The built-in tools: id and text, by id.
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    SHIPPED
}

/// Opens a tool: a built-in one by its id, any other by its path. `None` where `problems`
/// has errors after it; the error is for what is not there or cannot be read.
pub fn open_tool(
    name_or_path: &str,
    problems: &mut Problems,
) -> anyhow::Result<Option<OpenedTool>> {
    let (bytes, shown_as) = match SHIPPED.iter().find(|(id, _)| *id == name_or_path) {
        Some((id, text)) => (text.as_bytes().to_vec(), format!("{id} (built in)")),
        None => (bytes_of(name_or_path)?, name_or_path.to_owned()),
    };
    let opened =
        text_of(&bytes, &shown_as, problems).and_then(|text| tool(text, &shown_as, problems));
    Ok(opened.map(|tool| OpenedTool {
        tool,
        bytes,
        shown_as,
    }))
}

/// The text of a TOML file's bytes; a problem at the first byte that is none.
pub fn text_of<'b>(bytes: &'b [u8], shown_as: &str, problems: &mut Problems) -> Option<&'b str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let good = std::str::from_utf8(good).unwrap_or_default();
            let place = Lines::new(good, shown_as).place(good.len());
            let hint =
                "save the file again with the encoding UTF-8; editors offer it under Save as";
            problems
                .push(Problem::error(Code::BadBytes, place, "this is not UTF-8 text").hint(hint));
            None
        }
    }
}

fn bytes_of(path: &str) -> anyhow::Result<Vec<u8>> {
    let place = Path::new(path);
    if place.is_dir() {
        let inside = place.join("tool.toml");
        if inside.is_file() {
            bail!("`{path}` is a folder; its tool is `{}`", inside.display());
        }
        bail!("`{path}` is a folder, and a tool is a file");
    }
    if !place.exists() {
        bail!("{}", unknown(path));
    }
    let file = super::open(place).with_context(|| format!("cannot open `{path}`"))?;
    let mut bytes = Vec::new();
    file.take(MOST + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("cannot read `{path}`"))?;
    if u64::try_from(bytes.len()).is_ok_and(|size| size > MOST) {
        bail!(
            "`{path}` is larger than any tool: {} MB are the most",
            MOST >> 20
        );
    }
    Ok(bytes)
}

/// That nothing has this name, with what there is.
fn unknown(name: &str) -> String {
    let ids = || SHIPPED.iter().map(|(id, _)| *id);
    let stem = name.strip_suffix(".toml");
    let file = if stem.is_some() || name.contains(['/', '\\']) {
        format!("there is no file `{name}`")
    } else {
        format!("there is no tool `{name}`, and no file of that name")
    };
    let built_in: Vec<&str> = ids().collect();
    let mut out = format!("{file}; built in are `{}`", built_in.join("`, `"));
    if let Some(hint) = nearest(stem.unwrap_or(name), ids()) {
        out.push_str("; ");
        out.push_str(&hint);
    }
    out
}
