//! What the cells of an entry say: the audit without its words.
//!
//! It exists so that whatever keeps rows whole decides by the same rules as the sums do:
//! which standards apply, what is the last reading given, what a limit allows. It must not
//! know how cells are spelt beyond the one spelling that an entry has.

use super::{
    About, Audit, Date, Entry, Fact, FactKind, FactValue, Form, Held, Kind, Mark, MeasureMark,
    NOT_APPLICABLE, Reading, Role, Tool,
};

impl Audit {
    /// The audit that an entry of a form of audits tells. A cell that is not in the
    /// spelling that is written says nothing.
    pub fn of(tool: &Tool, form: &Form, entry: &Entry) -> Self {
        let mut audit = Self::new(tool);
        entry.get(form, "case").clone_into(&mut audit.case);
        entry.get(form, "hub").clone_into(&mut audit.hub);
        entry.get(form, "auditor").clone_into(&mut audit.auditor);
        audit.audited_on = day(entry.get(form, "audited_on"));
        audit.role = match entry.get(form, "role") {
            "second" => Role::Second,
            "agreed" => Role::Agreed,
            _ => Role::First,
        };
        audit.held = match entry.get(form, "discussion") {
            "held" => Held::Held,
            "not_held" => Held::NotHeld,
            _ => Held::Unsaid,
        };
        for (field, text) in form.fields.iter().zip(&entry.cells) {
            if text.is_empty() {
                continue;
            }
            match field.about {
                About::Fact(position) => {
                    let fact = tool.facts.get(position);
                    if let (Some(fact), Some(slot)) = (fact, audit.facts.get_mut(position)) {
                        *slot = fact_value(fact, &field.kind, text);
                    }
                }
                About::Rating(position, reading) => {
                    let scale = tool.standards.get(position).map(|standard| standard.scale);
                    if let Some(rating) = audit.ratings.get_mut(position) {
                        let mark = mark(tool, scale, text);
                        match reading {
                            Reading::Record => rating.record = mark,
                            Reading::Discussion => rating.discussion = mark,
                        }
                    }
                }
                About::Escalation(position) => {
                    if let Some(rating) = audit.ratings.get_mut(position) {
                        if field.kind == Kind::Day {
                            rating.escalation.on = day(text);
                        } else {
                            rating.escalation.told = !text.trim().is_empty();
                        }
                    }
                }
                About::Overall => match field.name.as_str() {
                    "overall" => {
                        let scale = tool.overall.as_ref().map(|overall| overall.scale);
                        audit.overall.mark = mark(tool, scale, text);
                    }
                    "overall.override_reason" => {
                        audit.overall.override_reason = !text.trim().is_empty();
                    }
                    _ => {}
                },
                About::Measure(position) => {
                    if let Some((start, now)) = audit.measures.get_mut(position) {
                        let end = if field.name.rsplit('.').next() == Some("start") {
                            start
                        } else {
                            now
                        };
                        *end = measure(text);
                    }
                }
                About::Row | About::Discussion | About::Evidence(..) => {}
            }
        }
        audit
    }
}

/// What a rating's cell says on a scale.
fn mark(tool: &Tool, scale: Option<usize>, text: &str) -> Mark {
    let scale = scale.and_then(|scale| tool.scales.get(scale));
    let level = scale.and_then(|scale| {
        let at = scale.levels.iter().position(|level| level.label == text)?;
        u8::try_from(at).ok()
    });
    let [not_applicable, ..] = NOT_APPLICABLE;
    match level {
        Some(level) => Mark::Level(level),
        None if text == not_applicable => Mark::NotApplicable,
        None if tool.not_applicable.also.iter().any(|also| also == text) => Mark::NotApplicable,
        None => Mark::Blank,
    }
}

fn fact_value(fact: &Fact, kind: &Kind, text: &str) -> FactValue {
    let position = |text: &str| {
        let terms = &kind.list()?.terms;
        let at = terms.iter().position(|term| term.written == text)?;
        u16::try_from(at).ok()
    };
    match fact.kind {
        FactKind::Choice(_) => position(text).map_or(FactValue::Missing, FactValue::Choice),
        FactKind::Choices(_) => {
            let chosen: Vec<u16> = text.split(';').filter_map(position).collect();
            if chosen.is_empty() {
                FactValue::Missing
            } else {
                FactValue::Choices(chosen)
            }
        }
        FactKind::YesNo => match text {
            "yes" => FactValue::YesNo(true),
            "no" => FactValue::YesNo(false),
            _ => FactValue::Missing,
        },
        FactKind::Number => text.parse().map_or(FactValue::Missing, FactValue::Number),
        FactKind::Date => day(text).map_or(FactValue::Missing, FactValue::Date),
        FactKind::Text => FactValue::Text,
    }
}

fn measure(text: &str) -> MeasureMark {
    match text {
        "declined" => MeasureMark::Declined,
        "not_asked" => MeasureMark::NotAsked,
        _ => text.parse().map_or(MeasureMark::Blank, MeasureMark::Value),
    }
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}
