//! What a cell of a form says, in the spelling that is written.
//!
//! It must not know where the cell stands.

use crate::diagnostics::Code;
use crate::model::{Form, Kind, List, Listed};
use crate::read::cell;
use crate::read::fault::Fault;
use crate::read::sheet::unguard;
use crate::read::spelling::Speller;

/// How the cells of one form are spelt.
#[derive(Debug, Clone)]
pub struct Canonical<'f> {
    form: &'f Form,
    /// One per field; nothing for those that are chosen from no list.
    lists: Vec<Option<Speller<usize>>>,
    measure_words: Speller<&'static str>,
    /// Are plain numbers days, as in a workbook?
    serial_dates: bool,
    /// May cells begin with a guard that is to be taken off?
    guarded: bool,
}

impl<'f> Canonical<'f> {
    /// The spellings of a form.
    pub fn new(form: &'f Form) -> Self {
        let lists = form.fields.iter().map(|field| field.kind.list());
        Self {
            form,
            lists: lists.map(|list| list.map(speller)).collect(),
            measure_words: Speller::new([
                ("declined", "declined", vec![]),
                ("not_asked", "not_asked", vec!["not asked"]),
            ]),
            serial_dates: false,
            guarded: true,
        }
    }

    /// The same for cells of a workbook, where a plain number may be a day.
    #[must_use]
    pub fn serial_dates(self, serial_dates: bool) -> Self {
        Self {
            serial_dates,
            ..self
        }
    }

    /// The same for cells that nobody has put a guard before.
    #[must_use]
    pub fn guarded(self, guarded: bool) -> Self {
        Self { guarded, ..self }
    }

    /// What a cell says, as it is written; `Err` where it cannot be what the field holds.
    pub(in crate::read) fn cell(&mut self, field: usize, raw: &str) -> Result<String, Fault> {
        let Some(kind) = self.form.fields.get(field).map(|field| &field.kind) else {
            return Ok(String::new());
        };
        let text = if self.guarded { unguard(raw) } else { raw };
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Ok(String::new());
        }
        if matches!(kind, Kind::Words) {
            return Ok(lines(text));
        }
        if cell::spoilt(trimmed) {
            return Err(Fault::spoilt(trimmed));
        }
        match kind {
            Kind::Words => Ok(lines(text)),
            Kind::Reference => Ok(trimmed.to_owned()),
            Kind::Day => match cell::date(trimmed, self.serial_dates) {
                Some(day) => Ok(day.to_string()),
                None => Err(Fault::day(trimmed)),
            },
            Kind::Number => match cell::number(trimmed) {
                Some(number) => Ok(number.to_string()),
                None => Err(Fault::number(trimmed)),
            },
            Kind::Measure { min, max } => self.measure(trimmed, *min, *max),
            Kind::One(list) => self.entry(field, list, trimmed),
            Kind::Many(list) => self.entries(field, list, trimmed),
        }
    }

    /// What a cell says, for callers that only ask whether it can be read.
    pub fn text(&mut self, field: usize, raw: &str) -> Option<String> {
        self.cell(field, raw).ok()
    }

    fn measure(&mut self, text: &str, min: f64, max: f64) -> Result<String, Fault> {
        if let Some(word) = self.measure_words.find(text) {
            return Ok(word.to_owned());
        }
        match cell::number(text) {
            Some(value) if (min..=max).contains(&value) => Ok(value.to_string()),
            _ => Err(Fault::measure(text, min, max)),
        }
    }

    fn entry(&mut self, field: usize, list: &List, text: &str) -> Result<String, Fault> {
        let speller = self.lists.get_mut(field).and_then(Option::as_mut);
        let found = speller.and_then(|speller| speller.find(text));
        match found.and_then(|position| list.terms.get(position)) {
            Some(term) => Ok(term.written.clone()),
            None => Err(unknown(list, text)),
        }
    }

    fn entries(&mut self, field: usize, list: &List, text: &str) -> Result<String, Fault> {
        let Some(Some(speller)) = self.lists.get_mut(field) else {
            return Ok(String::new());
        };
        let mut chosen = Vec::new();
        for part in text.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            chosen.push(speller.find(part).ok_or_else(|| unknown(list, part))?);
        }
        chosen.sort_unstable();
        chosen.dedup();
        let written = chosen.into_iter().filter_map(|at| list.terms.get(at));
        let written: Vec<&str> = written.map(|term| term.written.as_str()).collect();
        Ok(written.join(";"))
    }
}

fn speller(list: &List) -> Speller<usize> {
    Speller::new(list.terms.iter().enumerate().map(|(position, term)| {
        let also = term.also.iter().map(String::as_str);
        (position, term.written.as_str(), also.collect())
    }))
}

fn unknown(list: &List, text: &str) -> Fault {
    let (code, what) = match list.of {
        Listed::Level => (Code::UnknownLevel, "a level"),
        Listed::Choice => (Code::UnknownChoice, "one of the choices here"),
        Listed::Hub => (Code::UnknownHub, "a hub of this round"),
        Listed::Theme => (Code::UnknownTheme, "a theme of this tool"),
        Listed::Standard => (Code::UnknownReference, "a standard of this tool"),
        Listed::Prompt => (Code::UnknownReference, "a question of this tool"),
        Listed::Focus => (Code::UnknownReference, "a focus area of this round"),
    };
    let shown: Vec<String> = list.terms.iter().map(|term| term.written.clone()).collect();
    Fault::unknown(code, text, what, &shown)
}

/// Words with one kind of line break; word processors have some of their own.
fn lines(text: &str) -> String {
    if text.contains(['\r', '\u{b}', '\u{c}']) {
        text.replace("\r\n", "\n")
            .replace(['\r', '\u{b}', '\u{c}'], "\n")
    } else {
        text.to_owned()
    }
}
