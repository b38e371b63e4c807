//! The names that a form's fields have in the headers of sheets.
//!
//! It must not know where in a sheet a column stands.

use std::collections::BTreeMap;

use crate::model::{About, Form, Reading, Tool, fold};

/// Field by column name, compared as names are: case, spaces, `_` and `-` make no
/// difference.
#[derive(Debug, Clone)]
pub struct FieldNames {
    by_fold: BTreeMap<String, usize>,
}

impl FieldNames {
    /// The names of a form's fields: our own, the tool's `[columns]`, and for audits a bare
    /// standard's id, which is its first reading.
    pub fn new(form: &Form, tool: &Tool) -> Self {
        let mut by_fold = BTreeMap::new();
        for (position, field) in form.fields.iter().enumerate() {
            by_fold.insert(fold(&field.name), position);
        }
        for (position, field) in form.fields.iter().enumerate() {
            let (standard, ending) = match field.about {
                About::Rating(standard, reading) if first(tool, reading) => (standard, ""),
                About::Evidence(standard, reading) if first(tool, reading) => {
                    (standard, ".evidence")
                }
                About::Row
                | About::Fact(_)
                | About::Discussion
                | About::Rating(..)
                | About::Evidence(..)
                | About::Escalation(_)
                | About::Overall
                | About::Measure(_) => continue,
            };
            if let Some(standard) = tool.standards.get(standard) {
                let bare = format!("{}{ending}", standard.id);
                by_fold.entry(fold(&bare)).or_insert(position);
            }
        }
        for (ours, theirs) in &tool.columns {
            if let Some(&position) = by_fold.get(&fold(ours)) {
                by_fold.insert(fold(theirs), position);
            }
        }
        Self { by_fold }
    }

    /// The field that a column of this name holds.
    pub fn field(&self, name: &str) -> Option<usize> {
        self.by_fold.get(&fold(name)).copied()
    }
}

fn first(tool: &Tool, reading: Reading) -> bool {
    tool.readings.first() == Some(&reading)
}
