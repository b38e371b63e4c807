//! What stands over a field: its label and the part of the audit that it belongs to.
//!
//! It must not know where on a page it stands.

use super::{capital, told};
use crate::model::{About, Field, Reading, TableName, Tool};
use crate::report::tool::sentence::levels;

/// A standard's number: its domain's, and its own within.
pub(super) fn number(tool: &Tool, standard: usize) -> String {
    let Some(domain) = tool.standards.get(standard).map(|s| s.domain) else {
        return String::new();
    };
    let within = tool.standards_of(domain).position(|(at, _)| at == standard);
    format!("{}.{}", domain + 1, within.unwrap_or(0) + 1)
}

/// A domain's number and title.
pub(super) fn domain(tool: &Tool, domain: usize) -> String {
    let title = tool.domains.get(domain).map_or("", |d| d.title.as_str());
    format!("{} {title}", domain + 1)
}

/// The part of an audit that a field belongs to.
pub(super) fn part(tool: &Tool, table: TableName, about: About) -> String {
    match about {
        About::Row if table == TableName::Audits => "The audit".to_owned(),
        About::Row => capital(table.row()),
        About::Fact(_) => "About the case".to_owned(),
        About::Discussion => "The discussion".to_owned(),
        About::Rating(standard, _) | About::Evidence(standard, _) | About::Escalation(standard) => {
            let of = tool.standards.get(standard).map(|s| s.domain);
            of.map_or_else(String::new, |of| domain(tool, of))
        }
        About::Overall => "Overall judgement".to_owned(),
        About::Measure(_) => "Asked at the start and now".to_owned(),
    }
}

/// A field's label where columns stand side by side.
pub(super) fn label(tool: &Tool, field: &Field) -> String {
    match field.about {
        About::Rating(position, reading) => {
            let title = tool.standards.get(position).map(|s| s.title.as_str());
            let title = title.unwrap_or(&field.label);
            let number = number(tool, position);
            if tool.rates_twice() {
                format!("{number} {title}: {}", told(reading))
            } else {
                format!("{number} {title}")
            }
        }
        About::Evidence(position, reading) => {
            format!("{} {}", number(tool, position), shows(tool, reading))
        }
        About::Escalation(position) => {
            let number = number(tool, position);
            if field.name.ends_with(".escalated_on") {
                format!("{number} Day on which they were told")
            } else {
                format!(
                    "{number} Who was told, where it is {}",
                    critical(tool, position)
                )
            }
        }
        About::Row if field.name == "hub" => capital(&tool.group),
        About::Row | About::Fact(_) | About::Discussion | About::Overall | About::Measure(_) => {
            field.label.clone()
        }
    }
}

/// What the words to a rating are to say.
pub(super) fn shows(tool: &Tool, reading: Reading) -> &'static str {
    match reading {
        _ if !tool.rates_twice() => "What shows it",
        Reading::Record => "What in the record shows it",
        Reading::Discussion => "What the discussion added",
    }
}

/// The levels of a standard at which somebody must be told.
pub(super) fn critical(tool: &Tool, position: usize) -> String {
    let standard = tool.standards.get(position);
    standard.map_or_else(String::new, |s| levels(tool, s, &s.escalate_at))
}
