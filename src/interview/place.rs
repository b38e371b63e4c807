//! Places: every question of the interview by a name that outlasts the sitting.
//!
//! It exists so that a draft can say where its auditor stands. It must not know which
//! questions a case has, nor their order.

use std::fmt;

use crate::model::TableName;

/// One question. Names are those of the form's fields and of the tool's entries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A cell of the audit.
    Cell(String),
    /// Whether the discussion is held now, later or not at all.
    Fork,
    /// A prompt of the discussion.
    Prompt(String),
    /// Which standards of a domain the worker's account changed.
    Changed(String),
    /// The list of findings or of actions, and whether there are more.
    List(TableName),
    /// A cell of a finding or action, by the row's position.
    Row(TableName, usize, String),
    /// What becomes of a note, by its position.
    Note(usize),
    /// The whole audit, with what is missing.
    Review,
    /// Why a recorded audit is changed.
    Reason,
    /// Whether words that look like personal data are kept.
    Personal(Box<Place>),
}

impl Place {
    /// The place of a name; nothing where it is none.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let (word, rest) = name.split_once(':').unwrap_or((name, ""));
        let place = match (word, rest) {
            ("discussion", "") => Self::Fork,
            ("review", "") => Self::Review,
            ("reason", "") => Self::Reason,
            ("findings", "") => Self::List(TableName::Findings),
            ("actions", "") => Self::List(TableName::Actions),
            ("cell", rest) => Self::Cell(rest.to_owned()),
            ("prompt", rest) => Self::Prompt(rest.to_owned()),
            ("changed", rest) => Self::Changed(rest.to_owned()),
            ("note", rest) => Self::Note(rest.parse().ok()?),
            ("finding" | "action", rest) => {
                let (row, name) = rest.split_once(':')?;
                let table = if word == "finding" {
                    TableName::Findings
                } else {
                    TableName::Actions
                };
                Self::Row(table, row.parse().ok()?, name.to_owned())
            }
            // One doubt at a time: a name from a file cannot nest without end.
            ("personal", rest) if !rest.starts_with("personal:") => {
                Self::Personal(Box::new(Self::parse(rest)?))
            }
            _ => return None,
        };
        Some(place)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(name) => write!(f, "cell:{name}"),
            Self::Fork => f.write_str("discussion"),
            Self::Prompt(id) => write!(f, "prompt:{id}"),
            Self::Changed(domain) => write!(f, "changed:{domain}"),
            Self::List(table) => write!(f, "{}", table.id()),
            Self::Row(table, row, name) => write!(f, "{}:{row}:{name}", table.row()),
            Self::Note(position) => write!(f, "note:{position}"),
            Self::Review => f.write_str("review"),
            Self::Reason => f.write_str("reason"),
            Self::Personal(place) => write!(f, "personal:{place}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again_by_its_name() {
        for name in [
            "cell:harm_acted_on.record.evidence",
            "discussion",
            "prompt:proudest",
            "changed:safety",
            "findings",
            "actions",
            "finding:3:text",
            "action:0:due",
            "note:2",
            "review",
            "reason",
            "personal:finding:3:text",
        ] {
            let place = Place::parse(name).unwrap();
            assert_eq!(place.to_string(), name);
        }
        for name in [
            "",
            "nowhere",
            "note:x",
            "finding:1",
            "personal:personal:review",
        ] {
            assert_eq!(Place::parse(name), None, "{name}");
        }
    }
}
