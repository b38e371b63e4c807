//! A broken TOML text without its broken statements.
//!
//! Headings are mended, since all that stands under one would be lost with it; any other
//! broken statement is left out. It must not know which keys there are.

use toml::de::DeTable;

use super::parse::complaints;
use super::reader::Lost;
use super::statements::{self, Statement, heading, key};
use super::words::{Complaint, about, is_unclosed};
use crate::diagnostics::Code;

/// After so many broken statements a file is taken for something other than TOML.
const BROKEN: usize = 100;

/// Something broken: where it stands in the file, and what is to be said.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) at: usize,
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// The text that is left, and what was wrong with the rest.
#[derive(Debug)]
pub(super) struct Mended {
    /// The text that is left.
    pub(super) text: String,
    /// What was wrong.
    pub(super) broken: Vec<Broken>,
    /// What is missing from the text.
    pub(super) lost: Lost,
    /// Is so much broken that the file may be anything?
    pub(super) hopeless: bool,
    /// Starts of statements: in the mended text, and in the file.
    starts: Vec<(usize, usize)>,
}

impl Mended {
    /// Mends a text; `lists` are the paths of headings that need two brackets.
    pub(super) fn new(text: &str, lists: &[&str]) -> Self {
        let mut out = Self {
            text: String::with_capacity(text.len()),
            broken: Vec::new(),
            lost: Lost::default(),
            hopeless: false,
            starts: Vec::new(),
        };
        let mut wrong = 0;
        let mut from = 0;
        while let Some(statement) = statements::next(text, from) {
            let piece = text.get(statement.start..statement.end).unwrap_or("");
            let bare = piece.trim_start_matches('\u{feff}');
            let (end, good) = match heading(bare) {
                Some(path) => (statement.end, out.heading(statement, bare, path, lists)),
                None => out.setting(text, statement),
            };
            wrong += usize::from(!good);
            if wrong > BROKEN {
                out.hopeless = true;
                break;
            }
            from = end;
        }
        out
    }

    /// The place in the file of a position in the mended text.
    pub(super) fn place(&self, at: usize) -> usize {
        let next = self.starts.partition_point(|(mended, _)| *mended <= at);
        match next.checked_sub(1).and_then(|last| self.starts.get(last)) {
            Some((mended, file)) => file + (at - mended),
            None => at,
        }
    }

    /// Takes in a heading, mended where it is broken. Was it good?
    fn heading(&mut self, at: Statement, line: &str, path: &str, lists: &[&str]) -> bool {
        self.lost.headings.push(at.start);
        self.starts.push((self.text.len(), at.start));
        let wrong = complaints_about(line);
        let many = line.trim_start().starts_with("[[");
        if !wrong.is_empty() {
            self.say(at.start, line, wrong);
        } else if lists.contains(&path) && !many {
            self.broken.push(Broken {
                at: at.start + (line.len() - line.trim_start().len()),
                code: Code::WrongValue,
                message: format!("`[{path}]` needs two brackets"),
                hint: Some(format!("write `[[{path}]]`")),
            });
        } else {
            self.text.push_str(line);
            return true;
        }
        let mended = if many || lists.contains(&path) {
            format!("[[{path}]]\n")
        } else {
            format!("[{path}]\n")
        };
        if complaints_about(&mended).is_empty() {
            self.text.push_str(&mended);
        } else {
            self.lost.heading = true;
        }
        false
    }

    /// Takes in a key with its value, unless it is broken. Where it ends, and was it good?
    fn setting(&mut self, text: &str, at: Statement) -> (usize, bool) {
        let mut end = at.end;
        let mut piece = text.get(at.start..end).unwrap_or("");
        let mut wrong = complaints_about(piece);
        if at.cut < end && wrong.iter().any(is_unclosed) {
            end = at.cut;
            piece = text.get(at.start..end).unwrap_or("");
            wrong = complaints_about(piece);
        }
        if wrong.is_empty() {
            self.starts.push((self.text.len(), at.start));
            self.text.push_str(piece);
            return (end, true);
        }
        self.lost.keys.push((at.start, key(piece).to_owned()));
        self.say(at.start, piece, wrong);
        (end, false)
    }

    fn say(&mut self, start: usize, piece: &str, wrong: Vec<Complaint>) {
        for worded in about(piece, wrong) {
            self.broken.push(Broken {
                at: start + worded.at,
                code: Code::TomlSyntax,
                message: worded.message,
                hint: worded.hint,
            });
        }
    }
}

fn complaints_about(piece: &str) -> Vec<Complaint> {
    complaints(&DeTable::parse_recoverable(piece).1)
}
