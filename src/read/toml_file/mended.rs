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

/// How often the parser may be given as many bytes as the file has, and a little more: an
/// honest file is done with few, and one made to keep us busy is given up.
const AGAIN: usize = 8;
const LITTLE: usize = 1 << 16;

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
    /// Bytes that the parser was given.
    given: usize,
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
            given: 0,
            starts: Vec::new(),
        };
        let mut wrong = 0;
        let mut from = 0;
        while let Some(statement) = statements::next(text, from) {
            let piece = text.get(statement.start..statement.end).unwrap_or("");
            let bare = piece.trim_start_matches('\u{feff}');
            let (end, good) = match heading(bare) {
                Some(path) => {
                    let start = statement.end - bare.len();
                    (statement.end, out.heading(start, bare, path, lists))
                }
                None => out.setting(text, statement),
            };
            wrong += usize::from(!good);
            if wrong > BROKEN || out.given > AGAIN * text.len() + LITTLE {
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
    fn heading(&mut self, start: usize, line: &str, path: &str, lists: &[&str]) -> bool {
        self.lost.headings.push(start);
        self.starts.push((self.text.len(), start));
        let wrong = self.complaints(line);
        let many = line.trim_start().starts_with("[[");
        if !wrong.is_empty() {
            self.say(start, line, wrong);
        } else if lists.contains(&path) && !many {
            self.broken.push(Broken {
                at: start + (line.len() - line.trim_start().len()),
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
        if self.complaints(&mended).is_empty() {
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
        let mut wrong = self.complaints(piece);
        if at.cut < end && wrong.iter().any(is_unclosed) {
            end = at.cut;
            piece = text.get(at.start..end).unwrap_or("");
            wrong = self.complaints(piece);
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
        for worded in about(piece, wrong).into_iter().take(BROKEN) {
            self.broken.push(Broken {
                at: start + worded.at,
                code: Code::TomlSyntax,
                message: worded.message,
                hint: worded.hint,
            });
        }
    }

    /// What the parser says of a piece by itself.
    fn complaints(&mut self, piece: &str) -> Vec<Complaint> {
        self.given += piece.len();
        complaints(&DeTable::parse_recoverable(piece).1)
    }
}
