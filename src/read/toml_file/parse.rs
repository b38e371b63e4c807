//! From text to a tree, going on past whatever is broken.
//!
//! It must not know which keys there are, or what is wrong with a value that parses.

use toml::de::DeTable;

use super::mended::{Broken, Mended};
use super::node::{Pair, pairs};
use super::reader::Lost;
use super::words::{Complaint, word};
use super::{Lines, Reader};
use crate::diagnostics::{Code, Problem, Problems};

/// Room for the parser's and the tree's recursion: keys joined by dots inside tables in
/// braces can nest more than six thousand deep before the parser refuses them.
const STACK: usize = 64 << 20;

/// The keys of a TOML text, and a reader that knows its places. Problems of its syntax are
/// in `problems` already. `lists` are the paths of headings that need two brackets. `None`
/// where so much is broken that nothing else can be said.
pub(in crate::read) fn parse<'a>(
    text: &'a str,
    shown_as: &str,
    lists: &[&str],
    problems: &'a mut Problems,
) -> Option<(Vec<Pair>, Reader<'a>)> {
    let lines = Lines::new(text, shown_as);
    let parsed = std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || parse_here(text, lists))
            .ok()
            .and_then(|thread| thread.join().ok())
    });
    let Some(parsed) = parsed else {
        let message = "this file cannot be read as TOML";
        problems.push(Problem::error(Code::TomlSyntax, lines.file(), message));
        return None;
    };
    for broken in parsed.broken {
        let place = lines.place(broken.at);
        problems.push(Problem::error(broken.code, place, broken.message).maybe_hint(broken.hint));
    }
    let pairs = parsed.pairs?;
    Some((pairs, Reader::new(lines, parsed.lost, problems)))
}

/// The parser's complaints about a text.
pub(super) fn complaints(errors: &[toml::de::Error]) -> Vec<Complaint> {
    errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or_default();
            Complaint {
                start: span.start,
                end: span.end,
                message: error.message().to_owned(),
            }
        })
        .collect()
}

struct Parsed {
    pairs: Option<Vec<Pair>>,
    broken: Vec<Broken>,
    lost: Lost,
}

fn parse_here(text: &str, lists: &[&str]) -> Parsed {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Parsed {
            pairs: Some(pairs(table.get_ref(), 0, &|at| at)),
            broken: Vec::new(),
            lost: Lost::default(),
        };
    }
    let mut mended = Mended::new(text, lists);
    let mut tree = None;
    if !mended.hopeless {
        let (table, errors) = DeTable::parse_recoverable(&mended.text);
        let from = |at| mended.place(at);
        tree = Some(pairs(table.get_ref(), 0, &from));
        // What is left is about several statements together: a key that is there twice.
        for complaint in complaints(&errors) {
            let worded = word(&mended.text, &complaint);
            let at = mended.place(worded.at);
            mended.broken.push(Broken {
                at,
                code: Code::TomlSyntax,
                message: worded.message,
                hint: worded.hint,
            });
        }
    }
    Parsed {
        pairs: tree,
        broken: mended.broken,
        lost: mended.lost,
    }
}
