//! Forms: which cells a row of a table has, what each may hold, and in what order.
//!
//! One definition serves everything that writes or checks rows with words in them: the
//! entry sheet, the import, the interview, the check and the export. It must not know how
//! a cell is read or where it stands in a file.

use std::fmt;

use super::{FactKind, FindingKind, Hub, Reading, Role, Source, Tool};

/// Spellings of not applicable that every tool has; the first is the one written.
pub const NOT_APPLICABLE: [&str; 3] = ["n/a", "na", "not applicable"];

/// The tables of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableName {
    /// The worklist: one row a case.
    Cases,
    /// One row an audit.
    Audits,
    /// One row a finding.
    Findings,
    /// One row an action.
    Actions,
}

impl TableName {
    /// Every table, in the order in which a round is read.
    pub const ALL: [Self; 4] = [Self::Cases, Self::Audits, Self::Findings, Self::Actions];

    /// The table's name, as commands take it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Audits => "audits",
            Self::Findings => "findings",
            Self::Actions => "actions",
        }
    }

    /// The table's file in a round.
    pub fn file(self) -> &'static str {
        match self {
            Self::Cases => "cases.csv",
            Self::Audits => "audits.csv",
            Self::Findings => "findings.csv",
            Self::Actions => "actions.csv",
        }
    }

    /// One of its rows, in words.
    pub fn row(self) -> &'static str {
        match self {
            Self::Cases => "case",
            Self::Audits => "audit",
            Self::Findings => "finding",
            Self::Actions => "action",
        }
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// One entry of a list that a cell is chosen from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// How it is written in a cell.
    pub written: String,
    /// How people are shown it where there is room: a title or label.
    pub shown: String,
    /// Other spellings that are accepted.
    pub also: Vec<String>,
}

/// What the entries of a list are: decides the words of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Levels of a scale, not applicable included.
    Level,
    /// Choices.
    Choice,
    /// The round's hubs.
    Hub,
    /// The tool's themes.
    Theme,
    /// The tool's standards.
    Standard,
    /// The tool's prompts.
    Prompt,
    /// The round's focus areas.
    Focus,
}

/// A list that a cell is chosen from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What its entries are.
    pub of: Listed,
    /// The entries, in the order in which people are shown them.
    pub terms: Vec<Term>,
}

/// What a cell may hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A reference or code: text that may begin with zeros.
    Reference,
    /// Free text, of any length and number of lines.
    Words,
    /// A day.
    Day,
    /// A finite number.
    Number,
    /// A number within a range, `declined` or `not_asked`.
    Measure {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
    },
    /// One entry of a list.
    One(List),
    /// Any number of entries of a list, separated by `;`.
    Many(List),
}

/// What a cell of an audit is about. Numbers are positions in the tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The row as such: its case, hub, auditor, day, role, or whatever a row of another
    /// table holds.
    Row,
    /// A fact.
    Fact(usize),
    /// Whether the discussion was held, why not, and when.
    Discussion,
    /// A standard's rating.
    Rating(usize, Reading),
    /// The words to a rating.
    Evidence(usize, Reading),
    /// Who was told of a critical rating, and when.
    Escalation(usize),
    /// The overall judgement, the words to it and the reason for going past a limit.
    Overall,
    /// A measure, at the start or now.
    Measure(usize),
}

/// One cell of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its column's name.
    pub name: String,
    /// The words shown to people.
    pub label: String,
    /// What it may hold.
    pub kind: Kind,
    /// Must every row have it?
    pub required: bool,
    /// What it is about.
    pub about: About,
}

/// The cells of a table's rows, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The table.
    pub table: TableName,
    /// Its cells.
    pub fields: Vec<Field>,
}

impl Form {
    /// The form of a table.
    pub fn of(table: TableName, tool: &Tool, hubs: &[Hub], focus: &[super::Focus]) -> Self {
        match table {
            TableName::Cases => Self::cases(hubs),
            TableName::Audits => Self::audits(tool, hubs),
            TableName::Findings => Self::findings(tool),
            TableName::Actions => Self::actions(tool, hubs, focus),
        }
    }

