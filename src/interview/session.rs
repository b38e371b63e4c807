//! The interview as a state machine: an answer comes in, the draft changes, and something
//! is said about it.
//!
//! Everything that must outlast an interruption is in the draft, so a session made anew of
//! a draft goes on where the last one stood. It must not know a terminal, a file or a clock.

use std::collections::BTreeSet;

use super::command::{self, Command, Line};
use super::place::Place;
use crate::model::{Date, Focus, Form, Hub, TableName, Tool};
use crate::store::draft::{Draft, Stage};

/// What the interview is told of the round, the case and the day.
pub struct Setting<'t> {
    /// The round's tool.
    pub tool: &'t Tool,
    /// The round's hubs; none means that any is accepted.
    pub hubs: &'t [Hub],
    /// The round's focus areas.
    pub focus: &'t [Focus],
    /// The case's hub as the worklist has it; blank where it does not say.
    pub hub: &'t str,
    /// The day.
    pub today: Date,
    /// Names the kinds of personal data that a text seems to hold: `a postcode`.
    pub personal: &'t dyn Fn(&str) -> Vec<String>,
}

/// What to do after an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Put the question that stands now.
    Ask,
    /// Open this text in the auditor's editor, then call [`Session::edited`].
    Edit(String),
    /// The auditor leaves; the audit is unfinished.
    Leave,
    /// Nothing is missing, and the audit is finished.
    Finish,
}

/// What came of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Lines to say, not wrapped.
    pub said: Vec<String>,
    /// What to do.
    pub next: Next,
    /// Has the draft changed? Then it is saved before anything else.
    pub changed: bool,
}

/// An audit that is being recorded.
pub struct Session<'t> {
    pub(super) setting: Setting<'t>,
    pub(super) tool: &'t Tool,
    pub(super) audits: Form,
    pub(super) findings: Form,
    pub(super) actions: Form,
    /// Positions of the standards in the order in which they are asked: by domain.
    pub(super) order: Vec<usize>,
    pub(super) draft: Draft,
    /// Scales whose levels were explained in this sitting.
    pub(super) explained: BTreeSet<usize>,
    /// Were the themes listed in this sitting?
    pub(super) themes_listed: bool,
    /// A text that could not be taken, to be mended rather than typed again.
    pub(super) refused: Option<String>,
    /// An answer that was asked about; given once more, it is taken.
    pub(super) unsure: Option<(Place, String)>,
    /// Was the audit, or all that it lacks, read out just now?
    pub(super) read_out: bool,
    /// Is the question that stands put again, right after itself?
    pub(super) again: bool,
    pub(super) said: Vec<String>,
}

impl<'t> Session<'t> {
    /// Goes on with a draft, or begins with an empty one. A correction begins at its review.
    pub fn new(setting: Setting<'t>, draft: Draft) -> Self {
        let tool = setting.tool;
        let domains = 0..tool.domains.len();
        let order = domains.flat_map(|domain| tool.standards_of(domain).map(|(at, _)| at));
        let mut session = Self {
            tool,
            audits: Form::audits(tool, setting.hubs),
            findings: Form::findings(tool),
            actions: Form::actions(tool, setting.hubs, setting.focus),
            order: order.collect(),
            setting,
            draft,
            explained: BTreeSet::new(),
            themes_listed: false,
            refused: None,
            unsure: None,
            read_out: false,
            again: false,
            said: Vec::new(),
        };
        if session.draft.at.is_none() {
            if session.draft.base.is_some() {
                session.pass_blanks();
                session.go(&Place::Review);
            } else {
                let first = session.first_open();
                session.go(&first);
            }
        }
        session
    }

    /// The draft as it stands.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The form of the audit's own row.
    pub fn form(&self) -> &Form {
        &self.audits
    }

    /// What is said when a sitting begins: the audit, where it goes on, and the commands.
    pub fn greeting(&self) -> Vec<String> {
        let Draft {
            case,
            role,
            auditor,
            ..
        } = &self.draft;
        let by = if auditor.is_empty() {
            String::new()
        } else {
            format!(" by {auditor}")
        };
        let mut lines = vec![format!("Case {case}, {role} audit{by}.")];
        let untold = self.untold().into_iter();
        lines.extend(untold.map(|(_, what)| format!("{}.", super::wrap::capital(&what))));
        let begun = !self.draft.cells.is_empty() && self.draft.base.is_none();
        if begun {
            lines.push(format!("Going on at: {}.", self.position(&self.current())));
        }
        lines.push("Every answer is saved at once. Commands begin with `/`: `/help` lists them, `/back` goes back, `/quit` leaves.".to_owned());
        lines
    }

    /// Takes what was typed at the question that stands.
    pub fn answer(&mut self, line: &str) -> Reply {
        let before = self.draft.clone();
        let place = self.current();
        self.note_explained(&place);
        let words = self.is_text(&place);
        let shown = self.text_shown(&place);
        self.refused = None;
        self.read_out = false;
        let unsure = self.unsure.take();
        let next = match command_after(line, &shown).unwrap_or_else(|| command::parse(line, words))
        {
            Line::Answer(text) => match self.second_thoughts(&place, text, unsure) {
                Some(said) => {
                    self.say(said);
                    Next::Ask
                }
                None => self.take(&place, text),
            },
            Line::Command(command, argument) => self.command(&place, command, argument),
            Line::Unknown(said) => {
                // What was pasted or typed is not lost: it comes back as text.
                if words {
                    self.refused = Some(format!("/{}", line.trim()));
                }
                self.say(said);
                Next::Ask
            }
        };
        // Asked again, a question is not read out whole again.
        self.again = self.current() == place;
        self.reply(&before, next)
    }

