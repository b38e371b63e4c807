//! Tidy records: one figure a row, for spreadsheets and statistics programs.
//!
//! It must not know CSV's quoting or how many digits are written.

use crate::analysis::{Estimate, Share};

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The part of the analysis.
    pub section: &'static str,
    /// The hub or other group; empty for the whole service.
    pub group: String,
    /// What was counted: a standard's id, a domain's, a theme's.
    pub item: String,
    /// What the figure is.
    pub measure: String,
    /// The part, for counts and shares.
    pub count: Option<u64>,
    /// The whole, for shares.
    pub of: Option<u64>,
    /// The value, for everything else.
    pub value: Option<Value>,
}

/// A value that is no count.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number; shares from 0 to 1.
    Number(f64),
    /// Words.
    Text(String),
}

/// Records of one section, group and item after the other.
#[derive(Default)]
pub(super) struct Writer {
    records: Vec<Record>,
    section: &'static str,
    group: String,
    item: String,
}

impl Writer {
    /// All that was written.
    pub(super) fn into_records(self) -> Vec<Record> {
        self.records
    }

    pub(super) fn at(&mut self, section: &'static str, group: &str, item: &str) -> &mut Self {
        self.section = section;
        group.clone_into(&mut self.group);
        item.clone_into(&mut self.item);
        self
    }

    fn push(
        &mut self,
        measure: &str,
        count: Option<u64>,
        of: Option<u64>,
        value: Option<Value>,
    ) -> &mut Self {
        self.records.push(Record {
            section: self.section,
            group: self.group.clone(),
            item: self.item.clone(),
            measure: measure.to_owned(),
            count,
            of,
            value,
        });
        self
    }

    pub(super) fn count(&mut self, measure: &str, count: u64) -> &mut Self {
        self.push(measure, Some(count), None, None)
    }

    pub(super) fn share(&mut self, measure: &str, share: Share) -> &mut Self {
        let value = share.value().map(Value::Number);
        self.push(measure, Some(share.count), Some(share.of), value)
    }

    pub(super) fn estimate(&mut self, measure: &str, estimate: Estimate) -> &mut Self {
        self.share(measure, estimate.share());
        self.maybe(&format!("{measure}_low"), estimate.low);
        self.maybe(&format!("{measure}_high"), estimate.high)
    }

    pub(super) fn number(&mut self, measure: &str, value: f64) -> &mut Self {
        self.push(measure, None, None, Some(Value::Number(value)))
    }

    pub(super) fn maybe(&mut self, measure: &str, value: Option<f64>) -> &mut Self {
        match value {
            Some(value) => self.number(measure, value),
            None => self,
        }
    }

    pub(super) fn text(&mut self, measure: &str, text: &str) -> &mut Self {
        self.push(measure, None, None, Some(Value::Text(text.to_owned())))
    }
}