    /// The worklist: one row a case.
    pub fn cases(hubs: &[Hub]) -> Self {
        let fields = vec![
            reference("case", "Case reference").required(),
            hub(hubs).required(),
            reference("family", "Family reference"),
            reference("worker", "Worker's code"),
            reference("team", "Team"),
            reference("auditor", "Auditor's code"),
            reference("second_auditor", "Second auditor's code"),
            Field::new("order", "Order in the sample", Kind::Number),
            plain_list(
                "status",
                "Where its audit stands",
                &["planned", "audited", "not_audited"],
            ),
            Field::new(
                "reason",
                "Why it was not audited, or how it came into the sample",
                Kind::Words,
            ),
        ];
        Self {
            table: TableName::Cases,
            fields,
        }
    }

    /// Audits with their words: one row an audit.
    pub fn audits(tool: &Tool, hubs: &[Hub]) -> Self {
        let mut fields = vec![
            reference("case", "Case reference").required(),
            hub(hubs).required(),
            reference("auditor", "Auditor's code"),
            Field::new("audited_on", "Day of the audit", Kind::Day),
            roles(),
        ];
        for (position, fact) in tool.facts.iter().enumerate() {
            let field = Field::new(&fact.id, &fact.label, fact_kind(&fact.kind));
            fields.push(Field {
                required: fact.required,
                about: About::Fact(position),
                ..field
            });
        }
        if tool.readings.contains(&Reading::Discussion) {
            let held = plain_list(
                "discussion",
                "Was the discussion held?",
                &["held", "not_held"],
            );
            let held = held.accepting(&[&["yes", "y", "true"], &["no", "n", "false"]]);
            let reason = Field::new("discussion.reason", "Why it was not held", Kind::Words);
            let on = Field::new("discussed_on", "Day of the discussion", Kind::Day);
            fields.extend(
                [held, reason, on]
                    .into_iter()
                    .map(|field| field.about(About::Discussion)),
            );
        }
        for position in 0..tool.standards.len() {
            standard_fields(tool, position, &mut fields);
        }
        if let Some(scale) = tool.overall.as_ref().map(|overall| overall.scale) {
            let level = Kind::One(levels(tool, scale));
            fields.extend(
                [
                    Field::new("overall", "Overall judgement", level),
                    Field::new("overall.evidence", "Words to the judgement", Kind::Words),
                    Field::new(
                        "overall.override_reason",
                        "Why the judgement goes past a limit",
                        Kind::Words,
                    ),
                ]
                .map(|field| field.about(About::Overall)),
            );
        }
        for (position, measure) in tool.measures.iter().enumerate() {
            for (end, when) in [("start", "at the start"), ("now", "now")] {
                let kind = Kind::Measure {
                    min: measure.min,
                    max: measure.max,
                };
                let label = format!("{} ({when})", measure.title);
                let name = format!("{}.{end}", measure.id);
                fields.push(Field::new(&name, &label, kind).about(About::Measure(position)));
            }
        }
        Self {
            table: TableName::Audits,
            fields,
        }
    }

    /// Findings: one row a finding.
    pub fn findings(tool: &Tool) -> Self {
        let kinds = FindingKind::ALL.map(|kind| Term {
            written: kind.id().to_owned(),
            shown: kind.label().to_owned(),
            also: vec![kind.label().to_owned()],
        });
        let sources = Source::ALL.map(Source::id);
        let fields = vec![
            reference("id", "Reference of the finding"),
            reference("case", "Case reference").required(),
            reference("auditor", "Auditor's code"),
            roles(),
            Field::new("kind", "Kind", one(Listed::Choice, kinds.to_vec())).required(),
            Field::new("theme", "Themes", Kind::Many(themes(tool))),
            plain_list("source", "Who or what it comes from", &sources),
            Field::new("standard", "Standard", Kind::One(standards(tool))),
            Field::new(
                "prompt",
                "Question that it answers",
                Kind::One(prompts(tool)),
            ),
            Field::new("text", "What was found, in words", Kind::Words).required(),
            yes_no("quote_ok", "May a report quote it?"),
            Field::new("recorded_on", "Day on which it was written down", Kind::Day),
        ];
        Self {
            table: TableName::Findings,
            fields,
        }
    }