    /// Takes what came back from the editor: nothing where the text was left as it was.
    pub fn edited(&mut self, text: Option<String>) -> Reply {
        let before = self.draft.clone();
        let place = self.current();
        self.refused = None;
        self.unsure = None;
        let next = match text {
            None => {
                self.say("The text was left as it was.");
                Next::Ask
            }
            Some(text) if text.trim().is_empty() => {
                self.say("The text came back empty, and is kept as it was. To take it away, type `/clear`.");
                Next::Ask
            }
            Some(text) if self.is_text(&place) => self.take(&place, &text),
            Some(_) => Next::Ask,
        };
        self.reply(&before, next)
    }

    fn reply(&mut self, before: &Draft, next: Next) -> Reply {
        Reply {
            said: std::mem::take(&mut self.said),
            next,
            changed: *before != self.draft,
        }
    }

    pub(super) fn say(&mut self, line: impl Into<String>) {
        self.said.push(line.into());
    }

    fn take(&mut self, place: &Place, text: &str) -> Next {
        match place {
            Place::Cell(name) => self.take_cell(name, text),
            Place::Fork => return self.take_fork(text),
            Place::Prompt(id) => self.take_prompt(id, text),
            Place::Changed(domain) => self.take_changed(domain, text),
            Place::List(table) => self.take_list(*table, text),
            Place::Row(table, row, name) => self.take_row(*table, *row, name, text),
            Place::Note(position) => self.take_note(*position, text),
            Place::Review => return self.take_review(text),
            Place::Reason => return self.take_reason(text),
            Place::Personal(about) => self.take_personal(about, text),
        }
        Next::Ask
    }

    fn command(&mut self, place: &Place, command: Command, argument: &str) -> Next {
        match command {
            Command::Back => self.back(place),
            Command::Skip => self.skip(place),
            Command::NotApplicable => self.not_applicable(place, argument),
            Command::Note => self.note(place, argument),
            Command::Help => {
                let lines = self.help(place, argument);
                self.said.extend(lines);
            }
            Command::Go => self.go_to(argument),
            Command::Where => {
                let lines = self.whereabouts(place);
                self.said.extend(lines);
            }
            Command::Finding => self.aside(place, TableName::Findings, argument),
            Command::Action => self.aside(place, TableName::Actions, argument),
            Command::Edit => return self.edit(place),
            Command::Clear => self.clear(place, argument),
            Command::Review => {
                self.say("The review. Enter there brings you back to what is left.");
                self.draft.back.clear();
                self.go(&Place::Review);
            }
            Command::Done if *place == Place::Review => return self.finish(),
            Command::Done => {
                self.say("An audit is finished from its review: here it is.");
                self.draft.back.clear();
                self.go(&Place::Review);
            }
            Command::Leave => {
                self.say("Saved. You can go on at this question whenever you come back.");
                return Next::Leave;
            }
        }
        Next::Ask
    }

    /// The question that stands: the one that the draft names, where there still is one.
    pub(super) fn current(&self) -> Place {
        let named = self.draft.at.as_deref().and_then(Place::parse);
        match named {
            Some(place) if self.exists(&place) => place,
            Some(Place::Personal(about)) if self.exists(&about) => *about,
            _ => self.first_open(),
        }
    }

    /// Makes a place the one that stands. The part that it belongs to is open from then on.
    pub(super) fn go(&mut self, place: &Place) {
        let stage = match self.section(place) {
            Some(super::question::Section::WrapUp) => Stage::WrapUp,
            Some(super::question::Section::Discussion) if *place != Place::Fork => {
                Stage::Discussion
            }
            _ => self.draft.stage,
        };
        self.draft.stage = self.draft.stage.max(stage);
        self.draft.at = Some(place.to_string());
    }

    fn edit(&mut self, place: &Place) -> Next {
        match place {
            _ if !self.is_text(place) => {
                self.say("This question takes no text of its own, so there is nothing to edit.");
                Next::Ask
            }
            Place::Prompt(_) | Place::List(_) => Next::Edit(String::new()),
            Place::Cell(_)
            | Place::Row(..)
            | Place::Reason
            | Place::Fork
            | Place::Changed(_)
            | Place::Note(_)
            | Place::Review
            | Place::Personal(_) => Next::Edit(self.text_of(place)),
        }
    }
}

/// The command that was typed after words that stood there to be edited: they were not
/// meant to end in `/back`.
fn command_after<'l>(line: &'l str, shown: &str) -> Option<Line<'l>> {
    if shown.is_empty() {
        return None;
    }
    let rest = line.strip_prefix(shown)?.trim_start();
    let command = rest.starts_with('/').then(|| command::parse(rest, true))?;
    matches!(command, Line::Command(..)).then_some(command)
}
