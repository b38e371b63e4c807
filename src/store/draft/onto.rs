//! A draft whose audit stands otherwise in the round by now: what was changed there is taken
//! over, what was answered here stays.
//!
//! It exists so that answers can always be finished, whatever came in between. It must not
//! know the round's files.

use super::{Draft, Row};
use crate::model::{Entry, Form, Tool};

impl Draft {
    /// The draft as a correction of what the round has now; `opened` is that, opened anew.
    #[must_use]
    pub fn onto(mut self, tool: &Tool, form: &Form, opened: &Self) -> Self {
        // Whoever has held the discussion has left alone what has no second reading.
        let talked = self.base.is_none() && !self.cell("discussion").is_empty();
        let old = self.base.take().unwrap_or_default();
        let mut recorded = Entry::new(form);
        for (name, text) in &old.cells {
            recorded.set(form, name, text.as_str());
        }
        let before = Self::correction(tool, "", form, &recorded, Vec::new(), Vec::new());
        for (name, text) in &opened.cells {
            let of_discussion = talked && name.contains(".discussion");
            if self.cell(name) == before.cell(name) && !of_discussion {
                self.cells.insert(name.clone(), text.clone());
            }
        }
        let gone = before.cells.iter().filter(|(name, text)| {
            !opened.cells.contains_key(*name) && self.cells.get(*name) == Some(*text)
        });
        let gone: Vec<&String> = gone.map(|(name, _)| name).collect();
        for name in gone {
            self.cells.remove(name);
        }
        for id in &opened.changed {
            if self.cells.contains_key(&format!("{id}.discussion")) {
                self.changed.insert(id.clone());
            }
        }
        let rows = self.findings.len() + self.actions.len();
        merge(&mut self.findings, &old.findings, &opened.findings);
        merge(&mut self.actions, &old.actions, &opened.actions);
        if self.findings.len() + self.actions.len() < rows {
            // Rows have other positions now.
            self.at = None;
            self.back.clear();
        }
        self.base.clone_from(&opened.base);
        self
    }

    /// The draft as an audit of its own, where the one that it corrects is gone.
    pub fn alone(&mut self) {
        self.base = None;
    }

    /// Makes it the second audit of its case.
    pub fn make_second(&mut self) {
        "second".clone_into(&mut self.role);
        for row in &mut self.findings {
            row.insert("role".to_owned(), "second".to_owned());
        }
    }
}

/// Takes into rows what others did to them since they were `old`.
fn merge(own: &mut Vec<Row>, old: &[Row], new: &[Row]) {
    let id = |row: &Row| row.get("id").cloned().unwrap_or_default();
    let known = |rows: &[Row], wanted: &Row| -> Option<Row> {
        let wanted = id(wanted);
        let mut rows = rows.iter();
        rows.find(|row| !wanted.is_empty() && id(row) == wanted)
            .cloned()
    };
    own.retain(|row| {
        let untouched = known(old, row).is_some_and(|old| old == *row);
        !untouched || known(new, row).is_some()
    });
    for row in own.iter_mut() {
        match (known(old, row), known(new, row)) {
            (Some(old), Some(new)) => {
                let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
                names.sort_unstable();
                names.dedup();
                for name in names {
                    if row.get(name) == old.get(name) {
                        match new.get(name) {
                            Some(text) => row.insert(name.clone(), text.clone()),
                            None => row.remove(name),
                        };
                    }
                }
            }
            (None, None) if id(row).is_empty() => {
                let content = |row: &Row| {
                    let mut row = row.clone();
                    row.remove("id");
                    row
                };
                let alike = new.iter().find(|new| content(new) == content(row));
                if let Some(alike) = alike {
                    row.clone_from(alike);
                }
            }
            (Some(_) | None, None) | (None, Some(_)) => {}
        }
    }
    let came: Vec<Row> = new
        .iter()
        .filter(|row| known(old, row).is_none() && known(own, row).is_none())
        .cloned()
        .collect();
    own.extend(came);
}
