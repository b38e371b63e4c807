//! The way of the data is one way: which folder of `src` may know which others.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Folder → the folders that it may use. Each may use itself.
fn may_use() -> BTreeMap<&'static str, Vec<&'static str>> {
    BTreeMap::from([
        ("model", vec![]),
        ("diagnostics", vec![]),
        ("read", vec!["model", "diagnostics"]),
        ("store", vec!["model", "diagnostics", "read"]),
        ("check", vec!["model", "diagnostics", "read"]),
        ("interview", vec!["model", "diagnostics", "read", "store"]),
        ("analysis", vec!["model"]),
        ("report", vec!["model", "analysis"]),
        ("render", vec!["report"]),
        (
            "cli",
            vec![
                "model",
                "diagnostics",
                "read",
                "store",
                "check",
                "interview",
                "analysis",
                "report",
                "render",
            ],
        ),
    ])
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The folders that a file names after `crate::`, a `{` list included.
fn used(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let names = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default(),
            // Only what stands there: further names in the file are no part of it.
            None => rest.split([',', ';', ':']).next().unwrap_or_default(),
        };
        for name in names.split(',') {
            let name: String = name
                .trim()
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect();
            used.push(name);
        }
    }
    used
}

#[test]
fn no_folder_knows_what_comes_after_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let allowed = may_use();
    let mut broken = Vec::new();
    for (folder, friends) in &allowed {
        let files = rust_files(&src.join(folder));
        assert!(!files.is_empty(), "src/{folder} has no file");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            for name in used(&text) {
                let known = allowed.contains_key(name.as_str());
                if known && name != *folder && !friends.contains(&name.as_str()) {
                    broken.push(format!("{} uses {name}", file.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "borders crossed:\n{}", broken.join("\n"));
}

#[test]
fn every_folder_has_its_border() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(
                may_use().contains_key(name.as_str()),
                "src/{name} has no border in this test"
            );
        }
    }
}

/// Only `read` and `store` open files, and only `cli` knows streams and processes.
#[test]
fn only_readers_and_commands_touch_the_world() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in [
        "model",
        "diagnostics",
        "check",
        "analysis",
        "report",
        "render",
    ] {
        for file in rust_files(&src.join(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            for word in [
                "std::fs",
                "std::env",
                "std::process",
                "std::time",
                "stdout()",
                "stdin()",
            ] {
                assert!(!text.contains(word), "{} uses {word}", file.display());
            }
        }
    }
}

/// A module says why it exists and what it must not know.
#[test]
fn every_module_says_why_it_exists() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in rust_files(&src) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//!"), "{} has no header", file.display());
    }
}
