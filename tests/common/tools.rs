//! Audit tools of which nothing is wrong.

use case_audit::diagnostics::{self, Problems, Severity};
use case_audit::model::Tool;
use case_audit::read;

/// The tool of a file's text.
pub fn tool_of(text: &str) -> Tool {
    let mut problems = Problems::new();
    let tool = read::tool(text, "tool.toml", &mut problems);
    assert_eq!(diagnostics::text(&problems, &[Severity::Error]), "");
    tool.unwrap()
}
