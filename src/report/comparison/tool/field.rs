//! What the values and wordings of a tool are called.
//!
//! It must not know what became of them.

use crate::analysis::comparison::tool::Field;
use crate::report::summary::words::upper_first;

/// The name of a value or wording within a sentence.
pub(super) fn name(field: Field) -> &'static str {
    match field {
        Field::Id => "id",
        Field::Version => "version",
        Field::Title => "title",
        Field::Label => "label",
        Field::Purpose => "what the tool is for",
        Field::Group => "cases are grouped by",
        Field::LooksLike | Field::Means => "what an auditor would see",
        Field::Ask => "what to ask",
        Field::Score => "score",
        Field::Evidence => "words are asked for",
        Field::Standing => "counts as",
        Field::Kind => "answers",
        Field::Required => "needed",
        Field::From => "counted from",
        Field::To => "counted to",
        Field::Within => "days at most",
        Field::Min => "the least",
        Field::Max => "the greatest",
        Field::Better => "better is",
        Field::AskedOf => "asked of",
    }
}

/// The name where a line begins.
pub(super) fn title(field: Field) -> String {
    upper_first(name(field))
}
