//! A column of an export: its name, what it is about, and what its cells may hold.
//!
//! It must not know which layout it stands in.

use crate::model::{About, Field, Kind, List, Reading, Tool};

/// An entry of a list that cells are chosen from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// How it stands in a cell.
    pub value: String,
    /// What it is called.
    pub label: String,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnKind {
    /// Text, references included: what looks like a number is none.
    Text,
    /// A day, `2026-03-02`.
    Day,
    /// A number.
    Number,
    /// A number within a range, or why there is none.
    Measure {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
    },
    /// `yes` or `no`.
    YesNo,
    /// One entry of a list.
    One(Vec<Category>),
    /// Entries of a list, separated by `;`.
    Many(Vec<Category>),
}

impl ColumnKind {
    /// May a cell begin with what a spreadsheet program takes for a formula?
    pub fn is_text(&self) -> bool {
        match self {
            Self::Text | Self::One(_) | Self::Many(_) => true,
            Self::Day | Self::Number | Self::Measure { .. } | Self::YesNo => false,
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What its cells say, where the title does not.
    pub description: Option<String>,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Has every row something in it?
    pub required: bool,
}

impl Column {
    /// A column of ours that is no field of a form.
    pub(super) fn new(name: &str, title: &str, kind: ColumnKind) -> Self {
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            description: None,
            kind,
            required: false,
        }
    }

    /// The column of a field.
    pub(super) fn of(tool: &Tool, field: &Field) -> Self {
        Self {
            name: field.name.clone(),
            title: field.label.clone(),
            description: description(tool, field),
            kind: kind(&field.kind),
            // A required fact may still be blank in an audit that is read all the same.
            required: field.required && field.about == About::Row,
        }
    }

    pub(super) fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    pub(super) fn described(self, description: impl Into<String>) -> Self {
        Self {
            description: Some(description.into()),
            ..self
        }
    }
}

fn kind(kind: &Kind) -> ColumnKind {
    match kind {
        Kind::Reference | Kind::Words => ColumnKind::Text,
        Kind::Day => ColumnKind::Day,
        Kind::Number => ColumnKind::Number,
        Kind::Measure { min, max } => ColumnKind::Measure {
            min: *min,
            max: *max,
        },
        Kind::One(list) if is_yes_no(list) => ColumnKind::YesNo,
        Kind::One(list) => ColumnKind::One(categories(list)),
        Kind::Many(list) => ColumnKind::Many(categories(list)),
    }
}

fn is_yes_no(list: &List) -> bool {
    matches!(list.terms.as_slice(), [yes, no] if yes.written == "yes" && no.written == "no")
}

fn categories(list: &List) -> Vec<Category> {
    let category = |term: &crate::model::Term| Category {
        value: term.written.clone(),
        label: term.shown.clone(),
    };
    list.terms.iter().map(category).collect()
}

/// What the tool says of a field.
fn description(tool: &Tool, field: &Field) -> Option<String> {
    match field.about {
        About::Rating(standard, reading) => {
            let standard = tool.standards.get(standard)?;
            let mut parts: Vec<String> = Vec::new();
            if tool.rates_twice() {
                parts.push(match reading {
                    Reading::Record => "Rated from the record alone.".to_owned(),
                    Reading::Discussion => {
                        "Rated again after the discussion with the worker.".to_owned()
                    }
                });
            }
            parts.extend(standard.looks_like.iter().map(|text| sentence(text)));
            parts.push(levels(tool, standard.scale));
            Some(parts.join(" "))
        }
        About::Overall if field.name == "overall" => {
            Some(levels(tool, tool.overall.as_ref()?.scale))
        }
        About::Measure(measure) => {
            let measure = tool.measures.get(measure)?;
            let asked_of = measure.asked_of.as_deref();
            let asked_of = asked_of.map_or(String::new(), |who| format!(", asked of the {who}"));
            Some(format!(
                "A number from {} to {}{asked_of}; `declined` where the person chose not to say, `not_asked` where nobody asked.",
                measure.min, measure.max
            ))
        }
        About::Escalation(_) => Some("For ratings at which somebody must be told.".to_owned()),
        About::Row | About::Fact(_) | About::Discussion | About::Evidence(..) | About::Overall => {
            matches!(field.kind, Kind::Words)
                .then(|| "Free text: it may hold personal data.".to_owned())
        }
    }
}

/// The levels of a scale with their anchors, best first.
pub(super) fn levels(tool: &Tool, scale: usize) -> String {
    let levels = tool.scales.get(scale).map(|scale| scale.levels.as_slice());
    let mut out = "Levels, best first:".to_owned();
    for level in levels.unwrap_or_default() {
        out.push_str(&format!(" {} ({})", level.label, level.standing.label()));
        match &level.means {
            Some(means) => out.push_str(&format!(": {}", sentence(means))),
            None => out.push('.'),
        }
    }
    out
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
