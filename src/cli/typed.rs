//! The options of a run as they were typed: those that change figures or what is shown stand
//! with what the output rests on.
//!
//! It must not know what they do. Never a path is in it: where a file lay is nobody's
//! business who reads a report.

use std::fmt::Display;

/// From this number of cases on percentages are shown, unless another is asked for.
pub(super) const PERCENT_FROM: u64 = 10;

/// Options, in the order in which commands list them.
#[derive(Debug, Default)]
pub(super) struct Typed(Vec<String>);

impl Typed {
    /// An option with each value that it was given.
    pub(super) fn each(mut self, option: &str, values: impl IntoIterator<Item: Display>) -> Self {
        let values = values.into_iter();
        self.0
            .extend(values.map(|value| format!("{option} {value}")));
        self
    }

    /// An option whose values stand in one list.
    pub(super) fn list(self, option: &str, values: &[String]) -> Self {
        let list = (!values.is_empty()).then(|| values.join(","));
        self.each(option, list)
    }

    /// An option without a value, where it was given.
    pub(super) fn switch(mut self, option: &str, given: bool) -> Self {
        self.0.extend(given.then(|| option.to_owned()));
        self
    }

    /// From how many cases on percentages are shown, where that was changed.
    pub(super) fn percent_from(self, cases: u64) -> Self {
        self.each("--percent-from", (cases != PERCENT_FROM).then_some(cases))
    }

    /// All of them.
    pub(super) fn into_vec(self) -> Vec<String> {
        self.0
    }
}
