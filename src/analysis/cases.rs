//! The cases of a round one by one: how each is judged, and what is critical in it.
//!
//! It exists for the one list that names cases, which is made only where that is asked
//! for. It must not know how the list is shown.

use crate::model::{Audit, Held, Hub, Mark, Tool, fold};

/// A critical standard of a case at a level at which somebody must be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Critical {
    /// The standard's title.
    pub standard: String,
    /// The level's label.
    pub level: String,
    /// Does the audit say who was told?
    pub told: bool,
}

/// One case, by the audit that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its reference.
    pub case: String,
    /// Its hub, as people know it.
    pub hub: String,
    /// Was the discussion held, where the audit says so?
    pub held: Option<bool>,
    /// The label of the overall judgement.
    pub overall: Option<String>,
    /// What is critical.
    pub critical: Vec<Critical>,
}

/// Cases while audits stream in.
#[derive(Debug, Clone)]
pub struct Cases<'t> {
    tool: &'t Tool,
    rows: Vec<CaseRow>,
}

impl<'t> Cases<'t> {
    /// No cases yet.
    pub fn new(tool: &'t Tool) -> Self {
        Self {
            tool,
            rows: Vec::new(),
        }
    }

    /// Adds an audit that counts.
    pub fn add(&mut self, audit: &Audit) {
        let tool = self.tool;
        let label = |mark: Mark, scale: usize| match mark {
            Mark::Level(level) => {
                let level = tool.scales.get(scale)?.level(level)?;
                Some(level.label.clone())
            }
            Mark::Blank | Mark::NotApplicable => None,
        };
        let critical = tool.standards.iter().zip(&audit.ratings);
        let critical = critical.filter_map(|(standard, rating)| {
            let Mark::Level(level) = rating.last() else {
                return None;
            };
            let must = standard.escalate_at.contains(&level) && standard.applies(&audit.facts);
            Some(Critical {
                standard: standard.title.clone(),
                level: label(rating.last(), standard.scale).filter(|_| must)?,
                told: rating.escalation.told,
            })
        });
        let overall = tool.overall.as_ref().map(|rule| rule.scale);
        self.rows.push(CaseRow {
            case: audit.case.clone(),
            hub: audit.hub.clone(),
            held: match audit.held {
                Held::Unsaid => None,
                Held::Held => Some(true),
                Held::NotHeld => Some(false),
            },
            overall: overall.and_then(|scale| label(audit.overall.mark, scale)),
            critical: critical.collect(),
        });
    }

    /// Adds the cases of another part.
    pub fn merge(&mut self, other: Self) {
        self.rows.extend(other.rows);
    }

    /// All cases: hubs in the round's order, then others by name; in each by reference.
    /// With `hub`, an id, those of this hub alone.
    pub fn into_rows(self, hubs: &[Hub], hub: Option<&str>) -> Vec<CaseRow> {
        let mut rows = self.rows;
        rows.retain(|row| hub.is_none_or(|hub| fold(&row.hub) == fold(hub)));
        let place = |id: &str| {
            let place = hubs.iter().position(|hub| hub.id == id);
            place.unwrap_or(hubs.len())
        };
        rows.sort_by(|a, b| {
            (place(&a.hub), &a.hub, &a.case).cmp(&(place(&b.hub), &b.hub, &b.case))
        });
        for row in &mut rows {
            if let Some(hub) = hubs.iter().find(|hub| hub.id == row.hub) {
                row.hub.clone_from(&hub.label);
            }
        }
        rows
    }
}