    /// Actions: one row an action.
    pub fn actions(tool: &Tool, hubs: &[Hub], focus: &[super::Focus]) -> Self {
        let focus = focus.iter().map(|focus| Term {
            written: focus.title.clone(),
            shown: focus.title.clone(),
            also: Vec::new(),
        });
        let focus: Vec<Term> = focus.collect();
        let focus = if focus.is_empty() {
            Kind::Words
        } else {
            one(Listed::Focus, focus)
        };
        let hub = hub(hubs);
        let statuses = ["open", "done", "not_done", "carried"];
        let priorities = ["escalation", "now", "7_days", "28_days", "plan"];
        let fields = vec![
            reference("id", "Reference of the action"),
            plain_list("level", "For whom it is", &["case", "hub", "service"]),
            reference("case", "Case reference"),
            hub,
            Field::new("standard", "Standard", Kind::One(standards(tool))),
            Field::new("focus", "Focus area", focus),
            Field::new("text", "What is to be done", Kind::Words).required(),
            Field::new("difference", "What will be different", Kind::Words),
            Field::new("owner", "Whose job it is: a role, not a name", Kind::Words),
            plain_list("priority", "How soon", &priorities),
            Field::new("due", "By when", Kind::Day),
            plain_list("status", "Where it stands", &statuses),
            Field::new("closed_on", "Day on which it was closed", Kind::Day),
            Field::new(
                "closing_evidence",
                "What shows that it was done",
                Kind::Words,
            ),
            reference("carried_from", "Reference of the action that it carries on"),
            Field::new("notes", "Notes", Kind::Words),
        ];
        Self {
            table: TableName::Actions,
            fields,
        }
    }

    /// The position of a field by its exact name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// The names of all fields, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| field.name.as_str())
    }

    /// The fields that tell one row from another: an audit's case, role and auditor, a
    /// case's reference, an action's or finding's id.
    pub fn key(&self) -> &'static [&'static str] {
        match self.table {
            TableName::Cases => &["case"],
            TableName::Audits => &["case", "role", "auditor"],
            TableName::Findings | TableName::Actions => &["id"],
        }
    }
}

impl Field {
    fn new(name: &str, label: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            label: label.to_owned(),
            kind,
            required: false,
            about: About::Row,
        }
    }

    fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    fn about(self, about: About) -> Self {
        Self { about, ..self }
    }

    /// Other spellings for the entries of a list, in its order.
    fn accepting(mut self, also: &[&[&str]]) -> Self {
        if let Kind::One(list) | Kind::Many(list) = &mut self.kind {
            for (term, also) in list.terms.iter_mut().zip(also) {
                term.also.extend(also.iter().map(|&text| text.to_owned()));
            }
        }
        self
    }

    /// Is it free text, or a fact in words?
    pub fn is_words(&self) -> bool {
        matches!(self.kind, Kind::Words)
    }
}

impl Kind {
    /// The list that a cell is chosen from, where it is.
    pub fn list(&self) -> Option<&List> {
        match self {
            Self::One(list) | Self::Many(list) => Some(list),
            Self::Reference | Self::Words | Self::Day | Self::Number | Self::Measure { .. } => None,
        }
    }
}

/// The rating, its words for each reading, and who was told.
fn standard_fields(tool: &Tool, position: usize, fields: &mut Vec<Field>) {
    let Some(standard) = tool.standards.get(position) else {
        return;
    };
    let list = levels(tool, standard.scale);
    for &reading in &tool.readings {
        let (name, label) = if tool.rates_twice() {
            let word = reading.word();
            (
                format!("{}.{word}", standard.id),
                format!("{} ({word})", standard.title),
            )
        } else {
            (standard.id.clone(), standard.title.clone())
        };
        let words = Field::new(
            &format!("{name}.evidence"),
            &format!("Evidence: {label}"),
            Kind::Words,
        );
        let rating = Field::new(&name, &label, Kind::One(list.clone()));
        fields.push(rating.about(About::Rating(position, reading)));
        fields.push(words.about(About::Evidence(position, reading)));
    }
    if standard.is_critical() {
        let to = Field::new(
            &format!("{}.escalated_to", standard.id),
            &format!("Who was told: {}", standard.title),
            Kind::Words,
        );
        let on = Field::new(
            &format!("{}.escalated_on", standard.id),
            &format!("Day on which they were told: {}", standard.title),
            Kind::Day,
        );
        fields.extend([to, on].map(|field| field.about(About::Escalation(position))));
    }
}

fn reference(name: &str, label: &str) -> Field {
    Field::new(name, label, Kind::Reference)
}

fn one(of: Listed, terms: Vec<Term>) -> Kind {
    Kind::One(List { of, terms })
}

