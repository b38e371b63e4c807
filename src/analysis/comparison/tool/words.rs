//! What differs between two wordings, word by word and line by line.
//!
//! Turning the two round turns taken out into put in, and nothing else. It must not know
//! what the words belong to, or how a difference is shown.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// They stand in both wordings.
    Kept,
    /// They stand in the earlier wording alone.
    Removed,
    /// They stand in the later wording alone.
    Added,
}

/// Words that belong together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Piece {
    /// What became of them.
    pub kind: PieceKind,
    /// The words, one space between them and none at the ends.
    pub text: String,
}

/// Is there a difference in more than white space?
pub(super) fn differ(before: &str, after: &str) -> bool {
    !before.split_whitespace().eq(after.split_whitespace())
}

/// Both wordings as pieces in reading order; where words were replaced, those taken out
/// stand first. Kept and removed pieces are the earlier wording, kept and added ones the
/// later.
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let before: Vec<&str> = before.split_whitespace().collect();
    let after: Vec<&str> = after.split_whitespace().collect();
    let mut runs: Vec<Run<'_>> = Vec::new();
    for (old, new, kept) in spans(&before, &after) {
        match runs.last_mut() {
            Some(run) if run.kept == kept => {
                run.old.extend(old);
                run.new.extend(new);
            }
            _ => runs.push(Run {
                kept,
                old: old.to_vec(),
                new: new.to_vec(),
            }),
        }
    }
    let mut out = Vec::new();
    for run in joined(runs) {
        if run.kept {
            piece(PieceKind::Kept, &run.old, &mut out);
        } else {
            piece(PieceKind::Removed, &run.old, &mut out);
            piece(PieceKind::Added, &run.new, &mut out);
        }
    }
    out
}

/// Words that were kept, or words that stand in place of others.
struct Run<'a> {
    kept: bool,
    old: Vec<&'a str>,
    new: Vec<&'a str>,
}

/// A lone word that happens to stand in both wordings between words that do not is no help
/// to a reader: it becomes a part of what changed.
fn joined(runs: Vec<Run<'_>>) -> Vec<Run<'_>> {
    let last = runs.len().saturating_sub(1);
    let mut out: Vec<Run<'_>> = Vec::new();
    for (at, mut run) in runs.into_iter().enumerate() {
        if run.kept && run.old.len() == 1 && at > 0 && at < last {
            run.kept = false;
        }
        match out.last_mut() {
            Some(before) if before.kept == run.kept => {
                before.old.append(&mut run.old);
                before.new.append(&mut run.new);
            }
            _ => out.push(run),
        }
    }
    out
}

fn piece(kind: PieceKind, words: &[&str], out: &mut Vec<Piece>) {
    if !words.is_empty() {
        let text = words.join(" ");
        out.push(Piece { kind, text });
    }
}

/// Lines that are not the same in both lists, each beside the line that stands in its
/// place, where there is one.
pub(super) fn lines<'a>(
    before: &'a [String],
    after: &'a [String],
) -> Vec<(Option<&'a str>, Option<&'a str>)> {
    // Where a line is broken in the file makes no difference.
    let plain = |lines: &[String]| -> Vec<String> {
        let words = lines.iter().map(|line| line.split_whitespace());
        words
            .map(|words| words.collect::<Vec<_>>().join(" "))
            .collect()
    };
    let (old_plain, new_plain) = (plain(before), plain(after));
    let mut out = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let (mut old_open, mut new_open) = (0, 0);
    let mut close = |old: (usize, usize), new: (usize, usize)| {
        let old = before.get(old.0..old.1).unwrap_or_default();
        let new = after.get(new.0..new.1).unwrap_or_default();
        for at in 0..old.len().max(new.len()) {
            out.push((
                old.get(at).map(String::as_str),
                new.get(at).map(String::as_str),
            ));
        }
    };
    for (old, new, kept) in spans(&old_plain, &new_plain) {
        if kept {
            close((old_open, old_at), (new_open, new_at));
            old_open = old_at + old.len();
            new_open = new_at + new.len();
        }
        old_at += old.len();
        new_at += new.len();
    }
    close((old_open, old_at), (new_open, new_at));
    out
}

/// The parts of two lists in order, each with whether both hold it.
fn spans<'a, T: Ord + Eq + std::hash::Hash>(
    before: &'a [T],
    after: &'a [T],
) -> Vec<(&'a [T], &'a [T], bool)> {
    // Which way round two lists are compared may decide which of several equal words is
    // taken for the kept one: the same way round is taken always.
    let turned = before > after;
    let (first, second) = if turned {
        (after, before)
    } else {
        (before, after)
    };
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, first, second) {
        let one = first.get(op.old_range()).unwrap_or_default();
        let other = second.get(op.new_range()).unwrap_or_default();
        let (old, new) = if turned { (other, one) } else { (one, other) };
        out.push((old, new, matches!(op, DiffOp::Equal { .. })));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let shown = |piece: &Piece| match piece.kind {
            PieceKind::Kept => piece.text.clone(),
            PieceKind::Removed => format!("[-{}-]", piece.text),
            PieceKind::Added => format!("[+{}+]", piece.text),
        };
        let pieces = pieces(before, after);
        pieces.iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_that_differ_are_told_from_those_that_do_not() {
        assert_eq!(
            shown("the family was told", "the family was asked"),
            "the family was [-told-] [+asked+]"
        );
        assert_eq!(shown("a b", "a b"), "a b");
        assert_eq!(shown("", "new words"), "[+new words+]");
        assert_eq!(shown("old words", ""), "[-old words-]");
        assert_eq!(shown("", ""), "");
        assert_eq!(shown("a\n  b c", "a b\tc"), "a b c");
    }

    #[test]
    fn a_lone_word_between_changes_goes_with_them() {
        assert_eq!(
            shown("clear and current", "wanted and written"),
            "[-clear and current-] [+wanted and written+]"
        );
        assert_eq!(
            shown("is clear now", "was clear then"),
            "[-is clear now-] [+was clear then+]"
        );
        assert_eq!(
            shown("is quite clear now", "was quite clear then"),
            "[-is-] [+was+] quite clear [-now-] [+then+]"
        );
    }

    #[test]
    fn lines_stand_beside_what_took_their_place() {
        let list = |lines: &[&str]| lines.iter().map(|&s| s.to_owned()).collect::<Vec<_>>();
        let before = list(&["one", "two", "three", "four"]);
        let after = list(&["one", "2", "three", "four", "five"]);
        assert_eq!(
            lines(&before, &after),
            [(Some("two"), Some("2")), (None, Some("five"))]
        );
        assert_eq!(
            lines(&after, &before),
            [(Some("2"), Some("two")), (Some("five"), None)]
        );
        assert!(lines(&before, &list(&["one", "two", " three\n", "four"])).is_empty());
    }
}
