//! What a user named as a round: a folder with `round.toml`, or one spreadsheet and a tool.
//!
//! It finds and reads the small files (round, tool) and says where the large ones are. It
//! must not read audits or findings.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

use crate::diagnostics::Problems;
use crate::model::{Round, Tool};

/// Everything about a round but its audits and findings.
pub struct Source {
    /// The round, where a folder was named.
    pub round: Option<Round>,
    /// The tool.
    pub tool: Tool,
    /// SHA-256 of the tool's file, in hexadecimal.
    pub tool_sha256: String,
    /// The sheet of audits; nothing for standard input.
    pub audits: Option<PathBuf>,
    /// The sheet of findings, where there is one.
    pub findings: Option<PathBuf>,
}

/// Finds out what was named. `None` where the round or the tool has errors, which are in
/// `problems` then.
///
/// # Errors
/// Failures of the world: nothing there, no tool named for a spreadsheet, or a file that
/// cannot be read.
pub fn source(
    named: &Path,
    tool: Option<&str>,
    problems: &mut Problems,
) -> anyhow::Result<Option<Source>> {
    if named == Path::new("-") {
        return sheet_source(None, tool, problems);
    }
    let kind = std::fs::metadata(named)
        .with_context(|| format!("`{}` cannot be opened", named.display()))?;
    if kind.is_dir() {
        folder_source(named, tool, problems)
    } else {
        sheet_source(Some(named.to_owned()), tool, problems)
    }
}

fn sheet_source(
    sheet: Option<PathBuf>,
    tool: Option<&str>,
    problems: &mut Problems,
) -> anyhow::Result<Option<Source>> {
    let Some(tool) = tool else {
        bail!(
            "a single spreadsheet needs the audit tool that it was filled in with: add `--tool NAME`, such as `--tool early-help`, or `--tool FILE.toml`"
        );
    };
    let opened = super::open_tool(tool, problems)?;
    Ok(opened.map(|opened| Source {
        round: None,
        tool_sha256: hex(&Sha256::digest(&opened.bytes)),
        tool: opened.tool,
        audits: sheet,
        findings: None,
    }))
}

fn folder_source(
    folder: &Path,
    tool: Option<&str>,
    problems: &mut Problems,
) -> anyhow::Result<Option<Source>> {
    let path = folder.join("round.toml");
    if !path.is_file() {
        bail!(
            "`{}` is no round: there is no `round.toml` in it. To sum up a single spreadsheet name the file itself, with `--tool`",
            folder.display()
        );
    }
    let bytes = read(&path)?;
    let Some(text) = super::text_of(&bytes, &shown(&path), problems) else {
        return Ok(None);
    };
    let round = super::round(text, &shown(&path), problems);
    let tool_name = match (tool, &round) {
        (Some(named), _) => named.to_owned(),
        (None, Some((_, file))) => shown(&folder.join(file)),
        (None, None) => return Ok(None),
    };
    let opened = super::open_tool(&tool_name, problems)?;
    let (Some((round, _)), Some(opened)) = (round, opened) else {
        return Ok(None);
    };
    let audits = folder.join("audits.csv");
    if !audits.is_file() {
        bail!(
            "`{}` has no `audits.csv` yet: there is nothing to sum up",
            folder.display()
        );
    }
    let findings = folder.join("findings.csv");
    Ok(Some(Source {
        round: Some(round),
        tool_sha256: hex(&Sha256::digest(&opened.bytes)),
        tool: opened.tool,
        audits: Some(audits),
        findings: findings.symlink_metadata().is_ok().then_some(findings),
    }))
}

/// A file's bytes.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    super::bytes(path).with_context(|| format!("`{}` cannot be read", path.display()))
}

/// A path as the user knows it, without what would steer a terminal.
pub fn shown(path: &Path) -> String {
    let plain = path.strip_prefix(".").unwrap_or(path);
    let itself = plain.as_os_str().is_empty();
    (if itself { path } else { plain }).display().to_string()
}

/// A file in a folder as the user knows it; `/` stands between the parts of its name.
pub fn shown_within(folder: &Path, name: &str) -> String {
    let mut path = folder.to_owned();
    path.extend(name.split('/'));
    shown(&path)
}

/// Bytes in hexadecimal, lower case.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out
}
