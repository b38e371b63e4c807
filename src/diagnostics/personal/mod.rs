//! Text that looks like personal data: which kinds of it, and never the text itself.
//!
//! An audit is written about a case by its reference, and a cell with a name, a number or
//! an address in it is worth a warning and no quotation. What is found here only looks
//! like such data; a code that has the shape of a postcode cannot be told from one.
//! Ordinary dates are no finding: audits are full of them, so a date counts only beside a
//! word for a birth. This module must not know files, columns or what the data is for, and
//! its parts know the plain text and not one another (a birth alone knows dates).

mod birth;
mod date;
mod email;
mod names;
mod national_insurance;
mod nhs_number;
mod person;
mod plain;
mod postcode;
mod telephone;
#[cfg(test)]
mod tests;

use names::Names;
use plain::Plain;

/// What stands in for text that looked like personal data.
pub const REMOVED: &str = "[removed]";

/// A kind of personal data, in the order in which kinds are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonalData {
    /// Ten digits with the check digit of an NHS number.
    NhsNumber,
    /// A day, month and year beside a word for a birth.
    DateOfBirth,
    /// A whole UK postcode.
    Postcode,
    /// A UK telephone number, mobile or fixed.
    Telephone,
    /// An e-mail address.
    Email,
    /// A National Insurance number.
    NationalInsurance,
    /// A name: one from the caller's list, or a reference that reads as a person's name.
    Name,
}

impl PersonalData {
    /// Every kind, in order.
    pub const ALL: [Self; 7] = [
        Self::NhsNumber,
        Self::DateOfBirth,
        Self::Postcode,
        Self::Telephone,
        Self::Email,
        Self::NationalInsurance,
        Self::Name,
    ];

    /// The kind with its article, as in "this looks like an NHS number".
    pub fn label(self) -> &'static str {
        match self {
            Self::NhsNumber => "an NHS number",
            Self::DateOfBirth => "a date of birth",
            Self::Postcode => "a postcode",
            Self::Telephone => "a telephone number",
            Self::Email => "an e-mail address",
            Self::NationalInsurance => "a National Insurance number",
            Self::Name => "a name",
        }
    }
}

/// Finds personal data in text, in time linear in its length.
#[derive(Debug, Clone, Default)]
pub struct Detector {
    names: Names,
}

impl Detector {
    /// A detector that also knows these names: a name a line, of one word or several. What
    /// follows a `#` is a comment, and a name of a single character is left out.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            names: Names::new(names),
        }
    }

    /// The kinds that the text seems to hold, each once, in the order of [`PersonalData`].
    pub fn find(&self, text: &str) -> Vec<PersonalData> {
        self.kinds(text).collect()
    }

    /// Does the text seem to hold personal data of any kind?
    pub fn looks_personal(&self, text: &str) -> bool {
        self.kinds(text).next().is_some()
    }

    /// The text as it is, or [`REMOVED`] for the whole of it where anything is found.
    pub fn redact(&self, text: &str) -> String {
        if self.looks_personal(text) {
            REMOVED.to_owned()
        } else {
            text.to_owned()
        }
    }

    /// What is wrong with a cell that ought to be a reference (a case, an auditor, a
    /// worker): the first kind found in it, or [`PersonalData::Name`] where the cell reads
    /// as a person's name.
    pub fn reference_problem(&self, text: &str) -> Option<PersonalData> {
        self.kinds(text)
            .next()
            .or_else(|| person::looks_like_a_name(text).then_some(PersonalData::Name))
    }

    fn kinds(&self, text: &str) -> impl Iterator<Item = PersonalData> {
        let plain = self.may_hold(text).then(|| Plain::of(text));
        PersonalData::ALL
            .into_iter()
            .filter(move |&kind| plain.as_ref().is_some_and(|plain| self.holds(kind, plain)))
    }

    /// Every kind but a name has a digit or an `@` in it: most cells are done with here.
    fn may_hold(&self, text: &str) -> bool {
        !self.names.is_empty()
            || text
                .bytes()
                .any(|byte| byte.is_ascii_digit() || byte == b'@' || !byte.is_ascii())
    }

    fn holds(&self, kind: PersonalData, text: &Plain) -> bool {
        match kind {
            PersonalData::NhsNumber => nhs_number::found(text),
            PersonalData::DateOfBirth => birth::found(text),
            PersonalData::Postcode => postcode::found(text),
            PersonalData::Telephone => telephone::found(text),
            PersonalData::Email => email::found(text),
            PersonalData::NationalInsurance => national_insurance::found(text),
            PersonalData::Name => self.names.found(text),
        }
    }
}
