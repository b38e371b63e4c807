//! Findings and actions: small interviews of their own, begun from their list, from a
//! prompt of the discussion, or in mid-thought, after which one is back where one was.
//!
//! It must not know how their questions are worded.

use jiff::ToSpan as _;

use super::place::Place;
use super::question::parts;
use super::session::Session;
use super::value::may_be;
use crate::model::{TableName, fold};
use crate::store::draft::{Row, Stage};

/// More than this many findings within findings are not gone into.
const DEEPEST: usize = 8;

impl Session<'_> {
    /// Begins a finding or action in mid-thought; with words after the command, those.
    pub(super) fn aside(&mut self, place: &Place, table: TableName, words: &str) {
        if self.draft.back.len() >= DEEPEST {
            self.say(format!("Finish this {} first.", table.row()));
            return;
        }
        // A new row whose words are still to come would stand where this one goes.
        if let Place::Row(this, row, _) = place
            && *this == table
            && *row == self.rows(table).len()
        {
            self.say(format!(
                "This is a new {} already: type its words.",
                table.row()
            ));
            return;
        }
        self.draft.back.push(place.to_string());
        self.begin(table, words);
    }

    fn begin(&mut self, table: TableName, words: &str) {
        let place = Place::Row(table, self.rows(table).len(), "text".to_owned());
        self.go(&place);
        if !words.trim().is_empty() {
            self.take_words(&place, words);
        }
    }

    fn take_words(&mut self, place: &Place, words: &str) {
        if let Place::Row(table, row, name) = place {
            self.take_row(*table, *row, name, words);
        }
    }

    /// A new row with what is known of it without asking.
    pub(super) fn new_row(&self, table: TableName) -> Row {
        let mut row = Row::from([("case".to_owned(), self.draft.case.clone())]);
        let mut put = |name: &str, text: &str| {
            if !text.is_empty() {
                row.insert(name.to_owned(), text.to_owned());
            }
        };
        match table {
            TableName::Findings => {
                put("auditor", &self.draft.auditor);
                put("role", &self.draft.role);
                put("recorded_on", &self.setting.today.to_string());
            }
            TableName::Actions => {
                put("hub", self.draft.cell("hub"));
                put("status", "open");
            }
            TableName::Audits | TableName::Cases => {}
        }
        row
    }

    pub(super) fn rows_mut(&mut self, table: TableName) -> &mut Vec<Row> {
        match table {
            TableName::Actions => &mut self.draft.actions,
            TableName::Findings | TableName::Audits | TableName::Cases => &mut self.draft.findings,
        }
    }

    pub(super) fn take_row(&mut self, table: TableName, row: usize, name: &str, answer: &str) {
        let place = Place::Row(table, row, name.to_owned());
        let there = self.text_of(&place);
        let mut answer = answer.to_owned();
        if answer.trim().is_empty() {
            if !there.is_empty() {
                if let Some(field) = self.field_at(&place) {
                    let kept = format!("Kept: {}.", self.in_words(field, &there));
                    self.say(kept);
                }
                if !self.doubts_still(&place) {
                    self.after_part(table, row, name);
                }
                return;
            }
            if let Some(default) = self.default(&place) {
                answer = default;
            } else if name == "text" {
                self.say(format!("No {} was added.", table.row()));
                return self.leave_row(table, row);
            } else if let Some(why) = self.need(&place) {
                let may_be = self.field_at(&place).map(may_be).unwrap_or_default();
                return self.say(format!("This cannot be left blank: {why}. {may_be}"));
            } else {
                self.draft.skipped.insert(place.to_string());
                self.say("Left blank.");
                return self.after_part(table, row, name);
            }
        }
        match self.value(self.form_of(table), name, &answer) {
            Err(why) => self.say(why),
            Ok(written) => {
                if self.rows(table).len() == row {
                    let new = self.new_row(table);
                    self.rows_mut(table).push(new);
                }
                self.put(table, row, name, &written);
                if written.is_empty() {
                    self.draft.skipped.insert(place.to_string());
                    self.say("Left blank.");
                } else {
                    self.draft.skipped.remove(&place.to_string());
                    self.echo(&place, &written);
                    self.hint_at_role(&place, &written);
                }
                let doubtful = if there == written {
                    self.doubts_still(&place)
                } else {
                    self.doubts(&place, &written)
                };
                if !doubtful {
                    self.after_part(table, row, name);
                }
            }
        }
    }

    fn put(&mut self, table: TableName, row: usize, name: &str, written: &str) {
        let case = self.draft.case.clone();
        let hub = self.draft.cell("hub").to_owned();
        let Some(row) = self.rows_mut(table).get_mut(row) else {
            return;
        };
        if written.is_empty() {
            row.remove(name);
        } else {
            row.insert(name.to_owned(), written.to_owned());
        }
        // An action for a hub or the service is not one on this case.
        if table == TableName::Actions && name == "level" {
            let of_case = written == "case";
            let of_hub = of_case || written == "hub";
            for (name, text, belongs) in [("case", case, of_case), ("hub", hub, of_hub)] {
                if belongs && !text.is_empty() {
                    row.insert(name.to_owned(), text);
                } else if !belongs {
                    row.remove(name);
                }
            }
        }
    }

    /// The next part of a row that is open; after the last one, back to where one was.
    pub(super) fn after_part(&mut self, table: TableName, row: usize, name: &str) {
        let parts = parts(table);
        let at = parts.iter().position(|part| *part == name).unwrap_or(0);
        let next = parts
            .iter()
            .skip(at + 1)
            .find(|part| self.is_part_asked(table, row, part));
        match next {
            Some(next) => self.go(&Place::Row(table, row, (*next).to_owned())),
            None => self.leave_row(table, row),
        }
    }

    /// An answer to a prompt has its kind and source from the prompt.
    fn is_part_asked(&self, table: TableName, row: usize, part: &str) -> bool {
        let place = |part: &str| Place::Row(table, row, part.to_owned());
        let list = self
            .field_at(&place(part))
            .and_then(|field| field.kind.list());
        if list.is_some_and(|list| list.terms.is_empty()) {
            return false;
        }
        // One that is there already and is changed is asked whole.
        let back = self.draft.back.last().and_then(|name| Place::parse(name));
        let changing = matches!(back, Some(Place::List(_) | Place::Review));
        let prompted = !changing && !self.text_of(&place("prompt")).is_empty();
        let known = !self.text_of(&place(part)).is_empty();
        !prompted || part != "standard" && !(known && matches!(part, "kind" | "source"))
    }

    /// Back to where one was before a finding or action.
    pub(super) fn leave_row(&mut self, table: TableName, row: usize) {
        let empty = self
            .rows(table)
            .get(row)
            .is_some_and(|cells| cells.get("text").is_none_or(String::is_empty));
        if empty {
            self.remove_row(table, row);
        }
        while let Some(name) = self.draft.back.pop() {
            if let Some(back) = Place::parse(&name).filter(|back| self.exists(back)) {
                return self.go(&back);
            }
        }
        self.go(&Place::List(table));
    }

    /// Takes a row out; what is known of the rows after it moves up with them.
    pub(super) fn remove_row(&mut self, table: TableName, row: usize) {
        if row >= self.rows(table).len() {
            return;
        }
        self.rows_mut(table).remove(row);
        let moved = |name: &String| match Place::parse(name) {
            Some(Place::Row(other, at, _)) if other == table && at == row => None,
            Some(Place::Row(other, at, part)) if other == table && at > row => {
                Some(Place::Row(other, at - 1, part).to_string())
            }
            _ => Some(name.clone()),
        };
        self.draft.skipped = self.draft.skipped.iter().filter_map(moved).collect();
        self.draft.doubted = self.draft.doubted.iter().filter_map(moved).collect();
        self.draft.back = self.draft.back.iter().filter_map(moved).collect();
    }

    pub(super) fn take_list(&mut self, table: TableName, answer: &str) {
        let list = Place::List(table);
        if matches!(fold(answer).as_str(), "" | "no" | "none" | "n" | "done") {
            self.draft.skipped.insert(list.to_string());
            self.say(format!("No more {}.", table.id()));
            return self.advance(&list);
        }
        if matches!(fold(answer).as_str(), "yes" | "y") {
            self.draft.back = vec![list.to_string()];
            return self.begin(table, "");
        }
        let made = self.rows(table).len();
        let proposed = self.proposed(table);
        match answer.trim().parse::<usize>() {
            Ok(number) if (1..=made).contains(&number) => {
                self.draft.back = vec![list.to_string()];
                self.say("Enter keeps a part as it is.");
                self.go(&Place::Row(table, number - 1, "text".to_owned()));
            }
            Ok(number) if number > made && number - made <= proposed.len() => {
                self.draft.back = vec![list.to_string()];
                if let Some(&standard) = proposed.get(number - made - 1) {
                    self.begin_proposed(standard);
                }
            }
            Ok(number) => self.say(format!("There is no {} {number} here.", table.row())),
            Err(_) => {
                self.draft.back = vec![list.to_string()];
                self.begin(table, answer);
            }
        }
    }

    /// Standards at a level at which somebody must be told, that no action is about yet.
    pub(super) fn proposed(&self, table: TableName) -> Vec<usize> {
        if table != TableName::Actions {
            return Vec::new();
        }
        let acted = |id: &str| {
            let mut rows = self.draft.actions.iter();
            rows.any(|row| row.get("standard").is_some_and(|standard| standard == id))
        };
        let critical = self.order.iter().copied();
        critical
            .filter(|&at| self.draft.must_tell(self.tool, at))
            .filter(|&at| self.tool.standards.get(at).is_some_and(|s| !acted(&s.id)))
            .collect()
    }

    fn begin_proposed(&mut self, standard: usize) {
        let table = TableName::Actions;
        let at = self.rows(table).len();
        let mut row = self.new_row(table);
        let id = self
            .tool
            .standards
            .get(standard)
            .map(|standard| standard.id.clone());
        row.insert("standard".to_owned(), id.unwrap_or_default());
        row.insert("level".to_owned(), "case".to_owned());
        row.insert("priority".to_owned(), "escalation".to_owned());
        self.rows_mut(table).push(row);
        self.go(&Place::Row(table, at, "text".to_owned()));
    }

    /// What Enter takes at a part of a finding or action.
    pub(super) fn row_default(&self, table: TableName, row: usize, name: &str) -> Option<String> {
        match (table, name) {
            (TableName::Findings, "quote_ok") => Some("no".to_owned()),
            (TableName::Findings, "source") => {
                let source = match self.draft.stage {
                    Stage::Record => "record",
                    Stage::Discussion => "worker",
                    Stage::WrapUp => "auditor",
                };
                Some(source.to_owned())
            }
            (_, "standard") => {
                let standard = self.standard_of(&Place::Row(table, row, name.to_owned()))?;
                Some(self.number(standard).to_string())
            }
            (TableName::Actions, "level") => Some("case".to_owned()),
            (TableName::Actions, "due") => {
                let priority = self.rows(table).get(row)?.get("priority")?;
                let days = match priority.as_str() {
                    "escalation" | "now" => 1,
                    "7_days" => 7,
                    "28_days" => 28,
                    _ => return None,
                };
                let due = self.setting.today.checked_add(days.days()).ok()?;
                Some(due.to_string())
            }
            _ => None,
        }
    }
}
