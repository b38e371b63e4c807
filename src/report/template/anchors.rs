//! What levels mean, what standards look like, and the words that cells take: for looking
//! up while filling in.
//!
//! It must not know where the cells are that it explains.

use super::case_page::looks_like;
use super::{across, column, heading, line};
use crate::model::{Better, Choice, FactKind, Scale, Tool};
use crate::report::tool::sentence::{cap, joined};
use crate::report::workbook::{Cell, Line, Look, Page, Print};

/// How many columns the page has.
const COLUMNS: usize = 3;

/// The page of anchors.
pub(super) fn page(tool: &Tool) -> Page {
    let mut lines = vec![
        Line {
            height: Some(26.0),
            ..across("What each level means", Look::Title, 1)
        },
        across(
            format!("{}, version {}", tool.title, tool.version),
            Look::Remark,
            1,
        ),
    ];
    levels(tool, &mut lines);
    standards(tool, &mut lines);
    overall(tool, &mut lines);
    facts(tool, &mut lines);
    measures(tool, &mut lines);
    prompts(tool, &mut lines);
    themes(tool, &mut lines);
    Page {
        name: "Anchors".to_owned(),
        hidden: false,
        locked: true,
        columns: vec![column(34.0), column(86.0), column(40.0)],
        lines,
        frozen: (2, 0),
        print: Print {
            landscape: true,
            one_wide: true,
            ..Print::default()
        },
        ..Page::default()
    }
}

fn top(text: &str, lines: &mut Vec<Line>) {
    lines.push(Line::default());
    lines.push(Line {
        height: Some(21.0),
        ..across(text, Look::Heading, COLUMNS)
    });
}

fn three(first: impl Into<String>, second: impl Into<String>, third: impl Into<String>) -> Line {
    line(vec![
        Cell::text(first, Look::Strong),
        Cell::text(second, Look::Words),
        Cell::text(third, Look::Quiet),
    ])
}

fn levels(tool: &Tool, lines: &mut Vec<Line>) {
    for (position, scale) in tool.scales.iter().enumerate() {
        let several = tool.scales.len() > 1;
        let title = if several {
            format!("The levels of the scale {}, best first", scale.id)
        } else {
            "The levels, best first".to_owned()
        };
        top(&title, lines);
        if several {
            lines.push(three("", used_by(tool, position), ""));
        }
        scale_levels(scale, lines);
        let reason = if tool.not_applicable.reason_required {
            "Words are asked for."
        } else {
            ""
        };
        lines.push(three(
            "not applicable",
            "The standard does not apply to this case. It is left out of every share.",
            reason,
        ));
        for spelling in &tool.not_applicable.also {
            lines.push(three(
                spelling.replace('_', " "),
                "Not applicable, for a reason of its own.",
                "",
            ));
        }
    }
}

fn scale_levels(scale: &Scale, lines: &mut Vec<Line>) {
    for level in &scale.levels {
        let mut third = format!("Counts as {}.", level.standing.label());
        if level.evidence {
            third.push_str(" Words are asked for.");
        }
        lines.push(three(
            &level.label,
            level.means.clone().unwrap_or_default(),
            third,
        ));
    }
}

/// The standards that are rated on a scale.
fn used_by(tool: &Tool, scale: usize) -> String {
    let standards = tool.standards.iter().enumerate();
    let numbers: Vec<String> = standards
        .filter(|(_, standard)| standard.scale == scale)
        .map(|(at, _)| heading::number(tool, at))
        .collect();
    let mut names: Vec<&str> = numbers.iter().map(String::as_str).collect();
    if tool
        .overall
        .as_ref()
        .is_some_and(|rule| rule.scale == scale)
    {
        names.push("the overall judgement");
    }
    if names.is_empty() {
        return String::new();
    }
    format!("For {}.", joined(&names, "and"))
}

fn standards(tool: &Tool, lines: &mut Vec<Line>) {
    for domain in 0..tool.domains.len() {
        top(&heading::domain(tool, domain), lines);
        for (position, standard) in tool.standards_of(domain) {
            let critical = if standard.is_critical() {
                let at = heading::critical(tool, position);
                format!(
                    "Critical: at {at} somebody must be told, and who and when is written down."
                )
            } else {
                String::new()
            };
            let number = heading::number(tool, position);
            lines.push(three(
                format!("{number} {}", standard.title),
                looks_like(tool, position),
                critical,
            ));
        }
    }
}

fn overall(tool: &Tool, lines: &mut Vec<Line>) {
    let Some(rule) = &tool.overall else { return };
    top("The overall judgement", lines);
    lines.push(three(
        "",
        "Your own judgement of the whole, never an average.",
        "",
    ));
    for limit in rule.caps.iter().filter_map(|one| cap(tool, one)) {
        lines.push(three("", limit, "Going past it needs a reason."));
    }
}

fn facts(tool: &Tool, lines: &mut Vec<Line>) {
    if tool.facts.is_empty() {
        return;
    }
    top("About the case", lines);
    let labels = |choices: &[Choice], between: &str| {
        let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
        labels.join(between)
    };
    for fact in &tool.facts {
        let takes = match &fact.kind {
            FactKind::Choice(choices) => format!("One of: {}", labels(choices, "; ")),
            FactKind::Choices(choices) => {
                format!("Several, separated by ; from:\n{}", labels(choices, "\n"))
            }
            FactKind::YesNo => "Yes or no".to_owned(),
            FactKind::Number => "A number".to_owned(),
            FactKind::Date => "A day, as DD/MM/YYYY".to_owned(),
            FactKind::Text => "Words".to_owned(),
        };
        let needed = if fact.required { "Needed." } else { "" };
        lines.push(three(&fact.label, takes, needed));
    }
}

fn measures(tool: &Tool, lines: &mut Vec<Line>) {
    if tool.measures.is_empty() {
        return;
    }
    top("Asked at the start and now", lines);
    for measure in &tool.measures {
        let better = match measure.better {
            Better::Higher => "higher is better",
            Better::Lower => "lower is better",
        };
        let of = measure.asked_of.as_deref();
        lines.push(three(
            &measure.title,
            format!(
                "A number from {} to {}, and {better}; or declined, or not asked",
                measure.min, measure.max
            ),
            of.map_or_else(String::new, |of| format!("Asked of: {of}")),
        ));
    }
}

fn prompts(tool: &Tool, lines: &mut Vec<Line>) {
    if tool.prompts.is_empty() {
        return;
    }
    top(
        "Questions for the discussion: answers go on the page Findings",
        lines,
    );
    for prompt in &tool.prompts {
        let of = prompt.asked_of.as_deref();
        lines.push(three(
            of.map_or_else(String::new, |of| format!("Asked of: {of}")),
            &prompt.ask,
            format!("Answers say what is {}.", prompt.kind.label()),
        ));
    }
}

fn themes(tool: &Tool, lines: &mut Vec<Line>) {
    if tool.themes.is_empty() {
        return;
    }
    top("Themes of findings: several are separated by ;", lines);
    let field = crate::model::Form::findings(tool);
    let theme = field.fields.iter().find(|field| field.name == "theme");
    let words = theme.map(|field| super::drop_down::words(&field.kind));
    for word in words.unwrap_or_default() {
        lines.push(three("", word, ""));
    }
}
