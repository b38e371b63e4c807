//! Spellings that cells may have, and that no two of them read alike.
//!
//! It must not know how cells are read, beyond [`fold`].

use std::collections::BTreeMap;

use crate::diagnostics::{Code, quote};
use crate::model::fold;
use crate::read::toml_file::{Reader, Text};

/// Spellings of not applicable that every tool has.
pub(super) const NOT_APPLICABLE: [&str; 3] = ["na", "n/a", "not applicable"];

/// Is a spelling more than spaces and dashes? An error where it is not.
pub(super) fn is_readable(text: &Text, r: &mut Reader<'_>) -> bool {
    let readable = !fold(&text.value).is_empty();
    if !readable {
        let message = format!("{} reads as a blank in a cell", quote(&text.value));
        r.error(Code::WrongValue, text.at, message, None);
    }
    readable
}

/// Spellings that are taken, each by an owner: a level, a choice, or not applicable.
#[derive(Debug, Default)]
pub(in crate::read) struct Spellings {
    taken: BTreeMap<String, Taken>,
}

#[derive(Debug)]
struct Taken {
    owner: String,
    spelling: String,
    at: Option<usize>,
}

impl Spellings {
    /// Takes the spellings of not applicable, the tool's own ones too.
    pub(super) fn take_not_applicable(&mut self, also: &[Text]) {
        let own = also.iter().map(|text| (text.value.as_str(), Some(text.at)));
        for (spelling, at) in NOT_APPLICABLE.iter().map(|word| (*word, None)).chain(own) {
            self.taken.entry(fold(spelling)).or_insert_with(|| Taken {
                owner: "not applicable".to_owned(),
                spelling: spelling.to_owned(),
                at,
            });
        }
    }

    /// Takes a spelling for an owner; an error where another owner has one that reads
    /// alike. An owner's own spellings may read alike.
    pub(in crate::read) fn take(&mut self, owner: &str, text: &Text, r: &mut Reader<'_>) {
        if !is_readable(text, r) {
            return;
        }
        let folded = fold(&text.value);
        let Some(taken) = self.taken.get(&folded) else {
            let taken = Taken {
                owner: owner.to_owned(),
                spelling: text.value.clone(),
                at: Some(text.at),
            };
            self.taken.insert(folded, taken);
            return;
        };
        if taken.owner != owner {
            let line = match taken.at {
                Some(at) => format!(" on line {}", r.line(at)),
                None => String::new(),
            };
            let message = format!(
                "{} of {owner} reads like {} of {}{line}",
                quote(&text.value),
                quote(&taken.spelling),
                taken.owner
            );
            let hint =
                "change one of them: capitals, spaces, `_` and `-` make no difference in a cell";
            r.error(Code::SpellingClash, text.at, message, Some(hint.to_owned()));
        }
    }
}
