//! Forms: which cells a row of a table has, what each may hold, and in what order.
//!
//! One definition serves everything that writes or checks rows with words in them: the
//! entry sheet, the import, the interview, the check and the export. It must not know how
//! a cell is read or where it stands in a file.

mod field;
mod kind;
mod lists;
mod table_name;

pub use field::{About, Field};
pub use kind::{Kind, List, Listed, Term};
pub use lists::NOT_APPLICABLE;
pub use table_name::TableName;

use super::{ActionLevel, ActionStatus, FindingKind, Focus, Hub, Priority, Reading, Source, Tool};
use field::{hub, plain_list, reference, roles, standard_fields, yes_no};
use lists::{fact_kind, levels, one, prompts, standards, themes};

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
    pub fn of(table: TableName, tool: &Tool, hubs: &[Hub], focus: &[Focus]) -> Self {
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
    pub fn actions(tool: &Tool, hubs: &[Hub], focus: &[Focus]) -> Self {
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
        let levels = ActionLevel::ALL.map(ActionLevel::id);
        let statuses = ActionStatus::ALL.map(ActionStatus::id);
        let priorities = Priority::ALL.map(Priority::id);
        let fields = vec![
            reference("id", "Reference of the action"),
            plain_list("level", "For whom it is", &levels),
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
