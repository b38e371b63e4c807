//! Reports in a real browser: `tests/browser/check.mjs` says what it looks at.
//!
//! It needs a browser and more, which not everybody has. Where something is missing the test
//! says so and is skipped, unless `BROWSER_TESTS=required`: then that is a failure.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test stops at what it did not expect, and says why it is skipped"
)]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::project;
use common::round::case_audit;

/// What the check ends with where something that it needs is missing.
const MISSING: i32 = 3;

/// The pages that are looked at: the report of each sample round, that of one hub, the page
/// that leads to reports of hubs, and what changed from one round to another.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let round = |name: &str| project().join("samples").join(name);
    let made = |name: &str, more: &[&str]| {
        let round = round(name);
        case_audit(
            folder,
            &[&["report", round.to_str().unwrap()], more].concat(),
        )
        .fine();
    };
    let mut pages = Vec::new();
    for name in [
        "2026-spring",
        "2027-spring",
        "ilacs-previous",
        "ilacs-latest",
    ] {
        let file = format!("{name}.html");
        made(name, &["-o", &file]);
        pages.push(folder.join(file));
    }
    made("2026-spring", &["--per-hub", "hubs", "--format", "html"]);
    pages.push(folder.join("hubs/2026-spring-fernhill.html"));
    pages.push(folder.join("hubs/index.html"));
    let springs = ["2026-spring", "2027-spring"].map(round);
    let springs = springs.each_ref().map(|round| round.to_str().unwrap());
    let arguments = [&["diff"], &springs[..], &["-o", "change.html"]].concat();
    case_audit(folder, &arguments).fine();
    pages.push(folder.join("change.html"));
    pages
}

#[test]
fn every_report_is_accessible_silent_and_whole_in_a_browser() {
    let required = std::env::var("BROWSER_TESTS").is_ok_and(|wish| wish == "required");
    let folder = tempfile::tempdir().unwrap();
    let pages = pages(folder.path());
    let ran = Command::new("node")
        .arg(project().join("tests/browser/check.mjs"))
        .args(&pages)
        .output();
    let (code, said) = match ran {
        Ok(output) => (
            output.status.code(),
            format!(
                "{}{}",
                String::from_utf8_lossy(&output.stderr),
                String::from_utf8_lossy(&output.stdout)
            ),
        ),
        Err(error) => (Some(MISSING), format!("node cannot be run: {error}")),
    };
    if code == Some(MISSING) && !required {
        eprintln!("skipped: {}", said.trim());
        return;
    }
    assert_eq!(code, Some(0), "{said}");
    // Faults are looked for at all: each page is opened many times.
    let passed = said.lines().find_map(|line| line.split_once(" passed, "));
    let passed: usize = passed.unwrap().0.parse().unwrap();
    assert!(passed > 20 * pages.len(), "{said}");
}
