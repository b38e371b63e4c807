//! A wording as it was and as it is, word by word.
//!
//! It exists so that every format marks the same words. It must not know how a format
//! strikes words out.

use crate::analysis::comparison::tool::{Piece, PieceKind};

/// A wording that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What it is the wording of.
    pub of: String,
    /// Both wordings in reading order.
    pub pieces: Vec<Piece>,
}

impl Wording {
    /// The wording before and after, each with its name; one of which nothing is there is
    /// left out.
    pub fn sides(&self) -> Vec<(&'static str, Vec<&Piece>)> {
        let without = |kind: PieceKind| -> Vec<&Piece> {
            let pieces = self.pieces.iter();
            pieces.filter(|piece| piece.kind != kind).collect()
        };
        [
            ("Before", without(PieceKind::Added)),
            ("After", without(PieceKind::Removed)),
        ]
        .into_iter()
        .filter(|(_, pieces)| !pieces.is_empty())
        .collect()
    }

    /// A piece in formats that cannot strike words out: `[-taken out-]`, `[+put in+]`.
    pub fn marked(piece: &Piece) -> String {
        match piece.kind {
            PieceKind::Kept => piece.text.clone(),
            PieceKind::Removed => format!("[-{}-]", piece.text),
            PieceKind::Added => format!("[+{}+]", piece.text),
        }
    }

    /// Both wordings as lines of plain text, for formats that have nothing else: "Before: …".
    pub fn lines(&self) -> Vec<String> {
        let line = |(name, pieces): (&str, Vec<&Piece>)| {
            let words: Vec<String> = pieces.into_iter().map(Self::marked).collect();
            format!("{name}: {}", words.join(" "))
        };
        self.sides().into_iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lines_mark_what_changed_and_leave_out_what_was_not_there() {
        let piece = |kind, text: &str| Piece {
            kind,
            text: text.to_owned(),
        };
        let wording = Wording {
            of: "Title".to_owned(),
            pieces: vec![
                piece(PieceKind::Kept, "the family"),
                piece(PieceKind::Removed, "agreed"),
                piece(PieceKind::Added, "chose"),
            ],
        };
        let lines = [
            "Before: the family [-agreed-]",
            "After: the family [+chose+]",
        ];
        assert_eq!(wording.lines(), lines);
        let new = Wording {
            of: "Title".to_owned(),
            pieces: vec![piece(PieceKind::Added, "all new")],
        };
        assert_eq!(new.lines(), ["After: [+all new+]"]);
    }
}