/// A list whose entries are written and shown alike.
fn plain_list(name: &str, label: &str, entries: &[&str]) -> Field {
    let terms = entries.iter().map(|entry| Term {
        written: (*entry).to_owned(),
        shown: entry.replace('_', " "),
        also: Vec::new(),
    });
    Field::new(name, label, one(Listed::Choice, terms.collect()))
}

fn yes_no(name: &str, label: &str) -> Field {
    plain_list(name, label, &["yes", "no"]).accepting(&[&["y", "true"], &["n", "false"]])
}

fn roles() -> Field {
    let roles = [Role::First, Role::Second, Role::Agreed].map(Role::id);
    plain_list("role", "Which of the case's audits it is", &roles)
}

/// The hub: one of the round's, or any where it lists none.
fn hub(hubs: &[Hub]) -> Field {
    let terms: Vec<Term> = hubs
        .iter()
        .map(|hub| Term {
            written: hub.label.clone(),
            shown: hub.label.clone(),
            also: hub.was.iter().chain([&hub.id]).cloned().collect(),
        })
        .collect();
    let kind = if terms.is_empty() {
        Kind::Reference
    } else {
        one(Listed::Hub, terms)
    };
    Field::new("hub", "Hub", kind)
}

fn fact_kind(kind: &FactKind) -> Kind {
    let terms = || {
        kind.choices()
            .iter()
            .map(|choice| Term {
                // A list's separator cannot be part of what stands in it.
                written: if choice.label.contains(';') {
                    choice.id.clone()
                } else {
                    choice.label.clone()
                },
                shown: choice.label.clone(),
                also: choice
                    .also
                    .iter()
                    .chain([&choice.id, &choice.label])
                    .cloned()
                    .collect(),
            })
            .collect()
    };
    let list = |terms| List {
        of: Listed::Choice,
        terms,
    };
    match kind {
        FactKind::Choice(_) => Kind::One(list(terms())),
        FactKind::Choices(_) => Kind::Many(list(terms())),
        FactKind::YesNo => yes_no("", "").kind,
        FactKind::Number => Kind::Number,
        FactKind::Date => Kind::Day,
        FactKind::Text => Kind::Words,
    }
}

/// A scale's levels, then the spellings of not applicable: each that the tool adds is a
/// reason of its own, and is kept as it stands.
fn levels(tool: &Tool, scale: usize) -> List {
    let levels = tool.scales.get(scale).map(|scale| scale.levels.as_slice());
    let levels = levels.unwrap_or_default().iter().map(|level| Term {
        written: level.label.clone(),
        shown: level.label.clone(),
        also: level.also.iter().chain([&level.id]).cloned().collect(),
    });
    let [written, also @ ..] = NOT_APPLICABLE;
    let plain = Term {
        written: written.to_owned(),
        shown: "not applicable".to_owned(),
        also: also.map(str::to_owned).to_vec(),
    };
    let own = tool.not_applicable.also.iter().map(|spelling| Term {
        written: spelling.clone(),
        shown: spelling.replace('_', " "),
        also: Vec::new(),
    });
    List {
        of: Listed::Level,
        terms: levels.chain([plain]).chain(own).collect(),
    }
}

/// Entries known by their ids and titles.
fn titled<'a>(of: Listed, entries: impl Iterator<Item = (&'a str, &'a str, &'a [String])>) -> List {
    let terms = entries.map(|(id, title, was)| Term {
        written: id.to_owned(),
        shown: title.to_owned(),
        also: was.iter().cloned().chain([title.to_owned()]).collect(),
    });
    List {
        of,
        terms: terms.collect(),
    }
}

fn standards(tool: &Tool) -> List {
    let standards = tool.standards.iter();
    titled(
        Listed::Standard,
        standards.map(|s| (s.id.as_str(), s.title.as_str(), s.was.as_slice())),
    )
}

fn themes(tool: &Tool) -> List {
    let themes = tool.themes.iter();
    titled(
        Listed::Theme,
        themes.map(|t| (t.id.as_str(), t.title.as_str(), [].as_slice())),
    )
}

fn prompts(tool: &Tool) -> List {
    let prompts = tool.prompts.iter();
    titled(
        Listed::Prompt,
        prompts.map(|p| (p.id.as_str(), p.ask.as_str(), [].as_slice())),
    )
}
