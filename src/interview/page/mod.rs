//! Pages: the words in which each question is put.
//!
//! A page is plain lines, the question last, so that it reads alike on a small screen and
//! aloud. It must not know what follows from an answer.

mod discussion;
mod standard;
mod wrap_up;

use super::choice;
use super::place::Place;
use super::session::Session;
use super::value::{day_in_full, may_be};
use super::wrap::{capital, wrap};
use crate::model::{About, Kind, List, Listed};

/// A question as it is put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Lines to say before it, within the width.
    pub lines: Vec<String>,
    /// What stands before the answer.
    pub prompt: String,
    /// The answer that there is already, to be edited.
    pub text: String,
    /// Is the answer text, which may have several lines?
    pub words: bool,
}

/// What Enter does where there are words.
pub(super) const KEEPS: &str = "Filled in with what was written before: Enter keeps the words that are there, or change them. `/clear` takes them away, `/edit` opens them in your editor.";

/// What Enter does where an answer is there, or filled in.
pub(super) const KEEPS_IT: &str = "Enter keeps it; type another to change it.";

/// How much is said of the levels of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// What each means, whole.
    Full,
    /// The first sentence of it.
    Short,
    /// The labels alone.
    Labels,
}

impl Session<'_> {
    /// The question that stands, for a window of so many columns and rows.
    pub fn page(&self, width: usize, height: usize) -> Page {
        let width = width.clamp(20, 100);
        let place = self.current();
        // The prompt takes a row, and what was said of the answer before one or two.
        let rows = height.saturating_sub(3);
        let mut lines = Vec::new();
        for depth in [Depth::Full, Depth::Short, Depth::Labels] {
            lines = self.wrapped(&place, width, depth);
            if lines.len() <= rows || self.scale_at(&place).is_none() {
                break;
            }
        }
        let words = self.is_text(&place);
        Page {
            lines,
            prompt: self.prompt(&place),
            text: self.text_shown(&place),
            words,
        }
    }

    /// The words that stand there to be edited, a leading `/` doubled as it is typed.
    pub(in crate::interview) fn text_shown(&self, place: &Place) -> String {
        if let Some(refused) = &self.refused {
            return refused.clone();
        }
        if !self.is_text(place) {
            return String::new();
        }
        match self.text_of(place) {
            text if text.starts_with('/') => format!("/{text}"),
            text => text,
        }
    }

    fn wrapped(&self, place: &Place, width: usize, depth: Depth) -> Vec<String> {
        let mut lines = self.said_at(place, depth);
        if self.refused.is_some() {
            // What stands there now is what was typed, and not what was written before.
            for line in &mut lines {
                line.replace(KEEPS, "").trim_end().clone_into(line);
            }
            lines.retain(|line| !line.is_empty());
        }
        lines.iter().flat_map(|line| fit(line, width)).collect()
    }

    fn said_at(&self, place: &Place, depth: Depth) -> Vec<String> {
        match place {
            Place::Cell(name) => self.cell_page(place, name, depth),
            Place::Fork => self.fork_page(),
            Place::Prompt(id) => self.prompt_page(id),
            Place::Changed(id) => self.changed_page(id),
            Place::List(table) => self.list_page(*table),
            Place::Row(table, row, name) => self.row_page(place, *table, *row, name),
            Place::Note(position) => self.note_page(*position),
            Place::Review => {
                let mut lines = self.review_lines();
                if self.read_out {
                    // What was read out would scroll away.
                    lines.truncate(1);
                } else {
                    lines.push(String::new());
                }
                let number = match self.missing().len() {
                    0 => "",
                    1 => "Enter goes to what is missing. ",
                    _ => "Enter goes to the first that is missing, a number to another. ",
                };
                let last = self.order.len().min(14);
                lines.push(format!("{number}`/go {last}` goes to standard {last}. `all` reads the whole audit. `/done` finishes."));
                lines
            }
            Place::Reason => vec![
                "This audit was recorded before, and you have changed it.".to_owned(),
                "Why? The reason is kept with the change.".to_owned(),
            ],
            Place::Personal(about) => {
                let kinds = (self.setting.personal)(&self.text_of(about));
                vec![
                    self.label(about),
                    format!(
                        "{} Keep it out of the audit?",
                        super::moves::looks_personal(&kinds)
                    ),
                    "  1  Change the text".to_owned(),
                    "  2  Keep it as it is".to_owned(),
                ]
            }
        }
    }

    fn prompt(&self, place: &Place) -> String {
        match place {
            Place::Cell(_) | Place::Row(..) => {
                match self.field_at(place).map(|field| &field.kind) {
                    Some(Kind::One(list)) if list.of == Listed::Standard => "Standard: ".to_owned(),
                    Some(Kind::One(list)) if choice::numbered(list) => {
                        let most = choice::numbers(list);
                        if list.of == Listed::Level {
                            format!("Level, 1 to {most} or n/a: ")
                        } else {
                            format!("1 to {most}: ")
                        }
                    }
                    Some(Kind::Many(list)) if choice::numbered(list) => {
                        format!("Any of 1 to {}: ", choice::numbers(list))
                    }
                    Some(Kind::Day) => "Day: ".to_owned(),
                    Some(Kind::Number | Kind::Measure { .. }) => "Number: ".to_owned(),
                    Some(Kind::Words) if is_whose(place) => "Role: ".to_owned(),
                    Some(Kind::Words | Kind::Reference) => "Words: ".to_owned(),
                    Some(Kind::One(_) | Kind::Many(_)) | None => "Answer: ".to_owned(),
                }
            }
            Place::Prompt(_) => "Answer: ".to_owned(),
            Place::Changed(_) => "Changed: ".to_owned(),
            Place::List(table) => format!("New {}, or Enter: ", table.row()),
            Place::Fork | Place::Note(_) => "1 to 3: ".to_owned(),
            Place::Personal(_) => "1 or 2: ".to_owned(),
            Place::Review => "Review: ".to_owned(),
            Place::Reason => "Reason: ".to_owned(),
        }
    }

    fn cell_page(&self, place: &Place, name: &str, depth: Depth) -> Vec<String> {
        let Some(field) = self.field(name) else {
            return Vec::new();
        };
        match field.about {
            About::Rating(standard, reading) => self.rating_page(place, standard, reading, depth),
            About::Evidence(standard, reading) => self.evidence_page(place, standard, reading),
            About::Escalation(standard) => {
                let mut lines = vec![format!("Standard {}", self.named(standard))];
                if name.ends_with("_to") {
                    let level = self.rated(standard, self.first_reading());
                    lines.push(format!(
                        "At {level} somebody must be told. Who was told? A role, not a name."
                    ));
                    lines.push("If nobody has been told yet, type `nobody`: the audit stays unfinished until then.".to_owned());
                } else {
                    lines.push(format!("On which day was that? {}", self.enter(place)));
                }
                lines
            }
            About::Row | About::Fact(_) => {
                let facts = self
                    .line()
                    .into_iter()
                    .filter(|other| self.section(other) == Some(super::question::Section::Facts));
                let facts: Vec<Place> = facts.collect();
                let at = facts.iter().position(|other| other == place).unwrap_or(0);
                let label = if name == "hub" {
                    capital(&self.tool.group)
                } else {
                    field.label.clone()
                };
                let mut lines = vec![
                    format!(
                        "Case {}, about the case, {} of {}",
                        self.draft.case,
                        at + 1,
                        facts.len()
                    ),
                    label,
                ];
                lines.extend(self.choices(place));
                lines.push(self.enter_and_kind(place));
                lines
            }
            About::Discussion => {
                let mut lines = vec![format!("The discussion. {}", field.label)];
                lines.push(self.enter_and_kind(place));
                lines
            }
            About::Overall => self.overall_page(place, name, depth),
            About::Measure(position) => {
                let end = if Some("start") == name.rsplit('.').next() {
                    "at the start"
                } else {
                    "now"
                };
                let measure = self.tool.measures.get(position);
                let by = measure.and_then(|measure| measure.asked_of.as_ref());
                let by = by
                    .map(|by| format!(" asked of the {by},"))
                    .unwrap_or_default();
                vec![
                    format!("A number{by} {end}"),
                    measure
                        .map(|measure| measure.title.clone())
                        .unwrap_or_default(),
                    self.enter_and_kind(place),
                ]
            }
        }
    }

    /// The entries of a list with their keys.
    pub(super) fn choices(&self, place: &Place) -> Vec<String> {
        let Some(list) = self.list_at(place) else {
            return Vec::new();
        };
        let line = |at: usize, list: &List| {
            let shown = list
                .terms
                .get(at)
                .map(|term| term.shown.as_str())
                .unwrap_or_default();
            if choice::numbered(list) {
                format!("  {:>2}  {shown}", at + 1)
            } else {
                format!("  {shown}")
            }
        };
        (0..list.terms.len()).map(|at| line(at, list)).collect()
    }

    /// What Enter does, and what else may be typed where no list says it.
    fn enter_and_kind(&self, place: &Place) -> String {
        let enter = self.enter(place);
        let kind = match self.field_at(place) {
            Some(field) => match &field.kind {
                Kind::Day => "A day such as 2/3/2026 or 2 March 2026, or `today`.".to_owned(),
                Kind::Many(_) => "One or more, such as 1 3.".to_owned(),
                Kind::Measure { min, max } => {
                    format!("{min} to {max}, `declined` or `not asked`.")
                }
                Kind::One(list) if list.of == Listed::Standard => may_be(field),
                Kind::One(_) | Kind::Number | Kind::Words | Kind::Reference => String::new(),
            },
            None => String::new(),
        };
        format!("{kind} {enter}").trim().to_owned()
    }

    fn enter(&self, place: &Place) -> String {
        let there = self.text_of(place);
        let field = self.field_at(place);
        let words = |text: &str| match field {
            Some(field) if matches!(field.kind, Kind::Day) => day_in_full(text),
            Some(field) => self.in_words(field, text),
            None => text.to_owned(),
        };
        if !there.is_empty() {
            return if self.is_text(place) {
                KEEPS.to_owned()
            } else {
                format!("Now: {}. {KEEPS_IT}", words(&there))
            };
        }
        if let Some(default) = self.default(place) {
            if let Some(standard) = self.standard_of(place)
                && let Place::Row(_, _, name) = place
                && name == "standard"
            {
                return format!("Filled in: {}. {KEEPS_IT}", self.named(standard));
            }
            let list = if *place == Place::Cell("hub".to_owned()) {
                ", as the worklist has it"
            } else {
                ""
            };
            return format!("Filled in: {}{list}. {KEEPS_IT}", words(&default));
        }
        if self.need(place).is_some() {
            "An answer is needed.".to_owned()
        } else {
            "Enter leaves it blank.".to_owned()
        }
    }
}

/// Does the question ask for somebody's role?
pub(super) fn is_whose(place: &Place) -> bool {
    match place {
        Place::Cell(name) => name.ends_with(".escalated_to"),
        Place::Row(_, _, name) => name == "owner",
        Place::Fork
        | Place::Prompt(_)
        | Place::Changed(_)
        | Place::List(_)
        | Place::Note(_)
        | Place::Review
        | Place::Reason
        | Place::Personal(_) => false,
    }
}

/// A line within the width: what follows its first words is indented as they are.
pub(super) fn fit(line: &str, width: usize) -> Vec<String> {
    let body = line.trim_start_matches(' ');
    let indent = line.len() - body.len();
    let key = if indent == 0 { 0 } else { key_width(body) };
    let (first, body) = line.split_at_checked(indent + key).unwrap_or(("", line));
    wrap(body, width, first, &" ".repeat(first.len()))
}

/// Columns of a key that a line begins with: `1  `, `- `.
fn key_width(body: &str) -> usize {
    if body.starts_with("- ") {
        return 2;
    }
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let after = body.get(digits..).unwrap_or_default();
    if digits > 0 && (after.starts_with("  ") || after.starts_with(". ")) {
        digits + 2
    } else {
        0
    }
}
