//! An auditor's desk: a folder with rounds, and settings that are its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use portable_pty::CommandBuilder;
use serde_json::Value;

use super::common::Ran;
use super::common::round::{case_audit, rows};
use super::window::Window;

/// The day on which it is audited.
pub const MONDAY: &str = "2026-03-02";

/// A tool with two standards, the first of them critical, and every part of an audit.
pub const SMALL: &str = r#"
id = "small"
version = "1"
title = "A small tool"
readings = ["record", "discussion"]

[[scale]]
id = "practice"
[[scale.level]]
id = "good"
label = "Good"
standing = "working"
means = "It was done well."
[[scale.level]]
id = "poor"
label = "Poor"
standing = "not_working"
means = "It was not done."
evidence = true

[[domain]]
id = "all"
title = "The work"

[[standard]]
id = "safe"
domain = "all"
title = "The child was safe"
scale = "practice"
escalate_at = ["poor"]

[[standard]]
id = "seen"
domain = "all"
title = "The child was seen"
scale = "practice"

[[prompt]]
id = "proud"
ask = "What went well?"
kind = "working"
asked_of = "worker"

[overall]
scale = "practice"

[[overall.cap]]
standard = "safe"
when = ["poor"]
overall_at_most = "poor"
"#;

/// The small tool's questions up to the discussion, all rated Good.
pub const SMALL_RECORD: [(&str, &str); 6] = [
    ("about the case, 1 of 2 Hub", "1"),
    ("Filled in: Monday 2 March 2026", ""),
    ("Standard 1 of 2", "1"),
    ("What shows it?", "Rung the same day"),
    ("Standard 2 of 2", "good"),
    ("What shows it?", ""),
];

/// The discussion, and from there to the end.
pub const SMALL_REST: [(&str, &str); 10] = [
    ("The reflective discussion with the worker", "1"),
    ("Day of the discussion", ""),
    ("What went well?", "We laughed"),
    ("May a report quote it?", ""),
    ("1 answer so far", ""),
    ("Which did the worker's account change?", "rest"),
    ("New finding, or Enter", ""),
    ("Overall judgement", "1"),
    ("What would you want a reader to know", ""),
    ("New action, or Enter", ""),
];

pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = super::common::folder(&[("small.toml", SMALL.as_bytes())]);
        Self { folder }
    }

    /// A desk with a round `round` of the small tool.
    pub fn small() -> Self {
        let desk = Self::new();
        desk.run(&[
            "init",
            "round",
            "--tool",
            "small.toml",
            "--hub",
            "Ashbrook",
            "--hub",
            "Fernhill",
        ])
        .fine();
        desk
    }

    /// A round of the tool for early help.
    pub fn early_help(&self, round: &str) {
        let hubs = ["--hub", "Ashbrook=8", "--hub", "Fernhill=8"];
        let arguments = [&["init", round, "--tool", "early-help"], hubs.as_slice()].concat();
        self.run(&arguments).fine();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        case_audit(self.folder(), arguments)
    }

    /// `record` with these arguments, not run yet; on a Monday.
    pub fn command(&self, arguments: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_case-audit"));
        command.arg("record");
        command.args(arguments);
        if !arguments.contains(&"--today") {
            command.args(["--today", MONDAY]);
        }
        command.cwd(self.folder());
        for name in ["HOME", "XDG_CONFIG_HOME"] {
            command.env(name, self.path("settings"));
        }
        command.env("TERM", "xterm-256color");
        for name in ["NO_COLOR", "VISUAL", "EDITOR"] {
            command.env_remove(name);
        }
        command
    }

    pub fn record(&self, arguments: &[&str]) -> Window {
        Window::open(self.command(arguments))
    }

    /// `record` of a round's case by A1.
    pub fn by_a1(&self, case: &str) -> Window {
        self.record(&["round", case, "--auditor", "A1"])
    }

    /// The bytes of a round's only draft; nothing where there is none. For when no program is
    /// writing.
    pub fn draft_bytes(&self, round: &str) -> Option<Vec<u8>> {
        let folder = std::fs::read_dir(self.path(&format!("{round}/drafts"))).ok()?;
        // A file that is put in another's place while the folder is listed may be listed twice.
        let files: BTreeSet<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
        let drafts = files
            .iter()
            .filter(|file| file.extension().is_some_and(|ending| ending == "json"));
        let drafts: Vec<Vec<u8>> = drafts.filter_map(|file| std::fs::read(file).ok()).collect();
        assert!(drafts.len() < 2, "{files:?}");
        drafts.into_iter().next()
    }

    pub fn draft(&self) -> Value {
        serde_json::from_slice(&self.draft_bytes("round").unwrap()).unwrap()
    }

    /// The rows of one of the files of the round `round`.
    pub fn rows(&self, file: &str) -> Vec<BTreeMap<String, String>> {
        rows(&self.path(&format!("round/{file}")))
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }
}
