//! An entry: one row of a form with its words, each cell in the spelling that is written.
//!
//! It exists beside `Audit` because sums need no words and everything that keeps or shows
//! a row needs them all. It must not know where a row was read.

use super::Form;

/// One row of a form. Blank cells are empty texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Entry {
    /// One per field of the form, in its order.
    pub cells: Vec<String>,
}

impl Entry {
    /// An empty row.
    pub fn new(form: &Form) -> Self {
        Self {
            cells: vec![String::new(); form.fields.len()],
        }
    }

    /// What stands in a field; nothing where the form has no such field.
    pub fn get(&self, form: &Form, name: &str) -> &str {
        form.position(name)
            .and_then(|position| self.cells.get(position))
            .map_or("", String::as_str)
    }

    /// Puts something in a field; a field that the form does not have is passed over.
    pub fn set(&mut self, form: &Form, name: &str, text: impl Into<String>) {
        if let Some(cell) = form
            .position(name)
            .and_then(|position| self.cells.get_mut(position))
        {
            *cell = text.into();
        }
    }

    /// What tells this row from others: the key's cells, with a blank role read as first.
    pub fn key(&self, form: &Form) -> Vec<String> {
        let cell = |name: &&str| {
            let text = self.get(form, name);
            if *name == "role" && text.is_empty() {
                "first".to_owned()
            } else {
                text.to_owned()
            }
        };
        form.key().iter().map(cell).collect()
    }
}
